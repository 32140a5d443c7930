"""What came of a test: one number and how exact it is for the person; all of it, with its reasons, for a therapist."""

from __future__ import annotations

import math
from dataclasses import replace

import pygame
import pytest

from game.level.kinds import TESTS
from game.screens import measuring_words
from game.screens.measured import MeasuredScreen
from game.screens.measured_values import Measure
from game.screens.screen import Go, Look, Place
from game.screens.tour_of_tests import _NO_NUMBER, _RANGE, _SWAY
from tests.game.screens.seeing import laid_out

pytestmark = pytest.mark.usefixtures("display")


def said(screen: MeasuredScreen, text_scale: float = 1.0) -> str:
    """Every word that stands on the page."""
    return " | ".join(box.words for box in laid_out(screen, look=Look(text_scale=text_scale)).boxes)


def pages(screen: MeasuredScreen, text_scale: float = 1.0) -> list[str]:
    """Every page of the therapist's, turned by its own door until the first comes again."""
    found: list[str] = []
    screen.turn(0)
    while (page := said(screen, text_scale)) not in found:
        found.append(page)
        if len(screen.doors) > 1:
            screen.chosen(screen.doors[1])
    return found


def test_the_number_stands_with_its_unit_and_its_error() -> None:
    """What was measured, how exact it is in plain words, and that it is one of several."""
    own = said(MeasuredScreen(_RANGE))
    assert "118 ± 5°" in own
    assert "within 5°" in own
    assert "One measurement" in own
    assert "right" in own and "140°" in own, "both sides"


def test_an_error_that_nobody_knows_is_not_made_up() -> None:
    """It says so, and shows no ±."""
    own = said(MeasuredScreen(_SWAY))
    assert "±" not in own
    assert "nobody has measured yet" in own


def test_a_test_without_a_number_says_why_and_shows_no_zero() -> None:
    """The reason is the only thing to be read of it."""
    own = said(MeasuredScreen(_NO_NUMBER))
    assert "The arms helped" in own
    assert "0" not in own.replace("Pain 0 → 0", "")


def test_what_is_usual_is_for_the_therapist_alone() -> None:
    """With its source, of whom, and as no verdict; the person's page has nothing of it."""
    screen = MeasuredScreen(_RANGE)
    assert "180" not in said(screen) and "AAOS" not in said(screen)
    page = pages(screen)[0]
    assert all(word in page for word in ("180°", "AAOS", "adults of any age", "not as a verdict"))
    assert "verdict" not in pages(MeasuredScreen(replace(_RANGE, usual=None)))[0]


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_a_therapist_reads_every_measure_and_every_reason(text_scale: float) -> None:
    """However large the words are: on as many pages as that needs."""
    for measured in (_RANGE, _SWAY, _NO_NUMBER):
        every = " | ".join(pages(MeasuredScreen(measured), text_scale))
        for measure in measured.measures:
            assert measure.words in every, measure.name
            assert not measure.reason or measure.reason in every


def test_escape_leaves_the_therapists_page_and_then_the_results() -> None:
    """One step at a time; the door for the therapist wants nothing of the app."""
    screen = MeasuredScreen(_RANGE)
    laid_out(screen)
    escape = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, mod=0)
    door = next(door for door in screen.doors if "therapist" in door.words)
    assert not list(screen.chosen(door))
    assert "Range of motion" in said(screen)
    assert not list(screen.handle(escape))
    assert list(screen.handle(escape)) == [Go(Place.TITLE)]


def test_after_pain_the_end_comes_first() -> None:
    """As it does after any other play."""
    for ended, first in (("stopped_pain", Go(Place.TITLE)), ("finished", Go(Place.NEXT))):
        screen = MeasuredScreen(replace(_RANGE, ended=ended))
        laid_out(screen)
        assert screen.doors[0].wants == (first,)


@pytest.mark.parametrize("kind", sorted(TESTS))
def test_every_test_says_what_its_number_is(kind: str) -> None:
    """One sentence, without a verdict."""
    assert measuring_words.what(kind).endswith(".")


@pytest.mark.parametrize(
    ("value", "unit", "error", "words"),
    [
        (118.4, "deg", 5.0, "118 ± 5°"),
        (0.62, "deg", math.nan, "0.6°"),
        (0.62, "deg/s", 0.04, "0.62 ± 0.04 °/s"),
        (12.44, "s", math.nan, "12.4 s"),
        (14.0, "1", math.nan, "14"),
        (84.6, "%", math.nan, "85 %"),
        (2.21, "deg²/s", math.nan, "2.2 deg²/s"),
    ],
)
def test_numbers_are_as_fine_as_they_are_exact(value: float, unit: str, error: float, words: str) -> None:
    assert measuring_words.amount(value, unit, error) == words


def test_a_session_without_any_measure_is_still_told() -> None:
    """No door to pages that would be empty."""
    screen = MeasuredScreen(replace(_RANGE, measures=(), other=None))
    assert "No number this time" in said(screen)
    assert not any("therapist" in door.words for door in screen.doors)


def test_a_word_that_was_measured_is_written_as_it_is() -> None:
    """A rule by which a time was taken is no number."""
    measured = replace(_RANGE, measures=(*_RANGE.measures, Measure("end_rule", "The end is", "fifth stand")))
    assert "fifth stand" in pages(MeasuredScreen(measured))[0]
