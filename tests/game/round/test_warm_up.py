"""The warm-up: a few easy movements before the first trial, which count toward nothing and change nothing after it."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase as HypothesisPhase
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coaching.allowed import allowed_of
from game.coaching.progress import Progress, progress_from_row
from game.exercises.events import CueGiven, DifficultyChanged, RangeShown, SetEnded, TrialEnded, TrialStarted
from game.level import read_level
from game.round import Command, Do, Round, RoundSetup
from game.round.setup import setup_from_row
from game.scoring.first_clean import FirstClean
from game.sessions.engine import engine
from game.sessions.reader import read_session
from game.sessions.verify import integrity, reproduction
from game.sessions.writer import SessionWriter
from tests.game.build import HOLD, REACH, Wearer, playing, prescription, setup
from tests.game.sessions.played import header, the_summary, ticks

LONG = REACH.replace("repetitions: 6, minutes: 5", "repetitions: 40, minutes: 20, rest_every_s: 600")
LIFT = (
    LONG.replace("reach_2", "tempo_1")
    .replace("{kind: reach, targets_deg: [30, 50, 70], tolerance_deg: 8}",
             "{kind: tempo, targets_deg: [60], sets: 2, set_repetitions: 5}")
    .replace("repetitions: 40", "repetitions: 10, rest_s: 60")
)  # fmt: skip
KINDS = pytest.mark.parametrize("level", [LONG, LIFT])
THREE = 3
_NO_SHRINKING = (HypothesisPhase.explicit, HypothesisPhase.reuse, HypothesisPhase.generate)
"""A Round takes a second: a smaller example is not worth a hundred of them."""


def lifts(person: Wearer, *shares: float, seconds: float = 2.0) -> None:
    """As far as is asked, or these shares of it."""
    for share in shares:
        person.lift(share * person.of(TrialStarted)[-1].target_deg, seconds=seconds, hold_s=1.2)
        person.wait(0.7)


def warmed(level: str = LONG, **changes: Any) -> Wearer:
    """Somebody whose warm-up is done, cleanly."""
    person = playing(level, warm_up=THREE, **changes)
    lifts(person, 1.0, 1.0, 1.0)
    return person


@KINDS
def test_three_movements_at_half_the_nearest_target_come_first(level: str) -> None:
    """Each is clean where it is done as asked, by the shortest hold, in whatever time it takes."""
    person = warmed(level)
    nearest_deg = 30.0 if level is LONG else 60.0
    began = person.of(TrialStarted)
    assert [(each.index, each.target_deg) for each in began[:4]] == [
        *((index, nearest_deg / 2.0) for index in (-3, -2, -1)),
        (0, nearest_deg),
    ]
    assert [each.clean for each in person.of(TrialEnded)] == [True] * THREE
    assert person.of(CueGiven)[0].cue == "warm_up"


def test_its_hold_is_the_shortest_that_there_is() -> None:
    person = playing(HOLD.replace("hold_s: 1", "hold_s: 4"), warm_up=1)
    person.lift(15.0, seconds=1.5, hold_s=1.1)
    assert person.of(TrialEnded)[0].clean


@KINDS
def test_it_counts_toward_no_dose_no_set_no_measure_and_no_verdict(level: str) -> None:
    """It brings light, and the summary says beside everything else how it went."""
    person = warmed(level)
    outcome, view = person.round.outcome(), person.round.view()
    assert (view.repetitions_done, view.clean) == (0, 0) and not person.of(SetEnded)
    assert outcome.repetitions["attempted"] == 0 and outcome.trials == []
    assert outcome.measures["peak"]["value"] is None and outcome.measures["clean_share"]["value"] is None
    assert outcome.context["warm_up"] == {"asked": 3, "done": 3, "clean": 3}
    assert outcome.light == 9
    assert progress_from_row(outcome.coach).sessions == 0 and not person.of(DifficultyChanged)
    lifts(person, 1.0)
    after = person.round.outcome()
    assert after.trials[0]["index"] == 0 and after.repetitions["attempted"] == 1
    assert after.measures["peak"]["value"] > 0.9 * (30.0 if level is LONG else 60.0)


@given(
    st.lists(st.sampled_from([1.0, 1.1, 0.6, 0.3]), min_size=3, max_size=3),
    st.lists(st.sampled_from([1.0, 1.2, 0.6]), min_size=4, max_size=6),
    st.integers(0, 2**16),
)
@settings(max_examples=4, phases=_NO_SHRINKING, deadline=None)
def test_what_follows_is_the_same_with_a_warm_up_or_without(warm: list[float], then: list[float], seed: int) -> None:
    """However it went: the same trials by the same numbers, the same steps, counts, and what the next session takes."""
    known = Progress(4, 3, 70.0, 80.0).as_row()
    with_it, without = (playing(LONG, coach=known, seed=seed, warm_up=count) for count in (THREE, 0))
    lifts(with_it, *warm)
    while with_it.round.view().warm_up is not None:  # what was too small to be a movement leaves it as it was
        lifts(with_it, 1.0)
    for person in (with_it, without):
        lifts(person, *then)
    asked = [
        [(each.index, each.target_deg) for each in person.of(TrialStarted) if each.index >= 0]
        for person in (with_it, without)
    ]
    changes = [
        [(each.trial, each.step, each.reason) for each in person.of(DifficultyChanged)] for person in (with_it, without)
    ]
    ours, theirs = (person.round.outcome() for person in (with_it, without))
    assert asked[0] == asked[1] and changes[0] == changes[1]
    assert (ours.coach, ours.repetitions) == (theirs.coach, theirs.repetitions)
    said = ("index", "step", "feedback", "purpose", "counts_as", "success", "clean")
    assert [[row[key] for key in said] for row in ours.trials] == [[row[key] for key in said] for row in theirs.trials]


@given(st.floats(15.0, 120.0), st.integers(0, 2**16))
@settings(max_examples=5, phases=_NO_SHRINKING, deadline=None)
def test_it_never_goes_beyond_half_of_what_was_shown(shown_deg: float, seed: int) -> None:
    """Nor beyond what can just be told from rest, where half of it could not. The two movements that showed it are
    taken off, and one is left."""
    person = playing(LONG, mode="gentle", warm_up=THREE, seed=seed)
    for _ in range(2):
        person.lift(shown_deg, seconds=max(1.0, shown_deg / 40.0))
    lifts(person, 1.0, 1.0, 1.0)
    assert [each.cue for each in person.of(CueGiven)].count("warm_up") == 1
    wall_deg = 0.8 * person.of(RangeShown)[0].range_deg
    warm = [each.target_deg for each in person.of(TrialStarted) if each.index < 0]
    assert len(warm) == 1 and all(each <= max(0.5 * wall_deg, min(6.0, wall_deg)) + 1e-9 for each in warm)


def test_one_word_ends_it_and_the_limb_is_back_before_the_exercise_begins() -> None:
    person = playing(LONG, warm_up=THREE)
    lifts(person, 1.0)
    assert person.round.view().warm_up == (1, 3)
    person.say(Do.SKIP_WARM_UP)
    person.wait(1.0)
    assert person.round.view().warm_up is None
    assert [each.index for each in person.of(TrialStarted)] == [-3, -2, 0]
    lifts(person, 1.0)
    assert person.round.view().repetitions_done == 1
    assert person.round.outcome().context["warm_up"] == {"asked": 2, "done": 1, "clean": 1}
    before = len(person.of(TrialStarted))
    person.say(Do.SKIP_WARM_UP)
    person.wait(0.5)
    assert len(person.of(TrialStarted)) == before


@KINDS
def test_a_movement_in_which_it_is_skipped_is_measured_by_nothing(level: str) -> None:
    """What is asked next waits until the limb is back; that movement is no try at it."""
    person = playing(level, warm_up=THREE)
    person.move(40.0, seconds=1.0)
    person.say(Do.SKIP_WARM_UP)
    person.move(0.0, seconds=1.0)
    assert len(person.of(TrialStarted)) == 1
    person.wait(1.5)
    assert [each.index for each in person.of(TrialStarted)] == [-3, 0] and not person.of(TrialEnded)
    outcome = person.round.outcome()
    assert outcome.repetitions["attempted"] == 0 and outcome.measures["peak"]["value"] is None


def test_the_wall_holds_in_it_too() -> None:
    """A floor above half of the target is a floor for the warm-up as well."""
    allowed = allowed_of(
        read_level(LONG, ""), prescription("shoulder_abduction_reach_2"), date(2031, 3, 4), None
    ).as_row()
    for floor_deg, asked_deg in ((0.0, 15.0), (25.0, 25.0)):
        person = playing(LONG, warm_up=1, allowed={**allowed, "floor_deg": floor_deg, "ceiling_deg": 60.0})
        assert person.of(TrialStarted)[0].target_deg == asked_deg


def test_the_first_clean_repetition_since_launch_is_the_first_after_it() -> None:
    person, launched = warmed(), FirstClean(0.0)
    launched.see(12.5, person.events)
    assert math.isnan(launched.after_s)
    before = len(person.events)
    lifts(person, 1.0)
    launched.see(14.0, person.events[before:])
    assert launched.after_s == 14.0


def test_a_setup_without_one_is_written_as_ever_and_with_one_is_read_again() -> None:
    assert "warm_up" not in setup().as_row()
    with_it = setup(warm_up=THREE)
    assert isinstance(with_it, RoundSetup) and setup_from_row(with_it.as_row()) == with_it


@given(st.dictionaries(st.integers(120, 900), st.sampled_from([Do.SKIP_WARM_UP, Do.PAUSE, Do.RESUME, Do.EASIER]),
                       max_size=3))  # fmt: skip
@settings(max_examples=4, phases=_NO_SHRINKING, deadline=None)
def test_a_session_with_one_is_played_again_to_the_same_byte(said: dict[int, Do]) -> None:
    """Whatever is said on the way."""
    about = header()
    about = replace(about, setup=replace(about.setup, warm_up=THREE))
    round_ = Round(about.setup)
    with TemporaryDirectory() as folder:
        writer = SessionWriter(Path(folder), about, live=False)
        for place, (samples, _) in enumerate(ticks(20.0)):
            commands = (Command(said[place]),) if place in said else ()
            writer.tick(samples, commands, round_.tick(samples, commands))
        writer.finish(the_summary(about, round_, writer.path))
        writer.close()
        recorded = read_session(writer.path)
    assert recorded.header.setup.warm_up == THREE
    assert integrity(recorded.stored).holds and reproduction(recorded, engine()).holds
