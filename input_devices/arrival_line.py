"""Where a sensor's own count or clock lies on this computer's: the highest straight line below its arrivals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

CLOCK_WINDOW_S = 240.0
"""How far back the fit looks where the device has a clock: quartz keeps its pace, and a radio that hands over in step
with the sensor shows its shortest delay only once in minutes."""
COUNT_WINDOW_S = 60.0
"""The same where samples are only counted: one that is lost unseen shifts all that follow."""
FORGET_S = 3.0
"""Where all arrivals of so long lie above the line, the pace has changed or the clock has stepped …"""
KEEP_S = 6.0
"""… and what is older is forgotten, half by half, down to this."""
STEADY_S = 3.0
"""How long the evidence must be, each way from the middle of the window, that a clock is not as it says it is."""
BLOCK_S = 0.2
"""Of the arrivals in such a stretch the fit keeps the least late one; the stretch grows with the span of the fit …"""
BLOCKS = 40
"""… to this share of it, since a long fit needs no more and every block costs a new one."""
SETTLE_S = 1.0
"""A lateness that all arrivals of such a stretch share is no jitter: samples went missing uncounted."""

_STEADY_SHARE = 0.4

Point = tuple[float, float]
"""x, and when it arrived, s."""


class ArrivalLine:
    """The highest straight line below the arrivals of the window (Moon, Skelly and Towsley, 1999).

    x counts samples, or is the device's own time; the line gives host seconds. `slope` is host seconds for one x.
    With `steady`, x is a clock in seconds: its slope is taken as 1 as long as the arrivals do not show otherwise.
    `period_s` is about how far apart samples are.
    """

    def __init__(
        self, slope: float, offset: float, points: list[Point], *, period_s: float, steady: bool = False
    ) -> None:
        self.slope = slope
        self.offset = offset
        self.points = points
        self.last_s = points[-1][1]
        """When the last arrival was, fitted or not."""
        self._steady = steady
        self._window_s = CLOCK_WINDOW_S if steady else COUNT_WINDOW_S
        # In step with a radio, a sample waits up to one period longer than another; a lost one costs a whole period.
        self._late_s = max(1.25 * period_s, 0.006) if steady else max(0.75 * period_s, 0.004)
        self._block_since_s = self.last_s

    def at(self, x: float) -> float:
        return self.offset + self.slope * x

    @property
    def span_s(self) -> float:
        return self.points[-1][1] - self.points[0][1]

    def add(self, x: float, arrived_s: float) -> bool:
        """Take in the last sample of a poll; True where that ended a block, which is the time to fit anew."""
        self.offset = min(self.offset, arrived_s - self.slope * x)
        last_x, last_s = self.points[-1]
        self.last_s = arrived_s
        if arrived_s - self._block_since_s < max(BLOCK_S, self.span_s / BLOCKS):
            if arrived_s - self.slope * x < last_s - self.slope * last_x:
                self.points[-1] = (x, arrived_s)
            return False
        self.points.append((x, arrived_s))
        self._block_since_s = arrived_s
        while len(self.points) > 2 and self.points[0][1] < arrived_s - self._window_s:
            del self.points[0]
        return True

    def fit(self) -> None:
        """Lay the line anew; forget what does not lie on one line with the latest arrivals."""
        self._lay()
        while self.span_s > KEEP_S and self._is_off():
            middle_s = self.last_s - max(KEEP_S / 2, self.span_s / 2)
            self.points = [point for point in self.points if point[1] >= middle_s]
            self._lay()

    def raise_floor(self, now_s: float) -> None:
        """Where lateness has stepped up and stayed, samples were lost uncounted: move what came before by as much.

        Lateness that grows is another matter, a slower rate; the fit follows that by itself.
        """
        late = [(s, s - self.at(x)) for x, s in self.points if s > now_s - 2 * SETTLE_S]
        before = [late_s for s, late_s in late if s <= now_s - SETTLE_S]
        first = [late_s for s, late_s in late if now_s - SETTLE_S < s <= now_s - SETTLE_S / 2]
        second = [late_s for s, late_s in late if s > now_s - SETTLE_S / 2]
        if not (before and first and second):
            return
        floor_s = min(*first, *second)
        steady = abs(min(first) - min(second)) <= max(0.5 * self.slope, 0.3 * floor_s)
        if steady and floor_s > max(1.5 * self.slope, 0.02, 3 * min(before)):
            self.points = [(x, s + floor_s if s <= now_s - SETTLE_S else s) for x, s in self.points]
            self.offset += floor_s

    def _lay(self) -> None:
        if self._steady:
            self.slope, self.offset = support(self.points, near=1.0, within=STEADY_S)
        else:
            self.slope, self.offset = support(self.points)

    def _is_off(self) -> bool:
        """All of the latest arrivals are late, and no less so from one to the next: no backlog that is draining."""
        half_s = self.last_s - FORGET_S / 2
        before, latest = self._floor_s(self.last_s - FORGET_S, half_s), self._floor_s(half_s, self.last_s)
        return latest > self._late_s and before > self._late_s and before - latest <= self._late_s

    def _floor_s(self, since_s: float, until_s: float) -> float:
        """How late the least late arrival of a stretch was; 0 for none."""
        return min((s - self.at(x) for x, s in self.points if since_s < s <= until_s), default=0.0)


def support(points: Sequence[Point], near: float | None = None, within: float = 0.0) -> Point:
    """Slope and offset of the line below all points that comes nearest to them in the middle of their range.

    With `near`, it is the line with the slope nearest to that which touches them within so much of the middle.
    """
    hull = lowest(points)
    middle = (points[0][0] + points[-1][0]) / 2
    slope = _slope_at(hull, middle)
    if near is not None:
        aside = min(within, _STEADY_SHARE * (points[-1][0] - points[0][0]))
        slope = max(_slope_at(hull, middle - aside), min(_slope_at(hull, middle + aside), near))
    return slope, min(s - slope * x for x, s in hull)


def lowest(points: Sequence[Point]) -> list[Point]:
    """Those of the points on which a line below all of them can rest, the first and the last among them."""
    hull: list[Point] = []
    for x, s in points:
        while len(hull) >= 2:
            (x0, s0), (x1, s1) = hull[-2:]
            if (x1 - x0) * (s - s0) > (s1 - s0) * (x - x0):
                break
            hull.pop()
        hull.append((x, s))
    return hull


def _slope_at(hull: Sequence[Point], x: float) -> float:
    for (x0, s0), (x1, s1) in pairwise(hull):
        if x1 >= x:
            return (s1 - s0) / (x1 - x0)
    raise ValueError("a line needs two arrivals")
