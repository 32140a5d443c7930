"""The coach: a million trials stepped directly, and hundreds of people of very different ability in three sessions."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from game.coaching.settings import CoachSettings
from tests.benchmarks.figure import Figure
from tests.game.coaching.learners import third_session
from tests.game.coaching.stepping import stepped

TRIALS = 1_000_000
PEOPLE = 800


def figures() -> Iterator[Figure]:
    """What was stepped, and how it went for whom."""
    began = time.perf_counter()
    tally = stepped(TRIALS, 0)
    yield Figure("trials stepped", tally.trials, "")
    yield Figure("targets beyond the wall", tally.beyond_wall, "", 0)
    yield Figure("parameters off their scale, or adapted unasked", tally.off_scale + tally.adapted_unasked, "", 0)
    yield Figure("changes without a reason", tally.empty_words, "", 0)
    yield Figure("range risen in a session", tally.risen_deg, "deg", CoachSettings().range_rise_deg + 1e-9)
    yield Figure("range risen in pain, after surgery or in gentle mode", tally.risen_in_pain_deg, "deg", 1e-9)
    yield Figure("a trial takes", 1e6 * (time.perf_counter() - began) / tally.trials, "µs")
    random = np.random.default_rng(0)
    found = [third_session(random) for _ in range(PEOPLE)]
    shares = np.array([share for share, _ in found])
    yield Figure("third session: median success of the last 30 trials", 100.0 * float(np.median(shares)), "%")
    yield Figure("off the aim", 100.0 * abs(float(np.median(shares)) - 0.75), "points", 5.0)
    outside = (shares < 0.6) | (shares > 0.85)
    yield Figure("people outside 60–85 %", 100.0 * float(outside.mean()), "%", 10.0)
    unsettled = [settled is None or settled > 20 for _, settled in found]
    yield Figure("people not settled within 20 trials", 100.0 * float(np.mean(unsettled)), "%", 10.0)
