"""A boat on the lake: the view of `tandem`. Two oars, a kayak's paddle where limbs take turns, pedals for legs."""

from __future__ import annotations

import math

import pygame

from game.exercises.views import Lit, TandemView
from game.round.view import RoundView
from game.screens import ferryboat
from game.screens.band import draw_band, draw_smooth
from game.screens.lantern import ON_FOOT, Lantern, Shape
from game.screens.pen import Glow, Path, Pen, Point, Ring, Sprite
from game.screens.rigs import Joint, rig_for
from game.screens.theme import Colour, Theme, luminance, mix
from game.screens.views.world import World

_LOCK: Point = (210.0, 812.0)
"""Where an oar turns: design units from the middle, and from the top."""
_LONG = 410.0
_LOW_DEG, _HIGH_DEG = -24.0, 30.0
"""How an oar lies while its limb rests, and where the limb has gone as far as is asked: degrees up from level."""
_PAST = 1.15
_SHORE = 452.0
_LIGHTS = (12, 24)
_LANTERN_TALL = 44.0
_LIGHT_TAU_S = 0.45
_BEAT_RINGS = (92.0, 40.0)
_HULL: Path = ((0, 566), (92, 640), (176, 760), (214, 880), (206, 1010), (150, 1110))
_RIM: Path = ((0, 590), (78, 656), (152, 766), (186, 880), (178, 1000), (128, 1100))


_HAND_AT, _HAND_LOW, _HAND_RISES = 215.0, 800.0, 170.0
"""The paddle's hands: how far from the middle, how low at rest, and how much higher where all is done that is asked."""
_PAST_HAND = 265.0
_PEDAL_AT, _PEDAL_LOW, _PEDAL_GOES = 84.0, 985.0, 250.0
_PEDAL: Point = (58.0, 26.0)
"""Half its width and height."""
_SIGN: Point = (112.0, 1000.0)
"""The buoy that shows the trunk: from the right edge, and from the top."""
_EDGE = 3.0
"""How much broader the dark edge under an oar is than the oar."""
_WOODY = (0.4, 0.3, 0.2, 0.1, 0.0)
_LEAST = 3.2
"""Contrast that is promised, and a little for smooth edges."""
_LEGS = (Joint.HIP, Joint.KNEE, Joint.ANKLE)


