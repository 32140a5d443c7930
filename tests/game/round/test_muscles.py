"""A muscle worn beside the motion sensor: heard, shown, waited for, measured, and the same when it is played again."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.exercises.events import SignalBack, SignalLost
from game.motion.emg_calibration import EmgCalibration, MuscleSetup, muscles_as_row
from game.motion.motion import EmgFault
from game.motion.muscle import UNCALIBRATED
from game.round import Phase, Round, RoundSetup, setup_from_row
from game.sessions.engine import engine
from game.sessions.header import WornInput
from game.sessions.reader import read_session
from game.sessions.telling import tell
from game.sessions.verify import integrity, reproduction
from game.sessions.writer import SessionWriter
from input_devices import EmgForm, InputReport
from tests.game.build import FOREARM, REACH, Wearer, playing
from tests.game.motion.muscles import BICEPS
from tests.game.sessions.played import header, the_summary

OWN = EmgCalibration(0.006, 0.001, 0.3, "raw", None, "2026-05-04")
NAMES = {f"emg_{BICEPS}_{name}" for name in ("mean", "peak", "rest")}


def calibration(own: EmgCalibration | None = OWN) -> dict[str, Any]:
    return muscles_as_row({BICEPS: MuscleSetup(EmgForm("raw"), own)})


def person(level: str = REACH, own: EmgCalibration | None = OWN, mode: str = "prescribed", **more: Any) -> Wearer:
    """Somebody who plays a movement with electrodes on the biceps as well."""
    return playing(level, (FOREARM, BICEPS), mode=mode, calibration=calibration(own), **more)


def measures(who: Wearer) -> dict[str, Any]:
    found = who.round.outcome().measures
    return {name: row for name, row in found.items() if name.startswith("emg_")}


def test_a_muscle_is_heard_beside_the_movement() -> None:
    """Its activity is seen while the movement is played, and changes nothing in how that is counted."""
    who, alone = person(), playing(mode="prescribed")
    who.muscles[BICEPS].activation = 0.6
    for each in (who, alone):
        each.lift(30.0)
        each.lift(50.0, seconds=1.5)
    seen = who.round.view().muscles[BICEPS]
    assert seen.valid and seen.activity == pytest.approx(0.6, abs=0.15)
    assert alone.round.view().muscles == {}
    assert who.round.outcome().repetitions == alone.round.outcome().repetitions
    assert alone.round.outcome().measures.keys() == who.round.outcome().measures.keys() - NAMES


def test_what_it_did_is_measured_against_its_own_effort() -> None:
    who = person()
    who.wait(3.0)
    who.muscles[BICEPS].activation = 0.7
    who.lift(50.0, seconds=1.5)
    who.muscles[BICEPS].activation = 0.0
    who.wait(3.0)
    found = measures(who)
    assert found.keys() == NAMES and all(row["valid"] and row["unit"] == "%RVC" for row in found.values())
    assert found[f"emg_{BICEPS}_peak"]["value"] == pytest.approx(70.0, abs=12.0)
    assert found[f"emg_{BICEPS}_rest"]["value"] == pytest.approx(0.0, abs=2.0)
    own_maximum = person(own=replace(OWN, reference="maximum"))
    own_maximum.wait(6.0)
    assert {row["unit"] for row in measures(own_maximum).values()} == {"%MVC"}


@pytest.mark.parametrize("seconds", [2.0, 8.0])
def test_what_cannot_be_measured_says_why(seconds: float) -> None:
    """Not calibrated, an electrode that was off all the time, or never played at all."""
    unplayed = Round(person().round.setup).outcome().measures
    assert {row["reason"] for name, row in unplayed.items() if name in NAMES} == {
        "the muscle was heard for less than 5 s of play"
    }
    who = person(own=None)
    who.wait(seconds)
    assert {row["reason"] for row in measures(who).values()} == {UNCALIBRATED}
    off = person()
    off.muscles[BICEPS].trouble = "off"
    off.wait(seconds)
    assert all("electrode" in row["reason"] or "less than" in row["reason"] for row in measures(off).values())


def test_a_fault_is_named_and_play_goes_on() -> None:
    """An electrode that comes off says nothing against the movement."""
    who = person()
    who.muscles[BICEPS].trouble = "off"
    who.wait(2.0)
    seen = who.round.view().muscles[BICEPS]
    assert seen.fault is EmgFault.OFF and "electrode" in (seen.reason or "") and math.isnan(seen.activity)
    assert who.phase() is Phase.PLAY
    who.muscles[BICEPS].trouble = None
    who.wait(3.0)
    assert who.round.view().muscles[BICEPS].valid


def test_play_waits_for_a_muscle_that_is_not_heard() -> None:
    """Pulled out, or not used because the computer charges: within a second, and it goes on by itself."""
    who = person()
    who.silent.add(BICEPS)
    who.wait(1.0)
    assert who.phase() is Phase.SILENT and who.round.view().silent_site == BICEPS
    assert who.of(SignalLost)[0].site == BICEPS
    assert not who.round.view().muscles[BICEPS].valid
    who.silent.clear()
    who.wait(0.1)
    assert who.phase() is Phase.PLAY and len(who.of(SignalBack)) == 1


def test_play_begins_when_the_muscle_has_settled_or_its_fault_is_known() -> None:
    """A fault does not keep anybody from the movement."""
    for trouble in (None, "off", "rail"):
        who = Wearer(Round(RoundSetup(REACH, "right", (FOREARM, BICEPS), "prescribed", calibration=calibration())))
        who.muscles[BICEPS].trouble = trouble
        who.wait(0.4)
        assert who.phase() is Phase.WAITING
        who.wait(1.5)
        assert who.phase() is not Phase.WAITING


def test_a_setup_keeps_the_calibration_and_refuses_what_is_none() -> None:
    kept = person().round.setup
    assert setup_from_row(kept.as_row()) == kept
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        setup_from_row({**kept.as_row(), "calibration": {"emg": {BICEPS: {"form": {}}}}})


def test_a_kept_session_proves_its_muscle(tmp_path: Path) -> None:
    """Its voltage, its calibration and what keeps the mains away stand in the file; played again it is the same."""
    setup = RoundSetup(REACH, "right", (FOREARM, BICEPS), "prescribed", calibration=calibration(), engine=engine())
    worn = (
        WornInput(FOREARM, "serial:/dev/ttyX", "csv"),
        WornInput(BICEPS, "serial:/dev/ttyY?isolation=isolator", "myoware", "isolator"),
    )
    head = header(setup=setup, inputs=worn)
    assert head.as_row()["inputs"][0] == ["right_forearm", "serial:/dev/ttyX", "csv"]
    round_ = Round(setup)
    who = Wearer(round_)
    writer = SessionWriter(tmp_path, head, live=False)
    plain = round_.tick

    def kept(samples: Any, commands: Any) -> Any:
        events = plain(samples, commands)
        writer.tick(samples, commands, events)
        return events

    round_.tick = kept  # type: ignore[method-assign]
    who.wait(4.0)
    who.muscles[BICEPS].activation = 0.5
    who.lift(50.0, seconds=1.5)
    who.wait(3.0)
    found = the_summary(head, round_, writer.path)
    writer.finish(found)
    writer.close()
    recorded = read_session(writer.path)
    assert recorded.header == head
    assert sum(sample.emg_mv is not None for tick in recorded.ticks() for sample in tick.samples) > 8000
    assert integrity(recorded.stored).holds and reproduction(recorded, engine()).holds
    assert found["measures"][f"emg_{BICEPS}_peak"]["valid"]
    assert "Right biceps, strongest half second" in tell(found) and "% of the comfortable strong effort" in tell(found)


def test_what_keeps_the_mains_away_stands_in_the_summary() -> None:
    from game.sessions.summary import summary

    head, who = header(), person()
    report = InputReport(BICEPS, "serial:/dev/ttyY", "myoware", 1000.0, 5, isolation="radio")
    found = summary(head, who.round.outcome(), [report], None, "")
    assert found["inputs"][0]["isolation"] == "radio"
