"""Directions: means and spreads of angles, for which 359 is next to 1 and never the arithmetic ones."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Angles = NDArray[np.float64]


def wrapped_deg(angles_deg: Angles) -> Angles:
    """The same directions from above −180 up to 180."""
    found: Angles = 180.0 - np.mod(180.0 - angles_deg, 360.0)
    return found


def mean_deg(angles_deg: Angles) -> float:
    """The direction in which they point together, above −180 up to 180."""
    together = _together(angles_deg)
    return float(wrapped_deg(np.array(math.degrees(math.atan2(together.imag, together.real)))))


def resultant(angles_deg: Angles) -> float:
    """How much they agree: 1 when all are equal, near 0 when they point everywhere."""
    return min(1.0, abs(_together(angles_deg)))


def sd_deg(angles_deg: Angles) -> float:
    """Circular standard deviation (Mardia 1972); infinite when they agree in nothing."""
    agreed = resultant(angles_deg)
    return math.degrees(math.sqrt(2.0 * abs(math.log(agreed)))) if agreed > 0.0 else math.inf


def _together(angles_deg: Angles) -> complex:
    return complex(np.exp(1j * np.radians(angles_deg)).mean())
