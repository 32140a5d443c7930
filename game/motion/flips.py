"""Flips: whether the sign of a joint's axis still holds, watched while the joint is moved."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, replace

import numpy as np

from game.motion.batch import Readings
from game.motion.bending import ALIKE_COS
from game.motion.felt import EVEN_HZ, Felt, evenly
from game.motion.hinge_axes import HingeAxes, fit_axes
from game.motion.hinge_sign import SURE, sign_evidence
from game.motion.pair import PairPoint
from game.motion.pair_rows import TurnedRows
from input_devices import Quaternion, Vector

_BLOCK_S = 10.0
"""Evidence is weighed in pieces so long: a choice. A piece costs some milliseconds, once."""
_SEARCHES_MAX = 6
"""Axes are looked for anywhere, which takes some hundredths of a second, in so many pieces at most: a choice."""
_FLIPPED = -2.0 * SURE
"""Odds of ten thousand to one: play is stopped for it. A choice."""
_TRUST_MAX = 20.0
"""More trust than this is not saved up against a strap that is turned round later: a choice."""
_MOVING_RAD_S = math.radians(10.0)
"""A piece in which either limb turns less than this, RMS, is left unread: it can say little. A choice."""
_CONTRARY_DEG, _RIGHT_DEG = -25.0, 15.0
_CONTRARY_S = 0.5
"""A movement that goes so far the other way before it ever went the right one, where the other way hardly exists."""


_BENT_RAD = math.radians(10.0)
"""Bent less than this on average, a joint does not say which way it bends: a choice."""


@dataclass(frozen=True, slots=True)
class Told:
    """The axes that a piece of movement has by itself."""

    axes: HingeAxes
    far: bool
    """They are not near the ones that were given: how they belong together is told by physics alone, and which way both
    go by `bent_rad`."""
    bent_rad: float
    """How far the joint was bent about them from the neutral pose, on average, by gravity."""

    @property
    def way(self) -> float:
        """1 where the joint was bent the positive way about them, -1 where the other, 0 where that is not plain."""
        return 0.0 if abs(self.bent_rad) < _BENT_RAD else math.copysign(1.0, self.bent_rad)


class _Heard:
    """One sensor's samples of one piece of time, number after number."""

    __slots__ = ("acceleration", "q", "rate", "t_s")

    def __init__(self) -> None:
        self.t_s, self.q, self.rate, self.acceleration = (array("d") for _ in range(4))

    def rows(self) -> tuple[TurnedRows, Readings]:
        t_s, rate = np.array(self.t_s), np.array(self.rate).reshape(-1, 3)
        turned = TurnedRows(t_s, np.array(self.q).reshape(-1, 4), rate)
        return turned, Readings(t_s, rate, np.array(self.acceleration).reshape(-1, 3))


