"""Sensors that are worn wrongly are noticed, each within two seconds of its mattering, and nobody else's are."""

from __future__ import annotations

from typing import Any

import pytest

from game.content import shipped_levels
from game.exercises.events import Paused, RepCompleted, Resumed, SensorTrusted, SignalLost, TrialEnded
from game.round import Command, Do, Phase
from input_devices import Vector
from tests.benchmarks.repetitions import shoulder
from tests.game.build import FOREARM, REACH, TICK_S, TRUNK, turned
from tests.game.wrongly_worn import (
    Fault,
    Play,
    doubled,
    freezing,
    mounted,
    play,
    playing_recorded,
    slipping,
    swapped,
    wearers,
)

ELBOW, SHOULDER, SWAY = "elbow_flexion_reach_1", "shoulder_flexion_reach_1", "trunk_sway_steady_1"
UPPER_ARM, OTHER_FOREARM = "right_upper_arm", "left_forearm"
KIT: dict[str, Vector] = {FOREARM: (0.0, -1.0, 0.0), TRUNK: (0.0, 1.0, 0.0)}
LEAN = REACH.replace("shoulder_abduction", "trunk_flexion").replace("30, 50, 70", "20, 30")
ACROSS: dict[str, Vector] = {FOREARM: (0.0, 0.0, 1.0), UPPER_ARM: (0.0, 0.0, 1.0), TRUNK: (1.0, 0.0, 0.0)}
"""An axis of each sensor about which gravity turns when it slips."""


def first(found: Play) -> tuple[float, str, str]:
    """The first doubt: when, what, where."""
    assert found.doubts(), "nothing was noticed"
    return found.doubts()[0]


def moved_s(found: Play) -> float:
    """When the first movement was recorded; where none was, the end."""
    rows = [one.tick for one in found.events if isinstance(one, RepCompleted)]
    return min(rows, default=found.round.ticks) * TICK_S


def turns(found: Play) -> list[Phase]:
    """The phases, one after another."""
    before = [None, *found.phases]
    return [phase for phase, last in zip(found.phases, before, strict=False) if phase is not last]


@pytest.mark.parametrize(
    ("level", "worn", "holds"),
    [
        (ELBOW, (FOREARM, TRUNK), True),
        (SHOULDER, (UPPER_ARM, TRUNK), True),
        (ELBOW, (FOREARM, UPPER_ARM), False),
        (ELBOW, (FOREARM, OTHER_FOREARM), False),
    ],
)
def test_swapped_sensors_show_at_the_first_movement(level: str, worn: tuple[str, str], holds: bool) -> None:
    """Play waits where their pose says so too; before any movement is recorded."""
    found = play(level, swapped(*worn), worn=worn, seconds=5.0)
    assert first(found)[1:] == ("swapped", worn[0]) and first(found)[0] < moved_s(found)
    assert (Phase.DOUBTED in found.phases) is holds
    assert "look swapped" in found.round.outcome().context["notes"][0]


def test_a_kit_tells_swapped_sensors_in_the_neutral_pose() -> None:
    """Before anything is asked for."""
    found = play(ELBOW, swapped(FOREARM, TRUNK), seconds=3.0, mounts=KIT)
    assert first(found)[0] == pytest.approx(1.5, abs=0.3) and first(found)[1:] == ("swapped", FOREARM)
    assert found.round.view().phase is Phase.DOUBTED and not found.of(TrialEnded)


def test_a_trunk_and_an_arm_that_have_changed_places_show_where_nobody_moves() -> None:
    """Keeping still makes no movement that could say it."""
    assert first(play(SWAY, swapped(TRUNK, FOREARM), worn=(TRUNK, FOREARM), seconds=3.0))[1] == "swapped"


@pytest.mark.parametrize("axis", [(0.0, 0.0, 1.0), (1.0, 0.0, 0.0)])
def test_a_kit_tells_a_sensor_that_is_upside_down(axis: Vector) -> None:
    """It is said; an angle from hanging is right either way, so play does not wait."""
    found = play(ELBOW, mounted(FOREARM, turned(axis, 180.0)), seconds=3.0, mounts=KIT)
    assert first(found)[0] == pytest.approx(1.5, abs=0.3) and first(found)[1:] == ("upside_down", FOREARM)
    assert Phase.DOUBTED not in found.phases and found.round.view().doubt is not None


