"""What the worlds cost: a frame of each at 1920×1080 in main memory, and what an hour of frames leaves behind."""

from __future__ import annotations

import gc
import math
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.figure import Figure, quantile

SIZE = (1920, 1080)
TESTS = (
    "measure-range-far",
    "measure-sway-open",
    "measure-stands-five",
    "measure-limits-lean",
    "measure-position-learn",
)
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
    """Both draws of a frame, the words over the world, its trace and the captions among them."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    from game.screens import tour

    for name in (*tour.WORLDS, *TESTS):
        for strong in (False, True):
            drawn_ms = _frames_ms(name, high_contrast=strong)
            what = f"a frame of {name}, {'high contrast' if strong else 'dusk'}"
            yield Figure(f"{what}, median", quantile(drawn_ms, 0.5), "ms", MEDIAN_MS)
            yield Figure(f"{what}, 99th percentile", quantile(drawn_ms, 0.99), "ms", WORST_MS)
    for name in tour.WORLDS:
        yield Figure(f"an hour of {name} grows memory by", _grows_mb(name), "MB", GROWS_MB)


def _frames_ms(name: str, *, high_contrast: bool) -> list[float]:
    """What each frame costs this core of play that moves all the time: its own time, not what others take meanwhile."""
    took = []
    for step, drawn_s in enumerate(_play(name, SIZE, SETTLE_FRAMES + FRAMES, high_contrast=high_contrast)):
        if step >= SETTLE_FRAMES:
            took.append(1000.0 * drawn_s)
    return took


def _grows_mb(name: str) -> float:
    """By how much memory in use grows over an hour of frames."""
    before = 0.0
    for step, _drawn_s in enumerate(_play(name, SMALL, WARM_FRAMES + HOUR_FRAMES, SLOW_S)):
        if step == WARM_FRAMES:
            gc.collect()
            before = resident_mb()
    gc.collect()
    return resident_mb() - before


def _play(
    name: str, size: tuple[int, int], frames: int, dt_s: float = 1.0 / 60.0, *, high_contrast: bool = False
) -> Iterator[float]:
    """Frames of that world on a stage with captions, one after another, and what each took, s."""
    from game.screens import tour
    from game.screens.play import PlayScreen
    from game.screens.stage import Stage
    from game.screens.tour_of_traces import moved

    shown = tour.SCREENS[name]() if name in TESTS else None
    view = shown._view if isinstance(shown, PlayScreen) else tour.WORLDS[name]
    assert view is not None
    stage = Stage(size, window=False, mute=True, captions=True)
    stage.settle(replace(stage.settings, high_contrast=high_contrast))
    screen = PlayScreen("shown")
    screen.see(view)
    stage.show(screen)
    for step in range(frames):
        sway = 0.5 - 0.5 * math.cos(math.tau * step * dt_s / _STROKE_S)
        began_s = time.thread_time()
        screen.see(moved(view, sway)._replace(tick=round(60 * dt_s * step), compensating=step % 900 > 840))
        stage.draw_still()
        stage.draw_live(dt_s)
        yield time.thread_time() - began_s
    stage.close()


def resident_mb() -> float:
    """What this process has of main memory; nan where the system does not say it so."""
    try:
        told = Path("/proc/self/statm").read_text(encoding="ascii")
    except OSError:
        return math.nan
    return int(told.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
