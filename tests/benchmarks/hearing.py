"""What hearing costs: per frame, until a sentence is heard, and whether the tone that follows the body ever breaks off.

What would be heard is written into a file by SDL's own driver, so that it is the real mixer that is measured.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pygame
from numpy.typing import NDArray

from game.app.speech import programs, system_voice
from game.screens.mixing import Volumes
from game.screens.sound import Sounds
from game.screens.tones import RATE_HZ, Tone
from tests.benchmarks.figure import Figure, quantile

FRAME_S = 1 / 60
LENGTH_S = 20.0
_SENTENCE = "Keep the light in the circle."
_FLOOR = 0.004
"""The tone of a body that is out never falls below this for a hundredth of a second, full scale being 1."""


def figures() -> Iterator[Figure]:
    """Everything at once: music, guide, tones and voice, while frames are drawn as fast as the game draws them."""
    with tempfile.TemporaryDirectory(prefix="moveagain-hearing-") as folder:
        out = Path(folder) / "heard.raw"
        yield from _voice(folder)
        with patch.dict(os.environ, {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(out)}):
            costs_s = _guided(None)
        heard = _inner(np.fromfile(out, "<i2") / 32_768)
        yield _broken_off(heard)
        yield Figure("steepest step of the guide, share of full scale", float(np.max(np.abs(np.diff(heard)))), "", 0.02)
        with patch.dict(os.environ, {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(out)}):
            costs_s = _guided(folder)
        heard = np.fromfile(out, "<i2") / 32_768
        yield Figure("loudest of everything at once, share of full scale", float(np.max(np.abs(heard))), "", 0.99)
        yield Figure("hearing, a frame, median", 1e3 * quantile(costs_s, 0.5), "ms", 0.2)
        yield Figure("hearing, a frame, 99th percentile", 1e3 * quantile(costs_s, 0.99), "ms", 1.0)


def _voice(folder: str) -> Iterator[Figure]:
    if next(programs(), None) is None:
        return
    for what, limit in (("made anew", 1500.0), ("kept", 50.0)):
        voice = system_voice(folder)
        assert voice is not None
        began_s = time.perf_counter()
        voice.wav(_SENTENCE)
        yield Figure(f"a sentence, {what}", 1e3 * (time.perf_counter() - began_s), "ms", limit)


def _guided(folder: str | None) -> list[float]:
    """A body that sways outside the middle; with a folder, all else sounds too. What each frame cost, s."""
    loud = 1.0 if folder else 0.0
    sounds = Sounds(speech=system_voice(folder) if folder else None, volumes=Volumes(loud, 1.0, 1.0))
    sounds.warm(wait=True)
    sounds.music.light = loud
    costs_s = []
    for frame in range(round(LENGTH_S / FRAME_S)):
        began_s = time.perf_counter()
        sounds.sway(0.9 + 0.3 * np.sin(frame / 30))
        if folder and frame % 90 == 0:
            sounds.play(Tone.CLEAN)
        if folder and frame % 240 == 0:
            sounds.voice.say((_SENTENCE,))
        sounds.step(FRAME_S)
        costs_s.append(time.perf_counter() - began_s)
        time.sleep(FRAME_S)
    sounds.close()
    pygame.mixer.quit()
    return costs_s


def _inner(heard: NDArray[np.float64]) -> NDArray[np.float64]:
    """Without the first and the last second of what sounds: at the end the loudspeaker is switched off."""
    there = np.flatnonzero(np.abs(heard) > _FLOOR)
    return heard[there[0] + RATE_HZ : there[-1] - RATE_HZ]


def _broken_off(heard: NDArray[np.float64]) -> Figure:
    """How often the guide fell silent."""
    span = RATE_HZ // 100
    loud = np.max(np.abs(heard[: len(heard) // span * span].reshape(-1, span)), axis=1)
    silent = loud < _FLOOR
    return Figure("guide broken off, times", float(np.count_nonzero(silent[1:] & ~silent[:-1])), "", 0.0)
