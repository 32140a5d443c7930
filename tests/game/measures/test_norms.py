"""A norm is shown only to whom it fits, and only when somebody has seen it in its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import NORMS, Norm, norm_for
from game.motion.movements import MOVEMENTS

names = st.sampled_from(sorted({row.of for row in NORMS}))
ages = st.one_of(st.none(), st.floats(0.0, 110.0))
sexes = st.sampled_from([None, "female", "male"])
methods = st.sampled_from([None, "button", "robot", "inclinometer"])
meanings = st.sampled_from([None, *sorted({row.meaning for row in NORMS})])


@given(names, ages, sexes, st.booleans(), methods, meanings, st.sampled_from([None, "stroke", "parkinson"]))
def test_whatever_is_asked_the_answer_fits_or_says_why_there_is_none(of, age, sex, active, method, meaning, condition):  # type: ignore[no-untyped-def]
    found = norm_for(of, age_years=age, sex=sex, active=active, method=method, meaning=meaning, condition=condition)
    assert (found.norm is None) == bool(found.reason)
    if (norm := found.norm) is not None:
        assert norm.status == "source" and norm.of == of
        assert norm.has_age(age) and norm.sex in (None, sex)
        assert norm.active in (None, active) and norm.method in (None, method)
        assert norm.condition in (None, condition)


def test_every_row_says_what_it_is_and_where_it_stands() -> None:
    for row in NORMS:
        assert row.of and row.unit and row.population and row.source, row
        assert row.low is None or (row.high is not None and row.low <= row.value <= row.high), row
        assert row.ages is None or row.ages[0] < row.ages[1], row


def test_no_two_rows_say_different_things_of_the_same_people() -> None:
    kept = [
        (row.of, row.meaning, row.active, row.sex, row.ages, row.posture, row.method, row.condition)
        for row in NORMS
        if row.status == "source"
    ]
    assert len(kept) == len(set(kept))


@pytest.mark.parametrize("name", MOVEMENTS)
def test_the_table_of_movements_and_this_one_agree(name: str) -> None:
    shown = MOVEMENTS[name].norm
    rows = [row for row in NORMS if row.of == name and row.population == "adults" and row.meaning == "usual"]
    for row in rows if shown is not None and shown.source.startswith("AAOS") else ():
        assert shown is not None
        assert (row.value, row.status) == (shown.value_deg, shown.status)


def test_the_closest_population_is_given() -> None:
    assert value("shoulder_flexion") == 180.0
    assert value("shoulder_flexion", age_years=30.0, sex="male") == 167.0
    assert value("shoulder_flexion", age_years=70.0, sex="female") == 165.0
    assert value("timed_up_and_go", age_years=79.9) == 9.2
    assert value("five_times_sit_to_stand", age_years=65.0) == 11.4


def value(of: str, **asked: object) -> float:
    found = norm_for(of, **asked).norm  # type: ignore[arg-type]
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    ("of", "asked", "reason"),
    [
        ("whistling", {}, "nothing is known of it"),
        ("knee_flexion", {}, "what is known has not been checked against its source"),
        ("timed_up_and_go", {}, "it depends on age, which is not known"),
        ("timed_up_and_go", {"age_years": 30.0}, "nobody of this age was measured"),
        ("functional_reach", {"age_years": 50.0}, "it depends on sex, which is not known"),
        ("reaction_time", {"age_years": 30.0}, "it was measured only in another way"),
        ("five_times_sit_to_stand", {"meaning": "noticed_change"}, "only people with another complaint were measured"),
        (
            "romberg",
            {"posture": "seated", "method": "force plate, looking at 40 cm"},
            "it was measured only in another posture",
        ),
    ],
)
def test_what_does_not_fit_is_not_shown_and_the_reason_is_told(of: str, asked: dict[str, object], reason: str) -> None:
    assert norm_for(of, **asked).reason == reason  # type: ignore[arg-type]


def test_what_an_examiner_reached_is_not_held_against_what_somebody_reaches_alone() -> None:
    row = Norm("bend", 140.0, "deg", "adults", "a table", "source", active=False)
    assert norm_for("bend", rows=[row]).reason == "it was measured only by an examiner"
    assert norm_for("bend", active=False, rows=[row]).norm is row
    other = Norm("bend", 130.0, "deg", "adults", "a table", "source", active=True)
    assert norm_for("bend", active=False, rows=[other]).reason == "it was measured only as people move by themselves"
    assert norm_for("bend", rows=[row, other]).norm is other
