"""The speed of the world: a person's setting slows what moves by itself, and nothing that the practice depends on."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.people.settings import PersonSettings
from game.round.view import RoundView
from game.screens.play import Field
from game.screens.settled import look_of
from game.screens.theme import THEMES
from game.screens.views import VIEWS
from game.screens.views.world import World
from tests.game.screens.seeing import BareWorld, reach_view, round_view


class Counted(World):
    """A world that notes how much time it was told has passed, and what of it moves by itself."""

    def _paint(self) -> pygame.Surface:
        return pygame.Surface(self._size)

    def _draw(self, surface: pygame.Surface, view: RoundView, dt_s: float) -> list[pygame.Rect]:
        del surface, view
        self.told = (dt_s, self._glowing(dt_s), self._breath(0.0))
        return []


@given(st.floats(0.5, 1.0), st.integers(1, 40))
def test_a_slower_world_slows_what_moves_by_itself_and_nothing_that_answers_the_body(speed: float, frames: int) -> None:
    """The glow grows and breathes so much slower; what follows the body is told the time as it is."""
    worlds_ = [Counted((64, 36), THEMES["dusk"], "right", "shoulder_abduction", "seated", False) for _ in range(2)]
    worlds_[1].speed = speed
    for _frame in range(frames + 1):
        for world, dt_s in zip(worlds_, (speed / 60, 1 / 60), strict=True):
            world.draw_live(pygame.Surface((64, 36)), round_view(None), dt_s)
    (_usual, grown, breath), (own_s, slow_grown, slow_breath) = (world.told for world in worlds_)
    assert own_s == 1 / 60 and slow_grown == pytest.approx(grown) and slow_breath == pytest.approx(breath)


def test_a_persons_speed_reaches_their_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the settings to the view, whichever it is."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))
    for kind in VIEWS:
        view = round_view(reach_view())._replace(kind=kind)
        field = Field((640, 360), look_of(PersonSettings(world_speed=0.6), "en"), view)
        assert field._view.speed == 0.6
