"""FixedStep turns a clock that is read now and then into steps of a sixtieth of a second."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.loop import CATCH_UP_MAX, FixedStep


def test_nothing_is_due_at_the_start() -> None:
    assert FixedStep(100.0).due(100.0) == 0


@pytest.mark.parametrize("rate_hz", [30.0, 60.0, 59.94, 144.0])
def test_a_steady_display_gets_sixty_steps_a_second(rate_hz: float) -> None:
    loop = FixedStep(5.0)
    steps = sum(loop.due(5.0 + frame / rate_hz) for frame in range(1, round(10 * rate_hz) + 1))
    assert steps == pytest.approx(600, abs=1)
    assert loop.dropped == 0


@given(st.lists(st.floats(0.0, 3.0), max_size=50))
def test_steps_taken_and_dropped_add_up_to_the_time_that_passed(waits_s: list[float]) -> None:
    """However late a frame comes, at most five steps are caught up and the rest is counted."""
    loop, now_s = FixedStep(0.0), 0.0
    for wait_s in waits_s:
        now_s += wait_s
        assert 0 <= loop.due(now_s) <= CATCH_UP_MAX
    assert loop.taken + loop.dropped == int(now_s * 60)


def test_a_long_stall_is_no_spiral() -> None:
    loop = FixedStep(0.0)
    assert loop.due(10.0) == CATCH_UP_MAX
    assert loop.dropped == 600 - CATCH_UP_MAX
    assert loop.due(10.0) == 0


def test_a_clock_that_goes_back_asks_for_nothing() -> None:
    loop = FixedStep(10.0)
    loop.due(10.05)
    taken = loop.taken
    assert loop.due(3.0) == 0
    assert (loop.taken, loop.dropped) == (taken, 0)


@given(st.floats(0.0, 100.0), st.floats(0.0, 10.0))
def test_the_next_step_is_due_at_its_time_and_not_before(start_s: float, later_s: float) -> None:
    loop = FixedStep(start_s)
    loop.due(start_s + later_s)
    next_s = loop.next_s()
    assert loop.due(next_s - 0.001) == 0
    assert loop.due(next_s + 0.001) == 1
