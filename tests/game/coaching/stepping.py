"""The coach stepped directly, through random levels, walls, people and words; each trial is held against all limits."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from game.coaching.coach import EASE, Coach
from game.coaching.progress import Progress, progress_from_row
from game.coaching.settings import CoachSettings
from game.exercises.events import Verdict
from game.exercises.exercise import PARAMETERS, Asked, Ends, Parameter, Trial, Wall
from tests.game.coaching.learners import ended

TRIALS_A_SESSION = 60
SESSIONS = 4
_SLACK_DEG = 1e-9
_LEAST_DEG = 6.0


@dataclass
class Tally:
    """What came of it; all but `trials` should be 0, but for the range."""

    trials: int = 0
    beyond_wall: int = 0
    off_scale: int = 0
    adapted_unasked: int = 0
    empty_words: int = 0
    risen_deg: float = 0.0
    """The most that a target of a session lay farther than what was established, or first asked for, before it."""
    risen_in_pain_deg: float = 0.0
    """The same where the range may not rise."""


def stepped(trials: int, seed: int) -> Tally:
    """So many trials."""
    random, tally = np.random.default_rng(seed), Tally()
    while tally.trials < trials:
        _person(random, tally)
    return tally


def _person(random: np.random.Generator, tally: Tally) -> None:
    """Somebody plays a level for some sessions."""
    wall = Wall(-float(random.uniform(6.0, 150.0)), float(random.uniform(6.0, 150.0)))
    asked = _level(random)
    adapts = tuple(random.permutation(PARAMETERS)[: int(random.integers(0, 6))].tolist())
    rises, progress = bool(random.random() < 0.8), Progress()
    for _session in range(SESSIONS):
        coach = Coach(
            asked,
            adapts,
            int(random.integers(1 << 30)),
            wall=wall,
            progress=progress,
            settings=CoachSettings(order=str(random.choice(["by_session", "random", "serial"]))),  # type: ignore[arg-type]
            repetitions=TRIALS_A_SESSION,
            compensation=bool(random.random() < 0.3),
            range_rises=rises,
        )
        asks_deg = max(map(abs, coach.targets_deg), default=math.nan)
        known_deg = [progress.established_deg] if progress.established_deg >= asks_deg else []
        _session_of(coach, wall, adapts, max([asks_deg, *known_deg]), asks_deg, random, tally, rises)
        progress = progress_from_row(coach.progress.as_row())


def _level(random: np.random.Generator) -> Asked:
    ends: dict[Parameter, Ends] = {}
    for name in PARAMETERS:
        if random.random() < 0.8:
            less, more = float(random.uniform(0.1, 1.0)), float(random.uniform(1.0, 4.0))
            ends[name] = Ends(more, less) if name == "tolerance" else Ends(less, more)
    count = int(random.integers(0, 6))
    targets = random.uniform(_LEAST_DEG, 140.0, count) * random.choice([-1.0, 1.0], count)
    hold_s = float(random.choice([0.0, 1.0, 5.0]))
    return Asked(
        tuple(targets.tolist()), float(random.uniform(2, 20)), hold_s, bool(random.random() < 0.3), 3, ends=ends
    )


def _session_of(
    coach: Coach,
    wall: Wall,
    adapts: tuple[Parameter, ...],
    own_deg: float,
    asks_deg: float,
    random: np.random.Generator,
    tally: Tally,
    rises: bool,
) -> None:
    easy = float(random.random())
    for _ in range(TRIALS_A_SESSION):
        trial = coach.next()
        tally.trials += 1
        _held_against(trial, wall, adapts, tally)
        if not math.isnan(trial.target_deg):
            tally.risen_deg = max(tally.risen_deg, abs(trial.target_deg) - own_deg)
            if not rises:
                tally.risen_in_pain_deg = max(tally.risen_in_pain_deg, abs(trial.target_deg) - asks_deg)
        word = random.random()
        said = None
        if word < 0.03:
            said = coach.ask(0, EASE if word < 0.015 else -EASE, "you asked for it")
        elif word < 0.035:
            said = coach.hurt(0, int(random.integers(0, 6)))
            rises, asks_deg = rises and coach.range_rises, max(asks_deg, 0.0)
        elif word < 0.04:
            coach.more_feedback()
        elif word > 0.1:
            success = bool(random.random() < easy)
            verdict: Verdict = str(
                random.choice(["clean" if success else "partial", "compensated", "other"], p=[0.8, 0.1, 0.1])
            )  # type: ignore[assignment]
            told = ended(trial, success=success, clean=verdict == "clean", spoilt=bool(random.random() < 0.05))
            said = coach.judge(told, verdict, 0)
        if said is not None and not said.reason.startswith(("easier: ", "harder: ")):
            tally.empty_words += 1


def _held_against(trial: Trial, wall: Wall, adapts: tuple[Parameter, ...], tally: Tally) -> None:
    if not math.isnan(trial.target_deg):
        inside = wall.floor_deg - _SLACK_DEG <= trial.target_deg <= wall.ceiling_deg + _SLACK_DEG
        tally.beyond_wall += not inside
    for name in PARAMETERS:
        value = getattr(trial.difficulty, name)
        tally.off_scale += not -1.0 <= value <= 1.0
        tally.adapted_unasked += value != 0.0 and name not in adapts
