"""The way on the tour: who is playing, how it is, today's path, how it was, what grew, and the sensor put away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from game.coaching.readiness import ASK_FIRST, ASKED
from game.coaching.sitting import Grown, SittingDone, Try
from game.coaching.today import NOTHING_REVIEWED
from game.screens.after import AwayScreen, GrewScreen, SkinScreen
from game.screens.check import CheckScreen
from game.screens.language import translated
from game.screens.message import MessageScreen
from game.screens.plan import Offered, PlanScreen, Station
from game.screens.questions import QuestionsScreen
from game.screens.readiness import NothingScreen, SafetyScreen
from game.screens.screen import Screen
from game.screens.shown import Demonstration
from game.screens.who import GoOnScreen, PersonCard, WhoScreen

_NAMES = (("P01", "cat"), ("P02", "boat"), ("", "kite"), ("P04", "bell"), ("P05", "fish"), ("P06", "tree"),
          ("P07", "bird"), ("P08", "lantern"))  # fmt: skip
_PEOPLE = tuple(PersonCard(str(place), name, picture) for place, (name, picture) in enumerate(_NAMES))
_TITLES = ("Warm up the arm", "Lanterns to the side", "The well", "The kite in the wind", "Let the arm swing")
_OFFERED = (
    Offered("a", "right", "The well", Demonstration("elbow_flexion", "right", "seated", 80.0), "tempo", 5),
    Offered(
        "b", "left", "The kite in the wind", Demonstration("shoulder_abduction", "left", "seated", 70.0), "trace", 4
    ),
)


def _stations(done: int) -> tuple[Station, ...]:
    return tuple(Station(title, place < done, 3.0) for place, title in enumerate(_TITLES))


def _grew(done: SittingDone, grown: Grown, what: Try) -> Callable[[], Screen]:
    return lambda: GrewScreen(done, grown, what)


def _on_its_own() -> Screen:
    """The number of the check; in large text it may have a page of its own."""
    check = CheckScreen()
    check.turn(2)
    return check


WAY: Mapping[str, Callable[[], Screen]] = {
    "who": lambda: WhoScreen(_PEOPLE),
    "who-two": lambda: WhoScreen(_PEOPLE[:2]),
    "go-on": lambda: GoOnScreen("You were at: Lanterns to the side.", "cat", "P01"),
    **{f"safety-{asked.name.replace('_', '-')}": partial(SafetyScreen, place) for place, asked in enumerate(ASKED)},
    "safety-nothing": lambda: NothingScreen(NOTHING_REVIEWED),
    "safety-ask-first": lambda: MessageScreen(ASK_FIRST, "", any_key=False),
    "check": CheckScreen,
    "check-morning": lambda: CheckScreen(morning=True, name="P01"),
    "check-number": _on_its_own,
    "check-faces": lambda: CheckScreen(shape="faces"),
    "check-upright": lambda: CheckScreen(shape="vertical"),
    "plan": lambda: PlanScreen(_stations(2), _OFFERED),
    "plan-new": lambda: PlanScreen(_stations(0), _OFFERED),
    "plan-done": lambda: PlanScreen(_stations(5), ()),
    "plan-nothing": lambda: PlanScreen((), (), why="Nothing is due today. It is a day to rest."),
    "plan-unreviewed": lambda: PlanScreen((), (), why=translated(NOTHING_REVIEWED), elsewhere=False),
    "plan-after-pain": lambda: PlanScreen(_stations(3), _OFFERED, end_first=True),
    "ask-pain-faces": lambda: QuestionsScreen(("pain_after",), shape="faces"),
    "ask-pain-upright": lambda: QuestionsScreen(("pain_after",), shape="vertical"),
    "ask-effort-upright": lambda: QuestionsScreen(("effort",), shape="vertical"),
    "grew": _grew(SittingDone(3, 36, 29, 11.0), Grown(36, 58, 3), Try.SIT_TALL),
    "grew-first": _grew(SittingDone(1, 1, 1, 1.0), Grown(1, 1, 1), Try.THE_SAME),
    "grew-after-pain": _grew(SittingDone(2, 12, 9, 4.0), Grown(12, 12, 1), Try.GENTLER),
    "grew-nothing": _grew(SittingDone(0, 0, 0, 0.0), Grown(0, 24, 2), Try.REST_AND_TELL),
    "skin": lambda: SkinScreen("shoulder_abduction", "seated", "right", ("right_forearm", "sternum")),
    "skin-leg": lambda: SkinScreen("knee_extension", "seated", "left", ("left_shank",)),
    "away": AwayScreen,
    "away-only": lambda: AwayScreen(2, only=True),
}
"""Every step of the way that is no Round, by the name of its picture."""
