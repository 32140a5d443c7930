"""`steady` with an aim: lean to a place, hold it, come back; nothing else scores, and nothing asks beyond the wall."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.envelope import DIRECTIONS, own_limit_deg
from game.exercises.events import Event, RepCompleted, TargetReached, TrialEnded
from game.exercises.exercise import Difficulty, Limits, Trial, Wall
from game.exercises.lean import Lean
from game.exercises.steady import SteadyKeys
from game.exercises.views import Ask, SteadyView
from tests.game.exercises.feeding import Player, only

HARD = st.floats(-1.0, 1.0)


def lean(wall: Wall | None = None, own_deg: tuple[float, ...] = (), speed_deg_s: float = 120.0, **more: object) -> Lean:
    """The rules of a ring of 10° by 8°."""
    keys = {"kind": "steady", "aim": "lean", "forward_deg": 10, "side_deg": 8, "rest_between_s": 0.5, **more}
    rules = SteadyKeys.model_validate(keys).rules(Limits(speed_deg_s, math.inf, wall or Wall(), own_deg))
    assert isinstance(rules, Lean)
    return rules


class Leaner(Player):
    """Somebody who leans smoothly."""

    def __init__(self, **more: object) -> None:
        super().__init__(lean(**more))  # type: ignore[arg-type]
        self.lean(0.0)
        self.wait(0.5)

    def asked(self, place: int = 0, hold_s: float = 1.0, feedback: bool = True, hard: Difficulty | None = None) -> None:
        """Ask for one of the places."""
        self.ask(Trial(0, math.nan, 2.5, hold_s, place, hard or Difficulty(), feedback))

    def go(self, forward_deg: float, right_deg: float = 0.0, seconds: float = 1.5) -> list[Event]:
        """Lean there."""
        before, steps, events = (self.forward_deg, self.right_deg), round(seconds * 60), []
        for step in range(1, steps + 1):
            x = step / steps
            share = x**3 * (10.0 + x * (6.0 * x - 15.0))
            self.lean(before[0] + share * (forward_deg - before[0]), before[1] + share * (right_deg - before[1]))
            events += self.step(0.0)
        return events

    @property
    def shown(self) -> SteadyView:
        view = self.exercise.view()
        assert isinstance(view, SteadyView)
        return view


def test_there_held_and_back_is_clean() -> None:
    one = Leaner()
    one.asked()
    assert (one.shown.ask, one.shown.direction_deg, one.shown.distance_deg) == (Ask.LEAN, 0.0, 10.0)
    events = one.go(10.0) + one.wait(0.3)
    assert (one.shown.ask, one.exercise.cue) == (Ask.STAY, "hold")
    events += one.wait(1.0)
    assert only(events, TargetReached)
    assert (one.shown.ask, one.exercise.cue) == (Ask.AND_BACK, "come_back")
    events += one.go(0.0) + one.wait(0.2)
    rep, trial = only(events, RepCompleted), only(events, TrialEnded)
    assert (rep.verdict, rep.reason) == ("clean", "as asked")
    assert trial.success and trial.clean and events.index(rep) == events.index(trial) - 1
    assert trial.values["asked_deg"] == 10.0 and trial.values["held_deg"] == pytest.approx(9.0, abs=1.2)
    assert one.shown.resting


@pytest.mark.parametrize(
    ("far", "verdict", "reason", "cue"),
    [
        ((0.0, 0.0), "other", "no lean was seen", "lean_forward"),
        ((3.0, 0.0), "other", "no lean was seen", "lean_forward"),
        ((6.5, 0.0), "partial", "short of the place", "a_little_further"),
        ((14.0, 0.0), "partial", "not held for long enough", "longer"),
        ((9.0, 7.0), "partial", "beside the place", "lean_forward"),
        ((0.0, 9.0), "other", "a lean to another side", "lean_forward"),
        ((-8.0, -5.0), "other", "a lean to another side", "lean_forward"),
    ],
)
def test_a_lean_that_is_not_the_one_asked_for_is_told_and_says_what_to_change(
    far: tuple[float, float], verdict: str, reason: str, cue: str
) -> None:
    """Too little, too much, beside it, or to another side: only what went most of the way is an attempt."""
    one = Leaner()
    one.asked()
    events = one.go(*far, seconds=1.0) + one.wait(11.0)
    rep = only(events, RepCompleted)
    assert (rep.verdict, rep.reason, one.exercise.cue) == (verdict, reason, cue)
    assert not only(events, TrialEnded).success
    assert len(one.shown.lit) == (verdict != "other")


def test_swinging_through_the_place_again_and_again_is_not_holding_it() -> None:
    one = Leaner()
    one.asked()
    events = []
    for _ in range(8):
        events += one.go(16.0, seconds=0.5) + one.go(0.0, seconds=0.5)
    assert not [event for event in events if isinstance(event, TargetReached)]
    rep = only(events + one.wait(5.0), RepCompleted)
    assert (rep.verdict, rep.reason, one.shown.lit) == ("other", "another movement", ())


def test_who_tries_once_more_has_tried() -> None:
    """Through the place twice, and no hold: that is an attempt, not one movement over and over."""
    one = Leaner()
    one.asked()
    events = one.wait(2.0)
    for far_deg in (16.0, 13.0):
        events += one.go(far_deg, seconds=0.7) + one.go(0.0, seconds=0.9) + one.wait(1.0)
    rep = only(events + one.wait(9.0), RepCompleted)
    assert (rep.verdict, rep.reason) == ("partial", "not held for long enough")


def test_shaking_there_and_back_about_the_place_is_no_hold_either() -> None:
    one = Leaner()
    one.asked()
    events = []
    for tick in range(720):
        one.lean(10.0 + 9.0 * math.sin(math.tau * 2.5 * tick / 60.0))
        events += one.step(0.0)
    assert not [event for event in events if isinstance(event, TargetReached)]


def test_a_place_that_was_left_on_the_way_is_reached_and_neither_clean_nor_a_success() -> None:
    """It lights its light, and nothing gets harder for it."""
    one = Leaner()
    one.asked(hold_s=2.0)
    events = one.go(10.0) + one.wait(0.8) + one.go(5.0, seconds=0.6) + one.wait(0.4) + one.go(10.0, seconds=0.6)
    events += one.wait(2.2) + one.go(0.0)
    rep, trial = only(events, RepCompleted), only(events, TrialEnded)
    assert (rep.verdict, rep.reason) == ("partial", "the place was left on the way")
    assert only(events, TargetReached) and not trial.success and not trial.clean


def test_a_throw_is_too_fast() -> None:
    one = Leaner(speed_deg_s=20.0)
    one.asked()
    events = one.go(10.0, seconds=0.4) + one.wait(1.3) + one.go(0.0)
    assert (only(events, RepCompleted).verdict, only(events, RepCompleted).reason) == ("other", "too fast")


def test_who_stays_out_there_is_not_waited_for_and_not_clean() -> None:
    one = Leaner()
    one.asked()
    rep = only(one.go(10.0) + one.wait(13.0), RepCompleted)
    assert (rep.verdict, rep.reason) == ("partial", "not back in the middle")
    assert not one.exercise.ready, "the next lean begins in the middle"
    one.go(0.0)
    one.wait(0.2)
    assert one.exercise.ready


def test_turning_instead_of_leaning_is_another_movement() -> None:
    one = Leaner()
    one.asked()
    one.turn_deg_s = 45.0
    events = one.wait(1.0)
    one.turn_deg_s = 5.0
    events += one.go(10.0) + one.wait(11.0)
    assert only(events, RepCompleted).reason == "another movement"


def test_as_far_as_one_can_counts_from_the_mark_on() -> None:
    """Further is as good; another side is not."""
    one = Leaner(aim="limits")
    one.asked(place=2)
    assert one.shown.direction_deg == 90.0
    events = one.go(1.0, 13.0) + one.wait(1.2) + one.go(0.0)
    assert only(events, RepCompleted).verdict == "clean"
    assert only(events, TrialEnded).values["held_deg"] == pytest.approx(12.5, abs=1.0)
    one.wait(1.0)
    one.asked(place=2)
    events = one.go(9.0, 9.0) + one.wait(12.0)
    assert only(events, RepCompleted).verdict != "clean"


def test_what_a_sensor_lost_counts_neither_way() -> None:
    one = Leaner()
    one.asked()
    one.go(10.0)
    one.exercise.spoil("the sensor was away")
    events = one.wait(1.2) + one.go(0.0)
    assert not [event for event in events if isinstance(event, TargetReached)]
    assert only(events, TrialEnded).spoilt and only(events, RepCompleted).verdict == "other"


@pytest.mark.parametrize("how", ["unaided", "closed"])
def test_nothing_shown_or_said_depends_on_the_body_until_it_is_asked_back(how: str) -> None:
    """Two people, one who leans and one who does not, see and hear the same."""

    def told(far_deg: float) -> list[tuple[SteadyView, str | None]]:
        one = Leaner(**({"eyes": "closed"} if how == "closed" else {}))
        one.asked(feedback=how == "closed")
        found = []
        for tick in range(60 * 20):
            one.lean(far_deg * min(1.0, tick / 300.0))
            one.step(0.0)
            if one.shown.ask is Ask.AND_BACK:
                break
            found.append((one.shown, one.exercise.cue))
        return found

    leant, stood, beyond = told(10.0), told(0.0), told(17.0)
    assert leant == stood == beyond
    assert len(leant) > 60 * 10 and all(shown.blank for shown, _cue in leant)


def test_what_was_done_unseen_is_judged_afterwards() -> None:
    for far_deg, verdict in ((10.0, "clean"), (6.0, "partial"), (0.0, "other")):
        one = Leaner()
        one.asked(feedback=False)
        events = one.go(far_deg) + one.wait(10.0) + one.go(0.0) + one.wait(1.0)
        assert only(events, RepCompleted).verdict == verdict


# Difficulty and walls


@settings(max_examples=60)
@given(
    hard=st.builds(Difficulty, HARD, HARD, HARD, HARD, HARD),
    ceiling_deg=st.floats(3.0, 20.0),
    own_deg=st.none() | st.floats(2.0, 20.0),
    place=st.integers(0, 7),
    index=st.integers(0, 500),
    aim=st.sampled_from(["lean", "limits"]),
)
def test_no_place_lies_beyond_the_wall_or_ones_own_limit(
    hard: Difficulty, ceiling_deg: float, own_deg: float | None, place: int, index: int, aim: str
) -> None:
    own = () if own_deg is None else (own_deg,) * 8
    rules = lean(Wall(0.0, ceiling_deg), own, aim=aim, forward_percent=100, tolerance_deg=1.0)
    rules.offer(0, Trial(index, math.nan, 1.0, 1.0, place, hard))
    shown = rules.view()
    assert shown.distance_deg <= ceiling_deg + 1e-9
    if own_deg is not None:
        assert shown.distance_deg <= max(own_limit_deg(own, shown.direction_deg), 1.0) + 1e-9
    assert shown.near_deg <= 0.5 * shown.distance_deg + 1e-9, "keeping still is never enough"


def asked_at(hard: Difficulty, index: int = 3, place: int = 0) -> SteadyView:
    """What a trial of that difficulty asks for."""
    rules = lean()
    rules.offer(0, Trial(index, math.nan, 2.0, 1.0, place, hard))
    return rules.view()


def patience_s(hard: Difficulty) -> float:
    """For how long somebody who never gets there is waited for."""
    one = Leaner()
    one.asked(hard=hard)
    ticks = 0
    while one.exercise.trial is not None:
        one.step(0.0)
        ticks += 1
    return ticks / 60.0


def test_each_parameter_gets_steadily_harder() -> None:
    steps = [-1.0, -0.5, 0.0, 0.5, 1.0]
    far = [asked_at(Difficulty(range=each)).distance_deg for each in steps]
    assert far == sorted(far) and far[0] == pytest.approx(5.0) and far[-1] == pytest.approx(14.0)
    time = [patience_s(Difficulty(tempo=each)) for each in steps]
    assert time == sorted(time, reverse=True) and time[0] > 1.8 * time[2] > 3.2 * time[-1]
    aside = [
        max(abs((asked_at(Difficulty(variability=each), n).direction_deg + 180.0) % 360.0 - 180.0) for n in range(40))
        for each in steps
    ]
    assert aside == sorted(aside) and aside[:3] == [0.0, 0.0, 0.0] and 15.0 < aside[-1] <= 20.0
    taking_turns = [len({asked_at(Difficulty(variability=each), 0, place).direction_deg for place in range(3)})
                    for each in (-1.0, -0.4, 0.0)]  # fmt: skip
    assert taking_turns == [1, 2, 3]


def test_the_places_are_those_the_level_names_in_their_order() -> None:
    keys = SteadyKeys.model_validate(
        {"kind": "steady", "aim": "lean", "forward_deg": 9, "side_deg": 9, "directions": ("left", "back_right")}
    )
    assert keys.places == (DIRECTIONS["left"], DIRECTIONS["back_right"]) and keys.asked().count == 2
    rules = lean(directions=("left", "back_right"))
    found = []
    for place in (0, 1, 2):
        rules.offer(0, Trial(place, math.nan, 2.0, 1.0, place))
        found.append(rules.view().direction_deg)
    assert found == [270.0, 135.0, 270.0]
    assert SteadyKeys(kind="steady", aim="limits", forward_deg=9, side_deg=9).asked().count == 8
