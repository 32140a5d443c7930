"""Rocking is told from sway: one movement made over and over comes back to itself, and swaying does not."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.rocking import Rocking
from game.population.player import Wander


def rhythm(path: list[tuple[float, float, float]]) -> Rocking:
    found = Rocking()
    for at in path:
        found.feed(*at)
    return found


@settings(max_examples=40)
@given(
    round_s=st.floats(1.0, 5.0),
    rounds=st.floats(4.0, 8.0),
    size_deg=st.floats(4.0, 40.0),
    bearing=st.floats(0.0, math.tau),
    turns=st.booleans(),
    stays=st.floats(0.0, 2.0),
    sway_deg=st.floats(0.0, 0.7),
)
def test_one_movement_over_and_over_is_rocking_whatever_its_way_size_and_tempo(
    round_s: float, rounds: float, size_deg: float, bearing: float, turns: bool, stays: float, sway_deg: float
) -> None:
    """Smooth, or staying at either end; leaning to any side, or turning; with the usual sway on top."""
    sway, path = Wander(sway_deg, np.random.default_rng(1)), []
    for tick in range(round(60 * rounds * round_s)):
        swing = (
            size_deg * math.tanh((1.0 + stays) * math.sin(math.tau * tick / 60.0 / round_s)) / math.tanh(1.0 + stays)
        )
        forward, right = sway.step()
        if turns:
            path.append((forward, right, swing))
        else:
            path.append((forward + swing * math.cos(bearing), right + swing * math.sin(bearing), 0.0))
    assert rhythm(path).on


@pytest.mark.parametrize("size_deg", [1.0, 4.0, 10.0])
@pytest.mark.parametrize("bout_s", [12, 30, 60])
def test_sway_is_no_rocking_however_large(size_deg: float, bout_s: int) -> None:
    """Of twenty bouts none: nothing in it comes back to itself."""
    for seed in range(20):
        sway = Wander(size_deg, np.random.default_rng(seed))
        assert not rhythm([(*sway.step(), 0.0) for _ in range(60 * bout_s)]).on, seed


@pytest.mark.parametrize(("hz", "size_deg"), [(0.25, 2.0), (4.0, 6.0), (5.0, 12.0), (6.0, 12.0)])
def test_neither_a_breath_nor_a_tremor_is_rocking(hz: float, size_deg: float) -> None:
    """The one is too small, the other too fast."""
    assert not rhythm([(size_deg * math.sin(math.tau * hz * tick / 60.0), 0.0, 0.0) for tick in range(1800)]).on


@pytest.mark.parametrize("times", [1, 2])
def test_there_and_back_once_or_twice_is_no_rocking(times: int) -> None:
    path = [5.0 - 5.0 * math.cos(math.tau * tick / 180.0) for tick in range(180 * times)]
    assert not rhythm([(deg, 0.0, 0.0) for deg in [*[0.0] * 300, *path, *[0.0] * 300]]).on


def test_what_is_not_known_makes_no_rhythm() -> None:
    nan = math.nan
    assert rhythm([]).rhythm == 0.0
    assert rhythm([(nan, nan, 0.0)] * 600).rhythm == 0.0
