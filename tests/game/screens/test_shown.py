"""The person beside an offer does its movement, with the limb that is asked for."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.motion.movements import MOVEMENTS
from game.screens.shown import Demonstration, draw_at_its_end
from game.screens.theme import THEMES

AREA = pygame.Rect(0, 0, 120, 120)


def picture(asked: Demonstration) -> np.ndarray:
    surface = pygame.Surface(AREA.size)
    draw_at_its_end(surface, AREA, asked, THEMES["dusk"])
    return pygame.surfarray.array3d(surface).astype(int)


@pytest.mark.parametrize("movement", sorted(MOVEMENTS))
def test_every_movement_has_its_picture(movement: str) -> None:
    """A person stands or sits in it, whatever is asked for, and keeps inside the frame."""
    drawn = picture(Demonstration(movement, "left", "seated", 30.0)).any(axis=2)
    assert 0.05 < drawn.mean() < 0.9


def test_the_limb_of_the_side_that_is_asked_for_is_the_warm_one() -> None:
    """Seen from the front, the person's left arm is at the right, and the other way round."""
    warm = THEMES["dusk"].limb
    places = {}
    for side in ("left", "right"):
        there = (abs(picture(Demonstration("shoulder_abduction", side, "seated", 80.0)) - warm) < 12).all(axis=2)
        assert there.any()
        places[side] = float(np.argwhere(there)[:, 0].mean())
    assert places["right"] < AREA.centerx < places["left"]
