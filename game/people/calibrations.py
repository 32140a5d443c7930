"""Calibrations in the home: of each person the rest and effort of their muscles, in one file."""

from __future__ import annotations

from pathlib import Path

from game.motion.emg_calibration import EmgCalibration, read_calibrations, write_calibrations
from game.people.errors import PeopleError
from game.people.file import read_text, write_whole
from game.people.folder import person_folder

FILE = "muscles.json"


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
