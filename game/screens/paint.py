"""A canvas on which still scenery is painted in floating point and dithered once, so that no sky ever shows bands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pygame

from game.screens.pen import Sprite
from game.screens.theme import Colour

Floats: TypeAlias = npt.NDArray[np.float32]
Outline: TypeAlias = Floats
"""Height of a skyline, px from the top, finer than the canvas: `FINE` values a column."""

Span: TypeAlias = tuple[float, float]

FINE = 3
_GLOW_REACH = 2.8
"""A pool of light is cut where it is fainter than can be seen, in standard deviations."""


def gradient(stops: Sequence[Colour], length: int) -> Floats:
    """`length` colours running evenly through the stops (length × 3)."""
    place = np.linspace(0.0, len(stops) - 1.0, length)
    table = np.asarray(stops, float)
    channels = [np.interp(place, np.arange(len(stops)), table[:, c]) for c in range(3)]
    return np.column_stack(channels).astype(np.float32)


def rolling(length: int, seed: int, *, rough: float, octaves: int, bumps: float, sharp: bool = False) -> Floats:
    """A skyline's shape, about −1 to 1: value noise whose finer waves are `rough` times as tall as the coarser ones."""
    rng = np.random.default_rng(seed)
    x = np.arange(length) / length
    line = np.zeros(length)
    tall = 1.0
    for octave in range(octaves):
        knots = int(bumps * 2**octave) + 2
        place = x * (knots - 1)
        left = np.clip(place.astype(int), 0, knots - 2)
        share = place - left
        if not sharp:
            share = share * share * (3 - 2 * share)
        heights = rng.uniform(-1, 1, knots)
        line += tall * (heights[left] * (1 - share) + heights[left + 1] * share)
        tall *= rough
    return line.astype(np.float32)


