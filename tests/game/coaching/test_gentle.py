"""Gentle mode is what a live sensor may do without a prescription, and nothing more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.app.request import load_level
from game.coaching.allowed import gentle_of
from game.coaching.gentle import ELECTRODES_REFUSED, GENTLE, gentle_minutes, gentle_targets, refuse_gentle
from game.coaching.history import History, Past
from game.exercises.exercise import Limits, Trial
from game.exercises.trace import TraceKeys
from game.level import Level, read_level
from tests.game.build import REACH

TARGETS = st.lists(st.floats(8.0, 180.0), min_size=1, max_size=12, unique=True).map(lambda found: tuple(sorted(found)))


NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)


def played(*sittings: str, sitting: str | None = None, minutes: float = 5.0, **more: Any) -> History:
    """Somebody who has played these sittings this morning, one every half hour."""
    times = [NOON - timedelta(minutes=30 * (len(sittings) - place)) for place in range(len(sittings))]
    past = [
        Past("a", each, at, at + timedelta(minutes=minutes), active_min=minutes)
        for each, at in zip(sittings, times, strict=True)
    ]
    return History(NOON, tuple(past), sitting, **more)


def level(**changes: Any) -> Level:
    """A seated reach level, but for what is said."""
    return read_level(REACH, "").model_copy(update=changes)


def of_kind(kind: str, **keys: Any) -> Level:
    """A level whose exercise is of that kind; what its own keys are does not matter here."""
    return level(exercise=SimpleNamespace(kind=kind, **keys))


REFUSED = (
    "Without a prescription, only gentle exercises lying or seated are played with a sensor. Choose a reach "
    "level, try this one with the keyboard, or ask your therapist for a prescription."
)


@pytest.mark.parametrize("kind", ["steady", "tempo", "activate", "task", "range_test"])
def test_other_kinds_are_refused_in_words(kind: str) -> None:
    assert refuse_gentle(of_kind(kind), None) == REFUSED


@pytest.mark.parametrize("kind", GENTLE.kinds)
@pytest.mark.parametrize(
    "keys",
    [
        {"eyes": "closed"},
        {"vision": "eyes_closed"},
        {"effort": "loaded"},
        {"load_kg": 1.0},
        {"set_by": "helper_placed"},
        {"set_by": "other_limb"},
    ],
    ids=["eyes-closed", "unseen", "loaded", "a-load", "moved-by-a-helper", "shown-by-the-other-limb"],
)
def test_nothing_with_a_load_or_with_eyes_closed(kind: str, keys: dict[str, Any]) -> None:
    assert refuse_gentle(of_kind(kind), None) is None
    assert refuse_gentle(of_kind(kind, **keys), None) == REFUSED


def test_tandem_is_gentle_for_the_arms_only() -> None:
    assert refuse_gentle(of_kind("tandem", other_deg=60.0, amplitude_deg=40.0), None) == REFUSED
    assert refuse_gentle(of_kind("trace", second_movement="elbow_flexion"), None) == REFUSED
    for movement, gentle in (("shoulder_flexion", True), ("wrist_flexion", True), ("knee_flexion", False)):
        one = of_kind("tandem").model_copy(update={"movement": movement})
        assert (refuse_gentle(one, None) is None) is gentle
    for other, gentle in (("elbow_flexion", True), ("knee_extension", False)):
        assert (refuse_gentle(of_kind("tandem", other_movement=other), None) is None) is gentle


def test_nothing_is_asked_for_the_other_way_than_the_range_was_shown() -> None:
    """A kite that also goes a little way back stays on this side of the neutral pose."""
    both_ways = load_level("trunk_flexion_trace_1")
    assert isinstance(both_ways.exercise, TraceKeys) and both_ways.exercise.from_deg < 0.0
    wall = gentle_of(both_ways).wall
    assert wall.floor_deg == 0.0 < wall.ceiling_deg == both_ways.row.safe_deg[1]
    rules = both_ways.exercise.rules(Limits(60.0, 15.0, wall))
    rules.offer(0, Trial(0, 20.0, 5.0, 5.0))
    view = rules.view()
    assert min(view.ahead_deg) >= 0.0


def test_no_electrodes() -> None:
    assert refuse_gentle(level(), None, electrodes=True) == ELECTRODES_REFUSED


@pytest.mark.parametrize("posture", ["standing", "stepping"])
def test_nothing_standing(posture: str) -> None:
    assert refuse_gentle(level(posture=posture), None) is not None


@pytest.mark.parametrize("posture", ["lying", "seated"])
def test_reach_lying_or_seated_may_start_twice_a_day(posture: str) -> None:
    one = level(posture=posture)
    assert refuse_gentle(one, played()) is None
    assert refuse_gentle(one, played("a")) is None
    assert refuse_gentle(one, played("a", "b")) == (
        "That was 2 sessions today, which is enough without a prescription. Go on tomorrow, or try a level with the "
        "keyboard."
    )


def test_a_sitting_goes_on_until_its_ten_minutes_are_over() -> None:
    """Several levels of one sitting are one session; more than ten minutes it has not."""
    going_on = played("a", "b", "b", sitting="b", minutes=4.0)
    assert refuse_gentle(level(), going_on) is None
    assert gentle_minutes(going_on) == pytest.approx(2.0)
    over = played("a", "b", "b", sitting="b", minutes=4.9)
    assert refuse_gentle(level(), over) == (
        "That was 10 minutes, which is enough for one session without a prescription. Go on later, or try a level with "
        "the keyboard."
    )


def test_nobodys_session_has_no_history() -> None:
    assert refuse_gentle(level(), None) is None
    assert refuse_gentle(level(), played("a", "a", "a", sitting="a", minutes=1.0, nobodys=True)) is None


@given(TARGETS, st.floats(10.0, 180.0))
def test_no_target_lies_beyond_four_fifths_of_the_range_shown(targets_deg: tuple[float, ...], range_deg: float) -> None:
    lowered = gentle_targets(targets_deg, range_deg)
    assert lowered and max(lowered) <= 0.8 * range_deg
    assert all(target > 0.0 for target in lowered)


@given(TARGETS, st.floats(10.0, 180.0))
def test_targets_only_ever_come_lower_and_keep_their_order(targets_deg: tuple[float, ...], range_deg: float) -> None:
    lowered = gentle_targets(targets_deg, range_deg)
    assert list(lowered) == sorted(lowered)
    assert all(new <= old for new, old in zip(reversed(lowered), reversed(targets_deg), strict=False))


def test_targets_within_reach_stay_as_they_are() -> None:
    assert gentle_targets((30.0, 50.0, 70.0), 90.0) == (30.0, 50.0, 70.0)


def test_all_targets_are_lowered_alike() -> None:
    assert gentle_targets((30.0, 50.0, 70.0), 43.75) == pytest.approx((15.0, 25.0, 35.0))


def test_a_target_too_low_to_be_told_from_rest_is_left_out() -> None:
    assert gentle_targets((30.0, 50.0, 90.0), 15.0) == pytest.approx((6.667, 12.0), abs=0.01)


def test_the_bounds() -> None:
    """At most 80 %, ten minutes, twice a day."""
    assert (GENTLE.range_share, GENTLE.minutes, GENTLE.sessions_a_day) == (0.8, 10.0, 2)
    assert GENTLE.postures == ("lying", "seated")
