"""Calibration: the axes and upright of the sensors at one joint, how they were got, and whether they still hold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from game.motion.rotation import angle_between_rad, norm
from input_devices import SITES, Vector, in_words

FORMAT = 1
_SLIPPED_DEG = 10.0
"""Gravity that lies farther off than this in the same pose: the strap has slipped (measures page, a choice)."""


class AxisFrom(StrEnum):
    """How an axis was got."""

    MOUNT = "mount"
    """From how the sensor is worn by the convention."""
    BEND = "bend"
    """From one movement that was asked for, the positive way first."""
    FIT = "fit"
    """From any movement at all: the one pair of axes about which both sensors turn as one joint lets them."""
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class SiteAxis:
    """One sensor at the joint, in its own axes."""

    site: str
    up: Vector
    """Where up was in the neutral pose, unit."""
    axis: Vector
    """The joint's axis, unit; a positive movement turns the distal limb about it by the right hand."""
    got: AxisFrom
    explained: float = math.nan
    """The share of the movement's turning that is about the axis, 0–1; nan where no movement was asked for."""
    residual: float = math.nan
    """What a fit could not explain, as a share of the turning; nan where nothing was fitted."""

    def __post_init__(self) -> None:
        if self.site not in SITES:
            raise ValueError(f"there is no place {self.site}")
        for vector in (self.up, self.axis):
            if not abs(norm(vector) - 1.0) < 1e-3:
                raise ValueError(f"{vector} is no direction")


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was learned of one person's joint and straps; may be kept and used again until a strap slips."""

    movement: str
    side: str
    posture: str
    """How the neutral pose was held: seated, standing, lying."""
    sites: tuple[SiteAxis, ...]
    """The sensor that moves first."""
    pose_offset_deg: float = 0.0
    """The joint's angle in the pose that was held, as somebody measured it; nan where the pose was the one that the
    person could reach and nobody did: then angles count from that pose, and say so."""

    def site(self, name: str) -> SiteAxis | None:
        """The sensor at that place."""
        return next((found for found in self.sites if found.site == name), None)

    @property
    def by_wearing(self) -> bool:
        """One of its axes is only that of the convention of wearing."""
        return any(kept.got is AxisFrom.MOUNT for kept in self.sites)

    @property
    def asked_for(self) -> bool:
        """Its axis is from a movement that was asked for; one that was fitted to whatever was done is learned anew."""
        return any(kept.got is AxisFrom.BEND for kept in self.sites)

    @property
    def offset_deg(self) -> float:
        """What is added to an angle counted from the calibration pose."""
        return 0.0 if math.isnan(self.pose_offset_deg) else self.pose_offset_deg

    @property
    def counted(self) -> str:
        """From where angles count, in words."""
        return "relative to calibration pose" if math.isnan(self.pose_offset_deg) else "from the neutral pose"

    def slipped(self, ups: Mapping[str, Vector]) -> str | None:
        """The reason to calibrate again, for where up is now in the same pose; None where the straps still sit."""
        for kept in self.sites:
            up = ups.get(kept.site)
            if up is not None and math.degrees(angle_between_rad(up, kept.up)) > _SLIPPED_DEG:
                return f"the strap on the {in_words(kept.site)} has slipped"
        return None

    def as_row(self) -> dict[str, Any]:
        """Plain values for a file; angles in degrees, directions in the sensor's own axes."""
        return {
            "format": FORMAT,
            "movement": self.movement,
            "side": self.side,
            "posture": self.posture,
            "pose_offset_deg": _plain(self.pose_offset_deg),
            "sites": [
                {
                    "site": kept.site,
                    "up": list(kept.up),
                    "axis": list(kept.axis),
                    "got": str(kept.got),
                    "explained": _plain(kept.explained),
                    "residual": _plain(kept.residual),
                }
                for kept in self.sites
            ],
        }


def joint_from_row(row: Mapping[str, Any]) -> Calibration:
    """The calibration that `as_row` wrote. Raises ValueError with a sentence where it is none."""
    try:
        if row["format"] > FORMAT:
            raise ValueError(f"it is of format {row['format']}, of a newer Moveagain; update to read it")
        sites = tuple(
            SiteAxis(
                str(kept["site"]),
                _vector(kept["up"]),
                _vector(kept["axis"]),
                AxisFrom(kept["got"]),
                _number(kept["explained"]),
                _number(kept["residual"]),
            )
            for kept in row["sites"]
        )
        return Calibration(
            str(row["movement"]), str(row["side"]), str(row["posture"]), sites, _number(row["pose_offset_deg"])
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("the calibration is damaged; calibrate again") from error


def kept_joint(row: Mapping[str, Any] | None) -> Calibration | None:
    """The joint in the calibration of a Round's setup; None where nothing was known. Raises ValueError."""
    joint = (row or {}).get("joint")
    return None if joint is None else joint_from_row(joint)


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else value


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def _vector(row: Any) -> Vector:
    x, y, z = (float(part) for part in row)
    return (x, y, z)
