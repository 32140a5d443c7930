"""The simulated muscle: as strong as it works, in the band of a muscle, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from input_devices.simulated_emg import MuscleParams, SimulatedMuscle

PLACE = "left_quadriceps"


def voltages(muscle: SimulatedMuscle, seconds: float) -> list[float]:
    found = []
    for _ in range(round(seconds * muscle.params.rate_hz)):
        sample = muscle.sample()
        assert sample.site == PLACE and sample.emg_mv is not None
        assert sample.rate_rad_s is None and sample.acceleration_m_s2 is None
        found.append(sample.emg_mv)
    return found


@pytest.mark.parametrize("rate_hz", [250.0, 1000.0])
@pytest.mark.parametrize("activation", [0.0, 0.3, 1.0])
def test_a_raw_signal_is_as_strong_as_the_muscle_works(rate_hz: float, activation: float) -> None:
    muscle = SimulatedMuscle(PLACE, MuscleParams(rate_hz=rate_hz), 7)
    muscle.activation = activation
    found = np.array(voltages(muscle, 16.0))
    expected = np.hypot(muscle.params.rest_mv, activation * muscle.params.strong_mv)
    assert found.std() == pytest.approx(expected, rel=0.06)
    assert abs(found.mean()) < 0.05 * found.std() + muscle.params.strong_mv / 1000.0


def test_its_power_lies_where_a_muscles_does() -> None:
    """The median frequency of surface EMG lies between 60 and 120 Hz, and little is below 20 or above 400."""
    muscle = SimulatedMuscle(PLACE, MuscleParams(), 7)
    muscle.activation = 1.0
    power = np.abs(np.fft.rfft(voltages(muscle, 16.0))) ** 2
    hz = np.arange(len(power)) / 16.0
    share = np.cumsum(power) / power.sum()
    assert 60.0 < hz[np.searchsorted(share, 0.5)] < 120.0
    assert power[(hz < 20.0) | (hz > 400.0)].sum() < 0.08 * power.sum()


def test_an_envelope_is_the_level() -> None:
    muscle = SimulatedMuscle(PLACE, MuscleParams("envelope", 50.0), 7)
    rest = np.mean(voltages(muscle, 4.0))
    muscle.activation = 0.5
    assert (rest, np.mean(voltages(muscle, 4.0))) == pytest.approx((0.006, 0.153), rel=0.05)


def test_the_same_seed_is_the_same_muscle() -> None:
    """Another seed, and another place, is another one."""
    made = [voltages(SimulatedMuscle(PLACE, MuscleParams(), seed), 0.5) for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]
    times = [SimulatedMuscle(PLACE, MuscleParams(rate_hz=500.0)).sample().t_s for _ in range(2)]
    assert times == [0.002, 0.002]


def test_trouble_on_demand() -> None:
    """Hum as large as a strong effort; the top of the range; the last value; and more than any muscle."""
    muscle = SimulatedMuscle(PLACE, MuscleParams(), 7)
    muscle.trouble = "mains"
    assert np.std(voltages(muscle, 2.0)) == pytest.approx(0.3 * np.sqrt((1 + 0.09) / 2), rel=0.02)
    muscle.trouble = "rail"
    assert set(voltages(muscle, 0.1)) == {5.0 - 10.0 / (1 << 16)}
    muscle.trouble = "flat"
    assert len(set(voltages(muscle, 0.1))) == 1
    muscle.trouble = "off"
    assert np.std(voltages(muscle, 4.0)) > 1.0
