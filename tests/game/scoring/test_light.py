"""Light is earned by doing the exercise: it only grows, quality stands apart from amount, cheating brings nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.exercises.events import (
    Answered,
    DifficultyChanged,
    Event,
    PainReported,
    Paused,
    RepCompleted,
    SignalLost,
    TrialEnded,
    Verdict,
)
from game.exercises.exercise import Trial
from game.scoring.keeper import ScoreKeeper
from game.scoring.light import LIGHT, LIGHT_FINISHED, light_of_finishing
from game.scoring.quality import clean_share, retention_success

VERDICTS: list[Verdict] = ["clean", "partial", "compensated", "other"]
ENDINGS = ["finished", "stopped_pain", "stopped_dose", "signal_lost", "stopped_by_person", "interrupted"]
KINDS = ["reach", "steady"]


def rep(verdict: Verdict) -> RepCompleted:
    return RepCompleted(0, 0.0, 1.0, 2.0, 0.0, 60.0, 90.0, verdict, "why")


def trial(index: int = 0) -> TrialEnded:
    return TrialEnded(0, index, 0.0, 2.0, 60.0, 60.0, math.nan, True, True, False, "why")


anything: st.SearchStrategy[Sequence[Event]] = st.one_of(
    st.sampled_from(VERDICTS).map(lambda verdict: (rep(verdict),)),
    st.sampled_from(VERDICTS).map(lambda verdict: (rep(verdict), trial())),
    st.just((DifficultyChanged(0, 0, -3, -3, "easier: a miss"),)),
    st.just((PainReported(0, 7, True, "stop this exercise"),)),
    st.just((SignalLost(0, "right_forearm"),)),
    st.just((Paused(0, "person"),)),
    st.floats(0.0, 10.0).map(lambda value: (Answered(0, "effort", value),)),
)


@given(st.sampled_from(KINDS), st.lists(anything, max_size=60), st.sampled_from(ENDINGS))
def test_what_is_lit_stays_lit(kind: str, told: list[Sequence[Event]], ended: str) -> None:
    """Whatever happens, and however it ends."""
    keeper = ScoreKeeper(kind)
    before = 0
    for events in told:
        keeper.add(events, ())
        assert keeper.light >= before
        before = keeper.light
    keeper.finish(ended)
    assert keeper.light >= before


@given(st.lists(st.sampled_from(VERDICTS), max_size=60), st.sampled_from(ENDINGS))
def test_another_movement_brings_nothing_however_often(verdicts: list[Verdict], ended: str) -> None:
    """Shaken sensors and wrong movements, in a trial or out of one."""
    with_it, without = ScoreKeeper("reach"), ScoreKeeper("reach")
    for verdict in verdicts:
        with_it.add([rep(verdict), trial()], ())
        with_it.add([rep("other")], ())
        if verdict != "other":
            without.add([rep(verdict), trial()], ())
    for keeper in (with_it, without):
        keeper.finish(ended)
    assert (with_it.light, with_it.done) == (without.light, without.done)


@pytest.mark.parametrize("cheat", ["partial", "compensated", "other"])
@given(st.integers(1, 100))
def test_half_ranges_and_trunk_swings_bring_less_than_any_honest_practice(cheat: Verdict, times: int) -> None:
    """The little that every attempt brings, and nothing for the end, however often: what is not clean once counts for
    less than what is clean three times in four."""
    lazy, honest = ScoreKeeper("reach"), ScoreKeeper("reach")
    for number in range(times):
        lazy.add([rep(cheat), trial(number)], ())
        honest.add([rep("partial" if number % 4 == 3 else "clean"), trial(number)], ())
    lazy.finish("finished")
    honest.finish("finished")
    assert lazy.light == times * LIGHT[cheat] and lazy.measures()["clean_share"]["value"] in (0.0, None)
    assert honest.light >= 2.5 * lazy.light + LIGHT_FINISHED


def test_a_movement_outside_a_trial_brings_nothing() -> None:
    keeper = ScoreKeeper("reach")
    keeper.add([rep("clean")] * 5, ())
    keeper.finish("finished")
    assert keeper.light == 0 and keeper.done == 0


@pytest.mark.parametrize("ended", ENDINGS)
def test_finishing_brings_most_and_only_finishing(ended: str) -> None:
    assert light_of_finishing(ended, {"clean": 3, "partial": 1}) == (LIGHT_FINISHED if ended == "finished" else 0)
    assert max(LIGHT.values()) < LIGHT_FINISHED


def test_a_test_that_is_done_is_finished() -> None:
    """It measures what there is, and asks for no quality."""
    keeper = ScoreKeeper("range_test")
    keeper.add([rep("partial"), trial()], ())
    keeper.finish("finished")
    assert keeper.light == LIGHT["partial"] + LIGHT_FINISHED and "clean_share" not in keeper.measures()


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_quality_says_nothing_of_amount(clean: int, partial: int, compensated: int, other: int) -> None:
    few = clean_share({"clean": clean, "partial": partial, "compensated": compensated, "other": other})
    many = clean_share({"clean": 3 * clean, "partial": 3 * partial, "compensated": 3 * compensated, "other": other})
    if clean + partial + compensated == 0:
        assert not few.valid and few.reason
    else:
        assert few.value == many.value == 100.0 * clean / (clean + partial + compensated)


def test_what_was_kept_is_measured_by_the_unaided_opening_trials_alone() -> None:
    keeper = ScoreKeeper("reach")
    for index, (purpose, counts) in enumerate(
        [("retention", "success"), ("retention", "miss"), ("retention", None), ("practice", "success")]
    ):
        keeper.asked(Trial(index, 60.0, 8.0, purpose=purpose))  # type: ignore[arg-type]
        keeper.counted(index, counts)
    assert keeper.measures()["retention_success"]["value"] == 50.0
    assert retention_success([None, None]).reason == "no unaided trial counted"
    assert "retention_success" not in ScoreKeeper("reach").measures()


def test_a_trial_says_how_it_was_asked_for_and_what_it_counts_as() -> None:
    keeper = ScoreKeeper("reach")
    keeper.asked(Trial(0, 60.0, 8.0, feedback=False, step=-4, purpose="retention"))
    keeper.add([rep("clean"), trial()], ())
    keeper.counted(0, "success")
    (row,) = keeper.trials()
    told = {key: row[key] for key in ("step", "feedback", "purpose", "counts_as")}
    assert told == {"step": -4, "feedback": False, "purpose": "retention", "counts_as": "success"}
