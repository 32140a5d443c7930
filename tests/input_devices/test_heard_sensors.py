"""Heard sensors: each that speaks gets an address under which it is found again, whatever carries it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from serial.tools.list_ports_common import ListPortInfo

from input_devices import UsbIdentity, open_address
from input_devices.heard_sensors import HeardSensors, SpeakingSensor
from input_devices.protocols.witmotion_packets import encode
from input_devices.sensor_identity import sensor_key
from input_devices.serial_port import PortFacts
from tests.input_devices.fake_tracker import NAME, FakeTracker, turned_about_x
from tests.input_devices.library_far_ends import FarEnd, ble, ximu3
from tests.input_devices.lsl_sender import IMU, IMU_UNITS, LOOPBACK, LslSender, pylsl
from tests.input_devices.pseudo_board import PseudoCyton
from tests.input_devices.pseudo_sensor import POLL_S, PseudoSensor

needs_terminals = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo-terminals")
DEADLINE_S = 8.0


class Ears:
    """Listens on a counted clock; only errands on other threads take real time."""

    def __init__(self, heard: HeardSensors, *senders: Callable[[float], None]) -> None:
        self.heard = heard
        self.now_s = 10.0
        self.met: dict[str, SpeakingSensor] = {}
        self._senders = senders

    def until(self, condition: Callable[[], bool]) -> None:
        deadline_s = time.monotonic() + DEADLINE_S
        while not condition():
            assert time.monotonic() < deadline_s, "it did not happen"
            self.now_s += POLL_S
            for send in self._senders:
                send(self.now_s)
            for arrival in self.heard.poll(self.now_s):
                assert arrival.readings
                self.met[arrival.sensor.key] = arrival.sensor
            threading.Event().wait(0.0005)


@pytest.fixture
def listening() -> Iterator[list[HeardSensors]]:
    """What a test listens with, closed at its end."""
    opened: list[HeardSensors] = []
    yield opened
    for heard in opened:
        heard.close()


def packets(_number: int) -> bytes:
    return encode((0.1, 0.0, 0.0), (0.0, 0.0, 9.81))


def three_on_a_line(number: int) -> bytes:
    """A board of somebody's own that names its sensors in each line."""
    return f'{{"sensor": "s {number % 3}", "ax": 0, "ay": 0, "az": 9.81, "gx": 0.1, "gy": 0, "gz": 0}}\n'.encode()


def listed(*ports: tuple[str, str | None]) -> Sequence[ListPortInfo]:
    """What the system lists: paths, and the serial numbers of USB devices."""
    found = []
    for path, number in ports:
        port = ListPortInfo(path)
        if number is not None:
            port.vid, port.pid, port.serial_number, port.location = 0x1A86, 0x7523, number, "1-2"
        found.append(port)
    return found


@needs_terminals
def test_a_sensor_that_is_plugged_in_meanwhile_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listening: list[HeardSensors]
) -> None:
    """On any port, by what its USB device tells; its address names the format, so that it is not listened for again.
    Plugged in elsewhere it is the same sensor."""
    there: list[ListPortInfo] = []
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: list(there))
    heard = HeardSensors((), every_port=True)
    listening.append(heard)
    sensor = PseudoSensor(tmp_path / "ttyUSB0", packets)
    ears = Ears(heard, lambda _: sensor.run(POLL_S))
    ears.until(lambda: ears.now_s > 12.0)
    assert not ears.met
    there[:] = listed((str(tmp_path / "ttyUSB0"), "A1"))
    ears.until(lambda: bool(ears.met))
    (found,) = ears.met.values()
    assert found == SpeakingSensor(
        "usb:1a86:7523:A1",
        "ttyUSB0",
        f"serial:{tmp_path}/ttyUSB0?protocol=witmotion",
        UsbIdentity(0x1A86, 0x7523, "A1", "1-2"),
    )
    sensor.unplug()
    there.clear()
    ears.until(lambda: bool(ears.now_s > 20.0 and not heard.troubles))
    sensor.path = tmp_path / "ttyUSB7"
    sensor.plug_in()
    there[:] = listed((str(tmp_path / "ttyUSB7"), "A1"))
    ears.until(lambda: ears.met[found.key].words == "ttyUSB7")
    sensor.unplug()


