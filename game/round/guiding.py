"""Guiding: the coach in a Round: which trial comes next, what is learned from the last one, and whether one tires."""

from __future__ import annotations

from collections.abc import Sequence

from game.coaching.allowed import Allowed
from game.coaching.coach import EASE, Coach, counts_as
from game.coaching.fatigue import FatigueRules, FatigueWatch, repetition
from game.coaching.progress import progress_from_row
from game.coaching.safety import pain_said
from game.coaching.settings import coach_settings
from game.exercises.events import Answered, DifficultyChanged, Event, RepCompleted, TrialEnded
from game.exercises.exercise import Asked, Trial
from game.level import Level
from game.level.kinds import TESTS
from game.round.setup import RoundSetup
from game.scoring.keeper import ScoreKeeper

_PACED = frozenset({"tempo", "trace", "tandem"})
"""Kinds in which somebody else sets the pace: asked to go slower, one is slower and not tired. In the others tempo is
only how much time there is."""


class Guiding:
    """Asks the coach, and tells the keeper what the coach did. In a test nothing adapts, and nobody is told to rest."""

    def __init__(self, level: Level, setup: RoundSetup, asked: Asked, allowed: Allowed, keeper: ScoreKeeper) -> None:
        self._level, self._keeper = level, keeper
        self._test = level.kind in TESTS
        self._compensation = (allowed.compensation or level.guards.compensation) == "allow"
        self._coach = Coach(
            asked,
            level.adapts,
            setup.seed,
            wall=allowed.wall,
            progress=progress_from_row(setup.coach) if setup.coach and not self._test else None,
            settings=coach_settings(setup.settings.get("coach", {})),
            repetitions=setup.repetitions or level.dose.repetitions,
            compensation=self._compensation,
            range_rises=allowed.range_rises,
        )
        self._effort_from = allowed.effort_from
        self._watch = FatigueWatch(FatigueRules(effort_from=allowed.effort_from))
        self._trials: dict[int, Trial] = {}
        self._warm_up, self._warmed = setup.warm_up, 0

    @property
    def targets_deg(self) -> tuple[float, ...]:
        """The targets as the level says, those lowered that lie beyond the wall or the person's own range."""
        return self._coach.targets_deg

    def know_range(self, targets_deg: tuple[float, ...], movements: int) -> None:
        """The person's range has become known by so many movements: other targets than the level's, and as many fewer
        to warm up with; one is left, which is asked for by the target's own sign."""
        self._coach.set_targets(targets_deg)
        self._warm_up = max(min(1, self._warm_up), self._warm_up - movements)

    def next(self) -> Trial:
        """What is asked next."""
        left = self._warm_up - self._warmed
        trial = self._coach.warm_up(left) if left > 0 else self._coach.next()
        self._trials[trial.index] = trial
        self._keeper.asked(trial)
        return trial

    @property
    def warm_up(self) -> tuple[int, int] | None:
        """How many movements of the warm-up are done, of how many; None where it is over, or none is asked for."""
        return (self._warmed, self._warm_up) if self._warmed < self._warm_up else None

    def skip_warm_up(self) -> None:
        """The exercise itself is what is asked for next."""
        self._warmed = self._warm_up

    def learn(self, ended: TrialEnded, events: Sequence[Event]) -> list[Event]:
        """What a trial changes, none of the warm-up anything; its movement is told just before it."""
        rep = _movement(events)
        if rep is None:
            return []
        trial = self._trials.get(ended.index)
        if trial is not None and trial.purpose == "warm_up":
            self._warmed += 1
            return []
        self._keeper.counted(ended.index, counts_as(ended, rep.verdict, compensation=self._compensation))
        return self._told(self._coach.judge(ended, rep.verdict, ended.tick))

    def tires(self, ended: TrialEnded, events: Sequence[Event]) -> tuple[str, ...]:
        """Signs of fatigue, where a trial shows enough of them for the first time since a rest."""
        rep, trial = _movement(events), self._trials.pop(ended.index, None)
        if self._test or rep is None or trial is None or trial.purpose == "warm_up":
            return ()
        if ended.spoilt or rep.verdict == "other":
            return ()
        place = trial.taken(ended.target_deg).place
        pace = trial.difficulty.tempo if self._level.kind in _PACED else 0.0
        return self._watch.add(repetition(ended, rep, pace, self._keeper.smoothness_of(rep), place))

    def answered(self, said: Answered) -> list[Event]:
        """Effort, 0–10, from 7 or what is prescribed on makes it easier; with pain before play the range does not
        rise."""
        pain = pain_said(said.value) if said.question == "pain_before" else None
        if pain is not None:
            return self.hurt(said.tick, pain, easier=False)
        if said.question != "effort" or not said.value >= self._effort_from:
            return []
        return self.ease(said.tick, f"effort {said.value:g}")

    def strained(self, said: Answered) -> tuple[str, ...]:
        """Signs of fatigue, where effort makes enough of them."""
        return () if self._test or said.question != "effort" else self._watch.effort(said.value)

    def rested(self) -> None:
        """A rest is over."""
        self._watch.rested()

    def hurt(self, tick: int, pain: int, *, easier: bool) -> list[Event]:
        """What pain changes, 0–10, where play goes on."""
        narrowed = self._told(self._coach.hurt(tick, pain))
        return [*narrowed, *(self.ease(tick, f"pain {pain}") if easier else [])]

    def ease(self, tick: int, why: str) -> list[Event]:
        """Easier, by more than a trial would make it."""
        return self._told(self._coach.ask(tick, -EASE, why))

    def harden(self, tick: int, why: str) -> list[Event]:
        """Harder, by more than a trial would make it."""
        return self._told(self._coach.ask(tick, EASE, why))

    def more_feedback(self) -> None:
        """The person asks for more feedback."""
        self._coach.more_feedback()

    def as_row(self) -> dict[str, object]:
        """What the next session takes over, as plain values; nothing of a test."""
        if self._test:
            return {}
        about = {"movement": self._level.movement, "kind": self._level.kind}
        return {**about, **self._coach.progress.as_row(), "feedback_share": self._coach.feedback_share}

    def _told(self, change: DifficultyChanged | None) -> list[Event]:
        if change is None:
            return []
        self._keeper.add([change], ())
        return [change]


def _movement(events: Sequence[Event]) -> RepCompleted | None:
    """The movement that ended a trial; None in a test that has none."""
    return next((event for event in reversed(events) if isinstance(event, RepCompleted)), None)
