"""Pointing: outside a Round too a worn sensor alone moves through every page; lost, it is asked for and comes back."""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from game.app.clock import today
from game.app.flow import Flow, Options
from game.app.resting import STILL_S
from game.coaching.readiness import VERSION
from game.people.kits import keep_kit
from game.people.readiness import keep_passed
from game.people.roster import add_person
from game.people.settings import PersonSettings
from game.people.settings_file import keep_settings
from game.round.view import Phase
from game.screens.page import Page
from game.screens.screen import Screen
from game.screens.settings import SettingsScreen
from game.screens.stage import Stage
from game.screens.title import TitleScreen
from game.screens.who import WhoScreen
from input_devices import Kit, KitSensor
from tests.aiming import Aimer, AimingLimb
from tests.input_devices.pseudo_sensor import PseudoSensor

pytestmark = [
    pytest.mark.usefixtures("reviewed"),
    pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo-terminals"),
]
RATE_HZ = 60.0
DEADLINE_S = 120.0


class Wearer:
    """Somebody without hands for keys, with one sensor on a pseudo-terminal, before the window's flow."""

    def __init__(self, home: Path, port: Path, **limb: float) -> None:
        self._before = set(threading.enumerate())
        self.limb = AimingLimb(**limb)
        self.sensor = PseudoSensor(port, lambda _number: self.limb.move(1.0 / RATE_HZ), RATE_HZ)
        self.stage = Stage((1280, 720), window=False, calm=True, mute=True)
        self.flow = Flow(self.stage, Options(home=str(home), mute=True))
        self.aimer = Aimer(self.limb)
        self.now_s, self._frames = 0.0, 0

    def frame(self) -> None:
        """One sixtieth of a second; ports are given the real moment that they need."""
        self.now_s += 1 / 60
        self.sensor.run(1 / 60)
        self.flow.tick(self.now_s)
        for intent in self.stage.intents():
            self.flow.take(intent)
        self._frames += 1
        if self._frames % 6 == 0:  # time passes for what glides; nobody looks
            self.stage.draw_still()
            self.stage.draw_live(6 / 60)

    def until(self, done: Callable[[], bool], act: Callable[[], None] = lambda: None) -> None:
        """Frames, for as long as it takes; fails after a deadline in real time."""
        deadline_s = time.monotonic() + DEADLINE_S
        while not done():
            assert time.monotonic() < deadline_s, "it did not happen"
            act()
            self.frame()
            threading.Event().wait(0.0002)

    def aim(self, door: int, *, lower: bool = True) -> None:
        """At a door of what is shown, until something else is shown; then the limb rests, or is about to."""
        shown: Screen = self.flow.screen
        said = [door.words for door in self.page.doors]
        self.until(lambda: math.isfinite(self.flow._pointing._tilted(self.now_s, ())[0]))

        def act() -> None:
            self.aimer.step(1 / 60, said, door, self.page.focus)

        def done() -> bool:
            waits = self.flow.hosting is not None and self.flow.hosting.waits
            return waits or self.flow.screen is not shown or [door.words for door in self.page.doors] != said

        self.until(done, act)
        self.limb.goal_deg = 0.0 if lower else self.limb.angle_deg

    @property
    def page(self) -> Page:
        """What is aimed at."""
        page = getattr(self.flow.screen, "page", None)
        assert isinstance(page, Page)
        return page

    def aim_at(self, words: str, *, lower: bool = True) -> None:
        """At the door that says that."""
        (door,) = [at for at, door in enumerate(self.page.doors) if door.words == words]
        self.aim(door, lower=lower)

    def close(self) -> None:
        self.sensor.unplug()
        self.flow._leave()
        self.until(lambda: set(threading.enumerate()) <= self._before)
        self.stage.close()


@pytest.fixture
def wearers(home: Path, tmp_path: Path) -> Iterator[Callable[..., Wearer]]:
    """Whoever is made is put away."""
    made: list[Wearer] = []
    keep_settings(home, "", PersonSettings(calm=True, play_by="sensor", dwell_s=0.5))

    def make(**how: float) -> Wearer:
        keep_kit(home, Kit("kit", (KitSensor("right_forearm", f"serial:{tmp_path / 'ttyUSB0'}?protocol=witmotion"),)))
        made.append(Wearer(home, tmp_path / "ttyUSB0", **how))
        return made[-1]

    yield make
    for wearer in made:
        wearer.close()


def test_the_sensor_alone_goes_from_the_title_into_settings_and_back(wearers: Callable[..., Wearer]) -> None:
    """Nothing is calibrated: where the limb lies is rest, and what is pointed at and held is chosen."""
    wearer = wearers()
    assert isinstance(wearer.flow.screen, TitleScreen)
    wearer.aim_at("Settings")
    assert isinstance(wearer.flow.screen, SettingsScreen)
    wearer.aim(len(wearer.flow.screen.doors) - 1)
    assert isinstance(wearer.flow.screen, TitleScreen)


