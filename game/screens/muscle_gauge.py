"""MuscleGauge: a bar that fills as a muscle works, with a mark where it rests and one at its comfortable effort."""

from __future__ import annotations

import math

import pygame

from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.widgets import Box, Paper, rounded, split_top

_SHOWN = 1.25
"""The activity at the bar's right end; what is more stays there."""
_EASE_S = 0.12
"""The bar follows so quickly: without trembling, and not late."""


class MuscleGauge:
    """Laid out once on a paper; `draw` shows how active the muscle is now."""

    def __init__(self, paper: Paper, area: pygame.Rect) -> None:
        self._paper = paper
        self._shown = 0.0
        bar, below = split_top(area, min(paper.px(30), area.height // 2), paper.px(6))
        self._bar = bar
        theme, radius = paper.theme, bar.height // 2
        paper.picture.blit(rounded(bar.size, radius, (*theme.ring, 110)), bar)
        effort_px = self._across(1.0)
        mark = pygame.Rect(effort_px - paper.px(2), bar.top - paper.px(5), paper.px(4), bar.height + paper.px(10))
        paper.picture.fill(theme.ink, mark)
        paper.boxes.append(Box("drawing", bar))
        left, right = below.copy(), below.copy()
        left.width = (effort_px - bar.left) // 2
        right.left, right.width = left.right, effort_px - left.right
        paper.words(_("rest"), Role.SMALL, left, strong=False)
        paper.words(_("strong"), Role.SMALL, right, align="right", strong=False)

    def draw(self, surface: pygame.Surface, activity: float, dt_s: float) -> pygame.Rect:
        """The bar at this activity, 0 at rest and 1 at the effort; the place that it took."""
        target = 0.0 if math.isnan(activity) else min(_SHOWN, max(0.0, activity))
        self._shown += (target - self._shown) * (1.0 - math.exp(-dt_s / _EASE_S))
        bar, theme = self._bar, self._paper.theme
        full = (max(bar.height, self._across(self._shown) - bar.left), bar.height)
        surface.blit(rounded(full, bar.height // 2, (*theme.progress, 255)), bar)
        return bar

    def _across(self, activity: float) -> int:
        """Where on the bar, px."""
        return self._bar.left + round(self._bar.width * activity / _SHOWN)
