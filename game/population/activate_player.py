"""ActivatePlayer: a simulated person who brings a muscle into a band, keeps it there, and lets go."""

from __future__ import annotations

from collections.abc import Mapping

from game.exercises.views import ActivateView, Forge
from game.level import Level
from game.population.able import TICK_S, Able
from game.population.profile import Profile
from game.round.view import Phase, RoundView

_SHARE_PER_DEG = 0.02
"""How far an effort strays for a degree of aiming error: 2° are 4 % of the effort."""
_TREMBLE_PER_DEG = 0.03
"""How much it trembles for a degree of tremor."""
_RISE_A_S, _FALL_A_S = 0.6, 1.2
"""How fast the effort grows and goes, in shares of it a second."""
_STRAY_S = 0.6
"""Time constant with which an effort strays and is drawn back."""
_REST = 0.02
_ALONG = 0.5
"""So much of the muscle's own activity the antagonist works along, where everything compensates."""


class ActivatePlayer:
    """A person of a profile who tries to do what is asked of a muscle. Equal seeds do the same."""

    def __init__(self, profile: Profile, level: Level, seed: int, step_s: float = TICK_S) -> None:
        self.able = Able(profile, level.row, seed, step_s)
        self._profile, self._level = profile, level
        self._now = self._aim = _REST
        self._stray = 0.0
        self._asked: Forge | None = None
        self._react_s = 0.0
        self._gives_up_s = 0.0

    def joints_deg(self, view: RoundView, side: str) -> dict[str, float]:  # noqa: ARG002 (a contraction moves nothing)
        """The body keeps still."""
        return {}

    def activation(self, view: RoundView, side: str) -> Mapping[str, float]:
        """How hard each muscle works at the next step, 0–1, by its place."""
        exercise = view.exercise
        playing = view.phase is Phase.PLAY and isinstance(exercise, ActivateView)
        self._hear(exercise if playing and isinstance(exercise, ActivateView) else None)
        self._follow()
        muscle, *others = self._level.muscles(side)
        along = _REST + _ALONG * self._profile.compensation * self._now
        return {muscle: self._trembling(), **dict.fromkeys(others, along)}

    def _hear(self, exercise: ActivateView | None) -> None:
        """What is asked, acted on after their reaction time."""
        ask = Forge.WAIT if exercise is None else exercise.ask
        works = ask in (Forge.WORK, Forge.HOLD)
        if (self._asked in (Forge.WORK, Forge.HOLD)) is not works:
            self._react_s = self._profile.reaction_s
            if works:
                self.able.done()
                self._gives_up_s = 0.5 * exercise.hold_s if exercise is not None and self.able.lapses() else 1e6
        self._asked = ask
        self._react_s -= self.able.step_s
        if self._react_s > 0.0:
            return
        if works and exercise is not None:
            self._gives_up_s -= self.able.step_s * (ask is Forge.HOLD)
            wanted = 0.5 * (exercise.low + exercise.high)
            self._aim = _REST if self._gives_up_s < 0.0 else min(self.able.fresh, wanted)
        else:
            self._aim = _REST

    def _follow(self) -> None:
        """The effort grows or goes towards what is aimed at."""
        most = (_RISE_A_S if self._aim > self._now else _FALL_A_S) * self.able.step_s
        self._now += min(most, max(-most, self._aim - self._now))
        share = self.able.step_s / _STRAY_S
        kick = (2.0 * share) ** 0.5 * _SHARE_PER_DEG * self.able.error_deg
        self._stray += float(self.able.random.normal(0.0, kick)) - share * self._stray

    def _trembling(self) -> float:
        """An effort strays with its size: a muscle at rest is quiet."""
        tremble = float(self.able.random.normal(0.0, 1.0)) * _TREMBLE_PER_DEG * self._profile.tremor_deg
        return max(0.0, self._now + (self._stray + tremble) * min(1.0, self._now / 0.3))
