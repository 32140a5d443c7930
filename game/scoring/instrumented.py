"""What an instrumented test measured: its stretches of the trace, put to the measures that are named after it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from game.exercises.envelope import DIRECTIONS_DEG
from game.measures import (
    Value,
    held_lean,
    limb_symmetry,
    limits_of_stability,
    lowpass,
    quiet_part,
    range_of_motion,
    romberg,
    sway,
)
from game.measures.sway import CUT_HZ, DURATION_S_MIN, ORDER
from game.scoring.functional import chair_stands, five_stands, up_and_go
from game.scoring.match import position_error
from game.scoring.sheet import NOT_FINISHED, Conditions, Measure, Measures, Sheet, named, without

_BEST = 3


def measures_of(sheet: Sheet) -> dict[str, Measure]:
    """The test's measures under their names, the headline of each under the name alone."""
    return _MEASURED[sheet.conditions.kind](sheet)


def _range(sheet: Sheet) -> dict[str, Measure]:
    """The best three movements that nothing helped with, and how the limb compares with the other side."""
    rows, reasons = [], []
    for place, rep in enumerate(sheet.reps):
        if rep.verdict != "clean":
            continue
        after_s = sheet.reps[place + 1].start_s if place + 1 < len(sheet.reps) else math.inf
        end_s = sheet.trace.way_back_s(rep, min(rep.end_s + 5.0, after_s if after_s == after_s else math.inf))
        (angle_deg,), rate_hz, reason = sheet.columns(rep.start_s, end_s, "angle_deg")
        if reason is None:
            rows.append(range_of_motion(angle_deg, rate_hz))
        else:
            reasons.append(reason)
    rows = [row for row in rows if row["range_deg"].valid]
    names = {"range_of_motion": "range_deg", "peak": "peak_deg", "start": "start_deg"}
    if len(rows) < _BEST:
        said = reasons or [trial.reason for trial in sheet.trials if not trial.clean] or [NOT_FINISHED]
        reason = f"fewer than {_BEST} movements could be measured: {said[0]}"
        found: dict[str, Measure] = {name: Value.missing("deg", reason) for name in names}
    else:
        rows.sort(key=lambda row: -row["range_deg"].value)
        found = {
            name: Value(float(np.mean([row[key].value for row in rows[:_BEST]])), "deg") for name, key in names.items()
        }
    return {**found, **_against_other_side(sheet.conditions, found["range_of_motion"])}


def _against_other_side(conditions: Conditions, here: Measure) -> dict[str, Measure]:
    """The limb that is tested second is compared with the first: the uninvolved one goes first, as is customary."""
    other = "left" if conditions.side == "right" else "right"
    there = _earlier(conditions, "range_of_motion", side=other)
    if there is None or not isinstance(here, Value):
        return {}
    values = limb_symmetry(here.value, there)
    return named("limb_symmetry", values if here.valid else without(values, here.reason or NOT_FINISHED))


def _earlier(conditions: Conditions, name: str, **other: object) -> float | None:
    """The last valid number of that name in this sitting, of the same test but for what is said."""
    alike = {"kind": conditions.kind, "movement": conditions.movement, "posture": conditions.posture, **other}
    for row in reversed(conditions.earlier):
        value = row["measures"].get(name)
        if value is not None and value["valid"] and all(row.get(key) == wanted for key, wanted in alike.items()):
            return float(value["value"])
    return None


def _position(sheet: Sheet) -> dict[str, Measure]:
    targets, responses, places, reasons = [], [], set(), []
    for trial in sheet.trials:
        if not trial.clean:
            reasons.append(trial.reason)
            continue
        parts = {stretch.part: stretch for stretch in sheet.stretches if stretch.index == trial.index}
        middle = []
        for part in ("learned", "answered"):
            stretch = parts[part]
            (angle_deg,), _rate_hz, reason = sheet.columns(stretch.start_s, stretch.end_s, "angle_deg")
            if reason is not None:
                reasons.append(reason)
                break
            middle.append(float(np.median(angle_deg)))
        else:
            targets.append(middle[0])
            responses.append(middle[1])
            places.add(trial.target_deg)
    said = reasons[-1] if reasons else NOT_FINISHED
    return named("joint_position_error", position_error(targets, responses, len(places), said))


