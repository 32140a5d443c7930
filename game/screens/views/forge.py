"""The forge: the view of `activate`. Coals glow while the muscle is in its band, and cool when it lets go."""

from __future__ import annotations

import math

import pygame

from game.exercises.views import ActivateView, Forge, Lit
from game.round.view import RoundView
from game.screens import scenery
from game.screens.lantern import ON_FOOT, Lantern, Shape
from game.screens.pen import Glow, Pen, Point, Ring, Sprite
from game.screens.theme import Theme, mix
from game.screens.views.world import World

_COALS: tuple[tuple[float, float, float], ...] = (
    (-372.0, 858.0, 1.0),
    (-300.0, 872.0, 1.15),
    (-222.0, 862.0, 1.0),
    (-146.0, 876.0, 1.2),
    (-66.0, 862.0, 1.05),
    (12.0, 874.0, 1.1),
    (86.0, 860.0, 0.95),
    (-336.0, 826.0, 0.95),
    (-262.0, 818.0, 1.1),
    (-184.0, 828.0, 1.0),
    (-104.0, 816.0, 1.15),
    (-24.0, 826.0, 1.0),
    (52.0, 820.0, 1.0),
    (-222.0, 782.0, 1.0),
    (-140.0, 776.0, 1.05),
    (-60.0, 784.0, 0.95),
)
"""Where the coals lie: design units from the middle and from the top, and how large."""
_COAL_R = 44.0
_GAUGE_X, _GAUGE_FOOT, _GAUGE_TOP = 418.0, 900.0, 300.0
_GAUGE_WIDE, _SHOWN = 84.0, 1.15
"""The gauge beside the hearth: its middle, its ends and width; the activity at its top."""
_MANTEL = (-470.0, 190.0, 590.0)
"""The shelf over the hearth on which earned lights stand: from, to, and how high."""
_SIGN: Point = (-640.0, 925.0)
"""Where the sign that shows the trunk stands."""
_LIGHTS = (10, 30)
_LIGHT_TALL = (30.0, 52.0)
_HEAT_TAU_S, _COOL_TAU_S, _LIGHT_TAU_S = 0.7, 0.9, 0.45
_WARM = 0.35
"""So much the coals glow just below the band: one sees that the muscle works."""