class Boat(World):
    """The still lake, the boat from behind, what two limbs move with the mark each is to reach, and the shore's lights.

    Each limb has its own scale. Every stroke lights the shore.
    """

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
        self._slots = _LIGHTS[0]
        self._lanterns = {shape: Lantern(theme, _LANTERN_TALL * u, shape, ON_FOOT) for shape in Shape}
        self._lights: list[float] = []
        self._legs = rig_for(movement).joint in _LEGS
        self._mark = Ring((66 if self._legs else 34) * u, 8 * u, theme.hold)
        self._glow = Glow(round(70 * u), theme.glow, additive=theme.additive)
        self._pulse = Glow(round(120 * u), theme.glow, additive=theme.additive)
        self._near = [0.0, 0.0]
        self._lake: pygame.Surface | None = None

    # -- where everything is -------------------------------------------------------------------------------------------

    def _px(self, x: float, y: float) -> Point:
        """A place: design units from the middle and the top."""
        return self._size[0] / 2 + x * self._unit, y * self._size[1] / 1080

    def _blade(self, way: int, share: float) -> Point:
        """Where the end of an oar is, to the left (−1) or the right (1)."""
        turn = math.radians(_LOW_DEG + (_HIGH_DEG - _LOW_DEG) * max(-0.2, min(_PAST, share)))
        return self._px(way * (_LOCK[0] + _LONG * math.cos(turn)), _LOCK[1] - _LONG * math.sin(turn))

    def _shore(self, index: int) -> Point:
        """Where a light stands along the shore, from left to right."""
        across = (index + 0.5) / self._slots
        return (0.06 + 0.88 * across) * self._size[0], _SHORE * self._size[1] / 1080

    # -- what does not move --------------------------------------------------------------------------------------------

    def _paint(self) -> pygame.Surface:
        if self._lake is None:
            self._lake = ferryboat.lake(self._size, self._theme)
        picture = self._lake.copy()
        self._paint_boat().draw(picture, self._size[0] / 2, 0)
        return picture

    def _paint_boat(self) -> Sprite:
        """The hull from behind and above, with a bench and the locks of the oars."""
        light, dark, edge = self._theme.wood
        unit = self._size[1] / 1080
        pen = Pen(self._size, unit, (self._size[0] / 2, 0.0), fine=2)
        hull = [*((-x, y) for x, y in reversed(_HULL)), *_HULL[1:]]
        rim = [*((-x, y) for x, y in reversed(_RIM)), *_RIM[1:]]
        pen.soft([(x * 1.03, y + 14) for x, y in hull], mix(edge, (0, 0, 0), 0.4), 120)
        pen.soft(hull, mix(edge, dark, 0.2))
        pen.soft(rim, dark)
        for y, wide in ((720, 126), (840, 176), (960, 178)):
            pen.shape(((-wide, y), (wide, y), (wide * 1.04, y + 30), (-wide * 1.04, y + 30)), light)
        for lock in ((-_LOCK[0], _LOCK[1]), _LOCK):
            pen.disc(lock, 13, mix(edge, (0, 0, 0), 0.3))
            pen.disc(lock, 8, light)
        return pen.sprite()

    # -- what does ----------------------------------------------------------------------------------------------------

    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        tandem = view.exercise if isinstance(view.exercise, TandemView) else None
        touched: list[pygame.Rect] = []
        slots = max(_LIGHTS[0], min(_LIGHTS[1], view.repetitions_asked))
        if slots != self._slots:
            self._slots, self._lights = slots, []
        if tandem is None:
            return touched
        touched += self._draw_earned(surface, tandem.lit, view.repetitions_asked, dt_s)
        if tandem.beat_share == tandem.beat_share:
            touched += self._draw_beat(surface, tandem.beat_share)
        main_right = view.side == "right"
        lead_way = 1 if main_right == tandem.main_leads else -1
        lead = _share(tandem.lead_deg, tandem.target_deg)
        other = _share(tandem.other_deg, tandem.other_target_deg)
        limbs = ((lead_way, lead, True), (-lead_way, other, False))
        if self._legs:
            for way, share, leads in limbs:
                touched += self._draw_pedal(surface, way, share, dt_s, leads=leads)
        elif tandem.opposed:
            touched += self._draw_paddle(surface, limbs, dt_s)
        else:
            for way, share, leads in limbs:
                touched += self._draw_oar(surface, way, share, dt_s, leads=leads)
        sign = self._size[0] - _SIGN[0] * self._unit, _SIGN[1] * self._size[1] / 1080
        return touched + self._draw_trunk(surface, view, sign)

    def _draw_earned(self, surface: pygame.Surface, lit: tuple[Lit, ...], asked: int, dt_s: float) -> list[pygame.Rect]:
        """Lights along the shore; where more strokes are asked for than there are lights, each stands for several."""
        touched = []
        each = max(1.0, asked / self._slots)
        self._lights += [math.nan] * (self._slots - len(self._lights))
        for index in range(self._slots):
            part = lit[math.floor(index * each) : math.floor((index + 1) * each)]
            share = min(1.0, len(part) / each)
            self._lights[index] = self._eased(self._lights[index], share, dt_s, _LIGHT_TAU_S)
            soft = bool(part) and 2 * sum(one.verdict == "clean" for one in part) < len(part)
            x, y = self._shore(index)
            lantern = self._lanterns[Shape.TALL if soft else Shape.ROUND]
            foot = y - ON_FOOT * _LANTERN_TALL * self._unit
            touched.append(lantern.draw(surface, x, foot, self._lights[index], self._breath(0.23 * index)))
        return touched

    def _draw_beat(self, surface: pygame.Surface, share: float) -> list[pygame.Rect]:
        """A ring at the bow that closes on a smaller one as the beat comes; it swells and sinks, and never flashes."""
        place = self._px(0.0, 640.0)
        wide, small = (radius * self._unit for radius in _BEAT_RINGS)
        radius = wide + (small - wide) * share
        strength = 0.25 + 0.25 * math.cos(math.tau * share)
        touched = [self._pulse.at(round(strength, 2)).draw(surface, *place)]
        thick = max(2, round(6 * self._unit))
        for each, colour in ((small, self._theme.hold[0]), (radius, self._theme.hold[1])):
            touched.append(pygame.draw.circle(surface, self._theme.hold[2], place, each + 2, thick + 3))
            touched.append(pygame.draw.circle(surface, colour, place, each, thick))
        return [rect.inflate(6, 6) for rect in touched]

    def _draw_oar(
        self, surface: pygame.Surface, way: int, share: float, dt_s: float, *, leads: bool
    ) -> list[pygame.Rect]:
        """One oar and the mark at the end of its way; the ring fills as the limb comes near."""
        theme, u = self._theme, self._unit
        seen = 0.0 if math.isnan(share) else share
        touched = [self._mark.at(max(0.0, min(1.0, seen))).draw(surface, *self._blade(way, 1.0))]
        lock, end = self._px(way * _LOCK[0], _LOCK[1]), self._blade(way, seen)
        back = (lock[0] + (lock[0] - end[0]) * 0.28, lock[1] + (lock[1] - end[1]) * 0.28)
        shaft = self._tint(leads)
        for colour, grow in ((theme.hold[2], _EDGE), (shaft, 0)):
            broad = (13 + grow) * u
            touched.append(draw_band(surface, (back, end), (broad, broad), colour))
            touched.append(draw_smooth(surface, _leaf(end, lock, (56 + grow) * u, (17 + grow / 2) * u), colour))
        touched += self._draw_near(surface, end, seen, dt_s, leads=leads)
        return [rect.inflate(8, 8) for rect in touched]

    def _draw_near(
        self, surface: pygame.Surface, place: Point, share: float, dt_s: float, *, leads: bool
    ) -> list[pygame.Rect]:
        """What has come to its mark glows there."""
        index = 0 if leads else 1
        self._near[index] = self._eased(self._near[index], 1.0 if share >= 0.9 else 0.0, dt_s, 0.2)
        if self._near[index] <= 0.02:
            return []
        return [self._glow.at(round(0.6 * self._near[index], 2)).draw(surface, *place)]

    def _tint(self, leads: bool) -> Colour:
        """The limb that leads is the deeper one; a dark edge sets both off from lake and wood."""
        return self._theme.limb if leads else _paler(self._theme)

    def _hand(self, way: int, share: float) -> Point:
        """Where a hand on the paddle is."""
        return self._px(way * _HAND_AT, _HAND_LOW - _HAND_RISES * max(-0.2, min(_PAST, share)))

    def _draw_paddle(
        self, surface: pygame.Surface, limbs: tuple[tuple[int, float, bool], ...], dt_s: float
    ) -> list[pygame.Rect]:
        """One shaft that both hands hold, with a blade at each end; each hand has a mark of its own."""
        theme, u = self._theme, self._unit
        hands = {way: self._hand(way, 0.0 if math.isnan(share) else share) for way, share, _leads in limbs}
        touched = [
            self._mark.at(0.0 if math.isnan(share) else max(0.0, min(1.0, share))).draw(surface, *self._hand(way, 1.0))
            for way, share, _leads in limbs
        ]
        (ax, ay), (bx, by) = hands[-1], hands[1]
        long = math.hypot(bx - ax, by - ay) or 1.0
        dx, dy = (bx - ax) / long * _PAST_HAND * u, (by - ay) / long * _PAST_HAND * u
        ends = (ax - dx, ay - dy), (bx + dx, by + dy)
        for colour, grow in ((theme.hold[2], _EDGE), (mix(theme.limb, theme.wood[0], 0.3), 0)):
            broad = (13 + grow) * u
            touched.append(draw_band(surface, ends, (broad, broad), colour))
            for end, towards in (ends, ends[::-1]):
                touched.append(draw_smooth(surface, _leaf(end, towards, (74 + grow) * u, (24 + grow / 2) * u), colour))
        for way, share, leads in limbs:
            for colour, radius in ((theme.hold[2], 26), (self._tint(leads), 20)):
                touched.append(pygame.draw.circle(surface, colour, hands[way], radius * u))
            touched += self._draw_near(surface, hands[way], share, dt_s, leads=leads)
        return [rect.inflate(8, 8) for rect in touched]

    def _draw_pedal(
        self, surface: pygame.Surface, way: int, share: float, dt_s: float, *, leads: bool
    ) -> list[pygame.Rect]:
        """One pedal on its rod, and the mark as far from the seat as the leg is to push it."""
        theme, u = self._theme, self._unit
        seen = 0.0 if math.isnan(share) else max(-0.1, min(_PAST, share))
        mark, place = (self._px(way * _PEDAL_AT, _PEDAL_LOW - _PEDAL_GOES * far) for far in (1.0, seen))
        foot = self._px(way * _PEDAL_AT, 1075.0)
        touched = [self._mark.at(max(0.0, min(1.0, seen))).draw(surface, *mark)]
        for colour, grow in ((theme.hold[2], _EDGE), (self._tint(leads), 0)):
            touched.append(draw_band(surface, (foot, place), ((18 + grow) * u, (18 + grow) * u), colour))
            plate = pygame.Rect(0, 0, round((2 * _PEDAL[0] + grow) * u), round((2 * _PEDAL[1] + grow) * u))
            plate.center = round(place[0]), round(place[1])
            touched.append(pygame.draw.rect(surface, colour, plate, border_radius=round(16 * u)))
        touched += self._draw_near(surface, place, seen, dt_s, leads=leads)
        return [rect.inflate(8, 8) for rect in touched]


