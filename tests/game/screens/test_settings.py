"""Settings: each door changes one thing, at once and soundly; the keys can be given and taken back by one hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pygame
import pytest

from game.people.settings import PersonSettings, row_of, settings_of
from game.screens.choices import CHOICES, PAGES, follows, named, said
from game.screens.keys import Key, meaning
from game.screens.language import ENGLISH, LANGUAGES, OFFERED, speak, spoken
from game.screens.screen import Go, Intent, Place, Set
from game.screens.settings import FirstQuestions, KeysScreen, SettingsScreen
from game.screens.settled import look_of
from game.screens.stage import Stage
from tests.game.screens.seeing import laid_out


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage((640, 360), window=False, calm=True)
    pygame.event.clear()
    yield made
    made.close()


def press(stage: Stage, *codes: int) -> list[Intent]:
    """Each key with the moment that follows."""
    wanted: list[Intent] = []
    for code in codes:
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=code, mod=0))
        wanted += stage.intents()
        stage.draw_live(0.6)
    return wanted


@pytest.mark.parametrize("key", CHOICES)
def test_pressing_again_and_again_comes_round_to_the_start(key: str) -> None:
    """Every value has words of its own and is one that a person's settings take."""
    choice, settings = CHOICES[key], PersonSettings()
    seen = []
    for _value in choice.values:
        settings = replace(settings, **{key: follows(choice, settings)})
        sound, wrong = settings_of(row_of(settings))
        assert not wrong and sound == settings
        seen.append(getattr(settings, key))
    assert sorted(map(str, seen)) == sorted(map(str, choice.values))
    assert len({said(key, value) for value in seen}) == len(seen)
    assert named(key)


def test_everything_that_is_a_persons_own_is_on_some_page() -> None:
    """Nothing can be set that no page shows, and no page shows one thing twice."""
    shown = [key for page in PAGES for key in page]
    assert sorted(shown) == sorted(CHOICES)


def test_a_change_is_seen_at_once(stage: Stage) -> None:
    """The page that asks for larger text is written larger; what was changed is told, to be kept."""
    stage.show(SettingsScreen(stage.settings))
    assert press(stage, pygame.K_RETURN) == [Set("text_percent", 125)]
    assert stage.look.text_scale == 1.25
    assert press(stage, pygame.K_RETURN) == [Set("text_percent", 150)]
    press(stage, pygame.K_RIGHT, pygame.K_RETURN, pygame.K_RIGHT, pygame.K_RETURN)
    assert (stage.look.theme, stage.look.high_contrast) == ("day", True)
    press(stage, pygame.K_t)
    assert stage.settings.theme == "dusk", "what a key changed is a setting too"
    assert look_of(stage.settings, "en") == stage.look


def test_three_questions_and_one_press_each(stage: Stage) -> None:
    """How large, how light, how one presses; then the way goes on, in that look and by that switch."""
    stage.show(FirstQuestions())
    assert press(stage, pygame.K_RIGHT, pygame.K_RETURN) == [Set("text_percent", 150)]
    assert press(stage, pygame.K_DOWN, pygame.K_RETURN) == [Set("theme", "dusk"), Set("high_contrast", True)]
    assert press(stage, pygame.K_DOWN, pygame.K_RETURN) == [Set("play_by", "one_switch"), Go(Place.NEXT)]
    assert stage.look.hands_free


def test_a_key_is_given_and_taken_back(stage: Stage) -> None:
    """The next key is the one, also where it had another meaning; what is printed on doors is refused, in words."""
    page = KeysScreen(stage.settings)
    stage.show(page)
    assert press(stage, pygame.K_RETURN, pygame.K_g) == [Set("keys", {"accept": "g"})]
    assert press(stage, pygame.K_g, pygame.K_l) == [], "the given key presses; L is printed on some door"
    assert press(stage, pygame.K_m) == [], "M has no other key for its meaning"
    assert press(stage, pygame.K_c) == [Set("keys", {"accept": "c"})]
    assert not press(stage, pygame.K_RETURN, pygame.K_n)
    assert page.listens, "N answers questions: another one is asked for"
    assert not press(stage, pygame.K_ESCAPE)
    assert press(stage, pygame.K_ESCAPE) == [Go(Place.BACK)]
    page.focus = 6
    assert press(stage, pygame.K_c) == [Set("keys", {})]
    stop = stage._controls.hear(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SPACE, mod=0))[0]
    assert meaning(stop) is Key.STOP


@pytest.mark.usefixtures("display")
def test_a_page_of_settings_has_pictures() -> None:
    """Beside each few words there is a drawing, at the usual size of text and at the largest."""
    for scale in (100, 200):
        settings = PersonSettings(text_percent=scale)
        paper = laid_out(SettingsScreen(settings), look=look_of(settings, "en"))
        assert sum(box.kind == "drawing" for box in paper.boxes) == len(PAGES[0]) + 1, "and the globe"


def test_every_language_is_chosen_by_its_own_name(stage: Stage) -> None:
    """From every page of the settings, whatever is spoken: each language is named in itself, and seen at once."""
    for page in range(len(PAGES)):
        for code in OFFERED:
            screen = SettingsScreen(stage.settings, page)
            stage.show(screen)
            screen.focus = next(place for place, door in enumerate(screen.doors) if door.words == spoken().name)
            assert press(stage, pygame.K_RETURN) == []
            assert [door.words for door in screen.doors][:-1] == [LANGUAGES[each].name for each in OFFERED]
            assert screen.doors[screen.focus].words == spoken().name, "the present one has the focus"
            screen.focus = OFFERED.index(code)
            assert press(stage, pygame.K_RETURN) == [Set("language", code)]
            assert spoken().code == code == stage.look.language
            assert len(screen.doors) > len(OFFERED) + 1, "the page is shown again"
    speak(ENGLISH)


def test_escape_leaves_the_languages_as_they_are(stage: Stage) -> None:
    """For the page before, and from there it leaves the settings."""
    screen = SettingsScreen(stage.settings)
    stage.show(screen)
    screen.ask_language(asks=True)
    assert press(stage, pygame.K_ESCAPE) == []
    assert press(stage, pygame.K_ESCAPE) == [Go(Place.BACK)]


def test_why_nothing_is_said_aloud_stands_where_the_voice_is_set(stage: Stage) -> None:
    """On that page only, and only where it is so."""
    for page in range(len(PAGES)):
        for silent in ("", "There is no voice."):
            paper = laid_out(SettingsScreen(stage.settings, page, silent=silent))
            told = any(box.words == "There is no voice." for box in paper.boxes)
            assert told == (bool(silent) and "voice" in PAGES[page])
