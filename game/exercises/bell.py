"""Bell: the rules of `match`: a place is learned, left and found again; nothing tells how near it is till then."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from game.exercises.answer import CUES, Answer
from game.exercises.events import Event, RepCompleted, TrialEnded, TrialStarted, Verdict
from game.exercises.exercise import TICK_S, Ends, Limits, Trial, spread
from game.exercises.finding import ANSWER_S, FIND_S, Finding, is_back
from game.exercises.instrumented.sway import CLOSE_S
from game.exercises.limb import Limb
from game.exercises.pace import Pace
from game.exercises.views import Ask, Lit, MatchView
from game.exercises.watch import HELPED
from game.motion.motion import Motion, Signal, TracePoint

OTHER = "other"
"""How Motion names the limb of the other side, where that lies at the place."""
OTHER_LIMB = "other_limb"
NO_ANSWER = "no answer was given"

_SLIP_DEG = 3.0
"""Feeling goes on while the limb is no further off than this beyond what is near."""
_LEARN_S = 40.0
"""Longer nobody is kept at learning or coming back."""
_MOVEMENT_S = 2.0 * _LEARN_S
"""A movement that takes longer is abandoned: learning a place may take long."""
_ASIDE_DEG_MAX = 8.0
"""So far at most a place lies from the one that the level names where variability is hardest."""
_LINGER_S, _IDLE_S = 3.0, 0.3
_HEADROOM = 1.3
"""The scale that is drawn goes this far above the highest place, so that it does not give it away."""


AS_LONG = Ends(1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Ringing:
    """How places are learned and found, as a level says."""

    near_deg: float = 5.0
    delay_s: float = 0.0
    delay_ends: Ends = AS_LONG
    """What the delay is multiplied by where tempo is easiest and hardest."""
    closed: bool = False
    """The eyes are closed while it is found; else the limb is covered."""
    set_by: str = "active"
    approach: str = "either"
    told: bool = True
    memory_every: int = 0
    rest_between_s: float = 0.0


class Bell:
    """A trial is one place. `active` and `helper_placed`: to the bell, feel it, back, and find it again; a catch trial
    leaves the first three out and asks for a place that was learned earlier. `other_limb`: the other limb lies at the
    bell, and this one joins it."""

    def __init__(self, targets_deg: tuple[float, ...], ringing: Ringing, limits: Limits) -> None:
        self.trial: Trial | None = None
        self.cue: str | None = None
        self._how, self._limits = ringing, limits
        self._limb = Limb(limits, targets_deg, _MOVEMENT_S)
        self._other_pace = Pace()
        self._finding = Finding(self._limb.pace)
        self.set_targets(targets_deg)
        self._ask, self._asked_s = Ask.LEARN, 0.0
        self._other_deg = self._from_s = self._started_s = math.nan
        self._ours_until_s = -math.inf
        """Movements that began earlier belong to a trial, which tells them itself."""
        self._rested_s = ringing.rest_between_s
        self._answered = False
        self._place_deg = self._learned_deg = math.nan
        self._window_deg, self._bell = 0.0, 0
        self._from_memory = False
        self._felt: dict[int, float] = {}
        """What was learned last of each bell; the bell that was asked for last stands last."""
        self._stretch: list[float] = []
        self._furthest_deg = self._speed_deg_s_max = 0.0
        self._lit: list[Lit] = []
        self._off_deg = math.nan

    # What a Round asks of every exercise

    @property
    def ready(self) -> bool:
        """No trial is on, the limb is back, and the last answer is long enough ago."""
        top_deg = max(self._targets_deg)
        back = is_back(self._limb.angle_deg, top_deg) and is_back(self._other_deg, top_deg)
        return self.trial is None and self._rested_s >= self._how.rest_between_s and back

    @property
    def over(self) -> bool:
        """It is the dose that ends it."""
        return False

    @property
    def idle_s(self) -> float:
        """While a place is learned or looked for the limb may rest anywhere."""
        if self.trial is not None:
            return math.inf
        return _LINGER_S if self._rested_s < _LINGER_S else _IDLE_S

    def set_targets(self, targets_deg: tuple[float, ...]) -> None:
        """Other places, when the person's range has become known."""
        self._targets_deg = targets_deg
        self._limb.expect(targets_deg)

    def offer(self, tick: int, trial: Trial) -> Event:
        """Ask for one place, or for an earlier one from memory."""
        how = self._how
        self.trial, self._answered = trial, False
        self._started_s, self._off_deg = tick * TICK_S, math.nan
        self._window_deg = trial.tolerance_deg
        self._furthest_deg = self._speed_deg_s_max = 0.0
        self._delay_s = how.delay_s * how.delay_ends.at(trial.difficulty.tempo)
        earlier = self._earlier(trial)
        self._from_memory = earlier is not None
        if earlier is None:
            self._bell = trial.difficulty.place(trial.place, len(self._targets_deg))
            self._place_deg, self._learned_deg = self._target_deg(trial), math.nan
        else:
            self._bell = earlier
            self._learned_deg = self._place_deg = self._felt.pop(earlier)
            self._felt[earlier] = self._learned_deg
        self._limb.begin(self._place_deg)
        self._say(Ask.AND_BACK)
        return TrialStarted(tick, trial.index, self._place_deg)

    def _earlier(self, trial: Trial) -> int | None:
        """In a catch trial the bell that was asked for longest ago, never the one of the last movement; else None."""
        every = self._how.memory_every
        if not every or self._how.set_by == OTHER_LIMB or len(self._felt) < 2:
            return None
        return next(iter(self._felt)) if spread(trial.index) < 1.0 / every else None

    def _target_deg(self, trial: Trial) -> float:
        """The place of this trial: that of the coach, or of the bell that it is taken to where fewer take turns; and
        where it varies more, a little beside it."""
        chosen_deg = self._targets_deg[trial.place % len(self._targets_deg)]
        named_deg = trial.target_deg * self._targets_deg[self._bell] / chosen_deg
        gaps = [high - low for low, high in pairwise(self._targets_deg)]
        most_deg = min(_ASIDE_DEG_MAX, 0.5 * min(gaps, default=2.0 * _ASIDE_DEG_MAX))
        return self._limits.wall.inside_deg(named_deg + most_deg * trial.difficulty.aside(trial.index))

    def spoil(self, reason: str) -> None:
        """The trial will not count for or against the person."""
        if self.trial is not None:
            self._limb.spoilt = reason

    def answer(self) -> None:
        """The person says by a key that this is the place."""
        self._answered = self._ask is Ask.FIND_AGAIN

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick: watch the trunk, every sample, and what is asked."""
        limb = self._limb
        self._other_deg = motion.others.get(OTHER, _NOT_WORN).value_deg
        self._rested_s += TICK_S
        events = limb.watch(motion)
        limb.attentive = self._ask is Ask.FEEL  # an answer is what was heard for long enough, whatever came before
        for point, movement in limb.movements(motion):
            self._hear(point)
            if movement is not None and not movement.start_s <= self._ours_until_s:
                verdict: tuple[Verdict, str] = ("compensated", HELPED) if limb.helped else ("other", "outside a trial")
                events.append(limb.tell(motion.tick, movement, *verdict))
        for point in motion.traces.get(OTHER, ()):
            self._other_pace.feed(point.t_s, point.angle_deg)
            if self._ask is Ask.FEEL and self._joins:
                self._stretch.append(point.angle_deg)
        events += limb.others(motion)
        if self.trial is not None:
            self._ours_until_s = limb.heard_s
            if playing:
                self._asked_s += TICK_S
                events += self._go_on(motion.tick, self.trial)
        return events

    def _hear(self, point: TracePoint) -> None:
        self._finding.feed(point.t_s, point.angle_deg)
        if self._ask is Ask.FEEL and not self._joins:
            self._stretch.append(point.angle_deg)
        elif self._ask is Ask.FIND_AGAIN:
            self._speed_deg_s_max = max(self._speed_deg_s_max, self._limb.pace.deg_s)

    # What is asked

    @property
    def _joins(self) -> bool:
        """The place is where the other limb lies."""
        return self._how.set_by == OTHER_LIMB

    @property
    def _set_deg(self) -> float:
        """The limb that is brought to the bell, and how it keeps still."""
        return self._other_deg if self._joins else self._limb.angle_deg

    def _say(self, ask: Ask) -> None:
        self._ask, self._asked_s = ask, 0.0
        self._limb.pace.restart()
        self._other_pace.restart()
        self.cue = self._words()

    def _words(self) -> str:
        """The cue for what is asked: by its key, and by the way the place is set and come to."""
        how, ask = self._how, self._ask
        if ask is Ask.LEARN and how.set_by != "active":
            return f"learn_{how.set_by}"
        if ask is Ask.REMEMBER and self._from_memory:
            return "from_memory"
        if ask is Ask.FIND_AGAIN and self._joins:
            return "find_other"
        if ask is Ask.FIND_AGAIN and how.approach == "from_above":
            return "find_from_above"
        return ask.value

    def _go_on(self, tick: int, trial: Trial) -> list[Event]:
        match self._ask:
            case Ask.AND_BACK:
                back = is_back(self._limb.angle_deg, self._place_deg) and self._limb.pace.still_s >= ANSWER_S
                if back and math.isnan(self._learned_deg):
                    self._say(Ask.LEARN)
                elif back:
                    self._say(Ask.CLOSE_EYES if self._how.closed else Ask.REMEMBER)
                elif self._asked_s >= _LEARN_S and not trial.waits:
                    return self._end(tick, "other", "not back at the start")
            case Ask.LEARN | Ask.FEEL:
                return self._learn(tick, trial)
            case Ask.CLOSE_EYES | Ask.REMEMBER:
                if self._asked_s >= max(self._delay_s, CLOSE_S if self._how.closed else 0.0):
                    self._say(Ask.FIND_AGAIN)
                    self._finding.begin(self._limb.angle_deg)
            case Ask.FIND_AGAIN:
                self._furthest_deg = max(self._furthest_deg, self._limb.angle_deg)
                if self._answered or self._finding.given(self._limb.angle_deg):
                    return self._take(tick)
                if self._asked_s >= FIND_S and not trial.waits:
                    return self._end(tick, "other", NO_ANSWER)
            case _:
                pass
        return []

    def _learn(self, tick: int, trial: Trial) -> list[Event]:
        near_deg, off_deg = self._how.near_deg, abs(self._set_deg - self._place_deg)
        pace = self._other_pace if self._joins else self._limb.pace
        if self._ask is Ask.LEARN:
            if off_deg <= near_deg and pace.still_s >= ANSWER_S:
                self._say(Ask.FEEL)
                self._from_s, self._stretch = self._limb.heard_s, []
            elif self._asked_s >= _LEARN_S and not trial.waits:
                return self._end(tick, "other", "the bell was not reached")
            return []
        if off_deg > near_deg + _SLIP_DEG:
            self._say(Ask.LEARN)
        elif self._limb.heard_s - self._from_s >= trial.hold_s:
            self._learned_deg = _middle(self._stretch)
            self._felt.pop(self._bell, None)
            self._felt[self._bell] = self._learned_deg
            if self._joins:
                self._say(Ask.CLOSE_EYES if self._how.closed else Ask.REMEMBER)
            else:
                self._say(Ask.AND_BACK)
        return []

    # What comes of it

    def _take(self, tick: int) -> list[Event]:
        """The answer: where the limb has been for half a second."""
        answered_deg = self._finding.where_deg
        if self._joins and not math.isnan(self._other_deg):
            self._learned_deg = self._other_deg  # that is where it lies now
        answer = Answer(
            self._finding.start_deg,
            self._learned_deg,
            answered_deg,
            self._furthest_deg,
            self._speed_deg_s_max,
            self._limb.helped,
        )
        verdict, reason = answer.judge(self._window_deg, self._how.approach, self._limits.speed_deg_s_max)
        return self._end(tick, verdict, reason, answered_deg)

    def _end(self, tick: int, verdict: Verdict, reason: str, answered_deg: float = math.nan) -> list[Event]:
        trial, nan = self.trial, math.nan
        assert trial is not None
        spoilt = self._limb.spoilt is not None
        if self._limb.spoilt is not None:
            verdict, reason = "other", self._limb.spoilt
        told = self._how.told and trial.feedback
        error_deg = answered_deg - self._learned_deg
        self.trial, self._rested_s = None, 0.0
        self._ask = Ask.DONE
        self._off_deg = error_deg if told and not spoilt else nan
        if verdict != "other":
            self._lit.append(Lit(float(self._bell), verdict if told else "clean"))
        self.cue = self._told(verdict, reason) if told or verdict == "other" else Ask.DONE.value
        start_s = self._limb.heard_s - ANSWER_S
        values = {
            "learned_deg": self._learned_deg,
            "answered_deg": answered_deg,
            "error_deg": error_deg,
            "error_size_deg": abs(error_deg),
            "from_memory_share": float(self._from_memory),
        }
        rep = RepCompleted(
            tick,
            start_s,
            nan,
            self._limb.heard_s,
            self._finding.start_deg,
            answered_deg,
            self._speed_deg_s_max,
            verdict,
            reason,
        )
        success = abs(error_deg) <= self._window_deg and verdict in ("clean", "partial") and not spoilt
        ended = TrialEnded(
            tick,
            trial.index,
            self._started_s,
            tick * TICK_S,
            self._place_deg,
            answered_deg,
            nan,
            success,
            verdict == "clean",
            spoilt,
            reason,
            values,
        )
        return [rep, ended]

    @staticmethod
    def _told(verdict: Verdict, reason: str) -> str | None:
        return "well_done" if verdict == "clean" else CUES.get(reason, Ask.DONE.value)

    def view(self) -> MatchView:
        """The bell only while it is learned; nothing at all while an answer is awaited."""
        how, on = self._how, self.trial is not None
        learning = on and self._ask in (Ask.LEARN, Ask.FEEL)
        progress, hold_s = 0.0, self.trial.hold_s if self.trial else 0.0
        if on and self._ask is Ask.FEEL and hold_s > 0.0:
            progress = min(1.0, (self._limb.heard_s - self._from_s) / hold_s)
        return MatchView(
            self._ask,
            self._bell,
            len(self._targets_deg),
            progress,
            self._place_deg if learning else math.nan,
            self._window_deg,
            hold_s,
            _HEADROOM * max(self._targets_deg),
            tuple(self._lit),
            on and self._ask is Ask.FIND_AGAIN,
            how.closed,
            how.set_by,
            self._other_deg if learning else math.nan,
            how.approach,
            on and self._from_memory,
            how.told,
            self._off_deg,
        )


_NOT_WORN = Signal(0.0, 0.0, math.nan)
"""A limb that is not measured lies where it always is."""


def _middle(angles_deg: Sequence[float]) -> float:
    """The median of what was measured; nan where nothing was."""
    known = [deg for deg in angles_deg if not math.isnan(deg)]
    return median(known) if known else math.nan
