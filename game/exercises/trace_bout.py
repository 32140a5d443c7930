"""Bout: what one person did along one path of `trace`, tick by tick, and what that comes to."""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from game.exercises.attempts import ANOTHER
from game.exercises.events import Verdict
from game.exercises.exercise import TICK_S
from game.exercises.limb import CARRIED_SHARE
from game.exercises.paths import Path
from game.exercises.watch import HELPED
from game.measures.following import STILL_DEG, following
from game.measures.value import Value
from game.motion.motion import TracePoint

AS_ASKED = "as asked"
TOO_FAST = "too fast"
STILL = "kept still"
BESIDE_IT = "not along the path"
BEHIND, AHEAD = "lagging behind", "ahead of the kite"
SMALL, WIDE = "too small", "too wide"
HIGH, LOW = "too high", "too low"
RIGHT, LEFT = "too far to the right", "too far to the left"
OUTSIDE = "outside for too long"

_FOLLOWS, _BESIDE = 0.5, 0.3
"""A movement whose correlation with the path is higher follows it, and one whose is lower does something else: between
the two lies a third of what moves in common. Choices."""
_GAIN_MIN = 0.25
"""Whoever goes no farther than a quarter of the path does not follow it."""
_LATE_S = 0.25
"""So late is late: a visual reaction of the slower half of people (a choice)."""
_EXPLAINED = 1.0 / 3.0
"""A lag is what keeps one outside where it explains at least a third of what is off. A choice."""
_SMALL, _WIDE = 0.75, 1.3
_MOVED_SHARE = 0.5
"""A sensor that has turned at least half as far as the path has gone has made a movement, whichever."""
_KNOWN_SHARE = 0.8
"""A bout of which less is known says nothing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a bout came to."""

    verdict: Verdict
    reason: str
    success: bool
    values: Mapping[str, float]


