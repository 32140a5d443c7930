"""Why a level does not start, on one road: what keeps the person safe first, then what is prescribed, then the dose."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from game.coaching.history import History, Past
from game.coaching.prescription import Prescription
from game.coaching.record import PatientRecord
from game.coaching.refusal import refusal_of, refuse_effort
from game.level import Level, read_level
from tests.game.build import REACH, prescription

DAY = date(2031, 3, 14)
NOW = datetime(2031, 3, 14, 18, 0, tzinfo=UTC)
LEVEL = read_level(REACH, "")


def allowing(**said: Any) -> Prescription:
    return Prescription.model_validate({**prescription(LEVEL.id).as_row(), "levels": (LEVEL.id,), "format": 2, **said})


def of_effort(**keys: Any) -> Level:
    """A level whose exercise says this of its effort."""
    return LEVEL.model_copy(update={"exercise": SimpleNamespace(kind="reach", **keys)})


def test_the_order_of_reasons() -> None:
    """The record, what ended badly today, the prescription, its wall, its dose."""
    at = NOW - timedelta(hours=1)
    past = Past(LEVEL.id, "s", at, at, "stopped_unwell", LEVEL.movement)
    record = PatientRecord(format=1, forbidden_movements=(LEVEL.movement,))
    low = allowing(movements={LEVEL.movement: {"ceiling_deg": 20.0}}, sessions_a_day=1)
    everything: dict[str, Any] = {"record": record, "history": History(NOW, (past,))}
    said = []
    for key, value in (("record", None), ("history", History(NOW, (past,))), ("history", None)):
        said.append(refusal_of(LEVEL, low, DAY, **everything))
        everything[key] = value
        if key == "record":
            said.append(refusal_of(LEVEL, low, DAY, **everything))
    said.append(refusal_of(LEVEL, low, DAY, **everything))
    assert "is not for this person" in str(said[0]) and "You felt unwell" in str(said[1])
    assert "This level asks for 30° to 70°" in str(said[-1])
    assert "does not hold" in str(refusal_of(LEVEL, prescription("another"), DAY))
    hour = Past(LEVEL.id, "s", at, at, "finished", LEVEL.movement)
    assert "hours between" in str(refusal_of(LEVEL, allowing(), DAY, history=History(NOW, (hour,))))
    assert refusal_of(LEVEL, allowing(), DAY) is None


@pytest.mark.parametrize(
    ("keys", "said", "words"),
    [
        ({"effort": "active"}, {}, None),
        ({"effort": "assisted"}, {}, None),
        ({"effort": "loaded", "load_kg": 1.0}, {}, "your prescription has active or assisted or passive only"),
        ({"effort": "loaded", "load_kg": 1.0}, {"efforts": ("loaded",)}, None),
        ({"effort": "loaded", "load_kg": 3.0}, {"efforts": ("loaded",), "load_kg_max": 2.0}, "at most 2 kg"),
        ({"effort": "passive"}, {"efforts": ("active",)}, "This level is passive"),
        ({"reference": "maximum"}, {}, "your own maximum"),
        ({"reference": "maximum"}, {"own_maximum": True}, None),
        ({"reference": "comfortable"}, {}, None),
    ],
)
def test_effort_load_and_own_maximum_need_to_be_prescribed(
    keys: dict[str, Any], said: dict[str, Any], words: str | None
) -> None:
    found = refuse_effort(of_effort(**keys), allowing(**said), DAY)
    assert (found is None) is (words is None) and (words or "") in (found or "")
