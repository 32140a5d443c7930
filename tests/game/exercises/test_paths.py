"""Paths stay inside their sector and below their speed, and whoever keeps still is not on them for long."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.paths import RATE_HZ, Path, Sector, Shape, build_path, widest_deg

SHAPES: st.SearchStrategy[Shape] = st.sampled_from(["circle", "eight"])
SECTORS = st.builds(lambda low, wide: Sector(low, low + wide), st.floats(-60.0, 60.0), st.floats(8.0, 120.0))


def drawn(irregular: float = 0.5, seed: tuple[int, ...] = (1,), second: Sector | None = None) -> Path:
    return build_path(
        Sector(10.0, 60.0),
        second,
        speed_deg_s=20.0,
        seconds=30.0,
        irregular=irregular,
        shape="circle",
        seed=seed,
    )


@settings(max_examples=60, deadline=None)
@given(
    SECTORS,
    st.none() | SECTORS,
    st.floats(4.0, 100.0),
    st.floats(0.0, 1.0),
    SHAPES,
    st.integers(0, 2**32),
    st.floats(8, 60),
)
def test_no_path_leaves_its_sector_or_passes_its_speed(
    sector: Sector, second: Sector | None, speed: float, irregular: float, shape: Shape, seed: int, seconds: float
) -> None:
    """In both ways together."""
    path = build_path(
        sector, second, speed_deg_s=speed, seconds=seconds, irregular=irregular, shape=shape, seed=(seed,)
    )
    main = np.array(path.main_deg)
    assert abs(main.size - seconds * RATE_HZ) <= 1
    assert main.min() >= sector.low_deg - 1e-9 and main.max() <= sector.high_deg + 1e-9
    steps = np.diff(main)
    if second is not None:
        aside = np.array(path.second_deg)
        assert aside.size == main.size
        assert aside.min() >= second.low_deg - 1e-9 and aside.max() <= second.high_deg + 1e-9
        steps = np.hypot(steps, np.diff(aside))
    assert steps.max() * RATE_HZ <= speed * (1.0 + 1e-6)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.0, 1.0), st.integers(0, 2**32), st.floats(0.1, 0.6), st.floats(-10.0, 80.0))
def test_in_the_widest_corridor_whoever_keeps_still_is_inside_for_no_more_than_the_share(
    irregular: float, seed: int, share: float, still_deg: float
) -> None:
    """Wherever they keep still."""
    path = np.array(drawn(irregular, (seed,)).main_deg)
    widest = widest_deg(path.tolist(), share)
    places = [still_deg, *np.linspace(10.0, 60.0, 60)]
    assert max(float((np.abs(path - place) <= 0.999 * widest).mean()) for place in places) <= share + 0.01


def test_equal_seeds_draw_equal_paths_and_others_others() -> None:
    assert drawn(seed=(1, 2)) == drawn(seed=(1, 2))
    assert drawn(seed=(1, 2)) != drawn(seed=(1, 3))


def test_a_path_begins_near_the_neutral_pose() -> None:
    """So that nobody has to hurry to it."""
    assert all(drawn(irregular, (seed,)).main_deg[0] < 30.0 for irregular in (0.0, 0.5, 1.0) for seed in range(5))


def alike(irregular: float) -> float:
    """How much a path is like itself one slow wave or more later: the largest of its correlations from there on."""
    path = np.array(drawn(irregular, (4,)).main_deg)
    path -= path.mean()
    pairs = [(path[:-shift], path[shift:]) for shift in range(240, 900, 5)]
    return max(float(np.corrcoef(one, other)[0, 1]) for one, other in pairs)


def test_a_plain_path_tells_how_it_goes_on_and_an_irregular_one_does_not() -> None:
    assert alike(0.0) > 0.99 > alike(0.5) > alike(1.0)
