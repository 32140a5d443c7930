"""Mannequin: a person of round parts in any pose that the simulated body takes, seen from the front or the side."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import pygame

from game.screens.pen import Pen, Point
from game.screens.theme import Colour, Theme, mix
from input_devices import SITES, Skeleton, Vector, rotated

HEIGHT_CM = 170.0
_FINE = 2
_ROUND = 14
"""So many corners a circle has in the outline of a part."""
_GAP_CM = 0.9
"""What lies before another part is set off from it by so broad an edge."""

Ball: TypeAlias = tuple[float, float, float, float]
"""Forward, up, to the right of its segment's joint, and its radius, cm."""
Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, right, foot and top about the hips where they began, cm."""


class From(StrEnum):
    """Where the eye is."""

    FRONT = "front"
    SIDE = "side"
    """On the side of the body that is played."""


class Stance(StrEnum):
    """How the person is."""

    SEATED = "seated"
    STANDING = "standing"
    LYING = "lying"
    RISING = "rising"
    """On one's feet before a chair, on the way to it or from it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part: the balls that it is the hull of, and of what colour."""

    segment: str
    """Which it hangs on; empty where it stands in the room, its balls measured from between the standing hips."""
    balls: tuple[Ball, ...]
    dress: str
    warms: str = ""
    """The part whose movement makes it warm."""
    flat: bool = False
    """Nothing sets it off from what it lies on."""


_ARM_CM, _FOREARM_CM, _THIGH_CM, _SHANK_CM = (share * HEIGHT_CM for share in (0.186, 0.146, 0.245, 0.246))
_SOLE_CM = 8.6
"""From the ankle to the floor."""
_TRUNK = (
    _Part(
        "trunk",
        ((0, 48, 16, 6.2), (0, 48, -16, 6.2), (2.5, 38, 9, 9.5), (2.5, 38, -9, 9.5), (1, 14, 8, 8.6), (1, 14, -8, 8.6)),
        "cloth",
        "trunk",
    ),
    _Part("pelvis", ((0, 8, 8, 8.8), (0, 8, -8, 8.8), (-1, -2, 10, 9), (-1, -2, -10, 9)), "trousers", "trunk"),
    _Part("head", ((0, -1, 0, 5.2), (1, 10, 0, 5.0)), "skin", "head"),
    _Part("head", ((2.5, 21, 0, 8.6), (4.5, 14, 0, 5.2)), "skin", "head"),
    _Part("head", ((-1.6, 24, 0, 8.8), (0.4, 27, 0, 7.6), (-3.2, 17, 0, 6.6)), "hair", "head"),
    _Part("head", ((10.8, 18.4, 0, 1.5), (11.8, 17.2, 0, 1.4)), "skin", "head", True),
    _Part("head", ((10.6, 21.4, 3.2, 1.2),), "eye", "", True),
    _Part("head", ((10.6, 21.4, -3.2, 1.2),), "eye", "", True),
)
_LIMBS = (
    _Part("upper_arm", ((0, 0, 0, 6.2), (0, -_ARM_CM, 0, 4.6)), "cloth", "upper_arm"),
    _Part("forearm", ((0, 0, 0, 4.5), (0, -_FOREARM_CM, 0, 3.1)), "skin", "forearm"),
    _Part("hand", ((0, -2, 0, 3.2), (0, -10, 0, 3.8)), "skin", "hand"),
    _Part("hand", ((0, -4, 0, 2.0), (4.6, -9, 0, 1.8)), "skin", "hand"),
    _Part("thigh", ((0, 0, 0, 8.8), (0, -_THIGH_CM, 0, 6.4)), "trousers", "thigh"),
    _Part("shank", ((0, 0, 0, 6.4), (0, -_SHANK_CM, 0, 4.4)), "trousers", "shank"),
    _Part("foot", ((-3.5, -4.4, 0, 4.2), (6, -4.6, 0, 3.8), (14, -6, 0, 2.6)), "shoe", "foot"),
)


def _chair(x: float, floor: float) -> tuple[_Part, ...]:
    """A chair whose seat is about that far forward: its back, its seat and its four legs."""
    seat = floor + _SHANK_CM + _SOLE_CM - 12.0
    back, front = x - 24.0, x + 20.0
    legs = tuple(
        _Part("", ((along, seat, aside, 2.0), (along, floor + 1.6, aside, 1.6)), "chair_shade")
        for along in (back + 4.0, front - 3.0)
        for aside in (-17.0, 17.0)
    )
    return (
        _Part("", tuple((back, seat + up, aside, 2.4) for up in (16.0, 44.0) for aside in (-17.0, 17.0)), "chair"),
        *(_Part("", ((back, seat, aside, 2.0), (back, seat + 20, aside, 2.0)), "chair_shade") for aside in (-15, 15)),
        _Part("", tuple((along, seat, aside, 2.6) for along in (back, front) for aside in (-18.0, 18.0)), "chair"),
        *legs,
    )


