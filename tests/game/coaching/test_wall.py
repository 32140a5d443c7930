"""Nothing is asked for beyond the prescription's limits inside the movement's safe ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.prescription import Prescription
from game.coaching.wall import inside, outside, wall_of
from game.content import find_level, shipped_levels
from game.exercises.exercise import Asked, Wall
from game.exercises.keys import Companion
from game.exercises.ranges import LEAST_DEG
from game.level import Level, read_level
from game.motion.movements import MOVEMENTS
from tests.game.build import REACH, prescription

LEVELS = {name: read_level(*find_level(name)) for name in shipped_levels()}
LEVEL = read_level(REACH, "")
"""Asks for 30, 50 and 70 degrees."""
DEGREES = st.floats(-180.0, 180.0)
WALLS = st.tuples(DEGREES, DEGREES).map(lambda pair: Wall(min(pair), max(pair), 120.0))


def allowing(level: Level, **said: object) -> Prescription:
    """One that says this of the level's movement."""
    return Prescription.model_validate(
        {**prescription(level.id).as_row(), "levels": (level.id,), "format": 2, "movements": {level.movement: said}}
    )


@pytest.mark.parametrize("name", sorted(LEVELS))
@given(floor_deg=DEGREES, ceiling_deg=DEGREES, speed=st.floats(5.0, 400.0))
def test_the_wall_lies_inside_the_safe_limits(name: str, floor_deg: float, ceiling_deg: float, speed: float) -> None:
    """Whatever a prescription says, unless it says why."""
    level = LEVELS[name]
    low_deg, high_deg = level.row.safe_deg
    wall = wall_of(level, allowing(level, floor_deg=floor_deg, ceiling_deg=ceiling_deg, speed_deg_s_max=speed))
    assert wall.floor_deg >= max(low_deg, floor_deg) and wall.ceiling_deg <= min(high_deg, ceiling_deg)
    assert wall.speed_deg_s_max <= min(speed, level.row.speed_deg_s_max)


@pytest.mark.parametrize("name", sorted(MOVEMENTS))
def test_blank_fields_mean_the_usual_speeds(name: str) -> None:
    """120 degrees a second, 60 where the limb is spastic or was operated on, 45 at the neck."""
    row = MOVEMENTS[name]
    neck = 45.0 if name.startswith("neck_") else 400.0
    day = date(2026, 3, 1)
    bare = wall_of(LEVEL, prescription(LEVEL.id), row, day)
    assert (bare.floor_deg, bare.ceiling_deg) == row.safe_deg
    assert bare.speed_deg_s_max == min(120.0, neck, row.speed_deg_s_max)
    for key in ("spastic", "after_surgery"):
        careful = Prescription.model_validate({**prescription(LEVEL.id).as_row(), "levels": (LEVEL.id,), key: True})
        assert wall_of(LEVEL, careful, row, day).speed_deg_s_max == min(60.0, neck, row.speed_deg_s_max)


def test_without_a_prescription_the_safe_limits_are_the_wall() -> None:
    """A try-out is free inside them."""
    assert wall_of(LEVEL, None) == Wall(*LEVEL.row.safe_deg, LEVEL.row.speed_deg_s_max)


def test_a_written_reason_passes_a_safe_limit() -> None:
    """And nothing else does."""
    said = {"speed_deg_s_max": 200.0, "beyond_safe_limits": "Trained swimmer"}
    assert wall_of(LEVEL, allowing(LEVEL, **said)).speed_deg_s_max == 200.0
    assert wall_of(LEVEL, allowing(LEVEL, speed_deg_s_max=200.0)).speed_deg_s_max == LEVEL.row.speed_deg_s_max


@given(st.lists(st.floats(-180.0, 180.0), min_size=1, max_size=12, unique=True), WALLS)
def test_no_target_stays_outside(targets: list[float], wall: Wall) -> None:
    """They keep their order, those inside stay as they are, and what is moved can be told from the others and rest."""
    targets_deg = tuple(targets)
    found = inside(targets_deg, wall)
    natural = [target for target in targets_deg if wall.floor_deg <= target <= wall.ceiling_deg]
    assert bool(found) == bool(natural)
    assert all(wall.floor_deg <= target <= wall.ceiling_deg for target in found)
    assert [target for target in found if target in natural] == (natural if found else [])
    for moved in set(found) - set(natural):
        assert all(abs(moved - other) >= LEAST_DEG for other in (*(set(found) - {moved}), 0.0))


@pytest.mark.parametrize(
    ("ceiling_deg", "targets_deg"),
    [(180.0, (30.0, 50.0, 70.0)), (60.0, (30.0, 50.0, 60.0)), (52.0, (30.0, 50.0)), (40.0, (30.0, 40.0))],
)
def test_a_level_partly_outside_is_brought_inside(ceiling_deg: float, targets_deg: tuple[float, ...]) -> None:
    wall = wall_of(LEVEL, allowing(LEVEL, ceiling_deg=ceiling_deg))
    assert outside(LEVEL, wall) is None
    assert inside(LEVEL.exercise.asked().targets_deg, wall) == targets_deg


@pytest.mark.parametrize(("most_deg", "ceiling_deg"), [(150.0, 150.0), (80.0, 80.0), (40.0, 40.0), (20.0, 20.0)])
def test_what_moves_along_with_a_movement_has_a_wall_too(most_deg: float, ceiling_deg: float) -> None:
    """A level that asks another limb for as much asks nothing that passes the other limb's wall; the slower speed
    holds for both."""
    level = LEVEL.model_copy(update={"exercise": _Pair()})
    said = {"elbow_flexion": {"ceiling_deg": most_deg, "speed_deg_s_max": 50.0}}
    allowed = Prescription.model_validate(
        {**prescription(level.id).as_row(), "levels": (level.id,), "format": 2, "movements": said}
    )
    assert wall_of(level, allowed) == Wall(0.0, ceiling_deg, 50.0)


def test_where_a_share_of_the_own_range_is_asked_for_its_degrees_are_a_wall() -> None:
    """Whoever shows a larger range, or finds it easy, is asked for no more than the level says."""
    shared, plain = (LEVEL.model_copy(update={"exercise": _Pair(*shares)}) for shares in ((0.8, 0.5), ()))
    assert wall_of(shared, None).ceiling_deg == 50.0 < wall_of(plain, None).ceiling_deg


class _Pair:
    """An exercise of two limbs, as far as the wall asks."""

    kind, other_deg = "tandem", 50.0

    def __init__(self, *own_shares: float) -> None:
        self.own_shares = own_shares

    def asked(self) -> Asked:
        return Asked((50.0,), 5.0, 0.0)

    def companions(self, _movement: str) -> tuple[Companion, ...]:
        return (Companion("other", "elbow_flexion"),)


def test_a_level_outside_says_so() -> None:
    """What it asks for, what is allowed, and what to do."""
    assert outside(LEVEL, wall_of(LEVEL, allowing(LEVEL, ceiling_deg=20.0))) == (
        "This level asks for 30° to 70°, and your prescription allows 0° to 20°. Choose an easier level, or ask your "
        "therapist."
    )
    assert "too little to be measured" in str(outside(LEVEL, Wall(30.0, 34.0)))
