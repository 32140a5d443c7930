"""Wall: how far and how fast anything may be asked for: the prescription's limits inside the movement's safe ones."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from game.coaching.blanks import BLANKS
from game.exercises.exercise import Asked, Wall
from game.exercises.ranges import LEAST_DEG
from game.motion.movement import Movement
from game.motion.movements import MOVEMENTS

if TYPE_CHECKING:
    from game.coaching.prescription import Prescription
    from game.level import Level

_NECK = "neck_"
_BESIDE = ("other_deg", "second_from_deg", "second_to_deg")
"""Keys of kinds that ask a companion for something, degrees."""


def wall_of(
    level: Level, prescription: Prescription | None, row: Movement | None = None, day: date | None = None
) -> Wall:
    """What nothing that a level asks for may pass on that day (the prescription's first, where none is said). Without a
    prescription the movement's safe limits are the wall. `row` is another movement than the level's own, which a level
    watches beside it."""
    if row is None:
        return _beside(level, wall_of(level, prescription, level.row, day), prescription, day)
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


def _beside(level: Level, wall: Wall, prescription: Prescription | None, day: date | None) -> Wall:
    """The wall brought nearer where what is watched beside the movement, which gets larger and smaller with it, would
    come to its own wall first; the slower of both speeds. Where shares of the person's own range are asked for, the
    level's degrees are the farthest that is ever asked."""
    asked_deg = max((abs(target) for target in level.exercise.asked().targets_deg), default=math.nan)
    ceiling_deg, speed = wall.ceiling_deg, wall.speed_deg_s_max
    if level.exercise.own_shares and math.isfinite(asked_deg):
        ceiling_deg = min(ceiling_deg, asked_deg)
    for companion in level.companions:
        other = wall_of(level, prescription, MOVEMENTS[companion.movement], day)
        speed = min(speed, other.speed_deg_s_max)
        for end_deg in _ends_beside_deg(level):
            limit_deg = other.ceiling_deg if end_deg > 0.0 else other.floor_deg
            if end_deg != 0.0 and math.isfinite(asked_deg):
                ceiling_deg = min(ceiling_deg, max(0.0, asked_deg * limit_deg / end_deg))
    return Wall(wall.floor_deg, ceiling_deg, speed)


def _ends_beside_deg(level: Level) -> tuple[float, ...]:
    """How far a companion is asked to go where the level's own movement goes as far as the level says."""
    said = (getattr(level.exercise, key, None) for key in _BESIDE)
    return tuple(float(each) for each in said if each is not None)


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
    return tuple(moved_deg for _, moved_deg in _moved(targets_deg, wall, apart_deg))


def _moved(targets_deg: tuple[float, ...], wall: Wall, apart_deg: float) -> list[tuple[int, float]]:
    """The place and the angle of each target that stays."""
    kept = {place: deg for place, deg in enumerate(targets_deg) if wall.floor_deg <= deg <= wall.ceiling_deg}
    if not kept:
        return []
    for place, target_deg in enumerate(targets_deg):
        moved_deg = wall.inside_deg(target_deg)
        if place not in kept and all(abs(moved_deg - other) >= apart_deg for other in (*kept.values(), 0.0)):
            kept[place] = moved_deg
    return sorted(kept.items())


def asked_inside(asked: Asked, wall: Wall) -> Asked:
    """What a level asks for, brought inside the wall; a place that is left out takes its side with it."""
    if not asked.targets_deg:
        return asked
    moved = _moved(asked.targets_deg, wall, LEAST_DEG)
    sides = tuple(asked.sides[place] for place, _ in moved) if asked.sides else ()
    return replace(asked, targets_deg=tuple(deg for _, deg in moved), sides=sides)


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
