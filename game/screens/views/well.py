"""The well: the view of `tempo`. The bucket is the limb; a pale one goes ahead at the pace, both ways."""

from __future__ import annotations

import math

import pygame

from game.exercises.views import TempoView
from game.round.view import RoundView
from game.screens import scenery, wellhead
from game.screens.figure import Figure, stance_of
from game.screens.hill_lights import HillLights
from game.screens.pen import Glow, Point, Ring
from game.screens.rigs import Seen, rig_for
from game.screens.theme import Theme, mix
from game.screens.views.world import World

_GROUND: Point = (0.30, 968.0)
"""Where the person is: share of the width, height in design units."""
_CM = {"seated": 3.1, "standing": 2.5, "lying": 2.1, "above": 2.6}
_WELL: Point = (0.60, 960.0)
_SIGN_OFF = 200.0
"""The sign that shows the trunk stands so far behind the person."""
_RING, _RING_WIDTH = 62.0, 12.0
_WATER_TAU_S, _RING_TAU_S = 0.6, 0.2
_HURRIED = 2.4
"""So many times the mean speed asked for is too fast: a smooth movement's peak is 1.875 times its mean."""
_STIR_TAU_S, _CALM_TAU_S, _RIPPLE_S = 0.25, 1.2, 1.6
_HANDLE, _MIDDLE = 0.0, 90.0
"""A bucket hangs by its handle; its middle is so far below that."""


