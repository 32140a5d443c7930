"""read_prescription: a file's text to a Prescription, or every problem of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError

from game.coaching.filed import read_keys
from game.coaching.prescription import FORMAT, MovementAllowance, Prescription
from game.level import LevelProblems
from game.level.tree import Path, Tree
from game.motion.movements import MOVEMENTS

_FIRST_FORMAT = frozenset(
    ("format", "id", "version", "signed_by", "levels", "standing", "valid_from", "valid_until", "electrodes")
)
"""The keys of format 1."""
_STAND_INS: dict[str | int, Any] = {
    "format": FORMAT,
    "id": "unread",
    "version": 1,
    "valid_from": date.min.isoformat(),
}
"""What has to be there, where it could not be read."""


def read_prescription(raw: str | bytes, name: str) -> Prescription:
    """The prescription in a file's text; `name` is the file as problems name it.

    Raises LevelProblems with everything that is wrong, each with line and column.
    """
    found, tree = read_keys(Prescription, raw, name, what="a prescription", newest=FORMAT)
    if (whole := found or _rest(tree)) is not None:
        _lint(whole, tree)
    if tree.problems or found is None:
        raise LevelProblems(tree.problems)
    return found


def _rest(tree: Tree) -> Prescription | None:
    """The prescription without the keys that could not be read, so that what is wrong between the others is said at
    once; None where it is not to be had. What has to be there stands in it."""
    value: Any = tree.value
    rest = {**_STAND_INS, **value}
    for path in tree.unread:
        _cut(rest, path)
    try:
        return Prescription.model_validate({**rest, "levels": ("unread",)} if _unread(tree, "levels") else rest)
    except ValidationError:
        return None


def _unread(tree: Tree, key: str) -> bool:
    """Something in that section could not be read."""
    return any(path[:1] == (key,) for path in tree.unread)


def _cut(section: dict[Any, Any], path: Path) -> None:
    """Take out what stands at a path; of a list, the whole list. A key that has to be there keeps its stand-in."""
    key, *inside = path
    if inside and isinstance(section.get(key), dict):
        section[key] = dict(section[key])
        _cut(section[key], tuple(inside))
    elif key in _STAND_INS:
        section[key] = _STAND_INS[key]
    else:
        section.pop(key, None)


def _lint(found: Prescription, tree: Tree) -> None:
    """What has to hold between its keys."""
    assert isinstance(tree.value, dict)
    if found.format == 1:
        for key in tree.value:
            if key not in _FIRST_FORMAT:
                tree.add(tree.places[(key,)].key, f"{key} is a key of format {FORMAT}: write “format: {FORMAT}”")
    if found.levels is None and found.programme is None:
        tree.add(tree.places[()].value, "levels is missing: a list of the ids of levels, or a programme")
    if found.valid_until is not None and found.valid_until < found.valid_from:
        tree.add(tree.places[("valid_until",)].value, "valid_until lies before valid_from")
    _lint_phases(found, tree)
    for path, movement, allowance in _movements(found):
        _lint_movement(tree, path, movement, allowance, found)


def _lint_phases(found: Prescription, tree: Tree) -> None:
    """Phases are in order, end after they begin, and no two share a day."""
    before = ""
    for place, phase in enumerate(found.phases):
        if phase.last_day < phase.first_day:
            tree.add(tree.places[("phases", place, "last_day")].value, "last_day lies before first_day")
        if phase.first_day <= before:
            what = "this phase begins before the one above it has ended; on one day one thing holds"
            tree.add(tree.places[("phases", place, "first_day")].value, what)
        before = max(before, phase.last_day)


def _movements(found: Prescription) -> Iterator[tuple[Path, str, MovementAllowance]]:
    """What is said of each movement, and where."""
    for movement, allowance in found.movements.items():
        yield ("movements", movement), movement, allowance
    for place, phase in enumerate(found.phases):
        for movement, allowance in phase.movements.items():
            yield ("phases", place, "movements", movement), movement, allowance


def _lint_movement(tree: Tree, path: Path, movement: str, allowance: MovementAllowance, found: Prescription) -> None:
    """The range has a size, and passing a safe limit of the movement table has its written reason."""
    row, base = MOVEMENTS[movement], found.movements.get(movement)
    low_deg, high_deg = row.safe_deg
    floor_deg, ceiling_deg = (
        getattr(allowance, key) if getattr(allowance, key) is not None else getattr(base, key, None)
        for key in ("floor_deg", "ceiling_deg")
    )
    if (low_deg if floor_deg is None else floor_deg) >= (high_deg if ceiling_deg is None else ceiling_deg):
        key = "ceiling_deg" if allowance.ceiling_deg is not None else "floor_deg"
        place = tree.places.get((*path, key)) or tree.places[path]
        tree.add(place.value, f"nothing of {movement} is left between the floor and the ceiling")
    if allowance.beyond_safe_limits or (base is not None and base.beyond_safe_limits):
        return
    speed = allowance.speed_deg_s_max
    limits = (
        ("floor_deg", allowance.floor_deg, allowance.floor_deg is not None and allowance.floor_deg < low_deg, low_deg),
        (
            "ceiling_deg",
            allowance.ceiling_deg,
            allowance.ceiling_deg is not None and allowance.ceiling_deg > high_deg,
            high_deg,
        ),
        ("speed_deg_s_max", speed, speed is not None and speed > row.speed_deg_s_max, row.speed_deg_s_max),
    )
    for key, value, passes, limit in limits:
        if passes:
            what = f"{value:g} passes the safe limit of {movement}, {limit:g}: say why in beyond_safe_limits, or stay"
            tree.add(tree.places[(*path, key)].value, f"{what} inside it")
