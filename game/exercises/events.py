"""The closed set of Events: things that happened in a Round, frozen, at a tick of 1/60 s."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

Verdict = Literal["clean", "partial", "compensated", "other"]
"""What a movement was: as asked; only in part (too short, past the target, too late, not at the tempo asked for);
helped by the trunk; or none of these (too fast, let go, outside a trial, or another movement than was asked for)."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at `tick`."""

    tick: int


@dataclass(frozen=True, slots=True)
class NeutralTaken(Event):
    """The neutral pose was held still long enough; angles count from here."""

    after_s: float


@dataclass(frozen=True, slots=True)
class NeutralRefused(Event):
    """The neutral pose was asked for and not accepted."""

    reason: str


@dataclass(frozen=True, slots=True)
class AxisTaken(Event):
    """The axis of the joint that two sensors are worn at is known. `how` is bend (from the movement that was asked
    for), fit (from any other movement), kept (from an earlier calibration whose straps still sit) or mount (only from
    how the sensors are worn)."""

    how: str


@dataclass(frozen=True, slots=True)
class AxisRefused(Event):
    """The movement that was to tell the joint's axis was not good enough, or a kept axis holds no longer."""

    reason: str


@dataclass(frozen=True, slots=True)
class ZeroDue(Event):
    """The angle drifts: the neutral pose is asked for again before play goes on."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rezeroed(Event):
    """The person set the present posture as zero again."""


@dataclass(frozen=True, slots=True)
class RangeShown(Event):
    """The person showed how far they go without pain; targets in gentle mode, and wherever a share of one's own range
    is asked for, follow from it."""

    range_deg: float
    values: Mapping[str, float] = field(default_factory=dict)
    """Where two limbs showed each its own: that of the other one, and how far each of them is asked to go."""


@dataclass(frozen=True, slots=True)
class TrialStarted(Event):
    """A target (or a bout of holding) was offered. `target_deg` is nan for a kind without degrees."""

    index: int
    target_deg: float
    choices: Mapping[str, float] = field(default_factory=dict)
    """Where the person chooses: each angle that may be taken, deg, by its place; `target_deg` is then the lowest."""


@dataclass(frozen=True, slots=True)
class BeatGiven(Event):
    """A beat that a stroke is to come with."""

    heard: bool
    """It is a sound; else it is only seen."""


@dataclass(frozen=True, slots=True)
class TargetReached(Event):
    """The target was reached and, where a hold is asked for, held."""

    index: int


@dataclass(frozen=True, slots=True)
class PhaseDone(Event):
    """One phase of a task is done: which of its phases, and what it is called."""

    index: int
    phase: str


@dataclass(frozen=True, slots=True)
class TrialEnded(Event):
    """A trial is over. `peak_deg` is nan for a kind without degrees; `inside` is the share of time inside, or nan."""

    index: int
    start_s: float
    end_s: float
    target_deg: float
    peak_deg: float
    inside: float
    success: bool
    clean: bool
    spoilt: bool
    """Something that is not the person's doing got into it: it says nothing about what they can do."""
    reason: str
    values: Mapping[str, float] = field(default_factory=dict)
    """What its kind measures beside, by names that end in their unit."""


@dataclass(frozen=True, slots=True)
class RepCompleted(Event):
    """A movement there and back is over. Times are those of its samples; angles and speed are the level's own, and nan
    for another movement, of which they say nothing."""

    start_s: float
    peak_s: float
    end_s: float
    start_deg: float
    peak_deg: float
    speed_deg_s_max: float
    verdict: Verdict
    reason: str
    values: Mapping[str, float] = field(default_factory=dict)
    """What its kind tells of it beside, by names that end in their unit."""


@dataclass(frozen=True, slots=True)
class StretchTaken(Event):
    """A stretch of an instrumented test that is measured when all is over. Times are those of its samples."""

    index: int
    """Of its trial."""
    part: str
    """What was done in it: `learned`, `answered`, `bout`, `lean`."""
    start_s: float
    end_s: float
    cue_s: float
    """When the start was given; nan where none is."""
    direction_deg: float
    """Where to, clockwise from forward; nan for a test without directions."""


@dataclass(frozen=True, slots=True)
class SetEnded(Event):
    """A set of repetitions is over."""

    index: int
    """1 for the first."""
    repetitions: int
    rests: bool
    """Another follows, after the rest that the dose gives."""
    reason: str


@dataclass(frozen=True, slots=True)
class PaceBeat(Event):
    """A second of the pace, where a tone paces: of the way `up`, the `hold` or the way `down`."""

    phase: str
    count: int
    """0 as the phase begins."""


@dataclass(frozen=True, slots=True)
class CompensationSeen(Event):
    """The trunk helped for longer than a moment."""

    trunk_deg: float


@dataclass(frozen=True, slots=True)
class CueGiven(Event):
    """One directive cue, by its key; how it is worded is the screen's."""

    cue: str


@dataclass(frozen=True, slots=True)
class SignalLost(Event):
    """Nothing has come from a worn sensor for longer than the game may go on without it."""

    site: str


@dataclass(frozen=True, slots=True)
class SignalBack(Event):
    """The sensor is heard again; play goes on."""

    site: str
    away_s: float


@dataclass(frozen=True, slots=True)
class SensorDoubted(Event):
    """Something seems wrong with how a sensor is worn, or two (`other`) seem to be one. `fault` is one of the words of
    `motion.doubt.Fault`."""

    site: str
    fault: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class SensorTrusted(Event):
    """Play waits no longer for a doubt. `how` is person (they say so) or settled (it is so no more)."""

    site: str
    fault: str
    how: str


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """Play waits. `cause` is person, signal, doubt, stop, fall or tired."""

    cause: str


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """Play goes on."""


@dataclass(frozen=True, slots=True)
class RestStarted(Event):
    """A rest that the rules ask for."""

    rest_s: float


@dataclass(frozen=True, slots=True)
class RestEnded(Event):
    """The rest is over."""


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """The person answered a question (`pain_before`, `anything_new`, `alone`…)."""

    question: str
    value: float


@dataclass(frozen=True, slots=True)
class PainReported(Event):
    """The person said that it hurts, 0–10; `sharp` means sharp or new, at any number."""

    pain: int
    sharp: bool
    decision: str


@dataclass(frozen=True, slots=True)
class UnwellReported(Event):
    """The person said that they feel unwell."""


@dataclass(frozen=True, slots=True)
class ImpactFelt(Event):
    """A fall-like moment in what a worn sensor says: the person is asked."""

    site: str


@dataclass(frozen=True, slots=True)
class FallAnswered(Event):
    """The person said whether that was a fall."""

    fell: bool


@dataclass(frozen=True, slots=True)
class Tired(Event):
    """At least two signs of fatigue, in words."""

    signs: str


@dataclass(frozen=True, slots=True)
class DifficultyChanged(Event):
    """What is asked became harder (+) or easier (−), and why, in words."""

    trial: int
    step: int
    change: int
    reason: str


@dataclass(frozen=True, slots=True)
class RoundEnded(Event):
    """The Round is over; `ended` is one of the summary's endings."""

    ended: str


def as_row(event: Event) -> dict[str, Any]:
    """The event as a flat mapping of plain values for a file; a number that cannot be had (nan) becomes None."""
    row: dict[str, Any] = {"event": type(event).__name__}
    for each in fields(event):
        value = getattr(event, each.name)
        if not isinstance(value, Mapping):
            row[each.name] = _plain(value)
        elif value:
            row[each.name] = {key: _plain(one) for key, one in value.items()}
    return row


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value
