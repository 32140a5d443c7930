"""Coach: chooses the next trial, inside what is allowed, and says why whenever that changes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal

from game.coaching.path import STEPS, Path, path_of, wall_deg
from game.coaching.practice import Feedback, Places, feedback_share, order_of
from game.coaching.progress import Progress
from game.coaching.settings import CoachSettings
from game.coaching.staircase import Staircase, StaircaseRules
from game.coaching.warm_up import warm_up_trial
from game.coaching.why import in_words
from game.exercises.events import DifficultyChanged, TrialEnded, Verdict
from game.exercises.exercise import Asked, Parameter, Purpose, Trial, Wall
from game.exercises.ranges import LEAST_DEG, REST_SHARE

Counts = Literal["success", "miss"]
EASE = STEPS // 2
"""How much easier or harder one press, pain or effort makes it: half of what a parameter has. Also an easy win."""
MISSES_FOR_EASY_WIN = 2
PAIN_RANGE = 3
"""From this pain on, 0–10, the range does not rise."""
TRIALS_MIN = 5
"""A session counts as one of practice from so many trials on. A choice."""


def counts_as(ended: TrialEnded, verdict: Verdict, *, compensation: bool) -> Counts | None:
    """What a trial says of the person's ability; nothing where a sensor dropped out or another movement was made.
    Reached with the trunk's help is a miss, unless the level lets `compensation` pass."""
    if ended.spoilt or verdict == "other":
        return None
    return "success" if ended.success and (compensation or verdict != "compensated") else "miss"


