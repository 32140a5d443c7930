"""Adherence: how much of what was prescribed was done; nothing is made up for by doing more in another week."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import LARGEST, signal, unknown
from game.measures.value import Series, Value

_UNKNOWN = "what was done is not known throughout"


def adherence(
    sessions_done_by_week: ArrayLike, prescribed_sessions_per_week: ArrayLike
) -> Mapping[str, Value | Series]:
    """`overall_capped`, the mean over weeks of the share of the prescribed sessions that were done, each week at most
    1; `overall_uncapped` without that limit; and `weekly_capped`, the weeks one by one.

    What was prescribed is one number or one a week. A week from which days are excused (illness, a pause that the
    therapist set) has fewer prescribed; one with none prescribed is left out.
    """
    done, asked = signal(sessions_done_by_week), signal(prescribed_sessions_per_week)
    if done.ndim != 1 or not done.size or asked.size not in (1, done.size):
        return _missing("no weeks to look at")
    asked = np.broadcast_to(asked, done.shape)
    if unknown(done) or unknown(asked) or not (done >= 0.0).all():
        return _missing(_UNKNOWN)
    due = asked > 0.0
    if not due.any():
        return _missing("nothing was prescribed")
    share = done[due] / asked[due]
    capped = np.minimum(share, 1.0)
    return {
        "overall_capped": Value(float(capped.mean()), ""),
        "overall_uncapped": Value(float(share.mean()), ""),
        "weekly_capped": Series(capped, ""),
    }


def completion(done: float, prescribed: float) -> Value:
    """The share of prescribed repetitions, or minutes, that were done in one session; at most 1."""
    if not 0.0 <= done <= LARGEST:
        return Value.missing("", _UNKNOWN)
    if not 0.0 < prescribed <= LARGEST:
        return Value.missing("", "nothing was prescribed")
    return Value(min(1.0, done / prescribed), "")


def _missing(reason: str) -> Mapping[str, Value | Series]:
    return {
        "overall_capped": Value.missing("", reason),
        "overall_uncapped": Value.missing("", reason),
        "weekly_capped": Series.missing("", reason),
    }
