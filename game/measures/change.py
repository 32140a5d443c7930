"""Change: whether somebody is better or worse than before, or only as different as from one day to the next."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import LARGEST, signal
from game.measures.value import Label, Value

CONFIDENCE_PERCENT = 95.0
OWN_DF_MIN = 6
"""With fewer degrees of freedom a person's own spread is not yet known well enough to be used."""
CEILING_SHARE = 0.95
"""From this share of the norm on there is hardly anything left to gain."""
FAMILIAR = 1
"""So many sessions go by before the baseline: the first one is learning what to do."""
MEANED = 3
"""As many sessions make a baseline, and as many a follow-up."""

NO_CHANGE = "no_detectable_change"
"""It could be the difference from one day to the next."""
IMPROVED = "improved"
BELOW_MCID = "improved_below_mcid"
"""More than chance, and less than what people notice."""
WORSE = "worse"
AT_CEILING = "at_ceiling"
"""No change can be seen because there is hardly any room for one."""

SMALLEST = 1e-50
"""An error of no size at all is one that nobody knows."""
_DIRECTIONS = {IMPROVED: 1, BELOW_MCID: 1, WORSE: -1}
_NO_ERROR = "the error of measurement is not known"
_NO_SESSIONS = "no session to compare"


def minimal_detectable_change(
    sem: float,
    k_baseline: int = 1,
    k_follow_up: int = 1,
    *,
    confidence: float = CONFIDENCE_PERCENT,
    tests: int = 1,
    own_df: float | None = None,
    unit: str = "",
) -> Value:
    """The smallest difference between the means of `k_baseline` and `k_follow_up` sessions that is more than chance.

    `sem` is the standard error of one measurement, in `unit`; `confidence` in percent. Where `tests` measures are
    looked at together each has to pass a stricter limit (Bonferroni). With `own_df` the error is the person's own
    pooled spread with so many degrees of freedom, and Student's quantile takes the place of the normal one.
    """
    if not SMALLEST <= sem <= LARGEST:
        return Value.missing(unit, _NO_ERROR)
    if not (k_baseline >= 1 and k_follow_up >= 1):
        return Value.missing(unit, _NO_SESSIONS)
    if not (0.0 < confidence < 100.0 and tests >= 1 and (own_df is None or own_df >= 1)):
        return Value.missing(unit, "the confidence asked for cannot be reached")
    share = 1.0 - (1.0 - confidence / 100.0) / (2.0 * tests)
    return Value(_quantile(share, own_df) * sem * math.sqrt(1.0 / k_baseline + 1.0 / k_follow_up), unit)


def _quantile(share: float, own_df: float | None) -> float:
    if own_df is None:
        return NormalDist().inv_cdf(share)
    from scipy.special import stdtrit

    return float(stdtrit(own_df, share))


def reliable_change_index(before: float, after: float, sem: float) -> Value:
    """The difference of two measurements in standard errors of a difference (Jacobson and Truax 1991); beyond ±1.96
    it is more than chance, which is the same as the minimal detectable change of one session against one."""
    if not SMALLEST <= sem <= LARGEST:
        return Value.missing("", _NO_ERROR)
    if not (abs(before) <= LARGEST and abs(after) <= LARGEST):
        return Value.missing("", _NO_SESSIONS)
    return Value((after - before) / (math.sqrt(2.0) * sem), "")


