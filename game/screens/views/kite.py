"""A kite over the valley: the view of `trace`. The ribbon shows where it is to fly next; the valley stands still."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from game.exercises.views import TraceView
from game.round.view import RoundView
from game.screens import scenery
from game.screens.band import draw_band
from game.screens.figure import Figure, stance_of
from game.screens.hill_lights import HillLights
from game.screens.pen import Glow, Pen, Point, Ring, Sprite
from game.screens.rigs import Joint, Seen
from game.screens.theme import Colour, Theme, mix
from game.screens.views.world import World

_SKY = (0.50, 250.0, 0.90, 760.0)
"""Where the ribbon flies: left and right as shares of the width, top and bottom in design units."""
_KITE_AT = 0.53
"""Where the kite is while it has only up and down to fly: share of the width."""
_GROUND: Point = (0.335, 968.0)
_CM = {"seated": 2.7, "standing": 2.1, "lying": 1.9, "above": 2.3}
_SIGN_OFF = 206.0
"""The sign that shows the trunk stands so far behind the person."""
_NOW_PX, _THEN_PX = 15.0, 6.0
"""How broad the ribbon is where the kite is to be now, and at its far end, in design units."""
_EDGE_PX = 4.0
_LEAD_RING = 46.0
_INSIDE_TAU_S = 0.25
_HOLDS = (Joint.SHOULDER, Joint.ELBOW)
"""Movements whose hand holds the string."""
_LAP: Point = (82.0, 215.0)
"""Where the other hands rest, from the ground under the person."""


class Kite(World):
    """The valley, the ribbon with its corridor, the kite on its string, and the person who flies it."""

    def __init__(
        self, size: tuple[int, int], theme: Theme, side: str, movement: str, posture: str, calm: bool = False
    ) -> None:
        super().__init__(size, theme, side, movement, posture, calm)
        u = self._unit
        self._figure = Figure(theme, _CM[stance_of(movement, posture)] * u, movement, posture, mirror=self._mirror)
        self._ground = (_GROUND[0] * size[0], _GROUND[1] * size[1] / 1080)
        self._kite = self._paint_kite(theme.limb, theme.limb_light)
        self._glow = Glow(round(96 * u), theme.glow, additive=theme.additive)
        self._start = Ring(_LEAD_RING * u, 9 * u, theme.hold)
        self._within = 0.0
        self._hill = HillLights(size, theme, u, mirror=self._mirror)

    # -- where everything is -------------------------------------------------------------------------------------------

    def _area(self) -> pygame.Rect:
        left, top, right, bottom = _SKY
        w, h = self._size
        return pygame.Rect(
            round(left * w), round(top * h / 1080), round((right - left) * w), round((bottom - top) * h / 1080)
        )

    def _height(self, trace: TraceView, angle_deg: float) -> float:
        """How high up an angle is drawn, px: the sector fills its share of the sky."""
        low, high = trace.scale_deg
        area = self._area()
        share = (angle_deg - 0.5 * (low + high)) / (high - low) if high > low else 0.0
        return area.centery - max(-0.62, min(0.62, share)) * trace.gain * area.height

    def _across(self, trace: TraceView, second_deg: float, ahead_s: float) -> float:
        """How far to the right, px: the second way to move, or, where there is none, the time to come."""
        area = self._area()
        if trace.second_scale_deg is None:
            whole_s = max(1.0, trace.step_s * 60.0)
            return _KITE_AT * self._size[0] + ahead_s / whole_s * 1.45 * area.width
        low, high = trace.second_scale_deg
        share = (second_deg - 0.5 * (low + high)) / (high - low) if high > low else 0.0
        return area.centerx + max(-0.62, min(0.62, share)) * trace.gain * area.width

    def _ribbon(self, trace: TraceView) -> list[Point]:
        seconds = trace.ahead_second_deg or (0.0,) * len(trace.ahead_deg)
        return [
            (self._across(trace, aside, step * trace.step_s), self._height(trace, angle))
            for step, (angle, aside) in enumerate(zip(trace.ahead_deg, seconds, strict=True))
        ]

    # -- what does not move --------------------------------------------------------------------------------------------

    def _paint(self) -> pygame.Surface:
        picture = scenery.valley(self._size, self._theme).copy()
        return pygame.transform.flip(picture, True, False) if self._mirror else picture

    def _paint_kite(self, light: Colour, dark: Colour) -> Sprite:
        """A diamond with two halves and a short tail; its middle is what follows the ribbon."""
        t, u = self._theme, self._unit
        pen = Pen((round(130 * u), round(190 * u)), u, (65 * u, 70 * u))
        pen.shape(((0, -61), (50, -6), (0, 61), (-50, -6)), t.hold[2])
        pen.shape(((0, -56), (44, -6), (0, 54), (-44, -6)), t.keyline)
        pen.shape(((0, -51), (40, -6), (0, 48)), mix(light, dark, 0.25))
        pen.shape(((0, -51), (-40, -6), (0, 48)), mix(dark, light, 0.25))
        pen.stroke(((0, -51), (0, 48)), (3, 3), t.keyline)
        pen.stroke(((-40, -6), (40, -6)), (3, 3), t.keyline)
        pen.stroke(((0, 52), (9, 70), (-7, 88), (5, 106)), (4, 4, 3, 2), t.keyline)
        for x, y in ((9, 70), (-7, 88), (5, 106)):
            pen.shape(((x, y), (x - 11, y - 6), (x - 11, y + 6)), light)
            pen.shape(((x, y), (x + 11, y - 6), (x + 11, y + 6)), light)
        return pen.sprite()

    # -- what does ----------------------------------------------------------------------------------------------------

    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        trace = view.exercise if isinstance(view.exercise, TraceView) else None
        touched: list[pygame.Rect] = []
        if trace is not None:
            touched += self._hill.draw(surface, self._kept, trace.lit, view.repetitions_asked, self._glowing(dt_s))
        self._figure.wear(view.sites)
        lean = (view.lean_forward_deg, view.lean_right_deg)
        ground = self._seen(self._ground)
        sign = self._ground[0] - _SIGN_OFF * self._unit, self._ground[1] + 4 * self._unit
        touched += self._draw_trunk(surface, view, self._seen(sign))
        touched += self._figure.draw(surface, ground, view.angle_deg, *lean)
        if trace is None:
            return touched
        if trace.ahead_deg:
            touched += self._draw_ribbon(surface, trace)
        if not math.isnan(trace.own_deg):
            touched += self._draw_kite(surface, trace, self._hand(view), dt_s)
        return touched

    def _hand(self, view: RoundView) -> Point:
        """Where the string is held: by the hand that moves, or in the lap."""
        x, y = self._seen(self._ground)
        if self._figure.rig.joint in _HOLDS and self._figure.rig.seen is not Seen.ABOVE:
            angle_deg = 0.0 if math.isnan(view.angle_deg) else view.angle_deg
            along, up = self._figure.light(angle_deg, view.lean_forward_deg, view.lean_right_deg)
            return x + along, y + up
        along, up = _LAP
        return x + (-along if self._mirror else along) * self._unit, y - up * self._unit

    def _draw_ribbon(self, surface: pygame.Surface, trace: TraceView) -> list[pygame.Rect]:
        """The way ahead, broad where the kite is to be now, between the two edges of the corridor."""
        theme, u = self._theme, self._unit
        line = self._ribbon(trace)
        touched = self._draw_corridor(surface, trace, line)
        _, held, dark = theme.hold
        for colour, grow in ((dark, 6.0), (held, 0.0)):
            touched.append(draw_band(surface, line, ((_NOW_PX + grow) * u, (_THEN_PX + grow) * u), colour))
        start = line[0]
        done = 1.0 - min(1.0, trace.lead_s / 2.5) if trace.lead_s > 0.0 else 1.0
        touched.append(self._start.at(done).draw(surface, *start))
        return [_joined(touched)]

    def _draw_corridor(self, surface: pygame.Surface, trace: TraceView, line: Sequence[Point]) -> list[pygame.Rect]:
        """Two thin edges beside the ribbon, or, in two ways to move, an oval around where the kite is to be."""
        theme = self._theme
        wide = max(1, round(_EDGE_PX * self._unit))
        low, high = trace.scale_deg
        thin = (wide, wide)
        tall = trace.corridor_deg / (high - low) * trace.gain * self._area().height if high > low else 0.0
        if trace.second_scale_deg is None:
            edges = ([(x, y + way) for x, y in line] for way in (-tall, tall))
            return [draw_band(surface, edge, thin, theme.ink_soft) for edge in edges]
        low, high = trace.second_scale_deg
        broad = trace.second_corridor_deg / (high - low) * trace.gain * self._area().width if high > low else 0.0
        x, y = line[0]
        oval = pygame.Rect(0, 0, max(4, round(2 * broad)), max(4, round(2 * tall)))
        oval.center = (round(x), round(y))
        return [pygame.draw.rect(surface, theme.ink_soft, oval, wide, border_radius=round(24 * self._unit))]

    def _draw_kite(self, surface: pygame.Surface, trace: TraceView, hand: Point, dt_s: float) -> list[pygame.Rect]:
        """The kite where the person has it, and its string to their hand; it glows while it is on the ribbon."""
        second_deg = 0.0 if math.isnan(trace.own_second_deg) else trace.own_second_deg
        place = (self._across(trace, second_deg, 0.0), self._height(trace, trace.own_deg))
        self._within = self._eased(self._within, 1.0 if trace.inside else 0.0, dt_s, _INSIDE_TAU_S)
        middle = (0.5 * (hand[0] + place[0]), max(hand[1], place[1]) - 0.12 * abs(hand[1] - place[1]))
        string = [hand, *_sagging(hand, middle, place), place]
        touched = [pygame.draw.aalines(surface, self._theme.ink_soft, False, string).inflate(4, 4)]
        if self._within > 0.02:
            touched.append(self._glow.at(0.7 * self._within * self._breath(0.0)).draw(surface, *place))
        touched.append(self._kite.draw(surface, *place))
        return touched


def _sagging(start: Point, middle: Point, end: Point) -> list[Point]:
    """A string between two ends that hangs a little."""
    found = []
    for step in range(1, 10):
        s = step / 10.0
        a, b, c = (1 - s) ** 2, 2 * s * (1 - s), s * s
        found.append((a * start[0] + b * middle[0] + c * end[0], a * start[1] + b * middle[1] + c * end[1]))
    return found


def _joined(places: Sequence[pygame.Rect]) -> pygame.Rect:
    """What holds all of them."""
    first, *rest = places
    return first.unionall(rest).inflate(4, 4)
