"""Roster: the people of a home: whose game this may be, each with a picture and a name, in one small file.

The file holds ids only, those that `--person` takes; name and picture stand in each person's settings. Somebody who is
not in it can be named in a call all the same: the roster is what the window asks with, no lock.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from game.people.errors import PeopleError
from game.people.file import read_text, write_whole
from game.people.folder import person_folder
from game.people.settings import PICTURES, Picture
from game.people.settings_file import keep_settings, settings_in, settings_path

FORMAT = 1
FILE = "people.json"
PEOPLE_MAX = 100
"""A home of more is a clinic, and wants another program: a choice."""
ID_LETTERS_MAX = 60


class _NewerError(PeopleError):
    """A newer Moveagain wrote it: it is left as it is."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the people of a home, as a screen shows them."""

    id: str
    """What a session keeps and `--person` takes: a code, so that no file needs a name."""
    name: str
    """May be empty: then the picture says it all."""
    picture: Picture

    @property
    def shown(self) -> str:
        """What stands beside the picture."""
        return self.name or self.id


def people_in(home: Path) -> tuple[tuple[Person, ...], str | None]:
    """The people in the order in which they were added, and what is wrong with the file in one sentence. It never
    raises: without a roster the game asks nobody who they are."""
    try:
        ids = _ids(home)
    except PeopleError as error:
        return (), str(error)
    return tuple(_person(home, one) for one in ids), None


def add_person(home: Path, person: str | None = None, name: str = "", picture: Picture | None = None) -> Person:
    """Add somebody; without an id the next free one is theirs, without a picture one that nobody has yet. What was kept
    under that id before is theirs again, settings too. Raises PeopleError, also where they are there already."""
    ids = _ids_to_write(home)
    if person is None:
        person = next(code for code in (f"P{number:02}" for number in count(1)) if _free(home, code, ids))
    if person in ids:
        raise PeopleError(f"{person} is there already; change what is shown with `moveagain people set {person}`")
    if not person.strip() or not person.isprintable() or len(person) > ID_LETTERS_MAX:
        raise PeopleError(f"a person's id has 1 to {ID_LETTERS_MAX} printable letters, such as P01")
    if len(ids) >= PEOPLE_MAX:
        raise PeopleError(f"{PEOPLE_MAX} people are there already; take one off with `moveagain people forget`")
    settings, _ = settings_in(home, person)
    taken = {_person(home, one).picture for one in ids}
    if picture is None and not settings_path(home, person).exists():
        picture = next((one for one in PICTURES if one not in taken), PICTURES[len(ids) % len(PICTURES)])
    settings = replace(settings, name=name or settings.name, picture=picture or settings.picture)
    keep_settings(home, person, settings)
    _write(home, (*ids, person))
    return _person(home, person)


def forget_person(home: Path, person: str) -> tuple[str, ...]:
    """Take somebody off the roster, with their name, picture and settings; what is kept of them all the same, a phrase
    each. Sessions, a record and calibrations stay: they are a therapist's to look at. Raises PeopleError."""
    ids = _ids(home)
    if person not in ids:
        raise PeopleError(f"there is nobody called {person}; `moveagain people list` shows who there is")
    _write(home, tuple(one for one in ids if one != person))
    with suppress(FileNotFoundError):
        try:
            settings_path(home, person).unlink()
        except PermissionError as error:
            raise PeopleError(f"the settings of {person} cannot be deleted; check who may write in {home}") from error
    folder = person_folder(home, person)
    kept = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    return ("the sessions", "a record, where there is one", *(f"{name} in {folder}" for name in kept))


def _person(home: Path, person: str) -> Person:
    settings, _ = settings_in(home, person)
    return Person(person, settings.name, settings.picture)


def _free(home: Path, person: str, ids: Sequence[str]) -> bool:
    """Whether nobody has that id, nor had it: what a person leaves behind never becomes somebody else's."""
    return person not in ids and not person_folder(home, person).exists()


def _ids(home: Path) -> tuple[str, ...]:
    path = home / FILE
    text = read_text(path)
    if text is None:
        return ()
    try:
        kept = json.loads(text)
        if kept["format"] > FORMAT:
            raise _NewerError(f"{path} was written by a newer Moveagain; update this one to see who is there")
        ids = kept["people"]
        if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
            raise TypeError(ids)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PeopleError(
            f"{path} is damaged, so nobody is shown to choose from; add each person again with `moveagain people add`: "
            "what was kept of them is theirs again"
        ) from error
    return tuple(dict.fromkeys(ids))[:PEOPLE_MAX]


def _ids_to_write(home: Path) -> tuple[str, ...]:
    """Those that stay when the file is written; a damaged one is written anew. Raises PeopleError where it may not."""
    try:
        return _ids(home)
    except _NewerError:
        raise
    except PeopleError:
        return ()


def _write(home: Path, ids: Sequence[str]) -> None:
    write_whole(home / FILE, json.dumps({"format": FORMAT, "people": list(ids)}, indent=1) + "\n")
