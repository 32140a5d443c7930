"""A Round from the first sample to its end: neutral pose, trials, dose, rests and what they add up to."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from game.exercises.events import (
    CompensationSeen,
    CueGiven,
    DifficultyChanged,
    NeutralRefused,
    NeutralTaken,
    RepCompleted,
    RestEnded,
    RestStarted,
    RoundEnded,
    TrialEnded,
    TrialStarted,
)
from game.exercises.views import ReachView, SteadyView
from game.level import LevelProblems
from game.round import Phase, Round
from game.scoring.light import LIGHT, LIGHT_FINISHED
from tests.game.build import FOREARM, HOLD, REACH, STEADY, TRUNK, playing, setup, wearer

RESTFUL = REACH.replace("repetitions: 6, minutes: 5", "repetitions: 60, minutes: 5, rest_every_s: 30, rest_s: 10")


def test_from_waiting_to_neutral_to_play() -> None:
    person = wearer()
    person.silent = {FOREARM}
    person.wait(0.5)
    assert person.phase() is Phase.WAITING
    person.silent = set()
    person.wait(0.5)
    assert person.phase() is Phase.NEUTRAL
    person.wait(2.0)
    assert person.phase() is Phase.PLAY
    (taken,) = person.of(NeutralTaken)
    assert 1.0 < taken.after_s <= 3.0


def test_somebody_who_does_not_hold_still_is_told_why() -> None:
    person = wearer()
    for _ in range(6):
        person.move(20.0)
        person.move(0.0)
    (refused,) = person.of(NeutralRefused)
    assert refused.reason == "there was movement" == person.round.view().refused
    assert person.phase() is Phase.NEUTRAL


def test_targets_are_asked_for_one_after_another() -> None:
    person = playing()
    for target_deg in (30.0, 50.0, 70.0):
        person.lift(target_deg, seconds=1.6)
    started = person.of(TrialStarted)
    assert [trial.target_deg for trial in started] == [30.0, 50.0, 70.0, 30.0]
    assert [trial.index for trial in started] == [0, 1, 2, 3]
    assert [rep.verdict for rep in person.of(RepCompleted)] == ["clean"] * 3


def test_the_dose_done_it_is_finished() -> None:
    person = playing()
    for target_deg in (30.0, 50.0, 70.0) * 2:
        person.lift(target_deg, seconds=1.6)
    assert person.of(RoundEnded)[-1].ended == "finished" and person.phase() is Phase.ENDED
    outcome = person.round.outcome()
    assert outcome.repetitions == {"attempted": 6, "clean": 6, "partial": 0, "compensated": 0, "other": 0}
    assert outcome.light == 6 * LIGHT["clean"] + LIGHT_FINISHED and outcome.score == 10 * outcome.light
    assert [trial["target_deg"] for trial in outcome.trials] == [30.0, 50.0, 70.0] * 2
    assert outcome.measures["range_of_motion"]["value"] == pytest.approx(190.0 / 3.0, abs=1.5)
    assert all(measure["valid"] for measure in outcome.measures.values())


def test_another_dose_than_the_levels() -> None:
    person = playing(repetitions=2)
    for target_deg in (30.0, 50.0):
        person.lift(target_deg)
    assert person.round.over and person.round.view().repetitions_asked == 2


def test_when_the_time_is_up_a_movement_may_be_finished() -> None:
    person = playing(repetitions=60, minutes=0.5)
    person.wait(29.0)
    person.move(30.0)
    person.wait(2.0)
    assert not person.round.over
    person.move(0.0)
    person.wait(0.2)
    assert person.round.over
    assert person.of(RepCompleted)[0].verdict == "clean"


def test_somebody_who_does_nothing_does_not_play_for_ever() -> None:
    """And has finished nothing: no next step and no light for finishing come of it."""
    person = playing(repetitions=60, minutes=0.5)
    person.wait(46.0)
    assert person.of(RoundEnded)[0].ended == "stopped_dose" and person.round.outcome().light == 0


@pytest.mark.parametrize(("tried", "ended"), [(2, "stopped_dose"), (3, "finished"), (5, "finished")])
def test_when_the_time_is_up_half_of_the_dose_tried_is_finished(tried: int, ended: str) -> None:
    """Of six."""
    person = playing(minutes=0.5)
    for target_deg in (30.0, 50.0, 70.0, 30.0, 50.0)[:tried]:
        person.lift(target_deg, seconds=1.6)
    person.wait(46.0)
    assert person.of(RoundEnded)[0].ended == ended


def test_rests_come_between_movements_and_end_by_themselves() -> None:
    person = playing(RESTFUL)
    person.wait(12.0)
    assert person.round.view().rest_soon
    person.wait(17.0)
    person.lift(30.0)
    assert person.phase() is Phase.REST
    assert person.of(RestStarted)[0].rest_s == 10.0
    assert 8.0 < person.round.view().rest_left_s < 10.0
    person.wait(10.0)
    assert person.phase() is Phase.PLAY and person.of(RestEnded)
    assert person.round.view().rest_left_s == 0.0


def test_a_movement_in_a_rest_is_counted_and_earns_nothing() -> None:
    person = playing(RESTFUL)
    person.wait(29.5)
    person.lift(30.0)
    light = person.round.view().light
    person.lift(60.0, seconds=1.5)
    assert person.phase() is Phase.REST
    assert person.of(RepCompleted)[-1].reason == "outside a trial"
    assert person.round.view().light == light
    assert person.round.outcome().repetitions["attempted"] == 2


def test_a_miss_makes_it_easier_in_words() -> None:
    person = playing()
    person.lift(15.0)
    (change,) = person.of(DifficultyChanged)
    why = "easier: a miss, so there is more room"
    assert change.change < 0 and change.reason == why
    row = {"trial": 0, "step": change.step, "change": change.change, "reason": why}
    assert person.round.outcome().difficulty == [row]


def test_the_trunks_help_is_a_miss_unless_the_level_allows_it() -> None:
    for guards, way in (("", "easier"), ("guards: {compensation: allow}\n", "harder")):
        person = playing(REACH + guards, (FOREARM, TRUNK))
        person.lift(32.0, seconds=1.2, hold_s=1.0, lean_deg=25.0)
        assert person.of(CompensationSeen) and person.of(RepCompleted)[0].verdict == "compensated"
        (change,) = person.of(DifficultyChanged)
        assert change.reason.startswith(way)
        assert person.round.view().light == LIGHT["compensated"]


def test_a_trunk_that_is_itself_what_moves_does_not_help() -> None:
    level = REACH.replace("shoulder_abduction", "trunk_flexion").replace("[30, 50, 70]", "[20, 40]")
    person = playing(level, (TRUNK,))
    person.lift(0.0, seconds=1.2, lean_deg=25.0)
    assert person.of(RepCompleted)[0].verdict == "clean"
    assert not person.of(CompensationSeen) and not person.round.view().compensating


def test_cues_do_not_chase_one_another() -> None:
    """Each stays for a second before another takes its place."""
    person = playing(STEADY, (TRUNK,))
    for lean_deg in (3.0, 12.0, -12.0, 0.0, 5.0) * 3:
        person.move(0.0, 0.5, lean_deg)
    ticks = [event.tick for event in person.of(CueGiven)]
    assert len(ticks) > 3
    assert min(b - a for a, b in pairwise(ticks)) >= 59


def test_a_hold_has_to_be_held() -> None:
    person = playing(HOLD)
    person.lift(30.0, hold_s=0.2)
    person.lift(50.0, seconds=1.4, hold_s=1.6)
    assert [(rep.verdict, rep.reason) for rep in person.of(RepCompleted)] == [
        ("partial", "not held for long enough"),
        ("clean", "as asked"),
    ]
    view = person.round.view().exercise
    assert isinstance(view, ReachView) and [lit.verdict for lit in view.lit] == ["partial", "clean"]


def test_steady_fills_its_rings() -> None:
    person = playing(STEADY, (TRUNK,))
    person.wait(14.0)
    assert person.of(RoundEnded)[0].ended == "finished"
    outcome = person.round.outcome()
    assert outcome.repetitions["clean"] == outcome.repetitions["attempted"] == 3
    assert [trial["inside_share"] for trial in outcome.trials] == [1.0] * 3
    assert outcome.measures["sway_rms"]["reason"] == "shorter than 25 s"
    assert isinstance(person.round.view().exercise, SteadyView)


def test_the_view_shows_what_is_going_on() -> None:
    person = playing(worn=(FOREARM, TRUNK))
    person.move(20.0, lean_deg=20.0)
    person.wait(0.5)
    view = person.round.view()
    assert view.angle_deg == pytest.approx(20.0, abs=0.5) and view.speed_deg_s == pytest.approx(0.0, abs=5.0)
    assert view.lean_forward_deg == pytest.approx(20.0, abs=0.5) and view.compensating
    assert view.sites == (FOREARM, TRUNK) and view.kind == "reach" and view.still == 1.0
    assert (view.repetitions_done, view.repetitions_asked, view.ended) == (0, 6, None)


def test_before_the_first_sample_nothing_is_known() -> None:
    view = Round(setup()).view()
    assert view.phase is Phase.WAITING and math.isnan(view.angle_deg) and math.isnan(view.lean_forward_deg)
    assert not view.compensating and view.still == 0.0


def test_a_level_that_cannot_be_read_is_no_round() -> None:
    with pytest.raises(LevelProblems):
        Round(setup(REACH.replace("reach,", "reech,")))


def test_a_round_that_is_over_takes_no_more_movement() -> None:
    person = playing(repetitions=1)
    person.lift(30.0)
    assert person.round.over
    before = len(person.events)
    person.lift(50.0)
    assert len(person.events) == before
    assert len(person.of(TrialEnded)) == person.round.outcome().repetitions["attempted"] == 1


def test_without_a_neutral_pose_the_summary_says_why_there_is_nothing() -> None:
    """Somebody who never holds still: no number, and the reason among the notes."""
    person = wearer()
    for _ in range(6):
        person.move(30.0, 0.8)
        person.move(0.0, 0.8)
    (note,) = person.round.outcome().context["notes"]
    assert note.startswith("the neutral pose was not taken: ")
