"""Who may import whom holds, and the contracts notice when it does not."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.house.tree import PACKAGES, ROOT, run

LINT = str(Path(sys.executable).with_name("lint-imports"))


def test_every_contract_is_kept() -> None:
    said = run([LINT, "--no-cache", "--no-logo"])
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize(
    ("path", "code"),
    [
        pytest.param("game/motion/planted.py", "import game.round", id="upwards"),
        pytest.param("game/motion/planted.py", "import game.measures", id="from-motion-up"),
        pytest.param("game/screens/planted.py", "import game.cli", id="from-the-window-up"),
        pytest.param("game/planted/__init__.py", "", id="a-room-that-nobody-named"),
        pytest.param("game/sessions/planted.py", "import input_devices.source", id="past-the-front-door"),
        pytest.param("input_devices/planted.py", "import game", id="a-device-that-knows-the-game"),
        pytest.param("input_devices/planted.py", "def f():\n    import serial", id="a-second-serial"),
        pytest.param("game/sessions/planted.py", "def f():\n    import pygame", id="a-window-in-a-file"),
        pytest.param("game/round/planted.py", "def f():\n    import django", id="records-in-play"),
    ],
)
def test_a_planted_import_is_noticed(path: str, code: str, tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    planted = tmp_path / path
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(code, encoding="utf-8")
    said = run([LINT, "--no-cache", "--no-logo"], cwd=tmp_path)
    assert said.returncode == 1, said.stdout
    assert "planted" in said.stdout
