"""Repetitions: one machine that counts movements there and back, sample by sample, for play and for recordings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import ArrayLike

PARTIAL_SHARE = 0.2
"""A movement that turns back between this share of the way from low to high, and high, is a partial one."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A movement begins at `high_deg` and ends at `low_deg`; keep them apart by 10 deg or four times the noise."""

    low_deg: float
    high_deg: float


@dataclass(frozen=True, slots=True)
class Adaptive:
    """Thresholds that follow the person: where they rest, and how far they usually go."""

    asked_deg: float
    """How far the first movement is expected to go."""
    rise_deg_min: float = 10.0
    rise_share: float = 0.30
    """A movement is on when the angle has risen by this share of the usual rise, and by `rise_deg_min` at least."""
    fall_share: float = 0.5
    """It is over when this share of its own rise is lost again."""
    near_deg: float = 2.0
    """It started at the last sample no further than this above the valley before it."""
    creep_deg_s: float = 1.0
    """How fast the valley follows a person who rests higher than before, or an angle that drifts."""
    remembered: int = 5
    """The usual rise is the median of as many."""


@dataclass(frozen=True, slots=True)
class Params:
    """When a movement is on and over, and how long it may take."""

    thresholds: Fixed | Adaptive
    duration_s_min: float = 0.6
    """A shorter one is a jerk or a bump and is not counted."""
    duration_s_max: float = 15.0
    """A longer one is abandoned."""
    gap_s_max: float = 1.0
    """A longer silence abandons what was in progress."""


@dataclass(slots=True)
class State:
    """Where the counter is. `copy.copy` is a snapshot."""

    base_deg: float
    """At or below it the person rests, and a movement may start."""
    onset_deg: float
    end_deg: float
    rise_deg: float
    """From valley to onset."""
    rises_deg: tuple[float, ...] = ()
    valley_deg: float = math.inf
    t_s: float = math.nan
    moving: bool = False
    """Past the onset and not yet back."""
    start_s: float = math.nan
    """Of the movement in progress or, at rest, the last moment of rest; nan until there is one."""
    start_deg: float = math.nan
    peak_s: float = math.nan
    peak_deg: float = math.nan
    speed_deg_s_max: float = 0.0
    partial: int = 0
    abandoned: int = 0


@dataclass(frozen=True, slots=True)
class Repetition:
    """One movement there and back. Times are those of its samples."""

    start_s: float
    """Last sample at rest before the rise."""
    peak_s: float
    """First sample at the highest angle."""
    end_s: float
    start_deg: float
    peak_deg: float
    speed_deg_s_max: float

    @property
    def amplitude_deg(self) -> float:
        return abs(self.peak_deg - self.start_deg)

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


