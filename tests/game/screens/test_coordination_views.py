"""The kite and the boat: what is drawn is where it is, and what moves puts back what it covered."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pygame
import pytest

from game.exercises.views import Lit, TandemView, TraceView
from game.round.view import RoundView
from game.screens import tour_of_coordination
from game.screens.theme import THEMES, Theme
from game.screens.views import SAFE
from game.screens.views.boat import Boat
from game.screens.views.kite import Kite
from tests.game.screens.seeing import make_view, reach_view, round_view

SIZE = (640, 360)
STATES = tour_of_coordination.states(round_view(reach_view()))
looks = pytest.mark.parametrize("theme", list(THEMES.values()), ids=list(THEMES))


def kite_at(step: int) -> RoundView:
    """A path that goes on, with somebody a little behind."""
    path = tuple(38.0 + 20.0 * math.sin(0.14 * (step + ahead)) for ahead in range(26))
    own = 38.0 + 20.0 * math.sin(0.14 * (step - 3))
    base = STATES["kite"].exercise
    assert isinstance(base, TraceView)
    lit = tuple(Lit(float(n), "clean") for n in range(step // 12))
    exercise = base._replace(ahead_deg=path, own_deg=own, inside=step % 24 < 12, lit=lit)
    return STATES["kite"]._replace(angle_deg=own, exercise=exercise)


def boat_at(step: int) -> RoundView:
    """Strokes with a beat."""
    base = STATES["boat-beat"].exercise
    assert isinstance(base, TandemView)
    up = 30.0 * (1.0 - math.cos(0.2 * step))
    lit = tuple(Lit(float(n), "clean") for n in range(step // 12))
    exercise = base._replace(lead_deg=up, other_deg=0.7 * up, beat_share=(step / 60.0) % 1.0, lit=lit)
    return STATES["boat"]._replace(exercise=exercise)


MOVING: dict[str, Callable[[int], RoundView]] = {"trace": kite_at, "tandem": boat_at}


@looks
@pytest.mark.parametrize("kind", sorted(MOVING))
def test_nothing_is_left_behind(kind: str, theme: Theme) -> None:
    """Drawing only what changed gives what drawing everything gives, and outside `dirty` no pixel changes."""
    kept, surface = make_view(kind, SIZE, theme, calm=True), pygame.Surface(SIZE, 0, 32)
    seen = MOVING[kind](0)
    for step in range(0, 36, 3):
        seen = MOVING[kind](step)
        before = pygame.surfarray.array3d(surface)
        kept.draw_still(surface)
        kept.draw_live(surface, seen, 10.0)
        changed = (pygame.surfarray.array3d(surface) != before).any(axis=2)
        for place in kept.dirty:
            changed[place.left : place.right, place.top : place.bottom] = False
        assert not changed.any()
    fresh, whole = make_view(kind, SIZE, theme, calm=True), pygame.Surface(SIZE, 0, 32)
    for _ in range(2):
        fresh.draw_still(whole)
        fresh.draw_live(whole, seen, 10.0)
    assert np.abs(pygame.surfarray.array3d(surface).astype(int) - pygame.surfarray.array3d(whole)).max() <= 1


@looks
@pytest.mark.parametrize("name", sorted(STATES))
def test_the_places_for_words_stay_calm(name: str, theme: Theme) -> None:
    """Whatever is shown, nothing that moves lies where the words and the way to stop are."""
    size = (1280, 720)
    view, surface = make_view(STATES[name].kind, size, theme, side=STATES[name].side), pygame.Surface(size, 0, 32)
    view.draw_still(surface)
    still = pygame.surfarray.array3d(surface)
    shown = STATES[name]
    assert isinstance(shown.exercise, TraceView | TandemView)
    view.draw_live(surface, shown._replace(exercise=shown.exercise._replace(lit=())), 0.0)
    changed = (pygame.surfarray.array3d(surface) != still).any(axis=2)
    for place in ("words", "count", "stop"):
        left, top, wide, tall = (round(part * size[n % 2]) for n, part in enumerate(SAFE[place]))
        assert not changed[left : left + wide, top : top + tall].any(), place


@pytest.mark.parametrize("gain", [0.5, 1.0])
def test_higher_on_the_screen_is_a_larger_angle(gain: float) -> None:
    """And the kite is on the ribbon where its angle is the path's."""
    kite = make_view("trace", SIZE, THEMES["day"])
    trace = STATES["kite"].exercise
    assert isinstance(kite, Kite) and isinstance(trace, TraceView)
    trace = trace._replace(gain=gain)
    heights = [kite._height(trace, angle) for angle in range(10, 66, 5)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] - heights[-1] == pytest.approx(gain * kite._area().height, rel=0.02)
    assert kite._ribbon(trace)[0] == pytest.approx(
        (kite._across(trace, 0.0, 0.0), kite._height(trace, trace.ahead_deg[0]))
    )


@pytest.mark.parametrize("way", [-1, 1])
def test_each_oar_is_scaled_to_its_own_limb(way: int) -> None:
    """At its own target it is at its mark, on either side."""
    boat = make_view("tandem", SIZE, THEMES["day"])
    assert isinstance(boat, Boat)
    marks = [boat._blade(way, share)[1] for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert marks == sorted(marks, reverse=True)
    assert (boat._blade(way, 1.0)[0] - SIZE[0] / 2) * way > 0
