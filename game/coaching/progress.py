"""Progress: what the coach takes from one session of a level into the next, as plain values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of a person on a level and side before a session begins, or after it."""

    sessions: int = 0
    """So many sessions came before, those in which hardly anything was tried not counted."""
    step: int | None = None
    """Where on the path of difficulty the last one ended; None where there was none."""
    top_deg: float = math.nan
    """The highest target at that step, without the sign of its direction."""
    established_deg: float = math.nan
    """The farthest that was reached cleanly in this movement, never farther than was asked for."""

    def as_row(self) -> dict[str, Any]:
        """Plain values for a file; what is not known is None."""
        return {
            "sessions": self.sessions,
            "step": self.step,
            "top_deg": _known(self.top_deg),
            "established_deg": _known(self.established_deg),
        }


def progress_from_row(row: Mapping[str, Any]) -> Progress:
    """The progress that `as_row` wrote; what is not there is not known."""
    top_deg, established_deg = row.get("top_deg"), row.get("established_deg")
    return Progress(
        row.get("sessions", 0),
        row.get("step"),
        math.nan if top_deg is None else top_deg,
        math.nan if established_deg is None else established_deg,
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
