"""Quality: how well what was done was done, apart from how much it was; and what was kept since the last session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.exercises.events import Verdict
from game.measures import Value

UNIT = "%"


def clean_share(verdicts: Mapping[Verdict, int]) -> Value:
    """The share of attempts that were clean; an attempt is a trial that ended with a movement of the exercise."""
    tried = sum(count for verdict, count in verdicts.items() if verdict != "other")
    if tried == 0:
        return Value.missing(UNIT, "no trial was tried")
    return Value(100.0 * verdicts.get("clean", 0) / tried, UNIT)


def retention_success(opening: Iterable[str | None]) -> Value:
    """The share of the unaided opening trials that succeeded, of what each counts as; they are as hard as the last
    session ended."""
    known = [counts for counts in opening if counts is not None]
    if not known:
        return Value.missing(UNIT, "no unaided trial counted")
    return Value(100.0 * known.count("success") / len(known), UNIT)