class Flips:
    """Feed it both sensors of a hinge; it sums up what physics says of the two axes, and looks at the first movement.

    `one_way`: the joint hardly goes below zero from its neutral pose.
    """

    def __init__(self, *, one_way: bool) -> None:
        self._one_way = one_way
        self._searches_left = _SEARCHES_MAX
        self._heard = (_Heard(), _Heard())
        self.restart()

    def restart(self) -> None:
        """The axes are other ones, or are taken to be right."""
        self.log_odds = 0.0
        """For the axes as they are, summed over the pieces; negative against them."""
        self._contrary_s, self._last_s, self._seen = 0.0, math.nan, not self._one_way
        self._heard = (_Heard(), _Heard())

    @property
    def flipped(self) -> bool:
        """The two axes do not belong together as they are."""
        return self.log_odds <= _FLIPPED

    @property
    def doubted(self) -> bool:
        """There is more against the axes as they are than chance would have."""
        return self.log_odds <= -SURE

    def angle(self, point: PairPoint) -> bool:
        """The joint at one sample; True, once, where its first movement went the other way."""
        dt_s, self._last_s = point.t_s - self._last_s, point.t_s
        if self._seen or math.isnan(point.angle_deg) or math.isnan(dt_s):
            return False
        self._seen = point.angle_deg >= _RIGHT_DEG
        self._contrary_s = self._contrary_s + dt_s if point.angle_deg <= _CONTRARY_DEG else 0.0
        if self._contrary_s < _CONTRARY_S:
            return False
        self._seen = True
        return True

    def feed(self, which: int, t_s: float, turned: Quaternion, rate: Vector, acceleration: Vector) -> bool:
        """A sample of the proximal (0) or the distal (1) sensor; True where a piece is complete."""
        heard = self._heard[which]
        if heard.t_s and t_s <= heard.t_s[-1]:
            return False
        heard.t_s.append(t_s)
        heard.q.extend(turned)
        heard.rate.extend(rate)
        heard.acceleration.extend(acceleration)
        return t_s - heard.t_s[0] >= _BLOCK_S

    def weigh(
        self, proximal_axis: Vector, distal_axis: Vector, ups: tuple[Vector, Vector], *, anywhere: bool
    ) -> Told | None:
        """Read the piece that is complete, and begin another: the axes that this movement has by itself, near the ones
        given and with their signs; None where it says too little. Signs are weighed for these: axes that are askew
        disagree either way round. `anywhere`: the ones given may be wrong, and others are looked for where none are
        near. `ups`: where up was in the neutral pose (each proximal first)."""
        pieces, self._heard = self._heard, (_Heard(), _Heard())
        if min(len(piece.t_s) for piece in pieces) < EVEN_HZ:
            return None
        (q_one, said_one), (q_two, said_two) = (piece.rows() for piece in pieces)
        square = min(float(np.mean(np.sum(said.rate_rad_s**2, axis=1))) for said in (said_one, said_two))
        if square < _MOVING_RAD_S**2:  # nor does it turn faster about its axis
            return None
        felt = evenly((q_one, q_two), (said_one, said_two), (np.zeros(3), np.zeros(3)))
        axes = (np.array(proximal_axis), np.array(distal_axis))
        if len(felt[0].up) < EVEN_HZ:
            return None
        about = [sensor.rate_rad_s @ axis for sensor, axis in zip(felt, axes, strict=True)]
        if min(float(np.sqrt(np.mean(rates**2))) for rates in about) < _MOVING_RAD_S:
            return self._search(*felt, ups) if anywhere else None
        one, two = felt
        near = (proximal_axis, distal_axis)
        fit = fit_axes(one.rate_rad_s, two.rate_rad_s, one.up, two.up, 1.0 / EVEN_HZ, near)
        own = [told * np.sign(told @ axis) for told, axis in zip((fit.proximal, fit.distal), axes, strict=True)]
        if fit.refused is not None or min(float(told @ axis) for told, axis in zip(own, axes, strict=True)) < ALIKE_COS:
            return self._search(one, two, ups) if anywhere else None
        said = sign_evidence(one, two, (own[0], own[1]), len(one.up) / EVEN_HZ)
        self.log_odds = min(_TRUST_MAX, self.log_odds + said.log_odds)
        fit = replace(fit, proximal=own[0], distal=own[1])
        return Told(fit, False, _bent_rad(fit, one, two, ups))

    def _search(self, one: Felt, two: Felt, ups: tuple[Vector, Vector]) -> Told | None:
        """The axes wherever they are, where both limbs turn enough to tell."""
        slowest = min(float(np.sqrt(np.mean(sensor.rate_rad_s**2))) for sensor in (one, two))
        if slowest < _MOVING_RAD_S or not self._searches_left:
            return None
        self._searches_left -= 1
        return _elsewhere(one, two, ups)


def _elsewhere(one: Felt, two: Felt, ups: tuple[Vector, Vector]) -> Told | None:
    """The axes wherever they are; None where the movement is no hinge's, or how they belong together is not plain."""
    fit = fit_axes(one.rate_rad_s, two.rate_rad_s, one.up, two.up, 1.0 / EVEN_HZ)
    if fit.refused is not None:
        return None
    said = sign_evidence(one, two, (fit.proximal, fit.distal), len(one.up) / EVEN_HZ)
    if not said.decided:
        return None
    fit = fit if said.log_odds > 0.0 else replace(fit, distal=-fit.distal)
    return Told(fit, True, _bent_rad(fit, one, two, ups))


def _bent_rad(fit: HingeAxes, one: Felt, two: Felt, ups: tuple[Vector, Vector]) -> float:
    """How far the distal limb has turned against the proximal one about the axes since the neutral pose, on average,
    by where up is in each."""
    turned = []
    for sensor, axis, up in ((one, fit.proximal, ups[0]), (two, fit.distal, ups[1])):
        across, zero = sensor.up - (sensor.up @ axis)[:, None] * axis, np.array(up) - (np.array(up) @ axis) * axis
        # A limb that turns about its axis sees up turn the other way.
        turned.append(-np.arctan2(np.cross(zero, across) @ axis, across @ zero))
    bent = np.arctan2(np.sin(turned[1] - turned[0]), np.cos(turned[1] - turned[0]))
    return float(bent.mean())
