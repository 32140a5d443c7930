"""Practice: blocked, then serial, then random; a side may come more often; feedback fades and comes back on a word."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.coach import Coach
from game.coaching.practice import Feedback, Places, feedback_share, order_of
from game.coaching.progress import Progress
from game.coaching.settings import CoachSettings, coach_settings
from game.exercises.exercise import PARAMETERS, Asked, Side
from tests.game.coaching.learners import ASKED, ENDS

USUAL = CoachSettings()


def places(session: int, trials: int, repetitions: int = 30) -> list[int]:
    coach = Coach(ASKED, PARAMETERS, progress=Progress(session - 1), repetitions=repetitions)
    return [coach.next().place for _ in range(trials)]


def test_order_goes_from_blocked_by_serial_to_random() -> None:
    orders = [order_of(session, USUAL, ASKED) for session in range(1, 7)]
    assert orders == ["blocked", "blocked", "serial", "serial", "random", "random"]


def test_a_level_that_asks_for_a_drawn_order_has_it_at_once_and_a_therapist_has_the_last_word() -> None:
    shuffled = replace(ASKED, shuffled=True)
    assert order_of(1, USUAL, shuffled) == "random"
    assert order_of(9, CoachSettings(order="blocked"), shuffled) == "blocked"


def test_a_therapist_may_let_the_person_choose_where_the_kind_lets_them() -> None:
    """From the first session on; in a kind that does not, places come as they would have."""
    asks = CoachSettings(order="person")
    assert order_of(1, asks, replace(ASKED, choosable=True)) == "person"
    assert [order_of(session, asks, ASKED) for session in (1, 9)] == ["blocked", "random"]
    coach = Coach(replace(ASKED, choosable=True), PARAMETERS, progress=Progress(0), settings=asks)
    assert [choice.place for choice in coach.next().choices] == [0, 1, 2]


def test_blocked_stays_at_one_place_and_the_dose_is_enough_for_all() -> None:
    assert [len(list(run)) for _, run in groupby(places(1, 30))] == [10, 10, 10]
    assert places(2, 6, repetitions=6) == [0, 0, 1, 1, 2, 2]
    assert places(1, 3, repetitions=2) == [0, 1, 2]


def test_serial_goes_round() -> None:
    assert places(3, 7) == [0, 1, 2, 0, 1, 2, 0]


def test_nobodys_session_goes_round_with_feedback() -> None:
    coach = Coach(ASKED, PARAMETERS)
    trials = [coach.next() for _ in range(6)]
    assert [trial.place for trial in trials] == [0, 1, 2, 0, 1, 2] and all(trial.feedback for trial in trials)


@given(st.integers(0, 2**32), st.integers(1, 12))
def test_a_drawn_order_asks_for_every_place_in_each_round_and_equal_seeds_draw_alike(seed: int, count: int) -> None:
    one, again = (Places(count, "random", 30, seed) for _ in range(2))
    drawn = [one.next() for _ in range(3 * count)]
    assert drawn == [again.next() for _ in range(3 * count)]
    for start in range(0, 3 * count, count):
        assert sorted(drawn[start : start + count]) == list(range(count))


@given(st.sampled_from(["left", "right"]), st.floats(0.0, 1.0), st.integers(0, 99))
def test_a_side_comes_as_often_as_is_set(side: Side, share: float, seed: int) -> None:
    sides: tuple[Side | None, ...] = ("left", None, "right", "left")
    settings = CoachSettings(bias=side, bias_share=share)
    one = Places(4, "serial", 30, seed, sides, settings)
    drawn = [one.next() for _ in range(100)]
    assert abs(sum(sides[place] == side for place in drawn) / 100 - share) <= 0.01 + 1e-9


@pytest.mark.parametrize("sides", [(), (None, None), ("left", "left")])
def test_where_there_is_no_other_side_every_place_comes(sides: tuple[Side | None, ...]) -> None:
    one = Places(2, "serial", 30, 0, sides, CoachSettings(bias="left"))
    assert [one.next() for _ in range(4)] == [0, 1, 0, 1]


def test_the_coach_hands_the_sides_on() -> None:
    asked = Asked((), 0.0, 1.0, places=2, sides=("left", "right"), ends=ENDS)
    coach = Coach(asked, PARAMETERS, progress=Progress(3), settings=CoachSettings(bias="right"))
    assert [coach.next().place for _ in range(8)].count(1) == 6


def test_feedback_fades_from_all_to_a_half_over_four_sessions() -> None:
    shares = [feedback_share(session, USUAL) for session in range(1, 7)]
    assert shares == pytest.approx([1.0, 5 / 6, 4 / 6, 0.5, 0.5, 0.5])
    assert [feedback_share(session, CoachSettings(feedback_sessions=1)) for session in (1, 2)] == [1.0, 0.5]


@given(st.floats(0.0, 1.0), st.integers(1, 200))
def test_feedback_is_spread_evenly(share: float, trials: int) -> None:
    one = Feedback(share)
    given_ = [one.next() for _ in range(trials)]
    for until in range(1, trials + 1):
        assert abs(sum(given_[:until]) - share * until) <= 1.0 + 1e-6


def test_the_first_trial_has_feedback_and_more_comes_on_a_word() -> None:
    coach = Coach(ASKED, PARAMETERS, progress=Progress(3))
    assert [coach.next().feedback for _ in range(4)] == [True, False, True, False]
    coach.more_feedback()
    assert all(coach.next().feedback for _ in range(USUAL.feedback_more))
    assert not all(coach.next().feedback for _ in range(2))


@given(st.sampled_from(sorted(USUAL.as_row())))
def test_settings_are_what_they_were_written_as(name: str) -> None:
    assert coach_settings({name: USUAL.as_row()[name]}) == USUAL


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"speed": 3}, "no setting"),
        ({"order": "backwards"}, "order is one of"),
        ({"bias": "up"}, "bias is one of"),
        ({"aim": 1.0}, "an aim lies"),
        ({"bias_share": 1.5}, "a share from 0 to 1"),
        ({"band": [0.9, 0.6]}, "the lower one first"),
        ({"range_rise_deg": 6.0}, "at most 5"),
        ({"unaided_every": 0}, "at least 1"),
    ],
)
def test_what_is_no_setting_is_told(row: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        coach_settings(row)
