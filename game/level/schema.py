"""Level: what a level file may say. Each key has a unit, a limit, where it can a default, and one sentence of why."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic.json_schema import GenerateJsonSchema

from game.exercises.exercise import PARAMETERS, Parameter
from game.exercises.keys import Companion, Keys
from game.level.kinds import ON_FEET, STANDS_UP, ExerciseKeys, closes_eyes, never_alone
from game.motion.apart import cannot_tell
from game.motion.emg_calibration import EmgReference
from game.motion.movement import Movement
from game.motion.movements import MOVEMENTS
from game.motion.yaw import ZERO_S, drifted_sem_deg

FORMAT = 1
"""The version of the level format that this program reads."""

Goal = Literal["range", "strength", "coordination", "balance", "position_sense", "activation", "daily_life", "tests"]
Exclusion = Literal[
    "recent_surgery",
    "fracture_not_healed",
    "painful_shoulder",
    "shoulder_subluxation",
    "weight_bearing_limited",
    "sling_or_brace",
    "high_tone",
    "lost_sensation",
    "recent_falls",
    "walking_aid",
    "dizziness",
    "low_sight",
    "visual_field_loss",
    "hearing_loss",
    "language_loss",
    "memory_loss",
    "seizures",
    "light_sensitivity",
    "implanted_electronics",
    "adhesive_allergy",
]
"""What a patient's record may hold that keeps a level from being offered."""
Posture = Literal["lying", "seated", "standing", "stepping"]
Presence = Literal["alone", "someone_within_reach", "clinic"]


def _known_movement(name: str) -> str:
    if name not in MOVEMENTS:
        raise ValueError("not a row of the movement table")
    return name


def _real_date(text: str) -> str:
    date.fromisoformat(text)
    return text


MovementName = Annotated[str, AfterValidator(_known_movement), Field(json_schema_extra={"enum": list(MOVEMENTS)})]
Line = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^\S(.*\S)?$")]
Day = Annotated[
    str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"format": "date"}), AfterValidator(_real_date)
]


Title = Annotated[Line, Field(max_length=40)]


class TitleIn(Keys):
    """The title in other languages, by their codes."""

    de: Title | None = Field(default=None, description="The title in German.")
    es: Title | None = Field(default=None, description="The title in Spanish.")


class AboutIn(Keys):
    """What is practised, in other languages, by their codes."""

    de: Line | None = Field(default=None, description="What is practised, in German.")
    es: Line | None = Field(default=None, description="What is practised, in Spanish.")


class Dose(Keys):
    """How much: whichever of repetitions and minutes is done first ends the level."""

    repetitions: Annotated[int, Field(ge=1, le=400)] = Field(
        description="Movements there and back (in steady, rings filled; in a test, what it asks for)."
        " Hundreds are for a therapist to ask for."
    )
    minutes: Annotated[float, Field(ge=0.5, le=20)] = Field(
        description="Minutes of play, rests not counted. At most the 20 active minutes of a day without a prescription."
    )
    rest_s: Annotated[float, Field(ge=10, le=300)] = Field(
        default=30.0, description="Seconds of each rest, so that the movement stays a good one."
    )
    rest_every_s: Annotated[float, Field(ge=30, le=600)] = Field(
        default=180.0, description="Seconds of play after which a rest is taken, before quality falls."
    )
    source: Line = Field(description="Where the dose comes from, in words: a study, or whose choice it is.")


class Guards(Keys):
    """What keeps the movement the one that is practised."""

    speed_deg_s_max: Annotated[float, Field(ge=10, le=400)] | None = Field(
        default=None,
        description="Degrees a second above which a movement is not clean, as a swing is not practice."
        " Left out, the movement's own ceiling holds; a level may only ask for less.",
    )
    trunk_lean_deg_max: Annotated[float, Field(ge=5, le=45)] = Field(
        default=15.0,
        description="Degrees of trunk lean above which the trunk is helping; seen where a trunk sensor is worn.",
    )
    compensation: Literal["miss", "allow"] = Field(
        default="miss",
        description="Whether a repetition with the trunk's help is a miss for difficulty, or is let pass.",
    )


class Reviewed(Keys):
    """Who of which profession has read this level and agreed with it."""

    name: Line = Field(description="The person's name, as they wish to be named.")
    profession: Line = Field(description="Such as physiotherapist or occupational therapist.")
    date: Day = Field(description="The day of the review, such as 2026-03-01.")


Review = Annotated[
    Annotated[Literal["none"], Tag("none")] | Annotated[Reviewed, Tag("by")],
    Discriminator(lambda value: "by" if isinstance(value, dict | Reviewed) else "none"),
]


