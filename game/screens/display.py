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


USUAL_SIZE = (1280, 720)
"""Of a window that nobody has given another size, px."""


def open_surface(size: tuple[int, int] | None, *, window: bool, fullscreen: bool) -> pygame.Surface:
    """What is drawn on: the whole screen, a window that fits it, or as much memory."""
    if fullscreen:
        return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    if size is None:
        desktops = pygame.display.get_desktop_sizes() or [USUAL_SIZE]
        size = (min(USUAL_SIZE[0], desktops[0][0]), min(USUAL_SIZE[1], desktops[0][1]))
    return pygame.display.set_mode(size, pygame.RESIZABLE if window else 0)


def switch_fullscreen(size: tuple[int, int] | None) -> None:
    """To the whole screen, or back to a window of that size; its new size is told as an event. The display's own toggle
    leaves the window black."""
    window = pygame.Window.from_display_module()
    if size is None:
        window.set_fullscreen(desktop=True)
    else:
        window.set_windowed()
        window.size = size
