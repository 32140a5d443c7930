"""Electrodes in play: refused without a prescription, and beside a motion sensor on real ports where there is one."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from game.app.answers import DEFAULTS
from game.app.clock import now_s, today
from game.app.errors import RefusedError
from game.app.headless import run_headless
from game.app.hosting import Hosting
from game.app.muscles import muscles_of
from game.app.request import PlayRequest
from game.app.wiring import host
from game.cli import run
from game.coaching.gentle import ELECTRODES_REFUSED
from game.motion.emg_calibration import EmgCalibration, muscles_from_row
from game.people.calibrations import keep_calibration
from game.round import Phase
from game.sessions.reader import read_session
from input_devices import ElectrodesError, EmgForm, computer_power, open_worn
from input_devices.computer_power import Power
from input_devices.protocols.witmotion_packets import encode
from input_devices.simulated_emg import MuscleParams, SimulatedMuscle
from tests.game.build import prescription
from tests.input_devices.pseudo_sensor import POLL_S, PseudoSensor

LEVEL, BICEPS = "elbow_flexion_reach_1", "right_biceps"
PRESCRIPTION = prescription(LEVEL, electrodes=True)
OWN = EmgCalibration(7.5, 1.0, 300.0, "raw", None, today().date().isoformat())
STEP_MV = 3300.0 / 4096


class Bench:
    """Somebody who wears a motion sensor that does not move, and electrodes on a board of twelve bits."""

    def __init__(self, folder: Path) -> None:
        self.muscle = SimulatedMuscle(BICEPS, MuscleParams("raw", 500.0, 6.0, 300.0, range_mv=(-1650.0, 1650.0)))
        still = encode(rate_rad_s=(0.0, 0.0, 0.0), acceleration_m_s2=(0.0, -9.81, 0.0))
        self.motion = PseudoSensor(folder / "ttyMOTION", lambda _k: still)
        self.electrodes = PseudoSensor(folder / "ttyEMG", self._line, 500.0)
        self.now_s = now_s() + 1.0  # the wiring has polled once by the real clock
        self.errands_s = 0.0
        """Real time that each tick leaves to what runs on other threads."""

    def _line(self, _number: int) -> bytes:
        voltage_mv = self.muscle.sample().emg_mv
        assert voltage_mv is not None
        return b"%d\r\n" % round((voltage_mv + 1650.0) / STEP_MV)

    def request(self, more: str = "&isolation=isolator", person: str | None = "P01") -> PlayRequest:
        wear = (
            f"right_forearm=serial:{self.motion.path}?protocol=witmotion&baud=115200",
            f"{BICEPS}=serial:{self.electrodes.path}?profile=myoware_esp32&baud=115200{more}",
        )
        return PlayRequest(LEVEL, wear=wear, person=person, implanted_electronics=False)

    def play(self, hosting: Hosting, seconds: float) -> None:
        """So long on the bench's own clock."""
        for _ in range(round(seconds * 60)):
            self.now_s += POLL_S
            self.motion.run(POLL_S)
            self.electrodes.run(POLL_S)
            hosting.tick(self.now_s, ())
            threading.Event().wait(self.errands_s)

    def until(self, hosting: Hosting, phase: Phase, seconds: float) -> None:
        """Go on until the Round does that."""
        for _ in range(round(seconds * 10)):
            if hosting.round.view().phase is phase:
                return
            self.play(hosting, 0.1)
        raise AssertionError(f"it is {hosting.round.view().phase} and not {phase}: {hosting.notice}")

    def close(self) -> None:
        self.motion.unplug()
        self.electrodes.unplug()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    found = Bench(tmp_path)
    yield found
    found.close()


def test_without_a_prescription_no_electrode_is_opened(bench: Bench, home: Path) -> None:
    """Said in one sentence, with what can be done; nothing is kept."""
    with pytest.raises(RefusedError) as caught:
        host(bench.request(), str(home))
    assert str(caught.value) == ELECTRODES_REFUSED
    assert not list(home.rglob("*.moveagain"))


