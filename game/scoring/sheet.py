"""Sheet: everything an instrumented test left behind, what it was made under, and how its measures are named."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.exercises.events import RepCompleted, StretchTaken, TrialEnded
from game.level import Level
from game.measures import Label, Series, Value, uniform
from game.scoring.outcome import number
from game.scoring.trace import Trace

Measure: TypeAlias = Value | Series | Label
Measures: TypeAlias = Mapping[str, Measure]
Column: TypeAlias = NDArray[np.float64]

NOT_FINISHED = "the test was not finished"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a test was made under, as far as its result depends on it."""

    kind: str
    movement: str = ""
    side: str = "right"
    posture: str = "seated"
    eyes: str = ""
    screen_distance_cm: float = math.nan
    earlier: Sequence[Mapping[str, Any]] = ()
    """Tests of the same sitting, oldest first, as `sessions.earlier` writes them."""

    def as_row(self) -> dict[str, Any]:
        """Plain values for a file, without what came earlier."""
        row = {name: getattr(self, name) for name in self.__slots__ if name != "earlier"}
        return {**row, "screen_distance_cm": number(self.screen_distance_cm)}


def conditions_of(level: Level, side: str, earlier: Sequence[Mapping[str, Any]] = ()) -> Conditions:
    """The conditions that a level sets."""
    exercise = level.exercise
    eyes, distance_cm = getattr(exercise, "eyes", ""), getattr(exercise, "screen_distance_cm", math.nan)
    return Conditions(level.kind, level.movement, side, level.posture, eyes, float(distance_cm), tuple(earlier))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a test left behind."""

    conditions: Conditions
    trace: Trace
    stretches: Sequence[StretchTaken] = ()
    trials: Sequence[TrialEnded] = ()
    reps: Sequence[RepCompleted] = ()
    answers: Mapping[str, float] = field(default_factory=dict)
    asked: bool = False
    """Somebody is there to be asked: without an answer the number does not count."""

    @property
    def reason(self) -> str:
        """Why nothing can be measured, where nothing can."""
        return next((trial.reason for trial in reversed(self.trials) if not trial.clean), NOT_FINISHED)

    def columns(self, start_s: float, end_s: float, *names: str) -> tuple[list[Column], float, str | None]:
        """The named columns of a stretch at a steady rate, that rate (Hz), and why they cannot be had."""
        rate_hz = self.trace.rate_hz
        times, columns = self.trace.part(start_s, end_s)
        found = uniform(times, np.stack([columns[name] for name in names], axis=1), rate_hz)
        return [found.values[:, place] for place in range(len(names))], rate_hz, found.reason


def named(name: str, values: Measures) -> dict[str, Measure]:
    """A measure of several numbers as a summary names them: the headline, then each by its own name."""
    headline = next(iter(values.values()))
    each = {f"{name}_{key.lower().removeprefix(f'{name}_')}": value for key, value in values.items()}
    return {name: headline, **each}


def without(values: Measures, reason: str) -> dict[str, Measure]:
    """The same measures, none of which can be had."""
    return {
        key: Label.missing(reason) if isinstance(value, Label) else type(value).missing(value.unit, reason)
        for key, value in values.items()
    }
