"""Draws of directions and turns."""

from __future__ import annotations

import math

from hypothesis import strategies as st

from game.motion.rotation import norm, unit
from input_devices import Quaternion, Vector

DIRECTIONS: st.SearchStrategy[Vector] = st.tuples(*[st.floats(-1.0, 1.0)] * 3).filter(lambda v: norm(v) > 0.1).map(unit)


def _unit_quaternion(q: Quaternion) -> Quaternion:
    length = math.hypot(*q)
    return (q[0] / length, q[1] / length, q[2] / length, q[3] / length)


TURNS: st.SearchStrategy[Quaternion] = (
    st.tuples(*[st.floats(-1.0, 1.0)] * 4).filter(lambda q: math.hypot(*q) > 0.1).map(_unit_quaternion)
)
