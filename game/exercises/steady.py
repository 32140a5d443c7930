"""`steady`: stay inside a circle, for a time."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.exercises.keys import Keys


class SteadyKeys(Keys):
    """What a level says of `steady`. Lean of the trunk in degrees from the neutral pose."""

    kind: Literal["steady"]
    forward_deg: Annotated[float, Field(ge=1, le=25)] = Field(
        description="How far forward or back the light may go and still be inside."
    )
    side_deg: Annotated[float, Field(ge=1, le=25)] = Field(description="How far to a side it may go.")
    bout_s: Annotated[float, Field(ge=3, le=120)] = Field(description="Seconds inside that fill one ring.")
    rest_between_s: Annotated[float, Field(ge=0, le=60)] = Field(5.0, description="Breathing time between two rings.")
