"""TaskPlayer: a simulated person who does a task of daily life, one phase after the other, as well as they can."""

from __future__ import annotations

import math
from collections.abc import Iterator

from game.exercises.task import TaskKeys
from game.exercises.tasks import ANGLE, BENT, HAND, SHIFT, SPEED, STEPS, TASKS, TRUNK, TURNED, TURNING
from game.exercises.views import Criterion, TaskView
from game.level import Level
from game.motion.companion import joints_deg
from game.population.able import TICK_S, Able
from game.population.player import Stroke
from game.population.profile import Profile
from game.round.view import Phase, RoundView

_MARGIN_DEG, _SMALL_MARGIN_DEG = 6.0, 1.5
"""How far beyond a criterion they aim; where a few degrees are all there is, less."""
_SPEED_DEG_S = {TRUNK: 45.0, SHIFT: 12.0, TURNED: 60.0}
"""How fast they move what no profile says anything of."""
_SMALL = (SHIFT,)
_PATIENCE_S, _SURE_S, _REST_S = 1.5, 0.4, 0.6
_ROCK_DEG, _ROCK_S, _STOPS_S = 3.0, 0.9, 0.16
"""On the spot they step so fast, rock so far from side to side, and stop within about so long."""

Script = Iterator[None]
_OVER = object()


class TaskPlayer:
    """A person of a profile who tries to do the whole task. Equal seeds do the same."""

    def __init__(self, profile: Profile, level: Level, seed: int, step_s: float = TICK_S) -> None:
        assert isinstance(level.exercise, TaskKeys)
        self.able = Able(profile, level.row, seed, step_s)
        self._profile, self._level = profile, level
        self._task = TASKS[level.exercise.task]
        self._turn = -1.0 if level.exercise.turn_to == "right" else 1.0
        self._at: dict[str, float] = {ANGLE: 0.0, SHIFT: 0.0, TURNED: 0.0, **{c.key: 0.0 for c in level.companions}}
        self._rock_deg = 0.0
        self._script: Script = iter(())
        self._done = 0

    def joints_deg(self, view: RoundView, side: str) -> dict[str, float]:
        """Where the joints should be at the next step, by the body's joint names."""
        task = view.exercise
        if view.phase is Phase.PLAY and isinstance(task, TaskView):
            self._done = task.done
            if next(self._script, _OVER) is _OVER and task.asked:
                self._script = self._do(task)
        return self._pose(side)

    def _pose(self, side: str) -> dict[str, float]:
        at = self._at
        beside = []
        for companion in self._level.companions:
            deg = at[companion.key]
            if companion.key == HAND:
                deg = max(0.0, deg - at[ANGLE])  # what of the hand's height the elbow has to give
            elif companion.key == SHIFT:
                deg *= -1.0 if side == "right" else 1.0  # onto the foot that stays
            beside.append((companion, deg))
        pose = joints_deg(self._level.row, at[ANGLE] + self._rock_deg, beside, side)
        if at[TURNED]:
            pose = {**pose, "heading": -self._turn * at[TURNED]}
        helped_deg = self._helped_deg()
        return {**pose, "trunk_right": -helped_deg if side == "right" else helped_deg} if helped_deg else pose

    def _helped_deg(self) -> float:
        """How far the trunk leans to help an arm, as far as they let it."""
        row = self._level.row
        return self._profile.compensation * self._at[ANGLE] / 3.0 if row.sided and row.trunk_still else 0.0

    def _do(self, task: TaskView) -> Script:
        """The whole task, and back to where it began."""
        able = self.able
        yield from _wait(self._profile.reaction_s, self.able.step_s)
        count = len(task.phases)
        breaks_off = int(able.random.integers(1, count + 1)) if able.lapses() else count
        for place, criteria in enumerate(task.criteria):
            if place >= breaks_off:
                break
            yield from self._go(criteria)
            waited_s, patience_s = 0.0, task.holds_s[place] + (_SURE_S if task.blank else _PATIENCE_S)
            while waited_s < patience_s and (task.blank or self._done <= place):
                waited_s += able.step_s
                yield
        yield from self._home()
        able.done()
        yield from _wait(_REST_S, self.able.step_s)

    def _go(self, criteria: tuple[Criterion, ...]) -> Script:
        """All that a phase asks for at once, each as fast as they are."""
        strokes = {}
        for each in criteria:
            if each.signal in (SPEED, TURNING, STEPS, BENT):
                continue
            goal = self._aim(each)
            if goal != self._at[each.signal]:
                speed_deg_s = self._speed_deg_s(each.signal)
                strokes[each.signal] = Stroke(self._at[each.signal], goal, speed_deg_s, self.able.step_s)
        steps = any(each.signal == STEPS for each in criteria)
        passed_s = 0.0
        while any(not stroke.done for stroke in strokes.values()):
            passed_s += self.able.step_s
            for signal, stroke in strokes.items():
                self._at[signal] = stroke.step()
            self._rock_deg = _ROCK_DEG * math.sin(math.tau * passed_s / (2.0 * _ROCK_S)) if steps else 0.0
            yield
        while steps and abs(self._rock_deg) > 0.1:
            self._rock_deg *= math.exp(-self.able.step_s / _STOPS_S)
            yield

    def _home(self) -> Script:
        yield from self._go(tuple(Criterion(signal, 0.0, 0.0) for signal in self._at))

    def _speed_deg_s(self, signal: str) -> float:
        """Nobody drops onto a chair: what is let down goes no faster than what is usual."""
        return _SPEED_DEG_S.get(signal, self.able.speed_deg_s)

    def _aim(self, asked: Criterion) -> float:
        """Where one signal will stop: a little beyond what is asked, with their error, and never beyond what they can
        or what hurts."""
        at, low, high = self._at[asked.signal], asked.low, asked.high
        if low == high:
            return low
        if low <= at <= high and not (low > 0.0 and at < low + _SMALL_MARGIN_DEG):
            return at
        margin = _SMALL_MARGIN_DEG if asked.signal in _SMALL else _MARGIN_DEG
        above, below = low + margin if low > 0.0 else 0.0, high - margin if high < 0.0 else 0.0
        goal = above if at < low else below
        if asked.signal in _SMALL:
            return goal
        error_deg = float(self.able.random.normal(0.0, self.able.error_deg)) if goal else 0.0
        goal = min(goal + error_deg, high - 1.0) if math.isfinite(high) else goal + error_deg
        if asked.signal == ANGLE:
            far_deg = min(self.able.range_deg, self._profile.pain_at_deg)
            goal = math.copysign(min(abs(goal), far_deg), goal)
        return goal


def _wait(seconds: float, step_s: float) -> Script:
    for _ in range(round(seconds / step_s)):
        yield
