"""The bells over the harbour: the view of `match`. While a place is looked for there is one still picture."""

from __future__ import annotations

import math

import pygame

from game.exercises.views import Ask, Lit, MatchView
from game.round.view import RoundView
from game.screens import scenery
from game.screens.figure import Figure, stance_of
from game.screens.lantern import Lantern, Shape
from game.screens.pen import Glow, Pen, Point, Ring, Sprite
from game.screens.rigs import Seen, rig_for
from game.screens.signs import bell, closed_eye, covered
from game.screens.theme import Theme, mix
from game.screens.views.world import World

_GROUND: Point = (0.36, 968.0)
_CM = {"seated": 3.5, "standing": 2.62, "lying": 2.3, "above": 2.9}
"""Design units a centimetre of the body."""
_SIGN_OFF = 250.0
"""The sign that shows the trunk stands so far behind the person."""
_POSTS = (0.66, 0.955)
_BEAM, _FOOT = 470.0, 965.0
"""The belfry: its posts (shares of the width), and the heights of its beam and of the ground under it."""
_BELL_TALL, _SMALLER = 168.0, 0.42
"""The lowest place has the largest bell, the highest one so much smaller, as bells sound."""
_DIAL_BELL = 330.0
_MARK_TALL, _MARK_RING = 66.0, 62.0
_DIAL_AT, _DIAL = (0.36, 632.0), 318.0
_GARLAND = (8, 20)
_GARLAND_AT, _GARLAND_SAG, _GARLAND_TALL = 404.0, 38.0, 34.0
_LIGHT_TAU_S = 0.45
_SWING_DEG, _SWING_S, _SWING_TAU_S = 9.0, 1.6, 2.2
"""A bell that rings swings so far and so slowly, and comes to rest."""
_STEPS = 8


