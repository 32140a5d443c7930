"""How `match` gets easier and harder, inside the wall; and when a limb is back from a place."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.exercises.exercise import Difficulty, Trial, Wall
from game.exercises.finding import is_back
from game.exercises.match import MatchKeys
from game.exercises.views import Ask
from tests.game.exercises.matching import Matcher, bell

HARD = st.floats(-1.0, 1.0)


@given(
    hard=st.builds(Difficulty, HARD, HARD, HARD, HARD, HARD),
    ceiling_deg=st.floats(20.0, 90.0),
    place=st.integers(0, 1),
    index=st.integers(0, 300),
)
def test_no_place_lies_beyond_the_wall(hard: Difficulty, ceiling_deg: float, place: int, index: int) -> None:
    wall = Wall(0.0, ceiling_deg)
    one = Matcher(bell(wall))
    one.rules.set_targets((min(50.0, ceiling_deg), ceiling_deg))
    one.rules.offer(0, Trial(index, wall.inside_deg((50.0, 80.0)[place]), 8.0, 2.0, place, hard))
    one.wait(0.6)
    assert one.shown.ask is Ask.LEARN and one.shown.target_deg <= ceiling_deg


def place_deg(hard: Difficulty, index: int, place: int = 1) -> float:
    """Where a trial of that difficulty asks to go."""
    one = Matcher()
    one.offer(place, index, difficulty=hard)
    one.wait(0.6)
    return one.shown.target_deg


def delay_s(hard: Difficulty) -> float:
    """For how long the place is kept in mind."""
    one = Matcher()
    one.offer(difficulty=hard)
    one.learn(50.0)
    return sum(shown.ask is Ask.REMEMBER for shown, _cue in one.seen) / 60.0


def test_each_parameter_gets_steadily_harder() -> None:
    steps = [-1.0, -0.5, 0.0, 0.5, 1.0]
    delays = [delay_s(Difficulty(tempo=each)) for each in steps]
    assert delays == sorted(delays) and delays[0] == pytest.approx(0.25, abs=0.05)
    assert delays[-1] == pytest.approx(4.0, abs=0.1)
    assert {round(place_deg(Difficulty(variability=-1.0), index), 6) for index in range(6)} == {50.0}
    assert place_deg(Difficulty(), 3) == 80.0
    off = [max(abs(place_deg(Difficulty(variability=each), n) - 80.0) for n in range(20)) for each in (0.5, 1.0)]
    assert 0.0 < off[0] < off[1] <= 8.0
    ends = MatchKeys(kind="match", targets_deg=(50, 80)).asked().ends
    assert ends["tolerance"].easiest > 1.0 > ends["tolerance"].hardest
    assert ends["hold"].easiest > 1.0 > ends["hold"].hardest, "less time to feel it is harder"


@pytest.mark.parametrize(("place", "limit_deg"), [(80.0, 24.0), (50.0, 15.0), (20.0, 10.0), (-20.0, 10.0)])
def test_a_limb_is_back_below_a_share_of_the_place(place: float, limit_deg: float) -> None:
    assert is_back(limit_deg - 0.1, place) and not is_back(limit_deg + 0.1, place)
    assert is_back(math.nan, place), "one that is not measured has not been seen elsewhere"
