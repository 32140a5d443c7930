"""Played standing, a world stands still: nothing moves by itself, and with the body only what it moves."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from game.round.view import RoundView
from game.screens.theme import THEMES, Theme
from game.screens.tour_of_traces import moved
from game.screens.views import VIEWS
from tests.game.screens.test_standing_out import seen_of

pytestmark = pytest.mark.usefixtures("display")
SIZE = (640, 360)
Box = tuple[float, float, float, float]
Still = npt.NDArray[np.bool_]
_STEPS, _STEP_S = 64, 1 / 16
_EVERY = 8
_A_SHADE = 2
MOVES: dict[str, tuple[Box, ...]] = {
    "lanterns": ((0.20, 0.42, 0.55, 0.86),),
    "well": ((0.17, 0.34, 0.66, 0.84),),
    "kite": ((0.20, 0.40, 0.60, 0.84),),
    "boat": ((0.12, 0.50, 0.88, 0.95), (0.89, 0.60, 0.99, 0.95)),
    "boat-opposed": ((0.18, 0.50, 0.82, 0.80), (0.89, 0.60, 0.99, 0.95)),
    "boat-legs": ((0.40, 0.58, 0.60, 0.95), (0.89, 0.60, 0.99, 0.95)),
    "ferry": ((0.20, 0.54, 0.80, 0.95), (0.07, 0.24, 0.20, 0.86)),
    "bells-learn": ((0.19, 0.42, 0.48, 0.86),),
    "forge": ((0.68, 0.26, 0.78, 0.86), (0.13, 0.54, 0.20, 0.86), (0.27, 0.60, 0.59, 0.86)),
    "cottage": ((0.08, 0.52, 0.15, 0.86), (0.15, 0.36, 0.85, 0.70)),
}
"""Where the body and what it moves are, with the sign of the trunk or the small picture of the person; left, top, right
and bottom as shares of the window. Lights, the valley, water, deck and horizon lie outside, or are hidden by them."""
looks = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def _pictures(name: str, theme: Theme, does: Callable[[RoundView, int], RoundView]) -> Iterator[npt.NDArray[np.int64]]:
    """Four seconds of that world played standing, with usual motion; some of its pictures."""
    seen = seen_of(name, 5)._replace(posture="standing")
    world: Any = VIEWS[seen.kind](SIZE, theme, "right", seen.movement, "standing", False)
    surface = pygame.Surface(SIZE, 0, 32)
    for step in range(_STEPS):
        world.draw_still(surface)
        world.draw_live(surface, does(seen, step), _STEP_S)
        if step % _EVERY == _EVERY - 1:
            yield pygame.surfarray.array3d(surface).swapaxes(0, 1).astype(int)


def _changed(pictures: Iterator[npt.NDArray[np.int64]]) -> Still:
    """Where they differ: rows × columns."""
    first = next(pictures)
    found: Still = np.max([np.abs(each - first).max(axis=2) for each in pictures], axis=0) > _A_SHADE
    return found


def _swaying(seen: RoundView, step: int) -> RoundView:
    share = 0.5 + 0.5 * math.sin(step / 9.0)
    return moved(seen, share)._replace(lean_right_deg=10.0 * share - 5.0, lean_forward_deg=6.0 * share - 3.0)


@looks
@pytest.mark.parametrize("name", MOVES)
def test_while_the_body_stands_still_nothing_moves(name: str, theme: Theme) -> None:
    """No light swells, no water ripples, nothing drifts."""
    assert not _changed(_pictures(name, theme, lambda seen, _step: seen)).any()


@looks
@pytest.mark.parametrize("name", MOVES)
def test_in_a_standing_world_nothing_moves_but_cargo_and_cursor(name: str, theme: Theme) -> None:
    """While the body sways and moves, every pixel elsewhere stays."""
    changed = _changed(_pictures(name, theme, _swaying))
    assert changed.any()
    for left, top, right, bottom in MOVES[name]:
        rows = slice(round(top * SIZE[1]), round(bottom * SIZE[1]))
        changed[rows, round(left * SIZE[0]) : round(right * SIZE[0])] = False
    assert not changed.any()


@pytest.mark.parametrize("name", ["lanterns", "forge"])
def test_played_seated_a_light_may_swell(name: str) -> None:
    """What the first test looks for is there to be found."""
    seen = seen_of(name, 5)
    world: Any = VIEWS[seen.kind](SIZE, THEMES["dusk"], "right", seen.movement, "seated", False)
    surface, pictures = pygame.Surface(SIZE, 0, 32), []
    for _step in range(30):
        world.draw_still(surface)
        world.draw_live(surface, seen, 0.1)
        pictures.append(pygame.surfarray.array3d(surface).astype(int))
    assert _changed(iter(pictures)).any()
