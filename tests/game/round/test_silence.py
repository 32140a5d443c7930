"""A sensor that goes quiet is a state: play pauses, says which, and goes on by itself when it is back."""

from __future__ import annotations

import pytest

from game.exercises.events import (
    DifficultyChanged,
    NeutralTaken,
    Paused,
    RepCompleted,
    Resumed,
    RoundEnded,
    SignalBack,
    SignalLost,
    TrialEnded,
)
from game.round import Phase
from game.round.silence import Silence
from input_devices import in_words
from tests.game.build import FOREARM, TRUNK, playing, wearer


@pytest.mark.parametrize("site", [FOREARM, TRUNK])
def test_either_sensor_quiet_pauses_within_a_second_and_is_named(site: str) -> None:
    person = playing(worn=(FOREARM, TRUNK))
    person.silent = {site}
    person.wait(1.0)
    assert person.phase() is Phase.SILENT and person.round.view().silent_site == site
    assert person.of(SignalLost)[0].site == site and person.of(Paused)[0].cause == "signal"


def test_play_goes_on_by_itself() -> None:
    person = playing()
    person.silent = {FOREARM}
    person.wait(3.0)
    person.silent = set()
    person.wait(0.1)
    assert person.phase() is Phase.PLAY and person.round.view().silent_site is None
    assert person.of(SignalBack)[0].away_s == pytest.approx(2.2, abs=0.2)
    assert len(person.of(Resumed)) == 1
    person.lift(30.0)
    assert person.of(RepCompleted)[0].verdict == "clean"


def test_a_blink_is_no_silence() -> None:
    person = playing()
    person.silent = {FOREARM}
    person.wait(0.6)
    person.silent = set()
    person.wait(0.5)
    assert not person.of(SignalLost)


def test_when_one_of_two_is_back_the_other_is_named() -> None:
    person = playing(worn=(FOREARM, TRUNK))
    person.silent = {FOREARM, TRUNK}
    person.wait(1.0)
    person.silent = {TRUNK}
    person.wait(0.2)
    assert person.phase() is Phase.SILENT and person.round.view().silent_site == TRUNK
    person.silent = set()
    person.wait(0.2)
    assert person.phase() is Phase.PLAY
    assert len(person.of(Paused)) == len(person.of(Resumed)) == 1


@pytest.mark.parametrize("away_s", [0.4, 0.9, 2.0])
def test_a_dropout_never_counts_against_the_person(away_s: float) -> None:
    """In the middle of a movement whose peak nobody saw."""
    person = playing()
    person.move(20.0)
    person.silent = {FOREARM}
    person.wait(away_s)
    person.silent = set()
    person.move(0.0)
    person.wait(1.0)
    assert not person.of(DifficultyChanged)
    assert all(trial.spoilt for trial in person.of(TrialEnded))
    assert person.round.outcome().repetitions["partial"] == 0


def test_the_neutral_pose_waits_for_the_sensor_to_be_back() -> None:
    person = wearer(worn=(FOREARM, TRUNK))
    person.wait(0.8)
    person.silent = {TRUNK}
    person.wait(3.0)
    assert person.phase() is Phase.SILENT
    person.silent = set()
    person.wait(3.0)
    assert person.phase() is Phase.PLAY and len(person.of(NeutralTaken)) == 1


def test_where_nobody_can_plug_it_in_again_the_round_ends() -> None:
    person = playing(silence_end_s=5.0)
    person.silent = {FOREARM}
    person.wait(7.0)
    assert person.of(RoundEnded)[0].ended == "signal_lost"


def test_where_somebody_can_the_round_waits() -> None:
    person = playing()
    person.silent = {FOREARM}
    person.wait(120.0)
    assert not person.round.over


@pytest.mark.parametrize("silent", [{FOREARM, TRUNK}, {TRUNK}], ids=["none answers", "one does not answer"])
def test_a_sensor_that_never_answers_ends_a_round_that_nobody_watches(silent: set[str]) -> None:
    person = wearer(worn=(FOREARM, TRUNK), silence_end_s=5.0)
    person.silent = silent
    person.wait(14.0)
    assert person.phase() is Phase.WAITING
    person.wait(2.0)
    assert person.of(RoundEnded)[0].ended == "signal_lost"
    outcome = person.round.outcome()
    assert outcome.repetitions["attempted"] == 0
    first = FOREARM if FOREARM in silent else TRUNK
    assert outcome.context["notes"] == [f"the sensor on the {in_words(first)} never answered"]
    assert all(not measure["valid"] and measure["reason"] for measure in outcome.measures.values())


def test_a_sensor_that_never_answers_is_waited_for_where_somebody_watches() -> None:
    person = wearer()
    person.silent = {FOREARM}
    person.wait(60.0)
    assert person.phase() is Phase.WAITING


def test_a_round_that_nobody_watches_does_not_wait_for_ever_for_the_first_movement() -> None:
    """The range that is to be shown never comes, as where two sensors are swapped."""
    person = playing(mode="gentle", silence_end_s=5.0)
    assert person.phase() is Phase.RANGE
    person.wait(290.0)
    assert not person.round.over
    person.wait(15.0)
    assert person.of(RoundEnded)[0].ended == "interrupted"
    assert "play did not begin within 5 minutes" in person.round.outcome().context["notes"]


def test_where_somebody_watches_the_first_movement_may_take_as_long_as_it_takes() -> None:
    person = playing(mode="gentle")
    person.wait(310.0)
    assert person.phase() is Phase.RANGE


def test_whoever_moves_is_waited_for_anew() -> None:
    """Play that does not begin is given up after a while, counted from the last movement, as asked or not."""
    silence = Silence(10.0)
    assert not any(silence.idle() for _ in range(60 * 299))
    silence.stirs()
    assert not any(silence.idle() for _ in range(60 * 299))
    assert any(silence.idle() for _ in range(60 * 2))
