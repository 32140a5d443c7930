"""A whole Round with whatever is said and felt in whatever order: never past the wall, and never past a stop."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coaching.allowed import Allowed
from game.coaching.safety import SKIN_SORE
from game.exercises.events import (
    Answered,
    DifficultyChanged,
    Event,
    FallAnswered,
    ImpactFelt,
    Paused,
    RestStarted,
    Resumed,
    RoundEnded,
    Tired,
    TrialStarted,
)
from game.exercises.views import ReachView
from game.population.bodies import player_of, simulated_source
from game.population.profile import PROFILES
from game.round import Command, Do, Phase
from input_devices import stored
from tests.game.build import FOREARM, REACH, TRUNK, Wearer, playing, reading, wearer

WALLED = Allowed(floor_deg=0.0, ceiling_deg=55.0, speed_deg_s_max=60.0, rest_s=30.0, rest_every_s=60.0, standing="no")
OWN_WORDS = (Do.RESUME, Do.PAIN, Do.NOT_FELL)
"""What leads from a stop, or from a question, back to play."""
VALUES = st.sampled_from([0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 99.0, -7.0, math.nan, math.inf])
COMMANDS = st.builds(
    Command,
    st.sampled_from(Do),
    VALUES,
    st.sampled_from(["pain_before", "anything_new", "skin_sore", "effort", "pain_after", "pain_morning", "nonsense"]),
)
MOVES = st.tuples(st.sampled_from(["lift", "wait", "fall", "silent", "heard", "tired", "back"]), st.floats(5.0, 120.0))
LONG = REACH.replace("repetitions: 6, minutes: 5", "repetitions: 60, minutes: 20")


def prescribed(allowed: Allowed = WALLED, level: str = LONG, worn: tuple[str, ...] = (FOREARM,), **more: Any) -> Wearer:
    """Somebody who plays inside a prescription."""
    return playing(level, worn, mode="prescribed", allowed=allowed.as_row(), **more)


def said(question: str, value: float) -> Command:
    return Command(Do.ANSWER, value, question)


def act(person: Wearer, move: str, size: float) -> None:
    """One thing that a body, a sensor or the coach does."""
    if move == "lift":
        person.lift(size, seconds=0.5, hold_s=0.1)
    elif move == "fall" and not person.silent:
        person.fall()
    elif move in ("silent", "heard"):
        person.silent = {FOREARM} if move == "silent" else set()
        person.wait(0.5)
    elif move == "tired" and not person.round.over:
        person.events += person.round.tire(("slower", "shorter"))
    elif move == "back":
        person.events += person.round.tick([stored(reading(FOREARM, 0.5, size, 0.0))], ())
    else:
        person.wait(0.4)


def held(events: list[Event]) -> bool:
    """Whether a stop or a question was on when these had happened."""
    last = [event for event in events if isinstance(event, Paused | Resumed | RoundEnded)]
    return bool(last) and isinstance(last[-1], Paused) and last[-1].cause in ("stop", "fall", "tired", "person")


@given(st.lists(COMMANDS | MOVES, min_size=4, max_size=16), st.sampled_from(["gentle", "prescribed"]))
@settings(max_examples=30, deadline=None)
def test_no_sequence_leads_past_the_wall_or_past_a_stop(things: list[Any], mode: str) -> None:
    """Words out of order, numbers that are none, a body that falls, a sensor whose clock goes back."""
    person = playing(LONG, mode=mode, allowed=replace(WALLED, range_rises=mode == "prescribed").as_row())
    for thing in things:
        over, stopped, count = person.round.over, held(person.events), len(person.events)
        if isinstance(thing, Command):
            person.say(thing)
        else:
            act(person, *thing)
        new = person.events[count:]
        asked = [event.target_deg for event in new if isinstance(event, TrialStarted)]
        assert all(WALLED.floor_deg <= target <= WALLED.ceiling_deg for target in asked)
        if over:
            assert all(isinstance(event, Answered) for event in new)
        if stopped and not (isinstance(thing, Command) and thing.do in OWN_WORDS):
            assert not asked, "nothing is asked of somebody who stopped"
    view = person.round.view().exercise
    assert isinstance(view, ReachView) and max(view.targets_deg) <= WALLED.ceiling_deg
    person.round.outcome()
    person.round.digest()


def test_targets_are_brought_inside_and_the_speed_is_the_walls() -> None:
    """30, 50 and 70 under a ceiling of 55, and 60 degrees a second."""
    person = prescribed()
    view = person.round.view().exercise
    assert isinstance(view, ReachView) and view.targets_deg == (30.0, 50.0)
    person.lift(30.0, seconds=0.4)
    assert person.events and person.round.outcome().trials[0]["reason"] == "too fast"


def test_only_so_much_is_played_as_today_has_left() -> None:
    """In minutes and in movements; it says that the dose is done."""
    assert _end(prescribed(replace(WALLED, minutes=0.5)), 60.0) == "stopped_dose"
    few = prescribed(replace(WALLED, repetitions=2.0))
    assert few.round.view().repetitions_asked == 2
    for _ in range(2):
        few.lift(few.of(TrialStarted)[-1].target_deg + 3.0, seconds=2.0)
    few.wait(1.0)
    assert few.of(RoundEnded)[0].ended == "stopped_dose"


def _end(person: Wearer, seconds: float) -> str:
    person.wait(seconds)
    return person.of(RoundEnded)[0].ended


def test_half_the_dose_is_half_of_everything() -> None:
    """And that is then what was asked for."""
    half = prescribed(replace(WALLED, share=0.5), REACH)
    assert half.round.view().repetitions_asked == 3
    short = prescribed(replace(WALLED, share=0.5), REACH.replace("minutes: 5", "minutes: 1"))
    for _ in range(2):
        short.lift(short.of(TrialStarted)[-1].target_deg + 3.0, seconds=2.0)
    assert _end(short, 60.0) == "finished"


@pytest.mark.parametrize(
    ("usual", "protective", "before", "ended"),
    [
        (math.nan, False, 5.0, None),
        (math.nan, False, 6.0, "stopped_pain"),
        (3.0, False, 4.0, None),
        (3.0, False, 5.0, "stopped_pain"),
        (math.nan, False, 99.0, "stopped_pain"),
        (math.nan, False, math.nan, None),
    ],
)
def test_pain_before_play_is_held_against_what_is_usual(
    usual: float, protective: bool, before: float, ended: str | None
) -> None:
    """Six, or two above usual, is not played and flagged; a number that is none answers nothing."""
    allowed = replace(WALLED, usual_pain=usual, protective=protective)
    person = wearer(mode="prescribed", allowed=allowed.as_row())
    person.say(said("pain_before", before))
    assert [each.ended for each in person.of(RoundEnded)] == ([ended] if ended else [])
    assert bool(person.round.outcome().context["flags"]) is (ended is not None)


def test_what_a_therapist_makes_stricter_holds_in_play() -> None:
    """An earlier stop, a longer rest, effort that counts sooner, and a cue for less help by the trunk."""
    strict = replace(WALLED, pain_stop_from=3, effort_from=5.0, tired_rest_s=90.0, helped=1)
    person = prescribed(strict, f"{LONG}adapts: [tolerance]\n", (FOREARM, TRUNK))
    person.say(said("effort", 5.0))
    (eased,) = person.of(DifficultyChanged)
    assert eased.reason.startswith("easier: effort 5")
    person.lift(person.of(TrialStarted)[-1].target_deg + 3.0, seconds=2.4, hold_s=0.6, lean_deg=20.0)
    assert person.round.view().cue == "sit_tall"
    person.events += person.round.tire(("slower", "shorter"))
    while person.phase() is not Phase.REST:
        person.lift(30.0, seconds=1.5)
    assert person.of(RestStarted)[0].rest_s == 90.0
    person.say(Do.HURTS, Command(Do.PAIN, 3.0))
    assert person.of(RoundEnded)[0].ended == "stopped_pain"
    usual = prescribed()
    usual.say(said("effort", 5.0), said("pain_before", 2.0), Do.HURTS, Command(Do.PAIN, 3.0))
    assert not usual.of(DifficultyChanged)[:-1] and not usual.round.over


def test_the_protective_profile_stops_at_four() -> None:
    """As after surgery, though it had not risen."""
    for protective, over in ((False, False), (True, True)):
        person = prescribed(replace(WALLED, protective=protective))
        person.say(said("pain_before", 4.0))
        person.say(Do.HURTS)
        person.say(Command(Do.PAIN, 4.0))
        assert person.round.over is over


@pytest.mark.parametrize(("before", "rises"), [(0.0, True), (2.0, True), (3.0, False), (5.0, False), (math.nan, True)])
def test_with_pain_before_play_the_range_does_not_rise(before: float, rises: bool) -> None:
    """Though the session before ended where it had risen, and the person asks for harder."""
    risen = {"sessions": 3, "step": 25, "top_deg": 74.0, "established_deg": 74.0}
    free = replace(WALLED, ceiling_deg=180.0, usual_pain=5.0)
    level = LONG.replace("[30, 50, 70]", "[70]") + "adapts: [tolerance, range]\n"
    person = wearer(level, mode="prescribed", allowed=free.as_row(), coach=risen)
    person.say(said("pain_before", before))
    while person.phase() is not Phase.PLAY:
        person.wait(0.1)
    person.say(Do.HARDER, Do.HARDER)
    person.lift(70.0, seconds=2.0)
    asked_deg = [event.target_deg for event in person.of(TrialStarted)]
    assert len(asked_deg) == 2 and (max(asked_deg) > 70.0) is rises
    why = [change.reason for change in person.of(DifficultyChanged) if "pain" in change.reason]
    assert why == ([] if rises else [f"easier: pain {before:g}, so it goes less far"])


def test_pain_that_stops_is_flagged_for_the_therapist() -> None:
    person = prescribed()
    person.say(said("pain_before", 0.0), Do.HURTS, Command(Do.PAIN, 7.0))
    assert person.round.outcome().context["flags"] == ["pain 7 during play"]


def test_a_pain_that_is_no_number_is_asked_again() -> None:
    """It neither ends play nor lets it go on."""
    person = prescribed()
    person.say(Command(Do.PAIN, math.nan))
    assert person.phase() is Phase.PAIN
    person.say(Command(Do.PAIN, math.nan))
    assert person.phase() is Phase.PAIN
    person.say(Command(Do.PAIN, 99.0))
    assert person.of(RoundEnded)[0].ended == "stopped_pain"


def test_sore_skin_is_not_played_on() -> None:
    """And a try-out asks nobody."""
    person = wearer(mode="prescribed", allowed=WALLED.as_row())
    person.say(said("skin_sore", 1.0))
    outcome = person.round.outcome()
    assert outcome.ended == "stopped_by_person" and outcome.context["notes"] == [SKIN_SORE]
    assert outcome.context["flags"] == ["the skin under a strap was sore"]
    free = wearer()
    free.say(said("skin_sore", 1.0))
    assert not free.round.over


def test_worse_on_the_morning_after_is_easier_and_flagged() -> None:
    """Two above usual; where nothing is usual yet, nothing follows."""
    for usual, worse in ((2.0, True), (3.0, False), (math.nan, False)):
        person = wearer(mode="prescribed", allowed=replace(WALLED, usual_pain=usual).as_row())
        person.say(said("pain_morning", 4.0))
        context = person.round.outcome().context
        assert bool(context["flags"]) is bool(person.of(DifficultyChanged)) is worse
        assert context["pain_morning"] == 4.0 and not person.round.over


def test_effort_is_asked_at_every_second_rest_and_pain_at_the_next_one() -> None:
    """Play goes on by itself where nobody answers."""
    person = prescribed(
        replace(WALLED, rest_s=10.0, rest_every_s=30.0), LONG.replace("minutes: 20", "minutes: 20, rest_s: 10")
    )
    asked = []
    for _ in range(4):
        person.lift(person.of(TrialStarted)[-1].target_deg + 3.0, seconds=2.0)
        while person.phase() is not Phase.REST:
            person.lift(30.0, seconds=1.5)
        asked.append(person.round.view().asks)
        if len(asked) == 2:
            person.say(said("effort", 6.0))
            assert person.round.view().asks is None
        person.wait(11.0)
        assert person.phase() is Phase.PLAY
    assert asked == [None, "effort", None, "effort"]
    assert person.round.outcome().context["effort"] == 6.0
    person.say(said("pain_before", 4.0), Do.HURTS, Command(Do.PAIN, 4.0))
    while person.phase() is not Phase.REST:
        person.lift(30.0, seconds=1.5)
    assert person.round.view().asks == "pain"
    person.say(Command(Do.PAIN, 3.0))
    assert person.phase() is Phase.REST and person.round.view().asks is None


def test_tired_rests_for_a_minute_then_is_easier_then_may_end() -> None:
    person = prescribed()
    person.lift(person.of(TrialStarted)[-1].target_deg + 3.0, seconds=2.0)
    person.events += person.round.tire(("slower", "shorter"))
    while person.phase() is not Phase.REST:
        person.lift(30.0, seconds=1.5)
    assert person.of(Tired)[0].signs == "slower, shorter"
    assert person.of(RestStarted)[0].rest_s == 60.0
    person.wait(61.0)
    person.events += person.round.tire(("slower", "shorter"))
    assert [change.reason[:7] for change in person.of(DifficultyChanged)][-1] == "easier:"
    person.events += person.round.tire(("slower", "shorter"))
    assert person.phase() is Phase.OFFER
    person.say(Do.FINISH)
    assert person.of(RoundEnded)[0].ended == "stopped_fatigue"


def test_a_fall_is_asked_about_and_ends_the_sitting() -> None:
    """With any worn sensor; no answer is an answer too."""
    for worn in ((FOREARM,), (FOREARM, TRUNK)):
        person = prescribed(worn=worn)
        person.fall()
        assert person.of(ImpactFelt) and person.phase() is Phase.FALL
        assert person.of(Paused)[-1].cause == "fall"
        person.say(Do.RESUME)
        assert person.phase() is Phase.FALL
        person.say(Do.FELL)
        assert person.of(FallAnswered)[0].fell and person.of(RoundEnded)[0].ended == "stopped_fall"
        assert person.round.outcome().context["flags"] == ["a fall during play"]
    silent = prescribed()
    silent.fall()
    assert _end(silent, 61.0) == "stopped_fall"
    assert silent.round.outcome().context["flags"] == ["a fall-like impact, and no answer"]


def test_what_was_no_fall_goes_on() -> None:
    person = prescribed()
    person.fall()
    person.say(Do.NOT_FELL)
    assert person.phase() is Phase.PLAY and not person.of(FallAnswered)[0].fell


def test_a_trunk_that_helps_is_told_then_made_easier_then_rested_and_never_ended() -> None:
    """Three of the last five, at targets that keep their height: a trunk that leans as far as the limb comes is another
    movement."""
    person = prescribed(level=f"{LONG}adapts: [tolerance]\n", worn=(FOREARM, TRUNK))
    for _ in range(14):
        person.lift(person.of(TrialStarted)[-1].target_deg + 3.0, seconds=2.4, hold_s=0.6, lean_deg=20.0)
        if person.phase() is Phase.REST:
            break
    assert person.phase() is Phase.REST and not person.round.over


def test_a_passed_limit_shows_with_every_result() -> None:
    person = prescribed(replace(WALLED, beyond_safe_limits="Trained swimmer"))
    notes = person.round.outcome().context["notes"]
    assert "a safe limit of the movement table is passed: Trained swimmer" in notes


@pytest.mark.parametrize("profile", PROFILES)
def test_no_simulated_wearer_is_asked_whether_they_fell(profile: str) -> None:
    """Able, shaky, tired or leaning: they play."""
    one = wearer(LONG, (FOREARM, TRUNK)).round
    body = simulated_source(one.level.row, "right", one.setup.worn, "seated", PROFILES[profile], 3)
    player = player_of(one.level, PROFILES[profile], 3)
    events: list[Event] = []
    for tick in range(20 * 60):
        body.body.move(player.joints_deg(one.view(), "right"))
        events += one.tick([stored(sample) for sample in body.poll(tick / 60.0)], ())
    assert [event for event in events if isinstance(event, TrialStarted)]
    assert not [event for event in events if isinstance(event, ImpactFelt)]
