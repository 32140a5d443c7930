"""The guest's light: a star on a way of its own beside the world, where it is asked to be, and what both have lit."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import pygame

from game.round.guest import GuestView, Trouble
from game.screens.keys import Key
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.pen import Glow, Pen, Point, Sprite
from game.screens.screen import Go, Intent, Place
from game.screens.steadied import LEAST, Steady
from game.screens.theme import Colour, Theme, mix
from game.screens.widgets import Door, Paper

WAYS: Mapping[str, tuple[Point, Point]] = MappingProxyType(
    {
        "reach": ((0.90, 850.0), (0.90, 320.0)),
        "tempo": ((0.92, 820.0), (0.92, 320.0)),
        "trace": ((0.50, 905.0), (0.73, 905.0)),
        "tandem": ((0.07, 860.0), (0.07, 580.0)),
        "steady": ((0.935, 760.0), (0.935, 320.0)),
        "match": ((0.71, 770.0), (0.905, 770.0)),
        "activate": ((0.90, 850.0), (0.90, 320.0)),
        "task": ((0.36, 930.0), (0.72, 930.0)),
    }
)
"""Where the guest's star is at rest and at their furthest, beside what matters in that world, as it is seen when the
right side is played: share of the width, design units from the top. A test is taken alone."""
_UNTURNED = frozenset({"tandem"})
"""Worlds that are not mirrored with the side that is played."""
_STAR, _CORE, _GOAL, _HALF = 40.0, 20.0, 46.0, 38.0
"""The star, what is inside it, its outline where it is asked to be, and half the width of the way; design units."""
_EARNED, _EARNED_OFF, _EARNED_MOST = 13.0, 58.0, 14
"""A small star for each light that was lit together: how large, how far beside the way, and how many are drawn."""
_GLIDE_S = 0.25
_TROUBLE_AT = (0.66, 0.87, 0.32, 0.11)
"""Where it is said what is the matter with a guest's sensor, for as long as that is so."""
SEAT: tuple[Intent, ...] = (Go(Place.SEAT),)
_INNER = 0.46
"""How far the notches of a star are from its middle, of its points: plump, so that it is a star from two metres."""


