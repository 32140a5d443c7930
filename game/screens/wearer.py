"""The wearer: the person on a page, in the pose a movement begins in, with the sensors and their arrows."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pygame

from game.round.view import RoundView
from game.screens import seat
from game.screens.body import HIP_SEATED_CM, HIP_STANDING_CM
from game.screens.figure import Figure, WornAt, stance_of
from game.screens.pen import Pen
from game.screens.rigs import Joint, Seen, rig_for
from game.screens.widgets import Box, Paper

_ROOM_CM = {"seated": (110.0, 142.0), "standing": (110.0, 188.0), "lying": (214.0, 110.0)}
"""How much room a person takes, across and up."""
_LOW_SHARE = 0.47
"""How far under the middle of that room the ground is, as a share of its height."""
_HANGING_DEG = 6.0
"""A drawn arm hangs a little off the trunk, so that the sensor on it is seen."""
_ARROW_OFF_CM, _ARROW_LONG_CM, _ARROW_HEAD_CM, _ARROW_THICK_CM = 11.0, 17.0, 6.4, 1.6


_WORN_AS = {Joint.ELBOW: "wrist_extension", Joint.NECK: "neck_flexion", Joint.TRUNK: "trunk_flexion"}
"""Where a movement is seen from above no sensor is: it is put on as for one of the same joint seen from the side."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a figure stands on the paper."""

    figure: Figure
    ground: tuple[float, float]
    """Under its hips, px."""
    cm_px: float
    hip_cm: float
    mirror: bool

    def at(self, x_cm: float, y_cm: float) -> tuple[int, int]:
        """A place of its shapes, cm from the hip, in px."""
        x = -x_cm if self.mirror else x_cm
        return round(self.ground[0] + x * self.cm_px), round(self.ground[1] - (y_cm + self.hip_cm) * self.cm_px)


def draw_wearer(paper: Paper, area: pygame.Rect, view: RoundView, sites: tuple[str, ...]) -> Drawn:
    """The figure in the pose play begins in with its sensors on, as large as the area allows."""
    return draw_figure(paper, area, view.movement, view.posture, view.side, sites)


def place_wearer(paper: Paper, area: pygame.Rect, view: RoundView, sites: tuple[str, ...]) -> Drawn:
    """Where that figure would stand, so that it can be drawn while it moves."""
    paper.boxes.append(Box("drawing", area))
    return _placed(paper, area, view.movement, view.posture, view.side, sites)


def draw_figure(
    paper: Paper, area: pygame.Rect, movement: str, posture: str, side: str, sites: tuple[str, ...]
) -> Drawn:
    """The figure as a movement shows it, at rest with sensors on, as large as the area allows."""
    movement = _worn_as(movement)
    drawn = _placed(paper, area, movement, posture, side, sites)
    hangs = rig_for(movement).joint is Joint.SHOULDER
    drawn.figure.draw(paper.picture, drawn.ground, _HANGING_DEG if hangs else 0.0, 0.0, 0.0)
    paper.boxes.append(Box("drawing", area))
    return drawn


def draw_safe_place(paper: Paper, area: pygame.Rect) -> None:
    """Somebody on their feet with a sturdy hold before them and a chair behind."""
    tall_cm, wide_cm = _ROOM_CM["standing"][1], 176.0
    cm_px = min(area.height / tall_cm, area.width / wide_cm)
    ground = (area.centerx - 6.0 * cm_px, area.centery + tall_cm * cm_px * _LOW_SHARE)
    size = (round(80 * cm_px), round(96 * cm_px))
    pen = Pen(size, cm_px, (36 * cm_px, size[1] - 3 * cm_px - HIP_SEATED_CM * cm_px), up=True)
    pen.oval((4, 0.5 - HIP_SEATED_CM), 34, 3.2, paper.theme.shade, 110)
    seat.chair_from_side(pen, paper.theme, -HIP_SEATED_CM)
    seat.chair_back(pen, paper.theme, Seen.SIDE)
    pen.sprite().draw(paper.picture, ground[0] - 40.0 * cm_px, ground[1] - HIP_SEATED_CM * cm_px)
    Figure(paper.theme, cm_px, "hip_flexion", "standing", light=False).draw(paper.picture, ground, 0.0)
    paper.boxes.append(Box("drawing", area))


