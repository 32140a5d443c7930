"""Warnings: what the safety check asks about, one simple picture each; what is meant is drawn warm."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import pygame

from game.screens.pen import Pen, Point
from game.screens.theme import Colour, Theme, mix
from game.screens.widgets import Box, Paper

_UNITS = 220.0
"""Every picture is drawn in a square of so many units, its middle at (0, 0), up is up."""


def draw_warning(paper: Paper, area: pygame.Rect, name: str) -> None:
    """The picture of that question, as large as the area allows."""
    side = min(area.width, area.height)
    pen = Pen((side, side), side / _UNITS, (side / 2, side / 2), up=True)
    theme = paper.theme
    pen.disc((0, 0), 108, theme.ink_soft)
    pen.disc((0, 0), 103, mix(theme.panel, theme.ink, 0.06))
    _PICTURES[name](pen, theme)
    pen.sprite().draw(paper.picture, *area.center)
    paper.boxes.append(Box("drawing", area))


def _skin_of(theme: Theme) -> Colour:
    """Pale, so that what is warm is seen on it."""
    return mix(theme.ink_soft, theme.ink, 0.35)


def _bust(pen: Pen, theme: Theme, x: float = 0.0, y: float = 0.0, large: float = 1.0) -> None:
    """Somebody from the front, to the waist; the neck is at the place given."""
    coat = mix(theme.ink_soft, theme.panel, 0.45)
    outline = ((-44, -86), (44, -86), (54, -44), (40, -10), (12, 2), (-12, 2), (-40, -10), (-54, -44))
    pen.soft([(x + large * px, y + large * py) for px, py in outline], coat)
    pen.limb((x, y - 4 * large), (x, y + 14 * large), 22 * large, 20 * large, _skin_of(theme))
    pen.disc((x, y + 36 * large), 28 * large, _skin_of(theme))


def _hurts(pen: Pen, theme: Theme, at: Point, large: float = 1.0) -> None:
    """A star that says: here."""
    points = []
    for corner in range(16):
        radius = (26.0 if corner % 2 == 0 else 12.0) * large
        turn = math.pi * corner / 8
        points.append((at[0] + radius * math.sin(turn), at[1] + radius * math.cos(turn)))
    pen.shape(points, theme.keyline)
    inner = [(at[0] + 0.84 * (x - at[0]), at[1] + 0.84 * (y - at[1])) for x, y in points]
    pen.shape(inner, theme.warm)


def _told_not_to(pen: Pen, theme: Theme) -> None:
    """A doctor with a stethoscope, and somebody who walks, crossed out."""
    _bust(pen, theme, -36, -2, 0.86)
    for out in (-1, 1):
        pen.stroke(((-36 + out * 17, -6), (-36 + out * 20, -30), (-36, -50)), (5, 5, 5), theme.panel)
    pen.disc((-36, -58), 10, theme.panel)
    pen.disc((48, 44), 12, theme.ink)
    for a, b in (((46, 28), (44, -8)), ((44, -8), (62, -44)), ((44, -8), (26, -42)), ((46, 20), (68, 0)),
                 ((46, 20), (26, 2))):  # fmt: skip
        pen.limb(a, b, 9, 8, theme.ink)
    pen.limb((14, 58), (80, -50), 13, 13, theme.keyline)
    pen.limb((14, 58), (80, -50), 9, 9, theme.warm)


def _chest(pen: Pen, theme: Theme) -> None:
    """A hand on a chest that hurts, and breath before the mouth."""
    _bust(pen, theme, 0, 14)
    _hurts(pen, theme, (16, -34), 1.3)
    pen.stroke(((-52, -30), (-44, -60), (-8, -46)), (17, 15, 12), _skin_of(theme))
    pen.disc((-4, -44), 11, _skin_of(theme))
    pen.oval((0, 40), 8, 6, theme.panel)
    for y in (52, 40, 28):
        pen.stroke(((44, y), (56, y + 6), (68, y - 2), (80, y + 4)), (5, 5, 4), theme.cool)


def _dizzy(pen: Pen, theme: Theme) -> None:
    """A head that leans, and everything turns above it."""
    pen.lean(14, (0, -60))
    _bust(pen, theme, -2, -14, 0.9)
    for out in (-1, 1):
        for cross in (-1, 1):
            pen.limb((out * 10 - 6, 19 + cross * 4), (out * 10 + 2, 19 - cross * 4), 3.4, 3.4, theme.panel)
    pen.lean(0, (0, 0))
    for start, wide in ((0.3, 46.0), (0.9, 34.0)):
        turns = [start * math.pi + step * 0.34 for step in range(17)]
        spiral = [(10 + wide * (1 - place / 40) * math.cos(turn), 66 + 15 * math.sin(turn))
                  for place, turn in enumerate(turns)]  # fmt: skip
        pen.stroke(spiral, (6, 6, 4), theme.warm)


def _fall(pen: Pen, theme: Theme) -> None:
    """Somebody who falls; one arm hangs."""
    pen.limb((-84, -62), (84, -62), 7, 7, theme.ink_soft)
    pen.lean(52, (-16, -50))
    pen.disc((-16, 62), 21, _skin_of(theme))
    for a, b, wide in (((-16, 38), (-16, -6), 22), ((-18, -6), (-30, -50), 15), ((-14, -6), (12, -34), 15)):
        pen.limb(a, b, wide, wide - 3, _skin_of(theme) if wide < 20 else theme.ink_soft)
    pen.limb((-16, 30), (10, 12), 12, 10, _skin_of(theme))
    pen.limb((-16, 30), (-46, 18), 12, 10, theme.warm)
    pen.lean(0, (0, 0))
    for x, y in ((-74, 34), (-60, 58), (-38, 76)):
        pen.stroke(((x, y), (x + 12, y + 8), (x + 26, y + 10)), (4, 6, 4), theme.cool)


def _fever(pen: Pen, theme: Theme) -> None:
    """A thermometer, and a knee that is thick and red."""
    pen.limb((-54, 62), (-54, -38), 26, 26, theme.ink)
    pen.limb((-54, 62), (-54, -38), 18, 18, theme.panel)
    pen.disc((-54, -48), 22, theme.ink)
    pen.disc((-54, -48), 16, theme.warm)
    pen.limb((-54, -44), (-54, 40), 9, 9, theme.warm)
    for y in (52, 30, 8, -14):
        pen.limb((-38, y), (-26, y), 5, 5, theme.ink)
    pen.limb((2, 66), (40, 8), 40, 30, _skin_of(theme))
    pen.limb((40, 8), (34, -66), 30, 22, _skin_of(theme))
    pen.limb((34, -66), (64, -70), 20, 16, _skin_of(theme))
    pen.disc((40, 8), 28, theme.keyline)
    pen.disc((40, 8), 25, theme.warm)
    for turn_deg in (-30, 10, 50):
        turn = math.radians(turn_deg)
        pen.limb((40 + 36 * math.cos(turn), 8 + 36 * math.sin(turn)),
                 (40 + 52 * math.cos(turn), 8 + 52 * math.sin(turn)), 6, 5, theme.warm)  # fmt: skip


def _operation(pen: Pen, theme: Theme) -> None:
    """An arm in a sling and plaster, with a seam."""
    _bust(pen, theme, 0, 14)
    pen.limb((-34, -8), (-44, -52), 26, 24, _skin_of(theme))
    pen.limb((-44, -52), (34, -44), 36, 34, theme.keyline)
    pen.limb((-44, -52), (34, -44), 30, 28, theme.ink)
    pen.disc((42, -43), 13, _skin_of(theme))
    pen.stroke(((-30, -40), (-8, 2), (4, 14)), (8, 7, 6), theme.warm)
    pen.stroke(((26, -34), (16, 0), (4, 14)), (8, 7, 6), theme.warm)
    for x in (-24, -6, 12):
        pen.limb((x, -60), (x + 3, -38), 5, 5, theme.warm)


def _seizures(pen: Pen, theme: Theme) -> None:
    """A head with a bolt in it, before a lamp that flashes."""
    _bust(pen, theme, -26, -6, 0.94)
    bolt = ((-16, 56), (-44, 24), (-29, 24), (-36, -4), (-6, 33), (-21, 33))
    pen.shape(bolt, theme.keyline)
    pen.shape([(-25 + 0.86 * (x + 25), 27 + 0.86 * (y - 27)) for x, y in bolt], theme.warm)
    pen.disc((56, 34), 17, theme.lit)
    for step in range(8):
        turn = math.pi * step / 4
        near, far = (24.0, 38.0) if step % 2 == 0 else (24.0, 32.0)
        pen.limb((56 + near * math.cos(turn), 34 + near * math.sin(turn)),
                 (56 + far * math.cos(turn), 34 + far * math.sin(turn)), 6, 5, theme.lit)  # fmt: skip


def _skin(pen: Pen, theme: Theme) -> None:
    """A forearm with a strap and a sensor on it, and sore skin beside the strap."""
    pen.limb((-62, -17), (34, 22), 58, 44, _skin_of(theme))
    pen.limb((34, 22), (66, 34), 40, 34, _skin_of(theme))
    for x, y in ((84, 52), (90, 40), (88, 28)):
        pen.limb((66, 34), (x, y), 14, 10, _skin_of(theme))
    pen.limb((-30, 26), (-10, -26), 28, 28, theme.wood[2])
    pen.shape(((-44, 8), (-20, 18), (-8, -12), (-32, -22)), theme.cool)
    for x, y, radius in ((10, 20, 9), (18, 0, 7), (2, -6, 6), (-58, -6, 8), (-50, -28, 6)):
        pen.disc((x, y), radius + 2.5, theme.keyline)
        pen.disc((x, y), radius, theme.warm)


_PICTURES: Mapping[str, Callable[[Pen, Theme], None]] = {
    "told_not_to": _told_not_to,
    "chest": _chest,
    "dizzy": _dizzy,
    "fall": _fall,
    "fever": _fever,
    "operation": _operation,
    "seizures": _seizures,
    "skin": _skin,
}
