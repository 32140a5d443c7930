"""The harbour valley: its sky, mountains, water, village and hillside, drawn once for a size and a look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pygame

from game.screens.paint import Canvas, Floats, Outline, forest, rolling, skyline
from game.screens.pen import Path, Pen, Point, Sprite, curve
from game.screens.theme import Colour, Theme, mix

HEIGHT = 1080.0
"""Everything is placed as (share of the width, height in 1/1080 of the window's) and scaled by the window's height."""

_STARLIGHT: Colour = (236, 236, 255)
HORIZON = 648.0
SUN: Point = (0.80, 588.0)


@dataclass(frozen=True, slots=True)
class Land:
    """One layer of land: the line it follows, how it is broken up and what grows on it."""

    line: Path
    """(share of the width, height) from left to right."""
    bumps: float
    tall: float
    """How far the line is broken up, in 1/1080 of the height."""
    rough: float = 0.5
    sharp: bool = False
    trees: tuple[int, float, float] = (0, 0.0, 0.0)
    """How many conifers, and their least and greatest height."""
    span: tuple[float, float] = (0.0, 1.0)
    seed: int = 1


_RIDGES = (
    Land(
        ((0, 452), (0.2, 412), (0.38, 376), (0.52, 428), (0.66, 520), (0.78, 590), (0.9, 540), (1, 482)),
        9,
        26,
        0.5,
        True,
        seed=11,
    ),
    Land(
        ((0, 470), (0.3, 420), (0.46, 418), (0.58, 508), (0.7, 604), (0.8, 630), (0.9, 598), (1, 540)),
        7,
        20,
        0.5,
        seed=5,
    ),
    Land(
        ((0, 520), (0.4, 470), (0.52, 540), (0.64, 618), (0.74, 644), (0.84, 646), (0.93, 634), (1, 602)),
        6,
        9,
        0.5,
        trees=(90, 14, 34),
        span=(0.4, 1.0),
        seed=23,
    ),
)
_HILL = (
    Land(
        (
            (0, 286),
            (0.1, 316),
            (0.2, 366),
            (0.3, 412),
            (0.4, 458),
            (0.5, 560),
            (0.58, 690),
            (0.66, 830),
            (0.75, 930),
            (1, 1000),
        ),
        7,
        9,
        0.5,
        seed=9,
    ),
    Land(
        ((0, 470), (0.12, 500), (0.25, 574), (0.38, 668), (0.5, 780), (0.62, 930), (0.72, 1010), (1, 1060)),
        5,
        12,
        0.45,
        seed=14,
    ),
    Land(((0, 690), (0.12, 716), (0.26, 782), (0.4, 866), (0.52, 950), (0.64, 1010), (1, 1070)), 5, 9, 0.45, seed=31),
)
_GROUND = Land(
    ((0, 930), (0.14, 944), (0.26, 955), (0.4, 956), (0.56, 958), (0.68, 976), (0.8, 1010), (1, 1046)),
    4,
    4,
    0.5,
    seed=2,
)
_SHORE = 727.0
_HEADLAND = Land(((0.80, 729), (0.825, 721), (0.86, 711), (0.9, 705), (0.95, 700), (1.0, 695)), 3, 1.2, 0.5, seed=3)
"""The tongue of land on which the harbour village stands, down to the shore."""

_PATH: tuple[Point, ...] = (
    (0.445, 1130), (0.405, 1046), (0.345, 993), (0.285, 966), (0.235, 945),
    (0.17, 915), (0.085, 868), (0.062, 806), (0.13, 752),
    (0.215, 712), (0.235, 654), (0.165, 606), (0.082, 566),
    (0.062, 510), (0.118, 462), (0.168, 428), (0.134, 384), (0.062, 352),
)  # fmt: skip
"""The footpath up the hillside, along which what was lit stays lit."""
_PATH_WIDTH = (62.0, 34.0, 20.0, 12.0, 7.0)
_LIGHTS_FROM = 0.27
"""The lights begin where the path has passed the person: share of the width."""
_HUT: Point = (0.048, 312)
_VILLAGE: tuple[tuple[float, float, float, float], ...] = (
    (0.865, 709, 62, 46), (0.905, 704, 74, 60), (0.948, 700, 58, 44), (0.985, 696, 70, 54),
)  # fmt: skip
"""Houses: place, ground, width, height of the wall."""
_SKYLINE_PINES: tuple[tuple[float, float], ...] = (
    (0.165, 44), (0.176, 66), (0.192, 52), (0.252, 46), (0.262, 62), (0.292, 58), (0.300, 74), (0.308, 48),
    (0.562, 70), (0.574, 54), (0.588, 62), (0.612, 66), (0.624, 46),
)  # fmt: skip
"""Conifers on the hill's edge: place and height. None stands behind the hand's way."""
_SLOPE_PINES: tuple[tuple[float, float, float], ...] = (
    (0.018, 420, 70), (0.205, 470, 62), (0.226, 486, 48), (0.018, 660, 92), (0.288, 600, 66), (0.306, 612, 50),
    (0.155, 690, 60), (0.02, 900, 120), (0.27, 840, 84), (0.012, 545, 74), (0.11, 640, 66), (0.60, 778, 60),
)  # fmt: skip
_HOUSE_PINES: tuple[tuple[float, float, float], ...] = (
    (0.842, 713, 50),
    (0.886, 706, 66),
    (0.93, 702, 58),
    (0.968, 698, 72),
)


def outline_of(land: Land, size: tuple[int, int]) -> Outline:
    """The skyline of a layer of land, with what grows on it."""
    width, height = size
    unit = height / HEIGHT
    line = np.asarray(curve(land.line, closed=False))

    def height_at(x: Floats) -> Floats:
        shape = rolling(len(x), land.seed, rough=land.rough, octaves=6, bumps=land.bumps, sharp=land.sharp)
        heights: Floats = ((np.interp(x, line[:, 0], line[:, 1]) + land.tall * shape) * unit).astype(np.float32)
        return heights

    bare = skyline(width, height_at)
    count, least, most = land.trees
    return forest(bare, unit, land.seed, count=count, tall=(least, most), span=land.span) if count else bare


@lru_cache(maxsize=16)
def light_places(size: tuple[int, int], count: int, *, mirror: bool = False) -> tuple[tuple[float, float, float], ...]:
    """Where `count` lights stand along the hillside's path, nearest first: x and y of the foot, px, and how large."""
    width, height = size
    line = np.asarray(curve(_PATH, closed=False))
    line = line[int(np.argmax(line[:, 0] < _LIGHTS_FROM)) :] * (width, height / HEIGHT)
    steps = np.hypot(*np.diff(line, axis=0).T)
    near = np.interp(np.arange(len(steps)), (0, len(steps)), (1.0, 0.42))
    walked = np.concatenate(((0.0,), np.cumsum(steps / near)))
    places = []
    for place in (np.arange(count) + 0.7) / max(count, 1) * walked[-1]:
        x, y = (float(np.interp(place, walked, line[:, axis])) for axis in (0, 1))
        large = float(np.interp(place, walked, np.linspace(1.0, 0.42, len(walked))))
        x += 19.0 * large * height / HEIGHT
        places.append((width - x if mirror else x, y, large))
    return tuple(places)


def sky(canvas: Canvas, theme: Theme, horizon: float, sun: Point, *, shade_from: float = 0.0) -> None:
    """Sky, clouds and the one low sun."""
    w, unit = canvas.width, canvas.height / HEIGHT
    canvas.sky(theme.sky, 0, round(horizon * unit))
    x, y = sun[0] * w, sun[1] * unit
    if theme.additive:
        canvas.glow(shade_from * w, 0.8 * horizon * unit, 0.36 * w, 270 * unit, theme.sky[1], 0.74, cover=True)
    _clouds(canvas, theme, horizon, x)
    for reach, strength in ((560, 0.15), (250, 0.36), (105, 0.5)):
        canvas.glow(
            x, y, reach * unit * 1.25, reach * unit * 0.52, theme.sun, strength * theme.sun_strength, cover=True
        )
    disc = Pen((round(120 * unit), round(120 * unit)), unit, (60 * unit, 60 * unit))
    disc.disc((0, 0), 43, mix(theme.sun, (255, 255, 255), 0.35))
    canvas.paste(disc.sprite(), x, y)


def stars(canvas: Canvas, theme: Theme, lowest: float) -> None:
    """Stars that do not twinkle, fainter towards `lowest` (px). After the water: it does not mirror them."""
    rng = np.random.default_rng(12)
    unit = canvas.height / HEIGHT
    for _ in range(theme.stars):
        x, y = rng.random() * canvas.width, rng.random() ** 1.5 * lowest
        bright = rng.random() ** 3
        clear = 1 - 0.8 * y / lowest
        canvas.spark(x, y, _STARLIGHT, (0.45 + 0.5 * bright) * clear)
        if bright > 0.35:
            canvas.glow(x, y, 1.5 * unit, 1.5 * unit, _STARLIGHT, 0.8 * bright * clear, cover=False)


def _clouds(canvas: Canvas, theme: Theme, horizon: float, sun_x: float) -> None:
    """Long thin clouds lit from below, brighter towards the sun."""
    rng = np.random.default_rng(5)
    unit = canvas.height / HEIGHT
    for _ in range(46):
        low = rng.random() ** 0.7
        y = (0.30 + 0.52 * low) * horizon * unit
        x = rng.normal(sun_x, 0.34 * canvas.width)
        long = rng.uniform(90, 300) * unit
        near = np.exp(-(((x - sun_x) / (0.4 * canvas.width)) ** 2))
        strength = 0.05 + 0.20 * near * low
        for part in range(3):
            at = x + rng.normal(0, long * 0.6)
            canvas.glow(at, y + part * 3 * unit, long, rng.uniform(2.5, 8) * unit, theme.cloud, strength, cover=True)


def glitter(canvas: Canvas, theme: Theme, sun_x: float, horizon: float, bottom: float) -> None:
    """The sun's path on the water."""
    rng = np.random.default_rng(8)
    unit = canvas.height / HEIGHT
    for step in range(240):
        down = (step / 240) ** 1.35
        y = (horizon + 1.5 + down * (bottom - horizon)) * unit
        x = rng.normal(sun_x * canvas.width, (16 + 74 * down) * unit)
        long, thin = rng.uniform(7, 26) * (0.7 + 1.8 * down) * unit, (0.7 + 1.3 * down) * unit
        canvas.glow(x, y, long, thin, theme.sun, 0.62 * (1 - 0.72 * down) * theme.sun_strength, cover=True)


def pine(theme: Theme, unit: float, tall: float, colour: Colour) -> Sprite:
    """A conifer, anchored at its foot; `tall` in design units."""
    size = (round(tall * 0.62 * unit) + 4, round(tall * 1.05 * unit) + 4)
    pen = Pen(size, unit * tall, (size[0] / 2, size[1] - 2), up=True)
    rim = mix(colour, theme.mist, 0.16)
    pen.limb((0, 0), (0, 0.3), 0.05, 0.05, colour)
    for tier in range(5):
        y, half = 0.1 + 0.165 * tier, 0.27 - 0.047 * tier
        skirt = (
            (0, y + 0.31),
            (half * 0.5, y + 0.1),
            (half, y - 0.015),
            (half * 0.3, y + 0.02),
            (-half * 0.3, y + 0.012),
            (-half, y - 0.01),
            (-half * 0.5, y + 0.1),
        )
        pen.shape(skirt, colour)
        pen.shape(((0, y + 0.31), (half * 0.5, y + 0.1), (half, y - 0.015), (half * 0.55, y + 0.05)), rim)
    return pen.sprite()


def house(theme: Theme, unit: float, width: float, wall: float) -> Sprite:
    """A harbour house on its stone foundation, anchored at the middle of its foot."""
    size = (round((width + 34) * unit), round((wall + 72) * unit))
    pen = Pen(size, unit, (size[0] / 2, size[1] - 12 * unit), up=True)
    half = width / 2
    pen.shape(((-half - 4, -10), (half + 4, -10), (half + 3, 6), (-half - 3, 6)), theme.stone)
    pen.shape(((-half, 5), (half, 5), (half, wall), (-half, wall)), theme.wall)
    pen.shape(((half * 0.3, 5), (half, 5), (half, wall), (half * 0.3, wall)), mix(theme.wall, theme.roof, 0.22))
    pen.shape(
        ((half * 0.4, wall + 14), (half * 0.62, wall + 14), (half * 0.62, wall + 42), (half * 0.4, wall + 42)),
        theme.stone,
    )
    pen.shape(
        ((-half - 9, wall - 3), (half + 9, wall - 3), (half * 0.56, wall + 30), (-half * 0.56, wall + 30)), theme.roof
    )
    lintel = mix(theme.window, theme.roof, 0.55)
    for x in (-0.62, 0.0, 0.62):
        left, right = half * x - 6, half * x + 6
        bottom, top = (6.0, 26.0) if x == 0.0 else (wall * 0.42, wall * 0.42 + 17)
        pen.shape(
            ((left, bottom), (right, bottom), (right, top), (left, top)), theme.roof if x == 0.0 else theme.window
        )
        if x:
            pen.limb((half * x, bottom), (half * x, top), 1.6, 1.6, lintel)
    return pen.sprite()


def _village(canvas: Canvas, theme: Theme) -> None:
    """Houses on their tongue of land, a jetty with a boat, and all of it again in the water."""
    w, unit = canvas.width, canvas.height / HEIGHT
    shore = round(_SHORE * unit)
    for x, y, tall in _HOUSE_PINES:
        canvas.paste(pine(theme, unit, tall, theme.pine), x * w, y * unit)
    rim = mix(theme.ridges[3], theme.ground[0], 0.5)
    land = outline_of(_HEADLAND, (canvas.width, canvas.height))
    canvas.ridge(land, rim, mix(rim, theme.stone, 0.6), 26 * unit, bottom=shore)
    for x, y, wide, wall in _VILLAGE:
        canvas.paste(house(theme, unit, wide, wall), x * w, (y + 6) * unit)
        if theme.additive:
            canvas.glow(x * w, (y - wall * 0.45) * unit, 34 * unit, 24 * unit, theme.glow, 0.30, cover=False)
    canvas.echo(shore, round(110 * unit), round(0.79 * w), w, 0.62)
    canvas.paste(jetty(theme, unit), 0.812 * w, _SHORE * unit)


def jetty(theme: Theme, unit: float) -> Sprite:
    """A jetty on its posts with the small ferry tied to it, anchored at its end on the land."""
    pen = Pen((round(230 * unit), round(110 * unit)), unit, (200 * unit, 60 * unit))
    dark = mix(theme.stone, theme.roof, 0.35)
    for x in (-112, -84, -56, -28, -2):
        pen.limb((x, -3), (x, 15), 3.4, 3.0, dark)
    pen.shape(((-118, -5), (24, -5), (24, 1), (-118, 1)), theme.stone)
    hull = ((-178, -6), (-128, -6), (-134, 7), (-141, 9), (-166, 9), (-173, 5))
    pen.shape(hull, dark)
    pen.shape(((-178, -6), (-128, -6), (-129, -3), (-176, -3)), mix(theme.stone, theme.ink, 0.25))
    pen.limb((-154, -6), (-154, -44), 2.2, 1.6, dark)
    pen.shape(((-151, -41), (-132, -12), (-151, -12)), mix(theme.mist, theme.stone, 0.35))
    return pen.sprite()


def _grass(canvas: Canvas, theme: Theme) -> None:
    """Tufts of grass and a few flowers, larger towards the viewer, and none where the path runs."""
    rng = np.random.default_rng(17)
    w, unit = canvas.width, canvas.height / HEIGHT
    pen = Pen((w, round(170 * unit)), 1.0, (0, -910 * unit), fine=2)
    blade = mix(theme.ground[0], theme.mist, 0.16) if theme.additive else mix(theme.ground[1], theme.pine, 0.5)
    for _ in range(130):
        x, near = rng.random(), rng.random() ** 1.6
        y = np.interp(x, *np.transpose(_GROUND.line)) + 12 + 110 * near
        if 0.2 < x < 0.45 and abs(x - np.interp(y, (945, 1080), (0.24, 0.42))) < 0.05:
            continue
        tall = (9 + 17 * near) * unit
        for lean in (-0.5, -0.1, 0.35):
            top = (x * w + lean * tall * rng.uniform(0.6, 1.2), y * unit - tall * rng.uniform(0.7, 1.1))
            foot, half = (x * w, y * unit), 1.4 * unit
            bend = (foot[0] + 0.25 * lean * tall, foot[1] - 0.5 * tall)
            pen.shape(
                ((foot[0] - half, foot[1]), (bend[0] - half, bend[1]), top, bend, (foot[0] + half, foot[1])), blade
            )
        if rng.random() < 0.16:
            pen.disc(
                top,
                (1.6 + 1.8 * near) * unit,
                theme.blossom[2] if not theme.additive else mix(theme.blossom[2], theme.mist, 0.3),
            )
    canvas.paste(Sprite(pen.sprite().picture, (0, 0)), 0, 910 * unit)


def _path(canvas: Canvas, theme: Theme) -> None:
    """The footpath, narrowing with distance."""
    w, unit = canvas.width, canvas.height / HEIGHT
    pen = Pen((round(0.5 * w), round(760 * unit)), 1.0, (0, -330 * unit), fine=3)
    line = [(x * w, y * unit) for x, y in _PATH]
    pen.stroke(line, [s * unit for s in _PATH_WIDTH], theme.path, 150)
    canvas.paste(Sprite(pen.sprite().picture, (0, 0)), 0, 330 * unit)


def valley(size: tuple[int, int], theme: Theme, *, mirror: bool = False) -> pygame.Surface:
    """The whole valley, the hillside on the left (`mirror`: on the right); an even ground where there is to be none."""
    if theme.plain:
        return even_ground(size, theme)
    canvas = Canvas(size)
    w, unit = size[0], size[1] / HEIGHT
    horizon = round(HORIZON * unit)
    sky(canvas, theme, HORIZON, SUN, shade_from=0.3)
    for index, land in enumerate(_RIDGES):
        foot = mix(theme.ridges[index], theme.mist, 0.55)
        canvas.ridge(outline_of(land, size), theme.ridges[index], foot, 190 * unit, bottom=horizon)
        canvas.mist((HORIZON - 34 + 14 * index) * unit, (46 - 12 * index) * unit, theme.mist, 0.42 - 0.1 * index)
    canvas.glow(SUN[0] * w, HORIZON * unit, 300 * unit, 60 * unit, theme.sun, 0.3 * theme.sun_strength, cover=True)
    canvas.reflect(horizon, theme.water, far=0.88, near=0.30, bottom=round(1062 * unit))
    stars(canvas, theme, 0.55 * HORIZON * unit)
    glitter(canvas, theme, SUN[0], HORIZON, 960)
    _village(canvas, theme)
    _hillside(canvas, theme)
    canvas.vignette(0.10 if theme.additive else 0.03)
    return canvas.surface(mirror=mirror)


def even_ground(size: tuple[int, int], theme: Theme) -> pygame.Surface:
    """What stands in the place of scenery that is not shown."""
    ground = pygame.Surface(size, 0, 32)
    ground.fill(theme.ground[1])
    return ground


def _hillside(canvas: Canvas, theme: Theme) -> None:
    """The near hill in its folds, the hut, the trees, the ground where the person is, and the path from one to all."""
    w, unit = canvas.width, canvas.height / HEIGHT
    size = (canvas.width, canvas.height)
    edge = mix(theme.hill[0], theme.sun, 0.34)
    for index, land in enumerate(_HILL):
        rim = mix(theme.hill[0], theme.hill[1], 0.28 * index)
        line = outline_of(land, size)
        if index == 0:
            heights = line.reshape(w, -1).mean(axis=1)
            for x, tall in _SKYLINE_PINES:
                canvas.paste(pine(theme, unit, tall, theme.pine), x * w, heights[round(x * w)] + 5 * unit)
            canvas.paste(house(theme, unit, 46, 34), _HUT[0] * w, _HUT[1] * unit)
            if theme.additive:
                canvas.glow(_HUT[0] * w, (_HUT[1] - 20) * unit, 34 * unit, 24 * unit, theme.glow, 0.3, cover=False)
        shine = (mix(rim, edge, 1.0 - 0.3 * index), 2.4 * unit)
        canvas.ridge(line, rim, mix(rim, theme.hill[1], 0.85), 330 * unit, edge=shine)
    for x, y, tall in _SLOPE_PINES:
        canvas.paste(pine(theme, unit, tall, theme.pine), x * w, y * unit)
    ground = outline_of(_GROUND, size)
    canvas.ridge(ground, *theme.ground, 120 * unit, edge=(mix(theme.ground[0], edge, 0.5), 3 * unit))
    _path(canvas, theme)
    _grass(canvas, theme)