def _worn_as(movement: str) -> str:
    rig = rig_for(movement)
    return _WORN_AS[rig.joint] if rig.seen is Seen.ABOVE else movement


def _placed(paper: Paper, area: pygame.Rect, movement: str, posture: str, side: str, sites: tuple[str, ...]) -> Drawn:
    stance = stance_of(movement, posture)
    seen = rig_for(movement).seen
    wide_cm, tall_cm = _ROOM_CM[stance]
    if rig_for(movement).joint is Joint.LEGS or (stance == "standing" and seen is Seen.SIDE):
        wide_cm, tall_cm = 150.0, _ROOM_CM["standing"][1]
    elif seen is Seen.ABOVE:
        wide_cm, tall_cm = 126.0, 154.0
    elif stance == "lying" and seen is Seen.BACK:
        tall_cm = 132.0
    cm_px = min(area.height / tall_cm, area.width / wide_cm)
    figure = Figure(paper.theme, cm_px, movement, posture, mirror=side == "left", light=False)
    figure.wear(sites)
    ground = (area.centerx, area.centery + tall_cm * cm_px * _LOW_SHARE)
    hip_cm = HIP_STANDING_CM if stance == "standing" else HIP_SEATED_CM
    return Drawn(figure, ground, cm_px, hip_cm, side == "left")


def draw_arrows(paper: Paper, drawn: Drawn) -> None:
    """Beside each sensor the way its own arrow has to point."""
    hangs = _HANGING_DEG if drawn.figure.rig.joint is Joint.SHOULDER else 0.0
    for worn in drawn.figure.worn_at(hangs).values():
        _arrow(paper, drawn, worn)


def _arrow(paper: Paper, drawn: Drawn, worn: WornAt) -> None:
    cm, (along_x, along_y) = drawn.cm_px, worn.arrow
    # Beside the limb, on the side that is away from the body.
    aside_x, aside_y = -along_y, along_x
    x, y = drawn.ground[0] + worn.place[0], drawn.ground[1] + worn.place[1]
    outward = -1.0 if drawn.mirror else 1.0
    if aside_x * outward < 0.0 or (abs(aside_x) < 0.3 and aside_y > 0.0):
        aside_x, aside_y = -aside_x, -aside_y
    x, y = x + aside_x * _ARROW_OFF_CM * cm, y + aside_y * _ARROW_OFF_CM * cm

    def at(along_cm: float, aside_cm: float) -> tuple[float, float]:
        return (
            x + (along_x * along_cm + aside_x * aside_cm) * cm,
            y + (along_y * along_cm + aside_y * aside_cm) * cm,
        )

    half, head, thick = _ARROW_LONG_CM / 2, _ARROW_HEAD_CM, _ARROW_THICK_CM / 2
    shape = [
        *(at(-half, thick), at(half - head, thick), at(half - head, head / 2), at(half, 0.0)),
        *(at(half - head, -head / 2), at(half - head, -thick), at(-half, -thick)),
    ]
    fine = 3
    left, top = math.floor(min(p for p, _ in shape)) - 2, math.floor(min(q for _, q in shape)) - 2
    size = math.ceil(max(p for p, _ in shape)) - left + 3, math.ceil(max(q for _, q in shape)) - top + 3
    large = pygame.Surface((size[0] * fine, size[1] * fine), pygame.SRCALPHA, 32)
    large.fill((*paper.theme.ink, 0))
    pygame.draw.polygon(large, (*paper.theme.ink, 255), [((p - left) * fine, (q - top) * fine) for p, q in shape])
    paper.picture.blit(pygame.transform.smoothscale(large, size), (left, top))
