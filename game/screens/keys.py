"""Which key means what: the same on every screen, and shown wherever it can be pressed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import pygame


class Key(StrEnum):
    """What a key press means."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    NEXT = "next"
    BEFORE = "before"
    ACCEPT = "accept"
    STOP = "stop"
    """Space: stops while something is going on, and never chooses anything by being pressed again."""
    BACK = "back"
    MUTE = "mute"
    VOICE = "voice"
    AGAIN = "again"
    THEME = "theme"
    LARGER = "larger"
    SMALLER = "smaller"
    FULLSCREEN = "fullscreen"
    PAUSE = "pause"
    REZERO = "rezero"
    EASIER = "easier"
    HARDER = "harder"
    MORE_FEEDBACK = "more_feedback"
    TRACE = "trace"
    SETTINGS = "settings"
    SEAT = "seat"
    """Somebody joins in, or leaves again."""
    GUEST_UP = "guest_up"
    GUEST_DOWN = "guest_down"
    SHOW = "show"


MEANINGS: dict[int, Key] = {
    pygame.K_UP: Key.UP,
    pygame.K_DOWN: Key.DOWN,
    pygame.K_LEFT: Key.LEFT,
    pygame.K_RIGHT: Key.RIGHT,
    pygame.K_TAB: Key.NEXT,
    pygame.K_RETURN: Key.ACCEPT,
    pygame.K_KP_ENTER: Key.ACCEPT,
    pygame.K_SPACE: Key.STOP,
    pygame.K_ESCAPE: Key.BACK,
    pygame.K_m: Key.MUTE,
    pygame.K_v: Key.VOICE,
    pygame.K_r: Key.AGAIN,
    pygame.K_t: Key.THEME,
    pygame.K_PLUS: Key.LARGER,
    pygame.K_EQUALS: Key.LARGER,
    pygame.K_KP_PLUS: Key.LARGER,
    pygame.K_MINUS: Key.SMALLER,
    pygame.K_KP_MINUS: Key.SMALLER,
    pygame.K_F11: Key.FULLSCREEN,
    pygame.K_p: Key.PAUSE,
    pygame.K_z: Key.REZERO,
    pygame.K_e: Key.EASIER,
    pygame.K_h: Key.HARDER,
    pygame.K_f: Key.MORE_FEEDBACK,
    pygame.K_b: Key.TRACE,
    pygame.K_F1: Key.SHOW,
    pygame.K_F2: Key.SETTINGS,
    pygame.K_g: Key.SEAT,
    pygame.K_i: Key.GUEST_UP,
    pygame.K_k: Key.GUEST_DOWN,
}

HELD: dict[int, str] = {
    pygame.K_UP: "up",
    pygame.K_w: "up",
    pygame.K_DOWN: "down",
    pygame.K_s: "down",
    pygame.K_LEFT: "left",
    pygame.K_a: "left",
    pygame.K_RIGHT: "right",
    pygame.K_d: "right",
    pygame.K_i: "guest_up",
    pygame.K_k: "guest_down",
}
"""Held down, these move the body that the keyboard plays; the last two, the light of whoever plays along."""

TEN = pygame.K_x
"""There is no key for ten: X, as on a clock face."""

_DIGITS = {
    **{pygame.K_0 + digit: digit for digit in range(10)},
    pygame.K_KP_0: 0,
    **{pygame.K_KP_1 + digit - 1: digit for digit in range(1, 10)},
    TEN: 10,
}


def meaning(event: pygame.event.Event) -> Key | None:
    """What a key press means; None for other events and other keys."""
    if event.type != pygame.KEYDOWN:
        return None
    if event.key == pygame.K_TAB and event.mod & pygame.KMOD_SHIFT:
        return Key.BEFORE
    return MEANINGS.get(event.key)


def number(event: pygame.event.Event) -> int | None:
    """The number that a key press gives, 0–10; None where it gives none."""
    return _DIGITS.get(event.key) if event.type == pygame.KEYDOWN else None


NAMES: Mapping[str, int] = MappingProxyType(
    {name[2:].lower(): code for name, code in vars(pygame).items() if name.startswith("K_") and code}
)
"""What each key is called in a person's settings: return, space, f5, kp_enter, left, a."""
_LETTERS = "aghijklnpsty"
PRINTED: frozenset[int] = frozenset(
    (*_DIGITS, *(NAMES[letter] for letter in _LETTERS), pygame.K_SPACE, pygame.K_F1, pygame.K_F2)
)
"""Keys that stand printed on doors and signs: each does what is printed there and is given no other meaning. A key that
said *no* on one page and *choose* on the next would answer a question of safety by accident; and Space stops."""
_OWN: Mapping[Key, int] = {meant: code for code, meant in reversed(MEANINGS.items())}


def typed(meant: Key, *, down: bool = True) -> pygame.event.Event:
    """The key press that means this on every screen, whatever a person presses for it."""
    code, mod = (pygame.K_TAB, pygame.KMOD_SHIFT) if meant is Key.BEFORE else (_OWN[meant], 0)
    return pygame.event.Event(pygame.KEYDOWN if down else pygame.KEYUP, key=code, mod=mod, unicode="", typed=True)


def is_typed(event: pygame.event.Event) -> bool:
    """Whether it is a press that came by something else than that key."""
    return bool(getattr(event, "typed", False))


def remapped(assigned: Mapping[str, str]) -> Mapping[int, Key]:
    """What the keys mean that a person has given another meaning: from a meaning's name and a key's name each.

    Names that are unknown, keys that are PRINTED, and keys that would leave another meaning without any key are passed
    over: whatever stands in the settings, everything that has a key keeps one, and Space stops.
    """
    given: dict[int, Key] = {}
    for meant, name in assigned.items():
        code = NAMES.get(name.strip().lower().replace(" ", "_"), 0)
        if meant in _MEANT and code and code not in PRINTED and code not in given:
            given[code] = Key(meant)
    while lost := [code for code, meant in MEANINGS.items() if code in given and not _has_key(meant, given)]:
        del given[lost[0]]
    return MappingProxyType(given)


_MEANT = frozenset(Key)


def _has_key(meant: Key, given: Mapping[int, Key]) -> bool:
    return meant in given.values() or any(own is meant and code not in given for code, own in MEANINGS.items())
