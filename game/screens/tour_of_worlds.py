"""The forge on the tour: what it shows while a muscle works, is too strong, lets go, or is not heard."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from game.exercises.views import ActivateView, Forge, Lit
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


def worlds(like: RoundView) -> Mapping[str, RoundView]:
    """Each state by the name of its picture."""
    forge = replace(
        like,
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
    return {
        "forge": forge,
        "forge-too-much": replace(forge, cue="less", exercise=replace(_FORGE, activity=0.82, inside=False)),
        "forge-let-go": replace(
            forge,
            cue="quiet",
            exercise=replace(_FORGE, ask=Forge.LET_GO, activity=0.05, inside=False, held=1.0, cooled=0.5),
        ),
        "forge-two": replace(
            forge,
            cue="keep",
            side="left",
            sites=("left_biceps", "left_triceps"),
            movement="elbow_flexion",
            exercise=replace(_FORGE, antagonist=0.12, muscle="biceps", other="triceps"),
        ),
        "forge-unaided": replace(
            forge,
            cue="work",
            exercise=replace(_FORGE, ask=Forge.WORK, activity=math.nan, inside=False, held=0.0, blank=True),
        ),
    }