_STANDS_CM = -(_THIGH_CM + _SHANK_CM + _SOLE_CM)
_SITS_CM = -(_SHANK_CM + _SOLE_CM)
_ROOM: Mapping[Stance, tuple[_Part, ...]] = {
    Stance.SEATED: _chair(4.0, _SITS_CM),
    Stance.RISING: _chair(-_THIGH_CM + 4.0, _STANDS_CM),
    Stance.STANDING: (
        _Part("", ((36, 13, -30, 1.8), (36, 13, 30, 1.8)), "chair"),
        *(_Part("", ((36, 13, aside, 1.6), (36, _STANDS_CM + 2, aside, 1.6)), "chair_shade") for aside in (-28, 28)),
    ),
    Stance.LYING: (
        _Part("", tuple((-14.5, up, aside, 4.0) for up in (-98.0, 84.0) for aside in (-34.0, 34.0)), "chair"),
        _Part("", tuple((-7.5, up, aside, 4.5) for up in (66.0, 78.0) for aside in (-15.0, 15.0)), "chair_shade"),
    ),
}
"""What the person sits on, lies on, or holds on to."""
_IN_THE_LAP = {"shoulder_flexion": 14.0, "elbow_flexion": 58.0, "shoulder_rotation": 28.0}
_ACROSS = {"shoulder_flexion": 38.0, "elbow_flexion": 112.0, "shoulder_rotation": 62.0}
_HOLDING = {"shoulder_flexion": 26.0, "elbow_flexion": 64.0, "shoulder_abduction": 8.0}
_BY_THE_SIDE = {"shoulder_abduction": 7.0}
_ARMS: Mapping[Stance, Mapping[str, float]] = {
    Stance.SEATED: _IN_THE_LAP,
    Stance.STANDING: _HOLDING,
    Stance.LYING: _BY_THE_SIDE,
    Stance.RISING: _ACROSS,
}
"""How an arm is kept that is not what moves."""


