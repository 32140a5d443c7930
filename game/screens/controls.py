"""Controls: one way in for every device; keys, pad, mouse, one switch and the worn sensor become the same presses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import pygame

from game.screens.keys import MEANINGS, PRINTED, Key, meaning, remapped, typed

PlayBy = Literal["keys", "one_switch", "sensor", "gamepad"]
DEAF_S = 0.5
"""After something was chosen, choosing is not heard for so long: a hand that shakes presses twice. Stop always is."""
HELD_STOPS_S = 3.0
"""One switch that is held for so long stops, wherever that is asked for: longer than a hand takes that is slow to let
go (a choice)."""
_STICK_OUT, _STICK_BACK = 0.6, 0.35
"""From where on a stick means a direction, and where it has come back (shares of its way): one push, one step."""

_BUTTONS: Mapping[int, Key] = {
    0: Key.ACCEPT,
    1: Key.BACK,
    2: Key.STOP,
    3: Key.STOP,
    4: Key.BEFORE,
    5: Key.NEXT,
    6: Key.SETTINGS,
    7: Key.PAUSE,
}
"""A pad of which nothing is known: the order that most drivers keep. Whatever it is, one of its first four stops."""
_MAPPED: Mapping[int, Key] = {
    pygame.CONTROLLER_BUTTON_A: Key.ACCEPT,
    pygame.CONTROLLER_BUTTON_B: Key.BACK,
    pygame.CONTROLLER_BUTTON_X: Key.STOP,
    pygame.CONTROLLER_BUTTON_Y: Key.STOP,
    pygame.CONTROLLER_BUTTON_LEFTSHOULDER: Key.BEFORE,
    pygame.CONTROLLER_BUTTON_RIGHTSHOULDER: Key.NEXT,
    pygame.CONTROLLER_BUTTON_BACK: Key.SETTINGS,
    pygame.CONTROLLER_BUTTON_START: Key.PAUSE,
    pygame.CONTROLLER_BUTTON_DPAD_UP: Key.UP,
    pygame.CONTROLLER_BUTTON_DPAD_DOWN: Key.DOWN,
    pygame.CONTROLLER_BUTTON_DPAD_LEFT: Key.LEFT,
    pygame.CONTROLLER_BUTTON_DPAD_RIGHT: Key.RIGHT,
}
"""A pad whose buttons the system knows by where they are."""
_AXES = ((Key.LEFT, Key.RIGHT), (Key.UP, Key.DOWN))
_MOVES = frozenset((Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT, Key.NEXT, Key.BEFORE))
_FREE = _MOVES | {Key.STOP, Key.BACK, Key.MUTE, Key.THEME, Key.LARGER, Key.SMALLER, Key.FULLSCREEN}
_FREE |= {Key.GUEST_UP, Key.GUEST_DOWN}
"""What may be pressed as fast as anybody likes: it chooses nothing."""


@dataclass(frozen=True, slots=True)
class Hands:
    """How a person presses: from their settings."""

    by: PlayBy = "keys"
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """What is meant → the name of the key pressed for it."""
    scan_s: float = 1.5
    """One switch: how long the focus stays on a door."""
    dwell_s: float = 1.0
    """Sensor: how long it is held still to choose."""


class Controls:
    """Turns what any device says into key presses as every screen knows them; it is handed the time and reads nothing.

    What comes from a mouse stays as it is, but in the hands of one switch, where every button is the switch.
    """

    def __init__(self, hands: Hands | None = None) -> None:
        self.mapped: set[int] = set()
        """Pads whose buttons the system knows by where they are: what they say a second time, raw, is not heard."""
        self._deaf_left_s = 0.0
        self._pushed: dict[tuple[int, int], Key] = {}
        self.become(hands or Hands())

    def become(self, hands: Hands) -> None:
        """Another way of pressing, from now on."""
        self.hands = hands
        self._keys = remapped(hands.keys)
        self._stay_s = 0.0
        self._down_s: float | None = None

    def screen_shown(self) -> None:
        """Another screen is shown: the focus stays on its first door as long as on any other."""
        self._stay_s = 0.0

    def let_go(self) -> None:
        """The window is left: nothing is held any more."""
        self._pushed.clear()
        self._down_s = None

    def hear(self, event: pygame.event.Event) -> Sequence[pygame.event.Event]:
        """The presses that come of what one device says; what is no press goes through as it is."""
        if event.type in (pygame.KEYDOWN, pygame.KEYUP) and event.key in self._keys:
            event = typed(self._keys[event.key], down=event.type == pygame.KEYDOWN)
        pad = _said_by_pad(event)
        if self.hands.by == "one_switch" and (switched := _switched(event)) is not None:
            return self._switch(down=switched)
        if pad is not None:
            instance, raw = pad
            return () if raw and instance in self.mapped else self._pad(event, instance)
        return (event,)

    def pass_time(self, dt_s: float) -> Sequence[pygame.event.Event]:
        """What comes by itself: with one switch the focus goes on, and a switch that is held long stops."""
        self._deaf_left_s = max(0.0, self._deaf_left_s - dt_s)
        if self.hands.by != "one_switch":
            return ()
        if self._down_s is not None:
            before, self._down_s = self._down_s, self._down_s + dt_s
            return (typed(Key.STOP),) if before < HELD_STOPS_S <= self._down_s else ()
        self._stay_s += dt_s
        if self._stay_s < self.hands.scan_s:
            return ()
        self._stay_s = 0.0
        return (typed(Key.NEXT),)

    def takes(self, event: pygame.event.Event) -> bool:
        """Whether a press is heard, now: one that chooses is not, so soon after another one."""
        if not _chooses(event):
            return True
        if self._deaf_left_s > 0:
            return False
        self._deaf_left_s, self._stay_s = DEAF_S, 0.0
        return True

    def _switch(self, *, down: bool) -> Sequence[pygame.event.Event]:
        self._down_s = 0.0 if down else None
        return (typed(Key.ACCEPT),) if down else ()

    def _pad(self, event: pygame.event.Event, instance: int) -> Sequence[pygame.event.Event]:
        if event.type == pygame.CONTROLLERAXISMOTION:
            return self._stick(instance, event.axis, event.value / 32768)
        if event.type == pygame.JOYAXISMOTION:
            return self._stick(instance, event.axis, event.value)
        if event.type == pygame.JOYHATMOTION:
            across, up = event.value
            return [*self._push(instance, 100, 0, across), *self._push(instance, 101, 1, -up)]
        buttons = _MAPPED if event.type in (pygame.CONTROLLERBUTTONDOWN, pygame.CONTROLLERBUTTONUP) else _BUTTONS
        meant = buttons.get(event.button)
        down = event.type in (pygame.CONTROLLERBUTTONDOWN, pygame.JOYBUTTONDOWN)
        return () if meant is None or not (down or meant in _MOVES) else (typed(meant, down=down),)

    def _stick(self, instance: int, axis: int, value: float) -> Sequence[pygame.event.Event]:
        if axis >= len(_AXES):
            return ()
        out = abs(value) >= (_STICK_BACK if (instance, axis) in self._pushed else _STICK_OUT)
        return self._push(instance, axis, axis, (1 if value > 0 else -1) if out else 0)

    def _push(self, instance: int, what: int, axis: int, way: int) -> Sequence[pygame.event.Event]:
        """A stick or a cross is pushed one way (-1 or 1) or is back (0): pressed once, and let go once."""
        meant = None if way == 0 else _AXES[axis][way > 0]
        before = self._pushed.pop((instance, what), None)
        if meant is not None:
            self._pushed[instance, what] = meant
        if meant is before:
            return ()
        let_go = [] if before is None else [typed(before, down=False)]
        return let_go if meant is None else [*let_go, typed(meant)]


_RAW = (pygame.JOYBUTTONDOWN, pygame.JOYBUTTONUP, pygame.JOYAXISMOTION, pygame.JOYHATMOTION)
_KNOWN = (pygame.CONTROLLERBUTTONDOWN, pygame.CONTROLLERBUTTONUP, pygame.CONTROLLERAXISMOTION)


def _said_by_pad(event: pygame.event.Event) -> tuple[int, bool] | None:
    """Which pad said it, and whether it said it raw; None where no pad did."""
    if event.type in _RAW or event.type in _KNOWN:
        return event.instance_id, event.type in _RAW
    return None


def _switched(event: pygame.event.Event) -> bool | None:
    """Whether one switch went down (or up: False); None where it was something else.

    It may be any button, and any key that means nothing of its own: those who help have theirs still.
    """
    if event.type in (pygame.KEYDOWN, pygame.KEYUP):
        own = event.key in PRINTED or MEANINGS.get(event.key, Key.ACCEPT) is not Key.ACCEPT
        return None if own else event.type == pygame.KEYDOWN
    down = event.type in (pygame.MOUSEBUTTONDOWN, pygame.JOYBUTTONDOWN, pygame.CONTROLLERBUTTONDOWN)
    up = event.type in (pygame.MOUSEBUTTONUP, pygame.JOYBUTTONUP, pygame.CONTROLLERBUTTONUP)
    return down if down or up else None


def _chooses(event: pygame.event.Event) -> bool:
    """Whether a press may choose something; what only moves, looks otherwise, goes back or stops does not."""
    if event.type == pygame.KEYDOWN:
        return meaning(event) not in _FREE
    return event.type == pygame.MOUSEBUTTONDOWN
