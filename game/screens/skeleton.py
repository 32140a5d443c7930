"""The skeleton of the drawn person: where every part is for one angle of a movement, in centimetres about the hip."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from game.screens import body
from game.screens.pen import Path, Point
from game.screens.rigs import Joint, Rig, Seen

UP_DEG = 180.0
_AHEAD_DEG = 90.0
_FORWARD_MOST_DEG, _RIGHT_MOST_DEG = (-35.0, 60.0), (-30.0, 30.0)
"""A drawn trunk leans no further, whatever a sensor says."""
_BALL_CM = 13.0
"""From under the ankle to the ball of the foot, which a lifted heel turns about."""
_SHIN_LEANS = 0.22
"""How much the lower leg leans for each degree of the thigh, between standing and sitting."""
_SQUAT_LEANS, _RISE_LEANS_DEG = 0.42, 34.0
"""How much the trunk leans for each degree of a squat; and at most on the way up from a seat."""


@dataclass(frozen=True, slots=True)
class Bone:
    """One part of the body, from the joint that it turns about to its end."""

    start: Point
    end: Point

    @property
    def angle_deg(self) -> float:
        """Where it points: degrees from straight down towards +x."""
        return math.degrees(math.atan2(self.end[0] - self.start[0], self.start[1] - self.end[1]))

    def at(self, share: float) -> Point:
        """A place along it, 0 at the start and 1 at the end."""
        (x, y), (to_x, to_y) = self.start, self.end
        return x + share * (to_x - x), y + share * (to_y - y)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The whole person; places before mirroring and before lying down."""

    hip: Point
    lean_deg: float
    """Of the trunk, in the plane that is seen, towards +x."""
    squeeze: float
    """How much shorter the trunk looks where it leans out of that plane."""
    bones: Mapping[str, Bone]
    """Of the side that is played, by the part's name."""
    warm: frozenset[str]
    """The parts whose movement it is; `head` and `trunk` may be among them."""
    moving: frozenset[str]
    """These and what goes with them."""
    tilt_deg: float = 0.0
    """Of the head against the trunk, towards +x."""


def out(start: Point, angle_deg: float, far: float) -> Point:
    """The point `far` from the start, `angle_deg` up from straight down, towards +x."""
    angle = math.radians(angle_deg)
    return start[0] + far * math.sin(angle), start[1] - far * math.cos(angle)


def turned(points: Path, angle_deg: float, about: Point) -> list[Point]:
    """The same points turned about a place, what is up towards +x."""
    cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    x0, y0 = about
    return [(x0 + (x - x0) * cos + (y - y0) * sin, y0 + (y - y0) * cos - (x - x0) * sin) for x, y in points]


WARM: dict[Joint, frozenset[str]] = {
    Joint.SHOULDER: frozenset({"upper_arm", "forearm", "hand"}),
    Joint.ELBOW: frozenset({"forearm", "hand"}),
    Joint.WRIST: frozenset({"hand"}),
    Joint.HIP: frozenset({"thigh", "shank", "foot"}),
    Joint.KNEE: frozenset({"shank", "foot"}),
    Joint.ANKLE: frozenset({"foot"}),
    Joint.NECK: frozenset({"head"}),
    Joint.TRUNK: frozenset({"trunk"}),
    Joint.LEGS: frozenset({"thigh", "shank", "foot"}),
    Joint.NONE: frozenset(),
}


@lru_cache(maxsize=64)  # where lights hang is asked for again and again in one frame
def skeleton(rig: Rig, stance: str, angle_deg: float, forward_deg: float, right_deg: float, mirror: bool) -> Skeleton:
    """The person in that stance (seated, standing or lying) with the movement at that angle; what is nan is at rest."""
    angle = 0.0 if math.isnan(angle_deg) else angle_deg
    hip, legs = _legs(rig, stance, rig.turn * angle)
    lean, squeeze = _lean(rig, stance, angle, forward_deg, right_deg, mirror)
    tilt = rig.turn * angle if rig.joint is Joint.NECK else 0.0
    bones = {**legs, **_upper(rig, stance, rig.turn * angle, lean, squeeze, hip)}
    return Skeleton(hip, lean, squeeze, bones, WARM[rig.joint], _moving(rig, stance), tilt)


def resting(rig: Rig, stance: str, lean_deg: float, squeeze: float) -> Skeleton:
    """Trunk, head and arm as they are at zero with the trunk leaning so far, over a hip at the origin."""
    bones = _upper(rig, stance, 0.0, lean_deg, squeeze, (0.0, 0.0))
    return Skeleton((0.0, 0.0), lean_deg, squeeze, bones, WARM[rig.joint], _moving(rig, stance))


def _moving(rig: Rig, stance: str) -> frozenset[str]:
    """A heel that is slid or lifted takes the whole leg with it."""
    takes_leg = rig.turn < 0 and (rig.joint, stance) in ((Joint.KNEE, "lying"), (Joint.ANKLE, "seated"))
    return WARM[Joint.LEGS] if takes_leg else WARM[rig.joint]


