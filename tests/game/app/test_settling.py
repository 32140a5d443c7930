"""Settling: three questions before the first try-out, settings from the title and from a pause, kept for who plays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.app.flow import Flow, Options
from game.app.settling import keep
from game.people.settings import PersonSettings
from game.people.settings_file import settings_in
from game.round.view import Phase
from game.screens.choose import ChooseScreen
from game.screens.play import PlayScreen
from game.screens.settings import FirstQuestions, KeysScreen, SettingsScreen
from game.screens.stage import Stage
from game.screens.title import TitleScreen
from tests.game.app.test_flow import Person, to_the_play

ENTER, DOWN, RIGHT, ESCAPE = pygame.K_RETURN, pygame.K_DOWN, pygame.K_RIGHT, pygame.K_ESCAPE


@pytest.fixture
def person(home: Path) -> Iterator[Person]:
    found = Person(home)
    yield found
    found.close()


def test_three_questions_come_before_the_first_try_out_only(person: Person, home: Path) -> None:
    """What is answered is seen at once and kept; the next time the levels come at once, in that look."""
    (home / "people").rename(home / "elsewhere")
    person.press(DOWN)
    person.press(ENTER)
    assert isinstance(person.sees, FirstQuestions)
    for key in (RIGHT, ENTER, ENTER, ENTER):  # larger words, and the day, which then stands first
        person.press(key)
    assert isinstance(person.sees, ChooseScreen)
    kept, _wrong = settings_in(home, "")
    assert (kept.text_percent, kept.theme, kept.play_by) == (150, "day", "keys")
    person.stage.close()
    again = Stage((1280, 720), window=False, mute=True)
    flow = Flow(again, Options(home=str(home)))
    assert (again.look.text_scale, again.look.theme) == (1.5, "day")
    assert flow.running


def test_settings_are_one_key_from_the_title_and_from_a_pause(person: Person) -> None:
    """F2 opens them, Escape leads back to where it was: to the title, or to the pause that has waited."""
    person.press(pygame.K_F2)
    assert isinstance(person.sees, SettingsScreen)
    person.press(ESCAPE)
    assert isinstance(person.sees, TitleScreen)
    to_the_play(person)
    person.until(lambda: person.phase is Phase.PLAY, 20)
    person.press(pygame.K_p)
    person.press(pygame.K_F2)
    assert isinstance(person.sees, SettingsScreen)
    person.press(ENTER)
    assert person.stage.look.text_scale == 1.25
    person.press(ESCAPE)
    assert isinstance(person.sees, PlayScreen) and person.phase is Phase.PAUSED
    person.press(pygame.K_F2)
    person.press(pygame.K_SPACE)
    assert isinstance(person.sees, PlayScreen) and person.phase is Phase.STOP, "stop works there too"


def test_other_keys_lead_back_to_how_one_presses(person: Person, home: Path) -> None:
    """A key is given for the person who plays, and works from then on."""
    person.press(pygame.K_F2)
    for key in (DOWN, DOWN, ENTER, DOWN, ENTER):
        person.press(key)
    assert isinstance(person.sees, KeysScreen)
    for key in (ENTER, pygame.K_g):
        person.press(key)
    person.press(ESCAPE)
    assert isinstance(person.sees, SettingsScreen)
    assert dict(settings_in(home, "")[0].keys) == {"accept": "g"}


def test_a_disk_that_takes_nothing_ends_nothing(tmp_path: Path) -> None:
    """What was set holds until the window closes."""
    (tmp_path / "people").write_text("in the way")
    keep(Options(home=str(tmp_path)), None, PersonSettings())
