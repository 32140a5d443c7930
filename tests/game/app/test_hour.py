"""A person's hour by keys alone: from opening to the sensor put away, cut short anywhere, gone on with, and timed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pygame
import pytest

from game.app import openings
from game.app.clock import today
from game.app.flow import Flow, Options
from game.app.request import load_level
from game.app.way import Step
from game.coaching.history import History, Past
from game.coaching.safety import DO_NOT_EXERCISE
from game.people.flags import flags_of
from game.people.kits import keep_kit
from game.people.roster import add_person
from game.people.settings_file import keep_settings, settings_in
from game.population.bodies import player_of, simulated_source
from game.population.electrodes import mover_of
from game.population.profile import Profile
from game.population.voice import Voice
from game.round import Phase
from game.screens.after import AwayScreen, GrewScreen, SkinScreen
from game.screens.check import CheckScreen
from game.screens.choose import ChooseScreen
from game.screens.message import MessageScreen
from game.screens.page import Page
from game.screens.plan import PlanScreen
from game.screens.play import PlayScreen
from game.screens.questions import QuestionsScreen
from game.screens.results import ResultsScreen
from game.screens.stage import Stage
from game.screens.title import AboutScreen, TitleScreen
from game.screens.who import GoOnScreen, WhoScreen
from game.sessions.index import read_index
from input_devices import Kit, KitSensor, SimulatedSource, Source, Truth
from tests.game.app.test_flow import Person

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
        self._moves: Callable[..., object] | None = None
        self.pressed = 0
        self.has_read: set[str] = set()

    def press(self, key: int, *, hold: bool = False) -> None:
        self.pressed += 1
        super().press(key, hold=hold)

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 60)):
            hosting = self.flow.hosting
            if hosting is not None:
                if self._moves is None:
                    player = player_of(hosting.prepared.level, Profile(), 0)
                    self._moves = mover_of(player, hosting.sources, "right", Voice(Profile()))
                self._moves(hosting.round.view())
            else:
                self._moves = None
            super().wait(1 / 60)

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
        source = WornBody(body)
        return dict.fromkeys(addresses, source)

    monkeypatch.setattr("game.app.worn.open_devices", opened)
    monkeypatch.setattr("game.app.offers.sensor_there", lambda: "serial:/dev/ttyX")
    monkeypatch.setattr("game.app.playing.warm", lambda: None)
    monkeypatch.setattr("game.screens.backdrop.Backdrop.begin", lambda *_: None)


def set_up(home: Path, *names: str) -> None:
    """People, and a kit that was paired; the first run's words are read."""
    for name in names or ("P01",):
        add_person(home, name)
    keep_kit(home, Kit("kit", (KitSensor("right_forearm", "serial:/dev/ttyX"),)))
    openings.mark_read(str(home))


