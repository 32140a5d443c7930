"""The movement table: one row a movement, with everything the house knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Formula(StrEnum):
    """How an angle is got from where a worn sensor says up is; none needs a heading."""

    ELEVATION = "elevation"
    """Angle between the limb now and the limb in the neutral pose, against gravity: 0–180°, never negative, whatever
    way round the sensor is strapped on. Exact where the limb hung plumb in the neutral pose."""
    ROLL = "roll"
    """Turn about the limb's long axis (the sensor's arrow) since the neutral pose, against gravity, signed."""
    LEAN_FORWARD = "lean_forward"
    """Lean of the trunk, forward positive, since the neutral pose."""
    LEAN_AWAY = "lean_away"
    """Angle between the trunk now and in the neutral pose, in any direction, never negative."""


@dataclass(frozen=True, slots=True)
class Norm:
    """What is usual, for a therapist's eyes: never a verdict."""

    value_deg: float
    source: str
    status: str
    """`source` (seen), `secondary` (quoted elsewhere) or `memory` (to be checked before it is shown)."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One row: a movement that can be played. Angles in degrees from the neutral pose."""

    name: str
    words: str
    """What the person is asked to do, for the side `{side}`."""
    sites: tuple[str, ...]
    """Where the one sensor that is needed may be worn, best first; `upper_arm` stands for the played side's."""
    formula: Formula
    positive: str
    """What a positive angle means."""
    neutral: str
    """The pose to hold still in."""
    norm: Norm | None
    safe_deg: tuple[float, float]
    """Targets outside these are refused, whoever asks."""
    speed_deg_s_max: float
    """Faster repetitions are not clean, unless a prescription says otherwise."""
    sem_deg: float
    """Standard error of one measurement, assumed until the person's own is known."""
    cannot_see: str
    cannot_tell_from: tuple[str, ...] = ()
    """Movements that this one sensor cannot tell apart from this one."""
    joint: str = ""
    """The simulated body's joint that makes this movement; with the side in front where it has one."""
    sided: bool = True


_AAOS = "AAOS, as printed in AccessPhysiotherapy table A.1"
_SEM_ONE_SENSOR_DEG = 5.0
"""Assumed for one worn sensor at home (Hayes 2001, Kolber 2011 and PMC4613894 bracket it): a choice, not evidence."""
_SPEED_DEG_S_MAX = 120.0
"""Peak speed where nothing else is prescribed: a choice, not evidence."""
_ARM_UNSEEN = "the plane in which the arm is raised; on the forearm, a bent elbow; without a trunk sensor, a lean"
_ARM_HANGS = "Sit tall, let your {side} arm hang by your side, and hold still."

MOVEMENTS: dict[str, Movement] = {
    row.name: row
    for row in (
        Movement(
            "shoulder_flexion",
            "Raise your {side} arm to the front",
            ("upper_arm", "forearm"),
            Formula.ELEVATION,
            "the arm raised from hanging",
            _ARM_HANGS,
            Norm(180.0, _AAOS, "source"),
            (0.0, 180.0),
            _SPEED_DEG_S_MAX,
            _SEM_ONE_SENSOR_DEG,
            _ARM_UNSEEN,
            ("shoulder_abduction", "elbow_flexion"),
            "shoulder_flexion",
        ),
        Movement(
            "shoulder_abduction",
            "Raise your {side} arm to the side",
            ("upper_arm", "forearm"),
            Formula.ELEVATION,
            "the arm raised from hanging",
            _ARM_HANGS,
            Norm(180.0, _AAOS, "source"),
            (0.0, 180.0),
            _SPEED_DEG_S_MAX,
            _SEM_ONE_SENSOR_DEG,
            _ARM_UNSEEN,
            ("shoulder_flexion", "elbow_flexion"),
            "shoulder_abduction",
        ),
        Movement(
            "elbow_flexion",
            "Bend your {side} elbow, the upper arm stays by your side",
            ("forearm",),
            Formula.ELEVATION,
            "the forearm raised from hanging",
            _ARM_HANGS,
            Norm(150.0, _AAOS, "source"),
            (0.0, 150.0),
            _SPEED_DEG_S_MAX,
            _SEM_ONE_SENSOR_DEG,
            "whether the elbow bends or the shoulder lifts the arm",
            ("shoulder_flexion", "shoulder_abduction"),
            "elbow_flexion",
        ),
        Movement(
            "forearm_rotation",
            "Turn your {side} palm down, then up",
            ("forearm",),
            Formula.ROLL,
            "palm down (pronation)",
            "Sit tall, {side} elbow bent and by your side, thumb up, and hold still.",
            Norm(80.0, _AAOS, "source"),
            (-85.0, 85.0),
            _SPEED_DEG_S_MAX,
            _SEM_ONE_SENSOR_DEG,
            "anything once the forearm points up or down; the arrow has to lie along the forearm",
            (),
            "forearm_rotation",
        ),
        Movement(
            "knee_extension",
            "Straighten your {side} knee",
            ("shank",),
            Formula.ELEVATION,
            "the knee straightened from the lower leg hanging",
            "Sit back with your {side} thigh supported, let the lower leg hang, and hold still.",
            None,
            (0.0, 90.0),
            _SPEED_DEG_S_MAX,
            _SEM_ONE_SENSOR_DEG,
            "a thigh that lifts off the seat",
            (),
            "knee_extension",
        ),
        Movement(
            "trunk_lean",
            "Lean forward with a straight back, then sit tall again",
            ("sternum", "pelvis"),
            Formula.LEAN_FORWARD,
            "forward",
            "Sit tall with both feet on the floor, and hold still.",
            None,
            (-25.0, 60.0),
            _SPEED_DEG_S_MAX,
            _SEM_ONE_SENSOR_DEG,
            "how much of the lean comes from the hips and how much from the back",
            (),
            "trunk_forward",
            sided=False,
        ),
        Movement(
            "trunk_sway",
            "Sit tall and keep still",
            ("sternum", "pelvis"),
            Formula.LEAN_AWAY,
            "away from upright, in any direction",
            "Sit tall with both feet on the floor, and hold still.",
            None,
            (0.0, 30.0),
            _SPEED_DEG_S_MAX,
            _SEM_ONE_SENSOR_DEG,
            "a shift of weight without a lean",
            (),
            "trunk_forward",
            sided=False,
        ),
    )
}


def sites_for(movement: Movement, side: str) -> tuple[str, ...]:
    """The sites where the one sensor may be worn for that side, best first."""
    return tuple(site if not movement.sided else f"{side}_{site}" for site in movement.sites)
