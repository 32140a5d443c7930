"""The person: a body people recognise, seated or standing, seen from behind or from the side, one limb of it warm."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import pygame

from game.screens import body
from game.screens.pen import Pen, Point, Sprite
from game.screens.theme import Colour, Theme, mix


class Seen(StrEnum):
    """Where the person is looked at from."""

    BACK = "back"
    SIDE = "side"


class Joint(StrEnum):
    """The joint that the moving limb turns about."""

    SHOULDER = "shoulder"
    ELBOW = "elbow"
    KNEE = "knee"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rig:
    """How a movement is shown. The light is held `taper_cm` beyond the hand (or the foot)."""

    seen: Seen
    joint: Joint
    taper_cm: float = 0.0


_SWAY = Rig(Seen.BACK, Joint.NONE)
_ELBOW = Rig(Seen.SIDE, Joint.ELBOW, 30.0)
RIGS: dict[str, Rig] = {
    "shoulder_flexion": Rig(Seen.SIDE, Joint.SHOULDER, 34.0),
    "shoulder_abduction": Rig(Seen.BACK, Joint.SHOULDER, 34.0),
    "elbow_flexion": _ELBOW,
    "forearm_rotation": _ELBOW,
    "knee_extension": Rig(Seen.SIDE, Joint.KNEE, 14.0),
    "trunk_flexion": Rig(Seen.SIDE, Joint.NONE),
    "trunk_sway": _SWAY,
}

_LEAN_STEP_DEG = 0.5
_TORSO_BOX = (-62.0, 62.0, -14.0, 98.0)
"""Where a leaning trunk can be: left, right, below and above the hip, cm."""
_LIVE_FINE = 3
_KEPT_MAX = 48


class Figure:
    """One person at one size. Everything that does not move is drawn once; only the limb is drawn every frame.

    Places are px from the point on the ground under the hips, y down. With `mirror` the left side is in play: from
    behind the warm arm is on the left; from the side the person faces left.
    """

    def __init__(self, theme: Theme, cm_px: float, movement: str, posture: str, *, mirror: bool = False) -> None:
        self._theme = theme
        self._cm = cm_px
        self._mirror = mirror
        self._standing = posture == "standing"
        self.rig = RIGS.get(movement, _SWAY)
        self._hip = body.HIP_STANDING_CM if self._standing else body.HIP_SEATED_CM
        self._sites: frozenset[str] = frozenset()
        self._seat: tuple[Sprite, Sprite] | None = None
        self._torsos: dict[tuple[int, int], Sprite] = {}

    def wear(self, sites: Collection[str]) -> None:
        """Show the sensors where they are worn (`right_forearm`, `sternum`…)."""
        if self._sites != frozenset(sites):
            self._sites = frozenset(sites)
            self._seat = None
            self._torsos.clear()

    @property
    def reach_px(self) -> float:
        """From the joint to the light."""
        return self._limb_cm() * self._cm

    def _limb_cm(self) -> float:
        long = {
            Joint.SHOULDER: body.UPPER_ARM_CM + body.FOREARM_CM + body.HAND_CM,
            Joint.ELBOW: body.FOREARM_CM + body.HAND_CM,
            Joint.KNEE: body.SHANK_CM,
            Joint.NONE: 0.0,
        }
        return long[self.rig.joint] + self.rig.taper_cm

    def pivot(self, lean_forward_deg: float = 0.0, lean_right_deg: float = 0.0) -> Point:
        """Where the joint is."""
        return self._px(self._joint_cm(lean_forward_deg, lean_right_deg))

    def light(self, angle_deg: float, lean_forward_deg: float = 0.0, lean_right_deg: float = 0.0) -> Point:
        """Where the light is, at the end of the limb: `angle_deg` up from hanging."""
        x, y = self._joint_cm(lean_forward_deg, lean_right_deg)
        return self._px(_out((x, y), angle_deg, self._limb_cm()))

    def _px(self, place: Point) -> Point:
        x, y = place
        return (-x if self._mirror else x) * self._cm, -(y + self._hip) * self._cm

    def _lean(self, forward_deg: float, right_deg: float) -> tuple[float, float]:
        """Lean in the plane that is seen, towards +x before mirroring, and how much shorter the trunk looks."""
        forward = 0.0 if math.isnan(forward_deg) else max(-35.0, min(45.0, forward_deg))
        right = 0.0 if math.isnan(right_deg) else max(-30.0, min(30.0, right_deg))
        if self.rig.seen is Seen.SIDE:
            return forward, 1.0
        return (-right if self._mirror else right), max(0.6, min(1.05, 1.0 - 0.010 * forward))

    def _joint_cm(self, forward_deg: float, right_deg: float) -> Point:
        if self.rig.joint is Joint.KNEE:
            return body.KNEE
        x, y = body.SHOULDER_SIDE if self.rig.seen is Seen.SIDE else body.SHOULDER_BACK
        lean, squeeze = self._lean(forward_deg, right_deg)
        cos, sin = math.cos(math.radians(lean)), math.sin(math.radians(lean))
        x, y = x * cos + y * squeeze * sin, y * squeeze * cos - x * sin
        if self.rig.joint is Joint.ELBOW:
            return _out((x, y), 0.0, body.UPPER_ARM_CM)
        return x, y

    def draw(
        self,
        surface: pygame.Surface,
        ground: Point,
        angle_deg: float,
        lean_forward_deg: float = math.nan,
        lean_right_deg: float = math.nan,
    ) -> list[pygame.Rect]:
        """Draw the person on the ground at that point; the places touched. A limb whose angle is nan hangs."""
        if self._seat is None:
            self._seat = (self._paint_seat(), self._paint_chair_back())
        x, y = ground
        touched = [
            self._seat[0].draw(surface, x, y),
            self._torso(lean_forward_deg, lean_right_deg).draw(surface, x, y),
            self._seat[1].draw(surface, x, y),
        ]
        if self.rig.joint is not Joint.NONE:
            hanging = 0.0 if math.isnan(angle_deg) else angle_deg
            touched.append(self._draw_limb(surface, ground, hanging, lean_forward_deg, lean_right_deg))
        return touched

    def _pen(self, box: tuple[float, float, float, float], fine: int = 4) -> Pen:
        """A pen for a box in cm about the hip, whose sprites are anchored on the ground under it."""
        left, right, below, above = (side * self._cm for side in box)
        if self._mirror:
            left, right = -right, -left
        size = (math.ceil(right - left) + 2, math.ceil(above - below) + 2)
        return Pen(size, self._cm, (1 - left, 1 + above), mirror=self._mirror, up=True, fine=fine)

    def _grounded(self, pen: Pen) -> Sprite:
        """The pen's sprite, anchored at the ground instead of the hip."""
        sprite = pen.sprite()
        return Sprite(sprite.picture, (sprite.anchor[0], sprite.anchor[1] + round(self._hip * self._cm)))

    # -- what does not move ------------------------------------------------------------------------------------------

    def _paint_seat(self) -> Sprite:
        pen = self._pen((-48, 72, -self._hip - 6, 12))
        middle = 8 if self.rig.seen is Seen.SIDE else 0
        for spread, dark in ((1.0, 60), (0.72, 110)):
            pen.oval((middle, 0.5 - self._hip), 46 * spread, 4.2 * spread, self._theme.shade, dark)
        if self.rig.seen is Seen.SIDE:
            self._legs_from_side(pen)
            pen.soft(body.PELVIS_SIDE, self._theme.trousers)
        else:
            self._legs_from_behind(pen)
            pen.soft(body.PELVIS_BACK, self._theme.trousers)
        return self._grounded(pen)

    def _legs_from_behind(self, pen: Pen) -> None:
        t, ground = self._theme, -self._hip
        for side in (-1, 1):
            if self._standing:
                pen.soft([(side * 9.5 + x, y + ground) for x, y in body.SHOE_BACK], t.shoe)
                pen.limb((side * 9.2, ground + 46), (side * 9.2, ground + 8), 12.5, 8.4, t.trousers)
                pen.limb((side * 8.8, -3), (side * 9.2, ground + 46), 18.5, 12.6, t.trousers)
            else:
                pen.limb((side * 17, -9), (side * 18, ground + 4), 2.8, 2.6, t.chair_shade)
                pen.soft([(side * 10.6 + x, y + ground + 2) for x, y in body.SHOE_BACK], t.shoe)
                pen.limb((side * 9.6, -8), (side * 10.4, ground + 10), 11.5, 8.6, t.trousers_shade)
        if self._standing:
            pen.limb((0, -12), (0, ground + 52), 1.0, 1.6, t.trousers_shade)
            return
        pen.limb((-21, -9.6), (21, -9.6), 5.2, 5.2, t.chair)
        for side in (-1, 1):
            pen.limb((side * 20.6, -9), (side * 22, ground + 1), 3.6, 3.0, t.chair)

    def _legs_from_side(self, pen: Pen) -> None:
        t, ground = self._theme, -self._hip
        knee_moves = self.rig.joint is Joint.KNEE
        if self._standing:
            for shift, cloth in ((5.0, t.trousers_shade), (0.0, t.trousers)):
                pen.soft([(shift - 1 + x, y + ground) for x, y in body.SHOE_SIDE], t.shoe)
                pen.limb((shift + 1, ground + 47), (shift - 1.5, ground + 9), 12.8, 8.4, cloth)
                pen.limb((shift * 0.5, -3), (shift + 1, ground + 47), 19, 13, cloth)
            return
        for shift, colour in ((5.0, t.chair_shade), (0.0, t.chair)):
            pen.limb((-16 + shift, -9.5), (-20 + shift, ground + 1), 3.4, 2.8, colour)
            pen.limb((24 + shift, -9.5), (27 + shift, ground + 1), 3.4, 2.8, colour)
        pen.limb((-18, -9.6), (27, -9.6), 5.0, 4.4, t.chair)
        for shift, cloth in ((4.0, t.trousers_shade), (0.0, t.trousers)):
            if not (knee_moves and shift == 0.0):
                pen.soft([(40 + shift + x, y + ground) for x, y in body.SHOE_SIDE], t.shoe)
                pen.limb((43 + shift, -1), (40 + shift, ground + 9), 12.6, 8.4, cloth)
            pen.limb((1, -0.5), (43 + shift, -1), 17, 13, cloth)
        if any(site.endswith("thigh") for site in self._sites):
            _sensor_band(pen, (1, -0.5), 90.0, 23.0, 15.4, t)

    def _paint_chair_back(self) -> Sprite:
        pen, t = self._pen((-30, 30, -12, 40)), self._theme
        if not self._standing and self.rig.seen is Seen.BACK:
            for side in (-1, 1):
                pen.stroke(((side * 20.6, -9), (side * 20.2, 12), (side * 19.2, 31)), (3.6, 3.0), t.chair)
            pen.stroke(((-19.4, 28), (0, 30), (19.4, 28)), (4.6, 5.4, 4.6), t.chair)
            pen.stroke(((-20, 14), (0, 15.4), (20, 14)), (3.0, 3.6, 3.0), t.chair)
        elif not self._standing:
            pen.stroke(((-17, -9), (-18.4, 10), (-22.6, 36)), (3.6, 3.0), t.chair)
            pen.stroke(((-17.4, 14), (-19.6, 26), (-21, 34)), (3.4, 5.2, 3.6), t.chair)
        return self._grounded(pen)

    # -- the trunk, drawn once for every half degree it leans --------------------------------------------------------

    def _torso(self, forward_deg: float, right_deg: float) -> Sprite:
        lean, squeeze = self._lean(forward_deg, right_deg)
        key = (round(lean / _LEAN_STEP_DEG), round(squeeze * 100))
        if key not in self._torsos:
            if len(self._torsos) >= _KEPT_MAX:
                self._torsos.pop(next(iter(self._torsos)))
            pen = self._pen(self._torso_box(key[0] * _LEAN_STEP_DEG), _LIVE_FINE)
            pen.lean(key[0] * _LEAN_STEP_DEG, (0.0, 0.0), key[1] / 100)
            if self.rig.seen is Seen.SIDE:
                self._torso_from_side(pen, key[0] * _LEAN_STEP_DEG)
            else:
                self._torso_from_behind(pen)
            self._torsos[key] = self._grounded(pen)
        return self._torsos[key]

    @staticmethod
    def _torso_box(lean_deg: float) -> tuple[float, float, float, float]:
        """The box, in cm, that holds a trunk leaning so far."""
        over = 88.0 * math.sin(math.radians(lean_deg))
        return min(-28.0, over - 22.0), max(32.0, over + 22.0), -18.0, 96.0

    def _torso_from_behind(self, pen: Pen) -> None:
        t = self._theme
        both = self.rig.joint is Joint.NONE
        for side in (-1, 1) if both else (-1,):
            pen.limb((side * 23.4, 23), (side * 14, 6), 7.6, 6.4, t.skin)
        pen.limb((0, 54), (0, 69), 11.4, 9.8, mix(t.skin, t.cloth_shade, 0.25))
        pen.soft(body.TRUNK_BACK, t.cloth)
        pen.soft(body.TRUNK_BACK_SHADE, t.cloth_shade, 255)
        for side in (-1, 1) if both else (-1,):
            pen.limb((side * 17.2, 49.2), (side * 23.2, 24), 11.4, 8.8, t.cloth_shade if side < 0 else t.cloth)
        pen.stroke(((0.6, 50), (0.2, 30), (0.6, 8)), (0.4, 1.2, 0.4), t.cloth_shade)
        pen.stroke(((-6.4, 59.4), (0, 57.2), (6.4, 59.4)), (1.8, 2.4, 1.8), mix(t.cloth, t.ink, 0.22))
        for side in (-1, 1):
            pen.oval((side * 8.3, 72.4), 1.5, 2.7, t.skin)
        pen.oval((0, 73.6), 7.7, 10.4, t.skin)
        pen.soft(body.HAIR_BACK, t.hair)
        pen.stroke(((-3.4, 84.4), (-4.6, 77), (-3.4, 69)), (0.3, 0.8, 0.3), mix(t.hair, t.cloth_shade, 0.4))
        pen.stroke(((2.6, 85), (3.8, 77), (2.8, 68.6)), (0.3, 0.8, 0.3), mix(t.hair, t.cloth_shade, 0.4))
        if "sternum" in self._sites:
            pen.stroke(((-17.6, 37), (0, 35.4), (17.6, 37)), (2.6, 2.6), t.sensor)
        if "pelvis" in self._sites:
            pen.stroke(((-16.4, 5), (0, 4), (16.4, 5)), (2.4, 2.4), t.sensor)
            _sensor_box(pen, (0, 4.2), 0.0, t)

    def _torso_from_side(self, pen: Pen, lean_deg: float) -> None:
        t = self._theme
        pen.limb((1.5, 48.5), (6, 23), 10, 8.2, t.cloth_shade)
        pen.limb((6, 23), (25, 10), 7.2, 5.6, mix(t.skin, t.cloth_shade, 0.3))
        pen.limb((25, 10), (30, 9), 5.8, 4.6, mix(t.skin, t.cloth_shade, 0.3))
        pen.limb((-0.8, 56), (1.4, 69), 11.2, 9.8, mix(t.skin, t.cloth_shade, 0.25))
        pen.soft(body.TRUNK_SIDE, t.cloth)
        pen.soft(body.TRUNK_SIDE_SHADE, t.cloth_shade)
        pen.stroke(((-5.4, 60.6), (0, 58), (4.8, 60)), (1.8, 2.4, 1.8), mix(t.cloth, t.ink, 0.22))
        pen.soft(body.HEAD_SIDE, t.skin)
        pen.soft(body.HAIR_SIDE, t.hair)
        pen.oval((1.0, 73.2), 1.5, 2.5, mix(t.skin, t.cloth_shade, 0.35))
        if "head" in self._sites:
            pen.stroke(((-8.4, 77), (0.4, 79), (9.6, 79)), (2.4, 2.4), t.sensor)
            _sensor_box(pen, (0.6, 79), 90.0, t)
        if "sternum" in self._sites:
            pen.stroke(((-11.6, 36), (0, 35), (11.4, 38)), (2.6, 2.6), t.sensor)
            _sensor_box(pen, (11.0, 38), 0.0, t)
        if "pelvis" in self._sites:
            pen.stroke(((-10.2, 6), (0, 5), (11, 6)), (2.4, 2.4), t.sensor)
            _sensor_box(pen, (-10.4, 6), 0.0, t)
        if self.rig.joint is Joint.ELBOW:  # the upper arm hangs plumb, however the trunk leans
            elbow = _out(body.SHOULDER_SIDE, lean_deg, body.UPPER_ARM_CM)
            pen.limb(body.SHOULDER_SIDE, elbow, 12.4, 9.0, mix(t.cloth, t.ink, 0.12))
        elif self.rig.joint in (Joint.KNEE, Joint.NONE):
            pen.limb(body.SHOULDER_SIDE, (3, 22), 12, 9, mix(t.cloth, t.ink, 0.12))
            pen.limb((3, 22), (24, 9), 7.6, 6, t.skin)

    # -- the limb that moves -------------------------------------------------------------------------------------------

    def _draw_limb(
        self, surface: pygame.Surface, ground: Point, angle_deg: float, forward_deg: float, right_deg: float
    ) -> pygame.Rect:
        start = self._joint_cm(forward_deg, right_deg)
        end = _out(start, angle_deg, self._limb_cm() - self.rig.taper_cm + 3.0)
        wide = 8.0
        box = (
            min(start[0], end[0]) - wide,
            max(start[0], end[0]) + wide,
            min(start[1], end[1]) - wide,
            max(start[1], end[1]) + wide,
        )
        pen = self._pen(box, _LIVE_FINE)
        taper = self._draw_taper(surface, ground, start, angle_deg)
        if self.rig.joint is Joint.KNEE:
            self._shank(pen, start, angle_deg)
        else:
            self._arm(pen, start, angle_deg, whole=self.rig.joint is Joint.SHOULDER)
        return taper.union(self._grounded(pen).draw(surface, *ground))

    def _draw_taper(self, surface: pygame.Surface, ground: Point, start: Point, angle_deg: float) -> pygame.Rect:
        """The lamplighter's stick, from the hand (or the foot) to the light."""
        t, long = self._theme, self._limb_cm()
        ends = [self._px(_out(start, angle_deg, far)) for far in (long - self.rig.taper_cm - 8.0, long - 1.0)]
        a, b = ((ground[0] + x, ground[1] + y) for x, y in ends)
        wide = max(2, round(1.5 * self._cm))
        return pygame.draw.aaline(surface, t.stick, a, b, wide).inflate(2 * wide, 2 * wide)

    def _arm(self, pen: Pen, start: Point, angle_deg: float, *, whole: bool) -> None:
        t = self._theme
        elbow = _out(start, angle_deg - 2.5, body.UPPER_ARM_CM) if whole else start
        far = (body.UPPER_ARM_CM if whole else 0.0) + body.FOREARM_CM
        wrist = _out(start, angle_deg, far)
        hand = _out(start, angle_deg, far + body.HAND_CM * 0.55)
        pen.limb(elbow, wrist, 8.8, 5.8, t.limb_light)
        if whole:
            pen.limb(start, elbow, 13.0, 9.4, t.limb)
        pen.limb(wrist, hand, 6.0, 7.2, t.limb_light)
        if any(site.endswith("upper_arm") for site in self._sites) and whole:
            _sensor_band(pen, start, angle_deg - 2.5, body.UPPER_ARM_CM * 0.58, 11.6, t)
        if any(site.endswith("forearm") for site in self._sites):
            _sensor_band(pen, start, angle_deg, far - 6.5, 7.4, t)
        if any(site.endswith("hand") for site in self._sites):
            _sensor_band(pen, start, angle_deg, far + 3.2, 7.4, t)

    def _shank(self, pen: Pen, start: Point, angle_deg: float) -> None:
        t = self._theme
        ankle = _out(start, angle_deg, body.SHANK_CM - 6)
        lift = math.radians(angle_deg)
        cos, sin = math.cos(lift), math.sin(lift)
        pen.soft(
            [(ankle[0] + x * cos - (y - 8) * sin, ankle[1] + x * sin + (y - 8) * cos) for x, y in body.SHOE_SIDE],
            t.limb_light,
        )
        pen.limb(start, ankle, 12.8, 8.6, t.limb)
        if any(site.endswith("shank") for site in self._sites):
            _sensor_band(pen, start, angle_deg, body.SHANK_CM * 0.6, 11.0, t)
        if any(site.endswith("foot") for site in self._sites):
            _sensor_box(pen, (ankle[0] + 6 * cos + 2 * sin, ankle[1] + 6 * sin - 2 * cos), angle_deg + 64, t)


