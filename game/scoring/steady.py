"""What keeping one's balance came to: the sway of the longest bout, or how leans went; and the limits one has shown."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from game.exercises.envelope import DIRECTIONS_DEG
from game.exercises.events import RepCompleted, TrialEnded
from game.level import Level
from game.measures import Value, limits_of_stability, lowpass, quiet_part, sway, uniform
from game.measures.sway import CUT_HZ, DURATION_S_MIN, ORDER
from game.scoring.sheet import Measure
from game.scoring.trace import Column, Trace

LEANS = tuple(f"limits_of_stability_lean_{place:03.0f}" for place in DIRECTIONS_DEG)
"""How a limits test names what it found, all round."""
_NO_LEAN = "no lean was finished"


def steady_measures(trace: Trace, reps: Sequence[RepCompleted], trials: Sequence[TrialEnded]) -> Mapping[str, Measure]:
    """Of leans where there were any, else of sway."""
    leans = [trial for trial in trials if "direction_deg" in trial.values]
    return _leans(trace, leans) if leans else _sway(trace, reps)


def _sway(trace: Trace, reps: Sequence[RepCompleted]) -> dict[str, Measure]:
    """The sway of the longest bout."""
    bouts = [rep for rep in reps if rep.verdict != "other" and math.isfinite(rep.start_s)]
    longest = max(bouts, key=lambda rep: rep.end_s - rep.start_s, default=None)
    span = (math.inf, math.inf) if longest is None else (longest.start_s, longest.end_s)
    forward, right, rate_hz, unsound = _part(trace, *span)
    reason = "no bout was finished" if longest is None else unsound
    forward, right = quiet_part(forward, right, rate_hz)
    values = sway(forward, right, rate_hz, duration_s_min=DURATION_S_MIN)
    return {
        f"sway_{name.removeprefix('sway_')}": value if reason is None else Value.missing(value.unit, reason)
        for name, value in values.items()
    }


def _leans(trace: Trace, trials: Sequence[TrialEnded]) -> dict[str, Measure]:
    """How far leans were held of what was asked, how soon one was there, and how straight the way was."""
    held = [trial.values for trial in trials if not trial.spoilt and math.isfinite(trial.values["held_deg"])]
    shares = [100.0 * each["held_deg"] / each["asked_deg"] for each in held]
    there = [each["there_s"] for each in held if math.isfinite(each["there_s"])]
    ways = [_way(trace, trial) for trial in trials if trial.success]
    return {
        "lean_held": _middle(shares, "%"),
        "lean_held_deg": _middle([each["held_deg"] for each in held], "deg"),
        "lean_time": _middle(there, "s"),
        "directional_control": _middle([way.value for way in ways if way.valid], "%"),
    }


def _way(trace: Trace, trial: TrialEnded) -> Value:
    """Directional control of one lean, from where it began to where it was furthest."""
    direction_deg = trial.values["direction_deg"]
    forward, right, rate_hz, reason = _part(trace, trial.start_s, trial.end_s)
    filtered = [None if reason else lowpass(each, rate_hz, CUT_HZ, ORDER) for each in (forward, right)]
    ahead, aside = filtered
    if ahead is None or aside is None:
        return Value.missing("%", reason or "too few samples")
    turn = math.radians(direction_deg)
    along = ahead * math.cos(turn) + aside * math.sin(turn)
    last = int(along.argmax()) + 1
    path = [(float(x), float(y)) for x, y in zip(ahead[:last], aside[:last], strict=True)]
    return limits_of_stability((), path=path, direction_deg=direction_deg)["directional_control_pct"]


def _part(trace: Trace, start_s: float, end_s: float) -> tuple[Column, Column, float, str | None]:
    """The lean forward and to the right of a stretch at a steady rate, that rate (Hz), and why they cannot be had."""
    times, columns = trace.part(start_s, end_s)
    rate_hz = trace.rate_hz
    ap, ml = (uniform(times, columns[name], rate_hz) for name in ("forward_deg", "right_deg"))
    return ap.values, ml.values, rate_hz, ap.reason or ml.reason


def _middle(numbers: Sequence[float], unit: str) -> Value:
    return Value(median(numbers), unit) if numbers else Value.missing(unit, _NO_LEAN)


def own_leans_deg(level: Level, earlier: Sequence[Mapping[str, Any]]) -> tuple[float, ...]:
    """How far the person leant in the latest limits test that is known of them, made as this level is: all round, nan
    where a direction has no number; empty where there is none."""
    for row in reversed(earlier):
        alike = (row["kind"], row["movement"], row["posture"]) == ("limits_test", level.movement, level.posture)
        measures = row["measures"]
        if alike and all(name in measures for name in LEANS):
            found = (measures[name] for name in LEANS)
            return tuple(float(one["value"]) if one["valid"] else math.nan for one in found)
    return ()
