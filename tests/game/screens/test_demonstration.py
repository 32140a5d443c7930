"""The demonstration: at the tempo asked for, in ten seconds, on the person's side, left by any key and by itself."""

from __future__ import annotations

import pygame
import pytest

from game.app.demonstrating import demonstration_of
from game.coaching.wall import wall_of
from game.content import shipped_levels
from game.exercises.exercise import Wall
from game.level import read_level
from game.motion.movements import MOVEMENTS
from game.screens.demonstration import MOST_S, DemonstrationScreen, Paces, paces, wrong_way
from game.screens.mannequin import From, Mannequin, Stance
from game.screens.screen import Go, Look, Place
from game.screens.shown import Demonstration, stance_shown
from game.screens.theme import THEMES
from tests.game.screens.seeing import laid_out, pixels

pytestmark = pytest.mark.usefixtures("display")
ELBOW = Demonstration("elbow_flexion", "right", "seated", 70.0, 3.0, 1.0, 3.0)


def pose_pixels(stance: Stance, eye: From, joints_deg: dict[str, float], side: str = "right") -> object:
    """A person in a pose, in a frame that holds all that is drawn here."""
    surface = pygame.Surface((120, 160))
    person = Mannequin(THEMES["dusk"], stance, side, ())
    person.draw(surface, surface.get_rect(), eye, (-90.0, 90.0, -100.0, 130.0), joints_deg)
    return pixels(surface)


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_every_movement_is_seen_to_move(movement: str) -> None:
    """From the front or from the side, on either side of the body: whatever row of the table is asked for."""
    for side in ("right", "left"):
        stance = stance_shown(movement, MOVEMENTS[movement].postures[0])
        rest, moved = (
            [pose_pixels(stance, eye, MOVEMENTS[movement].joints_deg(deg, side), side) for eye in From]
            for deg in (0.0, 30.0)
        )
        assert any((one != other).any() for one, other in zip(rest, moved, strict=True))  # type: ignore[attr-defined]


def test_the_repetition_is_shown_at_its_own_tempo_where_there_is_time_for_that() -> None:
    assert paces(ELBOW) == Paces(3.0, 1.0, 3.0)
    assert paces(Demonstration("squat", "right", "standing", 60.0, 2.0, 9.0, 2.0)).up_s == 2.0


@pytest.mark.parametrize("times_s", [(0.0, 0.0, 0.0), (2.0, 1.0, 2.0), (9.0, 9.0, 9.0), (0.1, 60.0, 0.1)])
def test_it_is_over_within_ten_seconds(times_s: tuple[float, float, float]) -> None:
    """Whatever tempo is asked for; and it has shown both ways by then."""
    screen = DemonstrationScreen(Demonstration("elbow_flexion", "right", "seated", 70.0, *times_s))
    screen.lay_out((640, 360), Look())
    surface, said, t_s = pygame.Surface((640, 360)), set(), 0.0
    while not screen.over:
        screen.draw_still(surface)
        screen.draw_live(surface, 0.25)
        assert screen.paper is not None
        said |= {box.words for box in screen.paper.boxes}
        t_s += 0.25
        assert t_s <= MOST_S + 0.25
    assert "This way" in said
    assert any("Swinging" in each for each in said)


def test_any_key_goes_on_at_once() -> None:
    screen = DemonstrationScreen(ELBOW)
    laid_out(screen)
    for key in (pygame.K_SPACE, pygame.K_q, pygame.K_RETURN, pygame.K_ESCAPE):
        assert list(screen.handle(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0))) == [Go(Place.NEXT)]


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_the_wrong_way_is_one_word_and_is_seen(movement: str) -> None:
    """What the body does beside the movement is another pose, or it is the haste."""
    wrong = wrong_way(movement, "right")
    assert len(wrong.word.split()) == 1
    assert wrong.rushed or any(abs(deg) >= 10.0 for deg in wrong.joints_deg.values())


def test_every_level_can_be_demonstrated_and_none_beyond_its_wall() -> None:
    """What is shown goes no further than the level's own furthest target, nor than a prescription's ceiling."""
    for name, path in shipped_levels().items():
        level = read_level(path.read_bytes(), path.name)
        shown = demonstration_of(level, "left", (), wall_of(level, None))
        assert abs(shown.peak_deg) <= max(map(abs, MOVEMENTS[level.movement].safe_deg)) + 1e-9, name
        near = demonstration_of(level, "left", (), Wall(-4.0, 5.0, 60.0))
        assert -4.0 <= near.peak_deg <= 5.0
        assert paces(shown).whole_s > 0.5


def test_with_reduced_motion_nothing_glides() -> None:
    """Only the two ends of the movement are ever shown of the right way."""
    screen = DemonstrationScreen(ELBOW)
    screen.lay_out((640, 360), Look(calm=True))
    surface, shown = pygame.Surface((640, 360)), set()
    for _ in range(12):
        screen.draw_still(surface)
        screen.draw_live(surface, 0.5)
        shown.add(tuple(sorted(screen._pose().items())))
    assert len(shown) <= 2
