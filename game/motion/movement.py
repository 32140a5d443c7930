"""What a row of the movement table is: a movement, the ways to measure it, and everything the house knows of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Literal, get_args

from input_devices import Vector

AAOS = "AAOS, as printed in AccessPhysiotherapy table A.1"
AAOS_RECALLED = "AAOS 1965, as in Greene and Heckman 1994"
"""To be read again before it is shown: nobody here has held the page."""
SEM_ONE_SENSOR_DEG = 5.0
"""Assumed for one worn sensor at home (Hayes 2001, Kolber 2011 and PMC4613894 bracket it): a choice, not evidence."""
SEM_TWO_SENSORS_DEG = 7.0
"""Assumed for two, each with an error of its own: a choice in the same way."""
SPEED_DEG_S_MAX = 120.0
"""Peak speed where nothing else is prescribed: a choice, not evidence."""


class Formula(StrEnum):
    """How an angle is got. Only `HINGE`, `RELATIVE` and `TWIST` compare two sensors; none trusts a heading."""

    ELEVATION = "elevation"
    """Angle between the limb now and the limb in the neutral pose, against gravity: 0–180°, never negative, whatever
    way round the sensor is strapped on. Exact where the limb hung plumb in the neutral pose."""
    TILT = "tilt"
    """Signed turn of the limb about the joint's axis since the neutral pose, against gravity; the axis is level."""
    ROLL = "roll"
    """Turn about the limb's long axis (the sensor's arrow) since the neutral pose, against gravity, signed."""
    INCLINATION = "inclination"
    """How far the limb's long axis (the sensor's arrow) points above where it pointed in the neutral pose, against
    gravity, signed; a limb that turns about itself does not change it."""
    LEAN_FORWARD = "lean_forward"
    """Lean of the trunk, forward positive, since the neutral pose."""
    LEAN_RIGHT = "lean_right"
    """Lean of the trunk, to the person's right positive, since the neutral pose."""
    LEAN_AWAY = "lean_away"
    """Angle between the trunk now and in the neutral pose, in any direction, never negative."""
    TURN = "turn"
    """Turn about upright since zero was last set, by the gyroscope alone: it drifts, so zero is set again and again."""
    HINGE = "hinge"
    """Turn of the distal sensor against the proximal one about the one axis that the joint has, signed; the heading
    between the two is estimated from the joint itself, all the time."""
    RELATIVE = "relative"
    """Angle of the distal limb against the proximal one since zero was last set, about the movement's axis, signed."""
    TWIST = "twist"
    """Turn of the distal limb about the proximal limb's long axis since zero was last set, signed: the forearm swings
    about the upper arm, and the angle between the two stays as it was."""


Region = Literal["neck", "shoulder", "elbow", "forearm", "wrist", "trunk", "hip", "knee", "ankle", "whole_body"]
"""The part of the body that a movement trains, from head to foot; `whole_body` is what is done on one's feet."""
REGIONS: tuple[Region, ...] = get_args(Region)
ARM: tuple[Region, ...] = ("shoulder", "elbow", "forearm", "wrist")


@dataclass(frozen=True, slots=True)
class Norm:
    """What is usual, for a therapist's eyes: never a verdict."""

    value_deg: float
    source: str
    status: str
    """`source` (seen), `secondary` (quoted elsewhere) or `memory` (to be checked before it is shown)."""