@pytest.fixture
def played_yesterday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is nine in the morning, and the last session was yesterday."""
    nine = today().replace(hour=9, minute=0, second=0, microsecond=0)
    began = nine - timedelta(days=1)
    past = Past("shoulder_abduction_reach_1", "s", began, began + timedelta(minutes=5), pain_before=1.0, side="right")
    monkeypatch.setattr("game.sessions.index.history_of", lambda *_: History(nine, (past,), "now"))


def test_two_keys_from_opening_to_play_for_whoever_is_set_up(home: Path, played_yesterday: None) -> None:
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


@pytest.mark.parametrize(("key", "says"), [(pygame.K_n, DO_NOT_EXERCISE), (pygame.K_s, "sore skin"),
                                           (pygame.K_9, "Rest today")])  # fmt: skip
def test_one_key_says_otherwise_and_ends_it(key: int, says: str, home: Path, played_yesterday: None) -> None:
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


def test_a_first_time_person_with_one_key_has_a_clean_repetition_in_two_minutes(
    home: Path, record_property: Callable[[str, object], None]
) -> None:
    """From launch, every page read slowly and calibration included, by Enter alone."""
    person = Wearer(home)
    pages: Sequence[type] = (TitleScreen, AboutScreen, *(QuestionsScreen,) * 4, PlanScreen)
    for page in pages:
        assert isinstance(person.sees, page)
        person.read()
        person.press(pygame.K_RETURN)
    launched = person.flow._launched
    assert isinstance(person.sees, PlayScreen) and launched is not None
    person.until(lambda: math.isfinite(launched.after_s), FIRST_CLEAN_S_MAX)
    record_property("first_clean_s", launched.after_s)
    print(f"first clean repetition after {launched.after_s:.1f} s")
    assert launched.after_s <= FIRST_CLEAN_S_MAX
    person.close()


def play_to_the_end(person: Wearer) -> None:
    """An exercise, stopped early by its person once something was done."""
    person.until(lambda: person.phase is Phase.PLAY, 90.0)
    person.wait(12.0)
    person.press(pygame.K_SPACE)
    for _ in range(3):
        person.press(pygame.K_TAB)
    person.press(pygame.K_RETURN)


def test_the_whole_way_by_keys_alone(home: Path, played_yesterday: None) -> None:
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
    assert isinstance(person.sees, GrewScreen) and "movements" in person.said
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


TO_EACH: dict[Step, Sequence[object]] = {
    Step.WHO: (),
    Step.CHECK: ("who",),
    Step.PLAN: ("who", pygame.K_1),
    Step.PLAY: ("who", pygame.K_1, pygame.K_RETURN),
    Step.HOW: ("who", pygame.K_1, pygame.K_RETURN, "play"),
    Step.TOLD: ("who", pygame.K_1, pygame.K_RETURN, "play", pygame.K_2, pygame.K_4),
    Step.GREW: ("who", pygame.K_1, pygame.K_RETURN, "play", pygame.K_2, pygame.K_4, pygame.K_ESCAPE),
    Step.SKIN: ("who", pygame.K_1, pygame.K_RETURN, "play", pygame.K_2, pygame.K_4, pygame.K_ESCAPE, pygame.K_RETURN),
    Step.AWAY: (
        *("who", pygame.K_1, pygame.K_RETURN, "play", pygame.K_2, pygame.K_4, pygame.K_ESCAPE, pygame.K_RETURN),
        pygame.K_RETURN,
    ),
    Step.REFUSED: ("who", pygame.K_n),
}
"""What is pressed to come to each step of the way, for one of two people who are set up."""


def walk(person: Wearer, keys: Sequence[object]) -> None:
    for key in keys:
        if key == "play":
            play_to_the_end(person)
        elif key == "who":
            person.press(pygame.K_RETURN)
        else:
            assert isinstance(key, int)
            person.press(key)


@pytest.mark.parametrize("step", TO_EACH)
def test_killed_at_each_step_the_next_start_offers_to_go_on(step: Step, home: Path, played_yesterday: None) -> None:
    """On where it was, of the same person and sitting, by a new pre-check where a sensor is played with; or it is that
    page anyway. What forbids play is shown again, and not offered."""
    set_up(home, "P01", "P02")
    person = Wearer(home)
    walk(person, TO_EACH[step])
    assert person.flow.way.step is step
    level = None if person.flow._request is None else person.flow._request.level
    sitting = person.flow._sitting
    killed(person)
    again = Wearer(home)
    if step is Step.WHO:
        assert isinstance(again.sees, WhoScreen)
    elif step is Step.REFUSED:
        assert isinstance(again.sees, MessageScreen) and DO_NOT_EXERCISE in again.said
    else:
        assert isinstance(again.sees, GoOnScreen) and again.flow._person == "P01"
        again.press(pygame.K_RETURN)
        if again.flow.way.step is Step.CHECK:
            again.press(pygame.K_1)
        reached = Step.PLAN if step in (Step.CHECK, Step.HOW, Step.TOLD) else step
        assert (again.flow.way.step, again.flow._sitting) == (reached, sitting)
        assert again.flow.hosting is None or again.flow.hosting.prepared.level.id == level
    again.close()


def test_what_was_cut_short_may_be_left(home: Path, played_yesterday: None) -> None:
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


def test_a_person_is_met_as_they_have_set_it(home: Path, played_yesterday: None) -> None:
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


def test_something_else_may_be_chosen_than_what_is_offered(home: Path, played_yesterday: None) -> None:
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
    """Cut short, it is offered to be gone on with, and nobody is asked anything."""
    person = Wearer(home)
    walk(person, (pygame.K_DOWN, pygame.K_RETURN, pygame.K_RETURN, pygame.K_RETURN))
    assert isinstance(person.sees, PlayScreen)
    killed(person)
    again = Wearer(home)
    assert isinstance(again.sees, GoOnScreen)
    again.press(pygame.K_RETURN)
    assert isinstance(again.sees, PlayScreen) and again.flow.way.live is False
    again.close()
