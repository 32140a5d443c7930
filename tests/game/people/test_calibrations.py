"""Calibrations in the home: kept for one person alone, whole or not at all, and told in a sentence where damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.motion.emg_calibration import EmgCalibration
from game.people.calibrations import FILE, calibrations_of, keep_calibration
from game.people.errors import PeopleError
from game.people.folder import person_folder

OWN = EmgCalibration(0.006, 0.001, 0.3, "raw", None, "2026-05-04")
OTHER = EmgCalibration(0.01, 0.002, 0.2, "envelope", 50.0, "2026-05-05", "maximum")


def test_what_is_kept_is_found_again_and_by_nobody_else(home: Path) -> None:
    """Muscle by muscle; the newer one takes the place of the older."""
    assert calibrations_of(home, "P01") == {}
    keep_calibration(home, "P01", "right_biceps", OWN)
    keep_calibration(home, "P01", "left_calf", OTHER)
    path = keep_calibration(home, "P01", "right_biceps", OTHER)
    assert calibrations_of(home, "P01") == {"right_biceps": OTHER, "left_calf": OTHER}
    assert calibrations_of(home, "p01") == calibrations_of(home, "P02") == {}
    assert [file.name for file in path.parent.iterdir()] == [FILE]


@given(st.text(), st.text())
def test_any_name_has_a_folder_of_its_own_inside_the_home(one: str, other: str) -> None:
    """Whatever is in the name, also where the file system does not tell capital letters from small ones."""
    home = Path("/home")
    folder = person_folder(home, one)
    assert folder.parent == home / "people" and folder.name.isascii() and folder.name not in ("", ".", "..")
    assert (person_folder(home, other).name.lower() == folder.name.lower()) == (one == other)


def test_a_damaged_file_is_told_and_calibrating_replaces_it(home: Path) -> None:
    path = keep_calibration(home, "P01", "right_biceps", OWN)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(PeopleError, match="damaged; calibrate again"):
        calibrations_of(home, "P01")
    keep_calibration(home, "P01", "right_biceps", OWN)
    assert calibrations_of(home, "P01") == {"right_biceps": OWN}


def test_what_a_newer_moveagain_wrote_is_left_alone(home: Path) -> None:
    path = keep_calibration(home, "P01", "right_biceps", OWN)
    path.write_text('{"format": 2, "muscles": {}}', encoding="utf-8")
    for attempt in (lambda: calibrations_of(home, "P01"), lambda: keep_calibration(home, "P01", "left_calf", OWN)):
        with pytest.raises(PeopleError, match="newer Moveagain"):
            attempt()
    assert "2" in path.read_text(encoding="utf-8")
