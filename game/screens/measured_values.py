"""What an instrumented test came to, as the plain values that its screen tells."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure in plain values: a number (nan where it cannot be had, with its reason) or a word."""

    name: str
    words: str
    """What it is, as a therapist reads it."""
    value: float | str
    unit: str = ""
    reason: str = ""
    error: float = math.nan
    """Standard error of one measurement, in the same unit; nan where nobody knows it yet."""

    @property
    def number(self) -> float:
        """The value where it is a number, nan otherwise."""
        return self.value if isinstance(self.value, float) else math.nan


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual, as context for a therapist and nobody else."""

    value: float
    unit: str
    source: str
    population: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What an instrumented test came to, in plain values."""

    kind: str
    title: str
    """Of the level."""
    movement: str
    side: str
    truth: str
    ended: str
    measures: tuple[Measure, ...]
    """The headline first."""
    sided: bool = True
    here: Measure | None = None
    """What is compared, where something is; the headline or one beside it."""
    other: Measure | None = None
    """The same of the other side, or with the eyes the other way, where that was measured in this sitting."""
    here_words: str = ""
    other_words: str = ""
    """What tells the two apart, in words: “right” and “left”."""
    usual: Usual | None = None
    usual_reason: str = ""
    """Why nothing usual is shown, in words; empty where it is."""
    """None unless movement, method and posture match and somebody has seen the source."""
    pain_before: int | None = None
    pain_after: int | None = None
    next_words: str = ""
    leave_words: str = ""

    @property
    def headline(self) -> Measure:
        """The one number of the test."""
        return self.measures[0] if self.measures else Measure("", "", math.nan)
