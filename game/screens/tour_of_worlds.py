"""The forge and the cottage on the tour: what they show in each of their states."""

from __future__ import annotations

import math
from collections.abc import Mapping

from game.exercises.views import ActivateView, Forge, Lit, TaskView
from game.round.view import RoundView

_FORGE = ActivateView(
    ask=Forge.HOLD,
    low=0.3,
    high=0.6,
    quiet=0.15,
    activity=0.44,
    antagonist=math.nan,
    inside=True,
    held=0.6,
    cooled=0.0,
    lit=(Lit(0.0, "clean"), Lit(1.0, "clean"), Lit(2.0, "partial"), Lit(3.0, "clean")),
    hold_s=3.0,
    relax_s=5.0,
    muscle="quadriceps",
    other="",
)


_SIP = TaskView(
    task="drink",
    phases=("lift", "tip", "upright", "lower"),
    criteria=(),
    holds_s=(0.0, 1.0, 0.0, 0.5),
    done=1,
    progress=0.7,
    held=0.6,
    asked=True,
    number=3,
    lit=(Lit(0.0, "clean"), Lit(1.0, "partial"), Lit(2.0, "clean")),
)
_ROWS: Mapping[str, tuple[str, str, tuple[str, ...], int]] = {
    "pour": ("forearm_lift", "seated", ("lift", "pour", "upright", "lower"), 1),
    "shelf": ("shoulder_flexion", "seated", ("raise", "place", "lower"), 1),
    "sit_to_stand": ("sit_to_stand", "standing", ("lean", "rise", "stand", "sit"), 2),
    "step": ("hip_flexion", "standing", ("shift", "lift", "land", "load", "stand"), 3),
    "turn": ("weight_shift", "standing", ("turn", "pause", "back", "stand"), 0),
}


def worlds(like: RoundView) -> Mapping[str, RoundView]:
    """Each state by the name of its picture."""
    forge = _forge(like)
    return {**_forges(forge), **_cottages(forge)}


def _forge(like: RoundView) -> RoundView:
    return like._replace(
        level="knee_extension_activate_1",
        kind="activate",
        movement="knee_extension",
        sites=("right_quadriceps",),
        angle_deg=math.nan,
        lean_forward_deg=math.nan,
        lean_right_deg=math.nan,
        cue="keep",
        exercise=_FORGE,
        repetitions_done=4,
        repetitions_asked=10,
        rest_soon=False,
    )


def _cottages(like: RoundView) -> Mapping[str, RoundView]:
    cottage = like._replace(
        level="forearm_lift_task_1",
        kind="task",
        movement="forearm_lift",
        sites=("right_forearm", "sternum"),
        cue="hold",
        exercise=_SIP,
        repetitions_done=3,
    )
    rows = {
        f"cottage-{name.replace('_', '-')}": cottage._replace(
            movement=movement,
            posture=posture,
            cue=phases[done],
            exercise=_SIP._replace(task=name, phases=phases, done=done, held=0.0),
        )
        for name, (movement, posture, phases, done) in _ROWS.items()
    }
    return {
        "cottage": cottage,
        **rows,
        "cottage-unaided": cottage._replace(
            cue="lift", exercise=_SIP._replace(done=0, progress=0.0, held=0.0, blank=True)
        ),
    }


def _forges(forge: RoundView) -> Mapping[str, RoundView]:
    return {
        "forge": forge,
        "forge-too-much": forge._replace(cue="less", exercise=_FORGE._replace(activity=0.82, inside=False)),
        "forge-let-go": forge._replace(
            cue="quiet",
            exercise=_FORGE._replace(ask=Forge.LET_GO, activity=0.05, inside=False, held=1.0, cooled=0.5),
        ),
        "forge-two": forge._replace(
            cue="keep",
            side="left",
            sites=("left_biceps", "left_triceps"),
            movement="elbow_flexion",
            exercise=_FORGE._replace(antagonist=0.12, muscle="biceps", other="triceps"),
        ),
        "forge-unaided": forge._replace(
            cue="work",
            exercise=_FORGE._replace(ask=Forge.WORK, activity=math.nan, inside=False, held=0.0, blank=True),
        ),
    }
