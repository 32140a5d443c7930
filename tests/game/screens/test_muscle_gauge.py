"""The gauge of a muscle on the page where sensors are put on."""

from __future__ import annotations

import pygame
import pytest

from game.motion.motion import MuscleSignal
from game.round.view import Phase
from game.screens import tour_of_play
from game.screens.play import PlayScreen
from game.screens.screen import Look
from game.screens.wear import WearFace
from game.screens.widgets import Paper


@pytest.fixture(autouse=True)
def no_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """No world is painted for this."""
    monkeypatch.setattr("game.screens.play.Field", lambda *_how: None)


def laid_out(screen: PlayScreen) -> tuple[WearFace, Paper]:
    """The face of a screen at its usual size, and its paper."""
    screen.lay_out((1280, 720), Look())
    face = screen._face
    assert isinstance(face, WearFace) and face.paper is not None
    return face, face.paper


def test_a_muscle_has_a_gauge_only_where_its_activity_can_be_had() -> None:
    """It fills from rest to effort, calmly, and stays inside its bar whatever the muscle does; a fault has words."""
    view = tour_of_play.LANTERNS
    worn = view._replace(phase=Phase.WAITING, sites=tour_of_play.ELECTRODES)
    filled = {}
    for activity in (-0.5, 0.0, 0.5, 1.0, 9.0):
        screen = PlayScreen()
        screen.see(worn._replace(muscles={"right_biceps": MuscleSignal(0.1, activity)}), tour_of_play.HEARD_MUSCLE)
        face, paper = laid_out(screen)
        gauge = face._gauges["right_biceps"]
        surface = pygame.Surface((1280, 720))
        for _ in range(90):
            taken = gauge.draw(surface, activity, 1 / 60)
        assert paper.picture.get_rect().contains(taken)
        colour = pygame.Color(*paper.theme.progress)
        filled[activity] = sum(surface.get_at((x, taken.centery)) == colour for x in range(taken.left, taken.right))
        assert {"rest", "strong"} <= {box.words for box in paper.boxes}
    assert filled[-0.5] == filled[0.0] < filled[0.5] < filled[1.0] < filled[9.0] <= taken.width
    assert filled[1.0] == pytest.approx(0.8 * taken.width, abs=6)
    off = PlayScreen()
    off.see(worn._replace(muscles=tour_of_play.OFF), tour_of_play.HEARD_MUSCLE)
    face, paper = laid_out(off)
    assert any("seems to be off" in box.words for box in paper.boxes) and face._gauges == {}
