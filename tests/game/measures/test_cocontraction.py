"""Co-contraction is what two muscles do together, whichever is named first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import cocontraction
from tests.oracles import cases

CASES = cases("emg")
ANALYTIC = CASES["cocontraction_analytic"]["expected"]
ENVELOPES = st.lists(st.tuples(st.floats(0.0, 1.5), st.floats(0.0, 1.5)), min_size=1, max_size=50)


def test_oracle() -> None:
    case = CASES["cocontraction"]
    measured = cocontraction(case["input"]["agonist"], case["input"]["antagonist"])
    assert {name: value.value for name, value in measured.items()} == pytest.approx(case["expected"], abs=case["tol"])


@pytest.mark.parametrize(("pair", "at"), [((0.4, 0.4), 0), ((0.2, 0.6), 1), ((0.0, 0.5), 2)])
def test_known_by_hand(pair: tuple[float, float], at: int) -> None:
    measured = cocontraction(*(np.full(30, level) for level in pair))
    assert measured["falconer_winter_pct"].value == pytest.approx(ANALYTIC["falconer"][at], abs=1e-9)
    assert measured["rudolph"].value == pytest.approx(ANALYTIC["rudolph"][at], abs=1e-9)


@given(ENVELOPES)
def test_it_does_not_matter_which_muscle_is_named_first(envelopes: list[tuple[float, float]]) -> None:
    first, second = np.array(envelopes).T
    one, other = cocontraction(first, second), cocontraction(second, first)
    if first.any() or second.any():
        assert one == other
    assert 0.0 <= one["rudolph"].value <= 3.0
    assert not one["falconer_winter_pct"].value > 100.0 + 1e-9


@given(st.integers(0, 1000), st.floats(0.01, 1.0))
def test_less_of_both_leaves_the_share_and_lowers_the_level(seed: int, scale: float) -> None:
    first, second = np.random.default_rng(seed).uniform(0.01, 1.0, (2, 50))
    plain, less = cocontraction(first, second), cocontraction(scale * first, scale * second)
    assert less["falconer_winter_pct"].value == pytest.approx(plain["falconer_winter_pct"].value)
    assert less["rudolph"].value == pytest.approx(scale * plain["rudolph"].value)


def test_muscles_at_rest_share_nothing_that_could_be_told() -> None:
    measured = cocontraction(np.zeros(20), np.zeros(20))
    assert measured["falconer_winter_pct"].reason == "neither muscle was active"
    assert measured["rudolph"].value == 0.0


def test_activity_below_nothing_is_refused() -> None:
    assert {value.reason for value in cocontraction([-0.1], [0.1]).values()} == {"activity cannot be below 0"}
