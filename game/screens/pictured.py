"""Pictured: doors that say with a picture what words say too, for whom words are hard."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.pen import Pen
from game.screens.widgets import Box, Door, Paper, split_bottom

_UNITS = 100.0
_LEAST_PX = 64
"""A picture smaller than this on the sheet is left out."""


def put_pictured(
    page: Page, paper: Paper, door: Door, rect: pygame.Rect, draw: Callable[[pygame.Rect], None], role: Role = Role.CUE
) -> None:
    """A door with a picture above its words, where there is room for one; the words stand alone where there is not."""
    words_px = paper.line_px(role) + paper.px(28)
    picture, low = split_bottom(rect, min(rect.height, words_px))
    roomy = picture.height - paper.px(16) >= paper.px(_LEAST_PX)
    centred = roomy or paper.look.seen_side == "both"
    page.put(door, rect, centred=centred, role=role, words_in=low if roomy else None)
    if roomy:
        draw(picture.inflate(-paper.px(24), -paper.px(16)).move(0, paper.px(6)))


def draw_mark(paper: Paper, area: pygame.Rect, *, yes: bool) -> None:
    """A tick for yes, a cross for no."""
    side = min(area.width, area.height)
    pen = Pen((side, side), side / _UNITS, (side / 2, side / 2))
    lines = (((-30, 4), (-8, 26)), ((-8, 26), (32, -26))) if yes else (((-26, -26), (26, 26)), ((-26, 26), (26, -26)))
    for one, other in lines:
        pen.limb(one, other, 13, 13, paper.theme.ink)
    pen.sprite().draw(paper.picture, *area.center)
    paper.boxes.append(Box("drawing", area))
