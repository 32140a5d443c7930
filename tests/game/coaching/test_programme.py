"""Programmes: sound or refused with line and column; what is due on a day; the six that are shipped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.programme import Programme, due_in, due_on
from game.coaching.programme_text import read_programme
from game.coaching.weekdays import WEEKDAYS
from game.content import find_level, shipped_levels, shipped_programmes
from game.level import LevelProblems, read_level

LEVELS = {name: read_level(*find_level(name)) for name in shipped_levels()}
SHIPPED = {name: read_programme(path.read_bytes(), str(path), LEVELS) for name, path in shipped_programmes().items()}
SOUND = """\
format: 1
id: elbow
title: The elbow
about: Bending the elbow.
suits: Somebody whose elbow is stiff.
excludes: [recent_surgery, fracture_not_healed, sling_or_brace]
approval: A therapist must approve this programme.
weeks: 3
days: [monday, thursday]
dose:
  repetitions_a_day: 30
  minutes_a_day: 10
  source: A choice.
warm_up:
  - ladder: elbow_flexion_reach
    steps: [1, 1, 1]
    repetitions: 6
    minutes: 2
main:
  - ladder: elbow_flexion_reach
    steps: [0, 1, 2]
    repetitions: 8
    minutes: 4
    sides: both
  - ladder: wrist_extension_reach
    steps: [1, 1, 2]
    repetitions: 6
    minutes: 2
    days: [thursday]
cool_down:
  - ladder: elbow_flexion_reach
    steps: [1, 1, 1]
    repetitions: 2
    minutes: 1
