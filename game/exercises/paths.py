"""Paths: what `trace` asks to be followed; smooth, inside its sector, and nowhere faster than is allowed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Shape: TypeAlias = Literal["circle", "eight"]

RATE_HZ = 60.0
"""A place a tick."""
_RATIOS = (1.0, math.sqrt(3.0), math.sqrt(7.0))
"""Of the waves that a path is the sum of: no two have a common period, so that the sum never repeats."""
_WEIGHTS = (1.0, 0.5, 0.3)
"""Of each wave where the path is as irregular as may be: the slow one leads. A choice."""
_QUARTER = math.tau / 4.0
_STEEP_MIN = 1e-3
"""A sector that a wall has closed has no slope: its path keeps still."""


@dataclass(frozen=True, slots=True)
class Sector:
    """Between which angles a path lies, deg."""

    low_deg: float
    high_deg: float

    @property
    def half_deg(self) -> float:
        """From its middle to either end."""
        return 0.5 * (self.high_deg - self.low_deg)

    @property
    def middle_deg(self) -> float:
        return 0.5 * (self.low_deg + self.high_deg)


@dataclass(frozen=True, slots=True)
class Path:
    """Where the path is at each tick, deg; `second` is empty where there is only one way to move."""

    main_deg: tuple[float, ...]
    second_deg: tuple[float, ...] = ()


def build_path(
    sector: Sector,
    second: Sector | None,
    *,
    speed_deg_s: float,
    seconds: float,
    irregular: float,
    shape: Shape,
    seed: tuple[int, ...],
) -> Path:
    """A path of so many seconds that begins as near as it comes to the neutral pose.

    It is a sum of waves whose phases are drawn from `seed`: with `irregular` 0 a plain wave, in two ways to move a
    circle or an eight; with 1 nobody can tell how it goes on. It never leaves its sectors, and its speed (in both ways
    together) never passes `speed_deg_s`.
    """
    draw = np.random.default_rng(seed)
    phases = draw.uniform(0.0, math.tau, (2, len(_RATIOS)))
    if shape == "circle":
        phases[1, 0] = phases[0, 0] + _QUARTER
    weights = np.array([1.0, *(irregular * weight for weight in _WEIGHTS[1:])])
    ratios = (np.array(_RATIOS), np.array([2.0 if shape == "eight" else 1.0, *_RATIOS[:0:-1]]))
    ways = [sector] if second is None else [sector, second]
    # Twice: the first time shows how far each sum of waves goes in so long, which is then stretched over its sector.
    middle, reach = [0.0] * len(ways), [float(weights.sum())] * len(ways)
    waves: list[Numbers] = []
    for stretch in (False, True):
        steepest = [way.half_deg * float(weights @ ratios[n]) / reach[n] for n, way in enumerate(ways)]
        turn_rad_s = speed_deg_s / max(math.hypot(*steepest), _STEEP_MIN)
        # One slow wave more is looked at for where to begin.
        turned = turn_rad_s * np.arange(math.ceil((seconds + math.tau / turn_rad_s) * RATE_HZ) + 1) / RATE_HZ
        waves = [np.sin(np.outer(turned, ratios[n]) + phases[n]) @ weights for n in range(len(ways))]
        if not stretch:
            middle = [float(wave.min() + wave.max()) / 2.0 for wave in waves]
            reach = [float(wave.max() - wave.min()) / 2.0 for wave in waves]
    paths = [
        way.middle_deg + way.half_deg * np.clip((wave - middle[n]) / reach[n], -1.0, 1.0)
        for n, (way, wave) in enumerate(zip(ways, waves, strict=True))
    ]
    start = _begin(np.hypot(paths[0], paths[-1] if second is not None else 0.0), seconds)
    return Path(*(_cut(path, start, seconds) for path in paths))


def _begin(away_deg: Numbers, seconds: float) -> int:
    """The first place nearest to the neutral pose from which the path is still long enough."""
    return int(np.argmin(away_deg[: max(1, away_deg.size - math.ceil(seconds * RATE_HZ))]))


def _cut(path: Numbers, start: int, seconds: float) -> tuple[float, ...]:
    return tuple(path[start : start + math.ceil(seconds * RATE_HZ)].tolist())


def widest_deg(path_deg: Sequence[float], share: float) -> float:
    """How far to either side a corridor may reach so that whoever keeps still, wherever that is, is inside it for no
    more than this share of the path."""
    ordered = np.sort(np.asarray(path_deg))
    held = math.floor(share * ordered.size)
    if held >= ordered.size:
        return math.inf
    return 0.5 * float((ordered[held:] - ordered[: ordered.size - held]).min())
