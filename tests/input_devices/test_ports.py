"""Ports: which are likely sensors, how they are called, and how the same sensor is found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from serial.tools.list_ports_common import ListPortInfo

from input_devices.ports import describe, facts_of, likeliest, place_of, ports_there
from input_devices.serial_port import PortFacts, device_name

CABLE = PortFacts("/dev/ttyUSB0", "", 0x1A86, 0x7523, None, "1-2")
TWIN = PortFacts("/dev/ttyUSB1", "", 0x1A86, 0x7523, None, "1-3")
BOARD = PortFacts("/dev/ttyACM0", "", 0x2341, 0x0043, "55A1", "1-4")
OTHER_BOARD = PortFacts("/dev/ttyACM1", "", 0x2341, 0x0043, "55A2", "1-5")
BUILT_IN = PortFacts("/dev/ttyS0", "")


def test_likely_sensors_come_first() -> None:
    """Cables as sensors have them before boards, before what is no USB device; no port is left out."""
    order = likeliest([BUILT_IN, BOARD, CABLE])
    assert order == [CABLE, BOARD, BUILT_IN]


def test_a_port_in_words() -> None:
    """A person reads the short name and what it probably is."""
    assert describe(CABLE).startswith("ttyUSB0: a USB serial adapter")
    assert "Arduino" in describe(BOARD)
    assert "no USB device" in describe(BUILT_IN)
    assert device_name("COM3") == "COM3"


def test_the_same_sensor_is_found_wherever_it_went() -> None:
    """With a serial number it is known anywhere and not mistaken for its like."""
    moved = PortFacts("/dev/ttyACM7", "", 0x2341, 0x0043, "55A1", "3-1")
    assert place_of(BOARD, "/dev/ttyACM0", [OTHER_BOARD, moved]) == "/dev/ttyACM7"
    assert place_of(BOARD, "/dev/ttyACM0", [PortFacts("/dev/ttyACM0", "", 0x2341, 0x0043, "55A2", "1-4")]) is None


def test_without_a_number_the_socket_tells() -> None:
    """Cables without a serial number are told apart by where they are plugged in, not by a name that may change."""
    swapped = [
        PortFacts("/dev/ttyUSB0", "", 0x1A86, 0x7523, None, "1-3"),
        PortFacts("/dev/ttyUSB1", "", 0x1A86, 0x7523, None, "1-2"),
    ]
    assert place_of(CABLE, "/dev/ttyUSB0", swapped) == "/dev/ttyUSB1"
    assert place_of(CABLE, "/dev/ttyUSB0", [TWIN]) is None


def test_other_ports_are_known_by_their_path(tmp_path: Path) -> None:
    """A pseudo-terminal or a built-in port is where its address says; a link leads to the USB port behind it."""
    assert facts_of("/dev/ttyS0", [BUILT_IN, CABLE]) is None
    assert place_of(None, "/dev/pts/5", [CABLE]) == "/dev/pts/5"
    target, link = tmp_path / "ttyUSB9", tmp_path / "sensor"
    target.touch()
    link.symlink_to(target)
    behind = PortFacts(str(target), "", 0x1A86, 0x7523, None, "9-9")
    assert facts_of(str(link), [CABLE, behind]) == behind


def test_on_a_mac_only_call_out_devices_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin names that wait for a carrier would block."""
    found = [ListPortInfo("/dev/tty.usbserial-1"), ListPortInfo("/dev/cu.usbserial-1")]
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: found)
    assert len(ports_there()) == 2
    monkeypatch.setattr("sys.platform", "darwin")
    assert [port.device for port in ports_there()] == ["/dev/cu.usbserial-1"]
