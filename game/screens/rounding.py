"""Rounding: rectangles with smooth round corners, as panels and doors have them."""

from __future__ import annotations

import functools

import pygame

from game.screens.theme import Colour


@functools.lru_cache(maxsize=64)
def rounded(
    size: tuple[int, int],
    radius: int,
    fill: tuple[int, int, int, int],
    *,
    edge_px: int = 0,
    edge: Colour | None = None,
) -> pygame.Surface:
    """A rectangle with smooth round corners, straight alpha; with `edge`, outlined `edge_px` thick."""
    radius = min(radius, size[0] // 2, size[1] // 2)
    picture = pygame.Surface(size, pygame.SRCALPHA, 32)
    if edge is not None:
        picture.blit(rounded(size, radius, (*edge, 255)), (0, 0))
        hole = rounded((size[0] - 2 * edge_px, size[1] - 2 * edge_px), radius - edge_px, (0, 0, 0, 255))
        picture.blit(hole, (edge_px, edge_px), special_flags=pygame.BLEND_RGBA_SUB)
        if fill[3]:
            picture.blit(rounded(hole.get_size(), radius - edge_px, fill), (edge_px, edge_px))
        return picture
    fine = 4
    disc = pygame.Surface((2 * radius * fine, 2 * radius * fine), pygame.SRCALPHA, 32)
    disc.fill((*fill[:3], 0))
    pygame.draw.circle(disc, fill, (radius * fine, radius * fine), radius * fine)
    disc = pygame.transform.smoothscale(disc, (2 * radius, 2 * radius))
    picture.fill(fill)
    for right in (0, 1):
        for low in (0, 1):
            corner = pygame.Rect(right * (size[0] - radius), low * (size[1] - radius), radius, radius)
            picture.fill((*fill[:3], 0), corner)
            picture.blit(
                disc, corner, (right * radius, low * radius, radius, radius), special_flags=pygame.BLEND_RGBA_MAX
            )
    return picture
