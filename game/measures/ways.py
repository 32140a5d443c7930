"""Ways: the way there and the way back of one repetition, without the hold between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

NEAR_SHARE = 0.9
"""Above this share of the way the limb is there; a pause lower down belongs to the way, and makes it less smooth."""
STILL_SHARE = 0.05
"""Slower than this share of the top speed, it stands."""


def ways(angle_deg: ArrayLike, speed_deg_s: ArrayLike) -> tuple[slice, slice]:
    """From the first sample to where the limb first stands at the top, and from where it last stands there to the end.

    A limb that never stands at the top turns at its highest sample. Both columns at one rate, at least one sample.
    """
    angle, speed = np.asarray(angle_deg, dtype=np.float64), np.abs(np.asarray(speed_deg_s, dtype=np.float64))
    peak, turn = float(angle.max()), int(angle.argmax())
    place = np.arange(angle.size)
    lowest = np.where(place <= turn, angle[0], angle[-1])
    there = angle >= lowest + NEAR_SHARE * (peak - lowest)
    stands = np.flatnonzero(there & (speed <= STILL_SHARE * speed.max()) & (place > 0) & (place < angle.size - 1))
    first, last = (int(stands[0]), int(stands[-1])) if stands.size else (turn, turn)
    return slice(0, first + 1), slice(last, None)
