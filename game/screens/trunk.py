"""The trunk as a pen draws it, from behind and from the side, with the straps round it and the arm that rests."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from game.screens import body
from game.screens.limbs import Dress, sensor_box
from game.screens.pen import Pen, Point
from game.screens.theme import mix


def from_behind(pen: Pen, dress: Dress, sites: Collection[str], *, seated: bool, facing: bool) -> None:
    """Trunk and the arms that rest; the pen leans already. `facing`: the person is seen from the front."""
    t = dress.theme
    cloth = dress.of("trunk")
    shade = mix(cloth, t.ink, 0.18) if "trunk" in dress.warm else t.cloth_shade
    hands = ((23.4, 23), (14, 6)) if seated else ((23.2, 24), (24.2, -3))
    resting = (-1,) if "upper_arm" in dress.warm else (-1, 1)
    for side in resting:
        (x, y), (to_x, to_y) = hands
        pen.limb((side * x, y), (side * to_x, to_y), 7.6, 6.4, t.skin)
    pen.soft(body.TRUNK_BACK, cloth)
    pen.soft(body.TRUNK_BACK_SHADE, shade, 255)
    for side in resting:
        sleeve = shade if side < 0 else cloth
        pen.limb((side * 17.2, 49.2), (side * 23.2, 24), 11.4, 8.8, sleeve)
    pen.stroke(((0.6, 50), (0.2, 30), (0.6, 8)), (0.4, 1.2, 0.4), shade)
    pen.stroke(((-6.4, 59.4), (0, 57.2), (6.4, 59.4)), (1.8, 2.4, 1.8), mix(cloth, t.ink, 0.22))
    if "sternum" in sites:
        pen.stroke(((-17.6, 37), (0, 35.4), (17.6, 37)), (2.6, 2.6), t.sensor)
        if facing:
            sensor_box(pen, (0, 36), 0.0, t)
    if "pelvis" in sites:
        pen.stroke(((-16.4, 5), (0, 4), (16.4, 5)), (2.4, 2.4), t.sensor)
        if not facing:
            sensor_box(pen, (0, 4.2), 0.0, t)


def from_side(pen: Pen, dress: Dress, sites: Collection[str], other_arm: Sequence[Point]) -> None:
    """Trunk and the arm of the other side; the pen leans already."""
    t = dress.theme
    cloth = dress.of("trunk")
    shade = mix(cloth, t.ink, 0.18) if "trunk" in dress.warm else t.cloth_shade
    shoulder, elbow, wrist, hand = other_arm
    dim = mix(t.skin, t.cloth_shade, 0.3)
    pen.limb((shoulder[0] + 2, shoulder[1] - 1), (elbow[0] + 3, elbow[1] + 1), 10, 8.2, t.cloth_shade)
    pen.limb((elbow[0] + 3, elbow[1] + 1), (wrist[0] + 5, wrist[1] + 0.5), 7.2, 5.6, dim)
    pen.limb((wrist[0] + 5, wrist[1] + 0.5), (hand[0] + 4.6, hand[1] + 1), 5.8, 4.6, dim)
    pen.soft(body.TRUNK_SIDE, cloth)
    pen.soft(body.TRUNK_SIDE_SHADE, shade)
    pen.stroke(((-5.4, 60.6), (0, 58), (4.8, 60)), (1.8, 2.4, 1.8), mix(cloth, t.ink, 0.22))
    if "sternum" in sites:
        pen.stroke(((-11.6, 36), (0, 35), (11.4, 38)), (2.6, 2.6), t.sensor)
        sensor_box(pen, (11.0, 38), 0.0, t)
    if "pelvis" in sites:
        pen.stroke(((-10.2, 6), (0, 5), (11, 6)), (2.4, 2.4), t.sensor)
        sensor_box(pen, (-10.4, 6), 0.0, t)
