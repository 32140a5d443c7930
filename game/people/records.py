"""Records in the home: of each person what keeps levels from being offered, in one YAML file that people write."""

from __future__ import annotations

import re
from pathlib import Path

from game.coaching.record import PatientRecord, read_record
from game.people.file import read_text
from game.people.folder import person_folder

FILE = "record.yaml"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


def record_path(home: Path, person: str) -> Path:
    """Where the person's record is kept: under their own name where that is a plain word, so that people find it, else
    in the folder that is theirs."""
    if _PLAIN.fullmatch(person):
        return home / "people" / f"{person}.yaml"
    return person_folder(home, person) / FILE


def record_of(home: Path, person: str) -> PatientRecord | None:
    """The person's record; None where nobody wrote one. Raises PeopleError, or LevelProblems for what is in it."""
    path = record_path(home, person)
    text = read_text(path)
    return None if text is None else read_record(text, str(path))
