"""What is left of today: sessions, hours between them, days, minutes, movements, and half of it in the first week."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.blanks import BLANKS
from game.coaching.caps import (
    allowed_today,
    in_first_week,
    minutes_left,
    refuse_after_stops,
    refuse_caps,
    repetitions_left,
    share_of,
)
from game.coaching.history import History, Past
from game.coaching.prescription import Prescription
from game.coaching.safety import DO_NOT_EXERCISE
from game.content import find_level
from game.level import read_level
from tests.game.build import REACH, prescription

NOW = datetime(2031, 3, 14, 18, 0, tzinfo=UTC)
LEVEL = read_level(REACH, "")
TEST = read_level(*find_level("shoulder_flexion_range_test_1"))


def past(hours_ago: float, minutes: float = 5.0, sitting: str | None = None, **more: Any) -> Past:
    """A session that began so long ago; each a sitting of its own unless it is said."""
    at = NOW - timedelta(hours=hours_ago)
    known = {"movement": LEVEL.movement, "active_min": minutes, "repetitions": 10, "prescription": "a"}
    return Past(LEVEL.id, sitting or f"{hours_ago}", at, at + timedelta(minutes=minutes), **{**known, **more})


def history(*sessions: Past, sitting: str | None = None, long_ago: bool = True, **more: Any) -> History:
    """Somebody who has done this, and began with it a month ago unless it is said."""
    first = (past(24.0 * 30),) if long_ago else ()
    found = sorted((*first, *sessions), key=lambda each: each.started)
    return History(NOW, tuple(found), sitting, **more)


def allowing(**said: Any) -> Prescription:
    """One that says this beside its level."""
    return Prescription.model_validate({**prescription(LEVEL.id).as_row(), "levels": (LEVEL.id,), "format": 2, **said})


def refused(found: History, **said: Any) -> str:
    return str(refuse_caps(LEVEL, allowing(**said), found))


def test_two_sessions_a_day_four_hours_apart_six_days_of_seven() -> None:
    """Where nothing else is said; each refusal says what is too much, and from when it goes on."""
    assert refused(history()) == "None"
    assert refused(history(past(5.0))) == "None"
    assert refused(history(past(9.0), past(5.0))) == (
        "That was 2 sessions today, as many as your prescription has. Go on tomorrow."
    )
    assert refused(history(past(3.0))) == (
        "Your prescription has 4 hours between two sessions. Begin the next from 19:05, or go on with the sitting that "
        "was begun."
    )
    week = [past(24.0 * day) for day in range(1, 7)]
    assert refused(history(*week)) == (
        "You played on 6 of the last seven days, as many as your prescription has. Rest today."
    )
    assert refused(history(*week[1:])) == "None"
    assert refused(history(*week, past(5.0))) == "None", "a day that is begun may go on"


def test_the_order_in_which_it_is_asked() -> None:
    """Sessions, hours, days, minutes."""
    everything = history(past(5.0, 15.0), past(1.0, 15.0), *(past(24.0 * day) for day in range(1, 7)))
    assert "2 sessions" in refused(everything)
    assert "hours between" in refused(everything, sessions_a_day=6)
    assert "all the time" in refused(everything, sessions_a_day=6, hours_apart=0)


def test_a_sitting_goes_on_as_one_session() -> None:
    """Several levels of one sitting; not one of an hour before, though it bears the same id."""
    assert refused(history(past(0.2, sitting="now"), past(0.1, sitting="now"), sitting="now")) == "None"
    assert "hours between" in refused(history(past(2.0, sitting="now"), sitting="now"))


def test_twenty_active_minutes_a_day() -> None:
    assert "all the time" in refused(history(past(5.0, 19.8)))
    assert minutes_left(LEVEL, allowing(), history(past(5.0, 12.0))) == pytest.approx(8.0)
    own = {LEVEL.movement: {"minutes_a_day": 6.0}}
    assert minutes_left(LEVEL, allowing(movements=own), history(past(5.0, 4.0))) == pytest.approx(2.0)
    other = history(past(5.0, 4.0, movement="elbow_flexion"))
    assert minutes_left(LEVEL, allowing(movements=own), other) == pytest.approx(6.0)


def test_movements_a_day_in_all_and_of_one_kind() -> None:
    assert repetitions_left(LEVEL, allowing(), history(past(5.0))) == math.inf
    assert repetitions_left(LEVEL, allowing(repetitions_a_day=25), history(past(5.0))) == 15
    own = {LEVEL.movement: {"repetitions_a_day": 10}}
    assert "all the movements" in refused(history(past(5.0)), movements=own)
    assert "one session" in refused(history(past(5.0)), movements={LEVEL.movement: {"sessions_a_day": 1}})


def test_half_the_dose_in_the_first_week() -> None:
    """Seven days from the first session with it; of nobody's sessions from the day on which it begins. A test has its
    own dose."""
    day, new = NOW.date(), history(long_ago=False)
    assert in_first_week(allowing(), new, day)
    assert share_of(LEVEL, allowing(), new, day) == 0.5
    assert minutes_left(LEVEL, allowing(), new) == 10.0
    assert share_of(LEVEL, allowing(first_week_share=0.8), new, day) == 0.8
    assert share_of(TEST, allowing(), new, day) == 1.0
    assert in_first_week(allowing(), history(past(24.0 * 6), long_ago=False), day)
    assert not in_first_week(allowing(), history(past(24.0 * 7), long_ago=False), day)
    assert in_first_week(allowing(valid_from="2031-03-08"), None, day)
    assert not in_first_week(allowing(valid_from="2031-03-07"), None, day)


def test_what_is_allowed_stands_in_one_value() -> None:
    """Rests, the wall and what is left; and without a prescription gentle mode."""
    found = allowed_today(LEVEL, allowing(pain="protective"), NOW.date(), history(past(5.0, 12.0)))
    assert (found.rest_s, found.rest_every_s) == (BLANKS.rest_s, BLANKS.rest_every_s)
    assert found.protective and found.minutes == pytest.approx(8.0) and found.standing == "no"
    assert found.wall.ceiling_deg == LEVEL.row.safe_deg[1]
    gentle = allowed_today(LEVEL, None, NOW.date(), None)
    assert (gentle.minutes, gentle.range_rises, gentle.standing) == (10.0, False, "no")
    assert not allowed_today(LEVEL, allowing(after_surgery=True), NOW.date(), None).range_rises


def test_a_clock_that_was_set_back_lifts_no_cap() -> None:
    """What lies ahead of now by less than a day was done today; what lies further ahead tells nothing."""
    assert "hours between" in refused(history(past(-3.0)))
    assert "2 sessions" in refused(history(past(-3.0), past(-8.0)))
    assert refused(history(past(-24.0 * 300))) == "None"


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        ("stopped_unwell", f"You felt unwell earlier today. {DO_NOT_EXERCISE}"),
        ("stopped_fall", "There was a fall today"),
    ],
)
def test_after_feeling_unwell_or_a_fall_nothing_is_played_that_day(ended: str, words: str) -> None:
    assert words in str(refuse_after_stops(LEVEL, history(past(5.0, ended=ended))))
    assert refuse_after_stops(LEVEL, history(past(24.0, ended=ended))) is None
    assert refuse_after_stops(LEVEL, None) is None


def test_a_movement_that_hurt_is_left_for_the_day_and_a_second_stop_ends_it() -> None:
    """Another may be offered in between."""
    other = read_level(*find_level("elbow_flexion_reach_1"))
    once = history(past(0.1, ended="stopped_pain"))
    assert "This movement hurt today" in str(refuse_after_stops(LEVEL, once))
    assert refuse_after_stops(other, once) is None
    twice = history(past(0.2, ended="stopped_pain"), past(0.1, ended="stopped_pain", movement="elbow_flexion"))
    assert "It hurt twice today" in str(refuse_after_stops(other, twice))


def test_the_usual_pain_is_the_median_of_the_last_answers() -> None:
    assert math.isnan(history().usual_pain)
    assert history(*(past(24.0 * day, pain_before=float(day)) for day in range(1, 10))).usual_pain == 4.0
    assert math.isnan(history(past(24.0, pain_before=3.0), nobodys=True).usual_pain)


def test_the_morning_after_is_asked_about_once() -> None:
    """And says whether the level is to be a lower one."""
    assert not History(NOW).asks_of_the_morning
    assert history(past(20.0)).asks_of_the_morning
    answered = past(2.0, pain_morning=4.0)
    assert not history(past(20.0, pain_before=2.0), answered).asks_of_the_morning


@given(
    st.lists(
        st.tuples(st.floats(-48.0, 24.0 * 40), st.floats(0.0, 30.0), st.sampled_from(["x", "y", "z"])), max_size=12
    )
)
def test_no_history_lets_anybody_pass_a_cap(sessions: list[tuple[float, float, str]]) -> None:
    """Whatever was played, in whatever order the clock says: what is let play stays inside the day's minutes."""
    found = history(*(past(hours, minutes, sitting) for hours, minutes, sitting in sessions), sitting="x")
    why = refuse_caps(LEVEL, allowing(), found)
    if why is None:
        allowed = allowed_today(LEVEL, allowing(), NOW.date(), found)
        assert 0.0 < allowed.minutes <= BLANKS.minutes_a_day - found.minutes_today + 1e-9
        assert found.sessions_today < BLANKS.sessions_a_day


def test_nobodys_session_counts_toward_no_cap() -> None:
    assert refuse_caps(LEVEL, allowing(), None) is None
    assert refuse_caps(LEVEL, allowing(), history(past(0.1), past(0.2), past(0.3), nobodys=True)) is None
    assert date.fromisoformat("2031-03-14") == NOW.date()
