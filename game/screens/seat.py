"""What stands still under a person: their shadow, a chair, a bed or their own legs, and a chair to hold on to."""

from __future__ import annotations

import math
from collections.abc import Collection

from game.screens import body, limbs
from game.screens.limbs import Dress
from game.screens.pen import Pen, Point
from game.screens.rigs import Joint, Rig, Seen
from game.screens.skeleton import Skeleton
from game.screens.theme import Theme

_STILL_LEG = ("foot", "shank", "thigh")


def bed(pen: Pen, theme: Theme, hip_cm: float, head: int, *, from_above: bool) -> None:
    """A low bed as long as the person, whose head is at `head` (1 towards +x); the pen is not turned."""
    if from_above:
        low, high = 2.0 - hip_cm, 34.0
        for edge, colour in ((0.0, theme.chair), (3.0, theme.panel)):
            left, right, under, over = edge - 104.0, 104.0 - edge, low + edge, high - edge
            pen.shape(_cushion(left, right, under, over), colour)
        pen.shape(_cushion(min(head * 96, head * 62), max(head * 96, head * 62), -17.0, 17.0), theme.ink_soft)
        return
    for spread, dark in ((1.0, 60), (0.8, 110)):
        pen.oval((2, 0.5 - hip_cm), 104 * spread, 4.2 * spread, theme.shade, dark)
    for x in (-88, 88):
        pen.limb((x, -24), (x, 2 - hip_cm), 5.0, 4.2, theme.chair_shade)
    pen.limb((-94, -24), (94, -24), 7.0, 7.0, theme.chair)
    pen.limb((-94, -16.4), (94, -16.4), 9.0, 9.0, theme.panel)
    pen.limb((head * 84, -9.6), (head * 66, -10.4), 7.0, 7.0, theme.ink_soft)


def _cushion(left: float, right: float, low: float, high: float) -> list[Point]:
    """A rectangle whose corners are round."""
    r = min(right - left, high - low) / 8
    corners = ((right - r, high - r, 0), (left + r, high - r, 90), (left + r, low + r, 180), (right - r, low + r, 270))
    return [
        (x + r * math.cos(math.radians(start + turn)), y + r * math.sin(math.radians(start + turn)))
        for x, y, start in corners
        for turn in (0, 30, 60, 90)
    ]


def under(
    pen: Pen, theme: Theme, rig: Rig, stance: str, hip_cm: float, skeleton: Skeleton, sites: Collection[str]
) -> None:
    """Shadow, chair and the legs that keep still."""
    middle = 8 if rig.seen is Seen.SIDE else 0
    if stance != "lying":
        for spread, dark in ((1.0, 60), (0.72, 110)):
            pen.oval((middle, 0.5 - hip_cm), 46 * spread, 4.2 * spread, theme.shade, dark)
    if rig.seen is Seen.SIDE:
        _from_side(pen, theme, rig, stance, hip_cm, skeleton, sites)
    else:
        _from_behind(pen, theme, stance, hip_cm, skeleton, sites)


def _from_side(
    pen: Pen, theme: Theme, rig: Rig, stance: str, hip_cm: float, skeleton: Skeleton, sites: Collection[str]
) -> None:
    ground, dress = -hip_cm, Dress(theme, skeleton.warm)
    if stance == "seated":
        chair_from_side(pen, theme, ground)
    if rig.joint is Joint.LEGS:
        return
    if stance == "standing" and rig.joint in (Joint.HIP, Joint.KNEE, Joint.ANKLE):
        _rail(pen, theme, ground)
    seated = stance == "seated"
    _other_leg(pen, theme, stance, ground)
    still = [part for part in _STILL_LEG if part not in skeleton.moving]
    limbs.leg(pen, skeleton, dress, still, Seen.SIDE, seated=seated)
    limbs.sensors(pen, skeleton, sites, still, theme)
    if "thigh" not in skeleton.moving:
        pen.soft(body.PELVIS_SIDE, theme.trousers)


