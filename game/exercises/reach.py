"""`reach`: get to a target, hold it, come back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.exercises.keys import Keys

Degrees = Annotated[float, Field(ge=-180, le=180)]


class ReachKeys(Keys):
    """What a level says of `reach`. Angles in degrees from the neutral pose."""

    kind: Literal["reach"]
    targets_deg: Annotated[tuple[Degrees, ...], Field(min_length=1, max_length=12)] = Field(
        description="The targets, each held once a round of them; the prescription or gentle mode may lower them."
    )
    order: Literal["rising", "shuffled"] = Field("rising", description="Lowest first, or in a drawn order.")
    tolerance_deg: Annotated[float, Field(ge=2, le=20)] = Field(
        8.0, description="A target counts as reached from this far below it."
    )
    hold_s: Annotated[float, Field(ge=0, le=30)] = Field(0.0, description="How long the target is held.")
    rest_between_s: Annotated[float, Field(ge=0, le=30)] = Field(
        0.5, description="The least time between the end of a movement and the next target."
    )