def _upper(rig: Rig, stance: str, turn_deg: float, lean: float, squeeze: float, hip: Point) -> dict[str, Bone]:
    """Trunk, head and the arm on the side that is played."""
    neck, top = (_leant((0.0, y), lean, squeeze, hip) for y in (63.0, 86.0))
    if rig.joint is Joint.NECK:
        top = turned([top], turn_deg, neck)[0]
    chest = _leant((0.0, 54.0), lean, squeeze, hip)
    return {"head": Bone(neck, top), "trunk": Bone(hip, chest), **_arms(rig, stance, turn_deg, lean, squeeze, hip)}


def _leant(place: Point, lean_deg: float, squeeze: float, hip: Point) -> Point:
    x, y = turned([(place[0], place[1] * squeeze)], lean_deg, (0.0, 0.0))[0]
    return x + hip[0], y + hip[1]


def _lean(
    rig: Rig, stance: str, angle: float, forward_deg: float, right_deg: float, mirror: bool
) -> tuple[float, float]:
    if rig.joint is Joint.TRUNK:
        if rig.seen is Seen.SIDE:
            forward_deg = angle if math.isnan(forward_deg) else forward_deg
        elif math.isnan(right_deg):
            return max(_RIGHT_MOST_DEG[0], min(_RIGHT_MOST_DEG[1], rig.turn * angle)), 1.0
    elif rig.joint is Joint.LEGS and math.isnan(forward_deg):
        thigh = _thigh_deg(rig, stance, rig.turn * angle)
        risen = math.sin(math.radians(2.0 * thigh)) * _RISE_LEANS_DEG
        return (max(0.0, risen) if rig.turn < 0 else _SQUAT_LEANS * thigh), 1.0
    forward = 0.0 if math.isnan(forward_deg) else max(_FORWARD_MOST_DEG[0], min(_FORWARD_MOST_DEG[1], forward_deg))
    right = 0.0 if math.isnan(right_deg) else max(_RIGHT_MOST_DEG[0], min(_RIGHT_MOST_DEG[1], right_deg))
    if rig.seen is Seen.SIDE:
        return forward, 1.0
    return (-right if mirror else right), max(0.6, min(1.05, 1.0 - 0.010 * forward))


def _arms(rig: Rig, stance: str, turn_deg: float, lean: float, squeeze: float, hip: Point) -> dict[str, Bone]:
    """The arm on the side that is played."""
    side = rig.seen is Seen.SIDE
    shoulder = _leant(body.SHOULDER_SIDE if side else body.SHOULDER_BACK, lean, squeeze, hip)
    if rig.joint is Joint.SHOULDER:
        bend = 2.5 if rig.turn > 0 else -2.5
        elbow = out(shoulder, turn_deg - bend, body.UPPER_ARM_CM)
        wrist = out(shoulder, turn_deg, body.UPPER_ARM_CM + body.FOREARM_CM)
        return _arm(shoulder, elbow, wrist, out(wrist, turn_deg, body.HAND_CM * 0.55))
    if rig.joint in (Joint.ELBOW, Joint.WRIST):  # the upper arm hangs plumb, however the trunk leans
        elbow = out(shoulder, 0.0, body.UPPER_ARM_CM)
        lifted = turn_deg if rig.joint is Joint.ELBOW else _AHEAD_DEG
        wrist = out(elbow, lifted, body.FOREARM_CM)
        if rig.joint is Joint.ELBOW:
            return _arm(shoulder, elbow, wrist, out(wrist, lifted, body.HAND_CM * 0.55))
        return _arm(shoulder, elbow, wrist, out(wrist, _AHEAD_DEG + turn_deg, body.FINGERS_CM))
    rest = body.ARM_REST[_arm_rest(rig, stance)]
    shoulder, elbow, wrist, hand = (_leant(place, lean, squeeze, hip) for place in rest)
    return _arm(shoulder, elbow, wrist, hand)


def _arm_rest(rig: Rig, stance: str) -> str:
    """How the arm is kept where it is not what moves."""
    if rig.seen is not Seen.SIDE:
        return f"back_{'seated' if stance == 'seated' else 'standing'}"
    if rig.joint is Joint.LEGS:
        return "crossed" if rig.turn < 0 else "ahead"
    if stance == "standing" and rig.joint in (Joint.HIP, Joint.KNEE, Joint.ANKLE):
        return "holding"
    return stance


def _arm(shoulder: Point, elbow: Point, wrist: Point, hand: Point) -> dict[str, Bone]:
    return {"upper_arm": Bone(shoulder, elbow), "forearm": Bone(elbow, wrist), "hand": Bone(wrist, hand)}


def _leg(hip: Point, knee: Point, ankle: Point, lift_deg: float = 0.0, toes_deg: float = _AHEAD_DEG) -> dict[str, Bone]:
    """`lift_deg`: how far the toes are turned up from `toes_deg`, which is straight ahead (from behind: down)."""
    return {
        "thigh": Bone(hip, knee),
        "shank": Bone(knee, ankle),
        "foot": Bone(ankle, out(ankle, toes_deg + lift_deg, body.FOOT_CM)),
    }