def _other_leg(pen: Pen, theme: Theme, stance: str, ground: float) -> None:
    """The leg of the other side keeps still, a little behind."""
    if stance == "seated":
        hip, knee, ankle = (5.0, -0.5), (47.0, -1.0), (44.0, ground + 9.0)
    else:
        hip, knee, ankle = (2.5, -3.0), (6.0, ground + 47.0), (3.5, ground + 9.0)
    limbs.shoe(pen, ankle, 0.0, theme.shoe, side=True)
    pen.limb(knee, ankle, 12.6, 8.4, theme.trousers_shade)
    pen.limb(hip, knee, 17.0 if stance == "seated" else 19.0, 13.0, theme.trousers_shade)


def chair_from_side(pen: Pen, theme: Theme, ground: float) -> None:
    """A chair without its back, which faces +x."""
    for shift, colour in ((5.0, theme.chair_shade), (0.0, theme.chair)):
        pen.limb((-16 + shift, -9.5), (-20 + shift, ground + 1), 3.4, 2.8, colour)
        pen.limb((24 + shift, -9.5), (27 + shift, ground + 1), 3.4, 2.8, colour)
    pen.limb((-18, -9.6), (27, -9.6), 5.0, 4.4, theme.chair)


def _rail(pen: Pen, theme: Theme, ground: float) -> None:
    """The back of a sturdy chair in front of somebody who stands on one leg."""
    for shift, colour in ((5.0, theme.chair_shade), (0.0, theme.chair)):
        pen.stroke(((33 + shift, 1), (36 + shift, -24), (37 + shift, ground + 1)), (3.6, 3.0), colour)
        pen.limb((72 + shift, ground + 44), (74 + shift, ground + 1), 3.4, 2.8, colour)
    pen.limb((36, ground + 44), (73, ground + 44), 5.0, 4.4, theme.chair)
    pen.limb((33, 1), (35, -12), 5.6, 4.6, theme.chair)


def _from_behind(
    pen: Pen, theme: Theme, stance: str, hip_cm: float, skeleton: Skeleton, sites: Collection[str]
) -> None:
    t, ground, dress = theme, -hip_cm, Dress(theme, skeleton.warm)
    if stance != "seated":
        still = [part for part in _STILL_LEG if part not in skeleton.moving]
        limbs.shoe(pen, (-9.2, ground + 8.8), 0.0, t.shoe, side=False)
        pen.limb((-9.2, ground + 46), (-9.2, ground + 8), 12.5, 8.4, t.trousers)
        pen.limb((-8.8, -3), (-9.2, ground + 46), 18.5, 12.6, t.trousers)
        limbs.leg(pen, skeleton, dress, still, Seen.BACK, seated=False)
        pen.limb((0, -12), (0, ground + 52), 1.0, 1.6, t.trousers_shade)
        limbs.sensors(pen, skeleton, sites, still, t)
    else:
        for side in (-1, 1):
            pen.limb((side * 17, -9), (side * 18, ground + 4), 2.8, 2.6, t.chair_shade)
            pen.soft([(side * 10.6 + x, y + ground + 2) for x, y in body.SHOE_BACK], t.shoe)
            pen.limb((side * 9.6, -8), (side * 10.4, ground + 10), 11.5, 8.6, t.trousers_shade)
        pen.limb((-21, -9.6), (21, -9.6), 5.2, 5.2, t.chair)
        for side in (-1, 1):
            pen.limb((side * 20.6, -9), (side * 22, ground + 1), 3.6, 3.0, t.chair)
    if "thigh" not in skeleton.moving:
        pen.soft(body.PELVIS_BACK, t.trousers)


def chair_back(pen: Pen, theme: Theme, seen: Seen) -> None:
    """The back of the chair, which is before the trunk where the person is seen from behind."""
    t = theme
    if seen is Seen.BACK:
        for side in (-1, 1):
            pen.stroke(((side * 20.6, -9), (side * 20.2, 12), (side * 19.2, 31)), (3.6, 3.0), t.chair)
        pen.stroke(((-19.4, 28), (0, 30), (19.4, 28)), (4.6, 5.4, 4.6), t.chair)
        pen.stroke(((-20, 14), (0, 15.4), (20, 14)), (3.0, 3.6, 3.0), t.chair)
        return
    pen.stroke(((-17, -9), (-18.4, 10), (-22.6, 36)), (3.6, 3.0), t.chair)
    pen.stroke(((-17.4, 14), (-19.6, 26), (-21, 34)), (3.4, 5.2, 3.6), t.chair)
