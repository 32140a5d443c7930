"""Balance: what the ways to keep one's balance have in common: a ring, a trial at a time, and time to breathe."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from game.exercises.envelope import Envelope, Facing
from game.exercises.events import Event, RepCompleted, TargetReached, TrialEnded, TrialStarted, Verdict
from game.exercises.exercise import TICK_S, Limits, Trial
from game.exercises.pace import Pace
from game.exercises.rocking import Rocking
from game.exercises.views import Ask, Lit, SteadyView
from game.motion.motion import Motion

AS_ASKED = "as asked"
LEGS = "legs"
"""How Motion names a thigh that is watched beside the trunk: forward where it leans with a body that is straight."""
_IDLE_S = 1.5
_OPEN_S, _TOLD_S = 1.5, 2.5
"""For so long closed eyes are told to open; and then, or at once, one is told what to change. Choices."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How one stands or sits, as far as the rules depend on it."""

    closed: bool = False
    """The eyes are closed."""
    sound: str = "begin_and_end"
    rest_between_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Leant:
    """Where the body is at a tick, in degrees from the neutral pose; nan where it is not known."""

    forward_deg: float
    right_deg: float
    turned: bool
    """It has turned away from where it faced."""
    legs_deg: float = math.nan
    """How far the thigh has tilted forward with it, where that is watched."""
    turned_deg: float = 0.0
    """How far it has turned from where it faced; what is long past fades."""


