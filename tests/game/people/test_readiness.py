"""When the safety check was passed is each person's own; what cannot be read is asked again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from game.people.folder import person_folder
from game.people.readiness import FILE, keep_passed, passed_on

DAY = date(2026, 3, 1)


def test_what_was_kept_is_theirs_alone(tmp_path: Path) -> None:
    keep_passed(tmp_path, "P01", DAY, 3)
    assert passed_on(tmp_path, "P01") == (DAY, 3)
    assert passed_on(tmp_path, "P02") is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "null", "{", '{"format": 2}', '{"format": 1, "version": "1", "answered_on": "2026-03-01"}'),
        *('{"format": 1, "version": 1, "answered_on": 5}', '{"format": 1, "version": 1}', "[" * 100_000),
    ],
)
def test_whatever_is_in_the_file_it_is_asked_again_and_nothing_is_raised(text: str, tmp_path: Path) -> None:
    path = person_folder(tmp_path, "P01") / FILE
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert passed_on(tmp_path, "P01") is None
