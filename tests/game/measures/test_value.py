"""A measure is a number with a unit, or nan with a reason, and nothing else."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from game.measures import Label, Series, Value


def test_a_number_needs_no_reason_and_is_valid() -> None:
    value = Value(1.5, "deg")
    assert value.valid
    assert value.as_row() == {"value": 1.5, "unit": "deg", "valid": True, "reason": None}


def test_what_cannot_be_computed_is_nan_with_its_reason_and_null_in_a_file() -> None:
    value = Value.missing("deg", "too few samples")
    assert math.isnan(value.value)
    assert not value.valid
    assert json.loads(json.dumps(value.as_row(), allow_nan=False)) == {
        "value": None,
        "unit": "deg",
        "valid": False,
        "reason": "too few samples",
    }


@pytest.mark.parametrize(("value", "reason"), [(math.nan, None), (math.inf, None), (0.0, "too few samples")])
def test_nan_without_a_reason_and_a_number_with_one_are_refused(value: float, reason: str | None) -> None:
    with pytest.raises(ValueError, match="reason"):
        Value(value, "deg", reason)


def test_a_series_is_numbers_or_nothing_with_a_reason() -> None:
    series = Series(np.array([1.0, 2.5]), "mV")
    assert series.valid
    assert series.as_row() == {"value": [1.0, 2.5], "unit": "mV", "valid": True, "reason": None}
    missing = Series.missing("mV", "too few samples")
    assert missing.value.size == 0
    assert missing.as_row() == {"value": None, "unit": "mV", "valid": False, "reason": "too few samples"}


def test_a_label_is_a_word_or_nothing_with_a_reason() -> None:
    assert Label("improved").as_row() == {"value": "improved", "unit": "", "valid": True, "reason": None}
    assert Label.missing("too few sessions").as_row()["value"] is None


@pytest.mark.parametrize(
    ("numbers", "reason"), [([], None), ([1.0, math.nan], None), ([[1.0]], None), ([1.0], "too few samples")]
)
def test_a_series_with_a_hole_or_with_both_numbers_and_a_reason_is_refused(
    numbers: list[float], reason: str | None
) -> None:
    with pytest.raises(ValueError, match="reason"):
        Series(np.array(numbers), "mV", reason)


@pytest.mark.parametrize(("word", "reason"), [("", None), ("improved", "too few sessions")])
def test_a_word_with_a_reason_and_none_without_are_refused(word: str, reason: str | None) -> None:
    with pytest.raises(ValueError, match="reason"):
        Label(word, reason=reason)
