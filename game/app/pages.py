"""Pages: the screens of the way, made from what is kept: who there is, today's path, and what a sitting came to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from game.app.clock import today
from game.sessions.home import home

if TYPE_CHECKING:
    from game.app.request import PlayRequest
    from game.coaching.history import History
    from game.coaching.prescription import Prescription
    from game.screens.choose import LevelCard
    from game.screens.plan import Station
    from game.screens.screen import Look, Screen

_NOON_H = 12
"""Before it, what is asked of now is asked of this morning too."""
_DAYS = 7
_STATIONS_MAX = 8
"""So many lanterns can be told apart on the path; of more, those that are next."""


def people(home_dir: str | None) -> tuple[Any, ...]:
    """Who there is to choose from; nobody where nobody was added."""
    from game.people.roster import people_in

    return people_in(home(home_dir))[0]


def who(home_dir: str | None) -> Screen:
    """Who is playing?"""
    from game.screens.who import PersonCard, WhoScreen

    return WhoScreen([PersonCard(each.id, each.name, each.picture) for each in people(home_dir)])


def look_of(look: Look, home_dir: str | None, person: str | None) -> Look:
    """How everything looks for this person; as it was for nobody."""
    if person is None:
        return look
    from game.people.settings_file import settings_in

    settings, _wrong = settings_in(home(home_dir), person)
    return replace(
        look,
        theme=settings.theme,
        text_scale=settings.text_percent / 100.0,
        calm=settings.calm,
        pain_scale="vertical" if settings.scale_upright else settings.pain_scale,
    )


def check(history: History, *, answered_morning: bool) -> Screen:
    """How is it today: one question a page until somebody has played before, then all on one. The morning after an
    earlier day has a page of its own, unless it is morning now."""
    from game.app.asking import BEFORE, MORNING
    from game.screens.check import CheckScreen
    from game.screens.questions import QuestionsScreen

    asks = history.asks_of_the_morning and not answered_morning
    if history.nobodys or not history.known:
        return QuestionsScreen(((MORNING,) if asks else ()) + BEFORE)
    now = asks and history.now.hour < _NOON_H
    return QuestionsScreen((MORNING,)) if asks and not now else CheckScreen(morning=now)


def path(
    home_dir: str | None,
    prescription: Prescription | None,
    history: History,
    cards: Sequence[LevelCard],
    *,
    end_first: bool,
) -> Screen:
    """Today's path: what is planned, what of it is done, and the two offers."""
    from game.screens.plan import Offered, PlanScreen

    done = [(each.level, each.side) for each in history.today]
    stations, next_ = _planned(prescription, history, done)
    playable = {card.id: card for card in cards if card.playable}
    offers = [(level, side) for level, side in next_ if level in playable and side in playable[level].sides]
    for card in playable.values():
        if len(offers) >= 2:
            break
        fresh = [side for side in card.sides if (card.id, side) not in (*offers, *done)]
        offers += [(card.id, fresh[0])] if fresh and card.id not in [level for level, _ in offers] else []
    if not stations:
        stations = [Station_(card_title(playable, level), True, 0.0) for level, _ in done]
    offered = [
        Offered(level, side, card.title, card.about, card.kind, card.minutes, sided=len(card.sides) > 1 or card.sided)
        for level, side in offers[:2]
        for card in (playable[level],)
    ]
    return PlanScreen(stations[-_STATIONS_MAX:], offered, end_first=end_first)


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
    from game.app.request import load_level
    from game.content import ContentError
    from game.level import LevelProblems

    try:
        return load_level(level).kind
    except (ContentError, LevelProblems):
        return ""
