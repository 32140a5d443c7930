"""Joints in the home: of each person what was learned of their joints and straps, to be used again while it holds."""

from __future__ import annotations

import json
from pathlib import Path

from game.motion.calibration import Calibration, joint_from_row
from game.people.errors import PeopleError
from game.people.file import read_text, write_whole
from game.people.folder import person_folder

FORMAT = 1
FILE = "joints.json"


def joints_of(home: Path, person: str) -> dict[str, Calibration]:
    """The person's joints by `key_of`; none where nothing was kept yet. Raises PeopleError."""
    path = person_folder(home, person) / FILE
    text = read_text(path)
    if text is None:
        return {}
    try:
        return _read(text)
    except ValueError as error:
        raise PeopleError(f"what is known of joints in {path} cannot be read: {error}") from error


def keep_joint(home: Path, person: str, calibration: Calibration) -> Path:
    """Keep it in the place of the same joint's older one; where it is now. Raises PeopleError.

    A file that is damaged is replaced: it is learned anew by one bend. A newer Moveagain's is left as it is.
    """
    path = person_folder(home, person) / FILE
    text = read_text(path)
    known: dict[str, Calibration] = {}
    if text is not None:
        try:
            known = _read(text)
        except ValueError as error:
            if "newer" in str(error):
                raise PeopleError(f"what is known of joints in {path} is not replaced: {error}") from error
    kept = {**known, key_of(calibration.movement, calibration.side): calibration}
    rows = {key: kept[key].as_row() for key in sorted(kept)}
    write_whole(path, json.dumps({"format": FORMAT, "joints": rows}, indent=1, allow_nan=False) + "\n")
    return path


def key_of(movement: str, side: str) -> str:
    """What one joint is kept under."""
    return f"{side} {movement}"


def _read(text: str) -> dict[str, Calibration]:
    """Raises ValueError with a sentence where it cannot be read."""
    try:
        kept = json.loads(text)
        if kept["format"] > FORMAT:
            raise ValueError(f"it is of format {kept['format']}, of a newer Moveagain; update to read it")
        rows = kept["joints"].items()
    except (KeyError, TypeError, AttributeError, RecursionError, json.JSONDecodeError) as error:
        raise ValueError("it is damaged; it is learned anew at the next session") from error
    return {str(key): joint_from_row(row) for key, row in rows}
