"""`task` goes on phase by phase; how long one may take is the level's to say, and where a trial waits nobody's."""

from __future__ import annotations

import pytest

from game.exercises.events import Event, PhaseDone, RepCompleted, TrialEnded
from game.exercises.exercise import Limits, Trial
from game.exercises.task import TaskKeys
from game.exercises.tasks import TILT
from game.motion.motion import Motion, Signal, TracePoint
from tests.game.build import TICK_S
from tests.game.exercises.feeding import only

SIP = ((40.0, 0.0), (40.0, 45.0), (40.0, 0.0), (0.0, 0.0))
"""Where the forearm is after each phase of a sip, and how it is turned."""


class Drinker:
    """Steps `task: drink` with one exact sample a tick."""

    def __init__(self) -> None:
        keys = TaskKeys(kind="task", task="drink")
        self.rules, self.hold_s = keys.rules(Limits(120.0, 15.0)), keys.asked().hold_s
        self.tick = 0
        self.at = (0.0, 0.0)
        self.events: list[Event] = []
        self.go(self.at, 1.0)

    def go(self, to: tuple[float, float], seconds: float) -> None:
        """Evenly there."""
        start, count = self.at, max(1, round(seconds / TICK_S))
        for step in range(1, count + 1):
            lift, tilt = (here + (there - here) * step / count for here, there in zip(start, to, strict=True))
            speed = abs(lift - self.at[0]) / TICK_S
            self.at = (lift, tilt)
            motion = Motion(
                self.tick,
                Signal(lift, 0.0, 5.0),
                trace=(TracePoint(self.tick * TICK_S, lift, speed, 0.0, 0.0),),
                others={TILT: Signal(tilt, 0.0, 5.0)},
            )
            self.tick += 1
            self.events += self.rules.step(motion, True)

    def sip(self, slow: int, seconds: float, *, waits: bool) -> None:
        """A whole sip whose phase `slow` takes so long."""
        self.rules.offer(self.tick, Trial(0, hold_s=self.hold_s, waits=waits))
        for phase, to in enumerate(SIP):
            self.go(to, seconds if phase == slow else 1.0)
            self.go(to, 1.2)


@pytest.mark.parametrize("slow", range(len(SIP)))
def test_no_phase_is_late_where_the_trial_waits(slow: int) -> None:
    one = Drinker()
    one.sip(slow, 30.0, waits=True)
    assert only(one.events, RepCompleted).verdict == "clean" and only(one.events, TrialEnded).success
    assert len([event for event in one.events if isinstance(event, PhaseDone)]) == len(SIP)


@pytest.mark.parametrize("slow", range(len(SIP)))
def test_elsewhere_a_phase_that_takes_too_long_ends_the_task(slow: int) -> None:
    one = Drinker()
    one.sip(slow, 30.0, waits=False)
    assert not only(one.events, TrialEnded).success


def test_whoever_gives_up_is_done_however_it_waits() -> None:
    """Back where it begins is the end of a task."""
    one = Drinker()
    one.rules.offer(one.tick, Trial(0, hold_s=one.hold_s, waits=True))
    for to in ((40.0, 0.0), (0.0, 0.0), (0.0, 0.0)):
        one.go(to, 1.0)
    assert only(one.events, RepCompleted).reason == "the cup was not tipped"
