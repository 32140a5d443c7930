"""Orientation: where up is for one sensor, from its gyroscope and accelerometer, sample by sample."""

from __future__ import annotations

import math
import struct
from bisect import bisect_left, insort
from collections import deque
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.motion.rotation import N, scaled, up_in_sensor
from input_devices import Quaternion, Sample, Vector

Numbers: TypeAlias = NDArray[np.float64]
Rows: TypeAlias = NDArray[np.float64]
"""A vector or a quaternion a row."""

_SIX, _FOUR = struct.Struct("6d"), struct.Struct("4d")
_WARM_UP_S = 0.4
"""Samples are kept back so long at first, to learn how far apart they are."""
GAP_S = 0.25
"""After a longer gap nobody knows how the sensor turned meanwhile: start again from gravity."""
_PACE_S = 2.0
"""The distance between samples is the median of so long…"""
_UNEVEN_SHARE = 0.15
"""…and a step that differs by no more than this share is taken for it: sensors keep their pace, and a clock that is
fitted to arrivals corrects itself by nudging the times of some samples."""


class Fusion(Protocol):
    """One orientation filter without magnetometer."""

    def step(self, rate_rad_s: Vector, acceleration_m_s2: Vector) -> Quaternion:
        """The orientation, sensor → earth, after one more sample."""
        ...

    def steps(self, rates_rad_s: Rows, accelerations_m_s2: Rows) -> Rows:
        """The same for many samples at once: (n, 3) each in, (n, 4) out."""
        ...

    def restart(self, undo: int | None = None) -> None:
        """Forget the orientation, keep what is known of the gyroscope's bias; what was known after the step `undo` of
        the last `steps`, where that is told."""
        ...


class VqfFusion:
    """VQF (Laidig & Seel 2023) with its own defaults, six axes."""

    def __init__(self, dt_s: float) -> None:
        from vqf import VQF

        self._filter: Any = VQF(dt_s)
        self._six = bytearray(_SIX.size)
        numbers = np.frombuffer(self._six)
        self._rate, self._acceleration = numbers[:3], numbers[3:]
        self._biases: tuple[Rows, Rows] = (numbers[:0], numbers[:0])

    def step(self, rate_rad_s: Vector, acceleration_m_s2: Vector) -> Quaternion:
        """The orientation after one more sample."""
        # Packed at once into what both arrays look at: a third of the time that filling them takes.
        _SIX.pack_into(self._six, 0, *rate_rad_s, *acceleration_m_s2)
        self._filter.update(self._rate, self._acceleration)
        w, x, y, z = _FOUR.unpack(self._filter.getQuat6D())
        return (w, x, y, z)

    def steps(self, rates_rad_s: Rows, accelerations_m_s2: Rows) -> Rows:
        """The orientation after each of many samples; VQF's own loop over what `step` does once."""
        rates, accelerations = np.ascontiguousarray(rates_rad_s), np.ascontiguousarray(accelerations_m_s2)
        found = self._filter.updateBatch(rates, accelerations)
        self._biases = (found["bias"], found["biasSigma"])
        turned: Rows = found["quat6D"]
        return turned

    def restart(self, undo: int | None = None) -> None:
        """Start from gravity again with the bias that was learned."""
        bias, sigma = self._filter.getBiasEstimate()
        if undo is not None:
            bias, sigma = self._biases[0][undo], self._biases[1][undo]
        self._filter.resetState()
        self._filter.setBiasEstimate(np.ascontiguousarray(bias), float(sigma))


