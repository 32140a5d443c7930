"""Norm: one published value, with who was measured, where it stands and who saw it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["source", "secondary", "memory"]
"""Seen in the cited source; seen where somebody quotes it; remembered. Only the first may ever be shown."""
Sex: TypeAlias = Literal["female", "male"]
Meaning: TypeAlias = Literal["usual", "slower_than_usual_above", "risk", "detectable_change", "noticed_change", "error"]
"""What people usually reach; above what somebody is slower than most of their age; where falls become likely; what
change is more than chance; what change people notice; the error of one measurement."""


@dataclass(frozen=True, slots=True)
class Norm:
    """One published value. None in `active`, `sex`, `ages`, `posture` or `method` says that it holds for any, or that
    the source does not tell them apart."""

    of: str
    """The movement of the table of movements, or the measure or test, by its name."""
    value: float
    unit: str
    population: str
    source: str
    status: Status
    meaning: Meaning = "usual"
    low: float | None = None
    high: float | None = None
    """Both ends, where the source gives a range or the 95 % confidence interval of the mean."""
    active: bool | None = None
    """Moved by the person, or by an examiner."""
    sex: Sex | None = None
    ages: tuple[int, int] | None = None
    """First and last year of life, both included."""
    posture: str | None = None
    method: str | None = None
    """How it was measured, where another way gives other numbers."""
    condition: str | None = None
    """The complaint that everybody in it had."""

    def has_age(self, age_years: float | None) -> bool:
        """Whether somebody of this age is one of its population."""
        return self.ages is None or (age_years is not None and self.ages[0] <= age_years < self.ages[1] + 1)

    @property
    def narrowness(self) -> int:
        """How closely its population is told."""
        return (self.ages is not None) + (self.sex is not None) + (self.active is not None)
