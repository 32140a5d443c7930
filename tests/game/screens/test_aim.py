"""Aim: with the sensor alone every door is reached, also by a limb that trembles; nothing is chosen by resting."""

from __future__ import annotations

import math
import random
from typing import Any

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.people.settings import PersonSettings
from game.round.commands import Command, Do
from game.screens import tour
from game.screens.aim import Aim, AimParams, rest_share
from game.screens.keys import Key
from game.screens.screen import Say
from game.screens.settings import KeysScreen
from game.screens.stage import Stage

DT_S = 1 / 60
ROOMY = AimParams(rest_deg=10.0, far_deg=60.0)


class Limb:
    """A limb that goes where it wants at a patient's pace, and trembles as it goes."""

    def __init__(self, aim: Aim, doors: int, tremor_deg: float, seed: int, hz: float = 5.0) -> None:
        self.hz = hz
        self.aim, self.doors, self.tremor_deg = aim, doors, tremor_deg
        self.at_deg, self.now_s = aim.params.rest_deg, 0.0
        self.phase = random.Random(seed).uniform(0.0, 2 * math.pi)
        self.chose: list[int] = []
        self.seen: int | None = None

    def be(self, goal_deg: float, seconds: float) -> None:
        for _ in range(round(seconds / DT_S)):
            self.now_s += DT_S
            self.at_deg += max(-40.0 * DT_S, min(40.0 * DT_S, goal_deg - self.at_deg))
            shaken = self.at_deg + self.tremor_deg * math.sin(2 * math.pi * self.hz * self.now_s + self.phase)
            found = self.aim.step(shaken, DT_S, self.doors)
            self.seen = found.place
            if found.chosen:
                assert found.place is not None
                self.chose.append(found.place)


@settings(max_examples=40, deadline=None)
@given(
    doors=st.integers(1, 12),
    tremor_deg=st.floats(0.0, 3.0),
    far_deg=st.sampled_from([-35.0, -10.0, 10.0, 15.0, 25.0, 40.0, 90.0]),
    hz=st.floats(4.0, 6.0),
    seed=st.integers(0, 999),
    data=st.data(),
)
def test_every_door_is_reached_by_the_sensor_alone(
    doors: int, tremor_deg: float, far_deg: float, hz: float, seed: int, data: st.DataObject
) -> None:
    """Whatever the range, its direction and the tremor: the door that is meant is the one that is chosen, once."""
    door = data.draw(st.integers(0, doors - 1))
    limb = Limb(Aim(AimParams(0.0, far_deg)), doors, tremor_deg, seed, hz)
    limb.be(0.0, 3.0)
    assert not limb.chose, "resting chooses nothing"
    if limb.aim.points(doors):
        rests = rest_share(far_deg)
        limb.be(far_deg * (rests + (1.0 - rests) * (door + 0.5) / doors), 6.0)
    else:
        for _ in range(200):
            if limb.seen == door and limb.aim._state.stay_s < 0.2:  # it has just come there
                break
            limb.be(0.0, 0.1)
        limb.be(far_deg, 6.0)
    assert limb.chose == [door]
    limb.be(0.0, 3.0)
    assert limb.chose == [door]


def test_a_limb_that_stays_up_chooses_once() -> None:
    """The next page is not answered by the same movement: the limb rests first."""
    limb = Limb(Aim(ROOMY), 3, 0.5, 1)
    limb.be(10.0, 1.0)
    limb.be(50.0, 10.0)
    assert len(limb.chose) == 1
    limb.aim.screen_shown()
    limb.be(50.0, 10.0)
    assert len(limb.chose) == 1
    limb.be(10.0, 2.0)
    limb.be(50.0, 4.0)
    assert len(limb.chose) == 2


def test_moving_through_chooses_nothing() -> None:
    """Only a limb that is held still chooses; on its way it points and passes."""
    limb = Limb(Aim(ROOMY), 3, 0.0, 1)
    limb.be(10.0, 1.0)
    for _ in range(5):
        limb.be(60.0, 1.3)
        limb.be(20.0, 1.1)
    assert not limb.chose


@pytest.mark.parametrize("small_deg", [0.0, 2.5])
def test_the_tolerance_is_ones_own(small_deg: float) -> None:
    """It grows with the tremor and is never without bounds."""
    limb = Limb(Aim(ROOMY), 2, small_deg, 2)
    limb.be(30.0, 5.0)
    assert limb.aim.tolerance_deg == pytest.approx(max(1.5, 3 * small_deg / math.sqrt(2)), rel=0.25)
    wild = Limb(Aim(ROOMY), 2, 90.0, 2)
    wild.be(30.0, 5.0)
    assert wild.aim.tolerance_deg <= 10.0


def test_a_sensor_that_is_not_heard_chooses_nothing() -> None:
    """Nothing is pointed at, and what was held is not held any more."""
    aim = Aim(ROOMY)
    limb = Limb(aim, 3, 0.0, 1)
    limb.be(10.0, 1.0)
    limb.be(50.0, 1.5)
    assert aim.step(math.nan, DT_S, 3).place is None
    for _ in range(300):
        assert not aim.step(math.nan, DT_S, 3).chosen
        assert not aim.step(50.0, DT_S, 0).chosen
    limb.be(50.0, 4.0)
    assert not limb.chose


def test_the_sensor_alone_answers_a_page() -> None:
    """Where the limb points is the focus; held still it presses, and a bar shows how much of that is done."""
    stage = Stage((640, 360), window=False, calm=True)
    stage.settle(PersonSettings(play_by="sensor", dwell_s=0.5))
    screen = tour.SCREENS["offer-end"]()
    stage.show(screen)
    wanted = []
    for step in range(300):
        stage.aim(0.0 if step < 60 else 20.0, DT_S, 40.0)
        wanted += stage.intents()
        stage.draw_live(DT_S)
    assert wanted == [Say(Command(Do.RESUME))], "the middle one of three doors: finish, go on, stop"
    stage.close()


def asked(**settings: Any) -> tuple[Stage, KeysScreen]:
    """A stage on which a key is asked for."""
    stage = Stage((640, 360), window=False, calm=True)
    stage.settle(PersonSettings(**settings))
    screen = KeysScreen(stage.settings)
    stage.show(screen)
    screen.ask(Key.PAUSE)
    assert screen.listens
    return stage, screen


def test_the_page_that_waits_for_a_key_is_left_by_the_sensor() -> None:
    """Whoever presses none points at the one door there is, and no key has changed."""
    stage, screen = asked(play_by="sensor", dwell_s=0.5)
    wanted = []
    for step in range(300):
        stage.aim(0.0 if step < 60 else 20.0, DT_S, 40.0)
        wanted += stage.intents()
    assert not screen.listens and not wanted
    stage.close()


def test_the_only_switch_is_never_given_a_meaning_of_its_own() -> None:
    """Where a key is asked for it leaves that page: given away, nothing could be chosen any more."""
    stage, screen = asked(play_by="one_switch")
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_c, mod=0, unicode="c"))
    assert stage.intents() == []
    assert not screen.listens and not screen._keys
    stage.close()
