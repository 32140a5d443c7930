"""Times of samples: steady, strictly rising, true to the arrivals, through batches, stalls, gaps and restarts."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from input_devices.arrival_line import support
from input_devices.clock import HOLD_MAX_S, SampleClock
from input_devices.protocols.reading import Reading
from tests.input_devices.arrivals import POLL_S, Delay, Run, batches, jitter, simulate

DELAYS = {
    "cable": jitter(0.003),
    "jitter": jitter(0.008),
    "wild": jitter(0.03),
    "driver 16 ms": batches(0.016),
    "radio 40 ms": batches(0.04),
    "radio 100 ms": batches(0.1),
}
LONGEST_S = {
    "cable": 0.005,
    "jitter": 0.01,
    "wild": 0.032,
    "driver 16 ms": 0.021,
    "radio 40 ms": 0.045,
    "radio 100 ms": 0.105,
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


def test_a_gap_while_the_rate_is_learned_is_no_rate() -> None:
    """A sensor that is pulled out again at once and comes back has the rate that it sends at."""
    for away_s in (0.26, 0.3, 0.4, 0.45):
        run = simulate(0.01, 6, away=[(0.1, 0.1 + away_s)])
        assert run.rate_error(100, after_s=away_s + 0.6) < 0.02
        assert max(abs(error) for error in run.errors_s(after_s=away_s + 0.6)) < 0.012


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


@pytest.mark.parametrize("behind_s", [0.3, 0.6, 1.5])
def test_what_comes_after_all_was_not_lost(behind_s: float) -> None:
    """A sender that falls behind and makes up for it much later, as a busy computer does, has lost nothing."""

    def delay_s(at_s: float, _: object) -> float:
        return 0.002 + (behind_s if 5 <= at_s < 6.5 + behind_s else 0.0)

    run = simulate(0.01, 14, delay=delay_s)
    assert_rising(run)
    assert run.clock.lost == 0
    assert max(abs(error) for error in run.errors_s(after_s=10)) < 0.012


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


def apart_s(delay: Delay, lasting_s: float, *, device: bool, seed: int) -> list[float]:
    """How far apart two sensors that drift by ±100 ppm are, after ten seconds, twenty where they send no time."""
    errors = []
    for pace, own_seed in ((1 + 1e-4, seed), (1 - 1e-4, seed + 1)):
        own = (lambda at_s, pace=pace: at_s * pace) if device else None
        run = simulate(0.01 / pace, lasting_s, delay=delay, device_s=own, seed=own_seed)
        errors.append(run.errors_s(after_s=10 if device else 20))
    return [abs(a - b) for a, b in zip(*errors, strict=False)]


@pytest.mark.parametrize("device", [True, False], ids=["own clocks", "no clocks"])
@pytest.mark.parametrize("link", ["cable", "jitter 20 ms", "driver 16 ms", "radio 31.7 ms"])
def test_two_sensors_are_aligned(link: str, device: bool) -> None:
    """Two clocks that drift apart by 200 ppm give one moment the same time to 5 ms, soon after the start."""
    delay = {**DELAYS, "jitter 20 ms": jitter(0.02), "radio 31.7 ms": batches(0.0317)}[link]
    for seed in (3, 5):
        assert max(apart_s(delay, 70, device=device, seed=seed)) <= 0.005


@pytest.mark.parametrize("device", [True, False], ids=["own clocks", "no clocks"])
def test_a_radio_in_step_costs_one_period(device: bool) -> None:
    """Where a radio takes exactly three samples at a time, nothing shows how long each has waited, up to a period."""
    assert max(apart_s(batches(0.03), 60, device=device, seed=3)) <= 0.012


def test_a_radio_in_step_shows_its_shortest_way_in_minutes() -> None:
    """Once radio and sensor have slipped past each other, the device's clock tells how long each sample waited."""
    assert quantiles(apart_s(batches(0.03), 320, device=True, seed=3)[25_000:], n=20)[-1] <= 0.005


@pytest.mark.parametrize("device", [True, False], ids=["own clock", "no clock"])
@pytest.mark.parametrize("link", DELAYS)
def test_no_time_lies_in_the_future(link: str, device: bool) -> None:
    """No sample is said to have been taken after it arrived; hardly any time has to be cut short for that."""
    own = (lambda at_s: at_s) if device else None
    run = simulate(0.01, 30, delay=DELAYS[link], device_s=own, stalls=[(8, 8.3)], away=[(12, 12.6)])
    assert all(one.given_s <= one.polled_s for one in run.stamped)
    assert len(run.cut_short()) < 0.02 * len(run.stamped)


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


