"""The trunk's help is seen when it lasts, once a movement."""

from __future__ import annotations

import math

from game.exercises.watch import CompensationWatch
from game.measures import compensation


def seen_at(watch: CompensationWatch, lean_deg: float, ticks: int) -> list[int]:
    return [tick for tick in range(ticks) if watch.step(lean_deg)]


def test_a_lean_is_seen_after_a_quarter_of_a_second_and_told_once() -> None:
    (tick,) = seen_at(CompensationWatch(15.0), 16.0, 120)
    assert tick == 14


def test_at_the_limit_is_within_it() -> None:
    assert seen_at(CompensationWatch(15.0), 15.0, 120) == []


def test_moments_do_not_add_up() -> None:
    watch = CompensationWatch(15.0)
    for _ in range(20):
        assert seen_at(watch, 30.0, 12) == []
        watch.step(5.0)
    assert not watch.seen


def test_a_trunk_that_is_not_measured_never_helps() -> None:
    assert seen_at(CompensationWatch(15.0), math.nan, 120) == []


def test_a_new_movement_is_told_of_anew() -> None:
    watch = CompensationWatch(15.0)
    assert seen_at(watch, 30.0, 30)
    seen_at(watch, 0.0, 10)
    watch.clear()
    assert not watch.seen
    assert seen_at(watch, 30.0, 30)


def test_a_lean_kept_up_belongs_to_the_next_movement_too() -> None:
    watch = CompensationWatch(15.0)
    seen_at(watch, 30.0, 30)
    watch.clear()
    assert watch.seen and not watch.step(30.0)


def test_it_goes_by_the_rule_of_the_measure() -> None:
    leans_deg = [20.0 * math.sin(tick / 20.0) * math.sin(tick / 77.0) for tick in range(2000)]
    watch, events = CompensationWatch(15.0), 0
    for lean_deg in leans_deg:
        events += watch.step(lean_deg)
        watch.clear()
    assert events == compensation(leans_deg, 60.0, threshold_deg=15.0)["events"].value > 3
