"""Times of samples: steady, strictly rising, true to the arrivals, through batches, stalls, gaps and restarts."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from input_devices.clock import HOLD_MAX_S, SampleClock, support
from input_devices.protocols.reading import Reading
from tests.input_devices.arrivals import POLL_S, Run, batches, jitter, simulate

DELAYS = {
    "cable": jitter(0.003),
    "jitter": jitter(0.008),
    "wild": jitter(0.03),
    "driver 16 ms": batches(0.016),
    "radio 40 ms": batches(0.04),
    "radio 100 ms": batches(0.1),
}
RATES = [25.0, 50.0, 99.3, 100.0, 200.0]


def assert_rising(run: Run) -> None:
    assert all(b.given_s > a.given_s for a, b in pairwise(run.stamped))


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize("link", DELAYS)
def test_times_are_steady_on_every_link(link: str, rate_hz: float) -> None:
    """Steps stay within a fifth of the period from the first sample on, and times stay near the truth."""
    run = simulate(1 / rate_hz, 12, delay=DELAYS[link])
    assert_rising(run)
    assert run.clock.lost == 0
    assert min(run.steps(1 / rate_hz)) > 0.8 and max(run.steps(1 / rate_hz)) < 1.2
    assert max(abs(error) for error in run.errors_s(after_s=2)) < 0.025


@pytest.mark.parametrize("rate_hz", RATES)
def test_the_rate_is_known_soon_and_well(rate_hz: float) -> None:
    """On a cable's jitter, polled at 60 Hz: within 0.3 % after two seconds and 0.1 % after ten."""
    for seed in range(3):
        run = simulate(1 / rate_hz, 14, delay=DELAYS["cable"], seed=seed)
        assert run.rate_error(rate_hz, after_s=2) < 0.003
        assert run.rate_error(rate_hz, after_s=10) < 0.001


@pytest.mark.parametrize("link", sorted(DELAYS))
def test_the_rate_is_known_through_batches(link: str) -> None:
    """Batches and wild jitter cost some of that: within 1.2 % after two seconds and 0.13 % after ten."""
    for rate_hz in RATES:
        run = simulate(1 / rate_hz, 14, delay=DELAYS[link])
        assert run.rate_error(rate_hz, after_s=2) < 0.012
        assert run.rate_error(rate_hz, after_s=10) < 0.0013


def test_first_samples_wait_half_a_second_at_most() -> None:
    """They are held until the rate is known, then given with the times at which they were taken."""
    run = simulate(0.01, 3)
    first = run.stamped[0]
    assert first.polled_s - first.true_s < HOLD_MAX_S
    assert abs(first.given_s - first.true_s) < 0.01


@pytest.mark.parametrize("stalls", [[(0.2, 0.5)], [(1, 1.4)], [(3, 5)], [(2, 2.3), (4, 7), (8, 8.1)]])
def test_a_stall_of_the_game_changes_no_time(stalls: list[tuple[float, float]]) -> None:
    """Samples that waited while nobody polled get the times at which they were taken, and none is called lost."""
    run = simulate(0.01, 12, stalls=stalls)
    assert_rising(run)
    assert run.clock.lost == 0
    assert max(abs(error) for error in run.errors_s(after_s=1)) < 0.012
    assert min(run.steps(0.01)) > 0.8 and max(run.steps(0.01)) < 1.2


@pytest.mark.parametrize("speed", [2.0, 3.0, 10.0])
def test_a_backlog_that_drains_slowly_is_no_gap(speed: float) -> None:
    """A radio that stood still for two seconds and then catches up delivers old samples, and they get old times."""

    def delay_s(at_s: float, _: object) -> float:
        return 0.002 + max(0.0, 7 - at_s + (at_s - 5) / speed if at_s >= 5 else 0.0)

    run = simulate(0.01, 14, delay=delay_s)
    assert_rising(run)
    assert run.clock.lost == 0
    assert max(abs(error) for error in run.errors_s(after_s=1)) < 0.03


