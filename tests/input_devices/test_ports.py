"""Ports: which are likely sensors, how they are called, and how the same sensor is found again."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from serial.tools.list_ports_common import ListPortInfo

from input_devices.ports import (
    barred,
    describe,
    group_lacking,
    identity,
    identity_of,
    likeliest,
    place_of,
    ports_there,
)
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
    board = identity(BOARD)
    assert place_of(board, "/dev/ttyACM0", [OTHER_BOARD, moved]) == "/dev/ttyACM7"
    assert place_of(board, "/dev/ttyACM0", [PortFacts("/dev/ttyACM0", "", 0x2341, 0x0043, "55A2", "1-4")]) is None


def test_without_a_number_the_socket_tells() -> None:
    """Cables without a serial number are told apart by where they are plugged in, not by a name that may change."""
    swapped = [
        PortFacts("/dev/ttyUSB0", "", 0x1A86, 0x7523, None, "1-3"),
        PortFacts("/dev/ttyUSB1", "", 0x1A86, 0x7523, None, "1-2"),
    ]
    cable = identity(CABLE)
    assert place_of(cable, "/dev/ttyUSB0", swapped) == "/dev/ttyUSB1"
    assert place_of(cable, "/dev/ttyUSB0", [TWIN]) is None


def test_the_only_one_of_its_make_is_found_in_any_socket() -> None:
    """Where a person has one such cable, another socket is no other sensor; of two such cables neither is guessed."""
    cable, third = identity(CABLE), PortFacts("/dev/ttyUSB2", "", 0x1A86, 0x7523, None, "1-9")
    assert place_of(cable, "/dev/ttyUSB0", [BOARD, TWIN], anywhere=True) == "/dev/ttyUSB1"
    assert place_of(cable, "/dev/ttyUSB0", [TWIN, third], anywhere=True) is None
    assert place_of(cable, "/dev/ttyUSB0", [TWIN, CABLE], anywhere=True) == "/dev/ttyUSB0"
    assert place_of(identity(BOARD), "/dev/ttyACM0", [OTHER_BOARD], anywhere=True) is None


def test_two_devices_with_one_serial_number_are_told_apart_by_their_sockets() -> None:
    """Some makers give every device the same number; a device that cannot be told from its twin is not guessed."""
    one, other, moved = (PortFacts(f"/dev/ttyUSB{k}", "", 0x10C4, 0xEA60, "0001", f"1-{k}") for k in range(3))
    assert place_of(identity(one), "/dev/ttyUSB0", [other, one]) == "/dev/ttyUSB0"
    assert place_of(identity(one), "/dev/ttyUSB0", [other, moved]) is None
    assert place_of(identity(one), "/dev/ttyUSB0", [other], anywhere=False) is None


def test_other_ports_are_known_by_their_path(tmp_path: Path) -> None:
    """A pseudo-terminal or a built-in port is where its address says; a link leads to the USB port behind it."""
    assert identity_of("/dev/ttyS0", [BUILT_IN, CABLE]) is None
    assert place_of(None, "/dev/pts/5", [CABLE]) == "/dev/pts/5"
    target, link = tmp_path / "ttyUSB9", tmp_path / "sensor"
    target.touch()
    link.symlink_to(target)
    behind = PortFacts(str(target), "", 0x1A86, 0x7523, None, "9-9")
    assert identity_of(str(link), [CABLE, behind]) == identity(behind)


def test_on_a_mac_only_call_out_devices_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin names that wait for a carrier would block."""
    found = [ListPortInfo("/dev/tty.usbserial-1"), ListPortInfo("/dev/cu.usbserial-1")]
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: found)
    assert len(ports_there()) == 2
    monkeypatch.setattr("sys.platform", "darwin")
    assert [port.device for port in ports_there()] == ["/dev/cu.usbserial-1"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lets groups open ports")
def test_a_port_that_may_not_be_opened_is_known_without_opening_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its remedy names the command; what may be opened, and what is not there, is not barred."""
    port = tmp_path / "ttyUSB0"
    port.touch()
    assert barred(str(port)) is None
    monkeypatch.setattr(os, "access", lambda *_: False)
    said = barred(str(port))
    assert said is not None
    assert "sudo usermod -aG" in said
    assert barred(str(tmp_path / "ttyUSB1")) is None


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lets groups open ports")
@pytest.mark.parametrize(("user", "groups", "lacking"), [(1000, [7], "dialout"), (1000, [20, 7], None), (0, [], None)])
def test_a_user_outside_the_group_of_ports_is_known_before_one_is_plugged_in(
    user: int, groups: list[int], lacking: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import grp

    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(os, "getgroups", lambda: groups)
    monkeypatch.setattr(grp, "getgrnam", lambda _name: SimpleNamespace(gr_gid=20, gr_name="dialout"))
    assert group_lacking() == lacking


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lets groups open ports")
def test_where_there_is_no_such_group_none_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    import grp

    def unknown(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(grp, "getgrnam", unknown)
    assert group_lacking() is None
