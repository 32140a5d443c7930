"""Staircase: how far one trial moves the difficulty, by a weighted up-down rule that keeps success near its aim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StaircaseRules:
    """A miss moves p/(1-p) times as far as a success, which settles where a share p succeeds (Kaernbach 1991).

    Over any n trials then, with S successes and M misses, S·size - M·size·p/(1-p) is how far the step came in all. A
    step that stays within few sizes so keeps S/n near p whatever the person's ability: with p = 0.75 success over 30
    trials leaves 60–85 % only where the step went more than 10 sizes up or 18 down. Sizes are therefore coarse: from
    a parameter's own value to its end in 5 to 10 of them.
    """

    aim: float = 0.75
    first: int = 4
    """Steps that a success moves at first…"""
    least: int = 2
    """…and at least, halved at every third reversal."""
    most: int = 8
    """At most, doubled where success over the last trials leaves the band."""
    reversals: int = 3
    window: int = 10
    """So many trials tell whether success left the band: then they are forgotten, as nothing follows at once."""
    band: tuple[float, float] = (0.60, 0.85)


class Staircase:
    """Remembers the last outcomes; where the step stands is the coach's."""

    def __init__(self, rules: StaircaseRules) -> None:
        self._rules = rules
        self._size = rules.first
        self._last: list[bool] = []
        self._reversals = 0
        self._before: bool | None = None

    @property
    def out(self) -> str | None:
        """Whether success over a full window is above or below the band; None within."""
        if len(self._last) < self._rules.window:
            return None
        share = sum(self._last) / len(self._last)
        low, high = self._rules.band
        return "above" if share > high else "below" if share < low else None

    def judge(self, success: bool) -> int:
        """By how many steps this outcome moves the difficulty: harder (+) or easier (-)."""
        rules = self._rules
        # The size was known before the outcome was, and goes for both ways: so the ratio always holds.
        moved = self._size if success else -round(self._size * rules.aim / (1.0 - rules.aim))
        if self._before is not None and success is not self._before:
            self._reversals += 1
            if self._reversals % rules.reversals == 0:
                self._size = max(rules.least, self._size // 2)
        self._before = success
        self._last = [*self._last, success][-rules.window :]
        if self.out is not None:
            self._size = min(rules.most, 2 * self._size)
            self._last, self._reversals = [], 0
        return moved
