"""`trace`: follow a path in one or two ways to move, seen a few seconds ahead."""

from __future__ import annotations

import math
from collections import deque

from game.exercises.attempts import ANOTHER
from game.exercises.events import Event, RepCompleted, TargetReached, TrialEnded, TrialStarted, Verdict
from game.exercises.exercise import TICK_S, Limits, Trial
from game.exercises.limb import Limb
from game.exercises.pace import Pace
from game.exercises.path_keys import SECOND, TEMPO_ENDS, PathKeys
from game.exercises.paths import RATE_HZ, Path, Sector, build_path, widest_deg
from game.exercises.trace_bout import (
    AHEAD,
    BEHIND,
    HIGH,
    LEFT,
    LOW,
    OUTSIDE,
    RIGHT,
    SMALL,
    STILL,
    TOO_FAST,
    WIDE,
    Bout,
    Judged,
)
from game.exercises.views import Lit, TraceView
from game.exercises.watch import HELPED
from game.motion.motion import Motion
from game.motion.movements import MOVEMENTS

_STILL_SHARE, _STILL_SHARE_TWO = 0.45, 0.6
"""No corridor is so wide that whoever keeps still is inside for a larger share of the path: less than the least that
is ever asked; and so much in each of two ways to move, in which both have to be inside."""
_SPEED_SHARE = 0.8
"""A path is at most so fast as a share of what the person may be: whoever is late has to catch up. A choice."""
_AWAY_S = 0.25
"""A longer hole in the samples: nobody knows where the limb is."""
_HOLE_S = 0.1
"""Over a longer one it is not told how fast the limb went (as for every measure of a movement)."""
_SHARE_MOST = 0.95
"""More of a path than this nobody is asked to be inside."""
_CUE_S = 1.0
"""Outside for so long before it is said which way the path lies."""
_AGO = 12
"""Ticks back to where the limb was, to tell which way it goes: as long as its pace is taken over."""
_PATHS = 2**32
"""One that comes before the first, whose number lies below 0, is counted from here."""
_AHEAD_STEP = 6
"""A place of the path in ten ticks of a tenth of a second is enough to draw it."""
_LINGER_S = 3.0
_SHOWN_S = 15.0
"""A movement by which the range is shown takes no longer."""


class TraceKeys(PathKeys):
    """What a level says of `trace`."""

    def rules(self, limits: Limits) -> Trace:
        """The rules, ready to be stepped."""
        return Trace(self, limits)


