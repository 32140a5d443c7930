"""The person chooses among the lanterns in a whole Round: what they took is told, kept, and the same in a replay."""

from __future__ import annotations

import pytest

from game.round import Round
from tests.game.build import REACH, Wearer, playing
from tests.game.round.simulating import played

CHOSEN = REACH.replace("tolerance_deg: 8", "order: person")
LEVELS = ("shoulder_flexion_reach_3", "shoulder_abduction_reach_3")


def session(*angles_deg: float, level: str = CHOSEN) -> Wearer:
    """Somebody who goes to these, one after another."""
    person = playing(level)
    for angle_deg in angles_deg:
        person.lift(angle_deg, seconds=1.5)
    return person


def taken(round_: Round) -> list[float]:
    """The targets of the summary's trials."""
    return [trial["target_deg"] for trial in round_.outcome().trials]


def test_what_is_taken_is_the_summarys_target_and_offered_no_more_in_its_round() -> None:
    person = session(70.0, 30.0, 50.0, 50.0)
    assert taken(person.round) == [70.0, 30.0, 50.0, 50.0]
    assert [trial.get("choices") for trial in person.round.outcome().trials] == [3.0, 2.0, None, 3.0]


def test_equal_play_is_equal_and_another_choice_is_another() -> None:
    one, again, other = session(70.0, 30.0), session(70.0, 30.0), session(50.0, 30.0)
    assert one.round.digest() == again.round.digest() != other.round.digest()


@pytest.mark.parametrize("name", LEVELS)
def test_a_simulated_person_takes_every_lantern_of_each_round_once(name: str) -> None:
    """Their choice follows from what they can; the same seed plays the same."""
    round_ = played(name, seed=3, repetitions=6)
    trials = [trial for trial in round_.outcome().trials if trial["purpose"] == "practice"]
    places = [trial["target_deg"] for trial in trials[:3]]
    assert sorted(places) == [50.0, 70.0, 90.0] and places[0] == 90.0
    assert played(name, seed=3, repetitions=6).digest() == round_.digest()
