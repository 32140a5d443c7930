"""ScoreKeeper: adds up Events and the measured movement into a Score."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from game.exercises.events import DifficultyChanged, Event, RepCompleted, TrialEnded, Verdict
from game.measures import Value, range_of_motion, sparc, sway, tempo, uniform
from game.measures.smoothness import SLOW_DEG_S
from game.measures.sway import DURATION_S_MIN
from game.motion.motion import TracePoint
from game.scoring.outcome import number
from game.scoring.trace import Trace

LIGHT: dict[Verdict, int] = {"clean": 3, "compensated": 1, "partial": 1, "other": 0}
"""Every attempt inside a trial brings a little light, a clean one more; what is not the exercise brings none."""
LIGHT_FINISHED = 10
"""Finishing brings most."""
POINTS = 10
"""Points a light; they exist only in the file."""
_AFTER_S = 5.0
"""How long after it was counted a repetition's way back is looked for."""
_BEST = 3
"""A session's range is the mean of its best three repetitions."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One repetition with where its way back ended."""

    rep: RepCompleted
    back_s: float


class ScoreKeeper:
    """Collects what happened; the measures are computed once, at the end, and never on the way of control."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._trace = Trace()
        self._reps: list[RepCompleted] = []
        self._trials: list[TrialEnded] = []
        self._changes: list[DifficultyChanged] = []
        self.counts: dict[Verdict, int] = {"clean": 0, "partial": 0, "compensated": 0, "other": 0}
        self.light = 0

    @property
    def done(self) -> int:
        """Repetitions that count toward the dose: every attempt at a trial, clean or not."""
        return self.counts["clean"] + self.counts["partial"] + self.counts["compensated"]

    def add(self, events: Sequence[Event], points: Sequence[TracePoint]) -> None:
        """Take in what happened at one tick."""
        if points:
            self._trace.add(points)
        for event in events:
            if isinstance(event, RepCompleted):
                self._reps.append(event)
                self.counts[event.verdict] += 1
                self.light += LIGHT[event.verdict]
            elif isinstance(event, TrialEnded):
                self._trials.append(event)
            elif isinstance(event, DifficultyChanged):
                self._changes.append(event)

    def finish(self, ended: str) -> None:
        """The Round is over."""
        if ended == "finished":
            self.light += LIGHT_FINISHED

    def repetitions(self) -> dict[str, int]:
        """The summary's counts; attempted is the sum of the rest."""
        counts: dict[str, int] = {"attempted": sum(self.counts.values())}
        return counts | {verdict: count for verdict, count in self.counts.items()}

    def trials(self) -> list[dict[str, Any]]:
        """The summary's trials, in the keys of their kind."""
        return [self._trial(trial) for trial in self._trials]

    def _trial(self, trial: TrialEnded) -> dict[str, Any]:
        row: dict[str, Any] = {"index": trial.index, "start_s": trial.start_s, "end_s": trial.end_s}
        if self._kind == "steady":
            row |= {"lean_deg_max": number(trial.peak_deg), "inside_share": number(trial.inside)}
        else:
            row |= {"target_deg": number(trial.target_deg), "peak_deg": number(trial.peak_deg)}
        return row | {"success": trial.success, "clean": trial.clean, "reason": trial.reason}

    def difficulty(self) -> list[dict[str, Any]]:
        """Every change of what was asked, with its reason."""
        return [
            {"trial": change.trial, "step": change.step, "change": change.change, "reason": change.reason}
            for change in self._changes
        ]

    def measures(self) -> dict[str, dict[str, Any]]:
        """Every measure of this kind with its unit and, where it cannot be had, the reason."""
        values = self._sway() if self._kind == "steady" else self._movement()
        return {name: value.as_row() for name, value in values.items()}

    def _stretches(self) -> list[_Stretch]:
        # A movement helped by the trunk says nothing of the joint.
        chosen = [rep for rep in self._reps if rep.verdict != "compensated"]
        starts_s = {rep: after.start_s for rep, after in zip(self._reps, self._reps[1:], strict=False)}
        return [
            _Stretch(rep, self._trace.way_back_s(rep, min(starts_s.get(rep, math.inf), rep.end_s + _AFTER_S)))
            for rep in chosen
        ]

    def _movement(self) -> dict[str, Value]:
        stretches = self._stretches()
        ranges = self._each(stretches, lambda angle, _speed, rate: range_of_motion(angle, rate))
        tempos = self._each(stretches, lambda angle, _speed, rate: tempo(angle, rate))
        up = [_Stretch(one.rep, one.rep.peak_s) for one in stretches]
        smooth = self._each(up, lambda _angle, speed, rate: {"sparc": sparc(speed, rate, peak_min=SLOW_DEG_S)})
        down = [_Stretch(one.rep, one.back_s) for one in stretches]
        rough = self._each(
            down, lambda _angle, speed, rate: {"sparc": sparc(speed, rate, peak_min=SLOW_DEG_S)}, from_peak=True
        )
        return {
            "range_of_motion": _best(ranges, "range_deg", "deg"),
            "peak": _best(ranges, "peak_deg", "deg"),
            "start": _middle(ranges, "start_deg", "deg"),
            "sparc": _middle(smooth, "sparc", "1"),
            "sparc_down": _middle(rough, "sparc", "1"),
            "tempo_up": _middle(tempos, "concentric_s", "s"),
            "tempo_hold": _middle(tempos, "hold_s", "s"),
            "tempo_down": _middle(tempos, "eccentric_s", "s"),
            "peak_speed": _middle(tempos, "peak_speed_deg_s", "deg/s"),
        }

    def _each(
        self,
        stretches: Sequence[_Stretch],
        measure: Callable[[Any, Any, float], Mapping[str, Value]],
        from_peak: bool = False,
    ) -> list[Mapping[str, Value]]:
        rate_hz = self._trace.rate_hz
        found = []
        for stretch in stretches:
            start_s = stretch.rep.peak_s if from_peak else stretch.rep.start_s
            times, columns = self._trace.part(start_s, stretch.back_s)
            angle = uniform(times, columns["angle_deg"], rate_hz)
            speed = uniform(times, columns["speed_deg_s"], rate_hz)
            if angle.reason is None and speed.reason is None:
                found.append(measure(angle.values, speed.values, rate_hz))
        return found

    def _sway(self) -> dict[str, Value]:
        """The sway of the longest bout."""
        bouts = [rep for rep in self._reps if rep.verdict != "other" and math.isfinite(rep.start_s)]
        longest = max(bouts, key=lambda rep: rep.end_s - rep.start_s, default=None)
        if longest is None:
            times, columns = self._trace.part(math.inf, math.inf)
        else:
            times, columns = self._trace.part(longest.start_s, longest.end_s)
        rate_hz = self._trace.rate_hz
        ap = uniform(times, columns["forward_deg"], rate_hz)
        ml = uniform(times, columns["right_deg"], rate_hz)
        reason = "no bout was finished" if longest is None else ap.reason or ml.reason
        values = sway(ap.values, ml.values, rate_hz, duration_s_min=DURATION_S_MIN)
        return {
            f"sway_{name}": Value.missing(value.unit, reason) if reason is not None else value
            for name, value in values.items()
        }


def _valid(found: Sequence[Mapping[str, Value]], name: str) -> list[float]:
    return [row[name].value for row in found if row[name].valid]


def _why(found: Sequence[Mapping[str, Value]], name: str) -> str:
    return next((row[name].reason or "" for row in found if not row[name].valid), "no repetition could be measured")


def _best(found: Sequence[Mapping[str, Value]], name: str, unit: str) -> Value:
    best = sorted(_valid(found, name), reverse=True)[:_BEST]
    return Value(sum(best) / len(best), unit) if best else Value.missing(unit, _why(found, name))


def _middle(found: Sequence[Mapping[str, Value]], name: str, unit: str) -> Value:
    values = _valid(found, name)
    return Value(median(values), unit) if values else Value.missing(unit, _why(found, name))
