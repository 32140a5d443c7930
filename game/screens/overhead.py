"""The person seen from above on a round sign, forward up: where a turn about upright is seen at its full size."""

from __future__ import annotations

from collections.abc import Collection

from game.screens import body
from game.screens.limbs import Dress, sensor_band, sensor_box
from game.screens.pen import Path, Pen, Point
from game.screens.rigs import Joint, Rig
from game.screens.skeleton import UP_DEG, WARM, Bone, out, turned
from game.screens.theme import Theme, mix

SIGN_CM = 60.0
"""The radius of the sign."""
HEIGHT_CM = 84.0
"""Its middle over the ground."""
_SHOULDER: Point = (19.5, -1.0)
_NOSE: Path = ((-2.6, 9.4), (0.0, 13.6), (2.6, 9.4))


def sign(pen: Pen, theme: Theme) -> None:
    """The post and the sign with the chair and the legs, which keep still; the pen is about the sign's middle."""
    t = theme
    pen.oval((0, 0.5 - HEIGHT_CM), 30, 4.2, t.shade, 110)
    pen.limb((0, 0.5 - HEIGHT_CM), (0, -SIGN_CM), 6.0, 5.0, t.bark_rim)
    pen.disc((0, 0), SIGN_CM, t.ink)
    pen.disc((0, 0), SIGN_CM - 1.6, t.panel)
    pen.shape(((-21, -20), (21, -20), (21, 22), (-21, 22)), t.chair)
    pen.limb((-21, -22), (21, -22), 5.0, 5.0, t.chair_shade)
    for side in (-1, 1):
        pen.oval((side * 10, 47), 4.6, 8.6, t.shoe)
        pen.limb((side * 9, 2), (side * 10, 42), 17.0, 13.0, t.trousers)


def person(pen: Pen, theme: Theme, rig: Rig, angle_deg: float, sites: Collection[str]) -> None:
    """Everything above the seat, with what moves turned by the angle."""
    t, dress = theme, Dress(theme, WARM[rig.joint])
    turn = rig.turn * angle_deg
    trunk = turn if rig.joint is Joint.TRUNK else 0.0

    def path(points: Path, more_deg: float = 0.0) -> list[Point]:
        return turned(points, trunk + more_deg, (0.0, 0.0))

    cloth = dress.of("trunk")
    elbows = path(((-21.0, 4.0), (21.0, 4.0)))
    resting = [-1] if rig.joint is Joint.ELBOW else [-1, 1]
    for side in resting:
        elbow = elbows[0 if side < 0 else 1]
        pen.limb(elbow, path(((side * 13.0, 27.0),))[0], 8.0, 6.2, t.skin)
    left, right = path(((-_SHOULDER[0], _SHOULDER[1]), _SHOULDER))
    pen.limb(left, right, 17.0, 17.0, cloth)
    pen.soft(path(((-17, -6), (0, -11), (17, -6), (15, 7), (0, 9), (-15, 7))), cloth)
    for side, elbow in ((-1, elbows[0]), (1, elbows[1])):
        pen.limb(left if side < 0 else right, elbow, 13.0, 10.0, mix(cloth, t.ink, 0.14))
    if "sternum" in sites:
        pen.stroke(path(((-12, 7.4), (0, 9.4), (12, 7.4))), (2.6, 2.6), t.sensor)
        sensor_box(pen, path(((0.0, 9.6),))[0], 90.0 - trunk, t)
    if rig.joint is Joint.ELBOW:
        _forearm(pen, dress, elbows[1], UP_DEG + turn, sites)
    _head(pen, dress, turn if rig.joint is Joint.NECK else trunk, sites)


def _forearm(pen: Pen, dress: Dress, elbow: Point, angle_deg: float, sites: Collection[str]) -> None:
    """The bent forearm, which turns about the upper arm that hangs beside the body."""
    t = dress.theme
    wrist = out(elbow, angle_deg, body.FOREARM_CM)
    pen.limb(elbow, wrist, 9.4, 6.2, dress.of("hand"))
    pen.limb(wrist, out(wrist, angle_deg, 8.0), 6.4, 7.6, dress.of("hand"))
    if any(site.endswith("upper_arm") for site in sites):
        sensor_box(pen, (elbow[0] + 6.4, elbow[1]), 0.0, t)
    if any(site.endswith("forearm") for site in sites):
        sensor_band(pen, Bone(elbow, wrist), 0.74, 8.0, t)


def _head(pen: Pen, dress: Dress, turn_deg: float, sites: Collection[str]) -> None:
    t = dress.theme
    warm = "head" in dress.warm

    def path(points: Path) -> list[Point]:
        return turned(points, turn_deg, (0.0, 0.0))

    pen.shape(path(_NOSE), t.limb_light if warm else t.skin)
    for ear in (-8.0, 8.0):
        pen.limb(path(((ear, -0.6),))[0], path(((ear, 1.0),))[0], 3.4, 3.4, t.limb_light if warm else t.skin)
    pen.soft(
        path(((0, 11), (6, 8), (8, 0), (6, -8), (0, -10.4), (-6, -8), (-8, 0), (-6, 8))), t.limb if warm else t.hair
    )
    if "head" in sites:
        pen.stroke(path(((-8, 1), (0, 2), (8, 1))), (2.4, 2.4), t.sensor)
        sensor_box(pen, path(((8.0, 1.0),))[0], -turn_deg, t)
