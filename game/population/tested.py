"""TestedPlayer: a simulated person in an instrumented test, who does what is asked and knows what the truth was."""

from __future__ import annotations

import math
from collections.abc import Iterator

from game.exercises.views import Ask, InstrumentedView
from game.level import Level
from game.population.able import TICK_S, Able
from game.population.player import Poses, Stroke, Wander
from game.population.profile import Profile
from game.round.view import Phase, RoundView

_RISING = 2.0
"""One rises from a chair so many times as fast as one reaches for a lantern."""
_UPRIGHT_DEG = 90.0
_LIMIT_FORWARD_DEG, _LIMIT_BACK_DEG, _LIMIT_SIDE_DEG = 8.0, 4.5, 6.5
"""How far they dare to lean; a total of 12.5° forward and back and about as much sideways is usual."""
_STAND_UP_DEG, _STAND_UP_S = 35.0, 1.6
"""How far the trunk leans to rise or to sit, and for how long."""
_WALK_S, _WALK_SWAY_DEG, _STEP_HZ = 3.0, 2.0, 1.8
_TURN_DEG_S = 120.0

Script = Iterator[None]


class TestedPlayer:
    """Follows what a test asks, one thing after the other. Equal seeds do the same."""

    __test__ = False
    """No test of ours: pytest need not look."""

    def __init__(self, profile: Profile, level: Level, seed: int, step_s: float = TICK_S) -> None:
        self._profile, self._movement = profile, level.row
        self._poses = Poses(level.row, profile)
        self.able = Able(profile, level.row, seed, step_s)
        self._random = self.able.random
        self._wander = Wander(profile.noise_deg, self._random, step_s)
        self._at = {"angle": 0.0, "forward": 0.0, "right": 0.0, "heading": 0.0}
        self._learned_deg = 0.0
        self._asked: tuple[Ask, int] | None = None
        self._script: Script = iter(())
        self._count = 0

    def joints_deg(self, view: RoundView, side: str) -> dict[str, float]:
        """Where the joints should be at the next step, by the body's joint names."""
        exercise = view.exercise
        if view.phase is Phase.PLAY and isinstance(exercise, InstrumentedView):
            self._count = exercise.count
            asked = (exercise.ask, 0 if view.kind.endswith("stands_test") else exercise.count)
            if asked != self._asked:
                self._asked = asked
                self._script = self._do(view.kind, exercise)
            next(self._script, None)
        return self._pose(side)

    def _pose(self, side: str) -> dict[str, float]:
        at = self._at
        pose = self._poses.at(at["angle"], side, (at["forward"], at["right"]))
        return {**pose, "trunk_rotation": at["heading"]} if at["heading"] else pose

    def _do(self, kind: str, exercise: InstrumentedView) -> Script:
        """What they do from now on."""
        yield from _wait(self._profile.reaction_s, self.able.step_s)
        match exercise.ask:
            case Ask.GO_FAR:
                reach_deg = min(self._profile.range_deg, self._profile.pain_at_deg, self._movement.safe_deg[1])
                yield from self._go("angle", reach_deg - abs(float(self._random.normal(0.0, self._profile.noise_deg))))
            case Ask.LEARN if not math.isnan(exercise.target_deg):
                self._learned_deg = exercise.target_deg
                yield from self._go("angle", exercise.target_deg)
            case Ask.FIND_AGAIN:
                error_deg = float(self._random.normal(0.0, self._profile.noise_deg))
                yield from self._go("angle", self._learned_deg + error_deg)
            case Ask.STAND_STILL:
                while True:
                    self._at["forward"], self._at["right"] = self._wander.step()
                    yield
            case Ask.LEAN:
                yield from self._lean(exercise.direction_deg)
            case Ask.PRACTISE | Ask.GO:
                yield from self._walk() if kind == "up_and_go_test" else self._stand()
            case Ask.FEEL | Ask.STAY:
                pass
            case _:
                yield from self._home()

    def _home(self) -> Script:
        """Back to where one started."""
        if self._at["angle"]:
            yield from self._go("angle", 0.0)
        yield from self._lean_to(0.0, 0.0)

    def _go(self, name: str, end_deg: float, speed_deg_s: float | None = None) -> Script:
        stroke = Stroke(self._at[name], end_deg, speed_deg_s or self._profile.speed_deg_s, self.able.step_s)
        while not stroke.done:
            self._at[name] = stroke.step()
            yield

    def _stand(self) -> Script:
        """Up and down until something else is asked."""
        speed_deg_s = _RISING * self._profile.speed_deg_s
        while True:
            yield from self._go("angle", min(_UPRIGHT_DEG, self._profile.range_deg), speed_deg_s)
            yield from self._go("angle", 0.0, speed_deg_s)

    def _lean(self, direction_deg: float) -> Script:
        turn = math.radians(direction_deg)
        forward, right = math.cos(turn), math.sin(turn)
        most_deg = _LIMIT_FORWARD_DEG if forward > 0.0 else _LIMIT_BACK_DEG
        reach_deg = 1.0 / math.hypot(forward / most_deg, right / _LIMIT_SIDE_DEG)
        yield from self._lean_to(reach_deg * forward, reach_deg * right)

    def _lean_to(self, forward_deg: float, right_deg: float) -> Script:
        at = self._at
        far_deg = math.hypot(forward_deg - at["forward"], right_deg - at["right"])
        if not far_deg:
            return
        from_deg = (at["forward"], at["right"])
        stroke = Stroke(0.0, 1.0, 12.0 / far_deg, self.able.step_s)
        while not stroke.done:
            share = stroke.step()
            at["forward"] = from_deg[0] + share * (forward_deg - from_deg[0])
            at["right"] = from_deg[1] + share * (right_deg - from_deg[1])
            yield

    def _walk(self) -> Script:
        """Up, three metres, a turn, back, a turn, and down."""
        yield from self._bow()
        for heading_deg in (180.0, 360.0):
            for step in range(round(_WALK_S / self.able.step_s)):
                self._at["right"] = _WALK_SWAY_DEG * math.sin(math.tau * _STEP_HZ / 2.0 * step * self.able.step_s)
                yield
            self._at["right"] = 0.0
            yield from self._go("heading", heading_deg, 1.875 * _TURN_DEG_S)
        yield from self._bow()

    def _bow(self) -> Script:
        """The trunk goes forward and comes back, as one rises or sits down."""
        speed_deg_s = 1.875 * _STAND_UP_DEG / (_STAND_UP_S / 2.0)
        yield from self._go("angle", _STAND_UP_DEG, speed_deg_s)
        yield from self._go("angle", 0.0, speed_deg_s)


def _wait(seconds: float, step_s: float) -> Script:
    for _ in range(round(seconds / step_s)):
        yield
