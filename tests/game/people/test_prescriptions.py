"""A person's prescription in the home: kept only when it is sound, and never taken for none when it is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.level import LevelProblems
from game.people.prescriptions import keep_prescription, prescription_in, prescription_path

SOUND = b"format: 2\nid: first\nversion: 1\nlevels: [shoulder_flexion_reach_1]\nvalid_from: 2031-03-10\n"


def test_it_is_kept_for_one_person_alone_and_as_it_is(home: Path) -> None:
    assert prescription_in(home, "P01") is None
    assert keep_prescription(home, "P01", SOUND, "p.yaml").id == "first"
    found = prescription_in(home, "P01")
    assert found is not None and found.id == "first" and prescription_in(home, "P02") is None
    assert prescription_path(home, "P01").read_bytes() == SOUND


def test_what_is_none_leaves_the_older_one(home: Path) -> None:
    """Every problem is said with its line."""
    keep_prescription(home, "P01", SOUND, "p.yaml")
    with pytest.raises(LevelProblems, match=r"p\.yaml:"):
        keep_prescription(home, "P01", SOUND.replace(b"version: 1", b"version: none"), "p.yaml")
    assert prescription_path(home, "P01").read_bytes() == SOUND


def test_a_damaged_one_is_not_taken_for_none(home: Path) -> None:
    """A wall that cannot be read stops play; it never becomes gentle mode in silence."""
    keep_prescription(home, "P01", SOUND, "p.yaml")
    prescription_path(home, "P01").write_bytes(SOUND[:40])
    with pytest.raises(LevelProblems):
        prescription_in(home, "P01")
