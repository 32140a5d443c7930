"""`steady` asks to stay inside a ring for a time; time outside takes nothing away, and closed eyes are told nothing."""

from __future__ import annotations

import math
from typing import Any

import pytest

from game.exercises.events import Event, RepCompleted, TargetReached, TrialEnded
from game.exercises.exercise import Limits, Trial, Wall
from game.exercises.stay import Stay
from game.exercises.steady import SteadyKeys
from game.exercises.views import Ask, SteadyView
from tests.game.build import eased
from tests.game.exercises.feeding import Player, only


def stay(wall: Wall | None = None, **more: Any) -> Stay:
    """The rules of a ring of 8° by 6°."""
    keys = SteadyKeys.model_validate(
        {"kind": "steady", "forward_deg": 8, "side_deg": 6, "bout_s": 10, "rest_between_s": 1, **more}
    )
    rules = keys.rules(Limits(120.0, math.inf, wall or Wall()))
    assert isinstance(rules, Stay)
    return rules


def player(forward_deg: float = 0.0, right_deg: float = 0.0, **more: Any) -> Player:
    """Somebody before their first bout."""
    found = Player(stay(**more))
    found.lean(forward_deg, right_deg)
    found.wait(0.1)
    return found


def view(one: Player) -> SteadyView:
    shown = one.exercise.view()
    assert isinstance(shown, SteadyView)
    return shown


def test_keys_become_rules() -> None:
    keys = SteadyKeys(kind="steady", forward_deg=8, side_deg=6, bout_s=10)
    assert keys.asked().targets_deg == () and keys.asked().hold_s == 10
    shown = keys.rules(Limits(120.0, 15.0)).view()
    assert (shown.ring.forward_deg, shown.ring.back_deg, shown.ring.left_deg) == (8, 8, 6)


@pytest.mark.parametrize(
    ("forward_deg", "right_deg", "inside"),
    [(0, 0, True), (7.9, 0, True), (-7.9, 0, True), (0, 5.9, True), (8.1, 0, False), (0, -6.1, False), (6, 5, False)],
)
def test_inside_is_within_the_ellipse(forward_deg: float, right_deg: float, inside: bool) -> None:
    assert view(player(forward_deg, right_deg)).inside is inside


def test_a_bout_spent_inside_is_clean() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    events = one.wait(3.2)
    assert only(events, TargetReached)
    rep, trial = only(events, RepCompleted), only(events, TrialEnded)
    assert rep.verdict == "clean" and rep.end_s - rep.start_s == pytest.approx(3.0, abs=0.05)
    assert trial.success and trial.clean and trial.inside == pytest.approx(1.0)
    assert math.isnan(trial.target_deg)


def test_time_outside_does_not_count_and_takes_nothing_away() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(2.0)
    left_s = view(one).left_s
    one.lean(20.0)
    one.wait(0.5)
    assert view(one).left_s == left_s == pytest.approx(1.0, abs=0.05)
    one.lean(0.0)
    assert only(one.wait(1.2), RepCompleted).verdict == "clean", "fourteen per cent outside is a moment"


def test_too_much_time_outside_is_partial() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(1.0)
    one.lean(20.0)
    one.wait(2.0)
    one.lean(0.0)
    events = one.wait(2.2)
    assert only(events, RepCompleted).reason == "outside for more than a moment"
    trial = only(events, TrialEnded)
    assert not trial.success and not trial.clean and trial.inside == pytest.approx(0.6, abs=0.02)
    assert trial.peak_deg == pytest.approx(20.0)


def test_nobody_is_kept_waiting_for_ever() -> None:
    """After three times the bout it ends as partial."""
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(1.0)
    one.lean(20.0)
    events = one.wait(8.1)
    assert only(events, RepCompleted).verdict == "partial"
    assert not only(events, TrialEnded).success
    assert not [event for event in events if isinstance(event, TargetReached)]


def test_a_trunk_that_is_not_known_is_not_inside() -> None:
    one = player(math.nan, math.nan)
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(1.0)
    assert not view(one).inside and one.exercise.cue == "back_inside"
    assert view(one).left_s == pytest.approx(3.0)


def test_an_interrupted_bout_counts_neither_way() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(1.0)
    one.exercise.spoil("the sensor was away")
    events = one.wait(2.2)
    assert (only(events, RepCompleted).verdict, only(events, RepCompleted).reason) == ("other", "the sensor was away")
    assert only(events, TrialEnded).spoilt and not only(events, TrialEnded).success
    assert view(one).lit == ()


