"""Swings: every movement of the body there and back, about whatever axis, from how one worn sensor turns."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, replace
from enum import Enum
from statistics import median
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float, float]
"""Where the sensor has turned to, deg about its own three axes."""

_NEAR_SHARE = 0.2
"""A movement starts at the last sample no further from the turn before than this share of what makes a movement."""

_CLAIM_SHARE = 0.25
"""A movement that another measure calls over has lost half of its rise again; half of that must be seen here."""
_STRAIGHT_COS = -0.5
"""Two ways from one place lie in line where they are further apart than 120°."""
_REST_TIMES, _REST_S = 2.0, 0.3
"""A movement is over half-way back; the other half takes about as long. Whoever takes longer than twice that, and the
moment by which smoothing is late, has rested, and what comes then is new."""
_WIDER = 1.5
"""Of two sides that differ by less nobody can tell which one is meant."""


@dataclass(frozen=True, slots=True)
class SwingParams:
    """When a turn of the body is a movement. All are choices, with their reasons; none is fitted to recordings."""

    fade_s: float = 8.0
    """Where the sensor has turned to fades with this time constant: long enough that a slow way back finds the way
    there, short enough that a gyroscope's bias of 1 deg/s adds up to 8 deg and no more."""
    tremor_hz: float = 3.0
    """What is faster is smoothed away: a tremor has 4 Hz or more, the fastest movements that count have less than 2."""
    first_deg: float = 10.0
    """How far a first movement goes at least, while nothing is known of the person: as in play."""
    still_deg_s: float = 3.0
    """A sensor that turns more slowly than this (the stillness rule of the measures this project follows)…"""
    stands_s: float = 0.3
    """…for so long stands: a bias adds nothing up then, and nothing fades."""
    least_deg: float = 5.0
    """No smaller movement ever counts: about the error of one measurement."""
    share: float = 1.0 / 3.0
    """A movement goes at least this share of the usual way: a smaller one is a wobble or a fidget…"""
    row: int = 3
    """…unless so many follow one another, which makes them most of those remembered: then all of them count."""
    alike: float = 2.0
    """They do where none goes more than so many times as far as the middle one, or less than that part of it."""
    back_share: float = 0.5
    """A movement is over when this share of its own way is lost again."""
    remembered: int = 5
    """The usual way is the median of as many."""
    duration_s_min: float = 0.45
    """A shorter one is a jerk or a bump: three quarters of 0.6 s, since a movement is over half-way back."""
    gap_s_max: float = 1.0
    """A longer silence forgets what was in progress."""


@dataclass(frozen=True, slots=True)
class Swing:
    """One movement there and back. Times are those of its samples."""

    start_s: float
    peak_s: float
    end_s: float
    amplitude_deg: float
    """From where the body turned before to where it turned back."""


@dataclass(slots=True)
class _Turns:
    """The turning points of a path: the farthest point from the last one, once the path has come back from it.

    It needs no axis and no sign: turned, mirrored or run through in another plane, the path turns at the same times.
    """

    last: Point = (0.0, 0.0, 0.0)
    """The last turning point."""
    last_s: float = 0.0
    far: Point = (0.0, 0.0, 0.0)
    """The farthest point from it since."""
    far_s: float = 0.0
    far_deg: float = 0.0
    back_deg: float = 0.0
    """How far the path has come back from there at most."""
    out: bool = True
    """On the way there; else on the way back."""
    home: Point = (0.0, 0.0, 0.0)
    """Where the way there began, that the way back leads to."""

    def feed(self, t_s: float, at: Point, least_deg: float, share: float) -> Swing | None:
        """One point more; the swing whose far end it makes certain, there or back."""
        x, y, z = at
        x0, y0, z0 = self.last
        x0 -= x
        y0 -= y
        z0 -= z
        away_deg = math.sqrt(x0 * x0 + y0 * y0 + z0 * z0)
        if away_deg >= self.far_deg:
            self.far, self.far_s, self.far_deg, self.back_deg = at, t_s, away_deg, 0.0
            if away_deg <= _NEAR_SHARE * least_deg:
                self.last_s = t_s
            return None
        x0, y0, z0 = self.far
        x0 -= x
        y0 -= y
        z0 -= z
        back_deg = math.sqrt(x0 * x0 + y0 * y0 + z0 * z0)
        if back_deg <= self.back_deg:
            return None
        self.back_deg = back_deg
        if back_deg < least_deg or self.far_deg < least_deg or (self.out and back_deg < share * self.far_deg):
            return None
        swing = Swing(self.last_s, self.far_s, t_s, self.far_deg)
        self.turn(self.far, self.far_s, t_s, at)
        self.out = not self.out
        return swing

    def rest(self, t_s: float, at: Point) -> None:
        """The sensor stands. Where that is nearer to where the way there began than to where it turned, the way back is
        over, however far the next movement leads the same way."""
        if not self.out and math.dist(at, self.home) < math.dist(at, self.last):
            self.begin(t_s, at)

    def told(self, t_s: float, at: Point) -> bool:
        """The sensor stands, and another measure has told of a movement of which the path has not turned far enough to
        see it: whether it is back from that, and counts anew."""
        if self.out and math.dist(at, self.last) >= math.dist(at, self.far):
            return False
        self.begin(t_s, at)
        return True

    def begin(self, t_s: float, at: Point) -> None:
        """The next way there begins here."""
        self.turn(at, t_s, t_s, at)
        self.out = True

    def turn(self, last: Point, last_s: float, t_s: float, at: Point) -> None:
        """Count from another turning point on."""
        self.home = self.last
        self.last, self.last_s, self.far, self.far_s = last, last_s, at, t_s
        self.far_deg, self.back_deg = math.dist(last, at), 0.0


