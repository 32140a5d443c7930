"""The table of wire formats: how each is decoded, recognised by listening, and written by tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from input_devices.protocols import witmotion_packets
from input_devices.protocols.reading import Decoder, Reading
from input_devices.protocols.witmotion import WitmotionDecoder

USUAL_BAUDS = (115200, 9600, 921600, 57600, 230400, 460800)


@dataclass(frozen=True, slots=True)
class WireFormat:
    """One way in which devices speak."""

    name: str
    words: str
    decoder: Callable[[], Decoder]
    encode: Callable[[Reading], bytes]
    """One sample as the device would send it; a format without room for a value leaves it out."""
    enough_frames: int
    """Good frames after which the format counts as recognised: each has a checksum, a stride or a syntax to pass."""
    bauds: tuple[int, ...] = USUAL_BAUDS
    """The speeds to listen at, likeliest first."""
    boot_wait_s: float = 0.0
    """How long the board may be silent after opening, because opening resets it."""
    reset_on_open: bool = True
    expected_hz: float = 50.0


def _witmotion(reading: Reading) -> bytes:
    contents = [witmotion_packets.ACCELERATION, witmotion_packets.RATE]
    if reading.orientation is not None:
        contents.append(witmotion_packets.QUATERNION)
    if reading.device_s is not None:
        contents.append(witmotion_packets.TIME)
    return witmotion_packets.encode(
        reading.rate_rad_s or (0.0, 0.0, 0.0),
        reading.acceleration_m_s2 or (0.0, 0.0, 0.0),
        reading.orientation or (1.0, 0.0, 0.0, 0.0),
        reading.device_s or 0.0,
        contents,
    )


PROTOCOLS: Mapping[str, WireFormat] = MappingProxyType(
    {
        row.name: row
        for row in (WireFormat("witmotion", "WitMotion packets", WitmotionDecoder, _witmotion, enough_frames=4),)
    }
)
