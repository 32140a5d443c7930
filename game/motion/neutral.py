"""Neutral pose: how still a sensor is, and the direction of up that angles are counted from."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.motion.rotation import angle_between_rad, norm, unit
from input_devices import Sample, Vector

GRAVITY_M_S2 = 9.81


@dataclass(frozen=True, slots=True)
class StillnessParams:
    """When a sensor counts as still. The times and the rate are those of the measures this project follows; how far
    the accelerometer may be out of scale is a choice: cheap ones are sold uncalibrated."""

    still_s: float = 1.5
    rate_deg_s_max: float = 3.0
    """About the sensor's own mean, so that a constant bias does not count."""
    bias_deg_s_max: float = 6.0
    tilt_deg_max: float = 3.0
    """How far the direction of gravity may wander within the time."""
    gravity_share: tuple[float, float] = (0.25, 2.5)
    """How long the acceleration at rest may be, as a share of 9.81 m/s²: wide, since only its direction is used and
    stillness is judged otherwise, and enough to notice a wrong unit."""
    smoothing_s: float = 0.1


class Stillness:
    """One sensor's stillness, streamed: the longest stretch, up to now, in which it has not moved."""

    def __init__(self, params: StillnessParams) -> None:
        self._params = params
        self.reset()

    def reset(self) -> None:
        """Start to wait anew."""
        self._since_s = math.nan
        self._last_s = math.nan
        self._rate: Vector = (0.0, 0.0, 0.0)
        self._acceleration: Vector = (0.0, 0.0, 0.0)
        self._anchor: Vector = (0.0, 0.0, 1.0)
        self._rate_mean: Vector = (0.0, 0.0, 0.0)
        self._ups: Vector = (0.0, 0.0, 0.0)
        self._count = 0
        self.reason: str | None = None

    @property
    def share(self) -> float:
        """How much of the time asked for is done, 0–1."""
        done_s = self._last_s - self._since_s
        return 0.0 if math.isnan(done_s) else min(1.0, done_s / self._params.still_s)

    @property
    def up(self) -> Vector:
        """The mean direction of up over the still stretch, sensor axes."""
        return unit(self._ups)

    @property
    def rate_rad_s(self) -> Vector:
        """What the gyroscope says at rest: its bias, as the mean over the still stretch has it."""
        return self._rate_mean

    def feed(self, sample: Sample, up: Vector) -> None:
        """One more sample, with where up is by the orientation filter."""
        if self._judge(sample, up):
            self._ups = (self._ups[0] + up[0], self._ups[1] + up[1], self._ups[2] + up[2])
            self._count += 1
            self._last_s = sample.t_s
        else:
            self._since_s = self._last_s = sample.t_s
            self._ups, self._count = up, 1
            self._anchor, self._rate_mean = up, self._rate

    def _judge(self, sample: Sample, up: Vector) -> bool:
        rate = sample.rate_rad_s or (0.0, 0.0, 0.0)
        acceleration = sample.acceleration_m_s2 or (0.0, 0.0, GRAVITY_M_S2)
        first = self._count == 0
        dt_s = 0.0 if first else sample.t_s - self._last_s
        share = 1.0 if first else min(1.0, dt_s / self._params.smoothing_s)
        self._rate = _towards(self._rate, rate, share)
        self._acceleration = _towards(self._acceleration, acceleration, share)
        if first:
            return False
        params = self._params
        self._rate_mean = _towards(self._rate_mean, self._rate, 1.0 / (self._count + 1))
        off = norm(
            (
                self._rate[0] - self._rate_mean[0],
                self._rate[1] - self._rate_mean[1],
                self._rate[2] - self._rate_mean[2],
            )
        )
        low, high = params.gravity_share
        if dt_s > 0.5:
            self.reason = "the sensor was away for a moment"
        elif not low <= norm(self._acceleration) / GRAVITY_M_S2 <= high:
            self.reason = "the sensor is being moved, or does not measure gravity rightly"
        elif (
            math.degrees(off) > params.rate_deg_s_max
            or math.degrees(norm(self._rate_mean)) > params.bias_deg_s_max
            or math.degrees(angle_between_rad(up, self._anchor)) > params.tilt_deg_max
        ):
            self.reason = "there was movement"
        else:
            return True
        return False


def _towards(a: Vector, b: Vector, share: float) -> Vector:
    return (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2]))