def _sway(sheet: Sheet) -> dict[str, Measure]:
    empty = np.empty(0)
    values: Measures = sway(empty, empty, 100.0)
    bout = next(iter(sheet.stretches), None)
    if bout is None:
        values = without(values, sheet.reason)
    else:
        (ap, ml), rate_hz, reason = sheet.columns(bout.start_s, bout.end_s, "forward_deg", "right_deg")
        if reason is not None:
            values = without(values, reason)
        else:
            ap, ml = quiet_part(ap, ml, rate_hz)
            values = sway(ap, ml, rate_hz, duration_s_min=DURATION_S_MIN)
    found = named("sway", values)
    return {**found, **_against_open_eyes(sheet.conditions, found["sway_mvelo"])}


def _against_open_eyes(conditions: Conditions, here: Measure) -> dict[str, Measure]:
    """With both in one sitting, the same stance and screen: mean velocity, closed over open."""
    other = "open" if conditions.eyes == "closed" else "closed"
    there = _earlier(conditions, "sway_mvelo", eyes=other, screen_distance_cm=conditions.screen_distance_cm)
    if there is None or not isinstance(here, Value):
        return {}
    values = romberg(there, here.value) if other == "open" else romberg(here.value, there)
    return named("romberg", values if here.valid else without(values, here.reason or NOT_FINISHED))


def _limits(sheet: Sheet) -> dict[str, Measure]:
    leans: dict[float, Value] = {}
    ways: list[Mapping[str, Value]] = []
    for stretch in sheet.stretches:
        (ap, ml), rate_hz, reason = sheet.columns(stretch.start_s, stretch.end_s, "forward_deg", "right_deg")
        forward = right = None
        if reason is None:
            forward, right = (lowpass(each, rate_hz, CUT_HZ, ORDER) for each in (ap, ml))
        if forward is None or right is None:
            leans[stretch.direction_deg] = Value.missing("deg", reason or "too few samples")
            continue
        turn = math.radians(stretch.direction_deg)
        along = forward * math.cos(turn) + right * math.sin(turn)
        leans[stretch.direction_deg] = held_lean(along, rate_hz)
        way = np.stack([forward, right], axis=1)[: int(np.argmax(along)) + 1]
        ways.append(limits_of_stability((), path=way, direction_deg=stretch.direction_deg))
    told: dict[str, Measure] = {
        f"limits_of_stability_lean_{place:03.0f}": leans.get(place, Value.missing("deg", sheet.reason))
        for place in DIRECTIONS_DEG
    }
    unknown = next((value.reason for value in told.values() if value.reason is not None), None)
    if unknown is not None:
        values: Measures = without(limits_of_stability(()), unknown)
    else:
        values = {
            **limits_of_stability([max(0.0, leans[place].value) for place in DIRECTIONS_DEG]),
            **{name: _mean(ways, name) for name in ("directional_control_pct", "path_efficiency")},
        }
    return {**named("limits_of_stability", values), **told}


def _mean(rows: Sequence[Mapping[str, Value]], name: str) -> Value:
    unit = rows[0][name].unit
    numbers = [row[name].value for row in rows if row[name].valid]
    if not numbers:
        return Value.missing(unit, rows[0][name].reason or NOT_FINISHED)
    return Value(float(np.mean(numbers)), unit)


_MEASURED: dict[str, Callable[[Sheet], dict[str, Measure]]] = {
    "range_test": _range,
    "position_test": _position,
    "sway_test": _sway,
    "five_stands_test": five_stands,
    "chair_stand_test": chair_stands,
    "up_and_go_test": up_and_go,
    "limits_test": _limits,
}
