"""Rows of the movement table: shoulder, elbow, forearm and wrist."""

from __future__ import annotations

import math

from game.motion.movement import (
    AAOS,
    SEM_ONE_SENSOR_DEG,
    SEM_TWO_SENSORS_DEG,
    SPEED_DEG_S_MAX,
    Formula,
    Movement,
    Norm,
    Way,
)

_SCAPTION_DEG = 35.0
"""The scapula's plane lies some 30–40° in front of the body's side-to-side plane: the middle, a choice."""
_SCAPTION_FORWARD = math.sin(math.radians(_SCAPTION_DEG))
_SCAPTION_ASIDE = math.cos(math.radians(_SCAPTION_DEG))
_RAISED = ("shoulder_flexion", "shoulder_abduction", "shoulder_scaption", "shoulder_extension")
"""Away from hanging is away from hanging: gravity does not tell into which direction."""
_ARM_UNSEEN = "the plane in which the arm is raised; without a trunk sensor, a lean"
_ARM_HANGS = "Sit tall, let your {side} arm hang by your side, and hold still."
_ELBOW_BENT = "Sit tall, {side} elbow bent and by your side, thumb up, and hold still."
_BENT = (("elbow_flexion", 90.0),)
_PALM_DOWN = (("elbow_flexion", 90.0), ("forearm_rotation", 90.0))
_OVER_THE_EDGE = "Rest your {side} forearm on the table, palm down, the hand over its edge, and hold still."
_THUMB_UP = "Rest your {side} forearm on the table, thumb up, the hand over its edge, and hold still."
_UPRIGHT = ("seated", "standing")


def _raised(name: str) -> tuple[Way, ...]:
    """An arm that is raised against gravity: on the forearm a bent elbow looks the same."""
    others = tuple(other for other in _RAISED if other != name)
    return (
        Way(("upper_arm",), Formula.ELEVATION, SEM_ONE_SENSOR_DEG, _ARM_UNSEEN, others),
        Way(
            ("forearm",),
            Formula.ELEVATION,
            SEM_ONE_SENSOR_DEG,
            f"a bent elbow; {_ARM_UNSEEN}",
            (*others, "elbow_flexion"),
        ),
    )


def _hand(*alike: str) -> tuple[Way, ...]:
    """A hand against gravity while the forearm rests, or against the forearm."""
    return (
        Way(("hand",), Formula.TILT, SEM_ONE_SENSOR_DEG, "a forearm that does not keep still", alike),
        Way(
            ("hand", "forearm"),
            Formula.HINGE,
            SEM_TWO_SENSORS_DEG,
            "what the wrist does about its other axis; fingers",
        ),
    )


def _twisted() -> tuple[Way, ...]:
    return (
        Way(
            ("forearm", "upper_arm"),
            Formula.TWIST,
            SEM_TWO_SENSORS_DEG,
            "a trunk that turns along; the error grows until zero is set again",
            ("trunk_rotation",),
        ),
    )


