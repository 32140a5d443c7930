"""The person: a body people recognise, seated, standing or lying, seen from where the movement shows; one part warm."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import pygame

from game.screens import body, limbs, overhead, seat, trunk
from game.screens.limbs import SENSOR_AT, Dress
from game.screens.pen import Pen, Point, Sprite
from game.screens.rigs import Joint, Seen, rig_for
from game.screens.skeleton import Bone, Skeleton, out, resting, skeleton
from game.screens.theme import Theme

_LEAN_STEP_DEG = 0.5
_LIVE_FINE = 3
_KEPT_MAX = 48
_HIP_CM = {"seated": body.HIP_SEATED_CM, "standing": body.HIP_STANDING_CM, "lying": body.HIP_LYING_CM}
_CARRIES = {Joint.SHOULDER: "upper_arm", Joint.ELBOW: "forearm", Joint.KNEE: "shank"}
"""The part at whose start the arc of a limb that carries the light has its middle."""
_ARC_CENTRE_CM = {"seated": 40.0, "standing": 40.0, "lying": 76.0, "above": 0.0}
"""How far over the hips the middle of the arc is where no limb carries the light."""
_ARC_CM, _ARC_FROM_DEG = 82.0, 40.0
_ARC_MOST_DEG = 172.0
"""Where the light goes round the person whose movement cannot carry it, and where zero is on that arc."""
_ARM_PARTS, _LEG_PARTS = ("forearm", "upper_arm", "hand"), ("foot", "shank", "thigh")


@dataclass(frozen=True, slots=True)
class WornAt:
    """Where a sensor is drawn, px from the ground under the hips, and where its arrow points (x, y of length 1)."""

    place: Point
    arrow: Point


class Figure:
    """One person at one size. Everything that does not move is drawn once; only what moves is drawn every frame.

    Places are px from the point on the ground under the hips, y down. With `mirror` the left side is in play: from
    behind the warm arm is on the left; from the side the person faces left.
    """

    def __init__(
        self, theme: Theme, cm_px: float, movement: str, posture: str, *, mirror: bool = False, light: bool = True
    ) -> None:
        """Without `light` nothing is held in the hand: the person is shown getting ready, not playing."""
        self._theme = theme
        self._cm = cm_px
        self.rig = rig_for(movement)
        self._stance = stance_of(movement, posture)
        lying = self._stance == "lying"
        self._carries = self.rig.taper_cm > 0.0 and not lying
        self._light = light and self._carries
        # Lying on the back the face is up; what goes backwards is done lying on the front.
        front = self.rig.turn < 0 and self.rig.joint in (Joint.HIP, Joint.SHOULDER)
        self._facing = lying and self.rig.seen is Seen.BACK
        self._hip = body.HIP_LYING_FROM_ABOVE_CM if self._facing else _HIP_CM[self._stance]
        if self.rig.seen is Seen.ABOVE:
            self._hip = overhead.HEIGHT_CM
        self._left = mirror
        self._turn_deg = 0.0 if not lying else 90.0 if front or self._facing else -90.0
        self._mirror = mirror is not (lying and (front or self._facing))
        self._dress = Dress(theme, skeleton(self.rig, self._stance, 0.0, math.nan, math.nan, False).warm)
        self._sites: frozenset[str] = frozenset()
        self._seat: tuple[Sprite, ...] | None = None
        self._torsos: dict[tuple[int, int], Sprite] = {}

    def wear(self, sites: Collection[str]) -> None:
        """Show the sensors where they are worn (`right_forearm`, `sternum`…)."""
        if self._sites != frozenset(sites):
            self._sites = frozenset(sites)
            self._seat = None
            self._torsos.clear()

    # -- where the light is --------------------------------------------------------------------------------------------

    @property
    def reach_px(self) -> float:
        """From the middle of its arc to the light."""
        return (self._limb_cm() if self._carries else _ARC_CM) * self._cm

    def _limb_cm(self) -> float:
        long = {
            Joint.SHOULDER: body.UPPER_ARM_CM + body.FOREARM_CM + body.HAND_CM,
            Joint.ELBOW: body.FOREARM_CM + body.HAND_CM,
            Joint.KNEE: body.SHANK_CM,
        }
        return long.get(self.rig.joint, 0.0) + self.rig.taper_cm

    def arc_deg(self, angle_deg: float) -> float:
        """Where on its arc the light is at that angle: degrees up from straight down."""
        if self._carries:
            return angle_deg
        return min(_ARC_MOST_DEG, _ARC_FROM_DEG + self.rig.stretch * angle_deg)

    def pivot(self, lean_forward_deg: float = 0.0, lean_right_deg: float = 0.0) -> Point:
        """The middle of the arc: the joint, where the limb carries the light."""
        if not self._carries:
            return 0.0, -_ARC_CENTRE_CM[
                "above" if self.rig.seen is Seen.ABOVE else self._stance
            ] * self._cm - self._hip * self._cm
        first = _CARRIES[self.rig.joint]
        return self._px(self._skeleton(0.0, lean_forward_deg, lean_right_deg).bones[first].start)

    def light(self, angle_deg: float, lean_forward_deg: float = 0.0, lean_right_deg: float = 0.0) -> Point:
        """Where the light is at that angle."""
        x, y = self.pivot(lean_forward_deg, lean_right_deg)
        away, down = out((0.0, 0.0), self.arc_deg(angle_deg), self.reach_px)
        return (x - away if self._left else x + away), y - down

    def _skeleton(self, angle_deg: float, forward_deg: float, right_deg: float) -> Skeleton:
        return skeleton(self.rig, self._stance, angle_deg, forward_deg, right_deg, self._mirror)

    def _px(self, place: Point) -> Point:
        cos, sin = math.cos(math.radians(self._turn_deg)), math.sin(math.radians(self._turn_deg))
        x, y = place[0] * cos + place[1] * sin, place[1] * cos - place[0] * sin
        return (-x if self._mirror else x) * self._cm, -(y + self._hip) * self._cm

    def worn_at(self, angle_deg: float = 0.0) -> dict[str, WornAt]:
        """Where each worn sensor is drawn, as far as it is seen, and where its arrow points: towards hand or foot on
        a limb, up on trunk and head."""
        found: dict[str, WornAt] = {}
        if self.rig.seen is Seen.ABOVE:
            return found
        bones = self._skeleton(angle_deg, math.nan, math.nan).bones
        trunk_places = {"sternum": Bone((11.0, 36.0), (11.0, 37.0)), "pelvis": Bone((-10.0, 5.0), (-10.0, 6.0))}
        if self.rig.seen is Seen.BACK:
            trunk_places = {"sternum": Bone((0.0, 35.4), (0.0, 36.4)), "pelvis": Bone((0.0, 4.2), (0.0, 5.2))}
        for site in self._sites:
            part = site.removeprefix("left_").removeprefix("right_")
            bone = trunk_places.get(part) or bones.get(part)
            hidden = self.rig.seen is Seen.BACK and self._stance == "seated" and part in _LEG_PARTS
            if bone is None or hidden:
                continue
            share = 0.7 if part == "head" else SENSOR_AT.get(part, 0.0)
            here, there = self._px(bone.at(share)), self._px(bone.at(share + 0.1))
            far = math.dist(here, there) or 1.0
            found[site] = WornAt(here, ((there[0] - here[0]) / far, (there[1] - here[1]) / far))
        return found

    # -- drawing -------------------------------------------------------------------------------------------------------

    def draw(
        self,
        surface: pygame.Surface,
        ground: Point,
        angle_deg: float,
        lean_forward_deg: float = math.nan,
        lean_right_deg: float = math.nan,
    ) -> list[pygame.Rect]:
        """Draw the person on the ground at that point; the places touched. What is nan is drawn at rest."""
        if self.rig.seen is Seen.ABOVE:
            return self._draw_from_above(surface, ground, 0.0 if math.isnan(angle_deg) else angle_deg)
        bones = self._skeleton(angle_deg, lean_forward_deg, lean_right_deg)
        if self._seat is None:
            self._seat = self._paint_seat()
        x, y = ground
        touched = [sprite.draw(surface, x, y) for sprite in self._seat[:-1]]
        legs = "thigh" in bones.moving
        if legs:
            touched.append(self._draw_moving(surface, ground, bones))
        hip_x, hip_y = self._px(bones.hip)
        on_hip = x + hip_x, y + hip_y + self._hip * self._cm
        touched += [
            self._torso(bones.lean_deg, bones.squeeze).draw(surface, *on_hip),
            self._seat[-1].draw(surface, x, y),
        ]
        if bones.moving and not legs and self.rig.joint is not Joint.TRUNK:
            if self._light:
                touched.append(self._draw_taper(surface, ground, bones, 0.0 if math.isnan(angle_deg) else angle_deg))
            touched.append(self._draw_moving(surface, ground, bones))
        return touched

    def _pen(self, box: tuple[float, float, float, float], fine: int = 4, *, turn: bool = True) -> Pen:
        """A pen for a box in cm about the hip (left, right, below, above), as the body lies or stands; with `turn` it
        draws the body as it stands. Its sprites are anchored on the hip."""
        left, right, below, above = box
        if turn and self._turn_deg < 0.0:
            left, right, below, above = -above, -below, left, right
        elif turn and self._turn_deg > 0.0:
            left, right, below, above = below, above, -right, -left
        left, right, below, above = (side * self._cm for side in (left, right, below, above))
        if self._mirror:
            left, right = -right, -left
        size = (math.ceil(right - left) + 2, math.ceil(above - below) + 2)
        pen = Pen(size, self._cm, (1 - left, 1 + above), mirror=self._mirror, up=True, fine=fine)
        if turn:
            pen.lean(self._turn_deg, (0.0, 0.0))
        return pen

    def _grounded(self, pen: Pen) -> Sprite:
        """The pen's sprite, anchored at the ground instead of the hip."""
        sprite = pen.sprite()
        return Sprite(sprite.picture, (sprite.anchor[0], sprite.anchor[1] + round(self._hip * self._cm)))

    def _paint_seat(self) -> tuple[Sprite, ...]:
        """What stands still: below the trunk, and last what is before it."""
        still = self._skeleton(0.0, math.nan, math.nan)
        lying = self._stance == "lying"
        tall = body.HIP_STANDING_CM if lying else self._hip
        pen = self._pen((-48, 84, -tall - 6, 12))
        seat.under(pen, self._theme, self.rig, self._stance, tall, still, self._sites)
        sprites = [self._grounded(pen)]
        if lying:
            mat = self._pen((-106, 106, -self._hip - 6, 36), turn=False)
            head = -1 if self._turn_deg < 0.0 else 1
            seat.bed(mat, self._theme, self._hip, head, from_above=self._facing)
            sprites.insert(0, self._grounded(mat))
        before = self._pen((-30, 30, -12, 40))
        if self._stance == "seated":
            seat.chair_back(before, self._theme, self.rig.seen)
        return (*sprites, self._grounded(before))

    def _torso(self, lean_deg: float, squeeze: float) -> Sprite:
        """The trunk with all that rests on it, drawn once for every half degree it leans."""
        key = (round(lean_deg / _LEAN_STEP_DEG), round(squeeze * 100))
        if key not in self._torsos:
            if len(self._torsos) >= _KEPT_MAX:
                self._torsos.pop(next(iter(self._torsos)))
            self._torsos[key] = self._paint_torso(key[0] * _LEAN_STEP_DEG, key[1] / 100)
        return self._torsos[key]

    def _paint_torso(self, lean_deg: float, squeeze: float) -> Sprite:
        bones = resting(self.rig, self._stance, lean_deg, squeeze)
        over = 90.0 * math.sin(math.radians(lean_deg))
        pen = self._pen((min(-30.0, over - 24.0), max(60.0, over + 24.0), -18.0, 98.0), _LIVE_FINE)
        side, dress = self.rig.seen is Seen.SIDE, self._dress
        if "head" not in bones.moving:
            limbs.head(pen, bones, dress, self.rig.seen, self._sites, facing=self._facing)
        pen.lean(self._turn_deg + lean_deg, (0.0, 0.0), squeeze)
        if side:
            trunk.from_side(pen, dress, self._sites, body.ARM_REST[self._other_arm()])
        else:
            seated = self._stance == "seated"
            trunk.from_behind(pen, dress, self._sites, seated=seated, facing=self._facing)
        pen.lean(self._turn_deg, (0.0, 0.0))
        still = [part for part in _ARM_PARTS if part not in bones.moving]
        if side or self.rig.joint in (Joint.ELBOW, Joint.WRIST):
            limbs.arm(pen, bones, dress, still)
        limbs.sensors(pen, bones, self._sites, still, self._theme)
        return self._grounded(pen)

    def _other_arm(self) -> str:
        """How the arm of the other side is kept."""
        if self.rig.joint is Joint.LEGS:
            return "crossed" if self.rig.turn < 0 else "ahead"
        return self._stance

    # -- what moves ----------------------------------------------------------------------------------------------------

    def _draw_moving(self, surface: pygame.Surface, ground: Point, bones: Skeleton) -> pygame.Rect:
        """The part that moves, about as large as it is now."""
        ends = [end for part in bones.moving for end in (bones.bones[part].start, bones.bones[part].end)]
        wide = 14.0 if bones.moving & {"thigh", "head"} else 11.0
        across, along = [x for x, _ in ends], [y for _, y in ends]
        box = (min(across) - wide, max(across) + wide, min(along) - wide, max(along) + wide)
        pen = self._pen(box, _LIVE_FINE)
        seated, seen = self._stance == "seated", self.rig.seen
        parts = [part for part in (*_LEG_PARTS, *_ARM_PARTS) if part in bones.moving]
        if self.rig.joint is Joint.LEGS:
            limbs.other_leg(pen, bones, self._theme, 4.0, seated=seated)
        if "head" in bones.moving:
            limbs.head(pen, bones, self._dress, seen, self._sites, facing=self._facing)
        if bones.moving & set(_LEG_PARTS):
            limbs.leg(pen, bones, self._dress, parts, seen, seated=seated)
        if bones.moving & set(_ARM_PARTS):
            limbs.arm(pen, bones, self._dress, parts)
        if "thigh" in bones.moving:
            hips = body.PELVIS_SIDE if seen is Seen.SIDE else body.PELVIS_BACK
            pen.soft([(bones.hip[0] + x, bones.hip[1] + y) for x, y in hips], self._theme.trousers)
        limbs.sensors(pen, bones, self._sites, parts, self._theme)
        return self._grounded(pen).draw(surface, *ground)

    def _draw_taper(self, surface: pygame.Surface, ground: Point, bones: Skeleton, angle_deg: float) -> pygame.Rect:
        """The lamplighter's stick, from the hand (or the foot) to the light."""
        start, long = bones.bones[_CARRIES[self.rig.joint]].start, self._limb_cm()
        ends = [self._px(out(start, angle_deg, far)) for far in (long - self.rig.taper_cm - 8.0, long - 1.0)]
        a, b = ((ground[0] + x, ground[1] + y) for x, y in ends)
        wide = max(2, round(1.5 * self._cm))
        return pygame.draw.aaline(surface, self._theme.stick, a, b, wide).inflate(2 * wide, 2 * wide)

    def _draw_from_above(self, surface: pygame.Surface, ground: Point, angle_deg: float) -> list[pygame.Rect]:
        around = overhead.SIGN_CM + 2.0
        if self._seat is None:
            pen = self._pen((-around, around, -self._hip - 6.0, around), turn=False)
            overhead.sign(pen, self._theme)
            self._seat = (self._grounded(pen),)
        pen = self._pen((-around, around, -30.0, around), _LIVE_FINE, turn=False)
        overhead.person(pen, self._theme, self.rig, angle_deg, self._sites)
        return [sprite.draw(surface, *ground) for sprite in (*self._seat, self._grounded(pen))]


def stance_of(movement: str, posture: str) -> str:
    """How the person is drawn: seated, standing or lying."""
    rig = rig_for(movement)
    if rig.seen is Seen.ABOVE or rig.seated:
        return "seated"
    if posture == "lying" and rig.joint in (Joint.LEGS, Joint.NONE, Joint.TRUNK):
        return "standing" if rig.standing else "seated"
    if posture == "lying":
        return "lying"
    return "standing" if posture in ("standing", "stepping") or rig.standing else "seated"
