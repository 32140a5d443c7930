"""How far a movement is to go: short of a target, past it, and how much of that may get easier or harder."""

from __future__ import annotations

import math

from game.exercises.exercise import Ends, Parameter, Trial

SHORT, PAST = "short of the target", "past the target"
MISSED_CUES = {SHORT: "higher", PAST: "less_far"}
LEAST_DEG = 6.0
"""A target nearer to the neutral pose cannot be told from rest: a little more than the error of measurement, a choice.
"""
LEAST_SHOWN_DEG = 8.0
"""A limb that has shown less has no share of its range, not even the largest of gentle mode, that could be told from
rest. A choice."""
TOO_SMALL = "too small to be seen"
REST_SHARE = 0.3
"""A tolerance of more than this share of the target would come near to making rest a success."""
_FINEST_DEG = 2.0
"""The finest tolerance: what a sensor against gravity tells of one limb from one moment to the next (a choice)."""
_FAR_DEG = 30.0
"""Past the target by so much at most, as soon as more exactness is asked for than the level's own; from there down to
the finest. At the level's own and below, further is as good: range is what is practised (a choice)."""
RANGE_ENDS = Ends(0.3, 1.5)
"""Targets from under a third as high to half as high again; the wall, and how much it may rise, come on top."""


def range_ends(targets_deg: tuple[float, ...], tolerance_deg: float) -> dict[Parameter, Ends]:
    """How far tolerance and range may be adapted. Which target follows which is the order of practice, from session to
    session, and no step of difficulty changes it: so there is no variability."""
    widest_deg = max(tolerance_deg, REST_SHARE * max(targets_deg))
    return {
        "tolerance": Ends(widest_deg / tolerance_deg, _FINEST_DEG / tolerance_deg),
        "range": RANGE_ENDS,
    }


def own_deg(far_deg: float, share: float, shown_deg: float, most_share: float) -> float:
    """How far a limb is asked to go, deg, that has shown how far it can: its share of that, and so much at least that
    it can be told from rest; never farther than `far_deg`, nor than `most_share` of what it has shown."""
    return min(far_deg, most_share * shown_deg, max(share * shown_deg, LEAST_DEG))


def too_far_deg(trial: Trial) -> float:
    """The angle past which a movement has gone too far; inf where it cannot."""
    exactness = trial.difficulty.tolerance
    if exactness <= 0.0:
        return math.inf
    return float(trial.target_deg + _FAR_DEG ** (1.0 - exactness) * _FINEST_DEG**exactness)
