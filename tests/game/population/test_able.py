"""Able: every weakness of a profile makes somebody less able, and none makes them more."""

from __future__ import annotations

import math

import pytest

from game.motion.movements import MOVEMENTS
from game.population.able import Able
from game.population.profile import Profile

ELBOW = MOVEMENTS["elbow_flexion"]


def able(**keys: float) -> Able:
    """Somebody at the elbow, after twenty movements."""
    person = Able(Profile(**keys), ELBOW, seed=1)
    for _ in range(20):
        person.done()
    return person


@pytest.mark.parametrize("share", [0.2, 0.6, 1.0])
def test_what_makes_weak_makes_slow_or_short(share: float) -> None:
    """Strength, spasticity and fatigue against the same person without."""
    usual = able()
    weak, caught, tired = able(strength=share), able(spasticity=share), able(fatigue_per_rep=0.02 * share)
    assert weak.speed_deg_s <= usual.speed_deg_s
    assert weak.sinks_deg_s == pytest.approx(4.0 * (1.0 - share))
    assert caught.range_deg <= usual.range_deg
    assert caught.speed_deg_s <= usual.speed_deg_s
    assert tired.range_deg < usual.range_deg
    assert tired.speed_deg_s < usual.speed_deg_s


def test_a_catch_depends_on_speed() -> None:
    """Who moves slowly enough keeps the whole range; who hurries is held to the speed of the catch and is cut short."""
    slow, fast = able(spasticity=0.5, speed_deg_s=40.0), able(spasticity=0.5, speed_deg_s=110.0)
    assert (slow.range_deg, slow.speed_deg_s) == (150.0, 40.0)
    assert (fast.range_deg, fast.speed_deg_s) == (135.0, 85.0)


def test_a_rest_gives_back_what_tired_and_takes_nothing_of_what_was_learned() -> None:
    """Two thirds nearly after a minute, and nearly all after five."""
    person = able(fatigue_per_rep=0.02, learning_per_rep=0.01)
    tired_deg, error_deg = person.range_deg, person.error_deg
    for _ in range(60 * 60):
        person.rest()
    assert person.range_deg == pytest.approx(150.0 * 0.98 ** (20.0 / math.e)) and person.range_deg > tired_deg
    for _ in range(4 * 60 * 60):
        person.rest()
    assert person.range_deg == pytest.approx(150.0, rel=0.005)
    assert person.error_deg == error_deg


def test_practice_makes_exact() -> None:
    """The error shrinks by the same share with every movement."""
    assert able(learning_per_rep=0.01).error_deg == pytest.approx(2.0 * 0.99**20)


def test_nobody_goes_beyond_what_they_can_or_what_hurts() -> None:
    """Whatever the lot says."""
    for limits in ({"range_deg": 50.0}, {"pain_at_deg": 50.0}):
        person = Able(Profile(noise_deg=20.0, **limits), ELBOW, seed=3)
        assert max(person.aim_deg(80.0) for _ in range(200)) == 50.0


def test_what_is_overlooked_is_as_often_late_as_half_the_side_says() -> None:
    """Nothing is drawn for those who overlook nothing: their play is the same as before there was neglect."""
    person, usual = Able(Profile(neglect=0.8), ELBOW, seed=5), Able(Profile(), ELBOW, seed=5)
    late = [person.late_s() for _ in range(2000)]
    assert 0.36 < sum(wait > 0.0 for wait in late) / 2000 < 0.44
    assert usual.late_s() == 0.0
    assert usual.aim_deg(40.0) == Able(Profile(), ELBOW, seed=5).aim_deg(40.0)
