"""Round: one level being played, stepped tick by tick. Pure: no clock, no window, no disk."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from game.coaching.gentle import GENTLE, gentle_targets
from game.coaching.safety_table import Heard
from game.coaching.wall import asked_inside
from game.exercises.events import (
    Event,
    RangeShown,
    RepCompleted,
    RestEnded,
    RestStarted,
    SetEnded,
    SignalLost,
    TrialEnded,
    as_row,
)
from game.exercises.exercise import Exercise, Limits, Scaled
from game.level import Level, read_level
from game.motion.emg_calibration import muscles_from_row
from game.motion.motion import Motion
from game.motion.tracker import BodyTracker
from game.round.commands import Command
from game.round.course import Course
from game.round.cueing import Cueing
from game.round.dose import Dose
from game.round.doubting import Doubting
from game.round.guiding import Guiding
from game.round.posing import POSES, Posing, body_of
from game.round.ranging import Ranging
from game.round.safekeeping import Safekeeping
from game.round.setup import RoundSetup, allowed_in
from game.round.silence import Silence
from game.round.view import Phase, RoundView, others_seen, seen
from game.scoring.keeper import ScoreKeeper
from game.scoring.outcome import Outcome, digest
from game.scoring.sheet import conditions_of
from game.scoring.steady import own_leans_deg
from input_devices import Sample

_WAITING, _NEUTRAL, _BEND = Phase.WAITING, Phase.NEUTRAL, Phase.BEND
_RANGE, _PLAY, _REST = Phase.RANGE, Phase.PLAY, Phase.REST
"""Asked for many times a tick, where a name by its class costs as much as a call."""
_MOVES = (_RANGE, _BEND)
"""Beside play, a movement is asked for in these."""


class Round(Course):
    """One level being played: tracker, exercise, score keeper and coach stepped together.

    Equal setups, samples and commands give equal events and outcomes. Samples must be at stored precision.
    """

    def __init__(self, setup: RoundSetup) -> None:
        """Raises LevelProblems when the level's text cannot be read."""
        super().__init__()
        self.setup = setup
        self.level: Level = read_level(setup.level, "")
        level = self.level
        self._tracker, wearing = body_of(level, setup)
        self._posing = Posing(self._tracker, level, setup)
        self._doubting = Doubting(wearing)
        allowed = self._allowed = allowed_in(setup, level)
        asked = asked_inside(level.exercise.asked(), allowed.wall)
        self._targets_deg = asked.targets_deg
        # A trunk that is itself what moves cannot help.
        self._lean_deg_max = level.guards.trunk_lean_deg_max if level.row.trunk_still else math.inf
        speed_deg_s = min(level.speed_deg_s_max, allowed.wall.speed_deg_s_max)
        own_deg = own_leans_deg(level, setup.earlier)
        carries = level.row.on_trunk
        limits = Limits(speed_deg_s, self._lean_deg_max, allowed.wall, own_deg, setup.seed, carries)
        self._exercise: Exercise = level.exercise.rules(limits)
        self._keeper = ScoreKeeper(
            level.kind,
            muscles_from_row(setup.calibration),
            conditions_of(level, setup.side, setup.earlier),
            asks=setup.mode != "tryout",
        )
        self._guiding = Guiding(level, setup, asked, allowed, self._keeper)
        if self._guiding.targets_deg != level.exercise.asked().targets_deg:
            self._exercise.set_targets(self._guiding.targets_deg)
        self._dose = Dose(level, setup, allowed)
        self._silence = Silence(setup.silence_end_s)
        self._safe = Safekeeping(level, setup, allowed)
        self._events: list[Event] = []
        self._motion: Motion | None = None
        self._cueing, self._ranging = Cueing(), Ranging(pair=isinstance(self._exercise, Scaled))
        self._shown: RangeShown | None = None
        self._outcome: Outcome | None = None

    @property
    def tracker(self) -> BodyTracker:
        """What the body is watched with: to be looked at, never stepped."""
        return self._tracker

    @property
    def coached(self) -> Mapping[str, object]:
        """What the coach takes into the next session of this level, as plain values."""
        return self._guiding.as_row()

    def tick(self, samples: Sequence[Sample], commands: Sequence[Command]) -> tuple[Event, ...]:
        """One sixtieth of a second: what came in, and what happened."""
        events: list[Event] = []
        for command in commands:
            events += self._obey(command)
        if self._ended is None:
            events += self._live(samples)
        self._outcome = None
        self._events += events
        self.ticks += 1
        return tuple(events)

    # Motion and phases

    def _live(self, samples: Sequence[Sample]) -> list[Event]:
        tick = self.ticks
        tracker, doubting = self._tracker, self._doubting
        motion = self._motion = tracker.update(tick, samples)
        events = self._hear(motion)
        if self._phase is _WAITING and tracker.heard:
            self._phase = _NEUTRAL
        if samples and tracker.neutral and doubting.held is None and (felt := self._safe.feel(tick, samples)):
            events += [felt, *self._hear_of(Heard.IMPACT)]
        if (unanswered := self._safe.wait()) is not None:
            events += self._hear_of(unanswered)
        if self._ended is not None:
            return events
        if self._phase is not _WAITING:
            events += self._doubt()
        if self._phase in POSES:
            posed, taken = self._posing.step(tick, self._phase)
            events += posed
            if taken:
                events += self._begin()
        if tracker.neutral and doubting.held is None:  # hands at a sensor are no movement
            events += self._exert(motion)
        return events

    def _begin(self) -> list[Event]:
        """After a bend where one is needed, the range is shown first in gentle mode, and where a share of it is asked
        for; otherwise play begins at once, or goes on where it was."""
        if self._posing.bends:
            self._phase = _BEND
            return []
        if self._posing.back_to is not None:
            self._phase, self._posing.back_to = self._posing.back_to, None
            return []
        if self._safe.wellbeing.unsafe():
            return self._hear_of(Heard.UNSAFE)
        self._hear_of(Heard.CHECKED)
        shows = self.setup.mode == "gentle" or self.level.exercise.own_shares
        if not shows or not self._targets_deg:
            self._phase = _PLAY
            return []
        self._phase = _RANGE
        return self._cueing.say(self.ticks, self._ranging.cue)

    def _doubt(self) -> list[Event]:
        """Notice a sensor that is worn otherwise than was said; play waits where that is plain, and goes on by itself
        where it is so no more."""
        exercise, doubting, playing = self._exercise, self._doubting, self._phase is _PLAY
        held = doubting.held
        events = doubting.step(
            self.ticks,
            expected=playing or self._phase in _MOVES,
            idle_s=exercise.idle_s if playing else math.inf,
            asked=exercise.trial is not None and bool(self._targets_deg),
        )
        if held is None and doubting.held is not None:
            events += self._hold(Phase.DOUBTED, "doubt")
        elif held is not None and doubting.held is None and self._phase is Phase.DOUBTED:
            events += self._pose_again()
        return events

    def _hear(self, motion: Motion) -> list[Event]:
        """Notice a sensor that goes quiet or comes back, and end where nobody could plug it in again."""
        silence = self._silence
        if self._phase is _WAITING:
            return self._end("signal_lost") if silence.wait(self._tracker.unheard) else []
        if motion.silent is not None or silence.site is not None:
            changed = silence.step(motion.tick, motion.silent)
            if isinstance(changed, SignalLost):
                return [changed, *self._hold(Phase.SILENT, "signal")]
            if changed is not None:
                return [changed, *(self._resume() if self._phase is Phase.SILENT else [])]
        if (self._phase is _NEUTRAL or self._phase is _RANGE) and silence.idle():
            return self._end("interrupted")
        return self._end("signal_lost") if silence.site is not None and silence.too_long else []

    def _exert(self, motion: Motion) -> list[Event]:
        """Step the exercise: the body is watched whatever is shown, a trial goes on only in play."""
        playing, helped = self._phase is _PLAY, False
        events = self._exercise.step(motion, playing)
        if events or motion.trace or motion.traces:
            unsure = self._phase is _BEND  # movements count, but no angle of theirs does before the axis is known
            self._keeper.add(events, () if unsure else motion.trace, {} if unsure else motion.traces)
        if events:
            helped = playing and self._safe.watch(events)
            self._follow(events)
        if playing:
            if motion.muscles:
                self._keeper.add_muscles(motion.muscles)
            due = self._posing.due(motion.tick, motion, self._exercise)
            if due:
                self._phase = self._posing.seek(_PLAY)
            events += self._hear_of(Heard.HELPED) if helped else []
            events += due or self._go_on(motion.tick)
            if self._phase is _REST:
                self._hear_of(Heard.REST_DUE)
                self._safe.rests(self._dose.rests)
        elif self._phase is _REST:
            events += self._rest(motion.tick)
        return events

    def _follow(self, events: list[Event]) -> None:
        """Add what follows from these events of the exercise."""
        for event in tuple(events):
            if isinstance(event, TrialEnded):
                events += self._guiding.learn(event, events)
                if signs := self._guiding.tires(event, events):
                    events += self.tire(signs)
            elif isinstance(event, SetEnded):
                if event.rests:
                    self._dose.ask_rest(0.0)
            elif isinstance(event, RepCompleted) and self._phase is _RANGE:
                events += self._show_range(event)

    def _show_range(self, rep: RepCompleted) -> list[Event]:
        self._silence.stirs()
        cue = self._ranging.take(rep)
        if cue is not None:
            return self._cueing.say(rep.tick, cue)
        ranges_deg, exercise = self._ranging.ranges_deg, self._exercise
        scaled = exercise if self.level.exercise.own_shares and isinstance(exercise, Scaled) else None
        if scaled is None:
            targets_deg = gentle_targets(self._targets_deg, ranges_deg[0])
        else:
            targets_deg = scaled.scale(ranges_deg, GENTLE.range_share if self.setup.mode == "gentle" else 1.0)
        self._guiding.know_range(targets_deg, self._ranging.count)
        exercise.set_targets(self._guiding.targets_deg)
        self._phase = _PLAY
        values = {} if scaled is None else {"other_range_deg": ranges_deg[1], **scaled.amplitudes}
        self._shown = RangeShown(rep.tick, ranges_deg[0], values)
        return [self._shown]

    def _go_on(self, tick: int) -> list[Event]:
        """Time, dose, rest and the next trial."""
        dose, trial = self._dose, self._exercise.trial
        dose.play()
        events = self._cueing.step(tick, self._exercise.cue)
        if dose.is_over(None if trial is None else trial.hold_s):
            return events + self._end(dose.ends(self._keeper.done))
        if trial is not None:
            return events
        if self._exercise.over or dose.is_done(self._keeper.done):
            return events + self._end("finished" if self._exercise.over else dose.ends(self._keeper.done))
        if dose.rest_due:
            self._phase = _REST
            return [*events, RestStarted(tick, dose.begin_rest())]
        if self._exercise.ready:
            events += self._offer(tick)
        return events

    def _offer(self, tick: int) -> list[Event]:
        """What is asked next; the first of the warm-up is said to be one."""
        trial = self._guiding.next()
        warm = self._guiding.warm_up
        said = self._cueing.say(tick, "warm_up") if warm is not None and warm[0] == 0 else []
        return [*said, self._exercise.offer(tick, trial)]

    def _rest(self, tick: int) -> list[Event]:
        if not self._dose.rest():
            return []
        self._phase = _PLAY
        self._safe.asks = None
        self._guiding.rested()
        self._hear_of(Heard.REST_OVER)
        return [RestEnded(tick)]

    # What others see

    def view(self) -> RoundView:
        """What may be seen from outside at this tick."""
        level, motion, exercise = self.level, self._motion, self._exercise.view()
        body = seen(motion, exercise)
        return RoundView(
            tick=self.ticks,
            phase=self._phase,
            level=level.id,
            kind=level.kind,
            movement=level.movement,
            side=self.setup.side,
            posture=level.posture,
            sites=self.setup.worn,
            angle_deg=body.angle_deg,
            speed_deg_s=body.speed_deg_s,
            others_deg=others_seen(motion, exercise),
            lean_forward_deg=body.lean_forward_deg,
            lean_right_deg=body.lean_right_deg,
            compensating=body.lean_deg > self._lean_deg_max,
            still=self._tracker.still,
            refused=self._tracker.refused,
            cue=self._cueing.cue,
            exercise=exercise,
            repetitions_done=self._keeper.done,
            repetitions_asked=self._dose.repetitions,
            clean=self._keeper.counts["clean"],
            light=self._keeper.light,
            rest_left_s=max(0.0, self._dose.rest_left_s) if self._phase is _REST else 0.0,
            rest_soon=self._dose.rest_soon,
            silent_site=self._silence.site,
            ended=self._ended,
            muscles=motion.muscles if motion and not exercise.blank else {},
            bend=self._posing.bend if self._phase is _BEND else None,
            warm_up=self._guiding.warm_up if self._phase is _PLAY or self._pauses_play else None,
            rezero_due=self._tracker.rezero_due is not None,
            doubt=self._doubting.said,
            asks=self._safe.asks if self._phase is _REST else None,
        )

    @property
    def _pauses_play(self) -> bool:
        return self._phase is Phase.PAUSED and self._back_to is _PLAY

    def outcome(self, ended: str | None = None) -> Outcome:
        """What it adds up to by now; `ended` says how, where the Round itself did not end."""
        how = self._ended or ended or "interrupted"
        if self._outcome is None or how != self._outcome.ended:
            kept = self._safe.wellbeing
            active = {"active_s": self._dose.played_s, "flags": list(kept.flags)}
            shown = self._shown
            ranges = {} if shown is None else {"range_shown": {"range_deg": shown.range_deg, **shown.values}}
            context = {**kept.context(), "notes": self._notes(), **active, **ranges, **self._keeper.warm_up()}
            self._outcome = self._keeper.outcome(how, self.ticks / 60.0, context, self._guiding.as_row())
        return self._outcome

    def _notes(self) -> list[str]:
        """What whoever reads the summary should know."""
        return [*self._safe.wellbeing.notes, *self._doubting.notes, *self._silence.notes(), *self._posing.notes]

    def digest(self, ended: str | None = None) -> str:
        """SHA-256 over every event and the outcome."""
        return digest([as_row(event) for event in self._events], self.outcome(ended))