@needs_terminals
def test_sensors_that_share_a_line_have_an_address_each(tmp_path: Path, listening: list[HeardSensors]) -> None:
    """Under it the sensor is opened again, whatever is in its name."""
    profile = tmp_path / "mine.yaml"
    profile.write_text(
        "profiles: {mine: {format: json, fields: {sensor: sensor, ax: ax, ay: ay, az: az, gx: gx, "
        "gy: gy, gz: gz}, multi: {id_field: sensor}}}",
        encoding="utf-8",
    )
    sensor = PseudoSensor(tmp_path / "ttyACM0", three_on_a_line)
    heard = HeardSensors([f"serial:{sensor.path}?profile={profile}"], every_port=False)
    listening.append(heard)
    ears = Ears(heard, lambda _: sensor.run(POLL_S))
    ears.until(lambda: len(ears.met) == 3)
    address = f"serial:{sensor.path}?profile={profile}&sensor=s%201"
    assert address in {one.address for one in ears.met.values()}
    assert {one.words for one in ears.met.values()} == {f"ttyACM0 sensor s {number}" for number in range(3)}
    heard.close()
    source = open_address(address, "sternum")
    try:
        samples = 0
        for step in range(2000):
            sensor.run(POLL_S)
            samples += len(source.poll(step * POLL_S))
            threading.Event().wait(0.0005)
            if samples:
                break
        assert samples
    finally:
        source.close()
        sensor.unplug()


def test_a_tracker_on_the_network_is_heard(listening: list[HeardSensors]) -> None:
    """Every sensor of everybody who sends, each with its own address; it is known by its name alone."""
    heard = HeardSensors(["slimevr:127.0.0.1:17969"], every_port=False)
    listening.append(heard)
    tracker = FakeTracker(17969, sensors=2)
    turn = [0.0]

    def send(now_s: float) -> None:
        turn[0] += 0.01
        tracker.step(now_s, turned_about_x(turn[0]))

    ears = Ears(heard, send)
    ears.until(lambda: len(ears.met) == 2)
    tracker.socket.close()
    found = ears.met[f"slimevr/{NAME}/1"]
    assert (found.address, found.words) == (f"slimevr:127.0.0.1:17969?sensor={NAME}/1", f"{NAME}/1")


def test_a_stream_of_several_sensors_is_heard(listening: list[HeardSensors]) -> None:
    """Each has an address of its own, whatever is in the stream's name."""
    labels = [f"{place} {label}" for place in ("arm", "leg") for label in IMU]
    sender = LslSender("both of them", labels=labels, units=IMU_UNITS * 2)
    line = f"lsl:both%20of%20them?interface={LOOPBACK}"
    heard = HeardSensors([line], every_port=False)
    listening.append(heard)
    ears = Ears(heard, lambda _: sender.send([0.0, 0.0, 1.0, 0.1, 0.0, 0.0] * 2))
    ears.until(lambda: len(ears.met) == 2)
    assert {one.address for one in ears.met.values()} == {f"{line}&sensor={name}" for name in ("arm", "leg")}
    assert "the stream both of them sensor arm" in {one.words for one in ears.met.values()}
    sender.close()


@needs_terminals
def test_a_board_is_heard_with_all_its_sensors_and_its_port_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listening: list[HeardSensors]
) -> None:
    """Electrodes and accelerometer; the port is not opened a second time as one of all the serial ports."""
    pytest.importorskip("brainflow", reason="brainflow is not installed: pip install 'moveagain[emg]'")
    board = PseudoCyton(tmp_path / "ttyUSB0", lambda k: bytes((0xA0, k & 255, *bytes(24), 1, 0, 0, 0, 8, k & 7, 0xC0)))
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: listed((str(board.path), "A1")))
    line = f"brainflow:cyton?port={board.path}"
    heard = HeardSensors([line], every_port=True)
    listening.append(heard)
    ears = Ears(heard, lambda _: board.run(POLL_S))
    ears.until(lambda: len(ears.met) == 9)
    named = {one.address: one.words for one in ears.met.values()}
    assert named == {
        f"{line}&sensor={name}": f"OpenBCI Cyton, ttyUSB0 sensor {name}"
        for name in (*(f"ch{place}" for place in range(1, 9)), "motion")
    }
    heard.close()
    board.unplug()