def _out(start: Point, angle_deg: float, far: float) -> Point:
    """The point `far` from the start, `angle_deg` up from straight down, towards +x."""
    angle = math.radians(angle_deg)
    return start[0] + far * math.sin(angle), start[1] - far * math.cos(angle)


def _sensor_band(pen: Pen, start: Point, angle_deg: float, far: float, wide: float, theme: Theme) -> None:
    """A worn sensor on its strap across a limb."""
    pen.limb(
        _out(start, angle_deg, far - 1.3), _out(start, angle_deg, far + 1.3), wide * 0.92, wide * 0.92, theme.keyline
    )
    pen.limb(
        _out(start, angle_deg, far - 0.9), _out(start, angle_deg, far + 0.9), wide * 0.86, wide * 0.86, theme.sensor
    )
    _sensor_box(pen, _out(start, angle_deg, far), angle_deg, theme)


def _sensor_box(pen: Pen, centre: Point, angle_deg: float, theme: Theme) -> None:
    """The little case of a worn sensor."""
    light: Colour = mix(theme.sensor, (255, 255, 255), 0.55)
    pen.limb(_out(centre, angle_deg, -1.6), _out(centre, angle_deg, 1.6), 4.4, 4.4, theme.keyline)
    pen.limb(_out(centre, angle_deg, -1.4), _out(centre, angle_deg, 1.4), 3.6, 3.6, light)
