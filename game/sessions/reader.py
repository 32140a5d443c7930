"""Reading session files: finished ones without touching them, killed ones to their last committed second."""

from __future__ import annotations

import json
import sqlite3
import struct
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from game.sessions.errors import DamagedError, InUseError, NotASessionError
from game.sessions.header import SessionHeader, header_from_row
from game.sessions.packing import Tick, unpack_ticks
from game.sessions.store import End, check_format, has_companion, open_alone

TICKS_PER_S = 60.0


class StoredSecond(NamedTuple):
    """One row of `seconds`, as it stands in the file."""

    second: int
    ticks: int
    played: bytes
    chain: bytes


class StoredEvent(NamedTuple):
    """One row of `events`, as it stands in the file."""

    place: int
    second: int
    text: str


class StoredScore(NamedTuple):
    """The row of `score`, as it stands in the file."""

    text: str
    engine: str
    chain: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything in a session file as it stands there: of the right types, and otherwise believed nothing of."""

    header: str
    header_chain: bytes
    seconds: tuple[StoredSecond, ...]
    events: tuple[StoredEvent, ...]
    score: StoredScore | None

    @property
    def end(self) -> End:
        """Where the file ends, before its score."""
        chain = self.seconds[-1].chain if self.seconds else self.header_chain
        return End(chain, len(self.seconds), len(self.events))


@dataclass(frozen=True, slots=True)
class Recorded:
    """A session read from its file."""

    path: Path
    header: SessionHeader
    stored: Stored
    summary: dict[str, Any] | None
    """None when the session was killed and not yet recovered."""
    score_engine: dict[str, str] | None
    """What computed the summary; the header's engine, unless another one recovered the session."""

    @property
    def duration_s(self) -> float:
        """To the last committed tick."""
        return sum(second.ticks for second in self.stored.seconds) / TICKS_PER_S

    @property
    def events(self) -> tuple[dict[str, Any], ...]:
        """What happened, as rows. Raises DamagedError."""
        with understanding(self.path):
            return tuple(_mapping(event.text) for event in self.stored.events)

    def ticks(self) -> Iterator[Tick]:
        """What came in, tick by tick: samples and commands. Raises DamagedError where a second cannot be read."""
        for row in self.stored.seconds:
            with understanding(self.path, f"second {row.second}"):
                ticks = tuple(unpack_ticks(zlib.decompress(row.played)))
                if len(ticks) != row.ticks:
                    raise ValueError(f"{len(ticks)} ticks instead of {row.ticks}")
            yield from ticks


def read_session(path: Path) -> Recorded:
    """The session in this file; the file is left as it is. Raises SessionError."""
    with opened(path) as connection:
        return recorded(path, read_stored(path, connection))


def read_summary(path: Path) -> dict[str, Any] | None:
    """Only the summary of a session, None where it has none yet; quick. Raises SessionError."""
    with opened(path) as connection:
        row = connection.execute("SELECT text FROM score").fetchone()
        with understanding(path, "its summary"):
            return None if row is None else {**_mapping(row[0]), "file": str(path)}


def read_header(path: Path) -> SessionHeader:
    """Only the header of a session; quick. Raises SessionError."""
    with opened(path) as connection:
        row = connection.execute("SELECT text FROM header").fetchone()
        with understanding(path, "its header"):
            return header_from_row(_mapping(row[0]))


def recorded(path: Path, stored: Stored) -> Recorded:
    """What the rows of a file say. Raises DamagedError, or NewerError."""
    summary = engine = None
    with understanding(path, "its header"):
        header = header_from_row(_mapping(stored.header))
    if stored.score is not None:
        with understanding(path, "its summary"):
            summary = {**_mapping(stored.score.text), "file": str(path)}
            engine = {str(name): str(value) for name, value in _mapping(stored.score.engine).items()}
    return Recorded(path, header, stored, summary, engine)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A session file to read: a finished one is not touched, a killed one takes in its companion.

    Raises SessionError, also for what is read inside.
    """
    with reading(path):
        if not path.is_file():
            raise NotASessionError(f"there is no session file {path}; `moveagain sessions list` shows those there are")
        with closing(_connected(path)) as connection:
            yield connection


def _connected(path: Path) -> sqlite3.Connection:
    if has_companion(path):
        return open_alone(path)
    # Opened as one that nobody changes, a finished file stays as it is and nothing is written beside it.
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        check_format(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def read_stored(path: Path, connection: sqlite3.Connection) -> Stored:
    """Every row of the file, types checked. Raises DamagedError, or sqlite3.Error for `reading` to word."""
    headers = _rows(path, connection, "SELECT text, chain FROM header", (str, bytes))
    seconds = _rows(path, connection, "SELECT second, ticks, played, chain FROM seconds ORDER BY second",
                    (int, int, bytes, bytes))  # fmt: skip
    events = _rows(path, connection, "SELECT place, second, text FROM events ORDER BY place", (int, int, str))
    scores = _rows(path, connection, "SELECT text, engine, chain FROM score", (str, str, bytes))
    if len(headers) != 1 or len(scores) > 1:
        raise DamagedError(_damaged(path, f"it has {len(headers)} headers and {len(scores)} summaries"))
    text, chain = headers[0]
    return Stored(
        text,
        chain,
        tuple(StoredSecond(*row) for row in seconds),
        tuple(StoredEvent(*row) for row in events),
        StoredScore(*scores[0]) if scores else None,
    )


def _rows(path: Path, connection: sqlite3.Connection, query: str, types: tuple[type, ...]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    for row in rows:
        if tuple(map(type, row)) != types:
            raise DamagedError(_damaged(path, "a value is of the wrong type"))
    return rows


def _mapping(text: str) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("not a mapping")
    return value


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns what goes wrong with a file that is read into one sentence for the person."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the second when SQLite quotes a damaged name
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise InUseError(f"{path.name} is being played now; wait until it has ended") from error
        if code == sqlite3.SQLITE_NOTADB:
            raise NotASessionError(f"{path} is not a session file, or its beginning is damaged") from error
        if code == sqlite3.SQLITE_CANTOPEN:
            raise NotASessionError(_closed(path, error)) from error
        raise DamagedError(_damaged(path, str(error))) from error
    except OSError as error:
        raise NotASessionError(_closed(path, error)) from error


@contextmanager
def understanding(path: Path, part: str = "an event") -> Iterator[None]:
    """Turns what cannot be understood of a part of a session into one sentence for the person."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, struct.error, zlib.error) as error:
        raise DamagedError(_damaged(path, f"{part}: {error}")) from error


def _damaged(path: Path, what: str) -> str:
    return f"{path} is damaged ({what}); keep it as it is and take a copy from before, if there is one"


def _closed(path: Path, error: Exception) -> str:
    return f"{path} cannot be opened ({error}); this user must be able to read it, and to write where it was cut short"
