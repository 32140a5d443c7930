"""Programmes: one read from its file together with the levels that it names, and what a prescription takes from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from game.coaching.prescription import Prescription
from game.coaching.programme import Programme
from game.coaching.programme_text import read_programme
from game.content import find_level, find_programme, shipped_levels
from game.level import Level, read_level


class Library(Mapping[str, Level]):
    """Every shipped level by its id, each read when it is first asked for: a programme names few of them.

    Asking for one raises LevelProblems where its file is wrong."""

    def __init__(self) -> None:
        self._names = shipped_levels()
        self._read: dict[str, Level] = {}

    def __getitem__(self, name: str) -> Level:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = read_level(*find_level(name))
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def load_programme(id_or_path: str) -> Programme:
    """The programme of that id or path. Raises ContentError or LevelProblems."""
    return read_programme(*find_programme(id_or_path), Library())


def unknown_levels(prescription: Prescription | None, of_own_files: Collection[str] = ()) -> tuple[str, ...]:
    """A sentence on each level that a prescription names and that neither comes with the game nor is among
    `of_own_files`: it is a slip, or a level in a file of the therapist's own. None without a prescription."""
    if prescription is None:
        return ()
    shipped = shipped_levels()
    lists = (prescription.levels, *(phase.levels for phase in prescription.phases))
    named = (name for names in lists for name in names or ())
    unknown = sorted({name for name in named if name not in shipped and name not in of_own_files})
    return tuple(_unknown(name, get_close_matches(name, shipped, 1)) for name in unknown)


def _unknown(name: str, near: list[str]) -> str:
    meant = "".join(f" Did you mean “{each}”?" for each in near) or " Is it one in a file of your own?"
    return f"The prescription names “{name}”, and there is no level of that name here.{meant}"


def levels_prescribed(prescription: Prescription | None, day: date) -> tuple[str, ...]:
    """The levels of the programme that a prescription names, up to the week of that day; none without one.

    Raises ContentError where there is no such programme."""
    if prescription is None or prescription.programme is None:
        return ()
    programme = load_programme(prescription.programme)
    return programme.level_ids(programme.week_of(day, date.fromisoformat(prescription.valid_from)))
