"""Reading session files: finished ones stay untouched, and whatever else is there is said in one sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sessions.errors import DamagedError, InUseError, NewerError, NotASessionError, SessionError
from game.sessions.reader import read_session, read_summary
from game.sessions.writer import SessionWriter
from tests.game.sessions.played import change, contents, header, play, ticks


def test_reading_changes_nothing(tmp_path: Path) -> None:
    """A finished file and its folder are byte for byte as before, times included."""
    path = play(tmp_path, 2.0)
    before, when = contents(tmp_path), path.stat().st_mtime_ns
    session = read_session(path)
    list(session.ticks())
    read_summary(path)
    assert (contents(tmp_path), path.stat().st_mtime_ns) == (before, when)


def test_a_session_that_is_played_now_is_not_read(tmp_path: Path) -> None:
    """Its writer has it for itself until it ends."""
    writer = SessionWriter(tmp_path, header(), live=False)
    for samples, commands in ticks(2.0):
        writer.tick(samples, commands, ())
    with pytest.raises(InUseError, match="is being played now"):
        read_session(writer.path)
    writer.close()
    assert read_session(writer.path).duration_s == 2.0


def test_a_killed_session_is_read_beside_its_companion(tmp_path: Path) -> None:
    """A copy of the files as a kill leaves them holds every committed second."""
    (tmp_path / "killed").mkdir()
    writer = SessionWriter(tmp_path, header(), live=False)
    for samples, commands in ticks(3.5):
        writer.tick(samples, commands, ())
    for name, content in contents(tmp_path).items():
        (tmp_path / "killed" / name).write_bytes(content)
    writer.close()
    session = read_session(tmp_path / "killed" / writer.path.name)
    assert list(session.ticks()) == list(ticks(3.0))
    assert session.summary is None


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, only words" * 40, b"SQLite format 3\x00" + bytes(5000)]
)
def test_a_foreign_file(tmp_path: Path, content: bytes) -> None:
    """Empty, text, or the beginning of a database: refused in one sentence."""
    path = tmp_path / "x.moveagain"
    path.write_bytes(content)
    refuse(path, SessionError)


def test_another_programs_database(tmp_path: Path) -> None:
    """A database that is sound but not ours is not a session."""
    path = tmp_path / "x.moveagain"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE header (text, chain)")
    refuse(path, NotASessionError)


def test_nothing_and_a_folder(tmp_path: Path) -> None:
    """No file, or a folder, is said as such."""
    refuse(tmp_path / "none.moveagain", NotASessionError)
    refuse(tmp_path, NotASessionError)


def test_a_newer_format_says_so(tmp_path: Path) -> None:
    """A file of a newer Moveagain asks for an update instead of being misread."""
    path = play(tmp_path, 1.0)
    change(path, "PRAGMA user_version=2")
    refuse(path, NewerError)
    change(path, "PRAGMA user_version=1")
    change(path, """UPDATE header SET text=replace(text, '"format":1', '"format":2')""")
    refuse(path, NewerError)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM header",
        "INSERT INTO header SELECT * FROM header",
        "UPDATE header SET text='[]'",
        "UPDATE header SET text='{'",
        "UPDATE header SET text='{\"format\":1}'",
        "UPDATE header SET text=x'00'",
        'UPDATE header SET text=replace(text, \'"truth":"sensor"\', \'"truth":"wish"\')',
        "UPDATE header SET text=replace(text, '2031-03-04', 'some day')",
        "UPDATE score SET text='7'",
        "UPDATE seconds SET played=x'00' WHERE second=1",
        "UPDATE seconds SET ticks=59 WHERE second=1",
        "UPDATE events SET text='[' WHERE place=0",
        "DROP TABLE seconds",
    ],
)
def test_damage_is_said(tmp_path: Path, statement: str) -> None:
    """Whatever part cannot be understood, it is one sentence that names the file and what to do."""
    path = play(tmp_path, 2.0)
    change(path, statement)
    refuse(path, DamagedError)


@given(st.data())
def test_a_cut_file(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A file cut short anywhere is refused or still whole, never read as a shorter session."""
    folder = tmp_path_factory.mktemp("cut")
    source = finished(tmp_path_factory)
    whole = source.read_bytes()
    path = folder / "x.moveagain"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    try:
        cut = read_session(path)
        kept = (list(cut.ticks()), cut.events)
    except SessionError as error:
        assert "\n" not in str(error)
    else:  # only bytes that nobody uses were cut off
        known = read_session(source)
        assert kept == (list(known.ticks()), known.events)
    shutil.rmtree(folder)


def finished(factory: pytest.TempPathFactory) -> Path:
    """One finished session for all examples."""
    folder = factory.getbasetemp() / "finished"
    paths = list(folder.glob("*.moveagain"))
    return paths[0] if paths else play(folder, 2.0)


def refuse(path: Path, error: type[SessionError]) -> None:
    """Reading everything in it raises this error, in one line that names the file or the formats."""
    with pytest.raises(error) as caught:
        session = read_session(path)
        list(session.ticks())
        _ = session.events
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value) or "format" in str(caught.value)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """Missing permission is one sentence."""
    path = play(tmp_path, 1.0)
    path.chmod(0)
    refuse(path, NotASessionError)
