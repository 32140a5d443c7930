"""A simulated body: joint angles in, gyroscope and accelerometer Samples out, by its own kinematics."""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from input_devices.sample import SITES, Quaternion, Sample, Truth, Vector
from input_devices.skeleton import JOINTS, Pose, Skeleton
from input_devices.source import InputReport, SourceState

GRAVITY_M_S2 = 9.81
TICK_S = 1.0 / 60.0
_TREMOR_FROM_DEG = 10.0
_DRAWS = 512
_THERE_DEG = 1e-6
"""So near, and as slow a second, a joint has come to where it was asked to be: no sensor tells less (a choice)."""
_FELT = 2
"""What a sensor feels comes from three poses: so often more the same one is asked for until they are all the same."""
_SIX = struct.Struct("<6f")


@dataclass(frozen=True, slots=True)
class Tremor:
    """Shaking of a joint. It comes with moving away from where the joint started and is absent at rest."""

    amplitude_deg: float
    frequency_hz: float


@dataclass(frozen=True, slots=True)
class BodyParams:
    """What a simulated body and its sensors are like. Everything that is wrong with them is zero unless asked for."""

    height_m: float = 1.70
    rate_hz: float = 120.0
    response_hz: float = 5.0
    """Natural frequency of the critically damped way in which a joint follows what is asked of it."""
    gyro_noise_deg_s: float = 0.0
    """Standard deviation of each axis of each sample, as the next one."""
    acceleration_noise_m_s2: float = 0.0
    gyro_bias_deg_s: Vector = (0.0, 0.0, 0.0)
    tremors: Mapping[str, Tremor] = field(default_factory=dict)
    """By joint."""
    dropouts_per_min: float = 0.0
    """Of each sensor, at random moments."""
    dropout_s: float = 0.3
    mountings: Mapping[str, Quaternion] = field(default_factory=dict)
    """By site: the turn from the axes of the sensor as it is strapped on to those of the convention."""
    stored: bool = False
    """Give samples at the precision of a session file at once: `stored` changes nothing in them."""


class _Joint:
    """A joint that follows what is asked of it without overshoot, by the exact solution over one sample."""

    __slots__ = ("_decay", "_dt_s", "_home_deg", "_omega", "_phase", "angle_deg", "asked_deg", "speed_deg_s", "tremor")

    def __init__(self, at_deg: float, params: BodyParams, tremor: Tremor | None, phase: float) -> None:
        self.asked_deg = self.angle_deg = self._home_deg = at_deg
        self.speed_deg_s = 0.0
        self._dt_s = 1.0 / params.rate_hz
        self._omega = 2.0 * math.pi * params.response_hz
        self._decay = math.exp(-self._omega * self._dt_s)
        self.tremor = tremor
        self._phase = phase

    def step(self) -> bool:
        """One sample later; False where it had come to where it was asked to be, and stays there."""
        asked_deg, speed_deg_s, omega, decay = self.asked_deg, self.speed_deg_s, self._omega, self._decay
        off_deg = self.angle_deg - asked_deg
        if -_THERE_DEG < off_deg < _THERE_DEG and -_THERE_DEG < speed_deg_s < _THERE_DEG:
            if off_deg == 0.0 and speed_deg_s == 0.0:
                return self.tremor is not None and asked_deg != self._home_deg  # it goes on shaking
            self.angle_deg, self.speed_deg_s = asked_deg, 0.0
            return True
        pull_deg = (speed_deg_s + omega * off_deg) * self._dt_s
        self.angle_deg = asked_deg + (off_deg + pull_deg) * decay
        self.speed_deg_s = (speed_deg_s - omega * pull_deg) * decay
        return True

    def shaken_deg(self, t_s: float) -> float:
        """The angle with its tremor."""
        tremor = self.tremor
        if tremor is None:
            return self.angle_deg
        away = 1.0 - math.exp(-(((self.angle_deg - self._home_deg) / _TREMOR_FROM_DEG) ** 2))
        wave = math.sin(2.0 * math.pi * tremor.frequency_hz * t_s + self._phase)
        return self.angle_deg + tremor.amplitude_deg * away * wave


