"""Settling: three questions before the first try-out, settings from the title and from a pause, kept for who plays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.app.flow import Flow, Options
from game.app.settling import changed, keep, settle
from game.people.roster import add_person
from game.people.settings import PersonSettings
from game.people.settings_file import keep_settings, settings_in
from game.round.view import Phase
from game.screens.choices import CHOICES
from game.screens.choose import ChooseScreen
from game.screens.language import OFFERED, speak, spoken
from game.screens.mixing import Volumes
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.screen import Set
from game.screens.settings import FirstQuestions, KeysScreen, SettingsScreen
from game.screens.settled import look_of
from game.screens.stage import Stage
from game.screens.title import TitleScreen
from game.screens.widgets import Door, Paper
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
    page = person.sees.page
    assert page is not None
    page.focus = next(place for place, door in enumerate(page.doors) if door.words == "Pause")
    person.press(ENTER)
    assert person.phase is Phase.PAUSED, "whoever has no key for a pause comes to it from the stop"
    person.press(pygame.K_p)
    person.until(lambda: person.phase is Phase.PLAY, 20)
    person.press(pygame.K_F2)
    assert isinstance(person.sees, SettingsScreen), "and play waits meanwhile"
    person.press(ESCAPE)
    assert isinstance(person.sees, PlayScreen) and person.phase is Phase.PAUSED


def test_other_keys_lead_back_to_how_one_presses(person: Person, home: Path) -> None:
    """A key is given for the person who plays, and works from then on."""
    person.press(pygame.K_F2)
    for key in (DOWN, DOWN, RIGHT, ENTER, DOWN, RIGHT, ENTER):
        person.press(key)
    assert isinstance(person.sees, KeysScreen)
    for key in (ENTER, pygame.K_c):
        person.press(key)
    person.press(ESCAPE)
    assert isinstance(person.sees, SettingsScreen)
    assert dict(settings_in(home, "")[0].keys) == {"accept": "c"}


def opened_again(home: Path, person: str | None = None) -> Stage:
    """The window of the next time, before anything is pressed."""
    again = Stage((640, 360), window=False, calm=True)
    settle(again, Options(home=str(home)), person)
    return again


def test_what_a_key_sets_is_kept_as_it_was_left(person: Person, home: Path) -> None:
    """M, V, T and plus, on any screen, for nobody and at once; the next time all is so, and for others as they left
    it."""
    keep_settings(home, "P01", PersonSettings(theme="day"))
    for key in (pygame.K_m, pygame.K_v, pygame.K_t, pygame.K_PLUS):
        person.press(key)
    kept, wrong = settings_in(home, "")
    assert wrong is None
    assert (kept.sound, kept.voice, kept.theme, kept.text_percent) == (True, False, "day", 125), "it was muted by call"
    again = opened_again(home)
    assert again.look.theme == "day" and again.look.text_scale == 1.25
    assert again.sounds.voice.mute and not again.sounds.mute
    again.close()
    theirs = opened_again(home, "P01")
    assert theirs.look.text_scale == 1.0 and not theirs.sounds.voice.mute
    theirs.close()


def test_silence_is_kept_too(home: Path) -> None:
    """Muted by the key, it is silent the next time until the key is pressed again."""
    stage = Stage((640, 360), window=False, calm=True)
    keep(Options(home=str(home)), None, PersonSettings())
    flow = Flow(stage, Options(home=str(home)))
    for silent in (True, False):
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_m, mod=0))
        for intent in stage.intents():
            flow.take(intent)
        assert stage.sounds.mute is opened_again(home).sounds.mute is silent
    stage.close()


@pytest.mark.parametrize("key", CHOICES)
def test_what_the_page_of_settings_sets_is_seen_heard_and_kept_at_once(key: str, home: Path) -> None:
    """Each of its doors, for a person: what the stage shows and sounds is what their file says, and what is their
    therapist's stays as it was there."""
    person = add_person(home, "P01").id
    keep_settings(home, person, PersonSettings(seen_side="left", short_words=True))
    stage, options = Stage((640, 360), window=False, calm=True), Options(home=str(home))
    settle(stage, options, person)
    for value in CHOICES[key].values:
        stage.show(OneDoor(Set(key, value)))
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=ENTER, mod=0))
        for intent in stage.intents():
            assert isinstance(intent, Set)
            changed(stage, options, person, intent)
        stage.draw_live(0.6)
        kept, _wrong = settings_in(home, person)
        assert getattr(kept, key) == getattr(stage.settings, key) == value
        assert (kept.seen_side, kept.short_words) == ("left", True)
        sounds = stage.sounds
        assert sounds.volumes == Volumes(kept.volume_music, kept.volume_effects, kept.volume_voice)
        assert (sounds.mute, sounds.voice.mute, sounds.angles) == (not kept.sound, not kept.voice, kept.angle_tone)
        assert stage.captions is kept.captions and stage.look == look_of(kept, stage.look.language)
    stage.close()


def test_another_language_is_spoken_at_once_by_a_voice_of_that_language(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands on the screen is in it, what is said too, and it is kept."""
    asked: list[str] = []
    monkeypatch.setattr("game.app.hearing.system_voice", lambda _home, code: asked.append(code))
    stage, options = Stage((640, 360), window=False, calm=True), Options(home=str(home))
    for code in OFFERED:
        stage.show(OneDoor(Set("language", code)))
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=ENTER, mod=0))
        for intent in stage.intents():
            assert isinstance(intent, Set)
            changed(stage, options, None, intent)
        stage.draw_live(0.6)
        assert spoken().code == asked[-1] == stage.look.language == settings_in(home, "")[0].language == code
    stage.close()
    speak("en")


class OneDoor(Page):
    """A page whose one door sets something."""

    def __init__(self, change: Set) -> None:
        super().__init__()
        self._change = change

    def compose(self, paper: Paper) -> None:
        self.put(Door("This", (self._change,)), paper.page())


def test_a_disk_that_takes_nothing_ends_nothing(tmp_path: Path) -> None:
    """What was set holds until the window closes."""
    (tmp_path / "people").write_text("in the way")
    keep(Options(home=str(tmp_path)), None, PersonSettings())
