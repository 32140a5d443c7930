"""What the worlds cost: a frame of each at 1920×1080 in main memory, and what an hour of frames leaves behind."""

from __future__ import annotations

import gc
import math
import os
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure, quantile

SIZE = (1920, 1080)
SETTLE_FRAMES, FRAMES = 120, 600
MEDIAN_MS, WORST_MS = 5.0, 12.0
HOUR_FRAMES, WARM_FRAMES, SLOW_S = 36_000, 6_000, 0.1
"""An hour in tenths of a second, and the ten minutes before it, in which pictures that are kept are made."""
GROWS_MB = 5.0
_STROKE_S = 4.1
"""A movement there and back: no two frames are quite alike."""
SMALL = (640, 360)
"""The hour is played in a small picture: what is left behind does not depend on how large it is drawn."""


def figures() -> Iterator[Figure]:
    """Both draws of a frame, the words over the world and its trace among them."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    from game.screens import tour

    for name in tour.WORLDS:
        drawn_ms = _frames_ms(name)
        yield Figure(f"a frame of {name}, median", quantile(drawn_ms, 0.5), "ms", MEDIAN_MS)
        yield Figure(f"a frame of {name}, 99th percentile", quantile(drawn_ms, 0.99), "ms", WORST_MS)
    for name in tour.WORLDS:
        yield Figure(f"an hour of {name} grows memory by", _grows_mb(name), "MB", GROWS_MB)


def _frames_ms(name: str) -> list[float]:
    """What each frame costs this core of play that moves all the time: its own time, not what others take meanwhile."""
    took = []
    for step, drawn_s in enumerate(_play(name, SIZE, SETTLE_FRAMES + FRAMES)):
        if step >= SETTLE_FRAMES:
            took.append(1000.0 * drawn_s)
    return took


def _grows_mb(name: str) -> float:
    """By how much memory in use grows over an hour of frames."""
    before = 0.0
    for step, _drawn_s in enumerate(_play(name, SMALL, WARM_FRAMES + HOUR_FRAMES, SLOW_S)):
        if step == WARM_FRAMES:
            gc.collect()
            before = _resident_mb()
    gc.collect()
    return _resident_mb() - before


def _play(name: str, size: tuple[int, int], frames: int, dt_s: float = 1.0 / 60.0) -> Iterator[float]:
    """Frames of that world, one after another, and what each took, s."""
    import pygame

    from game.screens import tour
    from game.screens.play import PlayScreen
    from game.screens.screen import Look
    from game.screens.tour_of_traces import moved

    pygame.display.init()
    pygame.display.set_mode(size)
    view = tour.WORLDS[name]
    screen = PlayScreen("shown")
    screen.see(view)
    screen.lay_out(size, Look())
    surface = pygame.Surface(size, 0, 32)
    for step in range(frames):
        sway = 0.5 - 0.5 * math.cos(math.tau * step * dt_s / _STROKE_S)
        began_s = time.thread_time()
        screen.see(moved(view, sway)._replace(tick=round(60 * dt_s * step), compensating=step % 900 > 840))
        screen.draw_still(surface)
        screen.draw_live(surface, dt_s)
        yield time.thread_time() - began_s


def _resident_mb() -> float:
    """What this process has of main memory; nan where the system does not say it so."""
    try:
        told = Path("/proc/self/statm").read_text(encoding="ascii")
    except OSError:
        return math.nan
    return int(told.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
