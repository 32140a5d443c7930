"""The table of wire formats: how each is decoded, recognised by listening, and written by tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from input_devices.protocols import bno08x_rvc, moveagain_board, mpu_teapot, witmotion_packets, ximu3, xsens
from input_devices.protocols.line_profile import PLAIN_CSV, PLAIN_JSON, LineProfile, Start
from input_devices.protocols.reading import Decoder, Reading
from input_devices.protocols.text_line import LineDecoder, encode_csv, encode_json
from input_devices.protocols.witmotion import WitmotionDecoder

USUAL_BAUDS = (115200, 9600, 921600, 57600, 230400, 460800, 38400, 19200)


@dataclass(frozen=True, slots=True)
class WireFormat:
    """One way in which devices speak."""

    name: str
    decoder: Callable[[], Decoder]
    enough_frames: int
    """Good frames after which the format counts as recognised: each has a checksum, a stride or a syntax to pass."""
    encode: Callable[[Reading], bytes] | None = None
    """One sample as the device would send it; a value that the format has no room for is left out."""
    bauds: tuple[int, ...] = USUAL_BAUDS
    """The speeds to listen at, likeliest first."""
    boot_wait_s: float = 0.0
    """How long the board may be silent after opening, because opening resets it."""
    reset_on_open: bool = True
    expected_hz: float = 50.0
    emg_range_mv: tuple[float, float] | None = None
    """The ends of the converter behind a muscle's voltage, where they are known."""
    start: Start | None = None
    """What the board waits for; said only where a person has chosen this format for the port."""


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


def _rvc(reading: Reading) -> bytes:
    return bno08x_rvc.encode(reading.orientation or (1.0, 0.0, 0.0, 0.0), reading.acceleration_m_s2 or (0.0, 0.0, 0.0))


def _teapot(reading: Reading) -> bytes:
    return mpu_teapot.encode(reading.orientation or (1.0, 0.0, 0.0, 0.0))


_ROWS = (
    WireFormat("witmotion", WitmotionDecoder, enough_frames=4, encode=_witmotion),
    WireFormat("xsens", xsens.XsensDecoder, enough_frames=3, encode=xsens.encode),
    WireFormat("ximu3", ximu3.Ximu3Decoder, enough_frames=4, encode=ximu3.encode),
    WireFormat("bno08x_rvc", bno08x_rvc.RvcDecoder, enough_frames=3, encode=_rvc),
    WireFormat("mpu_teapot", mpu_teapot.TeapotDecoder, enough_frames=3, encode=_teapot),
    WireFormat(
        "moveagain",
        moveagain_board.BoardDecoder,
        enough_frames=3,
        encode=moveagain_board.encode,
        bauds=(115200, 57600),
        boot_wait_s=2.5,
        expected_hz=100.0,
    ),
    WireFormat("csv", lambda: LineDecoder(PLAIN_CSV), enough_frames=3, encode=encode_csv),
    WireFormat("json", lambda: LineDecoder(PLAIN_JSON), enough_frames=3, encode=encode_json),
)
PROTOCOLS: Mapping[str, WireFormat] = MappingProxyType({row.name: row for row in _ROWS})
"""Every wire format that is understood without a line profile, by the name that an address gives it."""


def line_format(profile: LineProfile) -> WireFormat:
    """The wire format of a board whose lines a profile describes."""
    return WireFormat(
        profile.name,
        lambda: LineDecoder(profile),
        enough_frames=3,
        bauds=(profile.baud,) if profile.baud is not None else USUAL_BAUDS,
        boot_wait_s=profile.boot_wait_s,
        reset_on_open=profile.dtr_reset,
        expected_hz=profile.expect_hz,
        emg_range_mv=profile.emg_range_mv,
        start=profile.start,
    )
