"""ScoreKeeper: adds up Events and the measured movement into a Score."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from statistics import median
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np

from game.exercises.attempts import ANOTHER
from game.exercises.events import (
    Answered,
    DifficultyChanged,
    Event,
    RepCompleted,
    StretchTaken,
    TrialEnded,
    Verdict,
)
from game.exercises.exercise import Trial
from game.level.kinds import TESTS
from game.measures import Value, lowpass, range_of_motion, sparc, tempo, uniform, ways
from game.measures.range_of_motion import CUT_HZ, ORDER
from game.measures.smoothness import SLOW_DEG_S
from game.motion.emg_calibration import MuscleSetup
from game.motion.motion import MuscleSignal, TracePoint
from game.scoring.activations import activations
from game.scoring.following import measures_of_paths
from game.scoring.instrumented import measures_of
from game.scoring.lifted import lifted
from game.scoring.light import LIGHT_FINISHED, POINTS, light_of, light_of_finishing
from game.scoring.match import match_measures
from game.scoring.muscle_trace import MuscleTrace
from game.scoring.outcome import Outcome, number
from game.scoring.phases import phases_done
from game.scoring.quality import clean_share, retention_success
from game.scoring.sheet import Conditions, Measure, Sheet
from game.scoring.steady import steady_measures
from game.scoring.together import measures_of_strokes
from game.scoring.trace import Column, Trace
from game.scoring.warm_up import WarmUp

_AFTER_S = 5.0
"""How long after it was counted a repetition's way back is looked for."""
_BEST = 3
"""A session's range is the mean of its best three repetitions."""


