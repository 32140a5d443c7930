"""Where one side is not seen, everything that is needed begins on the side that is."""

from __future__ import annotations

import pygame
import pytest

from game.screens import tour
from game.screens.keys import Key
from game.screens.play import PlayScreen
from game.screens.screen import Look
from game.screens.theme import Colour
from game.screens.views import VIEWS
from game.screens.widgets import Paper
from tests.game.screens.seeing import BareWorld, laid_out

pytestmark = pytest.mark.usefixtures("display")
SIZE = (1280, 720)
sides = pytest.mark.parametrize("side", ["left", "right"])
sizes_of_text = pytest.mark.parametrize("text_scale", [1.0, 2.0])


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No world is painted: only the words over it are looked at."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))


def on_side(paper: Paper, rect: pygame.Rect, side: str) -> bool:
    """Whether the middle of it lies there."""
    return (rect.centerx < paper.sheet.centerx) is (side == "left")


def look(side: str, text_scale: float) -> Look:
    return Look(text_scale=text_scale, seen_side=side)  # type: ignore[arg-type]


@sides
@sizes_of_text
def test_stop_and_cue_are_on_the_side_that_is_seen(side: str, text_scale: float) -> None:
    """On every screen that can be stopped, and in every world; the line they begin from stands at that edge."""
    for name, make in tour.SCREENS.items():
        screen = make()
        paper = laid_out(screen, SIZE, look(side, text_scale))
        for sign in paper.signs:
            assert sign.means is not Key.STOP or on_side(paper, sign.rect, side), name
        if isinstance(screen, PlayScreen) and screen.page is None:
            cue = next(box for box in paper.boxes if box.kind == "text")
            assert on_side(paper, cue.rect, side), (name, cue)
        edge = 3 if side == "left" else SIZE[0] - 4
        assert paper.picture.get_at((edge, SIZE[1] // 2))[:3] in line_of(paper), name


def line_of(paper: Paper) -> tuple[Colour, Colour]:
    return paper.theme.warm, paper.theme.on_warm


@sides
@sizes_of_text
def test_both_doors_of_the_stop_begin_on_the_side_that_is_seen(side: str, text_scale: float) -> None:
    """*It hurts* and *I feel unwell* stand one above the other, their words at the edge that is seen."""
    screen = tour.SCREENS["stop"]()
    paper = laid_out(screen, SIZE, look(side, text_scale))
    assert isinstance(screen, PlayScreen) and screen.page is not None
    for door in screen.page.doors[:2]:
        assert on_side(paper, door.words_rect, side)
