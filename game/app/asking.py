"""Asking: which questions come before a level and after it."""

from __future__ import annotations

from game.app.request import PlayRequest, load_level
from game.app.worn import wears_electrodes
from game.coaching.history import History
from game.coaching.prescription import Prescription
from game.coaching.safeguards import asked_of
from game.content import ContentError
from game.level import Level, LevelProblems
from game.scoring.functional import ARMS_USED
from game.screens.questions import AFTER, BEFORE, IMPLANTED, MORNING

FROM_A_CHAIR = ("five_stands_test", "chair_stand_test")
"""Kinds whose number does not count where the arms helped."""


def asked_before(
    request: PlayRequest, prescription: Prescription | None, history: History | None = None
) -> tuple[str, ...]:
    """Of the morning after, where something was played on an earlier day; of electrodes where some are worn; of the
    place where somebody will be on their feet. What is wrong with a level is told when it begins."""
    implanted = (IMPLANTED,) if wears_electrodes(request.wear) else ()
    try:
        place = () if prescription is None else asked_of(load_level(request.level))
    except (ContentError, LevelProblems):
        place = ()
    morning = (MORNING,) if history is not None and history.asks_of_the_morning else ()
    return (*morning, *BEFORE, *implanted, *place)


def asked_after(level: Level) -> tuple[str, ...]:
    """Of the arms too where they may have helped."""
    return (*AFTER, ARMS_USED) if level.kind in FROM_A_CHAIR else AFTER
