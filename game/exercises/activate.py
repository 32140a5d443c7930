"""`activate`: bring a muscle into a band, keep it there, and let go; or keep quiet a muscle that is never quiet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.activity import CUES, Contraction, Cooling, Heard, hear
from game.exercises.events import (
    CompensationSeen,
    Event,
    RepCompleted,
    TargetReached,
    TrialEnded,
    TrialStarted,
    Verdict,
)
from game.exercises.exercise import TICK_S, Asked, Ends, Limits, Parameter, Trial
from game.exercises.keys import KindKeys
from game.exercises.muscle_names import MuscleName
from game.exercises.views import ActivateView, Forge, Lit
from game.exercises.watch import HELPED, CompensationWatch
from game.motion.motion import Motion

CONTRACT_S_MAX = 5.0
"""Longer contractions than this are not asked for: rule of dose of this project."""

_BAND = Ends(easiest=2.0, hardest=0.5)
_QUIET = Ends(easiest=1.6, hardest=0.6)
_RELAX_TIME = Ends(easiest=2.0, hardest=0.5)
_PLACES = Ends(easiest=0.2, hardest=3.0)
_EFFORT = Ends(easiest=0.6, hardest=1.4)
_HOLD_EASIEST, _HOLD_HARDEST = 0.4, 1.5
"""What a level's own values are multiplied by at the ends of difficulty: choices."""
_MOST = 1.0
"""No band reaches above the calibrated effort, whichever it is."""
ABOVE_QUIET = 0.05
"""A band begins at least so much above what counts as relaxed: else letting go would be in the band."""
_GOLDEN = 0.618034
"""Steps of this share of a whole go round without ever coming twice to the same place."""
_REST_S, _MOVED_S = 0.5, 0.3
_WITHIN_SHARE = 0.6
"""Whatever time is allowed for letting go, this share of the relaxation is the most of it."""
_QUIET_SHARE = 0.8
"""A muscle that stays quiet may twitch for a fifth of the time: a choice."""
_NOT_WORN = "no electrodes are worn over the {muscle}; put them on, and say so in the kit or with --wear"


Percent = Annotated[float, Field(ge=1, le=100)]


