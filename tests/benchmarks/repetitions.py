"""Repetitions of real exercises, counted as they are played, without a wire and without waiting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.round import Command, Do, Round
from input_devices import Sample, stored
from tests.benchmarks.figure import Figure
from tests.conftest import RECORDINGS
from tests.game.build import setup

STILL_S = 4.0
"""Stillness in the first posture, because the recordings begin in the movement."""
G_M_S2 = 9.81
LEVELS = Path(__file__).parents[2] / "levels"
ROWS = ("shoulder_abduction_reach_1", "elbow_flexion_reach_2")
"""Whatever the level's own angle is, the movements of the body are the same."""
Rows = NDArray[np.float64]
SHOULDER = ("PEN", "ABD", "FEL", "IR", "ER", "TRAP", "ROW")


def shoulder(exercise: str, side: str) -> list[Sample]:
    """One shoulder exercise of twenty repetitions at the wrist (seglearn, Burns et al. 2018, BSD-3)."""
    with np.load(RECORDINGS / "shoulder_reps20_50hz_subject1.npz") as arrays:
        rows = arrays[f"S1_{exercise}_{side[0].upper()}"].astype(float)
    return _samples(f"{side}_forearm", 50.0, rows[:, 3:], rows[:, :3] * G_M_S2)


def physiotherapy(path: Path, site: str) -> tuple[list[Sample], int]:
    """One physiotherapy exercise with how many repetitions it holds (UCI 730, Yurtman and Barshan; labels L. Hayes)."""
    with np.load(path) as arrays:
        samples = _samples(site, float(arrays["rate"]), arrays["gyr"].astype(float), arrays["acc"].astype(float))
        return samples, len(arrays["reps"])


def _samples(site: str, rate_hz: float, rate_rad_s: Rows, acceleration_m_s2: Rows) -> list[Sample]:
    still = round(STILL_S * rate_hz)
    acceleration = np.vstack([np.repeat(acceleration_m_s2[:1], still, axis=0), acceleration_m_s2])
    rate = np.vstack([np.zeros((still, 3)), rate_rad_s])
    return [
        stored(Sample(site, step / rate_hz, (gx, gy, gz), (ax, ay, az)))
        for step, ((gx, gy, gz), (ax, ay, az)) in enumerate(zip(rate.tolist(), acceleration.tolist(), strict=True))
    ]


def played(samples: list[Sample], level: str, side: str) -> Round:
    """One recording played in gentle mode, tick by tick, until nobody sends any more."""
    text = next(LEVELS.rglob(f"{level}.yaml")).read_text(encoding="utf-8")
    site = samples[0].site
    round_ = Round(setup(text, (site,), side=side, mode="gentle", repetitions=60, minutes=10.0, silence_end_s=10.0))
    waiting = samples[::-1]
    while not round_.over:
        due = []
        while waiting and waiting[-1].t_s <= round_.ticks / 60.0:
            due.append(waiting.pop())
        round_.tick(due, [Command(Do.ANSWER, 0.0, "pain_before")] if round_.ticks == 0 else [])
    return round_


def _attempted(samples: list[Sample], level: str, side: str) -> int:
    return played(samples, level, side).outcome().repetitions["attempted"]


def figures() -> Iterator[Figure]:
    """Every recording with every row: how many were counted, how far that is off, and the share within one."""
    raised, others, therapy = list[bool](), list[bool](), list[bool]()
    for exercise in SHOULDER:
        for side in ("left", "right"):
            samples = shoulder(exercise, side)
            for level in ROWS:
                attempted = _attempted(samples, level, side)
                (raised if exercise in ("ABD", "FEL") else others).append(abs(attempted - 20) <= 1)
                yield Figure(f"{exercise} {side}, {level}: attempted of 20", attempted, "repetitions")
    for path in sorted(RECORDINGS.glob("yurtman_*.npz")):
        for level, site in ((ROWS[0], "right_forearm"), ("knee_extension_reach_2", "right_shank")):
            samples, true = physiotherapy(path, site)
            attempted = _attempted(samples, level, "right")
            therapy.append(abs(attempted - true) <= 1)
            yield Figure(f"{path.stem}, {level}: attempted of {true}", attempted, "repetitions")
    yield Figure("abduction and elevation: off by more than one", _missed(raised), "%", 10.0)
    yield Figure("all shoulder exercises: off by more than one", _missed(raised + others), "%", 15.0)
    yield Figure("physiotherapy exercises: off by more than one", _missed(therapy), "%", 5.0)


def _missed(within: list[bool]) -> float:
    return 100.0 * (1.0 - sum(within) / len(within)) if within else float("nan")
