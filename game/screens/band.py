"""A band: a line that may be broad here and narrow there, with smooth edges, drawn anew every frame."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from game.screens.pen import Point
from game.screens.theme import Colour


def draw_band(surface: pygame.Surface, line: Sequence[Point], wide: tuple[float, float], colour: Colour) -> pygame.Rect:
    """A band along a line, so many px broad at its two ends; the place touched."""
    if len(line) < 2:
        x, y = line[0]
        return pygame.draw.circle(surface, colour, (x, y), wide[0] / 2)
    left, right = [], []
    count = len(line) - 1
    for step, (x, y) in enumerate(line):
        (ax, ay), (bx, by) = line[max(0, step - 1)], line[min(count, step + 1)]
        dx, dy = bx - ax, by - ay
        long = math.hypot(dx, dy) or 1.0
        half = 0.5 * (wide[0] + (wide[1] - wide[0]) * step / count)
        nx, ny = -dy / long * half, dx / long * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return draw_smooth(surface, left + right[::-1], colour)


def draw_smooth(surface: pygame.Surface, shape: Sequence[Point], colour: Colour) -> pygame.Rect:
    """A filled shape with smooth edges; the place touched."""
    touched = pygame.draw.polygon(surface, colour, shape)
    return touched.union(pygame.draw.aalines(surface, colour, True, shape)).inflate(4, 4)
