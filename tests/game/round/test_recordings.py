"""Real shoulder exercises, twenty repetitions each, are counted and measured (seglearn, Burns et al. 2018, BSD-3)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.exercises.events import Event, RoundEnded
from game.round import Command, Do, Round
from input_devices import Sample, stored
from tests.game.build import G_M_S2, REACH, setup

RATE_HZ = 50.0
STILL_S = 4.0
"""The recordings begin in the movement: a person holds still in their first posture before."""


def samples(file: Path, name: str, site: str) -> list[Sample]:
    with np.load(file) as arrays:
        rows = arrays[name].astype(float)
    rows[:, :3] *= G_M_S2
    still = np.repeat(rows[:1] * [1, 1, 1, 0, 0, 0], round(STILL_S * RATE_HZ), axis=0)
    return [
        stored(Sample(site, step / RATE_HZ, (gx, gy, gz), (ax, ay, az)))
        for step, (ax, ay, az, gx, gy, gz) in enumerate(np.vstack([still, rows]).tolist())
    ]


@pytest.mark.recordings
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("exercise", "movement"), [("ABD", "shoulder_abduction"), ("FEL", "shoulder_flexion")])
def test_twenty_repetitions_are_twenty(recordings: Path, exercise: str, movement: str, side: str) -> None:
    """Within one, in gentle mode, at 50 samples a second; range and smoothness are measured."""
    site = f"{side}_forearm"
    file = recordings / "shoulder_reps20_50hz_subject1.npz"
    waiting = samples(file, f"S1_{exercise}_{side[0].upper()}", site)
    level = REACH.replace("shoulder_abduction", movement)
    round_ = Round(setup(level, (site,), side=side, mode="gentle", repetitions=60, silence_end_s=10.0))
    last_s = waiting[-1].t_s
    events: list[Event] = []
    waiting.reverse()
    while not round_.over:
        due = []
        while waiting and waiting[-1].t_s <= round_.ticks / 60.0:
            due.append(waiting.pop())
        words = [Command(Do.ANSWER, 0.0, "pain_before")] if round_.ticks == 0 else []
        events += round_.tick(due, words)
    assert isinstance(events[-1], RoundEnded) and events[-1].ended == "signal_lost"
    assert round_.ticks / 60.0 < last_s + 15.0
    outcome = round_.outcome()
    assert outcome.repetitions["attempted"] == pytest.approx(20, abs=1)
    assert outcome.repetitions["attempted"] == sum(outcome.repetitions.values()) / 2
    assert 90.0 < outcome.measures["range_of_motion"]["value"] < 180.0
    assert -4.0 < outcome.measures["sparc"]["value"] < -1.3
