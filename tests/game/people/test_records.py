"""A person's record is found by their name, and what is wrong in it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.level import LevelProblems
from game.people.folder import record_path
from game.people.records import record_of


def test_it_is_read_from_the_home(tmp_path: Path) -> None:
    """Under a plain name; of another name in the folder that is theirs."""
    assert record_of(tmp_path, "P01") is None
    for person in ("P01", "Ö. Käse / x"):
        path = record_path(tmp_path, person)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("format: 1\nseizures: true\n", encoding="utf-8")
        found = record_of(tmp_path, person)
        assert found is not None and found.seizures and path.is_relative_to(tmp_path)
    assert record_path(tmp_path, "P01") == tmp_path / "people" / "P01.yaml"


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    path = record_path(tmp_path, "P01")
    path.parent.mkdir(parents=True)
    path.write_text("format: 1\nseizure: true\n", encoding="utf-8")
    with pytest.raises(LevelProblems, match="Did you mean “seizures”"):
        record_of(tmp_path, "P01")
