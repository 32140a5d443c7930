"""A person's settings in the home: one YAML file that people may write too; whatever is in it, play begins."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from game.people.errors import PeopleError
from game.people.file import read_text, write_whole
from game.people.folder import person_folder, record_path
from game.people.settings import FORMAT, PersonSettings, row_of, settings_of

FILE = "settings.yaml"
_LETTERS_MAX = 16 * 1024
"""A page of settings has less than 2,000; more is another kind of file."""
_LOW_SIGHT_PERCENT = 150
"""How large text is for low sight until somebody sets it: a choice."""
_DEPTH_MAX = 3
"""Sections inside sections; settings need two."""
_OPENING = (
    "# How this person wants the game. What is left out is the usual. `moveagain people show` tells every key.\n"
    "# The game writes this file anew when a setting is changed in it; notes of your own do not last here.\n"
)


def settings_path(home: Path, person: str) -> Path:
    """Where the person's settings are kept."""
    return person_folder(home, person) / FILE


def settings_in(home: Path, person: str) -> tuple[PersonSettings, str | None]:
    """The person's settings, and what was wrong with their file in one sentence; None where all was well or nobody has
    set anything yet. It never raises for what is in the file: what cannot be read keeps its default."""
    path = settings_path(home, person)
    try:
        text = read_text(path)
    except PeopleError as error:
        return PersonSettings(), str(error)
    return (PersonSettings(), None) if text is None else read_settings(text, str(path))


def settings_with_record(home: Path, person: str) -> tuple[PersonSettings, str | None]:
    """The settings as pages are laid out by them, with what a therapist's record says of the person and nobody has
    set: where a part of the sight field is missing, the other side is the one that is seen; where words are hard, they
    are short; with low sight, as long as nothing at all was set, it is day and the text is larger. It never raises."""
    settings, said = settings_in(home, person)
    if not record_path(home, person).exists():
        return settings, said
    from game.level import LevelProblems  # not before there is a record: the first screen waits for nothing
    from game.people.records import record_of

    with suppress(PeopleError, LevelProblems):  # a record that cannot be read is said before play begins
        record = record_of(home, person)
        if record is None:
            return settings, said
        if record.sight_field != "full" and settings.seen_side == "both":
            settings = replace(settings, seen_side="right" if record.sight_field == "left_missing" else "left")
        if record.language == "limited":
            settings = replace(settings, short_words=True)
        if record.sight == "low" and not settings_path(home, person).exists():
            settings = replace(settings, theme="day", text_percent=_LOW_SIGHT_PERCENT)
    return settings, said


def read_settings(text: str, file: str) -> tuple[PersonSettings, str | None]:
    """The settings in a file's text, and what is wrong in one sentence. `file` is how the sentence names it."""
    row = _row(text)
    if row is None:
        return PersonSettings(), f"{file} is damaged, so the usual settings are used; it is written anew with the next"
    settings, wrong = settings_of(row)
    if newer(row):
        return settings, f"{file} was written by a newer Moveagain; what this one does not know is not used: update it"
    if wrong:
        return settings, f"in {file} {'; '.join(wrong)}; what is usual is used instead"
    return settings, None


def keep_settings(home: Path, person: str, settings: PersonSettings) -> Path:
    """Write them in the place of the older ones; where they are now. Raises PeopleError, also where a newer Moveagain
    wrote the file: it is left as it is."""
    path = settings_path(home, person)
    if newer(_row(read_text_or_nothing(path)) or {}):
        raise PeopleError(f"{path} was written by a newer Moveagain and is left as it is: update this one to change it")
    write_whole(path, written(settings))
    return path


def written(settings: PersonSettings) -> str:
    """The text of the file."""
    import yaml  # not before it is needed: the first screen waits for nothing

    return _OPENING + str(yaml.safe_dump(row_of(settings), allow_unicode=True, sort_keys=False, width=100))


def newer(row: dict[Any, Any]) -> bool:
    """Whether a newer Moveagain wrote it."""
    version = str(row.get("format", FORMAT))
    return version.isascii() and version.isdigit() and len(version) < 9 and int(version) > FORMAT


def read_text_or_nothing(path: Path) -> str:
    """The file's text; nothing where it cannot be read."""
    try:
        return read_text(path) or ""
    except PeopleError:
        return ""


def _row(text: str) -> dict[Any, Any] | None:
    """The file's keys, every value a word, so that `off`, `010` and `1:30` are what somebody wrote; None where it is no
    file of keys."""
    import yaml

    if len(text) > _LETTERS_MAX:
        return None
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.BaseLoader):  # a hostile depth is slow, so it is not read to its end
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEPTH_MAX:
                return None
        found = yaml.load(text, Loader=yaml.BaseLoader)  # words, lists and sections only; it makes no objects
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return None
    return found if isinstance(found, dict) else {} if found is None else None
