"""Sample: one reading of one worn sensor, and the names of the places where sensors are worn."""

from __future__ import annotations

import struct
from typing import Literal, NamedTuple, TypeAlias, get_args

Vector: TypeAlias = tuple[float, float, float]
Quaternion: TypeAlias = tuple[float, float, float, float]
Truth = Literal["sensor", "keyboard", "simulated", "replay"]
"""What fed a session. Only `sensor` may enter a person's trend."""

_SIDED = ("upper_arm", "forearm", "hand", "thigh", "shank", "foot")
_MUSCLES = (
    "trapezius",
    "deltoid",
    "biceps",
    "triceps",
    "wrist_flexors",
    "wrist_extensors",
    "quadriceps",
    "hamstrings",
    "tibialis_anterior",
    "calf",
)
SITES: tuple[str, ...] = (
    "head",
    "sternum",
    "pelvis",
    *(f"{side}_{part}" for side in ("left", "right") for part in _SIDED),
)
"""Every place on the body where a motion sensor can be worn."""
MUSCLES: tuple[str, ...] = tuple(f"{side}_{muscle}" for side in ("left", "right") for muscle in _MUSCLES)
"""Every muscle, or group of muscles, over which electrodes can be worn."""
PLACES: tuple[str, ...] = (*SITES, *MUSCLES)
"""Where a Sample can be from. The order is part of the session file's format: new places go to the end."""

TRUTHS: tuple[str, ...] = get_args(Truth)

_SAID = {"sternum": "breastbone", "pelvis": "back of the belt", "shank": "lower leg"}


def in_words(place: str) -> str:
    """A place as people say it, to follow “the” or “your”: `right_shank` is the right lower leg."""
    side, _, part = place.partition("_")
    if side not in ("left", "right"):
        return _SAID.get(place, place)
    return f"{side} {_SAID.get(part, part.replace('_', ' '))}"


class Sample(NamedTuple):
    """One reading of one worn sensor, in the sensor's own axes; a tuple, because hundreds are made a second.

    At rest the acceleration reads +9.81 m/s² upward. The orientation, where the device gives one, is Hamilton
    w,x,y,z and turns sensor into earth (earth: z up, heading arbitrary). What a device does not measure is None.
    """

    site: str
    """One of PLACES."""
    t_s: float
    """Seconds on the clock of whoever polls; rises strictly within one site."""
    rate_rad_s: Vector | None
    acceleration_m_s2: Vector | None
    orientation: Quaternion | None = None
    emg_mv: float | None = None


def float32(value: float) -> float:
    """The nearest number that single precision can hold."""
    return float(struct.unpack("<f", struct.pack("<f", value))[0])


def stored(sample: Sample) -> Sample:
    """The same sample at the precision a session file keeps: time to 1 µs, everything else single precision."""
    rate, acceleration, orientation = sample.rate_rad_s, sample.acceleration_m_s2, sample.orientation
    return Sample(
        sample.site,
        round(sample.t_s * 1e6) / 1e6,
        _narrow3(rate) if rate is not None else None,
        _narrow3(acceleration) if acceleration is not None else None,
        _narrow4(orientation) if orientation is not None else None,
        float32(sample.emg_mv) if sample.emg_mv is not None else None,
    )


_THREE = struct.Struct("<3f")
_FOUR = struct.Struct("<4f")


def _narrow3(vector: Vector) -> Vector:
    x, y, z = _THREE.unpack(_THREE.pack(*vector))
    return (x, y, z)


def _narrow4(quaternion: Quaternion) -> Quaternion:
    w, x, y, z = _FOUR.unpack(_FOUR.pack(*quaternion))
    return (w, x, y, z)
