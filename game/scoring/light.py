"""Light: the one reward of play. It only ever grows, and nothing is earned by what is not the exercise."""

from __future__ import annotations

import math
from collections.abc import Mapping

from game.exercises.events import Verdict

LIGHT: dict[Verdict, int] = {"clean": 3, "compensated": 1, "partial": 1, "other": 0}
"""Every attempt at a trial brings a little light, a clean one more; what is not the exercise brings none."""
LIGHT_FINISHED = 10
"""Finishing brings most."""
CLEAN_SHARE_FINISHED = 0.25
"""Finishing is doing what the plan asks for, not only as often: at least so much of it clean. A choice, far below what
play that adapts settles at, so that only who never does the movement misses it."""
POINTS = 10
"""Points a light; they exist only in the file."""
LANTERNS_MAX = 72
"""The valley has places for so many lanterns."""
_LIGHT_A_LANTERN = 3
"""The n-th lantern burns from 3·n² light on: the first session shows at once, and a year still adds. A choice."""


def lanterns(light: int) -> int:
    """The lanterns of the valley that burn with so much light in all: they follow from the sum alone."""
    return min(LANTERNS_MAX, math.isqrt(max(0, light) // _LIGHT_A_LANTERN))


def light_of(verdict: Verdict) -> int:
    """What a trial brings that ended with this movement."""
    return LIGHT[verdict]


def light_of_finishing(ended: str, verdicts: Mapping[Verdict, int]) -> int:
    """What the end of a session brings, by the verdicts on its trials: against one's own plan, never against others."""
    done = sum(count for verdict, count in verdicts.items() if verdict != "other")
    practised = done > 0 and verdicts.get("clean", 0) >= CLEAN_SHARE_FINISHED * done
    return LIGHT_FINISHED if ended == "finished" and practised else 0
