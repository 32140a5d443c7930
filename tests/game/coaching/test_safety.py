"""Safety: what pain means for play, and the sentences that are said in exactly these words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.safety import (
    ABOUT,
    DO_NOT_EXERCISE,
    NOBODY_WATCHES,
    PROTECTIVE,
    PainDecision,
    PainRules,
    decide_pain,
    may_start,
)

RULES = PainRules()
PAINS = st.integers(0, 10)
GO_ON, EASIER, STOP = PainDecision.GO_ON, PainDecision.EASIER, PainDecision.STOP


def test_the_approved_sentences() -> None:
    assert DO_NOT_EXERCISE == (
        "Do not exercise now. Call your therapist or doctor. Face drooping, sudden weakness, strange speech or chest "
        "pain: call the emergency number now."
    )
    assert NOBODY_WATCHES == "Nobody watches while you play. This is not an alarm."
    assert ABOUT == (
        "Moveagain is open-source exercise software. No authority has assessed it as a medical device; whoever puts "
        "it into use must check what local law requires. It does not diagnose, does not decide treatment, and is not "
        "an alarm: nobody watches while you play. Use it for movements a qualified therapist has chosen for you. Its "
        "angles and times are training measures with their error shown and do not replace an examination."
    )


@pytest.mark.parametrize(
    ("pain", "before", "decision"),
    [
        (0, 0, GO_ON),
        (2, 0, GO_ON),
        (3, 2, EASIER),
        (3, 3, EASIER),
        (5, 4, EASIER),
        (5, 5, EASIER),
        (3, 1, STOP),
        (4, 2, STOP),
        (5, 0, STOP),
        (6, 5, STOP),
        (6, 6, STOP),
        (10, 0, STOP),
    ],
)
def test_what_pain_during_play_leads_to(pain: int, before: int, decision: PainDecision) -> None:
    """≤ 2 go on; 3–5 risen less than 2: easier; ≥ 6, or ≥ 3 and risen by 2: stop."""
    assert decide_pain(pain, float(before), False, RULES) is decision


@given(PAINS, st.none() | PAINS)
def test_sharp_or_new_pain_stops_at_any_number(pain: int, before: int | None) -> None:
    assert decide_pain(pain, math.nan if before is None else float(before), True, RULES) is STOP


@given(PAINS, PAINS)
def test_more_pain_never_leads_to_more_play(pain: int, before: int) -> None:
    order = [GO_ON, EASIER, STOP]
    now = decide_pain(pain, float(before), False, RULES)
    assert order.index(decide_pain(pain + 1, float(before), False, RULES)) >= order.index(now)


@pytest.mark.parametrize(("pain", "decision"), [(2, GO_ON), (3, STOP), (5, STOP)])
def test_pain_that_was_not_asked_for_before_counts_as_risen(pain: int, decision: PainDecision) -> None:
    assert decide_pain(pain, math.nan, False, RULES) is decision


@given(PAINS)
def test_the_protective_profile_stops_from_four(pain: int) -> None:
    decision = decide_pain(pain, float(pain), False, PROTECTIVE)
    assert (decision is STOP) == (pain >= 4)


@given(PAINS, st.none() | st.integers(0, 20).map(lambda twice: twice / 2.0))
def test_play_starts_below_six_and_less_than_two_above_usual(pain: int, usual: float | None) -> None:
    """Usual is a median, and so may lie between two numbers."""
    usual_pain = math.nan if usual is None else usual
    refused = pain >= 6 or (usual is not None and pain - usual >= 2)
    assert (may_start(float(pain), usual_pain, False, RULES) is not None) == refused


def test_anything_new_ends_it_whatever_the_pain() -> None:
    assert may_start(0.0, 0.0, True, RULES) == DO_NOT_EXERCISE


def test_pain_that_was_not_asked_for_does_not_hinder() -> None:
    assert may_start(math.nan, math.nan, False, RULES) is None


def test_a_refusal_says_what_to_do() -> None:
    assert may_start(8.0, math.nan, False, RULES) == (
        "Your pain is higher than it should be for play. Rest today, and tell your therapist."
    )
