"""Guiding: the coach in a Round: which trial comes next, what is learned from the last one, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

from game.coaching.coach import EASE, EFFORT_EASIER, Coach
from game.coaching.progress import progress_from_row
from game.coaching.settings import coach_settings
from game.exercises.events import Answered, DifficultyChanged, Event, RepCompleted, TrialEnded
from game.exercises.exercise import Asked, Trial, Wall
from game.level import Level
from game.level.kinds import TESTS
from game.round.setup import RoundSetup
from game.scoring.keeper import ScoreKeeper


class Guiding:
    """Asks the coach, and tells the keeper what the coach did."""

    def __init__(self, level: Level, setup: RoundSetup, asked: Asked, wall: Wall, keeper: ScoreKeeper) -> None:
        series = bool(setup.coach) and level.kind not in TESTS
        self._keeper = keeper
        self._coach = Coach(
            asked,
            level.adapts,
            setup.seed,
            wall=wall,
            progress=progress_from_row(setup.coach) if series else None,
            settings=coach_settings(setup.settings.get("coach", {})),
            repetitions=setup.repetitions or level.dose.repetitions,
            compensation=level.guards.compensation == "allow",
            range_rises=setup.mode != "gentle",
        )

    @property
    def targets_deg(self) -> tuple[float, ...]:
        """The targets as the level says, those lowered that lie beyond the wall or the person's own range."""
        return self._coach.targets_deg

    def set_targets(self, targets_deg: tuple[float, ...]) -> None:
        """Other targets than the level's, from the next trial on."""
        self._coach.set_targets(targets_deg)

    def next(self) -> Trial:
        """What is asked next."""
        trial = self._coach.next()
        self._keeper.asked(trial)
        return trial

    def learn(self, ended: TrialEnded, events: Sequence[Event]) -> list[Event]:
        """What a trial changes; its movement is told just before it."""
        verdict = next(event.verdict for event in reversed(events) if isinstance(event, RepCompleted))
        return self._told(self._coach.judge(ended, verdict, ended.tick))

    def answered(self, said: Answered) -> list[Event]:
        """Effort, 0–10, from 7 on makes it easier."""
        if said.question != "effort" or not said.value >= EFFORT_EASIER:
            return []
        return self.ease(said.tick, f"effort {said.value:g}")

    def hurt(self, tick: int, pain: int, *, easier: bool) -> list[Event]:
        """What pain changes, where play goes on."""
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
        """What the next session takes over, as plain values."""
        return {**self._coach.progress.as_row(), "feedback_share": self._coach.feedback_share}

    def _told(self, change: DifficultyChanged | None) -> list[Event]:
        if change is None:
            return []
        self._keeper.add([change], ())
        return [change]
