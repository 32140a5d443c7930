"""Every task is done by a simulated person, and not by another movement of the same range that its sensors tell."""

from __future__ import annotations

import pytest

from game.content import find_level, shipped_levels
from game.exercises.events import PhaseDone, RepCompleted, TargetReached
from game.exercises.tasks import TASKS
from game.level import Level, read_level
from tests.game.round.simulating import Move, again, moved, played


def _level(name: str) -> Level:
    return read_level(*find_level(name))


LEVELS = sorted(name for name in shipped_levels() if "_task_" in name)
BY_TASK = {_level(name).exercise.task: name for name in reversed(LEVELS)}  # type: ignore[union-attr]


def test_every_task_has_a_level() -> None:
    assert set(BY_TASK) == set(TASKS)


@pytest.mark.parametrize("name", LEVELS)
def test_somebody_who_can_finishes_it(name: str) -> None:
    """Clean but for a lapse, all phases in their order, on the left as on the right."""
    side = "left" if len(name) % 2 else "right"
    round_ = played(name, side, seed=3, repetitions=4)
    outcome = round_.outcome()
    assert outcome.ended == "finished"
    assert outcome.repetitions["clean"] >= 3
    assert outcome.measures["whole_task"]["valid"] and outcome.measures["phases_done"]["value"] > 60.0


lean, far = again(40.0), again(50.0)
curl, high, roll, twist = again(45.0, 90.0), again(80.0), again(60.0), again(45.0)
rise, small = again(-90.0, 90.0, 6.0), again(5.0)

OTHERS: dict[str, tuple[str, Move]] = {
    "the elbow bends, no tilt": ("drink", lambda s: {"_elbow_flexion": curl(s)}),
    "the arm is raised, no tilt": ("drink", lambda s: {"_shoulder_flexion": again(45.0)(s)}),
    "the palm turns on the table": ("drink", lambda s: {"_forearm_rotation": roll(s)}),
    "a sip is no pouring": ("pour", lambda s: {"_elbow_flexion": curl(s), "_forearm_rotation": again(35.0)(s)}),
    "a lift without a turn": ("pour", lambda s: {"_elbow_flexion": again(20.0, 90.0)(s)}),
    "the elbow bends instead of a reach": ("shelf", lambda s: {"_elbow_flexion": high(s)}),
    "the upper arm rises, the hand at the ear": (
        "shelf", lambda s: {"_shoulder_flexion": high(s), "_elbow_flexion": again(80.0)(s)},
    ),
    "the trunk bends, nobody rises": ("sit_to_stand", lambda s: {"trunk_forward": lean(s)}),
    "a seated knee is lifted": ("sit_to_stand", lambda s: {"_hip_flexion": again(40.0)(s)}),
    "a seated kick": ("sit_to_stand", lambda s: {"_knee_extension": again(70.0)(s)}),
    "up without leaning": ("sit_to_stand", lambda s: {"lowering": rise(s)}),
    "a march without the weight": ("step", lambda s: {"_hip_flexion": far(s)}),
    "the weight without a step": ("step", lambda s: {"sway_right": -small(s)}),
    "a twist of the trunk": ("turn", lambda s: {"trunk_rotation": twist(s)}),
    "a turn of all without steps": ("turn", lambda s: {"heading": again(100.0, every_s=8.0)(s)}),
    "rocking without a turn": ("turn", lambda s: {"sway_right": small(s) - small(s + 2.0)}),
}  # fmt: skip


BEGINS_ALIKE = ("the upper arm rises, the hand at the ear",)
"""Half-way it is the movement that is asked for: too little of that, and no other."""


@pytest.mark.parametrize("what", OTHERS)
def test_another_movement_of_the_same_range_does_not_pass(what: str) -> None:
    """Made again and again through a whole Round, none reaches the end of the task, and none is clean."""
    task, does = OTHERS[what]
    round_, events = moved(BY_TASK[task], does, 22.0)
    reps = [event for event in events if isinstance(event, RepCompleted)]
    assert not [event for event in events if isinstance(event, TargetReached)]
    assert {rep.verdict for rep in reps} <= {"other", "partial"}
    done = {event.phase for event in events if isinstance(event, PhaseDone)}
    essential = {phase.name for phase in TASKS[task].phases if phase.essential}
    if not essential <= done and what not in BEGINS_ALIKE:
        assert {rep.verdict for rep in reps} <= {"other"}, "nothing of what makes it this task"
        assert round_.view().repetitions_done == 0


def test_the_phase_that_is_missing_is_named() -> None:
    _, events = moved(BY_TASK["drink"], OTHERS["the elbow bends, no tilt"][1], 20.0)
    assert "the cup was not tipped" in {event.reason for event in events if isinstance(event, RepCompleted)}


def test_what_is_on_ones_feet_needs_clearance() -> None:
    """A task that stands up stands, whatever chair it begins on; a seated one does not."""
    stands = {task for task, name in BY_TASK.items() if _level(name).stands}
    assert stands == {"sit_to_stand", "step", "turn"}
