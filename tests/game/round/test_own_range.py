"""A level that asks for shares of one's own range has both limbs show it first, and asks each for its share."""

from __future__ import annotations

from typing import TypeVar

import pytest

from game.app.request import simulated_sites
from game.exercises.events import CueGiven, Event, RangeShown, RepCompleted, TrialEnded, TrialStarted
from game.exercises.ranges import TOO_SMALL
from game.exercises.views import TandemView
from game.level import read_level
from game.population.bodies import simulated_source
from game.population.profile import Profile
from game.round import Command, Do, Phase, Round, RoundSetup
from game.round.ranging import Ranging
from game.round.setup import Mode
from input_devices import stored
from tests.game.build import TICK_S
from tests.game.round.simulating import again

PERCENT, FAR_DEG = 90.0, 50.0
LEVEL = f"""\
format: 1
id: elbow_flexion_tandem_1
title: A level
about: Both elbows, each as far as it goes.
serves: A test.
goal: coordination
movement: elbow_flexion
suits: Somebody in a test.
excludes: []
posture: seated
exercise: {{kind: tandem, amplitude_deg: {FAR_DEG}, amplitude_percent: {PERCENT}}}
dose: {{repetitions: 4, minutes: 10, source: A choice.}}
adapts: [tolerance]
"""
MODES: tuple[Mode, ...] = ("tryout", "prescribed", "gentle")
EVERY_S = 4.0
Told = TypeVar("Told", bound=Event)


class Pair:
    """Two elbows on a simulated body; the played one first."""

    def __init__(self, mode: Mode = "tryout", side: str = "right") -> None:
        known = read_level(LEVEL, "")
        sites = simulated_sites(known, side)
        self.sides = (side, "left" if side == "right" else "right")
        self.round = Round(RoundSetup(LEVEL, side, sites, mode))
        self.source = simulated_source(known.row, side, sites, known.starts, Profile(), 0, known.companions)
        self.events: list[Event] = []
        while self.round.view().phase in (Phase.WAITING, Phase.NEUTRAL):
            self.tick(0.0, 0.0)

    def tick(self, own_deg: float, other_deg: float, *commands: Command) -> None:
        """One tick with the elbows so far bent."""
        moved = zip(self.sides, (own_deg, other_deg), strict=True)
        self.source.body.move({f"{side}_elbow_flexion": deg for side, deg in moved})
        self.events += self.round.tick([stored(sample) for sample in self.source.poll(0.0)], commands)

    def go(self, own_deg: float, other_deg: float, times: int = 2) -> None:
        """Both there and back so far, so often, with a pause between; or until it is over."""
        own, other = again(own_deg, every_s=EVERY_S), again(other_deg, every_s=EVERY_S)
        for tick in range(round(times * EVERY_S / TICK_S)):
            if not self.round.over:
                self.tick(own(tick * TICK_S), other(tick * TICK_S))

    def asked_deg(self) -> tuple[float, float]:
        view = self.round.view().exercise
        assert isinstance(view, TandemView)
        return view.target_deg, view.other_target_deg

    def of(self, kind: type[Told]) -> list[Told]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("own_deg", "other_deg"), [(40.0, 25.0), (25.0, 40.0), (20.0, 90.0)])
def test_in_every_mode_each_limb_is_asked_for_its_share(
    own_deg: float, other_deg: float, mode: Mode, side: str
) -> None:
    """Without a prescription for no more than four fifths; what was shown and asked stands in event and summary."""
    pair = Pair(mode, side)
    assert pair.round.view().phase is Phase.RANGE and [given.cue for given in pair.of(CueGiven)] == ["show_both"]
    pair.go(own_deg, other_deg)
    share = min(PERCENT / 100.0, 0.8 if mode == "gentle" else 1.0)
    asked = (min(FAR_DEG, share * own_deg), min(FAR_DEG, share * other_deg))
    assert pair.round.view().phase is Phase.PLAY and pair.asked_deg() == pytest.approx(asked, abs=1.0)
    (shown,) = pair.of(RangeShown)
    assert (shown.range_deg, shown.values["other_range_deg"]) == pytest.approx((own_deg, other_deg), abs=1.0)
    told = (shown.values["amplitude_deg"], shown.values["other_amplitude_deg"])
    assert told == pytest.approx(pair.asked_deg())
    assert pair.round.outcome().context["range_shown"] == {"range_deg": shown.range_deg, **shown.values}


