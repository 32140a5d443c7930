"""Rigs: how each movement is shown: from where the person is seen, which part of them moves, and which way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Seen(StrEnum):
    """Where the person is looked at from."""

    BACK = "back"
    SIDE = "side"
    """The right side faces the eye, and the person looks to the right; mirrored, the left side."""
    ABOVE = "above"
    """Forward is up, so that a turn about upright is seen at its full size."""


class Joint(StrEnum):
    """The joint that the moving part turns about."""

    SHOULDER = "shoulder"
    ELBOW = "elbow"
    WRIST = "wrist"
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"
    NECK = "neck"
    TRUNK = "trunk"
    """The whole trunk, about the hips."""
    LEGS = "legs"
    """Both legs at once, between sitting and standing or between standing and squatting."""
    NONE = "none"
    """Nothing is asked to move."""


@dataclass(frozen=True, slots=True)
class Rig:
    """How a movement is shown. The light is held `taper_cm` beyond the hand (or the foot)."""

    seen: Seen
    joint: Joint
    taper_cm: float = 0.0
    turn: int = 1
    """1 where a greater angle takes the part forward, outward or up, -1 where it takes it the other way."""
    shown_deg: float = 60.0
    """How far it goes where the movement is only shown."""
    standing: bool = False
    """It is seen standing where a level says that it is done seated, but could not be."""
    seated: bool = False
    """It begins seated, whatever a level says."""
    stretch: float = 1.0
    """How many degrees of its arc the light goes for one of the movement: small movements are shown large."""


_ARM, _FOREARM, _FOOT = 34.0, 30.0, 14.0
_SWAY = Rig(Seen.BACK, Joint.NONE)
RIGS: dict[str, Rig] = {
    "shoulder_flexion": Rig(Seen.SIDE, Joint.SHOULDER, _ARM),
    "shoulder_extension": Rig(Seen.SIDE, Joint.SHOULDER, turn=-1, shown_deg=40.0, stretch=2.4),
    "shoulder_abduction": Rig(Seen.BACK, Joint.SHOULDER, _ARM),
    "shoulder_scaption": Rig(Seen.BACK, Joint.SHOULDER, _ARM),
    "shoulder_external_rotation": Rig(Seen.ABOVE, Joint.ELBOW, turn=-1, stretch=1.5),
    "shoulder_internal_rotation": Rig(Seen.ABOVE, Joint.ELBOW, stretch=1.7),
    "elbow_flexion": Rig(Seen.SIDE, Joint.ELBOW, _FOREARM, shown_deg=80.0),
    "forearm_rotation": Rig(Seen.SIDE, Joint.ELBOW, _FOREARM),
    "forearm_lift": Rig(Seen.SIDE, Joint.ELBOW, _FOREARM, shown_deg=45.0),
    "wrist_flexion": Rig(Seen.SIDE, Joint.WRIST, turn=-1, stretch=1.6),
    "wrist_extension": Rig(Seen.SIDE, Joint.WRIST, stretch=1.8),
    "wrist_radial_deviation": Rig(Seen.SIDE, Joint.WRIST, shown_deg=20.0, stretch=5.0),
    "wrist_ulnar_deviation": Rig(Seen.SIDE, Joint.WRIST, turn=-1, shown_deg=30.0, stretch=4.0),
    "neck_flexion": Rig(Seen.SIDE, Joint.NECK, shown_deg=35.0, stretch=2.4),
    "neck_lateral": Rig(Seen.BACK, Joint.NECK, shown_deg=30.0, stretch=2.6),
    "neck_rotation": Rig(Seen.ABOVE, Joint.NECK, shown_deg=50.0, stretch=1.8),
    "trunk_flexion": Rig(Seen.SIDE, Joint.TRUNK, shown_deg=35.0, stretch=2.2),
    "trunk_lateral": Rig(Seen.BACK, Joint.TRUNK, shown_deg=22.0, stretch=3.2),
    "trunk_rotation": Rig(Seen.ABOVE, Joint.TRUNK, shown_deg=40.0, stretch=2.4),
    "trunk_sway": _SWAY,
    "standing_sway": _SWAY,
    "weight_shift": Rig(Seen.BACK, Joint.TRUNK, shown_deg=8.0, stretch=7.0),
    "hip_flexion": Rig(Seen.SIDE, Joint.HIP),
    "hip_extension": Rig(Seen.SIDE, Joint.HIP, turn=-1, shown_deg=20.0, standing=True, stretch=4.0),
    "hip_abduction": Rig(Seen.BACK, Joint.HIP, shown_deg=30.0, standing=True, stretch=2.6),
    "knee_extension": Rig(Seen.SIDE, Joint.KNEE, _FOOT, seated=True),
    "knee_flexion": Rig(Seen.SIDE, Joint.KNEE, turn=-1, shown_deg=70.0, standing=True, stretch=1.1),
    "ankle_dorsiflexion": Rig(Seen.SIDE, Joint.ANKLE, shown_deg=20.0, stretch=5.0),
    "ankle_plantarflexion": Rig(Seen.SIDE, Joint.ANKLE, turn=-1, shown_deg=35.0, stretch=2.4),
    "sit_to_stand": Rig(Seen.SIDE, Joint.LEGS, turn=-1, shown_deg=90.0, seated=True, stretch=1.5),
    "squat": Rig(Seen.SIDE, Joint.LEGS, standing=True, stretch=1.5),
}


def rig_for(movement: str) -> Rig:
    """How that movement is shown; one that nobody has drawn yet is a person who keeps still."""
    return RIGS.get(movement, _SWAY)