def _legs(rig: Rig, stance: str, turn_deg: float) -> tuple[Point, dict[str, Bone]]:
    """Where the hips are, and the leg on the side that is played."""
    if rig.joint is Joint.LEGS:
        return _both_legs(rig, stance, turn_deg)
    seated = stance == "seated"
    ground = -(body.HIP_SEATED_CM if seated else body.HIP_STANDING_CM)
    if rig.seen is not Seen.SIDE:
        hip = (9.2, -3.0)
        straight = turn_deg if rig.joint is Joint.HIP else 0.0
        knee = out(hip, straight, body.THIGH_CM + 1.0)
        return (0.0, 0.0), _leg(hip, knee, out(knee, straight, body.SHANK_CM - 4.5), straight, 0.0)
    hip = (1.0, -0.5) if seated else (0.0, -3.0)
    knee = body.KNEE if seated else (1.0, ground + 47.0)
    ankle = (40.0, ground + 9.0) if seated else (-1.5, ground + 9.0)
    if rig.joint is Joint.KNEE:
        return (0.0, 0.0), _bent(rig, stance, hip, knee, turn_deg)
    if rig.joint is Joint.ANKLE:
        return (0.0, 0.0), _tipped(rig, stance, hip, knee, ankle, turn_deg)
    if rig.joint is Joint.HIP:
        knee = out(hip, turn_deg + (89.0 if seated else 0.0), math.dist(hip, knee))
        return (0.0, 0.0), _swung(rig, stance, hip, knee, turn_deg)
    return (0.0, 0.0), _leg(hip, knee, ankle)


def _bent(rig: Rig, stance: str, hip: Point, knee: Point, turn_deg: float) -> dict[str, Bone]:
    """A knee that bends or straightens; lying, the heel is slid along the bed."""
    shank = turn_deg
    if stance == "lying" and rig.turn < 0:
        long, low = math.dist(hip, knee), body.SHANK_CM - 6.0
        thigh = -turn_deg * low / (long + low)  # where sines are as their angles the heel stays on the bed
        knee, shank = out(hip, thigh, long), thigh + turn_deg
    return _leg(hip, knee, out(knee, shank, body.SHANK_CM - 6.0), shank)


def _tipped(rig: Rig, stance: str, hip: Point, knee: Point, ankle: Point, turn_deg: float) -> dict[str, Bone]:
    """A foot whose front is lifted, or whose heel is lifted off the floor while the toes stay."""
    if stance == "standing":  # the foot is lifted off the ground, so that it can turn
        knee = out(hip, 32.0, math.dist(hip, knee))
        ankle = out(knee, 0.0, body.SHANK_CM - 6.0)
    elif stance == "seated" and rig.turn < 0:
        lifted = turned([ankle], -turn_deg, (ankle[0] + _BALL_CM, ankle[1] - 9.0))[0]
        knee, ankle = _between(hip, lifted, math.dist(hip, knee), math.dist(knee, ankle)), lifted
    return _leg(hip, knee, ankle, turn_deg)


def _between(start: Point, end: Point, upper_cm: float, lower_cm: float) -> Point:
    """Where the joint between two bones of these lengths is, on the side that is forward and up."""
    far = math.dist(start, end)
    along = (far * far + upper_cm * upper_cm - lower_cm * lower_cm) / (2.0 * far)
    aside = math.sqrt(max(0.0, upper_cm * upper_cm - along * along))
    x, y = (end[0] - start[0]) / far, (end[1] - start[1]) / far
    return start[0] + along * x - aside * y, start[1] + along * y + aside * x


def _swung(rig: Rig, stance: str, hip: Point, knee: Point, turn_deg: float) -> dict[str, Bone]:
    """A leg that swings from the hip: straight backwards; forwards the knee bends and, lying, the heel stays down."""
    shank = turn_deg
    if rig.turn > 0:
        shank = 0.0
        if stance == "lying":
            shank = math.degrees(math.asin(max(-1.0, min(1.0, (-4.0 - knee[0]) / body.SHANK_CM))))
    return _leg(hip, knee, out(knee, shank, body.SHANK_CM - 6.0), shank)


def _thigh_deg(rig: Rig, stance: str, turn_deg: float) -> float:
    """Of the thigh from upright, between standing (0) and sitting (90)."""
    return max(0.0, min(100.0, turn_deg + (90.0 if rig.turn < 0 and stance != "standing" else 0.0)))


def _both_legs(rig: Rig, stance: str, turn_deg: float) -> tuple[Point, dict[str, Bone]]:
    thigh = _thigh_deg(rig, stance, turn_deg)
    seated = stance == "seated"
    ground = -(body.HIP_SEATED_CM if seated else body.HIP_STANDING_CM)
    ankle = (30.0, ground + 9.0) if seated else (-1.5, ground + 9.0)
    knee = out(ankle, UP_DEG - _SHIN_LEANS * thigh, body.SHANK_CM - 1.5)
    hip = out(knee, UP_DEG + thigh, body.THIGH_CM)
    return hip, _leg(hip, knee, ankle)