def test_a_bout_stands_still_while_not_played() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(1.0)
    left_s = view(one).left_s
    one.wait(5.0, playing=False)
    assert view(one).left_s == left_s


@pytest.mark.parametrize(
    ("forward_deg", "right_deg", "cue"),
    [
        (0, 0, "centre"),
        (6, 0, "hold"),
        (20, 0, "sit_tall"),
        (-20, 0, "forward_again"),
        (0, 20, "left_a_little"),
        (0, -20, "right_a_little"),
        (20, 30, "left_a_little"),
    ],
)
def test_a_cue_says_the_way_back(forward_deg: float, right_deg: float, cue: str) -> None:
    one = player(forward_deg, right_deg)
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(0.1)
    assert one.exercise.cue == cue


@pytest.mark.parametrize("by", [0.25, 1.0, 2.5])
def test_the_tolerance_makes_the_ring_wider_or_smaller_in_the_same_shape(by: float) -> None:
    one = player()
    asked = SteadyKeys(kind="steady", forward_deg=8, side_deg=6).asked()
    one.offer(hold_s=3.0, tolerance_deg=by * asked.tolerance_deg)
    ring = view(one).ring
    assert (ring.forward_deg, ring.right_deg) == pytest.approx((8.0 * by, 6.0 * by))


def test_no_ring_is_wider_than_the_wall() -> None:
    one = Player(stay(Wall(0.0, 9.0)))
    one.lean(0.0)
    one.offer(hold_s=3.0, tolerance_deg=80.0)
    assert view(one).ring.towards(0.0) == 9.0 == view(one).ring.towards(90.0)


def test_who_was_hardly_inside_has_not_kept_still_there() -> None:
    """A bout in which somebody did something else is no attempt and brings no light."""
    one = player(20.0)
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    rep = only(one.wait(9.1), RepCompleted)
    assert (rep.verdict, rep.reason) == ("other", "hardly inside the ring")
    assert view(one).lit == ()


def test_turning_about_is_no_keeping_still_however_upright_one_is() -> None:
    """Sensors tell a chest that turns from one that sways: it is told as another movement."""
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.turn_deg_s = 40.0
    one.wait(1.0)
    assert one.exercise.cue == "face_forward"
    left_s = view(one).left_s
    one.turn_deg_s = 2.0
    one.wait(1.0)
    assert view(one).left_s == left_s
    rep = only(one.wait(8.0), RepCompleted)
    assert (rep.verdict, rep.reason) == ("other", "another movement")


def rock(one: Player, rounds: int, far_deg: float, moment_s: float) -> list[Event]:
    """To the right and back, staying a moment at either end; until the bout is over."""
    there, back, ticks = eased(0.0, far_deg, 42), eased(far_deg, 0.0, 42), round(moment_s * 60)
    path = ([0.0] * ticks + there + [far_deg] * ticks + back) * rounds
    events: list[Event] = []
    for right_deg in path:
        if one.exercise.trial is None:
            break
        one.lean(0.0, right_deg)
        events += one.step(0.0)
    return events


@pytest.mark.parametrize("eyes", ["open", "closed"])
@pytest.mark.parametrize("moment_s", [0.0, 0.7])
def test_rocking_there_and_back_again_is_another_movement_however_long_it_pauses_inside(
    eyes: str, moment_s: float
) -> None:
    """Time inside that is gathered between two swings fills no ring: no light, nothing reached, no success."""
    one = player(0.0, 0.0, eyes=eyes)
    one.offer(hold_s=10.0, tolerance_deg=0.0)
    one.wait(4.1 if eyes == "closed" else 0.0)
    events = rock(one, 15, 11.0, moment_s)
    rep = only(events, RepCompleted)
    assert (rep.verdict, rep.reason, view(one).lit) == ("other", "another movement", ())
    assert not only(events, TrialEnded).success
    assert not [event for event in events if isinstance(event, TargetReached)]


