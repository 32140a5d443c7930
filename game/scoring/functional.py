"""Stands from a chair, and up and go: their stretch of the trace, put to the measures that are named after them."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from game.measures import chair_stands_30s, five_times_sit_to_stand, timed_up_and_go
from game.scoring.sheet import Column, Measure, Measures, Sheet, named, without

SEATED_THIGH_DEG = 90.0
"""The thigh's inclination on a seat; what it is raised by from there is missing to upright."""
ARMS_USED = "arms_used"
"""The question asked after stands from a chair; 1 yes."""
_ARMS = "the arms helped, so the test does not count"
_ARMS_UNKNOWN = "it was not said whether the arms helped"


def five_stands(sheet: Sheet) -> dict[str, Measure]:
    """From the first motion, as the page has it: how soon somebody starts is no strength of the legs."""
    return _from_a_chair(sheet, "five_times_sit_to_stand", lambda deg, hz, _cue_s: five_times_sit_to_stand(deg, hz))


def chair_stands(sheet: Sheet) -> dict[str, Measure]:
    """From the start on: that is when the thirty seconds begin."""
    return _from_a_chair(sheet, "chair_stands_30s", lambda deg, hz, cue_s: chair_stands_30s(deg, hz, cue_s=cue_s))


def _from_a_chair(sheet: Sheet, name: str, measure: Callable[[Column, float, float], Measures]) -> dict[str, Measure]:
    """Stands are told by the thigh's inclination; with the arms' help they are another test."""
    bout = next(iter(sheet.stretches), None)
    empty = np.empty(0)
    if bout is None:
        return named(name, without(measure(empty, math.nan, 0.0), sheet.reason))
    (raised_deg,), rate_hz, reason = sheet.columns(bout.start_s, bout.end_s, "angle_deg")
    arms = sheet.answers.get(ARMS_USED, math.nan)
    if arms == 1.0:
        reason = _ARMS
    elif math.isnan(arms) and sheet.asked:
        reason = reason or _ARMS_UNKNOWN
    if reason is not None:
        return named(name, without(measure(empty, math.nan, 0.0), reason))
    return named(name, measure(SEATED_THIGH_DEG - raised_deg, rate_hz, bout.cue_s - bout.start_s))


def up_and_go(sheet: Sheet) -> dict[str, Measure]:
    """From the trunk's first motion to seated still again, with the turns."""
    bout = next(iter(sheet.stretches), None)
    empty = np.empty(0)
    reason: str | None = sheet.reason
    if bout is not None:
        (lean_deg, turn_deg_s), rate_hz, reason = sheet.columns(bout.start_s, bout.end_s, "angle_deg", "turn_deg_s")
        if reason is None:
            return named("timed_up_and_go", timed_up_and_go(lean_deg, turn_deg_s, rate_hz))
    return named("timed_up_and_go", without(timed_up_and_go(empty, empty, math.nan), reason or sheet.reason))
