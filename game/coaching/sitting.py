"""Sitting: what was done in one sitting, what grew by it, and the one thing to try next time; from plain numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from game.exercises.ranges import PAST, SHORT
from game.exercises.reach import LATE, NOT_HELD, TOO_FAST
from game.exercises.watch import HELPED

TOLD_FROM = 2
"""A way of not being clean is spoken of from so many movements of one sitting on: once may be chance. A choice."""
PAIN_RISEN = 2.0
"""Pain that rose by so much over an exercise is spoken of, and nothing else is."""
_STOPPED = ("stopped_pain", "stopped_unwell", "stopped_fall")


@dataclass(frozen=True, slots=True)
class Exercised:
    """One exercise of a sitting, as its session tells it."""

    kind: str
    attempted: int
    """Movements that were the one asked for, however they went."""
    clean: int
    active_min: float
    ended: str
    reasons: Mapping[str, int] = field(default_factory=dict)
    """Why movements were not clean → how many were so."""
    pain_before: float = math.nan
    """0–10, nan where nobody was asked."""
    pain_after: float = math.nan


@dataclass(frozen=True, slots=True)
class SittingDone:
    """The amount and the quality of a sitting, apart: one is never turned into the other."""

    exercises: int
    attempted: int
    clean: int
    active_min: float


@dataclass(frozen=True, slots=True)
class Grown:
    """What there is more of: counted, so that nothing of it is a claim about a body."""

    lights: int
    """Lights of this sitting: one for each movement."""
    lights_all: int
    """All that burn by now: what was lit stays lit."""
    days: int
    """Days of the last seven on which something was practised, today with them; a missed one is not spoken of."""


class Try(StrEnum):
    """One thing to try next time, the most useful one."""

    REST_AND_TELL = "rest_and_tell"
    GENTLER = "gentler"
    SIT_TALL = "sit_tall"
    SLOWER = "slower"
    LONGER = "longer"
    HIGHER = "higher"
    LESS_FAR = "less_far"
    SOONER = "sooner"
    THE_SAME = "the_same"


_BY_REASON: Mapping[str, Try] = {
    HELPED: Try.SIT_TALL,
    TOO_FAST: Try.SLOWER,
    NOT_HELD: Try.LONGER,
    PAST: Try.LESS_FAR,
    LATE: Try.SOONER,
    SHORT: Try.HIGHER,
}
"""In the order in which they are spoken of where they are equally frequent: how before how far."""
_SPOKEN_OF = ("reach", "tempo", "task")
"""Kinds that tell a person their reasons anyway; of a position that is found unseen nothing is told afterwards."""


def exercised(kind: str, summary: Mapping[str, object]) -> Exercised:
    """What a session's summary says of it. A number that is not there is 0, or nan where it is pain."""
    counts, context = _map(summary.get("repetitions")), _map(summary.get("context"))
    trials = summary.get("trials")
    listed = trials if isinstance(trials, Sequence) else ()
    reasons = Counter(str(_map(trial).get("reason")) for trial in listed if not _map(trial).get("clean"))
    return Exercised(
        kind,
        round(_number(counts.get("attempted"), 0.0) - _number(counts.get("other"), 0.0)),
        round(_number(counts.get("clean"), 0.0)),
        _number(context.get("active_s"), 0.0) / 60.0,
        str(summary.get("ended", "interrupted")),
        dict(reasons),
        _number(context.get("pain_before"), math.nan),
        _number(context.get("pain_after"), math.nan),
    )


def done_in(sitting: Iterable[Exercised]) -> SittingDone:
    """All of it added up."""
    each = tuple(sitting)
    return SittingDone(
        len(each),
        sum(one.attempted for one in each),
        sum(one.clean for one in each),
        sum(one.active_min for one in each),
    )


def one_to_try(sitting: Iterable[Exercised]) -> Try:
    """The one thing: after pain nothing but rest or less; else what most movements lacked; else the same again."""
    each = tuple(sitting)
    if any(one.ended in _STOPPED for one in each):
        return Try.REST_AND_TELL
    if any(one.pain_after - one.pain_before >= PAIN_RISEN for one in each):
        return Try.GENTLER
    count: Counter[str] = Counter()
    for one in each:
        if one.kind in _SPOKEN_OF:
            count.update(one.reasons)
    found = max(_BY_REASON, key=lambda reason: count[reason])
    return _BY_REASON[found] if count[found] >= TOLD_FROM else Try.THE_SAME


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _number(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else otherwise
