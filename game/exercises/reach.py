"""`reach`: get to a target, hold it, come back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.attempts import ANOTHER, Attempts
from game.exercises.events import (
    CompensationSeen,
    Event,
    RepCompleted,
    TargetReached,
    TrialEnded,
    TrialStarted,
    Verdict,
)
from game.exercises.exercise import TICK_S, Asked, Limits, Trial
from game.exercises.keys import KindKeys
from game.exercises.pace import REACTION_S, Pace, stroke_s
from game.exercises.views import Lit, ReachView
from game.exercises.watch import HELPED, CompensationWatch
from game.measures.repetitions import Adaptive, Params, Repetition, RepetitionCounter
from game.measures.swings import Swing
from game.motion.motion import Motion

Degrees = Annotated[float, Field(ge=1, le=180)]

_SEEN_SHARE = 0.5
"""A movement is seen from this share of the lowest target on, however far the others go."""
_MOVEMENT_S = 15.0
"""A movement that takes longer, its hold not counted, is abandoned."""
_AWAY_S = 0.25
"""A longer hole in the samples may hide that the target was reached."""
_BACK_SHARE = 0.3
"""The limb is back when the angle is below this share of the highest target…"""
_BACK_DEG = 15.0
"""…or below this, whichever is more: a hanging arm is never quite at zero."""
_SLIP_DEG = 4.0
"""A hold goes on while the angle dips no more than this below the tolerance; further down it starts again."""
_IDLE_S, _LINGER_S = 0.3, 3.0
"""A limb that is back stays back; one that was raised unasked may be held for a target that is no more."""
_COMING_DEG = 15.0
"""So far below its peak a limb that was told to come back is coming; before it may linger."""
_HEADROOM = 1.15
"""The scale that is drawn goes this far above the highest target."""


class ReachKeys(KindKeys):
    """What a level says of `reach`. Angles in degrees from the neutral pose."""

    kind: Literal["reach"]
    targets_deg: Annotated[tuple[Degrees, ...], Field(min_length=1, max_length=12)] = Field(
        description="The targets, each asked for once a round of them; a prescription or gentle mode may lower them."
    )
    order: Literal["rising", "shuffled"] = Field(default="rising", description="Lowest first, or in a drawn order.")
    tolerance_deg: Annotated[float, Field(ge=2, le=20)] = Field(
        default=8.0, description="A target counts as reached from this far below it."
    )
    hold_s: Annotated[float, Field(ge=0, le=30)] = Field(default=0.0, description="How long the target is held.")
    rest_between_s: Annotated[float, Field(ge=0, le=30)] = Field(
        default=0.5, description="The least time between the end of a movement and the next target."
    )

    def asked(self) -> Asked:
        """What the coach makes trials of."""
        return Asked(self.targets_deg, self.tolerance_deg, self.hold_s, self.order == "shuffled")

    def demands(self) -> Mapping[str, float]:
        """A step is harder that goes farther, holds longer, takes less for reached, or leaves less time to rest."""
        return {
            "targets_deg": max(self.targets_deg),
            "hold_s": self.hold_s,
            "tolerance_deg": -self.tolerance_deg,
            "rest_between_s": -self.rest_between_s,
            "order": float(self.order == "shuffled"),
        }

    def takes_s(self, speed_deg_s: float) -> float:
        """There, hold, back and rest, by the mean of the targets."""
        strokes_s = [2.0 * stroke_s(target_deg, speed_deg_s) for target_deg in self.targets_deg]
        return sum(strokes_s) / len(strokes_s) + self.hold_s + self.rest_between_s + REACTION_S

    def rules(self, limits: Limits) -> Reach:
        """The rules, ready to be stepped."""
        return Reach(self.targets_deg, self.hold_s, self.rest_between_s, limits)


class Reach:
    """The rules of `reach`. A trial is one movement: it ends when the limb comes back, reached or not.

    Only a movement reaches a target: a limb that rests above a low one has not. What is no movement in the end (a
    jerk, one whose end the sensor missed, one in a pause) leaves the trial as it was.
    """

    def __init__(self, targets_deg: tuple[float, ...], hold_s: float, rest_between_s: float, limits: Limits) -> None:
        self.trial: Trial | None = None
        self.cue: str | None = None
        self._hold_s = hold_s
        self._rest_between_s = rest_between_s
        self._limits = limits
        self.set_targets(targets_deg)
        self._attempts = Attempts()
        self._watch = CompensationWatch(limits.trunk_lean_deg_max)
        self._lit: list[Lit] = []
        self._pace = Pace()
        self._held_s = 0.0
        self._reached = False
        self._spoilt: str | None = None
        self._started_s = 0.0
        self._rested_s = rest_between_s
        self._angle_deg = self._heard_s = math.nan

    @property
    def ready(self) -> bool:
        """No trial is on, the limb is back, and the last movement is over for long enough."""
        back_deg = max(_BACK_DEG, _BACK_SHARE * max(self._targets_deg))
        return self.trial is None and self._rested_s >= self._rest_between_s and self._angle_deg <= back_deg

    @property
    def over(self) -> bool:
        """It is the dose that ends it."""
        return False

    @property
    def idle_s(self) -> float:
        """Between movements the limb is to be back; in one it is told to be, once the target is reached."""
        state = self._counter.state
        if not state.moving:
            return _IDLE_S
        if (self._reached or self.trial is None) and self._angle_deg < state.peak_deg - _COMING_DEG:
            return _IDLE_S
        return _LINGER_S if self.trial is None else math.inf

    def set_targets(self, targets_deg: tuple[float, ...]) -> None:
        """Other targets than before, when the person's range has become known."""
        self._targets_deg = targets_deg
        lowest_deg, highest_deg = min(targets_deg), max(targets_deg)
        usual = Adaptive(lowest_deg)
        seen = Adaptive(
            lowest_deg,
            rise_deg_min=min(usual.rise_deg_min, _SEEN_SHARE * lowest_deg),
            rise_share=min(usual.rise_share, _SEEN_SHARE * lowest_deg / highest_deg),
        )
        self._counter = RepetitionCounter(Params(seen, duration_s_max=_MOVEMENT_S + self._hold_s))

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for one target."""
        self.trial = trial
        self._forget()
        if self.cue == "well_done":
            self.cue = None
        self._started_s = tick * TICK_S
        self._watch.clear()
        return TrialStarted(tick, trial.index, trial.target_deg)

    def spoil(self, reason: str) -> None:
        """The movement in progress will not count for or against the person."""
        if self.trial is not None:
            self._spoilt = reason

    def _forget(self) -> None:
        self._reached, self._held_s, self._spoilt = False, 0.0, None
        if self.cue in _CUES_UP_THERE:
            self.cue = None

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick: watch the trunk, the target and the movement."""
        events: list[Event] = []
        self._angle_deg = motion.angle.value_deg
        self._rested_s += TICK_S
        if not self._counter.state.moving:
            self._forget()
        if self._watch.step(motion.lean_deg):
            events.append(CompensationSeen(motion.tick, motion.lean_deg))
        if playing and self.trial is not None and self._counter.state.moving:
            events += self._aim(motion, self.trial)
        for point in motion.trace:
            if point.t_s - self._heard_s > _AWAY_S and not self._reached:
                self.spoil("the sensor was away")
            self._heard_s = point.t_s
            self._attempts.hear(point)
            movement = self._counter.feed(point.t_s, point.angle_deg, self._pace.feed(point.t_s, point.angle_deg))
            if movement is not None and self._attempts.tells(movement, spoilt=self._spoilt is not None):
                events += self._come_back(motion.tick, movement, playing)
            self._attempts.follow(point, self._counter.state)
        waits = self._counter.state.moving and motion.silent is None
        return events + [_another(motion.tick, swing) for swing in self._attempts.others(waits)]

    def _aim(self, motion: Motion, trial: Trial) -> list[Event]:
        if self._reached:
            self.cue = "come_back"
            return []
        above_deg = self._angle_deg - (trial.target_deg - trial.tolerance_deg)
        if above_deg >= 0.0:
            self._held_s += TICK_S
            if self._held_s >= trial.hold_s:
                self._reached = True
                return [TargetReached(motion.tick, trial.index)]
            self.cue = "hold"
        elif above_deg < -_SLIP_DEG:
            self._held_s = 0.0
            if self.cue == "hold":
                self.cue = "higher"
        return []

    def _come_back(self, tick: int, movement: Repetition, playing: bool) -> list[Event]:
        trial = self.trial
        verdict, reason = self._judge(movement, trial if playing else None)
        events: list[Event] = [
            RepCompleted(
                tick,
                movement.start_s,
                movement.peak_s,
                movement.end_s,
                movement.start_deg,
                movement.peak_deg,
                movement.speed_deg_s_max,
                verdict,
                reason,
            )
        ]
        self._watch.clear()
        self._rested_s = 0.0
        if trial is None or not playing:
            return events
        self.trial = None
        self.cue = _CUES.get(reason, "well_done" if verdict == "clean" else None)
        if verdict != "other":
            self._lit.append(Lit(trial.target_deg, verdict))
        spoilt = self._spoilt is not None
        events.append(
            TrialEnded(
                tick,
                trial.index,
                self._started_s,
                tick * TICK_S,
                trial.target_deg,
                movement.peak_deg,
                math.nan,
                self._reached and not spoilt,
                verdict == "clean",
                spoilt,
                reason,
            )
        )
        return events

    def _judge(self, movement: Repetition, trial: Trial | None) -> tuple[Verdict, str]:
        if trial is None:
            return ("compensated", HELPED) if self._watch.seen else ("other", "outside a trial")
        if self._spoilt is not None:
            return "other", self._spoilt
        if not self._reached:
            held = movement.peak_deg >= trial.target_deg - trial.tolerance_deg
            return "partial", "not held for long enough" if held else "short of the target"
        if movement.speed_deg_s_max > self._limits.speed_deg_s_max:
            return "other", "too fast"
        if self._watch.seen:
            return "compensated", HELPED
        return "clean", "as asked"

    def view(self) -> ReachView:
        """What a screen needs: targets, hold, what is lit."""
        trial = self.trial
        hold = 0.0
        if trial is not None:
            hold = 1.0 if self._reached else min(1.0, self._held_s / trial.hold_s) if trial.hold_s > 0.0 else 0.0
        return ReachView(
            self._targets_deg,
            trial.target_deg if trial else math.nan,
            trial.tolerance_deg if trial else math.nan,
            hold,
            self._reached and trial is not None,
            _HEADROOM * max(self._targets_deg),
            tuple(self._lit),
            trial.hold_s if trial else 0.0,
        )


def _another(tick: int, swing: Swing) -> Event:
    """A movement of the body that says nothing of the angle that is asked for, and ends no trial."""
    return RepCompleted(tick, swing.start_s, swing.peak_s, swing.end_s, math.nan, math.nan, math.nan, "other", ANOTHER)


_CUES = {
    "short of the target": "higher",
    "not held for long enough": "longer",
    "too fast": "slower",
    HELPED: "sit_tall",
}
"""What to change next time, for each way of not being clean."""
_CUES_UP_THERE = ("hold", "come_back")
"""Said to a limb that is raised; to one that hangs they would be wrong."""
