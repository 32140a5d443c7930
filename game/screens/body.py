"""The shapes of the body and its chair, in centimetres: x to the right (from the side: forward), y up from the hip."""

from __future__ import annotations

from game.screens.pen import Path, Point

HIP_SEATED_CM = 53.0
HIP_STANDING_CM = 92.0
"""Height of the hip joint over the ground, on a chair and on one's feet."""
HIP_LYING_CM, HIP_LYING_FROM_ABOVE_CM = 46.0, 84.0
"""The same on a bed seen from the side; and over the lower edge of the picture where it is seen from above."""
UPPER_ARM_CM, FOREARM_CM, HAND_CM, FINGERS_CM = 29.0, 25.0, 6.5, 14.0
THIGH_CM, SHANK_CM, FOOT_CM = 42.5, 43.0, 17.0
KNEE: Point = (43.0, -1.0)
SHOULDER_BACK: Point = (17.8, 49.0)
SHOULDER_SIDE: Point = (-0.5, 49.5)

ARM_REST: dict[str, tuple[Point, Point, Point, Point]] = {
    "seated": (SHOULDER_SIDE, (3, 22), (20, 11.5), (26, 8)),
    "standing": (SHOULDER_SIDE, (1, 21), (4.5, -3), (6, -9)),
    "lying": (SHOULDER_SIDE, (-3, 21), (-3, -3), (-2, -9)),
    "holding": (SHOULDER_SIDE, (6, 22), (27, 7), (32, 5)),
    "crossed": (SHOULDER_SIDE, (6, 24), (11, 42), (8, 48)),
    "ahead": (SHOULDER_SIDE, (25, 36), (49, 40), (55, 41)),
    "back_seated": ((17.2, 49.2), (23.2, 24), (15, 8), (13, 5)),
    "back_standing": ((17.2, 49.2), (23.2, 24), (24.4, 0), (24, -6)),
}
"""How an arm is kept that is not what moves: shoulder, elbow, wrist and hand, in a trunk that stands upright."""

_TRUNK_BACK_HALF: Path = (
    (4.4, 63), (5.6, 59.4), (11.5, 56.8), (17.4, 54.6), (20.8, 50.6), (20.9, 45), (18.4, 38), (17.2, 28),
    (15.7, 16), (16.2, 7), (18, 0), (18.4, -5), (15, -8),
)  # fmt: skip


def _both_sides(half: Path) -> Path:
    return (*half, *((-x, y) for x, y in reversed(half)))


TRUNK_BACK: Path = _both_sides(_TRUNK_BACK_HALF)
TRUNK_BACK_SHADE: Path = (
    (-4.4, 60), (-11.5, 56.8), (-17.4, 54.6), (-20.8, 50.6), (-20.9, 45), (-18.4, 38), (-17.2, 28), (-15.7, 16),
    (-16.2, 7), (-18, 0), (-18.4, -5), (-9, -6), (-7.5, 10), (-8.5, 26), (-7.5, 42), (-5, 52),
)  # fmt: skip
PELVIS_BACK: Path = _both_sides(((15.9, 6), (18, 0), (19.2, -5), (17, -9), (6, -9.6)))
HAIR_BACK: Path = _both_sides(((1.5, 87), (5, 85.7), (8, 80.5), (8.4, 74.5), (7.4, 68.6), (5.2, 65), (1.6, 64.4)))
HAIR_FRONT: Path = _both_sides(((1.5, 87), (5, 85.7), (8, 80.5), (8.2, 75.6), (6.9, 77.6), (5.2, 80.6), (1.6, 81.2)))

TRUNK_SIDE: Path = (
    (-4.8, 63), (-8, 58), (-11.2, 50), (-12.4, 40), (-11, 26), (-9.4, 14), (-11.6, 4), (-12.4, -3), (-8.5, -8),
    (4, -8), (10.8, -3), (11.6, 7), (11.4, 18), (11.8, 30), (11.4, 40), (8.6, 49), (5.4, 56), (4.6, 61),
)  # fmt: skip
TRUNK_SIDE_SHADE: Path = (
    (-4.8, 62), (-8, 58), (-11.2, 50), (-12.4, 40), (-11, 26), (-9.4, 14), (-11.6, 4), (-12.4, -3), (-6, -5),
    (-4.6, 6), (-4, 18), (-5.4, 30), (-6.4, 42), (-5, 52),
)  # fmt: skip
PELVIS_SIDE: Path = ((-10.4, 7), (-12.4, 1), (-12.6, -5), (-9, -9), (3, -9), (10.6, -6), (11.8, 3), (11.2, 8))
HEAD_SIDE: Path = (
    (-6.6, 68), (-8, 76), (-4.8, 83.2), (1.6, 86), (7.6, 84), (10, 79.6), (10.2, 76.2), (12.7, 72.4), (10.9, 70.8),
    (11.2, 69), (10.6, 67.4), (10.2, 64.9), (7.2, 63.6), (3, 65), (0, 66),
)  # fmt: skip
HAIR_SIDE: Path = (
    (-7.6, 66), (-9.3, 71), (-9.6, 78), (-6.2, 85), (1.4, 88.2), (8, 86.2), (10.6, 81.4), (6.4, 81.8), (3.6, 78.8),
    (2.6, 75.4), (0.4, 73.6), (-0.2, 70), (-2.4, 66.6), (-5, 64.6),
)  # fmt: skip
SHOE_SIDE: Path = ((-6, 0.4), (-6.4, 5.5), (-3.5, 9.4), (2, 9.6), (6, 7), (13, 5), (18, 3.4), (18.6, 0.4), (6, 0))
"""About the ankle's foot print: x from below the ankle, y from the ground."""
SHOE_BACK: Path = ((-4.2, 0.2), (-4.5, 5), (-3.2, 8.4), (3.2, 8.4), (4.5, 5), (4.2, 0.2))
