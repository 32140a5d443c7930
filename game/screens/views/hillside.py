"""The hillside of the valley: the place of several worlds, along whose path what was lit stays lit."""

from __future__ import annotations

from abc import ABC

import pygame

from game.exercises.views import Lit
from game.screens import scenery
from game.screens.lantern import ON_STAKE, Lantern, Shape
from game.screens.theme import Theme
from game.screens.views.world import World

_HILL_TALL = 34.0
_HILL_LIGHTS = (24, 72)
"""The hillside has places for at least and at most so many lights."""
LIGHT_TAU_S = 0.45


class Hillside(World, ABC):
    """A world before the valley, with the lights that were earned along its path."""

    def __init__(self, size: tuple[int, int], theme: Theme, side: str, movement: str, calm: bool) -> None:
        super().__init__(size, theme, side, movement, calm)
        self._painted: pygame.Surface | None = None
        self._earned: list[float] = []
        self._settled = 0
        self._hill: dict[tuple[Shape, int], Lantern] = {}

    def _valley(self) -> pygame.Surface:
        """The valley alone, to be painted on."""
        if self._painted is None:
            self._painted = scenery.valley(self._size, self._theme)
        return self._painted.copy()

    def _draw_earned(self, surface: pygame.Surface, lit: tuple[Lit, ...], asked: int, dt_s: float) -> list[pygame.Rect]:
        """The lights along the path. One that has grown to its full light becomes part of the background."""
        least, most = _HILL_LIGHTS
        slots = max(least, min(most, asked))
        places = scenery.light_places(self._size, slots, mirror=self._mirror)[: len(lit)]
        while len(self._earned) < len(places):
            self._earned.append(1.0 if self._first else 0.0)
        touched: list[pygame.Rect] = []
        for index in range(self._settled, len(places)):
            self._earned[index] = self._eased(self._earned[index], 1.0, dt_s, LIGHT_TAU_S)
            full = self._earned[index] > 0.985
            onto = self._kept if full and index == self._settled and self._kept is not None else surface
            x, foot, large = places[index]
            shape = Shape.ROUND if lit[index].verdict == "clean" else Shape.TALL
            small = self._hill_lantern(shape, large)
            place = small.draw(
                onto, x, foot - ON_STAKE * _HILL_TALL * large * self._unit, self._earned[index] if not full else 1.0
            )
            if onto is self._kept:
                surface.blit(self._kept, place, place)
                self._settled += 1
            touched.append(place)
        return touched

    def _hill_lantern(self, shape: Shape, large: float) -> Lantern:
        """A small standing lantern in one of a few sizes."""
        size = round(large * 8)
        key = (shape, size)
        if key not in self._hill:
            self._hill[key] = Lantern(self._theme, _HILL_TALL * size / 8 * self._unit, shape, ON_STAKE)
        return self._hill[key]
