"""Listening to every port at once: what speaks is named in time, at any speed, and not a byte is written."""

from __future__ import annotations

import math
import termios
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from input_devices import PortFacts, Survey
from input_devices.protocols.reading import Reading
from input_devices.protocols.table import USUAL_BAUDS
from input_devices.protocols.text_line import encode_csv
from input_devices.protocols.witmotion_packets import encode
from input_devices.serial_line import listened_for
from tests.conformance.kinds import PRINTED, spoken
from tests.input_devices.pseudo_sensor import DEADLINE_S, POLL_S, PseudoSensor
from tests.input_devices.wrong_speed import heard_at

UP = (0.0, 0.0, 9.81)
BAUDS = {getattr(termios, f"B{baud}"): baud for baud in USUAL_BAUDS}


class Fixed(PseudoSensor):
    """A sensor that speaks at one speed: at another one, what its line's bits read as is heard."""

    def __init__(self, path: Path, sample: Callable[[int], bytes], rate_hz: float, baud: int | None) -> None:
        self.baud = baud
        super().__init__(path, sample, rate_hz)

    def write(self, chunk: bytes) -> None:
        master, baud = self._master, self.baud
        if master is not None and baud is not None and chunk:
            heard = BAUDS[termios.tcgetattr(master)[5]]
            chunk = chunk if heard == baud else heard_at([(0.0, chunk)], baud, heard, zeros=False)
        super().write(chunk)


class Room:
    """A survey of some sensors, on a clock of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sensors: list[Fixed] = []
        self.now_s = 100.0

    def sensor(self, sample: Callable[[int], bytes], rate_hz: float = 100.0, baud: int | None = None) -> None:
        self.sensors.append(Fixed(self.folder / f"tty{len(self.sensors)}", sample, rate_hz, baud))

    def survey(self, *more: str) -> Survey:
        devices = [str(sensor.path) for sensor in self.sensors]
        return Survey([PortFacts(device, "") for device in (*devices, *more)])

    def until(self, survey: Survey, condition: Callable[[], bool]) -> float:
        """Step until it holds; how long that took on the survey's clock, s."""
        start_s, deadline_s = self.now_s, time.monotonic() + DEADLINE_S
        while not condition():
            assert time.monotonic() < deadline_s, "it did not happen"
            self.now_s += POLL_S
            for sensor in self.sensors:
                sensor.run(POLL_S)
            survey.poll(self.now_s)
            for thread in threading.enumerate():
                if thread.name == "input device errand":
                    thread.join(5.0)  # an errand takes no time on this clock
        return self.now_s - start_s


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    for sensor in made.sensors:
        sensor.unplug()


@pytest.mark.parametrize("baud", USUAL_BAUDS)
def test_a_sensor_is_named_in_time_at_any_speed(room: Room, baud: int) -> None:
    """Within three seconds at the two usual speeds, within six at any; with the speed that it speaks at."""
    room.sensor(lambda _: encode((0.1, 0.0, 0.0), UP), rate_hz=10.0 if baud == 9600 else 100.0, baud=baud)
    survey = room.survey()
    took_s = room.until(survey, lambda: survey.findings()[0].samples > 0)
    assert took_s <= (3.0 if baud in (9600, 115200) else 6.0)
    (found,) = survey.findings()
    assert (found.protocol, found.baud, found.measures) == ("witmotion", baud, "motion")
    survey.close()


def test_every_format_is_named_in_time_side_by_side(room: Room) -> None:
    """A port for each format, all at once, ten samples a second at 9600: each is named within three seconds."""
    formats = {row.name: PRINTED[row.name] if row.name in PRINTED else spoken(row.name) for row in listened_for()}
    for sample in formats.values():
        room.sensor(sample, rate_hz=10.0, baud=9600)
    survey = room.survey()
    took_s = room.until(survey, lambda: all(found.samples for found in survey.findings()))
    assert took_s <= 3.0
    assert [found.protocol for found in survey.findings()] == list(formats)
    survey.close()


def test_every_port_tells_its_own(room: Room, tmp_path: Path) -> None:
    """Different devices at once, each with its rate or with what to do; all together settle, and none is written to."""
    room.sensor(lambda _: encode((0.1, 0.0, 0.0), UP))
    room.sensor(lambda k: b'{"sensor":"%s","ax":0,"ay":0,"az":9}\n' % (b"ab"[k % 2 : k % 2 + 1]))
    room.sensor(lambda _: b"hello, world\r\n", rate_hz=10.0)
    room.sensor(lambda _: b"")
    room.sensor(lambda k: b"Hello\r\n" if k < 5 else encode_csv(Reading((0.1, 0.0, 0.0), UP)), rate_hz=50.0)
    survey = room.survey(f"{tmp_path}/ttyNONE")
    assert room.until(survey, lambda: survey.settled(room.now_s)) < 8.0
    found = survey.findings()
    rows = [(one.protocol, one.sensor) for one in found]
    one, a, b, hello, silent, late, none = rows
    assert one == ("witmotion", None)
    assert {a, b} == {("json", "a"), ("json", "b")}
    assert late == ("csv", None)
    assert hello == silent == none == ("unknown", None)
    assert found[0].rate_hz == pytest.approx(100.0, rel=0.02)
    assert found[1].rate_hz == pytest.approx(50.0, rel=0.05)
    assert "cannot be read" in (found[3].notice or "")
    assert "nothing comes from it" in (found[4].notice or "")
    assert "no port" in (found[6].notice or "")
    assert all(math.isnan(found[k].rate_hz) for k in (3, 4, 6))
    assert [sensor.heard() for sensor in room.sensors] == [b""] * 5
    survey.close()
