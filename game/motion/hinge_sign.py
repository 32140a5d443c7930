"""Which way round the two axes of a hinge belong together, by physics: both sensors must feel the same joint."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from game.motion.orientation import Rows

SURE = math.log(100.0)
"""Odds of a hundred to one are believed: a choice."""
_ALIKE_S = 0.3
"""Moments nearer to one another than this err alike, so that they count as one: a choice, about a movement's own
pace."""
_LEVER_M = 0.25
"""How far from the joint a sensor is worn, one standard deviation: a choice for arms and legs."""
_FELT_M_S2 = 0.5
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


@dataclass(frozen=True, slots=True)
class Felt:
    """One sensor at evenly spaced moments, each (n, 3) in its own axes."""

    up: Rows
    rate_rad_s: Rows
    acceleration_m_s2: Rows


def sign_evidence(proximal: Felt, distal: Felt, axes: tuple[Rows, Rows], dt_s: float) -> SignEvidence:
    """Weigh the axes (proximal, distal) as they are against the distal one reversed.

    The axis and gravity lay both sensors into one frame. There three things must agree: how the axis leans, how fast
    the frame turns across it, and the acceleration of the joint's centre, wherever the sensors are worn (two lever arms
    are fitted). Reversing an axis mirrors two directions of that frame; a level axis in one plane shows it by the last
    alone, and where the joint's centre hardly moves not even by that.
    """
    one, two = _laid(proximal, axes[0], dt_s), _laid(distal, axes[1], dt_s)
    count = len(proximal.up)
    told = count * dt_s / _ALIKE_S
    same, mirrored = np.array([1.0, 1.0, 1.0]), np.array([-1.0, -1.0, 1.0])
    odds, levers = 0.0, []
    for way, sign in ((same, 1.0), (mirrored, -1.0)):
        felt, lever = _centre_left(one, two, way, told)
        rate = float(np.mean((one.across - sign * two.across) ** 2))
        lean = float(np.mean((one.lean - sign * two.lean) ** 2))
        left = math.log(felt) + math.log(rate + _RATE_RAD_S**2) + math.log(lean + _LEAN**2)
        odds -= 0.5 * sign * told * left
        levers.append(lever)
    return SignEvidence(odds, levers[0])


@dataclass(frozen=True, slots=True)
class _Laid:
    """One sensor's signals in the frame of axis and gravity."""

    felt: Rows
    arms: Rows
    """(n, 3, 3): by what a lever arm, in the sensor's axes, is multiplied to give an acceleration."""
    across: Rows
    lean: Rows


def _laid(sensor: Felt, axis: Rows, dt_s: float) -> _Laid:
    lean = sensor.up @ axis
    third = sensor.up - lean[:, None] * axis
    third /= np.maximum(np.linalg.norm(third, axis=1), 1e-9)[:, None]
    first = np.broadcast_to(axis, third.shape)
    frame = np.stack((first, np.cross(third, first), third), axis=1)
    spin = np.gradient(sensor.rate_rad_s, dt_s, axis=0)
    rate = sensor.rate_rad_s
    turning = _crossing(spin) + _crossing(rate) @ _crossing(rate)
    felt = np.einsum("nij,nj->ni", frame, sensor.acceleration_m_s2)
    return _Laid(felt, frame @ turning, np.einsum("nj,nj->n", frame[:, 1], rate), lean)


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


def _centre_left(one: _Laid, two: _Laid, way: Rows, told: float) -> tuple[float, tuple[float, float]]:
    """How far apart the two accelerations of the joint's centre stay, mean square with the floor of it, for the lever
    arms that fit best and are not longer than limbs are."""
    seen = (one.felt - way * two.felt).reshape(-1)
    arms = np.concatenate((one.arms, -way[:, None] * two.arms), axis=2).reshape(-1, 6)
    square, slope = arms.T @ arms, arms.T @ seen
    floor = _FELT_M_S2**2
    ridge = floor * len(one.felt) / max(told, 1.0) / _LEVER_M**2
    lever = np.linalg.solve(square + ridge * np.eye(6), slope)
    left = float(np.sum((seen - arms @ lever) ** 2) + ridge * lever @ lever) / len(one.felt)
    return left + floor, (float(np.linalg.norm(lever[:3])), float(np.linalg.norm(lever[3:])))
