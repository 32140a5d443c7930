"""Wall: how far and how fast anything may be asked for: the prescription's limits inside the movement's safe ones."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from game.coaching.blanks import BLANKS
from game.exercises.exercise import Wall
from game.motion.movement import Movement

if TYPE_CHECKING:
    from game.coaching.prescription import Prescription
    from game.level import Level

LEAST_DEG = 6.0
"""A target nearer to the neutral pose cannot be told from rest: a little more than the error of measurement, a choice.
"""
_NECK = "neck_"


def wall_of(
    level: Level, prescription: Prescription | None, row: Movement | None = None, day: date | None = None
) -> Wall:
    """What nothing that a level asks for may pass on that day (the prescription's first, where none is said). Without a
    prescription the movement's safe limits are the wall. `row` is another movement than the level's own, which a level
    watches beside it."""
    row = row or level.row
    low_deg, high_deg = row.safe_deg
    if prescription is None:
        return Wall(low_deg, high_deg, row.speed_deg_s_max)
    day = day or date.fromisoformat(prescription.valid_from)
    floor_deg = _or(prescription.said("floor_deg", row.name, day), low_deg)
    ceiling_deg = _or(prescription.said("ceiling_deg", row.name, day), high_deg)
    speed = _or(prescription.said("speed_deg_s_max", row.name, day), _usual_speed_deg_s(prescription, row, day))
    if prescription.said("beyond_safe_limits", row.name, day) is not None:
        return Wall(floor_deg, ceiling_deg, speed)
    return Wall(max(low_deg, floor_deg), min(high_deg, ceiling_deg), min(row.speed_deg_s_max, speed))


def _or(said: float | None, otherwise: float) -> float:
    return otherwise if said is None else said


def _usual_speed_deg_s(prescription: Prescription, row: Movement, day: date) -> float:
    """The peak speed where the prescription names none."""
    careful = any(prescription.said(key, row.name, day) for key in ("spastic", "after_surgery"))
    neck = BLANKS.speed_neck_deg_s_max if row.name.startswith(_NECK) else math.inf
    return min(neck, BLANKS.speed_careful_deg_s_max if careful else BLANKS.speed_deg_s_max)


def inside(targets_deg: tuple[float, ...], wall: Wall, apart_deg: float = LEAST_DEG) -> tuple[float, ...]:
    """The targets brought inside the wall, in their order; of those that come to lie too near to one that is kept to be
    told from it, one stays. None where all that is asked for lies outside, or nothing is left to go."""
    if not any(wall.floor_deg <= target <= wall.ceiling_deg for target in targets_deg):
        return ()
    kept = [target for target in targets_deg if wall.floor_deg <= target <= wall.ceiling_deg]
    moved: dict[float, float] = {target: target for target in kept}
    for target_deg in targets_deg:
        moved_deg = wall.inside_deg(target_deg)
        if target_deg not in moved and all(abs(moved_deg - other) >= apart_deg for other in (*kept, 0.0)):
            kept.append(moved_deg)
            moved[target_deg] = moved_deg
    return tuple(moved[target] for target in targets_deg if target in moved)


def outside(level: Level, wall: Wall) -> str | None:
    """Why a level lies outside the wall, in one sentence or two; None where some of it at least lies inside."""
    targets_deg = level.exercise.asked().targets_deg
    if wall.ceiling_deg - wall.floor_deg < LEAST_DEG:
        return (
            f"Your prescription leaves {wall.floor_deg:g}° to {wall.ceiling_deg:g}° for this movement, too little to "
            "be measured. Ask your therapist."
        )
    if not targets_deg or inside(targets_deg, wall):
        return None
    return (
        f"This level asks for {min(targets_deg):g}° to {max(targets_deg):g}°, and your prescription allows "
        f"{wall.floor_deg:g}° to {wall.ceiling_deg:g}°. Choose an easier level, or ask your therapist."
    )
