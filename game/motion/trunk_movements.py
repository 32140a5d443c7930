"""Rows of the movement table: neck and trunk."""

from __future__ import annotations

from game.motion.movement import (
    AAOS_RECALLED,
    SEM_ONE_SENSOR_DEG,
    SEM_TWO_SENSORS_DEG,
    SPEED_DEG_S_MAX,
    Formula,
    Movement,
    Norm,
    Way,
)

_NECK_DEG_S_MAX = 45.0
"""Peak speed of the neck where nothing else is prescribed: a choice, slower than a limb's since dizziness is near."""
_HEAD_UP = "Sit tall, look straight ahead, and hold still."
_SIT_TALL = "Sit tall with both feet on the floor, and hold still."
_UPRIGHT = ("seated", "standing")


def _neck(formula: Formula, of_trunk: str, unseen: str) -> tuple[Way, ...]:
    """A head against gravity or the time, or against the chest."""
    return (
        Way(("head",), formula, SEM_ONE_SENSOR_DEG, unseen, (of_trunk,)),
        Way(
            ("head", "sternum"),
            Formula.RELATIVE,
            SEM_TWO_SENSORS_DEG,
            "which part of the neck moves; the error grows until zero is set again",
        ),
    )


def _on_trunk(formula: Formula, unseen: str) -> tuple[Way, ...]:
    return tuple(Way((site,), formula, SEM_ONE_SENSOR_DEG, unseen) for site in ("sternum", "pelvis"))


TRUNK_MOVEMENTS: tuple[Movement, ...] = (
    Movement(
        "neck_flexion",
        region="neck",
        words="Bend your head forward, then look ahead again",
        doing="bending the head forward",
        ways=_neck(Formula.LEAN_FORWARD, "trunk_flexion", "whether the neck bends or the trunk leans"),
        angle="between the head and where it looked straight ahead, seen from the side",
        positive="forward, the chin to the chest; backward is negative",
        axis=(0.0, 0.0, -1.0),
        neutral=_HEAD_UP,
        norm=Norm(45.0, AAOS_RECALLED, "memory"),
        safe_deg=(-45.0, 45.0),
        speed_deg_s_max=_NECK_DEG_S_MAX,
        joints=(("neck_flexion", 1.0),),
        postures=_UPRIGHT,
        sided=False,
    ),
    Movement(
        "neck_lateral",
        region="neck",
        words="Bend your head to the right, the ear towards the shoulder",
        doing="bending the head to the side",
        ways=_neck(Formula.LEAN_RIGHT, "trunk_lateral", "whether the neck bends or the trunk leans"),
        angle="between the head and where it was upright, seen from the front",
        positive="to the right; to the left is negative",
        axis=(1.0, 0.0, 0.0),
        neutral=_HEAD_UP,
        norm=Norm(45.0, AAOS_RECALLED, "memory"),
        safe_deg=(-45.0, 45.0),
        speed_deg_s_max=_NECK_DEG_S_MAX,
        joints=(("neck_lateral", 1.0),),
        postures=_UPRIGHT,
        sided=False,
    ),
    Movement(
        "neck_rotation",
        region="neck",
        words="Turn your head to the right, the shoulders stay where they are",
        doing="turning the head",
        ways=_neck(
            Formula.TURN,
            "trunk_rotation",
            "whether the neck or the trunk turns; for how long: the error grows until zero is set again",
        ),
        angle="between the face and where it looked straight ahead, seen from above",
        positive="to the right; to the left is negative",
        axis=(0.0, -1.0, 0.0),
        neutral=_HEAD_UP,
        norm=Norm(60.0, AAOS_RECALLED, "memory"),
        safe_deg=(-60.0, 60.0),
        speed_deg_s_max=_NECK_DEG_S_MAX,
        joints=(("neck_rotation", 1.0),),
        postures=_UPRIGHT,
        sided=False,
    ),
    Movement(
        "trunk_flexion",
        region="trunk",
        words="Lean forward, with a straight back, then sit tall again",
        doing="leaning forward",
        ways=_on_trunk(Formula.LEAN_FORWARD, "how much of the lean comes from the hips and how much from the back"),
        angle="between the trunk and where it was upright, seen from the side",
        positive="forward",
        axis=(0.0, 0.0, -1.0),
        neutral=_SIT_TALL,
        norm=None,
        safe_deg=(-25.0, 60.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("trunk_forward", 1.0),),
        sided=False,
        trunk_still=False,
    ),
    Movement(
        "trunk_lateral",
        region="trunk",
        words="Lean to the right, then sit tall again",
        doing="leaning to the side",
        ways=_on_trunk(Formula.LEAN_RIGHT, "how much of the lean comes from the hips and how much from the back"),
        angle="between the trunk and where it was upright, seen from the front",
        positive="to the right; to the left is negative",
        axis=(1.0, 0.0, 0.0),
        neutral=_SIT_TALL,
        norm=Norm(35.0, AAOS_RECALLED, "memory"),
        safe_deg=(-35.0, 35.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("trunk_right", 1.0),),
        sided=False,
        trunk_still=False,
    ),
    Movement(
        "trunk_rotation",
        region="trunk",
        words="Turn your chest to the right, the hips stay where they are",
        doing="turning the trunk",
        ways=(
            Way(
                ("sternum",),
                Formula.TURN,
                SEM_ONE_SENSOR_DEG,
                "hips or a chair that turn along; for how long: the error grows until zero is set again",
            ),
            Way(
                ("sternum", "pelvis"),
                Formula.RELATIVE,
                SEM_TWO_SENSORS_DEG,
                "which part of the back turns; the error grows until zero is set again",
            ),
        ),
        angle="between the chest and where it looked straight ahead, seen from above",
        positive="to the right; to the left is negative",
        axis=(0.0, -1.0, 0.0),
        neutral=_SIT_TALL,
        norm=Norm(45.0, AAOS_RECALLED, "memory"),
        safe_deg=(-45.0, 45.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("trunk_rotation", 1.0),),
        sided=False,
        trunk_still=False,
    ),
    Movement(
        "trunk_sway",
        region="trunk",
        words="Sit tall and keep still",
        doing="swaying where one sits",
        ways=_on_trunk(Formula.LEAN_AWAY, "a shift of weight without a lean"),
        angle="between the trunk and where it was upright",
        positive="away from upright, in any direction",
        axis=(0.0, 0.0, -1.0),
        neutral=_SIT_TALL,
        norm=None,
        safe_deg=(0.0, 30.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("trunk_forward", 1.0),),
        sided=False,
        trunk_still=False,
    ),
)
