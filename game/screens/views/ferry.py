"""Cargo on a ferry's deck: the view of `steady`. Horizon and deck stand still; only the light and the cargo move."""

from __future__ import annotations

import math

import pygame

from game.exercises.envelope import Envelope
from game.exercises.views import Ask, Lit, SteadyView
from game.round.view import RoundView
from game.screens import ferryboat
from game.screens.figure import Figure
from game.screens.lantern import ON_FOOT, Lantern, Shape
from game.screens.pen import Glow, Pen, Point, Ring, Sprite
from game.screens.theme import Theme, mix
from game.screens.views.world import World

_SIDE_PER_DEG, _FORWARD_PER_DEG = 38.0, 20.0
"""Design units on the deck for a degree of lean to the side, and forward (seen at a slant)."""
_ZONE_SIDE, _ZONE_FORWARD = (170.0, 330.0), (64.0, 112.0)
"""The zone is never drawn smaller or larger than this; the light's way is scaled with it."""
_FURTHEST = 1.5
"""The light is drawn no further out than this many zones."""
_CARGO_SLIDES_AFTER_S = 0.8
_CARGO_TAU_S, _LIGHT_TAU_S = 0.9, 0.45
_CARGO_AT, _CARGO_EDGE = 678.0, 0.52
"""Where the loose crate stands on the deck, and how far towards the side it slides (share of the deck there)."""
_TRAIL, _TRAIL_TAU_S = 9, 0.05
_CRATES = (8, 20)
_CRATE_LANTERN = 46.0
_PANEL = (60.0, 250.0, 330.0, 330.0)
"""The panel that shows the person: left, top, width, height, design units."""
_PERSON_CM = 1.95


