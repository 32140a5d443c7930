"""Equal setups, samples and words give equal Rounds; anything else gives another digest."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from game.exercises.events import as_row
from game.round import Command, Do, Phase, RoundSetup, setup_from_row
from game.scoring.outcome import canonical
from tests.game.build import FOREARM, REACH, Wearer, playing, setup, wearer

SHUFFLED = REACH.replace("tolerance_deg: 8", "order: shuffled")


def session(level: str = REACH, third_deg: float = 70.0, word: Do | None = None, **more: Any) -> Wearer:
    """A short session."""
    person = playing(level, **more)
    person.lift(30.0)
    person.lift(40.0)
    if word is not None:
        person.say(word)
    person.lift(third_deg, seconds=1.5)
    return person


def test_equal_play_has_an_equal_digest() -> None:
    assert session().round.digest() == session().round.digest()
    assert session(SHUFFLED, seed=7).round.digest() == session(SHUFFLED, seed=7).round.digest()


@pytest.mark.parametrize(
    "other",
    [
        {"third_deg": 70.001},
        {"word": Do.PAUSE},
        {"level": REACH.replace("30, 50, 70", "30, 50, 71")},
        {"mode": "gentle"},
    ],
    ids=["a thousandth of a degree", "a word", "a level", "a mode"],
)
def test_other_play_has_another_digest(other: dict[str, Any]) -> None:
    assert session(**other).round.digest() != session().round.digest()


def test_another_seed_draws_another_order() -> None:
    assert len({session(SHUFFLED, seed=seed).round.digest() for seed in range(6)}) > 1


def test_looking_changes_nothing() -> None:
    watched, alone = playing(), playing()
    for _ in range(3):
        for person in (watched, alone):
            person.move(30.0)
            person.move(0.0)
        watched.round.view()
        watched.round.outcome()
        watched.round.digest()
    assert watched.round.digest() == alone.round.digest()


def test_the_outcome_is_strict_json_at_every_moment() -> None:
    person = wearer()
    canonical(person.round.outcome().as_row())
    person.wait(3.0)
    person.move(20.0)
    row = json.loads(canonical(person.round.outcome().as_row()))
    assert row["ended"] == "interrupted" and row["context"]["pain_before"] is None
    assert row["measures"]["sparc"] == {"value": None, "unit": "1", "valid": False, "reason": "no repetition was made"}
    for event in session().events:
        canonical(as_row(event))


def test_how_it_ended_is_the_hosts_word_only_where_the_round_has_none() -> None:
    person = playing()
    assert person.round.outcome().ended == "interrupted"
    assert person.round.outcome("signal_lost").ended == "signal_lost"
    assert person.round.digest("signal_lost") != person.round.digest()
    person.say(Do.FINISH)
    assert person.round.outcome("signal_lost").ended == "stopped_by_person"


def test_duration_is_that_of_the_ticks() -> None:
    person = wearer()
    person.wait(2.5)
    assert person.round.outcome().duration_s == pytest.approx(2.5)


def test_words_are_obeyed_before_samples_of_the_same_tick() -> None:
    person = playing()
    person.say(Do.PAUSE, Do.RESUME, Do.STOP)
    assert person.phase() is Phase.STOP


def test_a_setup_comes_back_from_its_row() -> None:
    mounts = {FOREARM: (0.0, -1.0, 0.0)}
    worn = (FOREARM, "sternum")
    written = setup(mode="gentle", worn=worn, seed=3, minutes=4.0, mounts=mounts, engine={"moveagain": "1"})
    assert setup_from_row(json.loads(json.dumps(written.as_row()))) == written


def test_a_row_written_before_mounts_were_kept_has_none() -> None:
    row = setup().as_row()
    del row["mounts"]
    assert setup_from_row(row) == setup()


@pytest.mark.parametrize("missing", ["level", "worn", "mode", "format"])
def test_a_row_that_lacks_a_value_is_refused(missing: str) -> None:
    row = setup().as_row()
    del row[missing]
    with pytest.raises(KeyError):
        setup_from_row(row)


def test_a_newer_setup_says_so() -> None:
    newer: RoundSetup = replace(setup(), format=99)
    with pytest.raises(ValueError, match="newer"):
        setup_from_row(newer.as_row())


def test_a_command_says_what_it_is() -> None:
    assert Command(Do.PAIN, 3.0) == Command(Do("pain"), 3.0, "")
