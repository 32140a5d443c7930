"""Pair: the angle between two sensors at one joint, sample by sample, without a compass."""

from __future__ import annotations

import math
from collections import deque
from typing import NamedTuple

from game.motion.heading import Heading
from game.motion.movement import Formula
from game.motion.orientation import GAP_S
from game.motion.rotation import (
    about_up,
    back,
    cross,
    dot,
    frame,
    multiply,
    norm,
    rotated,
    slerp,
    turn_between,
    turn_of,
    twist_rad,
)
from input_devices import Quaternion, Vector

CARRY_S = 0.03
"""The proximal sensor is carried on by its gyroscope for so long: one and a half samples at 50 Hz, a choice. Over a
longer gap its turn is laid evenly between what was before and after."""
_PLUMB = math.sin(math.radians(30.0))
"""An axis within 30° of plumb fixes no zero by gravity: a choice."""
_UPRIGHT: Vector = (0.0, 0.0, 1.0)


class Turned(NamedTuple):
    """One sensor at one sample."""

    t_s: float
    q: Quaternion
    """Sensor → its earth, heading arbitrary."""
    rate_rad_s: Vector


class PairPoint(NamedTuple):
    """The joint at one sample of the distal sensor; nan where it cannot be had."""

    t_s: float
    angle_deg: float
    speed_deg_s: float
    """How fast the joint turns about its axis, never negative."""


def hinge_zero(proximal_axis: Vector, distal_axis: Vector, proximal_up: Vector, distal_up: Vector) -> Quaternion | None:
    """The turn from the distal sensor's axes to the proximal one's at the angle zero, by the one axis and gravity that
    both see there (TRIAD); None where the axis is too upright for it."""
    if min(norm(cross(proximal_axis, proximal_up)), norm(cross(distal_axis, distal_up))) < _PLUMB:
        return None
    return turn_between(frame(distal_axis, distal_up), frame(proximal_axis, proximal_up))


