"""What an instrumented test says is what the body did; and where something got into it, it says that instead."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from game.coaching.safeguards import PLACE
from game.exercises.events import StretchTaken
from game.exercises.views import Ask, InstrumentedView
from game.measures import quiet_part, sway
from game.population.profile import PROFILES, Profile
from game.round import Command, Do, Phase, Round, RoundView
from input_devices import Sample
from tests.game.measured import STILL, Measured

RANGE, POSITION = "shoulder_flexion_range_test_1", "elbow_flexion_position_test_1"
SWAY, CLOSED = "standing_sway_sway_test_1", "standing_sway_sway_test_2"
FIVE, CHAIR = "sit_to_stand_five_stands_test_1", "sit_to_stand_chair_stand_test_1"
WALK, LIMITS = "trunk_flexion_up_and_go_test_1", "standing_sway_limits_test_1"
HEADLINE = {
    RANGE: "range_of_motion",
    POSITION: "joint_position_error",
    SWAY: "sway",
    FIVE: "five_times_sit_to_stand",
    CHAIR: "chair_stands_30s",
    WALK: "timed_up_and_go",
    LIMITS: "limits_of_stability",
}


def ask_of(view: RoundView) -> Ask | None:
    """What is asked for now."""
    return view.exercise.ask if isinstance(view.exercise, InstrumentedView) else None


def once(when: Callable[[RoundView], bool], *then: Sequence[Command]) -> Callable[[RoundView], Sequence[Command]]:
    """Say something at the first tick at which it is so, and the rest a second apart."""
    waiting, due = list(then), [0]

    def says(view: RoundView) -> Sequence[Command]:
        if not waiting or (len(waiting) == len(then) and not when(view)) or view.tick < due[0]:
            return ()
        due[0] = view.tick + 60
        return waiting.pop(0)

    return says


def crossings(angle_deg: np.ndarray, level_deg: float) -> int:
    """How often it rises past a level."""
    above = angle_deg >= level_deg
    return int(np.count_nonzero(above[1:] & ~above[:-1]))


@cache
def plain(level: str) -> Measured:
    """Made by somebody able, to whom nothing happens."""
    return Measured(level)


# What is measured is what was done


@pytest.mark.parametrize(("side", "able_deg"), [("left", 70.0), ("right", 155.0)])
def test_the_range_is_that_of_the_limb(side: str, able_deg: float) -> None:
    """Three movements, to within 3°, on either side."""
    made = Measured(RANGE, replace(STILL, range_deg=able_deg, noise_deg=0.5), side=side, seed=3)
    _t_s, truth = made.true()
    assert crossings(truth[:, 0], 0.7 * able_deg) == 3
    assert made.value("range_of_motion") == pytest.approx(np.ptp(truth[:, 0]), abs=3.0)
    assert made.value("peak") == pytest.approx(truth[:, 0].max(), abs=3.0)
    assert made.round.outcome().ended == "finished"


def test_position_sense_is_how_far_answers_were_from_what_was_felt() -> None:
    """Six answers, the mean error to within a degree of the body's own."""
    made = Measured(POSITION, replace(STILL, noise_deg=6.0), seed=5)
    pairs = zip(made.stretches("learned"), made.stretches("answered"), strict=True)
    errors = [middle(made, answered) - middle(made, learned) for learned, answered in pairs]
    assert len(errors) == 6
    assert made.value("joint_position_error") == pytest.approx(np.mean(np.abs(errors)), abs=1.0)
    assert made.value("joint_position_error_ce") == pytest.approx(np.mean(errors), abs=1.0)


def middle(made: Measured, stretch: StretchTaken) -> float:
    """Where the limb was in the middle of a stretch."""
    return float(np.median(made.true(stretch.start_s, stretch.end_s)[1][:, 0]))


