"""Able: what a simulated person can do at this moment: how far, how fast and how exactly, as they tire and learn."""

from __future__ import annotations

import math

import numpy as np

from game.motion.movement import SPEED_DEG_S_MAX, Movement
from game.population.profile import Profile

TICK_S = 1.0 / 60.0
"""People move once a tick, unless their sensors are read more seldom than that."""
_CAUGHT_DEG_S, _FREE_DEG_S = 20.0, 150.0
"""A muscle catches from the first on where it is as spastic as can be, and never below the second where it is not; the
velocity is what spasticity depends on (Lance 1980), the two numbers are choices."""
_CAUGHT_SHARE = 0.2
"""So much of the range is lost to a catch at most: a choice."""
_SINKS_DEG_S = 4.0
"""A limb that nobody holds up at all would sink so fast in this model: a choice."""
_RECOVERS_S = 60.0
"""A third and a bit of tiredness is left after so much rest, a twentieth after three times as much. A choice: most of a
muscle's force is back within minutes."""
_LATE_S = 3.0
"""So late is noticed what was overlooked: a choice."""


class Able:
    """The abilities of a profile, and every draw that one movement needs. Equal seeds do the same."""

    def __init__(self, profile: Profile, movement: Movement, seed: int, step_s: float = TICK_S) -> None:
        self.profile = profile
        self.step_s = step_s
        """How much time passes from one step of theirs to the next."""
        self._stays = math.exp(-step_s / _RECOVERS_S)
        self.movement = movement
        self.random = np.random.default_rng(seed)
        self.repetitions = 0
        """Movements made so far: what teaches them…"""
        self.spent = 0.0
        """…and what tires them: as many movements as would, had they not rested."""

    def done(self) -> None:
        """A movement is made."""
        self.repetitions += 1
        self.spent += 1.0

    def rest(self) -> None:
        """One step of a rest."""
        self.spent *= self._stays

    @property
    def fresh(self) -> float:
        """The share of range and speed that fatigue has left, 0-1."""
        return float((1.0 - self.profile.fatigue_per_rep) ** self.spent)

    @property
    def range_deg(self) -> float:
        """How far they can go now."""
        profile = self.profile
        caught = profile.spasticity > 0.0 and profile.speed_deg_s > self._catch_deg_s
        return profile.range_deg * self.fresh * (1.0 - _CAUGHT_SHARE * profile.spasticity * caught)

    @property
    def _catch_deg_s(self) -> float:
        """The speed at which a muscle catches."""
        return _FREE_DEG_S + (_CAUGHT_DEG_S - _FREE_DEG_S) * self.profile.spasticity

    @property
    def error_deg(self) -> float:
        """Standard deviation of where they stop about where they aim, now."""
        return self.profile.noise_deg * (1.0 - self.profile.learning_per_rep) ** self.repetitions

    @property
    def speed_deg_s(self) -> float:
        """Peak speed of their movements now; where a movement's own ceiling is lower than usual, as much lower."""
        profile = self.profile
        wished_deg_s = profile.speed_deg_s * (0.5 + 0.5 * profile.strength) * self.fresh
        if profile.spasticity > 0.0:
            wished_deg_s = min(wished_deg_s, self._catch_deg_s)
        return wished_deg_s * self.movement.speed_deg_s_max / SPEED_DEG_S_MAX

    @property
    def sinks_deg_s(self) -> float:
        """How fast a limb that they hold up sinks."""
        return _SINKS_DEG_S * (1.0 - self.profile.strength)

    def aim_deg(self, target_deg: float) -> float:
        """Where one movement towards a target will stop: aimed with their error, sometimes broken off half-way, and
        never beyond what they can or what hurts."""
        aim_deg = target_deg + float(self.random.normal(0.0, self.error_deg))
        if self.lapses():
            aim_deg *= 0.5
        far_deg = min(self.range_deg, self.profile.pain_at_deg)
        return math.copysign(min(abs(aim_deg), far_deg), aim_deg)

    def lapses(self) -> bool:
        """Whether this attempt stops half-way."""
        return bool(self.random.random() < self.profile.lapse)

    def late_s(self) -> float:
        """How much later than usual what is asked for now is noticed: half of it is on the side that is overlooked."""
        overlooked = self.profile.neglect > 0.0 and self.random.random() < 0.5 * self.profile.neglect
        return _LATE_S if overlooked else 0.0
