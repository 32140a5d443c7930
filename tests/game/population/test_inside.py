"""Inside: what trials at the easiest and at the hardest say, as early as they can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.population.inside import End, suits
from game.population.settling import BAND

OUTCOMES = st.lists(st.booleans(), min_size=20, max_size=20)


@pytest.mark.parametrize("end", ["easiest", "hardest"])
@given(outcomes=OUTCOMES)
def test_it_says_what_all_twenty_say_and_never_takes_it_back(end: End, outcomes: list[bool]) -> None:
    """More than the band has at the easiest, less at the hardest."""
    share = sum(outcomes) / 20
    all_say = share > BAND[1] if end == "easiest" else share < BAND[0]
    told = [suits(outcomes[:count], end, 20) for count in range(21)]
    assert told[-1] is all_say
    assert {said for said in told if said is not None} == {all_say}
    assert told[0] is None


def test_it_is_said_once_nothing_can_change_it() -> None:
    """Three misses at the easiest, nine at the hardest."""
    assert suits([False] * 2, "easiest") is None and suits([False] * 3, "easiest") is False
    assert suits([False] * 8, "hardest") is None and suits([False] * 9, "hardest") is True
    assert suits([True] * 11, "hardest") is None and suits([True] * 12, "hardest") is False
