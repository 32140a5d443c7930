"""What is written to a device in play: only what a person asked for, and only to a device that is meant."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from input_devices import AddressError, Source, open_address
from input_devices.protocols.witmotion_setup import SAVE, UNLOCK
from input_devices.source import SourceState
from tests.input_devices.obedient import ObedientSensor
from tests.input_devices.pseudo_sensor import Bench, PseudoSensor

SITE = "right_forearm"
LINE = b"quat\t1.00\t0.00\t0.00\t0.00\r\n"


class WaitingBoard(PseudoSensor):
    """i2cdevlib's sketch: asks for a character, then says that it is ready, then sends."""

    def __init__(self, path: Path, *, deaf: bool = False) -> None:
        self.told = b""
        self.begun = False
        self._deaf = deaf
        super().__init__(path, self._say, rate_hz=50.0)

    def run(self, dt_s: float) -> None:
        assert self._master is not None
        with suppress(OSError):
            self.told += os.read(self._master, 100)
        if self.told and not self.begun and not self._deaf:
            self.begun = True
            self.write(b"Initializing DMP...\r\nDMP ready! Waiting for first interrupt...\r\n")
        super().run(dt_s)

    def _say(self, number: int) -> bytes:
        if self.begun:
            return LINE
        return b"\r\nSend any character to begin DMP programming and demo: \r\n" if number == 0 else b""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ttyWORN"


@pytest.fixture
def opened() -> Iterator[list[Source | PseudoSensor]]:
    things: list[Source | PseudoSensor] = []
    yield things
    for thing in things:
        if isinstance(thing, PseudoSensor):
            thing.unplug()
        else:
            thing.close()


def live(source: Source) -> bool:
    return source.state is SourceState.LIVE


def test_a_board_that_waits_for_a_character_gets_one(path: Path, opened: list[Source | PseudoSensor]) -> None:
    """Where the profile was chosen for the port: after its boot time, and no more once it has begun."""
    board = WaitingBoard(path)
    source = open_address(f"serial:{path}?profile=dmp6", SITE)
    opened += [source, board]
    bench = Bench(source, sensors=(board,))
    bench.until(lambda: live(source))
    assert board.told == b"r"
    bench.run(5.0)
    assert board.told == b"r"


def test_listening_never_says_anything(path: Path, opened: list[Source | PseudoSensor]) -> None:
    """The same board, where nobody said what it is: it may be anything, and waits on."""
    board = WaitingBoard(path)
    source = open_address(f"serial:{path}", SITE)
    opened += [source, board]
    bench = Bench(source, sensors=(board,))
    bench.run(20.0)
    assert board.told == b"" and not live(source)


def test_a_board_that_does_not_answer_is_asked_for_a_while_only(
    path: Path, opened: list[Source | PseudoSensor], tmp_path: Path
) -> None:
    """As often and as long as the profile says."""
    (tmp_path / "mine.yaml").write_text(
        "profiles: {mine: {format: keyvalue, port: {baud: 115200}, start: {send: go, timeout_s: 3, repeat_s: 0.5}}}"
    )
    board = WaitingBoard(path, deaf=True)
    source = open_address(f"serial:{path}?profile={tmp_path / 'mine.yaml'}", SITE)
    opened += [source, board]
    bench = Bench(source, sensors=(board,))
    bench.run(10.0)
    assert 5 <= board.told.count(b"go") <= 7


def test_a_rate_in_the_address_is_set_whenever_the_line_opens(path: Path, opened: list[Source | PseudoSensor]) -> None:
    """For as long as the sensor is on: not saved, and told again when it has been away."""
    sensor = ObedientSensor(path)
    source = open_address(f"serial:{path}?protocol=auto&rate=100", SITE)
    opened += [source, sensor]
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: source.reports()[0].rate_hz > 90)
    assert sensor.obeyed == [UNLOCK, bytes.fromhex("ffaa030900")] and SAVE not in sensor.told
    sensor.unplug()
    sensor.switch_off_and_on()
    bench.until(lambda: source.state is SourceState.LOST)
    sensor.plug_in()
    bench.until(lambda: sensor.registers[0x03] == 9)


def test_a_rate_that_the_line_cannot_carry_is_not_set(path: Path, opened: list[Source | PseudoSensor]) -> None:
    """Play goes on as it is, and what would help is said."""
    sensor = ObedientSensor(path, baud=9600)
    source = open_address(f"serial:{path}?baud=9600&rate=100", SITE)
    opened += [source, sensor]
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: source.notice is not None and live(source))
    assert source.notice is not None and "9600 baud cannot carry 100" in source.notice
    assert sensor.told == b""


def test_no_other_board_is_told_a_rate(path: Path, opened: list[Source | PseudoSensor]) -> None:
    """A board that prints numbers is not written to."""

    class Board(ObedientSensor):
        def _say(self, _number: int) -> bytes:
            return b"0,0,9.81,0.1,0,0\n"

    board = Board(path)
    source = open_address(f"serial:{path}?rate=100&battery=ask", SITE)
    opened += [source, board]
    bench = Bench(source, sensors=(board,))
    bench.until(lambda: live(source))
    bench.run(5.0)
    assert board.told == b""


def test_the_battery_is_asked_for_where_that_was_wished(path: Path, opened: list[Source | PseudoSensor]) -> None:
    """A sensor of the 0x61 family answers between its samples; without the wish it is asked nothing."""
    sensor = ObedientSensor(path, combined=True)
    source = open_address(f"serial:{path}?battery=ask", SITE)
    opened += [source, sensor]
    bench = Bench(source, sensors=(sensor,))
    bench.until(lambda: source.reports()[0].battery == source.reports()[0].battery)
    assert source.reports()[0].battery == pytest.approx(0.8, abs=0.01)
    assert sensor.told.count(bytes.fromhex("ffaa276400")) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("rate=33", "there is no rate=33"),
        ("rate=fast", "there are 0.2, 0.5, 1"),
        ("rate=100&protocol=csv", "only a WitMotion"),
        ("rate=100&profile=dmp6", "only a WitMotion"),
        ("battery=yes", "write battery=ask"),
    ],
)
def test_a_wrong_wish_is_explained(options: str, words: str) -> None:
    with pytest.raises(AddressError, match=words):
        open_address(f"serial:/dev/ttyX?{options}", SITE)
