"""Recovering: a session that was cut short gets the score of what was kept, and nothing is ever made worse."""

from __future__ import annotations

from pathlib import Path

from game.round import Round
from game.scoring.outcome import canonical
from game.sessions.engine import engine
from game.sessions.reader import read_session
from game.sessions.recover import recover
from game.sessions.store import SessionFile
from game.sessions.verify import integrity, reproduction
from game.sessions.writer import SessionWriter
from tests.game.sessions.played import change, contents, header, play, ticks


def killed(folder: Path, seconds: float, number: int = 1) -> Path:
    """A session as a kill leaves it: the file and its companion, copied away from under the writer."""
    away = folder.parent / "played"
    head = header(number)
    round_ = Round(head.setup)
    writer = SessionWriter(away, head, live=False)
    for samples, commands in ticks(seconds):
        writer.tick(samples, commands, round_.tick(samples, commands))
    folder.mkdir(exist_ok=True)
    for name, content in contents(away).items():
        if name.startswith(writer.path.name):
            (folder / name).write_bytes(content)
    writer.close()
    return folder / writer.path.name


def test_it_gets_the_score_of_what_was_kept(tmp_path: Path) -> None:
    """The same summary as a session that ended there, only that it was interrupted; then it is one plain file."""
    path = killed(tmp_path / "sessions", 12.5)
    (recovery,) = recover(path.parent, engine())
    assert recovery.kept
    assert recovery.words == "kept 12 s of shoulder_abduction_reach_1, started 2031-03-04 10:11"
    assert list(contents(path.parent)) == [path.name]
    session = read_session(path)
    whole = read_session(play(tmp_path / "whole", 12.0)).summary
    assert session.summary is not None and whole is not None
    assert session.summary["ended"] == "interrupted" and session.summary["duration_s"] == 12.0
    assert session.summary["digest"] == whole["digest"]
    assert session.summary["repetitions"] == whole["repetitions"]
    assert integrity(session.stored).holds and reproduction(session, engine()).holds


def test_what_only_the_source_knew_is_not_made_up(tmp_path: Path) -> None:
    """Samples and rate are counted anew; what was lost on the way stays unknown."""
    path = killed(tmp_path / "sessions", 12.5)
    recover(path.parent, engine())
    summary = read_session(path).summary
    assert summary is not None
    (row,) = summary["inputs"]
    assert row["samples"] == 1200 and abs(row["rate_hz"] - 100.0) < 1e-6
    assert row["lost"] is None and row["bad_frames"] is None


def test_nothing_to_do(tmp_path: Path) -> None:
    """Finished sessions are left as they are, to the byte; no folder is nothing to do either."""
    play(tmp_path / "sessions", 2.0)
    before = contents(tmp_path / "sessions")
    assert recover(tmp_path / "sessions", engine()) == ()
    assert contents(tmp_path / "sessions") == before
    assert recover(tmp_path / "nowhere", engine()) == ()


def test_killed_in_its_first_second(tmp_path: Path) -> None:
    """A file of no second is a session of no time, not an error."""
    path = killed(tmp_path / "sessions", 0.5)
    (recovery,) = recover(path.parent, engine())
    assert recovery.kept and recovery.words.startswith("kept 0 s")
    assert reproduction(read_session(path), engine()).holds


def test_killed_after_its_score(tmp_path: Path) -> None:
    """Where only the tidying was cut short, the score stands and the tidying is done."""
    path = killed(tmp_path / "sessions", 3.0)
    done = play(tmp_path / "done", 3.0)
    score = read_session(done).stored.score
    assert score is not None
    change(path, "PRAGMA journal_mode=WAL")
    change(path, "INSERT INTO score VALUES (?, ?, ?)", score)
    path.with_name(path.name + "-wal").touch()
    (recovery,) = recover(path.parent, engine())
    assert recovery.kept and recovery.words.startswith("kept all of")
    session = read_session(path)
    assert session.stored.score == score and integrity(session.stored).holds


def test_a_session_that_cannot_be_played_again_is_kept_and_named(tmp_path: Path) -> None:
    """A damaged or an unreadable one does not stop the others, and stays as it is."""
    folder = tmp_path / "sessions"
    odd, sound, spoilt = (killed(folder, 3.0, number) for number in (1, 2, 3))
    strange = canonical({**header(4).as_row(), "setup": {**header(4).setup.as_row(), "level": "kind: fly"}})
    odd.unlink()
    odd.with_name(odd.name + "-wal").unlink()
    change(spoilt, "UPDATE seconds SET played=zeroblob(3) WHERE second=1")
    file = SessionFile.create(folder / header(4).file_name, header(4))
    file.close()
    change(file.path, "UPDATE header SET text=?", (strange,))
    (folder / "foreign.moveagain").write_text("words")
    recoveries = {recovery.path.name: recovery for recovery in recover(folder, engine())}
    assert [recoveries[path.name].kept for path in (sound, spoilt, file.path)] == [True, False, False]
    assert "second 1 was changed" in recoveries[spoilt.name].words
    assert "header was changed" in recoveries[file.path.name].words
    assert "not a session file" in recoveries["foreign.moveagain"].words
    assert read_session(spoilt).summary is None


def test_another_engine_may_recover(tmp_path: Path) -> None:
    """After an update the score says what computed it, and proves itself on that engine and on the first."""
    path = killed(tmp_path / "sessions", 12.5)
    newer = {**engine(), "moveagain": "99"}
    recover(path.parent, newer)
    session = read_session(path)
    assert session.score_engine == newer and session.header.setup.engine == engine()
    assert integrity(session.stored).holds
    assert reproduction(session, engine()).holds and reproduction(session, newer).holds
