"""Events are frozen facts that a file can keep."""

from __future__ import annotations

import json
import math
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from game.exercises import events
from game.exercises.events import Event, PainReported, TrialStarted, as_row

KINDS = [kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_event_becomes_a_flat_row_of_strict_json(kind: type[Event]) -> None:
    """By its own name, with every field; what is not known is null."""
    unknown: dict[str, Any] = {field.name: math.nan for field in fields(kind)}
    row = as_row(kind(**unknown))
    assert row["event"] == kind.__name__
    assert set(row) == {"event", *(field.name for field in fields(kind))}
    assert json.loads(json.dumps(row, allow_nan=False))["tick"] is None


def test_a_row_keeps_what_is_known() -> None:
    assert as_row(PainReported(7, 4, True, "stop")) == {
        "event": "PainReported",
        "tick": 7,
        "pain": 4,
        "sharp": True,
        "decision": "stop",
    }


def test_what_happened_cannot_be_changed() -> None:
    started = TrialStarted(1, 0, 50.0)
    with pytest.raises(FrozenInstanceError):
        started.index = 2  # type: ignore[misc]
