"""Safeguards: what has to hold before somebody is on their feet, asked anew every time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the first screen waits for no level
    from game.level import Level

Standing = Literal["no", "someone_within_reach", "alone"]
"""What a prescription clears a person for on their feet."""

SAFE_PLACE = "safe_place"
"""The question whether a sturdy hold is in reach, a chair stands behind and the floor is clear; 1 yes."""
SKIN_SORE = "skin_sore"
"""The question whether the skin under the straps is sore, red or open; 1 yes."""

NOT_CLEARED = (
    "Your prescription does not clear you for exercises on your feet. Choose a seated level, or ask your therapist."
)
PLACE = (
    "On your feet you need a sturdy hold in reach, a chair behind you and a clear floor. "
    "See to that, then start again and say so."
)
NOT_IN_CLINIC = "This is for the clinic. Start again when a therapist is beside you, and say so."
NOBODY_NEAR = "This needs someone within reach. Start again when somebody is beside you, and say so."


def asked_of(level: Level) -> tuple[str, ...]:
    """What is asked before this level beside what is always asked."""
    return (SAFE_PLACE,) if level.stands else ()


def unmet(level: Level, standing: Standing, answers: Mapping[str, float]) -> str | None:
    """Why this level does not start now, in one sentence or two; None where it may.

    Whether one is alone counts as yes until somebody says no. Who is beside the person is their own word: nothing here
    knows a therapist from a neighbour, so that `presence: clinic` only says more plainly who is meant.
    """
    if level.stands and standing == "no":
        return NOT_CLEARED
    if level.stands and answers.get(SAFE_PLACE, math.nan) != 1.0:
        return PLACE
    watched = level.never_alone or level.presence != "alone" or (level.stands and standing != "alone")
    if watched and answers.get("alone", 1.0) != 0.0:
        return NOT_IN_CLINIC if level.presence == "clinic" else NOBODY_NEAR
    return None
