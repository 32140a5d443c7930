"""Minimum jerk: the smoothest way from one place to another, which paces, ghosts and expected times follow."""

from __future__ import annotations

PEAK = 1.875
"""Its highest speed over its mean speed (Flash and Hogan 1985)."""
_HALVINGS = 40


def way_share(time_share: float) -> float:
    """How much of the way is done when so much of the time has passed, both 0–1 (Flash and Hogan 1985)."""
    x = min(1.0, max(0.0, time_share))
    return x**3 * (10.0 + x * (6.0 * x - 15.0))


def time_share(way: float) -> float:
    """How much of the time has passed when so much of the way is done: the other way round, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if way_share(middle) < way else (low, middle)
    return 0.5 * (low + high)


def way_done(time_share: float) -> float:
    """The integral of `way_share` from 0 on: its difference over a time is the mean place there, in shares."""
    x = min(1.0, max(0.0, time_share))
    return x**4 * (2.5 + x * (x - 3.0)) + max(0.0, time_share - 1.0)
