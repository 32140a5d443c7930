"""`match` asks to find a place again unseen: nothing gives it away, and what was answered is what is told."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.bell import OTHER, Bell
from game.exercises.events import Event, RepCompleted, TrialEnded
from game.exercises.exercise import Difficulty, Limits, Trial, Wall
from game.exercises.finding import AWAY_DEG, is_back
from game.exercises.match import MatchKeys
from game.exercises.views import Ask, MatchView
from game.motion.motion import Motion, Signal, TracePoint
from tests.game.build import TICK_S, eased
from tests.game.exercises.feeding import only

HARD = st.floats(-1.0, 1.0)
ABOUT = (0.0, 0.0, 1.0)


def bell(wall: Wall | None = None, **more: Any) -> Bell:
    """The rules of two bells, without catch trials but for what is said."""
    keys = {"kind": "match", "targets_deg": (50, 80), "memory_every": 0, "delay_s": 1, "hold_s": 2, **more}
    return MatchKeys.model_validate(keys).rules(Limits(120.0, 15.0, wall or Wall()))


class Matcher:
    """Steps the rules with one exact sample a tick of each limb, and keeps all that is shown, said and told."""

    def __init__(self, rules: Bell | None = None, **more: Any) -> None:
        self.rules = rules or bell(**more)
        self.tick = 0
        self.angle_deg = self.other_deg = self.lean_deg = self.aside_deg_s = 0.0
        self.events: list[Event] = []
        self.seen: list[tuple[MatchView, str | None]] = []

    @property
    def shown(self) -> MatchView:
        return self.rules.view()

    def offer(self, place: int = 0, index: int = 0, window_deg: float = 8.0, **more: Any) -> None:
        """Ask for one of the two bells."""
        self.events.clear()
        target_deg = (50.0, 80.0)[place]
        self.rules.offer(self.tick, Trial(index, target_deg, window_deg, 2.0, place, **more))

    def step(self, angle_deg: float, *, playing: bool = True, heard: bool = True) -> None:
        """One tick there."""
        t_s, speed = self.tick * TICK_S, (angle_deg - self.angle_deg) / TICK_S
        rate = (math.radians(self.aside_deg_s), 0.0, math.radians(speed))
        point = TracePoint(t_s, angle_deg, abs(speed), rate_rad_s=rate)
        other = TracePoint(t_s, self.other_deg, 0.0)
        self.angle_deg = angle_deg
        motion = Motion(
            self.tick,
            Signal(angle_deg, speed, 5.0),
            Signal(self.lean_deg, 0.0, 5.0),
            Signal(0.0, 0.0, 5.0),
            (point,) if heard else (),
            others={OTHER: Signal(self.other_deg, 0.0, 5.0)},
            traces={OTHER: (other,)},
        )
        self.events += self.rules.step(motion, playing)
        self.seen.append((self.shown, self.rules.cue))
        self.tick += 1

    def wait(self, seconds: float, **how: Any) -> None:
        for _ in range(round(seconds * 60)):
            self.step(self.angle_deg, **how)

    def go(self, angle_deg: float, seconds: float = 1.5) -> None:
        for angle in eased(self.angle_deg, angle_deg, round(seconds * 60)):
            self.step(angle)

    def learn(self, angle_deg: float) -> None:
        """To the bell, feel it, and back, until it is to be found again."""
        self.wait(0.6)
        assert self.shown.ask is Ask.LEARN
        self.go(angle_deg)
        self.wait(3.0)
        assert self.shown.ask is Ask.AND_BACK
        self.go(0.0)
        self.until(Ask.FIND_AGAIN)

    def until(self, ask: Ask) -> None:
        """Wait until that is asked for."""
        for _ in range(600):
            if self.shown.ask is ask:
                return
            self.step(self.angle_deg)
        raise AssertionError(f"{ask} was never asked for")

    def answer(self, angle_deg: float) -> TrialEnded:
        """Go there and keep still."""
        self.go(angle_deg)
        self.wait(0.8)
        return only(self.events, TrialEnded)

    @property
    def rep(self) -> RepCompleted:
        return only([event for event in self.events if isinstance(event, RepCompleted)], RepCompleted)


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


# Difficulty and walls


@given(
    hard=st.builds(Difficulty, HARD, HARD, HARD, HARD, HARD),
    ceiling_deg=st.floats(20.0, 90.0),
    place=st.integers(0, 1),
    index=st.integers(0, 300),
)
def test_no_place_lies_beyond_the_wall(hard: Difficulty, ceiling_deg: float, place: int, index: int) -> None:
    wall = Wall(0.0, ceiling_deg)
    one = Matcher(bell(wall))
    one.rules.set_targets((min(50.0, ceiling_deg), ceiling_deg))
    one.rules.offer(0, Trial(index, wall.inside_deg((50.0, 80.0)[place]), 8.0, 2.0, place, hard))
    one.wait(0.6)
    assert one.shown.ask is Ask.LEARN and one.shown.target_deg <= ceiling_deg


def place_deg(hard: Difficulty, index: int, place: int = 1) -> float:
    """Where a trial of that difficulty asks to go."""
    one = Matcher()
    one.offer(place, index, difficulty=hard)
    one.wait(0.6)
    return one.shown.target_deg


def delay_s(hard: Difficulty) -> float:
    """For how long the place is kept in mind."""
    one = Matcher()
    one.offer(difficulty=hard)
    one.learn(50.0)
    return sum(shown.ask is Ask.REMEMBER for shown, _cue in one.seen) / 60.0


def test_each_parameter_gets_steadily_harder() -> None:
    steps = [-1.0, -0.5, 0.0, 0.5, 1.0]
    delays = [delay_s(Difficulty(tempo=each)) for each in steps]
    assert delays == sorted(delays) and delays[0] == pytest.approx(0.25, abs=0.05)
    assert delays[-1] == pytest.approx(4.0, abs=0.1)
    assert {round(place_deg(Difficulty(variability=-1.0), index), 6) for index in range(6)} == {50.0}
    assert place_deg(Difficulty(), 3) == 80.0
    off = [max(abs(place_deg(Difficulty(variability=each), n) - 80.0) for n in range(20)) for each in (0.5, 1.0)]
    assert 0.0 < off[0] < off[1] <= 8.0
    ends = MatchKeys(kind="match", targets_deg=(50, 80)).asked().ends
    assert ends["tolerance"].easiest > 1.0 > ends["tolerance"].hardest
    assert ends["hold"].easiest > 1.0 > ends["hold"].hardest, "less time to feel it is harder"


@pytest.mark.parametrize(("place", "limit_deg"), [(80.0, 24.0), (50.0, 15.0), (20.0, 10.0), (-20.0, 10.0)])
def test_a_limb_is_back_below_a_share_of_the_place(place: float, limit_deg: float) -> None:
    assert is_back(limit_deg - 0.1, place) and not is_back(limit_deg + 0.1, place)
    assert is_back(math.nan, place), "one that is not measured has not been seen elsewhere"


def test_a_view_says_whether_anything_may_be_shown() -> None:
    assert replace(bell().view(), blank=True).blank and not bell().view().blank