class _Sensor:
    """One worn sensor: where it is and was, and what is wrong with it. Its draws do not depend on other sensors."""

    def __init__(self, site: str, params: BodyParams, seed: int, pose: Pose) -> None:
        self.site = site
        self.emitted = self.lost = 0
        self.orientation, self._place = pose
        self._orientation_ahead, self._place_before = pose
        self._rate: Vector = (0.0, 0.0, 0.0)
        self._acceleration: Vector = (0.0, 0.0, 0.0)
        self._ahead = pose
        self._unmoved = 1
        """For how many samples the pose ahead has been the very same thing: nothing moves, so nothing was worked out
        anew."""
        self._dt_s, self._per_s2 = 1.0 / params.rate_hz, params.rate_hz**2
        self._params = params
        self._noise_draws = np.random.default_rng((seed, SITES.index(site), 0))
        self._dropout_draws = np.random.default_rng((seed, SITES.index(site), 1))
        self._noisy = any((params.gyro_noise_deg_s, params.acceleration_noise_m_s2, *params.gyro_bias_deg_s))
        self._noise: list[list[float]] = []
        self._heard_from_s = 0.0
        self._dropout_at_s = self._after(0.0)

    def sample(self, t_s: float, said_s: float, ahead: Pose) -> Sample | None:
        """The next reading, told from the pose one sample ahead of it; None while the sensor is not heard. `said_s` is
        its time as precise as samples are given."""
        self._unmoved = unmoved = self._unmoved + 1 if ahead is self._ahead else 0
        if unmoved <= _FELT:
            self._ahead = ahead
            self._feel(ahead)
        (p, q, r), (u, v, w) = self._rate, self._acceleration
        if self._noisy:
            if not self._noise:
                self._noise = self._drawn()
            gx, gy, gz, ax, ay, az = self._noise.pop()
            p, q, r, u, v, w = p + gx, q + gy, r + gz, u + ax, v + ay, w + az
        if t_s >= self._dropout_at_s:
            self._heard_from_s = self._dropout_at_s + self._params.dropout_s
            self._dropout_at_s = self._after(self._heard_from_s)
        if t_s < self._heard_from_s:
            self.lost += 1
            return None
        self.emitted += 1
        if self._params.stored:
            p, q, r, u, v, w = _SIX.unpack(_SIX.pack(p, q, r, u, v, w))
        return Sample(self.site, said_s, (p, q, r), (u, v, w))

    def _feel(self, ahead: Pose) -> None:
        """How the sensor turns and what it feels, from the poses around its own."""
        turned, now = self._orientation_ahead, self._place
        self._rate = _rate_rad_s(self.orientation, turned, self._dt_s)
        (p, q, r), (i, j, k), per_s2 = self._place_before, now, self._per_s2
        self.orientation, self._place_before = turned, now
        self._orientation_ahead, self._place = ahead
        u, v, n = self._place
        a, b, c = (u - 2.0 * i + p) * per_s2, (v - 2.0 * j + q) * per_s2, (n - 2.0 * k + r) * per_s2 + GRAVITY_M_S2
        # In its own axes: `rotated` by the turn undone, written out.
        w, x, y, z = turned
        tx, ty, tz = 2.0 * (z * b - y * c), 2.0 * (x * c - z * a), 2.0 * (y * a - x * b)
        self._acceleration = (
            a + w * tx - y * tz + z * ty,
            b + w * ty - z * tx + x * tz,
            c + w * tz - x * ty + y * tx,
        )

    def _drawn(self) -> list[list[float]]:
        """What is added to the next readings: bias and noise of the gyroscope, noise of the accelerometer."""
        params = self._params
        draws = self._noise_draws.standard_normal((_DRAWS, 6))
        draws[:, :3] = np.radians(params.gyro_noise_deg_s * draws[:, :3] + np.asarray(params.gyro_bias_deg_s))
        draws[:, 3:] *= params.acceleration_noise_m_s2
        rows: list[list[float]] = draws.tolist()
        return rows

    def _after(self, t_s: float) -> float:
        """When the next dropout begins."""
        per_min = self._params.dropouts_per_min
        return t_s + float(self._dropout_draws.exponential(60.0 / per_min)) if per_min > 0.0 else math.inf


