"""Able: what a simulated person can do at this moment: how far, how fast and how exactly, as they tire and learn."""

from __future__ import annotations

import math

import numpy as np

from game.motion.movement import SPEED_DEG_S_MAX, Movement
from game.population.profile import Profile


class Able:
    """The abilities of a profile, and every draw that one movement needs. Equal seeds do the same."""

    def __init__(self, profile: Profile, movement: Movement, seed: int) -> None:
        self.profile = profile
        self.movement = movement
        self.random = np.random.default_rng(seed)
        self.repetitions = 0
        """Movements made so far: what tires them and teaches them."""

    @property
    def fresh(self) -> float:
        """The share of range and speed that fatigue has left, 0-1."""
        return (1.0 - self.profile.fatigue_per_rep) ** self.repetitions

    @property
    def range_deg(self) -> float:
        """How far they can go now."""
        return self.profile.range_deg * self.fresh

    @property
    def error_deg(self) -> float:
        """Standard deviation of where they stop about where they aim, now."""
        return self.profile.noise_deg * (1.0 - self.profile.learning_per_rep) ** self.repetitions

    @property
    def speed_deg_s(self) -> float:
        """Peak speed of their movements now; where a movement's own ceiling is lower than usual, as much lower."""
        return self.profile.speed_deg_s * self.fresh * self.movement.speed_deg_s_max / SPEED_DEG_S_MAX

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
