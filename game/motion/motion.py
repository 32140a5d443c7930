"""Motion: what the body does at a tick, in degrees, each signal with how far to trust it.

What is made at every tick or sample is a named tuple: it is made in a quarter of the time of a frozen dataclass.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from input_devices import Vector

NAN = math.nan


class Signal(NamedTuple):
    """One named quantity at this tick, smoothed for control; nan where it cannot be had."""

    value_deg: float
    speed_deg_s: float
    sem_deg: float
    """Standard error of one measurement; nan where the value is."""


class TracePoint(NamedTuple):
    """The movement as measured by one sample, unsmoothed: what is scored."""

    t_s: float
    angle_deg: float
    speed_deg_s: float
    """How fast the limb tilts against gravity, never negative."""
    forward_deg: float = NAN
    right_deg: float = NAN
    """The trunk's lean where this sample is the trunk's own."""
    turn_deg_s: float = NAN
    """How fast the segment turns about upright, to the left positive."""
    rate_rad_s: Vector | None = None
    """How fast the sensor turns about its own three axes, whatever the movement asked for; None where nothing says."""


UNKNOWN = Signal(NAN, NAN, NAN)


class EmgFault(StrEnum):
    """What is wrong with a muscle's signal, named within two seconds; another form takes a few movements to show."""

    FLAT = "flat"
    """Nothing changes at all."""
    RAIL = "rail"
    """At the end of the converter's range, all the time or again and again."""
    OFF = "electrode off"
    """Far larger, or far slower, than a muscle's signal."""
    MAINS = "mains"
    """Mostly the mains' frequency and its multiples."""
    LOOKS_LIKE_ENVELOPE = "looks like an envelope"
    LOOKS_RAW = "looks raw"
    SLOW = "too slow"
    """Fewer samples a second than a raw signal needs."""


@dataclass(frozen=True, slots=True)
class MuscleSignal:
    """How active one muscle is at this tick."""

    envelope_mv: float
    """The strength of its voltage; nan until the signal has settled."""
    activity: float
    """0 at the person's rest, 1 at their calibrated effort, more beyond it; nan where `reason` says why."""
    reason: str | None = None
    """Why the activity cannot be had, in one sentence with what to do."""
    fault: EmgFault | None = None
    """What is wrong with the signal itself."""

    @property
    def valid(self) -> bool:
        """The activity can be trusted."""
        return self.reason is None


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Motion(NamedTuple):
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
    """The worn place that has not been heard for longer than play may go on without it."""
    muscles: Mapping[str, MuscleSignal] = _NOTHING
    """Every muscle over which electrodes are worn, by its place."""
    others: Mapping[str, Signal] = _NOTHING
    """What the level watches beside its own movement, by the key of each companion: the other limb, a second way to
    move, the phases of a task."""
    traces: Mapping[str, tuple[TracePoint, ...]] = _NOTHING
    """Every sample of each companion since the last tick, as `trace` is of the movement."""

    @property
    def lean_deg(self) -> float:
        """How far the trunk is from upright in any direction; nan when no trunk sensor is worn."""
        return math.hypot(self.lean_forward.value_deg, self.lean_right.value_deg)
