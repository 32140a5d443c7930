"""Repeats: readings that come again: a sensor that is frozen, and one sensor that is heard as two."""

from __future__ import annotations

import math
from collections import deque
from typing import TypeAlias

from game.motion.rotation import norm
from input_devices import Quaternion, Sample, Vector

Said: TypeAlias = tuple[Vector | None, Vector | None, Quaternion | None]
"""What a sample says, whenever and wherever."""

_FROZEN_S = 1.0
_FROZEN_SAMPLES = 10
_STUCK_SAMPLES = 3
_LIVELY_SAMPLES = 50
"""So many different readings show what a sensor is like…"""
_REPEATS_S = 0.3
"""…and one that says the same for so long now and then is one that rounds coarsely, or a body without noise."""
_TURNING_RAD_S = math.radians(10.0)
"""What turns so fast for a second cannot feel gravity where it was; no gyroscope is so far off at rest."""

_SHIFT_S_MAX = 0.5
"""One sensor heard by two roads may be heard so much later on one of them."""
_ALIKE = 24
"""So many readings more are found with the other sensor than not."""
_STRANGE = 3
"""What one reading that is not found takes off: a road may lose one now and then."""
_DISTINCT = 10
"""Different readings among them: two sensors at rest that round coarsely may say the same few again and again."""


def said(sample: Sample) -> Said:
    """What a sample says."""
    _, _, rate, acceleration, orientation, _ = sample
    return (rate, acceleration, orientation)


class Frozen:
    """One sensor that says the same over and over, which the noise of one that works never does.

    Not judged: one that has no gyroscope, or says that it does not turn at all, since then nothing shows that it
    should say something else; one that has repeated itself before and gone on by itself, unless what it repeats is
    that it turns.
    """

    __slots__ = ("_changes", "_last_s", "_reading", "_repeats", "_same", "_since_s")

    def __init__(self) -> None:
        self._reading: Said | None = None
        self._since_s = self._last_s = -math.inf
        self._same = self._changes = 0
        self._repeats = False

    def feed(self, t_s: float, reading: Said) -> bool:
        """One more reading; whether the sensor is frozen."""
        if reading != self._reading:
            if self._same and self._last_s - self._since_s >= _REPEATS_S and not self._is_frozen():
                self._repeats = True
            self._reading, self._since_s, self._last_s, self._same = reading, t_s, t_s, 0
            self._changes += 1
            return False
        self._same += 1
        self._last_s = t_s
        return self._is_frozen()

    @property
    def stuck(self) -> bool:
        """It says again that it turns, and feels gravity where it was: what it says is not to be reckoned with."""
        return self._same >= _STUCK_SAMPLES and self._turns()

    def _turns(self) -> bool:
        rate = None if self._reading is None else self._reading[0]
        return rate is not None and norm(rate) >= _TURNING_RAD_S

    def _is_frozen(self) -> bool:
        if self._reading is None or self._same < _FROZEN_SAMPLES or self._last_s - self._since_s < _FROZEN_S:
            return False
        rate = self._reading[0]
        if rate is None or rate == (0.0, 0.0, 0.0):
            return False
        return self._turns() or (self._changes >= _LIVELY_SAMPLES and not self._repeats)


class _Pair:
    """How much of what one sensor says the other one says as well."""

    __slots__ = ("alike", "seen")

    def __init__(self) -> None:
        self.alike = 0
        self.seen: set[Said] = set()

    @property
    def same(self) -> bool:
        return self.alike >= _ALIKE and len(self.seen) >= _DISTINCT

    def agree(self, reading: Said) -> None:
        self.alike = min(2 * _ALIKE, self.alike + 1)
        if len(self.seen) < _DISTINCT:
            self.seen.add(reading)

    def differ(self) -> None:
        self.alike = max(0, self.alike - _STRANGE)
        if self.alike == 0:
            self.seen.clear()


class Twins:
    """Looks for equal readings among all worn sensors at once; the work a sample is the same for two and for twenty.

    Two are one when all that the one says the other says too, sooner or later: one of the roads may leave samples out.
    """

    def __init__(self) -> None:
        self._recent: deque[tuple[float, Said, str]] = deque()
        self._where: dict[Said, str] = {}
        self._shared: set[Said] = set()
        self._pairs: dict[tuple[str, str], _Pair] = {}
        self._before: dict[str, Said] = {}

    def feed(self, site: str, t_s: float, reading: Said) -> tuple[str, str] | None:
        """One more reading; the two places, in order, as often as they are found to be one sensor."""
        if self._recent and t_s - self._recent[0][0] > _SHIFT_S_MAX:
            self._forget(t_s)
        if self._before.get(site) == reading:
            return None  # said once more, it proves nothing more
        self._before[site] = reading
        known = len(self._where)
        other = self._where.setdefault(reading, site)
        if len(self._where) > known:  # nobody has said it
            self._recent.append((t_s, reading, site))
            return None
        return self._agree(site, other, reading) if other != site else None

    def same(self, site: str, other: str) -> bool:
        """Whether the two are one sensor, by what they said last."""
        found = (self._pairs.get(pair) for pair in ((site, other), (other, site)))
        return any(pair is not None and pair.same for pair in found)

    def _agree(self, site: str, other: str, reading: Said) -> tuple[str, str] | None:
        self._shared.add(reading)
        for pair in ((site, other), (other, site)):
            self._pairs.setdefault(pair, _Pair()).agree(reading)
        return (min(site, other), max(site, other)) if self.same(site, other) else None

    def _forget(self, now_s: float) -> None:
        """Drop what is too long ago to be said by another road yet."""
        recent = self._recent
        while recent and now_s - recent[0][0] > _SHIFT_S_MAX:
            _, reading, site = recent.popleft()
            del self._where[reading]
            if self._shared and reading in self._shared:
                self._shared.remove(reading)
            elif self._pairs:
                for (one, _), pair in self._pairs.items():
                    if one == site:
                        pair.differ()