@pytest.mark.parametrize("level", [SWAY, CLOSED])
def test_sway_is_that_of_the_body(level: str) -> None:
    """Half a minute, to within a twentieth of what the same measure says of the joints."""
    made = plain(level)
    (bout,) = made.stretches("bout")
    assert bout.end_s - bout.start_s == pytest.approx(30.0, abs=0.1)
    _t_s, truth = made.true(bout.start_s, bout.end_s)
    expected = sway(*quiet_part(truth[:, 1], truth[:, 2], 60.0), 60.0)
    for name in ("rms", "mvelo", "area_ellipse_pred"):
        assert made.value(f"sway_{name}") == pytest.approx(expected[name].value, rel=0.05)
    assert made.value("sway") == made.value("sway_rms")


@pytest.mark.parametrize("speed_deg_s", [40.0, 90.0])
def test_five_stands_are_timed_from_the_first_motion_to_the_fifth_stand(speed_deg_s: float) -> None:
    """To within a fifth of a second, the practice stand left out."""
    made = Measured(FIVE, replace(STILL, speed_deg_s=speed_deg_s))
    (bout,) = made.stretches("bout")
    t_s, truth = made.true(bout.start_s)
    away = t_s[np.argmax(truth[:, 0] > 5.0)]
    tops = [t for t, now, before in zip(t_s[1:], truth[1:, 0], truth[:-1, 0], strict=True) if now >= 85.0 > before]
    assert len(tops) == 5
    assert made.value("five_times_sit_to_stand") == pytest.approx(tops[4] - away, abs=0.2)
    assert made.value("five_times_sit_to_stand_n_stands") == 5


@pytest.mark.parametrize("speed_deg_s", [30.0, 60.0, 110.0])
def test_stands_in_half_a_minute_are_counted_from_the_start_given(speed_deg_s: float) -> None:
    """Exactly."""
    made = Measured(CHAIR, replace(STILL, speed_deg_s=speed_deg_s))
    (bout,) = made.stretches("bout")
    _t_s, truth = made.true(bout.cue_s, bout.cue_s + 30.0)
    assert made.value("chair_stands_30s") == crossings(truth[:, 0], 60.0)


def test_up_and_go_is_timed_from_the_first_motion_to_seated_still() -> None:
    """To within a fifth of a second, with its two turns."""
    made = plain(WALK)
    (bout,) = made.stretches("bout")
    t_s, truth = made.true(bout.start_s)
    moving = np.flatnonzero(np.abs(np.gradient(truth[:, 1], t_s)) > 5.0)
    assert made.value("timed_up_and_go") == pytest.approx(t_s[moving[-1]] - t_s[moving[0]], abs=0.2)
    assert made.value("timed_up_and_go_n_turns") == 2
    assert np.abs(made.measures["timed_up_and_go_turn_angle_deg"]["value"]) == pytest.approx([180.0, 180.0], abs=3.0)


def test_limits_of_stability_are_how_far_the_body_leant_in_each_direction() -> None:
    """Eight directions, each to within a degree; the area follows."""
    made = plain(LIMITS)
    leans = made.stretches("lean")
    assert [lean.direction_deg for lean in leans] == [0, 45, 90, 135, 180, 225, 270, 315]
    for lean in leans:
        _t_s, truth = made.true(lean.start_s, lean.end_s)
        turn = math.radians(lean.direction_deg)
        along = truth[:, 1] * math.cos(turn) + truth[:, 2] * math.sin(turn)
        assert made.value(f"limits_of_stability_lean_{lean.direction_deg:03.0f}") == pytest.approx(along.max(), abs=1.0)
    assert made.value("limits_of_stability") == pytest.approx(112.0, rel=0.1)
    assert made.value("limits_of_stability_directional_control_pct") > 90.0


# What must not be taken for a result


@pytest.mark.parametrize("level", [SWAY, FIVE, CHAIR, WALK])
def test_a_gap_in_the_samples_makes_the_number_invalid(level: str) -> None:
    """The sensor was away for a moment in the middle of it: what happened then is not known."""
    started: list[int] = []

    def hears(round_: Round, samples: Sequence[Sample]) -> Sequence[Sample]:
        if not started and ask_of(round_.view()) in (Ask.GO, Ask.STAND_STILL):
            started.append(round_.ticks)
        return [] if started and 120 < round_.ticks - started[0] < 140 else samples

    assert "gap" in Measured(level, hears=hears).reason(HEADLINE[level])


