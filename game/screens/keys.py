"""Which key means what: the same on every screen, and shown wherever it can be pressed."""

from __future__ import annotations

from enum import StrEnum

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
}
"""Held down, these move the body that the keyboard plays."""

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
