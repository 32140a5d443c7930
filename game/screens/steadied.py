"""Steadied: a hand that trembles is drawn in the middle of its trembling, any other exactly where it is."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from game.round.view import RoundView

_QUICK_S = 0.18
"""There or back in so short a time, twice on end, is trembling: three times a second and more. A movement that is meant
to turn takes longer (a choice)."""
_IN_S, _STILL_S, _BACK_S = 0.1, 0.5, 0.3
"""How soon trembling is answered; how long nothing has turned quickly until it is no trembling any more; and how long
its end takes (choices)."""
_LEAST_DEG, LEAST = 0.5, 0.03
"""What swings less is neither seen nor does it flash; a sensor's own noise is below it (choices)."""
_MOST_KEPT = 100
"""As many pictures as a whole tremble lasts at the most, on a fast screen."""
_BODY: Mapping[str, float] = MappingProxyType(
    {"angle_deg": _LEAST_DEG, "lean_forward_deg": _LEAST_DEG, "lean_right_deg": _LEAST_DEG}
)
_PLAY: Mapping[str, float] = MappingProxyType(
    {
        **dict.fromkeys(("own_deg", "own_second_deg", "lead_deg", "other_deg", "placed_deg"), _LEAST_DEG),
        **dict.fromkeys(("activity", "antagonist", "progress", "hold", "held", "cooled"), LEAST),
    }
)
"""What the body moves, by its name in the views, and the least swing that counts."""


class Steady:
    """One number that a body moves, as it is drawn: while it trembles, its mean over the last whole tremble, which is
    half of one late, a tenth of a second at five a second; else the number itself, not late at all.

    Whatever a trembling hand carries would light and darken the place it swings over, faster than anything may flash;
    and nobody can aim with a picture that shakes.
    """

    def __init__(self, least: float) -> None:
        """`least`: what swings less than this is no trembling."""
        self._least = least
        self._past: deque[tuple[float, float]] = deque()
        self._begin(math.nan)

    def _begin(self, value: float) -> None:
        self._past.clear()
        self._extreme, self._rising = value, False
        self._for_s, self._ways_s = math.inf, (math.inf, math.inf)
        self._whole_s, self._trembles = 0.0, 0.0

    def follow(self, value: float, dt_s: float) -> float:
        """Where it is drawn, now that it is there and so much time has passed; nan where it is not known."""
        if math.isnan(value) or math.isnan(self._extreme):
            self._begin(value)
            return value
        self._past.appendleft((dt_s, value))
        while len(self._past) > _MOST_KEPT:
            self._past.pop()
        self._for_s += dt_s
        self._turn(value)
        quick = max(*self._ways_s, self._for_s - _STILL_S) <= _QUICK_S
        self._trembles += dt_s / _IN_S if quick else -dt_s / _BACK_S
        self._trembles = min(1.0, max(0.0, self._trembles))
        return value + self._trembles * (self._mean() - value) if self._trembles > 0.0 else value

    def _turn(self, value: float) -> None:
        """Notice where it turns, and how long the last way there and the last way back took."""
        if (value - self._extreme) * (1.0 if self._rising else -1.0) >= 0.0:
            self._extreme = value
        elif abs(value - self._extreme) >= self._least:
            self._ways_s = self._ways_s[1], self._for_s
            self._extreme, self._rising, self._for_s = value, not self._rising, 0.0
            if max(self._ways_s) <= _QUICK_S:
                self._whole_s = sum(self._ways_s)

    def _mean(self) -> float:
        """Over the last whole tremble, there and back."""
        left_s, total = self._whole_s, 0.0
        for lasted_s, value in self._past:
            part_s = min(left_s, lasted_s)
            total += part_s * value
            left_s -= part_s
        return total / (self._whole_s - left_s) if left_s < self._whole_s else self._past[0][1]


class Steadied:
    """A Round as it is drawn: what the body moves is steadied, all else is as it is."""

    def __init__(self) -> None:
        self._numbers: dict[str, Steady] = {}

    def see(self, view: RoundView, dt_s: float) -> RoundView:
        """The same Round, `dt_s` after the last."""
        exercise: Any = view.exercise
        names = getattr(exercise, "_fields", ())
        shown = {name: least for name, least in _PLAY.items() if name in names}
        if shown:
            exercise = exercise._replace(**self._followed(exercise, shown, dt_s))
        return view._replace(exercise=exercise, **self._followed(view, _BODY, dt_s))

    def _followed(self, values: object, names: Mapping[str, float], dt_s: float) -> dict[str, Any]:
        found = {}
        for name, least in names.items():
            number = self._numbers.setdefault(name, Steady(least))
            found[name] = number.follow(getattr(values, name), dt_s)
        return found