class Mark(NamedTuple):
    """A place on the path, and when it was there: one is made at every sample."""

    t_s: float
    at: Point
    stood_s: float = -math.inf
    """When the sensor last stood before."""


class Claim(Enum):
    """What is known of a movement that another measure saw."""

    NEW = "new"
    """It had not been counted."""
    EARLY = "early"
    """The path is still on the way there, and has hardly turned: it will be counted when it has."""
    FOLDED = "folded"
    """It is the way back of one that has been counted."""


class SwingCounter:
    """Counts movements from one sample after another, whatever the axis; the same samples give the same movements
    however they arrive.

    How the sensor turns is added up about its own three axes and fades: neither gravity nor a heading is needed. A
    movement counts when the path has turned and comes back. Small ones count in a row, a moment late.
    """

    __slots__ = (
        "_at",
        "_claimed_deg",
        "_early",
        "_fine",
        "_fine_deg",
        "_least_deg",
        "_rate",
        "_row",
        "_smooth",
        "_still_from_s",
        "_stood_s",
        "_sum",
        "_t_s",
        "_told",
        "_told_at",
        "_turns",
        "_ways_deg",
        "params",
    )

    def __init__(self, params: SwingParams | None = None) -> None:
        self.params = params or SwingParams()
        self._ways_deg: deque[float] = deque(maxlen=self.params.remembered)
        self._least_deg = self.params.first_deg
        self._fine_deg = self.params.least_deg
        self._claimed_deg = 0.0
        self.restart()

    def restart(self) -> None:
        """Forget what is in progress, keep how far the person usually goes; the path begins at the next sample."""
        self._t_s = math.nan
        self._sum = self._smooth = self._at = self._rate = (0.0, 0.0, 0.0)
        self._stood_s = -math.inf
        self._still_from_s = -math.inf
        self._turns, self._fine = _Turns(), _Turns()
        self._row: list[Swing] = []
        self._told: Swing | None = None
        self._told_at = (0.0, 0.0, 0.0)
        self._early = False

    def feed(self, t_s: float, rate_rad_s: Point) -> tuple[Swing, ...]:
        """Take one sample, times rising; the movements that it completes."""
        params = self.params
        elapsed_s = t_s - self._t_s
        if elapsed_s <= 0.0:
            return ()
        if not elapsed_s <= params.gap_s_max:
            self.restart()
            self._turns.last_s = self._turns.far_s = self._fine.last_s = self._fine.far_s = self._t_s = t_s
            return ()
        self._t_s = t_s
        at = self._turn(elapsed_s, rate_rad_s)
        if self._stood_s == t_s:
            self._turns.rest(t_s, at)
            if self._early:
                self._early = not self._turns.told(t_s, at)
        small = self._fine.feed(t_s, at, self._fine_deg, 0.0)
        large = self._turns.feed(t_s, at, self._least_deg, params.back_share)
        if large is not None and not self._turns.out:  # it turned back
            self._early = False
            self._row.clear()
            self._fine.out = False
            self._told, self._told_at = large, self._turns.last
            return self._count(large) if self._lasts(large) else ()
        return () if small is None else self._line_up(small)

    def _turn(self, elapsed_s: float, rate_rad_s: Point) -> Point:
        """Where the sensor has turned to, without tremor."""
        params = self.params
        pull = math.tau * params.tremor_hz * elapsed_s
        pull /= 1.0 + pull
        x, y, z = self._sum
        u, v, w = rate_rad_s
        p, q, r = self._rate
        self._rate = p, q, r = p + pull * (u - p), q + pull * (v - q), r + pull * (w - r)
        if math.degrees(math.sqrt(p * p + q * q + r * r)) >= params.still_deg_s:
            self._still_from_s = self._t_s
        if self._t_s - self._still_from_s >= params.stands_s:
            self._stood_s = self._t_s
        else:
            stays, step = 1.0 - elapsed_s / params.fade_s, math.degrees(elapsed_s)
            self._sum = x, y, z = x * stays + u * step, y * stays + v * step, z * stays + w * step
        u, v, w = self._smooth
        self._smooth = u, v, w = u + pull * (x - u), v + pull * (y - v), w + pull * (z - w)
        p, q, r = self._at
        self._at = at = p + pull * (u - p), q + pull * (v - q), r + pull * (w - r)
        return at

    def _lasts(self, swing: Swing) -> bool:
        return swing.end_s - swing.start_s >= self.params.duration_s_min

    def _count(self, *swings: Swing) -> tuple[Swing, ...]:
        params = self.params
        self._ways_deg.extend(swing.amplitude_deg for swing in swings)
        self._least_deg = max(params.least_deg, params.share * median(self._ways_deg))
        self._fine_deg = max(params.least_deg, params.share * self._least_deg)
        return swings

    def _line_up(self, small: Swing) -> tuple[Swing, ...]:
        """Smaller movements than the usual ones count once enough of them, alike, have followed one another."""
        params, row = self.params, self._row
        if small.end_s - small.start_s < 0.5 * params.duration_s_min:
            row.clear()
            return ()
        if row:
            times = small.amplitude_deg / median(swing.amplitude_deg for swing in row)
            if not 1.0 / params.alike <= times <= params.alike:
                row.clear()
        if row or not self._fine.out:
            row.append(small)
        if len(row) < 2 * params.row - 1:  # there and back and there…
            return ()
        self._turns = replace(self._fine, out=False)
        self._told, self._told_at = small, self._turns.last
        swings = self._count(*row[::2])
        row.clear()
        return swings

    def mark(self) -> Mark:
        """Where the path is now, for `claim`."""
        return Mark(self._t_s, self._at, self._stood_s)

    def claim(self, start: Mark, peak: Mark, amplitude_deg: float) -> Claim:
        """What is known here of a movement that another measure saw start, peak and end now; one that is new is then
        counted here as well.

        An angle that is never negative folds: it sees two movements where the body goes from one side to the other and
        back. Then the second leads straight on from where the first peaked, or starts there. The wider side counts.
        """
        turns, least_deg = self._turns, _CLAIM_SHARE * amplitude_deg
        new = not self._leads_on(start, peak, least_deg)
        told = Swing(start.t_s, peak.t_s, self._t_s, amplitude_deg)
        if new and turns.out and turns.back_deg < least_deg:
            self._told, self._told_at, self._early = told, peak.at, True
            return Claim.EARLY
        if new or amplitude_deg > _WIDER * self._claimed_deg:
            self._claimed_deg = amplitude_deg
            far, far_s = (turns.far, turns.far_s) if turns.out else (peak.at, peak.t_s)
            swing = Swing(turns.last_s, far_s, self._t_s, math.dist(far, turns.last))
            turns.turn(far, far_s, self._t_s, self._at)
            turns.out = False
            self._row.clear()
            self._told, self._told_at = told, peak.at
            if new:
                self._count(swing)
        return Claim.NEW if new else Claim.FOLDED

    def _leads_on(self, start: Mark, peak: Mark, least_deg: float) -> bool:
        """Whether the way from start to peak goes on, without a rest, from where the body was at the peak before."""
        told = self._told
        if (
            told is None
            or start.stood_s > told.end_s
            or start.t_s - told.end_s > _REST_TIMES * (told.end_s - told.peak_s) + _REST_S
        ):
            return False
        before = [there - here for there, here in zip(self._told_at, start.at, strict=True)]
        after = [there - here for there, here in zip(peak.at, start.at, strict=True)]
        before_deg = math.hypot(*before)
        along = sum(a * b for a, b in zip(before, after, strict=True))
        near_deg = min(least_deg, _CLAIM_SHARE * told.amplitude_deg)
        return before_deg < near_deg or along < _STRAIGHT_COS * before_deg * math.hypot(*after)
