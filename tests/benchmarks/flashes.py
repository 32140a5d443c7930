"""How often each effect flashes: real frames at 60 Hz, counted on the whole frame, on each tile of it, and in red."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.benchmarks.figure import Figure

SIZE = (640, 360)
SECONDS = 3.0
MOST = 3.0
LOOKS = ("dusk", "day")
_OTHER_LOOKS = ("dusk-contrast", "day-contrast", "dusk-safe", "day-safe", "day-contrast-safe-plain")
_OTHER_SIZES = ((1280, 720), (800, 600), (860, 360))
"""Large, as on an old screen, and very wide: the tiles then lie elsewhere and have other shapes."""
Case = tuple[str, tuple[int, int], str]


def figures() -> Iterator[Figure]:
    """The most in any second of each effect in both looks; of what moves in play, in other looks and sizes too."""
    cases = _cases()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        for (name, (wide, tall), look), most in zip(cases, workers.map(_most, cases, chunksize=8), strict=True):
            yield Figure(f"{name}, {look}, {wide}x{tall}: flashes in a second", float(most), "", MOST)


def _cases() -> list[Case]:
    from tests.game.screens.effects import EFFECTS, TESTS, WORLDS

    played = [*(f"world {name}" for name in WORLDS), *(f"test {name}" for name in TESTS)]
    moving = [*played, *(f"trembling, {name}" for name in WORLDS)]
    usual: list[Case] = [(name, SIZE, look) for name in EFFECTS for look in LOOKS]
    dressed: list[Case] = [(name, SIZE, look) for name in moving for look in _OTHER_LOOKS]
    sized: list[Case] = [(name, size, look) for name in moving for size in _OTHER_SIZES for look in LOOKS]
    return usual + dressed + sized


def _most(case: Case) -> int:
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    from tests.game.screens.effects import frames_of
    from tests.game.screens.flashing import flashes_of

    name, size, look = case
    return flashes_of(frames_of(name, size, look, SECONDS)).most
