"""What every kind of exercise is: rules stepped by Motion, and a view of them that a screen can draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from game.exercises.events import Verdict


@dataclass(frozen=True, slots=True)
class Lit:
    """One lantern, crate or other light that was earned: where (deg, or its place in the row) and how clean."""

    place: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ReachView:
    """What a screen needs of `reach`. Angles in degrees from the neutral pose."""

    targets_deg: tuple[float, ...]
    """Every target of this round, lowest first; none lies beyond what is allowed."""
    target_deg: float
    """The one asked for now; nan while none is."""
    tolerance_deg: float
    hold: float
    """How much of the hold is done, 0–1 (1 at once where no hold is asked for)."""
    reached: bool
    """The target is reached and what is asked now is to come back."""
    ceiling_deg: float
    """The top of the scale that is drawn: a little more than the highest target or the person's own range."""
    lit: tuple[Lit, ...]


@dataclass(frozen=True, slots=True)
class SteadyView:
    """What a screen needs of `steady`. Lean in degrees from the neutral pose, forward and to the right positive."""

    envelope_forward_deg: float
    envelope_side_deg: float
    inside: bool
    bout_s: float
    left_s: float
    """Seconds still to be spent inside in this bout."""
    resting: bool
    lit: tuple[Lit, ...]


ExerciseView: TypeAlias = ReachView | SteadyView
