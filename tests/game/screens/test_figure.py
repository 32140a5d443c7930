"""The person stands on the ground, moves as the angle says, and mirrors for the left."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pygame
import pytest

from game.screens.figure import RIGS, Figure, Joint
from game.screens.theme import DAY, mix

REACHES = [name for name, rig in RIGS.items() if rig.joint is not Joint.NONE]


def _drawn(figure: Figure, angle_deg: float = 40.0, lean: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
    """What is drawn, on magenta: rows × columns, true where something is."""
    surface = pygame.Surface((500, 420), 0, 32)
    surface.fill((255, 0, 255))
    figure.draw(surface, (250, 380), angle_deg, *lean)
    picture = pygame.surfarray.array3d(surface).swapaxes(0, 1)
    drawn: np.ndarray = (picture != (255, 0, 255)).any(axis=2)
    return drawn


@pytest.mark.parametrize("movement", REACHES)
@pytest.mark.parametrize("posture", ["seated", "standing"])
def test_the_light_rises_with_the_angle(movement: str, posture: str) -> None:
    """From hanging to overhead the light only ever goes up, on a circle about the joint."""
    figure = Figure(DAY, 2.0, movement, posture)
    places = [figure.light(float(angle)) for angle in range(0, 181, 3)]
    assert all(b[1] < a[1] for a, b in pairwise(places))
    pivot = figure.pivot()
    assert all(math.dist(place, pivot) == pytest.approx(figure.reach_px) for place in places)


@pytest.mark.parametrize("movement", list(RIGS))
@pytest.mark.parametrize("posture", ["seated", "standing"])
def test_the_person_reaches_the_ground_and_hardly_below(movement: str, posture: str) -> None:
    """Feet or chair legs end on the ground: nobody floats."""
    rows = np.nonzero(_drawn(Figure(DAY, 2.0, movement, posture)).any(axis=1))[0]
    assert 380 <= rows.max() <= 380 + 14


@pytest.mark.parametrize("movement", list(RIGS))
def test_the_left_side_is_the_mirror_image(movement: str) -> None:
    """The same angle on the other side gives the same picture, mirrored; a lean mirrors with it."""
    right = _drawn(Figure(DAY, 2.0, movement, "seated"), 70.0, (0.0, 6.0))
    left = _drawn(Figure(DAY, 2.0, movement, "seated", mirror=True), 70.0, (0.0, -6.0))
    best = min((np.roll(left[:, ::-1], shift, axis=1) != right).mean() for shift in (-1, 0, 1, 2))
    assert best < 0.012


def test_leaning_right_moves_the_head_to_the_right() -> None:
    """From behind, right is right; forward lowers the head."""
    figure = Figure(DAY, 2.0, "trunk_sway", "seated")
    head = {lean: np.argwhere(_drawn(figure, math.nan, lean))[:400].mean(axis=0) for lean in ((0, 0), (0, 12), (12, 0))}
    assert head[0, 12][1] > head[0, 0][1] + 15
    assert head[12, 0][0] > head[0, 0][0] + 5


def test_a_trunk_that_cannot_be_had_stands_upright_and_a_limb_hangs() -> None:
    """Nothing known is drawn as nothing moved, not as a missing arm."""
    figure = Figure(DAY, 2.0, "shoulder_abduction", "seated")
    assert (_drawn(figure, math.nan, (math.nan, math.nan)) == _drawn(figure, 0.0, (0.0, 0.0))).all()


def test_a_sensor_shows_where_it_is_worn() -> None:
    """Putting a sensor on changes the picture there."""
    surfaces = []
    for sites in ((), ("right_upper_arm",), ("right_forearm",)):
        figure = Figure(DAY, 2.0, "shoulder_abduction", "seated")
        figure.wear(sites)
        surface = pygame.Surface((500, 420), 0, 32)
        figure.draw(surface, (250, 380), 90.0)
        surfaces.append(pygame.surfarray.array3d(surface).astype(int))
    bare, upper, fore = surfaces
    places = [np.argwhere((worn != bare).any(axis=2)).mean(axis=0) for worn in (upper, fore)]
    assert places[0][0] < places[1][0]


@pytest.mark.parametrize("lean_deg", [-10.0, 0.0, 15.0])
def test_the_elbow_stays_where_the_upper_arm_ends(lean_deg: float) -> None:
    """The forearm hangs on the arm it belongs to: cloth right above the joint, warm right below it."""
    figure, surface = Figure(DAY, 2.0, "elbow_flexion", "seated"), pygame.Surface((500, 420), 0, 32)
    figure.draw(surface, (250, 380), 0.0, lean_deg, 0.0)
    x, y = figure.pivot(lean_deg)
    for off, colour in ((-16, mix(DAY.cloth, DAY.ink, 0.12)), (8, DAY.limb_light)):
        drawn = surface.get_at((round(250 + x), round(380 + y + off)))[:3]
        assert max(abs(a - b) for a, b in zip(drawn, colour, strict=True)) <= 6
