"""Limb: a limb that is to go there and back, told movement by movement, with all that gets into one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from game.exercises.attempts import ANOTHER, Attempts
from game.exercises.events import CompensationSeen, Event, RepCompleted, Verdict
from game.exercises.exercise import TICK_S, Limits
from game.exercises.pace import Pace, peak_of
from game.exercises.watch import CompensationWatch
from game.measures.repetitions import Adaptive, Params, Repetition, RepetitionCounter, State
from game.measures.swings import Swing
from game.motion.motion import Motion, TracePoint

NEAR_DEG = Adaptive(0.0).near_deg
"""A movement has started where it is so far above where the limb rested."""
_SEEN_SHARE = 0.5
"""A movement is seen from this share of the lowest target on, however far the others go."""
_AWAY_S = 0.25
"""A longer hole in the samples may hide what the limb did."""
_FOUND_S = 0.5
"""For so long after it an angle finds back to where the limb is; that is no speed of the limb (a choice: about as long
as fusion takes to agree with gravity again)."""
_TOP_SHARE = 0.1
"""Within so much of the way from its peak the limb is still up there."""
_BACK_SHARE = 0.3
"""The limb is back when the angle is below this share of the highest target…"""
_BACK_DEG = 15.0
"""…or below this, whichever is more: a hanging arm is never quite at zero."""
_IDLE_S, _LINGER_S = 0.3, 3.0
"""A limb that is back stays back; one that was raised unasked may be held for a target that is no more."""
_COMING_DEG = 15.0
"""So far below its peak a limb that was told to come back is coming; before it may linger."""


CARRIED_SHARE = 0.85
"""A trunk that leaned by so much of how far the limb came carried it there: the joint hardly moved (a choice)."""


class Limb:
    """Watches all the time, whatever is asked."""

    def __init__(self, limits: Limits, targets_deg: tuple[float, ...], longest_s: float) -> None:
        self.spoilt: str | None = None
        """What got into the movement that is not the person's doing."""
        self.attentive = False
        """A hole in the samples would hide something now, and spoils the movement."""
        self.angle_deg = math.nan
        """As smoothed for control."""
        self.rested_s = math.inf
        """Since the last movement was over."""
        self._watch = CompensationWatch(limits.trunk_lean_deg_max)
        self._attempts = Attempts()
        self.pace = Pace()
        """How fast it goes, and for how long it has been still."""
        self._lean_deg = 0.0
        """The most that the trunk leaned in the movement in progress."""
        self._carries = limits.trunk_carries and math.isfinite(limits.trunk_lean_deg_max)
        self._untold = False
        """A movement is half-way back and has not been told: the trunk's help in it is not forgotten yet."""
        self._strays: list[Repetition] = []
        """Movements of the angle that were not the movement asked for, since they were last told."""
        self.heard_s = math.nan
        """When the last sample was; nan before the first."""
        self._away_s = math.nan
        self._top = (math.nan, math.nan)
        self._longest_s = longest_s
        self.expect(targets_deg)

    def expect(self, targets_deg: tuple[float, ...]) -> None:
        """Movements to these targets from now on."""
        self._lowest_deg, self._highest_deg = lowest_deg, highest_deg = min(targets_deg), max(targets_deg)
        usual = Adaptive(lowest_deg)
        seen = Adaptive(
            lowest_deg,
            rise_deg_min=min(usual.rise_deg_min, _SEEN_SHARE * lowest_deg),
            rise_share=min(usual.rise_share, _SEEN_SHARE * lowest_deg / highest_deg),
        )
        self._counter = RepetitionCounter(Params(seen, duration_s_max=self._longest_s))
        self.state: State = self._counter.state
        """The movement in progress."""

    def begin(self, target_deg: float) -> None:
        """A trial begins, at rest; its target may lie lower or higher than was expected."""
        self.spoilt = None
        self._untold = False
        self._watch.clear()
        if not self._lowest_deg <= target_deg <= self._highest_deg:
            self.expect((min(self._lowest_deg, target_deg), max(self._highest_deg, target_deg)))
        self._counter.ask(target_deg)

    @property
    def helped(self) -> bool:
        """The trunk helped in this movement."""
        return self._watch.seen

    @property
    def is_back(self) -> bool:
        """It hangs or lies as between two movements."""
        return self.angle_deg <= max(_BACK_DEG, _BACK_SHARE * self._highest_deg)

    def idle_s(self, *, told_back: bool, asked: bool) -> float:
        """For how long it may rest elsewhere than in the neutral pose: between movements it is to be back, and so
        where it was told to come back."""
        if not self.state.moving:
            return _IDLE_S
        if told_back and self.angle_deg < self.state.peak_deg - _COMING_DEG:
            return _IDLE_S
        return math.inf if asked else _LINGER_S

    def watch(self, motion: Motion) -> list[Event]:
        """One tick, before the samples: the angle for control, and whether the trunk begins to help."""
        self.angle_deg = motion.angle.value_deg
        self.rested_s += TICK_S
        lean_deg = motion.lean_deg
        if lean_deg > self._lean_deg:
            self._lean_deg = lean_deg
        return [CompensationSeen(motion.tick, lean_deg)] if self._watch.step(lean_deg) else []

    def movements(self, motion: Motion) -> Iterable[tuple[TracePoint, Repetition | None]]:
        """Every sample of a tick, and the movement that it completes: half-way back is enough for that."""
        if not self.state.moving and not self._untold:
            self._lean_deg = 0.0  # what the trunk did before a movement is none of it
            if self._watch.seen:
                self._watch.clear()
        return self._movements(motion.trace) if motion.trace else ()

    def _movements(self, trace: Sequence[TracePoint]) -> Iterator[tuple[TracePoint, Repetition | None]]:
        for point in trace:
            t_s, angle_deg = point.t_s, point.angle_deg
            if t_s - self.heard_s > _AWAY_S:
                self._away_s = t_s
                if self.attentive:
                    self.spoilt = "the sensor was away"
            self.heard_s = t_s
            self._attempts.hear(point)
            pace_deg_s = self.pace.feed(t_s, angle_deg)
            if t_s - self._away_s < _FOUND_S:
                pace_deg_s = 0.0
            movement = self._counter.feed(t_s, angle_deg, pace_deg_s)
            movement = self._fallen(point, movement)
            if movement is not None and not self._attempts.tells(movement, spoilt=self.spoilt is not None):
                movement = None
            if movement is not None and self._is_another(movement):
                self._strays.append(movement)
                movement = None
            self._untold = self._untold or movement is not None
            yield point, movement
            self._attempts.follow(point, self.state)

    def _is_another(self, movement: Repetition) -> bool:
        """It only came back from the other way, or the trunk carried the limb there: not the movement asked for."""
        if movement.start_deg < -NEAR_DEG and movement.peak_deg <= NEAR_DEG:
            return True
        return self._carries and self._lean_deg >= CARRIED_SHARE * movement.peak_deg

    def _fallen(self, point: TracePoint, movement: Repetition | None) -> Repetition | None:
        """The movement with its peak speed, no slower than its way back was on average: a limb that drops is half-way
        back before a pace that no tremor changes can tell."""
        state = self.state
        if movement is None:
            if state.moving and point.angle_deg >= state.peak_deg - _TOP_SHARE * (state.peak_deg - state.start_deg):
                self._top = (point.t_s, point.angle_deg)
            return None
        peak_deg_s = peak_of(movement.speed_deg_s_max, movement.amplitude_deg)
        top_s, top_deg = self._top
        if point.t_s - self._away_s < _FOUND_S or not point.t_s > top_s:
            return replace(movement, speed_deg_s_max=peak_deg_s)
        fell_deg_s = (top_deg - point.angle_deg) / (point.t_s - top_s)
        return replace(movement, speed_deg_s_max=max(peak_deg_s, fell_deg_s))

    def others(self, motion: Motion) -> list[Event]:
        """Movements of the body that say nothing of the angle that is asked for, and end no trial."""
        if not self._attempts.untold and not self._strays:
            return []
        others = self._attempts.others(self.state.moving and motion.silent is None)
        if not others and not self._strays:
            return []
        nan = math.nan
        strays: list[Repetition | Swing] = [*self._strays]
        if strays:
            self._strays = []
            self.rested_s = 0.0
        return [
            RepCompleted(motion.tick, swing.start_s, swing.peak_s, swing.end_s, nan, nan, nan, "other", ANOTHER)
            for swing in [*strays, *others]
        ]

    def tell(
        self,
        tick: int,
        movement: Repetition,
        verdict: Verdict,
        reason: str,
        values: Mapping[str, float] = MappingProxyType({}),
    ) -> RepCompleted:
        """A movement is over: what it was."""
        self._untold = False
        self._watch.clear()
        self.rested_s = 0.0
        return RepCompleted(
            tick,
            movement.start_s,
            movement.peak_s,
            movement.end_s,
            movement.start_deg,
            movement.peak_deg,
            movement.speed_deg_s_max,
            verdict,
            reason,
            dict(values),
        )
