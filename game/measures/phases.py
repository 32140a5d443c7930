"""Phases of one repetition under tremor and wobble: how long there, held and back, and how fast at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.measures.smoothness import SLOW_DEG_S, sparc
from game.measures.value import Value
from game.measures.ways import NEAR_SHARE

Column = NDArray[np.float64]
STANDS_DEG_S = 2.0
"""Slower stands: the absolute rule for slow rehabilitation tempo, as in `tempo`."""
RATE_HZ = 50.0
_SMOOTH_S, _TIMES = 0.25, 3
"""A mean over a quarter of a second, three times: a tremor of 4 Hz or more is gone, and nothing is late."""
_LEFT_SHARE = 0.1
"""A limb has left, or is back, where it is so much of the way from there."""
UNITS = {
    "there_s": "s",
    "hold_s": "s",
    "back_s": "s",
    "there_deg_s": "deg/s",
    "there_deg_s_max": "deg/s",
    "back_deg_s_max": "deg/s",
    "left_deg": "deg",
    "there_sparc": "1",
    "back_sparc": "1",
}


def phases(t_s: ArrayLike, angle_deg: ArrayLike) -> Mapping[str, Value]:
    """The phases of one repetition that goes up and comes back, from a moment of rest before it to one after it.

    As `tempo` at its absolute threshold, but a bob while it is held, or a stop on the way, begins no other phase: the
    way there lasts from the last standstill before it leaves to the first at the top, the hold to the last there, and
    the way back to the first at the bottom. Also the mean speed there, the highest either way (both without tremor)
    and `left_deg`, how far from its start the limb stays. Holes in the samples are bridged by straight lines.
    """
    found = _turns(t_s, angle_deg)
    if isinstance(found, str):
        return _missing(found)
    angle, speed, rate = found.angle_deg, found.speed_deg_s, found.rate_deg_s
    begins, arrives, leaves, ends = found.begins, found.arrives, found.leaves, found.ends
    there_s, hold_s, back_s = found.lasting_s
    return {
        "there_s": Value(there_s, "s"),
        "hold_s": Value(hold_s, "s"),
        "back_s": Value(back_s, "s"),
        "there_deg_s": Value(float(angle[arrives] - angle[begins]) / there_s, "deg/s"),
        "there_deg_s_max": Value(float(speed[begins : arrives + 1].max()), "deg/s"),
        "back_deg_s_max": Value(float(-speed[leaves : ends + 1].min()), "deg/s"),
        "left_deg": Value(found.left_deg, "deg"),
        "there_sparc": sparc(rate[begins : arrives + 1], RATE_HZ, peak_min=SLOW_DEG_S),
        "back_sparc": sparc(rate[leaves : ends + 1], RATE_HZ, peak_min=SLOW_DEG_S),
    }


def lasting_s(t_s: ArrayLike, angle_deg: ArrayLike) -> tuple[float, float, float] | None:
    """How long the way there, the hold and the way back of `phases` last, and nothing else; None where that has a
    reason."""
    found = _turns(t_s, angle_deg)
    return None if isinstance(found, str) else found.lasting_s


@dataclass(frozen=True, slots=True)
class _Turns:
    """A repetition on an even grid, and the places in it where its phases begin and end."""

    angle_deg: Column
    speed_deg_s: Column
    """Of the angle without tremor; `rate` is that of the angle as it is."""
    rate_deg_s: Column
    begins: int
    arrives: int
    leaves: int
    ends: int
    left_deg: float

    @property
    def lasting_s(self) -> tuple[float, float, float]:
        """There, held and back."""
        begins, arrives, leaves, ends = self.begins, self.arrives, self.leaves, self.ends
        return ((arrives - begins) / RATE_HZ, (leaves - arrives) / RATE_HZ, (ends - leaves) / RATE_HZ)


def _turns(t_s: ArrayLike, angle_deg: ArrayLike) -> _Turns | str:
    """Where its phases begin and end, or why that cannot be told."""
    times, angles = np.asarray(t_s, dtype=np.float64), np.asarray(angle_deg, dtype=np.float64)
    if times.size < 3 or not np.isfinite(angles).all() or times[-1] - times[0] < 2.0 * _SMOOTH_S:
        return "too few samples of the movement"
    grid = np.arange(times[0], times[-1], 1.0 / RATE_HZ)
    measured = np.interp(grid, times, angles)
    angle, rate = _smooth(measured), np.gradient(measured) * RATE_HZ
    speed = np.gradient(angle) * RATE_HZ
    turn = int(angle.argmax())
    peak, start, end = float(angle[turn]), float(angle[: turn + 1].min()), float(angle[turn:].min())
    if peak - max(start, end) < STANDS_DEG_S:
        return "no movement there and back"
    stands = np.abs(speed) <= STANDS_DEG_S
    place = np.arange(angle.size)
    lowest = np.where(place <= turn, start, end)
    top = angle >= lowest + NEAR_SHARE * (peak - lowest)
    left = int(np.flatnonzero(angle[: turn + 1] > start + _LEFT_SHARE * (peak - start))[0])
    at_rest = np.flatnonzero(stands[:left])
    begins = int(at_rest[-1]) if at_rest.size else 0
    held = np.flatnonzero(top & stands & (place > begins))
    arrives, leaves = (int(held[0]), int(held[-1])) if held.size else (turn, turn)
    down = np.flatnonzero(stands & (place > leaves) & (angle <= end + _LEFT_SHARE * (peak - end)))
    ends = int(down[0]) if down.size else angle.size - 1
    if not (begins < arrives and leaves < ends):
        return "no movement there and back"
    return _Turns(angle, speed, rate, begins, arrives, leaves, ends, end - start)


def _smooth(angle: Column) -> Column:
    """Without tremor; the ends are thought to go on as they are."""
    window = round(_SMOOTH_S * RATE_HZ) | 1  # odd, so that nothing is shifted
    mean = np.full(window, 1.0 / window)
    for _ in range(_TIMES):
        angle = np.convolve(np.pad(angle, window // 2, mode="edge"), mean, mode="valid")
    return angle


def _missing(reason: str) -> Mapping[str, Value]:
    return {name: Value.missing(unit, reason) for name, unit in UNITS.items()}
