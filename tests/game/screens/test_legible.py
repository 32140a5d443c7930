"""Every word on every screen, from the pixels: at least 4.5:1 on what it is written on, in every look."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.screens import tour
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.screen import Look
from tests.game.screens.seeing import Floats, pixels, relative_luminance

pytestmark = pytest.mark.usefixtures("display")
SIZE = (960, 540)
LEAST = 4.5
LOOKS = (Look("dusk", calm=True), Look("day", calm=True))
IN_A_WORLD = frozenset(tour.WORLDS)
"""One state of each world; in the others the same words stand on the same places."""


def _pages() -> list[str]:
    """Screens without a world under their words, and one state of each world."""
    found = []
    for name, make in tour.SCREENS.items():
        screen = make()
        alone = not isinstance(screen, PlayScreen) or screen._face is not None
        if alone or name in IN_A_WORLD:
            found.append(name)
    return found


def _ratios(one: Floats, other: float) -> Floats:
    ratios: Floats = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return ratios


def legibility(light: Floats, block: pygame.Rect, parts: int = 4) -> float:
    """Contrast of the ink of some words with the ground between them, in the part of their length where it is
    least: more than half of any words' place is ground."""
    block = block.clip(pygame.Rect(0, 0, light.shape[1], light.shape[0]))
    place = light[block.top : block.bottom, block.left : block.right]
    grounds = np.array([np.median(part) for part in np.array_split(place, min(parts, block.width), axis=1)])
    inside = place.ravel()
    ink = float(inside[np.argmax(_ratios(inside, float(np.median(place))))])
    return float(_ratios(grounds, ink).min())


@pytest.mark.parametrize("look", LOOKS, ids=[look.colours for look in LOOKS])
def test_every_word_can_be_read(look: Look) -> None:
    """Whatever is shown, and whatever lies behind it."""
    unread = []
    surface = pygame.Surface(SIZE, 0, 32)
    for name in _pages():
        screen = tour.SCREENS[name]()
        screen.lay_out(SIZE, look)
        for _ in range(2):
            screen.draw_still(surface)
            screen.draw_live(surface, 0.1)
        assert isinstance(screen, Page | PlayScreen)
        assert screen.paper is not None
        light = relative_luminance(pixels(surface))
        for box in screen.paper.boxes:
            if box.kind == "text" and box.words.strip():
                ratio = legibility(light, box.rect, parts=4 if len(box.words) > 3 else 1)
                if ratio < LEAST:
                    unread.append((name, box.words[:30], round(ratio, 2)))
    assert not unread, unread


def test_what_cannot_be_read_is_found() -> None:
    """Grey words on grey, white ones half on white."""
    surface = pygame.Surface((200, 60), 0, 32)
    pygame.font.init()
    words = pygame.font.Font(None, 40).render("words", True, (128, 128, 128))
    place = words.get_rect(center=(100, 30))
    for ground, readable in (((100, 100, 100), False), ((0, 0, 0), True), ((200, 200, 200), False)):
        surface.fill(ground)
        surface.blit(words, place)
        assert (legibility(relative_luminance(pixels(surface)), place) >= LEAST) is readable
