"""Scenery is painted without bands or seams, the same every time."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.screens import ferryboat, scenery
from game.screens.paint import Canvas, rolling, skyline
from game.screens.theme import THEMES, Theme

looks = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def _picture(surface: pygame.Surface) -> np.ndarray:
    return pygame.surfarray.array3d(surface).swapaxes(0, 1).astype(float)


def test_a_sky_has_no_bands() -> None:
    """Where a gradient climbs one step in many rows, the rows between are dithered, not flat."""
    canvas = Canvas((200, 200))
    canvas.sky(((40, 40, 60), (46, 44, 64)), 0, 200)
    picture = _picture(canvas.surface())
    flat = (picture.std(axis=1)[:, 0] == 0).mean()
    assert flat < 0.1


def test_a_ridge_covers_everything_below_its_line_and_nothing_above() -> None:
    """The skyline is exact to the pixel, and smooth on it."""
    canvas = Canvas((64, 64))
    canvas.ridge(skyline(64, lambda x: 30.25 + 0 * x), (200, 0, 0), (200, 0, 0), 10.0)
    column = canvas.pixels[0, :, 32]
    assert column[:29].max() == 0
    assert column[31:].min() == 200
    assert 0 < column[30] < 200


def test_still_water_meets_its_shore_without_a_seam() -> None:
    """The first row of water shows what stands right above it."""
    canvas = Canvas((80, 120))
    canvas.sky(((20, 30, 90), (240, 150, 110)), 0, 60)
    canvas.reflect(60, ((150, 90, 120), (20, 20, 60)), far=0.95, near=0.3, bottom=120)
    down = canvas.pixels.mean(axis=2)
    steps = np.abs(np.diff(down, axis=1)).max(axis=0)
    assert steps[58:62].max() < 12
    assert steps[60:].max() < 12


def test_rolling_lines_are_the_same_for_a_seed_and_differ_between_seeds() -> None:
    """Scenery depends on nothing but its seed."""
    one, again, other = (rolling(300, seed, rough=0.5, octaves=4, bumps=5) for seed in (3, 3, 4))
    assert (one == again).all()
    assert not np.allclose(one, other)


@looks
@pytest.mark.parametrize("paint", [scenery.valley, ferryboat.ferry], ids=["valley", "ferry"])
def test_a_mirrored_world_is_the_mirror_image_and_painted_alike_twice(theme: Theme, paint: object) -> None:
    """Left is right, pixel for pixel; twice gives the same."""
    assert callable(paint)
    plain, again, mirrored = (_picture(paint((320, 180), theme, mirror=m)) for m in (False, False, True))
    assert (plain == again).all()
    assert (plain == mirrored[:, ::-1]).all()


@looks
def test_lights_stand_on_the_hillside_in_a_row_that_recedes(theme: Theme) -> None:
    """Every light has its own place inside the window, and those further up the path are smaller."""
    places = scenery.light_places((640, 360), 30)
    large = [each[2] for each in places]
    assert large == sorted(large, reverse=True)
    assert all(0 <= x < 320 and 90 < y < 345 for x, y, _ in places)
    gaps = [np.hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(places) for b in places[:i]]
    assert min(gaps) > 4
    assert theme.lit != theme.soft
