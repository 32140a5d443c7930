"""World: what every view has in common: a background that is kept, and only what moved drawn again."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import Protocol

import pygame

from game.round.view import RoundView
from game.screens.marker import TrunkMarker
from game.screens.pen import Point
from game.screens.rigs import Seen, rig_for
from game.screens.theme import Theme

HEIGHT = 1080.0
_COMPANY_GAIN = 0.6
"""How much brighter two make what one lights (a choice)."""

_ON_FOOT = ("standing", "stepping")
"""In these postures nothing moves but what the body moves and what it is to follow: a moving scene pushes older people
off balance."""


class View(Protocol):
    """The picture of one kind of exercise. Each frame: `draw_still`, then the sensors are read, then `draw_live`."""

    speed: float
    """How fast all moves that moves by itself, of its usual speed."""
    dirty: list[pygame.Rect]
    """What differs from the frame before, after `draw_live`: enough for `pygame.display.update`."""
    company: float
    """How brightly somebody plays along, together with the person, 0–1."""

    def __init__(
        self, size: tuple[int, int], theme: Theme, side: str, movement: str, posture: str, calm: bool = False
    ) -> None: ...

    def draw_still(self, surface: pygame.Surface) -> None:
        """Draw what needs no sample."""

    def draw_live(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> None:
        """Draw what does, and let `dt_s` pass for what glides."""

    def spoil(self, place: pygame.Rect) -> None:
        """Say that something else was drawn there; the background is put back before the next frame."""


class World(ABC):
    """Keeps the background and puts it back only where something was drawn. Time passes by `dt_s` alone."""

    speed = 1.0
    """How fast all moves that moves by itself, a person's setting: glow, ripples, a bell that was struck. What answers
    the body, and what is asked of it, keeps its own time."""

    def __init__(self, size: tuple[int, int], theme: Theme, side: str, movement: str, posture: str, calm: bool) -> None:
        self.dirty: list[pygame.Rect] = []
        self.company = 0.0
        self._size = size
        self._unit = min(size[1] / HEIGHT, size[0] / 1440)
        self._theme = theme
        self._mirror = side == "left"
        self._movement = movement
        self._calm = calm
        self._breathes = not calm and posture not in _ON_FOOT
        self._age_s = 0.0
        self._first = True
        self._kept: pygame.Surface | None = None
        self._spoilt: list[pygame.Rect] = []
        self._marker = TrunkMarker(theme, self._unit)

    @abstractmethod
    def _paint(self) -> pygame.Surface:
        """The background, as it is before anything has happened."""

    @abstractmethod
    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        """Draw what moves; the places touched."""

    def spoil(self, place: pygame.Rect) -> None:
        """Something else was drawn there; the background is put back before the next frame."""
        self._spoilt.append(place)

    def draw_still(self, surface: pygame.Surface) -> None:
        """Put the background back wherever the last frame drew on it."""
        whole = surface.get_rect()
        if self._kept is None:
            self._kept = self._paint()
            self._spoilt = [whole]
        for place in self._spoilt:
            surface.blit(self._kept, place, place)
        self.dirty, self._spoilt = self._spoilt, []

    def draw_live(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> None:
        """Draw what moves."""
        self._age_s += dt_s * self.speed
        touched = self._draw(surface, view, dt_s)
        whole = surface.get_rect()
        self._spoilt += _joined([place.inflate(2, 2).clip(whole) for place in touched])
        self.dirty = self.dirty + self._spoilt
        self._first = False

    def _draw_trunk(self, surface: pygame.Surface, view: RoundView, foot: Point) -> list[pygame.Rect]:
        """Where the trunk is: a signpost on the ground at that place, leaning as the person is seen to lean."""
        lean_deg = view.lean_right_deg
        if rig_for(self._movement).seen is Seen.SIDE:
            lean_deg = -view.lean_forward_deg if self._mirror else view.lean_forward_deg
        return self._marker.draw(surface, foot, lean_deg, view.compensating)

    def _eased(self, now: float, goal: float, dt_s: float, tau_s: float) -> float:
        """`now`, brought nearer to the goal; on the first frame it is there already."""
        if self._first or math.isnan(now):
            return goal
        return goal + (now - goal) * math.exp(-dt_s / tau_s)

    def _glowing(self, dt_s: float) -> float:
        """How long what was earned has had to grow since the last frame: before the first one it has grown already."""
        return math.inf if self._first else dt_s * self.speed

    def _breath(self, phase: float, depth: float = 0.12, period_s: float = 6.0) -> float:
        """A slow swell around 1, still where reduced motion is asked for, and for who stands; brighter while two are
        together."""
        swell = 0.0 if not self._breathes else depth * math.sin(2 * math.pi * (self._age_s / period_s + phase))
        return (1.0 + swell) * self._brighter

    @property
    def _brighter(self) -> float:
        """How much brighter what was lit is seen, while somebody plays along and both are together; else 1."""
        return 1.0 + _COMPANY_GAIN * self.company

    def _seen(self, place: Point) -> Point:
        """A place as it is on the side that is played."""
        return (self._size[0] - place[0], place[1]) if self._mirror else place


def _joined(places: list[pygame.Rect]) -> list[pygame.Rect]:
    """The same places, those that overlap made one, so that nothing is put back twice."""
    apart: list[pygame.Rect] = []
    for place in places:
        joined = place
        while (index := joined.collidelist(apart)) >= 0:
            joined = joined.union(apart.pop(index))
        apart.append(joined)
    return apart
