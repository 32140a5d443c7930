"""Rows of the movement table: hip, knee and ankle."""

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

_STAND = "Stand tall, hold on to something firm, both feet on the floor, and hold still."
_LIE_OR_STAND = "Lie on your back, or stand and hold on to something firm, your {side} leg straight, and hold still."
_FOOT_FLAT = "Sit tall, your {side} foot flat on the floor under the knee, and hold still."


def _thigh(*alike: str) -> tuple[Way, ...]:
    """A thigh against gravity, or against the pelvis."""
    return (
        Way(
            ("thigh",),
            Formula.TILT,
            SEM_ONE_SENSOR_DEG,
            "a pelvis that tips along; the leg turned in or out",
            alike,
        ),
        Way(
            ("thigh", "pelvis"),
            Formula.RELATIVE,
            SEM_TWO_SENSORS_DEG,
            "the leg turned in or out; the error grows until zero is set again",
            alike,
        ),
    )


def _foot(*alike: str) -> tuple[Way, ...]:
    """A foot against gravity while the lower leg keeps still, or against the lower leg."""
    return (
        Way(("foot",), Formula.TILT, SEM_ONE_SENSOR_DEG, "a lower leg that does not keep still", alike),
        Way(("foot", "shank"), Formula.HINGE, SEM_TWO_SENSORS_DEG, "the toes; a foot that tips in or out"),
    )


LEG_MOVEMENTS: tuple[Movement, ...] = (
    Movement(
        "hip_flexion",
        region="hip",
        words="Lift your {side} knee towards your chest",
        doing="lifting the thigh",
        ways=_thigh("squat"),
        angle="between the thigh and where it was in line with the trunk, seen from the side",
        positive="the thigh lifted to the front; behind the body is negative",
        axis=(0.0, 0.0, 1.0),
        neutral=_LIE_OR_STAND,
        norm=Norm(120.0, AAOS_RECALLED, "memory"),
        safe_deg=(0.0, 120.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("hip_flexion", 1.0),),
        postures=("lying", "standing"),
    ),
    Movement(
        "hip_extension",
        region="hip",
        words="Move your {side} leg backward, knee straight and trunk still",
        doing="moving the leg backward",
        ways=_thigh(),
        angle="between the thigh and where it was in line with the trunk, seen from the side",
        positive="the thigh behind the body; in front of it is negative",
        axis=(0.0, 0.0, -1.0),
        neutral=_STAND,
        norm=Norm(30.0, AAOS_RECALLED, "memory"),
        safe_deg=(0.0, 30.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("hip_flexion", -1.0),),
        postures=("standing",),
    ),
    Movement(
        "hip_abduction",
        region="hip",
        words="Move your {side} leg out to the side, trunk still",
        doing="moving the leg out to the side",
        ways=_thigh(),
        angle="between the thigh and where it was in line with the trunk, seen from the front",
        positive="the thigh away from the other leg; across it is negative",
        axis=(-1.0, 0.0, 0.0),
        neutral=_STAND,
        norm=Norm(45.0, AAOS_RECALLED, "memory"),
        safe_deg=(0.0, 45.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("hip_abduction", 1.0),),
        postures=("standing",),
    ),
    Movement(
        "knee_flexion",
        region="knee",
        words="Bend your {side} knee, sliding the heel towards you",
        doing="bending the knee",
        ways=(
            Way(
                ("shank", "thigh"),
                Formula.HINGE,
                SEM_TWO_SENSORS_DEG,
                "the leg turned in or out; straps that move with the muscles",
            ),
        ),
        angle="between the lower leg and the thigh it was in line with",
        positive="the knee bent",
        axis=(0.0, 0.0, -1.0),
        neutral="Lie on your back, your {side} leg straight, and hold still.",
        norm=Norm(135.0, AAOS_RECALLED, "memory"),
        safe_deg=(0.0, 135.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("knee_extension", -1.0), ("hip_flexion", 0.5)),
        postures=("lying",),
    ),
    Movement(
        "knee_extension",
        region="knee",
        words="Straighten your {side} knee",
        doing="straightening the knee",
        ways=(
            Way(("shank",), Formula.ELEVATION, SEM_ONE_SENSOR_DEG, "a thigh that lifts off the seat"),
            Way(
                ("shank", "thigh"),
                Formula.HINGE,
                SEM_TWO_SENSORS_DEG,
                "the leg turned in or out; straps that move with the muscles",
            ),
        ),
        angle="between the lower leg and where it hung from a thigh that lies level",
        positive="the knee straightened from the lower leg hanging",
        axis=(0.0, 0.0, 1.0),
        neutral="Sit back with your {side} thigh supported, let the lower leg hang, and hold still.",
        norm=None,
        safe_deg=(0.0, 90.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("knee_extension", 1.0),),
    ),
    Movement(
        "ankle_dorsiflexion",
        region="ankle",
        words="Lift the front of your {side} foot, the heel stays down",
        doing="lifting the front of the foot",
        ways=_foot("knee_extension"),
        angle="between the foot and where it stood flat, the lower leg above it",
        positive="the toes up; the toes down is negative",
        axis=(0.0, 0.0, 1.0),
        neutral=_FOOT_FLAT,
        norm=Norm(20.0, AAOS_RECALLED, "memory"),
        safe_deg=(0.0, 20.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("ankle_dorsiflexion", 1.0),),
    ),
    Movement(
        "ankle_plantarflexion",
        region="ankle",
        words="Lift the heel of your {side} foot, the toes stay down",
        doing="lifting the heel",
        ways=_foot(),
        angle="between the foot and where it stood flat, the lower leg above it",
        positive="the toes down; the toes up is negative",
        axis=(0.0, 0.0, -1.0),
        neutral=_FOOT_FLAT,
        norm=Norm(50.0, AAOS_RECALLED, "memory"),
        safe_deg=(0.0, 50.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("ankle_dorsiflexion", -1.0),),
    ),
)
