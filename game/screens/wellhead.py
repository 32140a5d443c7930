"""The wellhead: stone ring, crane, bucket and trough of the well, drawn once."""

from __future__ import annotations

from game.screens.pen import Pen, Point, Sprite
from game.screens.theme import Colour, Theme, mix

MOUTH = 150.0
"""Half the width of the well's mouth and its flatness; every number here is in design units."""
FLAT = 0.26
STONES = 118.0
"""How high the ring of stones stands."""
POST, BEAM = 250.0, 640.0
"""How far from the middle a post stands, and how high the beam lies."""
LOWEST, HIGHEST = 86.0, 520.0
"""Between which heights above the ground the bucket hangs."""
TROUGH: tuple[Point, Point] = ((206.0, 8.0), (440.0, 92.0))
"""From its near lower corner to its far upper one, from the middle of the well."""


def frame(theme: Theme, unit: float) -> Sprite:
    """What stands behind the bucket: posts, beam, roof and the far rim. Anchored at the middle of the well's foot."""
    pen = _pen(unit)
    _, dark, edge = theme.wood
    post = mix(edge, dark, 0.45)
    pen.oval((0, 4), MOUTH * 1.28, MOUTH * FLAT * 1.1, theme.shade, 120)
    for side in (-1, 1):
        pen.limb((side * POST * 0.66, 0), (side * POST * 0.66, BEAM + 34), 26, 20, post)
        pen.limb((side * POST * 0.66, BEAM - 96), (side * POST * 0.3, BEAM), 15, 13, post)
    pen.limb((-POST * 0.84, BEAM), (POST * 0.84, BEAM), 24, 24, post)
    roof = ((-POST, BEAM + 26), (POST, BEAM + 26), (POST * 0.66, BEAM + 96), (-POST * 0.66, BEAM + 96))
    pen.shape(roof, mix(theme.roof, theme.mist, 0.2))
    pen.shape(
        ((-POST, BEAM + 20), (POST, BEAM + 20), (POST, BEAM + 32), (-POST, BEAM + 32)), mix(theme.roof, dark, 0.5)
    )
    for row in (44, 62, 80):
        half = POST - (row - 26) * 0.34 * POST / 70
        pen.limb((-half, BEAM + row), (half, BEAM + row), 2.6, 2.6, mix(theme.roof, edge, 0.4))
    pen.oval((0, STONES), MOUTH, MOUTH * FLAT, theme.stone)
    pen.oval((0, STONES - 3), MOUTH * 0.86, MOUTH * FLAT * 0.84, mix(theme.shade, theme.water[1], 0.35))
    return pen.sprite()


def rim(theme: Theme, unit: float) -> Sprite:
    """The near side of the ring of stones, in front of a bucket that is down in the well."""
    pen = _pen(unit)
    steps = 24
    top, foot = [], []
    for step in range(steps + 1):
        x = -1.0 + 2.0 * step / steps
        sag = MOUTH * FLAT * (1.0 - x * x) ** 0.5
        top.append((x * MOUTH, STONES - sag))
        foot.append((x * MOUTH * 1.06, -sag * 0.9))
    stone = mix(theme.stone, theme.mist, 0.16)
    pen.shape([*top, *foot[::-1]], stone)
    for row in range(3):
        for place in range(7):
            x = -0.86 + 1.72 * (place + 0.5 * (row % 2)) / 6.5
            if abs(x) > 0.95:
                continue
            sag = MOUTH * FLAT * (1.0 - x * x) ** 0.5
            y = 22 + row * 34 - sag
            shade = mix(stone, theme.shade if (place + row) % 2 else theme.mist, 0.18)
            wide = 20.0 * (1.0 - 0.35 * x * x)
            pen.soft(((x * MOUTH - wide, y - 10), (x * MOUTH + wide, y - 10), (x * MOUTH + wide, y + 11),
                      (x * MOUTH - wide, y + 11)), shade)  # fmt: skip
    edge = [(x, y - 2) for x, y in top]
    pen.stroke(edge, (7, 9, 7), mix(stone, theme.mist, 0.3))
    return pen.sprite()


def bucket(theme: Theme, unit: float, *, ghost: bool = False) -> Sprite:
    """The bucket, anchored at its handle's top; as a ghost only its outline, pale."""
    size = (round(150 * unit), round(170 * unit))
    pen = Pen(size, unit, (size[0] / 2, 24 * unit))
    staves: tuple[Point, ...] = ((-44, 50), (44, 50), (34, 128), (-34, 128))
    if ghost:
        pale = mix(theme.hold[1], theme.ink, 0.3)
        for colour, width in ((theme.hold[2], 11.0), (pale, 6.0)):
            _outline(pen, colour, width)
        return pen.sprite()
    _, dark, edge = theme.wood
    _outline(pen, theme.hold[2], 18.0)
    _outline(pen, theme.keyline, 11.0)
    pen.shape(staves, theme.limb)
    for x in (-26, -9, 9, 26):
        pen.limb((x, 52), (x * 0.78, 127), 2.6, 2.6, mix(edge, dark, 0.5))
    for y, half in ((62, 43), (116, 36)):
        pen.limb((-half, y), (half, y), 8, 8, mix(edge, theme.keyline, 0.35))
    pen.oval((0, 50), 44, 11, mix(theme.limb, theme.keyline, 0.4))
    pen.oval((0, 50), 36, 8, mix(theme.flame, (255, 255, 255), 0.5))
    pen.stroke(((-42, 50), (-30, 14), (0, 0), (30, 14), (42, 50)), (5, 5, 5), mix(edge, theme.keyline, 0.2))
    return pen.sprite()


def _outline(pen: Pen, colour: Colour, width: float) -> None:
    pen.stroke(((-42, 50), (-30, 14), (0, 0), (30, 14), (42, 50)), (width, width), colour)
    for a, b in (((-44, 50), (-34, 128)), ((-34, 128), (34, 128)), ((34, 128), (44, 50)), ((44, 50), (-44, 50))):
        pen.limb(a, b, width, width, colour)


def trough(theme: Theme, unit: float) -> Sprite:
    """The empty trough, anchored at the well's foot."""
    pen = _pen(unit)
    (left, foot), (right, top) = TROUGH
    light, dark, edge = theme.wood
    wood = mix(light, theme.mist, 0.1)
    pen.oval(((left + right) / 2, 2), (right - left) * 0.56, 13, theme.shade, 120)
    pen.shape(((left, top), (right, top), (right - 16, foot), (left + 16, foot)), mix(wood, dark, 0.55))
    for x in (left + 30, right - 30):
        pen.limb((x, top - 4), (x * 0.995, foot), 12, 12, mix(edge, dark, 0.4))
    pen.limb((left, top), (right, top), 11, 11, mix(wood, edge, 0.3))
    return pen.sprite()


def _pen(unit: float) -> Pen:
    """Room for the whole well, up from the middle of its foot."""
    return Pen((round(1040 * unit), round(840 * unit)), unit, (520 * unit, 790 * unit), up=True, fine=3)
