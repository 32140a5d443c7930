"""Joint: two sensors at one joint as a tracker has them: axis, zero, angle, and when one of these is to be got anew."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from game.motion.axes import axis_by_mount, between_by_mount
from game.motion.bending import ALIKE_COS, Bending, Bent, agreeing, levelled
from game.motion.calibration import AxisFrom, Calibration, SiteAxis
from game.motion.doubt import Fault
from game.motion.flips import Flips, Told
from game.motion.movement import Formula, Movement, Way, side_of
from game.motion.pair import Pair, PairPoint, Turned
from game.motion.rotation import angle_between_rad, dot, norm, up_in_sensor
from game.motion.yaw import DUE_S, drifted_sem_deg
from input_devices import Quaternion, Sample, Vector, in_words

COMPARED = frozenset({Formula.HINGE, Formula.RELATIVE, Formula.TWIST})
"""The formulas that compare two sensors."""
_HELPED = 1.5
"""The proximal limb may turn along by so much: with a heel that slides on a bed it turns as much as the distal one. A
choice."""
_STILL: Vector = (0.0, 0.0, 0.0)
_HOME_DEG = 12.0
"""A limb comes back to within a few degrees; another bend begins no farther away than this. A choice."""
_RESTING_RAD_S = math.radians(10.0)
"""So slow a joint may have its axes changed under it: a choice."""


@dataclass(frozen=True, slots=True)
class Bend:
    """How far the movement is from which the joint's axis is learned."""

    share: float
    """How much of it is done, 0–1."""
    refused: str | None = None
    """Why the last one, or the last calibration, is not taken; in plain words."""
    judged: int = 0
    """How many movements have been judged."""


