"""The tasks of daily life that `task` knows: of which phases each is made, and what tells one from the next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from game.exercises.events import Verdict
from game.motion.companion import Companion

TaskName = Literal["shelf", "drink", "pour", "sit_to_stand", "step", "turn"]

ANGLE, SPEED = "angle", "speed"
"""The level's own movement: its angle (deg) and how fast it goes (deg/s)."""
TILT, HAND, TRUNK, SHIFT = "tilt", "hand", "trunk", "shift"
"""Companions: turn of the forearm about itself, height of the forearm, lean of the trunk forward, weight to a side."""
BENT = "bent"
"""How much higher the forearm is than the upper arm: an elbow that is bent (deg)."""
TURNED, TURNING, STEPS = "turned", "turning", "steps"
"""How far the trunk has turned since it left its place (deg, by the gyroscope alone, for the seconds of one trial), how
fast it turns (deg/s), and how often the weight went from one foot to the other meanwhile."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One signal between two ends; deg, deg/s for a speed, a count for steps."""

    signal: str
    low: float = -math.inf
    high: float = math.inf
    scaled: bool = False
    """A height or a way that difficulty and the level's own key may change; never beyond `most`."""
    most: float = math.inf


@dataclass(frozen=True, slots=True)
class Keep:
    """What has to stay so all through a phase, and what the task came to where it does not."""

    condition: Condition
    reason: str
    verdict: Verdict = "other"


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a task: it is done when everything that it asks for is so at once, for `hold_s`."""

    name: str
    asks: tuple[Condition, ...]
    missing: str
    """What is said of a task that came to its end without it."""
    hold_s: float = 0.0
    within_s: float = 8.0
    """The most time for it, its hold not counted."""
    keeps: tuple[Keep, ...] = ()
    essential: bool = False
    """Without anything of it (less than half-way) this was another movement."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task. All numbers are choices of this project, each wide enough for the error of one measurement (5°)."""

    name: TaskName
    movement: str
    """The row of the movement table whose angle leads."""
    companions: tuple[Companion, ...]
    phases: tuple[Phase, ...]
    home: tuple[Condition, ...]
    """Where it begins and ends."""
    tells: str
    """What its sensors tell apart, in words."""
    cannot_tell: str
    """What they cannot."""
    settle_s: float = 0.5
    """Home for so long before its time is the end of the task; longer where a task passes by there."""
    mirrored: tuple[str, ...] = ()
    """Signals of which the direction that comes first counts as positive."""


_FOREARM = (Companion(TILT, "forearm_rotation"),)
_UPRIGHT_DEG, _LEVEL_DEG = 25.0, 35.0
_LIFT_MOST_DEG = 50.0
"""Above 60° nobody can tell by gravity how the forearm is turned: 10° are left for a hand that goes too far."""
_SHELF_MOST_DEG = 90.0
"""A shelf is at most at the height of the shoulder."""