class Well(World):
    """The valley, the person, the well with its two buckets, and the trough that a set fills."""

    def __init__(
        self, size: tuple[int, int], theme: Theme, side: str, movement: str, posture: str, calm: bool = False
    ) -> None:
        super().__init__(size, theme, side, movement, posture, calm)
        stance = "above" if rig_for(movement).seen is Seen.ABOVE else stance_of(movement, posture)
        unit = self._unit
        self._ground = (_GROUND[0] * size[0], _GROUND[1] * size[1] / 1080)
        self._foot = (_WELL[0] * size[0], _WELL[1] * size[1] / 1080)
        self._figure = Figure(theme, _CM[stance] * unit, movement, posture, mirror=self._mirror)
        self._hill = HillLights(size, theme, unit, mirror=self._mirror)
        self._frame, self._rim = wellhead.frame(theme, unit), wellhead.rim(theme, unit)
        self._trough = wellhead.trough(theme, unit)
        self._bucket, self._ghost = wellhead.bucket(theme, unit), wellhead.bucket(theme, unit, ghost=True)
        self._ring = Ring(_RING * unit, _RING_WIDTH * unit, theme.hold)
        self._glow = Glow(round((110 if theme.additive else 70) * unit), theme.glow, additive=theme.additive)
        self._water = self._ring_deg = math.nan
        self._stirred = self._ripple_s = 0.0

    def _paint(self) -> pygame.Surface:
        picture = scenery.valley(self._size, self._theme).copy()
        for part in (self._frame, self._trough):
            part.draw(picture, *self._foot)
        return pygame.transform.flip(picture, True, False) if self._mirror else picture

    def _hangs(self, angle_deg: float, tempo: TempoView) -> Point:
        """Where a bucket's handle is for an angle; in a squat it sinks as the body does."""
        share = min(1.0, max(-0.05, angle_deg / tempo.ceiling_deg))
        if tempo.lowers_there:
            share = 1.0 - share
        tall = wellhead.LOWEST + (wellhead.HIGHEST - wellhead.LOWEST) * share
        x, y = self._seen(self._foot)
        return x, y - (tall + _MIDDLE) * self._unit

    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        tempo = view.exercise if isinstance(view.exercise, TempoView) else None
        touched: list[pygame.Rect] = []
        self._figure.wear(view.sites)
        if tempo is not None:
            touched += self._hill.draw(surface, self._kept, tempo.lit, view.repetitions_asked, self._glowing(dt_s))
        lean = (view.lean_forward_deg, view.lean_right_deg)
        sign = self._ground[0] - _SIGN_OFF * self._unit, self._ground[1] + 4 * self._unit
        touched += self._draw_trunk(surface, view, self._seen(sign))
        touched += self._figure.draw(surface, self._seen(self._ground), view.angle_deg, *lean)
        if tempo is not None:
            touched += self._draw_ripples(surface, tempo, view.speed_deg_s, dt_s)
            touched += self._draw_mark(surface, tempo, dt_s)
            touched += self._draw_buckets(surface, tempo, view.angle_deg)
            touched.append(self._draw_water(surface, tempo, dt_s))
        return touched

    def _draw_mark(self, surface: pygame.Surface, tempo: TempoView, dt_s: float) -> list[pygame.Rect]:
        """A ring about where the bucket is to stop; it fills as the bucket is held there."""
        if math.isnan(tempo.target_deg):
            return []
        glided = self._eased(self._ring_deg, tempo.target_deg, dt_s, _RING_TAU_S)
        self._ring_deg = tempo.target_deg if self._calm else glided
        turned = "up" if tempo.lowers_there else "down"
        held = 1.0 if tempo.phase == turned else 0.0
        if tempo.phase == "hold" and tempo.hold_s > 0.0:
            held = 1.0 - tempo.left_s / tempo.hold_s
        x, y = self._hangs(self._ring_deg, tempo)
        return [self._ring.at(held).draw(surface, x, y + _MIDDLE * self._unit)]

    def _draw_ripples(
        self, surface: pygame.Surface, tempo: TempoView, speed_deg_s: float, dt_s: float
    ) -> list[pygame.Rect]:
        """Rings on the water while the bucket goes much faster than is asked; they calm down, and nothing is lost."""
        way_s = {"up": tempo.up_s, "down": tempo.down_s}.get(tempo.phase, 0.0)
        hurried = way_s > 0.0 and abs(speed_deg_s) * way_s > _HURRIED * tempo.target_deg
        goal, tau_s = (1.0, _STIR_TAU_S) if hurried else (0.0, _CALM_TAU_S)
        self._stirred = self._eased(self._stirred, goal, dt_s, tau_s)
        if self._stirred < 0.05:
            return []
        self._ripple_s = 0.0 if self._calm else (self._ripple_s + dt_s * self.speed) % _RIPPLE_S
        x, y = self._seen((self._foot[0], self._foot[1] - (wellhead.STONES - 3) * self._unit))
        touched = []
        for ring in (0.0, 0.5):
            grown = (self._ripple_s / _RIPPLE_S + ring) % 1.0
            wide = 0.86 * wellhead.MOUTH * (0.15 + 0.8 * grown) * self._unit
            oval = pygame.Rect(0, 0, round(2 * wide), round(2 * wide * wellhead.FLAT))
            oval.center = round(x), round(y)
            dark = mix(self._theme.shade, self._theme.water[1], 0.35)
            colour = mix(dark, self._theme.ink, 0.75 * self._stirred * (1.0 - grown))
            touched.append(pygame.draw.ellipse(surface, colour, oval, max(2, round(4 * self._unit))))
        return touched

    def _draw_buckets(self, surface: pygame.Surface, tempo: TempoView, angle_deg: float) -> list[pygame.Rect]:
        """The pace's bucket, then one's own before it, both behind the near rim."""
        unit = self._unit
        foot_x, foot_y = self._seen(self._foot)
        beam = (foot_x, foot_y - wellhead.BEAM * unit)
        touched = []
        if not math.isnan(tempo.ghost_deg):
            touched.append(self._ghost.draw(surface, *self._hangs(tempo.ghost_deg, tempo)))
        if not math.isnan(angle_deg):
            place = self._hangs(angle_deg, tempo)
            colour = mix(self._theme.wood[2], self._theme.keyline, 0.3)
            rope = pygame.draw.line(surface, colour, beam, place, max(2, round(5 * unit)))
            touched.append(rope.inflate(4, 4))
            glow = self._glow.at(0.5 * self._breath(0.0, 0.08))
            touched.append(glow.draw(surface, place[0], place[1] + 52 * unit))
            touched.append(self._bucket.draw(surface, *place))
        rim = self._rim.draw(surface, foot_x, foot_y)
        half, tall = 1.1 * wellhead.MOUTH * unit, (wellhead.STONES + 12) * unit
        drawn = pygame.Rect(round(foot_x - half), round(foot_y - tall), round(2 * half), round(tall + 60 * unit))
        return [*touched, drawn.clip(rim)]

    def _draw_water(self, surface: pygame.Surface, tempo: TempoView, dt_s: float) -> pygame.Rect:
        """The trough is as full as the set is done."""
        goal = min(1.0, tempo.set_done / tempo.set_repetitions)
        self._water = self._eased(self._water, goal, dt_s, _WATER_TAU_S)
        (left, foot), (right, top) = wellhead.TROUGH
        unit, tall = self._unit, 0.82 * (top - foot) * self._water
        slope = 16.0 / (top - foot)
        corners = [
            (left + 16.0 - slope * tall, foot + tall),
            (right - 16.0 + slope * tall, foot + tall),
            (right - 20.0, foot + 6.0),
            (left + 20.0, foot + 6.0),
        ]
        x, y = self._foot
        inside = [self._seen((x + across * unit, y - up * unit)) for across, up in corners]
        if tall < 8.0:
            return pygame.Rect(inside[3], (0, 0))
        water = mix(self._theme.water[0], self._theme.cool, 0.6)
        body = pygame.draw.polygon(surface, water, inside)
        shine = mix(water, (255, 255, 255), 0.5)
        edge = pygame.draw.line(surface, shine, inside[0], inside[1], max(2, round(4 * unit)))
        return body.union(edge)
