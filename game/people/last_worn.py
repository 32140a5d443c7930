"""Last worn: on which day each sensor was worn where, kept in one small file of the home."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from game.people.errors import PeopleError
from game.people.file import read_text, write_whole
from input_devices import PLACES

FORMAT = 1
FILE = "last_worn.json"
_SENSORS_MAX = 200


class _NewerError(PeopleError):
    """A newer Moveagain wrote it: it is left as it is."""


@dataclass(frozen=True, slots=True)
class LastWorn:
    """Where one sensor was worn when it was last played with."""

    site: str
    day: date


def read_last_worn(home: Path) -> dict[str, LastWorn]:
    """What is remembered, by the word that tells a sensor from others; nothing where there is no file.

    Raises PeopleError where the file is damaged; play and lists go on without it.
    """
    path = home / FILE
    text = read_text(path)
    if text is None:
        return {}
    try:
        kept = json.loads(text)
        if kept["format"] > FORMAT:
            raise _NewerError(f"{path} was written by a newer Moveagain; where sensors were worn is not shown")
        return {key: _entry(entry) for key, entry in kept["sensors"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PeopleError(
            f"{path} is damaged, so where sensors were worn is not known; it is written anew at the next session"
        ) from error


def _entry(entry: Mapping[str, str]) -> LastWorn:
    if entry["site"] not in PLACES:
        raise ValueError(entry["site"])
    return LastWorn(entry["site"], date.fromisoformat(entry["day"]))


def remember_worn(home: Path, worn: Mapping[str, str], day: date) -> None:
    """Keep where sensors are worn now: the word that tells each from others → its site. Raises PeopleError."""
    try:
        known = read_last_worn(home)
    except _NewerError:
        raise
    except PeopleError:
        known = {}
    known.update({key: LastWorn(site, day) for key, site in worn.items()})
    latest = sorted(known.items(), key=lambda item: item[1].day)[-_SENSORS_MAX:]
    sensors = {key: {"site": one.site, "day": one.day.isoformat()} for key, one in latest}
    write_whole(home / FILE, json.dumps({"format": FORMAT, "sensors": sensors}, indent=1) + "\n")
