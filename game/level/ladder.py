"""Ladder: the steps of one movement in one kind; each asks for more than the one before, and for less of nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from game.level.expected import stem_of
from game.level.kinds import TESTS
from game.level.problem import Problem
from game.level.schema import Level, Posture

_POSTURES: tuple[str, ...] = get_args(Posture)
"""From the easiest for balance to the hardest."""


def ladder_of(level: Level) -> str:
    """What a level is a step of: its id without the step."""
    return level.id.rpartition("_")[0]


def demands(level: Level) -> Mapping[str, float]:
    """What a level asks for, each a number that is greater where more is asked."""
    return {**level.exercise.demands(), "posture": float(_POSTURES.index(level.posture))}


def not_harder(step: Level, before: Level) -> str | None:
    """Why a step is not harder than the one before it, in words; None where it is. A test has no steps to climb."""
    asked, earlier = demands(step), demands(before)
    if step.kind in TESTS or len(asked) == 1:
        return None
    less = [key for key, value in asked.items() if value < earlier[key]]
    if less:
        return f"it asks for less of {', '.join(stem_of(key).replace('_', ' ') for key in less)}"
    return "it asks for no more of anything" if asked == earlier else None


def ladder_problems(levels: Iterable[tuple[str, Level]]) -> Iterator[Problem]:
    """What is wrong between the steps of the levels in these files, which lie in one folder."""
    steps = {(ladder_of(level), level.step): (file, level) for file, level in levels}
    for (ladder, number), (file, level) in sorted(steps.items()):
        before = steps.get((ladder, number - 1))
        why = None if before is None else not_harder(level, before[1])
        if why is not None:
            yield Problem(file, _id_line(level), 1, f"step {number} is not harder than step {number - 1}: {why}")


def _id_line(level: Level) -> int:
    lines = level.text.splitlines()
    return next((at for at, line in enumerate(lines, 1) if line.startswith("id:")), 1)
