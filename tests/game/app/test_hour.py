"""A person's hour by keys alone: from opening to the sensor put away, cut short anywhere, gone on with, and timed."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pygame
import pytest

from game.app import openings
from game.app.clock import today
from game.app.flow import Flow, Options
from game.app.hosting import Hosting
from game.app.request import load_level
from game.app.way import Step
from game.coaching.history import History, Past
from game.coaching.readiness import VERSION
from game.coaching.safety import DO_NOT_EXERCISE
from game.people.flags import flags_of
from game.people.kits import keep_kit
from game.people.prescriptions import prescription_path
from game.people.readiness import keep_passed
from game.people.roster import add_person
from game.people.settings_file import keep_settings, settings_in
from game.population.bodies import player_of, simulated_source
from game.population.electrodes import mover_of
from game.population.profile import Profile
from game.population.voice import Voice
from game.round import Phase, RoundView
from game.screens.after import AwayScreen, GrewScreen, SkinScreen
from game.screens.check import CheckScreen
from game.screens.choose import ChooseScreen
from game.screens.message import MessageScreen
from game.screens.page import Page
from game.screens.plan import PlanScreen
from game.screens.play import PlayScreen
from game.screens.questions import QuestionsScreen
from game.screens.readiness import SafetyScreen
from game.screens.results import ResultsScreen
from game.screens.stage import Stage
from game.screens.title import AboutScreen, TitleScreen
from game.screens.who import GoOnScreen, WhoScreen
from game.sessions.index import read_index
from input_devices import Kit, KitSensor, SimulatedSource, Source, Truth
from tests.game.app.test_flow import Person
from tests.game.coaching.test_prescription import RANGE, SOUND

pytestmark = pytest.mark.usefixtures("reviewed")

WORDS_A_SECOND = 200.0 / 60.0
"""A choice: slower than the 238 words a minute of the adults that Brysbaert (2019) reviewed. Every sentence is read
before a key is pressed, once."""
FIRST_CLEAN_S_MAX = 120.0


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
        """Let time pass; only its last frame is drawn."""
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
        self.stage.draw_still()
        self.stage.draw_live(1 / 60)

    @staticmethod
    def _mover(hosting: Hosting) -> Callable[[RoundView], object]:
        return mover_of(player_of(hosting.prepared.level, Profile(), 0), hosting.sources, "right", Voice(Profile()))

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


@pytest.fixture(autouse=True)
def worn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sensor that is opened is a simulated body's, and nothing is painted that nobody looks at."""

    def opened(addresses: dict[str, str], **_how: object) -> dict[str, Source]:
        level = load_level("shoulder_abduction_reach_1")
        body = simulated_source(level.row, "right", tuple(addresses), "seated", Profile(), 0).body
        return dict.fromkeys(addresses, WornBody(body))

    monkeypatch.setattr("game.app.worn.open_devices", opened)
    monkeypatch.setattr("game.app.offers.sensor_there", lambda: "serial:/dev/ttyX")
    monkeypatch.setattr("game.app.playing.warm", lambda: None)
    monkeypatch.setattr("game.screens.backdrop.Backdrop.begin", lambda *_: None)


def set_up(home: Path, *names: str) -> None:
    """People, and a kit that was paired; the first run's words are read, and the safety check was passed today."""
    for name in names or ("P01",):
        add_person(home, name)
        keep_passed(home, name, today().date(), VERSION)
    keep_kit(home, Kit("kit", (KitSensor("right_forearm", "serial:/dev/ttyX"),)))
    openings.mark_read(str(home))


@pytest.fixture
def played_yesterday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is nine in the morning, and the last session was yesterday."""
    nine = today().replace(hour=9, minute=0, second=0, microsecond=0)
    began = nine - timedelta(days=1)
    past = Past("shoulder_abduction_reach_1", "s", began, began + timedelta(minutes=5), pain_before=1.0, side="right")
    monkeypatch.setattr("game.app.prescribed.history_of", lambda *_: History(nine, (past,), "now"))


@pytest.mark.usefixtures("played_yesterday")
def test_two_keys_from_opening_to_play_for_whoever_is_set_up(home: Path) -> None:
    """The number for the pain, which says the rest too, and the first of two offers: every question is answered."""
    set_up(home)
    person = Wearer(home)
    assert isinstance(person.sees, CheckScreen)
    person.press(pygame.K_1)
    assert isinstance(person.sees, PlanScreen)
    person.press(pygame.K_RETURN)
    assert isinstance(person.sees, PlayScreen) and person.pressed == 2
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
    assert isinstance(person.sees, PlayScreen) and launched is not None
    person.until(lambda: math.isfinite(launched.after_s), FIRST_CLEAN_S_MAX)
    print(f"first clean repetition after {launched.after_s:.1f} s")
    assert launched.after_s <= FIRST_CLEAN_S_MAX
    person.close()


def play_to_the_end(person: Wearer) -> None:
    """An exercise, stopped early by its person once something was done."""
    person.until(lambda: person.phase is Phase.PLAY, 90.0)
    person.wait(8.0)
    person.press(pygame.K_SPACE)
    for _ in range(3):
        person.press(pygame.K_TAB)
    person.press(pygame.K_RETURN)


@pytest.mark.usefixtures("played_yesterday")
def test_the_whole_way_by_keys_alone(home: Path) -> None:
    """Play, how it was, what came of it, what grew, the skin, the sensor away: and nothing is left to go on with."""
    set_up(home)
    person = Wearer(home)
    for key in (pygame.K_1, pygame.K_RETURN):
        person.press(key)
    play_to_the_end(person)
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


THE_WAY: Sequence[tuple[Step, Sequence[object]]] = (
    (Step.WHO, ()),
    (Step.CHECK, (pygame.K_RETURN,)),
    (Step.PLAN, (pygame.K_1,)),
    (Step.PLAY, (pygame.K_RETURN,)),
    (Step.HOW, ("play",)),
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
            reached = Step.PLAN if step in (Step.CHECK, Step.HOW, Step.TOLD) else step
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
    walk(person, (pygame.K_DOWN, *[pygame.K_RETURN] * 6))
    assert isinstance(person.sees, PlayScreen)
    killed(person)
    again = Wearer(home)
    assert isinstance(again.sees, GoOnScreen)
    again.press(pygame.K_RETURN)
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
    person.press(pygame.K_RETURN)
    assert person.flow.hosting is not None
    assert person.flow.hosting.prepared.header.setup.mode == "prescribed"
    person.close()
