"""Two good sessions lead to the next level of a ladder, a painful morning to the one before; who decides is set."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from game.coaching.history import History, Past
from game.coaching.next_step import NextStep, StepRules, next_step, rules_of, step_beside
from game.coaching.prescription import Mode
from tests.game.build import prescription

NOON = datetime(2031, 3, 10, 12, 0, tzinfo=timezone(timedelta(hours=2)))
LADDER = ("knee_extension_reach_1", "knee_extension_reach_2", "knee_extension_reach_3")
MIDDLE = LADDER[1]


def past(days_ago: int, **other: object) -> Past:
    """A good session of the middle level, so many days ago."""
    started = NOON - timedelta(days=days_ago)
    good = Past(
        MIDDLE,
        str(days_ago),
        started,
        started + timedelta(minutes=5),
        repetitions=20,
        clean=16,
        pain_before=1.0,
        pain_after=1.0,
        pain_morning=1.0,
        side="right",
    )
    return replace(good, **other)  # type: ignore[arg-type]


def after(*sessions: Past, decides: Mode = "automatic", side: str = "right") -> NextStep:
    return next_step(MIDDLE, side, History(NOON, sessions), LADDER, decides)


def test_two_good_sessions_lead_to_the_next_level() -> None:
    found = after(past(2), past(1))
    assert found == NextStep(LADDER[2], 1, "automatic", "2 good sessions one after the other") and found.settled


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"clean": 15}, "15 of 20 were as asked"),
        ({"repetitions": 4, "clean": 4}, "not played to its end"),
        ({"ended": "stopped_by_person"}, "not played to its end"),
        ({"ended": "stopped_fatigue"}, "not played to its end"),
        ({"pain_after": 2.0}, "more after a session"),
        ({"pain_after": float("nan")}, "nobody was asked about pain"),
    ],
)
@pytest.mark.parametrize("which", [0, 1])
def test_one_that_is_not_good_keeps_the_level(other: dict[str, object], why: str, which: int) -> None:
    sessions = [past(2), past(1)]
    sessions[which] = replace(sessions[which], **other)  # type: ignore[arg-type]
    found = after(*sessions)
    assert (found.level, found.change) == (MIDDLE, 0) and why in found.why


def test_one_good_session_is_not_enough_nor_are_those_of_the_other_side_or_level() -> None:
    assert after(past(1)).change == 0
    assert after(past(2, side="left"), past(1)).change == 0
    assert after(past(2, level=LADDER[0]), past(1)).change == 0


def test_a_good_one_before_a_bad_one_does_not_count() -> None:
    assert after(past(3), past(2, clean=3), past(1)).change == 0
    assert after(past(3, clean=3), past(2), past(1)).change == 1


def test_a_little_more_pain_on_the_morning_after_keeps_the_level() -> None:
    """The answer stands in the first session of the next day played."""
    found = after(past(3), past(2), past(1, pain_morning=2.0))
    assert found.change == 0 and "morning after" in found.why


def test_much_more_pain_on_the_morning_after_is_one_level_lower_and_nobody_is_asked() -> None:
    other = past(0, level="elbow_flexion_reach_1", pain_morning=3.0)
    for decides in ("automatic", "ask_therapist", "ask_person", "fixed"):
        found = after(past(2), past(1), other, decides=decides)
        assert (found.level, found.change) == (LADDER[0], -1) and found.settled


def test_a_step_up_waits_for_the_morning_after() -> None:
    """Pain that comes overnight is not known before; a step down needs no morning, and midnight is none."""
    today = after(past(2), past(1), past(0))
    assert today.change == 0 and "not known yet" in today.why
    evening = NOON.replace(hour=23, minute=30)
    late = past(0, started=evening, ended_at=evening + timedelta(minutes=5))
    for hours, change in ((0.3, 0), (1.0, 0), (5.0, 0), (7.0, 1), (48.0, 1)):
        now = evening + timedelta(hours=hours)
        found = next_step(MIDDLE, "right", History(now, (past(1), late)), LADDER)
        assert found.change == change, hours
    other = past(0, level="elbow_flexion_reach_1", pain_morning=9.0)
    assert after(past(2), past(1), other).change == -1


def test_a_morning_nobody_was_asked_about_says_nothing() -> None:
    """Nor does the answer of a later day."""
    silent = past(1, pain_morning=float("nan"), level="elbow_flexion_reach_1")
    late = past(0, pain_morning=9.0, level="elbow_flexion_reach_1")
    assert after(past(3), past(2), silent, late).change == 1


@pytest.mark.parametrize(
    ("decides", "change", "settled"),
    [("automatic", 1, True), ("ask_therapist", 1, False), ("ask_person", 1, False), ("fixed", 0, True)],
)
def test_who_decides(decides: Mode, change: int, settled: bool) -> None:
    found = after(past(2), past(1), decides=decides)
    assert (found.change, found.settled, found.decides) == (change, settled, decides)


def test_a_prescription_may_ask_for_more_before_the_next_step() -> None:
    """More good sessions, and more of each as asked."""
    said, day = prescription(*LADDER, format=2, next_after=3, next_clean_share=0.9), NOON.date()
    assert rules_of(prescription(*LADDER), "knee_extension", day) == StepRules()
    rules = rules_of(said, "knee_extension", day)
    assert (rules.sessions, rules.clean_share) == (3, 0.9)
    for sessions, change in (([2, 1], 0), ([3, 2, 1], 1)):
        history = History(NOON, tuple(past(days, clean=18) for days in sessions))
        assert next_step(MIDDLE, "right", history, LADDER, "automatic", rules).change == change
    usual = History(NOON, tuple(past(days) for days in (3, 2, 1)))
    assert next_step(MIDDLE, "right", usual, LADDER, "automatic", rules).change == 0


def test_a_ladder_ends_with_the_levels_that_may_be_played() -> None:
    history = History(NOON, (past(2), past(1)))
    found = next_step(MIDDLE, "right", history, LADDER[:2])
    assert (found.level, found.change) == (MIDDLE, 0) and "no next step" in found.why
    assert step_beside(LADDER[0], -1, LADDER) is None and step_beside(LADDER[0], 2, LADDER) == LADDER[2]