class ActivateKeys(KindKeys):
    """What a level says of `activate`. Percent are of the calibrated effort above rest."""

    kind: Literal["activate"]
    mode: Literal["in_band", "relax", "isolate"] = Field(
        default="in_band",
        description="Into a band and let go; only let go and stay quiet, where a muscle is spastic;"
        " or into a band while the antagonist stays quiet.",
    )
    muscle: MuscleName = Field(description="The muscle that is practised; the played side's.")
    antagonist: MuscleName | None = Field(
        default=None, description="The muscle that should not work along; worn as well, and needed for isolate."
    )
    reference: Literal["comfortable", "maximum"] = Field(
        default="comfortable",
        description="What 100 percent is: a comfortable strong effort, or the person's own maximum,"
        " which only a therapist may ask for.",
    )
    low_percent: Percent = Field(
        default=30.0, description="Where the band begins: above it the coals glow. Low efforts tire less."
    )
    high_percent: Percent = Field(
        default=60.0, description="Where the band ends: more is not better, and nothing above 100 is asked for."
    )
    inside_percent: Annotated[float, Field(ge=30, le=95)] = Field(
        default=70.0, description="Share of the contraction inside the band that is asked for; a tremble is let pass."
    )
    ramp_s: Annotated[float, Field(ge=1, le=15)] = Field(
        default=4.0, description="How long one may take to come into the band: a weak muscle answers slowly."
    )
    contract_s: Annotated[float, Field(ge=1, le=CONTRACT_S_MAX)] = Field(
        default=3.0, description="How long the band is kept; 5 seconds at most, so that blood flows again."
    )
    relax_s: Annotated[float, Field(ge=1, le=60)] = Field(
        default=5.0, description="How long the muscle rests after it; at least as long as the contraction."
    )
    relax_percent: Annotated[float, Field(ge=3, le=50)] = Field(
        default=15.0, description="Below this the muscle counts as relaxed; letting go is half of the exercise."
    )
    relax_within_s: Annotated[float, Field(ge=0.3, le=10)] = Field(
        default=2.0, description="How soon after the word the muscle has let go."
    )
    cocontraction_percent_max: Annotated[float, Field(ge=5, le=95)] = Field(
        default=40.0,
        description="In isolate, how much both muscles may have in common (Falconer and Winter 1985) and be clean.",
    )
    vary_percent: Annotated[float, Field(ge=0, le=20)] = Field(
        default=5.0, description="How far the band's place wanders from trial to trial, so that it is not a habit."
    )
    position_deg: Annotated[float, Field(ge=-90, le=180)] = Field(
        default=0.0,
        description="Where the joint is kept, from the movement's neutral pose: a muscle gives other voltages at"
        " another length. Watched where a sensor is worn there.",
    )
    position_tolerance_deg: Annotated[float, Field(ge=5, le=45)] = Field(
        default=15.0, description="How far the joint may stray from there and the contraction still count."
    )

    def muscles(self) -> tuple[str, ...]:
        """The muscle that is practised, and the antagonist where one is watched."""
        return (self.muscle,) if self.antagonist is None else (self.muscle, self.antagonist)

    def demands(self) -> Mapping[str, float]:
        """A step is harder with a higher or narrower band, kept longer, with less left when the muscle lets go, or with
        another muscle to be kept quiet; only to let go is the first."""
        quiet = {
            "mode": float(("relax", "in_band", "isolate").index(self.mode)),
            "relax_percent": -self.relax_percent,
            "relax_within_s": -self.relax_within_s,
        }
        if self.mode == "relax":
            return quiet
        return {
            **quiet,
            "low_percent": self.low_percent,
            "high_percent": self.low_percent - self.high_percent,
            "contract_s": self.contract_s,
            "inside_percent": self.inside_percent,
        }

    def takes_s(self, speed_deg_s: float) -> float:  # noqa: ARG002
        """Into the band, staying there, and letting go."""
        return self.ramp_s + self.contract_s + self.relax_s

    def asked(self) -> Asked:
        """What the coach makes trials of: how long the band is kept, or in relax how long it stays quiet."""
        ends: dict[Parameter, Ends]
        if self.mode == "relax":
            held_s = self.relax_s
            ends = {"tolerance": _QUIET, "hold": Ends(_HOLD_EASIEST, _HOLD_HARDEST), "tempo": _RELAX_TIME}
        else:
            held_s = self.contract_s
            longest = min(_HOLD_HARDEST, CONTRACT_S_MAX / held_s, self.relax_s / held_s)
            ends = {
                "tolerance": _BAND,
                "hold": Ends(_HOLD_EASIEST, max(1.0, longest)),
                "tempo": _RELAX_TIME,
                "variability": _PLACES,
                "range": _EFFORT,
            }
        return Asked((), math.nan, held_s, ends=ends)

    def rules(self, limits: Limits) -> Activate:
        """The rules, ready to be stepped."""
        return Activate(self, limits)


