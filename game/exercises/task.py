"""`task`: the phases of a task of daily life, done in their order; another movement of the same range does not pass."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.attempts import ANOTHER
from game.exercises.events import (
    CompensationSeen,
    Event,
    PhaseDone,
    RepCompleted,
    TargetReached,
    TrialEnded,
    TrialStarted,
    Verdict,
)
from game.exercises.exercise import TICK_S, Asked, Ends, Limits, Trial
from game.exercises.gauging import CRITERION, HEIGHT, Signals, broken, fitted, met, progress, stirs
from game.exercises.keys import Companion, KindKeys
from game.exercises.limb import CARRIED_SHARE
from game.exercises.phase_keys import PhaseKeys
from game.exercises.tasks import TASKS, Phase, Task, TaskName
from game.exercises.views import Criterion, Lit, TaskView
from game.exercises.watch import HELPED, CompensationWatch
from game.measures.swings import SwingCounter
from game.motion.motion import Motion

_HOLD = Ends(easiest=0.3, hardest=1.6)
_TIME = Ends(easiest=2.0, hardest=0.5)
_PARTS = {"part": (0.25, 0.5, 1.0), "whole": (0.5, 1.0, 1.0)}
"""Which share of the phases is asked for where variability is -1, 0 and 1: at least one, and never none."""
_BEGUN_S, _BROKEN_S = 0.15, 0.25
"""Away from where it starts for so long is begun; a condition that is missed for so long is missed."""
_SLIP = 0.15
"""A hold goes on while its conditions are missed by no more than this share of their size."""
_HALF_WAY = 0.5
_REST_S = 0.4
_LINGER_S = 3.0
"""Somebody who is not asked for anything may stay elsewhere for so long."""

Cm = Annotated[float, Field(ge=20, le=120)]
Words = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^\S(.*\S)?$")]


class TaskKeys(KindKeys):
    """What a level says of `task`."""

    kind: Literal["task"]
    task: TaskName = Field(description="Which task of daily life; each belongs to one movement.")
    object: Words = Field(
        default="an empty unbreakable cup", description="What is handled, so that nothing spills, breaks or burns."
    )
    weight_kg: Annotated[float, Field(ge=0, le=2)] = Field(
        default=0.2, description="How heavy it is; more than 2 kg is not lifted in a game."
    )
    surface_cm: Cm | None = Field(
        default=None,
        description="How high the table or the shelf is above the floor; a shelf is at most at shoulder height.",
    )
    seat_cm: Annotated[float, Field(ge=35, le=70)] = Field(
        default=45.0, description="How high the seat is: a firm chair with its back against the wall."
    )
    arms: Literal["allowed", "not_used"] = Field(
        default="allowed", description="Whether the arms may help in rising; a stand without them is harder."
    )
    aid: Words = Field(default="none", description="A walking aid, an orthosis or a strap that is used.")
    support: Literal["none", "one_hand", "both_hands"] = Field(
        default="one_hand", description="What the hands hold on to on one's feet: something sturdy, within reach."
    )
    turn_to: Literal["left", "right", "either"] = Field(
        default="either", description="To which side one turns; in turning it is the harder side that is practised."
    )
    practice: Literal["whole", "part"] = Field(
        default="whole", description="The whole task, or its first phases until they are sure."
    )
    phases: Annotated[tuple[PhaseKeys, ...], Field(max_length=8)] = Field(
        default=(), description="What is asked of single phases otherwise than usual; the rest stays as it is."
    )
    rest_between_s: Annotated[float, Field(ge=0, le=60)] = Field(
        default=2.0, description="The least time between the end of one task and the next."
    )

    def companions(self, movement: str) -> tuple[Companion, ...]:  # noqa: ARG002 (each task has one movement)
        """What tells its phases apart beside the level's own movement."""
        return TASKS[self.task].companions

    def demands(self) -> Mapping[str, float]:
        """A step is harder with a heavier thing, a lower seat, no arms and the whole task; or it is a task that comes
        later in the table."""
        return {
            "task": float(list(TASKS).index(self.task)),
            "weight_kg": self.weight_kg,
            "seat_cm": -self.seat_cm,
            "arms": float(self.arms == "not_used"),
            "practice": float(self.practice == "whole"),
        }

    def takes_s(self, speed_deg_s: float) -> float:  # noqa: ARG002 (how long a phase takes is not its speed alone)
        """Each phase with a quarter of the time that it may take, its hold and the rest between."""
        return sum(0.25 * phase.within_s + phase.hold_s for phase in self.own_phases()) + self.rest_between_s

    def phases_told(self) -> tuple[str, ...]:
        """What its sensors tell apart, and what they do not."""
        task = TASKS[self.task]
        return (f"These sensors tell {task.tells}", f"They do not tell {task.cannot_tell}")

    def own_phases(self) -> tuple[Phase, ...]:
        """The phases that this level asks for, in the order of the task."""
        own = {each.phase: each for each in self.phases}
        found = []
        for phase in TASKS[self.task].phases:
            keys = own.get(phase.name)
            if keys is None or keys.required:
                found.append(phase if keys is None else keys.on(phase))
        return tuple(found)

    def asked(self) -> Asked:
        """What the coach makes trials of. The hold is the longest of a phase; all change with it."""
        hold_s = max((phase.hold_s for phase in self.own_phases()), default=0.0)
        least, usual, _ = _PARTS[self.practice]
        ends = {
            "tolerance": CRITERION,
            "hold": _HOLD,
            "tempo": _TIME,
            "variability": Ends(least / usual, 1.0 / usual),
            "range": HEIGHT,
        }
        return Asked((), math.nan, hold_s, ends=ends)  # type: ignore[arg-type]

    def rules(self, limits: Limits) -> TaskRules:
        """The rules, ready to be stepped."""
        return TaskRules(self, limits)


