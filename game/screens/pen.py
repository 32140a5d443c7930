"""A pen that draws soft shapes larger than they are and hands them back small and smooth, as sprites."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pygame

from game.screens.theme import Colour

Point: TypeAlias = tuple[float, float]
Path: TypeAlias = Sequence[Point]

_FINE = 4
"""How many times larger than shown everything is drawn, each way."""
_CURVE_STEPS = 8
_QUICK: Final = "BGRA"
"""The order of bytes that a window has, too: drawing from any other is thirty times slower."""


@dataclass(frozen=True, slots=True)
class Sprite:
    """A picture with premultiplied alpha (or light to add), and the pixel of it that stands where it is drawn."""

    picture: pygame.Surface
    anchor: tuple[int, int]
    additive: bool = False

    def draw(self, surface: pygame.Surface, x: float, y: float) -> pygame.Rect:
        """Draw with the anchor at (x, y) px; the rectangle that was touched."""
        flag = pygame.BLEND_RGB_ADD if self.additive else pygame.BLEND_PREMULTIPLIED
        corner = (round(x) - self.anchor[0], round(y) - self.anchor[1])
        return surface.blit(self.picture, corner, special_flags=flag)


def curve(points: Path, closed: bool = True) -> list[Point]:
    """A smooth line through the points (Catmull–Rom, 1974)."""
    p = np.asarray(points, dtype=float)
    if not closed:
        p = np.vstack((2 * p[0] - p[1], p, 2 * p[-1] - p[-2]))
        a, b, c, d = p[:-3], p[1:-2], p[2:-1], p[3:]
    else:
        a, b, c, d = np.roll(p, 1, 0), p, np.roll(p, -1, 0), np.roll(p, -2, 0)
    t = np.linspace(0.0, 1.0, _CURVE_STEPS, endpoint=False)[None, :, None]
    a, b, c, d = a[:, None], b[:, None], c[:, None], d[:, None]
    line = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    flat = line.reshape(-1, 2)
    if not closed:
        flat = np.vstack((flat, p[-2]))
    return [(x, y) for x, y in flat.tolist()]


class Pen:
    """Draws in units of its own (x right, y down unless `up`), on a canvas of `size` px, from `origin` px.

    With `mirror`, x runs to the left.
    """

    def __init__(
        self,
        size: tuple[int, int],
        unit_px: float,
        origin: Point,
        *,
        mirror: bool = False,
        up: bool = False,
        fine: int = _FINE,
    ) -> None:
        self.size = size
        self._origin = origin
        self._fine = fine
        self._unit = unit_px * fine
        self._sx = -self._unit if mirror else self._unit
        self._sy = -self._unit if up else self._unit
        self._canvas = pygame.Surface((size[0] * fine, size[1] * fine), pygame.SRCALPHA, 32)
        self._turn = (1.0, 0.0, 0.0, 0.0, 1.0)

    def lean(self, angle_deg: float, about: Point, squeeze: float = 1.0) -> None:
        """Turn whatever is drawn from now on towards +x, about a point, `squeeze` times as tall."""
        angle = math.radians(angle_deg)
        self._turn = (math.cos(angle), math.sin(angle), *about, squeeze)

    def _px(self, points: Path) -> list[Point]:
        x0, y0 = self._origin[0] * self._fine, self._origin[1] * self._fine
        cos, sin, px, py, squeeze = self._turn
        if sin == 0.0 and squeeze == 1.0:
            return [(x0 + x * self._sx, y0 + y * self._sy) for x, y in points]
        near = [(x - px, (y - py) * squeeze) for x, y in points]
        return [(x0 + (px + x * cos + y * sin) * self._sx, y0 + (py - x * sin + y * cos) * self._sy) for x, y in near]

    @staticmethod
    def _ink(colour: Colour, alpha: int) -> tuple[int, int, int, int]:
        return (colour[0] * alpha // 255, colour[1] * alpha // 255, colour[2] * alpha // 255, alpha)

    def shape(self, points: Path, colour: Colour, alpha: int = 255) -> None:
        """A closed shape with corners."""
        pygame.draw.polygon(self._canvas, self._ink(colour, alpha), self._px(points))

    def soft(self, points: Path, colour: Colour, alpha: int = 255) -> None:
        """A closed shape without corners."""
        self.shape(curve(points), colour, alpha)

    def disc(self, centre: Point, radius: float, colour: Colour, alpha: int = 255) -> None:
        """A filled circle."""
        (place,) = self._px([centre])
        pygame.draw.circle(self._canvas, self._ink(colour, alpha), place, abs(radius) * self._unit)

    def oval(self, centre: Point, rx: float, ry: float, colour: Colour, alpha: int = 255) -> None:
        """A filled ellipse."""
        turns = np.linspace(0.0, 2 * np.pi, 48, endpoint=False)
        self.shape([(centre[0] + rx * math.cos(t), centre[1] + ry * math.sin(t)) for t in turns], colour, alpha)

    def limb(self, a: Point, b: Point, width_a: float, width_b: float, colour: Colour, alpha: int = 255) -> None:
        """A tapered limb with round ends."""
        long = math.hypot(b[0] - a[0], b[1] - a[1])
        if long:
            x, y = (a[1] - b[1]) / long / 2, (b[0] - a[0]) / long / 2
            corners = ((a, width_a), (b, width_b), (b, -width_b), (a, -width_a))
            self.shape([(end[0] + x * half, end[1] + y * half) for end, half in corners], colour, alpha)
        self.disc(a, width_a / 2, colour, alpha)
        self.disc(b, width_b / 2, colour, alpha)

    def stroke(
        self, points: Path, widths: Sequence[float], colour: Colour, alpha: int = 255, *, rooted: bool = False
    ) -> None:
        """A smooth line with round ends (`rooted`: the first is flat), its width running evenly through `widths`."""
        line = np.asarray(curve(points, closed=False), dtype=float)
        share = np.linspace(0.0, 1.0, len(line))
        half = np.interp(share, np.linspace(0.0, 1.0, len(widths)), widths) / 2
        step = np.gradient(line, axis=0)
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
        side = np.column_stack((-step[:, 1], step[:, 0])) / length[:, None] * half[:, None]
        outline = np.vstack((line + side, (line - side)[::-1]))
        self.shape(outline.tolist(), colour, alpha)
        for end, radius in ((line[0], 0.0 if rooted else half[0]), (line[-1], half[-1])):
            self.disc((float(end[0]), float(end[1])), float(radius), colour, alpha)

    def shade(self, top: float, bottom: float) -> None:
        """Darken what is drawn so far, evenly from `top` at the upper edge to `bottom` at the lower (1 leaves it)."""
        strip = pygame.Surface((1, 64), pygame.SRCALPHA, 32)
        for row in range(64):
            level = round(255 * min(1.0, top + (bottom - top) * row / 63))
            strip.set_at((0, row), (level, level, level, 255))
        veil = pygame.transform.smoothscale(strip, self._canvas.get_size())
        self._canvas.blit(veil, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)

    def sprite(self) -> Sprite:
        """What was drawn, small and smooth, anchored at the origin."""
        picture = pygame.transform.smoothscale(self._canvas, self.size)
        return Sprite(picture, (round(self._origin[0]), round(self._origin[1])))


def _premultiplied(colour: Colour, alpha: npt.NDArray[np.float32]) -> pygame.Surface:
    """A surface of one colour under an alpha mask (rows × columns, 0–1)."""
    height, width = alpha.shape
    bgra = np.empty((height, width, 4), np.float32)
    bgra[..., :3] = np.asarray(colour[::-1], np.float32) * alpha[..., None]
    bgra[..., 3] = 255.0 * alpha
    return pygame.image.frombuffer((bgra + 0.5).astype(np.uint8).tobytes(), (width, height), _QUICK)


class Glow:
    """A soft pool of light in a few strengths, each drawn once."""

    _LEVELS = 24

    def __init__(self, radius: int, colour: Colour, *, additive: bool, power: float = 2.4, squash: float = 1.0) -> None:
        self._colour = colour
        self._additive = additive
        radius = max(2, radius)
        tall = max(2, round(radius * squash))
        yy, xx = np.mgrid[-tall : tall + 1, -radius : radius + 1].astype(np.float32)
        self._falloff = np.clip(1.0 - np.hypot(xx / radius, yy / tall), 0.0, 1.0) ** power
        self._dither = np.random.default_rng(radius).random(self._falloff.shape, dtype=np.float32)
        self._anchor = (radius, tall)
        self._kept: dict[int, Sprite] = {}

    def at(self, strength: float) -> Sprite:
        """The glow at a strength of 0–1, to the nearest of its levels."""
        level = round(min(1.0, max(0.0, strength)) * self._LEVELS)
        if level not in self._kept:
            self._kept[level] = Sprite(self._render(level / self._LEVELS), self._anchor, self._additive)
        return self._kept[level]

    def _render(self, strength: float) -> pygame.Surface:
        mask = self._falloff * strength
        if not self._additive:
            return _premultiplied(self._colour, mask)
        light = np.asarray(self._colour, np.float32) * mask[..., None]
        light = np.where(mask[..., None] > 0, light + self._dither[..., None], 0.0)
        height, width = mask.shape
        rgb = np.clip(light, 0, 255).astype(np.uint8).tobytes()
        return _opaque(pygame.image.frombuffer(rgb, (width, height), "RGB"))


def _opaque(picture: pygame.Surface) -> pygame.Surface:
    """The picture in the pixel format that is quickest to draw from."""
    quick = pygame.Surface(picture.get_size(), 0, 32)
    quick.blit(picture, (0, 0))
    return quick


class Ring:
    """A smooth ring (squashed: an ellipse on the ground) that fills from the top, clockwise, as something is held."""

    _STEPS = 720

    def __init__(
        self, radius: float, width: float, colours: tuple[Colour, Colour, Colour], *, squash: float = 1.0
    ) -> None:
        """`colours`: what is still to do, what is done, the keyline under both."""
        self._colours = colours
        half = math.ceil(radius + width * 1.5)
        tall = math.ceil(radius * squash + width * 1.5)
        yy, xx = np.mgrid[-tall : tall + 1, -half : half + 1].astype(np.float32)
        level = np.hypot(xx / radius, yy / (radius * squash))
        slope = np.maximum(np.hypot(xx / radius**2, yy / (radius * squash) ** 2) / np.maximum(level, 1e-6), 1e-6)
        off = np.abs(level - 1.0) / slope
        turn = np.mod(np.arctan2(xx / radius, -yy / (radius * squash)), 2 * np.pi) / (2 * np.pi)
        edge = np.clip(width * 0.5 + 2.0 * max(1.0, width / 10) - off + 0.5, 0, 1) * 0.92
        where = np.flatnonzero(edge)
        self._where = where[np.argsort(turn.ravel()[where])]
        self._turn, self._edge = turn.ravel()[self._where], edge.ravel()[self._where]
        self._done = np.clip(width / 2 - off + 0.5, 0, 1).ravel()[self._where]
        self._todo = np.clip(width * 0.19 - off + 0.5, 0, 1).ravel()[self._where]
        self._feather = 1.0 / (2 * np.pi * radius)
        self._size = (2 * half + 1, 2 * tall + 1)
        self._bgra = np.zeros((self._size[0] * self._size[1], 4), np.uint8)
        self._anchor = (half, tall)
        self._fill(0.0, 0.0, 1.0)
        self._kept = (0, self._sprite())

    def at(self, share: float) -> Sprite:
        """The ring with 0–1 of it filled."""
        step = round(min(1.0, max(0.0, share)) * self._STEPS)
        if self._kept[0] != step:
            before, now = self._kept[0] / self._STEPS, step / self._STEPS
            self._fill(now, min(before, now), max(before, now))
            self._kept = (step, self._sprite())
        return self._kept[1]

    def _sprite(self) -> Sprite:
        return Sprite(pygame.image.frombuffer(self._bgra.tobytes(), self._size, _QUICK), self._anchor)

    def _fill(self, share: float, since: float, until: float) -> None:
        """Draw the part of the ring from one share to another anew, filled up to `share`."""
        ends = np.searchsorted(self._turn, (since - self._feather, until + self._feather))
        part = slice(int(ends[0]), int(ends[1]))
        todo, done, edge = (np.asarray(c[::-1], np.float32) for c in self._colours)
        reached = np.clip((share - self._turn[part]) / self._feather + 0.5, 0, 1) * (share > 0)
        filled = self._done[part] * np.maximum(reached, share >= 1)
        track = self._todo[part] * (1 - filled)
        under = self._edge[part] * (1 - filled - track)
        bgr = filled[:, None] * done + track[:, None] * todo + under[:, None] * edge
        self._bgra[self._where[part], :3] = bgr + 0.5
        self._bgra[self._where[part], 3] = 255.0 * (filled + track + under) + 0.5
