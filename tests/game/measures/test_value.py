"""A measure is a number with a unit, or nan with a reason, and nothing else."""

from __future__ import annotations

import json
import math

import pytest

from game.measures import Value


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