class RepetitionCounter:
    """Counts movements from one sample after another; the same samples give the same movements however they arrive.

    `state` shows what is in progress: `moving`, `start_s`, `peak_deg` so far.
    """

    __slots__ = ("_adaptive", "params", "state")

    def __init__(self, params: Params) -> None:
        self.params = params
        thresholds = params.thresholds
        self._adaptive = thresholds if isinstance(thresholds, Adaptive) else None
        if isinstance(thresholds, Fixed):
            if not thresholds.low_deg < thresholds.high_deg:
                raise ValueError("the low threshold must lie below the high one")
            low, high = thresholds.low_deg, thresholds.high_deg
            self.state = State(low, high, end_deg=low, rise_deg=high - low)
        else:
            rise_deg = self._usual_rise((thresholds.asked_deg,), thresholds)
            self.state = State(math.inf, math.inf, end_deg=-math.inf, rise_deg=rise_deg)

    def feed(self, t_s: float, angle_deg: float, speed_deg_s: float) -> Repetition | None:
        """Take one sample, times rising; the movement that it completes, if it does. Speed may have a sign."""
        state = self.state
        elapsed_s = t_s - state.t_s
        if elapsed_s > self.params.gap_s_max or angle_deg != angle_deg:
            self._abandon()
        state.t_s = t_s
        if angle_deg != angle_deg:
            return None
        if not state.moving:
            if self._adaptive is not None:
                self._follow(angle_deg, elapsed_s, self._adaptive)
            if angle_deg <= state.base_deg:
                state.partial += self._turned_back(t_s)
                self._rest(t_s, angle_deg)
                return None
        if state.start_s != state.start_s:
            return None
        if speed_deg_s > state.speed_deg_s_max or -speed_deg_s > state.speed_deg_s_max:
            state.speed_deg_s_max = abs(speed_deg_s)
        if angle_deg > state.peak_deg:
            state.peak_s, state.peak_deg = t_s, angle_deg
            if self._adaptive is not None:
                state.end_deg = angle_deg - self._adaptive.fall_share * (angle_deg - state.start_deg)
        if not state.moving:
            state.moving = angle_deg >= state.onset_deg
            return None
        if t_s - state.start_s > self.params.duration_s_max:
            self._abandon()
            return None
        return self._complete(t_s, angle_deg) if angle_deg <= state.end_deg else None

    def _follow(self, angle_deg: float, elapsed_s: float, adaptive: Adaptive) -> None:
        """Let the valley fall to the angle at once, and creep up to it."""
        state = self.state
        crept_deg = state.valley_deg + adaptive.creep_deg_s * elapsed_s
        state.valley_deg = crept_deg if crept_deg < angle_deg else angle_deg
        state.base_deg = state.valley_deg + adaptive.near_deg
        state.onset_deg = state.valley_deg + state.rise_deg

    def _turned_back(self, t_s: float) -> bool:
        """Whether what ends here went some of the way and not all of it; only fixed thresholds can tell."""
        state = self.state
        if self._adaptive is not None or t_s - state.start_s < self.params.duration_s_min:
            return False
        return state.peak_deg >= state.base_deg + PARTIAL_SHARE * state.rise_deg

    def _rest(self, t_s: float, angle_deg: float) -> None:
        state = self.state
        state.start_s = state.peak_s = t_s
        state.start_deg = state.peak_deg = angle_deg
        state.speed_deg_s_max = 0.0

    def _complete(self, t_s: float, angle_deg: float) -> Repetition | None:
        state, adaptive = self.state, self._adaptive
        done = Repetition(state.start_s, state.peak_s, t_s, state.start_deg, state.peak_deg, state.speed_deg_s_max)
        counts = done.duration_s >= self.params.duration_s_min
        if adaptive is not None:
            if counts:
                state.rises_deg = (*state.rises_deg, done.amplitude_deg)[-adaptive.remembered :]
                state.rise_deg = self._usual_rise(state.rises_deg, adaptive)
            state.valley_deg = angle_deg
        state.moving = False
        self._rest(t_s, angle_deg)
        return done if counts else None

    def _abandon(self) -> None:
        """Forget what is in progress; the next movement starts from the next rest."""
        state = self.state
        state.abandoned += state.moving
        state.moving = False
        state.valley_deg = math.inf
        state.start_s = state.start_deg = state.peak_s = state.peak_deg = math.nan

    @staticmethod
    def _usual_rise(rises_deg: tuple[float, ...], adaptive: Adaptive) -> float:
        return max(adaptive.rise_deg_min, adaptive.rise_share * median(rises_deg))


@dataclass(frozen=True, slots=True)
class Repetitions:
    """What a recording holds. Partial and abandoned movements are counted apart."""

    repetitions: tuple[Repetition, ...]
    partial: int
    abandoned: int


def count_repetitions(
    t_s: ArrayLike,
    angle_deg: ArrayLike,
    low_deg: float,
    high_deg: float,
    *,
    duration_s_min: float = 0.6,
    duration_s_max: float = 15.0,
) -> Repetitions:
    """Every movement of a recording that goes past `high_deg` and comes back to `low_deg`.

    With `high_deg` below `low_deg` the movement goes downward. The usual thresholds lie at 25 % and 70 % of the asked
    range above the start.
    """
    times, angles = np.asarray(t_s, dtype=np.float64), np.asarray(angle_deg, dtype=np.float64)
    sign = 1.0 if high_deg > low_deg else -1.0
    counter = RepetitionCounter(Params(Fixed(sign * low_deg, sign * high_deg), duration_s_min, duration_s_max))
    speeds = np.gradient(angles, times) if times.size > 1 else np.zeros(times.size)
    found = []
    for time_s, angle, speed in zip(times.tolist(), (sign * angles).tolist(), speeds.tolist(), strict=True):
        repetition = counter.feed(time_s, angle, speed)
        if repetition is not None:
            found.append(repetition)
    if sign < 0.0:
        found = [Repetition(r.start_s, r.peak_s, r.end_s, -r.start_deg, -r.peak_deg, r.speed_deg_s_max) for r in found]
    return Repetitions(tuple(found), counter.state.partial, counter.state.abandoned)
