"""Prescription: what a therapist allows a person to play with a sensor: how far, how fast, how much, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from game.coaching.blanks import BLANKS
from game.coaching.safeguards import NOT_CLEARED, Standing
from game.coaching.settings import SET_BY_THERAPIST, Bias, Order
from game.exercises.keys import Keys
from game.level import Level
from game.level.schema import Day, Line, MovementName

FORMAT = 2
"""The newest version of the prescription format that this program reads; it reads the first one too."""
_NAME = r"^[A-Za-z0-9_.-]+$"
_Id = Annotated[str, Field(max_length=80, pattern=_NAME)]
_Levels = Annotated[tuple[_Id, ...], Field(min_length=1, max_length=200)]

ELECTRODES_NOT_PRESCRIBED = (
    "Your prescription does not allow electrodes for this level. Leave the muscle out, or ask your therapist."
)

Mode = Literal["automatic", "ask_therapist", "ask_person", "fixed"]
"""Who decides that a person goes on to the next level."""
Effort = Literal["active", "assisted", "passive", "loaded"]
PainProfile = Literal["usual", "protective"]


class Allowance(Keys):
    """What may be said of every movement, of one, and of both for a time. A key that is left out says nothing here."""

    repetitions_a_day: Annotated[int, Field(ge=1, le=2000)] | None = Field(
        default=None, description="Movements a day, so that tissue is loaded no more than was meant."
    )
    minutes_a_day: Annotated[float, Field(ge=0.5, le=180)] | None = Field(
        default=None, description="Active minutes a day, rests not counted."
    )
    sessions_a_day: Annotated[int, Field(ge=1, le=6)] | None = Field(
        default=None, description="Sessions a day; what is played in one sitting is one session."
    )
    rest_s: Annotated[float, Field(ge=10, le=600)] | None = Field(
        default=None, description="Seconds that each rest lasts at least."
    )
    rest_every_s: Annotated[float, Field(ge=30, le=900)] | None = Field(
        default=None, description="Seconds of play after which a rest is taken at the latest, before quality falls."
    )
    pain: PainProfile | None = Field(
        default=None, description="protective stops at pain 4: after surgery or fracture, or for a painful shoulder."
    )
    pain_stop_from: Annotated[int, Field(ge=1, le=6)] | None = Field(
        default=None,
        description="Pain in play, 0–10, from which an exercise stops; protective stops at 4 all the same.",
    )
    effort_from: Annotated[float, Field(ge=3, le=7)] | None = Field(
        default=None, description="Effort, 0–10, from which it becomes easier and which is one sign of fatigue."
    )
    tired_rest_s: Annotated[float, Field(ge=60, le=600)] | None = Field(
        default=None, description="Seconds that somebody rests who is tired."
    )
    helped_of_five: Annotated[int, Field(ge=1, le=3)] | None = Field(
        default=None, description="So many of the last five movements helped by the trunk bring a cue, then easier."
    )
    standing: Standing | None = Field(
        default=None, description="What the person is cleared for on their feet, because of falls."
    )
    mode: Mode | None = Field(default=None, description="Who decides about the next level.")
    aim: Annotated[float, Field(ge=0.5, le=0.95)] | None = Field(
        default=None, description="The share of trials that are to succeed, which difficulty settles at."
    )
    first_aim: Annotated[float, Field(ge=0.5, le=0.95)] | None = Field(
        default=None, description="The same in a person's first session of a level, where success comes first."
    )
    next_after: Annotated[int, Field(ge=2, le=20)] | None = Field(
        default=None, description="So many good sessions one after the other lead to the next level."
    )
    next_clean_share: Annotated[float, Field(ge=0.8, le=1)] | None = Field(
        default=None, description="The share of its movements that are as asked in a good session."
    )
    order: Order | None = Field(
        default=None,
        description="How a level's places take turns; by session begins blocked and ends random; by person, where the"
        " level is a reach, they choose.",
    )
    bias: Bias | None = Field(default=None, description="The side that is asked for more often, as for neglect.")
    bias_share: Annotated[float, Field(ge=0.5, le=1)] | None = Field(
        default=None, description="How often that side is asked for."
    )
    world_waits: bool | None = Field(
        default=None,
        description="No time limit holds: the world waits for the person. Slowness is no miss then, and a beat need not"
        " be kept; what is unaided goes by the clock.",
    )
    feedback_last: Annotated[float, Field(ge=0, le=1)] | None = Field(
        default=None, description="The share of trials with feedback once it has faded; 1 never fades."
    )
    feedback_sessions: Annotated[int, Field(ge=1, le=50)] | None = Field(
        default=None, description="The session in which feedback has faded."
    )
    unaided_every: Annotated[int, Field(ge=1, le=50)] | None = Field(
        default=None, description="Every so many sessions one opens without feedback, which shows what is kept."
    )
    unaided_trials: Annotated[int, Field(ge=0, le=20)] | None = Field(
        default=None, description="So many trials of it have none; 0 never."
    )
    compensation: Literal["miss", "allow"] | None = Field(
        default=None, description="Whether the trunk's help is a miss for difficulty; left out, the level says it."
    )
    electrodes: bool | None = Field(default=None, description="Whether electrodes may be worn in play.")
    own_maximum: bool | None = Field(
        default=None, description="Whether a muscle may be scaled to the person's own maximum, which is a hard effort."
    )
    efforts: Annotated[tuple[Effort, ...], Field(min_length=1, max_length=4)] | None = Field(
        default=None, description="How the movement may be made: in any way but with a load, where nothing is said."
    )
    load_kg_max: Annotated[float, Field(ge=0, le=50)] | None = Field(
        default=None, description="The heaviest load in kilograms."
    )
    after_surgery: bool | None = Field(
        default=None, description="The range never rises by itself, and the careful speed holds."
    )
    spastic: bool | None = Field(
        default=None, description="The careful speed holds, as a fast stretch sets spasticity off."
    )


class MovementAllowance(Allowance):
    """What is allowed of one movement, in the degrees of its row in the movement table."""

    floor_deg: Annotated[float, Field(ge=-180, le=180)] | None = Field(
        default=None, description="No target lies below; left out, the movement's safe limit holds."
    )
    ceiling_deg: Annotated[float, Field(ge=-180, le=180)] | None = Field(
        default=None, description="No target lies above; left out, the movement's safe limit holds."
    )
    speed_deg_s_max: Annotated[float, Field(ge=5, le=400)] | None = Field(
        default=None, description="Peak speed in degrees a second; a faster movement is not clean."
    )
    beyond_safe_limits: Line | None = Field(
        default=None, description="Why a limit of the movement table is passed, in words; it shows with every result."
    )


Movements = Annotated[dict[MovementName, MovementAllowance], Field(max_length=60)]


class PrescriptionPhase(Allowance):
    """Days in which something else holds: the first weeks after an operation, a week of half the dose."""

    first_day: Day = Field(description="The first day of the phase.")
    last_day: Day = Field(description="Its last day.")
    levels: _Levels | None = Field(default=None, description="The levels of this phase, instead of the others.")
    movements: Movements = Field(default={}, description="What is allowed of one movement in this phase.")


class Prescription(Allowance):
    """The outer wall of what is played with a sensor. What it does not name does not start."""

    format: Literal[1, 2] = Field(description="The version of the prescription format.")
    id: Annotated[str, Field(min_length=1, max_length=80, pattern=_NAME)] = Field(
        description="Its name; a session keeps it."
    )
    version: Annotated[int, Field(ge=1, le=9999)] = Field(description="One more with every change.")
    signed_by: Annotated[str, Field(min_length=1, max_length=120)] | None = Field(
        default=None, description="The key of who signed it; left out where nobody has."
    )
    levels: _Levels | None = Field(default=None, description="The ids of the levels that it allows.")
    programme: _Id | None = Field(default=None, description="The id of a programme, whose levels it allows too.")
    valid_from: Day = Field(description="The first day on which it holds.")
    valid_until: Day | None = Field(
        default=None, description="The last day on which it holds: by then it is reviewed. Left out, 28 days."
    )
    hours_apart: Annotated[float, Field(ge=0, le=24)] | None = Field(
        default=None, description="Hours between the end of one session and the next, so that tissue can answer."
    )
    days_a_week: Annotated[int, Field(ge=1, le=7)] | None = Field(
        default=None, description="Days of any seven on which something is played."
    )
    first_week_share: Annotated[float, Field(ge=0.1, le=1)] | None = Field(
        default=None, description="The share of the dose that is asked for in its first week."
    )
    movements: Movements = Field(default={}, description="What is allowed of one movement.")
    phases: Annotated[tuple[PrescriptionPhase, ...], Field(max_length=40)] = Field(
        default=(), description="Days in which something else holds."
    )

    @property
    def reviewed_by(self) -> date:
        """The last day on which it holds."""
        if self.valid_until is not None:
            return date.fromisoformat(self.valid_until)
        return date.fromisoformat(self.valid_from) + timedelta(days=BLANKS.valid_days - 1)

    @property
    def holds_electrodes(self) -> bool:
        """Electrodes may be worn for something at some time; for what and when, `refuses` knows."""
        sections = (
            self,
            *self.movements.values(),
            *self.phases,
            *(m for p in self.phases for m in p.movements.values()),
        )
        return any(section.electrodes for section in sections)

    def phase(self, day: date) -> PrescriptionPhase | None:
        """The phase of that day."""
        inside = (each for each in self.phases if each.first_day <= day.isoformat() <= each.last_day)
        return next(inside, None)

    def said(self, key: str, movement: str | None, day: date) -> Any:
        """What it says for that key; None where it says nothing. What is said of the movement comes before what is said
        of all, and of each what is said for these days before what is said for all."""
        for section in self._sections(movement, day):
            value = getattr(section, key, None)
            if value is not None:
                return value
        return None

    def _sections(self, movement: str | None, day: date) -> Iterator[Allowance | None]:
        phase = self.phase(day)
        if movement is not None:
            yield None if phase is None else phase.movements.get(movement)
            yield self.movements.get(movement)
        yield phase
        yield self

    def coached(self, movement: str, day: date) -> dict[str, Any]:
        """How the person is coached, as a Round's settings say it: what is said, and nothing of what is left out."""
        said = {key: self.said(key, movement, day) for key in SET_BY_THERAPIST}
        return {key: value for key, value in said.items() if value is not None}

    def cap(self, key: str, movement: str, day: date) -> Any:
        """What it says of a dose of this movement alone; None where only all together is capped."""
        phase = self.phase(day)
        sections = (None if phase is None else phase.movements.get(movement), self.movements.get(movement))
        return next((value for each in sections if (value := getattr(each, key, None)) is not None), None)

    def allows(self, level: str, day: date, of_the_programme: Collection[str] = ()) -> bool:
        """Whether that level is among those it names; `of_the_programme` are those of the programme it names."""
        return level in self.allowed_levels(day, of_the_programme)

    def allowed_levels(self, day: date, of_the_programme: Collection[str] = ()) -> set[str]:
        """The levels it names for that day: a phase's are instead of all others."""
        phase = self.phase(day)
        if phase is not None and phase.levels is not None:
            return set(phase.levels)
        return {*(self.levels or ()), *(of_the_programme if self.programme is not None else ())}

    def does_not_hold(self, day: date) -> str | None:
        """Why it says nothing of that day; None where it holds."""
        if day < date.fromisoformat(self.valid_from):
            return f"Your prescription begins on {self.valid_from}. Wait until then, or ask your therapist."
        if day > self.reviewed_by:
            return f"Your prescription ended on {self.reviewed_by}. Ask your therapist for a new one."
        return None

    def refuses(
        self, level: Level, day: date, *, electrodes: bool, of_the_programme: Collection[str] = ()
    ) -> str | None:
        """Why this level does not start on that day, in one sentence or two; None where it may."""
        if not self.allows(level.id, day, of_the_programme):
            return f"Your prescription does not hold {level.id}. Choose a level that it names, or ask your therapist."
        if (why := self.does_not_hold(day)) is not None:
            return why
        if level.stands and (self.said("standing", level.movement, day) or "no") == "no":
            return NOT_CLEARED
        allowed = self.said("electrodes", level.movement, day) or False
        return ELECTRODES_NOT_PRESCRIBED if electrodes and not allowed else None

    def as_row(self) -> dict[str, Any]:
        """Plain values for a session's header: what is said, and nothing of what is left out."""
        row = self.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        return {**row, "format": self.format, "signed_by": self.signed_by}
