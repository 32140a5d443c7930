"""Lights: how much light a person has earned in all, kept in one small file that the first screen can read at once.

The sessions say it; this is what they said last. Light only grows, so an older number is never too much.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from game.people.errors import PeopleError
from game.people.file import read_text, write_whole
from game.people.folder import person_folder

FORMAT = 1
FILE = "lights.json"


def light_in(home: Path, person: str) -> int:
    """All the light that is kept of this person; 0 where none is, or the file cannot be read. It never raises."""
    with suppress(PeopleError, ValueError, KeyError, TypeError, RecursionError):
        row = json.loads(read_text(person_folder(home, person) / FILE) or "{}")
        if row["format"] == FORMAT:
            return max(0, int(row["light"]))
    return 0


def keep_light(home: Path, person: str, light: int) -> None:
    """Keep it; an unchanged number is not written again. Where the disk does not take it, the sessions still know."""
    if light != light_in(home, person):
        with suppress(PeopleError):
            write_whole(person_folder(home, person) / FILE, json.dumps({"format": FORMAT, "light": light}) + "\n")
