"""History: what a person has done before, as far as coaching needs it; from real sensor sessions only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class History:
    """Today is the person's local day."""

    sessions_today: int
    minutes_today: float
    last_end: str | None
    """When the last session ended, ISO 8601 with offset; None when there was none."""
