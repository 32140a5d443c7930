"""A process that is killed at any moment: its file opens, at most the last second is missing, and it is recovered."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from game.sessions.engine import engine
from game.sessions.errors import InUseError
from game.sessions.reader import read_session
from game.sessions.recover import recover
from tests.benchmarks.kill import ROOT, run


def test_killed_at_random_moments() -> None:
    """Ten kills: all files open, no more than a second and the time of its commit is gone, both proofs hold."""
    for kill in run(10, seed=20):
        # On a busy machine a commit behind live play may itself take a moment.
        assert kill.missing_s <= (1.5 if kill.live else 1.0)
        assert kill.proved
        assert "shoulder_abduction_reach_1" in kill.words or kill.words == "had ended by itself"


def test_a_session_of_a_living_process_is_left_alone(tmp_path: Path) -> None:
    """While another process plays, nobody reads or recovers its file; as soon as it is dead, anybody may."""
    command = [sys.executable, "-m", "tests.benchmarks.kill", "--play", str(tmp_path), "live"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        child.stdout.read(70)
        (path,) = tmp_path.glob("*.moveagain")
        (recovery,) = recover(tmp_path, engine())
        with pytest.raises(InUseError, match="is being played now"):
            read_session(path)
        assert child.poll() is None
        child.kill()
    assert recovery.kept and "is left alone" in recovery.words
    (recovery,) = recover(tmp_path, engine())
    assert recovery.kept and recovery.words.startswith("kept 1 s of shoulder_abduction_reach_1, started 2031-03-04")
    assert recover(tmp_path, engine()) == ()
