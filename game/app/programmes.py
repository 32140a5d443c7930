"""Programmes: one read from its file together with the levels that it names, and what a prescription takes from it."""

from __future__ import annotations

from datetime import date

from game.coaching.prescription import Prescription
from game.coaching.programme import Programme
from game.coaching.programme_text import read_programme
from game.content import find_level, find_programme, shipped_levels
from game.level import Level, read_level


def library() -> dict[str, Level]:
    """Every shipped level, by its id. Raises LevelProblems."""
    return {name: read_level(*find_level(name)) for name in shipped_levels()}


def load_programme(id_or_path: str) -> Programme:
    """The programme of that id or path. Raises ContentError or LevelProblems."""
    return read_programme(*find_programme(id_or_path), library())


def levels_prescribed(prescription: Prescription | None, day: date) -> tuple[str, ...]:
    """The levels of the programme that a prescription names, up to the week of that day; none without one.

    Raises ContentError where there is no such programme."""
    if prescription is None or prescription.programme is None:
        return ()
    programme = load_programme(prescription.programme)
    return programme.level_ids(programme.week_of(day, date.fromisoformat(prescription.valid_from)))
