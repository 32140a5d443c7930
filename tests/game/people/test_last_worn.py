"""Last worn: what was worn where is remembered by sensor, and a damaged list harms nothing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from game.people.errors import PeopleError
from game.people.last_worn import FILE, LastWorn, read_last_worn, remember_worn

DAY = date(2026, 3, 1)


def test_the_latest_site_of_each_sensor_is_known(home: Path) -> None:
    """A sensor that is worn elsewhere is known there from then on; the others stay as they were."""
    assert read_last_worn(home) == {}
    remember_worn(home, {"usb:1": "right_forearm", "usb:2": "sternum"}, DAY)
    remember_worn(home, {"usb:1": "left_thigh"}, DAY + timedelta(1))
    assert read_last_worn(home) == {
        "usb:1": LastWorn("left_thigh", DAY + timedelta(1)),
        "usb:2": LastWorn("sternum", DAY),
    }


def test_the_list_does_not_grow_for_ever(home: Path) -> None:
    """The oldest go first."""
    remember_worn(home, {"old": "head"}, DAY)
    remember_worn(home, {f"new {number}": "head" for number in range(200)}, DAY + timedelta(1))
    known = read_last_worn(home)
    assert len(known) == 200 and "old" not in known


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 1, "sensors": {"a": {"site": "nose", "day": "2026-01-01"}}}', "[" * 9999]
)
def test_a_damaged_list_is_said_and_written_anew(home: Path, text: str) -> None:
    """The next session mends it."""
    (home / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(PeopleError, match="damaged"):
        read_last_worn(home)
    remember_worn(home, {"usb:1": "head"}, DAY)
    assert read_last_worn(home) == {"usb:1": LastWorn("head", DAY)}


def test_a_list_of_a_newer_version_is_left_alone(home: Path) -> None:
    """An older program does not undo what a newer one knows."""
    text = '{"format": 2, "sensors": {}}'
    (home / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(PeopleError, match="newer"):
        remember_worn(home, {"usb:1": "head"}, DAY)
    assert (home / FILE).read_text(encoding="utf-8") == text
