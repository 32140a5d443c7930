"""SessionIndex: the summaries of all kept sessions, read from the files each time; they are quick enough to read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from game.coaching.history import History, Past
from game.motion.movements import MOVEMENTS
from game.sessions.errors import InUseError, NotASessionError, SessionError
from game.sessions.header import SUFFIX
from game.sessions.reader import read_session, read_summary, understanding

_UUID_LENGTH = 36
_SECONDS_A_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class SessionIndex:
    """What a folder of sessions holds; one that is being played now is not in it."""

    summaries: tuple[Mapping[str, Any], ...]
    """Oldest first."""
    cut_short: tuple[Path, ...] = ()
    """Sessions without a summary yet: `recover` makes one."""
    unreadable: tuple[str, ...] = ()
    """A sentence for each file that cannot be read."""


def session_files(folder: Path) -> list[Path]:
    """Every session file of a folder, by name; none where there is no folder."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def read_index(folder: Path) -> SessionIndex:
    """Look through a folder of sessions. Never raises for what is in it."""
    summaries: list[tuple[datetime, Mapping[str, Any]]] = []
    cut_short: list[Path] = []
    unreadable: list[str] = []
    for path in session_files(folder):
        try:
            row = read_summary(path)
            with understanding(path, "its summary"):
                started = None if row is None else datetime.fromisoformat(row["started"])
        except InUseError:
            continue
        except SessionError as error:
            unreadable.append(str(error))
            continue
        if row is None or started is None:
            cut_short.append(path)
        else:
            summaries.append((started, row))
    summaries.sort(key=lambda pair: pair[0])
    return SessionIndex(tuple(row for _, row in summaries), tuple(cut_short), tuple(unreadable))


def history_of(folder: Path, person: str | None, now: datetime, sitting: str | None = None) -> History:
    """What this person did with real sensors, cut short or not; `sitting` is the one that goes on now. Of nobody only
    that sitting is known."""
    return history_in(read_index(folder), person, now, sitting)


def history_in(index: SessionIndex, person: str | None, now: datetime, sitting: str | None = None) -> History:
    """The same of an index that has been read."""
    rows = [*index.summaries, *(_cut_short(path) for path in index.cut_short)]
    past = []
    for row in rows:
        if row.get("person") != person or row.get("truth") != "sensor":
            continue
        if person is None and (sitting is None or row["sitting"] != sitting):
            continue
        past.append(past_of(row))
    past.sort(key=lambda each: each.started)
    return History(now, tuple(past), sitting, nobodys=person is None)


def past_of(row: Mapping[str, Any]) -> Past:
    """What coaching needs of one summary, or of what stands for it."""
    started = datetime.fromisoformat(row["started"])
    context, counts = row.get("context") or {}, row.get("repetitions") or {}
    active_s = context.get("active_s")
    return Past(
        level=row["level"],
        sitting=row["sitting"],
        started=started,
        ended_at=started + timedelta(seconds=row["duration_s"]),
        ended=row.get("ended", "interrupted"),
        movement=movement_of(row["level"]),
        active_min=(row["duration_s"] if active_s is None else active_s) / _SECONDS_A_MINUTE,
        repetitions=counts.get("attempted", 0) - counts.get("other", 0),
        clean=counts.get("clean", 0),
        side=row.get("side", ""),
        prescription=(row.get("prescription") or {}).get("id"),
        **{name: _pain(context.get(name)) for name in ("pain_before", "pain_after", "pain_morning")},
    )


def _pain(said: Any) -> float:
    """0–10, nan where nobody was asked."""
    return float(said) if isinstance(said, int | float) else math.nan


def movement_of(level: str) -> str:
    """The movement that a level's id begins with; empty where it begins with none."""
    begins = (name for name in MOVEMENTS if level.startswith(f"{name}_"))
    return max(begins, key=len, default="")


def _cut_short(path: Path) -> Mapping[str, Any]:
    """What counts of a session that has no summary yet; nothing where its file cannot be read."""
    try:
        session = read_session(path)
    except SessionError:
        return {}
    header = session.header
    return {
        "person": header.person,
        "truth": header.truth,
        "started": header.started,
        "duration_s": session.duration_s,
        "level": header.level,
        "sitting": header.sitting,
        "prescription": header.setup.prescription,
    }


def find_session(folder: Path, text: str) -> Path:
    """The file that a person means: a path, or in this folder a session's uuid or its beginning.

    Raises NotASessionError when it is none or several.
    """
    path = Path(text).expanduser()
    if path.is_file():
        return path
    meant = [file for file in session_files(folder) if text in (file.name, file.stem)]
    meant = meant or [file for file in session_files(folder) if file.stem[-_UUID_LENGTH:].startswith(text.lower())]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise NotASessionError(f"there is no session {text}; `moveagain sessions list` shows those there are")
    raise NotASessionError(f"{text} is the beginning of {len(meant)} sessions; give more of it")
