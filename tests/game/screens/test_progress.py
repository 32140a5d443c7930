"""Progress in the window: words first, a leaf for each picture, and light that stays."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scoring.light import LANTERNS_MAX, lanterns
from game.screens import tour_of_progress
from game.screens.language import LANGUAGES, speaking
from game.screens.progress import ProgressScreen
from game.screens.screen import Go, Look, Place
from tests.game.screens.seeing import laid_out

pytestmark = pytest.mark.usefixtures("display")


def leaves(text_scale: float) -> list[str]:
    """Every leaf's words, turned by its own door until the first comes again; whatever is written fits and is apart."""
    screen, found = ProgressScreen(tour_of_progress._report()), []
    for _leaf in screen.leaves:
        paper = laid_out(screen, look=Look(text_scale=text_scale))
        assert not [box.words for box in paper.boxes if not box.fits], "cut off"
        written = [box.rect for box in paper.boxes if box.kind == "text"]
        assert all(rect.collidelist(written[:place]) < 0 for place, rect in enumerate(written)), "over one another"
        found.append(" | ".join(box.words for box in paper.boxes if box.kind == "text"))
        screen.chosen(screen.doors[0])
    assert screen.leaf == 0
    return found


@pytest.mark.parametrize("text_scale", [1.0, 1.5, 2.0])
def test_words_come_first_and_every_picture_has_its_own(text_scale: float) -> None:
    first, week, valley, grown, early, pain = leaves(text_scale)
    for said in ("11 minutes, 24 movements", "3 days, 31 minutes", "920 lights"):
        assert said in first
    if text_scale <= 1.5:
        assert "Higher than before" in first and "Too early" in first
    assert "Higher than before" in grown
    assert "Mon" in week and "What was lit stays lit" in valley and "The band is where you began" in grown
    assert "5 of the 7 sessions" in early and "within your usual ups and downs" in pain


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_fits_at_every_size_of_text(code: str) -> None:
    with speaking(code):
        for text_scale in (1.0, 2.0):
            assert len(leaves(text_scale)) == 6


def test_nothing_kept_is_one_friendly_sentence() -> None:
    screen = tour_of_progress.PROGRESS["progress-none"]()
    words = [box.words for box in laid_out(screen).boxes if box.kind == "text"]
    assert any("play once with a worn sensor as P02" in said for said in words)
    assert [door.wants for door in screen.doors] == [(Go(Place.BACK),)]


def test_escape_leads_from_a_picture_to_the_words_and_from_there_out() -> None:
    screen = ProgressScreen(tour_of_progress._report())
    laid_out(screen)
    screen.turn(3)
    escape = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, mod=0, unicode="")
    assert screen.handle(escape) == () and screen.leaf == 0
    assert screen.handle(escape) == (Go(Place.BACK),)


@given(st.integers(0, 40_000), st.integers(0, 500))
def test_lanterns_follow_from_the_sum_alone_and_never_fall(light: int, more: int) -> None:
    assert 0 <= lanterns(light) <= lanterns(light + more) <= LANTERNS_MAX


def test_the_first_session_lights_something_and_a_year_still_adds() -> None:
    assert lanterns(0) == 0 and lanterns(10) >= 1
    assert lanterns(3 * LANTERNS_MAX**2) == LANTERNS_MAX > lanterns(10_000)