def test_who_stumbles_out_of_the_ring_twice_has_tried() -> None:
    """Twice is not again and again: it is partial, lights its light and counts."""
    one = player()
    one.offer(hold_s=5.0, tolerance_deg=0.0)
    events = rock(one, 1, 12.0, 1.0)
    one.lean(0.0)
    events += one.wait(2.0) + rock(one, 1, 9.0, 0.7)
    one.lean(0.0)
    events += one.wait(4.0)
    assert only(events, RepCompleted).verdict == "partial" and len(view(one).lit) == 1


# With the eyes closed, or unaided


def blind(forward_deg: float, right_deg: float, **more: Any) -> tuple[list[SteadyView], list[str | None], Player]:
    """What is shown and said, tick by tick, of a bout with closed eyes that is spent there."""
    one = player(0.0, 0.0, **{"eyes": "closed", **more})
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(4.1)
    one.lean(forward_deg, right_deg)
    shown, said = [], []
    while one.exercise.trial is not None:
        one.wait(1 / 60)
        shown.append(view(one))
        said.append(one.exercise.cue)
    return shown[:-1], said[:-1], one


def test_nothing_that_closed_eyes_could_see_or_hear_depends_on_the_body() -> None:
    """Upright, swaying or out of the ring: the same pictures and cues until it is over."""
    middle, edge, outside = blind(0.0, 0.0), blind(5.0, -3.0), blind(-10.0, 4.0)
    assert middle[:2] == edge[:2] == outside[:2]
    assert all(shown.blank and shown.ask is Ask.STAND_STILL for shown in middle[0])
    assert set(middle[1]) == {"stand_still"}
    assert len(middle[0]) == pytest.approx(173, abs=4)


def test_a_bout_with_closed_eyes_says_afterwards_how_much_of_it_was_inside() -> None:
    one = player(eyes="closed")
    one.offer(hold_s=4.0, tolerance_deg=0.0)
    assert one.wait(4.1) == [] and view(one).ask is Ask.STAND_STILL
    one.wait(2.0)
    one.lean(0.0, 9.0)
    events = one.wait(2.2)
    assert only(events, RepCompleted).reason == "outside for more than a moment"
    trial = only(events, TrialEnded)
    assert not trial.success and trial.inside == pytest.approx(0.5, abs=0.05)
    assert view(one).ask is Ask.OPEN_EYES and one.exercise.cue == "open_eyes"


def test_closed_eyes_that_sway_far_are_told_to_open() -> None:
    """Twice as far as the ring is no sway any more: waiting for the end of the bout would be a fall."""
    one = player(eyes="closed")
    one.offer(hold_s=20.0, tolerance_deg=0.0)
    one.wait(12.0)
    one.lean(17.0)
    rep = only(one.wait(0.5), RepCompleted)
    assert (rep.verdict, rep.reason) == ("partial", "it went far outside the ring")
    assert one.exercise.cue == "open_eyes"


def test_only_a_level_that_guides_by_sound_lets_the_ears_know_how_far_out_one_is() -> None:
    guided, told, silent = blind(4.0, 0.0, sound="guided")[0], blind(4.0, 0.0)[0], blind(4.0, 0.0, sound="none")[0]
    assert guided[60].heard == pytest.approx(0.5)
    assert all(math.isnan(shown.heard) for shown in (*told, *silent))


def test_an_unaided_bout_shows_nothing_though_the_eyes_are_open() -> None:
    one = player(0.0, 4.0)
    one.ask(Trial(0, tolerance_deg=8.0, hold_s=3.0, feedback=False))
    one.wait(1.0)
    shown = view(one)
    assert shown.blank and shown.inside and shown.left_s == pytest.approx(2.0, abs=0.05)
    assert only(one.wait(2.2), RepCompleted).verdict == "clean" and not view(one).blank


def test_there_is_time_to_breathe_between_bouts() -> None:
    one = player(rest_between_s=5)
    assert one.exercise.ready
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(3.1)
    assert not one.exercise.ready and view(one).resting
    one.wait(0.5)
    assert one.exercise.cue == "well_done"
    one.wait(2.5)
    assert one.exercise.cue == "rest" and not one.exercise.ready
    one.wait(2.0)
    assert one.exercise.ready and one.exercise.cue is None


def test_what_is_lit_stands_in_a_row() -> None:
    one = player()
    for _ in range(3):
        one.offer(hold_s=3.0, tolerance_deg=0.0)
        one.wait(4.1)
    assert [lit.place for lit in view(one).lit] == [0.0, 1.0, 2.0]
