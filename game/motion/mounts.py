"""Mounts: how sensors sit on the body in the neutral pose, against how a kit or the convention of wearing has them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from game.motion.movement import Formula, Movement, way_worn
from game.motion.rotation import angle_between_rad
from input_devices import Vector

_OVER_RAD = 2.1
"""120°: nobody straps a sensor on so far from how it was by carelessness."""
_MATCH_RAD = 0.7
"""As near as this (40°) two directions are the same mount: a strap never sits twice the same, nor does a person…"""
_APART_RAD = 1.05
"""…and farther than this (60°) they are not. Mounts that are no farther apart cannot tell two sensors apart."""

_HANGING: Vector = (0.0, -1.0, 0.0)
_UPRIGHT: Vector = (0.0, 1.0, 0.0)
_REACHED_DEG = (20.0, 60.0)
"""Nearer than this a strap a little askew looks the same; farther, the arrow is not along the limb. Choices."""
TRUNK_SITES = ("sternum", "pelvis")
"""Those that tell the lean of the trunk."""
_ARM, _LEG, _TRUNK = ("upper_arm", "forearm", "hand"), ("shank",), (*TRUNK_SITES, "head")


def posed_alike(movement: Movement, worn: Sequence[str], posture: str) -> frozenset[str]:
    """The worn sites that the movement's neutral pose holds as the pose does in which a kit is set up: seated
    upright, arms and lower legs hanging.

    The trunk's whenever one sits or stands. A limb's only where it is the one that the pose is about: the other arm
    may lie in the lap, and for a turn of the forearm the elbow is bent.
    """
    if posture not in ("seated", "standing"):
        return frozenset()
    side, _, first = worn[0].partition("_")
    limb = next((parts for parts in (_ARM, _LEG) if first in parts), ())
    if way_worn(movement, worn).formula is not Formula.ELEVATION:
        limb = ()
    alike = {*_TRUNK, *(f"{side}_{part}" for part in limb)}
    return frozenset(site for site in worn if site in alike)


def as_said(worn: Sequence[str]) -> dict[str, Vector]:
    """Where up is for sensors that are worn as is said, their arrows up on the trunk, towards the hand or the foot on
    an arm or a lower leg that hangs."""
    hang = {f"{side}_{part}" for side in ("left", "right") for part in (*_ARM, *_LEG)}
    return {site: _UPRIGHT if site in _TRUNK else _HANGING for site in worn if site in _TRUNK or site in hang}


def reached_deg(movement: Movement, worn: Sequence[str], posture: str, up: Vector) -> float:
    """How far the limb that moves was from hanging in the neutral pose that the person reached, by its sensor's arrow
    (deg, `up` in its axes); 0 where it hung as nearly as anybody's does, or where the arrow does not say."""
    first = worn[0]
    if first in _TRUNK or first not in posed_alike(movement, worn, posture):
        return 0.0
    off_deg = math.degrees(angle_between_rad(up, as_said((first,))[first]))
    low, high = _REACHED_DEG
    return off_deg if low <= off_deg <= high else 0.0


def is_over(up: Vector, mount: Vector) -> bool:
    """The sensor sits the wrong way round."""
    return angle_between_rad(up, mount) > _OVER_RAD


def told_apart(ups: Mapping[str, Vector], mounts: Mapping[str, Vector], site: str, other: str) -> int:
    """Where two sensors sit: 1 each as `mounts` say, -1 each as the other should, 0 where nothing is known or the two
    mounts are too much alike."""
    if not {site, other} <= mounts.keys() or angle_between_rad(mounts[site], mounts[other]) <= _APART_RAD:
        return 0
    if max(angle_between_rad(ups[one], mounts[one]) for one in (site, other)) < _MATCH_RAD:
        return 1
    if max(angle_between_rad(ups[site], mounts[other]), angle_between_rad(ups[other], mounts[site])) < _MATCH_RAD:
        return -1
    return 0
