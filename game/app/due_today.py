"""Due today: the plan of one person's day, from the files of their home: one call for the window and the command."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from game.app.kitted import fitting
from game.app.offers import needs
from game.app.programmes import Library, load_programme
from game.coaching.today import Lacks, Plan, Today, open_sitting, today_of
from game.people.prescriptions import prescription_in
from game.people.records import record_of
from game.sessions.home import home, sessions_folder
from game.sessions.index import history_of

if TYPE_CHECKING:
    from game.coaching.history import History
    from game.coaching.prescription import Prescription
    from game.coaching.record import PatientRecord
    from game.level import Level
    from input_devices import Kit

_SIDES: Mapping[str | None, tuple[str, ...]] = {"left": ("left",), "right": ("right",), "both": ("right", "left")}


def plan_for(
    home_dir: str | None,
    person: str,
    history: History,
    prescription: Prescription | None = None,
    *,
    kit: Kit | None = None,
    morning_pain: float = math.nan,
) -> Plan:
    """Everything that the person's plan follows from. `prescription` is one named in the call; without it theirs in the
    home, and without that gentle mode. `kit` is what will be worn; None leaves that open.

    Raises PeopleError, ContentError or LevelProblems where a file that the plan rests on cannot be read.
    """
    folder = home(home_dir)
    record = record_of(folder, person)
    found = prescription or prescription_in(folder, person)
    programme = load_programme(found.programme) if found is not None and found.programme is not None else None
    return Plan(
        Library(),
        found,
        programme,
        record,
        sides_of(record, history),
        morning_pain,
        nothing_lacks if kit is None else lacks_of(kit),
    )


def today_for(
    home_dir: str | None,
    person: str,
    now: datetime,
    sitting: str | None,
    prescription: Prescription | None = None,
    *,
    kit: Kit | None = None,
    morning_pain: float = math.nan,
) -> Today:
    """The person's plan as it stands now; `sitting` is the one that goes on. Raises what `plan_for` raises."""
    history = history_of(sessions_folder(home(home_dir)), person, now, sitting)
    return today_of(plan_for(home_dir, person, history, prescription, kit=kit, morning_pain=morning_pain), history)


def sitting_of(home_dir: str | None, person: str, now: datetime) -> str | None:
    """The sitting that the person may go on with, because it ended a short while ago; None where a new one begins."""
    return open_sitting(history_of(sessions_folder(home(home_dir)), person, now))


def sides_of(record: PatientRecord | None, history: History) -> tuple[str, ...]:
    """The side that is practised with: the record's; where it says none, the one that was played last; else right."""
    if record is not None and record.affected_side in _SIDES:
        return _SIDES[record.affected_side]
    last = next((each.side for each in reversed(history.known) if each.side), "right")
    return (last,)


def lacks_of(kit: Kit) -> Lacks:
    """Why a level cannot be played with the sensors of a kit."""

    def lacks(level: Level, side: str | None) -> str | None:
        return None if fitting(kit, level, side or "right") else needs(level)

    return lacks


def nothing_lacks(_level: Level, _side: str | None) -> str | None:
    """Whatever is worn will do: nobody knows yet what that is."""
    return None
