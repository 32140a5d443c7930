"""Norms: what people of some age and sex reach, as context for a therapist and never as a verdict on a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from game.measures.norm import Meaning, Norm, Sex
from game.measures.norm_rows import NORMS

NORMAL: tuple[Meaning, ...] = ("usual", "slower_than_usual_above")
_MOVED = ("it was measured only by an examiner", "it was measured only as people move by themselves")


@dataclass(frozen=True, slots=True)
class Lookup:
    """The norm that fits, or the reason in words why none can be shown."""

    norm: Norm | None
    reason: str | None = None


def norm_for(
    of: str,
    *,
    age_years: float | None = None,
    sex: Sex | None = None,
    active: bool = True,
    posture: str | None = None,
    method: str | None = None,
    condition: str | None = None,
    meaning: Meaning | None = None,
    rows: Iterable[Norm] = NORMS,
) -> Lookup:
    """The published value that fits a movement, measure or test, and the person; of several the one whose population
    is told most closely. What was not seen in its source is never given.

    What somebody is asked to reach on their own must not be held against what an examiner reached with them (`active`),
    nor degrees of a worn sensor against a force plate's (`method`). Without a `meaning`, what is usual is looked for.
    """
    meanings = NORMAL if meaning is None else (meaning,)
    steps: tuple[tuple[str, Callable[[Norm], bool]], ...] = (
        ("nothing is known of it", lambda row: row.of == of and row.meaning in meanings),
        ("only people with another complaint were measured", lambda row: row.condition in (None, condition)),
        (_MOVED[not active], lambda row: row.active in (None, active)),
        ("it was measured only in another way", lambda row: row.method in (None, method)),
        ("it was measured only in another posture", lambda row: row.posture in (None, posture)),
        (_who("age", age_years), lambda row: row.has_age(age_years)),
        (_who("sex", sex), lambda row: row.sex in (None, sex)),
        ("what is known has not been checked against its source", lambda row: row.status == "source"),
    )
    left = list(rows)
    for reason, fits in steps:
        left = [row for row in left if fits(row)]
        if not left:
            return Lookup(None, reason)
    # A complaint that was asked for comes first; then the closest population; then the order of the table.
    return Lookup(max(left, key=lambda row: (row.condition is not None, row.narrowness)))


def _who(what: str, asked: object) -> str:
    return f"it depends on {what}, which is not known" if asked is None else f"nobody of this {what} was measured"
