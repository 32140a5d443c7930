"""Check: one thing that was looked at, how it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How one thing is."""

    GOOD = "good"
    BETTER = "could be better"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    found: str
    """What is so, in one sentence."""
    mend: str = ""
    """What to do, in one sentence; empty where nothing is."""
    needed: bool = False
    """Whether nobody can play, not even with the keyboard, while it is missing."""


def can_play(checks: Iterable[Check]) -> bool:
    """Whether somebody can play with the keyboard now."""
    return not any(check.needed and check.state is State.MISSING for check in checks)
