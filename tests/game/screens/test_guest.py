"""The guest's star: in every world, plainly theirs, over nothing that matters, and silent on what may not be told."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pygame
import pytest

from game.level.kinds import KINDS, TESTS
from game.round.commands import Command, Do
from game.round.guest import GuestView, Trouble
from game.round.view import Phase, RoundView
from game.screens import tour
from game.screens.controls import Controls, Hands
from game.screens.guest import WAYS, GuestLight
from game.screens.keys import HELD, MEANINGS, PRINTED, Key, typed
from game.screens.palettes import theme_named
from game.screens.play import PlayScreen
from game.screens.screen import Go, Look, Place, Say
from game.screens.theme import THEMES, Theme
from game.screens.tour_of_play import FERRY, LANTERNS
from game.screens.views import SAFE, VIEWS
from tests.game.screens.seeing import frame, pixels, stands_out

pytestmark = pytest.mark.usefixtures("display")
SIZE = (960, 540)
SHARES = (0.0, 0.5, 1.0)
GUEST = GuestView(0.7, 0.3, 0.0, 3)
OURS = {Key.SEAT, Key.GUEST_UP, Key.GUEST_DOWN}
_MOVED = 40
"""So much of 255 differs where something is drawn that is looked at; the edge of a glow differs less."""


def states() -> dict[str, RoundView]:
    """Every state of every world that the tour shows, by its name."""
    found = {}
    for name, make in tour.SCREENS.items():
        screen = make()
        view = screen._view if isinstance(screen, PlayScreen) else None
        if (
            view is not None
            and view.phase is Phase.PLAY
            and view.kind in WAYS
            and not name.startswith(("guest", "trace"))
        ):
            found[name] = view
    return found


def light(view: RoundView, theme: Theme, size: tuple[int, int] = SIZE) -> GuestLight:
    return GuestLight(size, theme, view.kind, mirror=view.side == "left", calm=True)


def test_every_world_has_a_place_for_a_guest() -> None:
    """All kinds but the instrumented tests, which are taken alone."""
    assert set(WAYS) == set(KINDS) - TESTS


@pytest.mark.parametrize("name", states())
def test_a_guest_covers_nothing_that_matters(name: str) -> None:
    """Neither what moves in that world, in any of its states, nor the words, the count, and the way to stop."""
    view = states()[name]
    world: Any = VIEWS[view.kind](SIZE, THEMES["dusk"], view.side, view.movement, view.posture, True)
    full, still = frame(world, view, SIZE, 2)
    moved = np.abs(full.astype(int) - still.astype(int)).max(axis=2) > _MOVED
    surface = pygame.Surface(SIZE, 0, 32)
    guest = light(view, THEMES["dusk"])
    for share in SHARES:
        for place in guest.draw(surface, GuestView(share, share, 0.0, 20), 0.1):
            place = place.clip(surface.get_rect())
            assert not moved[place.top : place.bottom, place.left : place.right].any(), share
            for words in ("words", "count", "stop"):
                left, top, wide, tall = SAFE[words]
                area = pygame.Rect(left * SIZE[0], top * SIZE[1], wide * SIZE[0], tall * SIZE[1])
                assert not place.colliderect(area), words


@pytest.mark.parametrize("look", [Look(t, high_contrast=c) for t in THEMES for c in (False, True)], ids=repr)
@pytest.mark.parametrize("kind", WAYS)
def test_a_guest_stands_out(kind: str, look: Look) -> None:
    """The star and the place it is asked to, at least 3:1 all the way round, wherever they are."""
    view = next(view for view in states().values() if view.kind == kind)
    theme = theme_named(look.colours)
    world: Any = VIEWS[kind](SIZE, theme, view.side, view.movement, view.posture, True)
    _full, still = frame(world, view, SIZE)
    guest = light(view, theme)
    for share in SHARES:
        for seen, reach in ((GuestView(share), 40.0), (GuestView(1.0 - share, share), 54.0)):
            surface = pygame.surfarray.make_surface(still.swapaxes(0, 1)).convert(32)
            guest.draw(surface, seen, 10.0)
            place = guest._at(seen.asked if math.isfinite(seen.asked) else seen.share)
            assert stands_out(pixels(surface), still, place, reach * guest._unit) >= 3.0, (share, reach)


def shown(view: RoundView, guest: GuestView | None) -> bytes:
    """The picture of play after a moment."""
    screen = PlayScreen()
    screen.see(view)
    screen.see_guest(guest)
    screen.lay_out(SIZE, Look(calm=True))
    surface = pygame.Surface(SIZE, 0, 32)
    for _ in range(3):
        screen.draw_still(surface)
        screen.draw_live(surface, 0.1)
    return pixels(surface).tobytes()


def test_a_guest_who_has_left_leaves_the_world_as_it_was() -> None:
    """To the pixel."""
    screen = PlayScreen()
    screen.see(LANTERNS)
    screen.lay_out(SIZE, Look(calm=True))
    surface = pygame.Surface(SIZE, 0, 32)
    for guest in (GUEST._replace(together=1.0), None, None, None):
        screen.see_guest(guest)
        screen.draw_still(surface)
        screen.draw_live(surface, 0.1)
    assert pixels(surface).tobytes() == shown(LANTERNS, None)


def test_what_both_do_is_seen_brighter() -> None:
    """The lights of the world, too, and not the star alone: brighter while two are together."""
    for name in ("lanterns", "boat", "ferry", "bells-feel", "cottage", "forge"):
        view = states()[name]
        world: Any = VIEWS[view.kind](SIZE, THEMES["dusk"], view.side, view.movement, view.posture, True)
        surface = pygame.Surface(SIZE, 0, 32)
        light = []
        for company in (0.0, 1.0):
            world.company = company
            world.draw_still(surface)
            world.draw_live(surface, view, 1 / 60)
            light.append(int(pixels(surface).sum(dtype=np.int64)))
        assert light[1] > light[0], name


def test_no_test_shows_a_guest() -> None:
    """An instrumented test is taken alone: its picture is the same, and its pause has no seat."""
    view = next(
        screen._view
        for screen in (make() for name, make in tour.SCREENS.items() if not name.startswith("results"))
        if isinstance(screen, PlayScreen) and screen._view is not None and screen._view.kind in TESTS
    )
    assert view is not None
    assert shown(view, GUEST) == shown(view, None)


def test_one_key_and_one_door_for_joining_and_leaving() -> None:
    """G in play and in a pause; and a door of the pause, which says which of the two it is."""
    screen = PlayScreen()
    screen.see(LANTERNS)
    screen.lay_out((1280, 720), Look())
    assert screen.handle(typed(Key.SEAT)) == (Go(Place.SEAT),)
    screen.see(LANTERNS._replace(phase=Phase.PAUSED))
    assert screen.page is not None
    before = [door.words for door in screen.page.doors]
    assert screen.handle(typed(Key.SEAT)) == (Go(Place.SEAT),)
    screen.see_guest(GUEST)
    after = [door.words for door in screen.page.doors]
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert screen.handle(typed(Key.STOP)) == (Say(Command(Do.STOP)),)


def test_the_stop_screen_asks_the_person_alone() -> None:
    """Nobody joins in while it is asked what hurts."""
    screen = PlayScreen()
    screen.see(LANTERNS._replace(phase=Phase.STOP))
    screen.lay_out((1280, 720), Look())
    assert screen.handle(typed(Key.SEAT)) == ()


def test_a_guests_keys_are_nobody_elses() -> None:
    """Nobody can give them another meaning, they move nothing of the person's, and keep no key from being heard."""
    codes = {code for code, meant in MEANINGS.items() if meant in OURS}
    assert len(codes) == len(OURS)
    assert codes <= PRINTED
    theirs = {HELD[code] for code in codes if code in HELD}
    assert theirs == {"guest_up", "guest_down"}
    assert {HELD[code] for code in HELD if code not in codes}.isdisjoint(theirs)
    controls = Controls()
    for key in (Key.GUEST_UP, Key.GUEST_DOWN):
        assert controls.takes(typed(key))
        assert controls.takes(typed(Key.ACCEPT))
        controls.pass_time(1.0)


@pytest.mark.parametrize("key", sorted(OURS))
def test_a_guests_keys_can_be_others_and_are_no_switch(key: Key) -> None:
    """By the person's settings; and in the hands of one switch they stay the guest's."""
    controls = Controls(Hands(keys={key.value: "o"}))
    press = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_o, mod=0, unicode="")
    assert [event.key for event in controls.hear(press)] == [typed(key).key]
    controls.become(Hands(by="one_switch"))
    assert list(controls.hear(typed(key))) == [typed(key)]


@pytest.mark.parametrize("trouble", Trouble)
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_the_trouble_of_a_guests_sensor_fits(trouble: Trouble, text_scale: float) -> None:
    """One sentence at the foot, at either size of text."""
    screen = PlayScreen()
    screen.see(FERRY)
    screen.see_guest(GuestView(rests=True, by_sensor=True, trouble=trouble))
    screen.lay_out((1280, 720), Look(text_scale=text_scale))
    surface = pygame.Surface((1280, 720), 0, 32)
    screen.draw_still(surface)
    screen.draw_live(surface, 0.1)
    said = [box for box in screen.paper.boxes if box.kind == "text" and "sensor" in box.words]
    assert len(said) == 1
    assert said[0].fits
