"""A guest plays along: asked by the rules, scaled to their own range, and never a sign of what may not be told."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.exercises.views import Ask, InstrumentedView, Lit, SteadyView
from game.round.guest import NEAR, NOTHING, Guest, asked, private
from game.round.guest_range import LEAST_DEG, QUIET_S, SensorShare
from game.round.view import Phase, RoundView
from game.screens.tour import WORLDS
from input_devices import Sample

_KINDS = [name for name in WORLDS if name != "unaided"]
kinds = pytest.mark.parametrize("name", _KINDS)
shares = st.floats(0.0, 1.0)


def blank(view: RoundView) -> RoundView:
    """The same, while nothing may tell of the body."""
    assert view.exercise is not None
    assert not isinstance(view.exercise, InstrumentedView)
    return view._replace(exercise=view.exercise._replace(blank=True))


def lit(view: RoundView, more: int) -> RoundView:
    """The same with so many lights more."""
    exercise = view.exercise
    assert exercise is not None
    assert not isinstance(exercise, InstrumentedView)
    return view._replace(exercise=exercise._replace(lit=(*exercise.lit, *[Lit(70.0, "clean")] * more)))


@kinds
def test_every_world_asks_something_of_a_guest(name: str) -> None:
    """Where a guest is asked to be is a share of their own way."""
    assert 0.0 <= asked(WORLDS[name]).share <= 1.0


@kinds
@given(own=st.lists(shares, min_size=1, max_size=30), angle_deg=st.floats(-20.0, 170.0), more=st.integers(0, 3))
def test_what_may_not_be_told_is_not_told(name: str, own: list[float], angle_deg: float, more: int) -> None:
    """Blank play: whatever the body does and earns, the guest's light depends on the guest alone."""
    here = blank(WORLDS[name])
    there = lit(here._replace(angle_deg=angle_deg, lean_right_deg=angle_deg), more)
    one, other = Guest(), Guest()
    seen = [(one.step(share, here), other.step(share, there)) for share in own]
    assert all(a.share == b.share and a.together == b.together and a.lit == b.lit for a, b in seen)
    assert all(math.isnan(a.asked) and math.isnan(b.asked) for a, b in seen)


def test_a_balance_that_wants_no_sound_tells_nothing_either() -> None:
    """As it is with sounds."""
    view = WORLDS["ferry"]
    assert isinstance(view.exercise, SteadyView)
    assert not private(view)
    assert private(view._replace(exercise=view.exercise._replace(sound="none")))


def test_a_test_is_taken_alone() -> None:
    """Nothing is asked of a guest in an instrumented test, nor outside play."""
    shown = InstrumentedView(Ask.LEAN, 0.5, 1, 4)
    assert asked(WORLDS["ferry"]._replace(exercise=shown)) == NOTHING
    assert asked(WORLDS["lanterns"]._replace(phase=Phase.REST)) == NOTHING


@given(steps=st.lists(st.tuples(st.one_of(shares, st.just(math.nan)), st.integers(0, 2)), min_size=1, max_size=60))
def test_nothing_is_ever_taken_away(steps: list[tuple[float, int]]) -> None:
    """What was lit together stays lit, whatever the guest does, at most one star for each light of the person's."""
    guest, view, before, earned = Guest(), WORLDS["lanterns"], 0, 0
    guest.step(1.0, view)
    for share, more in steps:
        view, earned = lit(view, more), earned + more
        for _ in range(15):
            seen = guest.step(share, view)
        assert before <= seen.lit <= earned
        assert 0.0 <= seen.together <= 1.0
        before = seen.lit


def test_both_at_the_target_light_it_together() -> None:
    """The person at the lantern and the guest at their furthest: a star, and what is lit is brighter for a while."""
    guest, view = Guest(), WORLDS["lanterns"]
    for _ in range(60):
        assert guest.step(0.2, view).together == 0.0
    assert guest.step(0.2, lit(view, 1)).lit == 0
    for _ in range(60):
        seen = guest.step(1.0 - NEAR / 2, lit(view, 1))
    assert seen.together > 0.9
    assert guest.step(0.0, lit(view, 2)).lit == 1
    for _ in range(60):
        seen = guest.step(0.0, lit(view, 2))
    assert seen.together > 0.9
    for _ in range(300):
        seen = guest.step(0.0, lit(view, 2))
    assert seen.together < 0.01


def test_brightness_comes_slowly() -> None:
    """However fast a guest shakes their sensor, it is no flash: less than a tenth of the way in a tick."""
    guest, view, before = Guest(), WORLDS["lanterns"], 0.0
    for tick in range(300):
        now = guest.step(float(tick % 2), view).together
        assert abs(now - before) < 0.1
        before = now


def turned(deg: float, at_s: float) -> Sample:
    """A sensor at rest, turned about its y axis against gravity."""
    rad = math.radians(deg)
    return Sample("right_hand", at_s, (0.0, 0.0, 0.0), (9.81 * math.sin(rad), 0.0, 9.81 * math.cos(rad)))


def moved(share: SensorShare, degs: list[float], from_s: float = 0.0) -> list[float]:
    """What came of a sensor that says itself how it is turned, a tenth of a second for each angle."""
    found = []
    for step, deg in enumerate(degs):
        rad = math.radians(deg) / 2
        for tick in range(6):
            sample = replace_turn(turned(deg, from_s + step / 10 + tick / 60), rad)
            found.append(share.step([sample]))
    return found


def replace_turn(sample: Sample, half_rad: float) -> Sample:
    turn = (math.cos(half_rad), 0.0, math.sin(half_rad), 0.0)
    return sample._replace(rate_rad_s=None, acceleration_m_s2=None, orientation=turn)


@given(most_deg=st.floats(LEAST_DEG, 170.0))
def test_everybody_is_scaled_to_their_own(most_deg: float) -> None:
    """A little child and a dancer: all the way up at the furthest they have shown, half way at half of it."""
    share = SensorShare()
    assert math.isnan(moved(share, [0.0])[0])
    moved(share, [0.0] * 8)
    assert share.begun
    assert moved(share, [most_deg])[-1] == pytest.approx(1.0)
    assert moved(share, [most_deg / 2])[-1] == pytest.approx(0.5, abs=0.01)
    assert moved(share, [0.0])[-1] == pytest.approx(0.0, abs=0.01)


def test_a_trembling_hand_is_no_way() -> None:
    """Less than the least is never all of it."""
    share = SensorShare()
    moved(share, [0.0] * 8)
    assert max(moved(share, [0.0, 4.0, 0.0, 4.0])) <= 4.5 / LEAST_DEG


def test_a_sensor_with_gyroscope_and_gravity_is_enough() -> None:
    """No orientation of its own is needed."""
    share = SensorShare()
    for tick, deg in enumerate([0.0] * 120 + [min(60.0, tick / 2) for tick in range(120)] + [60.0] * 600):
        found = share.step([turned(deg, tick / 60)])
    assert found == pytest.approx(1.0, abs=0.1)


def test_a_quiet_sensor_rests() -> None:
    """Unplugged: nothing is known after a second, and it goes on when it is heard again."""
    share = SensorShare()
    moved(share, [0.0] * 8 + [40.0])
    for _ in range(math.ceil(60 * QUIET_S) + 2):
        found = share.step([])
    assert share.quiet
    assert math.isnan(found)
    assert moved(share, [40.0], 10.0)[-1] == pytest.approx(1.0)