LEAPS = {
    "starts anew": -30.0,
    "back by a second": -1.0,
    "back by 50 ms": -0.05,
    "on by 0.1 s": 0.1,
    "on by a minute": 60.0,
}


@pytest.mark.parametrize("leap_s", LEAPS.values(), ids=list(LEAPS))
def test_a_clock_that_leaps_is_followed_by_the_arrivals(leap_s: float) -> None:
    """When the device's clock is set, times still rise and are right again within seconds; nothing is called lost."""
    run = simulate(0.01, 60, device_s=lambda at_s: round(500 + at_s + (leap_s if at_s >= 30 else 0.0), 3))
    assert_rising(run)
    assert run.clock.lost == 0
    assert run.clock.resets == (leap_s < 0)
    assert max(abs(error) for error in run.errors_s(after_s=2)) < 0.03
    assert max(abs(error) for error in run.errors_s(after_s=48)) < 0.006


def test_a_clock_set_back_during_a_gap_is_followed() -> None:
    """The clock fell back by one second of the two for which nothing came: within seconds times are right again."""
    run = simulate(0.01, 60, away=[(30, 32)], device_s=lambda at_s: at_s - (1.0 if at_s > 31 else 0.0))
    assert_rising(run)
    assert max(abs(error) for error in run.errors_s(after_s=38)) < 0.006


def test_a_clock_that_warms_up_is_followed() -> None:
    """A cheap oscillator that runs one per cent fast and slows down by a third of that costs at most one period."""

    def warming(at_s: float) -> float:
        return at_s * 1.01 - 0.003 * (at_s - 30 * (1 - math.exp(-at_s / 30)))

    run = simulate(0.01, 150, device_s=warming)
    assert max(abs(error) for error in run.errors_s(after_s=3)) < 0.015
    assert max(abs(error) for error in simulate(0.01 / 1.01, 60).errors_s(after_s=3)) < 0.006


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


@given(
    rate_hz=st.sampled_from(RATES),
    drift_ppm=st.floats(-200, 200),
    link=st.sampled_from(sorted(DELAYS)),
    device=st.booleans(),
    away=st.lists(st.tuples(st.floats(3, 18), st.floats(0.3, 2)), max_size=2),
    stalls=st.lists(st.tuples(st.floats(0.5, 18), st.floats(0.05, 1)), max_size=2),
    seed=st.integers(0, 1000),
)
@settings(max_examples=25)
def test_whatever_happens_on_the_way_times_stay_near_the_truth(
    rate_hz: float,
    drift_ppm: float,
    link: str,
    device: bool,
    away: list[tuple[float, float]],
    stalls: list[tuple[float, float]],
    seed: int,
) -> None:
    """Any rate, drift, link, gaps and stalls: times rise, and in the end are as late as arrivals are, at most."""
    run = simulate(
        1 / rate_hz,
        30,
        delay=DELAYS[link],
        away=[(since, since + lasts) for since, lasts in away],
        stalls=[(since, since + lasts) for since, lasts in stalls],
        device_s=(lambda at_s: at_s * (1 + drift_ppm * 1e-6)) if device else None,
        seed=seed,
    )
    assert_rising(run)
    assert all(one.given_s <= one.polled_s for one in run.stamped)
    early_s, late_s = min(run.errors_s(after_s=27)), max(run.errors_s(after_s=27))
    assert early_s > -0.012 - 1 / rate_hz
    assert late_s < 0.012 + 1 / rate_hz + LONGEST_S[link]


@given(st.lists(st.floats(0, 0.05), min_size=3, max_size=60), st.floats(0.001, 0.2))
def test_the_line_lies_below_every_arrival(late: list[float], period_s: float) -> None:
    """The fitted line touches the arrivals from below and lies above none."""
    points = [(float(k), k * period_s + late_s) for k, late_s in enumerate(late)]
    slope, offset = support(points)
    gaps = [s - (offset + slope * x) for x, s in points]
    assert min(gaps) == pytest.approx(0, abs=1e-9)
