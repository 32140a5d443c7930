"""Emblems: the picture that stands for a person, known again without reading; and simple pictures of how it was."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import pygame

from game.screens.language import gettext as _
from game.screens.pen import Pen
from game.screens.theme import Theme, mix
from game.screens.widgets import Box, Paper

_UNITS = 100.0
"""Every picture is drawn in a square of so many units, its middle at (0, 0), up is up."""
_DISC = 46.0


def draw_emblem(paper: Paper, area: pygame.Rect, name: str) -> None:
    """The picture on a round ground, as large as the area allows. An unknown name is a lantern."""
    side = min(area.width, area.height)
    pen = Pen((side, side), side / _UNITS, (side / 2, side / 2), up=True)
    theme = paper.theme
    pen.disc((0, 0), _DISC + 3, theme.ink_soft)
    pen.disc((0, 0), _DISC, mix(theme.hill[0], theme.panel, 0.35))
    _PICTURES.get(name, _lantern)(pen, theme)
    pen.sprite().draw(paper.picture, *area.center)
    paper.boxes.append(Box("drawing", area))


def called(name: str) -> str:
    """What a picture is called, for somebody who has no other name."""
    return {
        "boat": _("Boat"),
        "lantern": _("Lantern"),
        "kite": _("Kite"),
        "bell": _("Bell"),
        "tree": _("Tree"),
        "cat": _("Cat"),
        "fish": _("Fish"),
        "bird": _("Bird"),
    }.get(name, _("Lantern"))


def draw_sign(paper: Paper, area: pygame.Rect, name: str) -> None:
    """A picture of how somebody was: tired, slept_badly, low or helped; without a ground of its own."""
    side = min(area.width, area.height)
    pen = Pen((side, side), side / _UNITS, (side / 2, side / 2), up=True)
    _SIGNS[name](pen, paper.theme)
    pen.sprite().draw(paper.picture, *area.center)
    paper.boxes.append(Box("drawing", area))


def draw_face(paper: Paper, area: pygame.Rect, pain: int) -> None:
    """A drawn face for a pain of 0–10: at ease at 0, drawn together at 10; it neither smiles nor weeps."""
    side = min(area.width, area.height)
    pen = Pen((side, side), side / _UNITS, (side / 2, side / 2), up=True)
    theme, share = paper.theme, pain / 10.0
    skin = mix(theme.lit_core, theme.panel, 0.1) if theme.additive else theme.lit_core
    line = theme.on_warm if theme.additive else theme.ink
    pen.disc((0, 0), 44, line)
    pen.disc((0, 0), 41, skin)
    for out in (-1, 1):
        eye_y, open_ = 8.0, 5.0 * (1 - 0.75 * share)
        pen.oval((out * 15, eye_y), 4.6, max(1.4, open_), line)
        brow = 22.0 - 3.0 * share
        inner, outer = (out * (8 - 2 * share), brow + 6 * share), (out * 24, brow - 5 * share)
        pen.limb(inner, outer, 3.0, 3.0, line)
        if share > 0.5:
            pen.limb((out * 22, -3), (out * 14, -7 - 3 * share), 2.2, 2.2, line)
    wide, bow = 15.0 - 2 * share, -15.0 * share
    mouth = [(x * wide, -20 + bow * x * x * 0.6) for x in (-1, -0.5, 0, 0.5, 1)]
    if share > 0.7:
        pen.oval((0, -23), 11, 3 + 8 * (share - 0.7) * 3, line)
        pen.oval((0, -23), 8.5, 1.5 + 6 * (share - 0.7) * 3, mix(line, skin, 0.35))
    else:
        pen.stroke(mouth, (3.2, 3.6, 3.2), line)
    pen.sprite().draw(paper.picture, *area.center)
    paper.boxes.append(Box("drawing", area))


def _boat(pen: Pen, theme: Theme) -> None:
    pen.limb((-2, -14), (-2, 34), 3, 2.4, theme.wood[2])
    pen.soft(((1, 32), (16, 8), (26, -10), (1, -10)), theme.mist)
    pen.soft(((-5, 24), (-5, -10), (-22, -10), (-12, 8)), theme.limb)
    pen.soft(((-32, -14), (0, -17), (32, -14), (22, -29), (-22, -29)), theme.lit)
    for x in (-26, -4, 18):
        pen.stroke(((x - 10, -35), (x, -32), (x + 10, -35)), (2.4, 3, 2.4), theme.cool)


def _lantern(pen: Pen, theme: Theme) -> None:
    for shell in range(10):
        share = shell / 9
        pen.oval((0, 0), 24 * (1 - 0.6 * share), 28 * (1 - 0.5 * share), mix(theme.lit_edge, theme.lit_core, share))
    for bow in (-14, 0, 14):
        pen.stroke(((bow * 0.5, 26), (bow, 10), (bow, -10), (bow * 0.5, -26)), (1.6, 1.6), theme.lit_edge)
    pen.limb((-9, 28), (9, 28), 5, 5, theme.wood[2])
    pen.limb((-9, -28), (9, -28), 5, 5, theme.wood[2])
    pen.limb((0, 30), (0, 38), 2.4, 2.4, theme.wood[2])


def _kite(pen: Pen, theme: Theme) -> None:
    top, right, low, left = (6, 36), (26, 12), (2, -18), (-18, 10)
    pen.shape((top, right, low, left), theme.soft)
    pen.shape((top, right, (4, 11)), theme.lit)
    pen.shape((low, left, (4, 11)), theme.lit)
    pen.limb(top, low, 1.8, 1.8, theme.wood[2])
    pen.limb(left, right, 1.8, 1.8, theme.wood[2])
    pen.stroke((low, (-8, -24), (2, -30), (-8, -38)), (2.2, 1.8, 1.6), theme.ink)
    for x, y in ((-7, -24), (0, -31)):
        pen.shape(((x - 6, y + 4), (x + 6, y - 4), (x + 6, y + 4), (x - 6, y - 4)), theme.cool)


def _bell(pen: Pen, theme: Theme) -> None:
    pen.disc((0, -27), 6.5, theme.wood[2])
    pen.soft(((-9, 26), (9, 26), (17, 4), (20, -12), (28, -22), (-28, -22), (-20, -12), (-17, 4)), theme.lit)
    pen.limb((-28, -22), (28, -22), 6, 6, theme.lit_edge)
    pen.stroke(((-8, 20), (-13, 2), (-16, -12)), (2.4, 3.4, 2.4), theme.lit_core)
    pen.limb((0, 28), (0, 36), 5, 5, theme.lit_edge)


def _tree(pen: Pen, theme: Theme) -> None:
    pen.limb((0, -36), (0, -8), 8, 6, theme.wood[2])
    green = mix(theme.cool, theme.pine, 0.25)
    for x, y, radius in ((-13, 0, 16), (13, 0, 16), (0, 14, 19), (0, -3, 15)):
        pen.disc((x, y), radius, green)
    for x, y in ((-12, 4), (9, 18), (14, -2), (-2, 10)):
        pen.disc((x, y), 3.6, theme.lit)


def _cat(pen: Pen, theme: Theme) -> None:
    coat, dark = theme.limb, theme.wood[2]
    pen.stroke(((18, -28), (32, -24), (33, -6), (27, 2)), (6, 5, 4), coat)
    pen.soft(((-20, -34), (20, -34), (21, -14), (11, 2), (-11, 2), (-21, -14)), coat)
    for out in (-1, 1):
        pen.shape(((out * 4, 26), (out * 19, 36), (out * 19, 12)), coat)
    pen.oval((0, 13), 20, 16, coat)
    for out in (-1, 1):
        pen.oval((out * 8, 15), 3, 4, dark)
        pen.limb((out * 6, 7), (out * 22, 9), 1.4, 1.0, dark)
    pen.shape(((-3, 9), (3, 9), (0, 5)), dark)
    pen.oval((0, -18), 9, 12, mix(coat, theme.lit_core, 0.6))


def _fish(pen: Pen, theme: Theme) -> None:
    pen.shape(((20, 0), (38, 17), (34, 0), (38, -17)), theme.cool)
    pen.soft(((-34, 0), (-18, 17), (4, 18), (24, 3), (24, -3), (4, -18), (-18, -17)), theme.cool)
    pen.shape(((-6, 16), (12, 28), (10, 14)), mix(theme.cool, theme.panel, 0.25))
    pen.stroke(((-14, 13), (-9, 0), (-14, -13)), (2, 2.6, 2), theme.panel)
    pen.disc((-22, 5), 4.6, theme.panel)
    for x in (2, 12):
        pen.stroke(((x, 8), (x + 4, 0), (x, -8)), (1.8, 2.2, 1.8), mix(theme.cool, theme.panel, 0.4))


def _bird(pen: Pen, theme: Theme) -> None:
    coat = theme.soft
    pen.soft(((20, -2), (40, 8), (36, -6), (40, -14)), coat)
    pen.soft(((-22, 6), (-10, 18), (10, 12), (26, -2), (8, -20), (-12, -18)), coat)
    pen.disc((-20, 15), 14, coat)
    pen.shape(((-31, 19), (-44, 13), (-31, 10)), theme.lit)
    pen.disc((-23, 18), 3, theme.panel)
    pen.soft(((-8, 6), (10, 6), (24, -6), (8, -10), (-4, -6)), mix(coat, theme.panel, 0.35))
    for x in (-4, 6):
        pen.limb((x, -19), (x, -34), 2.4, 2.0, theme.lit)
        pen.limb((x - 6, -34), (x + 4, -34), 2.4, 2.4, theme.lit)


def _tired(pen: Pen, theme: Theme) -> None:
    """A head that rests on a pillow."""
    pen.soft(((-36, -34), (36, -34), (38, -16), (-38, -16)), theme.ink_soft)
    pen.disc((0, 4), 24, theme.limb)
    for out in (-1, 1):
        pen.stroke(((out * 14, 8), (out * 9, 4), (out * 4, 8)), (2.6, 3, 2.6), theme.panel)
    pen.oval((0, -8), 4, 3, theme.panel)


def _slept_badly(pen: Pen, theme: Theme) -> None:
    """A moon, and eyes that stay open."""
    turns = [math.radians(angle) for angle in range(60, 301, 12)]
    moon = [(-4 + 30 * math.cos(turn), 12 + 26 * math.sin(turn)) for turn in turns]
    inner = [(8 + 24 * math.cos(turn), 12 + 20 * math.sin(turn)) for turn in reversed(turns)]
    pen.shape((*moon, *inner), theme.lit)
    for x in (6, 30):
        pen.oval((x, -20), 10, 7.5, theme.ink)
        pen.disc((x, -20), 4.6, theme.panel)


def _low(pen: Pen, theme: Theme) -> None:
    """A cloud with rain."""
    cloud = theme.ink_soft
    for x, y, radius in ((-18, 8, 15), (0, 18, 19), (19, 8, 15), (0, 4, 16)):
        pen.disc((x, y), radius, cloud)
    for x in (-18, 0, 18):
        pen.limb((x + 3, -16), (x - 3, -34), 3.4, 4.6, theme.cool)


def _helped(pen: Pen, theme: Theme) -> None:
    """A hand below a heart."""
    heart = ((0, -2), (-22, 18), (-20, 34), (-8, 37), (0, 28), (8, 37), (20, 34), (22, 18))
    pen.soft(heart, theme.warm)
    pen.soft(((-36, -18), (-12, -14), (12, -22), (34, -8), (38, -14), (12, -36), (-36, -34)), theme.limb)


_Picture = Callable[[Pen, Theme], None]
_PICTURES: Mapping[str, _Picture] = {
    "boat": _boat,
    "lantern": _lantern,
    "kite": _kite,
    "bell": _bell,
    "tree": _tree,
    "cat": _cat,
    "fish": _fish,
    "bird": _bird,
}
_SIGNS: Mapping[str, _Picture] = {
    "tired": _tired,
    "slept_badly": _slept_badly,
    "low": _low,
    "helped": _helped,
}
