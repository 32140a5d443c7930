"""The next step: which level of a ladder comes next for a person, from how the last sessions went, and who decides."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from game.coaching.history import History, Past
from game.coaching.prescription import Mode, Prescription
from game.coaching.safety import MORNING_RISE

NIGHT = timedelta(hours=6)
"""Between a session and the morning after lies so much at least: a choice."""


@dataclass(frozen=True, slots=True)
class StepRules:
    """When a level is done well enough for the next one: choices, not evidence. A prescription may ask for more
    sessions (`next_after`) and for more of them clean (`next_clean_share`); the rest is fixed."""

    sessions: int = 2
    """So many good ones in a row."""
    clean_share: float = 0.8
    repetitions: int = 5
    """A session with fewer says too little."""
    pain_rise_max: float = 0.0
    """Pain, 0–10, may not be up by more, after play against before and on the morning after against usual."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, and why, in words for whoever decides."""

    level: str
    change: int
    """One step harder (1) or easier (-1) than the level that was played, or the same (0)."""
    decides: Mode
    """Nobody has to, the therapist, the person; or it stays (fixed)."""
    why: str

    @property
    def settled(self) -> bool:
        """Nobody has to be asked. Easier is never asked: pain is not for choosing."""
        return self.change <= 0 or self.decides == "automatic"


def rules_of(prescription: Prescription, movement: str, day: date) -> StepRules:
    """The rules as a prescription says them for a movement on that day."""
    said = {"sessions": "next_after", "clean_share": "next_clean_share"}
    values = {key: prescription.said(name, movement, day) for key, name in said.items()}
    return StepRules(**{key: value for key, value in values.items() if value is not None})


def step_beside(level: str, change: int, levels: Collection[str]) -> str | None:
    """The id of the level so many steps up or down the same ladder; None where there is none among these."""
    ladder, _, step = level.rpartition("_")
    beside = f"{ladder}_{int(step) + change}"
    return beside if beside in levels else None


def next_step(
    level: str,
    side: str,
    history: History,
    levels: Collection[str],
    decides: Mode = "automatic",
    rules: StepRules | None = None,
) -> NextStep:
    """What comes after this level on this side. `levels` are those that may be played: a prescription's, or all."""
    rules = rules or StepRules()
    played = [each for each in history.known if (each.level, each.side) == (level, side)]
    if played and _morning_rise(played[-1], history) >= MORNING_RISE:
        easier = step_beside(level, -1, levels)
        return NextStep(easier or level, -1 if easier else 0, decides, "it hurt more on the morning after")
    last = played[-rules.sessions :]
    if decides == "fixed":
        return NextStep(level, 0, decides, "your therapist keeps this level")
    if len(last) < rules.sessions:
        return NextStep(level, 0, decides, f"a next step comes after {rules.sessions} good sessions")
    for each in last:
        if (why := _not_good(each, history, rules)) is not None:
            return NextStep(level, 0, decides, why)
    if _same_day(last[-1], history):
        return NextStep(level, 0, decides, "how it is on the morning after the last session is not known yet")
    harder = step_beside(level, 1, levels)
    if harder is None:
        return NextStep(level, 0, decides, "there is no next step among your levels")
    return NextStep(harder, 1, decides, f"{rules.sessions} good sessions one after the other")


def _not_good(past: Past, history: History, rules: StepRules) -> str | None:
    """Why a session is no good one, in words; None where it is."""
    if past.ended != "finished" or past.repetitions < rules.repetitions:
        return "a session was not played to its end"
    if past.clean < rules.clean_share * past.repetitions:
        return f"{past.clean} of {past.repetitions} were as asked, and the next step asks for {rules.clean_share:.0%}"
    if math.isnan(past.pain_before) or math.isnan(past.pain_after):
        return "nobody was asked about pain"
    if past.pain_after - past.pain_before > rules.pain_rise_max:
        return "it hurt more after a session than before"
    if _morning_rise(past, history) > rules.pain_rise_max:
        return "it hurt more on the morning after a session"
    return None


def _same_day(past: Past, history: History) -> bool:
    """The morning after it has not come. From then on whoever is not asked is not kept waiting."""
    return history.day_of(past) == history.now.date() or history.now - past.ended_at < NIGHT


def _morning_rise(past: Past, history: History) -> float:
    """How much above the usual pain it was on the morning after; nan where nobody has said so yet."""
    day = history.day_of(past)
    after = [each for each in history.known if history.day_of(each) > day and not math.isnan(each.pain_morning)]
    later = [each for each in history.known if history.day_of(each) > day]
    if not after or history.day_of(after[0]) != history.day_of(later[0]):
        return math.nan
    return after[0].pain_morning - history.usual_pain
