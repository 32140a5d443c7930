"""Every rise from a chair is found where it begins and ends, whoever rises and however the sensor sits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.measures import sit_to_stands
from tests.game.measures.sitting_body import Body, worn

WITHIN_S = 0.2
BODIES = {
    "usual": Body(),
    "short": Body(height_m=0.28, lean_deg=20.0),
    "tall": Body(height_m=0.6, lean_deg=45.0, rising_s=2.2),
    "quick": Body(rising_s=1.2),
    "slow": Body(rising_s=2.8),
    "tilted": Body(tilt_deg=(15.0, -25.0, 10.0)),
    "upside down": Body(tilt_deg=(180.0, 0.0, 30.0)),
    "on its side": Body(tilt_deg=(90.0, 40.0, 0.0)),
    "noisy": Body(noise_m_s2=0.12),
    "not quite true": Body(gain=1.03),
}


@pytest.mark.parametrize("rate_hz", [25.0, 50.0, 100.0, 128.0])
@pytest.mark.parametrize("name", BODIES)
def test_starts_and_ends_are_within_a_fifth_of_a_second(name: str, rate_hz: float) -> None:
    acceleration, starts, ends = worn(BODIES[name], rate_hz, seed=7)
    found = sit_to_stands(acceleration, rate_hz)
    assert found["n_transitions"].value == len(starts)
    assert np.abs(found["start_s"].value - starts).max() <= WITHIN_S
    assert np.abs(found["end_s"].value - ends).max() <= WITHIN_S


def test_durations_lie_between_starts_and_ends_and_the_back_rises_about_as_far_as_it_does() -> None:
    acceleration, _, _ = worn(Body(height_m=0.45), 100.0, seed=3)
    found = sit_to_stands(acceleration, 100.0)
    assert found["duration_s"].value == pytest.approx(found["end_s"].value - found["start_s"].value)
    assert np.abs(np.asarray(found["rise_m"].value) - 0.45).max() < 0.1


def test_walking_and_sitting_down_again_are_no_rises() -> None:
    acceleration, starts, _ = worn(Body(walks=True), 100.0, seed=5)
    found = sit_to_stands(acceleration, 100.0)
    assert found["n_transitions"].value == len(starts)
    assert np.abs(found["start_s"].value - starts).max() <= WITHIN_S


@pytest.mark.parametrize("turn", range(3))
def test_how_the_sensor_is_turned_does_not_matter(turn: int) -> None:
    acceleration, _, _ = worn(Body(noise_m_s2=0.0), 50.0, seed=1)
    turned = np.roll(acceleration, turn, axis=1)
    plain, found = sit_to_stands(acceleration, 50.0), sit_to_stands(turned, 50.0)
    assert found["start_s"].value == pytest.approx(plain["start_s"].value)
    assert found["end_s"].value == pytest.approx(plain["end_s"].value)


@pytest.mark.recordings
def test_on_a_real_back_they_are_where_the_reference_has_them(recordings: Path) -> None:
    """scikit-digital-health's own recording and result (MIT licence)."""
    given = np.load(recordings / "skdh_s2s_input_data.npz")
    expected = np.load(recordings / "skdh_s2s_displacement_results.npz")
    rate_hz = 1.0 / float(np.median(np.diff(given["time"])))
    found = sit_to_stands(9.81 * given["accel"], rate_hz)
    assert np.abs(given["time"][0] + found["start_s"].value - expected["STS Start"]).max() <= WITHIN_S
    assert np.abs(given["time"][0] + found["end_s"].value - expected["STS End"]).max() <= WITHIN_S


def test_somebody_who_stays_seated_does_not_stand_up() -> None:
    still = np.tile([0.0, 0.0, 9.81], (1000, 1)) + np.random.default_rng(0).normal(0.0, 0.03, (1000, 3))
    found = sit_to_stands(still, 50.0)
    assert found["n_transitions"].value == 0.0
    assert found["start_s"].reason == "nobody was seen to stand up"


@pytest.mark.parametrize(
    ("acceleration", "rate_hz"),
    [
        (np.empty((0, 3)), 50.0),
        (np.ones(300), 50.0),
        (np.tile([0.0, 0.0, 9.81], (100, 1)), 50.0),
        (np.tile([0.0, 0.0, 9.81], (900, 1)), 10.0),
        (np.tile([0.0, 0.0, 1.0], (900, 1)), 50.0),
        (np.zeros((900, 3)), 50.0),
        (np.full((900, 3), np.nan), 50.0),
    ],
)
def test_what_is_too_short_too_slow_in_another_unit_or_unknown_is_nan_with_a_reason(
    acceleration: np.ndarray,
    rate_hz: float,
) -> None:
    assert not any(value.valid for value in sit_to_stands(acceleration, rate_hz).values())
