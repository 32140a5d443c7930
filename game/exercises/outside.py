"""Outside: movements that are made while no trial is on, each told once; the range is shown by them."""

from __future__ import annotations

from game.exercises.attempts import ANOTHER, Attempts
from game.exercises.events import Event, RepCompleted
from game.exercises.pace import Pace
from game.exercises.watch import HELPED
from game.measures.repetitions import Adaptive, Params, RepetitionCounter
from game.motion.motion import Motion


class Outside:
    """Counts movements there and back of at least a third of what is asked for."""

    def __init__(self, asked_deg: float) -> None:
        self._asked_deg = max(1.0, asked_deg)
        self._clear()

    def _clear(self) -> None:
        self._attempts, self._pace = Attempts(), Pace()
        self._counter = RepetitionCounter(Params(Adaptive(self._asked_deg)))
        self._empty = True

    def step(self, motion: Motion, *, wanted: bool, helped: bool) -> list[Event]:
        """One tick; nothing is counted unless `wanted`. `helped`: the trunk is beyond its limit now."""
        if not wanted:
            if not self._empty:
                self._clear()
            return []
        self._empty = False
        events: list[Event] = []
        for point in motion.trace:
            self._attempts.hear(point)
            rep = self._counter.feed(point.t_s, point.angle_deg, self._pace.feed(point.t_s, point.angle_deg))
            if rep is not None and self._attempts.tells(rep, spoilt=False):
                verdict = ("compensated", HELPED) if helped else ("other", "outside a trial")
                times = (rep.start_s, rep.peak_s, rep.end_s)
                events.append(
                    RepCompleted(motion.tick, *times, rep.start_deg, rep.peak_deg, rep.speed_deg_s_max, *verdict)
                )
            self._attempts.follow(point, self._counter.state)
        waits = self._counter.state.moving and motion.silent is None
        nan = float("nan")
        return events + [
            RepCompleted(motion.tick, swing.start_s, swing.peak_s, swing.end_s, nan, nan, nan, "other", ANOTHER)
            for swing in self._attempts.others(waits)
        ]
