"""Lanterns that hang or stand, and light up; shape tells what colour tells."""

from __future__ import annotations

from enum import StrEnum

import pygame

from game.screens.pen import Glow, Pen, Point, Sprite
from game.screens.theme import Colour, Theme, mix


class Shape(StrEnum):
    """What a lantern looks like, whatever its colour."""

    ROUND = "round"
    """A clean light."""
    TALL = "tall"
    """Any other light that was earned."""


_LEVELS = 16
_SHELLS = 14
"""How many shells of paper the light shines through: enough that none is seen alone."""
_HALF, _FOLDED = 0.5, 0.31
"""Half the height of a round lantern that burns, and of one that does not: paper lies folded until it is lit."""
ON_STAKE, ON_FOOT = 1.15, 0.62
"""How far a standing lantern's foot is below its middle, in lantern heights: on a stake in the ground, on its own."""


class Lantern:
    """One kind of lantern at one size: its body at every strength of light, and its glow."""

    def __init__(self, theme: Theme, tall_px: float, shape: Shape = Shape.ROUND, foot: float | None = None) -> None:
        """`foot`: how far below its middle it stands, in lantern heights; None where it hangs."""
        self._theme = theme
        self._tall = max(6.0, tall_px)
        self._shape = shape
        self._foot = foot
        reach = 2.8 if theme.additive else 1.5
        colour = theme.glow if shape is Shape.ROUND else theme.glow_soft
        self._glow = Glow(round(reach * self._tall), colour, additive=theme.additive, power=2.6)
        self._bodies: dict[int, Sprite] = {}

    @property
    def hook_px(self) -> float:
        """How far above its middle it hangs."""
        return 0.68 * self._tall

    def draw(self, surface: pygame.Surface, x: float, y: float, lit: float, breath: float = 1.0) -> pygame.Rect:
        """Draw it with its middle at (x, y), `lit` 0–1; `breath` is the strength of its glow. The place touched."""
        level = round(min(1.0, max(0.0, lit)) * _LEVELS)
        parts = [self._body(level)]
        if level:
            glow = self._glow.at((0.52 if self._theme.additive else 0.6) * breath * level / _LEVELS)
            parts.insert(1 if self._theme.additive else 0, glow)
        touched = [part.draw(surface, x, y) for part in parts]
        return touched[0].union(touched[-1])

    def _body(self, level: int) -> Sprite:
        if level not in self._bodies:
            self._bodies[level] = self._paint(level / _LEVELS)
        return self._bodies[level]

    def _paint(self, lit: float) -> Sprite:
        size = (round(1.3 * self._tall) + 4, round(2.4 * self._tall) + 4)
        pen = Pen(size, self._tall, (size[0] / 2, size[1] / 2))
        theme = self._theme
        lights = (
            (theme.lit_edge, theme.lit, theme.lit_core)
            if self._shape is Shape.ROUND
            else (theme.soft_edge, theme.soft, theme.soft_core)
        )
        edge, middle = mix(theme.unlit_edge, lights[0], lit), mix(theme.unlit, lights[1], lit)
        core = mix(theme.unlit, lights[2], lit)
        frame = mix(theme.unlit_edge, mix(lights[0], theme.bark, 0.55), lit)
        half = _FOLDED + (_HALF - _FOLDED) * lit if self._shape is Shape.ROUND else _HALF
        low = 0.0 if self._foot is None else _HALF - half
        if self._foot is not None:
            pen.limb((0, 0.4), (0, self._foot - 0.05), 0.10, 0.11, theme.bark if theme.additive else theme.bark_rim)
            pen.limb((-0.14, self._foot - 0.04), (0.14, self._foot - 0.04), 0.08, 0.08, frame)
        if self._shape is Shape.ROUND:
            _paper(pen, (edge, middle, core, frame), half, low)
        else:
            _box(pen, edge, middle, core, frame)
        if self._foot is None:
            pen.limb((0, -0.68), (0, -half - 0.05), 0.04, 0.04, frame)
            pen.limb((0, half + 0.05), (0, half + 0.24), 0.05, 0.08, frame)
        return pen.sprite()


def _paper(pen: Pen, colours: tuple[Colour, Colour, Colour, Colour], half: float, low: float) -> None:
    """A round paper lantern with its ribs, cap and rim: half its height, and how much lower than usual it lies."""
    edge, middle, core, frame = colours
    for shell in range(_SHELLS):
        share = shell / (_SHELLS - 1)
        colour = mix(edge, middle, min(1.0, share * 2)) if share < 0.5 else mix(middle, core, share * 2 - 1)
        pen.oval((0, low + 0.03 * share), 0.43 * (1 - 0.72 * share), half * (1 - 0.62 * share), colour)
    for bow in (-0.3, 0.0, 0.3):
        ends = [(bow * wide, low + half * far) for wide, far in ((0.5, -0.94), (1.06, -0.4), (1.06, 0.4), (0.5, 0.94))]
        pen.stroke(ends, (0.022, 0.022), edge)
    for y in (-half - 0.01, half + 0.01):
        pen.limb((-0.15, low + y), (0.15, low + y), 0.12, 0.12, frame)


def _box(pen: Pen, edge: Colour, middle: Colour, core: Colour, frame: Colour) -> None:
    """A tall lantern of four panes under a small roof."""
    for shell in range(_SHELLS):
        share = shell / (_SHELLS - 1)
        colour = mix(edge, middle, min(1.0, share * 2)) if share < 0.5 else mix(middle, core, share * 2 - 1)
        x, y = 0.27 * (1 - 0.7 * share), 0.42 * (1 - 0.6 * share)
        pen.soft(
            (
                (-x, -y),
                (0, -y * 1.03),
                (x, -y),
                (x * 0.94, y * 0.5),
                (x * 0.86, y),
                (-x * 0.86, y),
                (-x * 0.94, y * 0.5),
            ),
            colour,
        )
    pen.limb((0, -0.42), (0, 0.42), 0.03, 0.03, edge)
    roof: tuple[Point, ...] = ((-0.4, -0.36), (0.4, -0.36), (0.1, -0.6), (-0.1, -0.6))
    pen.shape(roof, frame)
    pen.limb((-0.25, 0.46), (0.25, 0.46), 0.1, 0.1, frame)
