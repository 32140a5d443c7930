"""Instrumented tests on the screen: clear about what is asked for, and without a hint of how it goes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.views import Ask, InstrumentedView
from game.level.kinds import TESTS
from game.round.view import RoundView
from game.screens import measuring_words, tour
from game.screens.sound import Sounds
from game.screens.theme import DAY
from game.screens.tones import Tone
from game.screens.tour_of_tests import states
from game.screens.views.measuring import Measuring
from tests.game.screens.seeing import Pixels, pixels

SIZE = (480, 270)
SHOWN = states(tour._LANTERNS)
VIEWS = {name: Measuring(SIZE, DAY, view.side, view.movement, view.posture, True) for name, view in SHOWN.items()}


def picture(name: str, seen: RoundView) -> Pixels:
    """What is shown of that state."""
    surface = pygame.Surface(SIZE, 0, 32)
    view = VIEWS[name]
    view.spoil(surface.get_rect())
    view.draw_still(surface)
    view.draw_live(surface, seen, 1 / 60)
    return pixels(surface)


def asked(seen: RoundView) -> InstrumentedView:
    """What the test asks for."""
    assert isinstance(seen.exercise, InstrumentedView)
    return seen.exercise


ANGLES = st.floats(-90.0, 180.0)
LEANS = st.floats(-20.0, 20.0)


@pytest.mark.parametrize("name", [name for name, seen in SHOWN.items() if asked(seen).blank])
@settings(max_examples=8, deadline=None)
@given(ANGLES, LEANS, LEANS, st.floats(0.0, 1.0), st.floats(0.0, 30.0))
def test_while_it_is_blank_nothing_on_the_screen_depends_on_anything(
    name: str, angle: float, forward: float, right: float, progress: float, left_s: float
) -> None:
    """Neither the body nor the time changes one pixel: eyes closed, an answer awaited, or sway not to be seen."""
    seen = SHOWN[name]
    moved = seen._replace(
        angle_deg=angle,
        lean_forward_deg=forward,
        lean_right_deg=right,
        exercise=replace(asked(seen), progress=progress, left_s=left_s),
    )
    assert (picture(name, seen) == picture(name, moved)).all()


@pytest.mark.parametrize(
    "name", [n for n, seen in SHOWN.items() if asked(seen).ask not in (Ask.GO_FAR, Ask.LEARN, Ask.FEEL)]
)
def test_no_test_shows_how_far_the_body_is_while_it_is_measured(name: str) -> None:
    """Only while a joint is moved as far as it goes, or a place is learned, is the limb itself shown."""
    seen = SHOWN[name]
    moved = seen._replace(angle_deg=20.0, lean_forward_deg=9.0, lean_right_deg=-6.0)
    assert (picture(name, seen) == picture(name, moved)).all()


def test_each_of_the_eight_directions_looks_and_reads_differently() -> None:
    """An arrow and words for each; the arrow points where the words say."""
    seen = SHOWN["measure-limits-lean"]
    found = []
    for turn in range(8):
        leaning = seen._replace(exercise=replace(asked(seen), direction_deg=45.0 * turn))
        found.append(picture("measure-limits-lean", leaning))
    middle = VIEWS["measure-limits-lean"]._middle
    common = np.median(np.stack(found), axis=0)
    for turn, shown in enumerate(found):
        rows, columns = np.nonzero((shown != common).any(axis=2))
        off = columns.mean() - middle[0], middle[1] - rows.mean()
        assert math.degrees(math.atan2(*off)) % 360.0 == pytest.approx(45.0 * turn, abs=12.0)
    assert len({measuring_words.direction(45.0 * turn) for turn in range(8)}) == 8
    assert measuring_words.direction(90.0) == "to the right"


def listened(monkeypatch: pytest.MonkeyPatch) -> list[Tone]:
    """Every tone that is asked for from now on."""
    heard: list[Tone] = []

    def play(_sounds: Sounds, tone: Tone) -> bool:
        heard.append(tone)
        return True

    monkeypatch.setattr(Sounds, "play", play)
    return heard


@pytest.mark.parametrize("ask", Ask)
@pytest.mark.parametrize("kind", sorted(TESTS))
def test_everything_that_is_asked_for_has_few_words(ask: Ask, kind: str) -> None:
    """A cue of at most eight words and a line of at most nine, in every test."""
    test = InstrumentedView(ask, 0.0, 0, 1, direction_deg=225.0)
    seen = tour._LANTERNS._replace(kind=kind)
    assert 1 <= len(measuring_words.ask(test).split()) <= 8
    assert len(measuring_words.how(seen, test).split()) <= 9


def test_the_start_is_seen_and_heard_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """When a test says go the dial is full at once, and one tone of its own sounds, however long it goes on."""
    seen = SHOWN["measure-stands-five"]
    ready = seen._replace(exercise=replace(asked(seen), ask=Ask.GET_READY, progress=0.0))
    assert (picture("measure-stands-five", seen) != picture("measure-stands-five", ready)).any(axis=2).mean() > 0.02
    heard = listened(monkeypatch)
    sounds = Sounds(mute=True)
    for ask in (Ask.GET_READY, Ask.GO, Ask.GO, Ask.GO, Ask.STOP, Ask.DONE, Ask.DONE, None):
        sounds.ask(ask)
    assert heard == [Tone.GO, Tone.OVER]


def test_eyes_that_are_closed_are_told_by_ear_when_it_begins_and_when_it_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three different tones: close them, keep still, open them."""
    heard = listened(monkeypatch)
    sounds = Sounds(mute=True)
    for ask in (Ask.GET_READY, Ask.CLOSE_EYES, Ask.STAND_STILL, Ask.OPEN_EYES, Ask.DONE):
        sounds.ask(ask)
    assert len(heard) == len(set(heard)) == 3
