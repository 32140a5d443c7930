"""PairKeys: what a therapist sets of two limbs that move together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.exercise import Asked, Ends, Parameter
from game.exercises.keys import Companion, KindKeys
from game.exercises.pace import stroke_s
from game.exercises.path_keys import OtherMovement
from game.exercises.ranges import range_ends

OTHER = "other"
"""The key of the limb that is watched beside the movement's own."""
TOLERANCE_ENDS = Ends(1.6, 0.4)
"""Of how far apart two limbs may be in a cycle. A choice."""
BEAT_ENDS = Ends(0.6, 1.6)
"""Of the beat's rate, inside its range. A choice."""
_SECONDS_A_MINUTE = 60.0

Percent = Annotated[float, Field(ge=20, le=100)]
Amplitude = Annotated[float, Field(ge=5, le=150)]
PerMinute = Annotated[float, Field(ge=6, le=120)]


class PairKeys(KindKeys):
    """What a level says of `tandem`. Angles in degrees from the neutral pose."""

    kind: Literal["tandem"]
    pattern: Literal["in_phase", "opposed"] = Field(
        default="in_phase", description="Both limbs go up at the same time, or one goes up as the other goes down."
    )
    amplitude_deg: Amplitude = Field(
        description="How far the movement's own limb goes; each limb is scaled to its own, so both can take part."
    )
    other_amplitude_deg: Amplitude | None = Field(
        default=None, description="How far the other limb goes. Left out, as far as the first."
    )
    amplitude_percent: Percent | None = Field(
        default=None,
        description="The movement's own limb goes so much of the range that it shows before play, and never beyond "
        "`amplitude_deg`. Left out, nobody's own range is asked for, and the degrees hold for everybody.",
    )
    other_amplitude_percent: Percent | None = Field(
        default=None,
        description="So much of its own range the other limb goes. Left out, the same share as the first.",
    )
    tolerance_deg: Annotated[float, Field(ge=2, le=30)] = Field(
        default=8.0, description="A limb has gone as far as is asked from this far below it."
    )
    other_movement: OtherMovement | None = Field(
        default=None, description="What the other limb does, a row of the movement table. Left out, the same."
    )
    other_limb: Literal["other_side", "same_side"] = Field(
        default="other_side", description="Whether the other limb is on the other side, or on the same, such as a leg."
    )
    leads: Literal["played", "other"] = Field(
        default="played", description="Which limb leads: its cycles are the strokes, and the other one goes along."
    )
    phase_tolerance_deg: Annotated[float, Field(ge=15, le=90)] = Field(
        default=60.0,
        description="How far apart in a cycle of 360 degrees the two may be and still go together.",
    )
    beat: Literal["none", "sound", "sight"] = Field(
        default="none", description="A beat for every stroke, heard or seen; none, and the person sets the pace."
    )
    beat_per_min: PerMinute = Field(default=20.0, description="Strokes a minute that the beat asks for.")
    beat_range_per_min: Annotated[tuple[PerMinute, ...], Field(min_length=2, max_length=2)] = Field(
        default=(10.0, 40.0), description="The slowest and the quickest that the beat may become."
    )
    self_assistance: Literal["no", "allowed", "hands_clasped"] = Field(
        default="no",
        description="Whether one limb may help the other: no sensor can tell, and series are never mixed.",
    )

    @property
    def other_deg(self) -> float:
        """How far the other limb goes."""
        return self.amplitude_deg if self.other_amplitude_deg is None else self.other_amplitude_deg

    @property
    def own_shares(self) -> tuple[float, ...]:
        """Of each limb's own range, where that is what is asked for."""
        percent = self.amplitude_percent
        if percent is None:
            return ()
        return percent / 100.0, (self.other_amplitude_percent or percent) / 100.0

    @property
    def beat_range(self) -> tuple[float, float]:
        """The slowest and the quickest beat."""
        low, high = self.beat_range_per_min
        return low, high

    def companions(self, movement: str) -> tuple[Companion, ...]:
        """The other limb."""
        return (Companion(OTHER, self.other_movement or movement, other_side=self.other_limb == "other_side"),)

    def asked(self) -> Asked:
        """What the coach makes trials of. The target is how far the movement's own limb goes, and the other one's goes
        with it; tolerance is how far below it counts, and how far apart the two may be; tempo is the beat's rate."""
        ends: dict[Parameter, Ends] = range_ends((self.amplitude_deg,), self.tolerance_deg)
        ends["tolerance"] = TOLERANCE_ENDS
        if self.beat != "none":
            ends["tempo"] = BEAT_ENDS
        return Asked((self.amplitude_deg,), self.tolerance_deg, 0.0, ends=ends)

    def demands(self) -> Mapping[str, float]:
        """A step is harder that goes farther, in degrees or as a share of what each limb can (all of it, where nobody
        is asked what that is), keeps the two closer together, has them opposed, or sets a beat."""
        share, other_share = self.own_shares or (1.0, 1.0)
        return {
            "amplitude_deg": self.amplitude_deg,
            "amplitude_percent": 100.0 * share,
            "other_amplitude_percent": 100.0 * other_share,
            "tolerance_deg": -self.tolerance_deg,
            "phase_tolerance_deg": -self.phase_tolerance_deg,
            "pattern": float(self.pattern == "opposed"),
            "beat": float(self.beat != "none"),
        }

    def takes_s(self, speed_deg_s: float) -> float:
        """One stroke: on the beat, or there and back as far as the further limb goes."""
        if self.beat != "none":
            return _SECONDS_A_MINUTE / self.beat_per_min
        return 2.0 * stroke_s(max(self.amplitude_deg, self.other_deg), speed_deg_s)