class Bout:
    """Collects one bout. Ticks in which the sensor was away count neither for nor against the person."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._asked, self._own = array("d"), array("d")
        self._asked_second, self._own_second = array("d"), array("d")
        self.inside_s = self.elapsed_s = self.away_s = 0.0
        self.peak_deg = math.nan
        self.first_s = self.last_s = self.peak_s = math.nan
        self.speed_deg_s_max = 0.0
        self._turned_deg = 0.0
        self._angles, self._leans = array("d"), array("d")

    def hear(self, point: TracePoint, pace_deg_s: float) -> None:
        """One sample of the movement."""
        if self.first_s != self.first_s:
            self.first_s = self.peak_s = point.t_s
        rate = point.rate_rad_s
        if rate is not None and self.last_s == self.last_s:
            self._turned_deg += math.degrees(math.hypot(*rate)) * min(0.25, point.t_s - self.last_s)
        self.last_s = point.t_s
        if not self.peak_deg >= point.angle_deg:
            self.peak_deg, self.peak_s = point.angle_deg, point.t_s
        if pace_deg_s > self.speed_deg_s_max:
            self.speed_deg_s_max = pace_deg_s

    def lean(self, angle_deg: float, lean_deg: float) -> None:
        """One tick of where the limb and the trunk are, both as smoothed for control."""
        if math.isfinite(angle_deg) and math.isfinite(lean_deg):
            self._angles.append(angle_deg)
            self._leans.append(lean_deg)

    @property
    def carried(self) -> bool:
        """The trunk's lean makes up so much of how the angle changed that the joint hardly moved: its share is the
        slope of the lean against the angle, which no lean of another time changes."""
        if not self._angles:
            return False
        angles, leans = np.asarray(self._angles), np.asarray(self._leans)
        angles, leans = angles - angles.mean(), leans - leans.mean()
        power = float(angles @ angles)
        return power > angles.size * STILL_DEG**2 and float(angles @ leans) >= CARRIED_SHARE * power

    def tick(self, place: int, own_deg: float, second_deg: float, *, inside: bool, goes_on: bool) -> None:
        """One tick in which it is known where the person is. Of a path that waits nothing is to be followed."""
        self.elapsed_s += TICK_S
        self.inside_s += TICK_S if inside else 0.0
        if not goes_on:
            return
        self._asked.append(self._path.main_deg[place])
        self._own.append(own_deg)
        if self._path.second_deg:
            self._asked_second.append(self._path.second_deg[place])
            self._own_second.append(second_deg)

    @property
    def share(self) -> float:
        """The share of the time inside; nan before there was any."""
        return self.inside_s / self.elapsed_s if self.elapsed_s > 0.0 else math.nan

    def judge(
        self,
        *,
        share_asked: float,
        corridor_deg: float,
        speed_deg_s_max: float,
        helped: bool,
        carries: bool,
        spoilt: str | None,
    ) -> Judged:
        """What it comes to: spoilt; another movement; too fast; not inside for long enough, and why; helped; clean."""
        ways = [(following(self._asked, self._own, 1.0 / TICK_S), (HIGH, LOW))]
        if self._path.second_deg:
            ways.append((following(self._asked_second, self._own_second, 1.0 / TICK_S), (RIGHT, LEFT)))
        found = [measures for measures, _ in ways]
        values = self._values(found)
        inside = self.inside_s >= share_asked * self.elapsed_s > 0.0
        follows = all(_number(each["correlation"]) >= _FOLLOWS and _number(each["gain"]) >= _GAIN_MIN for each in found)
        success = inside and follows and spoilt is None
        if spoilt is None and self.away_s > (1.0 - _KNOWN_SHARE) * (self.elapsed_s + self.away_s):
            spoilt = "the sensor was away"
        if spoilt is not None:
            return Judged("other", spoilt, False, values)
        if carries and self.carried:
            return Judged("other", ANOTHER, False, values)
        if another := self._another(found):
            return Judged(*another, False, values)
        if self.speed_deg_s_max > speed_deg_s_max:
            return Judged("other", TOO_FAST, success, values)
        if not success:
            reasons = [reason for each, ends in ways if (reason := _why(each, ends, corridor_deg)) is not None]
            return Judged("partial", reasons[0] if reasons else OUTSIDE, False, values)
        if helped:
            return Judged("compensated", HELPED, True, values)
        return Judged("clean", AS_ASKED, True, values)

    def _another(self, found: list[Mapping[str, Value]]) -> tuple[Verdict, str] | None:
        """What was done in place of following, if so. Where the body moved and the angle did not, it made another
        movement; where neither did, it kept still."""
        if all(_number(each["correlation"]) >= _BESIDE and _number(each["gain"]) > 0.0 for each in found):
            return None
        moves = any(each["correlation"].valid and abs(_number(each["gain"])) >= _GAIN_MIN for each in found)
        whole_deg = max(self._path.main_deg) - min(self._path.main_deg)
        way_deg = max(whole_deg, float(np.abs(np.diff(np.asarray(self._asked))).sum()))
        if moves:
            return "other", BESIDE_IT
        return "other", ANOTHER if self._turned_deg >= _MOVED_SHARE * way_deg else STILL

    def _values(self, found: list[Mapping[str, Value]]) -> dict[str, float]:
        errors = [each["error_rms"].value for each in found]
        lags = [each["lag"].value for each in found if each["lag"].valid]
        values = {
            "error_deg": math.hypot(*errors),
            "lag_ms": 1000.0 * sum(lags) / len(lags) if lags else math.nan,
            "gain": found[0]["gain"].value,
            "inside_share": self.share,
        }
        if len(found) > 1:
            values |= {
                "main_error_deg": errors[0],
                "second_error_deg": errors[1],
                "second_gain": found[1]["gain"].value,
            }
        return values


def _number(value: Value) -> float:
    """A comparison with nan is never true; with this it is as if nothing followed."""
    return value.value if value.valid else -math.inf


def _why(found: Mapping[str, Value], ends: tuple[str, str], corridor_deg: float) -> str | None:
    """What keeps one way of moving outside most, if that can be told."""
    lag, gain, bias = (found[name].value for name in ("lag", "gain", "bias"))
    if found["explained"].value >= _EXPLAINED and abs(lag) > _LATE_S:
        return BEHIND if lag > 0.0 else AHEAD
    if abs(bias) > 0.5 * corridor_deg:
        return ends[0] if bias > 0.0 else ends[1]
    if gain < _SMALL:
        return SMALL
    return WIDE if gain > _WIDE else None
