"""The coach in a Round: it takes over what was known, listens to effort, and hands on what it learned."""

from __future__ import annotations

from typing import Any

import pytest

from game.coaching.coach import EASE
from game.coaching.progress import Progress, progress_from_row
from game.exercises.events import Answered, DifficultyChanged, RestStarted, Tired, TrialStarted
from game.round import Command, Do, RoundSetup
from game.round.setup import setup_from_row
from tests.game.build import REACH, Wearer, playing, setup

LONG = REACH.replace("repetitions: 6", "repetitions: 40")
BEFORE = Progress(1, 0, 70.0, 70.0)


def lifts(person: Wearer, times: int, seconds: float = 1.6, share: float = 1.0) -> None:
    """As far as is asked, or a share of it."""
    for _ in range(times):
        target_deg = person.of(TrialStarted)[-1].target_deg
        person.lift(share * target_deg, seconds=seconds, hold_s=0.5)


def test_the_outcome_holds_what_the_next_session_takes_over() -> None:
    person = playing(coach=Progress().as_row())
    lifts(person, 5)
    coach: Any = person.round.outcome().coach
    assert (coach["movement"], coach["kind"], coach["feedback_share"]) == ("shoulder_abduction", "reach", 1.0)
    known = progress_from_row(coach)
    assert known.sessions == 1 and known.step and known.step > 0 and known.established_deg == 70.0
    assert person.round.outcome().as_row()["coach"] == coach
    then = playing(coach=coach)
    (first,) = then.of(TrialStarted)
    assert then.round.outcome().coach["step"] == known.step and first.target_deg == 30.0


def test_the_setup_is_read_as_it_was_written() -> None:
    before = setup(coach=BEFORE.as_row(), settings={"coach": {"order": "serial"}})
    assert isinstance(before, RoundSetup) and setup_from_row(before.as_row()) == before


def test_targets_beyond_the_own_range_are_lowered_before_the_first_trial() -> None:
    person = playing(coach=Progress(2, 0, 50.0, 45.0).as_row(), settings={"coach": {"order": "serial"}})
    lifts(person, 3)
    assert [trial.target_deg for trial in person.of(TrialStarted)][:3] == [30.0, 45.0, 45.0]


def test_much_effort_makes_it_easier_and_says_why() -> None:
    person = playing()
    person.say(Command(Do.ANSWER, 6.0, "effort"))
    assert not person.of(DifficultyChanged)
    person.say(Command(Do.ANSWER, 8.0, "effort"))
    (change,) = person.of(DifficultyChanged)
    assert change.change == -EASE and change.reason == "easier: effort 8, so there is more room"
    assert len(person.of(Answered)) == 2


def test_more_feedback_comes_on_a_word() -> None:
    person = playing(LONG, coach=Progress(3).as_row())
    person.say(Do.MORE_FEEDBACK)
    lifts(person, 4)
    assert all(trial["feedback"] for trial in person.round.outcome().trials)


def test_who_gets_slower_and_strives_is_tired_and_rests_for_a_minute() -> None:
    person = playing(LONG)
    lifts(person, 8)
    lifts(person, 6, seconds=2.4)
    assert not person.of(Tired), "slower alone is not fatigue"
    person.say(Command(Do.ANSWER, 7.0, "effort"))
    (tired,) = person.of(Tired)
    assert "less speed" in tired.signs and "much effort" in tired.signs
    lifts(person, 1)
    assert person.of(RestStarted)[-1].rest_s == 60.0


@pytest.mark.parametrize("sessions", [4, 0])
def test_every_fifth_session_measures_what_was_kept(sessions: int) -> None:
    person = playing(LONG, coach=Progress(sessions, 0, 70.0, 70.0).as_row())
    lifts(person, 6)
    outcome = person.round.outcome()
    opening = [trial["purpose"] for trial in outcome.trials[:5]]
    assert opening == ["retention" if sessions == 4 else "practice"] * 5
    assert ("retention_success" in outcome.measures) == (sessions == 4)
