"""Voice: what a simulated person says beside moving: that it hurts, and how much."""

from __future__ import annotations

from collections.abc import Sequence

from game.population.able import TICK_S
from game.population.profile import Profile
from game.round import Command, Do, Phase, RoundView

PAIN_BEFORE = 2
"""Whoever has a movement that hurts has this pain before play too; the others have none. A choice."""
_HURTS = 3
"""How much it hurts where it begins to; beyond, a point more for every so many degrees."""
_DEG_A_POINT = 5.0
_FELT_DEG = 1.0
"""They stop where it begins to hurt, give or take this."""
_SAID_AGAIN_S = 60.0
"""Nobody says the same at every movement: after so long it is said again, or at once where it hurts more."""
_KEY_S = 1.5
"""From the first key to the number."""


class Voice:
    """Says what a person of that profile would say. Draws nothing by chance."""

    def __init__(self, profile: Profile, step_s: float = TICK_S) -> None:
        self._step_s = step_s
        self._pain_at_deg = profile.pain_at_deg
        self._said = 0
        self._quiet_s = 0.0
        self._asked_s = 0.0

    @property
    def pain_before(self) -> int:
        """The pain before play, 0–10."""
        return PAIN_BEFORE if self._pain_at_deg < 1000.0 else 0

    def says(self, view: RoundView) -> Sequence[Command]:
        """What they say at this step."""
        if self._pain_at_deg >= 1000.0:
            return ()
        if view.phase is Phase.PAIN:
            self._asked_s += self._step_s
            return (Command(Do.PAIN, float(self._said)),) if self._asked_s >= _KEY_S else ()
        self._asked_s = 0.0
        self._quiet_s -= self._step_s
        if view.phase is not Phase.PLAY or not view.angle_deg > self._pain_at_deg - _FELT_DEG:
            return ()
        pain = min(10, _HURTS + int(max(0.0, view.angle_deg - self._pain_at_deg) / _DEG_A_POINT))
        if self._quiet_s > 0.0 and pain <= self._said:
            return ()
        self._said, self._quiet_s = pain, _SAID_AGAIN_S
        return (Command(Do.HURTS),)
