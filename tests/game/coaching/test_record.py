"""What is known of a person keeps levels from them, and the therapist reads why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.record import EXCLUDED_BY, RECENT_DAYS, PatientRecord, excluded, read_record
from game.coaching.refusal import refusal_of
from game.level import Level, LevelProblems, read_level
from game.level.schema import Exclusion
from tests.game.build import REACH, prescription

DAY = date(2026, 3, 10)
WORDS = get_args(Exclusion)
EVERYTHING = """\
format: 1
operated_on: 2026-03-01
fracture_not_healed: true
painful_shoulder: true
shoulder_subluxation: true
weight_bearing: partial
sling_or_brace: true
tone: high
lost_sensation: true
falls_in_six_months: 1
walking_aid: true
dizziness: true
sight: low
sight_field: left_missing
hearing: low
language: limited
memory: limited
seizures: true
light_sensitivity: true
implanted_electronics: true
adhesive_allergy: true
"""


def level(*excludes: Exclusion) -> Level:
    return read_level(REACH, "").model_copy(update={"excludes": excludes})


@pytest.mark.parametrize("word", WORDS)
def test_every_word_that_a_level_may_exclude_by_can_be_so_of_a_person(word: Exclusion) -> None:
    """And of a person of whom nothing is known it is not."""
    assert excluded(level(word), read_record(EVERYTHING, "r.yaml"), DAY) == (EXCLUDED_BY[word],)
    assert excluded(level(word), PatientRecord(format=1), DAY) == ()


def test_an_operation_is_recent_for_twelve_weeks() -> None:
    record = PatientRecord(format=1, operated_on="2026-03-01")
    operated = date(2026, 3, 1)
    assert excluded(level("recent_surgery"), record, operated + timedelta(days=RECENT_DAYS - 1))
    assert not excluded(level("recent_surgery"), record, operated + timedelta(days=RECENT_DAYS))


def test_a_movement_may_be_forbidden_on_one_side_only() -> None:
    """It is then offered for the other."""
    one = PatientRecord(format=1, forbidden_movements=("left_shoulder_abduction",))
    both = PatientRecord(format=1, forbidden_movements=("shoulder_abduction",))
    assert excluded(level(), one, DAY, "left") == ("raising the arm to the side is forbidden",)
    assert excluded(level(), one, DAY, "right") == excluded(level(), one, DAY) == ()
    assert excluded(level(), both, DAY) == ("raising the arm to the side is forbidden",)


def test_electrodes_have_exclusions_of_their_own() -> None:
    """Whatever the level says."""
    record = PatientRecord(format=1, implanted_electronics=True, adhesive_allergy=True)
    assert len(excluded(level(), record, DAY, electrodes=True)) == 2
    assert excluded(level(), record, DAY) == ()


def test_an_excluded_level_does_not_start_and_says_why() -> None:
    """Also where a prescription names it."""
    one = level("seizures", "recent_falls")
    record = PatientRecord(format=1, seizures=True, falls_in_six_months=2)
    allowed = prescription(one.id)
    assert refusal_of(one, allowed, DAY, record=record, side="right") == (
        f"{one.id} is not for this person: their record has seizures and a fall in the last six months. Choose another "
        "level, or ask the therapist."
    )
    assert refusal_of(one, allowed, DAY, side="right") is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tone: high", "tone: hi", "r.yaml:8:7: tone takes low, usual or high, not “hi”. Did you mean “high”?"),
        ("memory:", "memry:", "r.yaml:17:1: unknown key “memry”. Did you mean “memory”?"),
        ("2026-03-01", "yesterday", "r.yaml:2:14: operated_on takes a day such as 2026-03-01, not “yesterday”"),
        ("format: 1", "format: 9", "a patient's record of format 9 is for a newer Moveagain"),
        ("seizures: true", "forbidden_movements: [left_knee]", "forbidden_movements takes a row of the movement"),
    ],
)
def test_what_is_wrong_in_a_record_is_said_with_its_place(old: str, new: str, said: str) -> None:
    with pytest.raises(LevelProblems) as caught:
        read_record(EVERYTHING.replace(old, new), "r.yaml")
    assert said in str(caught.value)


@given(st.text(max_size=120) | st.sampled_from(EVERYTHING.splitlines()))
def test_any_text_is_a_record_or_has_problems(text: str) -> None:
    try:
        read_record(text, "r.yaml")
    except LevelProblems as problems:
        assert problems.problems
