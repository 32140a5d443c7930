"""`position_test`: feel a position with a mark to show it, then find it again with nothing to show it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.events import Event, RepCompleted
from game.exercises.exercise import Asked, Limits
from game.exercises.finding import ANSWER_S, FIND_S, Finding, is_back
from game.exercises.instrumented.course import AS_ASKED, Course
from game.exercises.keys import KindKeys
from game.exercises.views import Ask, InstrumentedView
from game.motion.motion import Motion

Degrees = Annotated[float, Field(ge=1, le=180)]

_SLIP_DEG = 3.0
_LEARN_S = 40.0
"""Longer nobody is kept at it: the trial is asked for again."""
_HEADROOM = 1.3
"""The scale that is drawn goes this far above the highest target, so that it does not give it away."""


class PositionTestKeys(KindKeys):
    """What a level says of `position_test`. Angles in degrees from the neutral pose."""

    kind: Literal["position_test"]
    targets_deg: Annotated[tuple[Degrees, ...], Field(min_length=2, max_length=6)] = Field(
        description="Positions in the middle half of the movement's safe range, taken in turn: near its end the"
        " stretch would tell where one is."
    )
    answers: Annotated[int, Field(ge=5, le=20)] = Field(default=6, description="How many positions are found again.")
    tolerance_deg: Annotated[float, Field(ge=2, le=10)] = Field(
        default=5.0, description="How near to the mark the limb is held while the position is learned."
    )
    hold_s: Annotated[float, Field(ge=1, le=10)] = Field(default=3.0, description="How long it is held to be learned.")

    @property
    def trials(self) -> int:
        """How many are asked for."""
        return self.answers

    def asked(self) -> Asked:
        """Nothing that a coach could change: which position is whose turn is the test's."""
        return Asked((), 0.0, self.hold_s)

    def rules(self, _limits: Limits) -> PositionTest:
        """The rules, ready to be stepped."""
        return PositionTest(self)


class PositionTest(Course):
    """A trial is one position: learned at a mark, left, and found again. How near it was is never told."""

    measured = frozenset({Ask.FEEL, Ask.FIND_AGAIN})

    def __init__(self, keys: PositionTestKeys) -> None:
        super().__init__(keys.answers, again=4)
        self._keys = keys
        self._from_s = math.nan
        self._angle_deg = math.nan
        self._finding = Finding(self.pace)
        self._held_s = 0.0
        self._learned = False

    @property
    def place_deg(self) -> float:
        """Its turn; one that was spoilt keeps its turn."""
        targets = self._keys.targets_deg
        return targets[self.done % len(targets)]

    def begin(self) -> None:
        """From the starting pose, to which the limb may have to come back from the last answer."""
        self._learned, self._held_s = False, 0.0
        self.say(Ask.GET_READY if self._back else Ask.AND_BACK)

    @property
    def _back(self) -> bool:
        return is_back(self._angle_deg, self.place_deg)

    def go_on(self, motion: Motion) -> Sequence[Event]:
        """Back, ready, to the mark, feel it, back, and find it again."""
        tick, self._angle_deg = motion.tick, motion.angle.value_deg
        match self.ask:
            case Ask.AND_BACK if self._back and self.pace.still_s >= ANSWER_S:
                if self._learned:
                    self.say(Ask.FIND_AGAIN)
                    self._finding.begin(self._angle_deg)
                else:
                    self.say(Ask.GET_READY)
            case Ask.GET_READY if self.set_to_go:
                self.say(Ask.LEARN)
            case Ask.LEARN | Ask.FEEL:
                return self._learn(tick)
            case Ask.FIND_AGAIN:
                return self._answer(tick)
            case _:
                pass
        return ()

    def _learn(self, tick: int) -> Sequence[Event]:
        keys, off_deg = self._keys, abs(self._angle_deg - self.place_deg)
        if self.ask is Ask.LEARN:
            if off_deg <= keys.tolerance_deg and self.pace.still_s >= ANSWER_S:
                self.say(Ask.FEEL)
                self._from_s = self.heard_s
            elif self.asked_s >= _LEARN_S:
                return self.end(tick, "partial", "the mark was not reached")
            return ()
        if off_deg > keys.tolerance_deg + _SLIP_DEG:
            self.say(Ask.LEARN)
            return ()
        if self.heard_s - self._from_s < keys.hold_s:
            return ()
        self._learned = True
        taken = self.taken(tick, "learned", self._from_s, self.heard_s, direction_deg=math.nan)
        self.say(Ask.AND_BACK)
        return (taken,)

    def _answer(self, tick: int) -> Sequence[Event]:
        if self._finding.given(self._angle_deg):
            start_s, end_s = self.heard_s - ANSWER_S, self.heard_s
            nan, start_deg = math.nan, self._finding.start_deg
            rep = RepCompleted(tick, start_s, nan, end_s, start_deg, self._angle_deg, nan, "clean", AS_ASKED)
            return [self.taken(tick, "answered", start_s, end_s), *self.end(tick, "clean", rep=rep)]
        if self.asked_s >= FIND_S:
            return self.end(tick, "partial", "no answer was given")
        return ()

    def view(self) -> InstrumentedView:
        """The mark only while it is learned; nothing at all while an answer is awaited."""
        keys, ask = self._keys, self.ask
        learning = ask in (Ask.LEARN, Ask.FEEL)
        progress = 0.0
        if ask is Ask.FEEL:
            progress = min(1.0, (self.heard_s - self._from_s) / keys.hold_s)
        return InstrumentedView(
            ask,
            progress,
            self.done,
            self.trials,
            target_deg=self.place_deg if learning else math.nan,
            ceiling_deg=_HEADROOM * max(keys.targets_deg),
            blank=ask is Ask.FIND_AGAIN,
        )