def classify_change(
    baseline: ArrayLike,
    follow_up: ArrayLike,
    sem: float,
    *,
    mcid: float | None = None,
    higher_better: bool = True,
    own_sd: float | None = None,
    own_df: float | None = None,
    confidence: float = CONFIDENCE_PERCENT,
    tests: int = 1,
    norm: float | None = None,
    unit: str = "",
) -> Mapping[str, Value | Label]:
    """`delta` between the means of some sessions and some later ones, the `mdc` it is held against, and a `label`:
    `no_detectable_change`, `improved`, `improved_below_mcid`, `worse` or `at_ceiling`.

    `mcid` is the smallest change that people notice, where one is known. `own_sd`, the person's own spread from one
    session to the next, is used in place of `sem` where it is the greater and has `own_df` of six at least; `own_df`
    alone says that `sem` is their own. `norm` is a value that is reached by people without complaints; only where
    higher is better can it be a ceiling. Sessions with another sensor, placement, firmware, level or posture must not
    be compared: they begin a new baseline.
    """
    before, after = _known(baseline), _known(follow_up)
    if not (before.size and after.size):
        return _missing(_NO_SESSIONS, unit)
    error, df = error_counted(sem, own_sd, own_df)
    mdc = minimal_detectable_change(
        error, before.size, after.size, confidence=confidence, tests=tests, own_df=df, unit=unit
    )
    delta = float(after.mean() - before.mean())
    if mdc.reason is not None:
        return {"delta": Value(delta, unit), "mdc": mdc, "label": Label.missing(mdc.reason)}
    gain = delta if higher_better else -delta
    label = _label(gain, mdc.value, mcid)
    if label == NO_CHANGE and norm is not None and higher_better and after.mean() >= CEILING_SHARE * norm:
        label = AT_CEILING
    return {"delta": Value(delta, unit), "mdc": mdc, "label": Label(label)}


def _known(values: ArrayLike) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The sessions whose number could be had."""
    column = signal(values).reshape(-1)
    return column[np.abs(column) <= LARGEST]


def error_counted(sem: float, own_sd: float | None, own_df: float | None) -> tuple[float, float | None]:
    """The error to count with, and the degrees of freedom where it is the person's own: their own spread where that is
    well enough known and not smaller than what is assumed, or nothing is assumed (`sem` is nan)."""
    if own_sd is None:
        return sem, own_df
    known = math.isfinite(own_sd) and own_df is not None and own_df >= OWN_DF_MIN
    return (own_sd, own_df) if known and not own_sd <= sem else (sem, None)


def _label(gain: float, mdc: float, mcid: float | None) -> str:
    if abs(gain) < mdc:
        return NO_CHANGE
    if gain < 0.0:
        return WORSE
    return BELOW_MCID if mcid is not None and gain < mcid else IMPROVED


def _missing(reason: str, unit: str) -> Mapping[str, Value | Label]:
    return {"delta": Value.missing(unit, reason), "mdc": Value.missing(unit, reason), "label": Label.missing(reason)}


def change_over_sessions(
    values: ArrayLike,
    sem: float,
    *,
    mcid: float | None = None,
    higher_better: bool = True,
    own_sd: float | None = None,
    own_df: float | None = None,
    tests: int = 1,
    norm: float | None = None,
    unit: str = "",
) -> Mapping[str, Value | Label]:
    """`classify_change` for a person's sessions in their order: the three after the first one against the newest three.

    A change is told of only when it was seen twice: by this evaluation and by the one a session earlier.
    """
    known = _known(values)
    begins = FAMILIAR + MEANED
    if known.size < begins + MEANED:
        return _missing(f"a change is looked for from {begins + MEANED} sessions on", unit)
    baseline = known[FAMILIAR:begins]

    def until(end: int) -> Mapping[str, Value | Label]:
        newest = known[max(begins, end - MEANED) : end]
        return classify_change(
            baseline,
            newest,
            sem,
            mcid=mcid,
            higher_better=higher_better,
            own_sd=own_sd,
            own_df=own_df,
            tests=tests,
            norm=norm,
            unit=unit,
        )

    found, earlier = until(known.size), until(known.size - 1)
    direction = _DIRECTIONS.get(str(found["label"].value), 0)
    if direction and direction != _DIRECTIONS.get(str(earlier["label"].value), 0):
        return {**found, "label": Label.missing("a change was seen once; the next session has to show it too")}
    return found
