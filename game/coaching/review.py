"""Review: what a level that nobody of a profession has read may be played as."""

from __future__ import annotations

from game.level import Level

UNREVIEWED = (
    "No therapist has reviewed this level yet, so with a sensor it is played only when a therapist prescribes it. "
    "Ask yours to prescribe it or to review it, or try it with the keyboard."
)


def refuse_unreviewed(level: Level) -> str | None:
    """Why this level does not start with a live sensor where no prescription names it, in words; None when it may.

    A prescription that names a level is a therapist's word on it, and a try-out moves nobody."""
    return UNREVIEWED if level.review == "none" else None
