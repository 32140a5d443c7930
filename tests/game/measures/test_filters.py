"""The scoring filter is SciPy's zero-phase Butterworth with its own padding, and says when it cannot pad."""

from __future__ import annotations

import numpy as np
import pytest

from game.measures import lowpass
from tests.oracles import cases

LOW = {name: case for name, case in cases("filters").items() if case["input"]["kind"] == "low"}


@pytest.mark.parametrize("name", LOW)
def test_oracle(name: str) -> None:
    """Six published designs give the published outputs."""
    asked, expected = LOW[name]["input"], LOW[name]["expected"]
    filtered = lowpass(asked["x"], asked["fs"], asked["fc"], asked["order"])
    assert filtered is not None
    np.testing.assert_allclose(filtered, expected["sosfiltfilt"], atol=LOW[name]["tol"])


@pytest.mark.parametrize(("order", "fewest"), [(2, 10), (4, 16)])
def test_too_few_samples_to_pad_give_nothing(order: int, fewest: int) -> None:
    assert lowpass(np.ones(fewest - 1), 50.0, 6.0, order) is None
    assert lowpass(np.ones(fewest), 50.0, 6.0, order) == pytest.approx(np.ones(fewest))


def test_nothing_is_late() -> None:
    """A slow symmetrical bump keeps its peak where it was."""
    bump = np.exp(-(((np.arange(201) - 100) / 30.0) ** 2))
    filtered = lowpass(bump, 50.0, 6.0, 2)
    assert filtered is not None
    assert int(np.argmax(filtered)) == 100
