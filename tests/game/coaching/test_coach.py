"""The coach makes things easier and harder by a weighted up-down rule, and says why whenever it does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.coach import Coach, CoachRules
from game.exercises.events import DifficultyChanged, TrialEnded
from game.exercises.exercise import Asked, Parameter, Trial

ASKED = Asked((30.0, 50.0, 70.0), 8.0, 2.0)
BOTH: tuple[Parameter, ...] = ("tolerance", "hold")
NAN = float("nan")


def ended(trial: Trial, *, clean: bool, success: bool | None = None, spoilt: bool = False) -> TrialEnded:
    success = clean if success is None else success
    return TrialEnded(0, trial.index, 0.0, 1.0, trial.target_deg, 0.0, NAN, success, clean, spoilt, "")


def coach(asked: Asked = ASKED, adapts: tuple[Parameter, ...] = BOTH, seed: int = 0) -> Coach:
    return Coach(asked, adapts, seed)


def judged(
    one: Coach, *, clean: bool, success: bool | None = None, spoilt: bool = False, compensated: bool = False
) -> DifficultyChanged | None:
    """What the coach learns from the next trial."""
    return one.judge(ended(one.next(), clean=clean, success=success, spoilt=spoilt), compensated, 0)


def missed(one: Coach) -> str | None:
    """What the coach says of a miss."""
    change = judged(one, clean=False)
    return None if change is None else change.reason


def test_it_begins_as_the_level_says() -> None:
    assert coach().next() == Trial(0, 30.0, 8.0, 2.0)


def test_targets_go_round_in_the_order_written() -> None:
    one = coach()
    assert [one.next().target_deg for _ in range(7)] == [30, 50, 70, 30, 50, 70, 30]


@given(st.integers(0, 2**32))
def test_a_drawn_order_asks_for_every_target_in_each_round(seed: int) -> None:
    one, again = (coach(Asked(ASKED.targets_deg, 8.0, 2.0, shuffled=True), seed=seed) for _ in range(2))
    drawn = [one.next().target_deg for _ in range(9)]
    assert drawn == [again.next().target_deg for _ in range(9)], "equal seeds draw the same"
    assert all(sorted(drawn[start : start + 3]) == [30, 50, 70] for start in (0, 3, 6))


def test_a_miss_moves_three_steps_easier_and_a_clean_one_a_step_harder() -> None:
    one = coach()
    easier = judged(one, clean=False)
    assert easier == DifficultyChanged(0, 0, -3, -3, "easier: a miss")
    assert one.next().tolerance_deg > 8.0
    assert judged(one, clean=True) == DifficultyChanged(0, 2, -2, 1, "harder: reached cleanly")


def test_what_adapts_adapts_in_the_order_of_the_level() -> None:
    """The first parameter is at its easiest before the second one moves."""
    one = coach(adapts=("hold", "tolerance"))
    for _ in range(4):
        judged(one, clean=False)
    trial = one.next()
    assert trial.hold_s == pytest.approx(0.5) and trial.tolerance_deg == 8.0
    judged(one, clean=False)
    assert one.next().tolerance_deg > 8.0


def test_never_harder_than_the_level_nor_easier_than_the_easiest() -> None:
    one = coach()
    assert judged(one, clean=True) is None
    for _ in range(30):
        judged(one, clean=False)
    assert one.step == CoachRules().easiest
    trial = one.next()
    assert 0.0 < trial.hold_s < 2.0 and trial.tolerance_deg < trial.target_deg


@given(st.lists(st.sampled_from(["clean", "miss", "easier", "harder"]), max_size=80))
def test_a_target_never_lies_beyond_the_level_and_rest_is_never_a_success(words: list[str]) -> None:
    one = coach()
    for word in words:
        if word in ("easier", "harder"):
            one.ask(0, 6 if word == "easier" else -6, "asked")
        else:
            judged(one, clean=word == "clean")
        trial = one.next()
        assert trial.target_deg in ASKED.targets_deg
        assert 0.0 < trial.tolerance_deg <= 0.3 * trial.target_deg
        assert 0.0 < trial.hold_s <= 2.0


def test_two_misses_in_a_row_bring_an_easy_win() -> None:
    one = coach()
    judged(one, clean=True)
    judged(one, clean=False)
    assert missed(one) == "easier: two misses in a row"
    assert one.next().target_deg == 30.0


def test_a_clean_one_between_two_misses_breaks_the_row() -> None:
    one = coach()
    judged(one, clean=False)
    judged(one, clean=True)
    assert missed(one) == "easier: a miss"


def test_a_compensated_one_counts_as_a_miss() -> None:
    change = judged(coach(), clean=False, success=True, compensated=True)
    assert change == DifficultyChanged(0, 0, -3, -3, "easier: the trunk helped")


def test_reached_and_neither_clean_nor_helped_changes_nothing() -> None:
    """Too fast, or helped where the level allows it."""
    assert judged(coach(), clean=False, success=True) is None


def test_a_spoilt_trial_teaches_nothing() -> None:
    one = coach()
    for _ in range(5):
        assert judged(one, clean=False, spoilt=True) is None
    assert one.step == 0
    assert missed(one) == "easier: a miss", "nor does it count in a row of misses"


def test_the_person_may_ask() -> None:
    """Easier comes with one easy win; harder never passes the level."""
    one = coach()
    one.next()
    assert one.ask(9, 6, "easier: you asked for it") == DifficultyChanged(9, 1, -6, -6, "easier: you asked for it")
    assert [one.next().target_deg for _ in range(3)] == [30.0, 50.0, 70.0]
    assert one.ask(9, -6, "harder: you asked for it") == DifficultyChanged(9, 4, 0, 6, "harder: you asked for it")
    assert one.ask(9, -6, "harder: you asked for it") is None


@pytest.mark.parametrize(("adapts", "tolerance", "hold"), [(("tolerance",), True, False), (("hold",), False, True)])
def test_only_what_the_level_names_adapts(adapts: tuple[Parameter, ...], tolerance: bool, hold: bool) -> None:
    one = coach(Asked((70.0,), 8.0, 2.0), adapts)
    judged(one, clean=False)
    trial = one.next()
    assert (trial.tolerance_deg > 8.0, trial.hold_s < 2.0) == (tolerance, hold)


def test_where_nothing_adapts_nothing_is_said_to_change() -> None:
    one = coach(adapts=())
    assert judged(one, clean=False) is None and one.ask(0, 6, "asked") is None


def test_a_kind_without_targets_is_widened_and_shortened() -> None:
    one = coach(Asked((), 0.0, 20.0))
    judged(one, clean=False)
    trial = one.next()
    assert trial.target_deg != trial.target_deg
    assert trial.tolerance_deg == pytest.approx(3.0) and trial.hold_s == 20.0
    for _ in range(30):
        judged(one, clean=False)
    trial = one.next()
    assert trial.tolerance_deg == pytest.approx(12.0) and 0.0 < trial.hold_s < 20.0


def test_other_targets_hold_from_the_next_trial_on() -> None:
    one = coach()
    one.next()
    one.set_targets((10.0, 20.0))
    trial = one.next()
    assert trial.target_deg == 10.0 and trial.tolerance_deg <= 3.0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("ease_at", "slope"), [(4.0, 0.3), (10.0, 0.2), (18.0, 0.5)])
def test_play_settles_at_three_quarters(seed: int, ease_at: float, slope: float) -> None:
    """Whatever the ability: people who succeed half the time at step 4, 10 or 18 come to about 75 %."""
    random = np.random.default_rng(seed)
    one = coach(seed=seed)
    clean = []
    for _ in range(1200):
        likely = 1.0 / (1.0 + np.exp(-slope * (one.step - ease_at)))
        clean.append(bool(random.random() < likely))
        judged(one, clean=clean[-1])
    assert np.mean(clean[200:]) == pytest.approx(0.75, abs=0.03)
