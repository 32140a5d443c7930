"""A simulated lower back that sits, leans, stands up, walks a little and sits down, and what a sensor on it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

Signal = NDArray[np.float64]
FINE_HZ = 500.0
FLEXION = 0.3
"""The trunk leans forward for this share of a transition before the back begins to rise."""


@dataclass(frozen=True)
class Body:
    """Somebody who rises from a chair of this height, and the sensor they wear."""

    height_m: float = 0.45
    lean_deg: float = 30.0
    rising_s: float = 1.8
    tilt_deg: tuple[float, float, float] = (0.0, 0.0, 0.0)
    noise_m_s2: float = 0.03
    gain: float = 1.0
    walks: bool = False
    seated_s: tuple[float, ...] = field(default=(4.0, 3.0, 5.0, 2.5))


def there(share: Signal) -> Signal:
    """The smoothest way from 0 to 1."""
    part = np.clip(share, 0.0, 1.0)
    return part**3 * (10.0 - 15.0 * part + 6.0 * part**2)


def worn(body: Body, rate_hz: float, seed: int) -> tuple[Signal, Signal, Signal]:
    """Acceleration in m/s² (n, 3), and when the back really begins and stops to rise, s."""
    standing_s = 5.0 if body.walks else 2.0
    begins = np.cumsum(np.r_[0.0, np.full(len(body.seated_s) - 1, body.rising_s + standing_s + 2.0)])
    begins += np.cumsum(body.seated_s)
    t = np.arange(round((begins[-1] + body.rising_s + standing_s + 3.0) * FINE_HZ)) / FINE_HZ
    up, forward, pitch = np.zeros_like(t), np.zeros_like(t), np.zeros_like(t)
    for begin in begins.tolist():
        share = (t - begin) / body.rising_s
        up += body.height_m * there((share - FLEXION) / (1.0 - FLEXION))
        forward += 0.25 * there(share)
        pitch += body.lean_deg * (there(share / 0.45) - there((share - 0.45) / 0.55))
        stands = begin + body.rising_s
        if body.walks:
            steps = np.clip(np.minimum(t - stands - 0.7, stands + standing_s - 0.5 - t) / 0.5, 0.0, 1.0)
            up += 0.02 * steps * np.sin(2.0 * np.pi * 1.8 * (t - stands))
        if begin != begins[-1]:
            down = (t - stands - standing_s) / 2.0
            up -= body.height_m * there(down / (1.0 - FLEXION))
            forward -= 0.25 * there(down)
            pitch += body.lean_deg * (there(down / 0.5) - there((down - 0.5) / 0.5))
    force = np.stack([_twice(forward), np.zeros_like(t), _twice(up) + 9.81], axis=1)
    felt = Rotation.from_euler("y", -pitch[:, None], degrees=True).apply(force)
    felt = Rotation.from_euler("xyz", body.tilt_deg, degrees=True).apply(felt)
    at = np.arange(0.0, t[-1], 1.0 / rate_hz)
    sampled = np.stack([np.interp(at, t, axis) for axis in felt.T], axis=1)
    noise = np.random.default_rng(seed).normal(0.0, body.noise_m_s2, sampled.shape)
    return body.gain * sampled + noise, begins + FLEXION * body.rising_s, begins + body.rising_s


def _twice(place: Signal) -> Signal:
    rate: Signal = np.gradient(np.gradient(place)) * FINE_HZ**2
    return rate
