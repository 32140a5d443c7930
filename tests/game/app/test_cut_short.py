"""A person's hour cut short at each of its steps: the next start offers to go on where it was."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pygame
import pytest

from game.app import openings, playing
from game.app.way import Step, Way
from game.coaching.safety import DO_NOT_EXERCISE
from game.people.lights import keep_light
from game.scoring.light import lanterns
from game.screens.check import CheckScreen
from game.screens.message import MessageScreen
from game.screens.places import PlacesScreen
from game.screens.screen import Look
from game.screens.title import AboutScreen, TitleScreen
from game.screens.who import GoOnScreen, WhoScreen
from tests.game.app.hour import Wearer, killed, set_up, walk

pytestmark = pytest.mark.usefixtures("reviewed", "worn")

THE_WAY: Sequence[tuple[Step, Sequence[object]]] = (
    (Step.WHO, ()),
    (Step.CHECK, (pygame.K_RETURN,)),
    (Step.PLAN, (pygame.K_1,)),
    (Step.SHOWN, (pygame.K_RETURN,)),
    (Step.PLAY, (pygame.K_RETURN,)),
    (Step.PATH, ("play",)),
    (Step.HOW, (pygame.K_RETURN,)),
    (Step.TOLD, (pygame.K_2, pygame.K_4)),
    (Step.GREW, (pygame.K_RETURN, pygame.K_ESCAPE)),
    (Step.SKIN, (pygame.K_RETURN,)),
    (Step.AWAY, (pygame.K_RETURN,)),
)
"""Each step of the way, and what is pressed to come to it from the one before, for one of two people."""


@pytest.mark.usefixtures("played_yesterday")
def test_killed_at_each_step_the_next_start_offers_to_go_on(home: Path, tmp_path: Path) -> None:
    """On where it was, of the same person and sitting, by a new pre-check where a sensor is played with; or it is that
    page anyway. What is on the disk at each step is all that the next start has."""
    set_up(home, "P01", "P02")
    person = Wearer(home)
    for step, keys in THE_WAY:
        walk(person, keys)
        assert person.flow.way.step is step
        shutil.copytree(home, tmp_path / step)
    level = person.flow._request.level if person.flow._request is not None else None
    sitting = person.flow._sitting
    killed(person)
    for step, _keys in THE_WAY:
        again = Wearer(tmp_path / step)
        if step is Step.WHO:
            assert isinstance(again.sees, WhoScreen)
        else:
            assert isinstance(again.sees, GoOnScreen) and again.flow._person == "P01", step
            again.press(pygame.K_RETURN)
            if again.flow.way.step is Step.CHECK:
                again.press(pygame.K_1)
            reached = Step.PLAN if step in (Step.CHECK, Step.PATH, Step.HOW, Step.TOLD) else step
            reached = Step.SHOWN if step is Step.PLAY else reached
            assert (again.flow.way.step, again.flow._sitting) == (reached, sitting), step
            assert again.flow.hosting is None or again.flow.hosting.prepared.level.id == level
        again.close()


@pytest.mark.usefixtures("played_yesterday")
def test_killed_where_play_is_forbidden_it_is_said_again(home: Path) -> None:
    """What must be read is not offered, but shown."""
    set_up(home)
    person = Wearer(home)
    person.press(pygame.K_n)
    killed(person)
    again = Wearer(home)
    assert isinstance(again.sees, MessageScreen) and DO_NOT_EXERCISE in again.said
    again.close()


@pytest.mark.usefixtures("played_yesterday")
def test_what_was_cut_short_may_be_left(home: Path) -> None:
    """Begun anew it is the check of today; and left by Escape there is nothing to go on with any more."""
    set_up(home)
    person = Wearer(home)
    walk(person, (pygame.K_1, pygame.K_RETURN))
    killed(person)
    again = Wearer(home)
    assert isinstance(again.sees, GoOnScreen)
    again.press(pygame.K_DOWN)
    again.press(pygame.K_RETURN)
    assert isinstance(again.sees, CheckScreen)
    killed(again)
    left = Wearer(home)
    left.press(pygame.K_ESCAPE)
    assert isinstance(left.sees, TitleScreen)
    killed(left)
    last = Wearer(home)
    assert isinstance(last.sees, CheckScreen)
    last.close()


def test_killed_while_reading_what_this_is_or_while_pairing(home: Path) -> None:
    """Both are offered to be gone on with, and not as a path that nobody has begun."""
    person = Wearer(home)
    person.press(pygame.K_RETURN)
    assert person.flow.way.step is Step.ABOUT
    killed(person)
    again = Wearer(home)
    assert isinstance(again.sees, GoOnScreen) and "reading" in again.said
    again.press(pygame.K_RETURN)
    assert isinstance(again.sees, AboutScreen)
    killed(again)
    openings.keep(str(home), Way(), None, "s", None)
    openings.mark_read(str(home))
    pairing = Wearer(home)
    pairing.press(pygame.K_p)
    assert pairing.flow.way.step is Step.PAIR
    killed(pairing)
    last = Wearer(home)
    assert isinstance(last.sees, GoOnScreen) and "which sensor is worn where" in last.said
    last.press(pygame.K_RETURN)
    assert isinstance(last.sees, PlacesScreen)
    last.close()


def test_what_was_counted_since_the_start_was_shown_burns_there(home: Path) -> None:
    """The sessions know what was lit where the small file of it is gone; it is counted beside the first screen."""
    start = TitleScreen(0, practised=True)
    start.lay_out((640, 360), Look())
    keep_light(home, "P01", 400)
    openings.relight(start, str(home), None)
    assert start.lights == 0
    openings.relight(start, str(home), "P01")
    assert start.lights == lanterns(400) > 0
    openings.relight(WhoScreen(()), str(home), "P01")


def test_it_is_told_once_that_all_was_counted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not before: the thread is waited for by nobody."""
    go = Event()
    monkeypatch.setattr(playing, "recover_cut_short", lambda _home: go.wait(10.0))
    idle = playing.Playing(str(home), None, frozenset)
    assert not any(idle.idle() for _tick in range(200))
    go.set()
    assert idle._mending is not None
    idle._mending.join()
    assert [idle.idle() for _tick in range(100)].count(True) == 1
