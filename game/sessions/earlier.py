"""Earlier: the instrumented tests that were made before in the same sitting, as a Round compares with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from game.level import LevelProblems, read_level
from game.level.kinds import TESTS
from game.scoring.sheet import conditions_of
from game.scoring.steady import LEANS
from game.sessions.errors import SessionError
from game.sessions.index import read_index
from game.sessions.reader import read_session

_COMPARED = ("range_of_motion", "sway_mvelo", *LEANS)
"""What a later test of the sitting is compared with, and how far one could lean."""
_LIMITS = "limits_of_stability"


def earlier_tests(folder: Path, sitting: str | None, person: str | None, truth: str) -> list[dict[str, Any]]:
    """The tests of that sitting, person and truth that were finished, oldest first; each with its conditions and those
    of its measures that others are compared with. How far a known person can lean is kept from earlier sittings too."""
    found = []
    for summary in read_index(folder).summaries:
        here = sitting is not None and summary["sitting"] == sitting
        known = person is not None and _LIMITS in summary["measures"]
        if (summary["person"], summary["truth"]) != (person, truth) or not (here or known):
            continue
        if summary["ended"] == "finished" and summary["file"] is not None:
            row = _row(summary)
            if row is not None:
                found.append(row)
    return found


def _row(summary: Mapping[str, Any]) -> dict[str, Any] | None:
    """None where it was no test, or where its file cannot be read any more."""
    try:
        setup = read_session(Path(summary["file"])).header.setup
        level = read_level(setup.level, "")
    except (SessionError, LevelProblems):
        return None
    if level.kind not in TESTS:
        return None
    measures = {name: dict(summary["measures"][name]) for name in _COMPARED if name in summary["measures"]}
    return {**conditions_of(level, setup.side).as_row(), "session": summary["session"], "measures": measures}
