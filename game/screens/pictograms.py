"""Pictograms: each phase of a task of daily life as a simple picture of a person, a cup or a foot."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from game.screens.pen import Pen, Point, Sprite
from game.screens.theme import Colour, Theme, mix

_LINE = 7.0
Draw = Callable[["_Picture"], None]


class _Picture:
    """A square of 200 units, its middle at (0, 0), y down; what moves is drawn warm."""

    def __init__(self, theme: Theme, unit: float) -> None:
        self._pen = Pen((round(210 * unit), round(210 * unit)), unit, (105 * unit, 105 * unit))
        self.ink: Colour = theme.ink
        self.soft: Colour = mix(theme.ink, theme.panel, 0.45)
        self.warm: Colour = theme.lit_edge if not theme.additive else theme.lit

    def line(self, *points: Point, colour: Colour | None = None, wide: float = _LINE) -> None:
        for a, b in pairwise(points):
            self._pen.limb(a, b, wide, wide, colour or self.ink)

    def disc(self, at: Point, radius: float, colour: Colour | None = None) -> None:
        self._pen.disc(at, radius, colour or self.ink)

    def shape(self, points: tuple[Point, ...], colour: Colour) -> None:
        self._pen.shape(points, colour)

    def arrow(self, *points: Point) -> None:
        """A warm line with a head at its end."""
        self.line(*points, colour=self.warm, wide=6.0)
        (x0, y0), (x1, y1) = points[-2], points[-1]
        along = math.atan2(y1 - y0, x1 - x0)
        tip = (x1 + 12 * math.cos(along), y1 + 12 * math.sin(along))
        sides = ((x1 + 11 * math.cos(along + turn), y1 + 11 * math.sin(along + turn)) for turn in (2.1, -2.1))
        self.shape((tip, *sides), self.warm)

    def cup(self, at: Point, turn_deg: float, tall: float = 46.0) -> None:
        """A cup at that place, tipped to the left."""
        turn = math.radians(-turn_deg)
        corners = ((-17, -tall / 2), (17, -tall / 2), (13, tall / 2), (-13, tall / 2))
        cos, sin = math.cos(turn), math.sin(turn)
        self.shape(tuple((at[0] + x * cos - y * sin, at[1] + x * sin + y * cos) for x, y in corners), self.warm)

    def table(self) -> None:
        self.line((-85, 78), (85, 78), colour=self.soft, wide=9.0)

    def face(self) -> None:
        """A head in profile that looks to the right."""
        self.disc((-52, -38), 30)
        self.line((-52, -10), (-58, 44), wide=12.0)

    def person(self, *, lean_deg: float = 0.0, seated: float = 0.0, arm_deg: float = -10.0, hot: bool = True) -> None:
        """Somebody from the side, looking to the right: seated 0–1, with one arm so far from hanging."""
        hip = (-14.0 * seated, 18.0 + 20.0 * seated)
        lean, arm = math.radians(lean_deg), math.radians(lean_deg + arm_deg)
        neck = (hip[0] + 62 * math.sin(lean), hip[1] - 62 * math.cos(lean))
        head = (neck[0] + 24 * math.sin(lean), neck[1] - 24 * math.cos(lean))
        knee = (hip[0] + 44 * math.sin(math.radians(86 * seated)), hip[1] + 40 * math.cos(math.radians(86 * seated)))
        colour = self.warm if hot else self.ink
        self.disc(head, 17)
        self.line(hip, knee, (knee[0], 92), colour=colour, wide=9.0)
        self.line(hip, neck, colour=colour if lean_deg else self.ink, wide=11.0)
        self.line(neck, (neck[0] + 48 * math.sin(arm), neck[1] + 48 * math.cos(arm)), wide=7.0)
        if seated > 0.05:
            self.line((-44, 92), (-44, 46), (8, 46), (8, 92), colour=self.soft, wide=6.0)

    def above(self, turn_deg: float) -> None:
        """Somebody from above, turned so far to the left."""
        turn = math.radians(turn_deg)
        across = (52 * math.cos(turn), -52 * math.sin(turn))
        self.line((-across[0], -across[1] + 8), (across[0], across[1] + 8), wide=26.0)
        self.disc((0, 8), 20, self.warm)
        self.line((0, 8), (-34 * math.sin(turn), 8 - 34 * math.cos(turn)), colour=self.warm, wide=8.0)

    def sprite(self) -> Sprite:
        return self._pen.sprite()


def _cup(height: float, turn_deg: float, arrow: tuple[Point, ...] = ()) -> Draw:
    def draw(picture: _Picture) -> None:
        picture.table()
        picture.face()
        at = (20.0, 50.0 - height)
        picture.line((88, 60), (at[0] + 20, at[1] + 4), colour=picture.ink, wide=10.0)
        picture.cup(at, turn_deg)
        if arrow:
            picture.arrow(*arrow)

    return draw


def _jug(height: float, turn_deg: float) -> Draw:
    def draw(picture: _Picture) -> None:
        picture.table()
        picture.cup((-58, 52), 0.0)
        at = (12.0, 42.0 - height)
        picture.line((88, at[1] + 6), (at[0] + 20, at[1] + 4), wide=10.0)
        picture.cup(at, turn_deg, 62.0)

    return draw


def _shelf(arm_deg: float) -> Draw:
    def draw(picture: _Picture) -> None:
        picture.line((44, -42), (92, -42), colour=picture.soft, wide=8.0)
        picture.person(arm_deg=arm_deg, hot=False)

    return draw


def _rising(lean_deg: float, seated: float) -> Draw:
    return lambda picture: picture.person(lean_deg=lean_deg, seated=seated)


def _stepping(sway: float, knee: float, ahead: float) -> Draw:
    """From the front and a little aside: where the weight is, how high the knee, how far ahead the foot."""

    def draw(picture: _Picture) -> None:
        hip = (sway, 14.0)
        picture.disc((sway * 1.5, -72), 17)
        picture.line(hip, (sway * 1.4, -48), wide=11.0)
        picture.line(hip, (-16, 54), (-18, 92), wide=9.0)
        foot = (20.0 + ahead, 92.0 - 1.1 * knee)
        picture.line(hip, (24 + 0.6 * ahead + 0.4 * knee, 54 - 0.8 * knee), foot, colour=picture.warm, wide=9.0)
        picture.line(foot, (foot[0] + 16, foot[1]), colour=picture.warm, wide=8.0)

    return draw


def _turning(turn_deg: float, arrow: tuple[Point, ...] = ()) -> Draw:
    def draw(picture: _Picture) -> None:
        picture.above(turn_deg)
        if arrow:
            picture.arrow(*arrow)

    return draw


_DRAWN: dict[tuple[str, str], Draw] = {
    ("drink", "lift"): _cup(66.0, 0.0, ((70, 30), (70, -28))),
    ("drink", "tip"): _cup(82.0, 55.0),
    ("drink", "upright"): _cup(66.0, 0.0),
    ("drink", "lower"): _cup(0.0, 0.0, ((70, -40), (70, 18))),
    ("pour", "lift"): _jug(34.0, 0.0),
    ("pour", "pour"): _jug(44.0, 70.0),
    ("pour", "upright"): _jug(34.0, 0.0),
    ("pour", "lower"): _jug(0.0, 0.0),
    ("shelf", "raise"): _shelf(60.0),
    ("shelf", "place"): _shelf(92.0),
    ("shelf", "lower"): _shelf(12.0),
    ("sit_to_stand", "lean"): _rising(38.0, 1.0),
    ("sit_to_stand", "rise"): _rising(24.0, 0.4),
    ("sit_to_stand", "stand"): _rising(0.0, 0.0),
    ("sit_to_stand", "sit"): _rising(0.0, 1.0),
    ("step", "shift"): _stepping(-16.0, 0.0, 0.0),
    ("step", "lift"): _stepping(-16.0, 34.0, 12.0),
    ("step", "land"): _stepping(-8.0, 0.0, 34.0),
    ("step", "load"): _stepping(22.0, 0.0, 34.0),
    ("step", "stand"): _stepping(0.0, 0.0, 4.0),
    ("turn", "turn"): _turning(45.0, ((72, -34), (20, -76), (-44, -62))),
    ("turn", "pause"): _turning(90.0),
    ("turn", "back"): _turning(45.0, ((-72, -34), (-20, -76), (44, -62))),
    ("turn", "stand"): _turning(0.0),
}


def pictogram(theme: Theme, unit: float, task: str, phase: str) -> Sprite:
    """The picture of one phase, its middle in the middle; `unit` px for one of its 200 units."""
    picture = _Picture(theme, unit)
    _DRAWN[task, phase](picture)
    return picture.sprite()
