"""Arms, legs and head as a pen draws them, warm where they move, with the sensors that are worn on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from game.screens import body
from game.screens.pen import Pen, Point
from game.screens.rigs import Seen
from game.screens.skeleton import Bone, Skeleton, out, turned
from game.screens.theme import Colour, Theme, mix

SENSOR_AT: dict[str, float] = {
    "upper_arm": 0.58,
    "forearm": 0.74,
    "hand": 0.55,
    "thigh": 0.55,
    "shank": 0.6,
    "foot": 0.3,
}
"""How far along each part its sensor is worn."""
_BAND_CM: dict[str, float] = {
    "upper_arm": 11.6,
    "forearm": 7.4,
    "hand": 7.4,
    "thigh": 15.4,
    "shank": 11.0,
    "foot": 8.4,
}
"""How wide the strap is drawn there."""


@dataclass(frozen=True, slots=True)
class Dress:
    """The colours of one person for one movement: the parts whose movement it is are the only warm ones."""

    theme: Theme
    warm: frozenset[str]

    def of(self, part: str) -> Colour:
        """The colour of a part of the side that is played."""
        t = self.theme
        if part in self.warm:
            return t.limb if part in ("upper_arm", "thigh", "trunk") or self._leads(part) else t.limb_light
        still: Mapping[str, Colour] = {
            "upper_arm": mix(t.cloth, t.ink, 0.12),
            "forearm": t.skin,
            "hand": t.skin,
            "thigh": t.trousers,
            "shank": t.trousers,
            "foot": t.shoe,
            "head": t.skin,
            "trunk": t.cloth,
        }
        return still[part]

    def _leads(self, part: str) -> bool:
        """The shank is the upper part of what moves where the thigh keeps still."""
        return part == "shank" and "thigh" not in self.warm


def arm(pen: Pen, skeleton: Skeleton, dress: Dress, parts: Collection[str]) -> None:
    """The arm on the side that is played, or those parts of it."""
    bones = skeleton.bones
    if "forearm" in parts:
        pen.limb(bones["forearm"].start, bones["forearm"].end, 8.8, 5.8, dress.of("forearm"))
    if "upper_arm" in parts:
        pen.limb(bones["upper_arm"].start, bones["upper_arm"].end, 12.8, 9.2, dress.of("upper_arm"))
    if "hand" in parts:
        long = "forearm" not in skeleton.warm and "hand" in skeleton.warm
        _hand(pen, bones["hand"], dress.of("hand"), long=long)


def _hand(pen: Pen, bone: Bone, colour: Colour, *, long: bool) -> None:
    """A closed hand, or a long one with a thumb where the hand itself is what moves."""
    if not long:
        pen.limb(bone.start, bone.end, 6.0, 7.2, colour)
        return
    pen.limb(bone.start, bone.at(0.52), 6.0, 8.0, colour)
    pen.limb(bone.at(0.5), bone.end, 7.6, 4.6, colour)
    thumb = out(bone.at(0.3), bone.angle_deg + 55.0, 7.0)
    pen.limb(bone.at(0.28), thumb, 4.6, 3.4, colour)


def leg(pen: Pen, skeleton: Skeleton, dress: Dress, parts: Collection[str], seen: Seen, *, seated: bool) -> None:
    """The leg on the side that is played, or those parts of it."""
    bones, side = skeleton.bones, seen is Seen.SIDE
    if "foot" in parts:
        ahead = 90.0 if side else 0.0
        shoe(pen, bones["shank"].end, bones["foot"].angle_deg - ahead, dress.of("foot"), side=side)
    if "shank" in parts:
        pen.limb(bones["shank"].start, bones["shank"].end, 12.8, 8.6, dress.of("shank"))
    if "thigh" in parts:
        pen.limb(bones["thigh"].start, bones["thigh"].end, 17.0 if seated else 18.8, 13.0, dress.of("thigh"))


def shoe(pen: Pen, ankle: Point, lift_deg: float, colour: Colour, *, side: bool) -> None:
    """A shoe on an ankle, its toes turned up by so much (from behind: the whole foot turned outward)."""
    sole = body.SHOE_SIDE if side else body.SHOE_BACK
    pen.soft(turned([(ankle[0] + x, ankle[1] + y - 8.6) for x, y in sole], -lift_deg, ankle), colour)


def other_leg(pen: Pen, skeleton: Skeleton, theme: Theme, shift_cm: float, *, seated: bool) -> None:
    """The leg of the other side, behind the one that is played, doing the same."""
    bones = skeleton.bones
    moved = {name: _shifted(bones[name], shift_cm) for name in ("thigh", "shank", "foot")}
    shoe(pen, moved["shank"].end, moved["foot"].angle_deg - 90.0, theme.shoe, side=True)
    pen.limb(moved["shank"].start, moved["shank"].end, 12.6, 8.4, theme.trousers_shade)
    pen.limb(moved["thigh"].start, moved["thigh"].end, 17.0 if seated else 18.8, 13.0, theme.trousers_shade)


def _shifted(bone: Bone, by_cm: float) -> Bone:
    return Bone((bone.start[0] + by_cm, bone.start[1]), (bone.end[0] + by_cm, bone.end[1]))


def head(pen: Pen, skeleton: Skeleton, dress: Dress, seen: Seen, sites: Collection[str], *, facing: bool) -> None:
    """Neck and head; `facing` shows the face where the person would be seen from behind."""
    t, pivot = dress.theme, skeleton.bones["head"].start
    total = skeleton.lean_deg + skeleton.tilt_deg
    warm = "head" in dress.warm
    skin, hair = dress.of("head"), t.limb if warm else t.hair
    throat = mix(skin, t.cloth_shade, 0.0 if warm else 0.25)

    def place(x: float, y: float) -> Point:
        """A place of the head as it stands upright over the hip."""
        return turned([(pivot[0] + x, pivot[1] + (y - 63.0) * skeleton.squeeze)], total, pivot)[0]

    def path(points: Collection[Point]) -> list[Point]:
        return [place(x, y) for x, y in points]

    if seen is Seen.SIDE:
        pen.limb(place(-0.8, 60), place(1.4, 69), 11.2, 9.8, throat)
        pen.soft(path(body.HEAD_SIDE), skin)
        pen.soft(path(body.HAIR_SIDE), hair)
        pen.limb(place(1.0, 72.4), place(1.0, 74.0), 2.6, 2.6, mix(skin, t.cloth_shade, 0.35))
    else:
        pen.limb(place(0, 59), place(0, 69), 11.4, 9.8, throat)
        for ear in (-8.3, 8.3):
            pen.limb(place(ear, 71.4), place(ear, 73.4), 3.0, 3.0, skin)
        pen.limb(place(0, 71.2), place(0, 76.2), 15.2, 15.2, skin)
        if facing:
            pen.soft(path(body.HAIR_FRONT), hair)
            for eye in (-3.1, 3.1):
                pen.limb(place(eye, 74.6), place(eye, 75.0), 1.7, 1.7, t.shoe)
            pen.stroke(path(((-2.4, 68.6), (0, 68.0), (2.4, 68.6))), (0.6, 1.0, 0.6), mix(skin, t.shoe, 0.5))
        else:
            pen.soft(path(body.HAIR_BACK), hair)
            for x, y, to_x, to_y in ((-3.4, 84.4, -3.4, 69), (2.6, 85, 2.8, 68.6)):
                strand = (place(x, y), place((x + to_x) / 2 * 1.2, (y + to_y) / 2), place(to_x, to_y))
                pen.stroke(strand, (0.3, 0.8, 0.3), mix(hair, t.cloth_shade, 0.4))
    if "head" in sites:
        ends = ((-8.4, 77), (0.4, 79), (9.6, 79)) if seen is Seen.SIDE else ((-8.6, 77), (0, 78.4), (8.6, 77))
        pen.stroke(path(ends), (2.4, 2.4), t.sensor)
        sensor_box(pen, place(0.6, 79) if seen is Seen.SIDE else place(8.0, 77), 90.0 - total, t)


def sensors(pen: Pen, skeleton: Skeleton, sites: Collection[str], parts: Collection[str], theme: Theme) -> None:
    """The sensors worn on those parts of the side that is played."""
    for part in parts:
        if part in SENSOR_AT and any(site.endswith(part) for site in sites):
            bone = skeleton.bones[part]
            if part == "foot":
                sensor_box(pen, bone.at(SENSOR_AT[part]), bone.angle_deg, theme)
                continue
            sensor_band(pen, bone, SENSOR_AT[part], _BAND_CM[part], theme)


def sensor_band(pen: Pen, bone: Bone, share: float, wide: float, theme: Theme) -> None:
    """A worn sensor on its strap across a limb."""
    centre, angle = bone.at(share), bone.angle_deg
    for half, thick, colour in ((1.3, 0.92, theme.keyline), (0.9, 0.86, theme.sensor)):
        pen.limb(out(centre, angle, -half), out(centre, angle, half), wide * thick, wide * thick, colour)
    sensor_box(pen, centre, angle, theme)


def sensor_box(pen: Pen, centre: Point, angle_deg: float, theme: Theme) -> None:
    """The little case of a worn sensor."""
    light: Colour = mix(theme.sensor, (255, 255, 255), 0.55)
    pen.limb(out(centre, angle_deg, -1.6), out(centre, angle_deg, 1.6), 4.4, 4.4, theme.keyline)
    pen.limb(out(centre, angle_deg, -1.4), out(centre, angle_deg, 1.4), 3.6, 3.6, light)
