"""Splitting: an area cut in two, or into parts side by side or one above the other."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.screens.language import spoken


def split_top(area: pygame.Rect, height: int, gap: int = 0) -> tuple[pygame.Rect, pygame.Rect]:
    """The upper `height` px of an area and what is left below a gap."""
    height = min(height, area.height)
    lower = max(0, area.height - height - gap)
    return (
        pygame.Rect(area.left, area.top, area.width, height),
        pygame.Rect(area.left, area.bottom - lower, area.width, lower),
    )


def split_bottom(area: pygame.Rect, height: int, gap: int = 0) -> tuple[pygame.Rect, pygame.Rect]:
    """What is left above a gap, and the lower `height` px of an area."""
    upper, lower = split_top(area, max(0, area.height - height - gap), gap)
    return upper, lower


def columns(area: pygame.Rect, count: int, gap: int) -> list[pygame.Rect]:
    """An area side by side in equal parts, the one that is read first first."""
    wide = (area.width - gap * (count - 1)) // count
    parts = [pygame.Rect(area.left + place * (wide + gap), area.top, wide, area.height) for place in range(count)]
    return parts[::-1] if spoken().right_to_left else parts


def parts(area: pygame.Rect, shares: Sequence[float], gap: int) -> list[pygame.Rect]:
    """The same side by side, each as wide as its share of them all."""
    room, left, found = area.width - (len(shares) - 1) * gap, area.left, []
    for share in shares:
        found.append(pygame.Rect(left, area.top, round(room * share / sum(shares)), area.height))
        left = found[-1].right + gap
    return found


def rows(area: pygame.Rect, count: int, gap: int) -> list[pygame.Rect]:
    """An area one above the other in equal parts."""
    tall = (area.height - gap * (count - 1)) // count
    return [pygame.Rect(area.left, area.top + place * (tall + gap), area.width, tall) for place in range(count)]
