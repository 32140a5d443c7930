"""The ferry on still water: sky, hills, water and the deck in perspective, drawn once and never moving."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import pygame

from game.screens.paint import Canvas
from game.screens.pen import Path, Pen, Point, Sprite, curve
from game.screens.scenery import HEIGHT, Land, even_ground, glitter, house, outline_of, pine, sky, stars
from game.screens.theme import Theme, mix

HORIZON = 436.0
_SUN: Point = (0.66, 396.0)
_BOTTOM = 1130.0
_RIDGES = (
    Land(
        ((0, 330), (0.14, 286), (0.3, 330), (0.46, 372), (0.62, 408), (0.72, 404), (0.86, 344), (1, 300)),
        8,
        18,
        0.5,
        True,
        seed=41,
    ),
    Land(
        ((0, 372), (0.16, 352), (0.34, 384), (0.5, 412), (0.64, 428), (0.78, 414), (0.9, 384), (1, 356)),
        7,
        12,
        0.5,
        seed=44,
    ),
    Land(
        ((0, 396), (0.12, 404), (0.3, 420), (0.46, 430), (0.62, 434), (0.8, 430), (0.92, 416), (1, 404)),
        6,
        5,
        0.5,
        trees=(110, 10, 24),
        seed=47,
    ),
)
_VILLAGE: tuple[tuple[float, float, float, float], ...] = (
    (0.862, 437, 40, 30), (0.892, 438, 50, 40), (0.926, 437, 38, 28), (0.956, 438, 44, 34),
)  # fmt: skip
_PINES: tuple[tuple[float, float, float], ...] = (
    (0.826, 437, 34), (0.842, 437, 46), (0.877, 436, 54), (0.91, 436, 44), (0.978, 437, 50),
)  # fmt: skip

# The deck, in design units from the middle of the screen (x) and the top (y); one half, from the bow to the viewer.
_DECK: Path = ((0, 598), (120, 601), (236, 620), (372, 670), (500, 744), (622, 842), (742, 968), (850, 1120))
_RAIL: Path = ((0, 512), (140, 517), (286, 542), (446, 602), (602, 694), (756, 818), (900, 968), (1030, 1140))
CENTRE_Y = 868.0
"""Where the light stands when the trunk is upright."""
_PLANKS = 15
_POSTS = 7


@lru_cache(maxsize=256)
def half_width(y: float) -> float:
    """How far the deck reaches to either side at that height, design units."""
    line = np.asarray(curve(_DECK, closed=False))
    return float(np.interp(y, line[:, 1], line[:, 0]))


def ferry(size: tuple[int, int], theme: Theme, *, mirror: bool = False) -> pygame.Surface:
    """Everything that stands still."""
    picture = lake(size, theme)
    _boat(theme, size).draw(picture, size[0] / 2, 0)
    return pygame.transform.flip(picture, True, False) if mirror else picture


def lake(size: tuple[int, int], theme: Theme) -> pygame.Surface:
    """Sky, hills, village and still water, without a boat; an even ground where there is to be no scenery."""
    if theme.plain:
        return even_ground(size, theme)
    canvas = Canvas(size, seed=13)
    w, unit = size[0], size[1] / HEIGHT
    horizon = round(HORIZON * unit)
    sky(canvas, theme, HORIZON, _SUN, shade_from=0.1)
    for index, land in enumerate(_RIDGES):
        foot = mix(theme.ridges[index], theme.mist, 0.5)
        canvas.ridge(outline_of(land, size), theme.ridges[index], foot, 120 * unit, bottom=horizon)
        canvas.mist((HORIZON - 20 + 8 * index) * unit, (26 - 7 * index) * unit, theme.mist, 0.4 - 0.1 * index)
    for x, y, tall in _PINES:
        canvas.paste(pine(theme, unit, tall, theme.pine), x * w, y * unit)
    for x, y, wide, wall in _VILLAGE:
        canvas.paste(house(theme, unit, wide, wall), x * w, (y - 3) * unit)
        if theme.additive:
            canvas.glow(x * w, (y - 20) * unit, 22 * unit, 15 * unit, theme.glow, 0.3, cover=False)
    canvas.glow(_SUN[0] * w, HORIZON * unit, 330 * unit, 44 * unit, theme.sun, 0.34 * theme.sun_strength, cover=True)
    canvas.reflect(horizon, theme.water, far=0.9, near=0.16, bottom=size[1])
    stars(canvas, theme, 0.6 * HORIZON * unit)
    glitter(canvas, theme, _SUN[0], HORIZON, 1000)
    canvas.vignette(0.08 if theme.additive else 0.03)
    return canvas.surface()


def _both(half: Path) -> list[Point]:
    return [(-x, y) for x, y in reversed(half[1:])] + list(half)


def _boat(theme: Theme, size: tuple[int, int]) -> Sprite:
    """Hull, deck, bulwark and rail."""
    unit = size[1] / HEIGHT
    pen = Pen(size, unit, (size[0] / 2, 0.0), fine=2)
    light, dark, edge = theme.wood
    deck, rail = curve(_both(_DECK), closed=False), curve(_both(_RAIL), closed=False)
    floor = [*deck, (850, _BOTTOM), (-850, _BOTTOM)]
    pen.shape([*rail, *deck[::-1]], mix(edge, dark, 0.35))
    pen.shape(floor, dark)
    _planks(pen, theme)
    inner = [(x * 0.985, y + 7) for x, y in deck]
    pen.stroke(inner[::4], (16, 9, 6, 9, 16), mix(edge, dark, 0.5))
    for step in range(1, _POSTS + 1):
        for side in (-1, 1):
            low, high = (_along(line, step / (_POSTS + 0.6)) for line in (_DECK, _RAIL))
            wide = 6 + 11 * step / _POSTS
            pen.limb((side * low[0], low[1]), (side * high[0], high[1]), wide, wide * 0.9, edge)
    pen.stroke(rail[::4], (30, 21, 14, 10, 14, 21, 30), edge)
    cap = [(x, y - 3.0) for x, y in rail[::4]]
    pen.stroke(cap, (20, 14, 9, 6, 9, 14, 20), mix(light, theme.mist, 0.22))
    _bollard(pen, theme)
    return pen.sprite()


def _planks(pen: Pen, theme: Theme) -> None:
    """Planks running to the vanishing point, each cut where the deck ends."""
    light, dark, edge = theme.wood
    rows = np.linspace(598, _BOTTOM, 80)
    widths = np.array([half_width(float(y)) for y in rows])
    far = (rows - HORIZON) / (_BOTTOM - HORIZON)
    seams = np.linspace(-1500, 1500, 2 * _PLANKS + 1)
    for index, (left, right) in enumerate(pairwise(seams)):
        a, b = np.clip(left * far, -widths, widths), np.clip(right * far, -widths, widths)
        inside = b - a > 0.5
        if not inside.any():
            continue
        tone = mix(light, dark, (0.0, 0.62, 0.28, 0.85)[index % 4])
        plank = [*zip(a[inside], rows[inside], strict=True), *zip(b[inside][::-1], rows[inside][::-1], strict=True)]
        pen.shape([(float(x), float(y)) for x, y in plank], tone)
        seam = [(float(x), float(y)) for x, y in zip(b[inside], rows[inside], strict=True)]
        if len(seam) > 8:
            pen.stroke(seam[::6], (1.2, 3.4), mix(edge, dark, 0.3))
        joint = int(len(rows) * (0.25 + 0.6 * ((index * 0.382) % 1.0)))
        if inside[joint]:
            pen.limb(
                (float(a[joint]), float(rows[joint])),
                (float(b[joint]), float(rows[joint])),
                1.6,
                1.6,
                mix(edge, dark, 0.3),
            )


def _bollard(pen: Pen, theme: Theme) -> None:
    """The post at the bow, to which the cargo is tied."""
    _, dark, edge = theme.wood
    pen.oval((0, 632), 26, 7, mix(edge, dark, 0.5))
    pen.limb((0, 628), (0, 596), 17, 15, edge)
    pen.limb((-17, 600), (17, 600), 7, 7, edge)
    pen.limb((0, 591), (0, 591), 22, 22, mix(edge, dark, 0.6))


def _along(half: Path, share: float) -> Point:
    """A point so far along one half of an outline, by its points."""
    line = np.asarray(curve(half, closed=False))
    place = share * (len(line) - 1)
    x, y = (float(np.interp(place, np.arange(len(line)), line[:, axis])) for axis in (0, 1))
    return x, y


@lru_cache(maxsize=16)
def cargo_places(count: int) -> tuple[tuple[float, float, float], ...]:
    """Where `count` crates stand along both sides: x from the middle, y, and how large; design units, the bow first."""
    places = []
    sides = (count + 1) // 2
    for index in range(count):
        share = 0.30 + 0.47 * (index // 2 + 0.5) / sides
        x, y = _along(_DECK, share)
        large = 0.46 + 0.9 * (share - 0.30)
        places.append(((x - 66 * large) * (1 if index % 2 else -1), y + 26 * large, large))
    return tuple(places)


def crate(theme: Theme, unit: float) -> Sprite:
    """A crate, anchored at the middle of its foot; 100 design units wide at unit 1."""
    pen = Pen((round(136 * unit), round(116 * unit)), unit, (68 * unit, 100 * unit), up=True)
    light, dark, edge = theme.wood
    front, lid = mix(light, theme.mist, 0.12), mix(light, theme.mist, 0.34)
    pen.oval((6, 0), 60, 9, theme.shade, 110)
    pen.shape(((-50, 0), (50, 0), (50, 66), (-50, 66)), front)
    pen.shape(((-50, 66), (50, 66), (42, 84), (-42, 84)), lid)
    for y in (22, 44):
        pen.limb((-50, y), (50, y), 2.2, 2.2, mix(edge, dark, 0.4))
    for x in (-43, 43):
        pen.shape(((x - 7, 0), (x + 7, 0), (x + 7, 66), (x - 7, 66)), mix(front, edge, 0.4))
    for y in (3, 63):
        pen.shape(((-50, y - 3), (50, y - 3), (50, y + 3), (-50, y + 3)), mix(front, edge, 0.4))
    return pen.sprite()