class Canvas:
    """A picture under work: RGB × rows × columns (each colour lies together: quick to paint), 0–255 and finer."""

    def __init__(self, size: tuple[int, int], seed: int = 7) -> None:
        self.width, self.height = size
        self.pixels: Floats = np.zeros((3, self.height, self.width), np.float32)
        self._rng = np.random.default_rng(seed)

    def sky(self, stops: Sequence[Colour], top: int, bottom: int) -> None:
        """An even gradient over whole rows."""
        self.pixels[:, top:bottom] = gradient(stops, bottom - top).T[:, :, None]

    def glow(self, x: float, y: float, rx: float, ry: float, colour: Colour, strength: float, cover: bool) -> None:
        """A soft pool of light; `cover` tints towards the colour, otherwise it is added."""
        x0, x1 = max(0, int(x - rx * _GLOW_REACH)), min(self.width, int(x + rx * _GLOW_REACH) + 1)
        y0, y1 = max(0, int(y - ry * _GLOW_REACH)), min(self.height, int(y + ry * _GLOW_REACH) + 1)
        if x0 >= x1 or y0 >= y1:
            return
        across = np.exp(-0.5 * ((np.arange(x0, x1, dtype=np.float32) - x) / rx) ** 2)
        down = np.exp(-0.5 * ((np.arange(y0, y1, dtype=np.float32) - y) / ry) ** 2) * np.float32(strength)
        mask = down[:, None] * across
        for into, tint in zip(self.pixels[:, y0:y1, x0:x1], colour, strict=True):
            into += mask * (tint - into) if cover else mask * np.float32(tint)

    def mist(self, middle: float, depth: float, colour: Colour, strength: float) -> None:
        """A level bank of mist."""
        y0, y1 = (int(np.clip(middle + s * depth * _GLOW_REACH, 0, self.height)) for s in (-1, 1))
        veil = np.exp(-0.5 * ((np.arange(y0, y1) - middle) / depth) ** 2).astype(np.float32) * np.float32(strength)
        for into, tint in zip(self.pixels[:, y0:y1], colour, strict=True):
            into += veil[:, None] * (tint - into)

    def ridge(
        self,
        outline: Outline,
        rim: Colour,
        foot: Colour,
        depth: float,
        *,
        bottom: int | None = None,
        edge: tuple[Colour, float] | None = None,
    ) -> None:
        """Land below a skyline, shaded from its rim to its foot, `depth` px further down.

        `edge` is a light that falls on the very edge: its colour and how far it reaches, px.
        """
        end = self.height if bottom is None else bottom
        fine = outline.reshape(self.width, FINE)
        top = int(np.clip(outline.min() - 1, 0, end))
        if top >= end:
            return
        solid = int(np.clip(outline.max() + 2, top, end))
        rows = np.arange(top, solid, dtype=np.float32)[:, None]
        cover = np.zeros((solid - top, self.width), np.float32)
        for part in range(FINE):
            cover += np.clip(rows - fine[:, part] + 0.5, 0, 1)
        cover /= FINE
        lit = np.exp(-np.maximum(rows - fine.mean(axis=1), 0) / edge[1]) if edge else None
        smooth = _smoothed(fine.mean(axis=1), max(3, self.width // 24))
        down = np.clip((np.arange(top, end, dtype=np.float32)[:, None] - smooth) / depth, 0, 1)
        land = self.pixels[:, top:end]
        for channel in range(3):
            shade = rim[channel] + down * (foot[channel] - rim[channel])
            if edge and lit is not None:
                shade[: solid - top] += lit * (edge[0][channel] - shade[: solid - top])
            into = land[channel]
            into[: solid - top] += cover * (shade[: solid - top] - into[: solid - top])
            into[solid - top :] = shade[solid - top :]

    def paste(self, sprite: Sprite, x: float, y: float) -> None:
        """A sprite, laid into the picture."""
        patch = pygame.Surface(sprite.picture.get_size(), 0, 32)
        left, top = round(x) - sprite.anchor[0], round(y) - sprite.anchor[1]
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(self.width, left + patch.get_width()), min(self.height, top + patch.get_height())
        if x0 >= x1 or y0 >= y1:
            return
        cut = (slice(x0 - left, x1 - left), slice(y0 - top, y1 - top))
        colour = pygame.surfarray.pixels3d(sprite.picture)[cut].transpose(2, 1, 0)
        alpha = pygame.surfarray.pixels_alpha(sprite.picture)[cut].T.astype(np.float32) / 255
        into = self.pixels[:, y0:y1, x0:x1]
        into *= 1 - alpha
        into += colour

    def reflect(self, horizon: int, water: tuple[Colour, Colour], *, far: float, near: float, bottom: int) -> None:
        """Still water from the horizon down: what stands above it upside down, fading into the water's own colour.

        `far` and `near` say how much of the reflection is seen at either end.
        """
        depth = bottom - horizon
        down = np.arange(depth, dtype=np.float32) / depth
        source = np.clip(horizon - 1 - np.arange(depth) * 1.06, 0, horizon - 1).astype(int)
        drift = np.rint(self._rng.normal(0, 1, depth) * (0.4 + 5.0 * down) * self.height / 1080).astype(int)
        own = gradient(water, depth)
        clear = (far + (near - far) * down**0.7)[:, None]
        for into, plain in zip(self.pixels, own.T, strict=True):
            upside = into[source]
            for row in np.flatnonzero(drift):
                _shift(upside[row], int(drift[row]))
            blurred = upside.copy()
            for step in (1, 2, 3):
                blurred[3:-3] += upside[3 - step : depth - 3 - step] + upside[3 + step : depth - 3 + step]
            blurred[3:-3] /= 7
            into[horizon:bottom] = blurred * clear + plain[:, None] * (1 - clear)

    def echo(self, shore: int, depth: int, left: int, right: int, strength: float) -> None:
        """Water at the foot of a shore: what stands right above it upside down, fading out within `depth` px."""
        depth = min(depth, self.height - shore, shore)
        fade = (strength * (1 - np.arange(depth, dtype=np.float32) / depth) ** 1.4)[:, None]
        sides = np.minimum(np.arange(right - left), np.arange(right - left)[::-1]).astype(np.float32)
        fade = fade * np.clip(sides / (0.06 * (right - left)), 0, 1)
        below = self.pixels[:, shore : shore + depth, left:right]
        below += fade * (self.pixels[:, shore - depth : shore, left:right][:, ::-1] - below)

    def spark(self, x: float, y: float, colour: Colour, strength: float) -> None:
        """A point of light, shared between the four pixels around it."""
        left, top = int(x), int(y)
        if 0 <= left < self.width - 1 and 0 <= top < self.height - 1:
            across = np.array((1 - (x - left), x - left), np.float32)
            down = np.array((1 - (y - top), y - top), np.float32)
            light = np.multiply.outer(np.asarray(colour, np.float32), np.multiply.outer(down, across))
            self.pixels[:, top : top + 2, left : left + 2] += light * np.float32(strength)

    def vignette(self, strength: float) -> None:
        """Darken the corners a little."""
        across = 1 - strength * np.linspace(-1, 1, self.width, dtype=np.float32) ** 4
        down = 1 - strength * np.linspace(-1, 1, self.height, dtype=np.float32) ** 4
        self.pixels *= across
        self.pixels *= down[:, None]

    def surface(self, *, mirror: bool = False) -> pygame.Surface:
        """The finished picture, dithered, in the pixel format that is quickest to draw from."""
        self.pixels += self._rng.random((self.height, self.width), dtype=np.float32)
        np.clip(self.pixels, 0, 255, out=self.pixels)
        done = np.empty((self.height, self.width, 3), np.uint8)
        done[:] = self.pixels.transpose(1, 2, 0)
        raw = pygame.image.frombuffer(done.tobytes(), (self.width, self.height), "RGB")
        picture = pygame.Surface((self.width, self.height), 0, 32)
        picture.blit(pygame.transform.flip(raw, True, False) if mirror else raw, (0, 0))
        return picture


def _shift(row: Floats, by: int) -> None:
    """Move a row of pixels sideways; its end fills the gap."""
    if by > 0:
        row[by:] = row[:-by].copy()
    else:
        row[:by] = row[-by:].copy()


def _smoothed(line: Floats, reach: int) -> Floats:
    """A running mean over `reach` values, ends held."""
    wide = np.pad(line.astype(np.float32), (reach // 2, reach - reach // 2), mode="edge")
    total = np.cumsum(wide, dtype=np.float64)
    return ((total[reach:] - total[:-reach]) / reach).astype(np.float32)


def skyline(width: int, height_at: Callable[[Floats], Floats]) -> Outline:
    """An outline from a function of x (0 at the left edge, 1 at the right) that gives px from the top."""
    x = ((np.arange(width * FINE) + 0.5) / (width * FINE)).astype(np.float32)
    return height_at(x).astype(np.float32)


def forest(outline: Outline, unit: float, seed: int, *, count: int, tall: tuple[float, float], span: Span) -> Outline:
    """The outline with conifers standing on it: `count` of them within `span` (0–1), `tall` in units of `unit` px."""
    rng = np.random.default_rng(seed)
    grown = outline.copy()
    for place in rng.uniform(*span, count):
        height = rng.uniform(*tall) * unit
        half = height * rng.uniform(0.17, 0.23)
        centre = place * len(outline)
        x0, x1 = (int(np.clip(centre + s * half * FINE, 0, len(outline))) for s in (-1, 1))
        if x1 - x0 < 3:
            continue
        off = np.abs(np.arange(x0, x1) - centre) / (half * FINE)
        tiers = 5
        step = (1 - off) * tiers
        jag = np.floor(step) + np.minimum(1.0, (step - np.floor(step)) * 2.2)
        foot = outline[int(np.clip(centre, 0, len(outline) - 1))] + 0.04 * height
        grown[x0:x1] = np.minimum(grown[x0:x1], foot - height * (jag / tiers))
    return grown
