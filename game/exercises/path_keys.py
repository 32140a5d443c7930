"""PathKeys: what a therapist sets of a path that is to be followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from game.exercises.exercise import Asked, Ends, Parameter
from game.exercises.keys import Companion, KindKeys
from game.motion.movements import MOVEMENTS

SECOND = "second"
"""The key of the second way to move."""
TEMPO_ENDS = Ends(0.4, 2.0)
"""Of the path's speed: slow enough for whoever can hardly follow, and twice what the level asks. A choice."""

_Degrees = Annotated[float, Field(ge=-180, le=180)]


def _known(name: str) -> str:
    if name not in MOVEMENTS:
        raise ValueError("not a row of the movement table")
    return name


OtherMovement = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": list(MOVEMENTS)})]
"""A row of the movement table beside the level's own."""


class PathKeys(KindKeys):
    """What a level says of `trace`. Angles in degrees from the neutral pose."""

    kind: Literal["trace"]
    from_deg: _Degrees = Field(default=0.0, description="The path goes no lower: the near end of the allowed sector.")
    to_deg: Annotated[float, Field(ge=4, le=180)] = Field(
        description="The path goes no higher: the far end; a prescription may lower it."
    )
    corridor_deg: Annotated[float, Field(ge=2, le=30)] = Field(
        default=8.0,
        description="Degrees to either side of the path that are inside. Narrower where keeping still would be inside.",
    )
    second_movement: OtherMovement | None = Field(
        default=None, description="A second way to move at the same time, a row of the movement table with one sensor."
    )
    second_from_deg: _Degrees = Field(default=-10.0, description="The near end of the sector of the second way.")
    second_to_deg: _Degrees = Field(default=10.0, description="The far end of the sector of the second way.")
    second_corridor_deg: Annotated[float, Field(ge=2, le=30)] = Field(
        default=8.0, description="Degrees to either side of the path that are inside, in the second way."
    )
    shape: Literal["circle", "eight"] = Field(
        default="circle", description="In two ways to move, what the path is a change of: a circle or an eight."
    )
    path: Literal["repeated", "random", "mixed"] = Field(
        default="mixed",
        description="The same path every time, another one every time, or both in turn, which shows what is learned"
        " of the one path and what of following.",
    )
    repeated_share: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.5, description="Which share of the bouts has the repeated path, where path is mixed."
    )
    irregular: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.5, description="How hard it is to tell how a path goes on: 0 is a plain wave, 1 never repeats itself."
    )
    path_speed_deg_s: Annotated[float, Field(ge=2, le=120)] = Field(
        default=20.0, description="Degrees a second that the path never passes, in both ways together."
    )
    preview_s: Annotated[float, Field(ge=1, le=5)] = Field(
        default=2.5, description="Seconds of the path that are seen ahead: two or three let it be planned."
    )
    bout_s: Annotated[float, Field(ge=8, le=120)] = Field(default=30.0, description="Seconds that one path lasts.")
    inside_share: Annotated[float, Field(ge=0.4, le=0.95)] = Field(
        default=0.65, description="Which share of its time has to be inside the corridor for a path to count."
    )
    waits: bool = Field(
        default=False, description="The world waits: the path goes on only while one is inside the corridor."
    )
    gain: Annotated[float, Field(ge=0.3, le=1)] = Field(
        default=1.0, description="How much of the picture's height the sector fills: less asks to look more closely."
    )
    rest_between_s: Annotated[float, Field(ge=0, le=60)] = Field(
        default=5.0, description="Breathing time between two paths."
    )

    def companions(self, movement: str) -> tuple[Companion, ...]:  # noqa: ARG002
        """The second way to move, where there is one."""
        return () if self.second_movement is None else (Companion(SECOND, self.second_movement),)

    def asked(self) -> Asked:
        """What the coach makes trials of. The target is the far end of the sector, the tolerance the corridor, the hold
        the seconds inside that count; tempo is the path's speed and variability how irregular it is."""
        ends: dict[Parameter, Ends] = {
            "tolerance": Ends(2.0, 0.35),
            "hold": Ends(0.7, 1.4),
            "tempo": TEMPO_ENDS,
            "variability": Ends(1.0, 1.0),
            "range": Ends(0.5, 1.25),
        }
        return Asked((self.to_deg,), self.corridor_deg, self.inside_share * self.bout_s, ends=ends)

    def demands(self) -> Mapping[str, float]:
        """A step is harder with a narrower corridor, a faster or less regular path, or a second way to move."""
        second_deg = self.second_to_deg - self.second_from_deg if self.second_movement is not None else 0.0
        return {
            "to_deg": self.to_deg - self.from_deg + second_deg,
            "corridor_deg": -self.corridor_deg,
            "path_speed_deg_s": self.path_speed_deg_s,
            "irregular": self.irregular,
            "inside_share": self.inside_share,
            "bout_s": self.bout_s,
            "second_movement": float(self.second_movement is not None),
        }

    def takes_s(self, speed_deg_s: float) -> float:  # noqa: ARG002
        """One path, and to breathe."""
        return self.bout_s + self.rest_between_s
