"""Refusal: why a level does not start with a worn sensor, whatever the reason: one road for all who have to ask."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from game.coaching.caps import refuse_after_stops, refuse_caps
from game.coaching.gentle import refuse_gentle
from game.coaching.review import refuse_unreviewed
from game.coaching.wall import outside, wall_of

if TYPE_CHECKING:
    from game.coaching.history import History
    from game.coaching.prescription import Prescription
    from game.coaching.record import PatientRecord
    from game.level import Level


def refusal_of(
    level: Level,
    prescription: Prescription | None,
    day: date,
    *,
    side: str | None = None,
    history: History | None = None,
    record: PatientRecord | None = None,
    electrodes: bool = False,
    of_the_programme: Collection[str] = (),
) -> str | None:
    """Why this level does not start on that day, in one sentence or two; None where it may.

    What keeps the person safe comes first, then the prescription or gentle mode, then what today's dose leaves.
    """
    if record is not None and (why := refuse_excluded(level, record, day, side, electrodes=electrodes)) is not None:
        return why
    stopped = refuse_after_stops(level, history)
    if stopped is not None:
        return stopped
    if prescription is None:
        return refuse_gentle(level, history, electrodes=electrodes) or refuse_unreviewed(level)
    return (
        prescription.refuses(level, day, electrodes=electrodes, of_the_programme=of_the_programme)
        or refuse_effort(level, prescription, day)
        or outside(level, wall_of(level, prescription, None, day))
        or refuse_caps(level, prescription, history)
    )


_UNLOADED = ("active", "assisted", "passive")


def refuse_effort(level: Level, prescription: Prescription, day: date) -> str | None:
    """Why a level's effort, load or reference to an own maximum is not one that is prescribed; None where it is."""
    effort, load_kg = getattr(level.exercise, "effort", "active"), getattr(level.exercise, "load_kg", 0.0)
    efforts = prescription.said("efforts", level.movement, day) or _UNLOADED
    if effort not in efforts or (load_kg > 0.0 and "loaded" not in efforts):
        return f"This level is {effort}, and your prescription has {' or '.join(efforts)} only. Ask your therapist."
    heaviest_kg = prescription.said("load_kg_max", level.movement, day)
    if heaviest_kg is not None and load_kg > heaviest_kg:
        return f"This level has {load_kg:g} kg, and your prescription at most {heaviest_kg:g} kg. Ask your therapist."
    maximum = getattr(level.exercise, "reference", None) == "maximum"
    if maximum and not prescription.said("own_maximum", level.movement, day):
        return "This level counts from your own maximum, which your prescription does not allow. Ask your therapist."
    return None


def refuse_excluded(
    level: Level, record: PatientRecord, day: date, side: str | None, *, electrodes: bool
) -> str | None:
    """Why a person's record keeps this level from them, in words that the therapist can do something with."""
    from game.coaching.record import excluded

    reasons = excluded(level, record, day, side, electrodes=electrodes)
    if not reasons:
        return None
    listed = reasons[0] if len(reasons) == 1 else f"{', '.join(reasons[:-1])} and {reasons[-1]}"
    return f"{level.id} is not for this person: their record has {listed}. Choose another level, or ask the therapist."
