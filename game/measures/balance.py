"""Balance beyond sway: what closed eyes change, and how far a person dares to lean."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import LARGEST, Signal, signal, unsound
from game.measures.value import Value

HOLD_S = 1.0
"""A lean counts when it is held as long."""
ROMBERG = ("romberg_quotient", "stabilisation_ratio_ln")
LIMITS = {"polygon_area_deg2": "deg²", "directional_control_pct": "%", "path_efficiency": "1"}


def romberg(open: float, closed: float) -> Mapping[str, Value]:
    """One sway measure with eyes open and with eyes closed: `romberg_quotient`, closed over open, and its logarithm
    `stabilisation_ratio_ln`, which repeats better; of mean velocity rather than of rms (Cornilleau-Pérès et al. 2005).

    The quotient hangs on how far away the eyes rest: keep the distance of the screen and store it.
    """
    numbers = (float(open), float(closed))
    reason = None
    if not all(math.isfinite(number) and abs(number) <= LARGEST for number in numbers):
        reason = "the sway is not known both with eyes open and with eyes closed"
    elif min(numbers) < 0.0:
        reason = "sway cannot be below 0"
    elif numbers[0] < 1.0 / LARGEST:
        reason = "no sway with eyes open to compare with"
    if reason is not None:
        return {name: Value.missing("1", reason) for name in ROMBERG}
    quotient = numbers[1] / numbers[0]
    if not math.isfinite(quotient):
        return {name: Value.missing("1", "the sway is too large to be true") for name in ROMBERG}
    return {
        "romberg_quotient": Value(quotient, "1"),
        "stabilisation_ratio_ln": Value(math.log(quotient), "1")
        if quotient > 0.0
        else Value.missing("1", "no sway with eyes closed to compare with"),
    }


def limits_of_stability(
    leans_deg: ArrayLike, *, path: ArrayLike | None = None, direction_deg: float = 0.0
) -> Mapping[str, Value]:
    """How far a person leans and stays up; `leans_deg` has the furthest held lean of each direction, all round in equal
    steps (eight of them, see `held_lean`).

    `polygon_area_deg2` is the area within them. Of one lean's `path`, shape (n, 2), toward `direction_deg` counted from
    its first axis to its second: `directional_control_pct`, the way along the direction less the way across it, as a
    share of the way along; `path_efficiency`, the straight line over the whole way. Trunk angles are no force plate's:
    set targets at 50 to 75 % of the person's own limits.
    """
    leans = signal(leans_deg)
    reason = unsound(leans, least=3)
    if reason is None and leans.min() < 0.0:
        reason = "a lean cannot be below 0"
    following = np.roll(leans, -1)
    area = 0.0 if reason else 0.5 * math.sin(math.tau / leans.size) * float((leans * following).sum())
    control, efficiency = _along(path, direction_deg)
    return {
        "polygon_area_deg2": Value(area, LIMITS["polygon_area_deg2"])
        if reason is None
        else Value.missing(LIMITS["polygon_area_deg2"], reason),
        "directional_control_pct": control,
        "path_efficiency": efficiency,
    }


def _along(path: ArrayLike | None, direction_deg: float) -> tuple[Value, Value]:
    """Directional control and efficiency of one lean."""
    points = np.empty((0, 2)) if path is None else np.array(path, dtype=np.float64)
    reason = "no path was recorded" if path is None or not points.size else _unfit(points, direction_deg)
    if reason is not None:
        return Value.missing("%", reason), Value.missing("1", reason)
    turn = math.radians(direction_deg)
    steps = np.diff(points, axis=0)
    along = float(np.abs(steps @ np.array([math.cos(turn), math.sin(turn)])).sum())
    across = float(np.abs(steps @ np.array([-math.sin(turn), math.cos(turn)])).sum())
    way = float(np.hypot(steps[:, 0], steps[:, 1]).sum())
    straight = float(np.hypot(*(points[-1] - points[0])))
    still = "no movement in that direction"
    return (
        Value(100.0 * (along - across) / along, "%") if along > way / LARGEST else Value.missing("%", still),
        Value(min(1.0, straight / way), "1") if way > 0.0 else Value.missing("1", still),
    )


def _unfit(points: Signal, direction_deg: float) -> str | None:
    if points.ndim != 2 or points.shape[1] != 2:
        return "a path has two columns"
    if not math.isfinite(direction_deg):
        return "the direction is not known"
    return unsound(points[:, 0], points[:, 1], least=2)


def held_lean(lean_deg: ArrayLike, rate_hz: float, *, hold_s: float = HOLD_S) -> Value:
    """The furthest lean that was held for `hold_s`: the highest angle that the signal stays at or above as long."""
    leans = signal(lean_deg)
    least = max(1, round(hold_s * rate_hz)) if 0.0 < rate_hz < math.inf else 1
    if reason := unsound(leans, least=least, rate_hz=rate_hz):
        return Value.missing("deg", reason)
    return Value(float(np.lib.stride_tricks.sliding_window_view(leans, least).min(axis=1).max()), "deg")
