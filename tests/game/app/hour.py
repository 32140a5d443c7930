"""Hour: a person of a home who wears a simulated body's sensors and plays by keys, on a stage without a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pygame

from game.app import openings
from game.app.clock import today
from game.app.flow import Flow, Options
from game.app.hosting import Hosting
from game.coaching.readiness import VERSION
from game.people.kits import keep_kit
from game.people.readiness import keep_passed
from game.people.roster import add_person
from game.population.bodies import player_of
from game.population.electrodes import mover_of
from game.population.profile import Profile
from game.population.voice import Voice
from game.round import Phase, RoundView
from game.screens.page import Page
from game.screens.stage import Stage
from input_devices import Kit, KitSensor, SimulatedSource, Truth
from tests.game.app.test_flow import Person

WORDS_A_SECOND = 200.0 / 60.0
"""A choice: slower than the 238 words a minute of the adults that Brysbaert (2019) reviewed. Every sentence is read
before a key is pressed, once."""


class WornBody(SimulatedSource):
    """A simulated body's sensors, taken for real ones; a simulated wearer moves it."""

    @property
    def truth(self) -> Truth:
        return "sensor"


class Wearer(Person):
    """Somebody who wears what the kit has, and plays when there is something to play."""

    def __init__(self, home: Path) -> None:
        self.stage = Stage((640, 360), window=False, calm=True, mute=True)
        self.flow = Flow(self.stage, Options(home=str(home), mute=True))
        self._now_s = 0.0
        self._moves: Callable[[RoundView], object] | None = None
        self.pressed = 0
        self.has_read: set[str] = set()

    def press(self, key: int, *, hold: bool = False) -> None:
        self.pressed += 1
        super().press(key, hold=hold)

    def wait(self, seconds: float) -> None:
        """Let time pass; only its last frame is drawn, where nothing waits for what is drawn."""
        for _ in range(round(seconds * 60)):
            self._now_s += 1 / 60
            hosting = self.flow.hosting
            self._moves = None if hosting is None else self._moves or self._mover(hosting)
            if hosting is not None and self._moves is not None:
                self._moves(hosting.round.view())
            self.flow.tick(self._now_s)
            for intent in self.stage.intents():
                self.flow.take(intent)
            self.stage._controls.pass_time(1 / 60)
            if hasattr(self.sees, "over"):  # it goes on by itself
                self.stage.draw_still()
                self.stage.draw_live(1 / 60)
        self.stage.draw_still()
        self.stage.draw_live(1 / 60)

    @staticmethod
    def _mover(hosting: Hosting) -> Callable[[RoundView], object]:
        player = player_of(hosting.prepared.level, Profile(), 0)
        return mover_of(player, hosting.sources, "right", Voice(Profile()))

    def read(self) -> None:
        """Every sentence that is new, slowly; what stands on a key or a number's door is no word."""
        assert isinstance(self.sees, Page) and self.sees.paper is not None
        new = {box.words for box in self.sees.paper.boxes if box.kind == "text"} - self.has_read
        words = [word for sentence in new for word in sentence.split()]
        self.wait(sum(len(word) > 1 and any(map(str.isalpha, word)) for word in words) / WORDS_A_SECOND)
        self.has_read |= new

    @property
    def said(self) -> str:
        assert isinstance(self.sees, Page) and self.sees.paper is not None
        return " | ".join(box.words for box in self.sees.paper.boxes)


def set_up(home: Path, *names: str) -> None:
    """People, and a kit that was paired; the first run's words are read, and the safety check was passed today."""
    for name in names or ("P01",):
        add_person(home, name)
        keep_passed(home, name, today().date(), VERSION)
    keep_kit(home, Kit("kit", (KitSensor("right_forearm", "serial:/dev/ttyX"),)))
    openings.mark_read(str(home))


def play_to_the_end(person: Wearer) -> None:
    """An exercise without its warm-up, stopped early by its person once something was done."""
    person.until(lambda: person.phase is Phase.PLAY, 90.0)
    person.press(pygame.K_RETURN)
    person.wait(8.0)
    person.press(pygame.K_SPACE)
    for _ in range(3):
        person.press(pygame.K_TAB)
    person.press(pygame.K_RETURN)


def killed(person: Wearer) -> None:
    """Nothing is said any more, and nothing finished: what is on the disk is all there is."""
    if person.flow.hosting is not None:
        person.flow.hosting.close()
        person.flow._playing.hosting = None
    person.stage.close()


def walk(person: Wearer, keys: Sequence[object]) -> None:
    for key in keys:
        if key == "play":
            play_to_the_end(person)
        else:
            assert isinstance(key, int)
            person.press(key)
