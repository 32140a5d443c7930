"""The valley behind every page: a small one, enlarged, at once; the whole one as soon as it has been painted."""

from __future__ import annotations

from threading import Lock, Thread

import pygame

from game.screens.scenery import valley
from game.screens.theme import THEMES

_QUICK = 4
"""The first picture is painted so many times smaller: the first frame must not wait for the whole one."""
_KEPT_MAX = 4


class Backdrop:
    """Paints each size and look once, beside the frames."""

    def __init__(self) -> None:
        self._quick: dict[tuple[tuple[int, int], str], pygame.Surface] = {}
        self._whole: dict[tuple[tuple[int, int], str], pygame.Surface] = {}
        self._worker: Thread | None = None
        self._lock = Lock()

    def at_once(self, size: tuple[int, int], theme: str) -> pygame.Surface:
        """The valley as good as it is by now."""
        key = (size, theme)
        with self._lock:
            if key in self._whole:
                return self._whole[key]
        if key not in self._quick:
            small = valley((size[0] // _QUICK, size[1] // _QUICK), THEMES[theme])
            self._quick[key] = pygame.transform.smoothscale(small, size)
        return self._quick[key]

    def ready(self, size: tuple[int, int], theme: str) -> bool:
        """Whether the whole valley is there; asked once a frame, it is painted in between."""
        with self._lock:
            if (size, theme) in self._whole:
                return True
        if self._worker is None or not self._worker.is_alive():
            self._worker = Thread(target=self.paint, args=(size, theme), name="backdrop", daemon=True)
            self._worker.start()
        return False

    def paint(self, size: tuple[int, int], theme: str) -> None:
        """Paint the whole valley now, unless it is there."""
        with self._lock:
            if (size, theme) in self._whole:
                return
        picture = valley(size, THEMES[theme])
        with self._lock:
            while len(self._whole) >= _KEPT_MAX:
                self._whole.pop(next(iter(self._whole)))
            self._whole[size, theme] = picture
            self._quick.pop((size, theme), None)


BACKDROP = Backdrop()
"""One for the whole game: every page lies before the same valley."""
