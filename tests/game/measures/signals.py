"""Made-up movements that are known exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.float64]


def there_and_back(amplitudes_deg: list[float], period_s: float, rate_hz: float, rest_s: float = 0.0) -> Signal:
    """Raised cosines of the given heights, one after another, with rest before each and at the end."""
    rest = np.zeros(round(rest_s * rate_hz))
    wave = (1.0 - np.cos(np.linspace(0.0, 2.0 * np.pi, round(period_s * rate_hz), endpoint=False))) / 2.0
    parts = [part for amplitude in amplitudes_deg for part in (rest, amplitude * wave)]
    return np.concatenate([*parts, rest, np.zeros(1)])


def minimum_jerk(distance: float, duration_s: float, rate_hz: float) -> Signal:
    """The speed of the smoothest movement over a distance."""
    share = np.arange(0.0, 1.0 + 0.5 / (duration_s * rate_hz), 1.0 / (duration_s * rate_hz))
    return distance / duration_s * 30.0 * (share * (1.0 - share)) ** 2
