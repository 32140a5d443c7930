"""Blanks: what a prescription means where it says nothing. Every number is a choice, not evidence, and in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blanks:
    """A therapist may write another number; each is the careful side of what is usual in practice."""

    minutes_a_day: float = 20.0
    """Active minutes: rests and setting up are not counted."""
    sessions_a_day: int = 2
    hours_apart: float = 4.0
    """Between the end of one session and the beginning of the next."""
    days_a_week: int = 6
    """Of any seven days in a row."""
    rest_s: float = 30.0
    rest_every_s: float = 180.0
    first_week_share: float = 0.5
    """Of each level's dose and of each day's cap, in the first seven days of a prescription."""
    speed_deg_s_max: float = 120.0
    speed_careful_deg_s_max: float = 60.0
    """Where the limb is spastic or was operated on: a fast stretch sets spasticity off (Lance 1980); 60 is a choice."""
    speed_neck_deg_s_max: float = 45.0
    valid_days: int = 28
    """After so many days a prescription is reviewed, and until then it does not hold any longer."""


BLANKS = Blanks()
FIRST_WEEK_DAYS = 7