class LevelKeys(Keys):
    """One level of Moveagain."""

    schema_: Annotated[str, Field(max_length=400)] | None = Field(
        default=None,
        alias="$schema",
        description="Where an editor finds the schema of this file; the game does not read it.",
    )
    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = Field(
        description="The version of the level format.", json_schema_extra={"const": FORMAT}
    )
    id: Annotated[str, Field(max_length=80)] = Field(
        description="<movement>_<kind>_<step>, the same as the file's name, so that a level has one name everywhere."
    )
    title: Title = Field(description="The name on the screen; short enough for a menu.")
    title_in: TitleIn | None = Field(default=None, description="The title in other languages; left out, it is English.")
    about: Line = Field(description="One plain sentence of what is practised.")
    about_in: AboutIn | None = Field(
        default=None, description="What is practised, in other languages; left out, it is English."
    )
    serves: Line = Field(description="The daily goal it serves, in the words a person would use.")
    goal: Goal = Field(description="What is trained; the folder the file lies in.")
    movement: MovementName = Field(description="A row of the movement table.")
    suits: Line = Field(description="Who it is for, in the words a therapist would use.")
    excludes: Annotated[tuple[Exclusion, ...], Field(max_length=20)] = Field(
        description="What a patient's record may hold that keeps this level from being offered; [] where nothing does."
    )
    posture: Posture = Field(
        default="seated", description="How one sits or stands; standing and stepping need clearance."
    )
    presence: Presence = Field(default="alone", description="Who has to be there, because of falls.")
    exercise: Annotated[ExerciseKeys, Field(discriminator="kind")] = Field(
        description="The kind of play and its own keys."
    )
    dose: Dose = Field(description="How much, with its source.")
    guards: Guards = Field(default=Guards(), description="What keeps the movement the one that is practised.")
    adapts: Annotated[tuple[Parameter, ...], Field(max_length=5)] = Field(
        default=PARAMETERS,
        description="What may get easier or harder inside a session, first to last: range last, unless it is left out.",
    )
    review: Review = Field(default="none", description="none, or who has read this level and agreed with it.")


class Level(LevelKeys):
    """A checked level with the text it was read from, which a session keeps."""

    text: str

    @property
    def row(self) -> Movement:
        """The movement's row in the table."""
        return MOVEMENTS[self.movement]

    @property
    def kind(self) -> str:
        return self.exercise.kind

    @property
    def stands(self) -> bool:
        """One is on one's feet, at some time at least: it needs clearance."""
        return self.posture in ON_FEET or self.kind in STANDS_UP

    @property
    def starts(self) -> str:
        """How one is in the neutral pose: a walk may begin on a chair."""
        postures = self.row.postures
        return self.posture if self.posture in postures else postures[0]

    @property
    def never_alone(self) -> bool:
        """Someone has to be within reach, whatever is cleared."""
        return never_alone(self.kind, self.posture, lambda key: getattr(self.exercise, key, None))

    @property
    def eyes_closed(self) -> bool:
        """The eyes are closed in it, at some time at least."""
        return closes_eyes(lambda key: getattr(self.exercise, key, None))

    def sem_deg(self, summary: Mapping[str, Any]) -> float:
        """Standard error of one measurement by the sensors that a summary names, with all that an angle may drift
        before its zero is set again; nan where they tell nothing."""
        way = self.row.way([each["site"] for each in summary["inputs"]], summary["side"])
        return math.nan if way is None else drifted_sem_deg(way.sem_deg, ZERO_S.get(way.formula, 0.0))

    def cannot_tell(self, worn: Collection[str], side: str) -> str | None:
        """What sensors worn there cannot tell from the level's movement, and what could: a sentence without its full
        stop; None where they can tell all."""
        way = self.row.way(worn, side)
        return None if way is None else cannot_tell(self.row, way, side)

    @property
    def companions(self) -> tuple[Companion, ...]:
        """What is watched beside the level's movement."""
        return self.exercise.companions(self.movement)

    def muscles(self, side: str) -> tuple[str, ...]:
        """Where electrodes have to be worn for it on that side, the muscle that is practised first; none for most."""
        return tuple(f"{side}_{muscle}" for muscle in self.exercise.muscles())

    @property
    def reference(self) -> EmgReference:
        """What 100 percent of a muscle stands for in it."""
        return getattr(self.exercise, "reference", "comfortable")

    @property
    def step(self) -> int:
        """1 is the easiest; a level's step is the end of its id."""
        return int(self.id.rpartition("_")[2])

    @property
    def speed_deg_s_max(self) -> float:
        """The level's own speed ceiling, or the movement's where the level names none."""
        return self.guards.speed_deg_s_max or self.row.speed_deg_s_max


class _Untitled(GenerateJsonSchema):
    """Without the titles made of the keys' names: they say nothing that the keys do not."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


@cache
def json_schema() -> dict[str, Any]:
    """The JSON Schema of a level file, for editors; also where the words of every problem come from."""
    schema = LevelKeys.model_json_schema(schema_generator=_Untitled)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
