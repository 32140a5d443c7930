"""The hillside of the valley: the place of several worlds, along whose path what was lit stays lit."""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence

import pygame

from game.exercises.views import Lit
from game.screens import scenery
from game.screens.hill_lights import HillLights
from game.screens.theme import Theme
from game.screens.views.world import World

LIGHT_TAU_S = 0.45


class Hillside(World, ABC):
    """A world before the valley, with the lights that were earned along its path."""

    def __init__(self, size: tuple[int, int], theme: Theme, side: str, movement: str, calm: bool) -> None:
        super().__init__(size, theme, side, movement, calm)
        self._painted: pygame.Surface | None = None
        self._hill = HillLights(size, theme, self._unit, mirror=self._mirror)

    def _valley(self) -> pygame.Surface:
        """The valley alone, to be painted on."""
        if self._painted is None:
            self._painted = scenery.valley(self._size, self._theme)
        return self._painted.copy()

    def _draw_earned(self, surface: pygame.Surface, lit: Sequence[Lit], asked: int, dt_s: float) -> list[pygame.Rect]:
        """The lights along the path; the places touched."""
        return self._hill.draw(surface, self._kept, lit, asked, self._glowing(dt_s))
