"""Figure: one measured number with the limit it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One number; `limit` is the most it should be, None where there is none."""

    what: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def holds(self) -> bool:
        """Within the limit; a number that could not be had (nan) is not."""
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        limit = "" if self.limit is None else f"  (≤ {self.limit:g}{'' if self.holds else ': MISSED'})"
        return f"{self.what:62s} {self.value:10.3f} {self.unit}{limit}"


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed; nan for none."""
    ordered = sorted(values)
    if not ordered:
        return float("nan")
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
