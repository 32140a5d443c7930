"""How long until something is there: the help text, and the first frame beside a bare window of pygame's."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from tests.benchmarks.figure import Figure

RUNS = 7
_BARE = "import pygame; pygame.display.init(); pygame.display.set_mode((1280, 720)); pygame.display.flip()"
_OURS = """
import sys
from game.app import window
from game.app.flow import Flow, Options
def first_frame(stage, flow):
    stage.draw_still(); stage.draw_live(0.0); stage.present()
    sys.exit(len({"scipy", "django"} & set(sys.modules)))
window.loop = first_frame
window.run_game(Options(mute=True))
"""


def _seconds(command: list[str]) -> float:
    start_s = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start_s


def figures() -> Iterator[Figure]:
    """The runs of both programs alternate, so that a slow moment of the machine meets both. The first frame's process
    ends with an error when scipy or Django were loaded before it."""
    help_s = [_seconds([sys.executable, "-m", "game", "--help"]) for _ in range(RUNS)]
    yield Figure("moveagain --help, median", 1000 * median(help_s), "ms", 150.0)
    pairs = [(_seconds([sys.executable, "-c", _BARE]), _seconds([sys.executable, "-c", _OURS])) for _ in range(RUNS)]
    yield Figure("bare pygame window, median", 1000 * median(bare for bare, _ in pairs), "ms")
    yield Figure("first frame of the title, median", 1000 * median(ours for _, ours in pairs), "ms")
    yield Figure("first frame over bare window, median of pairs", median(ours / bare for bare, ours in pairs), "×", 4.0)
