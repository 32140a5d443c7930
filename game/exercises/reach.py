"""`reach`: get to a target, hold it, come back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.choosing import SLIP_DEG, Choosing
from game.exercises.effort import EffortKeys
from game.exercises.events import Event, TargetReached, TrialEnded, TrialStarted, Verdict
from game.exercises.exercise import TICK_S, Asked, Ends, Limits, Parameter, Trial
from game.exercises.limb import NEAR_DEG, Limb
from game.exercises.pace import REACTION_S, stroke_s
from game.exercises.ranges import MISSED_CUES, PAST, SHORT, range_ends, too_far_deg
from game.exercises.views import Lit, ReachView
from game.exercises.watch import HELPED
from game.measures.minimum_jerk import PEAK, time_share
from game.measures.repetitions import Repetition
from game.motion.motion import Motion

Degrees = Annotated[float, Field(ge=1, le=180)]

_MOVEMENT_S = 15.0
"""A movement that takes longer, its hold not counted, is abandoned: so much and the time there and back at…"""
_SLOW_DEG_S = 12.0
"""…a tenth of the usual ceiling, which is comfortably slow for everybody (a choice)."""
_STAYS_S = 0.25
"""Where one may go on to a higher target, nobody is told to hold before they have stayed for so long (a choice)."""
_HEADROOM = 1.15
"""The scale that is drawn goes this far above the highest target."""
_LATE_S = 0.2
"""By so much an angle that is smoothed for control may come late: it is not the person's."""
_SLOWEST_SHARE = 0.1
"""Where the level sets no time, the time allowed begins at that of so much of the speed ceiling…"""
_PATIENCE = 3.0
"""…and where it sets one, the easiest is so many times as long. Both are choices."""


class ReachKeys(EffortKeys):
    """What a level says of `reach`. Angles in degrees from the neutral pose."""

    kind: Literal["reach"]
    targets_deg: Annotated[tuple[Degrees, ...], Field(min_length=1, max_length=12)] = Field(
        description="The targets, each asked for once a round of them; a prescription or gentle mode may lower them."
    )
    order: Literal["rising", "serial", "shuffled", "coach", "person"] = Field(
        default="rising",
        description="Lowest first (serial is the same), in a drawn order, as the coach decides from session to"
        " session, or as the person chooses from those that are left of a round.",
    )
    tolerance_deg: Annotated[float, Field(ge=2, le=20)] = Field(
        default=8.0, description="A target counts as reached from this far below it."
    )
    hold_s: Annotated[float, Field(ge=0, le=30)] = Field(default=0.0, description="How long the target is held.")
    within_s: Annotated[float, Field(ge=0.5, le=30)] | None = Field(
        default=None,
        description="Seconds allowed from the start of a movement to its target; left out, as long as it takes.",
    )
    rest_between_s: Annotated[float, Field(ge=0, le=30)] = Field(
        default=0.5, description="The least time between the end of a movement and the next target."
    )

    def asked(self) -> Asked:
        """What the coach makes trials of."""
        return Asked(
            self.targets_deg,
            self.tolerance_deg,
            self.hold_s,
            self.order == "shuffled",
            choosable=len(self.targets_deg) > 1,
            by_person=self.order == "person",
            ends=self._ends(),
        )

    def _ends(self) -> dict[Parameter, Ends]:
        """Tempo is the time allowed: as long as it takes is the easiest there is."""
        ends = range_ends(self.targets_deg, self.tolerance_deg)
        if self.hold_s > 0.0:
            ends["hold"] = HOLD_ENDS
        ends["tempo"] = Ends(_PATIENCE, 1.0, eases=self.within_s is not None)
        return ends

    def demands(self) -> Mapping[str, float]:
        """A step is harder that goes farther, holds longer, takes less for reached, or leaves less time."""
        return {
            "targets_deg": max(self.targets_deg),
            "hold_s": self.hold_s,
            "tolerance_deg": -self.tolerance_deg,
            "rest_between_s": -self.rest_between_s,
            "order": float(self.order == "shuffled"),
            "within_s": 0.0 if self.within_s is None else 1.0 / self.within_s,
        }

    def takes_s(self, speed_deg_s: float) -> float:
        """There, hold, back and rest, by the mean of the targets."""
        strokes_s = [2.0 * stroke_s(target_deg, speed_deg_s) for target_deg in self.targets_deg]
        return sum(strokes_s) / len(strokes_s) + self.hold_s + self.rest_between_s + REACTION_S

    def rules(self, limits: Limits) -> Reach:
        """The rules, ready to be stepped."""
        return Reach(self.targets_deg, self.hold_s, self.rest_between_s, limits, self.within_s)


HOLD_ENDS = Ends(0.25, 2.0)
"""A hold is asked for from a quarter as long to twice as long (a choice)."""


