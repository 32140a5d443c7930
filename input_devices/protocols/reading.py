"""Reading: what one completed sample on a wire says, and what every decoder of a wire format can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from input_devices.sample import Quaternion, Vector

STANDARD_GRAVITY_M_S2 = 9.80665
"""What a device that speaks of "1 g" means (CGPM, 1901)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sample as its device tells it, in the units and frames of Sample. What was not said is None."""

    rate_rad_s: Vector | None = None
    acceleration_m_s2: Vector | None = None
    orientation: Quaternion | None = None
    emg_mv: float | None = None
    device_s: float | None = None
    """The device's own clock, any origin; it goes back only when the device starts anew."""
    sensor: str | None = None
    """Which sensor, where several share a line."""
    missed: int = 0
    """Samples known to be missing just before this one: damaged on the way, or counted by the device and never seen."""
    battery: float | None = None
    """How full the sensor's battery is, 0–1, in the first reading after it said so."""
    loads_kg: tuple[float, float, float, float] | None = None
    """What rests on four load cells under a board: front left, front right, back left, back right."""


class _Draft:
    """A Reading that is still being written: plain slots are filled several times as fast as frozen ones."""

    __slots__ = Reading.__slots__

    rate_rad_s: Vector | None
    acceleration_m_s2: Vector | None
    orientation: Quaternion | None
    emg_mv: float | None
    device_s: float | None
    sensor: str | None
    missed: int
    battery: float | None
    loads_kg: tuple[float, float, float, float] | None


def new_reading(
    rate_rad_s: Vector | None = None,
    acceleration_m_s2: Vector | None = None,
    orientation: Quaternion | None = None,
    emg_mv: float | None = None,
    device_s: float | None = None,
    sensor: str | None = None,
    missed: int = 0,
    battery: float | None = None,
    loads_kg: tuple[float, float, float, float] | None = None,
) -> Reading:
    """The same as `Reading(…)`, for decoders that make thousands of them a second."""
    draft = _Draft()
    draft.rate_rad_s = rate_rad_s
    draft.acceleration_m_s2 = acceleration_m_s2
    draft.orientation = orientation
    draft.emg_mv = emg_mv
    draft.device_s = device_s
    draft.sensor = sensor
    draft.missed = missed
    draft.battery = battery
    draft.loads_kg = loads_kg
    draft.__class__ = Reading  # type: ignore[assignment]
    return cast(Reading, draft)


class Decoder(Protocol):
    """Turns the bytes of one device into Readings; whatever cannot be read is counted, never raised."""

    good_frames: int
    bad_frames: int
    """Places where bytes had to be passed over after the first good frame, one for each place."""
    skipped_bytes: int
    trouble: str | None
    """What the device says is wrong with itself, as the end of a sentence about the sensor, until it sends samples."""

    @property
    def waiting_bytes(self) -> int:
        """Bytes kept until the rest of their frame comes; every format has a hard limit."""
        ...

    def feed(self, chunk: bytes) -> list[Reading]:
        """The samples that these bytes complete, oldest first."""
        ...