class ForgeView(World):
    """The hearth with its coals, the gauge with the band and the flame, and the lights that were earned."""

    def __init__(
        self,
        size: tuple[int, int],
        theme: Theme,
        side: str,
        movement: str,
        posture: str,
        calm: bool = False,
    ) -> None:
        super().__init__(size, theme, side, movement, posture, calm)
        u = self._unit
        self._heat = 0.0
        self._lights: list[float] = []
        self._slots = _LIGHTS[0]
        self._lanterns: dict[tuple[Shape, float], Lantern] = {}
        self._flame = _flame(theme, u)
        self._second = _second(theme, u)
        self._embers = {large: Glow(round(1.5 * _COAL_R * large * u), theme.lit, additive=theme.additive, power=1.7)
                        for large in {large for *_, large in _COALS}}  # fmt: skip
        self._hot = {large: _coal(theme, u * large, lit=True) for large in self._embers}
        self._cold = {large: _coal(theme, u * large, lit=False) for large in self._embers}
        self._ring = Ring(66 * u, 15 * u, theme.hold)

    # -- where everything is -------------------------------------------------------------------------------------------

    def _px(self, x: float, y: float) -> Point:
        """Design units from the middle and the top, on the side that is played."""
        return self._seen((self._size[0] / 2 + x * self._unit, y * self._size[1] / 1080))

    def _level(self, share: float) -> float:
        """How high an activity stands on the gauge, px."""
        shown = min(_SHOWN, max(-0.02, share))
        y = _GAUGE_FOOT + (_GAUGE_TOP - _GAUGE_FOOT) * shown / _SHOWN
        return y * self._size[1] / 1080

    def _bar(self, low: float, high: float, inset: float = 0.0) -> pygame.Rect:
        """The part of the gauge from one activity to another."""
        wide = (_GAUGE_WIDE - 2.0 * inset) * self._unit
        x = self._px(_GAUGE_X, 0.0)[0] - wide / 2
        top, foot = self._level(high), self._level(low)
        return pygame.Rect(round(x), round(top), round(wide), max(2, round(foot - top)))

    # -- what does not move --------------------------------------------------------------------------------------------

    def _paint(self) -> pygame.Surface:
        picture = scenery.valley(self._size, self._theme).copy()
        if self._mirror:
            picture = pygame.transform.flip(picture, True, False)
        self._paint_hearth(picture)
        for x, y, large in sorted(_COALS, key=lambda coal: coal[1]):
            self._cold[large].draw(picture, *self._px(x, y))
        t = self._theme
        trough = self._bar(0.0, _SHOWN).inflate(round(28 * self._unit), round(28 * self._unit))
        pane = pygame.Surface(trough.size, pygame.SRCALPHA, 32)
        pygame.draw.rect(pane, (*t.panel, 235), pane.get_rect(), border_radius=round(34 * self._unit))
        picture.blit(pane, trough)
        return picture

    def _paint_hearth(self, picture: pygame.Surface) -> None:
        """Stone, its mantel, and the dark hollow with the bed of coals."""
        t, u = self._theme, self._unit
        stone, shade, dark = t.stone, mix(t.stone, (0, 0, 0), 0.35), mix(t.bark, (0, 0, 0), 0.6)
        pen = Pen(self._size, u, (0.0, 0.0), fine=1)
        left, right, shelf = _MANTEL

        def box(x: float, y: float, wide: float, tall: float) -> tuple[Point, ...]:
            corners = ((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall))
            return tuple((px / u, py / u) for px, py in (self._px(*corner) for corner in corners))

        pen.shape(box(left + 20, shelf, right - left - 40, 430.0), shade)
        for row in range(6):
            for place in range(7):
                wide = (right - left - 60) / 7
                x = left + 30 + place * wide + (row % 2) * wide / 2 - wide / 4
                tone = mix(stone, (0, 0, 0), 0.05 + 0.09 * ((3 * row + 5 * place) % 4) / 3)
                x0, x1 = max(x, left + 24), min(x + wide - 8, right - 24)
                pen.shape(box(x0, shelf + 6 + row * 71, x1 - x0, 63.0), tone)
        hollow = []
        for step in range(25):
            turn = math.pi * step / 24
            hollow.append((-140.0 - 282.0 * math.cos(turn), 790.0 - 130.0 * math.sin(turn)))
        hollow += [(142.0, 918.0), (-422.0, 918.0)]
        pen.shape([(x / u, y / u) for x, y in (self._px(*corner) for corner in hollow)], dark)
        pen.shape(box(left, shelf - 26, right - left, 30.0), mix(t.wood[0], (0, 0, 0), 0.1))
        pen.shape(box(left, shelf - 26, right - left, 7.0), mix(t.wood[0], t.mist, 0.35))
        pen.sprite().draw(picture, 0, 0)

    # -- what does -----------------------------------------------------------------------------------------------------

    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        forge = view.exercise if isinstance(view.exercise, ActivateView) else None
        touched: list[pygame.Rect] = []
        if forge is None:
            return touched
        slots = min(_LIGHTS[1], max(_LIGHTS[0], view.repetitions_asked))
        self._slots = max(self._slots, slots)
        touched += self._draw_coals(surface, forge, dt_s)
        touched += self._draw_gauge(surface, forge)
        touched += self._draw_earned(surface, forge.lit, dt_s)
        return touched + self._draw_trunk(surface, view, self._px(*_SIGN))

    def _draw_coals(self, surface: pygame.Surface, forge: ActivateView, dt_s: float) -> list[pygame.Rect]:
        """As hot as the muscle is in its band; heat comes and goes slowly, so that nothing flickers."""
        goal = 0.0
        if forge.inside:
            goal = 1.0
        elif forge.ask in (Forge.WORK, Forge.HOLD) and not math.isnan(forge.activity):
            goal = _WARM * min(1.0, max(0.0, forge.activity) / forge.low)
        self._heat = self._eased(self._heat, goal, dt_s, _HEAT_TAU_S if goal > self._heat else _COOL_TAU_S)
        if self._heat < 0.02:
            return []
        touched = []
        for place, (x, y, large) in enumerate(_COALS):
            breath = self._breath(0.37 * place, 0.1)
            at = self._px(x, y)
            if self._heat > 0.5:
                touched.append(self._hot[large].draw(surface, *at))
            touched.append(self._embers[large].at(0.75 * self._heat * breath).draw(surface, *at))
        return touched

    def _draw_gauge(self, surface: pygame.Surface, forge: ActivateView) -> list[pygame.Rect]:
        """The band, or the quiet end of the gauge where letting go is asked for; and the flame at the activity."""
        t, u = self._theme, self._unit
        whole = self._bar(0.0, _SHOWN).inflate(round(150 * u), round(60 * u))
        quiet = forge.ask is Forge.LET_GO or math.isnan(forge.low)
        zone = self._bar(0.0, forge.quiet) if quiet else self._bar(forge.low, forge.high)
        asked = forge.ask is not Forge.WAIT
        colour = (t.cool if quiet else t.lit) if asked else t.ring
        pygame.draw.rect(surface, colour, zone, border_radius=round(16 * u))
        pygame.draw.rect(surface, t.ink, zone, max(3, round(5 * u)), border_radius=round(16 * u))
        touched = [whole, self._ring.at(forge.cooled if quiet else forge.held).draw(surface, *self._px(-140.0, 690.0))]
        for sprite, share in ((self._second, forge.antagonist), (self._flame, forge.activity)):
            if math.isnan(share):
                continue
            touched.append(sprite.draw(surface, self._px(_GAUGE_X, 0.0)[0], self._level(share)))
        return touched

    def _draw_earned(self, surface: pygame.Surface, lit: tuple[Lit, ...], dt_s: float) -> list[pygame.Rect]:
        """A lantern on the mantel for every one that was earned, and a dark one for those to come."""
        left, right, shelf = _MANTEL
        gap = (right - left - 60.0) / self._slots
        tall = min(_LIGHT_TALL[1], max(_LIGHT_TALL[0], 0.78 * gap))
        self._lights += [math.nan] * (self._slots - len(self._lights))
        touched = []
        for index in range(self._slots):
            earned = lit[index] if index < len(lit) else None
            self._lights[index] = self._eased(self._lights[index], 1.0 if earned else 0.0, dt_s, _LIGHT_TAU_S)
            shape = Shape.TALL if earned is not None and earned.verdict != "clean" else Shape.ROUND
            if (shape, tall) not in self._lanterns:
                self._lanterns[shape, tall] = Lantern(self._theme, tall * self._unit, shape, ON_FOOT)
            x, y = self._px(left + 30.0 + (index + 0.5) * gap, shelf - 26.0)
            y -= ON_FOOT * tall * self._unit
            touched.append(
                self._lanterns[shape, tall].draw(surface, x, y, self._lights[index], self._breath(0.23 * index))
            )
        return touched


