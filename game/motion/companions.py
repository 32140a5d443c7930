"""Companions as they are measured: each by one worn sensor, from a neutral of its own, streamed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from game.motion.angles import ANGLES_DEG, Reference, reference, tilt_speed_deg_s, turn_speed_deg_s, worn_axis
from game.motion.companion import Companion
from game.motion.motion import UNKNOWN, Signal, TracePoint
from game.motion.movement import Formula
from game.motion.one_euro import OneEuro, OneEuroParams
from game.motion.yaw import YAW_VALID_S, Yaw, drifted_sem_deg
from input_devices import Quaternion, Sample, Vector

_LEANS = (Formula.LEAN_FORWARD, Formula.LEAN_RIGHT)
_ROLL_PLUMB = 0.7
"""An arrow that points up or down more than this (45°) lies along no level forearm."""


class Watched:
    """One companion and the worn sensor that tells it. Angles count from the neutral pose of all."""

    def __init__(self, companion: Companion, worn: Sequence[str], played: str, smoothing: OneEuroParams) -> None:
        """Raises ValueError where no worn sensor tells it."""
        found = companion.way(worn, played)
        if found is None:
            raise ValueError(f"{companion.movement} ({companion.key}) cannot be measured at {', '.join(worn)}")
        self.companion = companion
        self.site, self.way = found
        formula = self.way.formula
        self._angle_deg = ANGLES_DEG.get(formula)
        self._yaw = Yaw(leftward=companion.row.axis[1] > 0.0) if formula is Formula.TURN else None
        self._neutral: Reference | None = None
        self._smooth = OneEuro(smoothing)
        self._points: list[TracePoint] = []

    def seen_from(self, up: Vector) -> Reference | str:
        """What the neutral pose fixes where its sensor saw `up`, or why it cannot be had."""
        row, formula, site = self.companion.row, self.way.formula, self.site
        if formula is Formula.ROLL and abs(up[1]) > _ROLL_PLUMB:
            return "hold your forearm level, with the sensor's arrow along it"
        about = worn_axis(site, row.axis) if formula is Formula.TILT else None
        return reference(site, up, must_face=formula in _LEANS, about=about)

    def take(self, neutral: Reference) -> None:
        """Angles count from here."""
        self._neutral = neutral
        self._smooth.reset()
        if self._yaw is not None:
            self._yaw.set_zero()

    def lose(self) -> None:
        """The orientation of its sensor begins anew: which way it faced is not known any more."""
        if self._yaw is not None:
            self._yaw.lose()

    @property
    def drifted(self) -> bool:
        """A turn whose zero is too old to be believed."""
        return self._yaw is not None and self._neutral is not None and not self._yaw.age_s <= YAW_VALID_S

    def feed(self, sample: Sample, up: Vector, turned: Quaternion | None, spin: Vector | None) -> None:
        """One sample of its sensor, with where up is and how it turns."""
        yaw = math.nan
        if self._yaw is not None and turned is not None:
            yaw = self._yaw.feed(sample.t_s, turned)
        if self._neutral is None:
            return
        turn = turn_speed_deg_s(up, sample.rate_rad_s)
        if self._angle_deg is None:
            angle, speed = yaw, abs(turn)
        else:
            angle, speed = self._angle_deg(up, self._neutral), tilt_speed_deg_s(up, sample.rate_rad_s)
        if math.isnan(angle):
            self._smooth.reset()
        else:
            self._smooth.feed(sample.t_s, angle)
        self._points.append(TracePoint(sample.t_s, angle, speed, turn_deg_s=turn, rate_rad_s=spin))

    @property
    def signal(self) -> Signal:
        """Its angle, smoothed for control."""
        value = self._smooth.value
        if math.isnan(value):
            return UNKNOWN
        sem_deg = self.way.sem_deg if self._yaw is None else drifted_sem_deg(self.way.sem_deg, self._yaw.age_s)
        return Signal(value, self._smooth.speed, sem_deg)

    def points(self) -> tuple[TracePoint, ...]:
        """What came since it was last asked."""
        found, self._points = tuple(self._points), []
        return found


class Watching:
    """Every companion of a level. Without any it does nothing."""

    def __init__(
        self, companions: Sequence[Companion], worn: Sequence[str], played: str, smoothing: OneEuroParams
    ) -> None:
        """Raises ValueError where no worn sensor tells one of them."""
        self._all = [Watched(companion, worn, played, smoothing) for companion in companions]
        self.at: dict[str, list[Watched]] = {}
        """By the site of their sensor."""
        for watched in self._all:
            self.at.setdefault(watched.site, []).append(watched)
        self._turning = [watched for watched in self._all if watched.way.formula is Formula.TURN]

    def neutrals(self, ups: Mapping[str, Vector]) -> list[tuple[Watched, Reference]] | str:
        """The neutral of each, or why one cannot be had."""
        found = []
        for watched in self._all:
            neutral = watched.seen_from(ups[watched.site])
            if isinstance(neutral, str):
                return neutral
            found.append((watched, neutral))
        return found

    @property
    def drifted(self) -> bool:
        """The zero of one of them is too old."""
        return bool(self._turning) and any(watched.drifted for watched in self._turning)

    def signals(self) -> dict[str, Signal]:
        """Each by its key, smoothed for control."""
        return {watched.companion.key: watched.signal for watched in self._all} if self._all else {}

    def traces(self) -> dict[str, tuple[TracePoint, ...]]:
        """What each said since the last tick."""
        return {watched.companion.key: watched.points() for watched in self._all} if self._all else {}
