"""Calibrations in the home: of each person the rest and effort of their muscles, in one file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from game.motion.emg_calibration import EmgCalibration, read_calibrations, write_calibrations
from game.people.errors import PeopleError
from game.people.file import read_text, write_whole

FILE = "muscles.json"


def person_folder(home: Path, person: str) -> Path:
    """Where files of this person's own are kept. Any name is one; two names never share a folder, also where the file
    system takes small and capital letters for the same."""
    plain = re.sub(r"[^a-z0-9]+", "-", person.lower()).strip("-")[:40]
    mark = hashlib.sha256(person.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return home / "people" / (f"{plain}-{mark}" if plain else mark)


def calibrations_of(home: Path, person: str) -> dict[str, EmgCalibration]:
    """The person's calibrations by muscle; none where nothing was calibrated yet. Raises PeopleError."""
    path = person_folder(home, person) / FILE
    text = read_text(path)
    if text is None:
        return {}
    try:
        return read_calibrations(text)
    except ValueError as error:
        raise PeopleError(f"the calibration in {path} cannot be read: {error}") from error


def keep_calibration(home: Path, person: str, muscle: str, calibration: EmgCalibration) -> Path:
    """Keep it in the place of the muscle's older one; where it is now. Raises PeopleError.

    A file that is damaged is replaced: calibrating again is what its own sentence asks for.
    """
    path = person_folder(home, person) / FILE
    text = read_text(path)
    known: dict[str, EmgCalibration] = {}
    if text is not None:
        try:
            known = read_calibrations(text)
        except ValueError as error:
            if "newer" in str(error):
                raise PeopleError(f"the calibration in {path} is not replaced: {error}") from error
    write_whole(path, write_calibrations({**known, muscle: calibration}))
    return path
