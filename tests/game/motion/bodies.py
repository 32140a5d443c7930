"""Bodies for tests of joints: a three-link pendulum by its Lagrangian and a knee in flesh, worn with cheap sensors."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.interpolate import CubicSpline
from scipy.signal import lfilter

from game.motion.batch import Readings

Rows = npt.NDArray[np.float64]
GRAVITY = np.array([0.0, 0.0, 9.81])
GYRO_NOISE_RAD_S_RTHZ = math.radians(0.007)
ACCELERATION_NOISE_M_S2_RTHZ = 400e-6 * 9.81
"""Noise densities of a cheap chip (MPU-6050's data sheet: 0.005°/s/√Hz and 400 µg/√Hz; a little more)."""
GYRO_BIAS_RAD_S = math.radians(0.5)
ACCELERATION_BIAS_M_S2 = 0.1
"""Standard deviations of each axis: what is left of the bias after a look at rest; uncalibrated."""


def about(axis: Rows, angle_rad: Rows) -> Rows:
    """Rotation matrices (n, 3, 3) about one fixed axis."""
    x, y, z = axis / np.linalg.norm(axis)
    k = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    angle = np.atleast_1d(angle_rad)[:, None, None]
    return np.asarray(np.eye(3) + np.sin(angle) * k + (1.0 - np.cos(angle)) * (k @ k))


def any_turn(rng: np.random.Generator) -> Rows:
    """One rotation matrix, any as likely as any other."""
    q, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    return np.asarray(q * np.sign(np.linalg.det(q)))


def worn(t_s: Rows, turned: Rows, place: Rows, mount: Rows, rng: np.random.Generator, rate_hz: float) -> Readings:
    """What a sensor says whose segment is turned so (n, 3, 3) on a fine even grid while the sensor is at `place`
    (n, 3, m), strapped on by `mount`; with noise, bias and packets lost one by one and in bursts."""
    dt_s = t_s[1] - t_s[0]
    turned = turned @ mount
    step = np.einsum("nji,njk->nik", turned[:-1], turned[1:])
    half = np.stack((step[:, 2, 1] - step[:, 1, 2], step[:, 0, 2] - step[:, 2, 0], step[:, 1, 0] - step[:, 0, 1]), 1)
    rate = np.vstack((half[:1], 0.5 * (half[1:] + half[:-1]), half[-1:])) / (2.0 * dt_s)
    speeding = np.gradient(np.gradient(place, dt_s, axis=0), dt_s, axis=0)
    felt = np.einsum("nji,nj->ni", turned, speeding + GRAVITY)
    own_s = np.arange(t_s[0] + rng.uniform(0.0, 1.0 / rate_hz), t_s[-1], 1.0 / rate_hz)
    own_s = own_s[_arrived(own_s, rng)]
    gyr = np.stack([np.interp(own_s, t_s, rate[:, i]) for i in range(3)], axis=1)
    acc = np.stack([np.interp(own_s, t_s, felt[:, i]) for i in range(3)], axis=1)
    half_band = math.sqrt(rate_hz / 2.0)
    gyr += rng.normal(size=gyr.shape) * GYRO_NOISE_RAD_S_RTHZ * half_band + rng.normal(size=3) * GYRO_BIAS_RAD_S
    acc += rng.normal(size=acc.shape) * ACCELERATION_NOISE_M_S2_RTHZ * half_band
    acc += rng.normal(size=3) * ACCELERATION_BIAS_M_S2
    return Readings(own_s, gyr, acc)


def _arrived(t_s: Rows, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """One packet in a hundred is lost, and every four seconds or so a burst of up to an eighth of a second."""
    kept = rng.random(len(t_s)) > 0.01
    start_s = 4.0
    while start_s < t_s[-1]:
        kept &= (t_s < start_s) | (t_s > start_s + rng.uniform(0.03, 0.125))
        start_s += rng.exponential(4.0) + 0.5
    return np.asarray(kept)


@dataclass(frozen=True, slots=True)
class Swing:
    """Pendulums swinging: the angle of every link against plumb (n, m, 3), rad, on an even grid."""

    t_s: Rows
    lengths_m: Rows
    angles_rad: Rows


def swing(seeds: int, rng: np.random.Generator, end_s: float = 40.0, dt_s: float = 0.01) -> Swing:
    """`seeds` three-link pendulums (uniform rods, a little friction), let go together after 3 s from where they were
    held; integrated by Runge and Kutta's fourth-order rule from the Lagrangian."""
    lengths = rng.uniform(0.25, 0.5, size=(seeds, 3))
    masses = rng.uniform(0.2, 0.6, size=(seeds, 3))
    friction = rng.uniform(0.004, 0.015, size=(seeds, 1))
    beyond = np.cumsum(masses[:, ::-1], axis=1)[:, ::-1] - masses
    inertia = np.zeros((seeds, 3, 3))
    for i in range(3):
        inertia[:, i, i] = (masses[:, i] / 3.0 + beyond[:, i]) * lengths[:, i] ** 2
        for j in range(i + 1, 3):
            coupled = (masses[:, j] / 2.0 + beyond[:, j]) * lengths[:, j] * lengths[:, i]
            inertia[:, i, j] = inertia[:, j, i] = coupled
    weight = 9.81 * (masses / 2.0 + beyond) * lengths

    def slope(state: Rows) -> Rows:
        angle, rate = state[:, :3], state[:, 3:]
        apart = angle[:, :, None] - angle[:, None, :]
        joint = np.diff(rate, axis=1, prepend=0.0) * friction
        torque = -joint + np.pad(joint[:, 1:], ((0, 0), (0, 1)))
        pull = torque - weight * np.sin(angle) - np.einsum("nij,nj->ni", inertia * np.sin(apart), rate**2)
        return np.hstack((rate, np.linalg.solve(inertia * np.cos(apart), pull[..., None])[..., 0]))

    held = rng.uniform(-0.6, 0.6, size=(seeds, 3))
    held += np.sign(held) * 0.15
    state = np.hstack((held, np.zeros((seeds, 3))))
    t_s = np.arange(0.0, end_s, dt_s)
    angles = np.empty((len(t_s), seeds, 3))
    for k, now_s in enumerate(t_s):
        angles[k] = state[:, :3]
        if now_s < 3.0:
            continue
        k1 = slope(state)
        k2 = slope(state + 0.5 * dt_s * k1)
        k3 = slope(state + 0.5 * dt_s * k2)
        k4 = slope(state + dt_s * k3)
        state = state + dt_s / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    fine_s = np.arange(0.0, t_s[-1], 0.0025)
    return Swing(fine_s, lengths, CubicSpline(t_s, angles)(fine_s))


@dataclass(frozen=True, slots=True)
class Jointed:
    """Two sensors at one joint, and what the joint did."""

    proximal: Readings
    distal: Readings
    t_s: Rows
    angle_deg: Rows
    axes: tuple[Rows, Rows]
    """The joint's axis in either sensor's own axes, proximal first; a positive angle turns about it."""

    def truth_deg(self, t_s: Rows) -> Rows:
        return np.interp(t_s, self.t_s, self.angle_deg)


def pendulum(swung: Swing, which: int, joint: int, rng: np.random.Generator, rate_hz: float = 90.0) -> Jointed:
    """The sensors above and below one joint (0 or 1) of one of the pendulums, strapped on anyhow."""
    axis = about(np.array([1.0, 0.0, 0.0]), np.array([rng.normal() * math.radians(1.0)]))[0] @ np.array([0.0, 1.0, 0.0])
    found = []
    for link in (joint, joint + 1):
        angles = swung.angles_rad[:, which, : link + 1]
        turned = [about(axis, angles[:, i]) for i in range(link + 1)]
        place = np.zeros((len(swung.t_s), 3))
        for i in range(link):
            place += turned[i] @ np.array([0.0, 0.0, -swung.lengths_m[which, i]])
        at = np.array([rng.normal() * 0.02, rng.normal() * 0.02, -swung.lengths_m[which, link] * rng.uniform(0.3, 0.7)])
        place += turned[link] @ at
        mount = any_turn(rng)
        found.append((worn(swung.t_s, turned[link], place, mount, rng, rate_hz), mount.T @ axis))
    between = np.degrees(swung.angles_rad[:, which, joint + 1] - swung.angles_rad[:, which, joint])
    (proximal, one), (distal, two) = found
    return Jointed(proximal, distal, swung.t_s, between, (one, two))


Moves = Callable[[Rows], tuple[Rows, Rows]]
"""Times in; how the thigh leans forward from plumb and how far the knee is bent, both in degrees."""


def _waves(t_s: Rows, low: float, high: float, period_s: float, begin_s: float = 4.0) -> Rows:
    phase = np.maximum(t_s - begin_s, 0.0) / period_s
    return low + (high - low) * 0.5 * (1.0 - np.cos(2.0 * np.pi * phase))


EXERCISES: dict[str, Moves] = {
    "seated stretch": lambda t: (85.0 + _waves(t, 0.0, 5.0, 3.0), _waves(t, 90.0, 5.0, 3.0)),
    "standing bend": lambda t: (_waves(t, 0.0, -8.0, 2.5), _waves(t, 3.0, 100.0, 2.5)),
    "squat": lambda t: (_waves(t, 2.0, 65.0, 3.0), _waves(t, 4.0, 95.0, 3.0)),
    "lying heel slide": lambda t: (90.0 + _waves(t, 0.0, 45.0, 4.0), _waves(t, 2.0, 100.0, 4.0)),
    "march": lambda t: (_waves(t, 0.0, 80.0, 2.0), _waves(t, 5.0, 85.0, 2.0)),
}
"""Lying is the thigh 90° forward: the body on its back."""


def knee(moves: Moves, rng: np.random.Generator, end_s: float = 40.0, rate_hz: float = 100.0) -> Jointed:
    """A knee that is not quite a hinge, in flesh that gives by 5 to 8°, through one exercise of somebody's own pace.

    The shank also turns and tilts on the thigh as it bends; the sensors follow the bones by way of flesh that bulges
    with the bend and shakes after every jerk. The foot stands in a squat, else the hip does.
    """
    t_s = np.arange(0.0, end_s, 0.0025)
    pace = 1.0 + 0.1 * np.sin(2.0 * np.pi * t_s / rng.uniform(9.0, 20.0))
    told_s = np.where(t_s < 4.0, t_s, 4.0 + np.cumsum(np.where(t_s < 4.0, 0.0, pace)) * 0.0025)
    lean, bend = moves(told_s)
    side, forward, up = np.eye(3)[1], np.eye(3)[0], np.eye(3)[2]
    waved = np.sin(2.0 * np.pi * t_s / rng.uniform(3.0, 6.0)) * np.minimum(1.0, np.maximum(0.0, t_s - 4.0))
    thigh = (
        about(up, np.radians(4.0 * waved)) @ about(forward, np.radians(3.0 * waved)) @ about(side, -np.radians(lean))
    )
    share = bend / 90.0
    twisted = about(up, np.radians(rng.uniform(4.0, 10.0) * share)) @ about(
        forward, np.radians(rng.uniform(-3.0, 3.0) * share)
    )
    shank = thigh @ about(side, np.radians(bend)) @ twisted
    thigh_m, shank_m = rng.uniform(0.36, 0.44), rng.uniform(0.36, 0.44)
    hip = np.zeros((len(t_s), 3))
    knee_at = thigh @ np.array([0.0, 0.0, -thigh_m])
    if lean.max() > 60.0 and lean.min() < 10.0 and bend.min() < 4.5:  # a squat: the ankle stands
        knee_at = -(shank @ np.array([0.0, 0.0, -shank_m]))
        hip = knee_at - thigh @ np.array([0.0, 0.0, -thigh_m])
    sensors = []
    for turned, origin, along in (
        (thigh, hip, rng.uniform(0.15, 0.28)),
        (shank, knee_at, rng.uniform(0.1, 0.25)),
    ):
        give = _flesh(t_s, share, rng)
        place = origin + turned @ np.array([rng.uniform(0.0, 0.06), rng.uniform(-0.06, 0.06), -along])
        mount = any_turn(rng)
        sensors.append((worn(t_s, turned @ give, place, mount, rng, rate_hz), mount.T @ side))
    (proximal, one), (distal, two) = sensors
    return Jointed(proximal, distal, t_s, bend, (one, two))


def _flesh(t_s: Rows, share: Rows, rng: np.random.Generator) -> Rows:
    """How flesh turns a sensor on its bone: with the bend, and shaking at 5 to 8 Hz after whatever speeds up."""
    dt_s = t_s[1] - t_s[0]
    pushed = np.gradient(np.gradient(share, dt_s), dt_s)
    omega = 2.0 * np.pi * rng.uniform(5.0, 8.0)
    shaken = lfilter([dt_s**2], [1.0, 0.4 * omega * dt_s - 2.0, 1.0 - 0.4 * omega * dt_s + (omega * dt_s) ** 2], pushed)
    quick = shaken * omega * omega / max(1.0, float(np.abs(pushed).max()))
    axis = rng.normal(size=3)
    axis /= np.linalg.norm(axis)
    other = rng.normal(size=3)
    slow = np.radians(rng.uniform(5.0, 8.0)) * share
    return about(axis, slow) @ about(other, np.radians(rng.uniform(0.5, 1.5)) * quick)
