"""Setting a WitMotion sensor up: the bytes of the register table, what a line carries, and never a byte to others."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from input_devices import RefusedSetupError, SensorSetup, SetupOutcome, WitmotionSetup, serial_address
from input_devices.protocols.witmotion_packets import encode, encode_combined
from input_devices.protocols.witmotion_setup import RATES_HZ, SAVE, UNLOCK, commands, rate_max_hz, refuse, sample_bytes
from tests.input_devices.pseudo_sensor import DEADLINE_S, POLL_S, PseudoSensor


def test_commands_are_those_of_the_register_table() -> None:
    """Unlocked first, the speed of the line last, and saved only when asked."""
    wish = WitmotionSetup(100.0, ("time", "acc", "gyro", "angle", "quat"), True, 115200)
    told = [UNLOCK, *(bytes.fromhex(row) for row in ("ffaa020f02", "ffaa030900", "ffaa240100", "ffaa040600"))]
    assert commands(wish) == told
    assert commands(WitmotionSetup(10.0, save=True)) == [UNLOCK, bytes.fromhex("ffaa030600"), SAVE]
    assert commands(WitmotionSetup(six_axis=False)) == [UNLOCK, bytes.fromhex("ffaa240000")]
    assert commands(WitmotionSetup()) == []


@pytest.mark.parametrize("wish", [WitmotionSetup(33.0), WitmotionSetup(content=("smell",)), WitmotionSetup(baud=300)])
def test_what_no_sensor_knows_is_refused(wish: WitmotionSetup) -> None:
    """With what there is."""
    with pytest.raises(RefusedSetupError, match="there are"):
        commands(wish)


def test_a_rate_that_the_line_cannot_carry_is_refused() -> None:
    """At ten bits a byte, with a little room; the sentence names the rate and the speed that can."""
    whole = sample_bytes(("time", "acc", "gyro", "angle", "quat"))
    assert whole == 55
    assert rate_max_hz(9600, whole) == 10.0
    assert rate_max_hz(9600, 33) == 20.0
    assert rate_max_hz(115200, whole) == 100.0
    said = refuse(100.0, 9600, whole)
    assert said == "9600 baud cannot carry 100 samples a second, at most 10; at 57600 baud it can" or said == (
        "9600 baud cannot carry 100 samples a second, at most 10; at 115200 baud it can"
    )
    assert refuse(100.0, 115200, whole) is None
    assert all(refuse(rate, 921600, whole) is None for rate in RATES_HZ)


class Obedient(PseudoSensor):
    """Does what it is told, as a WitMotion would; keeps every byte it was sent."""

    def __init__(self, path: Path, sample: Callable[[int], bytes]) -> None:
        self.told = b""
        super().__init__(path, sample, rate_hz=10.0)

    def run(self, dt_s: float) -> None:
        assert self._master is not None
        with suppress(OSError):  # nothing was said, or nobody has the port open
            self.told += os.read(self._master, 200)
        for rate, code in RATES_HZ.items():
            if bytes((0xFF, 0xAA, 0x03, code, 0)) in self.told:
                self._rate_hz = rate
        super().run(dt_s)


def set_up(sensor: Obedient, wish: WitmotionSetup, options: str) -> SetupOutcome:
    setup = SensorSetup(serial_address(f"serial:{sensor.path}?{options}"), wish)
    now_s, deadline_s = 100.0, time.monotonic() + DEADLINE_S
    while setup.outcome is None:
        assert time.monotonic() < deadline_s, "it did not end"
        now_s += POLL_S
        sensor.run(POLL_S)
        setup.poll(now_s)
        threading.Event().wait(0.001)
    setup.close()
    return setup.outcome


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ttyWORN"


@pytest.fixture
def made() -> Iterator[list[Obedient]]:
    sensors: list[Obedient] = []
    yield sensors
    for sensor in sensors:
        sensor.unplug()


STANDARD = encode((0.1, 0.0, 0.0), (0.0, 0.0, 9.81))
COMBINED = encode_combined((0.1, 0.0, 0.0), (0.0, 0.0, 9.81))


@pytest.mark.parametrize("sample", [STANDARD, COMBINED], ids=["standard", "combined"])
def test_a_sensor_does_what_it_is_told(path: Path, made: list[Obedient], sample: bytes) -> None:
    """Its rate is measured before and after; nothing is saved."""
    sensor = Obedient(path, lambda _: sample)
    made.append(sensor)
    outcome = set_up(sensor, WitmotionSetup(100.0), "baud=115200")
    assert outcome.refused is None
    assert outcome.before_hz == pytest.approx(10, rel=0.1)
    assert outcome.after_hz == pytest.approx(100, rel=0.05)
    assert sensor.told.startswith(UNLOCK) and SAVE not in sensor.told


def test_a_slow_line_is_refused_before_anything_is_written(path: Path, made: list[Obedient]) -> None:
    """The sensor goes on as it was."""
    sensor = Obedient(path, lambda _: STANDARD)
    made.append(sensor)
    outcome = set_up(sensor, WitmotionSetup(100.0), "baud=9600")
    assert outcome.refused is not None and "9600 baud cannot carry 100" in outcome.refused
    assert sensor.told == b""


def test_no_other_board_is_told_anything(path: Path, made: list[Obedient]) -> None:
    """A board that is no WitMotion is named, and not a byte is written to it."""
    board = Obedient(path, lambda _: b"0,0,9.81,0.1,0,0\n")
    made.append(board)
    outcome = set_up(board, WitmotionSetup(100.0), "protocol=auto")
    assert outcome.refused is not None and "csv" in outcome.refused
    assert board.told == b""
