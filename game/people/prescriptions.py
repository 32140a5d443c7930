"""Prescriptions in the home: of each person the one that is played, in a file that their therapist wrote."""

from __future__ import annotations

from pathlib import Path

from game.coaching.prescription import Prescription
from game.coaching.prescription_text import read_prescription
from game.level.tree import decode
from game.people.file import read_text, write_whole
from game.people.folder import person_folder

FILE = "prescription.yaml"


def prescription_path(home: Path, person: str) -> Path:
    """Where the person's prescription is kept."""
    return person_folder(home, person) / FILE


def prescription_in(home: Path, person: str) -> Prescription | None:
    """The person's prescription; None where they have none. Raises PeopleError, or LevelProblems for what is in it: a
    wall that cannot be read is never taken for none."""
    path = prescription_path(home, person)
    text = read_text(path)
    return None if text is None else read_prescription(text, str(path))


def keep_prescription(home: Path, person: str, raw: bytes, name: str) -> Prescription:
    """Keep what stands in a prescription's file, as it is, in the place of the older one; `name` is the file as
    problems name it. Raises PeopleError, or LevelProblems where it is none, and then the older one stays."""
    found = read_prescription(raw, name)
    write_whole(prescription_path(home, person), decode(raw, name))
    return found