@pytest.mark.parametrize("axis", [(0.0, 1.0, 0.0), (1.0, 0.0, 0.0)])
def test_a_trunk_sensor_with_its_face_to_the_body_shows_at_the_first_lean(axis: Vector) -> None:
    """Forward would be measured as backward: play waits before anything is recorded."""
    found = play(LEAN, mounted(TRUNK, turned(axis, 180.0)), seconds=5.0)
    assert found.faults() == {"upside_down"} and found.round.view().phase is Phase.DOUBTED
    assert not [one for one in found.events if isinstance(one, RepCompleted)]


@pytest.mark.parametrize(("over_s", "angle_deg"), [(0.0, 20.0), (0.2, 40.0), (3.0, 20.0), (3.0, 60.0)])
@pytest.mark.parametrize(("level", "site"), [(ELBOW, FOREARM), (SHOULDER, UPPER_ARM), (ELBOW, TRUNK), (SWAY, TRUNK)])
def test_a_sensor_that_slips_is_named(level: str, site: str, over_s: float, angle_deg: float) -> None:
    """Within two seconds of the first movement that it got into and that was recorded. What one sensor cannot tell
    from a limb that is held elsewhere shows when that limb comes back. Somebody who sways never rests."""
    at_s = 6.0
    fault = slipping(site, at_s, over_s, ACROSS[site], angle_deg)
    found = play(level, fault, seconds=at_s + over_s + 7.0, until_doubted=True)
    noticed_s, what, where = first(found)
    recorded = [one.tick * TICK_S for one in found.events if isinstance(one, RepCompleted)]
    assert at_s < noticed_s and where == site
    assert all(noticed_s < ended_s + 2.0 for ended_s in recorded if ended_s > at_s + over_s)
    assert what == ("slipped" if over_s == 0.0 and level != SWAY else "away")


def test_a_sensor_that_turns_about_its_limbs_own_length_changes_no_number() -> None:
    """Nobody is bothered with it."""
    found, well = (play(ELBOW, fault, seconds=12.0) for fault in (slipping(FOREARM, 4.0, 1.0, (0, 1, 0), 40.0), None))
    assert not found.doubts() and found.round.outcome().repetitions == well.round.outcome().repetitions


@pytest.mark.parametrize("at_s", [5.0, 6.2])
@pytest.mark.parametrize(("level", "site"), [(ELBOW, FOREARM), (ELBOW, TRUNK), (SWAY, TRUNK)])
def test_a_frozen_sensor_counts_as_silent(level: str, site: str, at_s: float) -> None:
    """Named within two seconds; play goes on by itself when it says something else."""
    found = play(level, freezing(site, at_s, at_s + 3.0), seconds=at_s + 6.0)
    assert first(found)[0] == pytest.approx(at_s + 1.0, abs=0.2) and first(found)[1:] == ("frozen", site)
    assert [one.site for one in found.events if isinstance(one, SignalLost)] == [site]
    assert found.phases[-1] is Phase.PLAY and found.faults() == {"frozen"}
    assert "frozen" in found.round.outcome().context["notes"][0]


def test_a_frozen_sensor_ends_a_round_that_nobody_watches() -> None:
    """As a silent one does: nothing is earned with it."""
    found = play(SWAY, freezing(TRUNK, 5.0), seconds=20.0, silence_end_s=6.0)
    assert found.round.outcome().ended == "signal_lost" and found.round.ticks * TICK_S == pytest.approx(12.0, abs=0.3)


@pytest.mark.parametrize("late_ticks", [0, 20])
@pytest.mark.parametrize(("site", "other"), [(FOREARM, TRUNK), (TRUNK, FOREARM)])
def test_one_sensor_heard_as_two_is_named(site: str, other: str, late_ticks: int) -> None:
    """Whichever road is the slower; play goes on from the neutral pose when they say different things again."""
    found = play(ELBOW, doubled(site, other, late_ticks, until_s=4.0), seconds=9.0)
    noticed_s, what, _ = first(found)
    assert noticed_s < 2.0 and what == "duplicated"
    trusted = [one for one in found.events if isinstance(one, SensorTrusted)]
    assert [one.how for one in trusted] == ["settled"] and trusted[0].tick * TICK_S == pytest.approx(4.8, abs=0.5)
    assert found.phases[-1] is Phase.PLAY


