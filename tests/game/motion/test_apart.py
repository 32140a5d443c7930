"""What the worn sensors cannot tell really looks alike, everything else can be told, and a sentence says so."""

from __future__ import annotations

import pytest

from game.motion.apart import cannot_tell, told_apart_by
from game.motion.movement import Formula, Movement, Way
from game.motion.movements import MOVEMENTS
from tests.game.motion.test_table_and_body import STROKE_TICKS, angles_deg, stroke_deg

GOAL_DEG = 30.0
KEPT_STILL = [row.name for row in MOVEMENTS.values() if row.simplest.formula is Formula.LEAN_AWAY]
"""Rows that ask for keeping still: any movement is what they are to see, so that none is mistaken for it."""
WAYS = [
    pytest.param(row, way, id=f"{row.name}-{'+'.join(way.worn)}")
    for row in MOVEMENTS.values()
    for way in row.ways
    if row.name not in KEPT_STILL
]


def seen_as_deg(row: Movement, way: Way, other: Movement) -> tuple[float, float]:
    """How far the way says that its row has gone when the other movement is made from the row's neutral pose, and how
    far that went; in the direction of the other that is more alike."""
    posture = next(each for each in row.postures if each in other.postures)
    found = []
    for goal_deg in (min(GOAL_DEG, other.safe_deg[1]), max(-GOAL_DEG, other.safe_deg[0])):
        if goal_deg:
            start = row.start("right")
            moves = [
                {joint: start.get(joint, 0.0) + share for joint, share in moved.items()}
                for moved in (relative(other, deg) for deg in stroke_deg(goal_deg)[: STROKE_TICKS // 2 + 1])
            ]
            said = angles_deg(row, way, "right", moves, posture=posture)
            found.append((said[-1], abs(goal_deg)))
    return max(found)


def relative(row: Movement, angle_deg: float) -> dict[str, float]:
    """What the movement adds to the joints of a neutral pose."""
    return {
        joint: deg - row.start("right").get(joint, 0.0) for joint, deg in row.joints_deg(angle_deg, "right").items()
    }


AGAIN = [
    row.name
    for place, row in enumerate(MOVEMENTS.values())
    if row.joints in [earlier.joints for earlier in list(MOVEMENTS.values())[:place]]
]
"""Rows that move what an earlier row moves, from another pose."""


def others_of(row: Movement, way: Way) -> list[Movement]:
    """Movements that the same sensors would measure, and that can be made in one of the row's postures. Who sits does
    not squat, and who is up does not stand up: these begin elsewhere. A joint that another row moves from another pose
    is told once."""
    return [
        other
        for other in MOVEMENTS.values()
        if other.joints != row.joints
        and other.name not in AGAIN
        and other.name not in KEPT_STILL
        and any(set(one.worn) <= set(way.worn) for one in other.ways)
        and set(other.postures) & set(row.postures)
        and ("lowering" in dict(row.start_deg)) == ("lowering" in dict(other.start_deg))
    ]


@pytest.mark.parametrize(("row", "way"), WAYS)
def test_what_is_said_to_look_alike_does_and_nothing_else(row: Movement, way: Way) -> None:
    """By a body: what is listed gives an angle of the same sign and about the size; what is not gives less than half
    of it, or the other sign."""
    for name in way.cannot_tell_from:
        seen_deg, went_deg = seen_as_deg(row, way, MOVEMENTS[name])
        assert seen_deg > 0.7 * went_deg, f"{name} can be told: {seen_deg:.0f}° of {went_deg:.0f}°"
    for other in others_of(row, way):
        if other.name not in way.cannot_tell_from:
            seen_deg, went_deg = seen_as_deg(row, way, other)
            assert seen_deg < 0.65 * went_deg, f"{other.name} looks alike: {seen_deg:.0f}° of {went_deg:.0f}°"


ELBOW, PALM, SHOULDER = MOVEMENTS["elbow_flexion"], MOVEMENTS["forearm_rotation"], MOVEMENTS["shoulder_flexion"]


def test_one_sentence_says_so_and_which_second_sensor_can() -> None:
    assert cannot_tell(PALM, PALM.simplest, "left") == (
        "By the sensor on the left forearm alone, this cannot tell turning the palm from raising the arm to the side "
        "or raising the arm half-way between front and side; a second sensor on the left upper arm can"
    )
    assert cannot_tell(ELBOW, ELBOW.ways[1]) is None, "the second sensor tells all"


def test_what_a_second_sensor_still_cannot_tell_is_not_promised() -> None:
    by_the_forearm = SHOULDER.ways[1]
    apart = told_apart_by(SHOULDER, by_the_forearm)
    assert (apart.further, apart.told) == ("upper_arm", ("elbow_flexion",))
    said = cannot_tell(SHOULDER, by_the_forearm)
    assert said is not None and said.endswith("; a second sensor on the upper arm can tell it from bending the elbow")
    squat = MOVEMENTS["squat"]
    said = cannot_tell(squat, squat.simplest)
    assert said is not None and "second" not in said
