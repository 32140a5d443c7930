"""Value: one clinical number with its unit, or the reason why it cannot be had."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Value:
    """A measure. It is nan exactly when `reason` says why, and never 0 for want of something better."""

    value: float
    unit: str
    reason: str | None = None

    def __post_init__(self) -> None:
        if math.isfinite(self.value) == (self.reason is not None):
            raise ValueError(f"a number without a reason, or nan with one, not {self.value} with {self.reason!r}")

    @classmethod
    def missing(cls, unit: str, reason: str) -> Value:
        """The measure that could not be computed."""
        return cls(math.nan, unit, reason)

    @property
    def valid(self) -> bool:
        return self.reason is None

    def as_row(self) -> dict[str, Any]:
        """The value as a summary and a file keep it: strict JSON, so nan becomes None."""
        return {
            "value": self.value if self.valid else None,
            "unit": self.unit,
            "valid": self.valid,
            "reason": self.reason,
        }