def _coal(theme: Theme, unit: float, *, lit: bool) -> Sprite:
    """A lump of coal; where it is hot, with a bright heart."""
    pen = Pen((round(110 * unit), round(90 * unit)), unit, (55 * unit, 45 * unit))
    body = mix(theme.bark, (0, 0, 0), 0.25)
    edge = mix(body, theme.stone, 0.5)
    if lit:
        body, edge = theme.lit_edge, mix(theme.lit_edge, theme.bark, 0.5)
    pen.soft(((-42, 6), (-28, -22), (4, -28), (34, -16), (42, 8), (22, 26), (-20, 26)), edge)
    pen.soft(((-37, 5), (-25, -18), (4, -23), (30, -13), (37, 7), (20, 21), (-18, 21)), body)
    if lit:
        pen.soft(((-22, 2), (-12, -12), (6, -14), (20, -6), (20, 6), (8, 12), (-12, 12)), theme.lit)
        pen.soft(((-10, 0), (-4, -7), (8, -7), (11, 2), (2, 6)), theme.lit_core)
    else:
        pen.stroke(((-24, -10), (-4, -18), (16, -12)), (2.4, 2.4), mix(edge, theme.mist, 0.25))
    return pen.sprite()


def _flame(theme: Theme, unit: float) -> Sprite:
    """Where the muscle is: a flame that points at the gauge from both sides. It is so slight that no place it passes
    over becomes lighter or darker by a tenth, however it trembles."""
    pen = Pen((round(190 * unit), round(90 * unit)), unit, (95 * unit, 45 * unit))
    pen.limb((-62, 0), (62, 0), 11, 11, theme.keyline)
    pen.limb((-62, 0), (62, 0), 5, 5, theme.ink)
    pen.disc((0, 0), 28, theme.keyline)
    pen.disc((0, 0), 24, theme.lit_edge)
    pen.disc((0, 0), 19, theme.flame)
    pen.disc((0, 0), 10, mix(theme.flame, (255, 255, 255), 0.75))
    return pen.sprite()


def _second(theme: Theme, unit: float) -> Sprite:
    """Where the antagonist is: a small square beside the gauge."""
    pen = Pen((round(190 * unit), round(60 * unit)), unit, (95 * unit, 30 * unit))
    pen.shape(((-90, -18), (-54, -18), (-36, 0), (-54, 18), (-90, 18)), theme.keyline)
    pen.shape(((-86, -14), (-56, -14), (-42, 0), (-56, 14), (-86, 14)), theme.cool)
    return pen.sprite()
