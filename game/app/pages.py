"""Pages: the screens of the way, made from what is kept: who there is, today's path, and what a sitting came to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from game.app.clock import today
from game.app.way import Step
from game.screens.language import gettext as _
from game.screens.language import of_level, wanted
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
    from game.screens.screen import Look, Screen

_NOON_H = 12
"""Before it, what is asked of now is asked of this morning too."""
_DAYS = 7
_STATIONS_MAX = 8
"""So many lanterns can be told apart on the path; of more, those about the one that is next."""


def people(home_dir: str | None) -> tuple[Person, ...]:
    """Who there is to choose from; nobody where nobody was added."""
    from game.people.roster import people_in

    return people_in(home(home_dir))[0]


def who(home_dir: str | None) -> Screen:
    """Who is playing?"""
    from game.screens.who import PersonCard, WhoScreen

    return WhoScreen([PersonCard(each.id, each.name, each.picture) for each in people(home_dir)])


def look_of(look: Look, home_dir: str | None, person: str | None, language: str | None = None) -> Look:
    """How everything looks for this person; as it was for nobody. `language` is one that was asked for in the call."""
    if person is None:
        return look
    from game.people.settings_file import settings_in

    settings, _wrong = settings_in(home(home_dir), person)
    return replace(
        look,
        theme=settings.theme,
        text_scale=settings.text_percent / 100.0,
        calm=settings.calm,
        language=wanted(language or settings.language, os.environ),
        pain_scale="vertical" if settings.scale_upright else settings.pain_scale,
    )


def go_on(home_dir: str | None, person: str | None, was: Step, request: PlayRequest | None) -> Screen:
    """Go on where you were? With where that was, in words."""
    from game.screens.who import GoOnScreen

    mine = next((each for each in people(home_dir) if each.id == person), None)
    said = words_of(was, None if request is None else _title(request.level))
    return GoOnScreen(said, "" if mine is None else mine.picture, "" if mine is None else mine.name)


def words_of(was: Step, title: str | None) -> str:
    """Where somebody was, in words."""
    if was in (Step.PLAY, Step.CONFIRM) and title is not None:
        return _("You were at: {title}.").format(title=title)
    return {
        Step.GREW: _("You had done what was planned."),
        Step.SKIN: _("You were about to look at the skin."),
        Step.AWAY: _("You were about to put the sensor away."),
        Step.PAIR: _("You were saying which sensor is worn where."),
        Step.TRYOUT: _("You were choosing a level to try."),
    }.get(was, _("You were on today's path."))


def check(history: History, *, answered_morning: bool) -> Screen:
    """How is it today: one question a page until somebody has played before, then all on one. The morning after an
    earlier day has a page of its own, unless it is morning now."""
    from game.screens.check import CheckScreen
    from game.screens.questions import BEFORE, MORNING, QuestionsScreen

    asks = history.asks_of_the_morning and not answered_morning
    if history.nobodys or not history.known:
        return QuestionsScreen(((MORNING,) if asks else ()) + BEFORE)
    now = asks and history.now.hour < _NOON_H
    return QuestionsScreen((MORNING,)) if asks and not now else CheckScreen(morning=now)


def path(today_: Today, *, end_first: bool) -> Screen:
    """Today's path: what is planned, what of it is done, and the two offers."""
    from game.screens.plan import Offered, PlanScreen, Station

    items = [item for item in today_.items if item.done or item.left]
    near = sum(item.done for item in items[:-1]) - _STATIONS_MAX + 2
    shown = items[max(0, near) :][:_STATIONS_MAX]
    stations = [Station(item.level.title, item.done, item.minutes) for item in shown]
    offered = [
        Offered(
            item.level.id,
            item.side or "right",
            item.level.title,
            item.level.about,
            item.level.kind,
            item.minutes,
            sided=item.side is not None,
        )
        for item in (offer.next for offer in today_.offers)
    ]
    return PlanScreen(stations, offered, minutes_left=today_.minutes_left, why=today_.why or "", end_first=end_first)


def cards_of(home_dir: str | None, prescription: Prescription | None) -> Sequence[LevelCard]:
    """The levels that may be offered with what is worn."""
    from game.app.offers import cards, worn_input

    return cards(prescription, tryout=False, kit=worn_input(home_dir).kit)


def something_else(home_dir: str | None, prescription: Prescription | None) -> Screen:
    """All that may be played beside the two offers."""
    from game.screens.choose import ChooseScreen

    return ChooseScreen(cards_of(home_dir, prescription))


def tryouts() -> Screen:
    """Every level, to try without a sensor."""
    from game.app.offers import cards
    from game.screens.choose import ChooseScreen

    return ChooseScreen(cards(tryout=True), tryout=True)


def confirm(request: PlayRequest, prescription: Prescription | None) -> Screen:
    """What one exercise asks beside the pre-check."""
    from game.app.asking import asked_beside
    from game.screens.questions import QuestionsScreen

    return QuestionsScreen(asked_beside(request, prescription))


def how(hosting: Hosting) -> Screen:
    """How it was."""
    from game.app.asking import asked_after
    from game.screens.questions import QuestionsScreen

    return QuestionsScreen(asked_after(hosting.prepared.level))


def skin(request: PlayRequest | None) -> Screen:
    """Look at the skin where the sensors of the last exercise were."""
    from game.app.request import load_level
    from game.screens.after import SkinScreen

    if request is None:
        return SkinScreen("shoulder_abduction", "seated", "right", ())
    level = load_level(request.level)
    sites = level.row.sites(level.row.simplest, request.side)
    return SkinScreen(level.movement, level.posture, request.side, sites)


def away(*, only: bool) -> Screen:
    """The sensor is put away."""
    from game.screens.after import AwayScreen

    return AwayScreen(only=only)


def grew(home_dir: str | None, person: str | None, sitting: str) -> Screen:
    """What was done in this sitting, and what grew by it."""
    from game.coaching.sitting import Grown, done_in, exercised, one_to_try
    from game.screens.after import GrewScreen
    from game.sessions.home import sessions_folder
    from game.sessions.index import history_of, read_index

    folder = sessions_folder(home(home_dir))
    rows = [row for row in read_index(folder).summaries if row.get("truth") == "sensor"]
    now = [exercised(_kind(row["level"]), row) for row in rows if row["sitting"] == sitting]
    theirs = [exercised("", row) for row in rows if row.get("person") == person and person is not None] or now
    days = history_of(folder, person, today(), sitting).days_played(_DAYS)
    grown = Grown(done_in(now).attempted, done_in(theirs).attempted, len(days))
    return GrewScreen(done_in(now), grown, one_to_try(now))


def _kind(level: str) -> str:
    found = _level(level)
    return "" if found is None else found.kind


def _title(level: str) -> str | None:
    found = _level(level)
    return None if found is None else of_level(found.title, found.title_in)


def _level(name: str) -> Level | None:
    from game.app.request import load_level
    from game.content import ContentError
    from game.level import LevelProblems

    try:
        return load_level(name)
    except (ContentError, LevelProblems):
        return None
