"""Lifting: the rules of `tempo`, one repetition a trial, judged when the limb is all the way back."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from game.exercises.events import Event, PaceBeat, TargetReached, TrialEnded, TrialStarted, Verdict
from game.exercises.exercise import TICK_S, Ends, Limits, Trial
from game.exercises.ghost import Ghost
from game.exercises.limb import Limb
from game.exercises.pace import peak_of
from game.exercises.paces import DROPPED, PACE_CUES, Paces, Take, judge_paces, take_of
from game.exercises.ranges import MISSED_CUES, PAST, SHORT, too_far_deg
from game.exercises.reach import HOLD_ENDS, TOO_FAST
from game.exercises.sets import SetRules, Sets
from game.exercises.views import Lit, TempoPhase, TempoView
from game.exercises.watch import HELPED
from game.measures.repetitions import Repetition
from game.motion.motion import Motion, TracePoint

_TOLERANCE_ENDS = Ends(4.0, 0.25)
"""The tolerance of each phase, from four times the level's to a quarter of it (a choice)…"""
_SLOW_ENDS = Ends(16.0, 0.25)
"""…and of a way that takes longer, of which more is forgiven: whoever is slow has control (a choice)."""
DOWN_ENDS = Ends(0.75, 2.0)
"""What makes tempo harder is a slower way down: from three quarters of the level's time to twice it (a choice)."""
_MOVEMENT_S, _TIMES = 10.0, 4.0
"""A movement that takes longer than so much and so many times what is asked for is abandoned."""
_BEFORE_S = 0.6
"""So much of the rest before a movement is looked at with it."""
_BACK_SHARE, _BACK_DEG = 0.15, 5.0
"""It is back where no more than this share of the way, or so many degrees, is left (a choice)."""
_STILL_S = 0.4
"""It is over when it has been still for so long, wherever that is…"""
_SETTLED_SHARE = 0.4
"""…or, where a tremor is never still, back for so long and this share of the time asked for…"""
_RISEN_SHARE = 0.15
"""…or when it has gone up again by this share of its way."""
_HEADROOM = 1.15
NOT_BACK = "not all the way back"


class Lifts(Protocol):
    """What the rules need of a level's keys: those of `TempoKeys`."""

    @property
    def targets_deg(self) -> tuple[float, ...]: ...

    @property
    def up_s(self) -> float: ...

    @property
    def hold_s(self) -> float: ...

    @property
    def down_s(self) -> float: ...

    @property
    def rest_between_s(self) -> float: ...

    @property
    def sets(self) -> int: ...

    @property
    def set_repetitions(self) -> int: ...

    @property
    def stop_at_speed_loss_percent(self) -> float | None: ...

    @property
    def lowers(self) -> str: ...

    @property
    def load_kg(self) -> float: ...

    @property
    def tempo_tolerance_percent(self) -> float: ...

    @property
    def pacing(self) -> str: ...


