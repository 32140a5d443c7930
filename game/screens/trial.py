"""Trial: whether this computer can open a window, sound a tone, set a word and draw in time, each tried once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pygame

from game.screens.display import StageError
from game.screens.screen import Look
from game.screens.sound import Sounds
from game.screens.stage import Stage

_WINDOW = (640, 360)
WORLD = "lanterns"
"""The picture of the tour that is drawn, as it is in play."""
SIZE = (1920, 1080)
_SETTLE = 20
"""Frames before it counts: what is drawn once and kept is drawn in these."""
_FRAME_S = 1 / 60


@dataclass(frozen=True, slots=True)
class Tried:
    """How one trial went."""

    worked: bool
    driver: str = ""
    size: tuple[int, int] = (0, 0)
    """Of the desktop, px."""
    trouble: str = ""


def try_window() -> Tried:
    """Open a small window for a moment, in the way that the game does."""
    try:
        stage = Stage(_WINDOW, window=True, mute=True)
    except StageError as error:
        said = str(error).rstrip(".")
        beneath = "" if error.__cause__ is None else f" (the system says: {error.__cause__})"
        return Tried(False, trouble=f"{said[:1].lower()}{said[1:]}{beneath}")
    except pygame.error as error:
        return Tried(False, trouble=f"the system says: {error}")
    try:
        stage.present()
        return Tried(True, pygame.display.get_driver(), (pygame.display.get_desktop_sizes() or [(0, 0)])[0])
    finally:
        stage.close()


def try_sound() -> Tried:
    """Open the audio device and make the tones; nothing is sounded."""
    import numpy  # noqa: F401 (the tones are made of it on a thread, where nobody hears that it is missing)

    sounds = Sounds()
    sounds.warm(wait=True)
    if sounds.silent_because is not None:
        return Tried(False, trouble=sounds.silent_because)
    try:
        return Tried(True, pygame.mixer.get_driver())
    finally:
        pygame.mixer.quit()


def try_words() -> str | None:
    """Why words cannot be set; None where they can."""
    from game.screens.lettering import Lettering
    from game.screens.theme import THEMES

    try:
        line = Lettering(SIZE, next(iter(THEMES.values()))).line("Ää ß é ñ")
    except (OSError, pygame.error) as error:
        return str(error)
    return None if line.get_width() else "the face is empty"


def frames_s(count: int, clock: Callable[[], float]) -> list[float]:
    """How long each of `count` frames of a world took, s, drawn into memory; `clock` gives seconds that only rise."""
    from game.screens.tour import Shot, take

    stage = take(Shot(WORLD, SIZE, Look()))
    try:
        took = []
        for _frame in range(_SETTLE + count):
            began_s = clock()
            stage.draw_live(_FRAME_S)
            stage.draw_still()
            took.append(clock() - began_s)
        return took[_SETTLE:]
    finally:
        stage.close()
