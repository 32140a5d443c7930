"""SessionWriter: what it takes is in the file, a transaction a second, and a bad disk is said in one sentence."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.exercises.events import as_row
from game.round import Round
from game.scoring.outcome import canonical
from game.sessions.errors import KeepingError
from game.sessions.header import SessionHeader
from game.sessions.reader import read_session
from game.sessions.verify import integrity
from game.sessions.writer import SessionWriter
from tests.game.sessions.played import contents, header, play, the_summary, ticks

SECONDS = 6.5


@pytest.fixture
def little_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB that really fills up."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk], check=False).returncode:
        pytest.skip("no disk may be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("live", [False, True])
def test_what_was_taken_is_in_the_file(tmp_path: Path, live: bool) -> None:
    """Header, every tick, every event and the summary come back exactly."""
    head = header()
    round_ = Round(head.setup)
    writer = SessionWriter(tmp_path, head, live=live)
    rows = []
    for samples, commands in ticks(SECONDS):
        events = round_.tick(samples, commands)
        rows += [as_row(event) for event in events]
        writer.tick(samples, commands, events)
    found = the_summary(head, round_, writer.path)
    writer.finish(found)
    session = read_session(writer.path)
    assert session.header == head
    assert list(session.ticks()) == list(ticks(SECONDS))
    assert [canonical(row) for row in session.events] == [canonical(row) for row in rows]
    assert session.summary == found
    assert session.duration_s == SECONDS


def test_a_finished_session_is_one_plain_file(tmp_path: Path) -> None:
    """Nothing lies beside it, and its name tells when it began and which session it is."""
    path = play(tmp_path, 2.0)
    assert list(contents(tmp_path)) == [path.name]
    assert path.name == f"20310304T101112+0200-{header().session}.moveagain"
    # The two bytes by which SQLite tells a plain file (1) from one with a companion (2).
    assert path.read_bytes()[18:20] == b"\x01\x01"


def test_a_transaction_a_second(tmp_path: Path) -> None:
    """60 ticks a row, the last one what is left."""
    session = read_session(play(tmp_path, SECONDS))
    assert [row.ticks for row in session.stored.seconds] == [60] * 6 + [30]


def test_no_tick_no_file(tmp_path: Path) -> None:
    """A session in which nothing ever came in leaves nothing behind."""
    SessionWriter(tmp_path, header(), live=True).close()
    assert contents(tmp_path) == {}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """One sentence that names the folder and what to do, as soon as the first tick is to be kept."""
    (tmp_path / "file").write_text("in the way")
    writer = SessionWriter(tmp_path / "file" / "sessions", header(), live=False)
    with pytest.raises(KeepingError, match=r"no session can be kept in .*file/sessions .*--home") as caught:
        writer.tick((), (), ())
    assert "\n" not in str(caught.value)
    with pytest.raises(KeepingError):
        writer.finish({})
    writer.close()


def test_a_session_is_never_written_over(tmp_path: Path) -> None:
    """The same session twice is refused and the first one stays as it is."""
    path = play(tmp_path, 1.0)
    before = path.read_bytes()
    writer = SessionWriter(tmp_path, header(), live=False)
    with pytest.raises(KeepingError, match="is there already"):
        writer.tick((), (), ())
    writer.close()
    assert path.read_bytes() == before


def fill(writer: SessionWriter, head: SessionHeader, seconds: float) -> tuple[Round, list[str]]:
    """Play on whatever is said; the sentences."""
    round_, said = Round(head.setup), []
    for samples, commands in ticks(seconds):
        events = round_.tick(samples, commands)
        try:
            writer.tick(samples * 8, commands, events)
        except KeepingError as error:
            said.append(str(error))
    return round_, said


@pytest.mark.parametrize("live", [False, True])
def test_a_full_disk_loses_nothing_that_was_kept(little_disk: Path, live: bool) -> None:
    """Every second that cannot be kept is said in one sentence; what was kept before can be read and is unharmed."""
    head = header()
    writer = SessionWriter(little_disk / "sessions", head, live=live)
    round_, said = fill(writer, head, 40.0)
    with pytest.raises(KeepingError, match="is full"):
        writer.finish(the_summary(head, round_, writer.path))
    assert (said or live) and all("is full" in words and "\n" not in words for words in said)
    session = read_session(writer.path)
    kept = len(session.stored.seconds)
    assert 0 < kept < 40 and session.summary is None
    assert live or kept == 40 - len(said)
    wanted = [(tick.samples * 8, tick.commands) for tick in ticks(kept)]
    assert list(session.ticks()) == wanted


def test_room_again_keeps_everything(little_disk: Path) -> None:
    """Seconds that found no room are tried again, so freeing some space in time loses nothing."""
    ballast = little_disk / "ballast"
    ballast.write_bytes(bytes(200_000))
    head = header()
    writer = SessionWriter(little_disk / "sessions", head, live=False)
    round_, said = fill(writer, head, 8.0)
    assert said
    ballast.unlink()
    writer.finish(the_summary(head, round_, writer.path))
    session = read_session(writer.path)
    assert session.duration_s == 8.0
    assert integrity(session.stored).holds
