"""Path: one step after another from the easiest to the hardest, through the parameters in the order of the level."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.exercises.exercise import Asked, Difficulty, Parameter, Wall

STEPS = 20
"""A parameter goes from the level's own value to either of its ends in so many steps: fine enough not to be felt as a
jump, few enough for a session. A choice."""


@dataclass(frozen=True, slots=True)
class Path:
    """Step 0 is what the level says. Each parameter is used up before the next one moves, either way."""

    parameters: tuple[Parameter, ...] = ()
    """What adapts, first to last."""
    harder: tuple[int, ...] = ()
    """How many steps each may go harder…"""
    easier: tuple[int, ...] = ()
    """…and how many easier."""

    @property
    def easiest(self) -> int:
        """The lowest step."""
        return -sum(self.easier)

    @property
    def hardest(self) -> int:
        """The highest step."""
        return sum(self.harder)

    def clamped(self, step: int) -> int:
        """The step, or the nearest one on the path."""
        return min(self.hardest, max(self.easiest, step))

    def at(self, step: int) -> Difficulty:
        """How hard each parameter is at a step of the path."""
        values: dict[str, float] = {}
        left = abs(step)
        for name, most in zip(self.parameters, self.harder if step > 0 else self.easier, strict=True):
            used = min(left, most)
            left -= used
            values[name] = math.copysign(used / STEPS, step) if used else 0.0
        return Difficulty(**values)

    def moved(self, before: int, after: int) -> tuple[Parameter, ...]:
        """The parameters that differ between two steps."""
        old, new = self.at(before), self.at(after)
        return tuple(name for name in self.parameters if getattr(old, name) != getattr(new, name))


def path_of(asked: Asked, adapts: tuple[Parameter, ...], base_deg: float, ceiling_deg: float) -> Path:
    """The path through what this kind can adapt and the level lets adapt.

    `base_deg` is the highest target at step 0 and `ceiling_deg` what it may rise to; nan for a kind without degrees.
    A hold that is none cannot be longer or shorter, and is left out.
    """
    parameters = tuple(name for name in adapts if name in asked.ends and (name != "hold" or asked.hold_s > 0.0))
    harder = tuple(
        _steps_up(asked, base_deg, ceiling_deg) if name == "range" and asked.targets_deg else STEPS
        for name in parameters
    )
    easier = tuple(STEPS if asked.ends[name].eases else 0 for name in parameters)
    return Path(parameters, harder, easier)


def _steps_up(asked: Asked, base_deg: float, ceiling_deg: float) -> int:
    """How many steps the range may rise: the last one still lies below the ceiling."""
    hardest = asked.ends["range"].hardest
    if hardest <= 1.0 or base_deg <= 0.0 or ceiling_deg <= base_deg:
        return 0
    return min(STEPS, math.floor(STEPS * math.log(ceiling_deg / base_deg) / math.log(hardest) + 1e-9))


def wall_deg(wall: Wall, target_deg: float) -> float:
    """How far from zero a target on this side may lie."""
    return wall.ceiling_deg if target_deg >= 0.0 else -wall.floor_deg
