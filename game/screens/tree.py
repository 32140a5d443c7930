"""The tree and the crooks that hold the lanterns, grown to fit where the lanterns have to hang."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pygame

from game.screens.pen import Path, Pen, Point, Sprite, curve
from game.screens.theme import Colour, Theme, mix

_BOUGH_FROM_DEG = 106.0
_BRANCH_FROM_DEG = 44.0
"""Lanterns hang from the great bough above the first angle, from side branches above the second, from crooks below."""
_BOUGH_ABOVE = 44.0
"""How far the bough is above the highest lantern, in design units."""
_WORDS_UNTIL = 204.0
"""Nothing grows above this height of the screen, where words stand."""
_LOBES = (
    (-34, 42, 88, 40, 60),
    (58, 10, 104, 60, 90),
    (150, 58, 86, 50, 60),
    (24, 84, 100, 48, 70),
    (-110, 20, 60, 30, 26),
)
"""The crown's clouds of blossom about the fork: place, half width, half height (design units), and how many."""
_CLEAR_OF_HAND = 54.0
"""How far outside the arc blossom begins, in design units."""
_STANDS_OFF = 168.0
"""How far the trunk stands outside the arc, in design units."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """One lantern that wants to be held: the movement's angle, and where its hook is (px)."""

    angle_deg: float
    hook: Point


