"""Flashing: counts the flashes of real frames as WCAG 2.2 defines them, on the whole frame and on each tile of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pygame

RATE_HZ = 60
ACROSS, DOWN = 16, 9
"""A tile is a sixteenth of the width and a ninth of the height: a quarter of the area that WCAG lets flash at most."""
_FLASH, _DARKER_BELOW = 0.10, 0.80
_RED, _RED_APART = 0.8, 0.2
_STEPS = np.arange(256) / 255
_LINEAR = np.where(_STEPS <= 0.04045, _STEPS / 12.92, ((_STEPS + 0.055) / 1.055) ** 2.4).astype(np.float32)
# Linear sRGB to XYZ (IEC 61966-2-1).
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE_UV = (0.1978, 0.4683)
"""u′, v′ of D65: where black is put, which has no colour of its own."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Flashes:
    """The most flashes in any one second."""

    frame: int
    """Of the mean of the whole frame."""
    tile: int
    """Of the tile that flashes most."""
    red: int
    """To and from saturated red, of the tile that does so most."""

    @property
    def most(self) -> int:
        """Of all three."""
        return max(self.frame, self.tile, self.red)


def tile_light(surface: pygame.Surface) -> Floats:
    """The mean linear red, green and blue of each tile, 0–1: DOWN × ACROSS × 3."""
    wide, tall = surface.get_size()
    across, down = wide // ACROSS, tall // DOWN
    seen = surface.convert(32) if surface.get_bitsize() != 32 else surface
    bytes_of = np.frombuffer(seen.get_buffer().raw, np.uint8).reshape(tall, seen.get_pitch())
    shades = bytes_of[: DOWN * down, : 4 * ACROSS * across].reshape(DOWN, down, ACROSS, across, 4)
    linear = _LINEAR[shades].sum(axis=1).sum(axis=2, dtype=np.float64) / (down * across)
    tiles: Floats = linear[..., [shift // 8 for shift in seen.get_shifts()[:3]]]
    return tiles


def flashes_of(frames: Iterable[pygame.Surface]) -> Flashes:
    """What these frames do, shown one after the other at RATE_HZ."""
    return counted(np.array([tile_light(frame) for frame in frames]))


def counted(run: Floats) -> Flashes:
    """The same of tiles that have been measured: frames × DOWN × ACROSS × 3."""
    light = run @ _XYZ[1]
    whole = _most(_turns(list(light.mean(axis=(1, 2)))))
    tiles = [(row, column) for row in range(run.shape[1]) for column in range(run.shape[2])]
    moves = [place for place in tiles if np.ptp(light[:, *place]) >= _FLASH]
    tile = max((_most(_turns(list(light[:, *place]))) for place in moves), default=0)
    red = max((_most(_red_turns(run[:, *place])) for place in tiles if _ever_red(run[:, *place])), default=0)
    return Flashes(whole, tile, red)


def _turns(light: list[float]) -> list[int]:
    """The frames at which a change by a tenth or more, the darker side below 0.8, is complete, each opposing the last
    one."""
    turns: list[int] = []
    extreme, rising = light[0], 0
    low = high = light[0]
    for frame, value in enumerate(light[1:], 1):
        if rising == 0:  # until the first turn either way is one
            low, high = min(low, value), max(high, value)
            extreme = low if value - low >= high - value else high
        elif (value - extreme) * rising > 0:
            extreme = value
            continue
        change = value - extreme
        if abs(change) >= _FLASH and min(value, extreme) < _DARKER_BELOW:
            rising, extreme = (1 if change > 0 else -1), value
            turns.append(frame)
    return turns


def _red_turns(run: Floats) -> list[int]:
    """The frames at which a tile has come to saturated red or left it, its colour changed by more than 0.2 in u′v′."""
    xyz = run @ _XYZ.T
    weight = xyz @ (1.0, 15.0, 3.0)
    bright = weight > 1e-4
    safe = np.where(bright, weight, 1.0)
    u = np.where(bright, 4.0 * xyz[:, 0] / safe, _WHITE_UV[0])
    v = np.where(bright, 9.0 * xyz[:, 1] / safe, _WHITE_UV[1])
    red = _is_red(run)
    turns, last = [], 0
    for frame in range(1, len(run)):
        apart = float(np.hypot(u[frame] - u[last], v[frame] - v[last]))
        if red[frame] == red[last]:
            continue
        if apart > _RED_APART:
            turns.append(frame)
            last = frame
    return turns


def _is_red(run: Floats) -> npt.NDArray[np.bool_]:
    whole = run.sum(axis=-1)
    red: npt.NDArray[np.bool_] = (whole > 1e-4) & (run[..., 0] >= _RED * whole)
    return red


def _ever_red(run: Floats) -> bool:
    return bool(_is_red(run).any())


def _most(turns: list[int]) -> int:
    """The most pairs of opposing changes within any second."""
    inside = [sum(first <= turn < first + RATE_HZ for turn in turns[at:]) for at, first in enumerate(turns)]
    return max(inside, default=0) // 2
