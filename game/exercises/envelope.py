"""Envelope: how far a body may lean in each direction, and where it is in it; a person's own limits, where known."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.motion.motion import TracePoint

DIRECTIONS_DEG = (0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0)
"""Clockwise from forward, as seen from above."""
DIRECTIONS: Mapping[str, float] = dict(
    zip(
        ("forward", "forward_right", "right", "back_right", "back", "back_left", "left", "forward_left"),
        DIRECTIONS_DEG,
        strict=True,
    )
)
"""The same by the names that a level gives them."""
_LEAST_DEG = 1.0
"""No envelope is smaller to any side: less is the sway of anybody who stands still (a choice)."""
_TURNED_DEG = 20.0
"""Who has turned further from where they faced does not keep still, however upright they are. A choice: more than a
glance turns the chest, and more than a bias of 1 deg/s adds up to before it fades."""
_FADE_S = 8.0
"""What was turned fades with this time constant, since no sensor knows its heading (as swings of the body do)."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Four quarters of ellipses about upright; each reaches so far along its two axes, in degrees of lean."""

    forward_deg: float
    right_deg: float
    back_deg: float
    left_deg: float

    def shares(self, forward_deg: float, right_deg: float) -> tuple[float, float]:
        """A lean forward and to the right, each as a share of how far the envelope reaches there."""
        ahead = forward_deg / (self.forward_deg if forward_deg > 0.0 else self.back_deg)
        return ahead, right_deg / (self.right_deg if right_deg > 0.0 else self.left_deg)

    def away(self, forward_deg: float, right_deg: float) -> float:
        """How far out a lean is: 0 upright, 1 at the edge; nan where it is not known."""
        return math.hypot(*self.shares(forward_deg, right_deg))

    def towards(self, direction_deg: float) -> float:
        """How far it reaches in a direction, clockwise from forward."""
        turn = math.radians(direction_deg)
        return 1.0 / self.away(math.cos(turn), math.sin(turn))

    def sized(self, by: float, most_deg: float) -> Envelope:
        """The same shape `by` times as large, but to no side further than `most_deg`."""
        axes = (self.forward_deg, self.right_deg, self.back_deg, self.left_deg)
        return Envelope(*(max(_LEAST_DEG, min(by * axis, most_deg)) for axis in axes))


def own_limit_deg(leans_deg: Sequence[float], direction_deg: float) -> float:
    """How far the person themselves can lean there, between the directions that were tested by the nearer two; nan
    where either is not known. `leans_deg` goes round in `DIRECTIONS_DEG`, or is empty."""
    if len(leans_deg) != len(DIRECTIONS_DEG):
        return math.nan
    place, share = divmod(direction_deg % 360.0 / 45.0, 1.0)
    before, after = leans_deg[int(place)], leans_deg[(int(place) + 1) % len(leans_deg)]
    return before if share == 0.0 else (1.0 - share) * before + share * after


class Facing:
    """Whether a trunk has turned away from where it faced, by how fast it turns about upright."""

    def __init__(self) -> None:
        self.turned_deg = 0.0
        """To the left positive."""
        self._last_s = math.nan

    def hear(self, point: TracePoint) -> None:
        """One sample more; one without a turn says nothing."""
        passed_s = point.t_s - self._last_s
        self._last_s = point.t_s
        if math.isnan(point.turn_deg_s) or not 0.0 < passed_s < 1.0:
            return
        self.turned_deg += point.turn_deg_s * passed_s - self.turned_deg * min(1.0, passed_s / _FADE_S)

    @property
    def away(self) -> bool:
        """It has turned further than anybody does who keeps still."""
        return abs(self.turned_deg) > _TURNED_DEG
