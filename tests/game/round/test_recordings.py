"""Real exercises are counted and measured (seglearn, Burns et al. 2018, BSD-3; UCI 730, Yurtman and Barshan)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.repetitions import SHOULDER, physiotherapy, played, shoulder


@pytest.mark.recordings
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("exercise", "movement"), [("ABD", "shoulder_abduction"), ("FEL", "shoulder_flexion")])
def test_twenty_repetitions_are_twenty(exercise: str, movement: str, side: str) -> None:
    """Within one, in gentle mode, at 50 samples a second; range and smoothness are measured."""
    samples = shoulder(exercise, side)
    round_ = played(samples, f"{movement}_reach_1", side)
    assert round_.ticks / 60.0 < samples[-1].t_s + 15.0
    outcome = round_.outcome()
    assert outcome.ended == "signal_lost"
    assert outcome.repetitions["attempted"] == pytest.approx(20, abs=1)
    assert outcome.repetitions["attempted"] == sum(outcome.repetitions.values()) / 2
    assert 90.0 < outcome.measures["range_of_motion"]["value"] < 180.0
    assert -4.0 < outcome.measures["sparc"]["value"] < -1.3


@pytest.mark.recordings
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("exercise", SHOULDER)
def test_an_exercise_that_the_level_does_not_ask_for_is_counted_all_the_same(exercise: str, side: str) -> None:
    """A pendulum, rotations, a row: whatever of it the elevation of the forearm sees."""
    outcome = played(shoulder(exercise, side), "shoulder_abduction_reach_1", side).outcome()
    assert outcome.repetitions["attempted"] == pytest.approx(20, abs=1)


@pytest.mark.recordings
def test_small_and_fast_repetitions_count_as_well(recordings: Path) -> None:
    """Ten as they should be, ten too fast and ten too small, on whatever limb the sensor is."""
    for path in sorted(recordings.glob("yurtman_*.npz")):
        samples, true = physiotherapy(path, "right_shank")
        outcome = played(samples, "knee_extension_reach_2", "right").outcome()
        assert outcome.repetitions["attempted"] == pytest.approx(true, abs=1), path.stem