@pytest.mark.parametrize("away_s", [0.4, 1.0, 8.0])
@pytest.mark.parametrize("rate_hz", [50.0, 100.0])
def test_a_gap_moves_the_times_forward(rate_hz: float, away_s: float) -> None:
    """After a gap times are true again at once, not squeezed, and what is missing from the steady rate is counted."""
    run = simulate(1 / rate_hz, away_s + 9, away=[(4, 4 + away_s)])
    assert_rising(run)
    assert max(abs(error) for error in run.errors_s(after_s=1)) < 0.012
    assert run.clock.lost == pytest.approx(away_s * rate_hz, abs=1)
    assert run.rate_error(rate_hz, after_s=4.5 + away_s) < 0.005


def test_a_short_uncounted_loss_is_caught_up_smoothly() -> None:
    """Times that fell behind by a lost tenth of a second are true again after three seconds, without a jump."""
    run = simulate(0.01, 12, away=[(5, 5.1)])
    assert_rising(run)
    assert max(abs(error) for error in run.errors_s(after_s=8.5)) < 0.012
    assert max(run.steps(0.01)) < 1.2


def test_samples_known_to_be_missing_leave_their_place() -> None:
    """Where the wire says how many are missing, the times step over them at once and they are counted as lost."""
    run = simulate(0.01, 8, away=[(3, 3.1), (5, 6)], missed_known=True)
    assert run.clock.lost == 110
    assert max(abs(error) for error in run.errors_s(after_s=1)) < 0.01


@pytest.mark.parametrize("pace", [1.0, 1.01, 0.99])
def test_the_devices_own_clock_is_mapped_to_ours(pace: float) -> None:
    """With a device clock, fast or slow by a hundredth, times follow it and gaps are counted by it."""
    run = simulate(0.01, 20, delay=jitter(0.03), away=[(8, 9)], device_s=lambda at_s: round(77 + at_s * pace, 3))
    assert_rising(run)
    assert run.clock.lost == 100
    assert max(abs(error) for error in run.errors_s(after_s=10)) < 0.02
    assert min(run.steps(0.01)) > 0.8 and max(run.steps(0.01)) < 1.2
    assert run.rate_error(100, after_s=15) < 0.002


@pytest.mark.parametrize("drift_ppm", [-100.0, 0.0, 100.0])
def test_drift_and_jitter_are_told(drift_ppm: float) -> None:
    """How fast the device's clock runs is known to 60 ppm after a minute on a cable, and how far arrivals scatter."""
    run = simulate(0.01, 60, device_s=lambda at_s: 5 + at_s * (1 + drift_ppm * 1e-6))
    assert run.clock.drift_ppm == pytest.approx(drift_ppm, abs=60)
    assert 0.5 < run.clock.jitter_ms < 10
    assert run.clock.resets == run.clock.lost == 0


@pytest.mark.parametrize("device", [True, False], ids=["own clocks", "no clocks"])
def test_two_sensors_are_aligned(device: bool) -> None:
    """Two clocks that drift apart by 200 ppm give the same moment the same time, to 5 ms, over three minutes."""
    errors = []
    for pace, seed in ((1 + 1e-4, 3), (1 - 1e-4, 4)):
        own = (lambda at_s, pace=pace: at_s * pace) if device else None
        errors.append(simulate(0.01 / pace, 180, device_s=own, seed=seed).errors_s(after_s=5))
    apart = [abs(a - b) for a, b in zip(*errors, strict=False)]
    assert max(apart) <= 0.005


def test_uneven_samples_keep_their_own_spacing() -> None:
    """A device that samples unevenly and says so gets uneven times; nothing is smoothed away."""
    clock, times, taken = SampleClock(), [], []
    at_s, now_s = 0.0, 50.0
    for k in range(300):
        at_s += 0.008 if k % 2 else 0.014
        now_s = 50.0 + at_s
        taken.append(at_s)
        times += [time_s for time_s, _ in clock.stamp([Reading(device_s=at_s)], now_s)]
    steps = [b - a for a, b in pairwise(times)]
    assert steps == pytest.approx([b - a for a, b in pairwise(taken)][: len(steps)], abs=1e-3)


