"""Symmetry of two limbs: how much of the uninvolved one's result the involved one reaches."""

from __future__ import annotations

import math
from collections.abc import Mapping

from game.measures.soundness import LARGEST
from game.measures.value import Value

UNITS = {"lsi": "%", "robinson": "%", "symmetry_angle": "%"}


def limb_symmetry(
    involved: float, uninvolved: float, *, time_like: bool = False, detectable: float = 0.0
) -> Mapping[str, Value]:
    """`lsi`, the share of the uninvolved limb's result; `robinson`, the difference as a share of the mean, negative
    when the involved one has less (Robinson et al. 1987); `symmetry_angle`, 0 when equal (Zifchock et al. 2008).

    Of times, and of whatever is better when less, the limb symmetry index is turned round (`time_like`). Below the
    uninvolved limb's `detectable` change every one would be noise. The uninvolved limb loses strength too, so that 90 %
    of it is no proof of health.
    """
    numbers = (float(involved), float(uninvolved))
    reason = _unfit(numbers, detectable)
    if reason is not None:
        return {name: Value.missing(unit, reason) for name, unit in UNITS.items()}
    scale = max(numbers)
    first, second = numbers[0] / scale, numbers[1] / scale
    share, of = (second, first) if time_like else (first, second)
    angle_deg = math.degrees(math.atan2(first, second))
    lsi = 100.0 * share / of if of > 0.0 else math.inf
    return {
        "lsi": Value(lsi, "%") if math.isfinite(lsi) else Value.missing("%", "nothing to compare with: one side is 0"),
        "robinson": Value(100.0 * (first - second) / (0.5 * (first + second)), "%"),
        "symmetry_angle": Value(100.0 * abs(45.0 - angle_deg) / 90.0, "%"),
    }


def _unfit(numbers: tuple[float, float], detectable: float) -> str | None:
    if not all(math.isfinite(number) for number in numbers):
        return "one side is not known"
    if min(numbers) < 0.0:
        return "a share needs two numbers that are not below 0"
    if max(numbers) > LARGEST:
        return "one side is too large to be true"
    if max(numbers) == 0.0:
        return "nothing to compare with: both sides are 0"
    if numbers[1] < detectable:
        return "the uninvolved side is below what can be told from noise"
    return None