DRINK = Task(
    "drink",
    "forearm_lift",
    _FOREARM,
    (
        Phase(
            "lift",
            (Condition(ANGLE, 30.0, scaled=True, most=_LIFT_MOST_DEG),),
            "the cup was not lifted to the mouth",
            keeps=(Keep(Condition(TILT, -_UPRIGHT_DEG, _UPRIGHT_DEG), "the cup was tipped on the way up"),),
        ),
        Phase(
            "tip",
            (Condition(TILT, 25.0), Condition(ANGLE, 15.0)),
            "the cup was not tipped",
            hold_s=1.0,
            keeps=(Keep(Condition(ANGLE, 10.0), "the cup was not at the mouth", "partial"),),
            essential=True,
        ),
        Phase("upright", (Condition(TILT, high=12.0),), "the cup was not set upright again"),
        Phase(
            "lower",
            (Condition(ANGLE, high=10.0),),
            "the cup was not put back",
            hold_s=0.5,
            keeps=(Keep(Condition(TILT, -_UPRIGHT_DEG, _UPRIGHT_DEG), "the cup was tipped on the way down"),),
        ),
    ),
    (Condition(ANGLE, -10.0, 10.0), Condition(TILT, -20.0, 20.0)),
    "lifting, tipping and putting back, and their order: bending the elbow without a turn of the forearm is not "
    "drinking",
    "whether a cup is in the hand, how far the hand reaches, and what the shoulder does; above 60° not how the cup is "
    "turned",
)
POUR = Task(
    "pour",
    "forearm_lift",
    _FOREARM,
    (
        Phase(
            "lift",
            (Condition(ANGLE, 12.0, scaled=True, most=25.0),),
            "the jug was not lifted",
            keeps=(
                Keep(Condition(TILT, -_UPRIGHT_DEG, _UPRIGHT_DEG), "the jug was tipped before it was lifted"),
                Keep(Condition(ANGLE, high=_LEVEL_DEG), "the forearm did not stay level"),
            ),
        ),
        Phase(
            "pour",
            (Condition(TILT, 50.0), Condition(ANGLE, -20.0, _LEVEL_DEG)),
            "the jug was not poured",
            hold_s=1.5,
            keeps=(Keep(Condition(ANGLE, -25.0, _LEVEL_DEG + 5.0), "the forearm did not stay level"),),
            essential=True,
        ),
        Phase(
            "upright",
            (Condition(TILT, high=15.0),),
            "the jug was not set upright again",
            keeps=(Keep(Condition(ANGLE, -25.0, _LEVEL_DEG + 5.0), "the forearm did not stay level"),),
        ),
        Phase("lower", (Condition(ANGLE, -10.0, 8.0),), "the jug was not put back", hold_s=0.5),
    ),
    (Condition(ANGLE, -12.0, 8.0), Condition(TILT, -20.0, 20.0)),
    "lifting a little, turning the forearm while it stays level, and turning it back: drinking, which goes higher and "
    "turns less, is not pouring",
    "whether a jug is in the hand, and what the shoulder does",
    mirrored=(TILT,),
)
SHELF = Task(
    "shelf",
    "shoulder_flexion",
    (Companion(HAND, "elbow_flexion"),),
    (
        Phase(
            "raise",
            (
                Condition(ANGLE, 60.0, scaled=True, most=_SHELF_MOST_DEG),
                Condition(HAND, 55.0),
                Condition(BENT, high=40.0),
            ),
            "the arm was not raised to the shelf",
            essential=True,
        ),
        Phase(
            "place",
            (Condition(ANGLE, 50.0), Condition(HAND, 50.0), Condition(BENT, high=40.0)),
            "it was not held at the shelf",
            hold_s=2.0,
            keeps=(Keep(Condition(ANGLE, high=_SHELF_MOST_DEG + 20.0), "the arm went above the shoulder", "partial"),),
        ),
        Phase("lower", (Condition(ANGLE, high=18.0), Condition(HAND, high=30.0)), "the arm was not let down"),
    ),
    (Condition(ANGLE, high=18.0), Condition(HAND, high=30.0)),
    "an upper arm that rises from an elbow that only bends: that lifts the hand as high, and does not reach a shelf",
    "to the front from to the side, and whether anything is in the hand",
)
SIT_TO_STAND = Task(
    "sit_to_stand",
    "sit_to_stand",
    (Companion(TRUNK, "trunk_flexion"),),
    (
        Phase(
            "lean",
            (Condition(TRUNK, 18.0),),
            "the trunk did not come forward",
            keeps=(Keep(Condition(ANGLE, high=50.0), "you rose before the trunk came forward", "partial"),),
        ),
        Phase("rise", (Condition(ANGLE, 65.0),), "you did not rise", essential=True),
        Phase("stand", (Condition(ANGLE, 60.0), Condition(TRUNK, -15.0, 15.0)), "you did not stand upright", 2.0),
        Phase(
            "sit",
            (Condition(ANGLE, high=20.0),),
            "you did not sit down again",
            keeps=(Keep(Condition(SPEED, high=85.0), "down too fast", "partial"),),
        ),
    ),
    (Condition(ANGLE, high=15.0), Condition(TRUNK, -15.0, 12.0)),
    "a trunk that only bends, or a leg that only kicks or lifts, from both together: only who rises has leaned and "
    "then stands upright",
    "what the arms and the other leg do",
)
STEP = Task(
    "step",
    "hip_flexion",
    (Companion(SHIFT, "weight_shift"),),
    (
        Phase("shift", (Condition(SHIFT, 3.0),), "the weight was not shifted", essential=True),
        Phase("lift", (Condition(ANGLE, 30.0, scaled=True, most=70.0),), "the foot was not lifted", essential=True),
        Phase("land", (Condition(ANGLE, high=14.0),), "the foot was not put down"),
        Phase("load", (Condition(SHIFT, high=-2.0),), "the weight did not come onto that foot"),
        Phase("stand", (Condition(SHIFT, -2.0, 2.0), Condition(ANGLE, high=12.0)), "you did not come to stand", 0.5),
    ),
    (Condition(ANGLE, -12.0, 12.0), Condition(SHIFT, -2.0, 2.0)),
    "a thigh that is only raised, lying, seated or standing, from a step: that has the weight first on one foot and "
    "then on the other",
    "how far the foot is set forward, and whether a hand holds on",
    settle_s=2.0,
    mirrored=(SHIFT,),
)
TURN = Task(
    "turn",
    "weight_shift",
    (Companion(TRUNK, "trunk_flexion"),),
    (
        Phase(
            "turn",
            (Condition(TURNED, 80.0, scaled=True, most=180.0), Condition(STEPS, 2.0)),
            "you did not turn by steps",
            within_s=15.0,
            keeps=(
                Keep(Condition(TRUNK, -25.0, 25.0), "the trunk bent on the way"),
                Keep(Condition(TURNING, high=100.0), "turned too fast", "partial"),
            ),
            essential=True,
        ),
        Phase("pause", (Condition(TURNED, 60.0), Condition(TURNING, high=12.0)), "you did not stand still", 1.5),
        Phase(
            "back",
            (Condition(TURNED, high=20.0), Condition(STEPS, 4.0)),
            "you did not turn back",
            within_s=15.0,
            keeps=(Keep(Condition(TURNING, high=100.0), "turned too fast", "partial"),),
        ),
        Phase("stand", (Condition(TURNING, high=12.0), Condition(ANGLE, -4.0, 4.0)), "you did not stand still", 1.0),
    ),
    (Condition(TURNED, -15.0, 15.0), Condition(ANGLE, -4.0, 4.0)),
    "a turn of the whole body by steps from a twist of the trunk over feet that stay: a twist goes less far, and the "
    "weight does not go from foot to foot",
    "which foot steps first, and how large the steps are; a turn of more than a quarter minute",
    settle_s=1.0,
    mirrored=(TURNED,),
)

TASKS: dict[str, Task] = {task.name: task for task in (SHELF, DRINK, POUR, SIT_TO_STAND, STEP, TURN)}
PHASES: tuple[str, ...] = tuple(dict.fromkeys(phase.name for task in TASKS.values() for phase in task.phases))
