"""The header: comes back as it was, and its file name sorts by age and fits every file system."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from game.sessions.engine import engine
from game.sessions.header import header_from_row
from game.sessions.home import home, sessions_folder
from tests.game.sessions.played import header


def test_it_comes_back() -> None:
    """Through JSON, everything that a Round is built from included."""
    head = header(effort="loaded", load_kg=1.5)
    assert header_from_row(json.loads(json.dumps(head.as_row()))) == head


@pytest.mark.parametrize("started", ["2031-03-04T10:11:12-05:30", "2031-03-04T10:11:12.999999+00:00"])
def test_its_file_name(started: str) -> None:
    """Digits, letters and a few signs that Windows allows too; the uuid last."""
    head = header(started=started)
    assert re.fullmatch(r"20310304T101112[+-]\d{4}-[0-9a-f-]{36}\.moveagain", head.file_name)


def test_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is given comes before the variable, and that before the system's own place."""
    monkeypatch.setenv("MOVEAGAIN_HOME", str(tmp_path / "variable"))
    assert home(str(tmp_path / "given")) == tmp_path / "given"
    assert home() == tmp_path / "variable"
    monkeypatch.delenv("MOVEAGAIN_HOME")
    assert home().name == "moveagain"
    assert sessions_folder(tmp_path) == tmp_path / "sessions"


def test_engine() -> None:
    """Everything on which the last digits depend has a name."""
    assert engine().keys() == {"moveagain", "fusion", "numpy", "platform"}
    assert all(engine().values())