class Bells(World):
    """The belfry with a bell for each place, the person, and a garland with a light for each answer."""

    def __init__(
        self, size: tuple[int, int], theme: Theme, side: str, movement: str, posture: str, calm: bool = False
    ) -> None:
        super().__init__(size, theme, side, movement, posture, calm)
        u = self._unit
        stance = "above" if rig_for(movement).seen is Seen.ABOVE else stance_of(movement, posture)
        self._figure = Figure(theme, _CM[stance] * u, movement, posture, mirror=self._mirror)
        self._ground = self._seen((_GROUND[0] * size[0], _GROUND[1] * size[1] / 1080))
        self._dial_at = self._seen((_DIAL_AT[0] * size[0], _DIAL_AT[1] * size[1] / 1080))
        self._dials: dict[tuple[bool, int], Sprite] = {}
        self._bells: dict[tuple[int, int, int], Sprite] = {}
        self._count = 1
        self._garland = _GARLAND[0]
        self._lamps = {shape: Lantern(theme, _GARLAND_TALL * u, shape) for shape in Shape}
        self._lights: list[float] = []
        self._struck: dict[int, float] = {}
        """How long ago each bell was rung, s."""
        self._rung = 0
        self._glows: dict[int, float] = {}
        self._mark_ring = Ring(_MARK_RING * u, 12 * u, theme.hold)
        self._glow = Glow(round(150 * u), theme.glow, additive=theme.additive)
        self._flame_glow = Glow(round((84 if theme.additive else 46) * u), theme.glow, additive=theme.additive)
        self._flame = self._paint_flame()

    # -- what does not move --------------------------------------------------------------------------------------------

    def _pen(self, wide: float, tall: float, at: Point = (0.5, 0.5), *, unit: float = 1.0, up: bool = True) -> Pen:
        """A pen of so many design units each way, its origin at those shares of it."""
        u = self._unit
        size = math.ceil(wide * u) + 2, math.ceil(tall * u) + 2
        return Pen(size, u * unit, (at[0] * size[0], at[1] * size[1]), up=up)

    def _y(self, design: float) -> float:
        return design * self._size[1] / 1080

    def _paint(self) -> pygame.Surface:
        """The valley, and the belfry before it."""
        picture = scenery.valley(self._size, self._theme, mirror=self._mirror).copy()
        left, right = sorted(self._seen((share * self._size[0], 0.0))[0] for share in _POSTS)
        beam, foot = self._y(_BEAM), self._y(_FOOT)
        pen, t, u = Pen(self._size, 1.0, (0.0, 0.0), fine=2), self._theme, self._unit
        light, dark, edge = t.wood
        for x in (left, right):
            pen.oval((x, foot), 62 * u, 12 * u, t.shade, 120)
            pen.limb((x, foot), (x, beam - 150 * u), 28 * u, 22 * u, edge)
            pen.limb((x - 3 * u, foot - 4 * u), (x - 3 * u, beam - 140 * u), 13 * u, 10 * u, mix(light, dark, 0.4))
            inward = 1 if x == left else -1
            pen.limb((x, beam + 92 * u), (x + inward * 86 * u, beam), 13 * u, 13 * u, edge)
        ridge = 0.5 * (left + right), beam - 236 * u
        pen.shape(((left - 74 * u, beam - 128 * u), ridge, (right + 74 * u, beam - 128 * u), ridge_low(ridge, u)), edge)
        pen.limb((left - 40 * u, beam), (right + 40 * u, beam), 26 * u, 26 * u, edge)
        pen.limb((left - 36 * u, beam - 4 * u), (right + 36 * u, beam - 4 * u), 11 * u, 11 * u, mix(light, dark, 0.3))
        pen.stroke([self._on_garland(step / 16) for step in range(17)], (3 * u, 3 * u), mix(edge, t.mist, 0.35))
        pen.sprite().draw(picture, 0, 0)
        return picture

    def _on_garland(self, share: float) -> Point:
        """A place on the rope between the posts, from the left."""
        left, right = sorted(self._seen((post * self._size[0], 0.0))[0] for post in _POSTS)
        sag = _GARLAND_SAG * (1.0 - (2.0 * share - 1.0) ** 2)
        return left + share * (right - left), self._y(_GARLAND_AT) + sag * self._unit

    def _hangs(self, index: int) -> Point:
        """Where a bell hangs: the lowest place is the largest bell, nearest to the person."""
        left, right = (post * self._size[0] for post in _POSTS)
        share = (index + 0.5) / self._count
        return self._seen((left + (0.08 + 0.84 * share) * (right - left), self._y(_BEAM) + 10 * self._unit))

    def _tall(self, index: int) -> float:
        room = 0.62 * 0.84 * (_POSTS[1] - _POSTS[0]) * self._size[0] / self._unit / self._count
        return min(_BELL_TALL, room) * self._large(index)

    def _large(self, index: int) -> float:
        """How large a bell is, of the largest."""
        return 1.0 - _SMALLER * index / max(1, self._count - 1)

    def _bell(self, tall: float, lit: float, swing_deg: float = 0.0) -> Sprite:
        key = (round(tall), round(_STEPS * lit), round(swing_deg))
        if key not in self._bells:
            pen = self._pen(1.75 * tall, 1.6 * tall, (0.5, 0.1), unit=tall)
            pen.lean(key[2], (0.0, 0.0))
            bell(pen, self._theme, key[1] / _STEPS)
            self._bells[key] = pen.sprite()
        return self._bells[key]

    def _paint_flame(self) -> Sprite:
        pen, t = self._pen(44, 44), self._theme
        pen.disc((0, 0), 19, t.hold[2])
        pen.disc((0, 0), 16.5, mix(t.keyline, t.glow, 0.15))
        pen.disc((0, 0), 12.5, t.flame)
        return pen.sprite()

    def _dial(self, closed: bool, index: int) -> Sprite:
        """The one still picture: the bell that is looked for, and why the limb is not seen."""
        if (closed, index) not in self._dials:
            pen, t = self._pen(2 * _DIAL + 20, 2 * _DIAL + 20), self._theme
            pen.disc((0, 0), _DIAL + 6, t.ink, 70)
            pen.disc((0, 0), _DIAL, t.panel)
            dial = pen.sprite()
            tall = _DIAL_BELL * self._large(index)
            top = dial.anchor[1] - (60.0 + 0.55 * tall) * self._unit
            self._bell(tall, 0.5).draw(dial.picture, dial.anchor[0], top)
            sign = self._pen(320, 200)
            (closed_eye if closed else covered)(sign, t.ink, 0.72)
            sign.sprite().draw(dial.picture, dial.anchor[0], dial.anchor[1] + 205 * self._unit)
            self._dials[closed, index] = dial
        return self._dials[closed, index]

    # -- what does -----------------------------------------------------------------------------------------------------

    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        match = view.exercise if isinstance(view.exercise, MatchView) else None
        self._figure.wear(view.sites)
        if match is None:
            return self._draw_person(surface, view)
        if match.bells != self._count:
            self._count = match.bells
        self._garland = min(_GARLAND[1], max(_GARLAND[0], view.repetitions_asked))
        touched = self._draw_garland(surface, match.lit, dt_s)
        touched += self._draw_bells(surface, match, dt_s)
        if match.blank or match.ask in (Ask.CLOSE_EYES, Ask.REMEMBER):
            return [*touched, self._dial(match.closed, match.bell).draw(surface, *self._dial_at)]
        sign = _GROUND[0] * self._size[0] - _SIGN_OFF * self._unit, self._y(_GROUND[1] + 4.0)
        touched += self._draw_trunk(surface, view, self._seen(sign))
        touched += self._draw_person(surface, view)
        touched += self._draw_mark(surface, match, view)
        if math.isfinite(match.off_deg):
            touched += self._draw_off(surface, match)
        return touched

    def _draw_person(self, surface: pygame.Surface, view: RoundView) -> list[pygame.Rect]:
        lean = (view.lean_forward_deg, view.lean_right_deg)
        return self._figure.draw(surface, self._ground, view.angle_deg, *lean)

    def _draw_garland(self, surface: pygame.Surface, lit: tuple[Lit, ...], dt_s: float) -> list[pygame.Rect]:
        """A light on the rope for each answer; another shape for one that was not clean."""
        touched = []
        shown = lit[-self._garland :]
        self._lights += [math.nan] * (self._garland - len(self._lights))
        for index in range(self._garland):
            earned = shown[index] if index < len(shown) else None
            self._lights[index] = self._eased(self._lights[index], 1.0 if earned else 0.0, dt_s, _LIGHT_TAU_S)
            shape = Shape.TALL if earned is not None and earned.verdict != "clean" else Shape.ROUND
            x, y = self._on_garland((index + 0.5) / self._garland)
            place = x, y + self._lamps[shape].hook_px
            touched.append(self._lamps[shape].draw(surface, *place, self._lights[index], self._breath(0.31 * index)))
        return touched

    def _draw_bells(self, surface: pygame.Surface, match: MatchView, dt_s: float) -> list[pygame.Rect]:
        """The bells; the one that an answer was given to swings and glows, then rests."""
        if len(match.lit) > self._rung:
            self._rung = len(match.lit)
            if not self._first:
                self._struck[round(match.lit[-1].place)] = 0.0
        touched = []
        for index in range(match.bells):
            since_s = self._struck.get(index, math.inf)
            self._struck[index] = since_s + dt_s * self.speed
            fading = math.exp(-since_s / _SWING_TAU_S) if since_s < 5 * _SWING_TAU_S else 0.0
            swing = 0.0 if self._calm or not fading else math.sin(math.tau * since_s / _SWING_S)
            lit = any(round(each.place) == index for each in match.lit)
            x, y = self._hangs(index)
            tall = self._tall(index)
            asked = index == match.bell and match.ask in (Ask.LEARN, Ask.FEEL)
            goal = max(0.75 * fading, 0.35 if asked else 0.0)
            strength = self._glows[index] = self._eased(self._glows.get(index, 0.0), goal, dt_s, _LIGHT_TAU_S)
            if strength > 0.05:
                touched.append(self._glow.at(strength).draw(surface, x, y + 0.6 * tall * self._unit))
            picture = self._bell(tall, 1.0 if lit else 0.35 if asked else 0.0, _SWING_DEG * fading * swing)
            touched.append(picture.draw(surface, x, y))
        return touched

    def _draw_mark(self, surface: pygame.Surface, match: MatchView, view: RoundView) -> list[pygame.Rect]:
        """The bell at its place on the way of the limb, while it is learned, and where the limb is."""
        touched: list[pygame.Rect] = []
        lean = (view.lean_forward_deg, view.lean_right_deg)
        if math.isfinite(match.target_deg):
            x, y = self._figure.light(match.target_deg)
            place = self._ground[0] + x, self._ground[1] + y
            top = place[1] - 0.62 * _MARK_TALL * self._unit
            touched.append(self._bell(_MARK_TALL, 0.5).draw(surface, place[0], top))
            touched.append(self._mark_ring.at(match.progress).draw(surface, *place))
        angle_deg = match.placed_deg if match.set_by == "other_limb" else view.angle_deg
        if math.isfinite(angle_deg):
            x, y = self._figure.light(angle_deg, *lean)
            place = self._ground[0] + x, self._ground[1] + y
            touched.append(self._flame_glow.at(0.6).draw(surface, *place))
            touched.append(self._flame.draw(surface, *place))
        return touched

    def _draw_off(self, surface: pygame.Surface, match: MatchView) -> list[pygame.Rect]:
        """How near the answer was: a light on a short scale; between the two marks is found, right is too far."""
        t, u = self._theme, self._unit
        x, y = self._dial_at[0], self._y(330.0)
        pane = pygame.Rect(0, 0, round(560 * u), round(92 * u))
        pane.center = round(x), round(y)
        pygame.draw.rect(surface, t.panel, pane, border_radius=round(26 * u))
        wide = 118.0 * u
        pygame.draw.line(surface, t.ink_soft, (x - 2.1 * wide, y), (x + 2.1 * wide, y), max(2, round(5 * u)))
        for mark in (x - wide, x + wide):
            pygame.draw.line(surface, t.ink, (mark, y - 26 * u), (mark, y + 26 * u), max(2, round(6 * u)))
        share = max(-2.0, min(2.0, match.off_deg / max(match.window_deg, 1.0)))
        self._flame.draw(surface, x + share * wide, y)
        return [pane]


def ridge_low(ridge: Point, u: float) -> Point:
    """The underside of the roof below its ridge."""
    return ridge[0], ridge[1] + 62 * u
