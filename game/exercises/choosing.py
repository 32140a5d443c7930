"""Choosing: which of several targets the person takes: the highest one that the limb is held at."""

from __future__ import annotations

import math

from game.exercises.exercise import TICK_S, Trial

SLIP_DEG = 4.0
"""A hold goes on while the angle dips no more than this below the tolerance; further down it starts again."""
DWELL_S = 1.0
"""A target is chosen by staying there for so long, even where no hold is asked for: a choice."""


class Choosing:
    """The targets of one trial, watched tick by tick.

    A limb is at the highest target whose tolerance it has come to. A hold counts only while the limb goes no further:
    by more than `SLIP_DEG` up, or down where it came from above, it is on its way, and the hold starts again. So
    whoever passes a target has not taken it.
    """

    def __init__(self, choices: tuple[Trial, ...] = ()) -> None:
        """`choices`: lowest first."""
        self.choices = choices
        self.clear()

    def clear(self) -> None:
        """The limb is back: nothing is taken."""
        self.at: Trial | None = None
        """The one that the limb is at now."""
        self.taken: Trial | None = None
        """The highest that was held for as long as is asked."""
        self.held_s = 0.0
        """For how long the one of now has been held."""
        self._entered_s: dict[float, float] = {}
        """When each was come to, by its angle: its last time."""
        self._longest_s: dict[float, float] = {}
        self._taken_s = math.nan
        self._from_deg = math.nan
        self._fell = False

    @property
    def needs_s(self) -> float:
        """For how long the one of now is to be held."""
        return DWELL_S if self.at is None else max(DWELL_S, self.at.hold_s)

    @property
    def meant(self) -> Trial:
        """The one to be shown as asked for now: what is taken, or where the limb is, or the lowest."""
        return self.taken or self.at or self.choices[0]

    @property
    def since_s(self) -> float:
        """When the one that is meant was come to; nan where it was not."""
        return self._taken_s if self.taken is not None else self._entered_s.get(self.meant.target_deg, math.nan)

    def step(self, angle_deg: float, now_s: float) -> None:
        """One tick, `now_s` after the movement began."""
        found = self._found(angle_deg)
        if found is not self.at:
            self._fell = found is not None and self.at is not None and found.target_deg < self.at.target_deg
            self.at, self._from_deg, self.held_s = found, angle_deg, 0.0
            if found is not None:
                self._entered_s[found.target_deg] = now_s
        if found is None:
            return
        gone_deg = angle_deg - self._from_deg
        if gone_deg > SLIP_DEG or (self._fell and gone_deg < -SLIP_DEG):
            self._from_deg, self.held_s = angle_deg, 0.0
        self.held_s += TICK_S
        self._longest_s[found.target_deg] = max(self.held_s, self._longest_s.get(found.target_deg, 0.0))
        if self.held_s < self.needs_s or (self.taken is not None and self.taken.target_deg >= found.target_deg):
            return
        self.taken, self._taken_s = found, self._entered_s[found.target_deg]

    def _found(self, angle_deg: float) -> Trial | None:
        reached = [one for one in self.choices if angle_deg >= edge_deg(one)]
        found = reached[-1] if reached else None
        at = self.at
        if at is not None and found is not at and edge_deg(at) - SLIP_DEG <= angle_deg < edge_deg(at):
            return at
        return found

    def settle(self) -> tuple[Trial, bool, float]:
        """At the turn: the one that counts, whether it was reached and held for as long as it asks, and when it was
        come to (nan: never). Where none was held it is the highest that was come to, else the lowest."""
        if self.taken is not None:
            return self.taken, True, self._taken_s
        come_to = [one for one in self.choices if one.target_deg in self._entered_s]
        if not come_to:
            return self.choices[0], False, math.nan
        one = come_to[-1]
        return one, self._longest_s[one.target_deg] >= one.hold_s, self._entered_s[one.target_deg]


def edge_deg(trial: Trial) -> float:
    """From here on its target counts as reached."""
    return trial.target_deg - trial.tolerance_deg
