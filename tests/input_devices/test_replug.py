"""Unplugged and plugged in again at any moment: play pauses, goes on by itself, and nothing is left behind."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
import serial

from input_devices import Source, SourceState, open_address
from input_devices.connection import Connection
from input_devices.protocols.witmotion_packets import encode
from input_devices.serial_port import PortFacts, SerialPort
from tests.input_devices.pseudo_sensor import Bench, PseudoSensor
from tests.leaving import everything_open

SITE = "right_forearm"
UP = (0.0, 0.0, 9.81)
PAUSE_S, RESUME_S = 1.0, 2.0
ADDRESS = "serial:{}?protocol=witmotion&baud=115200"


def packets(k: int) -> bytes:
    return encode((k % 100 * 0.001, 0.0, 0.0), UP)


class PromptBench(Bench):
    """A bench on whose clock errands take no time, so that what it measures does not depend on the machine."""

    def step(self) -> None:
        super().step()
        for thread in threading.enumerate():
            if thread.name == "input device errand":
                thread.join(5.0)


class Socketed(PseudoSensor):
    """A USB sensor: each time it is plugged in its port has another number; what it is known by stays."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._number = folder, 0
        super().__init__(folder / "ttyUSB0", packets)

    def plug_in(self) -> None:
        self.path = self._folder / f"ttyUSB{self._number}"
        self._number = (self._number + 1) % 7
        super().plug_in()

    def listed(self) -> list[PortFacts]:
        """What the system lists: another sensor of its make, and this one while it is there."""
        twin = PortFacts("/dev/ttyUSB90", "", 0x1A86, 0x7523, "B", "1-1")
        return [twin, PortFacts(str(self.path), "", 0x1A86, 0x7523, "A", "1-2")] if self._master is not None else [twin]


@pytest.fixture
def sensor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Socketed]:
    made = Socketed(tmp_path)
    monkeypatch.setattr("input_devices.connection.ports_there", made.listed)
    yield made
    made.unplug()


def live(source: Source) -> bool:
    return source.state is SourceState.LIVE


def test_fifty_times_at_any_moment(sensor: Socketed) -> None:
    """Within a packet, while it opens, twice in a row, on another port each time: paused within one second, going on
    within two of the bytes coming back, with times that rise, and in the end no port, thread or socket is left."""
    lot = random.Random(4)
    with everything_open() as left, closing(open_address(ADDRESS.format(sensor.path), SITE)) as source:
        bench = PromptBench(source, sensors=(sensor,))
        bench.until(lambda: live(source) and bool(bench.samples))
        for _ in range(50):
            bench.run(lot.choice((0.0, 0.1, 0.7)))
            if lot.random() < 0.5:
                sensor.write(packets(1)[: lot.randrange(1, 21)])
            gone_s = bench.now_s
            sensor.unplug()
            bench.until(lambda: source.state is SourceState.LOST)
            assert bench.now_s - gone_s < PAUSE_S
            bench.run(lot.choice((0.0, 0.3, 2.0)))
            before = len(bench.samples)
            sensor.plug_in()
            if lot.random() < 0.3:
                bench.run(lot.choice((0.02, 0.3)))
                sensor.unplug()
                bench.run(0.1)
                sensor.plug_in()
            back_s = bench.now_s
            bench.until(lambda before=before: live(source) and len(bench.samples) > before)  # type: ignore[misc]
            assert bench.now_s - back_s < RESUME_S
            assert source.notice is None
        assert all(b.t_s > a.t_s for a, b in pairwise(bench.samples))
    sensor.unplug()
    assert not left()


def test_another_of_its_make_is_not_taken_for_it(sensor: Socketed) -> None:
    """While it is away only its twin is there: nothing is opened, and the sentence says what to do."""
    with closing(open_address(ADDRESS.format(sensor.path), SITE)) as source:
        bench = PromptBench(source, sensors=(sensor,))
        bench.until(lambda: live(source))
        sensor.unplug()
        bench.run(3.0)
        assert source.state is SourceState.LOST
        assert source.notice is not None and source.notice.endswith(
            "is gone; plug it in again, and play goes on by itself"
        )