class Lifting:
    """The paces of a repetition are judged by themselves, whenever it is begun: nobody has to keep up with a ghost.

    Where the trial waits, slowness is never a miss: a way or a hold that takes longer than asked counts as at tempo,
    and only what is too quick, too short or let go is told. The measured times stay as they were.
    """

    def __init__(self, keys: Lifts, limits: Limits) -> None:
        self.trial: Trial | None = None
        self.cue: str | None = None
        self._keys, self._limits = keys, limits
        self._targets_deg = keys.targets_deg
        slowest_s = keys.up_s + HOLD_ENDS.hardest * keys.hold_s + DOWN_ENDS.hardest * keys.down_s
        self._limb = Limb(limits, keys.targets_deg, _MOVEMENT_S + _TIMES * slowest_s)
        self._limb.rested_s = keys.rest_between_s
        self._sets = Sets(SetRules(keys.sets, keys.set_repetitions, keys.stop_at_speed_loss_percent))
        self._paces = self._paces_of(None)
        self._path: deque[tuple[float, float]] = deque()
        self._half: Repetition | None = None
        self._lowest_deg = self._settled_s = math.nan
        self._speed_deg_s_max = 0.0
        """Since it was half-way back."""
        self._beat: tuple[TempoPhase, int] = ("ready", 0)
        self._lit: list[Lit] = []
        self._started_s = 0.0
        self._forget()

    def _paces_of(self, trial: Trial | None) -> Paces:
        """What is asked for in this trial, inside the speed ceiling."""
        keys = self._keys
        there = keys.lowers == "there"
        if trial is None:
            down_s, hold_s, way_deg = keys.down_s, keys.hold_s, max(self._targets_deg)
        else:
            down_s = keys.down_s * DOWN_ENDS.at(trial.difficulty.tempo)
            hold_s, way_deg = trial.hold_s, trial.target_deg
        ways_s = (down_s, keys.up_s) if there else (keys.up_s, down_s)
        return Paces(ways_s[0], hold_s, ways_s[1], there).over_wall(way_deg, self._limits.speed_deg_s_max)

    # What the Round asks

    @property
    def ready(self) -> bool:
        """No trial is on, the limb is back, and the last movement is over for long enough."""
        rested = self._limb.rested_s >= self._keys.rest_between_s
        return self.trial is None and self._half is None and rested and self._limb.is_back

    @property
    def over(self) -> bool:
        """Every set is done, and one of them ended before its last repetition."""
        return self._sets.over

    @property
    def idle_s(self) -> float:
        """Between movements the limb is to be back."""
        if self._half is not None:
            return math.inf
        asked = self.trial is not None
        return self._limb.idle_s(told_back=not asked, asked=asked)

    def set_targets(self, targets_deg: tuple[float, ...]) -> None:
        """Other targets than before, when the person's range has become known."""
        self._targets_deg = targets_deg
        self._limb.expect(targets_deg)

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for one repetition."""
        self.trial = trial
        self._paces = self._paces_of(trial)
        self._forget()
        if self.cue in (None, "well_done"):
            self.cue = self._begin_cue
        self._started_s = tick * TICK_S
        self._limb.begin(trial.target_deg)
        return TrialStarted(tick, trial.index, trial.target_deg)

    def spoil(self, reason: str) -> None:
        """The movement in progress will not count for or against the person."""
        if self.trial is not None:
            self._limb.spoilt = reason

    def withdraw(self) -> None:
        """The trial of now is asked for no more."""
        self.trial, self.cue = None, None

    def _forget(self) -> None:
        self._top_deg = -math.inf
        self._reached_s = math.nan
        self._limb.spoilt = None
        if self.cue in _CUES_ON_THE_WAY:
            self.cue = None if self.trial is None else self._begin_cue

    @property
    def _begin_cue(self) -> str:
        return "down" if self._paces.lowers_there else "up"

    # One tick

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """Watch the trunk, the target, and the movement to its very end."""
        limb = self._limb
        events = limb.watch(motion)
        if not limb.state.moving and self._half is None:
            self._forget()
        if playing and self.trial is not None and limb.state.moving and self._half is None:
            events += self._aim(motion.tick, self.trial)
        limb.attentive = self.trial is not None and (limb.state.moving or self._half is not None)
        for point, movement in limb.movements(motion):
            self._path.append((point.t_s, point.angle_deg))
            if self._half is not None and (movement is not None or self._is_over(point, self._half)):
                events += self._come_back(motion.tick, self._half, playing)
            if movement is not None:
                self._turn_back(movement)
            if self._half is None:
                self._trim(point.t_s)
        return events + self._guide(motion.tick) + limb.others(motion)

    def _aim(self, tick: int, trial: Trial) -> list[Event]:
        angle_deg = self._limb.angle_deg
        self._top_deg = max(self._top_deg, angle_deg)
        if self._reached or angle_deg < trial.target_deg - trial.tolerance_deg:
            return []
        self._reached_s = self._limb.heard_s
        return [TargetReached(tick, trial.index)] if trial.feedback else []

    @property
    def _reached(self) -> bool:
        return not math.isnan(self._reached_s)

    def _trim(self, now_s: float) -> None:
        """Forget what lies before the rest that the next movement begins with."""
        start_s = self._limb.state.start_s
        keep_s = (now_s if math.isnan(start_s) else start_s) - _BEFORE_S
        while self._path and self._path[0][0] < keep_s:
            self._path.popleft()

    def _turn_back(self, movement: Repetition) -> None:
        """Half-way back: what is left of the way is watched to its end."""
        self._half = movement
        self._lowest_deg, self._settled_s = movement.peak_deg, math.nan
        self._speed_deg_s_max = 0.0

    def _is_over(self, point: TracePoint, half: Repetition) -> bool:
        """Still somewhere, back for long enough, or on the way up again."""
        pace = self._limb.pace
        self._speed_deg_s_max = max(self._speed_deg_s_max, pace.deg_s)
        self._lowest_deg = min(self._lowest_deg, point.angle_deg)
        if point.angle_deg > self._lowest_deg + max(_BACK_DEG, _RISEN_SHARE * half.amplitude_deg):
            return True
        if point.angle_deg > half.start_deg + max(_BACK_DEG, _BACK_SHARE * half.amplitude_deg):
            self._settled_s = math.nan
        elif math.isnan(self._settled_s):
            self._settled_s = point.t_s
        settled_s = _STILL_S + _SETTLED_SHARE * self._paces.back_s
        return pace.still_s >= _STILL_S or point.t_s - self._settled_s >= settled_s

    def _come_back(self, tick: int, half: Repetition, playing: bool) -> list[Event]:
        """The whole movement is over."""
        trial, self._half = self.trial, None
        later_deg_s = peak_of(self._speed_deg_s_max, half.amplitude_deg)
        speed_deg_s_max = max(half.speed_deg_s_max, later_deg_s)
        movement = replace(half, end_s=self._path[-1][0], speed_deg_s_max=speed_deg_s_max)
        take = self._take()
        verdict, reason = self._judge(movement, take, trial if playing else None)
        events: list[Event] = [self._limb.tell(tick, movement, verdict, reason)]
        if trial is None or not playing:
            return events
        self.trial = None
        self.cue = _CUES.get(reason, "well_done" if verdict == "clean" else None)
        if verdict != "other":
            self._lit.append(Lit(trial.target_deg, verdict))
        spoilt = self._limb.spoilt is not None or take.reason is not None
        events.append(
            TrialEnded(
                tick,
                trial.index,
                self._started_s,
                tick * TICK_S,
                trial.target_deg,
                movement.peak_deg,
                math.nan,
                verdict in ("clean", "compensated"),
                verdict == "clean",
                spoilt,
                reason,
                {**_values(take, self._paces), "load_kg": self._keys.load_kg},
            )
        )
        uncounted = verdict == "other" or trial.purpose == "warm_up"
        ended = None if uncounted else self._sets.count(tick, take.up_deg_s if self._reached else math.nan)
        return events if ended is None else [*events, ended]

    def _take(self) -> Take:
        times, angles = zip(*self._path, strict=True)
        return take_of(times, angles, self._paces)

    def _judge(self, movement: Repetition, take: Take, trial: Trial | None) -> tuple[Verdict, str]:
        if trial is None:
            return ("compensated", HELPED) if self._limb.helped else ("other", "outside a trial")
        if self._limb.spoilt is not None or take.reason is not None:
            return "other", self._limb.spoilt or str(take.reason)
        if not self._reached:
            return "partial", SHORT
        if movement.speed_deg_s_max > self._limits.speed_deg_s_max:
            return "other", TOO_FAST
        tolerances = self._tolerance(trial), self._tolerance(trial, _SLOW_ENDS)
        judged = _at_most(take, self._paces) if trial.waits else take
        off = judge_paces(judged, self._paces, *tolerances, movement.amplitude_deg)
        if off == DROPPED:
            return "other", off
        if self._limb.helped:
            return "compensated", HELPED
        if take.left_deg > max(_BACK_DEG, _BACK_SHARE * movement.amplitude_deg):
            return "partial", NOT_BACK
        if self._top_deg > too_far_deg(trial):
            return "partial", PAST
        return ("clean", "as asked") if off is None else ("partial", off)

    def _tolerance(self, trial: Trial | None, ends: Ends = _TOLERANCE_ENDS) -> float:
        """By what share of it each phase may be off."""
        level = self._keys.tempo_tolerance_percent / 100.0
        return level if trial is None else level * ends.at(trial.difficulty.tolerance)

    def _guide(self, tick: int) -> list[Event]:
        """The one cue of a raised limb, and a beat where a tone paces."""
        if self.trial is None or not self.trial.feedback:
            return []
        ghost = self._ghost()
        if ghost.phase == "hold" or (ghost.turned and ghost.phase != "ready"):
            self.cue = ghost.phase
        beat = (ghost.phase, int(ghost.passed_s))
        if beat == self._beat:
            return []
        self._beat = beat
        tone = self._keys.pacing == "sound" and ghost.phase != "ready"
        return [PaceBeat(tick, *beat)] if tone else []

    def _ghost(self) -> Ghost:
        """Where the pace is now."""
        if self.trial is None or not self.trial.feedback:
            return Ghost(self._paces)
        state, now_s = self._limb.state, self._limb.heard_s
        if self._half is not None:
            reached_s = self._reached_s if self._reached else self._half.peak_s
            return Ghost(self._paces, now_s - self._half.start_s, now_s - reached_s, back=True)
        return Ghost(self._paces, now_s - state.start_s, now_s - self._reached_s)

    def view(self) -> TempoView:
        """What a screen needs: the pace, the sets, what is lit."""
        trial, keys, sets, ghost = self.trial, self._keys, self._sets, self._ghost()
        target_deg = trial.target_deg if trial else math.nan
        return TempoView(
            targets_deg=self._targets_deg,
            target_deg=target_deg,
            tolerance_deg=trial.tolerance_deg if trial else math.nan,
            phase=ghost.phase,
            ghost_deg=target_deg * ghost.share if keys.pacing == "sight" and (trial and trial.feedback) else math.nan,
            left_s=ghost.left_s,
            up_s=self._paces.up_s,
            hold_s=self._paces.hold_s,
            down_s=self._paces.down_s,
            pace_tolerance=self._tolerance(trial),
            slow_tolerance=math.inf if trial and trial.waits else self._tolerance(trial, _SLOW_ENDS),
            lowers_there=self._paces.lowers_there,
            set_now=sets.done + 1,
            sets=keys.sets,
            set_done=sets.repetition,
            set_repetitions=keys.set_repetitions,
            ceiling_deg=_HEADROOM * max(*self._targets_deg, trial.target_deg if trial else 0.0),
            lit=tuple(self._lit),
            blank=trial is not None and not trial.feedback,
        )


def _at_most(take: Take, paces: Paces) -> Take:
    """The same with no time that is longer than asked for."""
    up_s, hold_s, down_s = min(take.up_s, paces.up_s), min(take.hold_s, paces.hold_s), min(take.down_s, paces.down_s)
    return replace(take, up_s=up_s, hold_s=hold_s, down_s=down_s)


def _values(take: Take, paces: Paces) -> Mapping[str, float]:
    """What is kept of every repetition, and what was asked for."""
    return {
        "up_s": take.up_s,
        "hold_s": take.hold_s,
        "down_s": take.down_s,
        "up_error_s": take.up_s - paces.up_s,
        "hold_error_s": take.hold_s - paces.hold_s,
        "down_error_s": take.down_s - paces.down_s,
        "up_deg_s": take.up_deg_s,
        "down_sparc": take.down_sparc,
    }


_CUES = {**MISSED_CUES, **PACE_CUES, NOT_BACK: "all_the_way", TOO_FAST: "slower", HELPED: "sit_tall"}
"""What to change next time, for each way of not being clean."""
_CUES_ON_THE_WAY = ("hold", "down", "up")
"""Said to a limb on its way; to one that rests, only the first of its ways."""
