"""What is asked of a fall, of tiredness and in a rest is answered by one key, and Space still stops."""

from __future__ import annotations

import pygame
import pytest

from game.round import Command, Do, Phase
from game.screens.play import PlayScreen
from game.screens.screen import Intent, Look, Say
from game.screens.tour_of_play import LANTERNS


def shown(phase: Phase, asks: str | None = None) -> PlayScreen:
    """The screen of that phase, laid out."""
    screen = PlayScreen()
    screen.see(LANTERNS._replace(phase=phase, asks=asks))
    screen.lay_out((1280, 720), Look())
    return screen


def pressed(screen: PlayScreen, key: int) -> list[Intent]:
    return list(screen.handle(pygame.event.Event(pygame.KEYDOWN, key=key, unicode="", mod=0)))


@pytest.mark.parametrize(
    ("phase", "asks", "key", "command"),
    [
        (Phase.FALL, None, pygame.K_y, Command(Do.FELL)),
        (Phase.FALL, None, pygame.K_n, Command(Do.NOT_FELL)),
        (Phase.FALL, None, pygame.K_SPACE, Command(Do.STOP)),
        (Phase.OFFER, None, pygame.K_RETURN, Command(Do.FINISH)),
        (Phase.OFFER, None, pygame.K_SPACE, Command(Do.STOP)),
        (Phase.REST, "effort", pygame.K_7, Command(Do.ANSWER, 7.0, "effort")),
        (Phase.REST, "effort", pygame.K_x, Command(Do.ANSWER, 10.0, "effort")),
        (Phase.REST, "pain", pygame.K_3, Command(Do.PAIN, 3.0)),
        (Phase.REST, "pain", pygame.K_SPACE, Command(Do.STOP)),
    ],
)
def test_one_key_each(phase: Phase, asks: str | None, key: int, command: Command) -> None:
    assert pressed(shown(phase, asks), key) == [Say(command)]


@pytest.mark.parametrize("key", [pygame.K_p, pygame.K_z, pygame.K_e, pygame.K_h])
def test_nothing_leads_past_the_question_whether_it_was_a_fall(key: int) -> None:
    assert pressed(shown(Phase.FALL), key) == []


def test_when_it_is_answered_the_rest_is_shown_again() -> None:
    """The same phase, another face."""
    screen = shown(Phase.REST, "effort")
    assert "How hard was that?" in [box.words for box in screen.paper.boxes]
    screen.see(LANTERNS._replace(phase=Phase.REST))
    assert "Rest. Breathe slowly." in [box.words for box in screen.paper.boxes]
