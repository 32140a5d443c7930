"""Inside: whether what a wearer is able to do lies between the easiest and the hardest that a level can be made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from game.population.settling import BAND

TRIALS_AT_AN_END = 20
"""So many trials at each end tell."""

End = Literal["easiest", "hardest"]


def suits(successes: Sequence[bool], end: End, trials: int = TRIALS_AT_AN_END) -> bool | None:
    """Whether a wearer held at an end succeeds in more trials there than the band has (the easiest), or in fewer (the
    hardest), of so many; None while the trials so far leave it open. Both ends together say that the aim lies between
    them, so that a coach can find it; at a level that cannot be made easy or hard enough for somebody none can."""
    low, high = BAND
    done = sum(successes)
    left = max(0, trials - len(successes))
    least, most = done / trials, (done + left) / trials
    if end == "easiest":
        return True if least > high else False if most <= high else None
    return True if most < low else False if least >= low else None
