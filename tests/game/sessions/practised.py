"""Weeks of practice for tests: real session files of a worn sensor, whose days and numbers the test owns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from game.round import Round
from game.sessions.writer import SessionWriter
from tests.game.sessions.played import header, the_summary, ticks

ZONE = timezone(timedelta(hours=2))
FRIDAY = datetime(2031, 3, 14, 12, 0, tzinfo=ZONE)
"""Now, in most tests."""
AS_BEFORE = (70.0, 90.0, 91.0, 92.0, 90.0, 92.0, 91.0, 90.0)
RISING = (70.0, 80.0, 81.0, 79.0, 88.0, 93.0, 95.0, 96.0, 97.0)
FALLING = (99.0, 90.0, 91.0, 92.0, 88.0, 79.0, 78.0, 77.0, 76.0)


def practise(
    folder: Path,
    number: int,
    started: datetime,
    range_deg: float | None = 90.0,
    *,
    pains: tuple[float | None, float | None, float | None] = (None, None, None),
    seconds: float = 0.1,
    **changes: Any,
) -> Path:
    """One session, played and kept; `range_deg` is what it is said to have measured, None for nothing, and `pains` are
    before, after, and of the morning after the session before."""
    sitting = changes.pop("sitting", f"sitting-{number}")
    light = changes.pop("light", 46)
    more = changes.pop("measures", {})
    otherwise = dict(changes.pop("written", {}))
    head = header(number, started=started.isoformat(), sitting=sitting, **changes)
    round_ = Round(head.setup)
    writer = SessionWriter(folder, head, live=False)
    for samples, commands in ticks(seconds):
        writer.tick(samples, commands, round_.tick(samples, commands))
    row = the_summary(head, round_, writer.path)
    measures = {} if range_deg is None else {"range_of_motion": measure(range_deg, "deg")}
    before, after, morning = pains
    context = {**row["context"], "pain_before": before, "pain_after": after, "pain_morning": morning, "active_s": 360.0}
    counts = {"attempted": 12, "clean": 9, "partial": 2, "compensated": 1, "other": 0}
    if "active_s" in otherwise:
        context["active_s"] = otherwise.pop("active_s")
    written = {"measures": {**row["measures"], **measures, **more}, "context": context, "repetitions": counts}
    writer.finish({**row, **written, "light": light, "ended": "finished", **otherwise})
    writer.close()
    return writer.path


def measure(value: float, unit: str) -> dict[str, Any]:
    """A measure as a summary has it."""
    return {"value": value, "unit": unit, "valid": True, "reason": None}


def weeks(folder: Path, ranges_deg: Sequence[float], *, first: int = 1, until: datetime = FRIDAY, **each: Any) -> None:
    """A session every other day, the last one two hours before `until`."""
    for place, range_deg in enumerate(ranges_deg):
        day = until - timedelta(days=2 * (len(ranges_deg) - 1 - place), hours=2)
        practise(folder, first + place, day, range_deg, **each)
