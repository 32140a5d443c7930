"""Pages: the screens of the way, made from what is kept: who there is, today's path, and what a sitting came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from game.app.clock import today
from game.app.way import Step
from game.screens.language import gettext as _
from game.screens.language import of_level, translated
from game.sessions.home import home

if TYPE_CHECKING:
    from game.app.hosting import Hosting
    from game.app.request import PlayRequest
    from game.coaching.history import History
    from game.coaching.prescription import Prescription
    from game.coaching.today import Today
    from game.level import Level
    from game.people.roster import Person
    from game.screens.choose import LevelCard
    from game.screens.screen import Screen
    from game.screens.shown import Demonstration

_NOON_H = 12
"""Before it, what is asked of now is asked of this morning too."""
_STOPPED_FOR = ("stopped_pain", "stopped_unwell", "stopped_fall", "stopped_fatigue")
_DAYS = 7
_STATIONS_MAX = 8
"""So many lanterns can be told apart on the path; of more, those about the one that is next."""


def people(home_dir: str | None) -> tuple[Person, ...]:
    """Who there is to choose from; nobody where nobody was added."""
    from game.people.roster import people_in

    return people_in(home(home_dir))[0]


def title(home_dir: str | None, person: str | None) -> Screen:
    """The start, with the lanterns that somebody who is known has lit, and their progress to look at."""
    from game.people.lights import light_in
    from game.scoring.light import lanterns
    from game.screens.title import TitleScreen

    if person is None:
        return TitleScreen()
    return TitleScreen(lanterns(light_in(home(home_dir), person)), practised=True)


def who(home_dir: str | None) -> Screen:
    """Who is playing?"""
    from game.screens.who import PersonCard, WhoScreen

    return WhoScreen([PersonCard(each.id, each.name, each.picture) for each in people(home_dir)])


def go_on(home_dir: str | None, person: str | None, was: Step, request: PlayRequest | None) -> Screen:
    """Go on where you were? With where that was, in words."""
    from game.screens.who import GoOnScreen

    mine = next((each for each in people(home_dir) if each.id == person), None)
    said = words_of(was, None if request is None else _title(request.level))
    return GoOnScreen(said, "" if mine is None else mine.picture, "" if mine is None else mine.name)


def words_of(was: Step, title: str | None) -> str:
    """Where somebody was, in words."""
    if was in (Step.CONFIRM, Step.SHOWN, Step.PLAY) and title is not None:
        return _("You were at: {title}.").format(title=title)
    return {
        Step.SAFETY: _("You were at the safety questions."),
        Step.GREW: _("You had done what was planned."),
        Step.SKIN: _("You were about to look at the skin."),
        Step.AWAY: _("You were about to put the sensor away."),
        Step.ABOUT: _("You were reading what this is."),
        Step.PAIR: _("You were saying which sensor is worn where."),
        Step.TRYOUT: _("You were choosing a level to try."),
    }.get(was, _("You were on today's path."))


def known_person(home_dir: str | None, person: str, sitting: str) -> tuple[Prescription | None, str, str]:
    """The prescription that is kept of the person, what is wrong with it, which is never taken for none, and the
    sitting: the one that ended a short while ago today is gone on with."""
    from game.app.prescribed import known_of
    from game.coaching.today import open_sitting
    from game.level import LevelProblems
    from game.people.errors import PeopleError
    from game.people.prescriptions import prescription_in

    sitting = open_sitting(known_of(person, home_dir, sitting)) or sitting
    try:
        return prescription_in(home(home_dir), person), "", sitting
    except (PeopleError, LevelProblems) as error:
        return None, str(error).splitlines()[0], sitting


def check(history: History, answered: Callable[[str], bool]) -> Screen:
    """How is it today: one question a page until somebody has played before, then all on one. The morning after an
    earlier day has a page of its own, unless it is morning now. What the safety check has just asked is let be."""
    from game.screens.check import CheckScreen
    from game.screens.questions import BEFORE, MORNING, QuestionsScreen

    asks = history.asks_of_the_morning and not answered(MORNING)
    if history.nobodys or not history.known:
        before = tuple(question for question in BEFORE if question == "pain_before" or not answered(question))
        return QuestionsScreen(((MORNING,) if asks else ()) + before)
    now = asks and history.now.hour < _NOON_H
    return QuestionsScreen((MORNING,)) if asks and not now else CheckScreen(morning=now)


def refused(why: str) -> Screen:
    """Why nothing is played now; it has to be read."""
    from game.coaching.safety import DO_NOT_EXERCISE
    from game.screens.message import MessageScreen, refusal

    return refusal() if why == DO_NOT_EXERCISE else MessageScreen(why, "", any_key=False)


def path(today_: Today, prescription: Prescription | None, last: Mapping[str, Any] | None) -> Screen:
    """Today's path: what is planned, what of it is done, and the two offers; the end comes first where the last
    exercise ended by pain or tiredness."""
    from game.coaching.today import NOTHING_GENTLE, NOTHING_REVIEWED
    from game.screens.plan import Offered, PlanScreen, Station

    items = [item for item in today_.items if item.done or item.left]
    stopped = last is not None and last["ended"] in _STOPPED_FOR
    near = sum(item.done for item in items[:-1]) - _STATIONS_MAX + 2
    shown = items[max(0, near) :][:_STATIONS_MAX]
    stations = [Station(_titled(item.level), item.done, item.minutes) for item in shown]
    offered = [
        Offered(
            item.level.id,
            item.side or "right",
            _titled(item.level),
            _demonstration(item.level, item.side or "right", prescription),
            item.level.kind,
            item.minutes,
            sided=item.side is not None,
        )
        for item in (offer.next for offer in today_.offers)
    ]
    why, else_ = translated(today_.why or ""), today_.why not in (NOTHING_REVIEWED, NOTHING_GENTLE)
    left = today_.minutes_left
    return PlanScreen(stations, offered, minutes_left=left, why=why, end_first=stopped, elsewhere=else_)


def cards_of(home_dir: str | None, prescription: Prescription | None, *, seated: bool = False) -> Sequence[LevelCard]:
    """The levels that may be offered with what is worn."""
    from game.app.offers import cards, worn_input

    return cards(prescription, tryout=False, kit=worn_input(home_dir).kit, seated=seated)


def something_else(home_dir: str | None, prescription: Prescription | None, *, seated: bool) -> Screen:
    """All that may be played beside the two offers."""
    from game.screens.choose import ChooseScreen

    return ChooseScreen(cards_of(home_dir, prescription, seated=seated))


def tryouts(*, seated: bool = False) -> Screen:
    """Every level, to try without a sensor."""
    from game.app.offers import cards
    from game.screens.choose import ChooseScreen

    return ChooseScreen(cards(tryout=True, seated=seated), tryout=True)


def confirm(request: PlayRequest, prescription: Prescription | None) -> Screen:
    """What one exercise asks beside the pre-check."""
    from game.app.asking import asked_beside
    from game.screens.questions import QuestionsScreen

    return QuestionsScreen(asked_beside(request, prescription))


def shown(request: PlayRequest, prescription: Prescription | None, *, playing: bool = False) -> Screen:
    """How the movement of an exercise is done, as far as the prescription lets it go. `playing` where a Round waits
    behind it."""
    from game.app.request import load_level
    from game.screens.demonstration import DemonstrationScreen

    return DemonstrationScreen(_demonstration(load_level(request.level), request.side, prescription), playing=playing)


def _demonstration(level: Level, side: str, prescription: Prescription | None) -> Demonstration:
    """How a level's movement is shown on that side, as far as the prescription lets it go today."""
    from game.app.demonstrating import demonstration_of
    from game.coaching.wall import wall_of

    sites = level.row.sites(level.row.simplest, side)
    return demonstration_of(level, side, sites, wall_of(level, prescription, None, today().date()))


