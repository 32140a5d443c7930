"""Made-up people whose chance of success follows from how hard a trial is: no sensors, no Round, only numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from game.coaching.coach import Coach
from game.exercises.events import TrialEnded, Verdict
from game.exercises.exercise import PARAMETERS, Asked, Ends, Parameter, Trial

ENDS: dict[Parameter, Ends] = {
    "tolerance": Ends(2.0, 0.4),
    "hold": Ends(0.25, 2.0),
    "tempo": Ends(0.5, 1.5),
    "variability": Ends(0.5, 1.5),
    "range": Ends(0.5, 1.3),
}
ASKED = Asked((30.0, 50.0, 70.0), 8.0, 2.0, ends=ENDS)
NAN = math.nan


def ended(trial: Trial, *, success: bool, clean: bool | None = None, spoilt: bool = False) -> TrialEnded:
    """A trial that reached its target, or stayed a little short of its tolerance."""
    short_deg = 0.0 if success else trial.tolerance_deg + 1.0
    clean = success if clean is None else clean
    return TrialEnded(
        0, trial.index, 0.0, 1.0, trial.target_deg, trial.target_deg - short_deg, NAN, success, clean, spoilt, ""
    )


def verdict_of(*, success: bool) -> Verdict:
    return "clean" if success else "partial"


@dataclass
class Learner:
    """Succeeds the likelier, the easier a trial is. How hard it is to this person is a sum over the parameters, each
    with a weight of its own, some of them 0, and over how far the target lies."""

    weights: dict[Parameter, float]
    threshold: float
    spread: float
    lapse: float
    learning: float = 0.0
    """What a trial adds to the threshold; fatigue takes it off."""
    far: float = 0.0
    """What the farthest target is harder than the nearest."""
    trials: int = field(default=0)

    def load(self, trial: Trial, asked: Asked = ASKED) -> float:
        """How hard a trial is to this person."""
        hard = sum(weight * getattr(trial.difficulty, name) for name, weight in self.weights.items())
        farthest = max(asked.targets_deg, default=1.0)
        return hard + self.far * (asked.targets_deg[trial.place] / farthest if asked.targets_deg else 0.0)

    def likely(self, load: float) -> float:
        """The chance of success."""
        ability = self.threshold + self.learning * self.trials
        return (1.0 - self.lapse) / (1.0 + math.exp((load - ability) / self.spread))

    def tries(self, trial: Trial, random: np.random.Generator) -> bool:
        """Whether this trial succeeds."""
        likely = self.likely(self.load(trial))
        self.trials += 1
        return bool(random.random() < likely)


def learner(random: np.random.Generator, adapts: tuple[Parameter, ...]) -> Learner:
    """Somebody drawn, whose ability lies inside what the parameters can do: at the easiest end nearly all succeeds, at
    the hardest clearly less than is aimed at."""
    while True:
        weights = {name: float(random.uniform(0.7, 2.0)) * (random.random() < 0.6) for name in adapts}
        reach = sum(weights.values())
        spread, lapse = float(random.uniform(0.06, 0.4)), float(random.uniform(0.0, 0.08))
        threshold = float(random.uniform(-reach, reach))
        one = Learner(
            weights, threshold, spread, lapse, float(random.normal(0.0, 0.003)), float(random.uniform(0.0, 0.5))
        )
        if reach > 0.0 and one.likely(-reach + one.far) > 0.88 and one.likely(reach) < 0.6:
            return one


def plays(coach: Coach, one: Learner, random: np.random.Generator, trials: int = 60) -> list[tuple[bool, float]]:
    """Each trial's outcome, and how likely success was at that step in the middle of the places."""
    found = []
    for _ in range(trials):
        trial = coach.next()
        likely = one.likely(one.load(trial))
        success = one.tries(trial, random)
        found.append((success, likely))
        coach.judge(ended(trial, success=success), verdict_of(success=success), 0)
    return found


def orders(random: np.random.Generator) -> tuple[Parameter, ...]:
    """Some of the five parameters, in the order in which they adapt by default."""
    count = int(random.integers(1, len(PARAMETERS) + 1))
    kept = sorted(random.choice(len(PARAMETERS), count, replace=False))
    return tuple(PARAMETERS[one] for one in kept)
