"""The two ways of a repetition, told apart from the hold between them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.measures import sparc, ways

RATE_HZ = 100.0
Angles = NDArray[np.float64]


def way(start_deg: float, end_deg: float, seconds: float) -> Angles:
    """A minimum-jerk movement."""
    x = np.linspace(0.0, 1.0, round(seconds * RATE_HZ))
    angles: Angles = start_deg + (end_deg - start_deg) * x**3 * (10.0 + x * (6.0 * x - 15.0))
    return angles


def repetition(hold_s: float, sag_deg: float = 0.0, seconds: float = 1.0) -> tuple[Angles, Angles]:
    """There, held while it sags or creeps up a little, and back; with its speed."""
    held = np.linspace(80.0, 80.0 - sag_deg, round(hold_s * RATE_HZ) + 1)
    angle = np.concatenate([way(0.0, 80.0, seconds), held, way(80.0 - sag_deg, 0.0, seconds)])
    return angle, np.abs(np.gradient(angle)) * RATE_HZ


@given(st.floats(0.2, 5.0), st.floats(-3.0, 3.0), st.floats(0.6, 3.0))
def test_a_hold_is_no_part_of_either_way(hold_s: float, sag_deg: float, seconds: float) -> None:
    """Whether the arm sags or creeps up in the hold: both ways are as smooth as they were made."""
    angle, speed = repetition(hold_s, sag_deg, seconds)
    there, back = ways(angle, speed)
    assert there.stop <= seconds * RATE_HZ + 2
    assert back.start >= angle.size - seconds * RATE_HZ - 2
    assert sparc(speed[there], RATE_HZ).value == pytest.approx(-1.41, abs=0.05)
    assert sparc(speed[back], RATE_HZ).value == pytest.approx(-1.41, abs=0.05)


def test_a_pause_on_the_way_makes_it_less_smooth() -> None:
    """A limb that stops half-way has not arrived."""
    angle = np.concatenate([way(0.0, 40.0, 0.8), np.full(40, 40.0), way(40.0, 80.0, 0.8), way(80.0, 0.0, 1.0)])
    speed = np.abs(np.gradient(angle)) * RATE_HZ
    there, back = ways(angle, speed)
    assert there.stop == pytest.approx(200, abs=8)
    assert sparc(speed[there], RATE_HZ).value < -1.8 < sparc(speed[back], RATE_HZ).value


def test_without_a_stand_the_turn_is_at_the_top() -> None:
    """A triangle has no hold."""
    angle = np.concatenate([np.linspace(0.0, 60.0, 50), np.linspace(60.0, 0.0, 50)])
    there, back = ways(angle, np.full(100, 60.0))
    assert (there.stop, back.start) == (50, 49)
