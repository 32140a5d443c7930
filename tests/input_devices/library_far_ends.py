"""What stands at the far end of a source that a library reads, for checks of every source: it sends what is due.

Each has the time of the poll that is due, can be told to be quiet, and opens a source for itself again and again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from input_devices import Source, open_address
from input_devices.device_source import DeviceSource
from input_devices.protocols.witmotion_packets import encode_combined
from input_devices.registry import line_of, read
from input_devices.worn_sensor import Wearing
from tests.input_devices.fake_bluetooth import FakeAir, FakeBleSensor
from tests.input_devices.fake_ximu3 import FakeXimu3
from tests.input_devices.pseudo_board import PseudoCyton, PseudoShimmer
from tests.input_devices.pseudo_sensor import POLL_S, PseudoSensor

SITE, MUSCLE = "right_forearm", "right_biceps"
INERTIAL = (0x00, 0x01, 0x02, 0x0A, 0x0B, 0x0C)
"""A Shimmer3's low-noise accelerometer and gyroscope."""


class FarEnd:
    def __init__(self, address: str, site: str, run: Callable[[float], None], gone: Callable[[], None]) -> None:
        self.now_s = 100.0
        self.quiet = False
        self.close = gone
        self.address, self._site, self._run = address, site, run

    def open(self) -> Source:
        """Electrodes too, since nobody wears them here."""
        if self._site == MUSCLE:
            found = read(self.address)
            return DeviceSource(line_of(found), [Wearing(self._site, self.address, found.sensor)])
        return open_address(self.address, self._site)

    def pass_time(self) -> None:
        self.now_s += POLL_S
        time.sleep(0.0005)
        self._run(0.0 if self.quiet else POLL_S)


def ble() -> FarEnd:
    """A WitMotion sensor in the air of a fake adapter, above which everything is bleak itself."""
    sensor = FakeBleSensor("D4:5E:11:22:33:44", "WT901BLE67")
    patch = pytest.MonkeyPatch()
    FakeAir(sensor).install(patch.setattr)
    packet = encode_combined((0.1, 0.0, 0.0), (0.0, 0.1, 9.81))
    return FarEnd(f"ble:{sensor.address}", SITE, lambda dt_s: sensor.send(packet) if dt_s else None, patch.undo)


def ximu3() -> FarEnd:
    """An x-IMU3 on a real socket."""
    sensor = FakeXimu3()
    return FarEnd(sensor.address, SITE, sensor.run, sensor.switch_off)


def cyton(folder: Path) -> FarEnd:
    """An OpenBCI Cyton on a pseudo-terminal, one of its electrodes."""
    board = PseudoCyton(folder / "ttyBOARD", cyton_packet)
    return _board(f"brainflow:cyton?port={board.path}&sensor=ch2", MUSCLE, board)


def shimmer3(folder: Path) -> FarEnd:
    """A Shimmer3 on a pseudo-terminal."""
    still = (2047, 2047, 2047 - round(9.81 * 83))
    content = b"".join(count.to_bytes(2, "little") for count in still) + bytes(6)
    board = PseudoShimmer(
        folder / "rfcommBOARD", INERTIAL, lambda k: b"\x00" + (640 * k % 2**24).to_bytes(3, "little") + content, 51.2
    )
    return _board(f"brainflow:shimmer3?port={board.path}", SITE, board)


def cyton_packet(number: int, end: int = 0xC0, raw: int = 1000) -> bytes:
    """One sample of a Cyton; every channel the same."""
    return bytes((0xA0, number & 0xFF)) + raw.to_bytes(3, "big", signed=True) * 8 + bytes(6) + bytes((end,))


def _board(address: str, site: str, board: PseudoSensor) -> FarEnd:
    return FarEnd(address, site, board.run, board.unplug)