@pytest.mark.parametrize("mode", MODES)
def test_both_arms_finish_their_own_strokes(mode: Mode) -> None:
    """A weak arm and a strong one, each as far as it was asked; every stroke says how far both were to go."""
    pair = Pair(mode)
    pair.go(45.0, 20.0)
    own_deg, other_deg = pair.asked_deg()
    pair.go(own_deg + 1.0, other_deg + 1.0, 6)
    assert pair.round.outcome().ended == "finished" and pair.round.outcome().repetitions["clean"] == 4
    for trial in pair.round.outcome().trials:
        assert (trial["target_deg"], trial["other_target_deg"]) == pytest.approx((own_deg, other_deg))
    assert len(pair.of(TrialEnded)) == 4


@pytest.mark.parametrize(("own_deg", "other_deg"), [(45.0, 0.0), (0.0, 45.0)])
def test_nothing_is_asked_before_both_have_shown_their_range(own_deg: float, other_deg: float) -> None:
    """One arm alone is asked for both, over and over."""
    pair = Pair()
    pair.go(own_deg, other_deg, 6)
    assert pair.round.view().phase is Phase.RANGE and not pair.of(TrialStarted)
    assert {given.cue for given in pair.of(CueGiven)} == {"show_both"}


def test_an_arm_that_hardly_moves_is_asked_for_a_little_more() -> None:
    """Of a range too small to be seen no share is asked; a larger one counts."""
    pair = Pair()
    pair.go(45.0, 6.0)
    assert pair.round.view().phase is Phase.RANGE and pair.of(CueGiven)[-1].cue == "a_little_further"
    pair.go(45.0, 15.0)
    assert pair.round.view().phase is Phase.PLAY and pair.asked_deg()[1] == pytest.approx(13.5, abs=1.0)


def rep(peak_deg: float, other_deg: float, reason: str = "outside a trial") -> RepCompleted:
    return RepCompleted(0, 0.0, 1.0, 2.0, 0.0, peak_deg, 50.0, "other", reason, {"other_peak_deg": other_deg})


def test_the_farther_of_two_counts_for_each_limb() -> None:
    """Not for both the one movement in which one of them went farther; and what is too small is none."""
    ranging = Ranging(pair=True)
    told = [ranging.take(each) for each in (rep(40.0, 20.0), rep(90.0, 3.0, TOO_SMALL), rep(35.0, 30.0))]
    assert told == ["once_more", "a_little_further", None] and ranging.ranges_deg == (40.0, 30.0)


def test_what_hurts_counts_for_neither_limb() -> None:
    pair = Pair()
    pair.go(80.0, 80.0, 1)
    for command in (Command(Do.ANSWER, 1.0, "pain_before"), Command(Do.HURTS), Command(Do.PAIN, 2.0)):
        pair.tick(0.0, 0.0, command)
    pair.go(40.0, 30.0)
    (shown,) = pair.of(RangeShown)
    assert (shown.range_deg, shown.values["other_range_deg"]) == pytest.approx((40.0, 30.0), abs=1.0)


def test_equal_ranges_and_strokes_give_an_equal_digest() -> None:
    """And another range of the other arm another one."""

    def digest(other_deg: float) -> str:
        pair = Pair()
        pair.go(40.0, other_deg)
        pair.go(37.0, 20.0)
        return pair.round.digest()

    assert digest(25.0) == digest(25.0) != digest(26.0)