def progress(home_dir: str | None, person: str | None) -> Screen:
    """What was practised, and how it went."""
    from game.app.progress import report_for
    from game.screens.progress import ProgressScreen

    return ProgressScreen(report_for(home_dir, person))


def how(hosting: Hosting) -> Screen:
    """How it was."""
    from game.app.asking import asked_after
    from game.screens.questions import QuestionsScreen

    return QuestionsScreen(asked_after(hosting.prepared.level))


def skin(request: PlayRequest | None, summary: Mapping[str, Any] | None) -> Screen:
    """Look at the skin where the sensors of the last exercise were, or would be worn for it."""
    from game.app.request import load_level
    from game.screens.after import SkinScreen

    if request is None:
        return SkinScreen("shoulder_abduction", "seated", "right", ())
    level = load_level(request.level)
    sites = _worn(summary) or level.row.sites(level.row.simplest, request.side)
    return SkinScreen(level.movement, level.posture, request.side, sites)


def away(summary: Mapping[str, Any] | None, *, only: bool) -> Screen:
    """The sensor is put away, or all of them."""
    from game.screens.after import AwayScreen

    return AwayScreen(max(1, len(_worn(summary))), only=only)


def _worn(summary: Mapping[str, Any] | None) -> tuple[str, ...]:
    """The places of the sensors of a session, those over muscles too."""
    return () if summary is None else tuple(dict.fromkeys(each["site"] for each in summary["inputs"]))


def grew(home_dir: str | None, person: str | None, sitting: str) -> Screen:
    """What was done in this sitting, and what grew by it."""
    from game.coaching.sitting import Grown, done_in, exercised, one_to_try
    from game.people.lights import keep_light
    from game.screens.after import GrewScreen
    from game.sessions.home import sessions_folder
    from game.sessions.index import history_in, read_index
    from game.sessions.report import light_of_all

    index = read_index(sessions_folder(home(home_dir)))
    if person is not None:
        keep_light(home(home_dir), person, light_of_all(index, person))  # the title shows it at once
    rows = [row for row in index.summaries if row.get("truth") == "sensor"]
    now = [exercised(_kind(row["level"]), row) for row in rows if row["sitting"] == sitting]
    theirs = [exercised("", row) for row in rows if row.get("person") == person and person is not None] or now
    days = history_in(index, person, today(), sitting).days_played(_DAYS)
    grown = Grown(done_in(now).attempted, done_in(theirs).attempted, len(days))
    return GrewScreen(done_in(now), grown, one_to_try(now))


def _kind(level: str) -> str:
    found = _level(level)
    return "" if found is None else found.kind


def _title(level: str) -> str | None:
    found = _level(level)
    return None if found is None else _titled(found)


def _titled(level: Level) -> str:
    return of_level(level.title, level.title_in)


def _level(name: str) -> Level | None:
    from game.app.request import load_level
    from game.content import ContentError
    from game.level import LevelProblems

    try:
        return load_level(name)
    except (ContentError, LevelProblems):
        return None
