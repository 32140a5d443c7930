"""Display: SDL's video is started, for a window or for pictures in memory; or why it cannot be, in a sentence."""

from __future__ import annotations

import os
import sys

import pygame

_LINUX_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
"""Without one of these SDL complains in its own words before it gives up."""
_NO_SCREEN = "There is no screen here to open a window on."


class StageError(Exception):
    """The stage cannot be set up; the text says what happened and what to do."""


class NoDisplayError(StageError):
    """There is no screen to open a window on."""


class WrongPygameError(StageError):
    """Another package has put another pygame over ours."""


def open_display(window: bool) -> None:
    """Start SDL's video. Without a screen SDL draws into nowhere of its own accord: for a window that is no answer."""
    # What is drawn lies in main memory: handing it over as it is takes a twentieth of the way through a texture.
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    asked = os.environ.get("SDL_VIDEODRIVER")
    if window and asked is None and sys.platform == "linux" and not any(map(os.environ.get, _LINUX_SCREENS)):
        raise NoDisplayError(_NO_SCREEN)
    if not window:
        os.environ["SDL_VIDEODRIVER"] = "dummy"
    try:
        pygame.display.init()
    except pygame.error as problem:
        raise NoDisplayError(_NO_SCREEN) from problem
    finally:
        if not window:
            os.environ.pop("SDL_VIDEODRIVER")
            if asked is not None:
                os.environ["SDL_VIDEODRIVER"] = asked
    if window and asked is None and pygame.display.get_driver() in ("dummy", "offscreen"):
        pygame.display.quit()
        raise NoDisplayError(_NO_SCREEN)
