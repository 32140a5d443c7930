"""Motion: what the body does at a tick, in degrees, each signal with how far to trust it."""

from __future__ import annotations

import math
from dataclasses import dataclass

NAN = math.nan


@dataclass(frozen=True, slots=True)
class Signal:
    """One named quantity at this tick, smoothed for control; nan where it cannot be had."""

    value_deg: float
    speed_deg_s: float
    sem_deg: float
    """Standard error of one measurement; nan where the value is."""


@dataclass(frozen=True, slots=True)
class TracePoint:
    """The movement as measured by one sample, unsmoothed: what is scored."""

    t_s: float
    angle_deg: float
    speed_deg_s: float
    """How fast the limb tilts against gravity, never negative."""
    forward_deg: float = NAN
    right_deg: float = NAN
    """The trunk's lean where this sample is the trunk's own."""


UNKNOWN = Signal(NAN, NAN, NAN)


@dataclass(frozen=True, slots=True)
class Motion:
    """What the body does at one tick."""

    tick: int
    angle: Signal
    """The movement's own angle, from the neutral pose."""
    lean_forward: Signal = UNKNOWN
    lean_right: Signal = UNKNOWN
    """The trunk, where a trunk sensor is worn; from the neutral pose."""
    trace: tuple[TracePoint, ...] = ()
    """Every sample of the movement since the last tick, oldest first."""
    silent: str | None = None
    """The worn site that has not been heard for longer than play may go on without it."""

    @property
    def lean_deg(self) -> float:
        """How far the trunk is from upright in any direction; nan when no trunk sensor is worn."""
        return math.hypot(self.lean_forward.value_deg, self.lean_right.value_deg)
