"""Pictures of what a test measured: numbers on one scale with the error of each, and leans in their directions."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from game.screens import measuring_words
from game.screens.lettering import Role
from game.screens.widgets import Box, Paper, columns, rounded, rows, split_bottom, split_top

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DIRECTIONS = 8
_BAR_PX = 70


def draw_scale(paper: Paper, area: pygame.Rect, marks: Sequence[tuple[str, str, float, float]]) -> None:
    """One row a number: its words, its amount in words, and a bar from zero with the error of one measurement at its
    end (nan: none is drawn). No colour judges: all bars are alike."""
    theme = paper.theme
    paper.picture.blit(rounded(area.size, paper.px(20), (*theme.ink, 18)), area)
    paper.boxes.append(Box("drawing", area))
    inside = area.inflate(-paper.px(48), -paper.px(32))
    top = max(abs(value) + (error if math.isfinite(error) else 0.0) for _said, _amount, value, error in marks)
    top = _nice(top)
    words_px, gap_px = paper.line_px(Role.LINE), paper.px(10)
    for row, (said, amount, value, error) in zip(rows(inside, len(marks), paper.px(20)), marks, strict=True):
        bar_px = min(row.height - words_px - gap_px, paper.px(_BAR_PX))
        block = pygame.Rect(row.left, 0, row.width, words_px + gap_px + bar_px)
        block.centery = row.centery
        words, bar = split_top(block, words_px, gap_px)
        left, right = columns(words, 2, 0)
        if said:
            paper.words(said, Role.LINE, left)
        paper.words(amount, Role.LINE, right, align="right", strong=True)
        _bar(paper, bar, abs(value) / top, error / top)


def _nice(value: float) -> float:
    """The end of a scale: a round number a little above the value."""
    if value <= 0.0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _STEPS if step * power >= value)


def _bar(paper: Paper, bar: pygame.Rect, share: float, error: float) -> None:
    theme, radius = paper.theme, bar.height // 2
    paper.picture.blit(rounded(bar.size, radius, (*theme.ring, 60)), bar)
    full = pygame.Rect(bar.left, bar.top, max(bar.height, round(bar.width * share)), bar.height)
    paper.picture.blit(rounded(full.size, radius, (*theme.cool, 255)), full)
    if not math.isfinite(error) or error <= 0.0:
        return
    low, high = (bar.left + round(bar.width * max(0.0, min(1.0, share + off))) for off in (-error, error))
    thick, y = max(2, paper.px(5)), bar.centery
    pygame.draw.line(paper.picture, theme.ink, (low, y), (high, y), thick)
    for x in (low, high):
        pygame.draw.line(paper.picture, theme.ink, (x, bar.top), (x, bar.bottom), thick)


def draw_leans(paper: Paper, area: pygame.Rect, leans_deg: Sequence[float]) -> None:
    """How far each way, seen from above, forward up; a way without a number is an open ring."""
    theme = paper.theme
    paper.picture.blit(rounded(area.size, paper.px(20), (*theme.ink, 18)), area)
    paper.boxes.append(Box("drawing", area))
    plot, foot = split_bottom(area.inflate(-paper.px(36), -paper.px(24)), paper.line_px(Role.SMALL), paper.px(6))
    known = [lean for lean in leans_deg if math.isfinite(lean)]
    top = _nice(max(known, default=1.0))
    paper.words(measuring_words.rings(top), Role.SMALL, foot, align="centre")
    radius = min(plot.width, plot.height) // 2 - paper.px(14)
    centre = plot.center
    for part in (0.5, 1.0):
        pygame.draw.circle(paper.picture, theme.ink_soft, centre, round(radius * part), max(1, paper.px(2)))
    places = [_place(centre, radius, turn, lean, top) for turn, lean in enumerate(leans_deg)]
    if len(known) == len(leans_deg) and len(places) > 2:
        veil = pygame.Surface(paper.size, pygame.SRCALPHA, 32)
        pygame.draw.polygon(veil, (*theme.cool, 110), places)
        paper.picture.blit(veil, (0, 0))
        pygame.draw.polygon(paper.picture, theme.ink, places, max(2, paper.px(4)))
    for place, lean in zip(places, leans_deg, strict=True):
        hollow = 0 if math.isfinite(lean) else max(2, paper.px(3))
        pygame.draw.circle(paper.picture, theme.ink, place, paper.px(9), hollow)


def _place(centre: tuple[int, int], radius: int, turn: int, lean: float, top: float) -> tuple[int, int]:
    """Where a lean is drawn; an unknown one on the outer ring."""
    far = radius * (max(0.0, lean) / top if math.isfinite(lean) else 1.0)
    angle = 2 * math.pi * turn / _DIRECTIONS
    return round(centre[0] + far * math.sin(angle)), round(centre[1] - far * math.cos(angle))
