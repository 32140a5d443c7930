"""`match`: feel where a joint is with a bell to show it, then find that place again with nothing to show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.bell import OTHER, OTHER_LIMB, Bell, Ringing
from game.exercises.exercise import Asked, Ends, Limits, Parameter
from game.exercises.keys import Companion, KindKeys

Degrees = Annotated[float, Field(ge=1, le=180)]
DELAY_ENDS = Ends(0.25, 4.0)
"""What the time between learning and finding is multiplied by: four times as long is hard to keep in mind. A choice."""
_PAUSES_S = 3.0
"""Keeping still at the bell, at the start and at the answer."""
_ENDS: dict[Parameter, Ends] = {
    "tolerance": Ends(2.5, 0.4),
    "hold": Ends(2.0, 0.35),
    "tempo": DELAY_ENDS,
    "variability": Ends(1.0, 1.0),
    "range": Ends(0.75, 1.15),
}
"""The window; how long the place may be felt (harder is shorter); the delay; how many places take turns and how far
they may lie from the ones that the level names; and how far the places spread. People miss by 2 to 10 degrees, so that
a window of 8 reaches from 3 to 20. A choice."""


class MatchKeys(KindKeys):
    """What a level says of `match`. Angles in degrees from the neutral pose."""

    kind: Literal["match"]
    targets_deg: Annotated[tuple[Degrees, ...], Field(min_length=1, max_length=6)] = Field(
        description="The places, one bell each, in the middle half of the movement's safe range: near its end the"
        " stretch would tell where one is."
    )
    order: Literal["rising", "shuffled"] = Field(default="rising", description="Lowest first, or in a drawn order.")
    set_by: Literal["active", "helper_placed", "other_limb"] = Field(
        default="active",
        description="Who brings the limb to the place: the person, a helper who moves it, or nobody: the other limb"
        " lies there and this one joins it.",
    )
    vision: Literal["eyes_closed", "limb_covered"] = Field(
        default="limb_covered", description="Why the limb is not seen while its place is found again."
    )
    near_deg: Annotated[float, Field(ge=2, le=10)] = Field(
        default=5.0, description="How near to the bell the limb is held while its place is learned."
    )
    hold_s: Annotated[float, Field(ge=1, le=15)] = Field(
        default=3.0, description="How long the place is felt; three seconds are usual."
    )
    delay_s: Annotated[float, Field(ge=0, le=30)] = Field(
        default=2.0, description="The time between learning the place and finding it: longer asks more of memory."
    )
    window_deg: Annotated[float, Field(ge=2, le=20)] = Field(
        default=8.0, description="An answer this near counts as found; knees are usually found to 3 to 5 degrees."
    )
    approach: Literal["from_below", "from_above", "either"] = Field(
        default="from_below",
        description="From where the place is come to: the same way each time, so that answers compare.",
    )
    told: Literal["after_answer", "never"] = Field(
        default="after_answer", description="Whether one is told how near it was; while it is looked for never."
    )
    memory_every: Annotated[int, Field(ge=0, le=10)] = Field(
        default=5,
        description="About one in so many trials is a catch trial: a place that was learned earlier is asked for again"
        " from memory, so that repeating the last movement by counting does not help. 0: none.",
    )
    rest_between_s: Annotated[float, Field(ge=0, le=60)] = Field(
        default=2.0, description="The least time between an answer and the next place."
    )

    def companions(self, movement: str) -> tuple[Companion, ...]:
        """The other limb, where that shows the place."""
        return (Companion(OTHER, movement, other_side=True),) if self.set_by == OTHER_LIMB else ()

    def asked(self) -> Asked:
        """What the coach makes trials of."""
        shuffled = self.order == "shuffled"
        return Asked(self.targets_deg, self.window_deg, self.hold_s, shuffled, ends=_ENDS)

    def demands(self) -> Mapping[str, float]:
        """A step is harder with a smaller window, less time to feel, longer to remember, or more from memory."""
        return {
            "window_deg": -self.window_deg,
            "hold_s": -self.hold_s,
            "delay_s": self.delay_s,
            "memory_every": 1.0 / self.memory_every if self.memory_every else 0.0,
        }

    def takes_s(self, speed_deg_s: float) -> float:
        """There and back to learn it, and again to find it, with the pauses."""
        ways_s = 4.0 * max(self.targets_deg) / (0.5 * speed_deg_s)
        return ways_s + self.hold_s + self.delay_s + _PAUSES_S + self.rest_between_s

    def rules(self, limits: Limits) -> Bell:
        """The rules, ready to be stepped."""
        return Bell(
            self.targets_deg,
            Ringing(
                near_deg=self.near_deg,
                delay_s=self.delay_s,
                delay_ends=DELAY_ENDS,
                closed=self.vision == "eyes_closed",
                set_by=self.set_by,
                approach=self.approach,
                told=self.told == "after_answer",
                memory_every=self.memory_every,
                rest_between_s=self.rest_between_s,
            ),
            limits,
        )
