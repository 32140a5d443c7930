"""`steady`: stay inside a circle, for a time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.events import Event, RepCompleted, TargetReached, TrialEnded, TrialStarted, Verdict
from game.exercises.exercise import TICK_S, Asked, Limits, Trial
from game.exercises.keys import KindKeys
from game.exercises.views import Lit, SteadyView
from game.motion.motion import Motion

_CLEAN_SHARE = 0.8
"""A bout is clean when this share of its time was spent inside."""
_PATIENCE = 3.0
"""A bout that has lasted this many times what it asks for ends as partial: nobody is kept waiting for ever."""

_IDLE_S = 1.5


class SteadyKeys(KindKeys):
    """What a level says of `steady`. Lean of the trunk in degrees from the neutral pose."""

    kind: Literal["steady"]
    forward_deg: Annotated[float, Field(ge=1, le=25)] = Field(
        description="How far forward or back the light may go and still be inside."
    )
    side_deg: Annotated[float, Field(ge=1, le=25)] = Field(description="How far to a side it may go.")
    bout_s: Annotated[float, Field(ge=3, le=120)] = Field(description="Seconds inside that fill one ring.")
    rest_between_s: Annotated[float, Field(ge=0, le=60)] = Field(
        default=5.0, description="Breathing time between two rings."
    )

    def asked(self) -> Asked:
        """What the coach makes trials of: no targets, a bout to hold, and a circle that may grow."""
        return Asked((), 0.0, self.bout_s)

    def demands(self) -> Mapping[str, float]:
        """A step is harder in a smaller ring, or for longer."""
        return {"forward_deg": -self.forward_deg, "side_deg": -self.side_deg, "bout_s": self.bout_s}

    def takes_s(self, speed_deg_s: float) -> float:  # noqa: ARG002
        """The time that fills a ring, and to breathe."""
        return self.bout_s + self.rest_between_s

    def rules(self, _limits: Limits) -> Steady:
        """The rules, ready to be stepped. Here the trunk is the movement, so nothing else can help."""
        return Steady(self.forward_deg, self.side_deg, self.rest_between_s)


class Steady:
    """The rules of `steady`. A trial is one bout; time outside the circle does not count, and takes nothing away."""

    def __init__(self, forward_deg: float, side_deg: float, rest_between_s: float) -> None:
        self.trial: Trial | None = None
        self.cue: str | None = None
        self._forward_deg, self._side_deg = forward_deg, side_deg
        self._rest_between_s = rest_between_s
        self._rested_s = rest_between_s
        self._wider = 1.0
        self._inside = False
        self._lit: list[Lit] = []
        self._spoilt: str | None = None
        self._clear(0.0)

    def _clear(self, at_s: float) -> None:
        self._start_s = at_s
        self._inside_s = self._elapsed_s = 0.0
        self._lean_deg_max = self._speed_deg_s_max = 0.0
        self._first_s = self._last_s = self._peak_s = math.nan

    @property
    def ready(self) -> bool:
        """No bout is on, and there was time to breathe."""
        return self.trial is None and self._rested_s >= self._rest_between_s

    @property
    def over(self) -> bool:
        """It is the dose that ends it."""
        return False

    @property
    def idle_s(self) -> float:
        """Nobody is to rest outside the circle."""
        return math.inf if self._inside else _IDLE_S

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for one bout of `hold_s`; a tolerance above 0 widens the circle by so many degrees."""
        self.trial, self._spoilt = trial, None
        self._clear(tick * TICK_S)
        wider_deg = trial.tolerance_deg if trial.tolerance_deg > 0.0 else 0.0
        self._wider = 1.0 + wider_deg / max(self._forward_deg, self._side_deg)
        return TrialStarted(tick, trial.index, math.nan)

    def set_targets(self, _targets_deg: tuple[float, ...]) -> None:
        """A circle has no targets."""

    def spoil(self, reason: str) -> None:
        """The bout will not count for or against the person."""
        if self.trial is not None:
            self._spoilt = reason

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick: is the light inside, and is the ring full."""
        forward_deg, right_deg = motion.lean_forward.value_deg, motion.lean_right.value_deg
        away = math.hypot(forward_deg / self._forward_deg, right_deg / self._side_deg) / self._wider
        self._inside = away <= 1.0
        if self.trial is None:
            self._rested_s += TICK_S
            self.cue = "rest" if self._lit and not self.ready else None
            return []
        if not playing:
            return []
        self._follow(motion)
        self._elapsed_s += TICK_S
        if self._inside:
            self._inside_s += TICK_S
            self.cue = "centre" if away <= 0.5 else "hold"
        else:
            self.cue = _way_back(forward_deg / self._forward_deg, right_deg / self._side_deg)
        if self._inside_s >= self.trial.hold_s or self._elapsed_s >= _PATIENCE * self.trial.hold_s:
            return self._end(motion.tick, self.trial)
        return []

    def _follow(self, motion: Motion) -> None:
        for point in motion.trace:
            self._first_s = point.t_s if math.isnan(self._first_s) else self._first_s
            self._last_s = point.t_s
            lean_deg = math.hypot(point.forward_deg, point.right_deg)
            if lean_deg > self._lean_deg_max:
                self._lean_deg_max, self._peak_s = lean_deg, point.t_s
            self._speed_deg_s_max = max(self._speed_deg_s_max, point.speed_deg_s)

    def _end(self, tick: int, trial: Trial) -> list[Event]:
        share = self._inside_s / self._elapsed_s
        full = self._inside_s >= trial.hold_s
        verdict: Verdict
        if self._spoilt is not None:
            verdict, reason = "other", self._spoilt
        elif not full:
            verdict, reason = "partial", "the ring did not fill"
        elif share < _CLEAN_SHARE:
            verdict, reason = "partial", "outside for more than a moment"
        else:
            verdict, reason = "clean", "as asked"
        self.trial, self._rested_s = None, 0.0
        if verdict != "other":
            self._lit.append(Lit(float(len(self._lit)), verdict))
        self.cue = "well_done" if verdict == "clean" else "rest"
        success = full and verdict != "other"
        end_s = tick * TICK_S
        lean_deg = self._lean_deg_max
        done: list[Event] = [TargetReached(tick, trial.index)] if success else []
        return [
            *done,
            RepCompleted(
                tick, self._first_s, self._peak_s, self._last_s, 0.0, lean_deg, self._speed_deg_s_max, verdict, reason
            ),
            TrialEnded(
                tick,
                trial.index,
                self._start_s,
                end_s,
                math.nan,
                lean_deg,
                share,
                success,
                verdict == "clean",
                self._spoilt is not None,
                reason,
            ),
        ]

    def view(self) -> SteadyView:
        """What a screen needs: the circle, where it is, what is lit."""
        trial = self.trial
        bout_s = trial.hold_s if trial else 0.0
        return SteadyView(
            self._forward_deg * self._wider,
            self._side_deg * self._wider,
            self._inside,
            bout_s,
            max(0.0, bout_s - self._inside_s) if trial else 0.0,
            trial is None,
            tuple(self._lit),
        )


def _way_back(forward: float, right: float) -> str:
    """The one direction that helps most, by its key; both given as shares of the circle."""
    if math.isnan(forward) or math.isnan(right):
        return "back_inside"
    if abs(forward) > abs(right):
        return "forward_again" if forward < 0.0 else "sit_tall"
    return "left_a_little" if right > 0.0 else "right_a_little"
