"""Where I am, where to go, where my trunk is: at least 3:1 on whatever lies behind, in every world, look and light."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pygame
import pytest

from game.exercises.views import Lit, TandemView
from game.round.view import RoundView
from game.screens import ferryboat, scenery, tour
from game.screens.palettes import name_of, theme_named
from game.screens.play import PlayScreen
from game.screens.theme import THEMES, Theme, contrast, luminance
from game.screens.views import VIEWS
from tests.game.screens.seeing import at, frame, relative_luminance, stands_out

pytestmark = pytest.mark.usefixtures("display")
SIZE = (960, 540)
LEAST = 3.0
LOOKS = [
    name_of(base, high_contrast=strong, palette=palette, background=ground)
    for base in THEMES
    for strong, palette, ground in (
        (False, "usual", True),
        (True, "usual", True),
        (False, "colour_blind", True),
        (True, "colour_blind", True),
        (False, "usual", False),
        (True, "colour_blind", False),
    )
]
"""What changes colours alone, each alone and the strongest together."""
looks = pytest.mark.parametrize("theme", [theme_named(name) for name in LOOKS], ids=LOOKS)
LIT = (0, 12, 24)
"""No light, half of it and all of it."""
_valley, _ferry, _lake = (lru_cache(maxsize=16)(each) for each in (scenery.valley, ferryboat.ferry, ferryboat.lake))
Place = tuple[float, float]
Spots = Callable[[Any, RoundView], dict[str, tuple[Place, float]]]


@pytest.fixture(autouse=True)
def _paint_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each backdrop is painted once for all these tests."""
    monkeypatch.setattr(scenery, "valley", _valley)
    monkeypatch.setattr(ferryboat, "ferry", _ferry)
    monkeypatch.setattr(ferryboat, "lake", _lake)


