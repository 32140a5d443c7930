"""Where one side is not seen, everything that is needed begins on the side that is."""

from __future__ import annotations

import pygame
import pytest

from game.people.settings import PersonSettings
from game.screens import tour
from game.screens.keys import Key
from game.screens.language import PSEUDO, speaking
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.scale import MOST, key_of
from game.screens.screen import Look
from game.screens.settled import look_of
from game.screens.theme import Colour
from game.screens.views import VIEWS
from game.screens.widgets import Paper
from tests.game.screens.seeing import laid_out
from tests.game.screens.test_screens import BareWorld

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


SCALES = ("pain", "rest-pain", "rest-effort", "ask-pain-before", "ask-pain-after", "ask-pain-morning", "ask-effort",
          "check", "check-morning")  # fmt: skip


@sides
@sizes_of_text
@pytest.mark.parametrize("name", SCALES)
@pytest.mark.parametrize("language", ["en", "qps"])
def test_a_scale_stands_upright_on_the_side_that_is_seen(
    name: str, side: str, text_scale: float, language: str
) -> None:
    """Every number of it, whichever way the language is read; what else is asked begins next to it, and the door for
    pain that is sharp or new reaches over the middle or stands on that side."""
    settings = PersonSettings(seen_side=side, text_percent=round(100 * text_scale), pain_scale="faces")  # type: ignore[arg-type]
    with speaking(language):
        screen = tour.SCREENS[name]()
        paper = laid_out(screen, SIZE, look_of(settings, language))
        assert isinstance(screen, Page | PlayScreen) and screen.page is not None
        numbers = [door for door in screen.page.doors if door.key in map(key_of, range(MOST + 1))]
        assert len(numbers) == MOST + 1, "faces would lie side by side"
        for door in numbers:
            assert paper.sheet.centerx not in range(door.rect.left, door.rect.right)
            assert on_side(paper, door.rect, side), (name, door.words)
        for door in screen.page.doors:
            if door.key == pygame.K_s:
                near = door.rect.left if side == "left" else door.rect.right
                assert on_side(paper, pygame.Rect(near, door.rect.top, 0, 0), side)
        assert all(box.fits for box in paper.boxes) or language == PSEUDO


@sides
def test_a_page_with_one_door_has_it_where_everything_begins(side: str) -> None:
    """To go on is never only on the side that is not seen."""
    for name in ("refusal", "message", "about", "first-run"):
        screen = tour.SCREENS[name]()
        paper = laid_out(screen, SIZE, look(side, 1.0))
        assert isinstance(screen, Page)
        assert on_side(paper, screen.doors[0].rect, side), name