class Balance:
    """The rules that are the same for keeping still and for leaning. Pure: Motion in, Events out."""

    def __init__(self, ring: Envelope, stance: Stance, limits: Limits) -> None:
        self.trial: Trial | None = None
        self.cue: str | None = None
        self.ring = ring
        self.ask = Ask.STAND_STILL
        self.pace = Pace()
        self.asked_s = 0.0
        """For how long `ask` has been asked for."""
        self.away = math.nan
        """How far out the body is now: 1 at the edge of the ring."""
        self.lean_deg = math.nan
        """The same in degrees."""
        self.lit: list[Lit] = []
        self.stance, self.limits = stance, limits
        self._facing = Facing()
        self.rocking = Rocking()
        """Of the trial that is on, or was last."""
        self._rested_s = stance.rest_between_s
        self._spoilt: str | None = None
        self._told: str | None = None
        """The cue of the last trial."""
        self._ended = False
        """A trial has been over."""
        self._start_s = 0.0
        self._clear()

    def _clear(self) -> None:
        self._lean_deg_max = self._speed_deg_s_max = 0.0
        self._first_s = self._last_s = self._peak_s = math.nan

    # What a Round asks of every exercise

    @property
    def ready(self) -> bool:
        """No trial is on, and there was time to breathe."""
        return self.trial is None and self.rested

    @property
    def rested(self) -> bool:
        """There was time to breathe."""
        return self._rested_s >= self.stance.rest_between_s

    @property
    def over(self) -> bool:
        """It is the dose that ends it."""
        return False

    @property
    def idle_s(self) -> float:
        """Nobody is to rest outside the ring."""
        return math.inf if self.away <= 1.0 else _IDLE_S

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for one bout or one lean."""
        self.trial, self._spoilt, self._start_s = trial, None, tick * TICK_S
        self._clear()
        self.rocking = Rocking()
        self.begin(trial)
        return TrialStarted(tick, trial.index, math.nan)

    def set_targets(self, _targets_deg: tuple[float, ...]) -> None:
        """A ring has no targets."""

    def spoil(self, reason: str) -> None:
        """The trial will not count for or against the person."""
        if self.trial is not None:
            self._spoilt = reason

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick: where the body is, and what that means for what is asked."""
        legs_deg = motion.others[LEGS].value_deg if LEGS in motion.others else math.nan
        facing, forward_deg, right_deg = self._facing, motion.lean_forward.value_deg, motion.lean_right.value_deg
        at = Leant(forward_deg, right_deg, facing.away, legs_deg, facing.turned_deg)
        self.away = self.ring.away(forward_deg, right_deg)
        self.lean_deg = math.hypot(forward_deg, right_deg)
        for point in motion.trace:
            facing.hear(point)
            self._follow(point.t_s, math.hypot(point.forward_deg, point.right_deg))
        if self.trial is None:
            self._rested_s += TICK_S
            self.cue = self.between()
            return []
        if not playing:
            return []
        self.asked_s += TICK_S
        return self.go_on(motion, self.trial, at)

    def _follow(self, t_s: float, lean_deg: float) -> None:
        self._first_s = t_s if math.isnan(self._first_s) else self._first_s
        self._last_s = t_s
        pace_deg_s = self.pace.feed(t_s, lean_deg)
        if lean_deg > self._lean_deg_max:
            self._lean_deg_max, self._peak_s = lean_deg, t_s
        self._speed_deg_s_max = max(self._speed_deg_s_max, pace_deg_s)

    # What each of them says of itself

    def begin(self, trial: Trial) -> None:
        """A trial begins."""
        raise NotImplementedError

    def go_on(self, motion: Motion, trial: Trial, at: Leant) -> list[Event]:
        """One tick of a trial in play."""
        raise NotImplementedError

    def between(self) -> str | None:
        """The cue between two trials: first to open eyes that were closed, then what to change or what is done, then
        to breathe."""
        passed_s = self._rested_s if self._ended else math.inf
        if self.ask is Ask.OPEN_EYES and passed_s < _OPEN_S:
            return self.ask.value
        if passed_s < _TOLD_S + (_OPEN_S if self.stance.closed else 0.0):
            return self._told
        return "rest" if self.lit and not self.rested else None

    def view(self) -> SteadyView:
        """What a screen needs."""
        raise NotImplementedError

    # What they build on

    def say(self, ask: Ask) -> None:
        """Ask for this from now on."""
        self.ask, self.asked_s = ask, 0.0

    @property
    def by_clock(self) -> bool:
        """Nothing that is shown or said may depend on the body, so that what is asked goes on by the clock alone."""
        return self.stance.closed or (self.trial is not None and not self.trial.feedback)

    @property
    def is_spoilt(self) -> bool:
        """Something that is not the person's doing got into this trial."""
        return self._spoilt is not None

    @property
    def speed_deg_s_max(self) -> float:
        """The fastest lean of this trial so far, over a fifth of a second."""
        return self._speed_deg_s_max

    @property
    def heard(self) -> float:
        """For the ears, where the level guides by them: how far out the body is."""
        on = self.trial is not None and self.trial.feedback and self.stance.sound == "guided"
        return self.away if on else math.nan

    def end(
        self,
        tick: int,
        verdict: Verdict,
        reason: str,
        *,
        inside: float,
        values: Mapping[str, float],
        cue: str | None = None,
        told: bool = False,
    ) -> list[Event]:
        """The trial is over; what was spoilt says nothing of the person. `told` where it was said before that what was
        asked for is reached. Only what was done as asked is a success, or with a help that the coach may let pass."""
        trial = self.trial
        assert trial is not None
        spoilt = self._spoilt is not None
        if self._spoilt is not None:
            verdict, reason = "other", self._spoilt
        self.trial, self._rested_s = None, 0.0
        if verdict != "other":
            self.lit.append(Lit(float(len(self.lit)), verdict))
        self.cue = self._told = "well_done" if verdict == "clean" else cue or "rest"
        self._ended = True
        lean_deg, nan = self._lean_deg_max, math.nan
        rep = RepCompleted(
            tick,
            self._first_s,
            self._peak_s,
            self._last_s,
            0.0,
            lean_deg,
            self._speed_deg_s_max,
            verdict,
            reason,
        )
        clean, success = verdict == "clean", verdict in ("clean", "compensated")
        ended = TrialEnded(
            tick,
            trial.index,
            self._start_s,
            tick * TICK_S,
            nan,
            lean_deg,
            inside,
            success,
            clean,
            spoilt,
            reason,
            values,
        )
        reached: list[Event] = [TargetReached(tick, trial.index)] if success and not told else []
        return [*reached, rep, ended]


def way_back(ahead: float, right: float) -> str:
    """The one direction that helps most, by its key; both given as shares of the ring."""
    if math.isnan(ahead) or math.isnan(right):
        return "back_inside"
    if abs(ahead) > abs(right):
        return "forward_again" if ahead < 0.0 else "sit_tall"
    return "left_a_little" if right > 0.0 else "right_a_little"
