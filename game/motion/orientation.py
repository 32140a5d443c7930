"""Orientation: where up is for one sensor, from its gyroscope and accelerometer, sample by sample."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import deque
from typing import Any, Protocol

import numpy as np

from game.motion.rotation import scaled, up_in_sensor
from input_devices import Quaternion, Sample, Vector

_WARM_UP_S = 0.4
"""Samples are kept back so long at first, to learn how far apart they are."""
_GAP_S = 0.25
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

    def restart(self) -> None:
        """Forget the orientation, keep what is known of the gyroscope's bias."""
        ...


class VqfFusion:
    """VQF (Laidig & Seel 2023) with its own defaults, six axes."""

    def __init__(self, dt_s: float) -> None:
        from vqf import VQF

        self._filter: Any = VQF(dt_s)
        self._rate = np.zeros(3)
        self._acceleration = np.zeros(3)

    def step(self, rate_rad_s: Vector, acceleration_m_s2: Vector) -> Quaternion:
        """The orientation after one more sample."""
        self._rate[:] = rate_rad_s
        self._acceleration[:] = acceleration_m_s2
        self._filter.update(self._rate, self._acceleration)
        w, x, y, z = self._filter.getQuat6D().tolist()
        return (w, x, y, z)

    def restart(self) -> None:
        """Start from gravity again with the bias that was learned."""
        bias, sigma = self._filter.getBiasEstimate()
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

    def restart(self) -> None:
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

    def __init__(self, dt_s: float) -> None:
        self.dt_s = dt_s
        count = max(3, round(_PACE_S / dt_s))
        self._recent = deque([dt_s] * count)
        self._sorted = [dt_s] * count

    def feed(self, dt_s: float) -> float:
        """The time that one more step of about `dt_s` really took, s."""
        del self._sorted[bisect_left(self._sorted, self._recent.popleft())]
        self._recent.append(dt_s)
        insort(self._sorted, dt_s)
        self.dt_s = self._sorted[len(self._sorted) // 2]
        return self.dt_s if abs(dt_s - self.dt_s) <= _UNEVEN_SHARE * self.dt_s else dt_s


class Orientation:
    """One sensor's up direction, streamed.

    The filter is built for one distance between samples; the rate is scaled to the sensor's own pace, so that the
    angle turned is right, and a hole up to 0.25 s is bridged inside the filter in even steps.
    """

    def __init__(self) -> None:
        self._fusion: Fusion | None = None
        self._waiting: list[Sample] = []
        self._dt_s = math.nan
        self._pace = Pace(_WARM_UP_S)
        self._last: Sample | None = None
        self._anew = False
        self.turned: Quaternion | None = None
        """The latest orientation, sensor → earth, heading arbitrary; None before the first."""
        self.up: Vector | None = None
        """Where up was at the latest sample, sensor axes; None before the first."""

    def feed(self, sample: Sample) -> list[tuple[Sample, Vector]]:
        """The samples whose up direction (unit vector, sensor axes) is now known: none at first, then one a call."""
        if sample.rate_rad_s is None or sample.acceleration_m_s2 is None:
            if sample.orientation is None:
                return []
            self.turned = sample.orientation
            self.up = up_in_sensor(sample.orientation)
            return [(sample, self.up)]
        if not all(map(math.isfinite, (*sample.rate_rad_s, *sample.acceleration_m_s2))):
            return []  # one such sample would stay in the filter for ever
        if self._fusion is not None:
            return [(sample, self._step(sample))]
        if self._waiting and sample.t_s - self._waiting[-1].t_s > _GAP_S:
            self._waiting.clear()
        self._waiting.append(sample)
        span_s = sample.t_s - self._waiting[0].t_s
        if span_s < _WARM_UP_S:
            return []
        self._dt_s = span_s / (len(self._waiting) - 1)
        self._pace = Pace(self._dt_s)
        self._fusion = make_fusion(self._dt_s)
        waiting, self._waiting = self._waiting, []
        return [(early, self._step(early)) for early in waiting]

    def restart(self) -> None:
        """Begin anew from gravity at the next sample: the sensor has turned and its gyroscope did not say so."""
        self._anew = True

    def _step(self, sample: Sample) -> Vector:
        self.turned = self._turn(sample)
        self.up = up_in_sensor(self.turned)
        return self.up

    def _turn(self, sample: Sample) -> Quaternion:
        last, self._last = self._last, sample
        fusion, rate, acceleration = self._fusion, sample.rate_rad_s, sample.acceleration_m_s2
        assert fusion is not None and rate is not None and acceleration is not None
        if last is None or last.rate_rad_s is None or last.acceleration_m_s2 is None:
            return fusion.step(rate, acceleration)
        dt_s = sample.t_s - last.t_s
        if dt_s > _GAP_S or self._anew:
            self._anew = False
            fusion.restart()
            return fusion.step(rate, acceleration)
        steps = max(1, round(dt_s / self._pace.dt_s))
        scale = self._pace.feed(dt_s / steps) / self._dt_s
        for step in range(1, steps):
            share = step / steps
            fusion.step(
                _between(last.rate_rad_s, rate, share, scale),
                _between(last.acceleration_m_s2, acceleration, share, 1.0),
            )
        return fusion.step(scaled(rate, scale), acceleration)


def _between(a: Vector, b: Vector, share: float, scale: float) -> Vector:
    rest = (1.0 - share) * scale
    share *= scale
    return (a[0] * rest + b[0] * share, a[1] * rest + b[1] * share, a[2] * rest + b[2] * share)
