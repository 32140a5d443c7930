"""Warm-up: the few easy movements that the first exercise of a sitting begins with, and what one of them asks."""

from __future__ import annotations

import math
from collections.abc import Mapping

from game.coaching.history import History
from game.exercises.exercise import Asked, Difficulty, Trial, Wall
from game.exercises.ranges import LEAST_DEG, REST_SHARE

WARM_UPS: Mapping[str, int] = {"reach": 3, "tempo": 3, "tandem": 3, "trace": 1}
"""How many there are, by kind: enough to feel the movement and the sensor's answer, too few to tire (choices); one
path, as that takes half a minute. In a test and in `match` it would show the answer, and where no range is asked for
there is none to begin small with."""
_SHARE = 0.5
"""How far it goes, of what is usual: a choice."""
_EASIEST = Difficulty(tolerance=-1.0, hold=-1.0)


def warm_up_of(kind: str, history: History | None) -> int:
    """How many an exercise of this kind begins with: none where something was played in this sitting before."""
    warm = history is not None and any(past.active_min > 0.0 for past in history.of_this_sitting)
    return 0 if warm else WARM_UPS.get(kind, 0)


def warm_up_trial(asked: Asked, wall: Wall, usual_deg: float, place: int, left: int) -> Trial:
    """One of them, with so many left, itself included: no farther than half of what is usual at that place, or what
    can just be told from rest; held as shortly and reached as roughly as the kind has it, with all the time it takes.
    Its index lies before the first trial's, which is 0 with a warm-up or without."""
    far_deg = max(_SHARE * abs(usual_deg), min(abs(usual_deg), LEAST_DEG))
    target_deg = wall.inside_deg(math.copysign(far_deg, usual_deg))
    tolerance_deg = asked.tolerance_deg * (asked.ends["tolerance"].easiest if "tolerance" in asked.ends else 1.0)
    hold_s = asked.hold_s * (asked.ends["hold"].easiest if "hold" in asked.ends else 1.0)
    return Trial(
        -left,
        target_deg,
        min(tolerance_deg, REST_SHARE * abs(target_deg)),
        hold_s,
        place,
        _EASIEST,
        waits=True,
        purpose="warm_up",
    )
