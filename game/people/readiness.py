"""Readiness in the home: of each person when the safety check was last answered with no throughout, and which one."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

from game.people.errors import PeopleError
from game.people.file import read_text, write_whole
from game.people.folder import person_folder

FORMAT = 1
FILE = "safety_check.json"
"""Only that it was passed is kept: a yes forbids play, is told to the therapist, and is asked again."""


def keep_passed(home: Path, person: str, day: date, version: int) -> None:
    """Keep that it was answered with no throughout. Raises PeopleError; then it is asked again next time."""
    row = {"format": FORMAT, "version": version, "answered_on": day.isoformat()}
    write_whole(person_folder(home, person) / FILE, json.dumps(row) + "\n")


def passed_on(home: Path, person: str) -> tuple[date, int] | None:
    """When it was, and which version of the questions; None where it was not, or nobody can tell any more. It never
    raises: what cannot be read is asked again."""
    with suppress(PeopleError, ValueError, KeyError, TypeError, RecursionError):
        row = json.loads(read_text(person_folder(home, person) / FILE) or "")
        if row["format"] == FORMAT and isinstance(row["version"], int):
            return date.fromisoformat(row["answered_on"]), row["version"]
    return None
