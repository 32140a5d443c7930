"""The well on the tour: on the way up and down, held, after a set, unaided, in a squat, on either side."""

from __future__ import annotations

import math
from collections.abc import Mapping

from game.exercises.views import Lit, TempoView
from game.round.view import RoundView

_WELL = TempoView(
    targets_deg=(60.0,),
    target_deg=60.0,
    tolerance_deg=8.0,
    phase="up",
    ghost_deg=46.0,
    left_s=0.9,
    up_s=2.0,
    hold_s=1.0,
    down_s=3.0,
    pace_tolerance=0.25,
    slow_tolerance=0.25,
    lowers_there=False,
    set_now=1,
    sets=2,
    set_done=3,
    set_repetitions=6,
    ceiling_deg=69.0,
    lit=(Lit(60.0, "clean"), Lit(60.0, "partial"), Lit(60.0, "clean")),
)


def wells(like: RoundView) -> Mapping[str, RoundView]:
    """Each state by the name of its picture."""
    well = like._replace(
        level="elbow_flexion_tempo_1",
        kind="tempo",
        movement="elbow_flexion",
        sites=("right_forearm",),
        angle_deg=34.0,
        lean_forward_deg=math.nan,
        lean_right_deg=math.nan,
        cue="up",
        exercise=_WELL,
        repetitions_done=3,
        repetitions_asked=12,
        rest_soon=False,
    )
    down = _WELL._replace(phase="down", ghost_deg=40.0, left_s=2.0)
    return {
        "well": well,
        "well-hold": well._replace(angle_deg=59.0, cue="hold", exercise=_WELL._replace(phase="hold", left_s=0.4)),
        "well-down": well._replace(
            side="left", sites=("left_forearm",), cue="down_slower", angle_deg=18.0, exercise=down
        ),
        "well-between": well._replace(
            angle_deg=1.0,
            cue="well_done",
            exercise=_WELL._replace(target_deg=math.nan, ghost_deg=math.nan, phase="ready", set_done=5),
        ),
        "well-unaided": well._replace(
            angle_deg=math.nan, exercise=_WELL._replace(ghost_deg=math.nan, phase="ready", blank=True)
        ),
        "well-squat": well._replace(
            movement="squat",
            posture="standing",
            sites=("right_thigh",),
            cue="down",
            exercise=down._replace(lowers_there=True, phase="down", ghost_deg=44.0),
        ),
        "well-hurried": well._replace(
            cue="up_slower", angle_deg=12.0, speed_deg_s=90.0, exercise=_WELL._replace(ghost_deg=6.0)
        ),
        "well-leg": well._replace(movement="knee_extension", sites=("right_shank",)),
    }
