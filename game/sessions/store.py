"""SessionFile: the SQLite file behind a session while it is written, locked for one process alone."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.scoring.outcome import canonical
from game.sessions.chain import header_link, score_link, second_link
from game.sessions.errors import InUseError, KeepingError, NewerError, NotASessionError
from game.sessions.header import FORMAT, SessionHeader, newer

APPLICATION_ID = 0x4D764167
"""`MvAg` in the file's own head, so that a session is known whatever its name."""
_TABLES = (
    "CREATE TABLE header (text TEXT NOT NULL, chain BLOB NOT NULL)",
    "CREATE TABLE seconds"
    " (second INTEGER PRIMARY KEY, ticks INTEGER NOT NULL, played BLOB NOT NULL, chain BLOB NOT NULL)",
    "CREATE TABLE events (place INTEGER PRIMARY KEY, second INTEGER NOT NULL, text TEXT NOT NULL)",
    "CREATE TABLE score (text TEXT NOT NULL, engine TEXT NOT NULL, chain BLOB NOT NULL)",
)
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "wal_autocheckpoint=0")
"""No checkpoint in play: one could stall."""
_BUSY_S = 1.0


@dataclass(frozen=True, slots=True)
class Second:
    """What one transaction keeps: up to 60 ticks and what happened in them."""

    ticks: int
    played: bytes
    """What came in, packed tick after tick and compressed."""
    events: tuple[str, ...]
    """Canonical JSON."""


@dataclass(frozen=True, slots=True)
class End:
    """Where a file ends for now; what comes next is chained to it."""

    chain: bytes
    seconds: int = 0
    events: int = 0


class SessionFile:
    """A session file that this process alone may touch until it is closed. Methods raise SessionError."""

    def __init__(self, path: Path, connection: sqlite3.Connection, end: End) -> None:
        self.path = path
        self._connection = connection
        self._end = end

    @classmethod
    def create(cls, path: Path, header: SessionHeader) -> SessionFile:
        """A new file with its header. It gets its name when it is whole, so that a kill leaves no half one."""
        text = canonical(header.as_row())
        end = End(header_link(text))
        unborn = path.with_name(path.name + ".new")
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                raise FileExistsError(f"{path} is there already")
            unborn.unlink(missing_ok=True)
            with closing(sqlite3.connect(unborn, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous=OFF")
                for statement in (*_TABLES, f"PRAGMA application_id={APPLICATION_ID}", f"PRAGMA user_version={FORMAT}"):
                    connection.execute(statement)
                connection.execute("INSERT INTO header VALUES (?, ?)", (text, end.chain))
            unborn.replace(path)
            return cls(path, open_alone(path, _BUSY_S), end)

    def keep(self, seconds: Sequence[Second]) -> None:
        """Keep these seconds in one transaction: all of them or, raising, none."""
        end = self._end
        with writing(self.path), self._connection as connection:
            connection.execute("BEGIN")
            for second in seconds:
                chain = second_link(end.chain, end.seconds, second.ticks, second.played, second.events)
                row = (end.seconds, second.ticks, second.played, chain)
                connection.execute("INSERT INTO seconds VALUES (?, ?, ?, ?)", row)
                rows = [(place, end.seconds, text) for place, text in enumerate(second.events, end.events)]
                connection.executemany("INSERT INTO events VALUES (?, ?, ?)", rows)
                end = End(chain, end.seconds + 1, end.events + len(rows))
        self._end = end

    def finish(self, summary: Mapping[str, Any], engine: Mapping[str, str]) -> None:
        """Keep the summary and what computed it behind the last second, and leave one plain file."""
        text, engine_text = canonical(summary), canonical(engine)
        with writing(self.path), self._connection as connection:
            connection.execute("BEGIN")
            row = (text, engine_text, score_link(self._end.chain, text, engine_text))
            connection.execute("INSERT INTO score VALUES (?, ?, ?)", row)
        self.make_plain()

    def make_plain(self) -> None:
        """Leave a single file, really on the disk, and close it."""
        with writing(self.path), closing(self._connection) as connection:
            connection.execute("PRAGMA synchronous=EXTRA")
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()

    def close(self) -> None:
        """Let go of the file as it is."""
        self._connection.close()


def has_companion(path: Path) -> bool:
    """Whether seconds of this session still stand in a second file beside it: it was killed, or is being played."""
    return path.with_name(path.name + "-wal").exists()


def open_alone(path: Path, wait_s: float = 0.0) -> sqlite3.Connection:
    """The file locked against everyone else, to be written or, where it was killed, to be read with its companion.

    The lock is the system's and goes with the process, however that ends: a file that is locked is being played.
    Raises sqlite3.Error, for `writing` or `reading` to word, and NotASessionError.
    """
    address = f"{path.absolute().as_uri()}?mode=rw"
    # Used by one thread at a time, which need not be the one that opened it.
    connection = sqlite3.connect(address, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        check_format(path, connection)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def check_format(path: Path, connection: sqlite3.Connection) -> None:
    """Raises NotASessionError for any other SQLite file, NewerError for a newer session."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (format_,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise NotASessionError(f"{path} is not a session file; `moveagain sessions list` shows those there are")
    if format_ > FORMAT:
        raise NewerError(newer(format_))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the world does to a file that is written into one sentence for the person."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise InUseError(f"{path.name} is being played now; end that game first") from error
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise NotASessionError(f"{path} is not a session file, or its beginning is damaged") from error
        raise KeepingError(_why(path.parent, code, error)) from error
    except OSError as error:
        code = sqlite3.SQLITE_FULL if error.errno == errno.ENOSPC else sqlite3.SQLITE_CANTOPEN
        raise KeepingError(_why(path.parent, code, error)) from error


def _why(folder: Path, code: int, error: Exception) -> str:
    if code == sqlite3.SQLITE_FULL:
        return f"the disk with {folder} is full; what was kept until now stays, free some space there to keep the rest"
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return (
            f"no session can be kept in {folder} ({error}); "
            "let this user write there, or choose another place with --home DIR"
        )
    return (
        f"the disk with {folder} does not keep what it is given ({error}); what was kept until now stays, "
        "check the disk or choose another place with --home DIR"
    )
