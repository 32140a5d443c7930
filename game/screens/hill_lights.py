"""HillLights: what was earned, as lanterns along the path up the hillside; what was lit stays lit."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from game.exercises.views import Lit
from game.screens import scenery
from game.screens.lantern import ON_STAKE, Lantern, Shape
from game.screens.theme import Theme

_TALL = 34.0
"""Of one on the hill, in design units."""
_LIGHTS = (24, 72)
"""The hillside has places for at least and at most so many lights."""
_TAU_S = 0.45
_FULL = 0.985


class HillLights:
    """The lights along the path. One that has grown to its full light becomes part of the background."""

    def __init__(self, size: tuple[int, int], theme: Theme, unit: float, *, mirror: bool) -> None:
        self._size, self._theme, self._unit, self._mirror = size, theme, unit, mirror
        self._light: list[float] = []
        self._settled = 0
        self._kinds: dict[tuple[Shape, int], Lantern] = {}

    def unsettle(self) -> None:
        """The background was painted anew: all of them are drawn onto it again."""
        self._settled = 0

    def draw(
        self, surface: pygame.Surface, kept: pygame.Surface | None, lit: Sequence[Lit], asked: int, dt_s: float
    ) -> list[pygame.Rect]:
        """Draw those that still grow, after `dt_s` (inf: at once) more; the places touched."""
        least, most = _LIGHTS
        slots = max(least, min(most, asked))
        places = scenery.light_places(self._size, slots, mirror=self._mirror)[: len(lit)]
        self._light += [0.0] * (len(places) - len(self._light))
        touched: list[pygame.Rect] = []
        for index in range(self._settled, len(places)):
            self._light[index] = 1.0 + (self._light[index] - 1.0) * math.exp(-dt_s / _TAU_S)
            full = self._light[index] > _FULL
            settles = full and index == self._settled and kept is not None
            onto = kept if settles and kept is not None else surface
            x, foot, large = places[index]
            small = self._lantern(Shape.ROUND if lit[index].verdict == "clean" else Shape.TALL, large)
            y = foot - ON_STAKE * _TALL * large * self._unit
            place = small.draw(onto, x, y, 1.0 if full else self._light[index])
            if settles and kept is not None:
                surface.blit(kept, place, place)
                self._settled += 1
            touched.append(place)
        return touched

    def _lantern(self, shape: Shape, large: float) -> Lantern:
        """A small standing lantern in one of a few sizes."""
        size = round(large * 8)
        key = (shape, size)
        if key not in self._kinds:
            self._kinds[key] = Lantern(self._theme, _TALL * size / 8 * self._unit, shape, ON_STAKE)
        return self._kinds[key]
