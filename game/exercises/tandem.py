"""`tandem`: two limbs in time with each other, in phase or opposed, with or without a beat."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from game.exercises.attempts import ANOTHER
from game.exercises.beat import Beat
from game.exercises.events import BeatGiven, Event, RepCompleted, TargetReached, TrialEnded, TrialStarted, Verdict
from game.exercises.exercise import TICK_S, Limits, Trial
from game.exercises.limb import Limb
from game.exercises.ranges import LEAST_DEG, LEAST_SHOWN_DEG, TOO_SMALL, own_deg
from game.exercises.stroke import OtherLimb, period_s, wrapped_deg
from game.exercises.tandem_keys import BEAT_ENDS, OTHER, TOLERANCE_ENDS, PairKeys
from game.exercises.views import Lit, TandemView
from game.exercises.watch import HELPED
from game.measures.repetitions import Repetition
from game.motion.motion import UNKNOWN, Motion

LONGEST_S = 15.0
_WAITED = 1.0
"""So many cycles after a stroke's peak its other limb is waited for…"""
_WAITED_S = 4.0
"""…and no longer, unless the trial waits."""
_PHASE_DEG_MAX = 90.0
"""However easy it has been made, two limbs that move by chance are together in less than half of the cases."""
_SPEED_SHARE = 0.8
"""A beat asks for at most so much of the speed that is allowed, for whoever goes there and back evenly. A choice."""
ALONE = "one limb alone"
SHORT, OTHER_SHORT = "short of the target", "the other limb short"
OTHER_LATE, OTHER_EARLY = "the other limb late", "the other limb early"
BEHIND, AHEAD = "behind the beat", "ahead of the beat"
TOO_FAST = "too fast"
WITHDRAWN = "it was asked for no more"


class TandemKeys(PairKeys):
    """What a level says of `tandem`."""

    def rules(self, limits: Limits) -> Tandem:
        """The rules, ready to be stepped."""
        return Tandem(self, limits)


