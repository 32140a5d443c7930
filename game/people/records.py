"""Records in the home: of each person what keeps levels from being offered, in one YAML file that people write."""

from __future__ import annotations

from pathlib import Path

from game.coaching.record import PatientRecord, read_record
from game.people.file import read_text
from game.people.folder import record_path


def record_of(home: Path, person: str) -> PatientRecord | None:
    """The person's record; None where nobody wrote one. Raises PeopleError, or LevelProblems for what is in it."""
    path = record_path(home, person)
    text = read_text(path)
    return None if text is None else read_record(text, str(path))