# What play does about it


def test_play_goes_on_from_the_neutral_pose_when_the_person_says() -> None:
    """Angles count from there, and what they say is right is not asked again."""
    found = play(ELBOW, swapped(FOREARM, TRUNK), seconds=7.0, mounts=KIT, words={3.0: Command(Do.RESUME)})
    assert turns(found) == [Phase.WAITING, Phase.NEUTRAL, Phase.DOUBTED, Phase.NEUTRAL, Phase.PLAY]
    assert len(found.of(Paused)) == len(found.of(Resumed)) == len(found.doubts()) == 1
    assert [one.how for one in found.events if isinstance(one, SensorTrusted)] == ["person"]


def test_a_person_who_wants_to_stop_is_heard_first() -> None:
    """A stop leads back to the doubt, not past it."""
    words = {2.0: Command(Do.STOP), 2.5: Command(Do.RESUME)}
    found = play(ELBOW, swapped(FOREARM, TRUNK), seconds=3.0, mounts=KIT, words=words)
    assert turns(found)[-3:] == [Phase.DOUBTED, Phase.STOP, Phase.DOUBTED]


@pytest.mark.parametrize(
    "fault",
    [
        swapped(FOREARM, TRUNK),
        doubled(FOREARM, TRUNK),
        slipping(FOREARM, 3.0, 0.0, (0.0, 0.0, 1.0), 40.0),
        mounted(FOREARM, turned((0.0, 0.0, 1.0), 180.0)),
    ],
    ids=["swapped", "doubled", "slipped", "upside down"],
)
def test_where_nobody_watches_it_is_kept_and_nothing_waits(fault: Fault) -> None:
    """The Round goes on to its end, and its summary says what was seen, once."""
    found = play(ELBOW, fault, seconds=30.0, mounts=KIT, silence_end_s=6.0, minutes=0.1)
    assert found.round.over and found.round.outcome().ended in ("finished", "stopped_dose")
    assert not found.of(Paused) and found.doubts()
    notes = found.round.outcome().context["notes"]
    assert notes and len(notes) == len(set(notes))


def test_equal_faults_are_noticed_equally() -> None:
    """A replay finds what the session found."""
    one, again = (
        play(ELBOW, slipping(FOREARM, 5.0, 0.2, (0.0, 0.0, 1.0), 40.0), seconds=12.0).round.digest() for _ in range(2)
    )
    assert one == again


# Whom nothing is doubted of


FIRST_STEPS = [name for name in shipped_levels() if name.endswith("_1") and "_activate_" not in name]
"""One level of each movement and kind; electrodes alone have no sensor to be doubted."""


@pytest.mark.parametrize("level", FIRST_STEPS)
def test_nobody_who_wears_their_sensors_well_is_doubted(level: str) -> None:
    """Shaking, slow, weak, leaning, cut off: on every movement and kind, one of them each, in turn, on either side."""
    people, place = list(wearers()), FIRST_STEPS.index(level)
    name, profile = people[place % len(people)]
    side = ("left", "right")[place // len(people) % 2]
    seconds = 30.0 if "_tandem_" in level else 12.0  # two limbs may have to show their range first
    found = play(level, side=side, profile=profile, seconds=seconds, seed=place)
    assert not found.doubts() and Phase.PLAY in found.phases and Phase.DOUBTED not in found.phases, name


@pytest.mark.recordings
@pytest.mark.parametrize("exercise", ["ABD", "FEL", "PEN", "ROW"])
def test_no_real_arm_is_doubted(exercise: str) -> None:
    """Shoulder exercises of seglearn (Burns et al. 2018, BSD-3), at 50 samples a second."""
    rows = shoulder(exercise, "right")
    found: Any = playing_recorded(rows, (FOREARM,))
    assert not found.doubts() and found.of(RepCompleted)
