"""How often each effect flashes: real frames at 60 Hz, counted on the whole frame, on each tile of it, and in red."""

from __future__ import annotations

import os
from collections.abc import Iterator

from tests.benchmarks.figure import Figure

SIZE = (1280, 720)
SECONDS = 4.0
MOST = 3.0


def figures() -> Iterator[Figure]:
    """The most in any second of each effect, in both looks."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    from tests.game.screens.effects import EFFECTS, frames_of
    from tests.game.screens.flashing import flashes_of

    for name in EFFECTS:
        for theme in ("dusk", "day"):
            found = flashes_of(frames_of(name, SIZE, theme, SECONDS))
            yield Figure(f"{name}, {theme}: flashes in a second", float(found.most), "", MOST)
