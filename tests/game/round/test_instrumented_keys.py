"""A test can be tried out with four keys: whoever holds them at the right time comes to its number."""

from __future__ import annotations

import pytest

from game.content import find_level
from game.exercises.views import Ask, InstrumentedView
from game.level import read_level
from game.population.bodies import keyboard_source
from game.round import Round, RoundSetup
from input_devices import stored

UP, NONE = frozenset({"up"}), frozenset[str]()


def walk(tick: int) -> frozenset[str]:
    """Bow, turn right, turn left, bow, and sit."""
    for until, held in ((60, UP), (180, NONE), (460, "right"), (760, "left"), (1130, NONE), (1190, UP)):
        if tick < until:
            return held if isinstance(held, frozenset) else frozenset({held})
    return NONE


def keys(exercise: InstrumentedView, kind: str, ticks: int) -> frozenset[str]:
    """What somebody holds who does what is asked."""
    match exercise.ask:
        case Ask.GO if kind == "up_and_go_test":
            return walk(ticks)
        case Ask.GO | Ask.PRACTISE:
            return UP if ticks % 480 < 240 else NONE
        case Ask.GO_FAR | Ask.LEARN | Ask.FEEL | Ask.FIND_AGAIN:
            return UP if ticks < 400 or exercise.ask is Ask.FEEL else NONE
        case Ask.LEAN | Ask.STAY:
            forward, right = {0: ("up", ""), 45: ("up", "right"), 90: ("", "right"), 135: ("down", "right"),
                              180: ("down", ""), 225: ("down", "left"), 270: ("", "left"),
                              315: ("up", "left")}[round(exercise.direction_deg)]  # fmt: skip
            return frozenset({forward, right} - {""})
        case _:
            return NONE


@pytest.mark.parametrize(
    ("level", "name"),
    [
        ("knee_extension_range_test_1", "range_of_motion"),
        ("sit_to_stand_chair_stand_test_1", "chair_stands_30s"),
        ("trunk_flexion_up_and_go_test_1", "timed_up_and_go"),
        ("standing_sway_limits_test_1", "limits_of_stability"),
    ],
)
def test_keys_are_enough_for_a_try_out(level: str, name: str) -> None:
    """The same road as a sensor's, so the same numbers."""
    known = read_level(*find_level(level))
    sites = known.row.sites(known.row.simplest, "right")[:1]
    round_ = Round(RoundSetup(known.text, "right", sites, "tryout"))
    source = keyboard_source(known.row, "right", sites, known.starts, 0, known.kind)
    asked, since = None, 0
    while not round_.over and round_.ticks < 12_000:
        exercise = round_.view().exercise
        assert isinstance(exercise, InstrumentedView)
        if (exercise.ask, exercise.asked) != asked:
            asked, since = (exercise.ask, exercise.asked), round_.ticks
        source.hold(keys(exercise, known.kind, round_.ticks - since))
        round_.tick([stored(sample) for sample in source.poll(0.0)], ())
    measure = round_.outcome().measures[name]
    assert measure["valid"], measure["reason"]
    assert measure["value"] > 0.0
