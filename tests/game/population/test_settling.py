"""Settling: success of the last trials, and after how many trials it is inside the band."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from game.population.settling import BAND, RUN, settled_after, success_last

TRIALS = st.lists(st.booleans(), max_size=90)


@given(TRIALS)
def test_settled_is_the_first_place_from_which_ten_and_all_are_inside_the_band(trials: list[bool]) -> None:
    """By looking at every place."""
    low, high = BAND
    fits = [
        place
        for place in range(len(trials) - RUN + 1)
        if low <= sum(trials[place : place + RUN]) / RUN <= high
        and low <= sum(trials[place:]) / (len(trials) - place) <= high
    ]
    assert settled_after(trials) == (fits[0] if fits else None)


@given(TRIALS)
def test_success_is_that_of_the_last_thirty_or_unknown(trials: list[bool]) -> None:
    """Fewer say too little."""
    found = success_last(trials)
    assert math.isnan(found) if len(trials) < 30 else found == sum(trials[-30:]) / 30


def test_a_run_of_luck_before_a_hard_end_is_not_settled() -> None:
    """Three of four all the way is settled at once; everything reached, or nothing, never."""
    assert settled_after([True, True, True, False] * 15) == 0
    assert settled_after([True] * 60) is None
    assert settled_after([False] * 60) is None
    assert settled_after([True] * 12 + [True, True, False, True] * 12) == 9
    assert settled_after([True, True, True, False] * 3 + [False] * 48) is None
