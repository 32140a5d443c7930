"""The kinds of exercise a level can name: one line a kind in the union, one in the table of what it is played with."""

from __future__ import annotations

from typing import TypeAlias, get_args

from game.exercises.activate import ActivateKeys
from game.exercises.instrumented.limits import LimitsTestKeys
from game.exercises.instrumented.position import PositionTestKeys
from game.exercises.instrumented.range import RangeTestKeys
from game.exercises.instrumented.stands import ChairStandTestKeys, FiveStandsTestKeys
from game.exercises.instrumented.sway import SwayTestKeys
from game.exercises.instrumented.up_and_go import UpAndGoTestKeys
from game.exercises.keys import KindKeys
from game.exercises.reach import ReachKeys
from game.exercises.steady import SteadyKeys
from game.exercises.tandem import TandemKeys
from game.exercises.task import TaskKeys
from game.exercises.tasks import TASKS
from game.exercises.tempo import TempoKeys
from game.exercises.trace import TraceKeys
from game.motion.movement import Formula, Movement

TestKeys: TypeAlias = (
    RangeTestKeys
    | PositionTestKeys
    | SwayTestKeys
    | FiveStandsTestKeys
    | ChairStandTestKeys
    | UpAndGoTestKeys
    | LimitsTestKeys
)
"""Instrumented tests: each has `trials`, its own dose, and nothing in it adapts."""
ExerciseKeys: TypeAlias = (
    ReachKeys | TempoKeys | SteadyKeys | TraceKeys | TandemKeys | ActivateKeys | TaskKeys | TestKeys
)

KINDS: dict[str, type[KindKeys]] = {
    get_args(keys.model_fields["kind"].annotation)[0]: keys for keys in get_args(ExerciseKeys)
}

TESTS: frozenset[str] = frozenset(get_args(keys.model_fields["kind"].annotation)[0] for keys in get_args(TestKeys))
"""The kinds that measure and do not help."""

STANDS_UP = frozenset({"five_stands_test", "chair_stand_test", "up_and_go_test"})
"""Kinds in which one stands up, wherever one begins."""
NEVER_ALONE = frozenset({"up_and_go_test", "limits_test"})
"""Kinds that need someone within reach, whatever else is cleared."""

_DIRECTED = frozenset(Formula) - {Formula.LEAN_AWAY}
_AWAY = frozenset({Formula.LEAN_AWAY})
PLAYED_WITH: dict[str, frozenset[Formula]] = {
    "reach": _DIRECTED,
    "tempo": _DIRECTED,
    "steady": _AWAY,
    "activate": frozenset(Formula),
    "task": _DIRECTED,
    "trace": _DIRECTED,
    "tandem": _DIRECTED,
    "range_test": _DIRECTED,
    "position_test": _DIRECTED,
    "sway_test": _AWAY,
    "five_stands_test": _DIRECTED,
    "chair_stand_test": _DIRECTED,
    "up_and_go_test": frozenset({Formula.LEAN_FORWARD}),
    "limits_test": _AWAY,
}
"""A target needs an angle with a direction; staying in one place needs how far away one is, in any direction; a walk
is seen by the trunk's lean; a muscle works whatever the joint does."""
_STANDS = ("sit_to_stand",)
_ONLY: dict[str, tuple[str, ...]] = {
    "five_stands_test": _STANDS,
    "chair_stand_test": _STANDS,
    "task": tuple(dict.fromkeys(task.movement for task in TASKS.values())),
}
"""Kinds that are about one movement, or a few."""


def can_play(kind: str, movement: Movement) -> bool:
    """Whether the movement's angle is one that the kind can use, however it is measured."""
    if movement.name not in _ONLY.get(kind, (movement.name,)):
        return False
    return all(way.formula in PLAYED_WITH[kind] for way in movement.ways)
