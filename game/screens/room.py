"""The cottage's room, drawn once: planks and timbers, a window on the valley, shelves, a rug, and lamplight."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.screens import scenery
from game.screens.pen import Glow, Pen
from game.screens.theme import Colour, Theme, mix

WINDOW = (-620.0, 214.0, 1240.0, 250.0)
"""The window through which the valley is seen: left, top, width, height; design units from the middle and the top."""
Place = Callable[[float, float, float, float], pygame.Rect]
"""Left, top, width and height in design units from the middle and the top, as they are on the screen."""
_BLACK: Colour = (0, 0, 0)
_FLOOR_Y = 930.0
_SHELF = (700.0, 560.0, 230.0)
"""A shelf at either side: how far from the middle, how low, how long."""
_CUPS = ((24.0, 40.0, 46.0), (84.0, 30.0, 62.0), (134.0, 44.0, 38.0), (190.0, 26.0, 54.0))
"""What stands on it: where along it, how wide, how tall."""


def room(size: tuple[int, int], theme: Theme, place: Place, *, mirror: bool) -> pygame.Surface:
    """The whole room; an even ground where there is to be no scenery."""
    valley = scenery.valley(size, theme)
    if mirror:
        valley = pygame.transform.flip(valley, True, False)
    if theme.plain:
        return valley.copy()
    picture = pygame.Surface(size, 0, 32)
    _wall(picture, theme, place)
    _window(picture, theme, place, valley)
    _floor(picture, theme, place)
    for side in (-1, 1):
        _shelf(picture, theme, place, side)
    _light(picture, theme, place)
    return picture


def _wood(theme: Theme, share: float) -> Colour:
    """The room's wood: `share` 0 is what words are written on, 1 the plank itself; by dusk lamplight warms it."""
    wood = mix(theme.wood[1], theme.panel, 0.62 if theme.additive else 0.5)
    return mix(wood, theme.wood[0], share)


