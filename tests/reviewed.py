"""Levels as they are once somebody of a profession has reviewed them: what gentle mode with a sensor may play."""

from __future__ import annotations

from pathlib import Path

from game.app.answers import DEFAULTS
from game.coaching.readiness import SAFETY_CHECK
from game.content import shipped_levels

READY = {**DEFAULTS, SAFETY_CHECK: 0.0}
"""The usual answers, of somebody whose safety check is passed."""
BY = "review: {name: Nobody, profession: a test, date: 2026-03-01}"


def reviewed_level(name: str, folder: Path | str) -> str:
    """The path of a copy of that shipped level in `folder`, reviewed."""
    copy = Path(folder) / f"{name}.yaml"
    text = shipped_levels()[name].read_text(encoding="utf-8")
    unread = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("review:"))
    copy.write_text(f"{unread}{BY}\n", encoding="utf-8")
    return str(copy)


def reviewed_library(folder: Path) -> Path:
    """`folder`, with every shipped level in the folder of its goal, reviewed."""
    for name, path in shipped_levels().items():
        goal = folder / path.parent.name
        goal.mkdir(exist_ok=True)
        reviewed_level(name, goal)
    return folder
