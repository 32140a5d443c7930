"""`tempo`: controlled up, hold and down, in sets; the way down counts as much as the way up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.effort import EffortKeys
from game.exercises.exercise import Asked, Limits
from game.exercises.lifting import DOWN_ENDS, Lifting
from game.exercises.pace import REACTION_S, stroke_s
from game.exercises.ranges import range_ends
from game.exercises.reach import HOLD_ENDS, Degrees

Seconds = Annotated[float, Field(ge=0.5, le=10)]
Pacing = Literal["sight", "sound", "oneself"]


class TempoKeys(EffortKeys):
    """What a level says of `tempo`. Up is the way against the load, down the way with it, whichever comes first."""

    kind: Literal["tempo"]
    targets_deg: Annotated[tuple[Degrees, ...], Field(min_length=1, max_length=12)] = Field(
        description="How far a repetition goes, from the neutral pose; several are asked for in turn."
    )
    order: Literal["rising", "serial", "shuffled", "coach"] = Field(
        default="rising",
        description="Lowest first (serial is the same), in a drawn order, or as the coach decides from session to"
        " session.",
    )
    tolerance_deg: Annotated[float, Field(ge=2, le=20)] = Field(
        default=8.0, description="The range counts as full from this far below the target."
    )
    up_s: Seconds = Field(default=2.0, description="Seconds of the way up: the muscle shortens under the load.")
    hold_s: Annotated[float, Field(ge=0, le=10)] = Field(default=1.0, description="Seconds at the far end.")
    down_s: Seconds = Field(
        default=3.0, description="Seconds of the way down: the muscle brakes the load, which trains it as much."
    )
    tempo_tolerance_percent: Annotated[float, Field(ge=10, le=75)] = Field(
        default=25.0, description="How far each of the three may be off, in percent of it, and still be at tempo."
    )
    lowers: Literal["back", "there"] = Field(
        default="back",
        description="Which way is the way down: back to the neutral pose, or there, as in a squat.",
    )
    pacing: Pacing = Field(
        default="sight",
        description="What paces: a ghost that is seen, a tone for each phase, or nothing but oneself.",
    )
    load_step_kg: Annotated[float, Field(ge=0, le=10)] = Field(
        default=0.0, description="By how much the load would next rise, in kilograms, when a therapist says so."
    )
    sets: Annotated[int, Field(ge=1, le=5)] = Field(
        default=1, description="How many sets, with the dose's rest between two."
    )
    set_repetitions: Annotated[int, Field(ge=1, le=15)] = Field(
        default=10, description="Repetitions of one set; sets times these are the dose's repetitions."
    )
    stop_at_speed_loss_percent: Annotated[float, Field(ge=5, le=50)] | None = Field(
        default=None,
        description="A set ends where the way up has become so many percent slower than its fastest; left out, never."
        " Repetitions that are paced hide it.",
    )
    rest_between_s: Annotated[float, Field(ge=0, le=30)] = Field(
        default=0.5, description="The least time between the end of a repetition and the next."
    )

    def asked(self) -> Asked:
        """What the coach makes trials of."""
        ends = range_ends(self.targets_deg, self.tolerance_deg) | {"tempo": DOWN_ENDS}
        if self.hold_s > 0.0:
            ends["hold"] = HOLD_ENDS
        return Asked(self.targets_deg, self.tolerance_deg, self.hold_s, self.order == "shuffled", ends=ends)

    def demands(self) -> Mapping[str, float]:
        """A step is harder that goes farther, holds longer, lets down slower, takes less for at tempo, or has more."""
        return {
            "targets_deg": max(self.targets_deg),
            "hold_s": self.hold_s,
            "down_s": self.down_s,
            "tolerance_deg": -self.tolerance_deg,
            "tempo_tolerance_percent": -self.tempo_tolerance_percent,
            "sets": float(self.sets * self.set_repetitions),
            "load_kg": self.load_kg,
        }

    def takes_s(self, speed_deg_s: float) -> float:
        """Up, hold, down and rest; no quicker than somebody of that speed goes the mean of the targets."""
        way_s = sum(stroke_s(target_deg, speed_deg_s) for target_deg in self.targets_deg) / len(self.targets_deg)
        ways_s = max(way_s, self.up_s) + max(way_s, self.down_s)
        return ways_s + self.hold_s + self.rest_between_s + REACTION_S

    def rules(self, limits: Limits) -> Lifting:
        """The rules, ready to be stepped."""
        return Lifting(self, limits)
