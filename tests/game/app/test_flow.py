"""From the title to the results by keys alone, on the real stage, without a window."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from game.app.clock import today
from game.app.errors import RefusedError
from game.app.flow import Flow, Options
from game.app.offers import sensor_there
from game.app.request import PlayRequest
from game.app.settling import keep
from game.coaching.prescription import Prescription
from game.coaching.readiness import ASKED, VERSION
from game.coaching.safety import DO_NOT_EXERCISE
from game.people.readiness import keep_passed
from game.people.settings import PersonSettings
from game.round import Phase
from game.screens.choose import ChooseScreen
from game.screens.demonstration import DemonstrationScreen
from game.screens.message import MessageScreen
from game.screens.play import PlayScreen
from game.screens.questions import QuestionsScreen
from game.screens.readiness import SafetyScreen
from game.screens.results import ResultsScreen
from game.screens.screen import Screen
from game.screens.set_path import SetPathScreen
from game.screens.stage import Stage
from game.screens.title import AboutScreen, TitleScreen
from game.sessions.index import read_index
from input_devices import ElectrodesError
from tests.benchmarks.feeding import Feeder
from tests.game.app.test_live import RATE_HZ, frames
from tests.game.build import prescription

pytestmark = pytest.mark.usefixtures("reviewed")

LEVEL = "shoulder_abduction_reach_1"


class Person:
    """Somebody at the keyboard, and the frames that pass meanwhile; time is counted, not waited for."""

    def __init__(self, home: Path, play: PlayRequest | None = None, prescription: Prescription | None = None) -> None:
        keep(Options(home=str(home)), None, PersonSettings(calm=True))  # the three first questions have been answered
        self.stage = Stage((1280, 720), window=False, calm=True, mute=True)
        self.flow = Flow(self.stage, Options(home=str(home), mute=True), play, prescription)
        self._now_s = 0.0

    @property
    def sees(self) -> Screen:
        return self.flow.screen

    def press(self, key: int, *, hold: bool = False) -> None:
        """One key, and the moment that follows."""
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, unicode="", mod=0))
        if not hold:
            pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key, mod=0))
        self.wait(0.6)

    def release(self, key: int) -> None:
        pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key, mod=0))
        self.wait(0.1)

    def wait(self, seconds: float) -> None:
        """Let frames pass, as the loop makes them."""
        for _ in range(round(seconds * 60)):
            self._now_s += 1 / 60
            self.flow.tick(self._now_s)
            for intent in self.stage.intents():
                self.flow.take(intent)
            self.stage.draw_still()
            self.stage.draw_live(1 / 60)

    def until(self, done: Callable[[], bool], seconds: float) -> None:
        """Wait for something to happen, but not for ever."""
        for _ in range(round(seconds * 10)):
            if done():
                return
            self.wait(0.1)
        raise AssertionError(f"it did not happen within {seconds} s")

    @property
    def phase(self) -> Phase:
        assert self.flow.hosting is not None
        return self.flow.hosting.round.view().phase

    def close(self) -> None:
        if self.flow.hosting is not None:
            self.flow.hosting.close()
        self.stage.close()


@pytest.fixture
def person(home: Path) -> Iterator[Person]:
    """Somebody in front of the title."""
    found = Person(home)
    yield found
    found.close()


def past_the_safety_check(person: Person) -> None:
    """Every question of it answered with no."""
    for _question in ASKED:
        assert isinstance(person.sees, SafetyScreen)
        person.press(pygame.K_n)
    assert isinstance(person.sees, QuestionsScreen)


def skip_the_demonstration(person: Person) -> None:
    """Any key goes on from it."""
    if isinstance(person.sees, DemonstrationScreen):
        person.press(pygame.K_RETURN)


def to_the_play(person: Person, sees: type[Screen] = PlayScreen) -> None:
    """Title → try without a sensor → the first level, on the usual side."""
    person.press(pygame.K_DOWN)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, ChooseScreen)
    person.press(pygame.K_RETURN)
    person.press(pygame.K_RETURN)
    skip_the_demonstration(person)
    person.until(lambda: isinstance(person.sees, sees), 3.0)


def test_a_try_out_from_title_to_results(person: Person, home: Path) -> None:
    """Held still, an arm raised by the up key lights a lantern; finished early, it is kept and told."""
    assert isinstance(person.sees, TitleScreen)
    to_the_play(person)
    person.until(lambda: person.phase is Phase.PLAY, 5.0)
    person.press(pygame.K_UP, hold=True)
    person.wait(1.0)
    person.release(pygame.K_UP)
    person.wait(4.0)
    assert person.flow.hosting is not None
    assert person.flow.hosting.round.view().clean == 1
    person.press(pygame.K_SPACE)
    assert person.phase is Phase.STOP
    _finish_for_today(person)
    assert isinstance(person.sees, ResultsScreen)
    (summary,) = read_index(home / "sessions").summaries
    assert (summary["ended"], summary["truth"]) == ("stopped_by_person", "keyboard")
    assert summary["repetitions"]["clean"] == 1


def _finish_for_today(person: Person) -> None:
    """The last door of the stop screen."""
    person.press(pygame.K_TAB)
    person.press(pygame.K_TAB)
    person.press(pygame.K_TAB)
    person.press(pygame.K_RETURN)
    if isinstance(person.sees, SetPathScreen):
        person.press(pygame.K_RETURN)


def test_feeling_unwell_ends_with_the_approved_sentence(person: Person, home: Path) -> None:
    """Stop, second door: the sentence, then the results; the ending is kept."""
    to_the_play(person)
    person.until(lambda: person.phase is Phase.PLAY, 5.0)
    person.press(pygame.K_SPACE)
    person.press(pygame.K_TAB)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, MessageScreen)
    assert person.sees.paper is not None
    assert DO_NOT_EXERCISE in " ".join(box.words for box in person.sees.paper.boxes)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, ResultsScreen)
    assert [door.words for door in person.sees.doors] == ["To the start"], "no other level is offered today"
    (summary,) = read_index(home / "sessions").summaries
    assert summary["ended"] == "stopped_unwell"


def test_a_level_asked_for_alone_ends_by_closing(home: Path) -> None:
    """No door leads to another level where none will be offered."""
    person = Person(home, PlayRequest(LEVEL, "keyboard"))
    person.wait(1.0)
    person.press(pygame.K_SPACE)
    _finish_for_today(person)
    assert isinstance(person.sees, ResultsScreen)
    assert [door.words for door in person.sees.doors] == ["Close the game"]
    person.press(pygame.K_RETURN)
    assert not person.flow.running
    person.close()


def test_leaving_in_the_middle_keeps_the_session(person: Person, home: Path) -> None:
    """Closing the window is an ending like another."""
    to_the_play(person)
    person.until(lambda: person.phase is Phase.PLAY, 5.0)
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    person.wait(0.1)
    assert not person.flow.running
    (summary,) = read_index(home / "sessions").summaries
    assert summary["ended"] == "stopped_by_person"


def test_without_a_sensor_play_says_so(person: Person) -> None:
    """One sentence of what happened and what to do, and back to the title."""
    if sensor_there() is not None:
        pytest.skip("something hangs on a USB port of this machine")
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, MessageScreen)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, TitleScreen)


def test_a_disk_that_takes_no_more_does_not_end_play(person: Person, home: Path) -> None:
    """The person is told, and may play on unkept."""
    (home / "sessions").write_text("a file where the folder should be", encoding="utf-8")
    to_the_play(person, MessageScreen)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, PlayScreen)
    person.until(lambda: person.phase is Phase.PLAY, 6.0)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo-terminals")
def test_a_sensor_is_asked_about_first_and_its_silence_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First run's words, the safety check, the questions, then the sensor is awaited; anything new ends it with the
    sentence."""
    monkeypatch.setattr("game.app.playing.warm", lambda: None)  # it may outlast so short a play
    feeder = Feeder(frames(), RATE_HZ)
    wear = (f"right_forearm=serial:{feeder.path}?protocol=witmotion",)
    person = Person(home, PlayRequest(LEVEL, wear=wear))
    try:
        assert isinstance(person.sees, AboutScreen)
        person.press(pygame.K_RETURN)
        past_the_safety_check(person)
        person.press(pygame.K_2)
        person.press(pygame.K_RETURN)
        skip_the_demonstration(person)
        assert isinstance(person.sees, PlayScreen)
        assert person.phase is Phase.WAITING
        keep_passed(home, "P01", today().date(), VERSION)
        theirs = PlayRequest(LEVEL, wear=wear, person="P01")
        again = Person(home, theirs)
        assert isinstance(again.sees, QuestionsScreen), "the first run's words are said once"
        again.press(pygame.K_0)
        again.press(pygame.K_y)
        assert isinstance(again.sees, MessageScreen), "something new"
        sore = Person(home, theirs)
        for answer in (pygame.K_0, pygame.K_n, pygame.K_y):
            sore.press(answer)
        assert isinstance(sore.sees, MessageScreen), "sore skin under a strap"
        hurts = Person(home, theirs)
        hurts.press(pygame.K_7)
        assert isinstance(hurts.sees, MessageScreen), "too much pain to begin with"
        assert hurts.flow.hosting is None
    finally:
        if person.flow.hosting is not None:
            person.flow.hosting.close()
        person.stage.close()
        feeder.close()