ARM_MOVEMENTS: tuple[Movement, ...] = (
    Movement(
        "shoulder_flexion",
        region="shoulder",
        words="Raise your {side} arm to the front",
        doing="raising the arm to the front",
        ways=_raised("shoulder_flexion"),
        angle="between the upper arm and where it hung",
        positive="the arm raised from hanging",
        axis=(0.0, 0.0, 1.0),
        neutral=_ARM_HANGS,
        norm=Norm(180.0, AAOS, "source"),
        safe_deg=(0.0, 180.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("shoulder_flexion", 1.0),),
        postures=(*_UPRIGHT, "lying"),
    ),
    Movement(
        "shoulder_extension",
        region="shoulder",
        words="Move your straight {side} arm backward",
        doing="moving the arm backward",
        ways=(
            Way(("upper_arm",), Formula.TILT, SEM_ONE_SENSOR_DEG, "without a trunk sensor, a lean forward"),
            Way(
                ("forearm",),
                Formula.TILT,
                SEM_ONE_SENSOR_DEG,
                "a bent elbow, which takes from the angle; without a trunk sensor, a lean forward",
            ),
        ),
        angle="between the upper arm and where it hung, seen from the side",
        positive="the arm behind the body; in front of it is negative",
        axis=(0.0, 0.0, -1.0),
        neutral=_ARM_HANGS,
        norm=Norm(60.0, AAOS, "source"),
        safe_deg=(0.0, 60.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("shoulder_flexion", -1.0),),
        postures=_UPRIGHT,
    ),
    Movement(
        "shoulder_abduction",
        region="shoulder",
        words="Raise your {side} arm to the side",
        doing="raising the arm to the side",
        ways=_raised("shoulder_abduction"),
        angle="between the upper arm and where it hung",
        positive="the arm raised from hanging",
        axis=(-1.0, 0.0, 0.0),
        neutral=_ARM_HANGS,
        norm=Norm(180.0, AAOS, "source"),
        safe_deg=(0.0, 180.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("shoulder_abduction", 1.0),),
        postures=_UPRIGHT,
    ),
    Movement(
        "shoulder_scaption",
        region="shoulder",
        words="Raise your {side} arm forward and outward, half-way between the two, thumb up",
        doing="raising the arm half-way between front and side",
        ways=_raised("shoulder_scaption"),
        angle="between the upper arm and where it hung",
        positive="the arm raised from hanging",
        axis=(-_SCAPTION_ASIDE, 0.0, _SCAPTION_FORWARD),
        neutral=_ARM_HANGS,
        norm=None,
        safe_deg=(0.0, 180.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("shoulder_flexion", _SCAPTION_FORWARD), ("shoulder_abduction", _SCAPTION_ASIDE)),
        postures=_UPRIGHT,
    ),
    Movement(
        "shoulder_internal_rotation",
        region="shoulder",
        words="Turn your {side} hand in towards your belly, the elbow bent and by your side",
        doing="turning the hand in, the elbow by the side",
        ways=_twisted(),
        angle="between the bent forearm and where it pointed forward, seen along the upper arm",
        positive="the hand towards the belly; away from it is negative",
        axis=(0.0, 1.0, 0.0),
        neutral=_ELBOW_BENT,
        norm=Norm(70.0, f"{AAOS}, with the arm out to the side at 90°", "source"),
        safe_deg=(0.0, 70.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("shoulder_rotation", 1.0),),
        start_deg=_BENT,
        postures=_UPRIGHT,
    ),
    Movement(
        "shoulder_external_rotation",
        region="shoulder",
        words="Turn your {side} hand outward, the elbow bent and by your side",
        doing="turning the hand outward, the elbow by the side",
        ways=_twisted(),
        angle="between the bent forearm and where it pointed forward, seen along the upper arm",
        positive="the hand away from the belly; towards it is negative",
        axis=(0.0, -1.0, 0.0),
        neutral=_ELBOW_BENT,
        norm=Norm(90.0, f"{AAOS}, with the arm out to the side at 90°", "source"),
        safe_deg=(0.0, 90.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("shoulder_rotation", -1.0),),
        start_deg=_BENT,
        postures=_UPRIGHT,
    ),
    Movement(
        "elbow_flexion",
        region="elbow",
        words="Bend your {side} elbow, the upper arm stays by your side",
        doing="bending the elbow",
        ways=(
            Way(
                ("forearm",),
                Formula.ELEVATION,
                SEM_ONE_SENSOR_DEG,
                "whether the elbow bends or the shoulder lifts the arm",
                _RAISED,
            ),
            Way(("forearm", "upper_arm"), Formula.HINGE, SEM_TWO_SENSORS_DEG, "how the forearm is turned"),
        ),
        angle="between the forearm and the upper arm it was in line with",
        positive="the forearm raised from hanging",
        axis=(0.0, 0.0, 1.0),
        neutral=_ARM_HANGS,
        norm=Norm(150.0, AAOS, "source"),
        safe_deg=(0.0, 150.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("elbow_flexion", 1.0),),
        postures=(*_UPRIGHT, "lying"),
    ),
    Movement(
        "forearm_rotation",
        region="forearm",
        words="Turn your {side} palm down, then up",
        doing="turning the palm",
        ways=(
            Way(
                ("forearm",),
                Formula.ROLL,
                SEM_ONE_SENSOR_DEG,
                "anything once the forearm points up or down; the arrow has to lie along the forearm",
                ("shoulder_abduction", "shoulder_scaption"),
            ),
            Way(
                ("forearm", "upper_arm"),
                Formula.RELATIVE,
                SEM_TWO_SENSORS_DEG,
                "a wrist that turns along; the error grows until zero is set again",
            ),
        ),
        angle="between the palm and where it was with the thumb up, seen along the forearm",
        positive="palm down (pronation)",
        axis=(0.0, 1.0, 0.0),
        neutral=_ELBOW_BENT,
        norm=Norm(80.0, AAOS, "source"),
        safe_deg=(-85.0, 85.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("forearm_rotation", 1.0),),
        start_deg=_BENT,
        postures=_UPRIGHT,
    ),
    Movement(
        "forearm_lift",
        words="Lift your {side} hand towards your mouth, the elbow stays low",
        doing="lifting the hand with the elbow bent",
        ways=(
            Way(
                ("forearm",),
                Formula.INCLINATION,
                SEM_ONE_SENSOR_DEG,
                "whether the elbow bends or the shoulder lifts the arm; the arrow has to lie along the forearm",
                ("shoulder_flexion",),
            ),
        ),
        angle="between the forearm and where it lay level, seen from the side",
        positive="the hand above the elbow; below it is negative",
        axis=(0.0, 0.0, 1.0),
        neutral=_ELBOW_BENT,
        norm=None,
        safe_deg=(-60.0, 60.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        region="elbow",
        joints=(("elbow_flexion", 1.0),),
        start_deg=_BENT,
        postures=_UPRIGHT,
    ),
    Movement(
        "wrist_flexion",
        region="wrist",
        words="Let your {side} hand sink, the forearm stays on the table",
        doing="bending the wrist palm down",
        ways=_hand(),
        angle="between the hand and the forearm it was in line with",
        positive="towards the palm; the back of the hand is negative",
        axis=(1.0, 0.0, 0.0),
        neutral=_OVER_THE_EDGE,
        norm=Norm(80.0, AAOS, "source"),
        safe_deg=(0.0, 80.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("wrist_flexion", 1.0),),
        start_deg=_PALM_DOWN,
    ),
    Movement(
        "wrist_extension",
        region="wrist",
        words="Lift the back of your {side} hand, the forearm stays on the table",
        doing="lifting the back of the hand",
        ways=_hand("elbow_flexion"),
        angle="between the hand and the forearm it was in line with",
        positive="towards the back of the hand; the palm is negative",
        axis=(-1.0, 0.0, 0.0),
        neutral=_OVER_THE_EDGE,
        norm=Norm(70.0, AAOS, "source"),
        safe_deg=(0.0, 70.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("wrist_flexion", -1.0),),
        start_deg=_PALM_DOWN,
    ),
    Movement(
        "wrist_radial_deviation",
        region="wrist",
        words="Lift the thumb side of your {side} hand, the forearm stays on the table",
        doing="lifting the thumb side of the hand",
        ways=_hand("elbow_flexion"),
        angle="between the hand and the forearm it was in line with, in the plane of the palm",
        positive="towards the thumb; the little finger is negative",
        axis=(0.0, 0.0, 1.0),
        neutral=_THUMB_UP,
        norm=Norm(20.0, AAOS, "source"),
        safe_deg=(0.0, 20.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("wrist_deviation", 1.0),),
        start_deg=_BENT,
    ),
    Movement(
        "wrist_ulnar_deviation",
        region="wrist",
        words="Lower the little finger of your {side} hand, the forearm stays on the table",
        doing="lowering the little finger's side of the hand",
        ways=_hand(),
        angle="between the hand and the forearm it was in line with, in the plane of the palm",
        positive="towards the little finger; the thumb is negative",
        axis=(0.0, 0.0, -1.0),
        neutral=_THUMB_UP,
        norm=Norm(30.0, AAOS, "source"),
        safe_deg=(0.0, 30.0),
        speed_deg_s_max=SPEED_DEG_S_MAX,
        joints=(("wrist_deviation", -1.0),),
        start_deg=_BENT,
    ),
)
