"""Kinds: what a recording can be, each with what is known of the truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.motion.batch import Readings

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sensor:
    """One sensor, and what an optical laboratory says of how it was turned: (n, 4), sensor → earth, or nothing."""

    readings: Readings
    optical: Rows | None


@dataclass(frozen=True, slots=True)
class OneSensor:
    """A sensor with optical truth, and when it was in motion."""

    name: str
    sensor: Sensor
    movement: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Chain:
    """Two sensors or more on segments that hang on one another, the nearest to the body first."""

    name: str
    sensors: tuple[Sensor, ...]
    angle_deg: Rows | None
    """The angle between the only two, at the second one's times, where that is the truth; else their optical ones."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One sensor during so many repetitions."""

    name: str
    readings: Readings
    count: int
    nominal: bool
    """Nobody counted them: the person was asked for so many."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The centre of pressure of somebody who stands: forward–back and sideways, cm, (n, 2)."""

    name: str
    cop_cm: Rows
    rate_hz: float


@dataclass(frozen=True, slots=True)
class Rising:
    """An accelerometer on the lower back, and when its wearer began and ended to stand up, by a reference."""

    name: str
    t_s: Rows
    acceleration_m_s2: Rows
    starts_s: Rows
    ends_s: Rows


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that says nothing here, and why, in one sentence."""

    name: str
    reason: str


Recording = OneSensor | Chain | Exercise | Standing | Rising | Unread
