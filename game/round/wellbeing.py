"""Wellbeing: what a person says of themselves before, in and after play, and what that means for play."""

from __future__ import annotations

import math
from typing import Any

from game.coaching.safeguards import unmet
from game.coaching.safety import PainDecision, PainRules, decide_pain, may_start
from game.exercises.events import Answered, Event, PainReported
from game.level import Level
from game.round.setup import RoundSetup, clearance
from game.scoring.outcome import number


class Wellbeing:
    """Answers, pain, and the notes that the summary keeps of them. In a try-out no answer forbids play."""

    def __init__(self, level: Level, setup: RoundSetup) -> None:
        self.notes: list[str] = []
        self._level, self._setup = level, setup
        self._answers: dict[str, float] = {}
        self._rules = PainRules()

    def answer(self, tick: int, question: str, value: float) -> Answered:
        """An answer to a question asked before or after play."""
        self._answers[question] = value
        return Answered(tick, question, value)

    def forbids(self) -> str | None:
        """How play ends where the answers so far forbid it; None where they do not. The reason is noted."""
        if self._setup.mode == "tryout":
            return None
        new = self._answers.get("anything_new", 0.0) != 0.0
        why = may_start(self._answer("pain_before"), math.nan, new, self._rules)
        if why is None:
            return None
        self.notes.append(why)
        return "stopped_unwell" if new else "stopped_pain"

    def unsafe(self) -> bool:
        """Whether play may not begin, because somebody is on their feet and what keeps them safe was not confirmed.
        The reason is noted; also who was within reach, where somebody was."""
        standing = clearance(self._setup)
        if standing is None:
            return False
        why = unmet(self._level, standing, self._answers)
        if why is not None:
            self.notes.append(why)
        elif (self._level.stands or self._level.never_alone) and self._answers.get("alone") == 0.0:
            self.notes.append("someone was within reach")
        return why is not None

    def hurt(self, tick: int, pain: int, sharp: bool) -> tuple[PainDecision, Event]:
        """What a word of pain, 0–10, means for play; `sharp` means sharp or new, at any number."""
        decision = decide_pain(pain, self._answer("pain_before"), sharp, self._rules)
        if decision is PainDecision.STOP:
            self.notes.append("sharp or new pain" if sharp else f"pain {pain} during play")
        return decision, PainReported(tick, pain, sharp, decision.value)

    def pains(self) -> dict[str, Any]:
        """The summary's pain before and after; None where it was not asked."""
        return {name: number(self._answer(name)) for name in ("pain_before", "pain_after")}

    def _answer(self, question: str) -> float:
        return self._answers.get(question, math.nan)
