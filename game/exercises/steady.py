"""`steady`: keep one's balance: stay inside a ring, lean to a place and hold it, or lean as far as one can."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.balance import LEGS, Balance, Stance
from game.exercises.envelope import DIRECTIONS, Envelope, own_limit_deg
from game.exercises.exercise import Asked, Ends, Limits, Parameter, Side
from game.exercises.instrumented.sway import CLOSE_S
from game.exercises.keys import Companion, KindKeys
from game.exercises.lean import FAR_ENDS, GO_ENDS, Lean, Way
from game.exercises.stay import Stay

Degrees = Annotated[float, Field(ge=1, le=25)]
Percent = Annotated[float, Field(ge=10, le=100)]
Direction = Literal["forward", "forward_right", "right", "back_right", "back", "back_left", "left", "forward_left"]
SEATED_BASES = ("feet_on_floor", "feet_up")
STANDING_BASES = ("feet_apart", "together", "semi_tandem", "tandem", "one_leg")
ALL_ROUND: tuple[Direction, ...] = (
    *("forward", "forward_right", "right", "back_right"),
    *("back", "back_left", "left", "forward_left"),
)

_LEAN_SPEED_SHARE = 0.1
"""A body leans so slowly, of the speed at which a limb is moved: a choice."""
_STAY_ENDS: dict[Parameter, Ends] = {"tolerance": Ends(2.5, 0.25), "hold": Ends(0.3, 2.0)}
"""The ring and the bout. Who sways as one who sits well does stays inside a quarter of a usual ring; two and a half of
them are where a fall begins. Tempo, variability and range are nothing to somebody who keeps still. A choice."""
_LEAN_ENDS: dict[Parameter, Ends] = {
    "tolerance": Ends(2.0, 0.4),
    "hold": Ends(0.3, 2.5),
    "tempo": GO_ENDS,
    "variability": Ends(1.0, 1.0),
    "range": FAR_ENDS,
}
"""The ring about the place, how long one stays there, the time to get there, how many of the directions take turns and
how far they may lie from the ones that the level names, and how far one leans, never beyond the person's own limits or
the wall. A choice."""
_LIMITS_ENDS: dict[Parameter, Ends] = {name: _LEAN_ENDS[name] for name in ("tolerance", "hold", "tempo", "range")}


class SteadyKeys(KindKeys):
    """What a level says of `steady`. Lean of the trunk in degrees from the neutral pose."""

    kind: Literal["steady"]
    aim: Literal["stay", "lean", "limits"] = Field(
        default="stay",
        description="stay: keep still inside the ring; lean: go to a place on its edge, hold it and come back;"
        " limits: as far as one can in eight directions, which always needs someone within reach.",
    )
    forward_deg: Degrees = Field(
        description="How far forward the ring reaches, where the person's own limits are not known."
    )
    back_deg: Degrees | None = Field(
        default=None, description="How far back it reaches: people lean back less. Left out, as far as forward."
    )
    side_deg: Degrees = Field(description="How far it reaches to either side, where the person's own are not known.")
    forward_percent: Percent = Field(
        default=60.0,
        description="The same as a share of the person's own limit forward, where a limits test of theirs is known;"
        " half to three quarters is practice, more is a test.",
    )
    back_percent: Percent = Field(default=60.0, description="Of their own limit back.")
    right_percent: Percent = Field(default=60.0, description="Of their own limit to the right; a weak side gets less.")
    left_percent: Percent = Field(default=60.0, description="Of their own limit to the left.")
    bout_s: Annotated[float, Field(ge=3, le=120)] = Field(
        default=20.0, description="In stay: seconds inside that fill one ring; with the eyes closed, how long it lasts."
    )
    directions: Annotated[tuple[Direction, ...], Field(min_length=1, max_length=8)] = Field(
        default=("forward", "right", "left"), description="In lean: where to, one place after the other."
    )
    order: Literal["in_turn", "shuffled"] = Field(
        default="in_turn", description="In lean and limits: the directions in turn, or in a drawn order."
    )
    tolerance_deg: Annotated[float, Field(ge=1, le=10)] = Field(
        default=2.5,
        description="In lean and limits: how near to the place counts; a body that keeps still sways a degree or two.",
    )
    hold_s: Annotated[float, Field(ge=0.5, le=30)] = Field(
        default=3.0, description="In lean and limits: how long the place is held; a second shows that it was no swing."
    )
    go_s: Annotated[float, Field(ge=3, le=30)] = Field(
        default=10.0, description="In lean and limits: the time to get there; nobody is hurried off their feet."
    )
    rest_between_s: Annotated[float, Field(ge=0, le=60)] = Field(
        default=5.0, description="Breathing time between two rings or two leans."
    )
    base: Literal["feet_on_floor", "feet_up", "feet_apart", "together", "semi_tandem", "tandem", "one_leg"] | None = (
        Field(
            default=None,
            description="What one stands or sits on: the first two are for sitting, the others for standing."
            " Left out, the widest: the feet on the floor, or apart.",
        )
    )
    hands: Literal["free", "light_touch", "hold"] = Field(
        default="light_touch",
        description="Hands free, a finger on something firm, or holding on: a light touch alone steadies"
        " (Jeka and Lackner 1994).",
    )
    surface: Literal["firm", "foam"] = Field(default="firm", description="What is underneath; foam is much harder.")
    eyes: Literal["open", "closed"] = Field(
        default="open", description="Closed, nothing is shown; on one's feet somebody has to be within reach."
    )
    sound: Literal["none", "begin_and_end", "guided"] = Field(
        default="begin_and_end",
        description="What is heard: nothing, when it begins and is over, or also a tone that deepens the further one"
        " is from the middle.",
    )
    screen_distance_cm: Annotated[int, Field(ge=30, le=500)] = Field(
        default=150, description="How far away the screen stands: what the eyes hold on to changes the sway."
    )

    legs: Literal["unwatched", "watched"] = Field(
        default="unwatched",
        description="In standing lean and limits: whether a sensor on a thigh watches that the body leans straight from"
        " the ankles, forward and back; the trunk's alone cannot tell that from bending at the hips.",
    )

    def companions(self, movement: str) -> tuple[Companion, ...]:  # noqa: ARG002
        """The thigh, where it is to lean with the trunk."""
        return (Companion(LEGS, "hip_extension"),) if self.legs == "watched" else ()

    @property
    def places(self) -> tuple[float, ...]:
        """Where to lean, clockwise from forward; none where one keeps still."""
        named: tuple[Direction, ...] = {"stay": (), "lean": self.directions}.get(self.aim, ALL_ROUND)
        return tuple(DIRECTIONS[name] for name in named)

    def asked(self) -> Asked:
        """What the coach makes trials of: a ring and a bout, or places and a hold. No targets in degrees: how far a
        lean goes depends on the person's own limits too."""
        shuffled = self.order == "shuffled"
        if self.aim == "stay":
            return Asked((), max(self.forward_deg, self.side_deg), self.bout_s, ends=_STAY_ENDS)
        ends = _LEAN_ENDS if self.aim == "lean" else _LIMITS_ENDS
        sides = tuple(_side(at) for at in self.places)
        return Asked((), self.tolerance_deg, self.hold_s, shuffled, len(sides), sides, ends)

    def demands(self) -> Mapping[str, float]:
        """A step is harder in a smaller ring or for longer; to lean is harder than to keep still, further and in more
        directions the more so; then come closed eyes, and as far as one can is the last."""
        challenge = {"stay": 0.0, "lean": 1.0, "limits": 3.0}[self.aim] + (2.0 if self.eyes == "closed" else 0.0)
        if self.aim != "stay":
            return {"challenge": challenge, "lean_deg": self.side_deg, "directions": float(len(self.places))}
        own = f"{self.eyes}_eyes"
        return {"challenge": challenge, f"{own}_ring": -self.side_deg, f"{own}_bout": self.bout_s}

    def takes_s(self, speed_deg_s: float) -> float:
        """A bout and time to breathe; or there, the hold and back, at a tenth of a usual movement's speed."""
        if self.aim == "stay":
            closing_s = CLOSE_S if self.eyes == "closed" else 0.0
            return closing_s + self.bout_s + self.rest_between_s
        ways_s = 2.0 * max(self.forward_deg, self.side_deg) / (_LEAN_SPEED_SHARE * speed_deg_s)
        return self.hold_s + ways_s + self.rest_between_s

    def rules(self, limits: Limits) -> Balance:
        """The rules, ready to be stepped. Here the trunk is the movement, so nothing else can help."""
        stance = Stance(self.eyes == "closed", self.sound, self.rest_between_s)
        ring = self.ring(limits)
        if self.aim == "stay":
            return Stay(ring, stance, limits, self.asked().tolerance_deg)
        return Lean(ring, stance, limits, Way(self.places, self.tolerance_deg, self.go_s, self.aim == "limits"))

    def ring(self, limits: Limits) -> Envelope:
        """The level's ring: a share of the person's own limits where they are known, else so many degrees, and never
        beyond the wall."""
        back_deg = self.forward_deg if self.back_deg is None else self.back_deg
        sides = (
            (0.0, self.forward_percent, self.forward_deg),
            (90.0, self.right_percent, self.side_deg),
            (180.0, self.back_percent, back_deg),
            (270.0, self.left_percent, self.side_deg),
        )
        known = [(0.01 * percent * own_limit_deg(limits.own_leans_deg, at), deg) for at, percent, deg in sides]
        axes = (deg if math.isnan(own_deg) else own_deg for own_deg, deg in known)
        return Envelope(*axes).sized(1.0, limits.wall.ceiling_deg)


def _side(direction_deg: float) -> Side | None:
    """To which side of the person a lean goes; None straight forward or back."""
    if direction_deg % 180.0 == 0.0:
        return None
    return "right" if direction_deg < 180.0 else "left"