class GuestLight:
    """Draws a guest in one world. Nothing is drawn that depends on the person but what the guest is asked for."""

    def __init__(self, size: tuple[int, int], theme: Theme, kind: str, *, mirror: bool, calm: bool) -> None:
        self._theme, self._calm = theme, calm
        self._unit = min(size[1] / 1080.0, size[0] / 1440.0)
        mirror = mirror and kind not in _UNTURNED
        self._ends = [
            ((1.0 - across if mirror else across) * size[0], down * size[1] / 1080.0) for across, down in WAYS[kind]
        ]
        outward = -1.0 if self._ends[0][0] < size[0] / 2 else 1.0
        level = self._ends[0][1] == self._ends[1][1]
        self._beside = (0.0, _EARNED_OFF - 6.0) if level else (outward * _EARNED_OFF, 0.0)
        self._goal_at = math.nan
        self._steady = Steady(LEAST)
        self._way = self._paint_way()
        self._star, self._resting = (self._paint_star(rests=rests) for rests in (False, True))
        self._goal, self._met = (self._paint_goal(theme.hold[met]) for met in (0, 1))
        self._small = self._paint_small()
        self._glow = Glow(round((150 if theme.additive else 100) * self._unit), theme.glow, additive=theme.additive)

    def draw(self, surface: pygame.Surface, guest: GuestView, dt_s: float) -> list[pygame.Rect]:
        """The way, what was lit together, the place that is asked for, and the star; the places touched."""
        own = self._at(self._steady.follow(guest.share, dt_s))
        touched = [self._way.draw(surface, *self._ends[0])]
        touched += [self._small.draw(surface, *self._earned(index)) for index in range(min(guest.lit, _EARNED_MOST))]
        if guest.together > 0.03:
            touched.append(self._glow.at(0.75 * guest.together).draw(surface, *own))
        if math.isnan(guest.asked):
            self._goal_at = math.nan
        else:
            glides = not (self._calm or math.isnan(self._goal_at))
            off = (self._goal_at - guest.asked) * math.exp(-dt_s / _GLIDE_S) if glides else 0.0
            self._goal_at = guest.asked + off
            goal = self._met if guest.together > 0.5 else self._goal
            touched.append(goal.draw(surface, *self._at(self._goal_at)))
        star = self._resting if guest.rests else self._star
        touched.append(star.draw(surface, *own))
        return touched

    def _at(self, share: float) -> Point:
        (x, y), (far_x, far_y) = self._ends
        return x + share * (far_x - x), y + share * (far_y - y)

    def _earned(self, index: int) -> Point:
        x, y = self._at(index / (_EARNED_MOST - 1))
        return x + self._beside[0] * self._unit, y + self._beside[1] * self._unit

    def _pen(self, half: float) -> Pen:
        side = 2 * math.ceil(half * self._unit) + 3
        return Pen((side, side), self._unit, (side / 2, side / 2))

    def _paint_way(self) -> Sprite:
        """A quiet ground for the star, from where it rests to the furthest."""
        (x, y), (far_x, far_y) = self._ends
        edge = (_HALF + 4) * self._unit
        left, top = min(x, far_x) - edge, min(y, far_y) - edge
        size = round(abs(far_x - x) + 2 * edge), round(abs(far_y - y) + 2 * edge)
        pen = Pen(size, 1.0, (x - left, y - top))
        far, t = (far_x - x, far_y - y), self._theme
        for half, colour in ((_HALF, t.ink_soft), (_HALF - 3.0, t.panel)):
            pen.limb((0.0, 0.0), far, 2 * half * self._unit, 2 * half * self._unit, colour)
        pen.limb((0.0, 0.0), far, 4 * self._unit, 4 * self._unit, mix(t.panel, t.ink_soft, 0.55))
        return pen.sprite()

    def _paint_star(self, *, rests: bool) -> Sprite:
        t = self._theme
        pen = self._pen(_STAR)
        pen.shape(star(_STAR), t.hold[2])
        pen.shape(star(_STAR - 7.0), t.hold[0])
        pen.shape(star(_CORE), mix(t.panel, t.ink_soft, 0.5) if rests else t.cool)
        return pen.sprite()

    def _paint_goal(self, colour: Colour) -> Sprite:
        """An open star in which the guest's star fits."""
        pen = self._pen(_GOAL + 8.0)
        corners = star(_GOAL)
        for wide, ink in ((10.0, self._theme.hold[2]), (5.0, colour)):
            for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
                pen.limb(one, other, wide, wide, ink)
        return pen.sprite()

    def _paint_small(self) -> Sprite:
        pen = self._pen(_EARNED + 3.0)
        pen.shape(star(_EARNED + 3.0), self._theme.lit_edge)
        pen.shape(star(_EARNED - 1.5), self._theme.lit)
        return pen.sprite()


def star(far: float) -> list[Point]:
    """A star of five points about the origin, one of them up."""
    turns = [math.pi * (step / 5.0 - 0.5) for step in range(10)]
    return [
        (far * (_INNER if step % 2 else 1.0) * math.cos(turn), far * (_INNER if step % 2 else 1.0) * math.sin(turn))
        for step, turn in enumerate(turns)
    ]


def guest_sign(paper: Paper, guest: GuestView) -> pygame.Rect:
    """At the foot: what moves the guest's star, and how they leave; or what is the matter with their sensor."""
    if guest.trouble is None:
        key, said = ("G", _("guest leaves")) if guest.by_sensor else ("I  K  G", _("guest: further, back, leave"))
        return paper.chip(key, said, means=Key.SEAT, right=True)
    said = _TROUBLES[guest.trouble]()
    panel = paper.turned(paper.share(*_TROUBLE_AT))
    inside = panel.inflate(-paper.px(40), 0)
    inside.height = max(paper.line_px(Role.SMALL), paper.least_height(said, inside.width))
    panel.height = inside.height + paper.px(24)
    panel.bottom = paper.sheet.bottom - paper.px(20)
    inside.center = panel.center
    paper.panel(panel)
    paper.words(said, Role.SMALL, inside, middle=True)
    return panel


def seat_door(*, taken: bool) -> Door:
    """Somebody joins in beside whoever plays, or leaves again."""
    return Door(_("Guest leaves") if taken else _("Somebody joins in"), SEAT, key=pygame.K_g, key_words="G")


_TROUBLES: Mapping[Trouble, Callable[[], str]] = {
    Trouble.HOLD_STILL: lambda: _("Guest: hold your sensor still for a moment."),
    Trouble.QUIET: lambda: _("The guest's sensor is quiet. Plug it in, or press I and K."),
}
