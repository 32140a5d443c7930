"""AxisAsked: the movement that tells a joint's axis, asked for once the neutral pose is taken, and what comes of it."""

from __future__ import annotations

from game.exercises.events import AxisRefused, AxisTaken, Event
from game.exercises.exercise import TICK_S
from game.motion.tracker import BodyTracker
from game.round.view import BendView

_REFUSED_MAX = 3
"""Whoever was refused so often plays with the axis that the way of wearing gives: a choice."""
_UNATTENDED_S = 20.0
"""So long it is waited for where nobody reads what is asked: a choice."""

BY_WEARING = (
    "the joint's axis is only known from how the sensors are worn, so its angles may be off by more than their error"
)
"""Noted where no movement told the axis."""


class AxisAsked:
    """Watches the tracker learn the axis. It is over at once where none is needed or one is known that still holds."""

    def __init__(self, tracker: BodyTracker, *, attended: bool) -> None:
        self._tracker, self._attended = tracker, attended
        self._waited_s = 0.0
        self._told_of: tuple[str, int] | None = None
        self._refusals = 0
        self._told = False
        self.note: str | None = None
        """What the summary has to say of the axis."""

    @property
    def over(self) -> bool:
        """Nothing is asked for (any more)."""
        return not self._tracker.needs_bend

    @property
    def view(self) -> BendView:
        """How far it is, for a screen."""
        bend = self._tracker.bend
        return BendView(bend.share, bend.refused)

    def begin(self, tick: int) -> list[Event]:
        """The neutral pose has been taken: an axis that is known is told once, and one that holds no longer."""
        if not self.over:
            self._told = False
            return self._refusal(tick)
        if self._told or self._tracker.calibration is None:
            return []
        return self._taken(tick, "kept")

    def step(self, tick: int) -> list[Event]:
        """One tick in which it is asked for."""
        if self.over:
            learned = self._tracker.calibration
            return self._taken(tick, "bend" if learned is None or learned.asked_for else "fit")
        self._waited_s += TICK_S
        events = self._refusal(tick)
        if self._refusals >= _REFUSED_MAX or (not self._attended and self._waited_s >= _UNATTENDED_S):
            self._tracker.trust_mounting()
            self.note = BY_WEARING
            events += self._taken(tick, "mount")
        return events

    def _taken(self, tick: int, how: str) -> list[Event]:
        self._told, self._waited_s, self._refusals, self._told_of = True, 0.0, 0, None
        return [AxisTaken(tick, how)]

    def _refusal(self, tick: int) -> list[Event]:
        bend = self._tracker.bend
        reason = bend.refused
        if reason is None or (reason, bend.judged) == self._told_of:
            return []
        self._told_of = (reason, bend.judged)
        self._refusals += 1
        return [AxisRefused(tick, reason)]
