"""A change is told only beyond measurement error, only of numbers measured alike, and in the words that are allowed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.followed import (
    NO_ERROR,
    SHOWN_BEFORE,
    TELLING,
    Alike,
    Finding,
    Followed,
    Telling,
    followed,
    primary,
)
from game.coaching.history import Past
from game.coaching.report import PAIN_CHANGE, Done, progress_report
from game.level.kinds import KINDS
from game.measures import NORMS, minimal_detectable_change

NOW = datetime(2031, 3, 14, 12, 0, tzinfo=UTC)
RANGE = TELLING["reach"]
SWAY = TELLING["steady"]


def series(
    values: Sequence[float],
    sem: float = 5.0,
    telling: Telling = RANGE,
    *,
    kind: str = "reach",
    test: bool = False,
    ended: datetime = NOW,
    **alike: str,
) -> Followed:
    """A sitting a day, the last one when it ended."""
    what = Alike(telling.measure, **{"movement": "elbow_flexion", "side": "right", **alike})  # type: ignore[arg-type]
    days = [ended - timedelta(days=len(values) - 1 - place) for place in range(len(values))]
    numbers = [(day, str(place), value) for place, (day, value) in enumerate(zip(days, values, strict=True))]
    return followed(what, telling, numbers, kind=kind, unit="deg", sem=sem, test=test)


def test_every_kind_says_beforehand_which_measure_tells_of_it() -> None:
    assert set(TELLING) == set(KINDS)


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ([60, 90, 92, 91, 94, 95], Finding.EARLY),
        ([60, 90, 92, 91, 94, 95, 93], Finding.SAME),
        ([60, 90, 92, 91, 99, 100, 101, 102], Finding.HIGHER),
        ([99, 90, 92, 91, 82, 81, 80, 80], Finding.LOWER),
        ([60, 90, 92, 91, 91, 91, 92, 120], Finding.EARLY),
    ],
)
def test_what_is_found(values: list[float], finding: Finding) -> None:
    """Too few, no change, both directions, and a change that was seen only once."""
    assert series(values).change.finding is finding


def test_the_therapists_example_comes_out_as_it_stands_in_the_rule() -> None:
    change = series([60.0, 90.0, 90.0, 90.0, 94.0, 94.0, 94.0]).change
    assert change.delta == pytest.approx(4.0)
    assert change.mdc == pytest.approx(8.0, abs=0.01) and change.finding is Finding.SAME


def test_the_first_sitting_is_never_compared() -> None:
    later = [90.0, 92.0, 91.0, 93.0, 92.0, 91.0]
    assert series([10.0, *later]).change == series([200.0, *later]).change


def test_of_sway_less_is_higher_steadiness() -> None:
    falling = [3.0, 2.0, 2.1, 1.9, 1.0, 1.1, 1.0, 0.9]
    assert series(falling, 0.2, SWAY).change.finding is Finding.HIGHER
    assert series(falling[::-1], 0.2, SWAY).change.finding is Finding.LOWER


def test_without_a_known_error_nothing_is_said_before_it_is_the_persons_own() -> None:
    """Their own is good enough from eleven sittings on, the first not counted."""
    rng = np.random.default_rng(5)
    values = list(rng.normal(1.0, 0.1, 11))
    early, late = series(values[:10], math.nan, SWAY), series(values, math.nan, SWAY)
    assert early.change.finding is Finding.EARLY and early.change.reason == NO_ERROR
    assert late.own_df is not None and late.own_df >= 6.0
    assert late.change.mdc == pytest.approx(minimal_detectable_change(late.sem, 3, 3, own_df=late.own_df).value)


def test_a_greater_spread_of_ones_own_takes_the_place_of_the_assumed_one_and_a_smaller_never_does() -> None:
    rng = np.random.default_rng(6)
    wide, narrow = series(list(rng.normal(90, 12, 14))), series(list(rng.normal(90, 1, 14)))
    assert wide.sem > 5.0 and wide.own_df is not None
    assert narrow.sem == 5.0 and narrow.own_df is None


@given(st.lists(st.floats(20.0, 150.0), min_size=7, max_size=16))
def test_nothing_below_the_smallest_change_is_ever_called_one(values: list[float]) -> None:
    found = series(values).change
    if found.finding in (Finding.HIGHER, Finding.LOWER):
        assert abs(found.delta) >= found.mdc > 0.0
    if abs(found.delta) < found.mdc:
        assert found.finding is Finding.SAME


@given(st.lists(st.floats(20.0, 150.0), min_size=7, max_size=12))
def test_the_picture_says_what_the_words_say(values: list[float]) -> None:
    """The newest three, with the same half about them, touch the band exactly where no change is told."""
    one = series(values)
    (low, high), half = one.band, one.change.mdc / 2.0
    touch = one.change.newest - half < high and one.change.newest + half > low
    if one.change.finding is not Finding.EARLY:
        assert touch == (one.change.finding is Finding.SAME)


def test_few_are_told_of_a_change_by_chance_alone() -> None:
    """Of people who do not change, at most one in twenty is, with every new sitting looked at once."""
    rng = np.random.default_rng(7)
    told = [series(list(rng.normal(90.0, 5.0, 8))).change.finding for _ in range(600)]
    assert sum(each in (Finding.HIGHER, Finding.LOWER) for each in told) <= 0.05 * len(told)


def test_numbers_of_one_sitting_are_one_number() -> None:
    twice = [(NOW, "a", 80.0), (NOW + timedelta(minutes=9), "a", 90.0), (NOW + timedelta(hours=5), "b", 70.0)]
    one = followed(Alike("range_of_motion", "elbow_flexion", "right"), RANGE, twice, kind="reach", unit="deg", sem=5.0)
    assert [point.value for point in one.points] == [85.0, 70.0]


def test_one_series_a_goal_chosen_without_a_look_at_how_it_went() -> None:
    play, test = series([90.0] * 8), series([90.0] * 7, kind="range_test", test=True, level="t")
    shown = series([90.0] * 8, telling=SHOWN_BEFORE)
    early = series([90.0] * 3, kind="range_test", test=True, level="t")
    old = series([90.0] * 9, kind="range_test", test=True, level="o", ended=NOW - timedelta(days=60))
    assert primary([play, shown, test, old], NOW) == (test,)
    assert primary([play, shown, early], NOW) == (shown,)
    assert primary([play, old], NOW) == (play,)
    better, poorer = series([60.0, *[90.0] * 3, *[120.0] * 4]), series([60.0, *[90.0] * 3, *[60.0] * 4])
    for one in (better, poorer):
        assert primary([one, test], NOW) == (test,)


def test_other_sides_and_movements_are_goals_of_their_own() -> None:
    sides = [series([90.0] * 8), series([90.0] * 8, side="left"), series([90.0] * 8, movement="knee_flexion")]
    assert len(primary(sides, NOW)) == 3


def test_pain_is_said_to_have_changed_only_beyond_what_is_more_than_chance() -> None:
    published = next(row.value for row in NORMS if row.of == "pain_nrs" and row.meaning == "detectable_change")
    assert published <= PAIN_CHANGE


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        ([4, 4, 4, 1, 1], Finding.EARLY),
        ([4, 4, 4, 3, 3, 3], Finding.SAME),
        ([4, 4, 4, 2, 2, 2], Finding.HIGHER),
        ([2, 2, 2, 4, 4, 4], Finding.LOWER),
        ([4, 4, 4, math.nan, 2, 2, math.nan, 2], Finding.HIGHER),
    ],
)
def test_pain_before_play_is_compared_where_it_was_said_on_six_days(said: list[float], finding: Finding) -> None:
    """Less pain is the direction practised for."""
    days = [NOW - timedelta(days=len(said) - place) for place in range(len(said))]
    done = [Done(Past("a", str(day), day, day, pain_before=pain), 1) for day, pain in zip(days, said, strict=True)]
    report = progress_report("P01", NOW, done)
    assert report.pain.finding is finding
    assert [light for _monday, light in report.weeks][-1] == report.light == len(said)