class Body:
    """A body that wears sensors and follows the joint angles that are asked of it. Starts still.

    `start_deg` says where joints are from the beginning, where that is not zero. Joints and their signs: `JOINTS` of
    the skeleton. A reading is that of the sample before, because its acceleration needs the one after.
    """

    def __init__(
        self,
        params: BodyParams,
        posture: str,
        sites: Sequence[str],
        *,
        seed: int = 0,
        start_deg: Mapping[str, float] | None = None,
    ) -> None:
        self.params = params
        self.sites = tuple(sites)
        self._skeleton = Skeleton(self.sites, posture, params.height_m, params.mountings)
        phases = np.random.default_rng((seed, len(SITES))).uniform(0.0, 2.0 * math.pi, len(JOINTS)).tolist()
        start_deg = start_deg or {}
        self._joints = {
            name: _Joint(start_deg.get(name, 0.0), params, params.tremors.get(name), phase)
            for name, phase in zip(JOINTS, phases, strict=True)
        }
        self._moving = {name: joint for name, joint in self._joints.items() if name in self._skeleton.joints}
        """Those that may be on their way, of the joints that any sensor sees."""
        self._elapsed_s = 0.0
        self._samples = 0
        self._angles_deg = {name: joint.shaken_deg(0.0) for name, joint in self._moving.items()}
        self._poses = self._skeleton.sensors(self._angles_deg)
        self._sensors = [_Sensor(site, params, seed, pose) for site, pose in zip(self.sites, self._poses, strict=True)]

    def move(self, joints_deg: Mapping[str, float]) -> None:
        """Ask for these joint angles; the others stay as they were asked for."""
        for name, angle_deg in joints_deg.items():
            joint = self._joints[name]
            if joint.asked_deg != angle_deg:
                joint.asked_deg = angle_deg
                if name in self._angles_deg:
                    self._moving[name] = joint

    def advance(self, dt_s: float) -> list[Sample]:
        """Let time pass; the samples that fall into it, in the order of time and then of the sites."""
        self._elapsed_s += dt_s
        due = math.floor(self._elapsed_s * self.params.rate_hz + 1e-6)
        if due == self._samples:
            return []
        heard: list[Sample] = []
        while self._samples < due:
            self._samples += 1
            t_s = self._samples / self.params.rate_hz
            if self._moving:
                self._follow(t_s)
            said_s = round(t_s * 1e6) / 1e6 if self.params.stored else t_s
            for sensor, pose in zip(self._sensors, self._poses, strict=True):
                sample = sensor.sample(t_s, said_s, pose)
                if sample is not None:
                    heard.append(sample)
        return heard

    def _follow(self, t_s: float) -> None:
        """Let every joint go on towards where it is asked to be."""
        moving, angles_deg = self._moving, self._angles_deg
        settled = []
        for name, joint in moving.items():
            if joint.step():
                angles_deg[name] = joint.angle_deg if joint.tremor is None else joint.shaken_deg(t_s)
            else:
                settled.append(name)
        for name in settled:
            del moving[name]
        self._poses = self._skeleton.sensors(angles_deg, moving)

    def orientations(self) -> dict[str, Quaternion]:
        """The truth: how each sensor was turned (sensor to earth) at its last reading."""
        return {sensor.site: sensor.orientation for sensor in self._sensors}

    def joints_deg(self) -> dict[str, float]:
        """The truth: where each joint is, without its tremor, at the sample that was told last."""
        return {name: joint.angle_deg for name, joint in self._joints.items()}

    def counts(self) -> dict[str, tuple[int, int]]:
        """Samples given and samples lost, by site."""
        return {sensor.site: (sensor.emitted, sensor.lost) for sensor in self._sensors}


class SimulatedSource:
    """A Source that lets a body live one tick of 1/60 s at every poll."""

    def __init__(self, body: Body, truth: Truth = "simulated") -> None:
        self.body = body
        self._truth: Truth = truth
        self._state = SourceState.LIVE

    @property
    def truth(self) -> Truth:
        return self._truth

    @property
    def stepped(self) -> bool:
        return True

    @property
    def sites(self) -> tuple[str, ...]:
        return self.body.sites

    @property
    def state(self) -> SourceState:
        return self._state

    @property
    def notice(self) -> str | None:
        return None

    def poll(self, now_s: float) -> Sequence[Sample]:  # noqa: ARG002 (a body lives by the tick)
        return self.body.advance(TICK_S) if self._state is SourceState.LIVE else ()

    def reports(self) -> Sequence[InputReport]:
        return [
            InputReport(site, self._truth, "simulated", self.body.params.rate_hz, samples, lost)
            for site, (samples, lost) in self.body.counts().items()
        ]

    def close(self) -> None:
        self._state = SourceState.ENDED


def _rate_rad_s(before: Quaternion, now: Quaternion, dt_s: float) -> Vector:
    """The steady rate, in the sensor's axes, that turns one orientation into the other; exact."""
    aw, ax, ay, az = before
    bw, bx, by, bz = now
    w = aw * bw + ax * bx + ay * by + az * bz
    x = aw * bx - ax * bw - ay * bz + az * by
    y = aw * by + ax * bz - ay * bw - az * bx
    z = aw * bz - ax * by + ay * bx - az * bw
    sine = math.sqrt(x * x + y * y + z * z)
    if sine == 0.0:
        return (0.0, 0.0, 0.0)
    scale = 2.0 * math.atan2(sine, abs(w)) / (math.copysign(sine, w) * dt_s)
    return (x * scale, y * scale, z * scale)
