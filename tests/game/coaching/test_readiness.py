"""The safety check: few questions, each of which forbids; what a no throughout allows, and for how long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from game.coaching.readiness import (
    ANSWERS_TOO,
    ASK_FIRST,
    ASKED,
    HOLDS_DAYS,
    SAFETY_CHECK,
    VERSION,
    forbidden,
    holds,
    is_asked,
    passed,
)
from game.coaching.safety import DO_NOT_EXERCISE, SKIN_SORE
from tests.game.build import prescription

DAY = date(2026, 3, 1)
NO = {each.name: 0.0 for each in ASKED}


def test_there_are_at_most_eight_questions_of_at_most_eight_words() -> None:
    assert len(ASKED) <= 8
    assert all(len(each.words.split()) <= 8 for each in ASKED)
    assert len({each.name for each in ASKED}) == len(ASKED)


@pytest.mark.parametrize("asked", ASKED)
def test_any_yes_forbids_and_the_therapist_reads_which(asked: object) -> None:
    """Whatever else was answered, and before the others are: in words that say what to do."""
    name = getattr(asked, "name", "")
    for answers in ({name: 1.0}, {**NO, name: 1.0}):
        told = forbidden(answers)
        assert told is not None and not passed(answers)
        assert told[0] in (ASK_FIRST, DO_NOT_EXERCISE, SKIN_SORE) and told[1]


def test_nothing_less_than_every_no_passes() -> None:
    assert passed(NO) and forbidden(NO) is None
    assert not any(passed({key: NO[key] for key in NO if key != left}) for left in NO)
    assert forbidden({}) is None and not passed({})
    assert forbidden({SAFETY_CHECK: 1.0}) is not None and forbidden({SAFETY_CHECK: 0.0}) is None


def test_all_that_is_asked_of_the_day_is_among_it() -> None:
    """So that it need not be asked twice in the sitting: each word of what may be new stands in a question."""
    words = " ".join(each.words.lower() for each in ASKED)
    new = "fall, weakness, numbness, bad headache, chest pain, breath, dizzy, fever, swollen or red limb, opened wound"
    assert not [each for each in (*new.split(", "), "sore skin") if each not in words]
    assert set(ANSWERS_TOO) == {SAFETY_CHECK, "anything_new", "skin_sore"} and not any(ANSWERS_TOO.values())


@pytest.mark.parametrize(
    ("days", "version", "still"),
    [
        (0, VERSION, True),
        (HOLDS_DAYS - 1, VERSION, True),
        (HOLDS_DAYS, VERSION, False),
        (-1, VERSION, False),
        (0, VERSION + 1, False),
    ],
)
def test_it_holds_for_28_days_and_for_these_questions_only(days: int, version: int, still: bool) -> None:
    assert holds(DAY - timedelta(days=days), version, DAY) is still


def test_it_is_asked_only_where_no_prescription_stands() -> None:
    """Neither before it begins nor once it has ended."""
    stands = prescription("shoulder_abduction_reach_1")
    begins = date.fromisoformat(stands.valid_from)
    assert is_asked(None, begins)
    assert not is_asked(stands, begins) and not is_asked(stands, stands.reviewed_by)
    assert is_asked(stands, begins - timedelta(days=1)) and is_asked(stands, stands.reviewed_by + timedelta(days=1))
