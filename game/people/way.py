"""KeptWay: how far somebody has come on today's way through the game, so that a crash or a power cut loses nothing.

One small file in the home, written whole at each step and deleted at the end of the way. What was played is not in it:
sessions keep themselves, and each counts whatever becomes of this file.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from game.people.errors import PeopleError
from game.people.file import read_text, write_whole

FORMAT = 1
FILE = "way.json"
_STEP = re.compile(r"[a-z][a-z_]{0,39}")
_LETTERS_MAX = 200
_ITEMS_MAX = 100
_CLOCK_BACK = timedelta(minutes=5)
"""A way that began so far ahead of now was begun before the clock was set right; further ahead its date tells
nothing: a choice."""


@dataclass(frozen=True, slots=True)
class KeptWay:
    """Where somebody is on the way."""

    started: datetime
    """When the way began, with its offset."""
    step: str
    """The step that is on, a word such as `checks` or `exercise`; the flow knows which there are."""
    person: str | None
    sitting: str
    """The id that the sessions of this sitting share: going on keeps it, so that nothing is counted twice."""
    done: tuple[str, ...] = ()
    """The keys of the items that are done, in their order."""
    playing: str | None = None
    """The key of the item that is being played, or was when it stopped."""
    seed: int = 0
    """What its play drew by lot from."""


def keep_way(home: Path, way: KeptWay) -> None:
    """Keep where somebody is, in the place of where they were. Raises PeopleError; the way goes on without it."""
    row = {"format": FORMAT, **asdict(way), "started": way.started.isoformat()}
    write_whole(home / FILE, json.dumps(row, indent=1) + "\n")


def way_in(home: Path, now: datetime) -> KeptWay | None:
    """The way that can be gone on with: one of today that was not ended. None where there is none; one of another day,
    and what cannot be read, is deleted and not spoken of. It never raises."""
    try:
        text = read_text(home / FILE)
    except PeopleError:
        text = ""
    if text is None:
        return None
    with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        way = _way(json.loads(text))
        began = way.started.astimezone(now.tzinfo)
        if began.date() == now.date() and began - now <= _CLOCK_BACK:
            return way
    end_way(home)
    return None


def end_way(home: Path) -> None:
    """The way is over, or forgotten: its file goes, and what a crash left of one that was being written."""
    with suppress(OSError):
        (home / FILE).unlink(missing_ok=True)
        for unborn in home.glob(f".{FILE}-*"):
            unborn.unlink(missing_ok=True)


def _way(row: Any) -> KeptWay:
    """Raises ValueError, KeyError or TypeError where it is none."""
    if row["format"] != FORMAT:
        raise ValueError(row["format"])
    started = datetime.fromisoformat(row["started"])
    if started.tzinfo is None or not _STEP.fullmatch(row["step"]) or not isinstance(row["seed"], int):
        raise ValueError(row)
    done = tuple(_word(key) for key in row["done"][:_ITEMS_MAX])
    person, playing = (None if row[key] is None else _word(row[key]) for key in ("person", "playing"))
    return KeptWay(started, row["step"], person, _word(row["sitting"]), done, playing, row["seed"])


def _word(said: Any) -> str:
    if not isinstance(said, str) or not 0 < len(said) <= _LETTERS_MAX:
        raise ValueError(said)
    return said
