"""The picture of a population: its scale holds whatever is drawn on it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from game.screens.crowd import ticks


@given(st.floats(-400.0, 400.0), st.floats(2.0, 400.0))
def test_a_scale_has_a_number_at_or_beyond_either_end(low: float, height: float) -> None:
    """Also below zero, where people who find it hard are; few enough to be read, and as far apart from one another."""
    found = ticks(low, low + height)
    assert found[0] <= low and found[-1] >= low + height
    assert 2 <= len(found) <= 8
    assert len({after - before for before, after in pairwise(found)}) == 1
