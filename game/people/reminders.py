"""Reminders: on which weekdays and when somebody wants to be reminded, and the calendar file (RFC 5545) of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from game.coaching.weekdays import WEEKDAYS, Weekday
from game.people.file import read_text, write_whole
from game.people.folder import person_folder

TITLE = "Time for Moveagain"
"""Says nothing of health: a calendar is seen by others."""
TITLE_LETTERS_MAX = 80
FILE = "reminders.id"
_LINE_OCTETS_MAX = 75
"""RFC 5545, 3.1: longer lines are folded."""
_ENTRY_MIN = 15
"""How long the entry is in the calendar, where it keeps no time from anything else: a choice."""
_OPENING = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Moveagain//Reminders//EN", "CALSCALE:GREGORIAN")


@dataclass(frozen=True, slots=True)
class Reminders:
    """When one person wants to be reminded, by the clock of wherever they are."""

    days: tuple[Weekday, ...]
    """At least one, in the order of the week."""
    at: time
    title: str = TITLE


def first_after(reminders: Reminders, now: datetime) -> date:
    """The first day on which the hour is still to come."""
    today = now.date()
    ahead = (today + timedelta(days=each) for each in range(1, 8))
    if WEEKDAYS[today.weekday()] in reminders.days and now.time() < reminders.at:
        return today
    return next(day for day in ahead if WEEKDAYS[day.weekday()] in reminders.days)


def calendar(reminders: Reminders, identity: str, now: datetime) -> str:
    """The calendar file: one entry that comes back every week, with an alarm when it is time.

    Its times are of no zone: ten o'clock stays ten o'clock, in summer and on a journey. `identity` is the same each
    time, so that a calendar takes the newer file for a change of the older; `now` has an offset.
    """
    starts = datetime.combine(first_after(reminders, now), reminders.at)
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    title = _escaped(reminders.title)
    lines = (
        *_OPENING,
        "BEGIN:VEVENT",
        f"UID:{identity}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{int(now.timestamp()) // 60}",
        f"DTSTART:{starts:%Y%m%dT%H%M%S}",
        f"DURATION:PT{_ENTRY_MIN}M",
        f"RRULE:FREQ=WEEKLY;BYDAY={','.join(day[:2].upper() for day in reminders.days)}",
        f"SUMMARY:{title}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{title}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    """As a text value has it (RFC 5545, 3.3.11)."""
    for letter in "\\;,":
        text = text.replace(letter, f"\\{letter}")
    return text


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, all but the first after a space; no letter is cut in two."""
    part, octets = "", 0
    for letter in line:
        size = len(letter.encode("utf-8"))
        if octets + size > _LINE_OCTETS_MAX:
            yield part
            part, octets = " ", 1
        part += letter
        octets += size
    yield part


def identity_of(home: Path, person: str) -> str:
    """The word by which calendars know this person's reminders again; drawn once and kept, so that it tells nobody who
    they are. Raises PeopleError."""
    path = person_folder(home, person) / FILE
    try:
        return str(uuid.UUID((read_text(path) or "").strip()))
    except ValueError:
        drawn = str(uuid.uuid4())
        write_whole(path, f"{drawn}\n")
        return drawn
