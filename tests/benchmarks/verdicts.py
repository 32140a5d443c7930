"""Verdicts: what a Round says of each movement, against what the wearer's body is known to have done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from tests.benchmarks.figure import Figure
from tests.game.intended import Attempt, Means, Wearer, Wearing, verdict_of

LEVELS = (
    "shoulder_abduction_reach_2",
    "shoulder_flexion_reach_1",
    "elbow_flexion_reach_2",
    "knee_extension_reach_2",
    "elbow_flexion_tempo_1",
    "knee_extension_tempo_2",
    "shoulder_scaption_tempo_1",
)
WEARERS = 10
"""Of each level, half of them on either side."""
ATTEMPTS = 16
MEANS: tuple[Means, ...] = (
    *("clean", "clean", "clean", "partial", "partial", "compensated", "fast", "other"),
    *("off_tempo", "off_tempo", "dropped"),
)
"""What is meant, drawn with equal chances, as far as the level has it."""
VERDICTS = ("clean", "partial", "compensated", "other", "spoilt", "nothing", "several")


def wearing(random: np.random.Generator) -> Wearing:
    """Somebody drawn at random: tremor up to 3° of 4 to 8 Hz, up to six drop-outs a minute."""
    return Wearing(
        tremor_deg=float(random.choice([0.0, random.uniform(0.5, 3.0)])),
        tremor_hz=float(random.uniform(4.0, 8.0)),
        dropouts_per_min=float(random.choice([0.0, random.uniform(1.0, 6.0)])),
        noise=float(random.uniform(0.5, 2.0)),
    )


def attempts(level: str, side: str, seed: int, count: int = ATTEMPTS) -> Iterator[tuple[Wearer, Attempt]]:
    """The movements of one wearer."""
    random = np.random.default_rng(seed)
    person = Wearer(level, side, wearing(random), seed)
    person.settle()
    means = [one for one in MEANS if one in person.can]
    for _ in range(count):
        made = person.attempt(means[int(random.integers(len(means)))])
        if made is None:
            return
        yield person, made


def figures() -> Iterator[Figure]:
    """The share of wrong verdicts of each level, of all, and what was said of what."""
    table: Counter[tuple[str, str]] = Counter()
    wrong_all = all_ = 0
    for place, level in enumerate(LEVELS):
        wrong = count = 0
        for number in range(WEARERS):
            for person, made in attempts(level, ("left", "right")[number % 2], 1000 * place + number):
                said, right = verdict_of(made, person.level)
                table[made.truth(person.level), said] += 1
                count += 1
                wrong += not right
        wrong_all, all_ = wrong_all + wrong, all_ + count
        yield Figure(f"{level}: wrong of {count}", 100.0 * wrong / count, "%")
    yield Figure(f"all: wrong of {all_}", 100.0 * wrong_all / all_, "%", 3.0)
    for truth in VERDICTS[:4]:
        for said in VERDICTS:
            if table[truth, said]:
                yield Figure(f"{truth}, told as {said}", table[truth, said], "movements")
