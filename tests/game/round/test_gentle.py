"""Without a prescription a person first shows how far they go without pain; nothing beyond 80 % of that is asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.events import CueGiven, RangeShown, RepCompleted, RoundEnded, TrialStarted
from game.exercises.views import ReachView
from game.round import Command, Do, Phase
from tests.game.build import FOREARM, REACH, STEADY, TRUNK, Wearer, playing

LONG = REACH.replace("repetitions: 6, minutes: 5", "repetitions: 60, minutes: 20, rest_every_s: 600")


def shown(*peaks_deg: float, level: str = LONG) -> Wearer:
    """Somebody in gentle mode who has shown movements of these heights."""
    person = playing(level, mode="gentle")
    for peak_deg in peaks_deg:
        person.lift(peak_deg, seconds=max(1.0, peak_deg / 40.0))
    return person


def targets_deg(person: Wearer) -> tuple[float, ...]:
    view = person.round.view().exercise
    assert isinstance(view, ReachView)
    return view.targets_deg


def test_the_range_is_asked_for_first_and_the_farther_of_two_movements_counts() -> None:
    person = shown(40.0)
    assert person.phase() is Phase.RANGE and not person.of(TrialStarted)
    assert [given.cue for given in person.of(CueGiven)] == ["show_range", "once_more"]
    person.lift(50.0)
    assert person.phase() is Phase.PLAY
    assert person.of(RangeShown)[0].range_deg == pytest.approx(50.0, abs=0.5)
    assert max(targets_deg(person)) == pytest.approx(40.0, abs=0.5)


def test_a_movement_helped_by_the_trunk_shows_no_range() -> None:
    """The arm seems to go farther than the shoulder lets it: the wall is not built on that."""
    person = playing(LONG, (FOREARM, TRUNK), mode="gentle")
    person.lift(90.0, seconds=2.0, hold_s=0.6, lean_deg=25.0)
    assert person.of(CueGiven)[-1].cue == "sit_tall"
    assert person.of(RepCompleted)[-1].verdict == "compensated"
    assert (person.round.view().repetitions_done, person.round.view().light) == (0, 0)
    person.lift(40.0)
    person.lift(45.0)
    assert person.of(RangeShown)[0].range_deg == pytest.approx(45.0, abs=0.5)


def test_what_is_shown_counts_as_attempted_and_toward_no_dose() -> None:
    person = shown(40.0, 50.0)
    assert person.round.outcome().repetitions["other"] == 2
    assert person.round.view().repetitions_done == 0 and person.round.view().light == 0


@given(st.floats(15.0, 150.0), st.floats(15.0, 150.0), st.integers(0, 2**16))
@settings(max_examples=12)
def test_no_target_is_ever_asked_for_beyond_four_fifths_of_the_range_shown(a: float, b: float, seed: int) -> None:
    """Whatever is done afterwards: misses, clean ones, easier please and harder please."""
    person = shown(a, b)
    wall_deg = 0.8 * person.of(RangeShown)[0].range_deg
    words = [Do.HARDER, Do.EASIER, None, Do.HARDER, None]
    for turn in range(8):
        word = words[(seed + turn) % len(words)]
        if word is not None:
            person.say(word)
        person.lift(min(a, b) * (0.4 + 0.1 * ((seed >> turn) % 8)), seconds=1.5)
    asked = [trial.target_deg for trial in person.of(TrialStarted)]
    assert asked and max(asked) <= wall_deg
    assert max(targets_deg(person)) <= wall_deg


@pytest.mark.parametrize("range_deg", [11.0, 14.0, 20.0, 30.0])
def test_somebody_with_a_small_range_can_play(range_deg: float) -> None:
    """Every movement that reaches its low target is seen and clean."""
    person = shown(range_deg, range_deg)
    for _ in range(3):
        person.lift(person.of(TrialStarted)[-1].target_deg, seconds=1.0)
    assert [rep.verdict for rep in person.of(RepCompleted)[2:]] == ["clean"] * 3


def test_what_is_shown_has_to_be_free_of_pain() -> None:
    """After a word of pain the range is shown anew, and the painful one does not count."""
    person = shown(100.0)
    person.say(Command(Do.ANSWER, 1.0, "pain_before"))
    person.say(Do.HURTS)
    person.say(Command(Do.PAIN, 2.0))
    assert person.phase() is Phase.RANGE
    person.lift(50.0)
    assert person.phase() is Phase.RANGE
    person.lift(45.0)
    assert person.of(RangeShown)[0].range_deg == pytest.approx(50.0, abs=0.5)


def test_the_range_never_adapts_afterwards() -> None:
    person = shown(60.0, 60.0)
    before = targets_deg(person)
    for target_deg in (*before, *before):
        person.lift(target_deg + 5.0, seconds=1.4)
    assert targets_deg(person) == before
    assert len(person.of(RangeShown)) == 1


def test_ten_minutes_are_the_wall() -> None:
    """Longer levels stop there, and say that the dose is done."""
    person = shown(60.0, 60.0)
    person.wait(615.0)
    assert person.of(RoundEnded)[0].ended == "stopped_dose"


def test_a_shorter_level_is_finished_when_its_time_is_up() -> None:
    person = playing(mode="gentle", minutes=0.5, repetitions=2)
    person.lift(60.0, seconds=1.5)
    person.lift(60.0, seconds=1.5)
    person.lift(person.of(TrialStarted)[-1].target_deg + 3.0, seconds=1.5)
    person.wait(50.0)
    assert person.of(RoundEnded)[0].ended == "finished"


@pytest.mark.parametrize("mode", ["tryout", "prescribed"])
def test_other_modes_ask_for_the_levels_own_targets_at_once(mode: str) -> None:
    person = playing(mode=mode)
    assert person.phase() is Phase.PLAY and targets_deg(person) == (30.0, 50.0, 70.0)


def test_a_kind_without_targets_has_no_range_to_show() -> None:
    assert playing(STEADY, (TRUNK,), mode="gentle").phase() is Phase.PLAY