class Reach:
    """The rules of `reach`. A trial is one movement: it ends when the limb comes back, reached or not.

    Only a movement reaches a target: a limb that rests above a low one has not. What is no movement in the end (a
    jerk, one whose end the sensor missed, one in a pause) leaves the trial as it was.
    """

    def __init__(
        self,
        targets_deg: tuple[float, ...],
        hold_s: float,
        rest_between_s: float,
        limits: Limits,
        within_s: float | None = None,
    ) -> None:
        self.trial: Trial | None = None
        self.cue: str | None = None
        self._rest_between_s = rest_between_s
        self._limits = limits
        self._within_s = within_s
        self._targets_deg = targets_deg
        longest_s = _MOVEMENT_S + HOLD_ENDS.hardest * hold_s + 2.0 * max(targets_deg) / _SLOW_DEG_S
        self._limb = Limb(limits, targets_deg, longest_s)
        self._limb.rested_s = rest_between_s
        self._choosing = Choosing()
        self._lit: list[Lit] = []
        self._forget()
        self._started_s = 0.0
        self._allowed: tuple[Trial | None, float] = (None, math.inf)
        """The time allowed in the last trial that was looked at."""

    @property
    def ready(self) -> bool:
        """No trial is on, the limb is back, and the last movement is over for long enough."""
        return self.trial is None and self._limb.rested_s >= self._rest_between_s and self._limb.is_back

    @property
    def over(self) -> bool:
        """It is the dose that ends it."""
        return False

    @property
    def idle_s(self) -> float:
        """Between movements the limb is to be back; in one it is told to be, once the target is reached."""
        asked = self.trial is not None
        return self._limb.idle_s(told_back=self._reached or not asked, asked=asked)

    def set_targets(self, targets_deg: tuple[float, ...]) -> None:
        """Other targets than before, when the person's range has become known."""
        self._targets_deg = targets_deg
        self._limb.expect(targets_deg)

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for one target, or for one of several."""
        self.trial = trial
        self._choosing = Choosing(trial.choices)
        self._forget()
        if self.cue == "well_done":
            self.cue = None
        if trial.choices and self.cue is None:  # what to change next time is not talked over
            self.cue = "choose"
        self._started_s = tick * TICK_S
        for one in trial.choices or (trial,):
            self._limb.begin(one.target_deg)
        return TrialStarted(
            tick, trial.index, trial.target_deg, {str(one.place): one.target_deg for one in trial.choices}
        )

    def spoil(self, reason: str) -> None:
        """The movement in progress will not count for or against the person."""
        if self.trial is not None:
            self._limb.spoilt = reason

    def withdraw(self) -> None:
        """The trial of now is asked for no more."""
        self.trial, self.cue = None, None

    def _forget(self) -> None:
        self._reached, self._held_s, self._top_deg = False, 0.0, -math.inf
        self._took_s = math.nan
        self._choosing.clear()
        self._limb.spoilt = None
        if self.cue in _CUES_UP_THERE:
            self.cue = None

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick: watch the trunk, the target and the movement."""
        limb = self._limb
        events = limb.watch(motion)
        if not limb.state.moving:
            self._forget()
        elif playing and self.trial is not None:
            events += self._aim(motion, self.trial)
        limb.attentive = self.trial is not None and not self._reached
        for _, movement in limb.movements(motion):
            if movement is not None:
                events += self._come_back(motion.tick, movement, playing)
        return events + limb.others(motion)

    def _aim(self, motion: Motion, trial: Trial) -> list[Event]:
        angle_deg = self._limb.angle_deg
        self._top_deg = max(self._top_deg, angle_deg)
        if trial.choices:
            return self._choose(motion, trial)
        if self._reached:
            self._say("come_back")
            return []
        above_deg = angle_deg - (trial.target_deg - trial.tolerance_deg)
        if above_deg >= 0.0:
            if self._held_s == 0.0:
                self._took_s = self._limb.heard_s - self._limb.state.start_s
            self._held_s += TICK_S
            if self._held_s >= trial.hold_s:
                self._reached = True
                return [TargetReached(motion.tick, trial.index)] if trial.feedback else []
            self._say("hold")
        elif above_deg < -SLIP_DEG:
            self._held_s = 0.0
            if self.cue == "hold":
                self._say("higher")
        return []

    def _choose(self, motion: Motion, trial: Trial) -> list[Event]:
        """The same where the person chooses. Once one is held they are told to come back; who goes on and holds a
        higher one instead has taken that."""
        choosing = self._choosing
        choosing.step(self._limb.angle_deg, self._limb.heard_s - self._limb.state.start_s)
        self._held_s = choosing.held_s
        if self._reached:
            self._say("come_back")
        elif choosing.taken is not None:
            self._reached = True
            return [TargetReached(motion.tick, trial.index)] if trial.feedback else []
        elif choosing.at is None:
            if self.cue == "hold":
                self._say("higher")
        elif trial.hold_s > 0.0 and choosing.held_s >= _STAYS_S:
            self._say("hold")
        elif self.cue == "hold":
            self.cue = None
        return []

    def _say(self, cue: str) -> None:
        """Nothing is said of where the limb is in an unaided trial."""
        if self.trial is not None and self.trial.feedback:
            self.cue = cue

    def allowed_s(self, trial: Trial) -> float:
        """The time from the start of a movement to its target; inf where none is set, or the world waits.

        At the hardest end it is that of the smoothest movement whose peak is the speed ceiling, measured alike: from
        where a start is noticed to where the target counts as reached.
        """
        tempo = trial.difficulty.tempo
        if trial.waits:
            return math.inf
        if self._within_s is not None and tempo <= 0.0:
            return float(self._within_s * _PATIENCE**-tempo)
        if tempo <= 0.0:
            return math.inf
        reached = time_share(1.0 - trial.tolerance_deg / trial.target_deg)
        noticed = time_share(min(1.0, NEAR_DEG / trial.target_deg))
        quickest_s = (reached - noticed) * PEAK * trial.target_deg / self._limits.speed_deg_s_max + _LATE_S
        slowest_s = quickest_s / _SLOWEST_SHARE if self._within_s is None else max(self._within_s, quickest_s)
        return float(slowest_s ** (1.0 - tempo) * quickest_s**tempo)

    def _come_back(self, tick: int, movement: Repetition, playing: bool) -> list[Event]:
        trial = self.trial
        events: list[Event] = []
        if trial is not None and trial.choices and playing:
            before = self._reached
            trial, self._reached, self._took_s = self._choosing.settle()
            if self._reached and not before:  # no hold is asked for: the turn told which it is
                events.append(TargetReached(tick, trial.index))
        verdict, reason = self._judge(movement, trial if playing else None)
        events.append(self._limb.tell(tick, movement, verdict, reason))
        if trial is None or not playing:
            return events
        choices = len(self._choosing.choices)
        self.trial = None
        self.cue = _CUES.get(reason, "well_done" if verdict == "clean" else None)
        if verdict != "other":
            self._lit.append(Lit(trial.target_deg, verdict))
        spoilt = self._limb.spoilt is not None
        events.append(
            TrialEnded(
                tick,
                trial.index,
                self._started_s,
                tick * TICK_S,
                trial.target_deg,
                movement.peak_deg,
                math.nan,
                self._reached and not spoilt and reason not in (LATE, PAST),
                verdict == "clean",
                spoilt,
                reason,
                {"reach_s": self._took_s, **({"choices": float(choices)} if choices else {})},
            )
        )
        return events

    def _judge(self, movement: Repetition, trial: Trial | None) -> tuple[Verdict, str]:
        if trial is None:
            return ("compensated", HELPED) if self._limb.helped else ("other", "outside a trial")
        if self._limb.spoilt is not None:
            return "other", self._limb.spoilt
        if not self._reached:
            held = movement.peak_deg >= trial.target_deg - trial.tolerance_deg
            return "partial", NOT_HELD if held else SHORT
        if movement.speed_deg_s_max > self._limits.speed_deg_s_max:
            return "other", TOO_FAST
        if self._limb.helped:
            return "compensated", HELPED
        if self._top_deg > too_far_deg(trial):
            return "partial", PAST
        if self._took_s > self.allowed_s(trial):
            return "partial", LATE
        return "clean", "as asked"

    def view(self) -> ReachView:
        """What a screen needs: targets, hold, what is lit."""
        trial, hold_s = self.trial, 0.0
        if trial is not None:
            hold_s = trial.hold_s
            if trial.choices:
                trial, hold_s = self._choosing.meant, self._choosing.needs_s
        blank = trial is not None and not trial.feedback
        hold = 0.0
        if trial is not None and not blank:
            hold = 1.0 if self._reached else min(1.0, self._held_s / hold_s) if hold_s > 0.0 else 0.0
        choices_deg = tuple(one.target_deg for one in self._choosing.choices) if trial else ()
        return ReachView(
            self._targets_deg,
            trial.target_deg if trial else math.nan,
            trial.tolerance_deg if trial else math.nan,
            hold,
            self._reached and trial is not None and not blank,
            _HEADROOM * max(*self._targets_deg, *choices_deg, trial.target_deg if trial else 0.0),
            tuple(self._lit),
            trial.hold_s if trial else 0.0,
            blank,
            self._time_left(trial) if trial and not blank else math.nan,
            choices_deg,
        )

    def _time_left(self, trial: Trial) -> float:
        """How much of the time allowed is left, 0–1; nan where none is set."""
        if self._allowed[0] is not trial:
            self._allowed = (trial, self.allowed_s(trial))
        state, allowed_s = self._limb.state, self._allowed[1]
        if math.isinf(allowed_s):
            return math.nan
        reached_s = self._choosing.since_s if self._choosing.choices else self._took_s
        took_s = reached_s if self._held_s > 0.0 else self._limb.heard_s - state.start_s if state.moving else 0.0
        return max(0.0, 1.0 - took_s / allowed_s)


TOO_FAST, NOT_HELD, LATE = "too fast", "not held for long enough", "later than asked"

_CUES = {**MISSED_CUES, NOT_HELD: "longer", TOO_FAST: "slower", LATE: "sooner", HELPED: "sit_tall"}
"""What to change next time, for each way of not being clean."""
_CUES_UP_THERE = ("hold", "come_back")
"""Said to a limb that is raised; to one that hangs they would be wrong."""
