"""Signs: shapes that say what words say too: a closed eye, a covered limb, a bell."""

from __future__ import annotations

from itertools import pairwise

from game.screens.pen import Path, Pen
from game.screens.theme import Colour, Theme, mix


def closed_eye(pen: Pen, colour: Colour, large: float = 1.0) -> None:
    """A closed eye, 260 units wide, for whoever looks up once more. The pen's y points up."""
    lid = [(large * x, large * -46.0 * (1.0 - (x / 130.0) ** 2)) for x in (-130.0, -65.0, 0.0, 65.0, 130.0)]
    pen.stroke(lid, (9 * large, 15 * large, 9 * large), colour)
    for x in (-96.0, -52.0, 0.0, 52.0, 96.0):
        y = -46.0 * (1.0 - (x / 130.0) ** 2)
        pen.limb((large * x, large * y), (large * x * 1.22, large * (y - 44.0)), 10.0 * large, 7.0 * large, colour)


def covered(pen: Pen, colour: Colour, large: float = 1.0) -> None:
    """A cloth that hangs over a bar: the limb is under it."""
    pen.limb((-130 * large, 30 * large), (130 * large, 30 * large), 12 * large, 12 * large, colour)
    folds = (-104.0, -62.0, -20.0, 22.0, 64.0, 106.0)
    for left, right in pairwise(folds):
        line = ((left, 30.0), (left + 4.0, -34.0), (0.5 * (left + right), -52.0), (right - 4.0, -34.0), (right, 30.0))
        pen.stroke([(large * x, large * y) for x, y in line], (7 * large,) * 3, colour)


_SIDE: Path = ((0.0, 0.86), (0.17, 0.82), (0.26, 0.62), (0.30, 0.34), (0.37, 0.12), (0.52, 0.0), (0.56, -0.07))
"""One half of a bell's outline, from the crown to the lip; the bell is 1 high."""


def bell(pen: Pen, theme: Theme, lit: float) -> None:
    """A bell that hangs from the pen's origin, 1 unit high, y up; `lit` 0–1 is how much it has rung."""
    edge, middle = mix(theme.unlit_edge, theme.lit_edge, lit), mix(theme.unlit, theme.lit, lit)
    core = mix(theme.unlit, theme.lit_core, lit)
    half = [(x, y - 1.0) for x, y in _SIDE]
    outline = [(-x, y) for x, y in reversed(half[1:])] + half
    pen.limb((0.0, 0.0), (0.0, -0.16), 0.08, 0.08, theme.bark if theme.additive else theme.bark_rim)
    pen.disc((0.0, -1.1), 0.11, edge)
    pen.shape([(1.10 * x, 1.03 * (y + 0.5) - 0.5) for x, y in outline], theme.keyline)
    pen.shape(outline, edge)
    pen.shape([(0.84 * x, y) for x, y in outline], middle)
    pen.shape([(0.30 * x - 0.07, 0.86 * y - 0.09) for x, y in outline], core)
    pen.limb((-0.55, -1.05), (0.55, -1.05), 0.09, 0.09, edge)
