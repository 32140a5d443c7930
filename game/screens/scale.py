"""The scale of 0–10 for pain and effort: numbers in a row, faces, or upright like a ladder; one key each."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.screens.emblems import draw_face
from game.screens.keys import TEN
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import Intent
from game.screens.widgets import Box, Door, Paper, columns, split_bottom, split_top

MOST = 10
NUMBERS, FACES, VERTICAL = "numbers", "faces", "vertical"
_TILE_PX_MAX = 330
_FACES = (0, 2, 4, 6, 8, 10)
_LADDER_PX, _RUNG_PX = 400, 112
"""How wide an upright scale is, and how tall each of its doors at most."""


def key_of(value: int) -> int:
    """The key that a number has; there is none for ten, so that has X."""
    return TEN if value == MOST else pygame.K_0 + value


def how_to(shape: str) -> str:
    """What is pressed, in words."""
    if shape == FACES:
        return _("Press the number below the face, or X for 10.")
    return _("Press 0 to 9, or X for 10.")


def effort_ends() -> tuple[str, str]:
    """What the two ends mean where it is effort that is asked for."""
    return _("0  no effort"), _("10  as hard as can be")


def asked_px(paper: Paper) -> int:
    """How tall the question above a scale is, px."""
    return paper.line_px(Role.CUE) + paper.line_px(Role.LINE) + paper.px(20)


def ask(paper: Paper, area: pygame.Rect, question: str, shape: str) -> None:
    """The question, and what is pressed."""
    head, how = split_top(area, paper.line_px(Role.CUE) * (2 if shape == VERTICAL else 1), paper.px(10))
    written = paper.words(question, Role.CUE, head)
    how.top, how.height = written.bottom + paper.px(10), area.bottom - written.bottom - paper.px(10)
    paper.words(how_to(shape), Role.LINE, how)


def beside_scale(paper: Paper, area: pygame.Rect, shape: str, words_px: int) -> tuple[pygame.Rect, pygame.Rect]:
    """The room for words and the room for the scale: below the words, or where it stands upright, beside them: after
    the words as they are read, or where one side is not seen, at the edge of the one that is."""
    if shape != VERTICAL:
        return split_top(area, words_px, paper.px(14))
    words, ladder = area.copy(), area.copy()
    ladder.width = paper.px(_LADDER_PX)
    words.width = area.width - ladder.width - paper.px(48)
    if paper.from_right is (paper.look.seen_side == "both"):  # the scale on the left, the words on the right
        words.right = area.right
    else:
        ladder.right = area.right
    return words, ladder


def draw_scale(
    page: Page,
    paper: Paper,
    area: pygame.Rect,
    wants: Sequence[tuple[Intent, ...]],
    ends_words: tuple[str, str] | None = None,
    shape: str = NUMBERS,
) -> None:
    """Eleven doors, 0–10, or six faces, each with its own key. `wants` says what each number asks for, `ends_words`
    what the two ends of the scale mean, where it is not pain; only pain has faces."""
    least, most = ends_words or (_("0  no pain"), _("10  worst pain"))
    if shape == VERTICAL:
        _ladder(page, paper, area, wants, least, most)
        return
    area = split_top(area, min(area.height, paper.px(_TILE_PX_MAX) + paper.line_px(Role.LINE)))[0]
    tiles, ends = split_bottom(area, paper.line_px(Role.LINE), paper.px(14))
    left, right = columns(ends, 2, paper.px(20))
    paper.words(least, Role.LINE, left)
    paper.words(most, Role.LINE, right, align="right")
    if shape == FACES and ends_words is None:
        for value, rect in zip(_FACES, columns(tiles, len(_FACES), paper.px(24)), strict=True):
            picture, number = split_bottom(rect, min(rect.height // 2, paper.line_px(Role.CUE)), paper.px(2))
            door = Door(str(value), wants[value], key=key_of(value))
            page.put(door, rect, centred=True, words_in=number.inflate(0, paper.px(16)))
            draw_face(paper, picture.inflate(0, -paper.px(12)).move(0, paper.px(6)), value)
        return
    for value, rect in enumerate(columns(tiles, MOST + 1, paper.px(20))):
        page.put(Door(str(value), wants[value], key=key_of(value)), rect, centred=True, role=Role.NUMBER)


def _ladder(
    page: Page, paper: Paper, area: pygame.Rect, wants: Sequence[tuple[Intent, ...]], least: str, most: str
) -> None:
    """Upwards from 0: even numbers on one side of the line, odd ones on the other, so that each door is large."""
    top_px, low_px = (
        len(paper.letters.wrap(said, Role.SMALL, area.width, False)) * paper.line_px(Role.SMALL)
        for said in (most, least)
    )
    top, rest = split_top(area, top_px, paper.px(8))
    rungs, low = split_bottom(rest, low_px, paper.px(8))
    paper.words(most, Role.SMALL, top, align="centre")
    paper.words(least, Role.SMALL, low, align="centre")
    step = rungs.height / (MOST + 2)
    tall, wide = min(paper.px(_RUNG_PX), round(2 * step) - paper.px(12)), (rungs.width - paper.px(60)) // 2
    x = rungs.centerx
    pygame.draw.line(paper.picture, paper.theme.ink, (x, rungs.top), (x, rungs.bottom), paper.px(6))
    paper.boxes.append(Box("drawing", pygame.Rect(x - paper.px(3), rungs.top, paper.px(6), rungs.height)))
    for value in range(MOST + 1):
        y = round(rungs.bottom - (value + 1) * step)
        pygame.draw.line(paper.picture, paper.theme.ink, (x - paper.px(16), y), (x + paper.px(16), y), paper.px(4))
        rect = pygame.Rect(0, y - tall // 2, wide, tall)
        if value % 2:
            rect.right = rungs.right
        else:
            rect.left = rungs.left
        page.put(Door(str(value), wants[value], key=key_of(value)), rect, centred=True, role=Role.CUE)
