"""The person stands on the ground, moves as the angle says, and mirrors for the left."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pygame
import pytest

from game.screens.figure import Figure, stance_of
from game.screens.rigs import RIGS, Joint
from game.screens.skeleton import skeleton
from game.screens.theme import DAY, mix

POSTURES = ("seated", "standing", "lying")
MOVES = [name for name, rig in RIGS.items() if rig.joint is not Joint.NONE]


GROUND = 170


def _picture(figure: Figure, angle_deg: float, lean: tuple[float, float]) -> np.ndarray:
    """The person on magenta: rows × columns × RGB."""
    surface = pygame.Surface((240, 190), 0, 32)
    surface.fill((255, 0, 255))
    figure.draw(surface, (120, GROUND), angle_deg, *lean)
    return pygame.surfarray.array3d(surface).swapaxes(0, 1)


def _there(picture: np.ndarray) -> np.ndarray:
    there: np.ndarray = (picture != (255, 0, 255)).any(axis=2)
    return there


def _drawn(figure: Figure, angle_deg: float = 40.0, lean: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
    """What is drawn, on magenta: rows × columns, true where something is."""
    surface = pygame.Surface((500, 420), 0, 32)
    surface.fill((255, 0, 255))
    figure.draw(surface, (250, 380), angle_deg, *lean)
    picture = pygame.surfarray.array3d(surface).swapaxes(0, 1)
    drawn: np.ndarray = (picture != (255, 0, 255)).any(axis=2)
    return drawn


@pytest.mark.parametrize("movement", list(RIGS))
@pytest.mark.parametrize("posture", POSTURES)
def test_the_light_rises_with_the_angle(movement: str, posture: str) -> None:
    """All the way to overhead the light only ever goes up, on a circle: height on the screen is the angle."""
    figure = Figure(DAY, 2.0, movement, posture)
    angles = [angle for angle in np.arange(0.0, 180.0, 3.0) if figure.arc_deg(float(angle) + 3.0) < 172.0]
    places = [figure.light(float(angle)) for angle in angles]
    assert len(places) > 5
    assert all(b[1] < a[1] for a, b in pairwise(places))
    assert all(math.dist(place, figure.pivot()) == pytest.approx(figure.reach_px) for place in places)


@pytest.mark.parametrize("movement", list(RIGS))
@pytest.mark.parametrize("posture", POSTURES)
def test_the_person_stands_on_the_ground_mirrors_and_is_seen_to_move(movement: str, posture: str) -> None:
    """Feet, chair legs, bed or sign end on the ground, nobody floats; the left side is the mirror image of the right;
    and the movement is seen."""
    shown_deg, still = RIGS[movement].shown_deg, (math.nan, math.nan)
    rest = _picture(Figure(DAY, 0.9, movement, posture), 0.0, still)
    right = _picture(Figure(DAY, 0.9, movement, posture), shown_deg, still)
    left = _picture(Figure(DAY, 0.9, movement, posture, mirror=True), shown_deg, still)
    rows = np.nonzero(_there(rest).any(axis=1))[0]
    assert GROUND - 3 <= rows.max() <= GROUND + 7
    assert min((np.roll(_there(left)[:, ::-1], off, axis=1) != _there(right)).mean() for off in (-1, 0, 1, 2)) < 0.02
    assert (rest != right).any(axis=2).sum() > 25 or RIGS[movement].joint is Joint.NONE


@pytest.mark.parametrize("movement", MOVES)
def test_parts_stay_as_long_as_they_are(movement: str) -> None:
    """However far a movement goes, no limb grows or shrinks, and none comes off the joint before it."""
    rig = RIGS[movement]
    for posture in POSTURES:
        stance = stance_of(movement, posture)
        rest = skeleton(rig, stance, 0.0, math.nan, math.nan, False).bones
        for angle in np.linspace(0.0, rig.shown_deg, 5):
            bones = skeleton(rig, stance, float(angle), math.nan, math.nan, False).bones
            for part in ("upper_arm", "forearm", "hand", "thigh", "shank", "foot"):
                long = math.dist(bones[part].start, bones[part].end)
                assert long == pytest.approx(math.dist(rest[part].start, rest[part].end), abs=2.6), (stance, part)
            for upper, lower in (("upper_arm", "forearm"), ("forearm", "hand"), ("thigh", "shank"), ("shank", "foot")):
                assert math.dist(bones[upper].end, bones[lower].start) < 1e-9, (stance, upper)


@pytest.mark.parametrize(("movement", "site"), [("elbow_flexion", "right_forearm"), ("knee_extension", "right_shank")])
def test_an_arrow_points_to_the_end_of_its_limb_and_up_on_the_trunk(movement: str, site: str) -> None:
    """As sensors are to be worn: on a hanging limb the arrow is down, on the trunk it is up."""
    figure = Figure(DAY, 2.0, movement, "seated")
    figure.wear((site, "sternum"))
    worn = figure.worn_at(0.0)
    assert worn[site].arrow[1] > 0.95
    assert worn["sternum"].arrow[1] < -0.95


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
