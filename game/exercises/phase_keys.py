"""PhaseKeys: what a level asks of one phase of a task otherwise than the task's own table does."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from game.exercises.keys import Keys
from game.exercises.tasks import PHASES, Phase

PhaseName = Annotated[str, Field(json_schema_extra={"enum": list(PHASES)}, max_length=20)]


class PhaseKeys(Keys):
    """What a level asks of one phase otherwise than the task's own table does."""

    phase: PhaseName = Field(description="A phase of the task, by its name.")
    from_deg: Annotated[float, Field(ge=2, le=180)] | None = Field(
        default=None, description="How far its first signal has to go; heights stay inside the task's own limit."
    )
    hold_s: Annotated[float, Field(ge=0, le=10)] | None = Field(
        default=None, description="How long it is kept, so that it is a deed and no swing."
    )
    within_s: Annotated[float, Field(ge=1, le=60)] | None = Field(
        default=None, description="The most time for it, its hold not counted; slow people need more."
    )
    required: bool = Field(default=True, description="Whether the task counts without it.")

    def on(self, phase: Phase) -> Phase:
        """The phase with what is said of it; the first of its conditions that has a way to go is the one moved."""
        asks = list(phase.asks)
        if self.from_deg is not None:
            place = next((n for n, each in enumerate(asks) if each.low > 0.0), None)
            if place is not None:
                asks[place] = replace(asks[place], low=min(self.from_deg, asks[place].most))
        return replace(
            phase,
            asks=tuple(asks),
            hold_s=phase.hold_s if self.hold_s is None else self.hold_s,
            within_s=phase.within_s if self.within_s is None else self.within_s,
        )