def test_a_movement_with_a_gap_in_it_is_asked_for_again() -> None:
    """A loose cable costs a repetition and no result."""
    started: list[int] = []

    def hears(round_: Round, samples: Sequence[Sample]) -> Sequence[Sample]:
        if not started and ask_of(round_.view()) is Ask.GO_FAR:
            started.append(round_.ticks)
        return [] if started and 60 < round_.ticks - started[0] < 80 else samples

    made = Measured(RANGE, hears=hears)
    counts = made.round.outcome().repetitions
    assert (counts["clean"], counts["other"]) == (3, 1)
    assert made.value("range_of_motion") == pytest.approx(np.ptp(made.true()[1][:, 0]), abs=3.0)


@pytest.mark.parametrize("level", [SWAY, FIVE, CHAIR, WALK])
def test_a_pause_makes_the_number_invalid(level: str) -> None:
    """And ends the test: it is made again as a whole."""
    says = once(
        lambda view: ask_of(view) in (Ask.GO, Ask.STAND_STILL), [], [], [Command(Do.PAUSE)], [Command(Do.RESUME)]
    )
    made = Measured(level, says=says)
    assert made.reason(HEADLINE[level]) == "paused on the way"
    assert made.round.outcome().ended == "finished"


@pytest.mark.parametrize("level", HEADLINE)
def test_stopping_half_way_gives_no_number(level: str) -> None:
    """With the reason, and never 0."""
    says = once(
        lambda view: ask_of(view) in (Ask.GO, Ask.STAND_STILL, Ask.GO_FAR, Ask.LEARN, Ask.LEAN),
        [],
        [Command(Do.FINISH)],
    )
    made = Measured(level, says=says)
    assert "the test was not finished" in made.reason(HEADLINE[level])
    assert made.round.outcome().ended == "stopped_by_person"


def test_stands_that_are_not_full_are_none() -> None:
    """Who rises half-way five times has not stood up: five stands never come, and thirty seconds hold none."""
    half = replace(STILL, range_deg=50.0)
    assert Measured(FIVE, half).reason(HEADLINE[FIVE]) == "fewer than 5 full stands in 60 seconds"
    assert Measured(CHAIR, half).value(HEADLINE[CHAIR]) == 0


@pytest.mark.parametrize("level", [FIVE, CHAIR])
def test_stands_with_the_help_of_the_arms_do_not_count(level: str) -> None:
    """Asked afterwards; where somebody could be asked and was not, the number waits for the answer."""
    tried, asked = plain(level), Measured(level, mode="prescribed", prescription={"standing": "alone"}, says=ready)
    assert tried.measures[HEADLINE[level]]["valid"]
    assert "it was not said whether the arms helped" in asked.reason(HEADLINE[level])
    for answer, counts in ((0.0, True), (1.0, False)):
        asked.round.tick((), [Command(Do.ANSWER, answer, "arms_used")])
        assert asked.measures[HEADLINE[level]]["valid"] is counts
    assert "arms" in asked.reason(HEADLINE[level])


def test_no_round_begins_on_ones_feet_without_its_safeguards() -> None:
    """Whoever hosts it: the Round itself ends before play, and says what is missing."""
    made = Measured(FIVE, mode="prescribed", prescription={"standing": "alone"})
    outcome = made.round.outcome()
    assert outcome.ended == "stopped_by_person" and outcome.context["notes"] == [PLACE]
    assert Phase.PLAY not in {view.phase for view in made.views}
    assert made.reason(HEADLINE[FIVE]) == "the test was not finished"


def ready(view: RoundView) -> Sequence[Command]:
    """What is confirmed before somebody is on their feet."""
    return [Command(Do.ANSWER, 1.0, "safe_place")] if view.tick == 0 else ()


def test_a_movement_that_the_trunk_helped_with_is_asked_for_again_and_then_there_is_no_number() -> None:
    """A range with the trunk's help is not the joint's."""
    made = Measured(RANGE, replace(STILL, range_deg=80.0, compensation=1.0), trunk=True)
    assert made.round.outcome().repetitions["compensated"] == 4
    assert "the trunk helped" in made.reason("range_of_motion")


