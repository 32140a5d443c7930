"""Flags in the home: what a therapist should know of a person although nothing was played, one line each."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from game.people.file import read_text, write_whole
from game.people.folder import person_folder

FILE = "flags.jsonl"
"""JSON Lines: one object a flag, `at` and `flag`, oldest first."""
_MOST = 500
"""So many are kept, the latest."""


def flags_of(home: Path, person: str) -> list[tuple[str, str]]:
    """When and what, oldest first; a line that cannot be read is left out. Raises PeopleError."""
    found = []
    for line in (read_text(person_folder(home, person) / FILE) or "").splitlines():
        try:
            row = json.loads(line)
            found.append((str(row["at"]), str(row["flag"])))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def keep_flag(home: Path, person: str, at: datetime, flag: str) -> None:
    """Keep one more. Raises PeopleError."""
    kept = [*flags_of(home, person), (at.isoformat(timespec="seconds"), flag)][-_MOST:]
    lines = (json.dumps({"at": when, "flag": what}, ensure_ascii=False) for when, what in kept)
    write_whole(person_folder(home, person) / FILE, "\n".join(lines) + "\n")
