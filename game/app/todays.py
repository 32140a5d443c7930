"""Todays: the plan of one person's day, from what is prescribed, what is worn and what was played."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from game.app.kitted import fitting
from game.app.offers import needs, worn_input
from game.app.programmes import library, load_programme
from game.app.request import SIDES, PlayRequest
from game.coaching.today import Plan, Today, today_of
from game.people.errors import PeopleError
from game.people.records import record_of
from game.sessions.home import home

if TYPE_CHECKING:
    from game.coaching.history import History
    from game.coaching.prescription import Prescription
    from game.coaching.record import PatientRecord
    from game.level import Level
    from game.round.commands import Command
    from input_devices import Kit

_UNSIDED = "right"
"""The side that is said where the body has but one of it."""


def today_for(
    home_dir: str | None,
    prescription: Prescription | None,
    history: History,
    person: str | None,
    said: Sequence[Command],
) -> Today:
    """What is due today, what of it is done, and what is offered; `said` is what was answered in the pre-check."""
    record = None
    if person is not None:
        with suppress(PeopleError):  # where a record cannot be read, a Round says so before it begins
            record = record_of(home(home_dir), person)
    kit = worn_input(home_dir).kit
    named = None if prescription is None else prescription.programme
    morning = next((command.value for command in said if command.question == "pain_morning"), math.nan)
    sides, levels = _sides(record, kit), library()
    if prescription is None:  # a plan of one's own is made of what can be played
        levels = {
            name: level
            for name, level in levels.items()
            if any(_lacks(kit, level, side) is None for side in sides)
        }
    plan = Plan(
        levels,
        prescription,
        None if named is None else load_programme(named),
        record,
        sides,
        morning,
        lambda level, side: _lacks(kit, level, side),
    )
    return today_of(plan, history)


def dosed(request: PlayRequest, today: Today) -> PlayRequest:
    """The same with as much as is planned of it today; beside the plan with the level's own dose."""
    for item in today.items:
        if (item.level.id, item.side or _UNSIDED) == (request.level, request.side) and not item.done:
            return replace(request, repetitions=item.asks_repetitions, minutes=item.asks_minutes)
    return request


def _sides(record: PatientRecord | None, kit: Kit | None) -> tuple[str, ...]:
    """The side that is practised with, as the record says; else those on which sensors are worn, or the right."""
    said = None if record is None else record.affected_side
    if said in SIDES:
        return (said,)
    worn = () if kit is None else tuple(side for side in SIDES if any(s.site.startswith(side) for s in kit.sensors))
    return tuple(SIDES) if said == "both" else worn or (_UNSIDED,)


def _lacks(kit: Kit | None, level: Level, side: str | None) -> str | None:
    """Which sensor a level lacks; None where it can be played with what is worn."""
    if kit is not None:
        return None if fitting(kit, level, side or _UNSIDED) else needs(level)
    one = len(level.row.sites(level.row.simplest, _UNSIDED)) == 1
    return None if one and not level.companions and not level.exercise.muscles() else needs(level)
