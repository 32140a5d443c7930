"""The trace keeps every sample of the movement as it was measured."""

from __future__ import annotations

import math

import pytest

from game.exercises.events import RepCompleted
from game.motion.motion import TracePoint
from game.scoring.trace import Trace


def traced(angles_deg: list[float], rate_hz: float = 100.0) -> Trace:
    trace = Trace()
    trace.add(TracePoint(step / rate_hz, angle, 1.0, 2.0, 3.0) for step, angle in enumerate(angles_deg))
    return trace


def rep(end_s: float) -> RepCompleted:
    return RepCompleted(0, 0.0, 0.5 * end_s, end_s, 0.0, 50.0, 60.0, "clean", "as asked")


def test_nothing_is_known_of_an_empty_trace() -> None:
    trace = Trace()
    assert math.isnan(trace.rate_hz)
    times, columns = trace.part(0.0, math.inf)
    assert times.size == 0 and all(column.size == 0 for column in columns.values())


def test_a_part_has_both_its_ends() -> None:
    times, columns = traced([0.0, 1.0, 2.0, 3.0, 4.0]).part(0.01, 0.03)
    assert times.tolist() == [0.01, 0.02, 0.03]
    assert columns["angle_deg"].tolist() == [1.0, 2.0, 3.0]
    assert columns["speed_deg_s"].tolist() == [1.0] * 3 and columns["right_deg"].tolist() == [3.0] * 3


def test_the_rate_is_the_usual_one_whatever_is_missing() -> None:
    trace = traced([0.0] * 100)
    trace.add([TracePoint(9.0, 0.0, 0.0), TracePoint(9.01, 0.0, 0.0)])
    assert trace.rate_hz == pytest.approx(100.0)


def test_a_way_back_ends_where_the_limb_is_lowest() -> None:
    trace = traced([50.0, 25.0, 10.0, 3.0, 1.0, 2.0, 9.0])
    assert trace.way_back_s(rep(0.01), 1.0) == 0.04
    assert trace.way_back_s(rep(0.01), 0.02) == 0.02, "not beyond the next movement"


def test_a_way_back_that_was_not_seen_ends_with_the_repetition() -> None:
    assert traced([math.nan] * 5).way_back_s(rep(0.01), 1.0) == 0.01
    assert traced([0.0] * 3).way_back_s(rep(7.0), 9.0) == 7.0
