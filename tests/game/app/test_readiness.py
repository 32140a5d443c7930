"""The safety check on the way: asked of whom it has to be, from every entrance, and whatever it says is obeyed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pygame
import pytest

from game.app.clock import today
from game.app.errors import RefusedError
from game.app.headless import run_headless
from game.app.openings import commanded
from game.app.precheck import Precheck
from game.app.request import PlayRequest
from game.app.way import Step
from game.app.wiring import host
from game.coaching.readiness import ASK_FIRST, ASKED, HOLDS_DAYS, SAFETY_CHECK, UNANSWERED, VERSION
from game.coaching.safety import DO_NOT_EXERCISE, SKIN_SORE
from game.coaching.today import NOTHING_REVIEWED
from game.people.flags import flags_of
from game.people.prescriptions import prescription_path
from game.people.readiness import keep_passed, passed_on
from game.screens.check import CheckScreen
from game.screens.choose import ChooseScreen
from game.screens.message import MessageScreen
from game.screens.questions import QuestionsScreen
from game.screens.readiness import NothingScreen, SafetyScreen
from game.screens.settings import FirstQuestions
from game.screens.title import AboutScreen, TitleScreen
from game.screens.who import GoOnScreen, WhoScreen
from tests.game.app.hour import Wearer, killed, set_up
from tests.game.coaching.test_prescription import RANGE, SOUND
from tests.reviewed import READY

LEVEL = "shoulder_abduction_reach_1"
WEAR = ("right_forearm=serial:/dev/ttyX",)
pytestmark = pytest.mark.usefixtures("worn")
unreviewed = pytest.mark.usefixtures("played_yesterday")
reviewed = pytest.mark.usefixtures("played_yesterday", "reviewed")


def unasked(home: Path, *names: str) -> None:
    """People who are set up, and were never asked."""
    set_up(home, *names)
    for name in names or ("P01",):
        keep_passed(home, name, today().date(), VERSION - 1)


def prescribe(home: Path, name: str, until_days: int) -> None:
    """A prescription that began a week ago and ends so many days from now."""
    day = today().date()
    text = SOUND.replace(RANGE, LEVEL).replace("2026-03-01", str(day - timedelta(days=7)))
    path = prescription_path(home, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("2026-03-28", str(day + timedelta(days=until_days))), encoding="utf-8")


@reviewed
def test_who_was_never_asked_is_asked_first_and_then_not_again(home: Path) -> None:
    """Eight times no, then how it is today; the next opening is there at once, and for 28 days."""
    unasked(home)
    person = Wearer(home)
    for _asked in ASKED:
        assert isinstance(person.sees, SafetyScreen)
        person.press(pygame.K_n)
    assert isinstance(person.sees, CheckScreen)
    assert passed_on(home, "P01") == (today().date(), VERSION)
    killed(person)
    again = Wearer(home)
    assert isinstance(again.sees, CheckScreen)
    again.close()
    keep_passed(home, "P01", today().date() - timedelta(days=HOLDS_DAYS), VERSION)
    later = Wearer(home)
    later.press(pygame.K_RETURN)  # on where it was
    assert isinstance(later.sees, SafetyScreen)
    later.close()


@reviewed
@pytest.mark.parametrize(("place", "asked"), [(0, ASKED[0]), (1, ASKED[1]), (len(ASKED) - 1, ASKED[-1])])
def test_any_yes_is_read_nothing_is_played_and_it_is_asked_again(place: int, asked: object, home: Path) -> None:
    unasked(home)
    person = Wearer(home)
    for _before in range(place):
        person.press(pygame.K_n)
    person.press(pygame.K_y)
    assert isinstance(person.sees, MessageScreen) and person.flow.way.step is Step.REFUSED
    (said,) = (words for words in (ASK_FIRST, DO_NOT_EXERCISE, SKIN_SORE) if words in person.said)
    assert said == getattr(asked, "forbids", "")
    assert len(flags_of(home, "P01")) == 1
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, TitleScreen)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, SafetyScreen)
    person.close()


@pytest.mark.usefixtures("reviewed")
def test_of_nobody_nothing_is_kept(home: Path) -> None:
    """Whoever sits down next is asked anew; and what was asked in this sitting is not asked twice."""
    person = Wearer(home)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, AboutScreen)
    person.press(pygame.K_RETURN)
    for _asked in ASKED:
        assert isinstance(person.sees, SafetyScreen)
        person.press(pygame.K_n)
    assert isinstance(person.sees, QuestionsScreen) and "pain" in person.said
    person.press(pygame.K_1)
    assert "someone" in person.said, "neither what is new nor the skin is asked a second time"
    person.press(pygame.K_ESCAPE)
    person.press(pygame.K_ESCAPE)
    assert isinstance(person.sees, TitleScreen)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, SafetyScreen)
    person.close()


@reviewed
def test_each_of_two_people_is_asked_for_themselves(home: Path) -> None:
    unasked(home, "P01", "P02")
    keep_passed(home, "P01", today().date(), VERSION)
    for keys, sees in (((pygame.K_RETURN,), CheckScreen), ((pygame.K_RIGHT, pygame.K_RETURN), SafetyScreen)):
        person = Wearer(home)
        assert isinstance(person.sees, WhoScreen)
        for key in keys:
            person.press(key)
        assert isinstance(person.sees, sees)
        person.press(pygame.K_ESCAPE)
        person.close()


@unreviewed
def test_a_prescription_that_stands_is_enough_and_one_that_has_ended_is_said(home: Path) -> None:
    """Nothing is asked where nothing could be played: why, and what to do, comes first."""
    unasked(home)
    prescribe(home, "P01", 7)
    person = Wearer(home)
    assert isinstance(person.sees, CheckScreen)
    person.close()
    prescribe(home, "P01", -1)
    person = Wearer(home)
    assert isinstance(person.sees, NothingScreen) and "Your prescription ended" in person.said
    person.close()


@unreviewed
def test_where_no_level_may_be_played_it_is_said_before_anything_is_asked(home: Path) -> None:
    """With a door to what can be played now."""
    unasked(home)
    person = Wearer(home)
    assert isinstance(person.sees, NothingScreen) and NOTHING_REVIEWED in person.said
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, FirstQuestions)
    for _question in range(3):
        person.press(pygame.K_RETURN)
    assert isinstance(person.sees, ChooseScreen) and not person.flow.way.live
    person.close()


@pytest.mark.usefixtures("reviewed")
def test_killed_in_the_midst_of_it_it_is_gone_on_with(home: Path) -> None:
    """From its beginning: nothing is answered for anybody."""
    person = Wearer(home)
    person.press(pygame.K_RETURN)
    person.press(pygame.K_RETURN)
    person.press(pygame.K_n)
    assert isinstance(person.sees, SafetyScreen)
    killed(person)
    again = Wearer(home)
    assert isinstance(again.sees, GoOnScreen) and "safety questions" in again.said
    again.press(pygame.K_RETURN)
    for _asked in ASKED:
        assert isinstance(again.sees, SafetyScreen)
        again.press(pygame.K_n)
    assert isinstance(again.sees, QuestionsScreen)
    again.close()


@pytest.mark.parametrize(
    ("answers", "words"),
    [({}, UNANSWERED), ({SAFETY_CHECK: 1.0}, ASK_FIRST), ({SAFETY_CHECK: float("nan")}, ASK_FIRST)],
)
@reviewed
def test_without_a_window_it_has_to_be_answered_too(answers: dict[str, float], words: str, home: Path) -> None:
    """Before a sample is read: one sentence, and nothing is kept."""
    hosting = host(PlayRequest(LEVEL, wear=WEAR, silence_end_s=1.0), str(home))
    usual = {key: value for key, value in READY.items() if key != SAFETY_CHECK}
    with pytest.raises(RefusedError) as caught:
        run_headless(hosting, {**usual, **answers}, as_fast_as_it_computes=True)
    assert str(caught.value) == words
    assert not list(home.rglob("*.moveagain"))


@unreviewed
def test_a_level_that_could_not_be_played_is_refused_before_anything_is_asked(home: Path) -> None:
    """By a command: the same sentence as ever, at once."""
    with pytest.raises(RefusedError, match="No therapist has reviewed"):
        commanded(str(home), PlayRequest(LEVEL, wear=WEAR), None, Precheck(str(home)))
    way, _request = commanded(str(home), PlayRequest(LEVEL, "keyboard"), None, Precheck(str(home)))
    assert way.step is Step.PLAY