class Coach:
    """One session's coach. `step` is its place on the path of difficulty: 0 as the level says, more is harder."""

    def __init__(
        self,
        asked: Asked,
        adapts: tuple[Parameter, ...],
        seed: int = 0,
        *,
        wall: Wall | None = None,
        progress: Progress | None = None,
        settings: CoachSettings | None = None,
        repetitions: int = 1,
        compensation: bool = False,
        range_rises: bool = True,
    ) -> None:
        """`progress` is None where no session of a series is played: places come in the level's order then, with
        feedback. `repetitions` is the dose; `range_rises` is false after surgery and in gentle mode."""
        self._asked, self._adapts = asked, adapts
        self._wall = wall or Wall()
        self._settings = settings = settings or CoachSettings()
        self._before = before = progress or Progress()
        self._compensation, self._range_rises = compensation, range_rises
        self._session = before.sessions + 1
        series = progress is not None
        first = series and self._session == 1
        aim = settings.first_aim if first else settings.aim
        self._staircase = Staircase(StaircaseRules(aim=aim, band=settings.band))
        order = order_of(self._session, settings, asked)
        order = order if series or asked.shuffled or order == "person" else "serial"
        self._places = Places(asked.count, order, repetitions, seed, asked.sides, settings)
        self.feedback_share = feedback_share(self._session, settings) if series else 1.0
        self._feedback = Feedback(self.feedback_share)
        opens = series and not first and self._session % settings.unaided_every == 0
        self._unaided = settings.unaided_trials if opens else 0
        self._index = self._misses = self._counted = 0
        self._easy_win = False
        self._purposes: dict[int, Purpose] = {}
        self._offered: Trial | None = None
        """The last trial in which the person chooses."""
        self._established_deg = before.established_deg
        self.step = 0
        self._base_deg: tuple[float, ...] = ()
        self._path = Path()
        self.set_targets(asked.targets_deg)
        self.step = self._path.clamped(self._carried(before))

    # What is asked

    def set_targets(self, targets_deg: tuple[float, ...]) -> None:
        """Other targets than the level's, from the next trial on. Those that lie beyond the wall, or beyond what this
        person has reached in earlier sessions, are lowered to that."""
        own_deg = self._before.established_deg
        own_deg = math.inf if math.isnan(own_deg) else max(own_deg, LEAST_DEG)
        nearer = (math.copysign(min(abs(target), own_deg), target) for target in targets_deg)
        self._base_deg = tuple(self._wall.inside_deg(target) for target in nearer)
        self._lay()

    @property
    def targets_deg(self) -> tuple[float, ...]:
        """The targets at step 0."""
        return self._base_deg

    def _lay(self) -> None:
        """The path from here to the wall, and the step on it."""
        top = max(self._base_deg, key=abs, default=math.nan)
        self._ceiling_deg = self._highest_deg(abs(top))
        self._path = path_of(self._asked, self._adapts, abs(top), min(self._ceiling_deg, wall_deg(self._wall, top)))
        self.step = self._path.clamped(self.step)

    def _highest_deg(self, top_deg: float) -> float:
        """How far from zero a target of this session may lie."""
        if not self._range_rises:
            return top_deg
        own_deg = self._before.established_deg
        own_deg = top_deg if math.isnan(own_deg) else max(top_deg, own_deg)
        return own_deg + self._settings.range_rise_deg

    def _carried(self, before: Progress) -> int:
        """Where the last session ended, on this session's path: as far in degrees, though step 0 may lie elsewhere."""
        step = before.step or 0
        if self._path.parameters[-1:] != ("range",) or math.isnan(before.top_deg) or not self._base_deg:
            return step
        others = sum((self._path.harder if step > 0 else self._path.easier)[:-1])
        if abs(step) <= others:
            return step
        ends, base_deg = self._asked.ends["range"], max(map(abs, self._base_deg))
        end = ends.hardest if step > 0 else ends.easiest
        if end in (0.0, 1.0) or base_deg <= 0.0 or before.top_deg <= 0.0:
            return step
        share = math.log(before.top_deg / base_deg) / math.log(end)
        ranged = math.floor(STEPS * min(1.0, max(0.0, share)) + 1e-9)
        return others + ranged if step > 0 else -others - ranged

    def next(self) -> Trial:
        """What is asked next."""
        index, self._index = self._index, self._index + 1
        purpose: Purpose = "practice"
        step, left = self.step, self._places.choices
        place = self._places.next() if not left else left[0]
        if index < self._unaided:
            purpose = "retention"
        elif self._easy_win:
            purpose, step = "easy_win", self._path.clamped(self.step - EASE)
            place = self._nearest(place)
        self._easy_win = False
        self._purposes[index] = purpose
        feedback = purpose != "retention" and (self._feedback.next() or purpose == "easy_win")
        trial = self._trial(index, place, step, purpose, feedback=feedback)
        if not left or purpose == "easy_win":  # an easy one is none of the round
            return trial
        if purpose == "practice" and feedback:
            return self._choice(trial, left)
        self._places.take(place)
        return trial

    def _choice(self, trial: Trial, places: tuple[int, ...]) -> Trial:
        """That trial, or whichever else of these places the person takes; where they come to lie at one angle there is
        nothing to choose."""
        each = {
            one.target_deg: one
            for place in reversed(places)
            for one in [self._trial(trial.index, place, trial.step, trial.purpose, feedback=trial.feedback)]
        }
        choices = tuple(each[target_deg] for target_deg in sorted(each))
        self._offered = replace(choices[0], choices=choices if len(choices) > 1 else ())
        return self._offered

    def warm_up(self, left: int) -> Trial:
        """An easy one before the first, with so many left, itself included. Nothing that follows changes by it."""
        place = self._nearest(0)
        usual_deg = self._target_deg(place, self._path.at(self.step).range)
        return warm_up_trial(self._asked, self._wall, usual_deg, place, left)

    def _nearest(self, otherwise: int) -> int:
        """The place with the nearest target."""
        return min(range(len(self._base_deg)), key=lambda one: abs(self._base_deg[one]), default=otherwise)

    def _trial(self, index: int, place: int, step: int, purpose: Purpose, *, feedback: bool) -> Trial:
        asked, difficulty = self._asked, self._path.at(step)
        tolerance_deg, hold_s, target_deg = asked.tolerance_deg, asked.hold_s, math.nan
        if "tolerance" in asked.ends:
            tolerance_deg *= asked.ends["tolerance"].at(difficulty.tolerance)
        if "hold" in asked.ends:
            hold_s *= asked.ends["hold"].at(difficulty.hold)
        if self._base_deg:
            target_deg = self._target_deg(place, difficulty.range)
            tolerance_deg = min(tolerance_deg, REST_SHARE * abs(target_deg))
        waits = self._settings.world_waits
        return Trial(
            index,
            target_deg,
            tolerance_deg,
            hold_s,
            place,
            difficulty,
            feedback,
            waits=waits,
            step=step,
            purpose=purpose,
        )

    def _target_deg(self, place: int, range_difficulty: float) -> float:
        base_deg = self._base_deg[place % len(self._base_deg)]
        if "range" not in self._asked.ends:
            return base_deg
        far_deg = abs(base_deg) * self._asked.ends["range"].at(range_difficulty)
        far_deg = min(max(far_deg, min(abs(base_deg), LEAST_DEG)), self._ceiling_deg)
        return self._wall.inside_deg(math.copysign(far_deg, base_deg))

    @property
    def _top_deg(self) -> float:
        """The highest target at this step."""
        reach = self._path.at(self.step).range
        places = range(len(self._base_deg))
        return max((abs(self._target_deg(place, reach)) for place in places), default=math.nan)

    @property
    def progress(self) -> Progress:
        """What the next session takes over."""
        sessions = self._before.sessions + (self._counted >= TRIALS_MIN)
        return Progress(sessions, self.step, self._top_deg, self._established_deg)

    # What it learns

    def judge(self, ended: TrialEnded, verdict: Verdict, tick: int) -> DifficultyChanged | None:
        """Learn from a trial. One that a sensor spoilt, or that was no try, teaches nothing; one that shows what was
        kept since the last session changes nothing."""
        counts = counts_as(ended, verdict, compensation=self._compensation)
        if counts is None:
            return None
        offered, self._offered = self._offered, None
        if offered is not None and offered.index == ended.index:
            self._places.take(offered.taken(ended.target_deg).place)
        self._counted += 1
        if ended.clean and not math.isnan(ended.target_deg):
            reached_deg = min(abs(ended.target_deg), abs(ended.peak_deg))
            self._established_deg = _farther(self._established_deg, reached_deg)
        if self._purposes.pop(ended.index, "practice") == "retention":
            return None
        out = self._staircase.out
        steps = self._staircase.judge(counts == "success")
        if counts == "success":
            self._misses = 0
            why = "reached too easily for long" if out == "above" else "reached cleanly" if ended.clean else "reached"
            return self._move(tick, ended.index, steps, why)
        self._misses += 1
        why = "the trunk helped" if verdict == "compensated" else "a miss"
        if self._misses < MISSES_FOR_EASY_WIN:
            return self._move(tick, ended.index, steps, why)
        self._misses, self._easy_win = 0, True
        return self._move(tick, ended.index, steps, "two misses in a row", told=True)

    def ask(self, tick: int, steps: int, why: str) -> DifficultyChanged | None:
        """The person asks for harder (+) or easier (-) by so many steps; pain, effort and fatigue for easier. Whoever
        asks for harder does not get an easy one next."""
        self._easy_win = steps < 0
        return self._move(tick, self._index, steps, why)

    @property
    def range_rises(self) -> bool:
        """Whether targets may come to lie farther than the level, or the person's own range, has them."""
        return self._range_rises

    def hurt(self, tick: int, pain: int) -> DifficultyChanged | None:
        """It hurts so much, 0–10, before play or in it: from 3 on the range does not rise any more in this session."""
        if pain < PAIN_RANGE or not self._range_rises:
            return None
        before, path = self.step, self._path
        self._range_rises = False
        self._lay()
        if self.step == before:
            return None
        reason = in_words(f"pain {pain}", -1, path.moved(before, self.step))
        return DifficultyChanged(tick, self._index, self.step, self.step - before, reason)

    def more_feedback(self) -> None:
        """The person asks for more feedback."""
        self._feedback.more(self._settings.feedback_more)

    def _move(self, tick: int, trial: int, steps: int, why: str, *, told: bool = False) -> DifficultyChanged | None:
        """`told` even where it cannot become easier, as an easy win follows."""
        before, self.step = self.step, self._path.clamped(self.step + steps)
        change = self.step - before
        if change == 0 and not told:
            return None
        reason = in_words(why, steps, self._path.moved(before, self.step))
        return DifficultyChanged(tick, trial, self.step, change, reason)


def _farther(known_deg: float, reached_deg: float) -> float:
    return reached_deg if math.isnan(known_deg) else max(known_deg, reached_deg)