class ImuFusion:
    """x-io's filter, where VQF has no wheel; about three times less accurate."""

    def __init__(self, dt_s: float) -> None:
        import imufusion

        settings: Any = imufusion.AhrsSettings()
        settings.sample_rate = 1.0 / dt_s
        settings.gyroscope_range = 2000.0
        settings.acceleration_rejection = 10.0
        settings.rejection_timeout = 5.0 / dt_s
        self._filter: Any = imufusion.Ahrs()
        self._filter.set_settings(settings)

    def step(self, rate_rad_s: Vector, acceleration_m_s2: Vector) -> Quaternion:
        """The orientation after one more sample; x-io counts in °/s and g."""
        rate = np.degrees(np.array(rate_rad_s))
        self._filter.update_no_magnetometer(rate, np.array(acceleration_m_s2) / 9.80665)
        w, x, y, z = (float(value) for value in self._filter.get_quaternion())
        return (w, x, y, z)

    def steps(self, rates_rad_s: Rows, accelerations_m_s2: Rows) -> Rows:
        """The orientation after each of many samples, one by one."""
        pairs = zip(rates_rad_s.tolist(), accelerations_m_s2.tolist(), strict=True)
        return np.array([self.step((p, q, r), (x, y, z)) for (p, q, r), (x, y, z) in pairs]).reshape(-1, 4)

    def restart(self, undo: int | None = None) -> None:  # noqa: ARG002 - it keeps no bias
        """Start from gravity again."""
        self._filter.restart()


def make_fusion(dt_s: float) -> Fusion:
    """The best filter this machine has, for samples `dt_s` apart."""
    try:
        return VqfFusion(dt_s)
    except ImportError:
        return ImuFusion(dt_s)


class Pace:
    """How far apart the samples of one sensor are: the running median, which a few odd steps do not move."""

    __slots__ = ("_middle", "_recent", "_sorted", "dt_s")

    def __init__(self, dt_s: float) -> None:
        self.dt_s = dt_s
        count = max(3, round(_PACE_S / dt_s))
        self._recent = deque([dt_s] * count, count)
        self._sorted = [dt_s] * count
        self._middle = count // 2

    def feed(self, dt_s: float) -> float:
        """The time that one more step of about `dt_s` really took, s."""
        recent, ordered = self._recent, self._sorted
        oldest = recent[0]
        recent.append(dt_s)
        if oldest != dt_s:
            del ordered[bisect_left(ordered, oldest)]
            insort(ordered, dt_s)
            self.dt_s = ordered[self._middle]
        pace_s = self.dt_s
        uneven_s = _UNEVEN_SHARE * pace_s
        return pace_s if -uneven_s <= dt_s - pace_s <= uneven_s else dt_s


class Stepping:
    """How the filter gets from one sample of a sensor to the next, by their times alone: the same rule for samples
    that are streamed and for a recording.

    The filter is built for one distance between samples; the rate is scaled to the sensor's own pace, so that the
    angle turned is right, and a hole up to 0.25 s is bridged inside the filter in even steps.
    """

    __slots__ = ("_last_s", "_pace", "_since_s", "dt_s", "kept")

    def __init__(self) -> None:
        self.dt_s = math.nan
        """What the filter is built for; nan until it is known."""
        self.kept = 0
        """How many samples were kept back to learn it, the latest ones; none of them has been stepped to."""
        self._since_s = self._last_s = math.nan
        self._pace = Pace(_WARM_UP_S)

    def learn(self, t_s: float) -> None:
        """One more sample to be kept back, while `dt_s` is not known."""
        if self.kept == 0 or t_s - self._last_s > GAP_S:
            self._since_s, self.kept = t_s, 0
        self._last_s = t_s
        self.kept += 1
        span_s = t_s - self._since_s
        if span_s >= _WARM_UP_S:
            self.dt_s = span_s / (self.kept - 1)
            self._pace = Pace(self.dt_s)
            self._last_s = math.nan

    def step(self, t_s: float, anew: bool = False) -> tuple[int, float]:
        """In how many steps the sample at `t_s` is reached, and by what its rate is scaled; no step where nobody knows
        how the sensor has turned meanwhile, or `anew`: begin from gravity."""
        dt_s = t_s - self._last_s
        self._last_s = t_s
        if dt_s > GAP_S or anew:
            return (0, 1.0)
        if dt_s != dt_s:
            return (1, 1.0)  # the first
        pace = self._pace
        steps = round(dt_s / pace.dt_s)
        if steps < 2:
            return (1, pace.feed(dt_s) / self.dt_s)
        return (steps, pace.feed(dt_s / steps) / self.dt_s)


