"""Wellbeing: what a person says of themselves before, in and after play, and what that means for play."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from game.coaching.allowed import Allowed
from game.coaching.safeguards import SKIN_SORE as SKIN
from game.coaching.safeguards import unmet
from game.coaching.safety import (
    FLAG_NEW,
    FLAG_SKIN,
    MORNING_RISE,
    PAIN_MOST,
    PROTECTIVE,
    SKIN_SORE,
    PainDecision,
    PainRules,
    decide_pain,
    flag_pain,
    may_start,
    pain_said,
)
from game.coaching.safety_table import Heard
from game.exercises.events import Answered, Event, PainReported
from game.level import Level
from game.round.setup import RoundSetup, clearance
from game.scoring.outcome import number

_OF_PAIN = ("pain_before", "pain_after", "pain_morning")
_TOLD = ("pain_morning", "effort", "tired", "slept_badly", "low", "helped")
"""What the summary keeps of the other answers, where they were given."""
_DECIDED = {
    PainDecision.GO_ON: Heard.PAIN_LITTLE,
    PainDecision.EASIER: Heard.PAIN_MORE,
    PainDecision.STOP: Heard.PAIN_TOO_MUCH,
}


class Wellbeing:
    """Answers, pain, and what the summary keeps of them: notes of what happened, flags for the therapist. In a try-out
    no answer forbids play."""

    def __init__(self, level: Level, setup: RoundSetup, allowed: Allowed) -> None:
        self.notes: list[str] = []
        self.flags: list[str] = []
        self._level, self._setup = level, setup
        self._answers: dict[str, float] = {}
        rules = PROTECTIVE if allowed.protective else PainRules()
        self._rules = replace(rules, stop_from=min(rules.stop_from, allowed.pain_stop_from))
        self._usual_pain = allowed.usual_pain
        if allowed.beyond_safe_limits is not None:
            self.notes.append(f"a safe limit of the movement table is passed: {allowed.beyond_safe_limits}")

    def answer(self, tick: int, question: str, value: float) -> Answered:
        """An answer to a question asked before, in or after play. A number that is none is kept as told and answers
        nothing."""
        if question in (*_OF_PAIN, "effort") and math.isfinite(value):
            value = min(float(PAIN_MOST), max(0.0, value))
        if math.isfinite(value) or question not in _OF_PAIN:
            self._answers[question] = value
        return Answered(tick, question, value)

    def follows(self, question: str) -> Heard | None:
        """What follows from the answers so far, now that this question was answered; None where nothing does. The
        reason is noted and flagged."""
        if self._setup.mode == "tryout":
            return None
        new = self._answers.get("anything_new", 0.0) != 0.0
        why = may_start(self._answer("pain_before"), self._usual_pain, new, self._rules)
        if why is not None:
            self._tell(why, FLAG_NEW if new else flag_pain(self._answer("pain_before"), self._usual_pain))
            return Heard.NEW if new else Heard.TOO_MUCH_PAIN
        if self._answers.get(SKIN, 0.0) != 0.0:
            self._tell(SKIN_SORE, FLAG_SKIN)
            return Heard.SKIN
        if question == "pain_morning" and self._answer(question) - self._usual_pain >= MORNING_RISE:
            said = f"pain {self._answer(question):g} on the morning after, usually {self._usual_pain:g}"
            self._tell(f"{said}: one level lower", said)
            return Heard.MORNING
        return None

    def _tell(self, note: str, flag: str) -> None:
        """Once, however often it is said."""
        if flag not in self.flags:
            self.notes.append(note)
            self.flags.append(flag)

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

    def hurt(self, tick: int, value: float, sharp: bool) -> tuple[Heard, list[Event]]:
        """What a word of pain, 0–10, means for play; `sharp` means sharp or new, at any number. A number that is none
        asks how much it hurts."""
        pain = pain_said(value)
        if pain is None:
            if not sharp:
                return Heard.HURTS, []
            pain = 0
        decision = decide_pain(pain, self._answer("pain_before"), sharp, self._rules)
        if decision is PainDecision.STOP:
            said = "sharp or new pain" if sharp else f"pain {pain} during play"
            self._tell(said, said)
        return _DECIDED[decision], [PainReported(tick, pain, sharp, decision.value)]

    def context(self) -> dict[str, Any]:
        """The summary's pain before and after, None where it was not asked; the others only where they were."""
        said: dict[str, Any] = {name: number(self._answer(name)) for name in ("pain_before", "pain_after")}
        more: dict[str, Any] = {
            name: number(self._answer(name)) for name in _TOLD if name in self._answers
        }
        return {**said, **more}

    def _answer(self, question: str) -> float:
        return self._answers.get(question, math.nan)
