"""Settling: what the successes of one session say of how well the difficulty fitted the person."""

from __future__ import annotations

import math
from collections.abc import Sequence

BAND = (0.60, 0.85)
"""Success that is neither too seldom nor too often; the aim lies in it at 75 %."""
LAST = 30
"""So many trials at the end of a session say how it went."""
RUN = 10
"""So many in a row say that success is inside the band: six, seven or eight of them."""


def success_last(successes: Sequence[bool], count: int = LAST) -> float:
    """Share of successes among the last `count` trials; nan where there are fewer than so many."""
    return sum(successes[-count:]) / count if len(successes) >= count else math.nan


def settled_after(successes: Sequence[bool]) -> int | None:
    """The fewest trials after which success is inside the band and stays near it: ten in a row from there on are, and
    so are all from there to the end. None where that never is."""
    low, high = BAND
    for first in range(len(successes) - RUN + 1):
        run, rest = successes[first : first + RUN], successes[first:]
        if low <= sum(run) / RUN <= high and low <= sum(rest) / len(rest) <= high:
            return first
    return None
