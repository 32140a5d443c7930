"""The score keeper adds up events and the measured movement; what cannot be measured is null with a reason."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.exercises.events import DifficultyChanged, RepCompleted, TrialEnded, Verdict
from game.motion.motion import TracePoint
from game.scoring.keeper import ScoreKeeper
from game.scoring.light import LIGHT, LIGHT_FINISHED
from game.scoring.outcome import canonical
from tests.game.build import eased

RATE_HZ = 100.0
NAN = math.nan
VERDICTS: list[Verdict] = ["clean", "partial", "compensated", "other"]


def rep(verdict: Verdict = "clean", start_s: float = 0.0, up_s: float = 1.0, peak_deg: float = 60.0) -> RepCompleted:
    """A movement counted half-way back, as reach counts it."""
    return RepCompleted(0, start_s, start_s + up_s, start_s + 1.7 * up_s, 0.0, peak_deg, 90.0, verdict, "why")


def lifts(peaks_deg: list[float], gap: slice | None = None, speed_known: bool = True) -> list[TracePoint]:
    """One movement every three seconds: a second up, a second down, a second of rest."""
    angles = [0.0]
    for peak in peaks_deg:
        angles += [*eased(0.0, peak, 100), *eased(peak, 0.0, 100), *[0.0] * 100]
    speeds = [0.0, *(abs(b - a) * RATE_HZ if speed_known else NAN for a, b in pairwise(angles))]
    points = [TracePoint(n / RATE_HZ, a, s) for n, (a, s) in enumerate(zip(angles, speeds, strict=True))]
    if gap is not None:
        del points[gap]
    return points


def measured(reps: list[RepCompleted], points: list[TracePoint], kind: str = "reach") -> dict[str, dict[str, object]]:
    keeper = ScoreKeeper(kind)
    keeper.add(reps, points)
    return keeper.measures()


def value(row: dict[str, object]) -> float:
    assert row["valid"] and isinstance(row["value"], float), row
    return row["value"]


@given(st.lists(st.sampled_from(VERDICTS), max_size=40))
def test_attempted_is_the_sum_of_the_verdicts(verdicts: list[Verdict]) -> None:
    keeper = ScoreKeeper("reach")
    for verdict in verdicts:
        keeper.add([rep(verdict), trial(50.0, 52.0, NAN)], ())
    counts = keeper.repetitions()
    assert counts["attempted"] == len(verdicts) == sum(counts[verdict] for verdict in VERDICTS)
    assert keeper.done == len(verdicts) - verdicts.count("other")
    assert keeper.light == sum(LIGHT[verdict] for verdict in verdicts)


def test_a_movement_outside_a_trial_is_counted_and_brings_no_light() -> None:
    keeper = ScoreKeeper("reach")
    keeper.add([rep("compensated"), rep("other")], ())
    assert (keeper.repetitions()["attempted"], keeper.done, keeper.light) == (2, 0, 0)


def test_every_attempt_brings_a_little_light_a_clean_one_more_and_finishing_most() -> None:
    assert LIGHT["clean"] > LIGHT["partial"] == LIGHT["compensated"] > 0 == LIGHT["other"]
    assert max(LIGHT.values()) < LIGHT_FINISHED


@pytest.mark.parametrize("ended", ["finished", "stopped_pain", "stopped_dose", "signal_lost", "stopped_by_person"])
def test_nothing_is_taken_away_by_any_ending(ended: str) -> None:
    keeper = ScoreKeeper("reach")
    keeper.add([rep(), trial(50.0, 52.0, NAN)], ())
    before = keeper.light
    assert before == LIGHT["clean"]
    keeper.finish(ended)
    assert keeper.light == before + (LIGHT_FINISHED if ended == "finished" else 0)


def test_range_is_the_mean_of_the_best_three() -> None:
    peaks = [40.0, 60.0, 50.0, 55.0, 20.0]
    reps = [rep(start_s=3.0 * n, peak_deg=peak) for n, peak in enumerate(peaks)]
    measures = measured(reps, lifts(peaks))
    assert value(measures["range_of_motion"]) == pytest.approx(55.0, abs=0.5)
    assert value(measures["peak"]) == pytest.approx(55.0, abs=0.5)
    assert value(measures["start"]) == pytest.approx(0.0, abs=0.5)


def test_a_movement_helped_by_the_trunk_says_nothing_of_the_joint() -> None:
    reps = [rep(start_s=0.0, peak_deg=40.0), rep("compensated", 3.0, peak_deg=90.0)]
    assert value(measured(reps, lifts([40.0, 90.0]))["range_of_motion"]) == pytest.approx(40.0, abs=0.5)


def test_a_movement_is_measured_to_the_end_of_its_way_back() -> None:
    """Though it is counted half-way down."""
    measures = measured([rep()], lifts([60.0]))
    assert value(measures["tempo_up"]) == pytest.approx(value(measures["tempo_down"]), abs=0.06)
    assert value(measures["tempo_up"]) == pytest.approx(0.86, abs=0.04), "minimum jerk, cut at five per cent"
    assert value(measures["tempo_hold"]) < 0.2
    assert value(measures["peak_speed"]) == pytest.approx(1.875 * 60.0, rel=0.03)


def test_smoothness_is_that_of_each_way() -> None:
    """A movement of minimum jerk has the smoothness of one (Balasubramanian: about −1.4)."""
    measures = measured([rep()], lifts([60.0]))
    assert value(measures["sparc"]) == pytest.approx(-1.4, abs=0.05)
    assert value(measures["sparc_down"]) == pytest.approx(-1.4, abs=0.05)


@pytest.mark.parametrize("kind", ["reach", "steady"])
def test_without_a_movement_every_measure_is_null_with_a_reason(kind: str) -> None:
    rows = measured([], [], kind)
    assert rows
    for row in rows.values():
        assert row["value"] is None and not row["valid"] and row["reason"] and row["unit"]
    canonical(rows)


def test_the_reason_is_that_of_the_movement() -> None:
    rows = measured([rep()], lifts([60.0], gap=slice(80, 110)))
    assert rows["range_of_motion"]["reason"] == "a gap of more than 100 ms in the samples"
    assert measured([], lifts([]))["sparc"]["reason"] == "no repetition was made"


def test_a_device_without_a_gyroscope_still_measures_range_and_tempo() -> None:
    measures = measured([rep()], lifts([60.0], speed_known=False))
    assert value(measures["range_of_motion"]) == pytest.approx(60.0, abs=0.5)
    assert value(measures["tempo_up"]) > 0.0
    assert measures["sparc"] == {
        "value": None,
        "unit": "1",
        "valid": False,
        "reason": "the signal is not known throughout",
    }


def bout(seconds: float, start_s: float = 0.0, verdict: Verdict = "clean") -> RepCompleted:
    return RepCompleted(0, start_s, NAN, start_s + seconds, 0.0, 3.0, 5.0, verdict, "why")


def swayed(seconds: float) -> list[TracePoint]:
    """A circle of two degrees, five seconds a round."""
    phase = 2.0 * np.pi * np.arange(round(seconds * 50.0)) / 250.0
    leans = zip((2.0 * np.cos(phase)).tolist(), (2.0 * np.sin(phase)).tolist(), strict=True)
    return [TracePoint(n / 50.0, 2.0, 1.0, forward, right) for n, (forward, right) in enumerate(leans)]


def test_sway_is_that_of_the_longest_bout() -> None:
    measures = measured([bout(30.0), bout(5.0, 31.0)], swayed(60.0), "steady")
    assert value(measures["sway_rms"]) == pytest.approx(2.0, rel=0.02)
    assert value(measures["sway_mvelo"]) == pytest.approx(2.0 * math.pi * 2.0 / 5.0, rel=0.02)
    assert all(name.startswith("sway_") for name in measures if name != "clean_share")


def test_a_bout_too_short_for_a_standard_trial_has_no_sway_and_says_so() -> None:
    assert measured([bout(10.0)], swayed(10.0), "steady")["sway_rms"]["reason"] == "shorter than 25 s"


def test_an_interrupted_bout_is_not_measured() -> None:
    rows = measured([bout(30.0, verdict="other")], swayed(30.0), "steady")
    assert rows["sway_rms"]["reason"] == "no bout was finished"


def trial(target_deg: float, peak_deg: float, inside: float) -> TrialEnded:
    return TrialEnded(9, 2, 1.0, 4.0, target_deg, peak_deg, inside, True, True, False, "as asked")


def test_trials_have_the_keys_of_their_kind() -> None:
    reach, steady = ScoreKeeper("reach"), ScoreKeeper("steady")
    reach.add([rep(), trial(50.0, 52.0, NAN)], ())
    steady.add([rep(), trial(NAN, 4.0, 0.9)], ())
    shared = {"index": 2, "start_s": 1.0, "end_s": 4.0, "success": True, "clean": True, "reason": "as asked"}
    assert reach.trials() == [{**shared, "target_deg": 50.0, "peak_deg": 52.0}]
    assert steady.trials() == [{**shared, "lean_deg_max": 4.0, "inside_share": 0.9}]


def test_every_change_of_difficulty_is_kept_with_its_reason() -> None:
    keeper = ScoreKeeper("reach")
    keeper.add([DifficultyChanged(5, 3, -3, -3, "easier: a miss")], ())
    assert keeper.difficulty() == [{"trial": 3, "step": -3, "change": -3, "reason": "easier: a miss"}]
