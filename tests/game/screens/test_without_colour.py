"""Without colour: every sign in one ink, and what a person has to tell apart still differs by its shape."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pygame
import pytest

from game.exercises.views import Lit
from game.screens import backdrop, palettes, tour
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.theme import DAY, DUSK, Theme
from game.screens.views import VIEWS
from tests.game.screens.seeing import Pixels, frame, laid_out, pixels
from tests.game.screens.test_standing_out import seen_of

pytestmark = pytest.mark.usefixtures("display")
SIZE = (960, 540)
LEAST_PX = 12
"""So many pixels at least have to differ, of half a million: the arms of a small cross (a choice)."""
INK = {
    *("limb", "limb_light", "sensor", "flame", "lit", "lit_core", "lit_edge", "soft", "soft_core", "soft_edge"),
    *("glow", "glow_soft", "ring", "progress", "warm", "cool", "ink_soft", "unlit", "unlit_edge"),
}


def one_ink(theme: Theme) -> Theme:
    """Every colour that tells something is the colour of words; what is written on it is the colour of the page."""
    changed: dict[str, Any] = {each.name: theme.ink for each in fields(Theme) if each.name in INK}
    return replace(theme, **changed, on_warm=theme.panel, hold=(theme.ink, theme.ink, theme.hold[2]), plain=True)


def apart(one: Pixels, other: Pixels) -> int:
    """How many pixels differ by more than a shade."""
    return int(np.count_nonzero(np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 40))


@pytest.fixture
def colourless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages are written in one ink, and afterwards nothing of that is kept."""
    screens = [module for name, module in sys.modules.items() if name.startswith("game.screens.")]
    caches = [each for module in screens for each in vars(module).values() if hasattr(each, "cache_clear")]
    named = palettes.theme_named
    for kept in caches:
        kept.cache_clear()
    for module in screens:
        if module is not palettes and vars(module).get("theme_named") is named:
            monkeypatch.setattr(module, "theme_named", lambda name: one_ink(named(name)))
    monkeypatch.setattr(backdrop.BACKDROP, "_whole", {})
    yield
    for kept in caches:
        kept.cache_clear()


def page_of(name: str, focus: int = 0) -> Pixels:
    """A page of the tour with the focus on that door."""
    screen = tour.SCREENS[name]()
    laid_out(screen, SIZE)
    page = screen.page if isinstance(screen, Page | PlayScreen) else None
    assert page is not None
    page.focus = min(focus, len(page.doors) - 1)
    surface = pygame.Surface(SIZE, 0, 32)
    page.draw_still(surface)
    page.draw_live(surface, 0.0)
    return pixels(surface)


@pytest.mark.usefixtures("colourless")
@pytest.mark.parametrize("name", ["title", "stop", "plan", "ask-alone", "settings", "pain", "choose"])
def test_the_focus_is_seen_by_its_shape(name: str) -> None:
    """Which door would be chosen, on pages of every kind."""
    assert apart(page_of(name, 0), page_of(name, 1)) > LEAST_PX


@pytest.mark.usefixtures("colourless")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("demonstration", "demonstration-wrong"),
        ("plan-new", "plan"),
        ("wear", "wear-unsure"),
        ("still", "still-refused"),
        ("results", "results-stopped"),
    ],
)
def test_pages_that_say_something_else_differ_by_shape(one: str, other: str) -> None:
    """The right way and the wrong, lit and unlit stations, heard and unheard sensors, clean and other dots."""
    assert apart(page_of(one), page_of(other)) > LEAST_PX


def world(name: str, theme: Theme, *, helps: bool = False, lit: tuple[Lit, ...] = ()) -> Pixels:
    """A world of the tour in one ink, with these lights, and the trunk helping or not; on the ferry, where the trunk is
    what is played with, inside the ring or out of it."""
    lean_deg = 9.0 if name == "ferry" and helps else 4.0
    seen = seen_of(name, 0)._replace(compensating=helps, lean_forward_deg=lean_deg, lean_right_deg=lean_deg)
    exercise: Any = seen.exercise
    seen = seen._replace(exercise=exercise._replace(lit=lit))
    view: Any = VIEWS[seen.kind](SIZE, one_ink(theme), seen.side, seen.movement, seen.posture, True)
    return frame(view, seen, SIZE, frames=2)[0]


@pytest.mark.parametrize("theme", [DUSK, DAY], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["lanterns", "well", "kite", "bells-learn", "boat", "ferry", "forge", "cottage"])
def test_in_every_world_states_differ_by_shape(name: str, theme: Theme) -> None:
    """A clean light, another light and none; a trunk that helps and one that does not."""
    angle_deg = 55.0 if name == "lanterns" else 1.0
    clean, other, none = (
        world(name, theme, lit=lit) for lit in ((Lit(angle_deg, "clean"),), (Lit(angle_deg, "partial"),), ())
    )
    told = {
        "clean and other": apart(clean, other),
        "lit and unlit": apart(clean, none),
        "trunk": apart(none, world(name, theme, helps=True)),
    }
    assert {what: many for what, many in told.items() if many < LEAST_PX} == {}


def test_what_differs_by_colour_alone_is_found() -> None:
    """The same disc in two colours is one disc in one ink."""
    for theme, alike in ((DUSK, False), (one_ink(DUSK), True)):
        discs = []
        for colour in (theme.warm, theme.cool):
            surface = pygame.Surface(SIZE, 0, 32)
            pygame.draw.circle(surface, colour, (480, 270), 40)
            discs.append(pixels(surface))
        assert (apart(*discs) == 0) is alike
