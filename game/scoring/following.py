"""What the paths of a `trace` session come to: error, lag, gain, and what was learned of the repeated one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from game.exercises.events import TrialEnded
from game.measures import Value

_EACH_MIN = 2
"""Of fewer repeated, or random, paths nothing is said apart."""
_NONE = "no path was followed"
_MEASURES = (
    ("path_error", "error_deg", "deg"),
    ("path_lag", "lag_ms", "ms"),
    ("path_gain", "gain", "1"),
    ("path_inside", "inside_share", "1"),
)


def measures_of_paths(trials: Sequence[TrialEnded], followed: Sequence[bool]) -> dict[str, Value]:
    """The median of every path that was followed, whether or not for long enough. `followed` says of each trial whether
    it was one: another movement says nothing. Repeated and random paths apart show what was learned of the one path and
    what of following as such (Boyd and Winstein 2006): `path_learned` is how much smaller the error is on the one."""
    known = [trial for trial, was in zip(trials, followed, strict=True) if was and not trial.spoilt]
    found = {name: _middle(known, key, unit) for name, key, unit in _MEASURES}
    apart = {
        name: _middle([trial for trial in known if trial.values["repeated"] == repeated], "error_deg", "deg", _EACH_MIN)
        for name, repeated in (("path_error_repeated", 1.0), ("path_error_random", 0.0))
    }
    one, other = apart.values()
    reason = one.reason or other.reason
    learned = Value(other.value - one.value, "deg") if reason is None else Value.missing("deg", reason)
    return {**found, **apart, "path_learned": learned}


def _middle(trials: Sequence[TrialEnded], key: str, unit: str, least: int = 1) -> Value:
    numbers = [number for trial in trials if not math.isnan(number := trial.values[key])]
    if len(numbers) >= least:
        return Value(median(numbers), unit)
    return Value.missing(unit, _NONE if least == 1 else f"fewer than {least} of these paths were followed")
