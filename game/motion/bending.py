"""Bending: the joint's axis from one movement that was asked for, "bend first", judged and refused with a reason."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from game.motion.rotation import across, angle_between_rad, dot, norm, unit
from input_devices import Vector

Rows = npt.NDArray[np.float64]

EXPLAINED_MIN = 0.90
PEAK_DEG_S_MIN = 40.0
FIRST_SHARE = 0.30
"""The first time that the rate about the axis is so large, as a share of its peak, it goes the positive way."""
FROM_UP_DEG = (45.0, 135.0)
"""These four are the measures page's (choices there): nearer to upright the axis and gravity fix no frame."""
EXCURSION_DEG = 60.0
"""So much turning in all is asked for before the movement is judged: a bend by 30° and back. As for fitted axes."""
ALIKE_COS = 0.5
"""60°: an axis farther from where it usually is says nothing of its sign. A choice."""
_REST_DEG_S = 10.0
_REST_S = 0.4
"""The movement is over when the limb is slower than this for so long: choices."""
_ENOUGH_DEG = 300.0
_LONG_S = 20.0
"""What goes on for more, or for longer, is judged as it is: choices."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One sensor's axis from one movement."""

    axis: Vector
    """Unit, sensor axes; the movement's first excursion turned about it by the right hand."""
    explained: float
    """The share of the turning that is about it, 0–1."""
    peak_deg_s: float


def axis_of(rates_rad_s: Rows) -> Axis:
    """The axis about which a sensor turned, (n, 3) rates without their bias: the largest principal component about
    zero, its sign by the first excursion."""
    values, vectors = np.linalg.eigh(rates_rad_s.T @ rates_rad_s)
    total = float(values.sum())
    about = rates_rad_s @ vectors[:, 2]
    peak = float(np.abs(about).max(initial=0.0))
    if total == 0.0:
        return Axis((0.0, 0.0, 1.0), 0.0, 0.0)
    first = about[np.argmax(np.abs(about) >= FIRST_SHARE * peak)]
    x, y, z = (math.copysign(1.0, float(first)) * vectors[:, 2]).tolist()
    return Axis((x, y, z), float(values[2]) / total, math.degrees(peak))


def refused(found: Axis, up: Vector, bent_deg_s: float) -> str | None:
    """Why an axis is not good enough, in plain words; `up` as the sensor saw it in the neutral pose, `bent_deg_s` how
    fast the joint bent at its fastest."""
    if bent_deg_s < PEAK_DEG_S_MIN:
        return "that was too slow to tell the joint's axis: bend a little faster"
    if found.explained < EXPLAINED_MIN:
        return "the limb turned in more ways than one: move only the one joint"
    low, high = FROM_UP_DEG
    if not low <= math.degrees(angle_between_rad(up, found.axis)) <= high:
        return "the joint's axis stands upright in this pose: choose a pose in which the limb rises and falls"
    return None


@dataclass(frozen=True, slots=True)
class Bent:
    """What a movement that was accepted says of the two sensors."""

    distal: Axis
    proximal: Axis | None
    """None where the proximal sensor did not turn enough by itself to tell."""


class Bending:
    """Gathers the rates of the two sensors, sample by sample, until the movement is over, and judges it."""

    def __init__(self) -> None:
        self.refused: str | None = None
        self.judged = 0
        """How many movements have been judged."""
        self.restart()

    def restart(self, *, away: bool = False) -> None:
        """Wait for a movement anew; why the last one was refused is kept. Where the limb may be `away` from the neutral
        pose, it first has to rest there: whatever begins elsewhere begins with the way back."""
        self._away, self._home_s = away, math.nan
        self._distal: list[Vector] = []
        self._proximal: list[Vector] = []
        self._turned_rad = 0.0
        self._began_s = self._last_s = self._moved_s = math.nan

    @property
    def share(self) -> float:
        """How much of the movement asked for is done, 0–1."""
        return min(1.0, math.degrees(self._turned_rad) / EXCURSION_DEG)

    @property
    def away(self) -> bool:
        """Rest in the neutral pose is waited for."""
        return self._away

    def feed(self, t_s: float, distal: Vector, proximal: Vector, *, home: bool = True) -> bool:
        """The rates of both sensors at one sample, without their bias; True when the movement is over. `home`: the limb
        is where it was in the neutral pose."""
        speed = norm(distal)
        if self._away:
            if not home or math.degrees(speed) > _REST_DEG_S:
                self._home_s = math.nan
            elif math.isnan(self._home_s):
                self._home_s = t_s
            self._away = not t_s - self._home_s >= _REST_S
            return False
        dt_s = t_s - self._last_s
        self._last_s = t_s
        moving = math.degrees(speed) > _REST_DEG_S
        if moving:
            self._moved_s = t_s
            if math.isnan(self._began_s):
                self._began_s = t_s
        if math.isnan(self._began_s):
            return False
        self._distal.append(distal)
        self._proximal.append(proximal)
        if moving and 0.0 < dt_s < 0.25:
            self._turned_rad += speed * dt_s
        over = t_s - self._moved_s >= _REST_S and self.share >= 1.0
        return over or math.degrees(self._turned_rad) > _ENOUGH_DEG or t_s - self._began_s > _LONG_S

    def judge(self, distal_up: Vector) -> Bent | None:
        """The axes, or None with `refused` saying why; the next movement is then waited for."""
        self.judged += 1
        distal = axis_of(np.array(self._distal))
        proximal = axis_of(np.array(self._proximal))
        # A heel that slides on a bed turns thigh and shank by half of what the knee bends.
        self.refused = refused(distal, distal_up, distal.peak_deg_s + proximal.peak_deg_s)
        self.restart(away=True)
        if self.refused is not None:
            return None
        told = proximal.peak_deg_s >= PEAK_DEG_S_MIN / 2.0 and proximal.explained >= EXPLAINED_MIN
        return Bent(distal, proximal if told else None)


def levelled(usual: Vector, up: Vector, along_up: float) -> Vector:
    """The axis nearest to `usual` that leans on gravity as much as the other sensor's does (`along_up`, its part along
    up): what two sensors at one joint must agree on in the neutral pose, whichever of them moved."""
    flat = across(usual, up)
    if norm(flat) < 1e-6:
        return usual
    level, steep = unit(flat), max(-1.0, min(1.0, along_up))
    rest = math.sqrt(1.0 - steep * steep)
    return (
        steep * up[0] + rest * level[0],
        steep * up[1] + rest * level[1],
        steep * up[2] + rest * level[2],
    )


def agreeing(axis: Vector, usual: Vector) -> Vector | None:
    """The axis with its sign as the convention of wearing has it; None where the two are too far apart to tell."""
    along = dot(axis, usual)
    if abs(along) < ALIKE_COS:
        return None
    return axis if along > 0.0 else (-axis[0], -axis[1], -axis[2])