_WITHOUT_DEGREES = ("five_stands_test", "chair_stand_test", "up_and_go_test", "activate", "task")
OF_TRIALS: Mapping[str, Callable[[Sequence[TrialEnded]], Mapping[str, Measure]]] = {
    "activate": activations,
    "task": phases_done,
}
"""Kinds whose measures are those of their trials together."""
Span: TypeAlias = tuple[float, float]
"""From when to when, s."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """A measure of every repetition it could be had of, and why it could not be had of the others."""

    rows: list[Mapping[str, Value]]
    reasons: list[str]

    def best(self, name: str, unit: str) -> Value:
        """The mean of the best few."""
        best = sorted(self._numbers(name), reverse=True)[:_BEST]
        return Value(sum(best) / len(best), unit) if best else self._missing(name, unit)

    def middle(self, name: str, unit: str) -> Value:
        """The median."""
        numbers = self._numbers(name)
        return Value(median(numbers), unit) if numbers else self._missing(name, unit)

    def _numbers(self, name: str) -> list[float]:
        return [row[name].value for row in self.rows if row[name].valid]

    def _missing(self, name: str, unit: str) -> Value:
        reasons = [row[name].reason for row in self.rows] + self.reasons
        return Value.missing(unit, reasons[0] if reasons and reasons[0] else "no repetition was made")


class ScoreKeeper:
    """Collects what happened; the measures are computed once, at the end, and never on the way of control."""

    def __init__(
        self,
        kind: str,
        muscles: Mapping[str, MuscleSetup] | None = None,
        test: Conditions | None = None,
        *,
        asks: bool = False,
    ) -> None:
        """`test`: what an instrumented test is made under; `asks`: somebody is there to be asked about it."""
        self._kind = kind
        self._test, self._asks = test, asks
        self._stretches: list[StretchTaken] = []
        self._answers: dict[str, float] = {}
        self._muscles = MuscleTrace(muscles or {})
        self._trace = Trace()
        self._others: dict[str, Trace] = {}
        """Of each companion, by its key."""
        self._reps: list[RepCompleted] = []
        self._warming = False
        """What is asked for is the warm-up: at half range, it is no part of what is measured or counted."""
        self._warm = WarmUp()
        self._trials: list[TrialEnded] = []
        self._changes: list[DifficultyChanged] = []
        self._asked: dict[int, Trial] = {}
        self._counts: dict[int, str | None] = {}
        self.counts: dict[Verdict, int] = {"clean": 0, "partial": 0, "compensated": 0, "other": 0}
        self._verdicts: dict[Verdict, int] = {}
        self.light = 0
        self.done = 0
        """Repetitions that count toward the dose: every attempt at a trial, clean or not."""

    def add(
        self,
        events: Sequence[Event],
        points: Sequence[TracePoint],
        others: Mapping[str, Sequence[TracePoint]] = MappingProxyType({}),
    ) -> None:
        """Take in what happened at one tick; `others` are the points of each companion."""
        if points:
            self._trace.add(points)
        for key, beside in others.items():
            self._others.setdefault(key, Trace()).add(beside)
        for event in events:
            if self._warming and isinstance(event, RepCompleted | TrialEnded):
                self.light += self._warm.take(event)
            elif isinstance(event, RepCompleted):
                self._reps.append(event)
                self.counts[event.verdict] += 1
            elif isinstance(event, TrialEnded):
                self._trials.append(event)
                # The movement that ended the trial is told just before it.
                verdict = self._reps[-1].verdict if self._reps else "other"
                self._verdicts[verdict] = self._verdicts.get(verdict, 0) + 1
                self.done += verdict != "other"
                self.light += light_of(verdict)
            elif isinstance(event, DifficultyChanged):
                self._changes.append(event)
            elif isinstance(event, StretchTaken):
                self._stretches.append(event)
            elif isinstance(event, Answered):
                self._answers[event.question] = event.value

    def asked(self, trial: Trial) -> None:
        """Take in what was asked for, before it is done."""
        self._warming = trial.purpose == "warm_up"
        if self._warming:
            self._warm.asked += 1
        else:
            self._asked[trial.index] = trial

    def counted(self, index: int, counts: str | None) -> None:
        """Take in what a trial counts as for difficulty: success, miss, or nothing."""
        self._counts[index] = counts

    def add_muscles(self, muscles: Mapping[str, MuscleSignal]) -> None:
        """Take in how active each muscle was at one tick of play."""
        if not self._warming:
            self._muscles.add(muscles)

    def finish(self, ended: str) -> None:
        """The Round is over."""
        if self._kind in TESTS:  # a test asks for no quality: it measures it
            self.light += LIGHT_FINISHED if ended == "finished" else 0
        else:
            self.light += light_of_finishing(ended, self._verdicts)

    def smoothness_of(self, rep: RepCompleted) -> float:
        """SPARC of one repetition's way there; nan where it cannot be had."""
        times, columns = self._trace.part(rep.start_s, rep.end_s)
        if times.size < 3:
            return math.nan
        rate_hz = 1.0 / float(np.median(np.diff(times)))
        signal = uniform(times, np.stack([columns["angle_deg"], columns["speed_deg_s"]], axis=1), rate_hz)
        if signal.reason is not None:
            return math.nan
        angle_deg, speed_deg_s = signal.values[:, 0], signal.values[:, 1]
        there, _ = ways(angle_deg, speed_deg_s)
        return _sparc(speed_deg_s[there], rate_hz).value

    def warm_up(self) -> Mapping[str, Mapping[str, int]]:
        """For the summary's context: how the warm-up went; nothing where there was none."""
        return {"warm_up": self._warm.as_row()} if self._warm.asked else {}

    def repetitions(self) -> dict[str, int]:
        """The summary's counts; attempted is the sum of the rest."""
        counts: dict[str, int] = {str(verdict): count for verdict, count in self.counts.items()}
        return {"attempted": sum(counts.values()), **counts}

    def trials(self) -> list[dict[str, Any]]:
        """The summary's trials, in the keys of their kind."""
        return [self._trial(trial) for trial in self._trials]

    def _trial(self, trial: TrialEnded) -> dict[str, Any]:
        row: dict[str, Any] = {"index": trial.index, "start_s": trial.start_s, "end_s": trial.end_s}
        if self._kind == "steady":
            row |= {"lean_deg_max": number(trial.peak_deg), "inside_share": number(trial.inside)}
        elif self._kind in ("sway_test", "limits_test"):
            row |= {"lean_deg_max": number(trial.peak_deg)}
            row |= {"direction_deg": trial.target_deg} if self._kind == "limits_test" else {}
        elif self._kind not in _WITHOUT_DEGREES:
            row |= {"target_deg": number(trial.target_deg), "peak_deg": number(trial.peak_deg)}
        row |= {name: number(value) for name, value in trial.values.items()}
        asked = self._asked.get(trial.index)
        if asked is not None:
            row |= {"step": asked.step, "feedback": asked.feedback, "purpose": asked.purpose}
            row |= {"counts_as": self._counts.get(trial.index)}
        return row | {"success": trial.success, "clean": trial.clean, "reason": trial.reason}

    def difficulty(self) -> list[dict[str, Any]]:
        """Every change of what was asked, with its reason."""
        return [
            {"trial": change.trial, "step": change.step, "change": change.change, "reason": change.reason}
            for change in self._changes
        ]

    def measures(self) -> dict[str, dict[str, Any]]:
        """Every measure of this kind with its unit and, where it cannot be had, the reason."""
        values: Mapping[str, Measure]
        if self._kind in OF_TRIALS:
            values = OF_TRIALS[self._kind](self._trials)
        elif self._kind in TESTS:
            values = self._tested()
        else:
            values = self._of_play()
        values = {**values, **self._muscles.measures(), **({} if self._kind in TESTS else self._quality())}
        return {name: value.as_row() for name, value in values.items()}

    def _quality(self) -> dict[str, Value]:
        opening = [self._counts.get(index) for index, trial in self._asked.items() if trial.purpose == "retention"]
        kept = {"retention_success": retention_success(opening)} if opening else {}
        return {"clean_share": clean_share(self._verdicts), **kept}

    def outcome(
        self, ended: str, duration_s: float, context: Mapping[str, Any], coach: Mapping[str, Any] | None = None
    ) -> Outcome:
        """What it adds up to."""
        return Outcome(
            ended=ended,
            duration_s=duration_s,
            repetitions=self.repetitions(),
            score=self.light * POINTS,
            light=self.light,
            trials=self.trials(),
            measures=self.measures(),
            difficulty=self.difficulty(),
            context=context,
            coach=coach or {},
        )

    def _of_play(self) -> Mapping[str, Measure]:
        match self._kind:
            case "steady":
                return steady_measures(self._trace, self._reps, self._trials)
            case "tempo":
                return {**self._movement(), **lifted(self._trials)}
            case "match":
                return match_measures(self._trials)
            case "trace":
                ended = [rep for rep in self._reps if rep.reason != "outside a trial"]
                others = {rep.tick for rep in ended if rep.verdict == "other"}
                return measures_of_paths(self._trials, [trial.tick not in others for trial in self._trials])
            case "tandem":
                other = self._others.get("other")
                return {**self._movement(), **measures_of_strokes(self._trials, self._reps, self._trace, other)}
            case _:
                return self._movement()

    def _tested(self) -> Mapping[str, Measure]:
        conditions = self._test or Conditions(self._kind)
        return measures_of(
            Sheet(conditions, self._trace, self._stretches, self._trials, self._reps, self._answers, self._asks)
        )

    def _movement(self) -> dict[str, Value]:
        # A movement helped by the trunk says nothing of the joint, another one nothing of this angle.
        spans = [
            (rep.start_s, self._back_s(rep, after))
            for rep, after in self._in_order()
            if rep.verdict != "compensated" and rep.reason != ANOTHER
        ]
        angle = ("angle_deg",)
        ranges = self._each(angle, spans, lambda columns, rate: range_of_motion(columns[:, 0], rate))
        tempos = self._each(angle, spans, lambda columns, rate: tempo(_filtered(columns[:, 0], rate), rate))
        smooth = self._each(("angle_deg", "speed_deg_s"), spans, _smoothness)
        return {
            "range_of_motion": ranges.best("range_deg", "deg"),
            "peak": ranges.best("peak_deg", "deg"),
            "start": ranges.middle("start_deg", "deg"),
            "sparc": smooth.middle("sparc", "1"),
            "sparc_down": smooth.middle("sparc_down", "1"),
            "tempo_up": tempos.middle("concentric_s", "s"),
            "tempo_hold": tempos.middle("hold_s", "s"),
            "tempo_down": tempos.middle("eccentric_s", "s"),
            "peak_speed": tempos.middle("peak_speed_deg_s", "deg/s"),
        }

    def _in_order(self) -> Iterator[tuple[RepCompleted, RepCompleted | None]]:
        """Every repetition with the movement after it, which may be one of the warm-up."""
        after = sorted([*self._reps, *self._warm.reps], key=lambda rep: rep.tick) if self._warm.reps else self._reps
        warm = {rep.tick for rep in self._warm.reps}
        return ((rep, then) for rep, then in zip_longest(after, after[1:]) if rep.tick not in warm)

    def _back_s(self, rep: RepCompleted, after: RepCompleted | None) -> float:
        next_s = math.inf if after is None else after.start_s
        return self._trace.way_back_s(rep, min(next_s, rep.end_s + _AFTER_S))

    def _each(
        self, names: Sequence[str], spans: Sequence[Span], measure: Callable[[Column, float], Mapping[str, Value]]
    ) -> _Measured:
        """The measure of every span; it gets the named columns side by side, at a steady rate."""
        rate_hz = self._trace.rate_hz
        found = _Measured([], [])
        for start_s, end_s in spans:
            times, columns = self._trace.part(start_s, end_s)
            signal = uniform(times, np.stack([columns[name] for name in names], axis=1), rate_hz)
            if signal.reason is None:
                found.rows.append(measure(signal.values, rate_hz))
            else:
                found.reasons.append(signal.reason)
        return found


def _filtered(angle_deg: Column, rate_hz: float) -> Column:
    filtered = lowpass(angle_deg, rate_hz, CUT_HZ, ORDER)
    return angle_deg[:0] if filtered is None else filtered


def _smoothness(columns: Column, rate_hz: float) -> Mapping[str, Value]:
    """Of the two ways apart: holding and turning are no part of a movement's smoothness."""
    angle_deg, speed_deg_s = columns[:, 0], columns[:, 1]
    there, back = ways(angle_deg, speed_deg_s)
    return {"sparc": _sparc(speed_deg_s[there], rate_hz), "sparc_down": _sparc(speed_deg_s[back], rate_hz)}


def _sparc(speed_deg_s: Column, rate_hz: float) -> Value:
    """Of one way."""
    return sparc(speed_deg_s, rate_hz, peak_min=SLOW_DEG_S)
