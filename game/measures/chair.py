"""Chair: standing up and sitting down as a sensor on the thigh sees it, and the tests made of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.measures.filters import lowpass
from game.measures.soundness import signal, unsound
from game.measures.value import Label, Series, Value

SIT_DEG = 60.0
STAND_DEG = 30.0
"""Inclination of the thigh from upright: somebody sits from the one on, and stands up to the other."""
NEAR_DEG = 5.0
"""What is so close to sitting, or to standing, is there. It trims the slow ends of a movement: a test of five takes
about 0.3 s less than from the very first to the very last motion."""
STANDS = 5
COUNTED_S = 30.0
END_RULE = "within_5_deg_of_the_5th_stand"
"""Some end the test at the fifth stand (Guralnik), some when seated again: both are given, the first as headline."""
CUT_HZ = 6.0
REACH_S = 3.0
"""How far from the middle of a rise it may begin and end."""
TENTH = 0.2468
"""Share of its duration after which the smoothest movement (Flash and Hogan 1985) has gone a tenth of its way."""
FIVE_UNITS = {"time_to_5th_stand_s": "s", "time_to_5th_sit_s": "s", "n_stands": "", "onset_s": "s"}
RISE_UNITS = {"start_s": "s", "end_s": "s", "duration_s": "s"}
_NOBODY_SAT = "nobody was seen to sit"
_ARMS = "the arms were used, so the test does not count"

Signal = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Stand:
    """One stand, in samples: last seen seated, standing, and seated again (the length of the signal when never)."""

    seated: int
    up: int
    down: int


def five_times_sit_to_stand(
    inclination_deg: ArrayLike, rate_hz: float, *, arms_used: bool = False, cue_s: float | None = None
) -> Mapping[str, Value | Label]:
    """`time_to_5th_stand_s` and `time_to_5th_sit_s` from the onset, `n_stands` in the recording, `onset_s` from its
    first sample, and the `end_rule` of the headline.

    `inclination_deg` is the thigh's from upright: about 90 seated, about 0 standing. The onset is the last sample
    within 5 deg of the seated median before the first stand, or `cue_s` where the test is timed from a signal. The
    test ends at the first sample within 5 deg of the least inclination of the fifth stand, or of the seated median
    after it. Somebody who pushes with their arms (`arms_used`) has done another test.
    """
    inclination = signal(inclination_deg)
    reason = _ARMS if arms_used else _unfit(inclination, rate_hz)
    if reason is not None:
        return _no_five(reason)
    stands = _stands(inclination)
    count = Value(float(len(stands)), "")
    if not stands:
        return {**_no_five("nobody was seen to stand up"), "n_stands": count}
    seated_deg, onset = _onset(inclination, stands[0])
    onset_s = onset / rate_hz if cue_s is None else cue_s
    stood = sat = Value.missing("s", f"{len(stands)} of {STANDS} stands")
    if len(stands) >= STANDS:
        stood, sat = _fifth(inclination, stands[STANDS - 1], seated_deg, onset_s, rate_hz)
    return {
        "time_to_5th_stand_s": stood,
        "time_to_5th_sit_s": sat,
        "n_stands": count,
        "onset_s": Value(onset_s, "s"),
        "end_rule": Label(END_RULE),
    }


def chair_stands_30s(
    inclination_deg: ArrayLike, rate_hz: float, *, arms_used: bool = False, cue_s: float | None = None
) -> Mapping[str, Value]:
    """`n_stands`, how often somebody stood up within 30 s of the onset, or of `cue_s`; and `onset_s`.

    Inclination, onset and arms as in `five_times_sit_to_stand`. A stand counts when the thigh is within 30 deg of
    upright in time. Somebody who sits all the while has stood up 0 times.
    """
    inclination = signal(inclination_deg)
    reason = _ARMS if arms_used else _unfit(inclination, rate_hz)
    begins_s = 0.0 if cue_s is None else cue_s
    if reason is None and inclination.size < (begins_s + COUNTED_S) * rate_hz - 0.5:
        reason = f"shorter than {COUNTED_S:g} s"
    if reason is not None:
        return {"n_stands": Value.missing("", reason), "onset_s": Value.missing("s", reason)}
    stands = _stands(inclination)
    if cue_s is not None:
        onset_s = Value(cue_s, "s")
    elif stands:
        onset_s = Value(_onset(inclination, stands[0])[1] / rate_hz, "s")
    else:
        onset_s = Value.missing("s", "nobody was seen to stand up")
    first_s = onset_s.value if onset_s.valid else 0.0
    in_time = [stand for stand in stands if first_s <= stand.up / rate_hz <= first_s + COUNTED_S]
    return {"n_stands": Value(float(len(in_time)), ""), "onset_s": onset_s}


def chair_rises(inclination_deg: ArrayLike, rate_hz: float) -> Mapping[str, Series]:
    """`start_s`, `end_s` and `duration_s` of each rise of the thigh, from its very first to its very last motion.

    These are extended from where it has gone a tenth and nine tenths of its way, as the smoothest movement would go:
    neither noise nor a slow beginning hides them. Inclination as in `five_times_sit_to_stand`.
    """
    inclination = signal(inclination_deg)
    reason = _unfit(inclination, rate_hz)
    smooth = None if reason else lowpass(inclination, rate_hz, min(CUT_HZ, 0.4 * rate_hz), 2)
    stands = [] if smooth is None else _stands(smooth)
    if smooth is None or not stands:
        reason = reason or ("too few samples" if smooth is None else "nobody was seen to stand up")
        return {name: Series.missing(unit, reason) for name, unit in RISE_UNITS.items()}
    reach = round(REACH_S * rate_hz)
    ends = np.array([_extent(smooth, stand, reach) for stand in stands]) / rate_hz
    columns = {"start_s": ends[:, 0], "end_s": ends[:, 1], "duration_s": ends[:, 1] - ends[:, 0]}
    return {name: Series(columns[name], unit) for name, unit in RISE_UNITS.items()}


def _unfit(inclination: Signal, rate_hz: float) -> str | None:
    if reason := unsound(inclination, least=2, rate_hz=rate_hz):
        return reason
    return None if (inclination >= SIT_DEG).any() else _NOBODY_SAT


def _stands(inclination: Signal) -> list[_Stand]:
    """Every stand after somebody sat; between the two inclinations nothing changes."""
    known = np.flatnonzero((inclination >= SIT_DEG) | (inclination <= STAND_DEG))
    sits = inclination[known] >= SIT_DEG
    turns = np.flatnonzero(sits[1:] != sits[:-1])
    found = []
    for turn in turns[sits[turns]].tolist():
        back = turns[turns > turn]
        down = int(known[back[0] + 1]) if back.size else inclination.size
        found.append(_Stand(int(known[turn]), int(known[turn + 1]), down))
    return found


def _onset(inclination: Signal, first: _Stand) -> tuple[float, int]:
    """The seated median before the first stand, and the last sample near it."""
    before = inclination[: first.up]
    seated_deg = float(np.median(before[before >= SIT_DEG]))
    return seated_deg, int(np.flatnonzero(before >= seated_deg - NEAR_DEG)[-1])


def _fifth(
    inclination: Signal, fifth: _Stand, seated_deg: float, onset_s: float, rate_hz: float
) -> tuple[Value, Value]:
    standing = inclination[fifth.seated : fifth.down]
    stood = fifth.seated + int(np.argmax(standing <= standing.min() + NEAR_DEG))
    after = inclination[fifth.down :]
    if not after.size:
        return Value(stood / rate_hz - onset_s, "s"), Value.missing(
            "s", "nobody was seen to sit down after the 5th stand"
        )
    # Somebody may sit a little differently at the end.
    sat = fifth.down + int(np.argmax(after >= min(seated_deg, float(after.max())) - NEAR_DEG))
    return Value(stood / rate_hz - onset_s, "s"), Value(sat / rate_hz - onset_s, "s")


def _extent(smooth: Signal, stand: _Stand, reach: int) -> tuple[float, float]:
    """Where the rise to a stand begins and ends, in samples and parts of one, at most `reach` from its middle."""
    middle = stand.seated + int(np.argmax(smooth[stand.seated :] <= (SIT_DEG + STAND_DEG) / 2.0))
    earlier = np.flatnonzero(smooth[: stand.seated + 1] <= STAND_DEG)
    first, last = max(middle - reach, int(earlier[-1]) if earlier.size else 0), min(middle + reach, stand.down)
    seated_deg, standing_deg = float(smooth[first:middle].max()), float(smooth[middle:last].min())
    way_deg = seated_deg - standing_deg
    high = first + int(np.flatnonzero(smooth[first:middle] >= seated_deg - 0.1 * way_deg)[-1])
    low = middle + int(np.argmax(smooth[middle:last] <= standing_deg + 0.1 * way_deg))
    duration = (low - high) / (1.0 - 2.0 * TENTH)
    return max(0.0, high - TENTH * duration), min(smooth.size - 1.0, low + TENTH * duration)


def _no_five(reason: str) -> Mapping[str, Value | Label]:
    numbers = {name: Value.missing(unit, reason) for name, unit in FIVE_UNITS.items()}
    return {**numbers, "end_rule": Label.missing(reason)}