"""
MONDAY = date(2026, 3, 2)


def problems(*changes: tuple[str, str]) -> list[str]:
    """The problems of the sound programme with these pieces of it changed, as `line:column: what`."""
    text = SOUND
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    try:
        read_programme(text, "elbow.yaml", LEVELS)
    except LevelProblems as wrong:
        return [line.removeprefix("elbow.yaml:") for line in str(wrong).splitlines()]
    return []


def programme() -> Programme:
    return read_programme(SOUND, "elbow.yaml", LEVELS)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("title: The elbow", "titel: The elbow"), "unknown key “titel”. Did you mean “title”?"),
        (("id: elbow", "id: arm"), "2:5: id is “arm”, but the file is named “elbow”"),
        (("approve this", "see this"), "7:11: approval has to say that a therapist must approve it"),
        (("[monday, thursday]", "[thursday, monday]"), "9:7: each weekday stands once, in the order of the week"),
        (("[monday, thursday]", f"[{', '.join(WEEKDAYS)}]"), "9:7: 7 days a week are more than 6; leave one free"),
        (("[monday, thursday]", "[monday, thursdy]"), "9:16: days takes monday, tuesday"),
        (("steps: [0, 1, 2]", "steps: [0, 1]"), "2 steps for 3 weeks; one a week, 0 for none"),
        (("steps: [0, 1, 2]", "steps: [2, 0, 1]"), "a step comes down again; steps stay or rise"),
        (("steps: [0, 1, 2]", "steps: [1, 2, 9]"), "there is no level elbow_flexion_reach_9"),
        (("ladder: wrist_extension_reach", "ladder: wrist_reach"), "25:13: there is no level wrist_reach_1"),
        (("days: [thursday]", "days: [friday]"), "29:11: friday is no day of the programme"),
        ((", sling_or_brace", ""), "excludes sling_or_brace, so the programme does: add it"),
        (("minutes_a_day: 10", "minutes_a_day: 2"), "minutes of play, and the dose says 2"),
        (("minutes_a_day: 10", "minutes_a_day: 21"), "minutes_a_day takes a number"),
        (("repetitions_a_day: 30", "repetitions_a_day: 29"), "week 2 asks for 30 repetitions, and the dose says 29"),
        (("weeks: 3", "weeks: 3\nsessions_a_day: 2\nhours_apart: 3"), "two sessions a day lie at least 4 hours apart"),
        (("weeks: 3", "weeks: 3\nfirst_week_share: 0.8"), "the first week asks for 0.5 of the dose at most"),
        (("weeks: 3", "weeks: 3\nformat_: 1"), "unknown key “format_”"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(change: tuple[str, str], said: str) -> None:
    """In words, at the line that it stands in."""
    assert problems() == []
    found = problems(change)
    assert any(said in each for each in found), found


def test_the_caps_of_a_level_hold_for_a_day_of_a_programme() -> None:
    """Not for each item alone: what several of them ask of one level on one side is added up, sessions too."""
    text = SOUND.replace("elbow_flexion_reach", "knee_extension_reach").replace(
        "repetitions_a_day: 30", "repetitions_a_day: 900"
    )
    text = text.replace("minutes_a_day: 10", "minutes_a_day: 20")
    assert "100" in "".join(_said(text.replace("repetitions: 8", "repetitions: 101")))
    assert "30 of a joint after surgery" in "".join(_said(text.replace("repetitions: 8", "repetitions: 23")))
    assert _said(text.replace("repetitions: 8", "repetitions: 22")) == []


def _said(text: str) -> list[str]:
    try:
        read_programme(text, "elbow.yaml", LEVELS)
    except LevelProblems as wrong:
        return str(wrong).splitlines()
    return []


@given(days=st.integers(-30, 60))
def test_something_is_due_on_its_days_of_its_weeks_and_on_no_other(days: int) -> None:
    """With half of it in the first week."""
    day = MONDAY + timedelta(days)
    due = due_on(programme(), LEVELS, day, MONDAY)
    on = 0 <= days < 21 and day.weekday() in (0, 3)
    assert bool(due.dues) is on
    assert due.weekday == WEEKDAYS[day.weekday()]
    if on:
        warm_up = due.dues[0]
        assert (warm_up.part, warm_up.expected.repetitions) == ("warm_up", 3 if days < 7 else 6)


def test_the_order_the_sides_and_the_steps_of_a_day() -> None:
    """Warm-up, main, cool-down; both sides of what is for both; the step of the week."""
    thursday = due_in(programme(), LEVELS, 3, "thursday", affected="left")
    assert [(due.part, due.level.id, due.side) for due in thursday.dues] == [
        ("warm_up", "elbow_flexion_reach_1", "left"),
        ("main", "elbow_flexion_reach_2", "left"),
        ("main", "elbow_flexion_reach_2", "right"),
        ("main", "wrist_extension_reach_2", "left"),
        ("cool_down", "elbow_flexion_reach_1", "left"),
    ]
    assert thursday.repetitions == 6 + 8 + 8 + 6 + 2
    monday = due_in(programme(), LEVELS, 1, "monday")
    assert [due.part for due in monday.dues] == ["warm_up", "cool_down"]


def test_a_prescription_allows_the_levels_up_to_the_week() -> None:
    """What is for later is not yet allowed."""
    assert programme().level_ids(1) == ("elbow_flexion_reach_1", "wrist_extension_reach_1")
    assert programme().level_ids(0) == ()
    assert set(programme().level_ids()) == set(programme().level_ids(3)) > set(programme().level_ids(2))


def test_six_are_shipped() -> None:
    """For these."""
    assert sorted(SHIPPED) == [
        "ankle_and_balance",
        "hemiparetic_arm",
        "knee",
        "seated_trunk",
        "shoulder",
        "wrist_and_forearm",
    ]


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_programme_states_its_dose_and_asks_for_no_more_than_half_in_its_first_week(name: str) -> None:
    """In movements and minutes of the fullest day."""
    found = SHIPPED[name]
    fullest = [max(due_in(found, LEVELS, week, day).play_min for day in found.days) for week in (1, found.weeks)]
    assert fullest[0] <= 0.5 * found.dose.minutes_a_day + 0.5
    assert fullest[1] <= found.dose.minutes_a_day <= 20
    assert "choice of this project" in found.dose.source
    assert found.review == "none"


@pytest.mark.parametrize("week", range(2, 7))
def test_twenty_minutes_for_the_weaker_arm_hold_three_hundred_repetitions(week: int) -> None:
    """Of reach and tandem, at a comfortable pace, with every rest taken; the rules for it are those of every level."""
    found = SHIPPED["hemiparetic_arm"]
    main = [due for due in due_in(found, LEVELS, week, found.days[0]).dues if due.part == "main"]
    assert {due.level.kind for due in main} == {"reach", "tandem"}
    assert {due.level.dose.rest_every_s for due in main} == {180.0} and {due.level.dose.rest_s for due in main} == {
        30.0
    }
    assert sum(due.expected.repetitions for due in main) >= 300
    assert sum(due.expected.minutes for due in main) + found.rest_between_s / 60.0 <= 20.0