class Ferry(World):
    """The deck with its zone, the light that follows the trunk, the cargo, and the person from behind."""

    def __init__(
        self, size: tuple[int, int], theme: Theme, side: str, movement: str, posture: str, calm: bool = False
    ) -> None:
        super().__init__(size, theme, side, movement, posture, calm)
        u = self._unit
        cm = _PERSON_CM * u * (0.76 if posture == "standing" else 1.0)
        self._figure = Figure(theme, cm, "trunk_sway", posture)
        left = _PANEL[0] * u if not self._mirror else size[0] - (_PANEL[0] + _PANEL[2]) * u
        self._panel = pygame.Rect(round(left), round(_PANEL[1] * u), round(_PANEL[2] * u), round(_PANEL[3] * u))
        self._envelope: Envelope | None = None
        self._zone = (_ZONE_SIDE[0], _ZONE_FORWARD[0])
        self._rings: dict[int, Ring] = {}
        self._boat: pygame.Surface | None = None
        self._slots = _CRATES[0]
        self._lanterns: dict[tuple[Shape, float], Lantern] = {}
        self._lights: list[float] = []
        self._outside_s = 0.0
        self._slide = 0.0
        self._within = 0.0
        self._trail: list[Point] = []
        self._crate = ferryboat.crate(theme, 0.86 * u)
        self._cursor = self._paint_cursor()
        self._pool = Glow(round(150 * u), theme.glow, additive=theme.additive, squash=0.5)
        self._tail = Glow(round(13 * u), theme.glow, additive=theme.additive, power=1.4, squash=0.6)

    # -- where everything is -------------------------------------------------------------------------------------------

    def _px(self, x: float, y: float) -> Point:
        """A place on the deck: design units from the middle and the top."""
        return self._size[0] / 2 + x * self._unit, y * self._size[1] / 1080

    def _fit(self, envelope: Envelope) -> None:
        """Make the zone as large on the deck as it is in degrees. Each of its four sides is drawn alike, however far
        it reaches: the light's way is scaled with it, so that a weak side asks for as much of its own."""
        self._envelope = envelope
        side_deg = 0.5 * (envelope.right_deg + envelope.left_deg)
        self._zone = (
            min(_ZONE_SIDE[1], max(_ZONE_SIDE[0], side_deg * _SIDE_PER_DEG)),
            min(_ZONE_FORWARD[1], max(_ZONE_FORWARD[0], envelope.forward_deg * _FORWARD_PER_DEG)),
        )
        self._rings.clear()

    def _ring(self, share: float, wide: float) -> Ring:
        """A ring on the deck, of so many zones across."""
        key = round(64 * share)
        if key not in self._rings:
            u = self._unit
            across = max(0.0625, key / 64) * self._zone[0] * u
            self._rings[key] = Ring(across, wide * u, self._theme.hold, squash=self._zone[1] / self._zone[0])
        return self._rings[key]

    def _on_deck(self, envelope: Envelope, forward_deg: float, right_deg: float) -> Point:
        """Where the light is for a lean of the trunk, never over the side."""
        ahead, across = envelope.shares(forward_deg, right_deg)
        far = max(1.0, math.hypot(across, ahead) / _FURTHEST)
        return self._px(across / far * self._zone[0], ferryboat.CENTRE_Y - ahead / far * self._zone[1])

    # -- what does not move --------------------------------------------------------------------------------------------

    def _paint(self) -> pygame.Surface:
        t, u = self._theme, self._unit
        if self._boat is None:
            self._boat = ferryboat.ferry(self._size, t, mirror=self._mirror)
        picture = self._boat.copy()
        pane = pygame.Surface(self._panel.size, pygame.SRCALPHA, 32)
        pygame.draw.rect(pane, (*t.panel, t.panel_alpha), pane.get_rect(), border_radius=round(28 * u))
        picture.blit(pane, self._panel)
        for x, y, large in ferryboat.cargo_places(self._slots):
            ferryboat.crate(t, large * u).draw(picture, *self._px(x, y))
        return picture

    def _paint_cursor(self) -> Sprite:
        """The light that follows the trunk: a small storm lantern seen from above its foot."""
        t, u = self._theme, self._unit
        u *= 1.22
        pen = Pen((round(84 * u), round(110 * u)), u, (42 * u, 80 * u))
        frame = mix(t.lit_edge, (0, 0, 0), 0.5)
        pen.oval((0, 0), 27, 11, frame)
        pen.oval((0, -3), 23, 9, t.flame)
        pen.stroke(((-15, -6), (-20, -30), (-13, -50)), (5, 4, 5), frame)
        pen.stroke(((15, -6), (20, -30), (13, -50)), (5, 4, 5), frame)
        pen.soft(((0, -58), (12, -38), (14, -22), (7, -10), (-7, -10), (-14, -22), (-12, -38)), t.flame)
        pen.soft(((0, -46), (7, -30), (6, -18), (0, -14), (-6, -18), (-7, -30)), mix(t.flame, (255, 255, 255), 0.75))
        pen.oval((0, -54), 15, 6, frame)
        return pen.sprite()

    # -- what does ----------------------------------------------------------------------------------------------------

    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        steady = view.exercise if isinstance(view.exercise, SteadyView) else None
        touched: list[pygame.Rect] = []
        slots = min(_CRATES[1], max(_CRATES[0], view.repetitions_asked))
        if slots != self._slots:
            self._slots = slots
            self._kept = self._paint()
            surface.blit(self._kept, (0, 0))
            touched.append(surface.get_rect())
        if steady is not None:
            touched += self._draw_earned(surface, steady.lit, dt_s)
            touched += self._draw_cargo(surface, steady, view.lean_right_deg, dt_s)
            touched += self._draw_zone(surface, steady, view, dt_s)
        self._figure.wear(view.sites)
        feet = (self._panel.centerx, self._panel.bottom - 22 * self._unit)
        touched += self._figure.draw(surface, feet, math.nan, view.lean_forward_deg, view.lean_right_deg)
        return touched

    def _draw_earned(self, surface: pygame.Surface, lit: tuple[Lit, ...], dt_s: float) -> list[pygame.Rect]:
        """A lantern on every crate along the sides; those that were earned burn, and nothing of them moves."""
        touched = []
        self._lights += [math.nan] * (self._slots - len(self._lights))
        for index, (x, y, large) in enumerate(ferryboat.cargo_places(self._slots)):
            earned = lit[index] if index < len(lit) else None
            self._lights[index] = self._eased(self._lights[index], 1.0 if earned else 0.0, dt_s, _LIGHT_TAU_S)
            shape = Shape.TALL if earned is not None and earned.verdict != "clean" else Shape.ROUND
            lantern = self._lantern(shape, large)
            place = self._px(x, y - 74 * large - ON_FOOT * _CRATE_LANTERN * large)
            touched.append(lantern.draw(surface, *place, self._lights[index], self._brighter))
        return touched

    def _lantern(self, shape: Shape, large: float) -> Lantern:
        if (shape, large) not in self._lanterns:
            self._lanterns[shape, large] = Lantern(self._theme, _CRATE_LANTERN * large * self._unit, shape, ON_FOOT)
        return self._lanterns[shape, large]

    def _draw_cargo(
        self, surface: pygame.Surface, steady: SteadyView, right_deg: float, dt_s: float
    ) -> list[pygame.Rect]:
        """The loose crate on its rope: it slides while the light is outside for long, and its rope brings it back."""
        self._outside_s = 0.0 if steady.inside or steady.resting else self._outside_s + dt_s
        side = math.copysign(1.0, right_deg) if self._outside_s > _CARGO_SLIDES_AFTER_S else 0.0
        self._slide += (side - self._slide) * (1.0 - math.exp(-dt_s / _CARGO_TAU_S))
        x = self._slide * _CARGO_EDGE * ferryboat.half_width(_CARGO_AT)
        u = self._unit
        post, crate = self._px(0, 628), self._px(x, _CARGO_AT)
        grip = (crate[0] - math.copysign(min(abs(x), 30.0), x) * u, crate[1] - 34 * u)
        rope = pygame.draw.aaline(
            surface, mix(self._theme.wood[2], self._theme.mist, 0.45), post, grip, max(2, round(4 * u))
        )
        return [
            rope.inflate(8, 8),
            self._crate.draw(surface, *crate),
        ]

    def _draw_zone(
        self, surface: pygame.Surface, steady: SteadyView, view: RoundView, dt_s: float
    ) -> list[pygame.Rect]:
        """The zone or the place, how much of the time in it is done, and the light."""
        envelope = steady.ring
        if envelope != self._envelope:
            self._fit(envelope)
        done = 1.0 - steady.left_s / steady.bout_s if steady.bout_s > 0 else 0.0
        leans = math.isfinite(steady.direction_deg)
        touched = [self._ring(1.0, 15.0).at(0.0 if leans else done).draw(surface, *self._px(0, ferryboat.CENTRE_Y))]
        if leans:
            touched += self._draw_place(surface, steady, envelope, done)
        if math.isnan(view.lean_right_deg) or math.isnan(view.lean_forward_deg):
            return touched
        place = self._on_deck(envelope, view.lean_forward_deg, view.lean_right_deg)
        touched += self._draw_trail(surface, place, dt_s)
        self._within = self._eased(self._within, 1.0 if steady.inside else 0.35, dt_s, _LIGHT_TAU_S)
        strength = 0.6 * self._within
        touched.append(self._pool.at(strength).draw(surface, place[0], place[1] - 6 * self._unit))
        touched.append(self._cursor.draw(surface, *place))
        return touched

    def _draw_place(
        self, surface: pygame.Surface, steady: SteadyView, envelope: Envelope, done: float
    ) -> list[pygame.Rect]:
        """Where to lean: a lit coil of rope on the deck, the ring about it filled with what is done of staying; on the
        way back the ring is about the middle."""
        turn = math.radians(steady.direction_deg)
        forward_deg, right_deg = (steady.distance_deg * part for part in (math.cos(turn), math.sin(turn)))
        place = self._on_deck(envelope, forward_deg, right_deg)
        near = steady.near_deg / envelope.towards(steady.direction_deg)
        back = steady.ask is Ask.AND_BACK
        middle = self._px(0, ferryboat.CENTRE_Y)
        touched = [self._pool.at(0.25 if back else 0.55).draw(surface, *place)]
        if back:
            return [*touched, self._ring(0.35, 11.0).at(0.0).draw(surface, *middle)]
        return [*touched, self._ring(max(near, 0.16), 11.0).at(done).draw(surface, *place)]

    def _draw_trail(self, surface: pygame.Surface, place: Point, dt_s: float) -> list[pygame.Rect]:
        """Where the light has just been; nothing where reduced motion is asked for."""
        if self._calm:
            return []
        if not self._trail:
            self._trail = [place] * _TRAIL
        for index in range(_TRAIL):
            ahead = place if index == 0 else self._trail[index - 1]
            share = 1.0 - math.exp(-dt_s / _TRAIL_TAU_S)
            x, y = self._trail[index]
            self._trail[index] = (x + (ahead[0] - x) * share, y + (ahead[1] - y) * share)
        fading = reversed(list(enumerate(self._trail)))
        return [self._tail.at(0.5 * (1 - index / _TRAIL)).draw(surface, *spot) for index, spot in fading]
