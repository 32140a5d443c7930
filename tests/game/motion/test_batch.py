"""A recording taken at once gives what the same samples give one by one: the same, to the last digit."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.motion.angles import ANGLES_DEG, reference
from game.motion.batch import Readings, angles_deg, orientations, unfelt, ups
from game.motion.movement import Formula
from game.motion.movements import MOVEMENTS
from game.motion.orientation import ImuFusion, Orientation, Rows
from game.motion.wearing import WearingWatch
from input_devices import Sample, Vector
from tests.game.motion.strategies import DIRECTIONS

SITE = "right_forearm"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some samples at one rate, their clock uneven by a share, after a hole."""

    count: int
    rate_hz: float
    uneven: float
    hole_s: float
    moving: float


STRETCHES = st.lists(
    st.builds(
        Stretch,
        count=st.integers(1, 150),
        rate_hz=st.sampled_from([25.0, 50.0, 97.3, 100.0, 204.8]),
        uneven=st.sampled_from([0.0, 0.05, 0.4]),
        hole_s=st.sampled_from([0.0, 0.03, 0.2, 0.26, 3.0]),
        moving=st.sampled_from([0.0, 0.3, 3.0]),
    ),
    min_size=1,
    max_size=6,
)


def recording(stretches: list[Stretch], seed: int, broken: float = 0.0) -> Readings:
    """Noise about gravity, moving or not; a share of the readings is no number."""
    draw = np.random.default_rng(seed)
    steps_s = np.concatenate(
        [
            np.r_[one.hole_s, np.zeros(one.count - 1)]
            + (1.0 + draw.uniform(-one.uneven, one.uneven, one.count)) / one.rate_hz
            for one in stretches
        ]
    )
    spread = np.concatenate([np.full(one.count, 0.003 + one.moving) for one in stretches])[:, None]
    rates = 0.02 + spread * draw.normal(size=(spread.size, 3))
    accelerations = [0.0, -9.7, 1.0] + spread * draw.normal(size=(spread.size, 3))
    rates[draw.random(spread.size) < broken, 1] = math.nan
    return Readings(np.cumsum(np.round(steps_s, 6)), rates, accelerations)


def samples(readings: Readings) -> list[Sample]:
    """The same as Samples."""
    rows = zip(readings.t_s.tolist(), readings.rate_rad_s.tolist(), readings.acceleration_m_s2.tolist(), strict=True)
    return [Sample(SITE, t_s, (*rate,), (*acceleration,)) for t_s, rate, acceleration in rows]


def streamed(readings: Readings, watch: Callable[[Sample, Vector], bool] = lambda *_: False) -> Rows:
    """Where up is, one by one, in the place of its sample; begun anew after a sample of which `watch` says so."""
    fed, one = samples(readings), Orientation()
    up = np.full((len(fed), 3), np.nan)
    places = {id(sample): place for place, sample in enumerate(fed)}
    for sample in fed:
        for known, where in one.feed(sample):
            up[places[id(known)]] = where
            if watch(known, where):
                one.restart()
    return up


@settings(max_examples=60)
@given(STRETCHES, st.integers(0, 2**32), st.sampled_from([0.0, 0.02]))
def test_up_at_once_is_up_one_by_one(stretches: list[Stretch], seed: int, broken: float) -> None:
    """Over holes, changes of rate, uneven clocks and readings that are no numbers; unknown where it is not known."""
    readings = recording(stretches, seed, broken)
    assert np.array_equal(ups(orientations(readings)), streamed(readings), equal_nan=True)


@settings(max_examples=40)
@given(STRETCHES, st.integers(0, 2**32), st.sets(st.integers(0, 400)), st.sampled_from([7, 50, 6000]))
def test_it_begins_anew_where_it_does_one_by_one(
    stretches: list[Stretch], seed: int, anew: set[int], piece: int
) -> None:
    """After any readings, the very first and neighbours among them, and however many the filter takes at once."""
    readings = recording(stretches, seed)
    times = set(readings.t_s[[place for place in anew if place < readings.t_s.size]].tolist())

    def first(start: int, up: Rows) -> int | None:
        return next((place - start for place in sorted(anew) if start <= place < start + len(up)), None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("game.motion.batch._PIECE", piece)
        got = ups(orientations(readings, first))
    assert np.array_equal(got, streamed(readings, lambda sample, _: sample.t_s in times), equal_nan=True)


@given(st.lists(st.tuples(st.floats(0.0, 179.0), st.floats(0.5, 4.0)), min_size=1, max_size=5), st.booleans())
@settings(max_examples=25)
def test_it_notices_a_turn_that_its_gyroscope_missed_as_play_does(
    turns: list[tuple[float, float]], moving: bool
) -> None:
    """A sensor turned while its gyroscope says nothing of it: begun anew at the very sample where play does."""
    rng = np.random.default_rng(5)
    angles = np.radians(np.concatenate([np.full(round(100 * rest_s), angle_deg) for angle_deg, rest_s in turns]))
    felt = 9.81 * np.stack([np.zeros(angles.size), -np.cos(angles), np.sin(angles)], axis=1)
    noise = rng.normal(size=(angles.size, 6))
    readings = Readings(
        np.arange(angles.size) / 100.0, (0.5 if moving else 0.01) * noise[:, :3], felt + 0.05 * noise[:, 3:]
    )
    watch = WearingWatch(MOVEMENTS["shoulder_abduction"], [SITE], {}, "standing", attended=True)
    assert np.array_equal(ups(orientations(readings, unfelt(readings))), streamed(readings, watch.feed), equal_nan=True)


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_where_vqf_has_no_wheel_too(seed: int) -> None:
    """The other filter, whose own batch is a loop."""
    pytest.importorskip("imufusion")
    readings = recording([Stretch(120, 50.0, 0.05, 0.0, 0.3), Stretch(60, 50.0, 0.0, 0.4, 0.3)], seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("game.motion.orientation.make_fusion", ImuFusion)
        patch.setattr("game.motion.batch.make_fusion", ImuFusion)
        assert np.array_equal(ups(orientations(readings)), streamed(readings), equal_nan=True)


@pytest.mark.parametrize("formula", ANGLES_DEG)
@settings(max_examples=25)
@given(up=st.lists(DIRECTIONS, max_size=20), neutral=DIRECTIONS)
def test_angles_are_those_of_play(formula: Formula, up: list[Vector], neutral: Vector) -> None:
    """Each formula of the table, and nan where up is not known."""
    zero = reference(SITE, neutral)
    assert not isinstance(zero, str)
    rows = np.array([*up, (math.nan,) * 3])
    one_by_one = [ANGLES_DEG[formula](one, zero) for one in up]
    assert np.array_equal(angles_deg(formula, rows, zero), [*one_by_one, math.nan], equal_nan=True)


def test_too_few_readings_tell_nothing() -> None:
    """None at all, or fewer than the pace is learned from."""
    for count in (0, 1, 5):
        readings = Readings(np.arange(count) / 100.0, np.zeros((count, 3)), np.ones((count, 3)))
        assert np.isnan(orientations(readings)).all()
        assert orientations(readings).shape == (count, 4)
