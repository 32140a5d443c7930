"""The safety check on the screen: one question, two doors; a no asks the next, Escape the one before."""

from __future__ import annotations

import pygame
import pytest

from game.coaching.readiness import ASKED
from game.round.commands import Command, Do
from game.screens.language import LANGUAGES, speaking
from game.screens.readiness import SafetyScreen
from game.screens.screen import Go, Intent, Look, Place, Say


def shown(place: int = 0, look: Look | None = None) -> SafetyScreen:
    screen = SafetyScreen(place)
    screen.lay_out((1280, 720), look or Look())
    return screen


def pressed(screen: SafetyScreen, key: int) -> list[Intent]:
    return list(screen.handle(pygame.event.Event(pygame.KEYDOWN, key=key, unicode="", mod=0)))


def answer(name: str, value: float) -> Say:
    return Say(Command(Do.ANSWER, value, name))


@pytest.mark.parametrize("key", [pygame.K_n, pygame.K_RETURN])
def test_one_key_says_no_to_each_and_the_last_goes_on(key: int) -> None:
    """Its own, or the one that chooses: whoever has one switch answers them all."""
    screen = shown()
    for asked in ASKED[:-1]:
        assert pressed(screen, key) == [answer(asked.name, 0.0)]
    assert pressed(screen, key) == [answer(ASKED[-1].name, 0.0), Go(Place.NEXT)]


@pytest.mark.parametrize("place", range(len(ASKED)))
def test_a_yes_is_said_and_never_goes_on_by_itself(place: int) -> None:
    assert pressed(shown(place), pygame.K_y) == [answer(ASKED[place].name, 1.0)]


def test_escape_is_the_question_before_and_from_the_first_leaves() -> None:
    screen = shown(1)
    assert pressed(screen, pygame.K_ESCAPE) == []
    assert pressed(screen, pygame.K_y) == [answer(ASKED[0].name, 1.0)]
    assert pressed(shown(), pygame.K_ESCAPE) == [Go(Place.BACK)]


@pytest.mark.parametrize("code", [code for code, each in LANGUAGES.items() if each.draft])
def test_in_a_draft_of_a_language_each_question_stands_in_english_too(code: str) -> None:
    with speaking(code):
        for place, asked in enumerate(ASKED):
            paper = shown(place).paper
            assert paper is not None
            (words,) = (box.words for box in paper.boxes if asked.words in box.words)
            assert words != asked.words
