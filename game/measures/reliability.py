"""Reliability: how far a measure agrees with itself when the same people are measured again."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.measures.soundness import LARGEST, signal, unknown
from game.measures.value import Value

FORMS = ("ICC2", "ICC1", "ICC3", "ICC1k", "ICC2k", "ICC3k")
"""Shrout and Fleiss 1979; the first is the one to quote: agreement of single measurements, ICC(2,1)."""
ERRORS = ("SEM_agreement", "SEM_consistency")
SQUARES = ("BMS", "JMS", "EMS", "WMS")

Table = NDArray[np.float64]


def icc(table: ArrayLike, *, unit: str = "") -> Mapping[str, Value]:
    """The six intraclass correlations, both standard errors of measurement (in `unit`) and the mean squares they are
    made of (between people, between measurements, of the rest, within people).

    `table` has a row for each person and a column for each measurement, none missing.
    """
    found = _table(table)
    if isinstance(found, str):
        return _missing(found, unit)
    people, times = found.shape
    grand = found.mean()
    rows, columns = found.mean(axis=1), found.mean(axis=0)
    bms = times * float(((rows - grand) ** 2).sum()) / (people - 1)
    jms = people * float(((columns - grand) ** 2).sum()) / (times - 1)
    rest = float(((found - rows[:, None] - columns + grand) ** 2).sum())
    ems = rest / ((people - 1) * (times - 1))
    wms = float(((found - rows[:, None]) ** 2).sum()) / (people * (times - 1))
    shift = times * (jms - ems) / people
    shares = {
        "ICC1": (bms - wms, bms + (times - 1) * wms),
        "ICC2": (bms - ems, bms + (times - 1) * ems + shift),
        "ICC3": (bms - ems, bms + (times - 1) * ems),
        "ICC1k": (bms - wms, bms),
        "ICC2k": (bms - ems, bms + shift / times),
        "ICC3k": (bms - ems, bms),
    }
    between_times = max(0.0, (jms - ems) / people)
    errors = {"SEM_agreement": math.sqrt(ems + between_times), "SEM_consistency": math.sqrt(ems)}
    squares = {"BMS": bms, "JMS": jms, "EMS": ems, "WMS": wms}
    return {
        **{name: _share(*shares[name]) for name in FORMS},
        **{name: Value(errors[name], unit) for name in ERRORS},
        **{name: Value(squares[name], _squared(unit)) for name in SQUARES},
    }


def standard_error(sd: float, icc_value: float, *, unit: str = "") -> Value:
    """The standard error of one measurement from the spread between people and an intraclass correlation."""
    if not (0.0 <= sd <= LARGEST and -1.0 <= icc_value <= 1.0):
        return Value.missing(unit, "the spread or the correlation is not known")
    return Value(sd * math.sqrt(1.0 - icc_value), unit)


def typical_error(pairs: ArrayLike, *, unit: str = "") -> Value:
    """The error of one measurement from two of each person: SD of the differences / √2. It does not see a shift that
    all of them share."""
    found = _pairs(pairs)
    if isinstance(found, str):
        return Value.missing(unit, found)
    return Value(float(np.diff(found, axis=1).std(ddof=1)) / math.sqrt(2.0), unit)


def within_sd(pairs: ArrayLike, *, unit: str = "") -> Value:
    """As `typical_error`, with a shift that all of them share as part of the error."""
    found = _pairs(pairs)
    if isinstance(found, str):
        return Value.missing(unit, found)
    return Value(math.sqrt(float(found.var(axis=1, ddof=1).mean())), unit)


def pooled_sd(sessions: Sequence[ArrayLike], *, unit: str = "") -> Mapping[str, Value]:
    """One person's own spread: `sd` within sessions, pooled over them, and its degrees of freedom `df`."""
    groups = [signal(session).reshape(-1) for session in sessions]
    groups = [group[np.abs(group) <= LARGEST] for group in groups]
    df = sum(group.size - 1 for group in groups if group.size > 1)
    if not df:
        return {"sd": Value.missing(unit, "no session with two measurements"), "df": Value(0.0, "")}
    squares = sum(float(((group - group.mean()) ** 2).sum()) for group in groups if group.size > 1)
    return {"sd": Value(math.sqrt(squares / df), unit), "df": Value(float(df), "")}


def session_spread(values: ArrayLike, *, unit: str = "") -> Mapping[str, Value]:
    """How much one person varies from one session to the next: `sd` = √(Σd²/(2(n − 1))) of the successive differences
    d, which a slow rise or fall hardly touches, and its degrees of freedom `df` = 2(n − 1)²/(3n − 4) (von Neumann et
    al. 1941). Of two sessions it is `within_sd` of that pair. Sessions without a number are left out."""
    known = signal(values).reshape(-1)
    known = known[np.abs(known) <= LARGEST]
    if known.size < 2:
        return {"sd": Value.missing(unit, "no two sessions to compare"), "df": Value(0.0, "")}
    steps = np.diff(known)
    count = float(steps.size)
    df = 2.0 * count**2 / (3.0 * known.size - 4.0)
    return {"sd": Value(math.sqrt(float((steps**2).sum()) / (2.0 * count)), unit), "df": Value(df, "")}


def _table(table: ArrayLike) -> Table | str:
    found = signal(table)
    if found.ndim != 2 or found.shape[0] < 2 or found.shape[1] < 2:
        return "two people and two measurements of each are needed at least"
    return unknown(found) or found


def _pairs(pairs: ArrayLike) -> Table | str:
    found = _table(pairs)
    if not isinstance(found, str) and found.shape[1] != 2:
        return "two measurements of each person are needed"
    return found


def _share(part: float, whole: float) -> Value:
    if whole > 0.0 and math.isfinite(part / whole):
        return Value(part / whole, "")
    return Value.missing("", "nobody differs from anybody else")


def _squared(unit: str) -> str:
    return f"{unit}²" if unit else ""


def _missing(reason: str, unit: str) -> Mapping[str, Value]:
    return {
        **{name: Value.missing("", reason) for name in FORMS},
        **{name: Value.missing(unit, reason) for name in ERRORS},
        **{name: Value.missing(_squared(unit), reason) for name in SQUARES},
    }
