"""Melting: what was there melts into what comes; changes in quick succession melt slowly, so that nothing flashes."""

from __future__ import annotations

import math

import pygame

_APART_S, _SLOWLY_S = 0.5, 1.5
"""A change that comes so soon after another one melts so slowly: a key pressed as fast as a hand that shakes presses it
never moves any part of the picture by a tenth of its light more than three times a second. Both are choices."""


class Melt:
    """Begun with the frame as it was before a change; drawn over what follows, once a frame."""

    def __init__(self) -> None:
        self._old: pygame.Surface | None = None
        self._took_s = self._left_s = 0.0
        self._since_s = math.inf

    def begin(self, frame: pygame.Surface, usual_s: float) -> None:
        """Everything changes from the next frame on: in `usual_s`, at once where that is 0."""
        took_s = _SLOWLY_S if self._since_s < _APART_S else usual_s
        self._since_s = 0.0
        self._took_s = self._left_s = took_s
        self._old = frame.copy() if took_s > 0.0 else None

    def __bool__(self) -> bool:
        """Whether something of the old frame is still to be seen."""
        return self._old is not None

    def draw(self, surface: pygame.Surface, dt_s: float) -> bool:
        """What is left of it; whether the picture was touched, or is whole again since this frame."""
        self._since_s += dt_s
        if self._old is None:
            return False
        self._left_s -= dt_s
        if self._left_s <= 0.0:
            self._old = None
            return True
        self._old.set_alpha(round(255 * self._left_s / self._took_s))
        surface.blit(self._old, (0, 0))
        return True
