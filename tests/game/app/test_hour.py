"""A person's hour by keys alone: from opening to the sensor put away, and timed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pygame
import pytest

from game.app.clock import today
from game.app.way import Step
from game.coaching.safety import DO_NOT_EXERCISE
from game.coaching.warm_up import WARM_UPS
from game.people.flags import flags_of
from game.people.prescriptions import prescription_path
from game.people.settings_file import keep_settings, settings_in
from game.screens.after import AwayScreen, GrewScreen, SkinScreen
from game.screens.check import CheckScreen
from game.screens.choose import ChooseScreen
from game.screens.demonstration import MOST_S, DemonstrationScreen
from game.screens.message import MessageScreen
from game.screens.plan import PlanScreen
from game.screens.play import PlayScreen
from game.screens.questions import QuestionsScreen
from game.screens.readiness import SafetyScreen
from game.screens.results import ResultsScreen
from game.screens.set_path import SetPathScreen
from game.screens.title import AboutScreen, TitleScreen
from game.screens.who import GoOnScreen
from game.sessions.index import read_index
from tests.game.app.hour import Wearer, killed, play_to_the_end, set_up, walk
from tests.game.coaching.test_prescription import RANGE, SOUND

pytestmark = pytest.mark.usefixtures("reviewed", "worn")

FIRST_CLEAN_S_MAX = 120.0


@pytest.mark.usefixtures("played_yesterday")
def test_two_keys_from_opening_to_play_for_whoever_is_set_up(home: Path) -> None:
    """The number for the pain, which says the rest too, and the first of two offers: every question is answered."""
    set_up(home)
    person = Wearer(home)
    assert isinstance(person.sees, CheckScreen)
    person.press(pygame.K_1)
    assert isinstance(person.sees, PlanScreen)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, DemonstrationScreen)
    person.until(lambda: isinstance(person.sees, PlayScreen), MOST_S)
    assert person.pressed == 2
    person.wait(0.1)
    assert person.flow.hosting is not None
    context = person.flow.hosting.round.outcome().context
    assert (context["pain_before"], context["pain_morning"]) == (1.0, 1.0)
    person.close()


@pytest.mark.usefixtures("played_yesterday")
@pytest.mark.parametrize(("key", "says"), [(pygame.K_n, DO_NOT_EXERCISE), (pygame.K_s, "sore skin"),
                                           (pygame.K_9, "Rest today")])  # fmt: skip
def test_one_key_says_otherwise_and_ends_it(key: int, says: str, home: Path) -> None:
    """Each line has its own; nothing is played, the sentence is read, and the therapist reads of it."""
    set_up(home)
    person = Wearer(home)
    person.press(key)
    assert isinstance(person.sees, MessageScreen) and says in person.said
    assert person.flow.way.step is Step.REFUSED and person.flow.hosting is None
    assert len(flags_of(home, "P01")) == 1
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, TitleScreen)
    person.close()


def test_a_first_time_person_with_one_key_has_a_clean_repetition_in_two_minutes(home: Path) -> None:
    """From launch, every page read slowly and calibration included, by Enter alone."""
    person = Wearer(home)
    pages: Sequence[type] = (TitleScreen, AboutScreen, *(SafetyScreen,) * 8, *(QuestionsScreen,) * 2, PlanScreen)
    for page in pages:
        assert isinstance(person.sees, page)
        person.read()
        person.press(pygame.K_RETURN)
    launched = person.flow._launched
    assert isinstance(person.sees, DemonstrationScreen) and launched is not None
    person.until(lambda: math.isfinite(launched.after_s), FIRST_CLEAN_S_MAX)
    print(f"first clean repetition after {launched.after_s:.1f} s")
    assert launched.after_s <= FIRST_CLEAN_S_MAX
    person.close()


@pytest.mark.usefixtures("played_yesterday")
def test_the_whole_way_by_keys_alone(home: Path) -> None:
    """Play, how it was, what came of it, what grew, the skin, the sensor away: and nothing is left to go on with."""
    set_up(home)
    person = Wearer(home)
    for key in (pygame.K_1, pygame.K_RETURN, pygame.K_RETURN):
        person.press(key)
    play_to_the_end(person)
    assert isinstance(person.sees, SetPathScreen)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, QuestionsScreen)
    person.press(pygame.K_2)
    for key in (pygame.K_DOWN, pygame.K_RETURN, pygame.K_4):
        person.press(key)
    assert isinstance(person.sees, ResultsScreen)
    (kept,) = read_index(home / "sessions").summaries
    assert (kept["context"]["pain_after"], kept["context"]["effort"], kept["context"]["tired"]) == (2.0, 4.0, 1.0)
    assert kept["person"] == "P01" and kept["context"]["first_clean_s"] is not None
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, PlanScreen)
    person.press(pygame.K_ESCAPE)
    assert isinstance(person.sees, GrewScreen) and "movement" in person.said
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, SkinScreen)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, AwayScreen)
    person.press(pygame.K_RETURN)
    assert not person.flow.running
    person.close()
    again = Wearer(home)
    assert isinstance(again.sees, CheckScreen)
    again.close()


@pytest.mark.usefixtures("played_yesterday")
def test_the_first_exercise_of_a_sitting_warms_up_and_the_second_does_not(home: Path) -> None:
    """Enter skips what is left of it."""
    set_up(home)
    person = Wearer(home)
    person.press(pygame.K_1)
    for warms in (WARM_UPS["reach"], 0):
        assert isinstance(person.sees, PlanScreen)
        for key in (pygame.K_RETURN, pygame.K_RETURN):
            person.press(key)
        assert person.flow.hosting is not None
        assert person.flow.hosting.round.setup.warm_up == warms
        play_to_the_end(person)
        for key in (pygame.K_RETURN, pygame.K_2, pygame.K_2, pygame.K_RETURN):
            person.press(key)
        while not isinstance(person.sees, PlanScreen):
            person.press(pygame.K_RETURN)
    person.close()


@pytest.mark.usefixtures("played_yesterday")
def test_a_person_is_met_as_they_have_set_it(home: Path) -> None:
    """Size and look are theirs; with one side unseen the scale stands upright."""
    set_up(home)
    settings = settings_in(home, "P01")[0]
    keep_settings(home, "P01", replace(settings, text_percent=150, theme="day", seen_side="right"))
    person = Wearer(home)
    look = person.stage.look
    assert (look.text_scale, look.theme, look.pain_scale) == (1.5, "day", "vertical")
    assert isinstance(person.sees, CheckScreen)
    zero, ten = (next(door for door in person.sees.doors if door.words == words) for words in ("0", "10"))
    assert ten.rect.bottom < zero.rect.top
    person.close()


@pytest.mark.usefixtures("played_yesterday")
def test_something_else_may_be_chosen_than_what_is_offered(home: Path) -> None:
    """And Escape is back on the path."""
    set_up(home)
    person = Wearer(home)
    person.press(pygame.K_1)
    assert isinstance(person.sees, PlanScreen)
    while person.sees.doors[person.sees.focus].words != "Something else":
        person.press(pygame.K_TAB)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, ChooseScreen)
    person.press(pygame.K_ESCAPE)
    assert isinstance(person.sees, PlanScreen)
    person.close()


def test_a_try_out_keeps_to_the_title(home: Path) -> None:
    """Three questions of how it looks come first; cut short, it is offered to be gone on with, and nobody is asked."""
    person = Wearer(home)
    walk(person, (pygame.K_DOWN, *[pygame.K_RETURN] * 7))
    assert isinstance(person.sees, PlayScreen)
    killed(person)
    again = Wearer(home)
    assert isinstance(again.sees, GoOnScreen)
    walk(again, (pygame.K_RETURN, pygame.K_RETURN))
    assert isinstance(again.sees, PlayScreen) and again.flow.way.live is False
    again.close()


@pytest.mark.usefixtures("played_yesterday")
def test_a_prescription_that_cannot_be_read_is_never_taken_for_none(home: Path) -> None:
    """It is said, and nothing is offered; a sound one is what is played."""
    set_up(home)
    path = prescription_path(home, "P01")
    path.write_text("format: nothing\n", encoding="utf-8")
    person = Wearer(home)
    assert isinstance(person.sees, MessageScreen) and "cannot be read" in person.said
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, TitleScreen)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, MessageScreen)
    person.close()
    day = today().date()
    sound = SOUND.replace(RANGE, "shoulder_abduction_reach_1").replace("2026-03-01", str(day))
    path.write_text(sound.replace("2026-03-28", str(day + timedelta(days=7))), encoding="utf-8")
    person = Wearer(home)
    person.press(pygame.K_1)
    assert isinstance(person.sees, PlanScreen)
    walk(person, (pygame.K_RETURN, pygame.K_RETURN))
    assert person.flow.hosting is not None
    assert person.flow.hosting.prepared.header.setup.mode == "prescribed"
    person.close()
