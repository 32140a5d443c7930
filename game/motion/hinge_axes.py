"""The axes of a hinge from any movement at all: both sensors turn equally fast across the one axis that they share."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from game.motion.orientation import Rows
from input_devices import Vector

RESIDUAL_MAX = 0.15
"""What stays unexplained, as a share of the turning, in a fit that is believed (measures page)."""
EXCURSION_DEG = 60.0
"""So much turning in all is needed for one (measures page)."""
_UP_WEIGHT = 9.81 / 50.0**0.5
"""Of the axis's lean on gravity against the rates: Olsson 2020's w0 = 50 between squares in rad/s and m/s²."""
_ACROSS_WEIGHTS = (0.15, 0.02)
"""Of turning across the axis at all, at first and in the end. It is no part of a hinge's law; where the law leaves a
choice, as for two limbs that swing in one plane at one ratio, the axis is then that about which they swing. Choices."""
_NEAR_COS = math.cos(math.radians(10.0))
"""The law alone is followed where it leads no farther away than this: a choice."""
_STEPS = 20
_SAMPLES_MAX, _SEARCH_MAX = 600, 150
"""So many moments are fitted in the end, and so many from each start."""


@dataclass(frozen=True, slots=True)
class HingeAxes:
    """One axis as two sensors see it; which way round the pair is, and either of them, gyroscopes alone do not say."""

    proximal: Rows
    distal: Rows
    residual: float
    """RMS of what the law of the hinge leaves, as a share of the RMS rate of the two."""
    excursion_deg: float
    """How far the sensor that turned more has turned in all."""

    @property
    def refused(self) -> str | None:
        """Why they are not to be believed, in plain words."""
        if self.excursion_deg < EXCURSION_DEG:
            return "there is too little movement to tell the joint's axis"
        if not self.residual < RESIDUAL_MAX:
            return "the two sensors do not turn about one common axis"
        return None


def fit_axes(
    proximal: Rows,
    distal: Rows,
    proximal_ups: Rows,
    distal_ups: Rows,
    dt_s: float,
    near: tuple[Vector, Vector] | None = None,
) -> HingeAxes:
    """Rates (n, 3, rad/s, without bias) and directions of up (n, 3, unit) of both sensors at the same evenly spaced
    moments, each in its own axes. Least squares of Seel 2014 with the accelerometers' term of Olsson 2020, from many
    starts; or from where the axes (proximal, distal) are taken to be `near`, which is quicker."""
    speed = np.linalg.norm(proximal, axis=1), np.linalg.norm(distal, axis=1)
    excursion_deg = float(np.degrees(max(float(s.sum()) for s in speed)) * dt_s)
    keep = _telling(speed[0] ** 2 + speed[1] ** 2)
    known = (proximal[keep], distal[keep], proximal_ups[keep], distal_ups[keep])
    turning = float(np.sqrt(np.mean(speed[0][keep] ** 2 + speed[1][keep] ** 2)))
    if turning == 0.0:
        return HingeAxes(np.array([0.0, 0.0, 1.0]), np.array([0.0, 0.0, 1.0]), np.nan, excursion_deg)
    few = _thinned(known, _SEARCH_MAX)
    starts = [(a, s * b) for a in _principal(known[0]) for b in _principal(known[1]) for s in (1.0, -1.0)]
    if near is not None:
        starts = [(np.array(near[0]), np.array(near[1]))]
    fits = [_refined(a, b, few, _ACROSS_WEIGHTS[0]) for a, b in starts]
    _, one, two = min(fits, key=lambda fit: fit[0])
    _, one, two = _refined(one, two, known, _ACROSS_WEIGHTS[0])
    _, own_one, own_two = _refined(one, two, known, _ACROSS_WEIGHTS[1])
    if min(float(own_one @ one), float(own_two @ two)) >= _NEAR_COS:
        one, two = own_one, own_two
    left = _law(one, two, known[0], known[1])
    return HingeAxes(one, two, float(np.sqrt(np.mean(left**2))) / turning, excursion_deg)


def _telling(energy: Rows) -> npt.NDArray[np.intp]:
    """The moments that tell most: those with more than a tenth of the mean energy, evenly thinned (after Olsson's
    choice of samples)."""
    moving = np.flatnonzero(energy >= 0.1 * energy.mean())
    return moving[:: max(1, len(moving) // _SAMPLES_MAX)]


def _thinned(known: tuple[Rows, Rows, Rows, Rows], most: int) -> tuple[Rows, Rows, Rows, Rows]:
    every = max(1, len(known[0]) // most)
    a, b, c, d = (rows[::every] for rows in known)
    return a, b, c, d


def _principal(rates: Rows) -> Rows:
    return np.asarray(np.linalg.eigh(rates.T @ rates)[1].T[::-1])


def _law(one: Rows, two: Rows, proximal: Rows, distal: Rows) -> Rows:
    return np.asarray(_across(proximal, one)[0] - _across(distal, two)[0])


def _across(rates: Rows, axis: Rows) -> tuple[Rows, Rows]:
    """How fast it turns across the axis, and the derivative of that by the axis."""
    about = rates @ axis
    square = np.einsum("ni,ni->n", rates, rates)
    across = np.sqrt(np.maximum(square - about**2, 1e-12))
    return across, (square[:, None] * axis - about[:, None] * rates) / across[:, None]


def _residuals(one: Rows, two: Rows, known: tuple[Rows, Rows, Rows, Rows], weight: float) -> tuple[Rows, Rows, Rows]:
    """What is to be small, and its derivatives by the two axes."""
    a, b, up_a, up_b = known
    (across_a, by_a), (across_b, by_b) = _across(a, one), _across(b, two)
    none = np.zeros_like(a)
    lean = _UP_WEIGHT * (up_a @ one - up_b @ two)
    left = np.concatenate((across_a - across_b, lean, weight * across_a, weight * across_b))
    jac_a = np.concatenate((by_a, _UP_WEIGHT * up_a, weight * by_a, none))
    jac_b = np.concatenate((-by_b, -_UP_WEIGHT * up_b, none, weight * by_b))
    return left, jac_a, jac_b


def _refined(one: Rows, two: Rows, known: tuple[Rows, Rows, Rows, Rows], weight: float) -> tuple[float, Rows, Rows]:
    """Levenberg–Marquardt on the two spheres."""
    damping = 1e-3
    left, jac_a, jac_b = _residuals(one, two, known, weight)
    cost = float(left @ left)
    for _ in range(_STEPS):
        plane_a, plane_b = _tangent(one), _tangent(two)
        jac = np.hstack((jac_a @ plane_a, jac_b @ plane_b))
        square, slope = jac.T @ jac, jac.T @ left
        step = np.linalg.solve(square + damping * np.diag(np.diag(square) + 1e-12), -slope)
        new_one, new_two = _unit(one + plane_a @ step[:2]), _unit(two + plane_b @ step[2:])
        new_left, new_a, new_b = _residuals(new_one, new_two, known, weight)
        new_cost = float(new_left @ new_left)
        if new_cost < cost:
            done = cost - new_cost < 1e-9 * cost
            one, two, left, jac_a, jac_b, cost = new_one, new_two, new_left, new_a, new_b, new_cost
            damping *= 0.2
            if done:
                break
        else:
            damping *= 10.0
            if damping > 1e6:
                break
    return cost, one, two


def _tangent(axis: Rows) -> Rows:
    """Two directions across a unit vector, as columns."""
    x, y, z = axis.tolist()
    sign = math.copysign(1.0, z)
    a, b = -1.0 / (sign + z), -x * y / (sign + z)  # Duff et al. 2017
    return np.array([[1.0 + sign * x * x * a, b], [sign * b, sign + y * y * a], [-sign * x, -y]])


def _unit(vector: Rows) -> Rows:
    return np.asarray(vector / np.linalg.norm(vector))
