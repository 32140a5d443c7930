"""Within reach: whatever can be said to a Round, and whatever has a key, is reached by each way of pressing alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pygame
import pytest

from game.people.settings import PersonSettings
from game.round.commands import Do
from game.round.view import Phase, RoundView
from game.screens.controls import Controls, Hands
from game.screens.keys import Key, typed
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.screen import Go, Intent, Look, Place, Press, Say, Set
from game.screens.settings import KeysScreen, SettingsScreen
from game.screens.tour import WORLDS
from game.screens.views import VIEWS
from tests.game.screens.seeing import BareWorld

Event = pygame.event.Event
By = Literal["one_switch", "sensor", "mouse", "gamepad"]
SIZE = (640, 360)
PLAY = WORLDS["lanterns"]._replace(phase=Phase.PLAY, warm_up=(1, 3))
MATCH = next(view for view in WORLDS.values() if view.kind == "match")
BEGINS = (
    PLAY,
    MATCH,
    PLAY._replace(phase=Phase.FALL),
    PLAY._replace(phase=Phase.OFFER),
    PLAY._replace(phase=Phase.REST, asks="effort"),
    PLAY._replace(phase=Phase.REST, asks="pain"),
)
"""What comes by itself."""
LEADS = {Do.STOP: Phase.STOP, Do.PAUSE: Phase.PAUSED, Do.HURTS: Phase.PAIN, Do.RESUME: Phase.PLAY}
"""Where what is said leads to."""
BY_THE_BODY = {Do.HERE}
"""Kept still at the place that was found is the answer; a key for it is there beside."""
MOVES = {Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT, Key.NEXT, Key.BEFORE, Key.ACCEPT, Key.STOP, Key.BACK}
"""What each way of pressing is made of, and the ways out, which are looked at for every page elsewhere."""
GUESTS = {Key.GUEST_UP, Key.GUEST_DOWN}
"""Of whoever plays along: they have a sensor of their own."""
pytestmark = pytest.mark.usefixtures("display")


@dataclass
class Reached:
    """All that one way of pressing has come to."""

    said: set[Do] = field(default_factory=set)
    pressed: set[Key] = field(default_factory=set)
    went: set[Place] = field(default_factory=set)
    settings: set[str] = field(default_factory=set)

    def take(self, wanted: Sequence[Intent]) -> None:
        for each in wanted:
            match each:
                case Say():
                    self.said.add(each.command.do)
                case Press():
                    self.pressed.add(each.key)
                case Go():
                    self.went.add(each.to)
                case Set():
                    self.settings.add(each.key)


def look_of(by: By) -> Look:
    return Look(hands_free=by in ("one_switch", "sensor"), by_sensor=by == "sensor")


def button(button: int) -> Event:
    return Event(pygame.JOYBUTTONDOWN, button=button, instance_id=4)


def click(at: tuple[int, int]) -> Event:
    return Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1)


def places(page: Page, by: By) -> Iterator[list[Event]]:
    """For each door that is reached by this way of pressing, all that is pressed to choose it from the first one."""
    controls = Controls(Hands("one_switch" if by == "one_switch" else "keys", scan_s=1.0))
    assert page.paper is not None
    if by == "mouse":
        for spot in [door.rect for door in page.doors] + [sign.rect for sign in page.paper.signs]:
            yield [click(spot.center)]
        return
    moved: list[Event] = []
    for _door in page.doors:
        if by == "one_switch":
            yield [*moved, *controls.hear(Event(pygame.KEYDOWN, key=pygame.K_c, mod=0))]
            controls.hear(Event(pygame.KEYUP, key=pygame.K_c, mod=0))
            moved += controls.pass_time(1.0)
        elif by == "gamepad":
            yield [*moved, *controls.hear(button(0))]
            moved += controls.hear(button(5))
        else:
            yield [*moved, typed(Key.ACCEPT)]
            moved.append(typed(Key.NEXT))
    if by == "gamepad":
        yield list(controls.hear(button(7)))


def in_world(screen: PlayScreen, by: By) -> Iterator[list[Event]]:
    """What can be pressed while the body plays."""
    controls = Controls(Hands("one_switch" if by == "one_switch" else "keys"))
    if by == "one_switch":
        yield list(controls.hear(Event(pygame.KEYDOWN, key=pygame.K_c, mod=0)))
        yield list(controls.pass_time(4.0))
    elif by == "gamepad":
        yield from ([*controls.hear(button(each))] for each in range(8))
    elif by == "mouse":
        yield from ([click(sign.rect.center)] for sign in screen.paper.signs)
    else:
        yield [typed(Key.PAUSE)]  # kept still


def shown(view: RoundView, leaf: int | None, by: By) -> PlayScreen:
    screen = PlayScreen()
    screen.kept_still = by == "sensor" and leaf is None
    screen.see(view)
    screen.lay_out(SIZE, look_of(by))
    page: Any = screen.page
    if page is None:
        surface = pygame.Surface(SIZE)
        screen.draw_still(surface)
        screen.draw_live(surface, 0.1)
    elif leaf is not None:
        page.leaf = leaf
        page.compose_again()
    return screen


def reached(by: By) -> Reached:
    """From all that comes by itself, through every door of every page of play, and of settings."""
    found, ahead = Reached(), [(view, None) for view in BEGINS]
    seen: list[tuple[RoundView, int | None]] = []
    while ahead:
        view, leaf = here = ahead.pop()
        if here in seen:
            continue
        seen.append(here)
        first = shown(view, leaf, by)
        for presses in list(in_world(first, by) if first.page is None else places(first.page, by)):
            screen = shown(view, leaf, by)
            wanted = [intent for press in presses for intent in screen.handle(press)]
            found.take(wanted)
            led = [LEADS.get(each.command.do) for each in wanted if isinstance(each, Say)]
            ahead += [(view._replace(phase=phase, asks=None), None) for phase in led if phase is not None]
            page: Any = screen.page
            if not wanted and getattr(page, "leaf", None) is not None:
                ahead.append((view, page.leaf))
    if Place.SETTINGS in found.went:
        _through_settings(found, by)
    return found


def _through_settings(found: Reached, by: By) -> None:
    for number in range(4):
        for make in (lambda at=number: SettingsScreen(PersonSettings(), at), lambda: KeysScreen(PersonSettings())):
            first: Page = make()
            first.lay_out(SIZE, look_of(by))
            for presses in list(places(first, by)):
                page: Page = make()
                page.lay_out(SIZE, look_of(by))
                found.take([intent for press in presses for intent in page.handle(press)])


@pytest.mark.parametrize("by", ["one_switch", "sensor", "mouse", "gamepad"])
def test_whatever_can_be_said_or_has_a_key_is_reached(by: By, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `Do` and no key is left that somebody cannot come to who has this one way of pressing."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))
    found = reached(by)
    assert set(Do) - BY_THE_BODY <= found.said
    done = {
        *found.pressed,
        *(Key(named) for named in [*found.went, *found.said] if named.value in {key.value for key in Key}),
        *((Key.LARGER, Key.SMALLER) if "text_percent" in found.settings else ()),
    }
    assert set(Key) - MOVES - GUESTS <= done
    assert {"play_by", "scan_s", "dwell_s", "aim_deg", "sound", "voice", "theme"} <= found.settings
    assert Place.KEYS in found.went