@pytest.mark.parametrize(("level", "name"), [(RANGE, "loose_cable"), (FIVE, "shaky"), (LIMITS, "loose_cable")])
def test_whoever_plays_the_test_comes_to_an_end_with_numbers_or_reasons(level: str, name: str) -> None:
    """Tremor and a loose cable end no test in the middle, and nothing is 0 for want of something better."""
    made = Measured(level, PROFILES[name], seed=2)
    assert made.round.over
    for row in made.measures.values():
        assert row["valid"] is (row["value"] is not None) is (row["reason"] is None)


# Nothing helps


def test_nothing_is_told_of_the_angle_while_an_answer_is_awaited() -> None:
    """No angle, no lean, no progress and one cue, whatever the limb does; the mark is gone before."""
    made = plain(POSITION)
    awaiting = [view for view in made.views if ask_of(view) is Ask.FIND_AGAIN]
    assert awaiting
    for view in awaiting:
        exercise = view.exercise
        assert isinstance(exercise, InstrumentedView) and exercise.blank and exercise.progress == 0.0
        numbers = (view.angle_deg, view.speed_deg_s, view.lean_forward_deg, view.lean_right_deg, exercise.target_deg)
        assert all(map(math.isnan, numbers)) and not view.compensating
    assert len({(view.exercise, view.cue) for view in awaiting if view.cue == "find_again"}) <= 6 * 2


@pytest.mark.parametrize("level", [RANGE, FIVE])
def test_a_test_does_not_adapt(level: str) -> None:
    """Easier and harder change nothing in it, and a miss neither."""
    keys = once(lambda view: ask_of(view) is Ask.GET_READY, [Command(Do.EASIER)], [Command(Do.HARDER)])
    pressed = Measured(level, says=keys)
    assert not pressed.round.outcome().difficulty
    assert pressed.measures == plain(level).measures


def test_equal_play_gives_equal_numbers() -> None:
    """A replay of the same samples and words gives the same digest."""
    assert Measured(WALK).round.digest() == plain(WALK).round.digest()


# Sides and eyes


def earlier(made: Measured, **conditions: object) -> tuple[dict[str, object], ...]:
    """A test as a later one of the same sitting finds it."""
    return ({"kind": made.round.level.kind, "movement": made.round.level.movement, "posture":
             made.round.level.posture, **conditions, "measures": made.measures},)  # fmt: skip


def test_the_second_side_is_compared_with_the_first() -> None:
    """The side that went first stands for the less affected one."""
    first = plain(RANGE)
    second = Measured(RANGE, replace(STILL, range_deg=120.0), side="left", earlier=earlier(first, side="right"))
    share = 100.0 * second.value("range_of_motion") / first.value("range_of_motion")
    assert second.value("limb_symmetry") == pytest.approx(share)
    assert "limb_symmetry" not in first.measures


@pytest.mark.parametrize(("screen_cm", "compared"), [(200.0, True), (80.0, False)])
def test_closed_eyes_are_compared_with_open_ones_at_the_same_screen(screen_cm: float, compared: bool) -> None:
    """Romberg's quotient of the mean velocities; another distance of the screen is another test."""
    seen = plain(SWAY)
    blind = Measured(
        CLOSED,
        replace(STILL, noise_deg=4.5),
        earlier=earlier(seen, side="right", eyes="open", screen_distance_cm=screen_cm),
    )
    assert ("romberg" in blind.measures) is compared
    if compared:
        assert blind.value("romberg") == pytest.approx(blind.value("sway_mvelo") / seen.value("sway_mvelo"))
        assert blind.value("romberg") > 1.2


def test_nobody_with_a_profile_of_their_own_is_kept_for_ever() -> None:
    """Somebody who hardly moves ends a range test too, with a reason."""
    made = Measured(RANGE, Profile(range_deg=4.0, noise_deg=0.0), seconds=400.0)
    assert made.round.over
    assert "no movement was made" in made.reason("range_of_motion")
