"""Whole pages without colour: where the focus is, what is set, which side, how it went and what is lit, in one ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pygame
import pytest

from game.exercises.events import Verdict
from game.people.settings import PersonSettings
from game.screens import choices, tour
from game.screens.choices import CHOICES, PAGES
from game.screens.page import Page
from game.screens.plan import PlanScreen, Station
from game.screens.play import PlayScreen
from game.screens.results import ResultsScreen
from game.screens.screen import Screen
from game.screens.settings import SettingsScreen
from game.screens.tour_of_play import REACHED
from game.screens.widgets import Door
from tests.game.screens.seeing import Pixels, laid_out, pixels
from tests.game.screens.test_without_colour import LEAST_PX, SIZE, apart, colourless

pytestmark = pytest.mark.usefixtures("display", "colourless")
__all__ = ["colourless"]
_AROUND_PX = 16
"""The edge of what has the focus stands off it by less than this."""


def drawn(screen: Screen) -> Pixels:
    """The screen in one ink."""
    laid_out(screen, SIZE)
    return again(screen)


def again(screen: Screen) -> Pixels:
    """The same without laying it out anew."""
    surface = pygame.Surface(SIZE, 0, 32)
    screen.draw_still(surface)
    screen.draw_live(surface, 0.0)
    return pixels(surface)


def at_door(picture: Pixels, door: Door) -> Pixels:
    """What is drawn at a door and just around it."""
    place = door.rect.inflate(2 * _AROUND_PX, 2 * _AROUND_PX).clip(pygame.Rect((0, 0), SIZE))
    return picture[place.top : place.bottom, place.left : place.right]


def page_of(screen: Screen) -> Any:
    """What of it is moved through by focus; None where nothing is."""
    return screen.page if isinstance(screen, Page | PlayScreen) else None


def unseen_focus(screen: Screen) -> list[str]:
    """The doors that look the same, but for colour, with the focus and without it."""
    laid_out(screen, SIZE)
    page = page_of(screen)
    if page is None or len(page.doors) < 2:
        return []
    places, pictures = sorted({0, 1, len(page.doors) - 1}), []
    for place in places:
        page.focus = place
        pictures.append(again(screen))
    return [
        page.doors[place].words
        for place, with_it, without in zip(places, pictures, [*pictures[1:], pictures[0]], strict=True)
        if apart(at_door(with_it, page.doors[place]), at_door(without, page.doors[place])) <= LEAST_PX
    ]


_WORLDS = {"boat", "cottage", "ferry", "forge", "kite", "lanterns", "well", "range", "demonstration"}
"""Nothing is chosen there."""
DOORS = (
    *sorted({name.split("-")[0] for name in tour.SCREENS} & set(tour.SCREENS) - _WORLDS),
    *("ask-alone", "ask-pain-before", "ask-pain-faces", "ask-pain-upright", "ask-effort", "ask-anything-new"),
    *("settings-hands", "settings-ears", "settings-keys", "settings-language", "settings-reminders", "settings-theirs"),
    *("first-text", "first-light", "first-press", "choose-side", "check-faces", "check-number", "check-upright"),
    *("guest-paused", "doubted-swapped", "offer-end", "rest-pain", "pair-many", "safety-chest", "go-on", "plan-done"),
)
"""A page of every kind: all on which something is chosen."""


@pytest.mark.parametrize("name", DOORS)
def test_which_door_has_the_focus_is_seen_at_the_door(name: str) -> None:
    """Its own shape changes, not only something elsewhere."""
    assert unseen_focus(tour.SCREENS[name]()) == []


def test_a_focus_that_is_a_colour_alone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edge in another colour on the edge that every door has."""

    def edge(self: Page, surface: pygame.Surface, door: Door) -> None:
        assert self.paper is not None
        for each in self.doors:
            ink = self.paper.theme.warm if each is door else self.paper.theme.cool
            pygame.draw.rect(surface, ink, each.rect, 6)

    monkeypatch.setattr(Page, "_draw_focus", edge)
    assert unseen_focus(tour.SCREENS["stop"]())


