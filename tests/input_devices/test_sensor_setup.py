"""Setting a WitMotion sensor up: the bytes of the register table, what a line carries, and never a byte to others."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from input_devices import RefusedSetupError, SensorSetup, SetupOutcome, WitmotionSetup, serial_address
from input_devices.protocols.witmotion_setup import RATES_HZ, SAVE, UNLOCK, commands, rate_max_hz, refuse, sample_bytes
from tests.input_devices.obedient import ObedientSensor
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
    assert said == "9600 baud cannot carry 100 samples a second, at most 10; at 115200 baud it can"
    assert refuse(100.0, 9600, 33) == "9600 baud cannot carry 100 samples a second, at most 20; at 38400 baud it can"
    assert refuse(100.0, 115200, whole) is None
    assert all(refuse(rate, 921600, whole) is None for rate in RATES_HZ)


Made = list[PseudoSensor]


def set_up(sensor: PseudoSensor, wish: WitmotionSetup, options: str = "baud=115200") -> SetupOutcome:
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
def made() -> Iterator[Made]:
    sensors: Made = []
    yield sensors
    for sensor in sensors:
        sensor.unplug()


@pytest.mark.parametrize("combined", [False, True], ids=["standard", "combined"])
def test_a_sensor_does_what_it_is_told(path: Path, made: Made, combined: bool) -> None:
    """Its rate is measured before and after; what it sends stays as it was, and nothing is saved."""
    sensor = ObedientSensor(path, combined=combined)
    made.append(sensor)
    outcome = set_up(sensor, WitmotionSetup(100.0))
    assert outcome.refused is None
    assert outcome.before_hz == pytest.approx(10, rel=0.1)
    assert outcome.after_hz == pytest.approx(100, rel=0.05)
    assert sensor.obeyed[:2] == [UNLOCK, bytes.fromhex("ffaa030900")]
    assert (sensor.registers[0x02], sensor.saved[0x03]) == (0x1E, 6)
    assert outcome.battery == (pytest.approx(0.80, abs=0.01) if combined else None)


def test_axes_alone_leave_everything_else(path: Path, made: Made) -> None:
    """Without the magnetometer from now on, at the rate and with the content there were."""
    sensor = ObedientSensor(path)
    made.append(sensor)
    assert set_up(sensor, WitmotionSetup(six_axis=True)).refused is None
    assert sensor.registers == {0x02: 0x1E, 0x03: 6, 0x04: 6, 0x24: 1}


@pytest.mark.parametrize("save", [False, True])
def test_another_speed_is_gone_over_to(path: Path, made: Made, save: bool) -> None:
    """The rate that the old speed could not carry is there at the new one; it is saved at the new one, if at all."""
    sensor = ObedientSensor(path, baud=9600)
    made.append(sensor)
    outcome = set_up(sensor, WitmotionSetup(100.0, baud=115200, save=save), "baud=9600")
    assert (outcome.refused, outcome.baud, sensor.baud) == (None, 115200, 115200)
    assert outcome.after_hz == pytest.approx(100, rel=0.05)
    sensor.switch_off_and_on()
    assert (sensor.baud, sensor.registers[0x03]) == ((115200, 9) if save else (9600, 6))


def test_a_speed_at_which_nothing_is_heard_is_left_again(path: Path, made: Made) -> None:
    """A cable that cannot do it: the sensor is told to come back, and where it does, that is said; nothing is saved."""

    class Stubborn(ObedientSensor):
        """Its speed cannot be changed, whatever it says."""

        @property
        def baud(self) -> int:
            return 9600

    sensor = Stubborn(path, baud=9600)
    made.append(sensor)
    outcome = set_up(sensor, WitmotionSetup(baud=460800, save=True), "baud=9600")
    assert outcome.refused == "it cannot be heard at 460800 baud and is at 9600 again; choose another speed"
    assert SAVE not in sensor.told


def test_a_sensor_that_stays_silent_is_said_to_be(path: Path, made: Made) -> None:
    """At no speed any more: what brings it back is said."""
    sensor = ObedientSensor(path, baud=9600, deaf_at=115200)
    made.append(sensor)
    outcome = set_up(sensor, WitmotionSetup(baud=115200), "baud=9600")
    assert outcome.refused is not None and "switch it off and on" in outcome.refused


def test_a_slow_line_is_refused_before_anything_is_written(path: Path, made: Made) -> None:
    """The sensor goes on as it was; the sentence names the speed that can, for what this sensor sends."""
    sensor = ObedientSensor(path, baud=9600)
    made.append(sensor)
    outcome = set_up(sensor, WitmotionSetup(100.0), "baud=9600")
    assert outcome.refused == "9600 baud cannot carry 100 samples a second, at most 20; at 57600 baud it can"
    assert sensor.told == b""


def test_no_other_board_is_told_anything(path: Path, made: Made) -> None:
    """A board that is no WitMotion is named, and not a byte is written to it."""

    class Board(ObedientSensor):
        """Prints numbers."""

        def _say(self, _number: int) -> bytes:
            return b"0,0,9.81,0.1,0,0\n"

    board = Board(path)
    made.append(board)
    outcome = set_up(board, WitmotionSetup(100.0), "protocol=auto")
    assert outcome.refused is not None and "csv" in outcome.refused
    assert board.told == b""
