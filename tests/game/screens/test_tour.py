"""Tour: every screen there is, drawn without a window, the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from game.cli import tour as command
from game.round.view import Phase
from game.screens import tour
from game.screens.language import LANGUAGES
from game.screens.play import PlayScreen
from game.screens.screen import Look
from game.screens.views import VIEWS


def test_every_phase_and_every_world_is_on_the_tour() -> None:
    """No face that a person may meet is left out."""
    views = [screen._view for make in tour.SCREENS.values() if isinstance(screen := make(), PlayScreen)]
    assert {view.phase for view in views if view} == set(Phase) - {Phase.ENDED}
    assert {view.kind for view in views if view} == set(VIEWS)


def test_a_tour_has_every_size_look_and_language() -> None:
    """English at three sizes, the looks and strong contrast at 1080p, each language at the largest text; each once."""
    taken = list(tour.shots())
    assert len({shot.name for shot in taken}) == len(taken)
    rows = {(shot.size, shot.look, shot.language) for shot in taken}
    assert len(taken) == len(rows) * len(tour.SCREENS)
    usual = Look()
    assert {(size, usual, "en") for size in tour.SIZES} <= rows
    for theme, strong in (("day", False), ("dusk", True), ("day", True)):
        assert ((1920, 1080), Look(theme, high_contrast=strong), "en") in rows
    assert {((1280, 720), Look(text_scale=2.0), code) for code in LANGUAGES} <= rows


@pytest.mark.parametrize("name", ["title", "lanterns", "rest"])
def test_a_picture_is_the_same_every_time(name: str) -> None:
    """Nothing in it depends on the clock or on what was drawn before."""
    shot = tour.Shot(name, (640, 360), Look())
    once, again = (pygame.image.tobytes(tour.take(shot)._frame, "RGB") for _ in range(2))
    assert once == again


_SCENE = """
import hashlib, pygame
from game.screens import tour
from game.screens.screen import Look
frame = tour.take(tour.Shot("lanterns", (640, 360), Look())).frame
print(hashlib.sha256(pygame.image.tobytes(frame, "RGB")).hexdigest())
"""


def test_a_scene_is_the_same_in_every_run() -> None:
    """Byte for byte, in processes whose hashes differ."""
    usual = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    runs = {
        subprocess.run(
            (sys.executable, "-c", _SCENE), env={**usual, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout.splitlines()[-1]
        for seed in ("0", "1")
    }
    assert len(runs) == 1


def test_a_picture_holds_every_pixel(tmp_path: Path) -> None:
    """What is read back from the file is what was on the stage."""
    stage = tour.take(tour.Shot("lanterns", (640, 360), Look("day")))
    (tmp_path / "it.png").write_bytes(tour.png(stage))
    read = pygame.image.load(tmp_path / "it.png")
    assert pygame.image.tobytes(read, "RGB") == pygame.image.tobytes(stage.frame, "RGB")


def test_the_command_writes_the_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`tour DIR` makes the folder, fills it and says how many."""
    import argparse

    monkeypatch.setattr(tour, "SCREENS", {"about": tour.SCREENS["about"], "stop": tour.SCREENS["stop"]})
    rows = tuple(tour.Row(((640, 360),), Look(theme, scale)) for theme in ("dusk", "day") for scale in (1.0, 2.0))
    monkeypatch.setattr(tour, "TABLE", rows)
    assert command.run(argparse.Namespace(folder=tmp_path / "new", language=None)) == 0
    assert len(list((tmp_path / "new").glob("*.png"))) == 8
    assert "8 pictures" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1 and what to do, never a traceback."""
    import argparse

    (tmp_path / "file").write_text("in the way")
    assert command.run(argparse.Namespace(folder=tmp_path / "file" / "folder", language=None)) == 1
    assert "Name another folder" in capsys.readouterr().err
