"""Lean: go to a place on the edge of the ring, stay there, and come back to the middle; or as far as one can."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median

from game.exercises.attempts import ANOTHER
from game.exercises.balance import AS_ASKED, Balance, Leant, Stance
from game.exercises.envelope import DIRECTIONS, Envelope, own_limit_deg
from game.exercises.events import Event, TargetReached, Verdict
from game.exercises.exercise import TICK_S, Ends, Limits, Trial
from game.exercises.instrumented.sway import CLOSE_S
from game.exercises.views import Ask, SteadyView
from game.motion.motion import Motion

GO_ENDS, FAR_ENDS = Ends(2.0, 0.5), Ends(0.5, 1.4)
"""What the time to get there, and how far it is, are multiplied by where they are easiest and hardest. A choice."""
_ASIDE_DEG = 20.0
"""So far a direction may lie from the one that the level names where variability is hardest: less than half-way to the
next of eight."""
NEAR_SHARE = 0.5
"""A place is never so wide that the half of the way there is in it: keeping still would be enough."""
_SLIP_S, _SLIP = 0.3, 2.0
"""Out of the place for longer, or so many times as far off as it is wide, and it has been left."""
_FURTHER_DEG = 1.0
"""Who still goes further than this does not hold yet, where it is asked to go as far as one can."""
_HOME_SHARE = 0.35
"""Back is within this share of the way from the middle, as in the limits test."""
_BACK_S = 10.0
"""Longer nobody is waited for on the way back."""
_TRIED_SHARE = 0.5
"""Who has gone this share of the way has tried; who has gone as far elsewhere has made another movement."""
_BEND_DEG, _STRAIGHT_SHARE = 2.0, 0.4
"""A straight body leans with its legs: of a lean forward or back of more than this its thigh shows at least that share.
One that bends at the hips shows none, or the other way. A choice: half-way between, less the error of a sensor."""
_ACROSS_DEG = 22.5
"""As far as one can counts in this direction up to half-way to the next of eight."""
_NAMES = tuple(DIRECTIONS)
_MOST_SPEED_SHARE = 0.5
"""However hard, there is time to get there at half of the speed that is allowed at most."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where to, and when it counts."""

    directions_deg: tuple[float, ...]
    near_deg: float
    go_s: float
    at_least: bool = False
    """The place is the least that is asked for: further is as good."""