class Orientation:
    """One sensor's up direction, streamed."""

    __slots__ = ("_anew", "_fusion", "_last", "_stepping", "_waiting", "turned", "up")

    def __init__(self) -> None:
        self._fusion: Fusion | None = None
        self._stepping = Stepping()
        self._waiting: list[Sample] = []
        self._last: tuple[Vector, Vector] | None = None
        self._anew = False
        self.turned: Quaternion | None = None
        """The latest orientation, sensor → earth, heading arbitrary; None before the first."""
        self.up: Vector | None = None
        """Where up was at the latest sample, sensor axes; None before the first."""

    def feed(self, sample: Sample) -> list[tuple[Sample, Vector]]:
        """The samples whose up direction (unit vector, sensor axes) is now known: none at first, then one a call."""
        _, t_s, rate, acceleration, orientation, _ = sample
        if rate is None or acceleration is None:
            if orientation is None:
                return []
            self.turned = orientation
            self.up = up_in_sensor(orientation)
            return [(sample, self.up)]
        (p, q, r), (x, y, z) = rate, acceleration
        if not math.isfinite((p + q + r) + (x + y + z)):
            return []  # one such sample would stay in the filter for ever
        fusion = self._fusion
        return self._wait(sample) if fusion is None else [(sample, self._step(fusion, t_s, rate, acceleration))]

    def restart(self) -> None:
        """Begin anew from gravity at the next sample: the sensor has turned and its gyroscope did not say so."""
        self._anew = True

    def _wait(self, sample: Sample) -> list[tuple[Sample, Vector]]:
        stepping = self._stepping
        stepping.learn(sample.t_s)
        self._waiting.append(sample)
        del self._waiting[: -stepping.kept]
        if math.isnan(stepping.dt_s):
            return []
        fusion = self._fusion = make_fusion(stepping.dt_s)
        waiting, self._waiting = self._waiting, []
        return [
            (early, self._step(fusion, early.t_s, early.rate_rad_s, early.acceleration_m_s2))
            for early in waiting
            if early.rate_rad_s is not None and early.acceleration_m_s2 is not None
        ]

    def _step(self, fusion: Fusion, t_s: float, rate: Vector, acceleration: Vector) -> Vector:
        steps, scale = self._stepping.step(t_s, self._anew)
        if steps != 1:
            self._bridge(fusion, steps, scale, rate, acceleration)
        self._last = (rate, acceleration)
        if scale != 1.0:
            rate = scaled(rate, scale)
        self.turned = turned = fusion.step(rate, acceleration)
        w, x, y, z = turned  # `up_in_sensor`, written out: it is asked for at every sample
        self.up = up = (2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y))
        return up

    def _bridge(self, fusion: Fusion, steps: int, scale: float, rate: Vector, acceleration: Vector) -> None:
        """Begin anew, or step evenly through what is missing."""
        if steps == 0 or self._last is None:
            self._anew = False
            fusion.restart()
            return
        last_rate, last_acceleration = self._last
        for step in range(1, steps):
            share = step / steps
            fusion.step(between(last_rate, rate, share, scale), between(last_acceleration, acceleration, share, 1.0))


def between(a: tuple[N, N, N], b: tuple[N, N, N], share: N, scale: N) -> tuple[N, N, N]:
    """`share` of the way from `a` to `b`, scaled: of vectors, or of columns of them."""
    rest = (1.0 - share) * scale
    share = share * scale  # not in place: it may be a column
    return (a[0] * rest + b[0] * share, a[1] * rest + b[1] * share, a[2] * rest + b[2] * share)
