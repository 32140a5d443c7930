"""The movement table: one row a movement, with everything the house knows of it."""

from __future__ import annotations

from game.motion.movement import Formula, Movement, Norm, Way

_AAOS = "AAOS, as printed in AccessPhysiotherapy table A.1"
_SEM_ONE_SENSOR_DEG = 5.0
"""Assumed for one worn sensor at home (Hayes 2001, Kolber 2011 and PMC4613894 bracket it): a choice, not evidence."""
_SPEED_DEG_S_MAX = 120.0
"""Peak speed where nothing else is prescribed: a choice, not evidence."""
_ARM_UNSEEN = "the plane in which the arm is raised; without a trunk sensor, a lean"
_ARM_HANGS = "Sit tall, let your {side} arm hang by your side, and hold still."


def _raised(other: str) -> tuple[Way, ...]:
    """An arm that is raised against gravity: on the forearm a bent elbow looks the same."""
    return (
        Way(("upper_arm",), Formula.ELEVATION, _SEM_ONE_SENSOR_DEG, _ARM_UNSEEN, (other,)),
        Way(
            ("forearm",),
            Formula.ELEVATION,
            _SEM_ONE_SENSOR_DEG,
            f"a bent elbow; {_ARM_UNSEEN}",
            (other, "elbow_flexion"),
        ),
    )


MOVEMENTS: dict[str, Movement] = {
    row.name: row
    for row in (
        Movement(
            "shoulder_flexion",
            "Raise your {side} arm to the front",
            _raised("shoulder_abduction"),
            "the arm raised from hanging",
            _ARM_HANGS,
            Norm(180.0, _AAOS, "source"),
            (0.0, 180.0),
            _SPEED_DEG_S_MAX,
            "shoulder_flexion",
        ),
        Movement(
            "shoulder_abduction",
            "Raise your {side} arm to the side",
            _raised("shoulder_flexion"),
            "the arm raised from hanging",
            _ARM_HANGS,
            Norm(180.0, _AAOS, "source"),
            (0.0, 180.0),
            _SPEED_DEG_S_MAX,
            "shoulder_abduction",
        ),
        Movement(
            "elbow_flexion",
            "Bend your {side} elbow, the upper arm stays by your side",
            (
                Way(
                    ("forearm",),
                    Formula.ELEVATION,
                    _SEM_ONE_SENSOR_DEG,
                    "whether the elbow bends or the shoulder lifts the arm",
                    ("shoulder_flexion", "shoulder_abduction"),
                ),
            ),
            "the forearm raised from hanging",
            _ARM_HANGS,
            Norm(150.0, _AAOS, "source"),
            (0.0, 150.0),
            _SPEED_DEG_S_MAX,
            "elbow_flexion",
        ),
        Movement(
            "forearm_rotation",
            "Turn your {side} palm down, then up",
            (
                Way(
                    ("forearm",),
                    Formula.ROLL,
                    _SEM_ONE_SENSOR_DEG,
                    "anything once the forearm points up or down; the arrow has to lie along the forearm",
                ),
            ),
            "palm down (pronation)",
            "Sit tall, {side} elbow bent and by your side, thumb up, and hold still.",
            Norm(80.0, _AAOS, "source"),
            (-85.0, 85.0),
            _SPEED_DEG_S_MAX,
            "forearm_rotation",
        ),
        Movement(
            "knee_extension",
            "Straighten your {side} knee",
            (Way(("shank",), Formula.ELEVATION, _SEM_ONE_SENSOR_DEG, "a thigh that lifts off the seat"),),
            "the knee straightened from the lower leg hanging",
            "Sit back with your {side} thigh supported, let the lower leg hang, and hold still.",
            None,
            (0.0, 90.0),
            _SPEED_DEG_S_MAX,
            "knee_extension",
        ),
        Movement(
            "trunk_flexion",
            "Lean forward with a straight back, then sit tall again",
            tuple(
                Way(
                    (site,),
                    Formula.LEAN_FORWARD,
                    _SEM_ONE_SENSOR_DEG,
                    "how much of the lean comes from the hips and how much from the back",
                )
                for site in ("sternum", "pelvis")
            ),
            "forward",
            "Sit tall with both feet on the floor, and hold still.",
            None,
            (-25.0, 60.0),
            _SPEED_DEG_S_MAX,
            "trunk_forward",
            sided=False,
        ),
        Movement(
            "trunk_sway",
            "Sit tall and keep still",
            tuple(
                Way((site,), Formula.LEAN_AWAY, _SEM_ONE_SENSOR_DEG, "a shift of weight without a lean")
                for site in ("sternum", "pelvis")
            ),
            "away from upright, in any direction",
            "Sit tall with both feet on the floor, and hold still.",
            None,
            (0.0, 30.0),
            _SPEED_DEG_S_MAX,
            "trunk_forward",
            sided=False,
        ),
    )
}
