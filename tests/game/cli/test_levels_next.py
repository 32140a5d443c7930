"""`moveagain levels next`: says what comes next, and changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import run


def test_somebody_new_goes_on_with_the_level(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a session there is nothing to go by; and looking leaves nothing behind."""
    assert run(["levels", "next", "shoulder_flexion_reach_1", "--person", "P01", "--home", str(tmp_path)]) == 0
    assert capsys.readouterr().out == (
        "shoulder_flexion_reach_1: the same level, because a next step comes after 2 good sessions.\n"
    )
    assert list(tmp_path.rglob("*.moveagain")) == []


def test_as_json_it_is_what_a_program_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The level, the change, who decides and why."""
    line = ["levels", "next", "elbow_flexion_reach_2", "--person", "P01", "--home", str(tmp_path), "--json"]
    assert run(line) == 0
    found = json.loads(capsys.readouterr().out)
    assert found.keys() == {"level", "change", "decides", "why"}
    assert (found["level"], found["change"], found["decides"]) == ("elbow_flexion_reach_2", 0, "automatic")


def test_a_level_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong and what was meant; exit 2."""
    assert run(["levels", "next", "elbow_flexion_reech_2", "--person", "P01", "--home", str(tmp_path)]) == 2
    assert "Traceback" not in (said := capsys.readouterr().err) and "elbow_flexion_reach_2" in said
