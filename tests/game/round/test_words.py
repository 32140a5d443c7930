"""What a person says is done at once, in every phase; nothing but a person's word leads back from a stop."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coaching.safety import DO_NOT_EXERCISE
from game.exercises.events import (
    Answered,
    DifficultyChanged,
    NeutralRefused,
    PainReported,
    Paused,
    RepCompleted,
    Resumed,
    Rezeroed,
    RoundEnded,
    TrialEnded,
    UnwellReported,
)
from game.round import Command, Do, Phase
from tests.game.build import FOREARM, HANGING, REACH, TRUNK, UPRIGHT, Wearer, playing, wearer

RESTFUL = REACH.replace("minutes: 5", "minutes: 5, rest_every_s: 30, rest_s: 60")


def waiting() -> Wearer:
    person = wearer(mode="gentle")
    person.silent = {FOREARM}
    person.wait(0.5)
    return person


def neutral() -> Wearer:
    person = wearer(mode="gentle")
    person.wait(0.6)
    return person


def showing_range() -> Wearer:
    return playing(mode="gentle")


def in_play() -> Wearer:
    return playing()


def resting() -> Wearer:
    person = playing(RESTFUL)
    person.wait(29.5)
    person.lift(30.0)
    return person


def silent() -> Wearer:
    person = playing()
    person.silent = {FOREARM}
    person.wait(1.0)
    return person


def doubted() -> Wearer:
    """An arm's sensor that sits where the kit has the trunk's, and the other way round."""
    person = wearer(worn=(FOREARM, TRUNK), mounts={FOREARM: UPRIGHT, TRUNK: HANGING})
    person.wait(2.5)
    return person


def held(do: Do) -> Callable[[], Wearer]:
    def person() -> Wearer:
        found = playing()
        found.say(do)
        return found

    return person


def asked_of_a_fall() -> Wearer:
    person = playing()
    person.fall()
    return person


def offered_the_end() -> Wearer:
    person = playing()
    for _ in range(3):
        person.round.tire(("slower", "shorter"))
    return person


STARTS: dict[Phase, Callable[[], Wearer]] = {
    Phase.WAITING: waiting,
    Phase.NEUTRAL: neutral,
    Phase.RANGE: showing_range,
    Phase.PLAY: in_play,
    Phase.REST: resting,
    Phase.SILENT: silent,
    Phase.DOUBTED: doubted,
    Phase.PAUSED: held(Do.PAUSE),
    Phase.STOP: held(Do.STOP),
    Phase.PAIN: held(Do.HURTS),
    Phase.FALL: asked_of_a_fall,
    Phase.OFFER: offered_the_end,
}
HELD = (Phase.PAUSED, Phase.STOP, Phase.PAIN)
EVERY_PHASE = pytest.mark.parametrize("phase", STARTS)
ENDING = {
    Do.UNWELL: "stopped_unwell",
    Do.SHARP: "stopped_pain",
    Do.FINISH: "stopped_by_person",
    Do.FELL: "stopped_fall",
}


@EVERY_PHASE
def test_one_action_reaches_the_stop_screen(phase: Phase) -> None:
    person = STARTS[phase]()
    assert person.phase() is phase
    person.say(Do.STOP)
    assert person.phase() is Phase.STOP


@EVERY_PHASE
def test_the_two_doors(phase: Phase) -> None:
    """It hurts: how much? I feel unwell: the end."""
    person = STARTS[phase]()
    person.say(Do.HURTS)
    assert person.phase() is Phase.PAIN
    person.say(Do.UNWELL)
    assert person.of(UnwellReported) and person.of(RoundEnded)[-1].ended == "stopped_unwell"
    assert "felt unwell" in person.round.outcome().context["notes"]


@pytest.mark.parametrize("do", ENDING)
@EVERY_PHASE
def test_what_ends_a_round_ends_it_from_everywhere(phase: Phase, do: Do) -> None:
    """Who takes the end that is offered stops because they are tired."""
    person = STARTS[phase]()
    person.say(do)
    assert person.round.over and person.phase() is Phase.ENDED
    tired = phase is Phase.OFFER and do is Do.FINISH
    assert person.round.outcome().ended == ("stopped_fatigue" if tired else ENDING[do])


@EVERY_PHASE
def test_every_word_is_understood_in_every_phase(phase: Phase) -> None:
    """None raises, and the Round goes on to be stepped."""
    for do in Do:
        person = STARTS[phase]()
        person.say(Command(do, 1.0, "pain_after"))
        person.wait(0.2)


@pytest.mark.parametrize("phase", [Phase.STOP, Phase.PAIN])
def test_nothing_leads_from_a_stop_back_to_play_but_a_word(phase: Phase) -> None:
    """Not time, not movement, not a sensor that goes and comes, not a pause key or a re-zero."""
    person = STARTS[phase]()
    person.lift(60.0)
    person.wait(5.0)
    person.silent = {FOREARM}
    person.wait(2.0)
    person.silent = set()
    person.wait(2.0)
    person.say(Do.PAUSE, Do.REZERO, Do.EASIER, Do.HARDER, Command(Do.ANSWER, 0.0, "pain_before"))
    assert person.phase() is phase
    assert not person.of(Resumed)
    person.say(Do.RESUME)
    assert person.phase() is Phase.PLAY


@given(st.lists(st.sampled_from([do for do in Do if do not in (*ENDING, Do.PAIN, Do.RESUME)]), min_size=1, max_size=12))
@settings(max_examples=25)
def test_once_stopped_it_stays_stopped_whatever_else_is_said(words: list[Do]) -> None:
    person = playing()
    person.say(Do.STOP)
    for do in words:
        person.say(do)
        assert person.phase() in (Phase.STOP, Phase.PAIN)


@pytest.mark.parametrize("phase", [Phase.NEUTRAL, Phase.RANGE, Phase.PLAY, Phase.REST])
def test_a_pause_goes_back_to_where_it_was(phase: Phase) -> None:
    person = STARTS[phase]()
    person.say(Do.PAUSE)
    person.wait(0.3)
    assert person.phase() is Phase.PAUSED and person.of(Paused)[-1].cause == "person"
    person.say(Do.RESUME)
    assert person.phase() is phase


def test_a_pause_said_while_a_sensor_is_away_holds_when_it_is_back() -> None:
    person = silent()
    person.say(Do.PAUSE)
    person.silent = set()
    person.wait(1.0)
    assert person.phase() is Phase.PAUSED


def test_a_resume_while_a_sensor_is_away_waits_for_it() -> None:
    person = playing()
    person.say(Do.PAUSE)
    person.silent = {FOREARM}
    person.wait(2.0)
    assert person.phase() is Phase.PAUSED
    person.say(Do.RESUME)
    assert person.phase() is Phase.SILENT
    person.silent = set()
    person.wait(0.2)
    assert person.phase() is Phase.PLAY


def test_a_rest_stands_still_while_paused() -> None:
    person = resting()
    left_s = person.round.view().rest_left_s
    person.say(Do.PAUSE)
    person.wait(3.0)
    person.say(Do.RESUME)
    assert person.round.view().rest_left_s == pytest.approx(left_s, abs=0.1)


def test_a_movement_cut_by_a_pause_counts_neither_way() -> None:
    person = playing()
    person.move(20.0)
    person.say(Do.PAUSE)
    person.wait(1.0)
    person.say(Do.RESUME)
    person.move(0.0)
    assert person.of(RepCompleted)[0].reason == "paused on the way"
    assert person.of(TrialEnded)[0].spoilt and not person.of(DifficultyChanged)


@pytest.mark.parametrize(
    ("before", "pain", "decision", "phase"),
    [
        (1.0, 2.0, "go on", Phase.PLAY),
        (4.0, 5.0, "one step easier", Phase.PLAY),
        (1.0, 3.0, "stop this exercise", Phase.ENDED),
        (5.0, 6.0, "stop this exercise", Phase.ENDED),
        (math.nan, 3.0, "stop this exercise", Phase.ENDED),
    ],
)
def test_pain_decides_how_it_goes_on(before: float, pain: float, decision: str, phase: Phase) -> None:
    person = playing()
    if not math.isnan(before):
        person.say(Command(Do.ANSWER, before, "pain_before"))
    person.say(Do.HURTS)
    person.say(Command(Do.PAIN, pain))
    (report,) = person.of(PainReported)
    assert (report.pain, report.sharp, report.decision) == (pain, False, decision)
    assert person.phase() is phase
    reasons = [change.reason for change in person.of(DifficultyChanged)]
    assert len(reasons) == (decision == "one step easier")
    assert all(reason.startswith(f"easier: pain {pain:.0f}") for reason in reasons)


def test_sharp_pain_stops_at_any_number_and_is_noted() -> None:
    person = playing()
    person.say(Command(Do.ANSWER, 0.0, "pain_before"))
    person.say(Do.HURTS)
    person.say(Command(Do.SHARP, 1.0))
    assert person.of(RoundEnded)[0].ended == "stopped_pain"
    assert person.round.outcome().context["notes"] == ["sharp or new pain"]


def test_a_word_about_pain_in_a_pause_does_not_end_the_pause() -> None:
    person = playing()
    person.say(Do.PAUSE)
    person.say(Command(Do.PAIN, 1.0))
    assert person.phase() is Phase.PAUSED


@pytest.mark.parametrize(("pain", "starts"), [(0.0, True), (5.0, True), (6.0, False), (9.0, False)])
def test_too_much_pain_before_play_is_no_play(pain: float, starts: bool) -> None:
    person = wearer(mode="gentle")
    person.say(Command(Do.ANSWER, pain, "pain_before"))
    assert person.round.over is not starts
    assert person.round.outcome().context["pain_before"] == pain
    if not starts:
        assert person.round.outcome().ended == "stopped_pain"


def test_anything_new_ends_it_in_the_approved_words() -> None:
    person = wearer(mode="gentle")
    person.say(Command(Do.ANSWER, 1.0, "anything_new"))
    outcome = person.round.outcome()
    assert outcome.ended == "stopped_unwell" and outcome.context["notes"] == [DO_NOT_EXERCISE]


def test_answers_are_still_taken_when_it_is_over() -> None:
    person = playing(repetitions=1)
    person.lift(30.0)
    person.say(Command(Do.ANSWER, 2.0, "pain_after"))
    assert person.of(Answered)[-1].value == 2.0
    assert person.round.outcome().context["pain_after"] == 2.0
    assert person.round.outcome().ended == "finished"


def test_easier_and_harder_are_words_with_a_reason() -> None:
    person = playing()
    person.say(Do.EASIER)
    person.say(Do.HARDER)
    easier, harder = person.of(DifficultyChanged)
    assert easier.change == -harder.change < 0
    assert easier.reason.startswith("easier: you asked for it")
    assert harder.reason.startswith("harder: you asked for it")


def test_rezero_takes_the_present_posture_as_neutral() -> None:
    person = playing()
    person.move(10.0)
    person.wait(0.5)
    person.say(Do.REZERO)
    person.wait(0.5)
    assert person.of(Rezeroed)
    assert person.round.view().angle_deg == pytest.approx(0.0, abs=0.5)
    assert person.phase() is Phase.PLAY


def test_rezero_in_the_middle_of_a_hold_spoils_that_movement_only() -> None:
    person = playing()
    person.move(30.0)
    person.say(Do.REZERO)
    person.wait(0.5)
    assert person.of(RepCompleted)[0].reason == "set to zero on the way"
    assert person.of(TrialEnded)[0].spoilt and not person.of(DifficultyChanged)


def test_rezero_at_rest_costs_nothing() -> None:
    person = playing()
    person.say(Do.REZERO)
    person.lift(30.0)
    assert person.of(RepCompleted)[0].verdict == "clean"


def test_rezero_is_refused_in_words_while_a_sensor_is_away() -> None:
    person = playing(worn=(FOREARM, TRUNK))
    person.silent = {TRUNK}
    person.wait(1.0)
    person.say(Do.REZERO)
    assert person.of(NeutralRefused)[-1].reason == "not every sensor is heard"
    assert not person.of(Rezeroed)


def test_after_an_end_no_word_but_an_answer_is_heard() -> None:
    person = playing()
    assert [type(event) for event in person.say(Do.FINISH, Do.PAUSE, Do.UNWELL)] == [RoundEnded]
    for do in Do:
        events = person.say(Command(do, 1.0, "pain_after"))
        assert [type(event) for event in events] == ([Answered] if do is Do.ANSWER else [])