class Mannequin:
    """One person at one stance; `draw` shows any pose of the simulated body's joints."""

    def __init__(
        self, theme: Theme, stance: Stance, side: str, warm: Collection[str], *, sites: Collection[str] = ()
    ) -> None:
        """`warm`: the parts whose movement it is, with their side where they have one, as `right_forearm`."""
        self._theme, self._stance, self._side = theme, stance, side
        self._warm = frozenset(warm)
        self._sites = frozenset(sites)
        self._skeleton = Skeleton(SITES, "seated" if stance is Stance.SEATED else "standing", HEIGHT_CM, {})
        self._arms = {
            f"{each}_{joint}": deg
            for each in ("left", "right")
            if f"{each}_hand" not in self._warm
            for joint, deg in _ARMS[stance].items()
        }

    def frame(self, poses: Sequence[Mapping[str, float]]) -> Mapping[From, Bounds]:
        """For each eye what is seen of all these poses."""
        found = {}
        for eye in From:
            balls = [ball for pose in poses for _colour, _gap, part in self._seen(eye, pose) for ball in part]
            found[eye] = (
                min(x - r for x, _, r in balls) - _GAP_CM,
                max(x + r for x, _, r in balls) + _GAP_CM,
                min(y - r for _, y, r in balls) - _GAP_CM,
                max(y + r for _, y, r in balls) + _GAP_CM,
            )
        return found

    def draw(
        self, surface: pygame.Surface, area: pygame.Rect, eye: From, bounds: Bounds, joints_deg: Mapping[str, float]
    ) -> None:
        """What the bounds hold in the middle of the area, as large as it allows."""
        left, right, foot, top = bounds
        cm = min(area.width / (right - left), area.height / (top - foot))
        size = (math.ceil((right - left) * cm), math.ceil((top - foot) * cm))
        pen = Pen(size, cm, (-left * cm, top * cm), up=True, fine=_FINE)
        for colour, gap, balls in self._seen(eye, joints_deg):
            self._paint(pen, balls, colour, gap)
        pen.sprite().draw(surface, area.centerx - (left + right) / 2 * cm, area.centery + (top + foot) / 2 * cm)

    def _seen(
        self, eye: From, joints_deg: Mapping[str, float]
    ) -> list[tuple[Colour, float, list[tuple[float, float, float]]]]:
        """Every part as it is seen, the furthest first: its colour, its edge, and its balls as circles."""
        poses = self._skeleton.segments({**self._arms, **joints_deg})
        across, up, towards = self._eye(eye)
        found = []
        for name, part in self._parts():
            placed = []
            for x, y, z, radius in part.balls:
                if name:
                    turned, (a, b, c) = poses[name]
                    x, y, z = rotated(turned, (x, y, z))
                    place = (a + x, b + y, c + z)
                else:
                    place = (x, -z, y)
                placed.append((_dot(place, across), _dot(place, up), radius, _dot(place, towards)))
            deep = sum(ball[3] for ball in placed) / len(placed)
            found.append((deep, self._colour(name, part), 0.0 if part.flat else _GAP_CM, [ball[:3] for ball in placed]))
        return [(colour, gap, balls) for _, colour, gap, balls in sorted(found, key=lambda each: each[0])]

    def _parts(self) -> list[tuple[str, _Part]]:
        """Every part with the segment that it hangs on."""
        of_limbs = [(f"{side}_{part.segment}", part) for side in ("left", "right") for part in _LIMBS]
        return [*((part.segment, part) for part in (*_ROOM[self._stance], *_TRUNK)), *of_limbs, *self._worn()]

    def _worn(self) -> list[tuple[str, _Part]]:
        """The sensors that are worn on limbs, each on its strap."""
        at = {"upper_arm": (18, 5.6), "forearm": (18, 3.9), "hand": (5, 3.6), "thigh": (24, 7.8), "shank": (26, 5.6)}
        found = []
        for site in sorted(self._sites):
            part = site.removeprefix("left_").removeprefix("right_")
            if part in at and part != site:
                down, wide = at[part]
                found.append((site, _Part(part, ((0, -down, 0, wide + 0.8), (0, -down - 3, 0, wide + 0.6)), "sensor")))
        if "sternum" in self._sites:
            found.append(("trunk", _Part("trunk", ((11.5, 38, -1.5, 2.4), (11.5, 38, 1.5, 2.4)), "sensor")))
        return found

    def _colour(self, name: str, part: _Part) -> Colour:
        theme = self._theme
        if part.warms and name in self._warm:
            light = part.warms in ("forearm", "hand", "shank", "foot")
            return theme.limb_light if light else theme.limb
        if part.dress == "eye":
            return theme.shadow or theme.ink
        colour: Colour = getattr(theme, part.dress)
        far = name.startswith(("left_", "right_")) and not name.startswith(self._side)
        return mix(colour, theme.panel, 0.22) if far else colour

    def _eye(self, eye: From) -> tuple[Vector, Vector, Vector]:
        """What is across, up and towards the eye, in the earth's axes: x forward, y to the left, z up."""
        if eye is From.FRONT:
            return (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (1.0, 0.0, 0.0)
        near = -1.0 if self._side == "right" else 1.0
        if self._stance is Stance.LYING:  # on the back, the face up
            return (0.0, 0.0, near), (1.0, 0.0, 0.0), (0.0, near, 0.0)
        return (-near, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, near, 0.0)

    def _paint(self, pen: Pen, balls: Sequence[tuple[float, float, float]], colour: Colour, gap_cm: float) -> None:
        """One part, and the edge that sets it off from what lies behind it."""
        for grown, tint in ((gap_cm, self._theme.panel), (0.0, colour)):
            if len(balls) == 1:
                (x, y, radius) = balls[0]
                pen.disc((x, y), radius + grown, tint)
            else:
                pen.shape(_hull([(x, y, radius + grown) for x, y, radius in balls]), tint)


def _dot(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


_TURNS = tuple((math.cos(math.tau * step / _ROUND), math.sin(math.tau * step / _ROUND)) for step in range(_ROUND))


def _hull(circles: Sequence[tuple[float, float, float]]) -> list[Point]:
    """The outline around some circles (Andrew's monotone chain, 1979)."""
    points = sorted((x + radius * cos, y + radius * sin) for x, y, radius in circles for cos, sin in _TURNS)
    outline: list[Point] = []
    for way in (points, points[::-1]):
        start = len(outline)
        for place in way:
            while len(outline) - start >= 2 and _bends_right(outline[-2], outline[-1], place):
                outline.pop()
            outline.append(place)
        outline.pop()
    return outline


def _bends_right(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0.0
