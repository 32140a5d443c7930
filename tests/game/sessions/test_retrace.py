"""What a Round measured is got from its session at once, and is the same to the last digit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.events import as_row
from game.round import Command, Do, RoundSetup
from game.sessions.packing import Tick
from game.sessions.reader import read_session
from game.sessions.retrace import Watched, retrace, retraced
from input_devices import Quaternion, Sample, stored
from tests.game.build import FOREARM, REACH, STEADY, TRUNK, UPRIGHT, readings, setup
from tests.game.sessions.played import play


def noisy(samples: list[Sample], seed: int) -> list[Sample]:
    """As a real sensor says it: with noise, and now and then a packet lost."""
    rng = np.random.default_rng(seed)
    found = []
    for sample in samples:
        rate, felt = np.array(sample.rate_rad_s), np.array(sample.acceleration_m_s2)
        (p, q, r), (x, y, z) = (rate + rng.normal(0, 0.005, 3)).tolist(), (felt + rng.normal(0, 0.03, 3)).tolist()
        if rng.random() > 0.01:
            found.append(stored(sample._replace(rate_rad_s=(p, q, r), acceleration_m_s2=(x, y, z))))
    return found


def by_tick(samples: list[Sample], commands: dict[int, Command]) -> list[Tick]:
    """Each at the tick after it was taken."""
    end = int(samples[-1].t_s * 60.0) + 2
    due: list[list[Sample]] = [[] for _ in range(end)]
    for sample in samples:
        due[int(sample.t_s * 60.0) + 1].append(sample)
    return [Tick(tuple(came), (commands[at],) if at in commands else ()) for at, came in enumerate(due)]


def played(of: RoundSetup, came: list[Tick]) -> tuple[list[tuple[float, ...]], list[dict[str, Any]]]:
    """The traces of the Round's own Motions, and its events."""
    round_, events = Watched(of), list[dict[str, Any]]()
    trace: list[tuple[float, ...]] = []
    for tick in came:
        live = not round_.over
        before = round_.motion
        events += [as_row(event) for event in round_.tick(*tick)]
        if live and round_.motion is not None and round_.motion is not before:
            trace += [(point.t_s, point.angle_deg, point.speed_deg_s) for point in round_.motion.trace]
    return trace, events


def arm(seconds: float) -> list[float]:
    """Still for four seconds, then up and down."""
    return [45.0 * (1.0 - math.cos(max(0.0, k / 100.0 - 4.0) * 2.0)) for k in range(round(seconds * 100))]


def same(of: RoundSetup, came: list[Tick]) -> int:
    """The trace at once is the Round's; how long it is."""
    trace, events = played(of, came)
    found = retraced(of, came, events)
    assert found.reason is None
    got = np.stack([found.t_s, found.angle_deg, found.speed_deg_s], axis=1)
    assert np.array_equal(got, np.array(trace).reshape(-1, 3), equal_nan=True)
    return len(trace)


@settings(max_examples=8)
@given(
    st.integers(0, 2**32),
    st.dictionaries(st.integers(60, 900), st.sampled_from([Do.REZERO, Do.PAUSE, Do.RESUME]), max_size=3),
    st.sampled_from([0.0, 0.1, 0.2, 0.6]),
)
def test_it_is_the_trace_of_the_round(seed: int, said: dict[int, Do], hole_s: float) -> None:
    """Whatever is lost, wherever zero is set anew, paused or not."""
    samples = [s for s in noisy(readings(FOREARM, arm(16.0), 100.0), seed) if not 8.0 < s.t_s < 8.0 + hole_s]
    assert same(setup(REACH, (FOREARM,)), by_tick(samples, {at: Command(do) for at, do in said.items()})) > 500


@pytest.mark.parametrize("do", [Do.FINISH, Do.UNWELL])
def test_it_ends_where_the_round_did(do: Do) -> None:
    samples = noisy(readings(FOREARM, arm(14.0), 100.0), 3)
    assert same(setup(REACH, (FOREARM,)), by_tick(samples, {600: Command(do)})) < 850


def test_a_trunk_that_leans() -> None:
    """The sensor that measures is the trunk's own."""
    samples = noisy(readings(TRUNK, [0.1 * angle for angle in arm(14.0)], 100.0, up=UPRIGHT), 4)
    assert same(setup(STEADY, (TRUNK,)), by_tick(samples, {500: Command(Do.REZERO)})) > 500


def test_a_turn_that_the_gyroscope_missed() -> None:
    """Turned on the limb while it rests: begun anew from gravity at the same sample."""
    still = noisy(readings(FOREARM, [0.0] * 800, 100.0), 5)
    turned = noisy(readings(FOREARM, [35.0] * 600, 100.0, start_s=8.0), 6)
    calm = [
        sample._replace(rate_rad_s=(0.001, 0.0, 0.002)) if 8.0 <= sample.t_s < 8.02 else sample for sample in turned
    ]
    assert same(setup(REACH, (FOREARM,)), by_tick(still + calm, {})) > 800


def test_from_a_file(tmp_path: Path) -> None:
    """Of a session that was kept."""
    file = play(tmp_path)
    recorded = read_session(file)
    trace, _ = played(recorded.header.setup, list(recorded.ticks()))
    found = retrace(recorded)
    assert found.reason is None
    assert found.angle_deg.tolist() == [angle for _, angle, _ in trace]


def test_what_cannot_be_had_so_has_a_reason() -> None:
    """No neutral pose; a sensor that says its own orientation, or the same over and over."""
    samples = noisy(readings(FOREARM, arm(12.0), 100.0), 7)
    of = setup(REACH, (FOREARM,))
    came = by_tick(samples, {})
    assert retraced(of, came[:30], []).reason == "the neutral pose was not taken"
    _, events = played(of, came)
    q: Quaternion = (1.0, 0.0, 0.0, 0.0)
    own = by_tick([sample._replace(rate_rad_s=None, orientation=q) for sample in samples], {})
    assert retraced(of, own, events).reason == "the sensor says its own orientation"
    stuck: Sequence[Sample] = [samples[-1]._replace(t_s=samples[-1].t_s + k / 100.0) for k in range(1, 300)]
    assert retraced(of, by_tick([*samples, *stuck], {}), events).reason == "the sensor said the same over and over"