class Pair:
    """Feed it both sensors in the order of their times; it answers for each sample of the distal one.

    A hinge keeps the heading between the two by the axis that they share; any other joint has it from the last zero,
    where both are taken to be worn by the convention. `TWIST` asks the proximal sensor for nothing but where the axis
    points: flesh lets it turn about that by itself.
    """

    def __init__(self, formula: Formula, proximal_axis: Vector, distal_axis: Vector, convention: Quaternion) -> None:
        """`convention`: the turn from the distal sensor's axes to the proximal one's, worn as is said, at the angle
        zero."""
        self._hinge, self._twist = formula is Formula.HINGE, formula is Formula.TWIST
        self._convention = convention
        self.proximal_axis, self.distal_axis = proximal_axis, distal_axis
        self.heading = Heading()
        self._unzero: Quaternion | None = None
        """Undoes the turn between the two at the angle zero; for a twist, the distal sensor's own."""
        self._zero_s = math.nan
        self._turned_rad = math.nan
        self._turned: Quaternion = (1.0, 0.0, 0.0, 0.0)
        """The turn about upright by that: the heading that was used last."""
        self._proximal: deque[Turned] = deque()
        self._before: Turned | None = None
        """The proximal sample before the first of those."""
        self._distal: Turned | None = None
        self._waiting: deque[Turned] = deque()
        self._ready: list[PairPoint] = []

    @property
    def zero_age_s(self) -> float:
        """For how long headings have drifted since zero was set; 0 for a hinge, which sees to its own."""
        if self._hinge or self._distal is None or math.isnan(self._zero_s):
            return 0.0
        return self._distal.t_s - self._zero_s

    @property
    def zeroed(self) -> bool:
        """There is a zero to count from."""
        return self._unzero is not None

    def set_zero(self, proximal_up: Vector, distal_up: Vector) -> bool:
        """Take the present posture as zero, with where up is in it; False where a sensor has not been heard."""
        if self._distal is None or not self._proximal:
            return False
        self._settle(finally_=True)
        p, d = self._proximal[-1].q, self._distal.q
        if self._hinge and math.isnan(self.heading.rad):
            self.heading.feed(self._distal.t_s, rotated(p, self.proximal_axis), rotated(d, self.distal_axis))
        by_gravity = hinge_zero(self.proximal_axis, self.distal_axis, proximal_up, distal_up) if self._hinge else None
        if not self._hinge or math.isnan(self.heading.rad):
            self.heading.restart()
            self.heading.rad = twist_rad(multiply(multiply(p, self._convention), back(d)), _UPRIGHT)
        shown = multiply(about_up(self.heading.rad), d)
        zero = by_gravity or (shown if self._twist else multiply(back(p), shown))
        self._unzero, self._zero_s = back(zero), self._distal.t_s
        return True

    def turn_axes(self, proximal_axis: Vector, distal_axis: Vector, ups: tuple[Vector, Vector] | None) -> None:
        """The joint's axis is known better now; `ups`: where up was in the zero pose, proximal first, if there was
        one."""
        self._settle(finally_=True)
        self.proximal_axis, self.distal_axis = proximal_axis, distal_axis
        self.heading.restart()
        zero = None if ups is None else hinge_zero(proximal_axis, distal_axis, *ups)
        self._unzero = None if zero is None else back(zero)

    def lose(self) -> None:
        """One of the two begins anew from gravity: its heading is another one from now on."""
        self._settle(finally_=True)
        self.heading.restart()
        self._proximal.clear()
        self._before = None
        if not self._hinge:
            self._unzero = None

    def feed_proximal(self, turned: Turned) -> None:
        """One more sample of the proximal sensor."""
        if self._proximal and turned.t_s - self._proximal[-1].t_s > GAP_S:
            self.lose()
        self._proximal.append(turned)

    def feed_distal(self, turned: Turned) -> None:
        """One more sample of the distal sensor."""
        if self._distal is not None and turned.t_s - self._distal.t_s > GAP_S:
            self.lose()
        self._distal = turned
        self._waiting.append(turned)

    def points(self) -> list[PairPoint]:
        """Every sample of the distal sensor that can be answered for by now, oldest first."""
        self._settle(finally_=False)
        ready, self._ready = self._ready, []
        return ready

    def _settle(self, *, finally_: bool) -> None:
        waiting = self._waiting
        while waiting:
            distal = waiting[0]
            proximal = self._proximal_at(distal.t_s)
            if proximal is not None:
                self._ready.append(self._point(distal, *proximal))
            elif finally_ or waiting[-1].t_s - distal.t_s > GAP_S:
                self._ready.append(PairPoint(distal.t_s, math.nan, math.nan))
            else:
                return
            waiting.popleft()

    def _proximal_at(self, t_s: float) -> tuple[Quaternion, Vector] | None:
        """The proximal sensor's orientation and rate at that time; None where it is not known, or not yet."""
        known = self._proximal
        while len(known) > 1 and known[1].t_s <= t_s:
            self._before = known.popleft()
        if not known or known[0].t_s > t_s:
            return None
        last, before = known[0], self._before
        dt_s = t_s - last.t_s
        if dt_s == 0.0:
            return last.q, last.rate_rad_s
        if dt_s <= CARRY_S:
            rate = last.rate_rad_s
            if before is not None:
                ahead = 0.5 * dt_s / (last.t_s - before.t_s)
                a, b = last.rate_rad_s, before.rate_rad_s
                rate = (a[0] + ahead * (a[0] - b[0]), a[1] + ahead * (a[1] - b[1]), a[2] + ahead * (a[2] - b[2]))
            return multiply(last.q, turn_of(rate, dt_s)), last.rate_rad_s
        if len(known) == 1:
            return None
        share = dt_s / (known[1].t_s - last.t_s)
        return slerp(last.q, known[1].q, share), last.rate_rad_s

    def _point(self, distal: Turned, p: Quaternion, rate: Vector) -> PairPoint:
        d = distal.q
        if self._hinge and distal.t_s >= self.heading.due_s:
            self.heading.feed(distal.t_s, rotated(p, self.proximal_axis), rotated(d, self.distal_axis))
        unzero, heading_rad = self._unzero, self.heading.rad
        if unzero is None or heading_rad != heading_rad:
            return PairPoint(distal.t_s, math.nan, math.nan)
        if heading_rad != self._turned_rad:
            self._turned_rad, self._turned = heading_rad, about_up(heading_rad)
        shown = multiply(self._turned, d)
        if self._twist:
            axis = rotated(p, self.proximal_axis)
            angle_rad = twist_rad(multiply(shown, unzero), axis)
            speed = dot(rotated(shown, distal.rate_rad_s), axis)
        else:
            between = multiply(back(p), shown)
            angle_rad = twist_rad(multiply(unzero, between), self.distal_axis)
            speed = dot(distal.rate_rad_s, self.distal_axis) - dot(rotated(back(between), rate), self.distal_axis)
        return PairPoint(distal.t_s, math.degrees(angle_rad), math.degrees(abs(speed)))
