"""Standing up and sitting down, as a thigh shows it: the tests as defined, and each rise where it really is."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.measures import chair_rises, chair_stands_30s, five_times_sit_to_stand
from tests.game.measures.sitting_body import there
from tests.oracles import cases

CASE = cases("functional")["five_times_sit_to_stand_thigh"]
Signal = NDArray[np.float64]


def thigh(
    stands: int,
    rate_hz: float,
    *,
    rising_s: float = 0.8,
    lowering_s: float = 0.8,
    pause_s: float = 0.3,
    rest_s: float = 1.5,
    noise_deg: float = 0.0,
    seated_deg: float = 90.0,
    seed: int = 0,
) -> tuple[Signal, Signal, Signal]:
    """Inclination in deg, and when each rise begins and ends, s. Seated 1.5 s before and after."""
    begins: Signal = rest_s + np.arange(stands, dtype=np.float64) * (rising_s + lowering_s + 2.0 * pause_s)
    t = np.arange(round((begins[-1] + rising_s + lowering_s + pause_s + rest_s) * rate_hz)) / rate_hz
    share = np.zeros_like(t)
    for begin in begins.tolist():
        share += there((t - begin) / rising_s) - there((t - begin - rising_s - pause_s) / lowering_s)
    noise = np.random.default_rng(seed).normal(0.0, noise_deg, t.size)
    ends: Signal = begins + rising_s
    return seated_deg - (seated_deg - 4.0) * share + noise, begins, ends


def test_the_oracle() -> None:
    asked = CASE["input"]
    found = five_times_sit_to_stand(asked["thigh_inclination_deg"], asked["fs"])
    for name, value in CASE["expected"].items():
        assert found[name].value == pytest.approx(value, abs=CASE["tol"]), name
    assert next(iter(found)) == "time_to_5th_stand_s"
    assert found["end_rule"].value == "within_5_deg_of_the_5th_stand"


def counted_out(inclination: list[float], rate_hz: float) -> dict[str, float]:
    """The same rule, one sample after another."""
    stands, ups, downs = False, [], []
    for index, angle in enumerate(inclination):
        if not stands and angle <= 30.0:
            stands = True
            ups.append(index)
        elif stands and angle >= 60.0:
            stands = False
            downs.append(index)
    seated = float(np.median([angle for angle in inclination[: ups[0]] if angle >= 60.0]))
    onset = max(index for index in range(ups[0]) if inclination[index] >= seated - 5.0)
    lowest = min(inclination[ups[4] : downs[4]])
    at = next(index for index in range(downs[3], downs[4]) if inclination[index] <= lowest + 5.0)
    sat = next(index for index in range(downs[4], len(inclination)) if inclination[index] >= seated - 5.0)
    return {
        "n_stands": float(len(ups)),
        "onset_s": onset / rate_hz,
        "time_to_5th_stand_s": (at - onset) / rate_hz,
        "time_to_5th_sit_s": (sat - onset) / rate_hz,
    }


@settings(max_examples=40)
@given(
    st.integers(5, 8),
    st.sampled_from([25.0, 50.0, 100.0]),
    st.floats(0.6, 3.0),
    st.floats(0.6, 2.0),
    st.floats(0.0, 1.0),
    st.floats(0.0, 1.5),
    st.integers(0, 1000),
)
def test_it_equals_the_definition_counted_out(
    stands: int, rate_hz: float, rising_s: float, lowering_s: float, pause_s: float, noise_deg: float, seed: int
) -> None:
    inclination, _, _ = thigh(
        stands,
        rate_hz,
        rising_s=rising_s,
        lowering_s=lowering_s,
        pause_s=pause_s,
        noise_deg=noise_deg,
        seed=seed,
    )
    found = five_times_sit_to_stand(inclination, rate_hz)
    for name, value in counted_out(inclination.tolist(), rate_hz).items():
        assert found[name].value == pytest.approx(value, abs=1e-9), name


@pytest.mark.parametrize("rate_hz", [25.0, 50.0, 100.0, 128.0])
@pytest.mark.parametrize("noise_deg", [0.0, 0.5, 1.5])
@pytest.mark.parametrize("rising_s", [0.6, 0.9, 1.6, 3.0])
def test_rises_are_within_a_tenth_of_a_second_of_their_very_ends_and_a_fifth_in_noise(
    rate_hz: float, noise_deg: float, rising_s: float
) -> None:
    inclination, begins, ends = thigh(5, rate_hz, rising_s=rising_s, noise_deg=noise_deg, lowering_s=1.2)
    found = chair_rises(inclination, rate_hz)
    limit_s = 0.1 if noise_deg < 1.0 else 0.2
    assert np.abs(found["start_s"].value - begins).max() <= limit_s
    assert np.abs(found["end_s"].value - ends).max() <= limit_s


def test_a_movement_of_another_shape_is_within_a_fifth_of_a_second() -> None:
    """A raised cosine, and one whose beginning is slower than its end."""
    t = np.arange(0.0, 8.0, 0.01)
    share = np.clip((t - 3.0) / 1.6, 0.0, 1.0)
    for way in ((1.0 - np.cos(np.pi * share)) / 2.0, (1.0 - np.cos(np.pi * share**1.2)) / 2.0):
        found = chair_rises(88.0 - 80.0 * way, 100.0)
        assert found["start_s"].value == pytest.approx([3.0], abs=0.2)
        assert found["end_s"].value == pytest.approx([4.6], abs=0.2)


def test_a_half_stand_does_not_count_and_four_are_not_five() -> None:
    half = 90.0 - 45.0 * there(np.r_[np.linspace(0.0, 1.0, 50), np.linspace(1.0, 0.0, 50)])
    inclination, _, _ = thigh(4, 50.0)
    found = five_times_sit_to_stand(np.r_[inclination, half, np.full(50, 90.0)], 50.0)
    assert found["n_stands"].value == 4.0
    assert found["time_to_5th_stand_s"].reason == "4 of 5 stands"


def test_a_recording_that_ends_at_the_fifth_stand_has_no_fifth_sit() -> None:
    inclination, _, ends = thigh(5, 50.0)
    found = five_times_sit_to_stand(inclination[: round((ends[-1] + 0.1) * 50.0)], 50.0)
    assert found["time_to_5th_stand_s"].valid
    assert not found["time_to_5th_sit_s"].valid


def test_with_arms_the_test_does_not_count() -> None:
    inclination, _, _ = thigh(5, 50.0)
    used = five_times_sit_to_stand(inclination, 50.0, arms_used=True)
    assert {value.reason for value in used.values()} == {"the arms were used, so the test does not count"}
    assert not chair_stands_30s(np.tile(inclination, 3), 50.0, arms_used=True)["n_stands"].valid


def test_timed_from_a_cue_it_is_longer_by_the_reaction() -> None:
    inclination, _, _ = thigh(5, 50.0)
    plain, cued = five_times_sit_to_stand(inclination, 50.0), five_times_sit_to_stand(inclination, 50.0, cue_s=1.0)
    longer_s = float(cued["time_to_5th_stand_s"].value) - float(plain["time_to_5th_stand_s"].value)
    assert longer_s == pytest.approx(float(plain["onset_s"].value) - 1.0)


@given(st.floats(1.0, 2.5), st.floats(1.0, 2.5), st.floats(0.0, 0.5))
@settings(max_examples=25)
def test_in_thirty_seconds_as_many_stand_up_as_have_reached_it_by_then(
    rising_s: float, lowering_s: float, pause_s: float
) -> None:
    inclination, begins, _ = thigh(20, 50.0, rising_s=rising_s, lowering_s=lowering_s, pause_s=pause_s)
    found = chair_stands_30s(inclination, 50.0)
    upright = begins + 0.62 * rising_s
    surely = int((upright <= begins[0] + 29.5).sum())
    assert surely <= found["n_stands"].value <= int((upright <= begins[0] + 31.0).sum())


def test_somebody_who_stays_seated_for_thirty_seconds_has_stood_up_no_time() -> None:
    assert chair_stands_30s(np.full(1600, 88.0), 50.0)["n_stands"].value == 0.0
    assert chair_stands_30s(np.full(1400, 88.0), 50.0)["n_stands"].reason == "shorter than 30 s"


def test_a_cue_starts_the_thirty_seconds() -> None:
    inclination, _, _ = thigh(20, 50.0, rest_s=5.0)
    plain, cued = chair_stands_30s(inclination, 50.0), chair_stands_30s(inclination, 50.0, cue_s=0.0)
    assert cued["n_stands"].value < plain["n_stands"].value
    assert cued["onset_s"].value == 0.0


@pytest.mark.parametrize("inclination", [[], [90.0], [math.nan] * 2000, [5.0] * 2000, [0.0] * 2000])
def test_nothing_the_unknown_or_nobody_seated_is_nan_with_a_reason(inclination: list[float]) -> None:
    assert not any(value.valid for value in five_times_sit_to_stand(inclination, 50.0).values())
    assert not any(value.valid for value in chair_stands_30s(inclination, 50.0).values())
    assert not any(value.valid for value in chair_rises(inclination, 50.0).values())


def test_seated_all_the_while_no_time_can_be_had() -> None:
    found = five_times_sit_to_stand(np.full(500, 90.0), 50.0)
    assert found["n_stands"].value == 0.0
    assert not found["time_to_5th_stand_s"].valid
    assert not any(value.valid for value in chair_rises(np.full(500, 90.0), 50.0).values())
