"""Rows of the movement table: what the whole body does on its feet."""

from __future__ import annotations

from game.motion.movement import SEM_ONE_SENSOR_DEG, SPEED_DEG_S_MAX, Formula, Movement, Norm, Way

_STANDING = ("standing",)
_STABLE_DEG = 8.0
"""Half of the 16° from side to side that people can lean without a step (limits of stability, after Nashner, as an
encyclopedia quotes it)."""
_STAND = "Stand tall, feet a hand's width apart, a firm hold in reach, and hold still."


def _leaning(formula: Formula, unseen: str, alike: tuple[str, ...] = ()) -> tuple[Way, ...]:
    """A body that leans about its ankles, seen at the belt (as force plates' sway is compared with) or the chest."""
    return tuple(Way((site,), formula, SEM_ONE_SENSOR_DEG, unseen, alike) for site in ("pelvis", "sternum"))


BODY_MOVEMENTS: tuple[Movement, ...] = (
    Movement(
        "sit_to_stand",
        region="whole_body",
        words="Stand up and sit down again, as your {side} thigh shows",
        doing="standing up",
        ways=(
            Way(
                ("thigh",),
                Formula.ELEVATION,
                SEM_ONE_SENSOR_DEG,
                "what the other leg, the arms and the trunk do",
                ("hip_flexion",),
            ),
        ),
        angle="between the thigh and where it lay on the seat",
        positive="the thigh on its way from the seat to upright",
        axis=(0.0, 0.0, -1.0),
        neutral="Sit tall at the front of a firm chair, both feet flat on the floor, and hold still.",
        norm=None,
        safe_deg=(0.0, 90.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("lowering", -1.0),),
        start_deg=(("lowering", 90.0),),
        postures=_STANDING,
        trunk_still=False,
    ),
    Movement(
        "squat",
        region="whole_body",
        words="Bend your knees, and come up again, as your {side} thigh shows",
        doing="a squat",
        ways=(
            Way(
                ("thigh",),
                Formula.ELEVATION,
                SEM_ONE_SENSOR_DEG,
                "what the other leg and the trunk do; a single leg that is lifted",
                ("hip_flexion", "hip_extension", "hip_abduction"),
            ),
        ),
        angle="between the thigh and where it was upright",
        positive="the thigh on its way from upright to level",
        axis=(0.0, 0.0, 1.0),
        neutral=_STAND,
        norm=None,
        safe_deg=(0.0, 90.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("lowering", 1.0),),
        postures=_STANDING,
        trunk_still=False,
    ),
    Movement(
        "standing_sway",
        region="whole_body",
        words="Stand tall and keep still",
        doing="swaying where one stands",
        ways=_leaning(
            Formula.LEAN_AWAY,
            "whether the ankles or the hips sway; knees that bend under a trunk that stays upright",
            ("squat", "weight_shift"),  # the one does not tilt the trunk, the other is a sway, or the lean asked for
        ),
        angle="between the body and where it stood upright",
        positive="away from upright, in any direction",
        axis=(0.0, 0.0, -1.0),
        neutral=_STAND,
        norm=None,
        safe_deg=(0.0, _STABLE_DEG),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("sway_forward", 1.0),),
        postures=_STANDING,
        sided=False,
        trunk_still=False,
    ),
    Movement(
        "weight_shift",
        region="whole_body",
        words="Shift your weight to the right, both feet stay on the floor",
        doing="shifting the weight to the side",
        ways=_leaning(
            Formula.LEAN_RIGHT, "a trunk that bends over legs that keep still; hips that shift without a lean"
        ),
        angle="between the body and where it stood upright, seen from the front",
        positive="to the right; to the left is negative",
        axis=(1.0, 0.0, 0.0),
        neutral=_STAND,
        norm=Norm(_STABLE_DEG, "limits of stability after Nashner, as an encyclopedia quotes them", "secondary"),
        safe_deg=(-_STABLE_DEG, _STABLE_DEG),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("sway_right", 1.0),),
        postures=_STANDING,
        sided=False,
        trunk_still=False,
    ),
)
