"""Widgets: words find a size that fits, rectangles are cut without loss, and round corners are round."""

from __future__ import annotations

from itertools import pairwise

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.screens.lettering import Role
from game.screens.screen import Look
from game.screens.theme import DAY, DUSK, contrast, mix
from game.screens.widgets import LEAST_TEXT_PX, Door, Paper, columns, rounded, rows, split_bottom, split_top

SIZES = st.integers(0, 900)


@given(SIZES, SIZES, SIZES, st.integers(0, 60))
def test_cutting_loses_nothing(wide: int, tall: int, height: int, gap: int) -> None:
    """The parts lie within the whole and do not overlap; above and below add up where there is room."""
    area = pygame.Rect(7, 9, wide, tall)
    for upper, lower in (split_top(area, height, gap), split_bottom(area, height, gap)):
        assert upper.top == area.top
        assert lower.bottom == area.bottom
        assert upper.bottom <= max(lower.top, upper.top)
        assert upper.height + lower.height <= tall


@given(st.integers(1, 12), st.integers(200, 2000))
def test_columns_and_rows_are_even_and_apart(count: int, length: int) -> None:
    """Equal parts, the gap between them, nothing outside."""
    across = columns(pygame.Rect(0, 0, length, 50), count, 6)
    down = rows(pygame.Rect(0, 0, 50, length), count, 6)
    assert len({part.width for part in across}) == len({part.height for part in down}) == 1
    assert across[-1].right <= length
    assert all(after.left - before.right == 6 for before, after in pairwise(across))


def test_words_that_do_not_fit_are_written_smaller() -> None:
    """As large as the room allows, never below the least size, and a box that does not fit says so."""
    paper = Paper((1920, 1080), Look())
    paper.words("A little higher", Role.TITLE, pygame.Rect(0, 0, 900, 200))
    paper.words("A little higher", Role.TITLE, pygame.Rect(0, 0, 300, 60))
    paper.words("A little higher " * 40, Role.TITLE, pygame.Rect(0, 0, 300, 60))
    roomy, tight, hopeless = paper.boxes
    assert roomy.size_px == 76
    assert LEAST_TEXT_PX <= tight.size_px < roomy.size_px
    assert roomy.fits
    assert tight.fits
    assert not hopeless.fits
    assert hopeless.size_px >= LEAST_TEXT_PX


def test_round_corners_are_round_and_smooth() -> None:
    """Clear at the very corner, full inside, and something between on the way."""
    picture = rounded((60, 40), 12, (200, 100, 50, 255))
    alphas = [picture.get_at((place, place))[3] for place in range(12)]
    assert alphas[0] == 0
    assert alphas[-1] == 255
    assert any(0 < alpha < 255 for alpha in alphas)
    ring = rounded((60, 40), 12, (0, 0, 0, 0), edge_px=3, edge=(255, 255, 255))
    assert ring.get_at((1, 20))[3] == 255
    assert ring.get_at((30, 20))[3] == 0


@pytest.mark.parametrize("theme", [DUSK, DAY], ids=lambda theme: theme.name)
def test_words_stand_out_from_what_they_are_written_on(theme: object) -> None:
    """At least 4.5:1 on a page over the lightest and the darkest of the valley, and on the warm door."""
    assert theme in (DUSK, DAY)
    look = DUSK if theme is DUSK else DAY
    share = 222 / 255
    for behind in (*look.sky, *look.ridges, *look.water, *look.hill, *look.ground, look.sun, look.window):
        page = mix(behind, look.panel, share)
        assert contrast(look.ink, page) >= 4.5
        assert contrast(look.ink_soft, page) >= 4.5
    assert contrast(look.on_warm, look.warm) >= 4.5


def test_a_door_keeps_its_key_and_its_words_apart() -> None:
    """The key cap stands at the right end, the words end before it."""
    paper = Paper((1280, 720), Look(text_scale=2.0))
    paper.door(Door("It is sharp or new", key_words="S"), pygame.Rect(100, 100, 700, 120))
    said = {box.words: box.rect for box in paper.boxes if box.kind == "text"}
    assert said["It is sharp or new"].right < said["S"].left