class Tree:
    """A cherry tree beside the arc with centre `pivot` and radius `reach`, holding every lantern. Places in px."""

    def __init__(
        self, theme: Theme, unit: float, pivot: Point, reach: float, ground_y: float, hangings: Sequence[Hanging]
    ) -> None:
        self._theme = theme
        self._unit = unit
        self._pivot = pivot
        self._reach = reach
        self._ground = ground_y
        self._hangings = hangings
        high = [each.hook for each in hangings if each.angle_deg >= _BOUGH_FROM_DEG]
        crown_y = min([y for _, y in high] + [pivot[1] - 0.42 * reach]) - _BOUGH_ABOVE * unit
        root_x = pivot[0] + reach + _STANDS_OFF * unit
        tall = ground_y - crown_y
        self._trunk: Path = (
            (root_x, ground_y + 8 * unit),
            (root_x - 16 * unit, ground_y - 0.22 * tall),
            (root_x - 6 * unit, ground_y - 0.48 * tall),
            (root_x - 34 * unit, ground_y - 0.74 * tall),
            (root_x - 78 * unit, crown_y + 26 * unit),
        )
        joint = self._trunk[-1]
        far_x = min([x - 58 * unit for x, _ in high] + [joint[0] - 130 * unit])
        span = joint[0] - far_x
        self._bough: Path = (
            self._trunk[-2],
            joint,
            (joint[0] - 0.34 * span, crown_y - 6 * unit),
            (joint[0] - 0.72 * span, crown_y + 2 * unit),
            (far_x, crown_y + 20 * unit),
        )

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the tree, the crooks and every cord."""
        u, t = self._unit, self._theme
        left, top = self._bough[-1][0] - 40 * u, min(y for _, y in self._bough) - 100 * u
        size = (round(self._trunk[0][0] + 190 * u - left), round(self._ground + 30 * u - top))
        pen = Pen(size, 1.0, (-left, -top), fine=3)
        pen.oval((self._trunk[0][0], self._ground + 6 * u), 120 * u, 9 * u, t.shade, 90)
        for limb, widths in self._limbs():
            pen.stroke(limb, widths, t.bark, rooted=True)
        lit_side = [(x + 9 * u, y) for x, y in self._trunk[:-1]]
        pen.stroke(lit_side, (9 * u, 7 * u, 5 * u, 2 * u), mix(t.bark, t.bark_rim, 0.75))
        x, y = self._trunk[0]
        for reach in (-86, -46, 40, 92):
            root = ((x + 0.1 * reach * u, y - 64 * u), (x + 0.4 * reach * u, y - 18 * u), (x + reach * u, y + 3 * u))
            pen.stroke(root, (20 * u, 17 * u, 3 * u), t.bark, rooted=True)
        self._blossom(pen)
        for each in self._hangings:
            if each.angle_deg >= _BRANCH_FROM_DEG:
                self._hang(pen, each)
        pen.sprite().draw(surface, 0, 0)

    def _limbs(self) -> list[tuple[Path, tuple[float, ...]]]:
        """Trunk, great bough and the boughs on the other side, with their widths."""
        u = self._unit
        low, high = self._trunk[2], self._trunk[3]
        return [
            (self._trunk, (66 * u, 46 * u, 38 * u, 32 * u, 22 * u)),
            (self._bough, (30 * u, 22 * u, 15 * u, 10 * u, 4 * u)),
            ((low, (low[0] + 60 * u, low[1] - 74 * u), (low[0] + 150 * u, low[1] - 112 * u)), (26 * u, 16 * u, 5 * u)),
            (
                (high, (high[0] + 30 * u, high[1] - 70 * u), (high[0] + 110 * u, high[1] - 118 * u)),
                (22 * u, 14 * u, 4 * u),
            ),
        ]

    def _blossom(self, pen: Pen) -> None:
        """Clouds of blossom along the boughs; shade first, light last."""
        rng = np.random.default_rng(6)
        spots = self._spots(rng)
        sizes = rng.uniform(7, 17, len(spots)) * self._unit
        for colour, share, shift, every in zip(
            self._theme.blossom, (1.0, 0.86, 0.4), (5, 0, -5), (1, 1, 2), strict=True
        ):
            lit = spots + np.array((0.6, 1.0)) * shift * self._unit
            for (x, y), radius in zip(lit[::every].tolist(), sizes[::every].tolist(), strict=True):
                pen.disc((x, y), radius * share, colour)

    def _spots(self, rng: np.random.Generator) -> npt.NDArray[np.float64]:
        """Where blossom grows: never in the hand's way or where words stand, and never a flower alone."""
        u = self._unit
        clouds = []
        for dx, dy, wide, tall, count in _LOBES:
            turn, far = rng.uniform(0, 2 * np.pi, count), np.sqrt(rng.random(count))
            lobe = np.column_stack((dx + wide * far * np.cos(turn), dy + tall * far * np.sin(turn)))
            clouds.append(self._trunk[-1] + u * lobe)
        for limb, _ in self._limbs()[1:]:
            line = np.asarray(curve(limb, closed=False))
            along = np.repeat(line[len(line) // 3 :], 7, axis=0)
            clouds.append(along + np.clip(rng.normal(0, 1, along.shape), -2, 2) * (20 * u, 13 * u) - (0, 4 * u))
        spots = np.vstack(clouds)
        far_off = np.hypot(*(spots - self._pivot).T) > self._reach + _CLEAR_OF_HAND * u
        spots = spots[far_off & (spots[:, 1] > (_WORDS_UNTIL + 16) * u)]
        together = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) < 26 * u
        grown: npt.NDArray[np.float64] = spots[together.sum(axis=1) > 4]
        return grown

    def _hang(self, pen: Pen, hanging: Hanging) -> None:
        """A lantern's cord, and its side branch where the great bough is too high."""
        u, t = self._unit, self._theme
        x, y = hanging.hook
        if hanging.angle_deg >= _BOUGH_FROM_DEG:
            bough = np.asarray(curve(self._bough, closed=False))[::-1]
            top = float(np.interp(x, bough[:, 0], bough[:, 1]))
        else:
            trunk = np.asarray(curve(self._trunk, closed=False))[::-1]
            root = (float(np.interp(y + 34 * u, trunk[:, 1], trunk[:, 0])), y + 34 * u)
            top = y - 26 * u
            bend = (root[0] - 0.4 * (root[0] - x), top + 14 * u)
            branch = (root, bend, (x + 16 * u, top - 2 * u), (x - 7 * u, top + 3 * u))
            pen.stroke(branch, (17 * u, 9 * u, 5 * u, 2.5 * u), t.bark)
        pen.limb((x, top), (x, y), 2.4 * u, 2.4 * u, _cord(t))


def needs_crook(angle_deg: float) -> bool:
    """Whether a lantern hangs too low for the tree."""
    return angle_deg < _BRANCH_FROM_DEG


def crook(theme: Theme, unit: float, below_px: float, *, mirror: bool = False) -> Sprite:
    """A pole in the ground with a bent end and a cord, anchored at the hook, `below_px` above the ground."""
    u = unit
    size = (round(120 * u), round(below_px + 80 * u))
    pen = Pen(size, 1.0, (60 * u, 56 * u), mirror=mirror)
    foot = 40 * u
    pen.oval((foot, below_px + 4 * u), 15 * u, 3 * u, theme.shade, 110)
    bend = ((foot - 3 * u, -20 * u), (foot - 22 * u, -35 * u), (0.0, -16 * u))
    pole = ((foot, below_px + 4 * u), (foot, min(30 * u, 0.5 * below_px)), *bend)
    pen.stroke(pole, (6 * u, 5 * u, 5 * u, 4.4 * u, 3 * u), _cord(theme))
    pen.limb((0, -16 * u), (0, 0), 2.4 * u, 2.4 * u, _cord(theme))
    return pen.sprite()


def _cord(theme: Theme) -> Colour:
    return mix(theme.bark, theme.bark_rim, 0.6)
