"""Asking: which questions one level asks beside the pre-check, and after it."""

from __future__ import annotations

from game.app.request import PlayRequest, load_level
from game.app.worn import wears_electrodes
from game.coaching.prescription import Prescription
from game.coaching.safeguards import asked_of
from game.content import ContentError
from game.level import Level, LevelProblems
from game.scoring.functional import ARMS_USED
from game.screens.questions import AFTER, IMPLANTED

FROM_A_CHAIR = ("five_stands_test", "chair_stand_test")
"""Kinds whose number does not count where the arms helped."""


def asked_beside(request: PlayRequest, prescription: Prescription | None) -> tuple[str, ...]:
    """What one exercise asks beside the pre-check: of electrodes where some are worn; of the place, and who is within
    reach, where somebody will be on their feet. What is wrong with a level is told when it begins."""
    implanted = (IMPLANTED,) if wears_electrodes(request.wear) else ()
    try:
        place = () if prescription is None else asked_of(load_level(request.level))
    except (ContentError, LevelProblems):
        place = ()
    return (*implanted, *(("alone", *place) if place else ()))


def asked_after(level: Level) -> tuple[str, ...]:
    """Of the arms too where they may have helped; how hard it was comes last."""
    pain, *others = AFTER
    return (pain, ARMS_USED, *others) if level.kind in FROM_A_CHAIR else AFTER
