"""`moveagain levels next`: says what comes next, and changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from game.cli import run
from game.coaching.history import History, Past


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


PRESCRIBED = "format: 2\nid: a\nversion: 1\nlevels: [elbow_flexion_reach_1, elbow_flexion_reach_2]\n"
PHASE = "phases: [{first_day: 2020-01-01, last_day: 2090-01-01, levels: [elbow_flexion_reach_1]}]\n"


@pytest.mark.parametrize(("phase", "next_level"), [("", "elbow_flexion_reach_2"), (PHASE, "elbow_flexion_reach_1")])
def test_nothing_comes_next_that_is_not_prescribed_for_today(
    phase: str, next_level: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After two good sessions: the levels of a phase are instead of the others."""
    now = datetime.now().astimezone()

    def good(days: int) -> Past:
        at, level = now - timedelta(days=days), "elbow_flexion_reach_1"
        past = Past(level, str(days), at, at, repetitions=10, clean=9, side="right")
        return replace(past, pain_before=0.0, pain_after=0.0)

    monkeypatch.setattr("game.sessions.index.history_of", lambda *_: History(now, (good(5), good(3))))
    path = tmp_path / "p.yaml"
    path.write_text(f"{PRESCRIBED}valid_from: 2020-01-01\nvalid_until: 2090-01-01\n{phase}", encoding="utf-8")
    line = ["levels", "next", "elbow_flexion_reach_1", "--person", "P01", "--prescription", str(path), "--json"]
    assert run([*line, "--home", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["level"] == next_level


def test_a_prescription_that_ended_says_nothing_of_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says that it has ended."""
    path = tmp_path / "p.yaml"
    path.write_text(f"{PRESCRIBED}valid_from: 2020-01-01\n", encoding="utf-8")
    line = ["levels", "next", "elbow_flexion_reach_1", "--person", "P01", "--prescription", str(path)]
    assert run([*line, "--home", str(tmp_path)]) == 1
    assert "ended on 2020-01-28" in capsys.readouterr().err


def test_a_level_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong and what was meant; exit 2."""
    assert run(["levels", "next", "elbow_flexion_reech_2", "--person", "P01", "--home", str(tmp_path)]) == 2
    assert "Traceback" not in (said := capsys.readouterr().err) and "elbow_flexion_reach_2" in said
