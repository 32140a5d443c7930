"""What the coach knows of a person on a level, gathered from the summaries of the sessions that are kept."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from game.coaching.progress import Progress, progress_from_row
from game.level import Level
from game.sessions.index import read_index

_SERIES = ("sensor", "simulated")
"""Play of the keyboard says nothing of a body."""


def progress_row(folder: Path, person: str | None, level: Level, side: str, truth: str) -> dict[str, Any]:
    """For a Round's setup; nothing for nobody's session, nor where nothing adapts.

    Only sessions of this person, side and truth count, so that simulated ones never mix with real ones. The step is
    that of the last session of the level; the range is what was reached in any level of its movement.
    """
    if person is None or truth not in _SERIES or not level.adapts:
        return {}
    progress = Progress()
    for summary in read_index(folder).summaries:
        coach = summary.get("coach") or {}
        same = (summary["person"], summary["side"], summary["truth"]) == (person, side, truth)
        if same and summary["effort"]["kind"] == "active" and coach.get("movement") == level.movement:
            progress = _after(progress, progress_from_row(coach), of_level=summary["level"] == level.id)
    return progress.as_row()


def _after(before: Progress, row: Progress, *, of_level: bool) -> Progress:
    known = [each for each in (before.established_deg, row.established_deg) if not math.isnan(each)]
    established_deg = max(known, default=math.nan)
    if not of_level:
        return Progress(before.sessions, before.step, before.top_deg, established_deg)
    return Progress(row.sessions, row.step, row.top_deg, established_deg)