def _share(angle_deg: float, target_deg: float) -> float:
    """How much of its own way a limb has gone."""
    return angle_deg / target_deg if target_deg > 0.0 else math.nan


def _leaf(end: Point, towards: Point, long: float, wide: float) -> list[Point]:
    """The blade at the end of an oar."""
    x, y = end[0] - towards[0], end[1] - towards[1]
    length = math.hypot(x, y) or 1.0
    x, y = x / length, y / length
    shape = ((-0.2, 0.0), (0.1, 0.8), (0.7, 1.0), (1.0, 0.6), (1.0, -0.6), (0.7, -1.0), (0.1, -0.8))
    return [(end[0] + a * long * x - b * wide * y, end[1] + a * long * y + b * wide * x) for a, b in shape]


def _paler(theme: Theme) -> Colour:
    """The limb that does not lead: as woody as it may be while it, or its edge, stands out on whatever lies behind."""
    lights = [luminance(ground) for ground in (*theme.sky, *theme.water, *theme.ridges, *theme.wood)]
    low, high = min(lights), max(lights)
    edge = luminance(theme.hold[2])
    for share in _WOODY:
        colour = mix(theme.limb_light, theme.wood[0], share)
        own = luminance(colour)
        grounds = [low + (high - low) * step / 40 for step in range(41)]
        if all(max(_apart(own, ground), _apart(edge, ground)) >= _LEAST for ground in grounds):
            break
    return colour


def _apart(one: float, other: float) -> float:
    """Contrast of two relative luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
