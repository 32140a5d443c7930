"""How fast a population of simulated wearers plays: whole sessions of five minutes on two processes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from game.app.simulating import sitting_of
from game.population.crowd import simulate
from game.population.drawn import draw_profiles
from tests.benchmarks.figure import Figure

_LEVELS = {
    "one or two sensors": ("elbow_flexion_reach_2", "shoulder_abduction_reach_2", "shoulder_flexion_reach_1"),
    "three sensors, two of them at a hinge": ("knee_flexion_reach_1",),
}
_EACH, _PROCESSES, _MINUTES, _MOMENT = 25, 2, 5.0, 0.02
_ASKED = 1000
_MINUTES_MAX = 10.0


def figures() -> Iterator[Figure]:
    """How long a thousand sessions would take, processes begun once and levels read included."""
    begin_s = _took_s(_LEVELS["one or two sensors"][0], _MOMENT)
    mean_s = 0.0
    for worn, levels in _LEVELS.items():
        took_s = sum(_took_s(level, _MINUTES) - begin_s for level in levels)
        each_s = took_s / (_EACH * len(levels))
        mean_s += each_s * len(levels) / sum(len(some) for some in _LEVELS.values())
        played = f"{_ASKED} simulated sessions of 5 minutes on 2 processes, of {_EACH * len(levels)} played, {worn}"
        yield Figure(played, (begin_s + _ASKED * each_s) / 60.0, "min", limit=_MINUTES_MAX)
    yield Figure(f"{_ASKED} of these levels in turn", (begin_s + _ASKED * mean_s) / 60.0, "min", limit=_MINUTES_MAX)


def _took_s(level: str, minutes: float) -> float:
    """Every person plays it for so long."""
    _, sitting = sitting_of(level, "right", None)
    begun_s = time.perf_counter()
    rows = simulate(replace(sitting, sessions=1, minutes=minutes), draw_profiles(_EACH, 1), 1, _PROCESSES)
    took_s = time.perf_counter() - begun_s
    early = [row for row in rows if abs(row["sessions"][0]["minutes"] - minutes) > 0.01]
    assert not early, "a session ended early, and says nothing of the others"
    return took_s
