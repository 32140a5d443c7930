"""Stay: keep still inside the ring, for a time; with the eyes closed nothing tells how it goes until it is over."""

from __future__ import annotations

import math

from game.exercises.attempts import ANOTHER
from game.exercises.balance import AS_ASKED, Balance, Leant, Stance, way_back
from game.exercises.envelope import Envelope
from game.exercises.events import Event, Verdict
from game.exercises.exercise import TICK_S, Limits, Trial
from game.exercises.instrumented.sway import CLOSE_S
from game.exercises.views import Ask, SteadyView
from game.motion.motion import Motion

_CLEAN_SHARE = 0.8
"""A bout is clean when this share of its time was spent inside."""
_TRIED_SHARE = 0.2
"""With less than this share of what is asked for inside, nobody has kept still there: it was something else. A
choice."""
_PATIENCE = 3.0
"""A bout that has lasted this many times what it asks for ends as partial: nobody is kept waiting for ever."""
_LOST, _LOST_S = 2.0, 0.3
"""Further out than two rings for a moment, somebody with closed eyes is told to open them: that is no sway any more."""
_FAR = "it went far outside the ring"


class Stay(Balance):
    """A trial is one bout. With the eyes open, time outside the ring does not count and takes nothing away; with them
    closed, or unaided, the bout lasts as long as it lasts and says afterwards how much of it was inside."""

    def __init__(self, ring: Envelope, stance: Stance, limits: Limits, tolerance_deg: float) -> None:
        """`tolerance_deg`: what a trial says where the ring is to be as the level says."""
        super().__init__(ring, stance, limits)
        self._as_said, self._tolerance_deg = ring, tolerance_deg
        self._inside = False
        self._inside_s = self._passed_s = self._lost_s = self._turned_s = 0.0
        self._away_sum = 0.0

    def begin(self, trial: Trial) -> None:
        """A bout in a ring as large as this trial's tolerance says."""
        by = trial.tolerance_deg / self._tolerance_deg if trial.tolerance_deg > 0.0 else 1.0
        self.ring = self._as_said.sized(by, self.limits.wall.ceiling_deg)
        self._inside_s = self._passed_s = self._lost_s = self._turned_s = self._away_sum = 0.0
        self.say(Ask.CLOSE_EYES if self.stance.closed else Ask.STAND_STILL)

    def go_on(self, motion: Motion, trial: Trial, at: Leant) -> list[Event]:
        """Is the body inside, and is the bout over."""
        if self.ask is Ask.CLOSE_EYES:
            self.cue = self.ask.value
            if self.asked_s >= CLOSE_S:
                self.say(Ask.STAND_STILL)
            return []
        self._inside = self.away <= 1.0 and not at.turned
        self.rocking.feed(at.forward_deg, at.right_deg, at.turned_deg)
        self._passed_s += TICK_S
        self._inside_s += TICK_S * self._inside
        self._turned_s += TICK_S * at.turned
        self._away_sum += 0.0 if math.isnan(self.away) else self.away
        self._lost_s = self._lost_s + TICK_S if self.away > _LOST else 0.0
        self.cue = self._cue(at)
        if self.by_clock:
            lost = self._lost_s >= _LOST_S
            over = lost or self._passed_s >= trial.hold_s
            return self._end(motion.tick, trial, asked_s=trial.hold_s, lost=lost) if over else []
        full = self._inside_s >= trial.hold_s
        over = full or (self._passed_s >= _PATIENCE * trial.hold_s and not trial.waits)
        return self._end(motion.tick, trial, asked_s=self._passed_s) if over else []

    def _cue(self, at: Leant) -> str:
        if self.by_clock:
            return self.ask.value
        if at.turned and self.away <= 1.0:
            return "face_forward"
        if self._inside:
            return "centre" if self.away <= 0.5 else "hold"
        return way_back(*self.ring.shares(at.forward_deg, at.right_deg))

    def _end(self, tick: int, trial: Trial, *, asked_s: float, lost: bool = False) -> list[Event]:
        """`asked_s`: of what the time inside is a share."""
        share = self._inside_s / asked_s
        verdict, reason, cue = self._judge(trial, share, lost=lost)
        self.say(Ask.OPEN_EYES if self.stance.closed else Ask.STAND_STILL)
        values = {"away_percent": 100.0 * self._away_sum * TICK_S / self._passed_s}
        return self.end(tick, verdict, reason, inside=share, values=values, cue=cue)

    def _judge(self, trial: Trial, share: float, *, lost: bool) -> tuple[Verdict, str, str | None]:
        """The verdict, its reason and what to change next time. Whoever kept inside kept still, however they did it;
        who did not swayed too far, unless it was one movement made over and over: no sensor takes that for swaying."""
        full = self.by_clock or self._inside_s >= trial.hold_s
        if self._turned_s > 0.5 * self._passed_s:
            return "other", ANOTHER, "face_forward"
        if self._inside_s < _TRIED_SHARE * trial.hold_s:
            return "other", _FAR if lost else "hardly inside the ring", "centre"
        if full and share >= _CLEAN_SHARE and not lost:
            return "clean", AS_ASKED, None
        if self.rocking.on:
            return "other", ANOTHER, "stand_still"
        if lost:
            return "partial", _FAR, "centre"
        return "partial", "outside for more than a moment" if full else "the ring did not fill", "centre"

    def view(self) -> SteadyView:
        """The ring, where it is, what is lit; while nothing may tell of the body, what the clock says."""
        trial, blind = self.trial, self.trial is not None and self.by_clock
        bout_s = trial.hold_s if trial else 0.0
        done_s = self._passed_s if blind else self._inside_s
        return SteadyView(
            self.ring,
            blind or (self._inside if trial else self.away <= 1.0),
            bout_s,
            max(0.0, bout_s - done_s) if trial else 0.0,
            trial is None,
            tuple(self.lit),
            blind,
            self.ask,
            sound=self.stance.sound,
            heard=self.heard if self.ask is Ask.STAND_STILL else math.nan,
        )
