"""Which way round the two axes of a hinge belong together, by physics: both sensors must feel the same joint."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.motion.felt import Felt
from game.motion.orientation import Rows

SURE = math.log(100.0)
"""Odds of a hundred to one are believed: a choice."""
_ALIKE_S = 0.3
"""Moments nearer to one another than this err alike, so that they count as one: a choice, about a movement's own
pace."""
_LEVER_M = 0.25
"""How far from the joint a sensor is worn, one standard deviation: a choice for arms and legs."""
_BIAS_M_S2 = 0.2
"""What an accelerometer that nobody calibrated may add, one standard deviation of each axis: a choice."""
_FELT_M_S2 = 0.3
_ROUNDS = 8
_BLOCK_S = 2.0
"""An orientation that went wrong is wrong for about 3 s (the filter's own time constant): a choice, shorter than it."""
_RATE_RAD_S = math.radians(10.0)
_LEAN = math.sin(math.radians(5.0))
"""How well a worn sensor can agree at best, whatever its noise: skin and muscle move by so much. Choices."""


@dataclass(frozen=True, slots=True)
class SignEvidence:
    """For the axes as they are given, against one of the two the other way round."""

    log_odds: float
    """Natural logarithm of the odds; positive for the axes as they are."""
    lever_m: tuple[float, float]
    """How far from the joint the two sensors then are, proximal first."""

    @property
    def decided(self) -> bool:
        """It is beyond reasonable doubt, whichever way."""
        return abs(self.log_odds) >= SURE


def sign_evidence(proximal: Felt, distal: Felt, axes: tuple[Rows, Rows], span_s: float) -> SignEvidence:
    """Weigh the axes (proximal, distal) as they are against the distal one reversed.

    The axis and gravity lay both sensors into one frame. There three things must agree: how the axis leans, how fast
    the frame turns across it, and the acceleration of the joint's centre, wherever the sensors are worn (two lever arms
    are fitted). Reversing an axis mirrors two directions of that frame; a level axis in one plane shows it by the last
    alone, and where the joint's centre hardly moves not even by that. `span_s`: how long the moments are together.
    """
    one, two = _laid(proximal, axes[0]), _laid(distal, axes[1])
    told = span_s / _ALIKE_S
    block = np.unique((proximal.t_s // _BLOCK_S).astype(np.intp), return_inverse=True)[1]
    same, mirrored = np.array([1.0, 1.0, 1.0]), np.array([-1.0, -1.0, 1.0])
    odds, levers = 0.0, []
    for way, sign in ((same, 1.0), (mirrored, -1.0)):
        felt, lever = _centre_left(one, two, way, told, block)
        rate = _apart(one.across - sign * two.across, told)
        lean = _apart(one.lean - sign * two.lean, told)
        left = felt + math.log(rate + _RATE_RAD_S**2) + math.log(lean + _LEAN**2)
        odds -= 0.5 * sign * told * left
        levers.append(lever)
    return SignEvidence(odds, levers[0])


@dataclass(frozen=True, slots=True)
class _Laid:
    """One sensor's signals in the frame of axis and gravity."""

    felt: Rows
    arms: Rows
    """(n, 3, 6): by what the sensor's lever arm and its accelerometer's bias are multiplied to give an acceleration."""
    across: Rows
    lean: Rows


def _laid(sensor: Felt, axis: Rows) -> _Laid:
    lean = sensor.up @ axis
    third = sensor.up - lean[:, None] * axis
    third /= np.maximum(np.linalg.norm(third, axis=1), 1e-9)[:, None]
    first = np.broadcast_to(axis, third.shape)
    frame = np.stack((first, np.cross(third, first), third), axis=1)
    rate = sensor.rate_rad_s
    turning = _crossing(sensor.spin_rad_s2) + _crossing(rate) @ _crossing(rate)
    felt = np.einsum("nij,nj->ni", frame, sensor.acceleration_m_s2)
    return _Laid(felt, np.concatenate((frame @ turning, frame), axis=2), np.einsum("nj,nj->n", frame[:, 1], rate), lean)


def _crossing(v: Rows) -> Rows:
    """The matrices by which a vector product with v is taken."""
    none = np.zeros(len(v))
    return np.stack(
        (
            np.stack((none, -v[:, 2], v[:, 1]), axis=1),
            np.stack((v[:, 2], none, -v[:, 0]), axis=1),
            np.stack((-v[:, 1], v[:, 0], none), axis=1),
        ),
        axis=1,
    )


def _quick(rows: Rows, block: NDArray[np.intp]) -> Rows:
    """What changes within a block of time: an orientation that is off is off for longer, and g makes much of it."""
    begins = np.flatnonzero(np.diff(block, prepend=-1))
    count = np.diff(begins, append=len(block)).reshape(-1, *(1,) * (rows.ndim - 1))
    return np.asarray(rows - (np.add.reduceat(rows, begins, axis=0) / count)[block])


def _apart(differs: Rows, told: float) -> float:
    """Mean square, where what never changes counts as one moment: it may be no more than how a sensor sits."""
    return float(np.var(differs) + np.mean(differs) ** 2 / max(told, 1.0))


def _centre_left(
    one: _Laid, two: _Laid, way: Rows, told: float, block: NDArray[np.intp]
) -> tuple[float, tuple[float, float]]:
    """How badly the two accelerations of the joint's centre agree, for the lever arms and biases that fit best and are
    not larger than they are on limbs and in cheap sensors.

    The mean logarithm of Student's t rather than of squares: where one orientation is wrong for a while, as after lost
    packets, both ways round are equally wrong, and neither may gain by it.
    """
    seen = _quick(one.felt - way * two.felt, block)
    arms = _quick(np.concatenate((one.arms, -way[:, None] * two.arms), axis=2), block)
    usual = np.repeat((_LEVER_M, _BIAS_M_S2, _LEVER_M, _BIAS_M_S2), 3)
    ridge = _FELT_M_S2**2 * len(seen) / max(told, 1.0) / usual**2
    heeded = np.ones(len(seen))
    for _ in range(_ROUNDS):
        weighted = (arms * heeded[:, None, None]).reshape(-1, 12)
        square = weighted.T @ arms.reshape(-1, 12) + np.diag(ridge)
        fitted = np.linalg.solve(square, weighted.T @ seen.reshape(-1))
        off = np.sum((seen - arms @ fitted) ** 2, axis=1) / _FELT_M_S2**2
        heeded = 1.0 / (1.0 + off)
    left = float(np.mean(np.log1p(off)) + ridge @ fitted**2 / _FELT_M_S2**2 / len(seen))
    return left, (float(np.linalg.norm(fitted[:3])), float(np.linalg.norm(fitted[6:9])))
