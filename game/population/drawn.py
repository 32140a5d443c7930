"""Drawn: simulated people drawn by lot, very different from one another."""

from __future__ import annotations

import numpy as np

from game.population.profile import Profile

_DIGITS = 4
"""Every number is rounded to so many, so that what is printed is what was played."""


def draw_profiles(count: int, seed: int) -> tuple[Profile, ...]:
    """So many people; the first ones of a seed are the same however many are drawn."""
    return tuple(_draw(np.random.default_rng((seed, place))) for place in range(count))


def _draw(random: np.random.Generator) -> Profile:
    """One person. Every number is drawn evenly from its span, the aiming error evenly in its logarithm; what not
    everybody has (tremor, fatigue, drop-outs…) is left out for as many as said. The spans are choices, wide enough for
    people who can hardly take part and for those who find everything easy."""

    def even(low: float, high: float, share: float = 1.0, without: float = 0.0) -> float:
        """Both draws are made in any case: what one number is says nothing of the next."""
        has, value = random.random() < share, float(random.uniform(low, high))
        return round(value, _DIGITS) if has else without

    range_deg = even(30.0, 150.0)
    return Profile(
        range_deg=range_deg,
        speed_deg_s=even(20.0, 110.0),
        strength=even(0.4, 1.0),
        reaction_s=even(0.25, 0.9),
        tremor_deg=even(0.0, 3.0, share=0.5),
        spasticity=even(0.1, 0.8, share=0.25),
        noise_deg=round(float(np.exp(random.uniform(np.log(1.0), np.log(8.0)))), _DIGITS),
        lapse=even(0.0, 0.1),
        neglect=even(0.2, 0.8, share=0.1),
        fatigue_per_rep=even(0.0, 0.01, share=0.5),
        learning_per_rep=even(0.0, 0.01),
        compensation=even(0.0, 0.4, share=0.5),
        dropouts_per_min=even(0.0, 4.0, share=0.5),
        pain_at_deg=round(even(0.7, 1.0) * range_deg, _DIGITS) if random.random() < 0.15 else 1000.0,
    )