def test_electrodes_without_a_prescription_are_refused_before_any_question(home: Path) -> None:
    with pytest.raises(RefusedError, match="Without a prescription no muscle activity"):
        Person(home, PlayRequest(LEVEL, wear=("right_biceps=serial:/dev/ttyX",)))


@pytest.mark.parametrize(("key", "words"), [(pygame.K_y, "pacemaker"), (pygame.K_n, "mains voltage")])
def test_who_wears_electrodes_is_asked_about_implanted_electronics(key: int, words: str, home: Path) -> None:
    """Whoever has some is refused; whoever has none still has to say what keeps the mains away."""
    (home / "about-read").touch()
    wear = ("right_forearm=serial:/dev/ttyX", "right_biceps=serial:/dev/ttyY?profile=myoware")
    person = Person(home, PlayRequest(LEVEL, wear=wear), prescription(LEVEL, electrodes=True))
    for answer in (pygame.K_0, pygame.K_n, pygame.K_n, pygame.K_n):
        person.press(answer)
    assert isinstance(person.sees, QuestionsScreen) and person.sees.paper is not None
    assert any("electronics inside your body" in box.words for box in person.sees.paper.boxes)
    person.press(key)
    with pytest.raises(ElectrodesError, match=words):
        skip_the_demonstration(person)
    person.close()


def test_somebody_joins_in_and_leaves_again(person: Person) -> None:
    """By one key, in play and in a pause; the person's arm does not move for a guest's keys."""
    to_the_play(person)
    person.until(lambda: person.phase is Phase.PLAY, 5.0)
    screen = person.sees
    assert isinstance(screen, PlayScreen)
    person.press(pygame.K_g)
    person.press(pygame.K_i, hold=True)
    person.wait(1.0)
    assert screen._guest is not None and screen._guest.share > 0.5
    assert person.flow.hosting is not None
    assert abs(person.flow.hosting.round.view().angle_deg) < 5.0
    person.release(pygame.K_i)
    person.press(pygame.K_p)
    assert person.phase is Phase.PAUSED
    person.press(pygame.K_g)
    assert screen._guest is None
    person.press(pygame.K_p)
    assert person.phase is Phase.PLAY
