"""Gentle mode is what a live sensor may do without a prescription, and nothing more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.gentle import GENTLE, gentle_targets, refuse_gentle
from game.coaching.history import History

TARGETS = st.lists(st.floats(8.0, 180.0), min_size=1, max_size=12, unique=True).map(lambda found: tuple(sorted(found)))


def played(sessions_today: int) -> History:
    return History(sessions_today, 5.0 * sessions_today, None)


@pytest.mark.parametrize("kind", ["steady", "tempo", "activate", "task"])
def test_other_kinds_are_refused_in_words(kind: str) -> None:
    assert refuse_gentle(kind, "seated", None) == (
        "Without a prescription, only gentle exercises lying or seated are played with a sensor. Choose a reach "
        "level, try this one with the keyboard, or ask your therapist for a prescription."
    )


@pytest.mark.parametrize("posture", ["standing", "stepping"])
def test_nothing_standing(posture: str) -> None:
    assert refuse_gentle("reach", posture, None) is not None


@pytest.mark.parametrize("posture", ["lying", "seated"])
def test_reach_lying_or_seated_may_start_twice_a_day(posture: str) -> None:
    assert refuse_gentle("reach", posture, played(0)) is None
    assert refuse_gentle("reach", posture, played(1)) is None
    assert refuse_gentle("reach", posture, played(2)) == (
        "That was 2 sessions today, which is enough without a prescription. Go on tomorrow, or try a level with the "
        "keyboard."
    )


def test_nobodys_session_has_no_history() -> None:
    assert refuse_gentle("reach", "seated", None) is None


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
