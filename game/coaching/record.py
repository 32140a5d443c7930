"""PatientRecord: what is known of a person that keeps levels from being offered; the therapist is told why."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from game.coaching.filed import read_keys
from game.exercises.keys import Keys
from game.level import Level, LevelProblems
from game.level.schema import Day, Exclusion
from game.motion.movements import MOVEMENTS

FORMAT = 1
"""The version of the record's format that this program reads."""
RECENT_DAYS = 84
"""An operation counts as recent for twelve weeks: a choice; a therapist who knows better leaves the day out and forbids
movements."""
_SIDES = ("left_", "right_")


def _known(name: str) -> str:
    if _bare(name) not in MOVEMENTS:
        raise ValueError("not a row of the movement table")
    return name


def _bare(name: str) -> str:
    """The movement's own name, without its side."""
    return next((name.removeprefix(side) for side in _SIDES if name.startswith(side)), name)


_Forbidden = Annotated[
    str,
    AfterValidator(_known),
    Field(json_schema_extra={"enum": [f"{side}{name}" for name in MOVEMENTS for side in ("", *_SIDES)]}),
]


class PatientRecord(Keys):
    """One person; a key that is left out is not known to hold."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = Field(description="The version of the record's format.")
    onset_on: Day | None = Field(default=None, description="When it began: the stroke, the injury.")
    operated_on: Day | None = Field(default=None, description="When the limb was operated on.")
    affected_side: Literal["left", "right", "both", "none"] | None = Field(
        default=None,
        description="The side that is practised with; both take turns at a programme, a session each.",
    )
    dominant_hand: Literal["left", "right"] | None = Field(default=None, description="The hand that writes.")
    weight_bearing: Literal["full", "partial", "none"] = Field(
        default="full", description="How much weight the leg may bear."
    )
    sling_or_brace: bool = Field(default=False, description="A sling or a brace is worn.")
    forbidden_movements: Annotated[tuple[_Forbidden, ...], Field(max_length=60)] = Field(
        default=(), description="Movements that may not be made, with left_ or right_ in front where one side only."
    )
    fracture_not_healed: bool = Field(default=False, description="A bone is broken and is not firm yet.")
    painful_shoulder: bool = Field(default=False, description="The shoulder hurts.")
    shoulder_subluxation: bool = Field(default=False, description="The shoulder slips out of its joint.")
    tone: Literal["low", "usual", "high"] = Field(default="usual", description="How tense the muscles are at rest.")
    lost_sensation: bool = Field(default=False, description="The limb does not feel where it is, or pain.")
    seizures: bool = Field(default=False, description="There have been seizures.")
    light_sensitivity: bool = Field(default=False, description="Flickering or bright light is not borne.")
    implanted_electronics: bool = Field(default=False, description="A pacemaker, a pump, a stimulator, an implant.")
    falls_in_six_months: Annotated[int, Field(ge=0, le=99)] = Field(
        default=0, description="How often the person fell in the last six months."
    )
    walking_aid: bool = Field(default=False, description="A stick, a frame or crutches are used.")
    dizziness: bool = Field(default=False, description="The person is dizzy at times.")
    sight: Literal["full", "low"] = Field(default="full", description="How well the screen is seen.")
    sight_field: Literal["full", "left_missing", "right_missing"] = Field(
        default="full", description="The part of what lies ahead that is seen, or attended to."
    )
    hearing: Literal["full", "low"] = Field(default="full", description="How well a voice is heard.")
    language: Literal["full", "limited"] = Field(default="full", description="Whether words are understood.")
    memory: Literal["full", "limited"] = Field(default="full", description="Whether what was said is remembered.")
    adhesive_allergy: bool = Field(default=False, description="The skin does not bear what electrodes stick with.")

    def holds(self, word: Exclusion, day: date) -> bool:
        """Whether what that word says is so of this person on that day."""
        recent = self.operated_on is not None and (day - date.fromisoformat(self.operated_on)).days < RECENT_DAYS
        derived: dict[str, bool] = {
            "recent_surgery": recent,
            "weight_bearing_limited": self.weight_bearing != "full",
            "high_tone": self.tone == "high",
            "recent_falls": self.falls_in_six_months > 0,
            "low_sight": self.sight == "low",
            "visual_field_loss": self.sight_field != "full",
            "hearing_loss": self.hearing == "low",
            "language_loss": self.language == "limited",
            "memory_loss": self.memory == "limited",
        }
        return derived[word] if word in derived else bool(getattr(self, word))

    def forbids(self, movement: str, side: str) -> bool:
        """Whether that movement may not be made on that side."""
        return movement in self.forbidden_movements or f"{side}_{movement}" in self.forbidden_movements


def read_record(raw: str | bytes, name: str) -> PatientRecord:
    """The record in a file's text; `name` is the file as problems name it. Raises LevelProblems with everything that is
    wrong, each with line and column."""
    found, tree = read_keys(PatientRecord, raw, name, what="a patient's record", newest=FORMAT)
    if tree.problems or found is None:
        raise LevelProblems(tree.problems)
    return found


EXCLUDED_BY: dict[Exclusion, str] = {
    "recent_surgery": "an operation in the last twelve weeks",
    "fracture_not_healed": "a fracture that is not firm yet",
    "painful_shoulder": "a painful shoulder",
    "shoulder_subluxation": "a shoulder that slips out of its joint",
    "weight_bearing_limited": "weight bearing that is limited",
    "sling_or_brace": "a sling or a brace",
    "high_tone": "high muscle tone",
    "lost_sensation": "lost sensation",
    "recent_falls": "a fall in the last six months",
    "walking_aid": "a walking aid",
    "dizziness": "dizziness",
    "low_sight": "low sight",
    "visual_field_loss": "a part of the sight field that is missing",
    "hearing_loss": "low hearing",
    "language_loss": "limited language",
    "memory_loss": "limited memory",
    "seizures": "seizures",
    "light_sensitivity": "sensitivity to light",
    "implanted_electronics": "implanted electronics",
    "adhesive_allergy": "an allergy to adhesives",
}
"""What a level is excluded by, in words for a therapist."""
assert set(EXCLUDED_BY) == set(get_args(Exclusion))
_OTHER = {"left": "right", "right": "left"}
_OF_ELECTRODES: tuple[Exclusion, ...] = ("implanted_electronics", "adhesive_allergy")


def excluded(
    level: Level, record: PatientRecord, day: date, side: str | None = None, *, electrodes: bool = False
) -> tuple[str, ...]:
    """Why this level is not offered to that person, each reason in words for a therapist; none where it may be.

    `side` is the one that is to be played, None for whichever; a level that is forbidden on one side only may still be
    played on the other.
    """
    words = (*level.excludes, *(word for word in _OF_ELECTRODES if electrodes and word not in level.excludes))
    reasons = [EXCLUDED_BY[word] for word in words if record.holds(word, day)]
    sides = ("left", "right") if side is None else (side,)
    watched = {(level.movement, False), *((each.movement, each.other_side) for each in level.companions)}
    for movement, other in sorted(watched):
        if all(record.forbids(movement, _OTHER[one] if other else one) for one in sides):
            reasons.append(f"{MOVEMENTS[movement].doing} is forbidden")
    return tuple(reasons)
