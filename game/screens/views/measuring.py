"""The view of every instrumented test: one calm dial that shows what is asked for, and nothing that helps."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import pygame

from game.exercises.views import Ask, InstrumentedView
from game.round.view import RoundView
from game.screens import measuring_words as words
from game.screens import scenery
from game.screens.figure import Figure, stance_of
from game.screens.lantern import Lantern
from game.screens.lettering import Lettering, Role
from game.screens.pen import Glow, Pen, Point, Ring, Sprite
from game.screens.signs import closed_eye
from game.screens.theme import Theme, mix
from game.screens.views.world import World

_DIAL_AT: Point = (0.5, 640.0)
"""The middle of the dial: share of the width, and height in design units."""
_DIAL, _RING_WIDE = 330.0, 26.0
_CM = {"seated": 3.2, "standing": 2.55, "lying": 2.4}
"""Design units a centimetre of the body, on the dial."""
_CM_FREE = {"seated": 3.5, "standing": 2.7, "lying": 2.6}
"""The same where it stands in the valley."""
_GROUND: Point = (0.42, 968.0)
_NUMBER_SCALE = 2.0
_BEADS, _BEAD_FAR, _BEAD = 8, 250.0, 26.0
_LANTERN_TALL = 190.0
_MARK_TALL = 74.0
_FIGURE = frozenset({Ask.GO_FAR, Ask.AND_BACK, Ask.LEARN, Ask.FEEL})
"""Asks in which the limb itself is shown, as it is."""
_RISING = frozenset({Ask.PRACTISE, Ask.GO, Ask.STOP})


class Measuring(World):
    """The valley, and before it what is asked for. While nothing may depend on the body the picture does not change."""

    def __init__(
        self, size: tuple[int, int], theme: Theme, side: str, movement: str, posture: str, calm: bool = False
    ) -> None:
        super().__init__(size, theme, side, movement, posture, calm)
        u, self._stance = self._unit, stance_of(movement, posture)
        self._middle = (_DIAL_AT[0] * size[0], _DIAL_AT[1] * size[1] / 1080)
        self._ground = (_GROUND[0] * size[0], _GROUND[1] * size[1] / 1080)
        mirror = side == "left"
        self._small = Figure(theme, _CM[self._stance] * u, movement, posture, mirror=mirror, light=False)
        self._free, self._carrying = (
            Figure(theme, _CM_FREE[self._stance] * u, movement, posture, mirror=mirror, light=light)
            for light in (False, True)
        )
        self._letters = Lettering((round(1920 * u), round(1080 * u)), theme, _NUMBER_SCALE)
        self._dial = self._paint_dial()
        self._ring = Ring((_DIAL - _RING_WIDE) * u, _RING_WIDE * u, theme.hold)
        self._mark_ring = Ring(_MARK_TALL * u, 13 * u, theme.hold)
        self._lamp = Lantern(theme, _LANTERN_TALL * u)
        self._mark = Lantern(theme, _MARK_TALL * u)
        self._eye = self._paint_eye()
        self._arrows: dict[int, Sprite] = {}
        self._flame_glow = Glow(round((84 if theme.additive else 46) * u), theme.glow, additive=theme.additive)

    def _paint(self) -> pygame.Surface:
        return scenery.valley(self._size, self._theme).copy()

    def _pen(self, half: float, up: bool = True) -> Pen:
        side = math.ceil(2 * half * self._unit) + 4
        return Pen((side, side), self._unit, (side / 2, side / 2), up=up)

    def _paint_dial(self) -> Sprite:
        pen, t = self._pen(_DIAL + 8), self._theme
        pen.disc((0, 0), _DIAL + 6, t.ink, 70)
        pen.disc((0, 0), _DIAL, t.panel)
        return pen.sprite()

    def _paint_eye(self) -> Sprite:
        pen = self._pen(180)
        closed_eye(pen, self._theme.ink)
        return pen.sprite()

    # -- drawing -------------------------------------------------------------------------------------------------------

    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        del dt_s
        test = view.exercise if isinstance(view.exercise, InstrumentedView) else None
        for figure in (self._small, self._free, self._carrying):
            figure.wear(view.sites)
        if test is None:
            return self._on_dial(surface, None, self._draw_person)
        if test.blank:
            shut = test.ask is not Ask.STAND_STILL
            return self._on_dial(surface, None, self._draw_shut if shut else self._draw_lamp)
        if test.ask in _FIGURE:
            return self._draw_free(surface, test, view)
        if test.ask in _RISING:
            going = 1.0 if test.ask is Ask.GO else None
            return self._on_dial(surface, going, lambda surface: self._draw_count(surface, test))
        inside: Mapping[Ask, Callable[[pygame.Surface], list[pygame.Rect]]] = {
            Ask.GET_READY: self._draw_person,
            Ask.CLOSE_EYES: self._draw_shut,
            Ask.FIND_AGAIN: self._draw_shut,
            Ask.LEAN: lambda surface: self._draw_rose(surface, test),
            Ask.STAY: lambda surface: self._draw_rose(surface, test),
        }
        progress = test.progress if test.ask in (Ask.GET_READY, Ask.STAY) else None
        return self._on_dial(surface, progress, inside.get(test.ask, self._draw_lamp))

    def _on_dial(
        self, surface: pygame.Surface, progress: float | None, inside: Callable[[pygame.Surface], list[pygame.Rect]]
    ) -> list[pygame.Rect]:
        touched = [self._dial.draw(surface, *self._middle)]
        if progress is not None:
            touched.append(self._ring.at(progress).draw(surface, *self._middle))
        return [*touched, *inside(surface)]

    def _draw_person(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """The starting pose."""
        x, y = self._middle
        low = {"seated": 218.0, "standing": 232.0, "lying": 150.0}[self._stance]
        return self._small.draw(surface, (x, y + low * self._unit), 0.0)

    def _draw_shut(self, surface: pygame.Surface) -> list[pygame.Rect]:
        return [self._eye.draw(surface, *self._middle)]

    def _draw_lamp(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """A light that keeps still, to rest the eyes on."""
        return [self._lamp.draw(surface, *self._middle, 1.0)]

    def _draw_count(self, surface: pygame.Surface, test: InstrumentedView) -> list[pygame.Rect]:
        """How many, or how long where that is what is measured; under it of how many, or the time that is left."""
        timed = test.asked == 1 and math.isfinite(test.passed_s) and not test.practice
        big = str(int(test.passed_s)) if timed else str(test.count)
        below = self._below(test, timed)
        x, y = self._middle
        touched = [self._write(surface, big, Role.NUMBER, (x, y - (46.0 * self._unit if below else 0.0)))]
        if below:
            touched.append(self._write(surface, below, Role.LINE, (x, y + 138.0 * self._unit)))
        return touched

    @staticmethod
    def _below(test: InstrumentedView, timed: bool) -> str:
        if test.practice:
            return words.practice()
        if timed:
            return words.seconds()
        if test.left_s > 0.0:
            return words.left(test.left_s)
        return words.of(test.asked) if test.asked else ""

    def _write(self, surface: pygame.Surface, said: str, role: Role, middle: Point) -> pygame.Rect:
        picture = self._letters.line(said, role, self._theme.ink, strong=True)
        if role is Role.NUMBER:
            picture = pygame.transform.smoothscale_by(self._letters.line(said, role, self._theme.ink, strong=True), 1.7)
        return surface.blit(picture, picture.get_rect(center=(round(middle[0]), round(middle[1]))))

    def _draw_free(self, surface: pygame.Surface, test: InstrumentedView, view: RoundView) -> list[pygame.Rect]:
        """The limb as it is, and the mark while a position is learned."""
        lean = (view.lean_forward_deg, view.lean_right_deg)
        ground = self._seen(self._ground)
        marked = math.isfinite(test.target_deg)
        figure = self._carrying if marked else self._free
        touched = figure.draw(surface, ground, view.angle_deg, *lean)
        if marked:
            x, y = figure.light(test.target_deg)
            place = ground[0] + x, ground[1] + y
            touched.append(self._mark.draw(surface, *place, 0.3 + 0.7 * test.progress))
            touched.append(self._mark_ring.at(test.progress).draw(surface, *place))
            if math.isfinite(view.angle_deg):
                x, y = figure.light(view.angle_deg, *lean)
                touched.append(self._flame_glow.at(0.6).draw(surface, ground[0] + x, ground[1] + y))
                touched.append(self._paint_flame().draw(surface, ground[0] + x, ground[1] + y))
        return touched

    def _paint_flame(self) -> Sprite:
        if -1 not in self._arrows:
            pen, t = self._pen(20), self._theme
            pen.disc((0, 0), 14, mix(t.keyline, t.glow, 0.25))
            pen.disc((0, 0), 12, t.flame)
            self._arrows[-1] = pen.sprite()
        return self._arrows[-1]

    def _draw_rose(self, surface: pygame.Surface, test: InstrumentedView) -> list[pygame.Rect]:
        """Eight directions seen from above, forward up, and an arrow from the feet to the one that is asked for."""
        asked = round(test.direction_deg) if math.isfinite(test.direction_deg) else -1
        key = asked + 1
        if key not in self._arrows:
            self._arrows[key] = self._paint_rose(asked)
        return [self._arrows[key].draw(surface, *self._middle)]

    def _paint_rose(self, asked_deg: int) -> Sprite:
        pen, t = self._pen(_DIAL), self._theme
        for step in range(_BEADS):
            place = _towards(360.0 * step / _BEADS, _BEAD_FAR)
            pen.disc(place, _BEAD * 0.52, t.ink_soft)
        for side in (-1, 1):
            sole = ((0, 44), (15, 30), (13, 0), (11, -34), (0, -46), (-12, -34), (-12, 0), (-15, 30))
            pen.soft([(side * 24 + x, y) for x, y in sole], t.trousers)
        if asked_deg >= 0:
            pen.limb(_towards(asked_deg, 78), _towards(asked_deg, 176), 30, 30, t.progress)
            tip, left, right = _towards(asked_deg, 226), _beside(asked_deg, 160, -46), _beside(asked_deg, 160, 46)
            pen.shape((tip, left, right), t.progress)
            pen.disc(_towards(asked_deg, _BEAD_FAR), _BEAD, t.progress)
        return pen.sprite()


def _towards(direction_deg: float, far: float) -> Point:
    """A place so far away in that direction, clockwise from forward, y up."""
    turn = math.radians(direction_deg)
    return far * math.sin(turn), far * math.cos(turn)


def _beside(direction_deg: float, far: float, aside: float) -> Point:
    x, y = _towards(direction_deg, far)
    to_x, to_y = _towards(direction_deg + 90.0, aside)
    return x + to_x, y + to_y
