"""Reminders: a calendar reads from the file what was written, and its days are those that were asked for."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coaching.weekdays import WEEKDAYS
from game.people.reminders import TITLE_LETTERS_MAX, Reminders, calendar, first_after, identity_of

WEEKS = 3
TITLES = st.text(min_size=1, max_size=TITLE_LETTERS_MAX).filter(str.isprintable)
ASKED = st.builds(
    Reminders,
    st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(lambda days: tuple(day for day in WEEKDAYS if day in days)),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    TITLES,
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2037, 12, 31)).flatmap(
    lambda now: st.integers(-12, 14).map(lambda hours: now.replace(tzinfo=timezone(timedelta(hours=hours))))
)


def entry(text: str) -> Any:
    """The only entry of a calendar file, as another parser reads it."""
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return event


@settings(max_examples=40)
@given(ASKED, MOMENTS)
def test_a_calendar_reads_what_was_asked_for(reminders: Reminders, now: datetime) -> None:
    """By another parser: the title as it was, times of no zone, an alarm at the hour, and the next weeks' days exactly,
    none of them in the past."""
    event = entry(calendar(reminders, "one", now))
    starts = event["DTSTART"].dt
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=starts)
    here = now.replace(tzinfo=None)
    days = (here.date() + timedelta(days=each) for each in range(7 * WEEKS + 1))
    hours = [datetime.combine(day, reminders.at) for day in days if WEEKDAYS[day.weekday()] in reminders.days]
    expected = [hour for hour in hours if hour > here][: 2 * len(reminders.days)]
    assert starts.tzinfo is None
    assert [hour for hour, _ in zip(rule, expected, strict=False)] == expected
    assert str(event["SUMMARY"]) == reminders.title
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(0)
    assert alarm["ACTION"] == "DISPLAY"


@settings(max_examples=40)
@given(ASKED, MOMENTS)
def test_the_file_is_lines_as_the_standard_has_them(reminders: Reminders, now: datetime) -> None:
    """Each ends with both, is at most 75 octets long, and is whole letters."""
    text = calendar(reminders, "one", now).encode("utf-8")
    lines = text.split(b"\r\n")
    assert lines.pop() == b""
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") for line in lines)


def test_what_is_written_later_takes_the_place_of_the_older() -> None:
    """The same identity, and a later stamp and number: what a calendar goes by."""
    now = datetime(2026, 3, 1, 9, tzinfo=UTC)
    older, newer = (
        entry(calendar(Reminders((day,), time(10)), "one", moment))
        for day, moment in ((WEEKDAYS[0], now), (WEEKDAYS[4], now + timedelta(minutes=1)))
    )
    assert older["UID"] == newer["UID"]
    assert older["SEQUENCE"] < newer["SEQUENCE"]
    assert older["DTSTAMP"].dt < newer["DTSTAMP"].dt


def test_without_a_title_of_their_own_nobody_learns_what_it_is_for() -> None:
    said = calendar(Reminders(("monday",), time(10)), "one", datetime(2026, 3, 1, tzinfo=UTC))
    assert "SUMMARY:Time for Moveagain\r\n" in said
    assert "CLASS:PRIVATE\r\n" in said


@pytest.mark.parametrize(("hour", "day"), [(9, 2), (10, 9), (11, 9)])
def test_on_the_day_itself_it_begins_only_while_the_hour_is_still_to_come(hour: int, day: int) -> None:
    """Monday the second of March 2026, asked for at ten on Mondays."""
    reminders = Reminders(("monday",), time(10))
    assert first_after(reminders, datetime(2026, 3, 2, hour, tzinfo=UTC)).day == day


def test_a_persons_identity_stays_is_their_own_and_does_not_say_who_they_are(tmp_path: Path) -> None:
    first = identity_of(tmp_path, "P01")
    assert identity_of(tmp_path, "P01") == first
    assert identity_of(tmp_path, "P02") != first
    assert identity_of(tmp_path / "elsewhere", "P01") != first
    assert "P01" not in first
