"""No sequence of words leads past a stop, and one action reaches it from every state, tested without a game."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from game.coaching.safety_table import BACK, LIVE, TABLE, Effect, Heard, Row, Safety, State, diagram, step

PLAYING = (State.PLAY, State.REST)
GOING_ON = (Heard.GO_ON, Heard.PAIN_LITTLE, Heard.PAIN_MORE, Heard.NOT_FELL)
"""All that leads from a stop, or from a question, back to play: a person's own word."""
ENDINGS = {row.ends for row in TABLE if row.ends}
QUESTIONS = (State.STOP, State.HURTS, State.FALL, State.OFFER)


def after(*heard: Heard, begun: bool = True) -> Safety:
    """The machine that has heard this, in play unless it is said."""
    safety = step(Safety(), Heard.CHECKED)[0] if begun else Safety()
    for each in heard:
        safety, _ = step(safety, each)
    return safety


REACHED = {
    State.PRE_CHECK: after(begun=False),
    State.PLAY: after(),
    State.REST: after(Heard.REST_DUE),
    State.STOP: after(Heard.STOP),
    State.HURTS: after(Heard.HURTS),
    State.FALL: after(Heard.IMPACT),
    State.OFFER: after(Heard.TIRED, Heard.TIRED, Heard.TIRED),
    State.ENDED: after(Heard.FINISH),
}


def test_every_state_can_be_reached_and_no_row_contradicts_another() -> None:
    """One row for a state and what is heard in it; none leads out of the end."""
    assert {state: safety.state for state, safety in REACHED.items()} == {state: state for state in State}
    assert len({(row.state, row.heard) for row in TABLE}) == len(TABLE)
    assert not [row for row in TABLE if row.state is State.ENDED]


@pytest.mark.parametrize("state", LIVE)
def test_one_action_reaches_stop_and_both_doors_from_every_state(state: State) -> None:
    """It hurts is asked about; unwell ends it in the words that are said then."""
    safety = REACHED[state]
    assert step(safety, Heard.STOP)[0].state is State.STOP
    assert step(safety, Heard.HURTS)[0].state is State.HURTS
    ended, effects = step(safety, Heard.UNWELL)
    assert (ended.state, ended.ended) == (State.ENDED, "stopped_unwell")
    assert {Effect.REFUSE, Effect.FLAG} <= set(effects)


@pytest.mark.parametrize("heard", [Heard.NEW, Heard.PAIN_TOO_MUCH, Heard.TOO_MUCH_PAIN, Heard.FELL, Heard.UNWELL])
@pytest.mark.parametrize("state", LIVE)
def test_what_ends_it_ends_it_everywhere_and_is_flagged(state: State, heard: Heard) -> None:
    ended, effects = step(REACHED[state], heard)
    assert ended.state is State.ENDED and Effect.FLAG in effects


@pytest.mark.parametrize("state", LIVE)
def test_a_fall_like_impact_is_asked_about_from_every_state(state: State) -> None:
    safety, _ = step(REACHED[state], Heard.IMPACT)
    assert safety.state is State.FALL


def test_going_on_from_a_stop_is_easier() -> None:
    safety, effects = step(REACHED[State.STOP], Heard.GO_ON)
    assert safety.state is State.PLAY and effects == (Effect.EASIER,)


def test_going_on_from_pain_without_a_number_is_easier_and_asked_again() -> None:
    """As some pain is; little pain is not asked about again."""
    safety, effects = step(REACHED[State.HURTS], Heard.GO_ON)
    assert safety.state is State.PLAY and effects == (Effect.EASIER, Effect.ASK_PAIN)
    assert step(REACHED[State.HURTS], Heard.PAIN_MORE)[1] == effects
    assert step(REACHED[State.HURTS], Heard.PAIN_LITTLE)[1] == ()


