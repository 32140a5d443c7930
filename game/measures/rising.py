"""Rising from a chair, seen by one accelerometer on the lower back: when each sit to stand begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.measures.filters import lowpass
from game.measures.soundness import signal, unknown, wrong_rate
from game.measures.value import Series, Value

RATE_HZ_MIN = 20.0
DURATION_S_MIN = 3.0
CUT_HZ = 5.0
GRAVITY_CUT_HZ = 0.8
ORDER = 4
GRAVITY_M_S2 = (9.0, 10.6)
"""What a worn accelerometer that is not quite true may show at rest."""
WAVE_HZ = 0.45
"""The middle of the band, 0.4–0.5 Hz, in which a rise stands out."""
WAVE_CENTRE = 0.2
"""Centre frequency of the first derivative of exp(−t²), in cycles a unit of its scale."""
APART_S = 1.0
STILL_WINDOW_S = 0.3
STILL_MEAN_M_S2, STILL_SD_M_S2, STILL_JERK_M_S3, STILL_JERK_SD_M_S3 = 0.2, 0.1, 2.5, 3.0
LONG_STILL_S = 0.5
REACH_S = 30.0
"""Acceleration is not added up over longer."""
REACH_MOVING_S = 5.0
"""Where nobody is still again, it is added up this far beyond the fastest moment."""
SPEED_M_S_MIN = 0.2
START_SPEED_M_S_MAX = 0.05
"""After a straight line is taken off, somebody who was still starts no faster than this."""
RISE_M_MIN = 0.125
RISE_SHARE_MIN = 0.75
"""Of the usual rise; less is somebody who sat down again."""
DURATION_S_MAX = 4.5
FIRST_PART_MAX = 10.0
"""The way to the fastest moment takes at most so many times as long as the way from there."""
START_APART_S_MIN = 0.4
STILL_BEFORE_S, STILL_AFTER_S = 0.5, 0.7
"""Stillness that ends so close to where the speed turns upward is where the movement begins."""
UNITS = {"start_s": "s", "end_s": "s", "duration_s": "s", "rise_m": "m"}

Signal = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Stillness:
    """Where somebody is still: samples at which it begins, and at which it is over; `long` for half a second."""

    starts: Places
    stops: Places
    long: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From one long stillness to the next: its samples, and speed and height at each."""

    first: int
    speed_m_s: Signal
    height_m: Signal

    @property
    def last(self) -> int:
        return self.first + self.speed_m_s.size - 1


@dataclass(frozen=True, slots=True)
class _Rise:
    start: int
    end: int
    rise_m: float


def sit_to_stands(acceleration_m_s2: ArrayLike, rate_hz: float) -> Mapping[str, Value | Series]:
    """How often somebody stood up (`n_transitions`), with `start_s` and `end_s` of each from the first sample on,
    `duration_s`, and how far the lower back rose (`rise_m`, rough).

    `acceleration_m_s2` is (n, 3), in any frame of a sensor worn over the fifth lumbar vertebra, +9.81 upward at rest.
    After Adamowicz et al. 2020 (Sensors 20:6618): a wavelet finds where acceleration turns from up to down; vertical
    acceleration is added up between rests; a rise begins where the speed turns upward, or where stillness ends close
    to that, and ends where it turns downward. Half a second of stillness is needed before each.
    """
    found = _fit(signal(acceleration_m_s2), rate_hz)
    if isinstance(found, str):
        return _missing(Value.missing("", found), found)
    rises = _whole(list(_rises(*found, rate_hz)))
    count = Value(float(len(rises)), "")
    if not rises:
        return _missing(count, "nobody was seen to stand up")
    start = np.array([rise.start for rise in rises]) / rate_hz
    end = np.array([rise.end for rise in rises]) / rate_hz
    rise_m = np.array([rise.rise_m for rise in rises])
    columns = {"start_s": start, "end_s": end, "duration_s": end - start, "rise_m": rise_m}
    return {"n_transitions": count, **{name: Series(columns[name], unit) for name, unit in UNITS.items()}}


def _missing(count: Value, reason: str) -> Mapping[str, Value | Series]:
    return {"n_transitions": count, **{name: Series.missing(unit, reason) for name, unit in UNITS.items()}}


def _fit(acceleration: Signal, rate_hz: float) -> tuple[Signal, Signal, float] | str:
    """Size and vertical part of the acceleration, and gravity as this sensor shows it; or why there is none."""
    if acceleration.ndim != 2 or acceleration.shape[1] != 3:
        return "three axes of acceleration are needed"
    if reason := wrong_rate(rate_hz, RATE_HZ_MIN) or unknown(acceleration):
        return reason
    if len(acceleration) < DURATION_S_MIN * rate_hz:
        return f"shorter than {DURATION_S_MIN:g} s"
    size = lowpass(np.linalg.norm(acceleration, axis=1), rate_hz, CUT_HZ, ORDER)
    upward = lowpass(acceleration, rate_hz, GRAVITY_CUT_HZ, ORDER)
    assert size is not None and upward is not None
    length = np.linalg.norm(upward, axis=1)
    gravity = float(np.median(size))
    if not GRAVITY_M_S2[0] <= gravity <= GRAVITY_M_S2[1] or not length.min() > 0.0:
        return "the acceleration at rest is not that of gravity in m/s²"
    return size, (upward * acceleration).sum(axis=1) / length, gravity


