"""Outcome: what a Round adds up to, clinical measures first, points second."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """The part of a summary that follows from samples and commands alone; plain values, nan as None."""

    ended: str
    duration_s: float
    repetitions: Mapping[str, int]
    """attempted, clean, partial, compensated, other; attempted is the sum of the rest."""
    score: int
    light: int
    trials: Sequence[Mapping[str, Any]]
    measures: Mapping[str, Mapping[str, Any]]
    difficulty: Sequence[Mapping[str, Any]]
    context: Mapping[str, Any]
    """pain_before, pain_after, notes."""
    coach: Mapping[str, Any] = field(default_factory=dict)
    """What the coach takes into the next session of this level and side; nothing where nothing adapts."""

    def as_row(self) -> dict[str, Any]:
        """Plain values for a file."""
        return {
            "ended": self.ended,
            "duration_s": self.duration_s,
            "repetitions": dict(self.repetitions),
            "score": self.score,
            "light": self.light,
            "trials": [dict(trial) for trial in self.trials],
            "measures": {name: dict(value) for name, value in self.measures.items()},
            "difficulty": [dict(change) for change in self.difficulty],
            "context": dict(self.context),
            "coach": dict(self.coach),
        }


def canonical(value: object) -> str:
    """Canonical JSON: keys sorted, no spaces, floats by `repr`, nan refused (ValueError)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False, ensure_ascii=False)


def digest(events: Sequence[Mapping[str, Any]], outcome: Outcome) -> str:
    """SHA-256 over events and score, in hexadecimal: equal for equal play on the same engine."""
    sha = hashlib.sha256()
    for row in events:
        sha.update(canonical(row).encode() + b"\n")
    sha.update(canonical(outcome.as_row()).encode())
    return sha.hexdigest()


def number(value: float) -> float | None:
    """The value for a file: None where it cannot be had (nan or infinite)."""
    return value if math.isfinite(value) else None
