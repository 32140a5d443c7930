"""`match` asks to find a place again unseen: nothing gives it away, and what was answered is what is told."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.events import RepCompleted, TrialEnded
from game.exercises.exercise import Trial
from game.exercises.finding import AWAY_DEG
from game.exercises.views import Ask, MatchView
from tests.game.build import eased
from tests.game.exercises.feeding import only
from tests.game.exercises.matching import Matcher, bell


def test_a_trial_goes_to_the_bell_feels_it_comes_back_and_finds_it_again() -> None:
    one = Matcher()
    one.offer()
    one.learn(50.0)
    trial = one.answer(53.0)
    asks = [shown.ask for shown, _cue in one.seen]
    order = [ask for place, ask in enumerate(asks) if place == 0 or ask is not asks[place - 1]]
    assert order == [Ask.AND_BACK, Ask.LEARN, Ask.FEEL, Ask.AND_BACK, Ask.REMEMBER, Ask.FIND_AGAIN, Ask.DONE]
    assert (one.rep.verdict, one.rep.reason) == ("clean", "as asked")
    assert trial.success and trial.clean and one.events[-2:] == [one.rep, trial]
    assert trial.values == pytest.approx(
        {
            "learned_deg": 50.0,
            "answered_deg": 53.0,
            "error_deg": 3.0,
            "error_size_deg": 3.0,
            "from_memory_share": 0.0,
        },
        abs=0.1,
    )


@pytest.mark.parametrize(
    ("answer_deg", "verdict", "reason", "cue"),
    [
        (43.0, "clean", "as asked", "well_done"),
        (57.5, "clean", "as asked", "well_done"),
        (60.0, "partial", "a little too far", "a_little_less"),
        (38.0, "partial", "not quite far enough", "a_little_more"),
        (15.0, "other", "the place was not looked for", "a_little_more"),
    ],
)
def test_an_answer_is_judged_by_its_window_and_says_what_to_change(
    answer_deg: float, verdict: str, reason: str, cue: str
) -> None:
    one = Matcher()
    one.offer()
    one.learn(50.0)
    trial = one.answer(answer_deg)
    assert (one.rep.verdict, one.rep.reason, one.rules.cue) == (verdict, reason, cue)
    assert trial.success is (verdict == "clean")
    assert len(one.shown.lit) == (verdict != "other")
    assert one.shown.off_deg == pytest.approx(answer_deg - 50.0, abs=0.1)


def test_the_error_is_from_where_the_limb_was_felt_and_not_from_the_mark() -> None:
    one = Matcher()
    one.offer()
    one.learn(54.0)
    assert one.answer(54.0).values["error_deg"] == pytest.approx(0.0, abs=0.1)


@settings(max_examples=25, deadline=None)
@given(
    ways=st.tuples(*[st.lists(st.floats(0.0, 100.0), min_size=1, max_size=4) for _ in range(2)]),
    closed=st.booleans(),
    lean_deg=st.floats(-40.0, 40.0),
)
def test_between_find_again_and_the_answer_nothing_tells_where_the_limb_is(
    ways: tuple[list[float], list[float]], closed: bool, lean_deg: float
) -> None:
    """However two people move, all they see and are told is the same until one of them has answered."""

    def told(way: list[float]) -> list[tuple[MatchView, str | None]]:
        one = Matcher(vision="eyes_closed" if closed else "limb_covered")
        one.offer()
        one.learn(50.0)
        one.seen.clear()
        one.lean_deg = lean_deg if way is ways[1] else 0.0
        for angle_deg in way:
            one.go(angle_deg, 0.7)
        return [each for each in one.seen if each[0].ask is Ask.FIND_AGAIN]

    first, second = told(ways[0]), told(ways[1])
    common = min(len(first), len(second))
    assert common > 0 and first[:common] == second[:common]
    shown = first[0][0]
    assert shown.blank and math.isnan(shown.target_deg) and math.isnan(shown.placed_deg) and shown.progress == 0.0


def test_the_answer_is_where_it_was_still_for_half_a_second_or_where_a_key_was_pressed() -> None:
    one = Matcher()
    one.offer()
    one.learn(50.0)
    one.go(30.0, 0.8)
    one.wait(0.1)
    assert one.shown.ask is Ask.FIND_AGAIN, "a moment is a pause"
    one.go(48.0)
    one.wait(0.7)
    assert only(one.events, TrialEnded).values["answered_deg"] == pytest.approx(48.0, abs=0.3)
    two = Matcher()
    two.offer()
    two.learn(50.0)
    two.go(46.0)
    two.rules.answer()
    two.step(46.0)
    assert only(two.events, TrialEnded).values["answered_deg"] == pytest.approx(46.0, abs=2.0)


def test_who_does_not_move_gives_no_answer_and_gets_no_light() -> None:
    one = Matcher()
    one.offer()
    one.learn(50.0)
    one.wait(26.0)
    assert (one.rep.verdict, one.rep.reason) == ("other", "no answer was given")
    assert one.shown.lit == ()


def test_the_world_waits_for_whoever_takes_long() -> None:
    one = Matcher()
    one.offer(waits=True)
    one.learn(50.0)
    one.wait(60.0)
    assert one.shown.ask is Ask.FIND_AGAIN
    assert one.answer(50.0).clean


def test_another_movement_is_told_and_answers_nothing() -> None:
    """A limb that turns about another axis while it should find its place: its angle does not change."""
    one = Matcher()
    one.offer()
    one.learn(50.0)
    one.events.clear()
    for speed in (40.0, -40.0, 0.0) * 2:
        one.aside_deg_s = speed
        one.wait(1.0)
    reps = [event for event in one.events if isinstance(event, RepCompleted)]
    assert reps and {rep.reason for rep in reps} == {"another movement"}
    assert one.shown.ask is Ask.FIND_AGAIN and one.shown.lit == ()


def test_shaking_the_sensor_is_no_answer() -> None:
    """It is never still away from the start."""
    one = Matcher()
    one.offer()
    one.learn(50.0)
    for tick in range(26 * 60):
        one.step(25.0 + 25.0 * math.sin(math.tau * 2.0 * tick / 60.0 - math.pi / 2.0))
    assert only(one.events, TrialEnded).reason == "no answer was given" and one.shown.lit == ()


def test_the_trunks_help_is_a_compensated_answer() -> None:
    one = Matcher()
    one.offer()
    one.learn(50.0)
    one.lean_deg = 25.0
    assert not one.answer(50.0).success
    assert one.rep.verdict == "compensated" and one.rules.cue == "sit_tall"


@pytest.mark.parametrize(
    ("approach", "beyond", "verdict", "cue"),
    [
        ("from_below", False, "clean", "well_done"),
        ("from_below", True, "partial", "find_from_below"),
        ("from_above", False, "partial", "find_from_above"),
        ("from_above", True, "clean", "well_done"),
        ("either", True, "clean", "well_done"),
    ],
)
def test_the_place_is_come_to_from_where_the_level_says(approach: str, beyond: bool, verdict: str, cue: str) -> None:
    one = Matcher(approach=approach)
    one.offer()
    one.learn(50.0)
    if beyond:
        one.go(50.0 + 2.5 * AWAY_DEG)
    trial = one.answer(50.0)
    assert (one.rep.verdict, one.rules.cue) == (verdict, cue)
    assert trial.success, "within the window all the same"


def test_a_place_from_memory_is_one_that_was_not_the_last_one_learned() -> None:
    """Repeating the last movement by counting or by its time ends at another place, and shows."""
    one = Matcher(memory_every=1)
    for place, angle_deg in ((0, 50.0), (1, 80.0)):
        one.offer(place, index=place)
        one.learn(angle_deg)
        one.answer(angle_deg)
        one.go(0.0)
        one.wait(3.0)
    one.offer(1, index=2)
    one.until(Ask.FIND_AGAIN)
    assert one.shown.bell == 0 and one.shown.from_memory
    assert "from_memory" in [cue for _shown, cue in one.seen]
    trial = one.answer(80.0)
    assert trial.values["from_memory_share"] == 1.0 and trial.values["error_deg"] == pytest.approx(30.0, abs=0.2)


def test_about_one_in_so_many_trials_is_from_memory() -> None:
    rules = bell(memory_every=4)
    rules._felt.update({0: 50.0, 1: 80.0})
    found = [rules._earlier(Trial(index)) is not None for index in range(400)]
    assert sum(found) == pytest.approx(100, abs=2)
    assert not any(bell()._earlier(Trial(index)) is not None for index in range(50))


def test_what_is_never_told_shows_in_nothing_after_the_answer_either() -> None:
    """Near or far: the same picture, the same word, the same light."""

    def after(answer_deg: float) -> tuple[MatchView, str | None]:
        one = Matcher(told="never")
        one.offer()
        one.learn(50.0)
        one.answer(answer_deg)
        return one.shown, one.rules.cue

    near, far = after(50.0), after(64.0)
    assert near == far and near[1] == "done" and math.isnan(near[0].off_deg)


def test_an_unaided_trial_is_not_told_either() -> None:
    one = Matcher()
    one.offer(feedback=False)
    one.learn(50.0)
    one.answer(62.0)
    assert math.isnan(one.shown.off_deg) and one.rules.cue == "done"


def test_one_limb_shows_the_other_where_to_go() -> None:
    """The other limb lies at the bell; the answer is measured from where it lies then."""
    one = Matcher(set_by="other_limb", delay_s=0, approach="either")
    one.offer()
    one.wait(0.6)
    assert one.rules.cue == "learn_other_limb"
    for angle in eased(0.0, 52.0, 60):
        one.other_deg = angle
        one.step(0.0)
    assert one.shown.placed_deg == pytest.approx(52.0)
    one.until(Ask.FIND_AGAIN)
    assert math.isnan(one.shown.placed_deg)
    trial = one.answer(47.0)
    assert trial.values["error_deg"] == pytest.approx(-5.0, abs=0.1) and one.rep.verdict == "clean"
    one.go(0.0)
    one.wait(3.0)
    assert not one.rules.ready, "the other limb still lies there"


def test_a_hole_in_the_samples_spoils_what_was_felt() -> None:
    one = Matcher()
    one.offer()
    one.wait(0.6)
    one.go(50.0)
    one.wait(1.0)
    one.wait(0.6, heard=False)
    one.wait(2.0)
    one.go(0.0)
    one.until(Ask.FIND_AGAIN)
    assert one.answer(50.0).spoilt and one.rep.reason == "the sensor was away"


def test_a_hole_before_the_answer_hides_nothing() -> None:
    one = Matcher()
    one.offer()
    one.wait(0.6)
    one.go(50.0)
    one.wait(3.0)
    one.go(0.0)
    one.until(Ask.FIND_AGAIN)
    one.wait(0.6, heard=False)
    assert not one.answer(50.0).spoilt and one.rep.verdict == "clean"


def test_a_movement_before_play_is_told_so_that_the_range_can_be_shown() -> None:
    one = Matcher()
    for angle_deg in (70.0, 0.0):
        for angle in eased(one.angle_deg, angle_deg, 90):
            one.step(angle, playing=False)
    one.wait(0.5, playing=False)
    assert one.rep.reason == "outside a trial" and one.rep.peak_deg == pytest.approx(70.0)


def test_the_way_back_from_an_answer_is_no_movement_of_its_own() -> None:
    one = Matcher()
    one.offer()
    one.learn(50.0)
    one.answer(50.0)
    one.go(0.0)
    one.wait(2.5)
    assert one.rules.ready and one.rep.verdict == "clean"
