"""What comes again: a frozen sensor is told from one that rounds, and one sensor from two."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.motion.repeats import Frozen, Said, Twins

RATE_HZ = 100.0
STILL: Said = ((0.01, -0.02, 0.005), (0.1, -9.8, 0.2), None)
TURNING: Said = ((0.5, 0.0, 0.0), (0.1, -9.8, 0.2), None)
SILENCED: Said = ((0.0, 0.0, 0.0), (0.1, -9.8, 0.2), None)


def noisy(seed: int, digits: int = 6) -> Said:
    """A sensor at rest, rounded to so many digits."""
    draws = random.Random(seed)
    x, y, z = (round(draws.gauss(0.01, 0.003), digits) for _ in range(3))
    return ((x, y, z), (round(draws.gauss(0.1, 0.02), digits), round(draws.gauss(-9.8, 0.02), digits), 0.2), None)


def frozen_after_s(before: int, held: Said, *, digits: int = 6) -> float | None:
    """When it is said to be frozen that says `held` from the reading `before` on; None within five seconds."""
    sensor = Frozen()
    for step in range(before):
        assert not sensor.feed(step / RATE_HZ, noisy(step, digits))
    for step in range(500):
        if sensor.feed((before + step) / RATE_HZ, held):
            return step / RATE_HZ
    return None


def test_a_sensor_with_noise_that_says_the_same_is_frozen_within_a_second() -> None:
    assert frozen_after_s(300, STILL) == pytest.approx(1.0, abs=0.02)


def test_one_that_says_it_turns_and_feels_gravity_where_it_was_is_frozen_from_the_first_reading() -> None:
    assert frozen_after_s(0, TURNING) == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("held", [STILL, SILENCED, (None, None, (1.0, 0.0, 0.0, 0.0))])
def test_a_sensor_of_which_nothing_is_known_yet_may_lie_still(held: Said) -> None:
    assert frozen_after_s(0, held) is None


def test_a_gyroscope_that_is_silenced_at_rest_is_none_that_is_frozen() -> None:
    assert frozen_after_s(300, SILENCED) is None


@pytest.mark.parametrize("seed", range(5))
def test_a_sensor_that_rounds_coarsely_may_lie_still_for_long(seed: int) -> None:
    """It is known by the same readings that it gave before, in the neutral pose."""
    draws, sensor, t_s = random.Random(seed), Frozen(), 0.0
    for _ in range(200):
        x, z = round(draws.gauss(0.02, 0.05), 2), round(draws.gauss(0.3, 0.1), 1)
        reading: Said = ((x, 0.01, 0.0), (0.0, -9.8, z), None)
        for _ in range(draws.choice((1, 1, 2, 60, 400))):
            t_s += 1.0 / RATE_HZ
            assert not sensor.feed(t_s, reading)


def test_a_frozen_sensor_that_comes_back_is_noticed_again() -> None:
    sensor, frozen = Frozen(), []
    for step in range(1200):
        held = 300 <= step < 500 or step >= 900
        frozen.append(sensor.feed(step / RATE_HZ, STILL if held else noisy(step)))
    assert frozen[450] and not frozen[500] and not frozen[899] and frozen[1050]


def test_two_sensors_at_rest_are_two() -> None:
    """However coarsely they round: a few equal readings are chance."""
    for digits in (1, 2, 3, 6):
        twins = Twins()
        for step in range(1000):
            assert twins.feed("head", step / RATE_HZ, noisy(2 * step, digits)) is None
            assert twins.feed("pelvis", step / RATE_HZ, noisy(2 * step + 1, digits)) is None


@settings(max_examples=12)
@given(st.integers(0, 40), st.integers(0, 3), st.randoms(use_true_random=False))
def test_one_sensor_by_two_roads_is_one(late: int, lost_of_ten: int, draws: random.Random) -> None:
    """Whichever is later, whatever the slower loses, however the two take turns."""
    twins, found = Twins(), None
    sent: list[tuple[float, str, Said]] = []
    for step in range(150):
        sent.append((step / RATE_HZ, "head", noisy(step)))
        if draws.randrange(10) >= lost_of_ten:
            sent.append(((step + late) / RATE_HZ + draws.choice((0.0, 0.02)), "pelvis", noisy(step)))
    for t_s, site, reading in sorted(sent, key=lambda row: row[0]):
        found = found or twins.feed(site, t_s, reading)
    assert found == ("head", "pelvis") and twins.same("pelvis", "head")
    for step in range(120):
        twins.feed("head", 2.0 + step / RATE_HZ, noisy(5000 + step))
        twins.feed("pelvis", 2.0 + step / RATE_HZ, noisy(9000 + step))
    assert not twins.same("head", "pelvis")


def test_what_is_remembered_does_not_grow() -> None:
    twins = Twins()
    for step in range(1500):
        for site in ("head", "pelvis", "sternum"):
            twins.feed(site, step / RATE_HZ, noisy(step + 7 * len(site)))
    assert len(twins._recent) <= 3 * 52 and len(twins._where) == len(twins._recent)
    assert len(twins._shared) <= len(twins._recent)
