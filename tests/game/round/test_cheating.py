"""Nothing is earned by cheating: no clean repetition, no light of one, and nothing made harder."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from game.exercises.events import DifficultyChanged, RepCompleted
from game.measures.minimum_jerk import way_share
from game.scoring.light import LIGHT
from tests.game.build import TICK_S
from tests.game.intended import Wearer, Wearing

CHOICE = "shoulder_abduction_reach_3"
REACH, TEMPO = "elbow_flexion_reach_2", "elbow_flexion_tempo_1"
SHOULDER = "shoulder_abduction_reach_2"


def played(level: str, cheat: Callable[[Wearer], None], side: str = "right") -> Wearer:
    """A wearer who cheats, from the first target on."""
    person = Wearer(level, side, Wearing(), seed=5)
    person.settle()
    person.asked()
    cheat(person)
    person.rest(3.0)
    return person


def lift(person: Wearer, share: float, there_s: float, back_s: float, lean_deg: float = 0.0) -> None:
    """To that share of the first target and back, the trunk with it."""
    asked = person.asked()
    far_deg = 0.0 if asked is None else share * asked.target_deg
    for step in range(round((there_s + 0.5 + back_s) / TICK_S)):
        t_s = step * TICK_S
        x = way_share(t_s / there_s) - way_share((t_s - there_s - 0.5) / back_s)
        person.do(far_deg * x, lean_deg * x)
    person.rest(1.0)


def shakes(person: Wearer) -> None:
    """The sensor, by 20° to and fro, three times a second, for a while."""
    for step in range(round(10.0 / TICK_S)):
        person.do(20.0 * (1.0 - math.cos(math.tau * 3.0 * step * TICK_S)))


def flings(person: Wearer) -> None:
    """Through the whole range as fast as it goes."""
    for _ in range(3):
        lift(person, 1.05, 0.35, 0.35)


def turns_the_hand(person: Wearer) -> None:
    """Another movement, of the same size."""
    for _ in range(3):
        for step in range(round(3.0 / TICK_S)):
            person.do(0.0, 0.0, 35.0 * (1.0 - math.cos(math.tau * step * TICK_S / 3.0)))
        person.rest(1.0)


def goes_half_way(person: Wearer) -> None:
    """At any tempo."""
    for _ in range(3):
        lift(person, 0.55, 2.5, 3.0)


def swings_the_trunk(person: Wearer) -> None:
    """With the limb still, and with a little of the limb."""
    for share in (0.0, 0.0, 0.5, 0.7):
        lift(person, share, 2.5, 3.0, lean_deg=32.0)


def stands_still(person: Wearer) -> None:
    """And waits for light."""
    person.rest(12.0)


def stays_up(person: Wearer) -> None:
    """At the target, and never comes back."""
    asked = person.asked()
    assert asked is not None
    for step in range(round(14.0 / TICK_S)):
        person.do(asked.target_deg * way_share(step * TICK_S / 3.0))


def lets_it_drop(person: Wearer) -> None:
    """Well up, and then let go: at once, and after the time that the way down should have taken."""
    for wait_s in (1.0, 4.0):
        asked = person.asked()
        assert asked is not None
        for step in range(round((3.0 + wait_s) / TICK_S)):
            person.do(asked.target_deg * way_share(step * TICK_S / 3.0))
        for step in range(round(0.5 / TICK_S)):
            person.do(asked.target_deg * (1.0 - way_share(step * TICK_S / 0.5)))
        person.rest(2.0)


CHEATS = (shakes, flings, turns_the_hand, goes_half_way, swings_the_trunk, stands_still, stays_up)


@pytest.mark.parametrize("cheat", CHEATS, ids=lambda cheat: cheat.__name__)
@pytest.mark.parametrize(("level", "side"), [(REACH, "left"), (CHOICE, "left"), (TEMPO, "right")])
def test_cheating_earns_nothing(level: str, side: str, cheat: Callable[[Wearer], None]) -> None:
    earned_nothing(played(level, cheat, side))


@pytest.mark.parametrize("level", [TEMPO, "knee_extension_tempo_1"])
def test_what_is_dropped_is_not_lowered(level: str) -> None:
    person = played(level, lets_it_drop)
    earned_nothing(person)
    assert person.round.view().light == 0 and person.round.view().repetitions_done == 0


def test_a_trunk_that_swings_lifts_no_arm() -> None:
    """Where the arm hangs from the trunk its angle against gravity grows with the lean."""
    earned_nothing(played(SHOULDER, swings_the_trunk))


def earned_nothing(person: Wearer) -> None:
    """No clean repetition, no more light than honest attempts bring, and nothing harder."""
    told = [event for event in person.events if isinstance(event, RepCompleted)]
    assert [event.reason for event in told if event.verdict == "clean"] == []
    assert person.round.view().clean == 0
    assert person.round.view().light <= sum(LIGHT[event.verdict] for event in told)
    assert not [event for event in person.events if isinstance(event, DifficultyChanged) and event.change > 0]


def test_an_honest_repetition_earns_light() -> None:
    """The same body, the same limb: what the others earn nothing of."""
    for level in (REACH, TEMPO):
        person = Wearer(level, "right", Wearing(), seed=5)
        person.settle()
        made = person.attempt("clean")
        assert made is not None and [one.verdict for one in made.told] == ["clean"]
        assert person.round.view().light == LIGHT["clean"]
