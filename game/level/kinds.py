"""The kinds of exercise a level can name: one line a kind in the union, one in the table of what it is played with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, get_args

from game.exercises.activate import ActivateKeys
from game.exercises.instrumented.limits import LimitsTestKeys
from game.exercises.instrumented.position import PositionTestKeys
from game.exercises.instrumented.range import RangeTestKeys
from game.exercises.instrumented.stands import ChairStandTestKeys, FiveStandsTestKeys
from game.exercises.instrumented.sway import SwayTestKeys
from game.exercises.instrumented.up_and_go import UpAndGoTestKeys
from game.exercises.keys import Companion, KindKeys
from game.exercises.match import MatchKeys
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
    ReachKeys | TraceKeys | TempoKeys | SteadyKeys | ActivateKeys | TaskKeys | TandemKeys | MatchKeys | TestKeys
)

KINDS: dict[str, type[KindKeys]] = {
    get_args(keys.model_fields["kind"].annotation)[0]: keys for keys in get_args(ExerciseKeys)
}

TESTS: frozenset[str] = frozenset(get_args(keys.model_fields["kind"].annotation)[0] for keys in get_args(TestKeys))
"""The kinds that measure and do not help."""

STANDS_UP = frozenset({"five_stands_test", "chair_stand_test", "up_and_go_test"})
"""Kinds in which one stands up, wherever one begins."""
ON_FEET = ("standing", "stepping")
"""Postures in which one may fall."""
NEVER_ALONE = frozenset({"up_and_go_test", "limits_test"})
"""Kinds that need someone within reach, whatever else is cleared."""

_DIRECTED = frozenset(Formula) - {Formula.LEAN_AWAY}
_AWAY = frozenset({Formula.LEAN_AWAY})
_LASTING = _DIRECTED - {Formula.TURN}
"""A turn about upright is known only for a short time after zero, and strokes go on."""
PLAYED_WITH: dict[str, frozenset[Formula]] = {
    "reach": _DIRECTED,
    "tempo": _DIRECTED,
    "steady": _AWAY,
    "activate": frozenset(Formula),
    "trace": _DIRECTED,
    "task": _DIRECTED,
    "match": _DIRECTED,
    "tandem": _LASTING,
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


def closes_eyes(says: Callable[[str], object]) -> bool:
    """Whether the eyes are closed in it. `says` gives a key of the level's exercise, or None."""
    return says("eyes") == "closed" or says("vision") == "eyes_closed"


def never_alone(kind: str, posture: object, says: Callable[[str], object]) -> bool:
    """Whether someone has to be within reach, whatever is cleared: for what is a test of how far one may go, and for
    closed eyes on one's feet. `says` as above."""
    return kind in NEVER_ALONE or says("aim") == "limits" or (closes_eyes(says) and posture in ON_FEET)


def can_play(kind: str, movement: Movement) -> bool:
    """Whether the movement's angle is one that the kind can use, however it is measured."""
    if movement.name not in _ONLY.get(kind, (movement.name,)):
        return False
    if kind == "tandem" and not _is_of_one_limb(movement):
        return False
    return all(way.formula in PLAYED_WITH[kind] for way in movement.ways)


def _is_of_one_limb(movement: Movement) -> bool:
    """It is made by a limb that there are two of, and one sensor tells it, on either side."""
    left, right = movement.joints_deg(0.0, "left"), movement.joints_deg(0.0, "right")
    return left.keys().isdisjoint(right) and bool(Companion("", movement.name).sites("right"))