@pytest.mark.parametrize("key", CHOICES)
def test_what_is_set_differs_in_word_and_in_picture(key: str) -> None:
    """Each value from the next. Which colours are worn is a word, and seen on everything."""
    page = next(place for place, keys in enumerate(PAGES) if key in keys)
    values = CHOICES[key].values
    assert len({choices.said(key, value) for value in values}) == len(values)
    screens = [SettingsScreen(replace(PersonSettings(), **{key: value}), page) for value in values]
    pictures = [drawn(screen) for screen in screens]
    place = PAGES[page].index(key)
    for one, other in pairwise(pictures):
        door = screens[0].doors[place]
        assert apart(at_door(one, door), at_door(other, door)) > LEAST_PX


def _said(screen: Screen) -> str:
    return " ".join(box.words for box in laid_out(screen, SIZE).boxes).lower()


SIDED = ("wear", "still", "lanterns", "well", "kite", "forge")


@pytest.mark.parametrize("name", SIDED)
def test_which_side_it_is_stands_there_in_words_and_in_the_picture(name: str) -> None:
    """Left and right are said, each alone, and what is drawn lies on the other side."""
    said, pictures = {}, []
    for side, other in (("left", "right"), ("right", "left")):
        screen = tour.SCREENS[name]()
        assert isinstance(screen, PlayScreen) and screen._view is not None
        worn = tuple(site.replace(other, side) for site in screen._view.sites)
        seen = PlayScreen()
        seen.see(screen._view._replace(side=side, sites=worn), screen._inputs)
        said[side] = _said(seen)
        pictures.append(again(seen))
    assert apart(*pictures) > 100 * LEAST_PX
    assert "left" in said["left"] and "right" in said["right"]
    assert "right" not in said["left"] and "left" not in said["right"]


@pytest.mark.parametrize("verdict", ["partial", "compensated"])
def test_whether_a_movement_was_clean_is_a_shape(verdict: Verdict) -> None:
    """Every dot of the results is another one; no colour tells more than that."""
    dots, pictures = REACHED.dots, []
    for each in ("clean", verdict):
        screen = ResultsScreen(replace(REACHED, dots=tuple(replace(dot, verdict=each) for dot in dots)))
        boxes = [box.rect for box in laid_out(screen, SIZE).boxes if box.kind == "drawing"]
        plot = max(boxes, key=lambda rect: rect.width * rect.height)
        pictures.append(again(screen)[plot.top : plot.top + plot.height // 2, plot.left : plot.right])
    assert apart(*pictures) > len(dots) * LEAST_PX // 2


def test_what_is_lit_and_what_is_next_are_told_apart_on_the_path() -> None:
    """However many places of today are lit, the path looks another, beside the words."""

    def path(done: Sequence[bool]) -> Pixels:
        screen = PlanScreen([Station(f"{place}", lit, 4.0) for place, lit in enumerate(done)], ())
        picture = drawn(screen)
        return picture[:, : screen.paper.sheet.width // 4] if screen.paper else picture

    shown = [path([place < lit for place in range(4)]) for lit in range(5)]
    for one, other in combinations(shown, 2):
        assert apart(one, other) > LEAST_PX


PAIRS = [
    ("lanterns", "lanterns-choice"),
    ("lanterns", "lanterns-helped"),
    ("ferry", "ferry-outside"),
    ("forge", "forge-too-much"),
    ("kite", "kite-outside"),
    ("choose", "choose-more"),
    ("pair", "pair-strap-on"),
    ("guest-lanterns", "guest-quiet"),
    ("progress-valley", "progress-none"),
    ("measure-position-learn", "measure-position-feel"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_states_that_matter_differ_by_more_than_colour(one: str, other: str) -> None:
    """In the picture itself, in one ink."""
    assert apart(drawn(tour.SCREENS[one]()), drawn(tour.SCREENS[other]())) > LEAST_PX


def test_in_one_ink_there_is_hardly_any_colour_left() -> None:
    """What these tests look at has lost the colours that tell something."""
    picture = drawn(tour.SCREENS["stop"]()).astype(int)
    strong = np.ptp(picture, axis=2) > 90
    assert strong.mean() < 0.01
