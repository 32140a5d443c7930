"""Before play with two sensors at one joint: one bend tells the axis, what was learned is used again while it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from game.exercises.events import AxisRefused, AxisTaken, RepCompleted, TrialEnded, ZeroDue
from game.motion.calibration import AxisFrom, Calibration
from game.population.bodies import simulated_source
from game.population.profile import PROFILES
from game.round import Phase, Round, RoundSetup
from game.round.axis import BY_WEARING
from input_devices import Sample, stored
from tests.game.build import REACH, TICK_S, turned
from tests.game.wrongly_worn import Play, mounted, play

ELBOW = REACH.replace("shoulder_abduction", "elbow_flexion")
WORN = ("right_forearm", "right_upper_arm")
NECK = REACH.replace("shoulder_abduction", "neck_rotation").replace("30, 50, 70", "20, 35")


def bent(angles_deg: list[float], *, silence_end_s: float | None = None) -> Round:
    """A Round whose wearer's elbow goes through these angles, one a tick, once the neutral pose is taken."""
    round_ = Round(RoundSetup(ELBOW, "right", WORN, "tryout", silence_end_s=silence_end_s))
    source = simulated_source(round_.level.row, "right", WORN, "seated", PROFILES["able"], 0)
    left = list(reversed(angles_deg))
    while left:
        if round_.view().phase is not Phase.NEUTRAL and round_.view().phase is not Phase.WAITING:
            source.body.move({"right_elbow_flexion": left.pop()})
        round_.tick([stored(sample) for sample in source.poll(0.0)], ())
    return round_


def slow(times: int) -> list[float]:
    """Bends that are too slow to tell an axis, each with a rest after it."""
    there = [tick * 20.0 * TICK_S for tick in range(120)]
    return (there + there[::-1] + [0.0] * 60) * times


def turns(found: Play) -> list[Phase]:
    """The phases, one after another."""
    before = [None, *found.phases]
    return [phase for phase, last in zip(found.phases, before, strict=False) if phase is not last]


def range_deg(found: Play) -> float:
    """The range of motion that was measured."""
    value: float = found.round.outcome().measures["range_of_motion"]["value"]
    return value


def kept(found: Play) -> Calibration:
    """What was learned."""
    calibration = found.round.tracker.calibration
    assert calibration is not None
    return calibration


def test_one_bend_tells_the_axis_and_then_play_begins() -> None:
    found = play(ELBOW, worn=WORN, seconds=60.0)
    assert turns(found)[:4] == [Phase.WAITING, Phase.NEUTRAL, Phase.BEND, Phase.PLAY]
    assert [event.how for event in found.of(AxisTaken)] == ["bend"]
    assert kept(found).sites[0].got is AxisFrom.BEND
    outcome = found.round.outcome()
    assert outcome.ended == "finished" and len(outcome.trials) == 6 and not outcome.context["notes"]


def test_the_bend_is_counted_as_a_movement_of_the_body() -> None:
    """Attempts count from the neutral pose on, whatever the game was showing; it belongs to no trial."""
    found = play(ELBOW, worn=WORN, seconds=7.0)
    assert [event.verdict for event in found.of(RepCompleted)] == ["other"]


def test_what_was_learned_is_used_again_while_the_straps_sit() -> None:
    learned = kept(play(ELBOW, worn=WORN, seconds=8.0))
    again = play(ELBOW, worn=WORN, seconds=4.0, calibration={"joint": learned.as_row()})
    assert Phase.BEND not in again.phases
    assert [event.how for event in again.of(AxisTaken)] == ["kept"]


def test_a_strap_that_slipped_since_asks_for_the_bend_again_and_says_why() -> None:
    learned = kept(play(ELBOW, worn=WORN, seconds=8.0))
    fault = mounted(WORN[0], turned((0.0, 0.0, 1.0), 25.0))
    again = play(ELBOW, fault, worn=WORN, seconds=8.0, calibration={"joint": learned.as_row()})
    assert Phase.BEND in again.phases
    assert [event.reason for event in again.of(AxisRefused)] == [
        "the strap on the right forearm has slipped: bend once more"
    ]
    assert kept(again) != learned


def test_another_movement_s_calibration_is_not_used() -> None:
    learned = replace(kept(play(ELBOW, worn=WORN, seconds=8.0)), movement="knee_extension")
    assert Phase.BEND in play(ELBOW, worn=WORN, seconds=3.0, calibration={"joint": learned.as_row()}).phases


def test_each_bend_that_is_not_good_enough_is_refused_and_after_three_the_way_of_wearing_has_to_do() -> None:
    """The person reads the reason each time; the summary says what the angles rest on."""
    round_ = bent(slow(2) + [0.0] * 60)
    bend = round_.view().bend
    assert bend is not None and bend.refused is not None and "too slow" in bend.refused
    assert round_.view().phase is Phase.BEND
    round_ = bent(slow(3) + [0.0] * 60)
    assert round_.view().phase is Phase.PLAY and round_.view().bend is None
    assert round_.tracker.calibration is None and round_.outcome().context["notes"] == [BY_WEARING]


def test_where_nobody_reads_what_is_asked_it_is_not_waited_for_for_ever() -> None:
    assert bent([0.0] * (25 * 60), silence_end_s=60.0).view().phase is Phase.PLAY
    assert bent([0.0] * (25 * 60)).view().phase is Phase.BEND


@pytest.mark.parametrize(("worn", "seconds"), [(("head",), 40.0), (("head", "sternum"), 150.0)])
def test_an_angle_that_drifts_has_its_zero_set_anew_between_two_trials(worn: tuple[str, ...], seconds: float) -> None:
    """One sensor every twenty seconds, two every minute; nothing is spoilt by it."""
    level = NECK.replace("repetitions: 6", "repetitions: 30")
    found = play(level, worn=worn, seconds=seconds)
    due = found.of(ZeroDue)
    assert due and all(event.reason for event in due)
    assert not any(event.spoilt for event in found.of(TrialEnded)) and len(turns(found)) >= 3 + 2 * (len(due) - 1)


def test_a_round_with_a_bend_replays_to_the_same_digest() -> None:
    """What was learned is no state from outside: equal samples give equal play."""
    one, other = (play(ELBOW, worn=WORN, seconds=20.0, seed=5).round.digest() for _ in range(2))
    assert one == other


def test_turned_sensors_measure_the_same_elbow_once_it_was_bent() -> None:
    """Both strapped on askew by a quarter turn: the range is the body's own."""
    forearm, upper_arm = (mounted(site, turned((0.0, 1.0, 0.0), 60.0)) for site in WORN)

    def both_turned(samples: Sequence[Sample]) -> list[Sample]:
        return upper_arm(forearm(samples))

    found = play(ELBOW, both_turned, worn=WORN, seconds=60.0)
    straight = play(ELBOW, worn=WORN, seconds=60.0)
    assert range_deg(found) == pytest.approx(range_deg(straight), abs=3.0)


@pytest.mark.parametrize(("held_deg", "noted"), [(0.0, False), (12.0, False), (30.0, True)])
def test_a_neutral_pose_that_is_only_what_can_be_reached_is_said(held_deg: float, noted: bool) -> None:
    """An arm that does not come down all the way: angles count from where it is held, and the summary says so."""
    held = mounted("right_forearm", turned((0.0, 0.0, 1.0), held_deg))
    found = play(REACH, held, worn=("right_forearm",), seconds=3.0)
    notes = found.round.outcome().context["notes"]
    assert any("angles count from there" in note for note in notes) is noted
    assert not noted or "30° from the limb hanging" in notes[0]