class Joint:
    """The two sensors of a way that compares two.

    Until the axis is known from a movement or a calibration that still holds, it is the one of the convention of
    wearing. Pure, as the tracker is.
    """

    def __init__(self, movement: Movement, way: Way, worn_first: str, calibration: Calibration | None, posture: str):
        side = side_of(worn_first)
        self._movement, self._side, self._posture = movement, side, posture
        self._hinge = way.formula is Formula.HINGE
        self.distal, self.proximal = movement.sites(way, side)[:2]
        self._usual = {site: axis_by_mount(movement, site, side) for site in (self.distal, self.proximal)}
        convention = between_by_mount(movement, self.distal, self.proximal, side)
        self._pair = Pair(way.formula, self._usual[self.proximal], self._usual[self.distal], convention)
        self._ups: dict[str, Vector] = {}
        self._posed: dict[str, Vector] = {}
        """Where up was in the neutral pose itself, which another day is held again."""
        self._bias: Mapping[str, Vector] = {}
        self._rate: Vector = _STILL
        self._bending = Bending()
        self._asked = False
        """The neutral pose was taken to be followed by a bend, and the axis is not known yet."""
        self._contrary = False
        """The last bend went against the way that the sensor is worn by the convention."""
        self._settled = not self._hinge
        self._flips = Flips(one_way=movement.safe_deg[0] >= 0.0) if self._hinge else None
        self._faults: list[Fault] = []
        self._fitted: Calibration | None = None
        self.calibration: Calibration | None = None
        fits = calibration is not None and (calibration.movement, calibration.side) == (movement.name, side)
        if self._hinge and calibration is not None and fits:
            self._adopt(calibration)

    @property
    def needs_bend(self) -> bool:
        """The axis is only the convention's, and a movement is to say what it is."""
        return not self._settled and self.calibration is None

    @property
    def bend(self) -> Bend:
        """How far that movement is."""
        return Bend(self._bending.share if self.needs_bend else 1.0, self._bending.refused, self._bending.judged)

    @property
    def rezero_due(self) -> str | None:
        """Why zero is to be set anew; None while it may stand."""
        if self._ups and not self._pair.zeroed:
            return "a sensor was away for a moment, so nobody knows how it is turned"
        if self._pair.zero_age_s > DUE_S:
            return "the last zero is more than a minute old, and headings drift"
        return None

    def sem_deg(self, sem_deg: float) -> float:
        """The standard error of one measurement now: it grows with the age of zero."""
        return drifted_sem_deg(sem_deg, self._pair.zero_age_s)

    def trust_mounting(self) -> None:
        """Go on with the axes of the convention of wearing: no movement is asked for."""
        self._settled = True

    def lose(self, site: str) -> None:
        """The orientation of that sensor begins anew."""
        if site in (self.distal, self.proximal):
            self._pair.lose()

    def faults(self) -> list[Fault]:
        """What the movement said against the sign of the axes since this was asked last. Where it is plain, the axes
        are forgotten: the next neutral pose asks for a bend."""
        found, self._faults = self._faults, []
        return found

    def take(self, ups: Mapping[str, Vector], bias: Mapping[str, Vector], *, posed: bool) -> str | None:
        """A neutral: where up is, and what the gyroscopes say at rest; `posed` where it is the neutral pose and not any
        posture set to zero. The reason where zero cannot be set."""
        slipped = self.calibration.slipped(ups) if posed and self.calibration is not None else None
        if slipped is not None:
            self.calibration = None
            self._bending.refused = f"{slipped}: bend once more"
            self._pair.turn_axes(self._usual[self.proximal], self._usual[self.distal], None)
        if not self._pair.set_zero(ups[self.proximal], ups[self.distal]):
            return "not every sensor is heard"
        self._ups, self._bias, self._asked = dict(ups), bias, self.needs_bend
        if posed or not self._posed:
            self._posed = self._ups
        self._bending.restart()
        if self._flips is not None:
            self._flips.restart()
        return None

    def feed(self, sample: Sample, turned: Quaternion) -> None:
        """A sample of one of the two, with its orientation."""
        site, t_s, rate = sample.site, sample.t_s, sample.rate_rad_s
        if rate is None:
            self._settled = True  # no bend can be read from a sensor that says no rates
            rate = _STILL
        if self._flips is not None and self._ups:
            self._watch(sample, turned, rate)
        if site == self.distal:
            self._pair.feed_distal(Turned(t_s, turned, rate))
            if self._asked and self.needs_bend:
                bias = self._bias.get(self.distal, _STILL)
                home = not self._bending.away or self._home(up_in_sensor(turned))
                if self._bending.feed(t_s, _less(rate, bias), self._rate, home=home):
                    self._learn(self._bending.judge(self._ups[self.distal]))
        elif site == self.proximal:
            self._rate = _less(rate, self._bias.get(self.proximal, _STILL))
            self._pair.feed_proximal(Turned(t_s, turned, rate))

    def points(self) -> list[PairPoint]:
        """The joint at every sample that can be answered for by now."""
        offset_deg = 0.0 if self.calibration is None else self.calibration.offset_deg
        found = self._pair.points()
        if self._flips is not None and self._ups and not self.needs_bend:
            self._faults += [Fault.CONTRARY for point in found if self._flips.angle(point)]
        if offset_deg == 0.0:
            return found
        return [PairPoint(point.t_s, point.angle_deg + offset_deg, point.speed_deg_s) for point in found]

    def _watch(self, sample: Sample, turned: Quaternion, rate: Vector) -> None:
        flips, acceleration = self._flips, sample.acceleration_m_s2
        if flips is None or acceleration is None:
            return
        if not self._bending.judged and self.needs_bend:  # a bend is better, and is waited for first
            return
        distal = sample.site == self.distal
        if not distal and sample.site != self.proximal:
            return
        if self._fitted is not None and norm(rate) < _RESTING_RAD_S and norm(self._rate) < _RESTING_RAD_S:
            self._adopt(self._fitted)
            self._fitted = None
        if flips.feed(int(distal), sample.t_s, turned, rate, acceleration):
            ups = self._ups[self.proximal], self._ups[self.distal]
            unsure = self.calibration is None or self.calibration.by_wearing
            told = flips.weigh(self._pair.proximal_axis, self._pair.distal_axis, ups, anywhere=unsure)
            if flips.flipped:
                self._faults.append(Fault.FLIPPED)
                self.calibration, self._settled, self._asked, self._fitted = None, False, False, None
                flips.restart()
            elif told is not None and unsure and not flips.doubted:
                self._fitted = self._from_fit(told)

    def _from_fit(self, told: Told) -> Calibration | None:
        """The axes that the movement itself told, for the next moment of rest: what a bend told of the limb that moves
        is kept, and gives both their way. Without a bend it is as the sensors are worn or, where they are worn
        otherwise, that in which the joint can go at all; None where that is not plain."""
        fit, known = told.axes, None if self.calibration is None else self.calibration.site(self.distal)
        if known is not None:
            x, y, z = fit.distal.tolist()
            along = dot((x, y, z), known.axis)
            way = 0.0 if abs(along) < ALIKE_COS else math.copysign(1.0, along)
        else:
            way = 1.0 if not told.far else told.way if self._movement.safe_deg[0] >= 0.0 else 0.0
        if way == 0.0:
            return None
        sites = []
        for site, axis in ((self.distal, way * fit.distal), (self.proximal, way * fit.proximal)):
            x, y, z = axis.tolist()
            sites.append(SiteAxis(site, self._posed[site], (x, y, z), AxisFrom.FIT, residual=fit.residual))
        if known is not None:
            sites[0] = known
        return Calibration(self._movement.name, self._side, self._posture, tuple(sites))

    def _home(self, up: Vector) -> bool:
        """The limb that moves is where it was in the neutral pose, by gravity."""
        return math.degrees(angle_between_rad(up, self._ups[self.distal])) <= _HOME_DEG

    def _learn(self, bent: Bent | None) -> None:
        if bent is None:
            return
        axis, words = bent.distal.axis, in_words(self.distal)
        if bent.proximal is not None and bent.proximal.peak_deg_s > _HELPED * bent.distal.peak_deg_s:
            self._bending.refused = f"the {in_words(self.proximal)} turned more than the {words}: hold it still"
            return
        usual = agreeing(axis, self._usual[self.distal])
        contrary = usual is not None and usual != axis
        if contrary and not self._contrary:
            self._contrary = True
            self._bending.refused = f"the {words} went the other way first, or its sensor is the wrong way round"
            return
        up = self._ups[self.proximal]
        along = dot(self._ups[self.distal], axis)
        proximal = levelled(self._usual[self.proximal], up, along)
        told = agreeing(bent.proximal.axis, self._usual[self.proximal]) if bent.proximal is not None else None
        distal_site = SiteAxis(self.distal, self._posed[self.distal], axis, AxisFrom.BEND, bent.distal.explained)
        if told is not None and bent.proximal is not None:
            proximal_site = SiteAxis(
                self.proximal, self._posed[self.proximal], told, AxisFrom.BEND, bent.proximal.explained
            )
        else:
            proximal_site = SiteAxis(self.proximal, self._posed[self.proximal], proximal, AxisFrom.MOUNT)
        self._adopt(
            Calibration(self._movement.name, self._side, self._posture, (distal_site, proximal_site)),
        )

    def _adopt(self, calibration: Calibration) -> None:
        distal, proximal = calibration.site(self.distal), calibration.site(self.proximal)
        if distal is None or proximal is None:
            return
        self.calibration, self._asked = calibration, False
        ups = (self._ups[self.proximal], self._ups[self.distal]) if self._ups else None
        self._pair.turn_axes(proximal.axis, distal.axis, ups)


def _less(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])
