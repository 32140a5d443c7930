"""The outcome is plain values, and its digest is equal for equal play only."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scoring.outcome import Outcome, canonical, digest, number

OUTCOME = Outcome("finished", 12.5, {"attempted": 1}, 30, 3, (), {}, (), {"pain_before": None, "notes": ["a"]})
EVENTS: list[dict[str, Any]] = [{"event": "Resumed", "tick": 3}, {"event": "Paused", "tick": 1, "cause": "person"}]


def test_json_is_canonical() -> None:
    assert canonical({"b": 0.1, "a": [1, None, "°"]}) == '{"a":[1,null,"°"],"b":0.1}'


@given(st.dictionaries(st.text(), st.floats(allow_nan=False, allow_infinity=False)))
def test_canonical_json_is_read_back_exactly(value: dict[str, float]) -> None:
    assert json.loads(canonical(value)) == value


@pytest.mark.parametrize("wrong", [math.nan, math.inf])
def test_what_is_no_number_never_gets_into_a_file(wrong: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": wrong})
    assert number(wrong) is None and number(1.5) == 1.5


def test_equal_play_has_an_equal_digest() -> None:
    shuffled_keys = [dict(reversed(row.items())) for row in EVENTS]
    assert digest(EVENTS, OUTCOME) == digest(shuffled_keys, replace(OUTCOME))


@pytest.mark.parametrize(
    ("events", "outcome"),
    [
        (EVENTS[:1], OUTCOME),
        (EVENTS[::-1], OUTCOME),
        ([{**EVENTS[0], "tick": 4}, EVENTS[1]], OUTCOME),
        (EVENTS, replace(OUTCOME, duration_s=12.500000000000002)),
        (EVENTS, replace(OUTCOME, ended="interrupted")),
    ],
    ids=["one event less", "another order", "another tick", "the last digit", "another ending"],
)
def test_other_play_has_another_digest(events: list[dict[str, Any]], outcome: Outcome) -> None:
    assert digest(events, outcome) != digest(EVENTS, OUTCOME)


def test_a_row_is_plain() -> None:
    row = OUTCOME.as_row()
    assert json.loads(canonical(row))["context"] == {"pain_before": None, "notes": ["a"]}
    assert set(row) == set(Outcome.__slots__)
