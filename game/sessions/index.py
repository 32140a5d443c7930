"""SessionIndex: the summaries of all kept sessions, read from the files each time; they are quick enough to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from game.coaching.history import History
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


def history_of(folder: Path, person: str, now: datetime) -> History:
    """What this person did before `now` with real sensors, cut short or not; a day begins and ends where `now` is."""
    index = read_index(folder)
    rows = [*index.summaries, *(_cut_short(path) for path in index.cut_short)]
    count, seconds, ends = 0, 0.0, []
    for row in rows:
        if row.get("person") != person or row["truth"] != "sensor":
            continue
        started = datetime.fromisoformat(row["started"]).astimezone(now.tzinfo)
        ends.append(started + timedelta(seconds=row["duration_s"]))
        if started.date() == now.date():
            count += 1
            seconds += row["duration_s"]
    return History(count, seconds / _SECONDS_A_MINUTE, max(ends).isoformat() if ends else None)


def _cut_short(path: Path) -> Mapping[str, Any]:
    """What counts of a session that has no summary yet; nothing where its file cannot be read."""
    try:
        session = read_session(path)
    except SessionError:
        return {}
    header = session.header
    return {"person": header.person, "truth": header.truth, "started": header.started, "duration_s": session.duration_s}


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