def test_a_lost_sensor_is_asked_for_and_comes_back_by_itself(wearers: Callable[..., Wearer]) -> None:
    """One sentence along the foot, while keys work on; plugged in again it goes away, and the sensor chooses."""
    wearer = wearers()
    stage = wearer.stage
    wearer.until(lambda: math.isfinite(wearer.flow._pointing._tilted(wearer.now_s, ())[0]))
    wearer.sensor.unplug()
    wearer.until(lambda: "plug it in" in stage._announced)
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_DOWN, unicode="", mod=0))
    wearer.frame()
    assert isinstance(wearer.flow.screen, TitleScreen) and wearer.flow.screen.focus == 1
    wearer.sensor.plug_in()
    wearer.until(lambda: not stage._announced)
    wearer.aim_at("Settings")
    assert isinstance(wearer.flow.screen, SettingsScreen)


def test_who_is_playing_is_chosen_by_a_limb_that_trembles(wearers: Callable[..., Wearer], home: Path) -> None:
    """Three people and the ways from there: the one who is meant."""
    (home / "about-read").touch()
    for name in ("P01", "P02", "P03"):
        add_person(home, name)
        keep_settings(home, name, PersonSettings(calm=True, play_by="sensor", dwell_s=0.5))
    wearer = wearers(tremor_deg=2.0)
    assert isinstance(wearer.flow.screen, WhoScreen)
    wearer.aim(1)
    assert wearer.flow._person == "P02"


@pytest.mark.parametrize("hz", [4.0, 6.0])
def test_who_moves_ten_degrees_and_trembles_reaches_every_door_of_a_page(
    wearers: Callable[..., Wearer], home: Path, hz: float
) -> None:
    """Where that is set as how far they go to point: settings are found, gone through and left again."""
    keep_settings(home, "", PersonSettings(calm=True, play_by="sensor", dwell_s=0.5, scan_s=0.5, aim_deg=10))
    wearer = wearers(tremor_deg=2.0, most_deg=10.0, hz=hz)
    wearer.aim_at("Settings")
    assert isinstance(wearer.flow.screen, SettingsScreen)
    wearer.aim_at("More")
    wearer.aim_at("Back")
    assert isinstance(wearer.flow.screen, TitleScreen)


def test_play_begins_pauses_and_stops_by_the_sensor_alone(wearers: Callable[..., Wearer], home: Path) -> None:
    """It begins when the limb has come back from where it chose. Kept still it pauses, with a page that is aimed at;
    going on waits for the limb too, and none of this is a movement that counts."""
    (home / "about-read").touch()
    add_person(home, "P01")
    keep_passed(home, "P01", today().date(), VERSION)
    keep_settings(home, "P01", PersonSettings(calm=True, play_by="sensor", dwell_s=0.5, scan_s=1.0))
    wearer = wearers()
    flow = wearer.flow
    for _ in range(9):
        if flow.hosting is not None:
            break
        goal = 1 if len(getattr(flow.screen, "doors", ())) > 10 else 0
        wearer.aim(goal, lower=False)
    assert flow.hosting is not None and wearer.limb.angle_deg > 8.0
    wearer.limb.goal_deg = wearer.limb.angle_deg
    begun_s = wearer.now_s
    wearer.until(lambda: wearer.now_s > begun_s + 5.0)
    assert flow.hosting.round.view().phase is Phase.WAITING
    wearer.limb.goal_deg = 0.0
    wearer.until(
        lambda: flow.hosting is not None and flow.hosting.round.view().phase not in (Phase.WAITING, Phase.NEUTRAL)
    )
    wearer.until(lambda: flow.hosting is not None and flow.hosting.round.view().phase is Phase.RANGE)
    pauses(wearer)
    wearer.aim_at("Go on", lower=False)
    assert flow.hosting.waits and phase(wearer) is Phase.PAUSED
    wearer.limb.goal_deg = 0.0
    wearer.until(lambda: phase(wearer) is Phase.RANGE)
    assert wearer.limb.angle_deg < 10.0
    pauses(wearer)
    wearer.aim_at("It hurts / stop")
    wearer.until(lambda: phase(wearer) is Phase.STOP)
    assert flow.hosting.round.view().repetitions_done == 0


def phase(wearer: Wearer) -> Phase:
    assert wearer.flow.hosting is not None
    return wearer.flow.hosting.round.view().phase


def pauses(wearer: Wearer) -> None:
    """Kept still for the stated time, and no sooner, play waits."""
    begun_s = wearer.now_s
    wearer.until(lambda: phase(wearer) is Phase.PAUSED)
    assert STILL_S - 3.0 <= wearer.now_s - begun_s <= STILL_S + 3.0