def _wall(picture: pygame.Surface, theme: Theme, place: Place) -> None:
    """Planks, each of a shade of its own, darker towards the floor; timbers at the sides and under the roof."""
    wide, tall = picture.get_size()
    edge = max(1, place(0.0, 0.0, 4.0, 1.0).width)
    for step in range(-12, 12):
        plank = place(118.0 * step, 0.0, 118.0, 1080.0)
        shade = _wood(theme, 0.06 * (step * 7 % 5))
        for band in range(24):
            part = pygame.Rect(plank.left, band * tall // 24, plank.width + 1, tall // 24 + 1)
            picture.fill(mix(shade, _BLACK, 0.010 * band), part)
        picture.fill(mix(shade, _BLACK, 0.28), (plank.left, 0, edge, tall))
        picture.fill(mix(shade, theme.mist, 0.10), (plank.left + edge, 0, max(1, edge // 2), tall))
    timber, lit = mix(_wood(theme, 0.55), _BLACK, 0.2), _wood(theme, 0.9)
    beam = place(-2000.0, 478.0, 4000.0, 34.0)
    for each in (beam, place(-1000.0, 0.0, 46.0, 1080.0), place(954.0, 0.0, 46.0, 1080.0)):
        picture.fill(timber, each)
    picture.fill(lit, (0, beam.top, wide, edge))
    picture.fill(mix(timber, _BLACK, 0.4), (0, beam.bottom, wide, edge))


def _window(picture: pygame.Surface, theme: Theme, place: Place, valley: pygame.Surface) -> None:
    """The valley, its frame with two bars, a sill, and curtains drawn back."""
    pane = place(*WINDOW)
    unit = pane.width / WINDOW[2]
    picture.blit(valley, pane, pane.move(0, round(40 * unit)))
    frame, lit = mix(theme.wood[0], _BLACK, 0.15), mix(theme.wood[0], theme.mist, 0.45)
    pygame.draw.rect(picture, frame, pane.inflate(round(26 * unit), round(26 * unit)), max(4, round(15 * unit)))
    for share in (1 / 3, 2 / 3):
        picture.fill(frame, (pane.left + round(share * pane.width - 4 * unit), pane.top, round(9 * unit), pane.height))
    sill = pygame.Rect(pane.left - round(40 * unit), pane.bottom + round(8 * unit), pane.width + round(80 * unit), 1)
    sill.height = max(3, round(20 * unit))
    picture.fill(frame, sill)
    picture.fill(lit, (sill.left, sill.top, sill.width, max(1, round(5 * unit))))
    for side in (-1, 1):
        pen = Pen((round(170 * unit), round(300 * unit)), unit, (85 * unit, 10 * unit))
        cloth = mix(theme.roof, theme.wood[0], 0.45)
        for fold in range(4):
            top, foot = -62.0 + 30.0 * fold, -62.0 + 22.0 * fold
            shade = mix(cloth, _BLACK if fold % 2 else theme.mist, 0.16)
            corners = ((top, 0), (top + 32, 0), (foot + 24, 270), (foot, 270))
            pen.soft([(side * x, y) for x, y in corners], shade)
        pen.sprite().draw(picture, pane.centerx + side * (pane.width / 2 + 40 * unit), pane.top - 16 * unit)


def _floor(picture: pygame.Surface, theme: Theme, place: Place) -> None:
    """Boards that come towards the viewer, a skirting, and a woven rug."""
    floor = place(-2000.0, _FLOOR_Y, 4000.0, 160.0)
    unit = floor.width / 4000.0
    wood = mix(_wood(theme, 0.5), _BLACK, 0.1)
    wide = picture.get_width()
    picture.fill(wood, floor)
    for step in range(-9, 10):
        near, far = wide / 2 + step * 230 * unit, wide / 2 + step * 150 * unit
        pygame.draw.aaline(
            picture, mix(wood, _BLACK, 0.3), (far, floor.top), (near, floor.bottom), max(1, round(3 * unit))
        )
    picture.fill(mix(theme.wood[0], theme.mist, 0.25), (0, floor.top, wide, max(3, round(9 * unit))))
    pen = Pen((round(1100 * unit), round(120 * unit)), unit, (550 * unit, 60 * unit))
    for across, colour in (
        (520, mix(theme.roof, theme.wood[1], 0.3)),
        (480, mix(theme.mist, theme.pine, 0.45)),
        (440, wood),
    ):
        pen.oval((0, 0), across, across * 0.086, colour)
    pen.oval((0, 0), 420, 34, mix(theme.roof, theme.wood[1], 0.45))
    pen.sprite().draw(picture, wide / 2, place(0.0, 1012.0, 1.0, 1.0).top)


def _shelf(picture: pygame.Surface, theme: Theme, place: Place, side: int) -> None:
    """A shelf on its brackets with cups and jars, as far from the pictures as may be."""
    far, low, long = _SHELF
    left = far if side > 0 else -far - long
    board = place(left, low, long, 14.0)
    unit = board.width / long
    wood = _wood(theme, 0.8)
    for inset in (0.16, 0.84):
        bracket = pygame.Rect(board.left + round(inset * board.width), board.bottom, round(10 * unit), round(30 * unit))
        picture.fill(mix(wood, _BLACK, 0.35), bracket)
    picture.fill(wood, board)
    picture.fill(mix(wood, theme.mist, 0.35), (board.left, board.top, board.width, max(1, round(4 * unit))))
    clays = (
        mix(theme.stone, theme.mist, 0.2),
        mix(theme.roof, theme.stone, 0.4),
        mix(theme.mist, theme.pine, 0.5),
        mix(theme.wall, theme.mist, 0.25),
    )
    for index, (along, wide, tall) in enumerate(_CUPS):
        pen = Pen((round(80 * unit), round(90 * unit)), unit, (40 * unit, 80 * unit))
        clay, half = clays[(index + (side > 0)) % len(clays)], wide / 2
        pen.soft(((-half, -tall), (half, -tall), (0.86 * half, 0), (-0.86 * half, 0)), clay)
        pen.shape(((0.3 * half, -tall), (half, -tall), (0.86 * half, 0), (0.3 * half, 0)), mix(clay, _BLACK, 0.22))
        pen.oval((0, -tall), half, 5, mix(clay, theme.mist, 0.3))
        at = along if side > 0 else long - along
        pen.sprite().draw(picture, board.left + at * unit, board.top)


def _light(picture: pygame.Surface, theme: Theme, place: Place) -> None:
    """What comes in by the window lies on the floor, and by dusk a stove out of sight warms both corners."""
    if theme.sun_strength <= 0.0:  # strong contrast: nothing lies over anything
        return
    unit = place(0.0, 0.0, 1000.0, 1.0).width / 1000.0
    wide = picture.get_width()
    foot = place(0.0, 1080.0, 1.0, 1.0).top
    warm = Glow(round(620 * unit), theme.sun, additive=theme.additive, power=1.6)
    for x in (0.0, float(wide)):
        warm.at(0.26 if theme.additive else 0.20).draw(picture, x, foot)
    sky = Glow(round(760 * unit), theme.sky[-2], additive=theme.additive, power=2.0, squash=0.42)
    sky.at(0.20).draw(picture, wide / 2, place(0.0, 470.0, 1.0, 1.0).top)
