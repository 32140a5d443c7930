"""Readiness: whether a sensor may be played with at all, and the page that asks, or says that nothing could be played.

A prescription that stands is enough; without one the safety check has to be passed, by this person and not too long
ago, or in this sitting where nobody says who plays.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from game.app.clock import today
from game.coaching import readiness
from game.people.errors import PeopleError
from game.people.readiness import keep_passed, passed_on
from game.sessions.home import home

if TYPE_CHECKING:
    from game.app.request import PlayRequest
    from game.coaching.prescription import Prescription
    from game.coaching.today import Today
    from game.screens.screen import Screen


def prescribed(prescription: Prescription | None) -> bool:
    """Whether a prescription stands today."""
    return not readiness.is_asked(prescription, today().date())


def is_known(home_dir: str | None, person: str | None) -> bool:
    """Whether nothing has to be asked of this person, by what is kept of them: a prescription that stands, or a safety
    check that holds. Nobody is asked anew every time, as nobody knows who it was. What is wrong with a prescription is
    said where it is read."""
    from game.level import LevelProblems
    from game.people.prescriptions import prescription_in

    if person is None:
        return False
    with suppress(PeopleError, LevelProblems):
        if prescribed(prescription_in(home(home_dir), person)):
            return True
    kept = passed_on(home(home_dir), person)
    return kept is not None and readiness.holds(*kept, today().date())


def keep(home_dir: str | None, person: str | None) -> None:
    """It has just been passed; of nobody nothing is kept."""
    if person is not None:
        with suppress(PeopleError):  # it is asked again next time; nothing else is lost
            keep_passed(home(home_dir), person, today().date(), readiness.VERSION)


def page(today_: Today) -> Screen:
    """The safety check; where nothing could be played after it, that is said, and nothing is asked."""
    from game.coaching.today import NOTHING_GENTLE
    from game.screens.readiness import NothingScreen, SafetyScreen

    if today_.items:
        return SafetyScreen()
    return NothingScreen(today_.why or NOTHING_GENTLE)


def refuse_early(request: PlayRequest, prescription: Prescription | None) -> None:
    """Raise RefusedError where a level is not played with a sensor whatever is answered: then nothing is asked."""
    from game.app.errors import RefusedError
    from game.app.request import load_level
    from game.coaching.refusal import refusal_of

    if request.live and not prescribed(prescription):
        level = load_level(request.level)
        why = refusal_of(level, prescription, today().date(), electrodes=bool(level.exercise.muscles()))
        if why is not None:
            raise RefusedError(why)
