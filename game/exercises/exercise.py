"""What every kind of exercise is: rules stepped by Motion, and a view of them that a screen can draw."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from game.exercises.events import Event, Verdict
from game.motion.motion import Motion

TICK_S = 1.0 / 60.0
"""Time inside a Round goes in steps of this."""


@dataclass(frozen=True, slots=True)
class Lit:
    """One lantern, crate or other light that was earned: where (deg, or its place in the row) and how clean."""

    place: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ReachView:
    """What a screen needs of `reach`. Angles in degrees from the neutral pose."""

    targets_deg: tuple[float, ...]
    """Every target of this round, lowest first; none lies beyond what is allowed."""
    target_deg: float
    """The one asked for now; nan while none is."""
    tolerance_deg: float
    hold: float
    """How much of the hold is done, 0–1 (1 at once where no hold is asked for)."""
    reached: bool
    """The target is reached and what is asked now is to come back."""
    ceiling_deg: float
    """The top of the scale that is drawn: a little more than the highest target."""
    lit: tuple[Lit, ...]
    hold_s: float = 0.0
    """How long the target asked for now is held."""


@dataclass(frozen=True, slots=True)
class SteadyView:
    """What a screen needs of `steady`. Lean in degrees from the neutral pose, forward and to the right positive."""

    envelope_forward_deg: float
    envelope_side_deg: float
    inside: bool
    bout_s: float
    left_s: float
    """Seconds still to be spent inside in this bout."""
    resting: bool
    lit: tuple[Lit, ...]


class Ask(StrEnum):
    """What an instrumented test asks for now, one thing at a time; also the key of its cue. None of them says how it
    went, and none depends on where the limb is while an answer is awaited."""

    GET_READY = "get_ready"
    """Take the starting pose (seated, arms crossed on the chest; or standing) and keep still: the cue comes."""
    PRACTISE = "practise"
    """One stand for practice; it is not measured."""
    GO = "go"
    """Start now, and go on until `count` is `asked` (stands), or you sit again (up and go), or time is up."""
    STOP = "stop"
    """Time is up: stay where you are, then sit."""
    GO_FAR = "go_far"
    """As far as you can without pain."""
    AND_BACK = "and_back"
    """And slowly back to the start."""
    LEARN = "learn"
    """Move to the mark."""
    FEEL = "feel"
    """Hold it there and feel where it is."""
    FIND_AGAIN = "find_again"
    """Find that place again without looking, and keep still there."""
    CLOSE_EYES = "close_eyes"
    """Close your eyes; the sound says when to open them."""
    STAND_STILL = "stand_still"
    """Keep still, arms by your side."""
    OPEN_EYES = "open_eyes"
    """It is over; open your eyes."""
    LEAN = "lean"
    """Lean towards `direction_deg` as far as you can without a step or bending at the hips."""
    STAY = "stay"
    """Stay there a moment."""
    DONE = "done"
    """The test is over."""


@dataclass(frozen=True, slots=True)
class InstrumentedView:
    """What a screen needs of an instrumented test, whichever it is. What a test does not use is nan or 0."""

    ask: Ask
    """The one thing asked for now."""
    progress: float
    """How much of that is done, 0–1: keeping still, holding, the time of a bout. 0 where it must not be seen."""
    count: int
    """How many are done: movements, answers, full stands, directions, bouts…"""
    asked: int
    """…of so many; 0 where as many as possible are asked for."""
    left_s: float = math.nan
    """Seconds left, where time is counted down."""
    passed_s: float = math.nan
    """Seconds since the start cue, where time is what is measured."""
    direction_deg: float = math.nan
    """Where to lean: 0 forward, 90 to the person's right, 180 back, 270 to the left."""
    target_deg: float = math.nan
    """The position to be learned; nan as soon as it is to be found again."""
    ceiling_deg: float = math.nan
    """The top of the scale that is drawn, where an angle is shown."""
    practice: bool = False
    """What is done now is not measured."""
    blank: bool = False
    """Nothing on the screen, in sound or vibration may depend on what the body does: the eyes are closed, or an answer
    is awaited. The Round's view gives no angle then."""


ExerciseView: TypeAlias = ReachView | SteadyView | InstrumentedView


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing asked of the person, as the coach chose it. What a kind does not use is nan."""

    index: int
    target_deg: float = math.nan
    tolerance_deg: float = math.nan
    hold_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a level asks for, before the coach makes trials of it."""

    targets_deg: tuple[float, ...]
    """Empty for a kind without degrees."""
    tolerance_deg: float
    hold_s: float
    shuffled: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What makes a repetition clean, beside reaching the target."""

    speed_deg_s_max: float
    trunk_lean_deg_max: float
    """Lean of the trunk from its neutral pose that counts as compensation, when a trunk sensor is worn."""


class Exercise(Protocol):
    """The rules of one kind of play, stepped once a tick of 1/60 s. Pure: Motion in, Events out."""

    @property
    def trial(self) -> Trial | None:
        """What is asked now; None between trials."""
        ...

    @property
    def ready(self) -> bool:
        """The body is back and rested between two trials: another may be offered."""
        ...

    @property
    def over(self) -> bool:
        """It has come to an end of its own, whatever the dose; never where the dose ends it."""
        ...

    @property
    def idle_s(self) -> float:
        """For how long the body may rest elsewhere than in the neutral pose; inf where it is asked to be."""
        ...

    @property
    def cue(self) -> str | None:
        """The one directive cue of now, by its key."""
        ...

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for `trial`."""
        ...

    def set_targets(self, targets_deg: tuple[float, ...]) -> None:
        """Other targets, when the person's range has become known; nothing to a kind without degrees."""
        ...

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick. The body is watched all the time; a trial goes on only while `playing`."""
        ...

    def spoil(self, reason: str) -> None:
        """Something that is not the person's doing (a sensor away, a pause) got into what is being done: that will
        not count."""
        ...

    def view(self) -> ExerciseView:
        """What a screen needs."""
        ...
