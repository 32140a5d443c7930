"""Nothing flashes more than three times in any second: not the whole frame, nor a tile of it, nor in red."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from tests.game.screens.effects import EFFECTS, TESTS, WORLDS, frames_of
from tests.game.screens.flashing import ACROSS, DOWN, counted, flashes_of, tile_light

MOST = 3
SIZE = (320, 180)
QUICK = (
    *(f"world {name}" for name in WORLDS),
    *(f"trembling, {name}" for name in ("ferry", "boat-legs", "forge-too-much", "kite", "lanterns")),
    *(f"two seats, {name}" for name in ("cottage", "well")),
    *("a lantern chosen", "warm-up", "one switch, paused", "results to and fro"),
    *("one page after the other", "two pages to and fro", "the theme switched", "paused and gone on"),
    "the theme switched, reduced motion",
    *("set, path, rest", "captions and banner", "one switch"),
)
"""What may flash soonest; `python -m tests.benchmarks flashes` counts them all, for longer and in both looks."""


def run_of(light: np.ndarray, colour: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> np.ndarray:
    """Frames in which one tile has that light and the others none."""
    run = np.zeros((len(light), DOWN, ACROSS, 3))
    run[:, 4, 7] = light[:, None] * np.array(colour)
    return run


@pytest.mark.parametrize("rate_hz", [2, 3, 4, 10])
def test_so_many_flashes_are_counted(rate_hz: int) -> None:
    """As many pairs of changes as there are in a second, at a tile and, where all of it flashes, on the whole frame."""
    seconds = np.arange(0, 3, 1 / 60)
    light = 0.25 + 0.2 * np.sign(np.sin(2 * np.pi * rate_hz * (seconds + 1e-6)))
    flashes = counted(run_of(light))
    assert (flashes.frame, flashes.tile, flashes.red) == (0, rate_hz, 0)
    whole = np.repeat(light, DOWN * ACROSS * 3).reshape(-1, DOWN, ACROSS, 3)
    assert counted(whole).frame == rate_hz


def test_what_is_faint_or_bright_throughout_is_no_flash() -> None:
    """Less than a tenth of the light there can be, or never darker than eight tenths."""
    wave = np.sin(2 * np.pi * 10 * np.arange(0, 2, 1 / 60))
    assert counted(run_of(0.5 + 0.04 * wave)).most == 0
    assert counted(run_of(0.92 + 0.07 * wave)).most == 0


def test_a_flash_of_saturated_red_is_counted_however_dark() -> None:
    """To red and back to grey of the same light."""
    light = np.full(120, 0.3)
    run = run_of(light)
    run[::12, 4, 7] = run[1::12, 4, 7] = (0.09, 0.0, 0.0)
    assert counted(run).red == 5


@pytest.mark.parametrize("name", QUICK)
def test_nothing_flashes(name: str) -> None:
    """Everything happens as fast as it can, by hand or by trembling."""
    assert flashes_of(frames_of(name, SIZE, "dusk", 1.2)).most <= MOST


@pytest.mark.parametrize("name", ["forge-too-much", "boat-legs", "ferry"])
@pytest.mark.parametrize("look", ["day", "day-contrast"])
def test_nothing_flashes_by_day_where_signs_are_dark(name: str, look: str) -> None:
    """A body that trembles far, at the edge of counting."""
    effect = f"trembling, {name}, 2.5 times as far, the other way after 5 ticks"
    assert flashes_of(frames_of(effect, SIZE, look, 1.2)).most <= MOST


def test_nothing_flashes_where_a_shaky_hand_plays_a_round() -> None:
    """Two oars, whose limbs are seen as the last sample said."""
    assert flashes_of(frames_of("a shaky hand plays elbow_flexion_tandem_1", SIZE, "day", 4.0)).most <= MOST


@pytest.mark.usefixtures("display")
def test_the_light_of_a_tile_is_the_mean_of_its_pixels() -> None:
    """Each colour for itself, linear, whatever is left over at the edges."""
    surface = pygame.Surface((16 * 4 + 3, 9 * 5 + 2), 0, 32)
    surface.fill((255, 0, 0), (0, 0, 4, 5))
    surface.fill((0, 255, 0), (4, 0, 2, 5))
    surface.fill((0, 0, 188), (60, 40, 4, 5))
    light = tile_light(surface)
    assert light.shape == (DOWN, ACROSS, 3)
    assert light[0, 0] == pytest.approx((1, 0, 0))
    assert light[0, 1] == pytest.approx((0, 0.5, 0))
    assert light[8, 15] == pytest.approx((0, 0, 0.5029), abs=1e-3)
    assert light.sum() == pytest.approx(1 + 0.5 + 0.5029, abs=1e-3)


def test_every_world_and_test_is_counted() -> None:
    """Whatever is played is among the effects."""
    assert {f"world {name}" for name in WORLDS} | {f"test {name}" for name in TESTS} <= set(EFFECTS)
