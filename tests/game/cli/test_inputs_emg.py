"""`moveagain inputs emg`: a muscle looked at and calibrated over a real pseudo-terminal, and every refusal."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.app import electrodes
from game.app.clock import today
from game.cli import run
from game.motion.emg_calibrating import CalibratingParams
from game.people.calibrations import calibrations_of
from input_devices import computer_power
from input_devices.simulated_emg import MuscleParams, SimulatedMuscle
from tests.input_devices.pseudo_sensor import PseudoSensor

BICEPS = "right_biceps"
STEP_MV = 5000.0 / 1024
OPENED_S = 1000.0
TO_BATTERY = ("--isolation", "battery")


class Patient:
    """Somebody with electrodes on the biceps who reads what the command says and does it, on a clock of their own."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.muscle = SimulatedMuscle(BICEPS, MuscleParams("raw", 250.0, 12.0, 600.0, range_mv=(-2500.0, 2500.0)))
        self.sensor = PseudoSensor(path, self._line, 250.0)
        self.now_s = OPENED_S - 1.0
        self.text = self._asked = ""
        self.strength = 1.0
        self._capsys = capsys
        self.errors = ""

    def _line(self, _number: int) -> bytes:
        voltage_mv = self.muscle.sample().emg_mv
        assert voltage_mv is not None
        return b"%d\r\n" % min(1023, max(0, round((voltage_mv + 2500.0) / STEP_MV)))

    def wait(self, seconds: float) -> None:
        """Time passes; until the port has been opened on its thread, that takes a moment of real time."""
        self.read()
        self.muscle.activation = self.strength if self._asked.startswith("Tense") else 0.0
        self.now_s += seconds
        self.sensor.run(seconds)
        if self.now_s < OPENED_S:
            threading.Event().wait(0.002)

    def read(self) -> None:
        """What has been printed since."""
        said = self._capsys.readouterr()
        self.text += said.out
        words = [line for line in said.out.splitlines() if line and line[0] != " "]
        self._asked = words[0] if words else self._asked
        self.errors += said.err

    def call(self, *more: str, isolation: str = "isolator", implanted: str = "no") -> int:
        """The command; its exit code."""
        address = f"serial:{self.sensor.path}?profile=myoware&baud=115200&emg=raw"
        known = ("--isolation", isolation, "--implanted-electronics", implanted)
        code = run(["inputs", "emg", address, "--muscle", BICEPS, *known, *more])
        self.read()
        return code


@pytest.fixture
def patient(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Patient]:
    found = Patient(tmp_path / "ttyEMG", capsys)
    monkeypatch.setattr(electrodes, "wait", found.wait)
    monkeypatch.setattr(electrodes, "now_s", lambda: found.now_s)
    yield found
    found.sensor.unplug()


def test_somebody_who_does_what_is_said_is_calibrated(patient: Patient, home: Path) -> None:
    """Rest, three comfortable efforts with a breath out, and it is kept for that person alone."""
    assert patient.call("--person", "P01", "--home", str(home)) == 0, patient.errors
    assert patient.text.count("Tense your right biceps as strongly as is comfortable, and breathe out.") == 3
    assert "Let your right biceps rest" in patient.text and "Kept in" in patient.text
    kept = calibrations_of(home, "P01")[BICEPS]
    assert (kept.kind, kept.reference, kept.made) == ("raw", "comfortable", today().date().isoformat())
    assert 9.0 < kept.rest_mv < 16.0 and 350.0 < kept.effort_mv < 700.0
    assert calibrations_of(home, "P02") == {}


def test_in_json_there_is_one_object_and_nothing_else(patient: Patient, home: Path) -> None:
    """With what was measured, and where it is kept. Nobody reads words then, so the person is told by others."""
    patient.muscle.activation = 0.0
    assert patient.call("--seconds", "3", "--json") == 0
    row = json.loads(patient.text)
    assert (row["muscle"], row["isolation"], row["fault"], row["lost"]) == (BICEPS, "isolator", None, 0)
    assert row["rate_hz"] == pytest.approx(250.0, rel=0.02) and row["envelope_mv"] == pytest.approx(12.0, rel=0.35)
    assert not list(home.rglob("*.json"))


@pytest.mark.parametrize(("trouble", "words"), [("off", "electrode"), ("rail", "end of its range"), ("mains", "hum")])
def test_what_is_wrong_is_named_while_one_looks(trouble: str, words: str, patient: Patient) -> None:
    patient.muscle.trouble = trouble  # type: ignore[assignment]
    assert patient.call("--seconds", "4") == 0
    assert words in patient.text


def test_no_effort_gives_no_calibration(patient: Patient, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 1, with what to do; nothing is kept."""
    monkeypatch.setattr(electrodes, "CalibratingParams", lambda: CalibratingParams(attempts=2))
    patient.strength = 0.0
    assert patient.call("--person", "P01", "--home", str(home)) == 1
    assert "no calibration" in patient.errors and "more firmly" in patient.errors
    assert calibrations_of(home, "P01") == {}


def test_a_signal_that_never_is_clean_is_given_up(
    patient: Patient, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(electrodes, "PATIENCE_S", 8.0)
    patient.muscle.trouble = "mains"
    assert patient.call("--person", "P01", "--home", str(home)) == 1
    assert "mains hum" in patient.errors and calibrations_of(home, "P01") == {}


def test_a_maximum_is_refused_until_a_therapist_allows_it(patient: Patient, home: Path) -> None:
    assert patient.call("--person", "P01", "--home", str(home), "--maximum") == 1
    assert "therapist" in patient.errors and patient.text == ""
    assert patient.sensor.sent == 0


@pytest.mark.parametrize(
    ("isolation", "implanted", "code", "words"),
    [("isolator", "yes", 1, "pacemaker"), ("battery", "no", 1, "this computer"), ("tape", "no", 2, "battery, radio")],
)
def test_electrodes_that_may_not_be_used_are_not_opened(
    isolation: str, implanted: str, code: int, words: str, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the computer on the mains, with implanted electronics, with nothing known in between."""
    monkeypatch.setattr(computer_power, "power_now", lambda: computer_power.Power.MAINS)
    assert patient.call("--seconds", "1", isolation=isolation, implanted=implanted) == code
    assert words in patient.errors and len(patient.errors.splitlines()) == 1
    assert patient.sensor.sent == 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["ttyX", "--muscle", BICEPS], "--implanted-electronics"),
        (["ttyX", "--muscle", "right_bicep", "--implanted-electronics", "no"], "Did you mean right_biceps?"),
        (["ttyX", "--muscle", BICEPS, "--implanted-electronics", "no", "--maximum"], "--person"),
        (
            [*("serial:ttyX?isolation=radio", "--muscle", BICEPS), *("--implanted-electronics", "no"), *TO_BATTERY],
            "which is it?",
        ),
        (
            ["ttyX", "--muscle", BICEPS, "--implanted-electronics", "no", "--person", "P01", "--seconds", "3"],
            "--seconds is for looking",
        ),
    ],
)
def test_a_wrong_call_is_explained(call: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inputs", "emg", *call]) == 2
    assert words in capsys.readouterr().err
