"""Coach: chooses the next trial, inside what is allowed, and says why whenever that changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.exercises.events import DifficultyChanged, TrialEnded
from game.exercises.exercise import Asked, Parameter, Trial


@dataclass(frozen=True, slots=True)
class CoachRules:
    """A weighted up-down rule (Kaernbach 1991): a miss moves three steps easier for each step a success moves harder,
    which settles at 75 % success. The aim is a choice, not evidence."""

    miss_steps: int = 3
    easiest: int = 24
    tolerance_deg_more: float = 12.0
    """What the tolerance has gained when it is as easy as it gets."""
    hold_share_less: float = 0.75
    """What the hold has lost when it is as easy as it gets."""
    misses_for_easy_win: int = 2


class Coach:
    """Steps 0 (as the level says) to `easiest`; 0 for ever where nothing may adapt. Range is not among what it moves:
    targets only ever come lower."""

    def __init__(self, asked: Asked, adapts: tuple[Parameter, ...], seed: int, rules: CoachRules | None = None) -> None:
        self._asked = asked
        self._targets_deg = asked.targets_deg
        self._adapts = adapts
        self._rules = rules or CoachRules()
        self._easiest = self._rules.easiest if adapts else 0
        self._random = np.random.default_rng(seed)
        self._queue: list[float] = []
        self._index = 0
        self._misses = 0
        self._easy_win = False
        self.step = 0

    def set_targets(self, targets_deg: tuple[float, ...]) -> None:
        """Other targets, from the next trial on."""
        self._targets_deg = targets_deg
        self._queue = []

    def next(self) -> Trial:
        """What is asked next."""
        index, self._index = self._index, self._index + 1
        rules = self._rules
        tolerance_deg = self._asked.tolerance_deg + rules.tolerance_deg_more * self._eased("tolerance")
        hold_s = self._asked.hold_s * (1.0 - rules.hold_share_less * self._eased("hold"))
        if not self._targets_deg:
            return Trial(index, tolerance_deg=tolerance_deg, hold_s=hold_s)
        if self._easy_win:
            self._easy_win, self._misses = False, 0
            target_deg = min(self._targets_deg, key=abs)
        else:
            target_deg = self._draw()
        # A tolerance that reaches down to rest would make standing still a success.
        tolerance_deg = min(tolerance_deg, 0.3 * abs(target_deg))
        return Trial(index, target_deg, tolerance_deg, hold_s)

    def _eased(self, name: Parameter) -> float:
        """How much easier one parameter is made, 0–1: each adapts in its turn, in the level's order."""
        if name not in self._adapts:
            return 0.0
        turn = self._rules.easiest / len(self._adapts)
        return min(1.0, max(0.0, self.step / turn - self._adapts.index(name)))

    def _draw(self) -> float:
        if not self._queue:
            self._queue = list(self._targets_deg)
            if self._asked.shuffled:
                self._random.shuffle(self._queue)
        return self._queue.pop(0)

    def judge(self, ended: TrialEnded, compensated: bool, tick: int) -> DifficultyChanged | None:
        """Learn from a trial. A spoilt one teaches nothing; a compensated one counts as a miss."""
        if ended.spoilt:
            return None
        if ended.clean:
            self._misses = 0
            return self._move(tick, ended.index, -1, "harder: reached cleanly")
        if ended.success and not compensated:
            return None
        self._misses += 1
        if self._misses >= self._rules.misses_for_easy_win:
            self._easy_win = True
            return self._move(tick, ended.index, self._rules.miss_steps, "easier: two misses in a row")
        why = "easier: the trunk helped" if compensated else "easier: a miss"
        return self._move(tick, ended.index, self._rules.miss_steps, why)

    def ask(self, tick: int, steps: int, reason: str) -> DifficultyChanged | None:
        """The person, or pain, asks for easier (+) or harder (−) by so many steps."""
        if steps > 0:
            self._easy_win = bool(self._targets_deg)
        return self._move(tick, self._index, steps, reason)

    def _move(self, tick: int, trial: int, steps: int, reason: str) -> DifficultyChanged | None:
        before = self.step
        self.step = min(self._easiest, max(0, before + steps))
        if self.step == before:
            return None
        return DifficultyChanged(tick, trial, -self.step, before - self.step, reason)
