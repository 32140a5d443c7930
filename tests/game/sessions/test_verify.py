"""The two proofs: any changed byte is found, and a score that does not follow from what came in is found too."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.scoring.outcome import canonical
from game.sessions.chain import score_link
from game.sessions.engine import engine
from game.sessions.errors import SessionError
from game.sessions.reader import Stored, opened, read_session, read_stored
from game.sessions.verify import differences, integrity, reproduction
from tests.game.sessions.played import change, header, play

TABLES = {
    "header": ("text", "chain"),
    "seconds": ("second", "ticks", "played", "chain"),
    "events": ("place", "second", "text"),
    "score": ("text", "engine", "chain"),
}
Copies = Callable[[], Path]


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """A fresh copy of the same finished session, every time."""
    folder = tmp_path_factory.mktemp("verify")
    played = play(folder / "played", 8.0)

    def copy() -> Path:
        return Path(shutil.copy(played, folder / "copy.moveagain"))

    return copy


def stored(path: Path) -> Stored:
    """What stands in the file."""
    with opened(path) as connection:
        return read_stored(path, connection)


def found(path: Path) -> str:
    """What is found wrong with the file, be it only that it cannot be read; empty where nothing is."""
    try:
        proof = integrity(read_session(path).stored)
    except SessionError as error:
        return str(error)
    return "" if proof.holds else "; ".join(proof.words)


def test_an_untouched_session_holds_both(copies: Copies) -> None:
    """Integrity, and reproduction byte for byte on the same engine."""
    session = read_session(copies())
    assert integrity(session.stored).holds
    proof = reproduction(session, engine())
    assert proof.holds
    assert session.summary is not None and session.summary["digest"] in proof.words[-1]


@settings(max_examples=200)
@given(st.data())
def test_any_flipped_byte_of_any_table_is_found(copies: Copies, data: st.DataObject) -> None:
    """Whichever byte of whichever value is changed, integrity says so."""
    path = copies()
    table = data.draw(st.sampled_from(sorted(TABLES)))
    column = data.draw(st.sampled_from(TABLES[table]))
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
        row, value = data.draw(st.sampled_from(rows))
        flipped = flip(value, data)
        try:
            connection.execute(f"UPDATE {table} SET {column}=? WHERE rowid=?", (flipped, row))
        except sqlite3.IntegrityError:  # that place is taken
            return
    assert found(path)


def flip(value: object, data: st.DataObject) -> object:
    """The value with one thing changed."""
    if isinstance(value, int):
        return value ^ (1 << data.draw(st.integers(0, 40)))
    content = bytearray(value.encode() if isinstance(value, str) else bytes(value))  # type: ignore[call-overload]
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 127))
    return content.decode("utf-8", "replace") if isinstance(value, str) else bytes(content)


@settings(max_examples=300)
@given(st.integers(0), st.integers(1, 255))
def test_any_flipped_byte_of_the_file_is_found_or_means_nothing(copies: Copies, place: int, bits: int) -> None:
    """Either something is found, or the byte is one that says nothing: every value reads as before."""
    path = copies()
    before = stored(path)
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= bits
    path.write_bytes(content)
    assert found(path) or stored(path) == before


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE header SET text=replace(text, 'P01', 'P02')", "the header was changed"),
        ("DELETE FROM seconds WHERE second=3", "second 3 is missing"),
        ("UPDATE seconds SET played=zeroblob(9) WHERE second=2", "second 2 was changed"),
        ("DELETE FROM seconds WHERE second=7", "seconds before it are missing"),
        ("DELETE FROM events WHERE place=1", "events are missing"),
        ("INSERT INTO events VALUES (999, 999, '{}')", "events stand at second 999"),
        ("UPDATE score SET text=replace(text, 'finished', 'stopped_pain')", ""),
        ("UPDATE score SET engine='{}'", "the summary was changed"),
        ("DELETE FROM score", "no summary"),
    ],
)
def test_it_says_what_was_changed(copies: Copies, statement: str, words: str) -> None:
    """The part and the second."""
    path = copies()
    change(path, statement)
    assert words in found(path)


@pytest.mark.parametrize("key", ["score", "digest", "ended", "repetitions"])
def test_a_score_that_was_made_up_is_found_by_playing_it_again(copies: Copies, key: str) -> None:
    """Whoever changes the summary and repairs the chain passes integrity, but not reproduction."""
    path = copies()
    before = stored(path)
    assert before.score is not None
    summary = json.loads(before.score.text)
    made_up = {
        "score": 9999,
        "ended": "finished",
        "digest": hashlib.sha256().hexdigest(),
        "repetitions": {**summary["repetitions"], "clean": 99},
    }
    text = canonical({**summary, key: made_up[key]})
    chain = score_link(before.end.chain, text, before.score.engine)
    change(path, "UPDATE score SET text=?, chain=?", (text, chain))
    session = read_session(path)
    assert integrity(session.stored).holds
    assert not reproduction(session, engine()).holds


def test_another_engine_tells_the_differences_and_holds(tmp_path: Path) -> None:
    """What another engine computed differently is told with its size; it proves nothing against the session."""
    path = play(tmp_path, 8.0, header(engine={**engine(), "numpy": "0.1"}))
    session = read_session(path)
    assert session.summary is not None
    session.summary["measures"]["peak"]["value"] += 0.25
    proof = reproduction(session, engine())
    assert proof.holds
    assert "numpy was 0.1 and is" in proof.words[0]
    assert "1 numbers differ, by 0.25 at most (measures peak value)" in proof.words[-1]


def test_a_level_that_this_version_cannot_read(tmp_path: Path) -> None:
    """A recording that cannot be played again is said so in one sentence."""
    head = header()
    session = read_session(play(tmp_path, 1.0, head))
    change(session.path, "UPDATE header SET text=replace(text, 'kind: reach', 'kind: fly')")
    proof = reproduction(read_session(session.path), engine())
    assert not proof.holds
    assert "cannot be played again" in proof.words[0]


def test_differences() -> None:
    """Numbers with their largest size and its place; other values by their count."""
    assert differences({"a": [1.0, 2.0]}, {"a": [1.0, 2.5]}) == "1 numbers differ, by 0.5 at most (a 1)"
    assert differences({"a": 1, "b": "x"}, {"a": 1, "c": True}) == "2 other values differ (first b)"
    assert differences([1], [1]) == "nothing differs"
