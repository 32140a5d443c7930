"""A ring has four quarters, each as far as it says; a person's own limits are read between the tested directions."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.exercises.envelope import DIRECTIONS, DIRECTIONS_DEG, Envelope, Facing, own_limit_deg
from game.exercises.exercise import Limits, Wall
from game.exercises.steady import SteadyKeys
from game.motion.motion import TracePoint

AXES = st.floats(1.0, 25.0)
TURN = st.floats(0.0, 360.0)
RINGS = st.builds(Envelope, AXES, AXES, AXES, AXES)
LEANS = (8.0, 7.0, 6.0, 4.0, 3.0, 4.0, 5.0, 7.0)


@given(ring=RINGS, direction_deg=TURN, share=st.floats(0.05, 3.0))
def test_away_is_the_share_of_how_far_the_ring_reaches_there(
    ring: Envelope, direction_deg: float, share: float
) -> None:
    far_deg, turn = ring.towards(direction_deg), math.radians(direction_deg)
    away = ring.away(share * far_deg * math.cos(turn), share * far_deg * math.sin(turn))
    assert away == pytest.approx(share)


@given(ring=RINGS)
def test_the_ring_reaches_along_its_axes_what_they_say(ring: Envelope) -> None:
    found = [ring.towards(DIRECTIONS[name]) for name in ("forward", "right", "back", "left")]
    assert found == pytest.approx([ring.forward_deg, ring.right_deg, ring.back_deg, ring.left_deg])


@given(ring=RINGS, by=st.floats(0.1, 10.0), most_deg=AXES, direction_deg=TURN)
def test_no_ring_of_any_size_reaches_beyond_the_wall(
    ring: Envelope, by: float, most_deg: float, direction_deg: float
) -> None:
    assert ring.sized(by, most_deg).towards(direction_deg) <= most_deg + 1e-9


@given(ring=RINGS, by=st.floats(1.0, 3.0), direction_deg=TURN)
def test_a_larger_ring_reaches_no_less_far_anywhere(ring: Envelope, by: float, direction_deg: float) -> None:
    assert ring.sized(by, math.inf).towards(direction_deg) >= ring.towards(direction_deg) - 1e-9


def test_own_limits_are_those_tested_and_what_lies_between() -> None:
    for direction_deg, lean_deg in zip(DIRECTIONS_DEG, LEANS, strict=True):
        assert own_limit_deg(LEANS, direction_deg) == lean_deg
    assert own_limit_deg(LEANS, 22.5) == pytest.approx(7.5)
    assert own_limit_deg(LEANS, 337.5) == pytest.approx(7.5)
    assert math.isnan(own_limit_deg((), 0.0))


def test_the_ring_is_a_share_of_ones_own_limits_where_they_are_known_and_else_as_many_degrees() -> None:
    """A side of which nothing is known takes the level's degrees; the wall holds for both."""
    keys = SteadyKeys(kind="steady", forward_deg=10, back_deg=5, side_deg=7, forward_percent=50, left_percent=80)
    assert keys.ring(Limits(120.0, 15.0)) == Envelope(10.0, 7.0, 5.0, 7.0)
    known = keys.ring(Limits(120.0, 15.0, own_leans_deg=LEANS))
    assert [known.towards(at) for at in (0.0, 90.0, 180.0, 270.0)] == pytest.approx([4.0, 3.6, 1.8, 4.0])
    partly = keys.ring(Limits(120.0, 15.0, own_leans_deg=(math.nan, *LEANS[1:])))
    assert partly.forward_deg == 10.0 and partly.left_deg == pytest.approx(4.0)
    assert keys.ring(Limits(120.0, 15.0, Wall(0.0, 6.0))) == Envelope(6.0, 6.0, 5.0, 6.0)


@pytest.mark.parametrize(("turn_deg_s", "seconds", "away"), [(30.0, 1.0, True), (30.0, 0.5, False), (1.0, 60.0, False)])
def test_turning_away_is_seen_and_the_bias_of_a_sensor_is_not(turn_deg_s: float, seconds: float, away: bool) -> None:
    facing = Facing()
    for step in range(round(seconds * 100) + 1):
        facing.hear(TracePoint(step / 100.0, 0.0, 0.0, turn_deg_s=turn_deg_s))
    assert facing.away is away
