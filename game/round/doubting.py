"""Doubting: what seems wrong with how sensors are worn, what play waits for, and what the summary says of it."""

from __future__ import annotations

from game.exercises.events import Event, SensorDoubted, SensorTrusted
from game.exercises.exercise import TICK_S
from game.motion.doubt import Doubt, Fault
from game.motion.wearing import WearingWatch

_REMARK_S = 8.0
"""What play does not wait for is said for so long."""


class Doubting:
    """Keeps the one doubt that play waits for, the one remark that is only said, and a note of each."""

    def __init__(self, watch: WearingWatch | None) -> None:
        """Without a watch, where electrodes alone are worn, nothing is doubted."""
        self.held: Doubt | None = None
        """What play waits for; None while it need not."""
        self.notes: list[str] = []
        self._watch = watch
        self._frozen: Doubt | None = None
        self._remark: Doubt | None = None
        self._remark_s = 0.0

    @property
    def said(self) -> Doubt | None:
        """What a screen has to say: the doubt that play waits for, a frozen sensor or, for a moment, a remark."""
        return self.held or self._frozen or self._remark

    def step(self, tick: int, *, expected: bool, idle_s: float, asked: bool) -> list[Event]:
        """One tick: what is found, and what has settled by itself. What else is found while play waits is what hands do
        to sensors, and no fault. The arguments are those of the watch."""
        if self._watch is None:
            return []
        if self._remark is not None:
            self._remark_s -= TICK_S
            if self._remark_s <= 0.0:
                self._remark = None
        if self._frozen is not None and self._frozen.site not in self._watch.frozen:
            self._frozen = None
        events: list[Event] = []
        if self.held is not None and self._watch.settled(self.held):
            events += self._end(tick, self.held, "settled")
        for doubt in self._watch.step(tick, expected=expected, idle_s=idle_s, asked=asked):
            if self.held is None or doubt.fault is Fault.FROZEN:
                events.append(self._take(tick, doubt))
        return events

    def trust(self, tick: int) -> list[Event]:
        """The person goes on: it has been put right, or is right as it is."""
        if self._watch is None or self.held is None:
            return []
        self._watch.trust(self.held)
        return self._end(tick, self.held, "person")

    def _take(self, tick: int, doubt: Doubt) -> Event:
        if doubt.sentence not in self.notes:
            self.notes.append(doubt.sentence)
        if doubt.fault is Fault.FROZEN:
            self._frozen = doubt  # play waits for it as for one that is silent
        elif doubt.holds:
            self.held = doubt
        else:
            self._remark, self._remark_s = doubt, _REMARK_S
        return SensorDoubted(tick, doubt.site, doubt.fault.value, doubt.other)

    def _end(self, tick: int, doubt: Doubt, how: str) -> list[Event]:
        self.held = None
        return [SensorTrusted(tick, doubt.site, doubt.fault.value, how)]
