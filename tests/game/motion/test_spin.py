"""How fast a sensor turns is known from whatever it says."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.motion.rotation import unit, up_in_sensor
from game.motion.spin import Spin
from input_devices import Quaternion, Sample, Vector
from tests.game.build import turned
from tests.game.motion.strategies import DIRECTIONS, TURNS

UP = (0.0, 0.0, 1.0)


def after(q: Quaternion, turn: Quaternion) -> Quaternion:
    """First `q`, then a turn about the sensor's own axes."""
    (aw, ax, ay, az), (bw, bx, by, bz) = q, turn
    return (
        aw * bw - ax * bx - ay * by - az * bz,
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
    )


def oriented(t_s: float, q: Quaternion) -> Sample:
    return Sample("right_forearm", t_s, None, None, orientation=q)


def test_a_gyroscope_is_believed() -> None:
    spin = Spin()
    for step in range(3):
        rate = (0.1 * step, 0.2, 0.3)
        assert spin.feed(Sample("right_forearm", step / 50.0, rate, (0.0, 0.0, 9.81)), UP) == rate


@given(TURNS, DIRECTIONS, st.floats(-170.0, 170.0))
def test_without_a_gyroscope_orientations_tell(q: Quaternion, axis: Vector, angle_deg: float) -> None:
    """Whichever of the two signs each of them comes with."""
    spin, then = Spin(), after(q, turned(axis, angle_deg))
    assert spin.feed(oriented(0.0, q), up_in_sensor(q)) is None
    rate = spin.feed(oriented(0.5, (-then[0], -then[1], -then[2], -then[3])), up_in_sensor(then))
    assert rate == pytest.approx([math.radians(angle_deg) / 0.5 * part for part in axis], abs=1e-6)


@given(TURNS, st.floats(1.0, 170.0), st.floats(0.0, 6.28))
def test_over_a_hole_gravity_tells(q: Quaternion, angle_deg: float, heading: float) -> None:
    """A turn about a level axis, which a gyroscope that was not heard cannot tell."""
    up = up_in_sensor(q)
    aside = unit((up[1], -up[0], 0.0) if abs(up[2]) < 0.9 else (0.0, up[2], -up[1]))
    axis = tuple(
        math.cos(heading) * a + math.sin(heading) * b
        for a, b in zip(
            aside,
            (
                up[1] * aside[2] - up[2] * aside[1],
                up[2] * aside[0] - up[0] * aside[2],
                up[0] * aside[1] - up[1] * aside[0],
            ),
            strict=True,
        )
    )
    spin, still = Spin(), (0.0, 0.0, 0.0)
    spin.feed(Sample("right_forearm", 0.0, still, up), up)
    now = up_in_sensor(after(q, turned((axis[0], axis[1], axis[2]), angle_deg)))
    rate = spin.feed(Sample("right_forearm", 0.5, still, now), now)
    assert rate == pytest.approx([math.radians(angle_deg) / 0.5 * part for part in axis], abs=1e-6)


def test_what_says_nothing_tells_nothing() -> None:
    spin = Spin()
    assert spin.feed(oriented(0.0, (1.0, 0.0, 0.0, 0.0)), UP) is None
    assert spin.feed(oriented(0.0, (1.0, 0.0, 0.0, 0.0)), UP) is None
