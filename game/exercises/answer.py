"""Answer: where a limb came to that looked for a place unseen, what is to be said of it, and what to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.exercises.events import Verdict
from game.exercises.finding import AWAY_DEG
from game.exercises.watch import HELPED

AS_ASKED, TOO_FAR, NOT_FAR = "as asked", "a little too far", "not quite far enough"
NOT_LOOKED, TOO_FAST = "the place was not looked for", "too fast"
FROM_ABOVE, FROM_BELOW = "come to from above", "come to from below"
_TRIED_SHARE = 0.5
"""Who has gone less of the way has not looked for the place. A choice."""
CUES: Mapping[str, str] = {
    TOO_FAR: "a_little_less",
    NOT_FAR: "a_little_more",
    NOT_LOOKED: "a_little_more",
    TOO_FAST: "slower",
    HELPED: "sit_tall",
    FROM_ABOVE: "find_from_below",
    FROM_BELOW: "find_from_above",
}
"""What to change next time, for each way of not being clean."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, in degrees from the neutral pose."""

    start_deg: float
    learned_deg: float
    answered_deg: float
    furthest_deg: float
    """On the way there."""
    speed_deg_s_max: float
    helped: bool
    """The trunk helped."""

    @property
    def error_deg(self) -> float:
        """How far above the place."""
        return self.answered_deg - self.learned_deg

    def judge(self, window_deg: float, approach: str, speed_deg_s_max: float) -> tuple[Verdict, str]:
        """The verdict and its reason."""
        if self.answered_deg - self.start_deg < _TRIED_SHARE * (self.learned_deg - self.start_deg):
            return "other", NOT_LOOKED
        if self.speed_deg_s_max > speed_deg_s_max:
            return "other", TOO_FAST
        if self.helped:
            return "compensated", HELPED
        if not abs(self.error_deg) <= window_deg:
            return "partial", TOO_FAR if self.error_deg > 0.0 else NOT_FAR
        beyond = self.furthest_deg - self.answered_deg > AWAY_DEG
        if approach == "from_below" and beyond:
            return "partial", FROM_ABOVE
        if approach == "from_above" and not beyond:
            return "partial", FROM_BELOW
        return "clean", AS_ASKED