def _lanterns(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    x, y = world._figure.light(seen.angle_deg, 0.0, 0.0)
    ground = world._seen(world._ground)
    return {"flame": ((ground[0] + x, ground[1] + y), 22.0)}


def _well(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    x, y = world._hangs(seen.angle_deg, seen.exercise)
    unit = world._unit
    own = x, y + 92 * unit
    _, goal = world._hangs(seen.exercise.target_deg, seen.exercise)  # type: ignore[union-attr]
    return {"bucket": (own, 64.0), "ring": ((x, goal + 90 * unit), 74.0)}


def _kite(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    trace = seen.exercise
    line = world._ribbon(trace)
    ribbon = {f"ribbon {step}": (line[step], 26.0) for step in (len(line) // 3, 2 * len(line) // 3)}
    own = world._across(trace, 0.0, 0.0), world._height(trace, trace.own_deg)  # type: ignore[union-attr]
    return {"kite": (own, 62.0), **ribbon}


def _boat(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    shown = seen.exercise
    assert isinstance(shown, TandemView)
    lead, other = shown.lead_deg / shown.target_deg, shown.other_deg / shown.other_target_deg
    place = world._hand if shown.opposed else world._blade
    spots = {"lead": (place(1, lead), 36.0), "other": (place(-1, other), 36.0)}
    return {**spots, "mark": (place(1, 1.0), 44.0), "other mark": (place(-1, 1.0), 44.0)}


def _pedals(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    shown = seen.exercise
    assert isinstance(shown, TandemView)
    shares = shown.lead_deg / shown.target_deg, shown.other_deg / shown.other_target_deg
    return {
        f"pedal {way}": (world._px(84.0 * way, 985.0 - 250.0 * share), 64.0)
        for way, share in zip((1, -1), shares, strict=True)
    }


def _forge(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    forge = seen.exercise
    zone = world._bar(forge.low, forge.high)  # type: ignore[union-attr]
    flame = world._px(418.0, 0.0)[0], world._level(forge.activity)  # type: ignore[union-attr]
    return {"flame": (flame, 46.0), "band": ((zone.left + 3, zone.top + zone.height / 5), 12.0)}


def _cottage(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    card = world._card(seen.exercise.done)  # type: ignore[union-attr]
    return {"now": (card.center, 185.0)}


def _bells(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    x, y = world._figure.light(seen.angle_deg, 0.0, 0.0)
    return {"flame": ((world._ground[0] + x, world._ground[1] + y), 22.0)}


def _ferry_deck(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    x, y = world._on_deck(seen.exercise.ring, seen.lean_forward_deg, seen.lean_right_deg)  # type: ignore[union-attr]
    ring = world._px(-world._zone[0], ferryboat.CENTRE_Y)
    return {"light": ((x, y - 30 * world._unit), 56.0), "ring": (ring, 22.0)}


def _free(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    ground = world._seen(world._ground)
    spots = {}
    for what, angle_deg, reach in (
        ("flame", seen.angle_deg, 20.0),
        ("mark", seen.exercise.target_deg, 70.0),  # type: ignore[union-attr]
    ):
        x, y = world._carrying.light(angle_deg)
        spots[what] = (ground[0] + x, ground[1] + y), reach
    return spots


WORLDS: Mapping[str, Spots] = {
    "lanterns": _lanterns,
    "lanterns-left": _lanterns,
    "well": _well,
    "well-down": _well,
    "kite": _kite,
    "kite-outside": _kite,
    "boat": _boat,
    "boat-opposed": _boat,
    "boat-legs": _pedals,
    "forge": _forge,
    "forge-too-much": _forge,
    "cottage": _cottage,
    "bells-learn": _bells,
    "ferry": _ferry_deck,
}


def seen_of(name: str, lit: int) -> RoundView:
    """That state of the tour with so many lights earned, the trunk upright."""
    screen = tour.SCREENS[name]()
    assert isinstance(screen, PlayScreen)
    view = screen._view
    assert view is not None
    assert view.exercise is not None
    earned = tuple(Lit(float(place % 3), "clean" if place % 3 else "partial") for place in range(lit))
    if view.kind == "reach":
        earned = tuple(Lit((40.0, 55.0, 70.0, 85.0)[place % 4], "clean") for place in range(lit))
    exercise: Any = view.exercise
    if hasattr(exercise, "lit"):
        exercise = exercise._replace(lit=earned)
    return view._replace(exercise=exercise, lean_forward_deg=0.0, lean_right_deg=0.0)


@lru_cache(maxsize=2)
def world_of(look: str, kind: str, side: str, movement: str, posture: str) -> Any:
    """A world is made once for all that is looked at in it."""
    return VIEWS[kind](SIZE, theme_named(look), side, movement, posture, True)


def shown(theme: Theme, seen: RoundView) -> tuple[Any, Any, Any]:
    """That world, its picture as it is once all has settled, and the same without what moves."""
    world = world_of(theme.name, seen.kind, seen.side, seen.movement, seen.posture)
    world._first = True
    world.spoil(pygame.Rect((0, 0), SIZE))
    return world, *frame(world, seen, SIZE)


@looks
@pytest.mark.parametrize("name", WORLDS)
def test_where_i_am_and_where_to_go_stand_out(name: str, theme: Theme) -> None:
    """All the way round, whatever is behind, at every stage of light."""
    for lit in LIT if hasattr(seen_of(name, 0).exercise, "lit") else (0,):
        seen = seen_of(name, lit)
        world, full, still = shown(theme, seen)
        for what, (place, reach) in WORLDS[name](world, seen).items():
            assert stands_out(full, still, place, reach * world._unit) >= LEAST, (what, lit)


def _arrow(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    turn = math.radians(seen.exercise.direction_deg)  # type: ignore[union-attr]
    far, (x, y) = 250.0 * world._unit, world._middle
    return {"place to lean to": ((x + far * math.sin(turn), y - far * math.cos(turn)), 34.0)}


def _limb(world: Any, seen: RoundView) -> dict[str, tuple[Place, float]]:
    (x, y), (to_x, to_y) = world._free.pivot(), world._free.light(seen.angle_deg)
    ground = world._seen(world._ground)
    along = [(ground[0] + x + far * (to_x - x), ground[1] + y + far * (to_y - y)) for far in (0.2, 0.4, 0.6)]
    return {f"limb {step}": (place, 30.0) for step, place in enumerate(along)}


_MEASURES = [name for name in tour.SCREENS if name.startswith("measure-")]
_ASKED: Mapping[str, Spots] = {
    "measure-limits-lean": _arrow,
    "measure-limits-stay": _arrow,
    "measure-position-learn": _free,
    "measure-range-far": _limb,
    "measure-position-feel": _limb,
}
_FREE = ("measure-position-learn", "measure-range-far", "measure-position-feel")


@looks
@pytest.mark.parametrize("name", _MEASURES)
def test_what_a_test_asks_stands_out(name: str, theme: Theme) -> None:
    """On the dial whatever stands on it, beside the dial the limb and its mark; while nobody is seen, what is there
    instead."""
    seen = seen_of(name, 0)
    world, full, still = shown(theme, seen)
    unit, (x, y) = world._unit, world._middle
    if name not in _FREE:
        rows, columns = np.ogrid[: SIZE[1], : SIZE[0]]
        still = still.copy()
        still[(rows - y) ** 2 + (columns - x) ** 2 < (300 * unit) ** 2] = theme.panel
        inside = (rows - y) ** 2 + (columns - x) ** 2 < (290 * unit) ** 2
        light, ground = relative_luminance(full[inside]), luminance(theme.panel)
        apart = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
        assert np.count_nonzero(apart >= LEAST) >= 0.01 * apart.size
    for what, (place, reach) in _ASKED[name](world, seen).items() if name in _ASKED else ():
        assert stands_out(full, still, place, reach * unit) >= LEAST, what


_SIGNS: Mapping[str, Callable[[Any], Place]] = {
    "lanterns": lambda w: w._seen((w._ground[0] - 206 * w._unit, w._ground[1] + 4 * w._unit)),
    "well": lambda w: w._seen((w._ground[0] - 200 * w._unit, w._ground[1] + 4 * w._unit)),
    "kite": lambda w: w._seen((w._ground[0] - 206 * w._unit, w._ground[1] + 4 * w._unit)),
    "bells-learn": lambda w: w._seen((0.36 * SIZE[0] - 250 * w._unit, 972 * SIZE[1] / 1080)),
    "boat": lambda w: (SIZE[0] - 112 * w._unit, 1000 * SIZE[1] / 1080),
    "forge": lambda w: w._px(-640.0, 925.0),
    "cottage": lambda w: w._rect(-745.0, 925.0, 1.0, 1.0).topleft,
}


@looks
@pytest.mark.parametrize("name", _SIGNS)
@pytest.mark.parametrize("helps", [False, True])
def test_where_my_trunk_is_stands_out_in_every_world(name: str, theme: Theme, helps: bool) -> None:
    """The sign on what is behind it, and its needle on its face; while the trunk helps, in another shape."""
    seen = seen_of(name, 7)._replace(compensating=helps, lean_forward_deg=12.0, lean_right_deg=12.0)
    world, full, still = shown(theme, seen)
    x, y = _SIGNS[name](world)
    unit = world._unit
    face = x, y - 250 * unit
    assert stands_out(full, still, face, 68 * unit) >= LEAST
    turn = math.radians(12.0 * 2.2) * (-1 if world._mirror else 1)
    needle = x + 50 * unit * math.sin(turn), face[1] + 0.66 * 56 * unit - 50 * unit * math.cos(turn)
    beside = x - 20 * unit * math.copysign(1.0, turn), face[1] + 30 * unit
    assert contrast(at(full, *needle, 0), at(full, *beside, 1)) >= LEAST