@dataclass(frozen=True, slots=True)
class Way:
    """One set of sensors that measures a movement, and what it can and cannot tell."""

    worn: tuple[str, ...]
    """Where its sensors are worn, the one that moves first; `upper_arm` stands for the played side's."""
    formula: Formula
    sem_deg: float
    """Standard error of one measurement, assumed until the person's own is known."""
    cannot_see: str
    cannot_tell_from: tuple[str, ...] = ()
    """Movements of which these sensors would say that they are this one: made from the same neutral pose, they give an
    angle of the same sign and about the same size."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One row: a movement that can be played. Angles in degrees from the neutral pose."""

    name: str
    region: Region
    words: str
    """What the person is asked to do, for the side `{side}`."""
    doing: str
    """The same as the name of a deed, to stand after “from” or “tells”: “bending the elbow”."""
    ways: tuple[Way, ...]
    """How it can be measured: fewest sensors first, and the best of as many."""
    angle: str
    """Between what and what the angle is, as a goniometer would be held."""
    positive: str
    """What a positive angle means."""
    axis: Vector
    """About what a positive angle turns the moving limb, in the limb's axes in the neutral pose (unit vector; x
    forward, y up, towards the trunk, z to the right, with the thumb in front): for the right side, and on the left the
    parts along x and y are the other way round."""
    neutral: str
    """The pose to hold still in."""
    norm: Norm | None
    safe_deg: tuple[float, float]
    """Targets outside these are refused, whoever asks: the end of what is usual for a healthy joint where there is such
    a norm, else a choice on the careful side of it."""
    speed_deg_s_max: float
    """Faster repetitions are not clean, unless a prescription says otherwise."""
    joints: tuple[tuple[str, float], ...]
    """The simulated body's joints that make this movement, each with the degrees it goes for one of the angle; with the
    side in front where the body has two of it."""
    start_deg: tuple[tuple[str, float], ...] = ()
    """Where joints of the simulated body are in the neutral pose, where that is not zero."""
    postures: tuple[str, ...] = ("seated",)
    """How a level may have the person sit, stand or lie for it; the neutral pose's own words are of the first."""
    sided: bool = True
    trunk_still: bool = True
    """The trunk is to keep still, and its lean is a help that the movement should do without."""

    def joints_deg(self, angle_deg: float, side: str) -> dict[str, float]:
        """The simulated body's joints where the movement has come to that angle."""
        moved = _moved(self.joints, self.start_deg, side)
        return {joint: start_deg + share * angle_deg for joint, start_deg, share in moved}

    def start(self, side: str) -> dict[str, float]:
        """Where the simulated body's joints are in the neutral pose, where that is not zero."""
        return {_sided(joint, side): deg for joint, deg in self.start_deg}

    @property
    def on_trunk(self) -> bool:
        """What moves hangs on the trunk: a lean alone takes it to another angle."""
        return self.region in (*ARM, "neck")

    @property
    def simplest(self) -> Way:
        """The way that needs the fewest sensors."""
        return self.ways[0]

    def sites(self, way: Way, side: str) -> tuple[str, ...]:
        """Where the way's sensors are worn for that side, the one that moves first."""
        return self.sites_at(way.worn, side)

    @staticmethod
    def sites_at(segments: Sequence[str], side: str) -> tuple[str, ...]:
        """The sites of these segments for that side."""
        return tuple(_sided(segment, side) for segment in segments)

    def fewest(self, side: str) -> tuple[tuple[str, ...], ...]:
        """The sites of every way that asks for no more than another one does."""
        worn = [self.sites(way, side) for way in self.ways]
        return tuple(sites for sites in worn if not any(set(other) < set(sites) for other in worn))

    def way(self, worn: Collection[str], side: str) -> Way | None:
        """The most telling way that the worn sites allow: the one of most sensors, the first of as many."""
        able = [way for way in self.ways if set(self.sites(way, side)) <= set(worn)]
        return max(able, key=lambda way: len(way.worn), default=None)


_WHOLE = ("head", "sternum", "pelvis", "neck", "trunk", "sway", "lowering")
"""What the body has one of: where sensors are worn, and what joints are of."""


def _sided(name: str, side: str) -> str:
    """A segment's or a joint's name with the side in front, where the body has two of it."""
    return name if name.startswith(_WHOLE) else f"{side}_{name}"


@cache
def _moved(
    joints: tuple[tuple[str, float], ...], start_deg: tuple[tuple[str, float], ...], side: str
) -> tuple[tuple[str, float, float], ...]:
    """The joints that move, for that side: where each starts, and how far it goes for one degree of the angle."""
    starts = {_sided(joint, side): deg for joint, deg in start_deg}
    return tuple((name := _sided(joint, side), starts.get(name, 0.0), share) for joint, share in joints)


def way_worn(movement: Movement, worn: Sequence[str]) -> Way:
    """The way in which these sites measure the movement; the first of them is the one that moves. Raises ValueError."""
    way = movement.way(worn, side_of(worn[0])) if worn else None
    if way is None:
        raise ValueError(f"{movement.name} cannot be measured at {', '.join(worn) or 'no site'}")
    return way


def side_of(site: str) -> str:
    """left or right, as a site's name says; right where the body has only one of it."""
    return "left" if site.startswith("left_") else "right"