class Trace:
    """The rules of `trace`. A trial is one path; it begins once its start has been shown for as long as is seen
    ahead.

    A path waits where the level or the trial says so, outside of its corridor; an unaided one never, for nothing shown
    may depend on the body. Where the trial says so there is no limit to the waiting, and no time outside counts in
    which the limb rests, or comes to the path no faster than that may go: whoever takes their time misses nothing.
    """

    def __init__(self, keys: PathKeys, limits: Limits) -> None:
        self.trial: Trial | None = None
        self.cue: str | None = None
        self._keys, self._limits = keys, limits
        self._scale = 1.0
        self._limb = Limb(limits, (keys.to_deg,), _SHOWN_S)
        self._lit: list[Lit] = []
        self._rested_s = keys.rest_between_s
        self._path = Path(())
        self._bout = Bout(self._path)
        self._corridor_deg = self._second_corridor_deg = math.nan
        self._share, self._speed_deg_s = keys.inside_share, keys.path_speed_deg_s
        self._place, self._lead_s, self._started_s, self._outside_s = 0, 0.0, 0.0, 0.0
        self._inside = self._waits = False
        self._spoilt: str | None = None
        self._own_deg = self._second_deg = self._heard_s = math.nan
        self._unheard_s = self._second_unheard_s = 0.0
        self._pace = Pace()
        self._ago_deg: deque[float] = deque(maxlen=_AGO)
        """Where the limb was in the last ticks, the oldest first."""
        self._repeated = False

    @property
    def ready(self) -> bool:
        """No path is on, and there was time to breathe."""
        return self.trial is None and self._rested_s >= self._keys.rest_between_s

    @property
    def over(self) -> bool:
        """It is the dose that ends it."""
        return False

    @property
    def idle_s(self) -> float:
        """On a path one may be anywhere."""
        return _LINGER_S if self.trial is None else math.inf

    def set_targets(self, targets_deg: tuple[float, ...]) -> None:
        """Another far end, when the person's range has become known: the whole path becomes as much smaller, in the
        second way too."""
        self._scale = min(1.0, max(targets_deg) / self._keys.to_deg)

    def spoil(self, reason: str) -> None:
        """The path will not count for or against the person."""
        if self.trial is not None:
            self._spoilt = reason

    def withdraw(self) -> None:
        """The path of now is asked for no more; there is time to breathe before the next."""
        self.trial, self.cue, self._rested_s = None, None, 0.0

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for one path."""
        keys, self.trial, self._spoilt = self._keys, trial, None
        self._waits = (keys.waits or trial.waits) and trial.feedback
        self._path = self._drawn(trial)
        wider = trial.tolerance_deg / keys.corridor_deg if trial.tolerance_deg > 0.0 else 1.0
        two = bool(self._path.second_deg)
        still = _STILL_SHARE_TWO if two else _STILL_SHARE
        self._corridor_deg = min(wider * keys.corridor_deg, widest_deg(self._path.main_deg, still))
        if two:
            widest = widest_deg(self._path.second_deg, still)
            self._second_corridor_deg = min(wider * keys.second_corridor_deg, widest)
        asked_s = trial.hold_s if trial.hold_s > 0.0 else keys.inside_share * keys.bout_s
        self._share = min(_SHARE_MOST, asked_s / keys.bout_s)
        self._bout = Bout(self._path)
        self._place, self._lead_s, self._outside_s = 0, keys.preview_s, 0.0
        self._started_s = tick * TICK_S
        self._limb.begin(trial.target_deg)
        self.cue = "to_the_kite"
        return TrialStarted(tick, trial.index, trial.target_deg)

    def _drawn(self, trial: Trial) -> Path:
        """The path of that trial, all of it inside the wall."""
        keys, difficulty, wall = self._keys, trial.difficulty, self._limits.wall
        far_deg = trial.target_deg if math.isfinite(trial.target_deg) else keys.to_deg * self._scale
        scale = far_deg / keys.to_deg
        near_deg = keys.from_deg * (scale if keys.from_deg < 0.0 else min(1.0, scale))
        sector = Sector(wall.inside_deg(near_deg), wall.inside_deg(far_deg))
        second = None
        if keys.second_movement is not None:
            safe = MOVEMENTS[keys.second_movement].safe_deg
            low, high = (min(safe[1], max(safe[0], end * scale)) for end in (keys.second_from_deg, keys.second_to_deg))
            second = Sector(low, high)
        tempo = TEMPO_ENDS.at(difficulty.tempo)
        fastest = min(self._limits.speed_deg_s_max, self._limits.wall.speed_deg_s_max)
        self._speed_deg_s = min(tempo * keys.path_speed_deg_s, _SPEED_SHARE * fastest)
        v = difficulty.variability
        irregular = keys.irregular * (1.0 + v) if v < 0.0 else keys.irregular + (1.0 - keys.irregular) * v
        self._repeated = self._repeats(trial.index)
        return build_path(
            sector,
            second,
            speed_deg_s=self._speed_deg_s,
            seconds=keys.bout_s,
            irregular=irregular,
            shape=keys.shape,
            seed=(0,) if self._repeated else (1, self._limits.seed, trial.index % _PATHS),
        )

    def _repeats(self, index: int) -> bool:
        """Whether that bout has the repeated path: spread evenly over the bouts."""
        share = {"repeated": 1.0, "random": 0.0, "mixed": self._keys.repeated_share}[self._keys.path]
        return math.floor((index + 1) * share) > math.floor(index * share)

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick: where the person is, and where the path is."""
        events = self._limb.watch(motion)
        on_path = self.trial is not None and playing and self._lead_s <= 0.0
        self._listen(motion, on_path=on_path)
        if on_path:
            self._bout.lean(motion.angle.value_deg, motion.lean_deg)
        if not playing:
            events += self._shown(motion)
        if self.trial is None:
            self._rested_s += TICK_S
            if self.ready and self.cue == "rest":
                self.cue = None
        elif playing:
            events += self._follow(motion.tick, self.trial)
        return events

    def _shown(self, motion: Motion) -> list[Event]:
        """Movements there and back that are made outside of play: by them the person shows their range."""
        told: list[Event] = []
        for _, movement in self._limb.movements(motion):
            if movement is not None:
                verdict: Verdict = "compensated" if self._limb.helped else "other"
                reason = HELPED if self._limb.helped else "outside a trial"
                told.append(self._limb.tell(motion.tick, movement, verdict, reason))
        return told + self._limb.others(motion)

    def _listen(self, motion: Motion, *, on_path: bool) -> None:
        """Take the samples as they came: smoothing would come late."""
        self._unheard_s += TICK_S
        self._second_unheard_s += TICK_S
        for point in motion.trace:
            if math.isnan(point.angle_deg):
                continue  # nobody knows where the limb is
            if not point.t_s - self._heard_s <= _HOLE_S:
                self._pace = Pace()
            self._own_deg, self._heard_s, self._unheard_s = point.angle_deg, point.t_s, 0.0
            pace_deg_s = self._pace.feed(point.t_s, point.angle_deg)
            if on_path:
                self._bout.hear(point, pace_deg_s)
        self._ago_deg.append(self._own_deg)
        for point in motion.traces.get(SECOND, ()):
            if not math.isnan(point.angle_deg):
                self._second_deg, self._second_unheard_s = point.angle_deg, 0.0

    def _follow(self, tick: int, trial: Trial) -> list[Event]:
        if self._lead_s > 0.0:
            self._lead_s -= TICK_S
            return []
        if self.cue == "to_the_kite":
            self.cue = None
            self._limb.begin(trial.target_deg)
        bout, path, waits = self._bout, self._path, self._waits
        away_s = max(self._unheard_s, self._second_unheard_s) if path.second_deg else self._unheard_s
        if away_s > _AWAY_S:
            bout.away_s += TICK_S
            self._place += not waits
        else:
            self._inside = self._within(self._place)
            goes_on = self._inside or not waits
            if goes_on or not (trial.waits and self._takes_time(self._place)):
                bout.tick(self._place, self._own_deg, self._second_deg, inside=self._inside, goes_on=goes_on)
            self._place += goes_on
            self._point_out(min(self._place, len(path.main_deg) - 1))
        patience_s = math.inf if trial.waits else self._keys.bout_s / self._share
        if self._place >= len(path.main_deg) or (waits and bout.elapsed_s + bout.away_s > patience_s):
            return self._end(tick, trial)
        return []

    def _takes_time(self, place: int) -> bool:
        """Outside, but resting or on the way to the path, no faster than that goes."""
        if self._pace.still_s > 0.0:
            return True
        asked_deg = self._path.main_deg[place]
        comes = abs(self._own_deg - asked_deg) < abs(self._ago_deg[0] - asked_deg)
        return comes and self._pace.deg_s <= self._speed_deg_s

    def _within(self, place: int) -> bool:
        path = self._path
        if not abs(self._own_deg - path.main_deg[place]) <= self._corridor_deg:
            return False
        return not path.second_deg or abs(self._second_deg - path.second_deg[place]) <= self._second_corridor_deg

    def _point_out(self, place: int) -> None:
        """Which way the path lies, once one has been outside for a while; nothing to whoever is inside."""
        self._outside_s = 0.0 if self._inside else self._outside_s + TICK_S
        if self._outside_s < _CUE_S:
            self.cue = None if self._inside else self.cue
            return
        off = (self._own_deg - self._path.main_deg[place]) / self._corridor_deg
        self.cue = "lower" if off > 0.0 else "higher"
        if self._path.second_deg:
            aside = (self._second_deg - self._path.second_deg[place]) / self._second_corridor_deg
            if abs(aside) > abs(off):
                self.cue = "left_a_little" if aside > 0.0 else "right_a_little"

    def _end(self, tick: int, trial: Trial) -> list[Event]:
        bout = self._bout
        judged = bout.judge(
            share_asked=self._share,
            corridor_deg=self._corridor_deg,
            speed_deg_s_max=self._limits.speed_deg_s_max,
            helped=self._limb.helped,
            carries=self._limits.trunk_carries and math.isfinite(self._limits.trunk_lean_deg_max),
            spoilt=self._spoilt,
        )
        self.trial, self._rested_s = None, 0.0
        if judged.verdict != "other":
            self._lit.append(Lit(float(len(self._lit)), judged.verdict))
        carried = judged.reason == ANOTHER and self._limb.helped
        self.cue = (
            "sit_tall" if carried else _CUES.get(judged.reason, "well_done" if judged.verdict == "clean" else "rest")
        )
        done: list[Event] = [TargetReached(tick, trial.index)] if judged.success else []
        return [*done, self._told(tick, judged), self._ended(tick, trial, judged)]

    def _told(self, tick: int, judged: Judged) -> Event:
        bout = self._bout
        times = (bout.first_s, bout.peak_s, bout.last_s)
        return RepCompleted(tick, *times, 0.0, bout.peak_deg, bout.speed_deg_s_max, judged.verdict, judged.reason)

    def _ended(self, tick: int, trial: Trial, judged: Judged) -> Event:
        asked = {
            "corridor_deg": self._corridor_deg,
            "path_speed_deg_s": self._speed_deg_s,
            "repeated": float(self._repeated),
        }
        return TrialEnded(
            tick,
            trial.index,
            self._started_s,
            tick * TICK_S,
            trial.target_deg,
            self._bout.peak_deg,
            self._bout.share,
            judged.success,
            judged.verdict == "clean",
            judged.reason in _NOT_THEIRS or self._spoilt is not None,
            judged.reason,
            {**judged.values, **asked},
        )

    def view(self) -> TraceView:
        """What a screen needs: the path ahead, the corridor, where one is, what is lit."""
        keys, trial, path = self._keys, self.trial, self._path
        place = min(self._place, len(path.main_deg) - 1)
        until = place + round(keys.preview_s * RATE_HZ) + 1
        ahead = slice(place, until, _AHEAD_STEP) if trial is not None else slice(0, 0)
        blank = trial is not None and not trial.feedback
        return TraceView(
            ahead_deg=path.main_deg[ahead],
            ahead_second_deg=path.second_deg[ahead],
            step_s=_AHEAD_STEP / RATE_HZ,
            corridor_deg=self._corridor_deg,
            second_corridor_deg=self._second_corridor_deg,
            scale_deg=self._scale_of(keys.from_deg, keys.to_deg),
            second_scale_deg=(
                None if keys.second_movement is None else self._scale_of(keys.second_from_deg, keys.second_to_deg)
            ),
            own_deg=math.nan if blank else self._own_deg,
            own_second_deg=math.nan if blank else self._second_deg,
            inside=self._inside and trial is not None and not blank,
            lead_s=max(0.0, self._lead_s) if trial is not None else 0.0,
            waits=keys.waits if trial is None else self._waits,
            bout_s=keys.bout_s,
            left_s=keys.bout_s - self._place / RATE_HZ if trial is not None else 0.0,
            gain=keys.gain,
            lit=tuple(self._lit),
            blank=blank,
        )

    def _scale_of(self, low_deg: float, high_deg: float) -> tuple[float, float]:
        """What is drawn: the sector, and more of it where the path has become larger."""
        trial, scale = self.trial, self._scale
        if trial is not None and math.isfinite(trial.target_deg):
            scale = max(scale, trial.target_deg / self._keys.to_deg)
        return low_deg * scale, high_deg * scale


_CUES = {
    BEHIND: "sooner",
    AHEAD: "later",
    SMALL: "wider",
    WIDE: "smaller",
    HIGH: "lower",
    LOW: "higher",
    RIGHT: "left_a_little",
    LEFT: "right_a_little",
    OUTSIDE: "stay_on_it",
    STILL: "follow_it",
    TOO_FAST: "slower",
    HELPED: "sit_tall",
}
"""What to change next time, for each way of not being clean."""
_NOT_THEIRS = frozenset({"the sensor was away"})
