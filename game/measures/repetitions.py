"""Repetitions: one machine that counts movements there and back, sample by sample, for play and for recordings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.measures.value import Series, Value

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
    amplitude_deg_min: float = 0.0
    """One that goes less far is not counted."""


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

    def ask(self, asked_deg: float) -> None:
        """So far is what the next movement is to go: it is on from the usual share of that, however far those before
        went."""
        adaptive = self._adaptive
        if adaptive is not None:
            self.state.rise_deg = min(self.state.rise_deg, self._usual_rise((asked_deg,), adaptive))

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
        params = self.params
        counts = done.duration_s >= params.duration_s_min and done.amplitude_deg >= params.amplitude_deg_min
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


def count_repetitions(
    t_s: ArrayLike,
    angle_deg: ArrayLike,
    low_deg: float,
    high_deg: float,
    *,
    duration_s_min: float = 0.6,
    duration_s_max: float = 15.0,
    amplitude_deg_min: float = 0.0,
) -> dict[str, Value | Series]:
    """Every movement of a recording that goes past `high_deg` and comes back to `low_deg`; the headline is `count`.

    With `high_deg` below `low_deg` the movement goes downward. The usual thresholds lie at 25 % and 70 % of the asked
    range above the start. `partial` movements turned back between a fifth of the way from low to high, and high;
    `abandoned` ones took too long or lost the sensor. A sample without an angle (nan) abandons what is in progress.
    """
    times, angles = np.asarray(t_s, dtype=np.float64), np.asarray(angle_deg, dtype=np.float64)
    reason = _cannot_count(times, angles, low_deg, high_deg)
    if reason is not None:
        return _counted([], reason, reason) | {name: Value.missing("1", reason) for name in ("partial", "abandoned")}
    sign = 1.0 if high_deg > low_deg else -1.0
    thresholds = Fixed(sign * low_deg, sign * high_deg)
    counter = RepetitionCounter(Params(thresholds, duration_s_min, duration_s_max, amplitude_deg_min=amplitude_deg_min))
    angles = sign * np.where(np.isfinite(angles), angles, np.nan)
    fed = (counter.feed(time_s, angle, 0.0) for time_s, angle in zip(times.tolist(), angles.tolist(), strict=True))
    found = [repetition for repetition in fed if repetition is not None]
    return _counted(found, None, "no movement went all the way there and back") | {
        "partial": Value(float(counter.state.partial), "1"),
        "abandoned": Value(float(counter.state.abandoned), "1"),
    }


def _cannot_count(
    times: NDArray[np.float64], angles: NDArray[np.float64], low_deg: float, high_deg: float
) -> str | None:
    """Why movements cannot be counted, if so."""
    if times.ndim != 1 or times.shape != angles.shape:
        return "there is not one time for each angle"
    if times.size < 2 or not np.isfinite(angles).any():
        return "there is no movement to count in so few angles"
    if not (np.isfinite(times).all() and (np.diff(times) > 0.0).all()):
        return "the times do not rise from sample to sample"
    if not (math.isfinite(low_deg) and math.isfinite(high_deg)) or low_deg == high_deg:
        return "the two thresholds are not two different angles"
    return None


def _counted(found: Sequence[Repetition], reason: str | None, none: str) -> dict[str, Value | Series]:
    """The movements as measures, by their names; `none` says why there are no times where there are no movements."""

    def series(unit: str, values: Sequence[float]) -> Series:
        return Series(np.array(values), unit) if values else Series.missing(unit, none)

    return {
        "count": Value(float(len(found)), "1") if reason is None else Value.missing("1", reason),
        "peak_times_s": series("s", [one.peak_s for one in found]),
        "t_con_s": series("s", [one.peak_s - one.start_s for one in found]),
        "t_ecc_s": series("s", [one.end_s - one.peak_s for one in found]),
        "amp_deg": series("deg", [one.amplitude_deg for one in found]),
        "start_times_s": series("s", [one.start_s for one in found]),
        "end_times_s": series("s", [one.end_s for one in found]),
    }