class Activate:
    """The rules of `activate`. A trial is one contraction and the relaxation after it; in `relax` only the latter.

    What is no signal of the muscle never counts: a fault spoils the trial, and none is offered while it lasts. In an
    unaided trial the word to let go comes by the clock alone. Where a trial waits, and is none of these, it takes as
    long to come into the band as it takes, and the quiet is counted from when the muscle has let go.
    """

    def __init__(self, keys: ActivateKeys, limits: Limits) -> None:
        self.trial: Trial | None = None
        self.cue: str | None = None
        self._keys = keys
        self._watch = CompensationWatch(limits.trunk_lean_deg_max)
        self._heard = Heard()
        self._ask = Forge.WAIT
        self._lit: list[Lit] = []
        self._spoilt: str | None = None
        self._rested_s = _REST_S
        self._moved_s = 0.0
        self._moved = False
        self._start_s = self._waited_s = self._ramp_s = 0.0
        self._work = Contraction(0.0, 1.0, 1.0)
        self._cool = Cooling(1.0, 1.0, 1.0)

    @property
    def ready(self) -> bool:
        """No trial is on, the last one is over for a moment, and the muscle is heard."""
        return self.trial is None and self._rested_s >= _REST_S and self._heard.reason is None

    @property
    def over(self) -> bool:
        """It is the dose that ends it."""
        return False

    @property
    def idle_s(self) -> float:
        """The joint may rest wherever the level has it."""
        return math.inf

    def set_targets(self, _targets_deg: tuple[float, ...]) -> None:
        """A muscle has no targets in degrees."""

    def band(self, trial: Trial) -> tuple[float, float]:
        """From where to where the band goes in this trial, as shares of the effort; never above 1."""
        keys, harder = self._keys, trial.difficulty
        floor = keys.relax_percent / 100.0 + ABOVE_QUIET
        half = 0.5 * (keys.high_percent - keys.low_percent) / 100.0 * _BAND.at(harder.tolerance)
        half = min(half, 0.5 * (_MOST - floor))
        middle = 0.5 * (keys.low_percent + keys.high_percent) / 100.0 * _EFFORT.at(harder.range)
        wander = 2.0 * math.modf(trial.index * _GOLDEN)[0] - 1.0
        middle += keys.vary_percent / 100.0 * _PLACES.at(harder.variability) * wander
        middle = min(_MOST - half, max(floor + half, middle))
        return middle - half, middle + half

    def _quiet_share(self, trial: Trial) -> float:
        """Below which share the muscle is relaxed in this trial."""
        easier = _QUIET.at(trial.difficulty.tolerance) if self._keys.mode == "relax" else 1.0
        return self._keys.relax_percent / 100.0 * easier

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for one contraction and its relaxation."""
        keys = self._keys
        relax = keys.mode == "relax"
        self.trial, self._spoilt = trial, None
        self._moved, self._moved_s = False, 0.0
        self._waited_s = 0.0
        waits = trial.waits and trial.feedback
        self._ramp_s = math.inf if waits else keys.ramp_s
        self._start_s = tick * TICK_S
        self._watch.clear()
        low, high = self.band(trial)
        self._work = Contraction(low, high, trial.hold_s)
        cool_s = trial.hold_s if relax else keys.relax_s
        within_s = min(keys.relax_within_s * _RELAX_TIME.at(trial.difficulty.tempo), _WITHIN_SHARE * cool_s)
        self._cool = Cooling(self._quiet_share(trial), within_s, cool_s, waits=waits)
        self._ask = Forge.LET_GO if relax else Forge.WORK
        self.cue = "let_go" if relax else "work"
        return TrialStarted(tick, trial.index, math.nan)

    def spoil(self, reason: str) -> None:
        """The trial will not count for or against the person."""
        if self.trial is not None and self._spoilt is None:
            self._spoilt = reason

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick: how active the muscle is, where the joint is, and what is asked now."""
        events: list[Event] = []
        keys = self._keys
        self._heard = hear(motion.muscles, keys.muscle, keys.antagonist, _NOT_WORN)
        if self._watch.step(motion.lean_deg):
            events.append(CompensationSeen(motion.tick, motion.lean_deg))
        trial = self.trial
        if trial is None:
            self._rested_s += TICK_S
            return events
        if self._heard.reason is not None:
            self.spoil(self._heard.reason)
        if not playing:
            return events
        if self._spoilt is not None:
            return events + self._end(motion.tick, trial)
        self._place(motion.angle.value_deg)
        return events + (self._let_go(motion.tick, trial) if self._ask is Forge.LET_GO else self._hold(motion, trial))

    def _place(self, angle_deg: float) -> None:
        """Where the joint is, where a sensor says it: a movement in place of a contraction is another exercise."""
        away = abs(angle_deg - self._keys.position_deg) > self._keys.position_tolerance_deg
        self._moved_s = self._moved_s + TICK_S if away else 0.0
        self._moved = self._moved or self._moved_s >= _MOVED_S

    def _hold(self, motion: Motion, trial: Trial) -> list[Event]:
        """On the way into the band, or in it."""
        heard, work = self._heard, self._work
        self._waited_s += TICK_S
        work.watch(heard.activity)
        if self._ask is Forge.WORK:
            arrived = heard.activity >= work.low if trial.feedback else self._waited_s >= self._ramp_s
            if arrived:
                self._ask = Forge.HOLD
            elif self._waited_s >= self._ramp_s:
                return self._word(Forge.LET_GO)
            elif trial.feedback:
                self.cue = "more" if heard.activity > self._cool.quiet else "work"
        if self._ask is Forge.HOLD:
            work.step(heard.activity, heard.antagonist)
            if trial.feedback:
                self.cue = work.cue(heard.activity)
            if work.over:
                reached = work.share >= self._keys.inside_percent / 100.0
                return [*([TargetReached(motion.tick, trial.index)] if reached else []), *self._word(Forge.LET_GO)]
        return []

    def _word(self, ask: Forge) -> list[Event]:
        self._ask, self.cue = ask, ask.value
        return []

    def _let_go(self, tick: int, trial: Trial) -> list[Event]:
        cool = self._cool
        cool.step(self._heard.activity)
        if trial.feedback:
            self.cue = cool.cue
        return self._end(tick, trial) if cool.over else []

    def _judge(self) -> tuple[Verdict, str]:
        """What the trial came to, and why; the first thing to change comes first."""
        keys, work, cool = self._keys, self._work, self._cool
        if self._spoilt is not None:
            return "other", self._spoilt
        if self._moved:
            return "other", "the joint left its position"
        if keys.mode != "relax":
            if work.most < keys.relax_percent / 100.0:
                return "other", "the muscle did not work"
            if work.share < keys.inside_percent / 100.0:
                return "partial", work.fault
        if not cool.in_time:
            return "partial", "it did not let go in time"
        if cool.share < _QUIET_SHARE:
            return "partial", "it did not stay quiet"
        if keys.mode == "isolate" and not work.cocontraction_percent <= keys.cocontraction_percent_max:
            return "compensated", "the other muscle worked along"
        if self._watch.seen:
            return "compensated", HELPED
        return "clean", "as asked"

    def _end(self, tick: int, trial: Trial) -> list[Event]:
        verdict, reason = self._judge()
        end_s, spoilt = tick * TICK_S, self._spoilt is not None
        self.trial, self._rested_s, self._ask = None, 0.0, Forge.WAIT
        self.cue = CUES.get(reason, "well_done" if verdict == "clean" else None)
        if verdict != "other":
            self._lit.append(Lit(float(len(self._lit)), verdict))
        nan, inside = math.nan, self._work.share if self._keys.mode != "relax" else self._cool.share
        success = verdict in ("clean", "compensated")
        values = {name: value for name, value in self._values().items() if not math.isnan(value)}
        times = (self._start_s, self._start_s + self._waited_s, end_s)
        return [
            RepCompleted(tick, *times, nan, nan, nan, verdict, reason),
            TrialEnded(
                tick,
                trial.index,
                self._start_s,
                end_s,
                nan,
                nan,
                inside,
                success,
                verdict == "clean",
                spoilt,
                reason,
                values,
            ),
        ]

    def _values(self) -> Mapping[str, float]:
        """What is measured of a trial: of the contraction where one was asked for, and of the relaxation."""
        work, cool, relax = self._work, self._cool, self._keys.mode == "relax"
        nan = math.nan
        return {
            "band_low_percent": nan if relax else 100.0 * work.low,
            "band_high_percent": nan if relax else 100.0 * work.high,
            "in_band_percent": nan if relax else 100.0 * work.share,
            "peak_percent": nan if relax else 100.0 * work.most,
            "relax_s": cool.relaxed_s,
            "quiet_percent": 100.0 * cool.share,
            "cocontraction_percent": work.cocontraction_percent,
            "cocontraction_rudolph_1": work.rudolph,
        }

    def view(self) -> ActivateView:
        """What a screen needs; in an unaided trial nothing that depends on the muscle."""
        trial, heard, work, cool = self.trial, self._heard, self._work, self._cool
        blank = trial is not None and not trial.feedback
        asks = trial is not None and self._keys.mode != "relax"
        nan = math.nan
        return ActivateView(
            ask=self._ask,
            low=work.low if asks else nan,
            high=work.high if asks else nan,
            quiet=cool.quiet if trial is not None else self._keys.relax_percent / 100.0,
            activity=nan if blank else heard.activity,
            antagonist=nan if blank else heard.antagonist,
            inside=not blank and work.low <= heard.activity <= work.high and asks,
            held=0.0 if blank or trial is None else work.done,
            cooled=0.0 if blank or trial is None else cool.done,
            lit=tuple(self._lit),
            hold_s=trial.hold_s if trial is not None else 0.0,
            relax_s=cool.duration_s,
            muscle=self._keys.muscle,
            other=self._keys.antagonist or "",
            only_quiet=self._keys.mode == "relax",
            reason=heard.reason,
            blank=blank,
        )
