"""The trunk marker: a small sign beside the person whose needle stands as upright as they do."""

from __future__ import annotations

import math

import pygame

from game.screens.pen import Pen, Point, Sprite
from game.screens.theme import Theme, mix

BAND_DEG = 10.0
"""A lean up to here is drawn as upright enough, where the rules do not say otherwise."""
_SHOWN_PER_DEG = 2.2
"""The needle turns further than the trunk, so that a small lean is seen from two metres."""
_MOST_DEG = 62.0
_RADIUS = 56.0
_POST = 250.0
_STEP_DEG = 1.0
"""In design units; the needle in steps of the angle that is shown."""


class TrunkMarker:
    """A signpost with a needle and the band it should stay in. The needle's end is a bead inside, a diamond outside."""

    def __init__(self, theme: Theme, unit: float) -> None:
        self._theme = theme
        self._unit = unit
        self._sign: Sprite | None = None
        self._needles: dict[tuple[int, bool], Sprite] = {}

    def draw(self, surface: pygame.Surface, ground: Point, lean_deg: float, outside: bool) -> list[pygame.Rect]:
        """Draw it on the ground at that point; `lean_deg` towards the right of the screen. The places touched."""
        if math.isnan(lean_deg):
            return []
        if self._sign is None:
            self._sign = self._paint_sign()
        shown = max(-_MOST_DEG, min(_MOST_DEG, lean_deg * _SHOWN_PER_DEG))
        key = (round(shown / _STEP_DEG), outside)
        if key not in self._needles:
            self._needles[key] = self._paint_needle(key[0] * _STEP_DEG, outside)
        return [part.draw(surface, *ground) for part in (self._sign, self._needles[key])]

    def _pen(self) -> Pen:
        u = self._unit
        size = (round((2 * _RADIUS + 20) * u), round((_POST + _RADIUS + 24) * u))
        return Pen(size, u, (size[0] / 2, size[1] - 8 * u), up=True)

    def _paint_sign(self) -> Sprite:
        pen, t = self._pen(), self._theme
        pen.oval((0, 0), 26, 4, t.shade, 120)
        pen.limb((0, 0), (0, _POST - _RADIUS), 7, 6, t.bark_rim)
        centre = (0.0, _POST)
        pen.disc(centre, _RADIUS + 4, t.ink)
        pen.disc(centre, _RADIUS, t.panel)
        wedge = math.radians(BAND_DEG * _SHOWN_PER_DEG)
        fan = [_needle(wedge * step / 12, 82) for step in range(-12, 13)]
        pen.shape([_needle(0.0, 0.0), *fan], mix(t.panel, t.cool, 0.42))
        for side in (-1, 1):
            pen.limb(_needle(side * wedge, 60), _needle(side * wedge, 82), 4.5, 4.5, t.cool)
        return pen.sprite()

    def _paint_needle(self, shown_deg: float, outside: bool) -> Sprite:
        pen, t = self._pen(), self._theme
        turn = math.radians(shown_deg)
        tip = _needle(turn, 74.0)
        colour = t.progress if outside else t.ink
        pen.limb(_needle(turn, 0.0), tip, 7, 5, colour)
        pen.disc(_needle(turn, 0.0), 7.5, colour)
        if outside:
            x, y = tip
            pen.shape(((x, y + 15), (x + 13, y), (x, y - 15), (x - 13, y)), colour)
        else:
            pen.disc(tip, 9.5, colour)
        return pen.sprite()


def _needle(turn: float, far: float) -> Point:
    """A point on the needle turned by so much, `far` from where it is fixed."""
    return far * math.sin(turn), _POST - 0.66 * _RADIUS + far * math.cos(turn)
