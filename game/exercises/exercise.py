"""What every kind of exercise is: rules stepped by Motion, and what a coach may ask of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

from game.exercises.events import Event
from game.exercises.views import ExerciseView
from game.motion.motion import Motion

TICK_S = 1.0 / 60.0
"""Time inside a Round goes in steps of this."""

Parameter = Literal["tolerance", "hold", "tempo", "variability", "range"]
"""What may get easier or harder; each kind says in its keys what these five are for it."""
PARAMETERS: tuple[Parameter, ...] = ("tolerance", "hold", "tempo", "variability", "range")
"""In the order in which they adapt where a level names no other: range last."""

Side = Literal["left", "right"]
Purpose = Literal["practice", "easy_win", "retention", "warm_up"]
"""Why a trial is asked for: to practise; as an easy one after misses; without feedback, to see what was kept since the
last session; or to warm up, which says nothing of what the person can do and counts toward nothing."""


@dataclass(frozen=True, slots=True)
class Difficulty:
    """How hard each parameter is made: -1 as easy as may be, 0 as the level says, 1 as hard as may be."""

    tolerance: float = 0.0
    hold: float = 0.0
    tempo: float = 0.0
    variability: float = 0.0
    range: float = 0.0

    def place(self, place: int, count: int) -> int:
        """Which of `count` places it is where variability leaves fewer of them take turns: at its easiest the first."""
        return place % max(1, math.ceil(count * min(1.0, 1.0 + self.variability)))

    def aside(self, index: int) -> float:
        """How far beside its place a trial lies where variability is harder than the level says, -1 to 1."""
        return max(0.0, self.variability) * (2.0 * spread(index) - 1.0)


AS_THE_LEVEL_SAYS = Difficulty()


@dataclass(frozen=True, slots=True)
class Ends:
    """What the level's own value of a parameter is multiplied by at its two ends."""

    easiest: float
    hardest: float
    eases: bool = True
    """False where nothing is easier than the level's own: it only gets harder."""

    def at(self, difficulty: float) -> float:
        """The factor for a difficulty of -1 to 1: 1 at 0, and in equal ratios from there to the ends."""
        return float(self.hardest**difficulty if difficulty >= 0.0 else self.easiest**-difficulty)


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing asked of the person, as the coach chose it. What a kind does not use is nan."""

    index: int
    target_deg: float = math.nan
    """Never beyond the wall."""
    tolerance_deg: float = math.nan
    hold_s: float = 0.0
    place: int = 0
    """Which of the things that the level asks for: its targets, directions, paths or conditions, in their order."""
    difficulty: Difficulty = AS_THE_LEVEL_SAYS
    """For what a kind makes of it beside target, tolerance and hold."""
    feedback: bool = True
    """False in an unaided trial: nothing shown or heard depends on the body until it is over."""
    waits: bool = False
    """The world waits: no time limit of the kind's holds."""
    step: int = 0
    """Where on the coach's path it lies: 0 as the level says, more is harder."""
    purpose: Purpose = "practice"
    choices: tuple[Trial, ...] = ()
    """Where the person chooses: each as it would be asked for alone, lowest first; this trial is then the lowest one.
    Empty where there is nothing to choose."""

    def taken(self, target_deg: float) -> Trial:
        """The one of its choices that has that target; itself where there is nothing to choose."""
        return next((one for one in self.choices if one.target_deg == target_deg), self)


_GOLDEN = 0.6180339887498949
"""Steps of this share of a turn never come back to where they were: spread evenly, neither in turn nor by chance."""


def spread(index: int) -> float:
    """A number from 0 to 1 for each trial, the same every time: what varies from one to the next without chance."""
    return _GOLDEN * (index + 1) % 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a level asks for, before the coach makes trials of it."""

    targets_deg: tuple[float, ...]
    """One a place; empty for a kind without degrees."""
    tolerance_deg: float
    hold_s: float
    shuffled: bool = False
    places: int = 1
    """For a kind without degrees: how many different things may be asked for."""
    sides: tuple[Side | None, ...] = ()
    """One a place, where places have a side of the person's; empty where none has."""
    ends: Mapping[Parameter, Ends] = field(default_factory=dict)
    """The parameters that this kind can adapt, and how far. `tolerance` multiplies `tolerance_deg`, `hold` `hold_s` and
    `range` every target; the others are the kind's own."""
    choosable: bool = False
    """The kind lets the person choose which place comes next, of those that are left of a round…"""
    by_person: bool = False
    """…and the level asks for that."""

    @property
    def count(self) -> int:
        """How many different things may be asked for."""
        return len(self.targets_deg) or self.places


@dataclass(frozen=True, slots=True)
class Wall:
    """What nothing asked for may pass: the prescription's limits inside the movement's safe ones."""

    floor_deg: float = -math.inf
    ceiling_deg: float = math.inf
    speed_deg_s_max: float = math.inf

    def inside_deg(self, angle_deg: float) -> float:
        """The angle, or the nearest one that is allowed."""
        return min(self.ceiling_deg, max(self.floor_deg, angle_deg))


@dataclass(frozen=True, slots=True)
class Limits:
    """What makes a repetition clean, beside reaching the target, and what is not to be passed."""

    speed_deg_s_max: float
    trunk_lean_deg_max: float
    """Lean of the trunk from its neutral pose that counts as compensation, when a trunk sensor is worn."""
    wall: Wall = field(default_factory=Wall)
    own_leans_deg: tuple[float, ...] = ()
    """How far the person can lean and stay there, all round in the directions of `envelope.DIRECTIONS_DEG`, where that
    has been tested; empty otherwise."""
    seed: int = 0
    """Of what a kind draws by lot: equal seeds ask the same."""
    trunk_carries: bool = True
    """The limb hangs on the trunk, so that a lean alone takes it to another angle: true of arms and head."""


@runtime_checkable
class Answerable(Protocol):
    """A kind in which the person may say by a key that this is their answer."""

    def answer(self) -> None:
        """What the body does now is the answer, where one is awaited."""
        ...


@runtime_checkable
class Withdrawing(Protocol):
    """A kind that can take back what it asks for."""

    def withdraw(self) -> None:
        """The trial of now is asked for no more; a movement that is on goes on outside a trial."""
        ...


@runtime_checkable
class Scaled(Protocol):
    """A kind that may ask each limb for a share of the range which that limb has just shown."""

    def scale(self, shown_deg: tuple[float, float], most_share: float) -> tuple[float, ...]:
        """Targets that follow from how far the movement's own limb and the other one go; none asks either limb for
        more than `most_share` of what it showed."""
        ...

    @property
    def amplitudes(self) -> Mapping[str, float]:
        """How far each limb is asked to go now, deg."""
        ...


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