def _rises(size: Signal, vertical: Signal, gravity: float, rate_hz: float) -> Iterator[_Rise]:
    still = _stillness(size, gravity, rate_hz)
    stretch, last_start = None, -np.inf
    for candidate in _candidates(size, rate_hz).tolist():
        bounds = _bounds(still, candidate, size.size, rate_hz)
        if bounds is None:
            continue
        first, end, rests = bounds
        if stretch is None or first < stretch.first or end - 1 > stretch.last:
            stretch = _added_up(vertical[first:end], first, rests, rate_hz)
        rise = _rise(stretch, still, candidate, rate_hz)
        if rise is not None and rise.start - last_start > START_APART_S_MIN * rate_hz:
            last_start = rise.start
            yield rise


def _candidates(size: Signal, rate_hz: float) -> Places:
    """Where acceleration turns from more than gravity to less, as over a rise: the peaks of its wavelet transform."""
    from scipy.signal import fftconvolve, find_peaks

    scale_s = WAVE_CENTRE / WAVE_HZ
    reach = int(np.ceil(4.0 * scale_s * rate_hz))
    t = np.arange(-reach, reach + 1) / (scale_s * rate_hz)
    padded = np.pad(size, reach, mode="edge")
    power = fftconvolve(padded - size.mean(), 2.0 * t * np.exp(-(t**2)), mode="valid")
    peaks, _ = find_peaks(power, height=power.std(ddof=1), distance=max(1, round(APART_S * rate_hz)))
    return np.asarray(peaks, dtype=np.intp)


def _stillness(size: Signal, gravity: float, rate_hz: float) -> _Stillness:
    jerk = np.gradient(size) * rate_hz
    mean, sd = _moving(size, rate_hz)
    jerk_mean, jerk_sd = _moving(jerk, rate_hz)
    still = (np.abs(mean - gravity) < STILL_MEAN_M_S2) & (sd < STILL_SD_M_S2)
    still &= (np.abs(jerk_mean) < STILL_JERK_M_S3) & (jerk_sd < STILL_JERK_SD_M_S3)
    edges = np.flatnonzero(np.diff(np.r_[False, still, False].astype(np.int8)))
    starts, stops = edges[::2], edges[1::2]
    return _Stillness(starts, stops, stops - starts > LONG_STILL_S * rate_hz)


def _moving(signal: Signal, rate_hz: float) -> tuple[Signal, Signal]:
    """Mean and SD over the window around each sample; at the ends those of the nearest whole window."""
    count = max(2, round(STILL_WINDOW_S * rate_hz))
    windows = np.lib.stride_tricks.sliding_window_view(signal, count)
    before, after = count // 2, signal.size - len(windows) - count // 2
    ends = ((before, after),)
    return np.pad(windows.mean(axis=1), ends, "edge"), np.pad(windows.std(axis=1, ddof=1), ends, "edge")


def _bounds(still: _Stillness, candidate: int, samples: int, rate_hz: float) -> tuple[int, int, bool] | None:
    """From the end of the long stillness before to the start of the next; and whether there is one."""
    stops, starts = still.stops[still.long], still.starts[still.long]
    before, after = stops[stops < candidate], starts[starts > candidate]
    if not before.size or candidate - before[-1] > REACH_S * rate_hz:
        return None
    if after.size and after[0] - candidate < REACH_S * rate_hz:
        return int(before[-1]), int(after[0]), True
    return int(before[-1]), min(samples, candidate + round(REACH_MOVING_S * rate_hz)), False


def _added_up(vertical: Signal, first: int, rests: bool, rate_hz: float) -> _Stretch:
    """Speed and height, with the straight line taken off that would leave somebody at rest moving."""
    from scipy.integrate import cumulative_trapezoid
    from scipy.signal import detrend

    speed = cumulative_trapezoid(vertical - vertical.mean(), dx=1.0 / rate_hz, initial=0.0)
    if rests:
        speed = speed - np.linspace(0.0, speed[-1], speed.size)
    else:
        speed = detrend(speed)
        speed -= speed[0] if abs(speed[0]) > START_SPEED_M_S_MAX else 0.0
    return _Stretch(first, speed, cumulative_trapezoid(speed, dx=1.0 / rate_hz, initial=0.0))


def _rise(stretch: _Stretch, still: _Stillness, candidate: int, rate_hz: float) -> _Rise | None:
    """The unbroken upward movement around a candidate, if it is a rise."""
    speed, at = stretch.speed_m_s, candidate - stretch.first
    if not speed[at] > 0.0:
        return None
    turns = np.diff(np.sign(speed))
    upward, downward = np.flatnonzero(turns[:at] > 0), np.flatnonzero(turns[at:] < 0)
    begin = int(upward[-1]) + 1 if upward.size else 0
    end = at + int(downward[0]) + 1 if downward.size else speed.size - 1
    fastest = begin + int(speed[begin : end + 1].argmax())
    stops = still.stops[still.stops < candidate] - stretch.first
    if -STILL_BEFORE_S * rate_hz < stops[-1] - begin < STILL_AFTER_S * rate_hz:
        begin = max(0, int(stops[-1]))
    rise_m = float(stretch.height_m[end] - stretch.height_m[begin])
    quick = end - begin < DURATION_S_MAX * rate_hz
    even = fastest - begin < FIRST_PART_MAX * (end - fastest)
    enough = speed[fastest] >= SPEED_M_S_MIN and rise_m > RISE_M_MIN
    return _Rise(stretch.first + begin, stretch.first + end, rise_m) if quick and even and enough else None


def _whole(rises: list[_Rise]) -> list[_Rise]:
    """Without those from which somebody sat down again."""
    if not rises:
        return []
    enough = RISE_SHARE_MIN * float(np.median([rise.rise_m for rise in rises]))
    return [rise for rise in rises if rise.rise_m >= enough]
