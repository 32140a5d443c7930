"""MatchPlayer: a simulated person who learns where a joint is and finds it again, with an error of their own."""

from __future__ import annotations

import math

from game.exercises.views import Ask, MatchView
from game.level import Level
from game.motion.companion import joints_deg as beside
from game.population.able import TICK_S, Able
from game.population.player import Poses, Stroke
from game.population.profile import Profile
from game.round.view import Phase, RoundView

_BEND_DEG = 60.0
_RANGE_AIM = 0.95
"""When they show their range they go to this share of what they can."""
_OVER_DEG = 15.0
"""So far they go past a place that is to be come to from above."""
_AIM_SHARE = 0.3
"""With the bell to see they are so much nearer than without."""


class MatchPlayer:
    """A person of a profile in `match`: what they feel of a place is where they were, and what they find again is that
    with the error of the profile. Equal seeds do the same."""

    def __init__(self, profile: Profile, level: Level, seed: int, step_s: float = TICK_S) -> None:
        self.able = Able(profile, level.row, seed, step_s)
        self._profile, self._level = profile, level
        self._poses = Poses(level.row, profile)
        self._angle_deg = self._other_deg = 0.0
        self._felt: dict[int, float] = {}
        self._way: list[tuple[bool, float]] = []
        """Where to go, one after the other: whether it is the other limb that goes, and to which angle."""
        self._stroke: Stroke | None = None
        self._other_moves = False
        self._wait_s = profile.reaction_s
        self._asked: tuple[Phase, Ask | None, int] | None = None
        self._up = False

    def joints_deg(self, view: RoundView, side: str) -> dict[str, float]:
        """Where the joints should be at the next step, by the body's joint names."""
        exercise = view.exercise
        match = exercise if isinstance(exercise, MatchView) and view.phase is Phase.PLAY else None
        asked = (view.phase, None if match is None else match.ask, 0 if match is None else len(match.lit))
        if asked != self._asked:
            self._asked, self._wait_s = asked, self._profile.reaction_s
            self._decide(view.phase, match)
        elif match is not None and match.ask is Ask.LEARN and not self._way and self._stroke is None:
            self._near(match)
        elif view.phase in (Phase.BEND, Phase.RANGE) and not self._way and self._stroke is None:
            self._show(view.phase)
        self._follow()
        level = self._level
        if level.companions:
            return beside(level.row, self._angle_deg, [(level.companions[0], self._other_deg)], side)
        return self._poses.at(self._angle_deg, side)

    def _decide(self, phase: Phase, match: MatchView | None) -> None:
        """What is to be done now that something else is asked for."""
        self._way, self._stroke = [], None
        joins = match is not None and match.set_by == "other_limb"
        if match is None:
            self._way = [(False, 0.0), (True, 0.0)] if phase not in (Phase.BEND, Phase.RANGE) else []
        elif match.ask is Ask.LEARN:
            self._near(match)
        elif match.ask is Ask.FEEL:
            self._felt[match.bell] = self._other_deg if joins else self._angle_deg
        elif match.ask is Ask.FIND_AGAIN:
            self._find(match)
        elif match.ask in (Ask.AND_BACK, Ask.DONE):
            if match.ask is Ask.DONE:
                self.able.done()
            self._way = [(False, 0.0), (True, 0.0)]

    def _near(self, match: MatchView) -> None:
        """To the bell, which they see."""
        aim_deg = match.target_deg + float(self.able.random.normal(0.0, _AIM_SHARE * self.able.error_deg))
        self._way = [(match.set_by == "other_limb", self._reachable(aim_deg))]
        self._wait_s = max(self._wait_s, 1.0)

    def _find(self, match: MatchView) -> None:
        """To where they feel it was, the way that is asked for; sometimes they stop half-way."""
        aim_deg = self._reachable(self.able.aim_deg(self._felt.get(match.bell, 0.0)))
        self._way = [(False, aim_deg)]
        if match.approach == "from_above":
            self._way.insert(0, (False, self._reachable(aim_deg + _OVER_DEG)))

    def _reachable(self, angle_deg: float) -> float:
        return min(angle_deg, self.able.range_deg, self._profile.pain_at_deg, self._level.row.safe_deg[1])

    def _show(self, phase: Phase) -> None:
        """There and back, before play."""
        far_deg = min(_BEND_DEG, self._level.row.safe_deg[1]) if phase is Phase.BEND else self.able.range_deg
        self._way = [(False, self._reachable(_RANGE_AIM * far_deg)), (False, 0.0)]
        self._wait_s = self._profile.reaction_s

    def _follow(self) -> None:
        if self._stroke is None:
            self._wait_s -= self.able.step_s
            if not self._way or self._wait_s > 0.0:
                return
            self._other_moves, end_deg = self._way.pop(0)
            now_deg = self._other_deg if self._other_moves else self._angle_deg
            if math.isclose(now_deg, end_deg, abs_tol=1e-9):
                return
            self._stroke = Stroke(now_deg, end_deg, self.able.speed_deg_s, self.able.step_s)
        angle_deg = self._stroke.step()
        if self._other_moves:
            self._other_deg = angle_deg
        else:
            self._angle_deg = angle_deg
        if self._stroke.done:
            self._stroke, self._wait_s = None, 0.0