def test_a_device_that_starts_anew_goes_on() -> None:
    """When the device's clock falls back to zero, times still rise and follow the arrivals."""
    run = simulate(0.01, 10, device_s=lambda at_s: round(500 + at_s if at_s < 5 else at_s - 5, 3))
    assert_rising(run)
    assert max(abs(error) for error in run.errors_s(after_s=6)) < 0.015


def test_a_clock_that_stands_still_is_not_trusted() -> None:
    """A device clock that does not rise from sample to sample is given up for the steady rate."""
    run = simulate(0.01, 10, device_s=lambda at_s: float(int(at_s)))
    assert_rising(run)
    assert max(abs(error) for error in run.errors_s(after_s=1)) < 0.012


@pytest.mark.parametrize(
    ("before_hz", "after_hz"), [(50, 100), (100, 50), (100, 90), (100, 96), (100, 99.3), (10, 200)]
)
def test_another_rate_is_learned(before_hz: float, after_hz: float) -> None:
    """A sensor set to another rate on the way is followed within three seconds, and its times never fall."""
    clock = SampleClock()
    times, now_s, due_s = [], 0.0, 0.0
    while now_s < 14:
        batch = []
        while due_s <= now_s:
            batch.append(Reading())
            due_s += 1 / (before_hz if due_s < 6 else after_hz)
        times += [time_s for time_s, _ in clock.stamp(batch, now_s)]
        now_s += POLL_S
    assert all(b > a for a, b in pairwise(times))
    assert clock.rate_hz == pytest.approx(after_hz, rel=0.003)
    assert abs(times[-1] - now_s) < 0.05


def test_a_single_sample_is_not_kept_for_ever() -> None:
    """One lone reading is given half a second later, with its arrival as its time and no rate made up."""
    clock = SampleClock()
    assert clock.stamp([Reading()], 10.0) == []
    assert clock.stamp([], 10.0 + HOLD_MAX_S - 0.01) == []
    ((time_s, _),) = clock.stamp([], 10.0 + HOLD_MAX_S)
    assert 10.0 <= time_s <= 10.0 + HOLD_MAX_S
    assert math.isnan(clock.rate_hz)


@given(st.data())
@settings(max_examples=60)
def test_whatever_comes_times_rise_and_nothing_is_dropped(draw: st.DataObject) -> None:
    """Any arrivals, device clocks and counters: every reading gets one finite time, later than the one before."""
    clock, now_s, fed = SampleClock(), 0.0, 0
    times: list[float] = []
    device = st.none() | st.floats(0, 1e9) | st.integers(0, 50).map(float)
    for _ in range(draw.draw(st.integers(1, 30))):
        now_s += draw.draw(st.sampled_from([0.0, POLL_S, POLL_S, 0.3, 5.0]))
        count = draw.draw(st.integers(0, 6))
        fed += count
        readings = [Reading(device_s=draw.draw(device), missed=draw.draw(st.integers(0, 3))) for _ in range(count)]
        times += [time_s for time_s, _ in clock.stamp(readings, now_s)]
    times += [time_s for time_s, _ in clock.stamp([], now_s + 2 * HOLD_MAX_S)]
    assert len(times) == fed
    assert all(math.isfinite(time_s) for time_s in times)
    assert all(b > a for a, b in pairwise(times))


@given(st.lists(st.floats(0, 0.05), min_size=3, max_size=60), st.floats(0.001, 0.2))
def test_the_line_lies_below_every_arrival(late: list[float], period_s: float) -> None:
    """The fitted line touches the arrivals from below and lies above none."""
    points = [(float(k), k * period_s + late_s) for k, late_s in enumerate(late)]
    slope, offset = support(points)
    gaps = [s - (offset + slope * x) for x, s in points]
    assert min(gaps) == pytest.approx(0, abs=1e-9)