def test_the_command_says_so_too(bench: Bench, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the answers are; one that nobody asks for is still told."""
    answers = tmp_path / "answers.yaml"
    call = ["play", LEVEL, "--headless", "--home", str(home), "--answers", str(answers)]
    for worn in bench.request().wear:
        call += ["--wear", worn]
    answers.write_text("implanted_electronics: 0\n", encoding="utf-8")
    assert run(call) == 1
    assert capsys.readouterr().err.strip() == ELECTRODES_REFUSED
    answers.write_text("implanted_electronic: 0\n", encoding="utf-8")
    assert run(call) == 2
    assert "Did you mean implanted_electronics?" in capsys.readouterr().err


def test_a_prescription_does_not_replace_isolation(bench: Bench, home: Path) -> None:
    """Nor the answer about implanted electronics."""
    for request, words in (
        (bench.request(more=""), "mains voltage"),
        (replace(bench.request(), implanted_electronics=None), "implanted electronics"),
        (replace(bench.request(), implanted_electronics=True), "pacemaker"),
    ):
        with pytest.raises(ElectrodesError, match=words):
            host(request, str(home), prescription=PRESCRIPTION)


def test_a_muscle_is_played_with_beside_the_movement(bench: Bench, home: Path) -> None:
    """Bytes to summary: heard at its own rate, scaled by the person's own calibration, measured and kept."""
    keep_calibration(home, "P01", BICEPS, OWN)
    hosting = host(bench.request(), str(home), prescription=PRESCRIPTION)
    bench.until(hosting, Phase.PLAY, 20.0)
    assert hosting.prepared.header.setup.mode == "prescribed"
    bench.play(hosting, 4.0)
    bench.muscle.activation = 0.5
    bench.play(hosting, 3.0)
    seen = hosting.round.view().muscles[BICEPS]
    assert seen.valid and seen.activity == pytest.approx(0.5, abs=0.15)
    bench.electrodes.on = False
    bench.play(hosting, 1.0)
    assert hosting.round.view().phase is Phase.SILENT and hosting.round.view().silent_site == BICEPS
    bench.electrodes.on = True
    bench.play(hosting, 1.5)
    assert hosting.round.view().phase is Phase.PLAY
    summary = hosting.finish("stopped_by_person")
    heard = {row["site"]: row for row in summary["inputs"]}
    assert heard[BICEPS]["rate_hz"] == pytest.approx(500.0, rel=0.02)
    assert (heard[BICEPS]["isolation"], heard["right_forearm"]["isolation"]) == ("isolator", None)
    assert summary["measures"][f"emg_{BICEPS}_peak"]["value"] == pytest.approx(50.0, abs=12.0)
    assert summary["prescription"] == {"id": "a", "version": 1, "signed_by": None}
    json.dumps(summary, allow_nan=False)
    kept = read_session(Path(summary["file"]))
    again = host(PlayRequest(LEVEL, f"replay:{summary['file']}"), str(home))
    replayed = run_headless(again, DEFAULTS, as_fast_as_it_computes=True)
    assert replayed["measures"] == summary["measures"] and replayed["truth"] == "replay"
    own = muscles_from_row(kept.header.setup.calibration)[BICEPS]
    assert own.calibration == OWN and own.form == EmgForm(range_mv=(0.0, 3300.0 - STEP_MV))


@pytest.mark.parametrize(("person", "made"), [(None, OWN.made), ("P02", OWN.made), ("P01", "2026-05-04")])
def test_no_calibration_but_todays_own_counts(person: str | None, made: str, bench: Bench, home: Path) -> None:
    """Electrodes that were put on anew, or another person's, measure other millivolts."""
    keep_calibration(home, "P01", BICEPS, replace(OWN, made=made))
    hosting = host(bench.request(person=person), str(home), prescription=PRESCRIPTION)
    bench.play(hosting, 4.0)
    seen = hosting.round.view().muscles[BICEPS]
    assert "not calibrated today" in (seen.reason or "") and math.isnan(seen.activity) and seen.envelope_mv > 0.0
    hosting.close()


def test_a_charger_that_is_plugged_in_stops_play_until_it_is_out_again(
    bench: Bench, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the computer's battery is what keeps the mains away: play waits, says why, and goes on by itself."""
    power = [Power.BATTERY]
    monkeypatch.setattr(computer_power, "power_now", lambda: power[0])
    bench.errands_s = 0.001
    hosting = host(bench.request(more="&isolation=battery"), str(home), prescription=PRESCRIPTION)
    bench.until(hosting, Phase.PLAY, 20.0)
    power[0] = Power.MAINS
    bench.until(hosting, Phase.SILENT, 3.0)
    assert hosting.round.view().silent_site == BICEPS and "charger" in (hosting.notice or "")
    bench.play(hosting, 2.0)
    assert hosting.round.view().phase is Phase.SILENT
    power[0] = Power.BATTERY
    bench.until(hosting, Phase.PLAY, 3.0)
    assert hosting.notice is None
    hosting.close()


def test_without_electrodes_a_round_knows_of_none(bench: Bench) -> None:
    worn = open_worn({"right_forearm": f"serial:{bench.motion.path}"})
    assert muscles_of(worn, {BICEPS: OWN}, today().date()) is None
    for source in worn.values():
        source.close()