@pytest.mark.parametrize("far_end", [ble, ximu3])
def test_a_sensor_that_is_alone_on_its_line_keeps_its_address(
    far_end: Callable[[], FarEnd], listening: list[HeardSensors]
) -> None:
    """Over Bluetooth or Wi-Fi: what was named is what it is worn with."""
    far = far_end()
    heard = HeardSensors([far.address], every_port=False)
    listening.append(heard)
    ears = Ears(heard, lambda _: far.pass_time())
    ears.until(lambda: bool(ears.met))
    assert {one.address for one in ears.met.values()} == {far.address}
    heard.close()
    far.close()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("lsl:arm?interface=127.0.0.1", "the stream arm is not in the network"),
        ("brainflow:cyton?port=/dev/none", "the sensor OpenBCI Cyton, none cannot be opened"),
    ],
)
def test_a_line_that_is_not_there_is_named_as_what_it_is(
    address: str, words: str, listening: list[HeardSensors]
) -> None:
    pytest.importorskip("brainflow")
    pylsl()
    heard = HeardSensors([address], every_port=False)
    listening.append(heard)
    ears = Ears(heard)
    ears.until(lambda: bool(heard.troubles))
    assert heard.troubles[0].startswith(words)


def test_why_nothing_comes_is_told(tmp_path: Path, listening: list[HeardSensors]) -> None:
    """A port that is not there, in a sentence that names it."""
    heard = HeardSensors([f"serial:{tmp_path}/none"], every_port=False)
    listening.append(heard)
    ears = Ears(heard)
    ears.until(lambda: bool(heard.troubles))
    assert heard.troubles[0].startswith("the sensor on none cannot be opened")


CABLES = [PortFacts(f"/dev/ttyUSB{k}", "", 0x10C4, 0xEA60, "0001", f"1-{k}") for k in range(2)]


@pytest.mark.parametrize(
    ("address", "ports", "key"),
    [
        ("serial:/dev/ttyUSB0?protocol=csv", CABLES[:1], "usb:10c4:ea60:0001"),
        ("serial:/dev/ttyUSB0?protocol=csv&sensor=a", CABLES[:1], "usb:10c4:ea60:0001/a"),
        ("serial:/dev/ttyUSB1", CABLES, "usb:10c4:ea60:0001@1-1"),
        ("serial:/dev/rfcomm0?protocol=csv", CABLES, "serial:/dev/rfcomm0"),
        ("slimevr:192.168.1.20?sensor=DE:AD:BE:EF:00:01/0", (), "slimevr/DE:AD:BE:EF:00:01/0"),
        ("slimevr:192.168.1.21:7000?sensor=DE:AD:BE:EF:00:01/0", (), "slimevr/DE:AD:BE:EF:00:01/0"),
        ("slimevr:192.168.1.20", (), "slimevr:192.168.1.20"),
        ("brainflow:cyton?port=/dev/ttyUSB0&sensor=ch1", (), "brainflow:cyton@/dev/ttyUSB0/ch1"),
        ("brainflow:ganglion?sensor=ch1", (), "brainflow:ganglion/ch1"),
        ("lsl:arm?interface=192.168.1.20&source=a1", (), "lsl:arm@a1"),
        ("ble:D4:5E:11:22:33:44", (), "ble:D4:5E:11:22:33:44"),
    ],
)
def test_a_sensor_has_one_name_from_day_to_day(address: str, ports: Sequence[PortFacts], key: str) -> None:
    """The socket counts only where cheap cables have the same number; this computer's own number never does."""
    assert sensor_key(address, None, ports) == key
