"""What a measure gives: one number, a row of numbers or a word, with its unit, or the reason why it cannot be had."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Value:
    """One number. It is nan exactly when `reason` says why, and never 0 for want of something better."""

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
        return _row(self, self.value)


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Numbers in a row, one a sample or one an event. It is empty exactly when `reason` says why."""

    value: NDArray[np.float64]
    unit: str
    reason: str | None = None

    def __post_init__(self) -> None:
        known = self.value.ndim == 1 and self.value.size > 0 and bool(np.isfinite(self.value).all())
        if known == (self.reason is not None) or (self.reason is not None and self.value.size > 0):
            raise ValueError(f"numbers without a reason, or none with one, not {self.value} with {self.reason!r}")

    @classmethod
    def missing(cls, unit: str, reason: str) -> Series:
        """The measure that could not be computed."""
        return cls(np.empty(0), unit, reason)

    @property
    def valid(self) -> bool:
        return self.reason is None

    def as_row(self) -> dict[str, Any]:
        """The numbers as a summary and a file keep them."""
        return _row(self, self.value.tolist())


@dataclass(frozen=True, slots=True)
class Label:
    """One word or short sentence. It is empty exactly when `reason` says why."""

    value: str
    unit: str = ""
    reason: str | None = None

    def __post_init__(self) -> None:
        if bool(self.value) == (self.reason is not None):
            raise ValueError(f"a word without a reason, or none with one, not {self.value!r} with {self.reason!r}")

    @classmethod
    def missing(cls, reason: str) -> Label:
        """The measure that could not be had."""
        return cls("", reason=reason)

    @property
    def valid(self) -> bool:
        return self.reason is None

    def as_row(self) -> dict[str, Any]:
        """The word as a summary and a file keep it."""
        return _row(self, self.value)


def _row(measure: Value | Series | Label, value: object) -> dict[str, Any]:
    return {
        "value": value if measure.valid else None,
        "unit": measure.unit,
        "valid": measure.valid,
        "reason": measure.reason,
    }
