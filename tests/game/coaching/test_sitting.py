"""What was done in a sitting, and the one thing to try: words that could be defended to whoever did it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.sitting import TOLD_FROM, Exercised, Try, done_in, exercised, one_to_try
from game.exercises.ranges import PAST, SHORT
from game.exercises.reach import LATE, NOT_HELD, TOO_FAST
from game.exercises.watch import HELPED

REASONS = (HELPED, TOO_FAST, NOT_HELD, PAST, LATE, SHORT, "as asked", "something of another kind")
ONES = st.builds(
    Exercised,
    kind=st.sampled_from(("reach", "tempo", "match", "steady")),
    attempted=st.integers(0, 60),
    clean=st.integers(0, 60),
    active_min=st.floats(0, 20),
    ended=st.sampled_from(("finished", "stopped_by_person", "stopped_pain", "stopped_unwell", "interrupted")),
    reasons=st.dictionaries(st.sampled_from(REASONS), st.integers(0, 9)),
    pain_before=st.sampled_from((math.nan, 0.0, 2.0)),
    pain_after=st.sampled_from((math.nan, 0.0, 3.0, 7.0)),
)


@given(st.lists(ONES, max_size=6))
def test_after_pain_nothing_more_is_asked_of_anybody(sitting: list[Exercised]) -> None:
    """Neither higher nor longer, whatever else there would be to say."""
    hurt = any(one.ended.startswith("stopped_") and one.ended != "stopped_by_person" for one in sitting)
    risen = any(one.pain_after - one.pain_before >= 2.0 for one in sitting)
    found = one_to_try(sitting)
    assert (found in (Try.REST_AND_TELL, Try.GENTLER)) == (hurt or risen)


@given(st.lists(ONES, max_size=6))
def test_what_is_spoken_of_was_seen_more_than_once_in_a_kind_that_tells_it(sitting: list[Exercised]) -> None:
    """And nothing was seen more often; of a place that is found unseen nothing is told afterwards."""
    found = one_to_try(sitting)
    said = {Try.SIT_TALL: HELPED, Try.SLOWER: TOO_FAST, Try.LONGER: NOT_HELD, Try.HIGHER: SHORT, Try.LESS_FAR: PAST,
            Try.SOONER: LATE}  # fmt: skip
    if found in said:
        told = [one for one in sitting if one.kind in ("reach", "tempo", "task")]
        times = {reason: sum(one.reasons.get(reason, 0) for one in told) for reason in said.values()}
        assert times[said[found]] >= TOLD_FROM
        assert times[said[found]] == max(times.values())


@given(st.lists(ONES, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_exercises_changes_nothing(sitting: list[Exercised], lot: object) -> None:
    other = list(sitting)
    lot.shuffle(other)  # type: ignore[attr-defined]
    assert one_to_try(other) is one_to_try(sitting)
    assert done_in(other).attempted == done_in(sitting).attempted == sum(one.attempted for one in sitting)


def test_one_movement_says_nothing() -> None:
    once = Exercised("reach", 12, 11, 3.0, "finished", {TOO_FAST: 1})
    assert one_to_try([once]) is Try.THE_SAME
    assert one_to_try([]) is Try.THE_SAME
    assert one_to_try([once, once]) is Try.SLOWER


@pytest.mark.parametrize("row", [{}, {"repetitions": None, "context": None, "trials": None}])
def test_a_summary_that_lacks_something_is_no_fault(row: dict[str, object]) -> None:
    """One that was cut short, or of an older version."""
    found = exercised("reach", row)
    assert (found.attempted, found.clean) == (0, 0) and math.isnan(found.pain_before)


def test_a_summary_is_added_up_as_it_stands() -> None:
    row = {
        "repetitions": {"attempted": 12, "clean": 9, "other": 1},
        "context": {"active_s": 90.0, "pain_before": 1.0, "pain_after": None},
        "trials": [{"clean": True, "reason": "as asked"}, {"clean": False, "reason": HELPED}],
        "ended": "finished",
    }
    found = exercised("reach", row)
    assert (found.attempted, found.clean, found.active_min, found.reasons) == (11, 9, 1.5, {HELPED: 1})
