"""`moveagain sessions`: what each command prints and how it exits."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli.sessions import register
from game.sessions.errors import NotASessionError
from tests.game.sessions.played import LEVEL, change, header, play


def run(*words: str) -> int:
    """The exit code of one command."""
    parser = argparse.ArgumentParser()
    parser.set_defaults(home=None)
    register(parser.add_subparsers(required=True))
    args = parser.parse_args(["sessions", *words])
    code: int = args.run(args)
    return code


def test_list(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table for a person, an array of summaries for a program; cut short ones are mentioned beside it."""
    assert run("list") == 0
    assert capsys.readouterr().out == "No session is kept yet.\n"
    path = play(home / "sessions", 2.0)
    play(home / "sessions", 2.0, header(2), finished=False)
    assert run("list") == 0
    said = capsys.readouterr()
    assert LEVEL in said.out and len(said.out.splitlines()) == 2
    assert "1 session was cut short" in said.err
    assert run("list", "--json") == 0
    assert [row["file"] for row in json.loads(capsys.readouterr().out)] == [str(path)]


def test_show(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A session by its path or the beginning of its uuid, its angles with their error."""
    play(home / "sessions", 12.0)
    assert run("show", "00000001") == 0
    assert "± 5.0°" in capsys.readouterr().out
    path = play(home / "sessions", 2.0, header(2), finished=False)
    assert run("show", str(path)) == 0
    assert "was cut short after 2 s" in capsys.readouterr().out


def test_verify(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0 with both proofs in words; exit 1 and what was changed, once something was."""
    path = play(home / "sessions", 8.0)
    assert run("verify", str(path)) == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "Integrity holds",
        "Reproduction holds",
    ]
    change(path, "UPDATE events SET text=replace(text, 'clean', 'other')")
    assert run("verify", str(path), "--integrity") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("Integrity does not hold: second ")
    change(path, "DROP TABLE seconds")
    assert run("verify", str(path)) == 1
    assert "does not hold" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["show", "verify"])
def test_a_file_that_is_no_session(home: Path, command: str) -> None:
    """The file that was named is wrong, and it is said in one sentence."""
    foreign = home / "notes.txt"
    foreign.write_text("words")
    for file in (str(foreign), str(home / "none"), "0123"):
        with pytest.raises(NotASessionError) as caught:
            run(command, file)
        assert len(str(caught.value).splitlines()) == 1


def test_recover(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Says what it kept; with nothing to do it says so; a file that had to be left is exit 1."""
    assert run("recover") == 0
    assert "Nothing to recover" in capsys.readouterr().out
    play(home / "sessions", 2.0, finished=False)
    assert run("recover") == 0
    assert capsys.readouterr().out == f"kept 2 s of {LEVEL}, started 2031-03-04 10:11.\n"
    (home / "sessions" / "x.moveagain").write_text("words")
    assert run("recover") == 1
    assert "x.moveagain is left as it is" in capsys.readouterr().err


def test_the_command_is_light() -> None:
    """Knowing its options imports nothing of the game's."""
    heavy = "print([name for name in ('numpy', 'sqlite3', 'json', 'pathlib') if name in sys.modules])"
    there, bare = (
        subprocess.run([sys.executable, "-c", f"{start}; {heavy}"], capture_output=True, text=True, check=True).stdout
        for start in ("import sys, game.cli.sessions", "import sys")
    )
    assert there == bare