class TaskRules:
    """The rules of `task`. A trial is one task: it ends when its last phase is done, when the body is back where it
    began, or when a phase takes too long.

    A task in which nothing of an essential phase was done is another movement, whatever range it had. Movements of the
    body that no signal of the task sees are told as others. No phase takes too long in a trial that waits.
    """

    def __init__(self, keys: TaskKeys, limits: Limits) -> None:
        self.trial: Trial | None = None
        self.cue: str | None = None
        self._keys, self._limits = keys, limits
        self._task: Task = TASKS[keys.task]
        self._all = keys.own_phases()
        self._phases = self._all
        self._signals = Signals(self._task.mirrored, keys.turn_to)
        self._watch = CompensationWatch(limits.trunk_lean_deg_max)
        self._swings = SwingCounter()
        self._lit: list[Lit] = []
        self._spoilt: str | None = None
        self._rested_s = keys.rest_between_s
        self._number = 0
        self._heard_s = self._told_until_s = -math.inf
        self._clear()

    def _clear(self) -> None:
        self._begun = False
        self._away_s = self._home_s = self._stirred_s = 0.0
        self._done = 0
        self._near: list[float] = [0.0] * len(self._all)
        self._seconds: list[float] = []
        self._phase_s = self._held_s = self._broken_s = 0.0
        self._broken: tuple[Verdict, str] | None = None
        self._first_s = self._peak_s = math.nan
        self._peak_deg, self._speed_deg_s = 0.0, 0.0
        self._lean_deg = 0.0

    @property
    def _at_home(self) -> bool:
        return met(self._task.home, self._signals.now)

    @property
    def ready(self) -> bool:
        """No trial is on, the body is where a task begins, and there was time to rest."""
        return self.trial is None and self._rested_s >= self._keys.rest_between_s and self._home_s >= _REST_S

    @property
    def over(self) -> bool:
        """It is the dose that ends it."""
        return False

    @property
    def idle_s(self) -> float:
        """In a task one may stay wherever it leads; before and after it one is to be where it begins."""
        return math.inf if self._begun else _LINGER_S

    def set_targets(self, _targets_deg: tuple[float, ...]) -> None:
        """A task has no targets of its own."""

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for the task, or for its first phases."""
        self.trial, self._spoilt, self._number = trial, None, trial.index
        least, usual, most = _PARTS[self._keys.practice]
        vary = trial.difficulty.variability
        share = usual + (most - usual) * max(0.0, vary) + (usual - least) * min(0.0, vary)
        count = max(1, round(share * len(self._all)))
        self._phases = tuple(self._fitted(phase, trial) for phase in self._all[:count])
        self._clear()
        self._signals.restart()
        self._watch.clear()
        self._lean_deg = 0.0
        self._start_s = tick * TICK_S
        self.cue = self._phases[0].name
        return TrialStarted(tick, trial.index, math.nan)

    def _fitted(self, phase: Phase, trial: Trial) -> Phase:
        """The phase as this trial asks for it."""
        harder, wall = trial.difficulty, self._limits.wall
        base_s = max((each.hold_s for each in self._all), default=0.0)
        longer = trial.hold_s / base_s if base_s > 0.0 else 1.0
        asks = tuple(fitted(each, harder, trial.index, wall) for each in phase.asks)
        keeps = tuple(
            replace(each, condition=fitted(each.condition, harder, trial.index, wall)) for each in phase.keeps
        )
        within_s = phase.within_s * _TIME.at(harder.tempo)
        return replace(phase, asks=asks, keeps=keeps, hold_s=phase.hold_s * longer, within_s=within_s)

    def spoil(self, reason: str) -> None:
        """The task in progress will not count for or against the person."""
        if self.trial is not None and self._spoilt is None:
            self._spoilt = reason

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick: the signals, the body, and the phase of now."""
        events: list[Event] = []
        self._signals.hear(motion, resting=not self._begun)
        if self._watch.step(motion.lean_deg):
            events.append(CompensationSeen(motion.tick, motion.lean_deg))
        if motion.lean_deg > self._lean_deg:
            self._lean_deg = motion.lean_deg
        self._follow(motion)
        home = self._at_home
        self._home_s = self._home_s + TICK_S if home else 0.0
        self._away_s = 0.0 if home else self._away_s + TICK_S
        trial = self.trial
        if trial is None:
            self._rested_s += TICK_S
        elif playing:
            events += self._play(motion.tick, trial)
        return events + self._others(motion)

    def _play(self, tick: int, trial: Trial) -> list[Event]:
        if not self._begun:
            self._spoilt = None  # nothing was being done
            stirring = stirs(self._phases[0].asks, self._signals.now)
            self._stirred_s = self._stirred_s + TICK_S if stirring else 0.0
            if self._away_s < _BEGUN_S:
                return []
            self._begun, self._phase_s = True, self._stirred_s
            self._first_s = self._heard_s
        if self._spoilt is not None:
            return self._end(tick, trial)
        events = self._go_on(tick, trial)
        if self.trial is None:
            return events
        phase = self._phases[self._done]
        late = not trial.waits and self._phase_s > phase.within_s + phase.hold_s
        if late or (self._home_s >= self._task.settle_s and not self._held_s):
            return events + self._end(tick, trial)
        return events

    def _go_on(self, tick: int, trial: Trial) -> list[Event]:
        """The phase of now: is it kept, how near is it, and is it done."""
        phase, now = self._phases[self._done], self._signals.now
        self._phase_s += TICK_S
        missed = next((keep for keep in phase.keeps if broken(keep.condition, now)), None)
        self._broken_s = 0.0 if missed is None else self._broken_s + TICK_S
        if missed is not None and self._broken_s >= _BROKEN_S and self._broken is None:
            self._broken = (missed.verdict, missed.reason)
        self._near[self._done] = max(self._near[self._done], progress(phase.asks, now))
        slack = _SLIP if self._held_s else 0.0
        self._held_s = self._held_s + TICK_S if met(phase.asks, now, slack) else 0.0
        if trial.feedback:
            self.cue = "hold" if self._held_s and phase.hold_s else phase.name
        if self._held_s <= 0.0 or self._held_s < phase.hold_s:
            return []
        self._seconds.append(self._phase_s)
        done = PhaseDone(tick, self._done, phase.name)
        self._done += 1
        self._phase_s = self._held_s = self._broken_s = 0.0
        if self._done < len(self._phases):
            return [done]
        return [done, TargetReached(tick, trial.index), *self._end(tick, trial)]

    def _follow(self, motion: Motion) -> None:
        for point in motion.trace:
            self._heard_s = point.t_s
            if self._begun:
                self._speed_deg_s = max(self._speed_deg_s, point.speed_deg_s)
                if abs(point.angle_deg) > abs(self._peak_deg):
                    self._peak_deg, self._peak_s = point.angle_deg, point.t_s

    def _others(self, motion: Motion) -> list[Event]:
        """Movements of the body that are no part of a task."""
        found: list[Event] = []
        nan = math.nan
        for point in motion.trace:
            if point.rate_rad_s is None:
                continue
            for swing in self._swings.feed(point.t_s, point.rate_rad_s):
                if not self._begun and swing.start_s >= self._told_until_s:
                    times = (swing.start_s, swing.peak_s, swing.end_s)
                    found.append(RepCompleted(motion.tick, *times, nan, nan, nan, "other", ANOTHER))
        if not self._begun and self.trial is None and self._home_s < _REST_S:
            self._told_until_s = self._heard_s  # the way back from a task is no movement of its own
        return found

    def _judge(self) -> tuple[Verdict, str]:
        if self._spoilt is not None:
            return "other", self._spoilt
        if self._done < len(self._phases):
            wanting = [
                phase
                for phase, near in zip(self._phases, self._near, strict=False)
                if phase.essential and near < _HALF_WAY
            ]
            if wanting:
                return "other", wanting[0].missing
        carries = self._limits.trunk_carries and math.isfinite(self._limits.trunk_lean_deg_max)
        if carries and self._lean_deg >= CARRIED_SHARE * abs(self._peak_deg):
            return "other", ANOTHER
        if self._broken is not None:
            return self._broken
        if self._done < len(self._phases):
            return "partial", self._phases[self._done].missing
        if self._speed_deg_s > self._limits.speed_deg_s_max:
            return "other", "too fast"
        if self._watch.seen:
            return "compensated", HELPED
        return "clean", "as asked"

    def _end(self, tick: int, trial: Trial) -> list[Event]:
        verdict, reason = self._judge()
        whole, spoilt = self._done == len(self._phases), self._spoilt is not None
        values = {f"{phase.name}_s": seconds for phase, seconds in zip(self._phases, self._seconds, strict=False)}
        values |= {"phases_done_count": float(self._done), "phases_count": float(len(self._phases))}
        times = (self._first_s, self._peak_s, self._heard_s)
        rep = RepCompleted(tick, *times, 0.0, self._peak_deg, self._speed_deg_s, verdict, reason)
        if verdict != "other":
            self._lit.append(Lit(float(len(self._lit)), verdict))
        self.cue = _CUES.get(reason, "well_done" if verdict == "clean" else "once_more")
        self.trial, self._begun, self._rested_s = None, False, 0.0
        self._home_s, self._told_until_s = 0.0, self._heard_s
        ended = TrialEnded(
            tick,
            trial.index,
            self._start_s,
            tick * TICK_S,
            math.nan,
            self._peak_deg,
            math.nan,
            whole and verdict != "other",
            verdict == "clean",
            spoilt,
            reason,
            values,
        )
        return [rep, ended]

    def view(self) -> TaskView:
        """What a screen needs; in an unaided trial nothing that depends on the body."""
        trial, phases = self.trial, self._phases
        blank = trial is not None and not trial.feedback
        on = trial is not None and not blank
        now = phases[min(self._done, len(phases) - 1)]
        return TaskView(
            task=self._task.name,
            phases=tuple(phase.name for phase in phases),
            criteria=tuple(tuple(Criterion(c.signal, c.low, c.high) for c in phase.asks) for phase in phases),
            holds_s=tuple(phase.hold_s for phase in phases),
            done=0 if blank else self._done,
            progress=progress(now.asks, self._signals.now) if on and self._begun else 0.0,
            held=min(1.0, self._held_s / now.hold_s) if on and now.hold_s > 0.0 else 0.0,
            asked=trial is not None,
            number=self._number,
            lit=tuple(self._lit),
            blank=blank,
        )


_CUES = {"too fast": "slower", "down too fast": "slower", "turned too fast": "slower", HELPED: "sit_tall"} | {
    phase.missing: phase.name for task in TASKS.values() for phase in task.phases
}
"""What to change next time, for each way of not being clean: the phase that was missing."""