class Tandem:
    """The rules of `tandem`. A trial is one stroke: a cycle of the leading limb with the one of the other that belongs
    to it. The next one is asked for at once, so that strokes follow each other without a pause.

    Outside of play a movement is one of both limbs too: it shows no more of a range than the limb does that went less
    far of what it is asked for. One limb alone shows nothing. Where shares of their own ranges are asked for, each limb
    shows its own.

    Two limbs set their own pace; where the trial waits, a slow stroke's other limb is waited for as long as a cycle of
    it takes, and a beat is still heard or seen but nobody has to keep it. That they go together is asked for as ever.
    A movement that takes longer than fifteen seconds is none: a limb that rests half-way cannot be told from it.
    """

    def __init__(self, keys: PairKeys, limits: Limits) -> None:
        self.trial: Trial | None = None
        self.cue: str | None = None
        self._keys, self._limits = keys, limits
        self._scale = 1.0
        self._own_deg = keys.amplitude_deg, keys.other_deg
        """How far the movement's own limb and the other one go where nothing is made easier or harder…"""
        inside = min(1.0, max(LEAST_DEG, limits.wall.ceiling_deg) / keys.amplitude_deg) if keys.own_shares else math.inf
        self._far_deg = inside * keys.amplitude_deg, inside * keys.other_deg
        """…and the farthest that is ever asked of them, where that is a share of their own range."""
        self._shows = bool(keys.own_shares)
        """Both limbs have yet to show how far they go."""
        self._wanted_deg = 0.0 if keys.pattern == "in_phase" else 180.0
        self._main_leads = keys.leads == "played"
        self._limb = Limb(limits, (self._asked_deg(1.0)[0],), LONGEST_S)
        self._other = OtherLimb(self._asked_deg(1.0)[1])
        if self._shows:
            self._expect()
        self._beat = Beat()
        self._waiting: list[tuple[Repetition, float]] = []
        """Strokes of the leading limb, each with its period, whose other limb may still come…"""
        self._shown: list[tuple[Repetition, float]] = []
        """…and those that were made while nothing was asked for, or to show the range."""
        self._before: Repetition | None = None
        self._lit: list[Lit] = []
        self._last: Verdict | None = None
        self._carried = False
        """The trunk has helped in the stroke that was on when this trial began."""
        self._started_s = 0.0
        self._heard_s = self._lead_deg = math.nan

    def _asked_deg(self, scale: float) -> tuple[float, float]:
        """How far the leading limb and the other one go."""
        least_deg = LEAST_DEG if self._keys.own_shares else 0.0
        own, other = (
            min(far_deg, max(scale * whole_deg, min(whole_deg, least_deg)))
            for whole_deg, far_deg in zip(self._own_deg, self._far_deg, strict=True)
        )
        return (own, other) if self._main_leads else (other, own)

    def _expect(self) -> None:
        """Watch for movements as far as is asked; before that is known, for any that a range can be made of."""
        lead_deg, other_deg = self._asked_deg(self._scale)
        seen_deg = min(LEAST_SHOWN_DEG, lead_deg)
        self._limb.expect((seen_deg, lead_deg) if self._shows else (lead_deg,))
        if self._keys.own_shares:
            self._other.expect(LEAST_SHOWN_DEG if self._shows else other_deg)

    @property
    def ready(self) -> bool:
        """Strokes follow each other at once."""
        return self.trial is None

    @property
    def over(self) -> bool:
        """It is the dose that ends it."""
        return False

    @property
    def idle_s(self) -> float:
        """As for one limb that is raised again and again."""
        return self._limb.idle_s(told_back=False, asked=self.trial is not None)

    def set_targets(self, targets_deg: tuple[float, ...]) -> None:
        """Another amplitude, when the person's range has become known: the other limb's becomes as much smaller."""
        self._scale = min(1.0, max(targets_deg) / self._own_deg[0])
        self._expect()

    def scale(self, shown_deg: tuple[float, float], most_share: float) -> tuple[float, ...]:
        """Each limb's amplitude becomes its own share of its own range; the target is that of the movement's own. How
        far that may rise the coach knows; the other limb is never asked for more than it showed."""
        keys, (far_deg, other_far_deg) = self._keys, self._far_deg
        share, other_share = keys.own_shares or (1.0, 1.0)
        self._own_deg = (
            own_deg(far_deg, share, shown_deg[0], most_share),
            own_deg(other_far_deg, other_share, shown_deg[1], most_share),
        )
        self._far_deg = far_deg, min(other_far_deg, most_share * shown_deg[1])
        self._shows = False
        return (self._own_deg[0],)

    @property
    def amplitudes(self) -> Mapping[str, float]:
        """How far each limb is asked to go where nothing is made easier or harder, deg."""
        lead_deg, other_deg = self._asked_deg(self._scale)
        own, other = (lead_deg, other_deg) if self._main_leads else (other_deg, lead_deg)
        return {"amplitude_deg": own, "other_amplitude_deg": other}

    def spoil(self, reason: str) -> None:
        """The stroke in progress will not count for or against the person."""
        if self.trial is not None:
            self._limb.spoilt = reason

    def withdraw(self) -> None:
        """The trial of now is asked for no more; what of it is on the way counts for nothing."""
        self._limb.spoilt = WITHDRAWN if self._limb.state.moving else None
        self._waiting.clear()
        self.trial, self.cue = None, None

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for one stroke."""
        self.trial = trial
        self._started_s = tick * TICK_S
        spoilt = self._limb.spoilt if self._limb.state.moving else None
        helped = self._limb.state.moving and self._limb.helped
        self._limb.begin(self._targets_deg(trial)[0])
        self._limb.spoilt = spoilt
        self._carried = helped
        self._beat.per_min = self._beats(trial)
        return TrialStarted(tick, trial.index, trial.target_deg)

    def _targets_deg(self, trial: Trial | None) -> tuple[float, float]:
        """How far both are to go in that trial."""
        scale = self._scale
        if trial is not None and math.isfinite(trial.target_deg):
            scale = trial.target_deg / self._own_deg[0]
        return self._asked_deg(scale)

    def _beats(self, trial: Trial) -> float:
        """Beats a minute, within their range and the speed that is allowed; nan where there is no beat."""
        keys = self._keys
        if keys.beat == "none":
            return math.nan
        wanted = BEAT_ENDS.at(trial.difficulty.tempo) * keys.beat_per_min
        fastest = _SPEED_SHARE * min(self._limits.speed_deg_s_max, self._limits.wall.speed_deg_s_max)
        # There and back evenly, a limb's peak speed is π times its way times the strokes a second.
        most = 60.0 * fastest / (math.pi * max(self._targets_deg(trial)))
        low, high = keys.beat_range
        return min(max(low, min(high, wanted)), most)

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick: both limbs are watched all the time."""
        beside = motion.traces.get(OTHER, ())
        if not self._main_leads:
            beside = motion.trace
            lead = motion.others.get(OTHER, UNKNOWN)
            motion = motion._replace(angle=lead, trace=motion.traces.get(OTHER, ()))
        events = self._limb.watch(motion)
        self._other.hear(beside)
        if playing and self.trial is not None and self._beat.step():
            events.append(BeatGiven(motion.tick, self._keys.beat == "sound"))
        for point, movement in self._limb.movements(motion):
            self._heard_s = point.t_s
            if not math.isnan(point.angle_deg):
                self._lead_deg = point.angle_deg
            if movement is None:
                continue
            made = self._waiting if playing and self.trial is not None else self._shown
            made.append((movement, period_s(movement, self._before)))
            self._before = movement
        events += self._shown_due(motion.tick)
        if playing and self.trial is not None:
            events += self._judge_due(motion.tick, self.trial)
        elif not playing:
            self._waiting.clear()
        events += self._alone(motion.tick, ALONE if playing else ANOTHER)
        return events + self._limb.others(motion)

    def _shown_due(self, tick: int) -> list[Event]:
        """One that was made while nothing was asked for, or to show the range, once it is known what both limbs did:
        as far as both can, each of its own, in degrees of the movement's own limb."""
        if not self._shown:
            return []
        lead, cycle_s = self._shown[0]
        found = self._paired(lead, cycle_s, _PHASE_DEG_MAX, _WAITED_S)
        if found is None:
            return []
        del self._shown[0]
        other, _ = found
        if self._limb.helped:
            return [self._limb.tell(tick, lead, "compensated", HELPED)]
        if other is None:
            return [self._limb.tell(tick, lead, "other", ANOTHER)]
        if self._keys.own_shares:
            return [self._showed(tick, lead, other)]
        lead_deg, other_deg = self._asked_deg(1.0)
        both_deg = self._keys.amplitude_deg * min(lead.peak_deg / lead_deg, other.peak_deg / other_deg)
        return [self._limb.tell(tick, replace(lead, peak_deg=both_deg), "other", "outside a trial")]

    def _showed(self, tick: int, lead: Repetition, other: Repetition) -> RepCompleted:
        """Each limb has shown its own range, unless one of them went too little to be seen in play."""
        if min(lead.peak_deg, other.peak_deg) < LEAST_SHOWN_DEG:
            return self._limb.tell(tick, lead, "other", TOO_SMALL)
        own, beside = (lead, other) if self._main_leads else (other, lead)
        shown = replace(lead, peak_deg=own.peak_deg)
        return self._limb.tell(tick, shown, "other", "outside a trial", {"other_peak_deg": beside.peak_deg})

    def _paired(
        self, lead: Repetition, cycle_s: float, tolerance_deg: float, waited_s: float
    ) -> tuple[Repetition | None, float] | None:
        """What of the other limb belongs to that movement, taken from what it made, and its phase; nobody and nan where
        it comes no more; None while it may still come."""
        there = self._other.nearest(lead.peak_s, cycle_s, self._wanted_deg)
        in_time = there is not None and abs(wrapped_deg(there[1] - self._wanted_deg)) <= tolerance_deg
        if not in_time and self._heard_s - lead.peak_s < min(_WAITED * cycle_s, waited_s):
            return None
        if there is None:
            return None, math.nan
        self._other.made.remove(there[0])
        return there

    def _judge_due(self, tick: int, trial: Trial) -> list[Event]:
        """The stroke that is whole by now, if there is one: its other limb has come, or comes no more."""
        if not self._waiting:
            return []
        lead, cycle_s = self._waiting[0]
        waited_s = math.inf if trial.waits else _WAITED_S
        found = self._paired(lead, cycle_s, self._phase_tolerance_deg(trial), waited_s)
        if found is None:
            return []
        del self._waiting[0]
        other, phase_deg = found
        late_s = self._beat.late_s(self._heard_s - lead.peak_s)
        verdict, reason = self._judge(trial, lead, other, phase_deg, late_s)
        return self._end(tick, trial, lead, other, verdict, reason, {
            "phase_deg": phase_deg,
            "other_amplitude_deg": math.nan if other is None else other.amplitude_deg,
            "amplitude_deg": lead.amplitude_deg,
            "period_s": cycle_s,
            "asynchrony_ms": 1000.0 * late_s,
            **self._asked_beside(trial),
        })  # fmt: skip

    def _asked_beside(self, trial: Trial) -> dict[str, float]:
        """How far the other limb was to go, where that does not follow from the level and the target."""
        return {"other_target_deg": self._targets_deg(trial)[self._main_leads]} if self._keys.own_shares else {}

    def _phase_tolerance_deg(self, trial: Trial) -> float:
        return min(_PHASE_DEG_MAX, TOLERANCE_ENDS.at(trial.difficulty.tolerance) * self._keys.phase_tolerance_deg)

    def _judge(
        self, trial: Trial, lead: Repetition, other: Repetition | None, phase_deg: float, late_s: float
    ) -> tuple[Verdict, str]:
        if self._limb.spoilt is not None:
            return "other", self._limb.spoilt
        if other is None:
            return "other", ALONE
        if max(lead.speed_deg_s_max, other.speed_deg_s_max) > self._limits.speed_deg_s_max:
            return "other", TOO_FAST
        lead_deg, other_deg = self._targets_deg(trial)
        if lead.peak_deg < lead_deg - self._short_deg(trial, lead_deg):
            return "partial", SHORT
        if other.peak_deg < other_deg - self._short_deg(trial, other_deg):
            return "partial", OTHER_SHORT
        tolerance_deg = self._phase_tolerance_deg(trial)
        off_deg = wrapped_deg(phase_deg - self._wanted_deg)
        if abs(off_deg) > tolerance_deg:
            return "partial", OTHER_LATE if off_deg > 0.0 else OTHER_EARLY
        beat = 0 if trial.waits else self._beat.too_early_or_late(late_s, tolerance_deg)
        if beat:
            return "partial", BEHIND if beat > 0 else AHEAD
        if self._limb.helped or self._carried:
            return "compensated", HELPED
        return "clean", "as asked"

    def _short_deg(self, trial: Trial, target_deg: float) -> float:
        """How far below its target a limb has gone as far as is asked."""
        tolerance_deg = trial.tolerance_deg if trial.tolerance_deg > 0.0 else self._keys.tolerance_deg
        return min(tolerance_deg, 0.5 * target_deg)

    def _end(
        self,
        tick: int,
        trial: Trial,
        lead: Repetition,
        other: Repetition | None,
        verdict: Verdict,
        reason: str,
        values: dict[str, float],
    ) -> list[Event]:
        spoilt = self._limb.spoilt is not None
        success = verdict in ("clean", "compensated")
        told = self._limb.tell(tick, lead, verdict, reason)
        self._limb.spoilt = None
        self.trial, self._last = None, verdict
        self.cue = _CUES.get(reason, "well_done" if verdict == "clean" else None)
        if verdict != "other":
            self._lit.append(Lit(trial.target_deg, verdict))
        peak_deg = lead.peak_deg if self._main_leads or other is None else other.peak_deg
        done: list[Event] = [TargetReached(tick, trial.index)] if success else []
        ended = TrialEnded(
            tick,
            trial.index,
            self._started_s,
            tick * TICK_S,
            trial.target_deg,
            peak_deg,
            math.nan,
            success,
            verdict == "clean",
            spoilt,
            reason,
            values,
        )
        return [*done, told, ended]

    def _alone(self, tick: int, reason: str) -> list[Event]:
        """Movements of the other limb that no stroke has taken; outside of play they show nothing."""
        told: list[Event] = []
        for one in self._other.unpaired(self._other.heard_s - LONGEST_S):
            times = (one.start_s, one.peak_s, one.end_s)
            told.append(RepCompleted(tick, *times, one.start_deg, one.peak_deg, one.speed_deg_s_max, "other", reason))
        return told

    def view(self) -> TandemView:
        """What a screen needs: both limbs, how far they are to go, the beat, what is lit."""
        trial, keys = self.trial, self._keys
        lead_deg, other_deg = self._targets_deg(trial)
        blank = trial is not None and not trial.feedback
        nan = math.nan
        return TandemView(
            target_deg=lead_deg,
            other_target_deg=other_deg,
            lead_deg=nan if blank else self._lead_deg,
            other_deg=nan if blank else self._other.angle_deg,
            opposed=keys.pattern == "opposed",
            main_leads=self._main_leads,
            phase_tolerance_deg=nan if trial is None else self._phase_tolerance_deg(trial),
            beat_share=self._beat.share if keys.beat != "none" else nan,
            beat_per_min=self._beat.per_min,
            heard=keys.beat == "sound",
            last=self._last,
            lit=tuple(self._lit),
            blank=blank,
        )


_CUES = {
    SHORT: "higher",
    OTHER_SHORT: "other_higher",
    OTHER_LATE: "other_sooner",
    OTHER_EARLY: "other_later",
    ALONE: "both",
    BEHIND: "sooner",
    AHEAD: "later",
    TOO_FAST: "slower",
    HELPED: "sit_tall",
}
"""What to change next time, for each way of not being clean."""