class Lean(Balance):
    """A trial is one lean: there within the time, held, and back. Unaided or with closed eyes each part of it lasts as
    long as it lasts, and what came of it is said afterwards."""

    def __init__(self, ring: Envelope, stance: Stance, limits: Limits, way: Way) -> None:
        super().__init__(ring, stance, limits)
        self._way = way
        self._direction_deg = self._distance_deg = self._near_deg = math.nan
        self._along_deg = self._off_deg = math.nan
        self._restart()

    def _restart(self) -> None:
        self._far_deg = self._elsewhere_deg = 0.0
        self._held_s = self._out_s = self._turned_s = self._passed_s = 0.0
        self._there_s = math.nan
        self._holds: list[float] = []
        """How far the lean has gone, tick by tick, since the place is held."""
        self._bends = 0.0
        """For how long of that the hips were bent."""
        self._left = self._was_there = False

    @property
    def ready(self) -> bool:
        """Rested, and back in the middle."""
        home_deg = max(self._way.near_deg, _HOME_SHARE * min(map(self.ring.towards, self._way.directions_deg)))
        return super().ready and self.lean_deg <= home_deg

    @property
    def idle_s(self) -> float:
        """Who is asked to lean may rest there."""
        return math.inf if self.trial is not None else super().idle_s

    def begin(self, trial: Trial) -> None:
        """A place as far and as wide as this trial says: never beyond the person's own limit or the wall."""
        way, hard = self._way, trial.difficulty
        self._restart()
        named_deg = way.directions_deg[hard.place(trial.place, len(way.directions_deg))]
        self._direction_deg = (named_deg + _ASIDE_DEG * hard.aside(trial.index)) % 360.0
        own_deg = own_limit_deg(self.limits.own_leans_deg, self._direction_deg)
        most_deg = min(self.limits.wall.ceiling_deg, math.inf if math.isnan(own_deg) else max(own_deg, way.near_deg))
        self._distance_deg = min(most_deg, FAR_ENDS.at(hard.range) * self.ring.towards(self._direction_deg))
        near_deg = trial.tolerance_deg if trial.tolerance_deg > 0.0 else way.near_deg
        self._near_deg = min(near_deg, NEAR_SHARE * self._distance_deg)
        least_s = self._distance_deg / (_MOST_SPEED_SHARE * self.limits.speed_deg_s_max)
        self._go_s = max(least_s, way.go_s * GO_ENDS.at(hard.tempo))
        self.say(Ask.CLOSE_EYES if self.stance.closed else Ask.LEAN)

    def between(self) -> str | None:
        """The next lean begins in the middle."""
        return super().between() or ("centre" if self.rested and not self.ready else None)

    def go_on(self, motion: Motion, trial: Trial, at: Leant) -> list[Event]:
        """There, stay, and back."""
        tick = motion.tick
        self._measure(at)
        match self.ask:
            case Ask.CLOSE_EYES:
                self.cue = self.ask.value
                if self.asked_s >= CLOSE_S:
                    self.say(Ask.LEAN)
            case Ask.LEAN | Ask.STAY:
                self.rocking.feed(at.forward_deg, at.right_deg, at.turned_deg)
                self._passed_s += TICK_S
                self._turned_s += TICK_S * at.turned
                return self._by_clock(tick, trial, at) if self.by_clock else self._by_sight(tick, trial, at)
            case Ask.AND_BACK:
                self.cue = "come_back"
                back = self.lean_deg <= max(self._near_deg, _HOME_SHARE * self._distance_deg)
                if back or self.asked_s >= _BACK_S:
                    return self._end(tick, trial, back=back)
            case _:
                pass
        return []

    def _measure(self, at: Leant) -> None:
        """Where the body is, seen from the place."""
        turn = math.radians(self._direction_deg)
        along = at.forward_deg * math.cos(turn) + at.right_deg * math.sin(turn)
        across = at.right_deg * math.cos(turn) - at.forward_deg * math.sin(turn)
        self._along_deg, aside = along, abs(across) > along
        short = along - self._distance_deg
        if self._way.at_least and not math.isnan(along):  # further is as good, and so is a little aside
            beside = abs(across) - along * math.tan(math.radians(_ACROSS_DEG))
            short, across = min(0.0, short), max(0.0, beside)
        self._off_deg = math.hypot(short, across)
        if self.ask in (Ask.LEAN, Ask.STAY) and not math.isnan(along):
            self._far_deg = max(self._far_deg, along)
            if aside:
                self._elsewhere_deg = max(self._elsewhere_deg, self.lean_deg)

    @property
    def _there(self) -> bool:
        return self._off_deg <= self._near_deg

    def _hold(self, at: Leant) -> None:
        """One tick in the place, and whether the legs lean with the trunk."""
        if self._way.at_least and self._holds and self._along_deg > self._holds[0] + _FURTHER_DEG:
            self._forget()
        self._held_s += TICK_S
        self._holds.append(self._along_deg)
        if abs(at.forward_deg) > _BEND_DEG and not math.isnan(at.legs_deg):
            self._bends += TICK_S * (at.legs_deg / at.forward_deg < _STRAIGHT_SHARE)

    def _forget(self) -> None:
        """What has been held so far does not count."""
        self._held_s, self._bends, self._holds = 0.0, 0.0, []

    def _by_sight(self, tick: int, trial: Trial, at: Leant) -> list[Event]:
        there = self._there and not at.turned
        self._out_s = 0.0 if there else self._out_s + TICK_S
        if there:
            self._there_s = self._passed_s if math.isnan(self._there_s) else self._there_s
            self.ask = Ask.STAY
            self._hold(at)
        elif self.ask is Ask.STAY and (self._out_s > _SLIP_S or self._off_deg > _SLIP * self._near_deg):
            self._left, self.ask = True, Ask.LEAN
            self._forget()
        if self._held_s >= trial.hold_s:
            return self._turn_back(tick, trial)
        if self._passed_s >= self._go_s + trial.hold_s and not trial.waits:
            return self._end(tick, trial, back=True)
        self.cue = self._cue(at)
        return []

    def _by_clock(self, tick: int, trial: Trial, at: Leant) -> list[Event]:
        """So long to get there, so long to stay; nothing says how it goes."""
        self.cue = self._where() if self.ask is Ask.LEAN else self.ask.value
        if self._there and math.isnan(self._there_s):
            self._there_s = self._passed_s
        if self.ask is Ask.LEAN:
            if self._passed_s >= self._go_s:
                self.say(Ask.STAY)
            return []
        if self._there:
            self._hold(at)
        if self.asked_s < trial.hold_s:
            return []
        self._left = self._held_s < 0.8 * trial.hold_s
        return self._turn_back(tick, trial)

    def _turn_back(self, tick: int, trial: Trial) -> list[Event]:
        """Held: now back to the middle."""
        self._was_there = not (self.by_clock and self._left)
        self.say(Ask.AND_BACK)
        return [TargetReached(tick, trial.index)] if self._was_there and not self.is_spoilt else []

    def _where(self) -> str:
        """The nearest of eight directions, as the key of a cue."""
        return f"lean_{_NAMES[round(self._direction_deg / 45.0) % len(_NAMES)]}"

    def _cue(self, at: Leant) -> str:
        """One thing to change: the direction until one is near, then the way to the place."""
        if at.turned:
            return "face_forward"
        if self.ask is Ask.STAY:
            return "hold"
        if self._along_deg > self._distance_deg + self._near_deg and not self._way.at_least:
            return "a_little_less"
        return self._where()

    def _end(self, tick: int, trial: Trial, *, back: bool) -> list[Event]:
        verdict, reason, cue = self._judge(back)
        hold_s = trial.hold_s or TICK_S
        values = {
            "direction_deg": self._direction_deg,
            "asked_deg": self._distance_deg,
            "furthest_deg": self._far_deg,
            "held_deg": median(self._holds) if self._was_there else math.nan,
            "there_s": self._there_s,
        }
        self.say(Ask.OPEN_EYES if self.stance.closed else Ask.LEAN)
        return self.end(
            tick,
            verdict,
            reason,
            inside=min(1.0, self._held_s / hold_s),
            values=values,
            cue=cue,
            told=True,
        )

    def _judge(self, back: bool) -> tuple[Verdict, str, str | None]:
        """The verdict, its reason and what to change next time."""
        if self._turned_s > 0.5 * self._passed_s:
            return "other", ANOTHER, "face_forward"
        tried = self._far_deg >= _TRIED_SHARE * self._distance_deg
        if not tried:
            elsewhere = self._elsewhere_deg >= _TRIED_SHARE * self._distance_deg
            return "other", "a lean to another side" if elsewhere else "no lean was seen", self._where()
        if self.speed_deg_s_max > self.limits.speed_deg_s_max:
            return "other", "too fast", "slower"
        if not self._was_there:
            if self.rocking.on:
                return "other", ANOTHER, "longer"
            if self._far_deg < self._distance_deg - self._near_deg:
                return "partial", "short of the place", "a_little_further"
            if math.isnan(self._there_s):
                return "partial", "beside the place", self._where()
            return "partial", "not held for long enough", "longer"
        if self._bends > 0.5 * self._held_s:
            return "compensated", "bent at the hips", "from_the_ankles"
        if not back:
            return "partial", "not back in the middle", "come_back"
        if self._left:
            return "partial", "the place was left on the way", "longer"
        return "clean", AS_ASKED, None

    def view(self) -> SteadyView:
        """The place, how much of the hold is done, what is lit."""
        trial = self.trial
        blind = trial is not None and self.by_clock and self.ask is not Ask.AND_BACK
        hold_s = trial.hold_s if trial else 0.0
        done_s = self._held_s
        if blind:
            done_s = self.asked_s if self.ask is Ask.STAY else 0.0
        nan = math.nan
        return SteadyView(
            self.ring,
            True if blind else self._there,
            hold_s,
            max(0.0, hold_s - done_s) if trial else 0.0,
            trial is None,
            tuple(self.lit),
            blind or (trial is not None and self.stance.closed),
            self.ask,
            self._direction_deg if trial else nan,
            self._distance_deg if trial else nan,
            self._near_deg if trial else nan,
            self.stance.sound,
            self.heard if self.ask in (Ask.LEAN, Ask.STAY) else nan,
        )
