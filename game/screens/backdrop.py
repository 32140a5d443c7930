"""The valley behind every page: a bare sky at once, the whole valley as soon as it has been painted."""

from __future__ import annotations

from threading import Lock, Thread
from typing import TYPE_CHECKING

import pygame

from game.screens.palettes import theme_named

if TYPE_CHECKING:
    from game.screens.lantern import Lantern

# What paints the valley brings numpy with it, and the first frame must not wait for that: it is imported where used.

_KEPT_MAX = 4
_HORIZON = 0.6
_PLACES, _LANTERN_PX, _LANTERN_SIZES = 24, 34.0, 5


class Backdrop:
    """Paints each size and look once, beside the frames."""

    def __init__(self) -> None:
        self._whole: dict[tuple[tuple[int, int], str], pygame.Surface] = {}
        self._worker: Thread | None = None
        self._lock = Lock()

    def at_once(self, size: tuple[int, int], theme: str) -> pygame.Surface:
        """The valley where it is there by now; else its sky and its ground."""
        with self._lock:
            if (size, theme) in self._whole:
                return self._whole[size, theme]
        return _bare(size, theme)

    def ready(self, size: tuple[int, int], theme: str) -> bool:
        """Whether the whole valley is there."""
        with self._lock:
            return (size, theme) in self._whole

    def begin(self, size: tuple[int, int], theme: str) -> None:
        """Paint it between the frames, unless something is being painted."""
        if self._worker is None or not self._worker.is_alive():
            self._worker = Thread(target=self.paint, args=(size, theme), name="backdrop", daemon=True)
            self._worker.start()

    def paint(self, size: tuple[int, int], theme: str) -> None:
        """Paint the whole valley now, unless it is there."""
        from game.screens.scenery import valley

        with self._lock:
            if (size, theme) in self._whole:
                return
        picture = valley(size, theme_named(theme))
        with self._lock:
            while len(self._whole) >= _KEPT_MAX:
                self._whole.pop(next(iter(self._whole)))
            self._whole[size, theme] = picture


BACKDROP = Backdrop()
"""One for the whole game: every page lies before the same valley."""


def _bare(size: tuple[int, int], theme_name: str) -> pygame.Surface:
    """Sky down to the horizon and ground below it, in soft bands."""
    theme = theme_named(theme_name)
    low = (*theme.water, theme.ground[1])
    picture = pygame.Surface(size, 0, 32)
    if theme.plain:
        picture.fill(theme.ground[1])
        return picture
    horizon = round(size[1] * _HORIZON)
    for colours, top, tall in ((theme.sky, 0, horizon), (low, horizon, size[1] - horizon)):
        strip = pygame.Surface((1, len(colours)), 0, 32)
        for row, colour in enumerate(colours):
            strip.set_at((0, row), colour)
        picture.blit(pygame.transform.smoothscale(strip, (size[0], tall)), (0, top))
    return picture


def draw_lights(surface: pygame.Surface, theme_name: str, lights: int, places: int = _PLACES) -> None:
    """Lanterns that burn along the valley's path, which has room for so many at least; what was lit stays lit."""
    from game.screens.lantern import ON_STAKE, Lantern
    from game.screens.scenery import light_places

    theme, size = theme_named(theme_name), surface.get_size()
    tall_px = _LANTERN_PX * size[1] / 1080
    lanterns: dict[int, Lantern] = {}
    for x, foot, large in light_places(size, max(lights, places))[:lights]:
        step = max(1, round(large * _LANTERN_SIZES))
        share = step / _LANTERN_SIZES
        if step not in lanterns:
            lanterns[step] = Lantern(theme, tall_px * share, foot=ON_STAKE)
        lanterns[step].draw(surface, x, foot - ON_STAKE * tall_px * share, 1.0)