def test_a_port_that_another_program_grabbed_meanwhile(sensor: Socketed) -> None:
    """It says who has the port, and goes on once it is let go."""
    with closing(open_address(ADDRESS.format(sensor.path), SITE)) as source:
        bench = PromptBench(source, sensors=(sensor,))
        bench.until(lambda: live(source))
        sensor.unplug()
        bench.until(lambda: source.state is SourceState.LOST)
        sensor.plug_in()
        with closing(serial.Serial(str(sensor.path), exclusive=True)):
            bench.until(lambda: "another program is using the port" in (source.notice or ""))
        free_s, before = bench.now_s, len(bench.samples)
        bench.until(lambda: live(source) and len(bench.samples) > before)
        assert bench.now_s - free_s < RESUME_S


class Slow:
    """Ports that take as long to open as the test says, as Bluetooth's do."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_open = threading.Event()
        self.asked = threading.Event()
        self.opened: list[SerialPort] = []
        monkeypatch.setattr("input_devices.connection.SerialPort", self._open)

    def _open(self, device: str, baud: int, reset_on_open: bool) -> SerialPort:
        self.asked.set()
        assert self.may_open.wait(20.0)
        port = SerialPort(device, baud, reset_on_open)
        self.opened.append(port)
        return port


def test_slow_opening_holds_nothing_up(sensor: Socketed, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a port takes seconds to open, polls go on, the state says so, and it is not opened a second time."""
    slow = Slow(monkeypatch)
    with closing(open_address(ADDRESS.format(sensor.path), SITE)) as source:
        bench = Bench(source, sensors=(sensor,))
        bench.run(5.0)
        assert slow.asked.is_set()
        assert (source.state, source.notice) == (SourceState.OPENING, None)
        slow.may_open.set()
        bench.until(lambda: live(source))
        assert len(slow.opened) == 1


def test_closing_while_it_opens_leaves_nothing(sensor: Socketed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that opens after nobody wants it any more is closed at once."""
    monkeypatch.setattr("input_devices.connection.CLOSE_WAIT_S", 0.01)
    slow = Slow(monkeypatch)
    with everything_open() as left:
        source = open_address(ADDRESS.format(sensor.path), SITE)
        source.poll(100.0)
        assert slow.asked.wait(5.0)
        source.close()
        assert source.state is SourceState.ENDED
        slow.may_open.set()
    assert not left()
    assert len(slow.opened) == 1


def test_unplugged_while_it_opens(sensor: Socketed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that vanishes between being asked for and being open is looked for again."""
    slow = Slow(monkeypatch)
    with closing(open_address(ADDRESS.format(sensor.path), SITE)) as source:
        bench = Bench(source, sensors=(sensor,))
        bench.step()
        assert slow.asked.wait(5.0)
        sensor.unplug()
        slow.may_open.set()
        bench.until(lambda: source.state is SourceState.LOST)
        sensor.plug_in()
        # It was never seen to be the one that now has another number: its address says where it is.
        sensor.path.rename(sensor.path.with_name("ttyUSB0"))
        sensor.path = sensor.path.with_name("ttyUSB0")
        bench.until(lambda: live(source))


BREAKS: dict[str, Callable[[], Exception]] = {
    "serial": lambda: serial.SerialException("device reports readiness to read but returned no data"),
    "system": lambda: OSError(5, "Input/output error"),
    "terminal": lambda: pytest.importorskip("termios").error(5, "Input/output error"),
}


@pytest.mark.parametrize("kind", BREAKS)
@pytest.mark.parametrize("call", ["read", "write", "reset_input_buffer"])
def test_a_line_that_breaks_is_opened_anew(
    sensor: Socketed, monkeypatch: pytest.MonkeyPatch, call: str, kind: str
) -> None:
    """Whatever reading, writing or changing the speed raises, the connection is lost, and found again by itself."""

    def fail(*_: object) -> None:
        raise BREAKS[kind]()

    connection = Connection(str(sensor.path), reset_on_open=True)
    now_s = 100.0

    def until(condition: Callable[[bytes | None], bool]) -> None:
        nonlocal now_s
        for _ in range(5000):
            now_s += 0.02
            sensor.run(0.02)
            chunk = connection.read(now_s, 115200)
            if condition(chunk):
                return
            threading.Event().wait(0.0005)
        raise AssertionError("it did not happen")

    until(lambda chunk: bool(chunk))
    with monkeypatch.context() as patched:
        patched.setattr(serial.Serial, call, fail)
        if call == "write":
            assert connection.write(b"x")
        if call == "reset_input_buffer":
            connection.retune(9600)
        until(lambda _: connection.trouble is not None)
    until(lambda chunk: bool(chunk))
    assert connection.trouble is None
    connection.close()
