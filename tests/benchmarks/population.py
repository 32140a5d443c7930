"""How fast a population of simulated wearers plays: whole sessions of five minutes on two processes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from game.app.simulating import sitting_of
from game.population.crowd import simulate
from game.population.drawn import draw_profiles
from tests.benchmarks.figure import Figure

_LEVELS = ("elbow_flexion_reach_2", "knee_flexion_reach_1", "shoulder_abduction_reach_2", "shoulder_flexion_reach_1")
_EACH, _PROCESSES, _MINUTES = 25, 2, 5.0
_ASKED = 1000
_MINUTES_MAX = 10.0


def figures() -> Iterator[Figure]:
    """Sessions a minute, processes begun and levels read included; and how long a thousand would take."""
    sessions, begun_s = 0, time.perf_counter()
    for level in _LEVELS:
        _, sitting = sitting_of(level, "right", None)
        people = draw_profiles(_EACH, 1)
        rows = simulate(replace(sitting, sessions=1, minutes=_MINUTES), people, 1, _PROCESSES)
        sessions += sum(row["sessions"][0]["minutes"] == _MINUTES for row in rows)
    took_min = (time.perf_counter() - begun_s) / 60.0
    assert sessions == _EACH * len(_LEVELS), "a session ended early, and says nothing of the others"
    yield Figure(f"simulated sessions of 5 minutes on 2 processes, of {sessions} played", sessions / took_min, "/min")
    yield Figure(
        f"1,000 of them, extrapolated from {sessions}", _ASKED * took_min / sessions, "min", limit=_MINUTES_MAX
    )