def test_tired_means_rest_then_easier_then_an_offer() -> None:
    """The offer may be declined, and is made again."""
    safety, effects = step(after(), Heard.TIRED)
    assert effects == (Effect.REST_LONG,)
    safety, effects = step(safety, Heard.TIRED)
    assert effects == (Effect.EASIER,)
    safety, effects = step(safety, Heard.TIRED)
    assert safety.state is State.OFFER
    safety, _ = step(safety, Heard.GO_ON)
    assert safety.state is State.PLAY
    assert step(safety, Heard.TIRED)[0].state is State.OFFER
    assert after(Heard.TIRED, Heard.TIRED, Heard.TIRED, Heard.FINISH).ended == "stopped_fatigue"


def test_a_helping_trunk_never_ends_anything() -> None:
    """A cue, easier, a rest, and then the same again."""
    safety, seen = after(), []
    for _ in range(30):
        safety, effects = step(safety, Heard.HELPED)
        seen.append(effects)
        assert safety.state is State.PLAY
    assert seen == [(Effect.CUE,), (Effect.EASIER,), (Effect.REST,)] * 10


def test_a_question_stays_open_behind_a_stop() -> None:
    """Whoever stops while asked whether they fell is asked again before play goes on."""
    safety = after(Heard.IMPACT, Heard.STOP)
    assert safety.state is State.STOP
    safety, _ = step(safety, Heard.GO_ON)
    assert safety.state is State.FALL
    assert step(safety, Heard.GO_ON)[0].state is State.FALL
    assert step(safety, Heard.NOT_FELL)[0].state is State.PLAY
    both = after(Heard.IMPACT, Heard.HURTS, Heard.PAIN_LITTLE)
    assert both.state is State.FALL


def test_it_goes_back_to_where_it_was() -> None:
    """A stop in a rest goes on with the rest, one before play with the checks."""
    assert after(Heard.REST_DUE, Heard.STOP, Heard.GO_ON).state is State.REST
    assert after(Heard.STOP, Heard.GO_ON, begun=False).state is State.PRE_CHECK


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("heard", Heard)
def test_what_no_row_names_changes_nothing(state: State, heard: Heard) -> None:
    rows = {(row.state, row.heard) for row in TABLE}
    safety = REACHED[state]
    if (state, heard) not in rows:
        found, effects = step(safety, heard)
        assert (found.state, found.base, found.open, effects) == (safety.state, safety.base, safety.open, ())


class AnySequence(RuleBasedStateMachine):
    """Whatever is heard, in whatever order."""

    def __init__(self) -> None:
        super().__init__()
        self.safety = Safety()

    @rule(heard=st.sampled_from(Heard))
    def hear(self, heard: Heard) -> None:
        """Nothing but a person's word leads from a stop or a question to play, and nothing at all from the end."""
        before = self.safety
        self.safety, effects = step(before, heard)
        now = self.safety.state
        if before.state is State.ENDED:
            assert self.safety == before and effects == ()
        if before.state in QUESTIONS and now in PLAYING:
            assert heard in GOING_ON
        if before.state is State.PRE_CHECK and now in PLAYING:
            assert heard is Heard.CHECKED
        if before.state is State.FALL and now in PLAYING:
            assert heard is Heard.NOT_FELL

    @invariant()
    def open_questions_are_kept(self) -> None:
        """No question is forgotten, none is asked twice, and an end has its reason."""
        assert len(set(self.safety.open)) == len(self.safety.open)
        if self.safety.state in PLAYING:
            assert self.safety.open == () and self.safety.base is self.safety.state
        assert (self.safety.state is State.ENDED) == bool(self.safety.ended)


AnySequence.TestCase.settings = settings(max_examples=150, stateful_step_count=40)
TestAnySequence = AnySequence.TestCase


def test_every_ending_is_one_of_the_summarys() -> None:
    from game.screens.words import ENDINGS as KNOWN

    assert set(KNOWN) >= ENDINGS


def test_the_page_shows_the_table_as_it_is() -> None:
    """`python -m tests.house.safety_page` renews it."""
    page = Path("docs/safety.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{diagram()}```" in page
    assert all(_told(row) in page for row in TABLE)


def _told(row: Row) -> str:
    """The row as the page's table has it."""
    from tests.house.safety_page import told

    return told(row)


def test_back_is_no_state() -> None:
    """A row leads to a state, or back to where it was."""
    assert {type(row.next) for row in TABLE} == {State, type(BACK)}
