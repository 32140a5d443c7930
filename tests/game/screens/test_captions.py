"""Captions: what is said and what a sound means, in words, for whoever does not hear it."""

from __future__ import annotations

import pygame
import pytest

from game.exercises.events import Event
from game.exercises.views import Ask
from game.screens import tour, words
from game.screens.captions import SHOWN_S, Captions, meaning, of_event
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.screen import Look, Screen
from game.screens.sound import Sounds, tone_for
from game.screens.tones import Tone
from tests.game.screens.test_sound import SOUNDED

WORLDS = ("lanterns", "ferry", "bells-find", "forge", "cottage", "well", "kite", "boat", "measure-sway-closed", "range")
QUESTIONS = [name for name in tour.SCREENS if name.startswith("ask-")]
STOPS = ("stop", "pain", "fall", "refusal")


def shown(name: str) -> Screen:
    """A screen of the tour, drawn once."""
    screen = tour.SCREENS[name]()
    screen.lay_out((640, 360), Look())
    screen.draw_live(pygame.Surface((640, 360)), 0.1)
    return screen


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_has_a_meaning_of_its_own(tone: Tone) -> None:
    """First how it sounds, then what it means; at most eight words."""
    how, _, means = meaning(tone).partition(": ")
    assert how and means and len(meaning(tone).split()) <= 8
    assert [meaning(other) for other in Tone].count(meaning(tone)) == 1


@pytest.mark.parametrize("event", SOUNDED, ids=lambda event: type(event).__name__)
def test_every_sound_of_an_event_is_written(event: Event) -> None:
    """Also where it is muted, or there is nothing to hear it with."""
    sounds = Sounds(mute=True)
    sounds.hear(event)
    tone = tone_for(event)
    assert tone is not None and sounds.captions.now == f"[{of_event(event, tone)}]"


@pytest.mark.parametrize("ask", Ask)
def test_every_sound_of_what_is_asked_is_written(ask: Ask) -> None:
    """Whatever has a tone has a caption; what only goes on has neither."""
    sounds = Sounds(mute=True)
    sounds.ask(ask)
    silent = ask in (Ask.GET_READY, Ask.FEEL, Ask.STAY, Ask.REMEMBER)
    assert (sounds.captions.now == "") == silent


def test_what_is_said_goes_before_what_a_sound_means() -> None:
    """That stands in brackets, for three seconds."""
    captions = Captions()
    captions.hear("bell: reached")
    captions.step(SHOWN_S / 2)
    captions.say("And slowly back")
    assert captions.now == "And slowly back"
    captions.say("")
    assert captions.now == "[bell: reached]"
    captions.step(SHOWN_S / 2)
    assert captions.now == ""


@pytest.mark.usefixtures("display")
@pytest.mark.parametrize("name", [*WORLDS, *QUESTIONS, *STOPS, "rest", "silent", "message", "title", "about"])
def test_only_what_stands_on_the_screen_is_said(name: str) -> None:
    """Nobody who hears nothing misses any; and there is something to say on each."""
    screen = shown(name)
    assert isinstance(screen, Page | PlayScreen) and screen.paper is not None
    written = {box.words for box in screen.paper.boxes}
    assert screen.aloud.words and set(screen.aloud.words) <= written
    assert screen.aloud.stop == (name in STOPS)


def test_the_sentence_that_forbids_play_is_said_whole() -> None:
    """As it is approved, to its end."""
    screen = tour.SCREENS["refusal"]()
    screen.lay_out((1280, 720), Look())
    assert isinstance(screen, Page)
    assert screen.aloud.words == (words.approved_do_not_exercise(),) and screen.aloud.stop


def test_signs_and_doors_are_not_said_by_themselves() -> None:
    """The key that stops is there all along; doors are said when they get the focus."""
    screen = tour.SCREENS["paused"]()
    screen.lay_out((1280, 720), Look())
    assert isinstance(screen, PlayScreen)
    assert screen.aloud.words == ("Paused. Take your time.",)
    assert screen.aloud.doors[:2] == ("Go on", "Finish for today")
