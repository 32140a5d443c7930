"""The picture of a population of simulated wearers: how difficulty and success went, trial by trial."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pygame

from game.screens.lettering import Lettering, Role
from game.screens.theme import DAY, Colour, Theme

_SIZE = (1600, 1200)
_MARGIN, _LEFT, _GAP = 60, 170, 120
_RUN = 10
"""Running success is that of so many trials."""
_BAND, _AIM = (60.0, 85.0), 75.0
_PAPER: Colour = (252, 250, 245)


@dataclass(frozen=True, slots=True)
class _Plot:
    """A field with its scales: trials from left to right, a value upward."""

    area: pygame.Rect
    trials: int
    low: float
    high: float

    def at(self, trial: float, value: float) -> tuple[float, float]:
        """Where a value lies."""
        across = (trial - 1.0) / max(1, self.trials - 1)
        up = (value - self.low) / (self.high - self.low)
        return self.area.left + across * self.area.width, self.area.bottom - up * self.area.height


def draw_crowd(path: Path, title: str, level: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Draw it and keep it. Raises OSError where the file cannot be written."""
    theme, picture = DAY, pygame.Surface(_SIZE)
    letters = Lettering((1920, 1080), theme)
    picture.fill(_PAPER)
    letters.draw(picture, title, Role.CUE, (_MARGIN, 36))
    said = f"{level}: {len(rows)} simulated wearer{'s' * (len(rows) != 1)}, last session"
    letters.draw(picture, said, Role.SMALL, (_MARGIN, 112), colour=theme.ink_soft)
    steps = [[float(step) for step in row["difficulty"]] for row in rows]
    running = [_running(row["successes"]) for row in rows]
    trials = max((len(row) for row in steps), default=0)
    width, height = _SIZE[0] - _LEFT - _MARGIN, (_SIZE[1] - 200 - 2 * _GAP) // 2
    scale = ticks(*_span([step for row in steps for step in row]))
    upper = _Plot(pygame.Rect(_LEFT, 220, width, height), trials, scale[0], scale[-1])
    lower = _Plot(pygame.Rect(_LEFT, 220 + height + _GAP, width, height), trials, 0.0, 100.0)
    _frame(picture, letters, theme, upper, "difficulty, steps (up is harder)", scale)
    band = pygame.Rect(lower.area)
    band.top, bottom = round(lower.at(1, _BAND[1])[1]), round(lower.at(1, _BAND[0])[1])
    band.height = bottom - band.top
    picture.fill(_mixed(theme.progress, 0.16), band)
    _frame(picture, letters, theme, lower, f"success of the last {_RUN} trials, %", (0.0, 25.0, 50.0, 75.0, 100.0))
    pygame.draw.line(picture, theme.progress, lower.at(1, _AIM), lower.at(max(2, trials), _AIM), 2)
    letters.draw(
        picture,
        "aim 75 %, band 60–85 %",
        Role.SMALL,
        (lower.area.right, lower.area.top - 12),
        anchor="bottomright",
        colour=theme.ink_soft,
    )
    _spread(picture, theme, upper, steps)
    _spread(picture, theme, lower, running)
    foot = "line: median; dark: half of the wearers; light: 9 of 10"
    letters.draw(picture, foot, Role.SMALL, (_LEFT, _SIZE[1] - 24), anchor="bottomleft", colour=theme.ink_soft)
    letters.draw(picture, "trial", Role.SMALL, (lower.area.right, _SIZE[1] - 24), anchor="bottomright")
    try:
        pygame.image.save(picture, path)
    except pygame.error as problem:
        raise OSError(str(problem)) from problem


def _running(successes: Sequence[int]) -> list[float | None]:
    """Success of the trials up to each one, %; None before there are enough."""
    ends = range(1, len(successes) + 1)
    return [100.0 * sum(successes[end - _RUN : end]) / _RUN if end >= _RUN else None for end in ends]


def _spread(picture: pygame.Surface, theme: Theme, plot: _Plot, rows: Sequence[Sequence[float | None]]) -> None:
    """The median of all wearers, with the spread over half and over nine tenths of them; only as long as half of them
    still play."""
    quantiles: list[tuple[int, list[float]]] = []
    for trial in range(plot.trials):
        values = sorted(value for row in rows if trial < len(row) and (value := row[trial]) is not None)
        if 2 * len(values) >= len(rows) and values:
            quantiles.append((trial + 1, [_quantile(values, share) for share in (0.05, 0.25, 0.5, 0.75, 0.95)]))
    if len(quantiles) < 2:
        return
    for low, high, share in ((0, 4, 60), (1, 3, 90)):
        veil = pygame.Surface(picture.get_size(), pygame.SRCALPHA)
        lower = [plot.at(trial, values[low]) for trial, values in quantiles]
        upper = [plot.at(trial, values[high]) for trial, values in quantiles]
        pygame.draw.polygon(veil, (*theme.cool, share), [*lower, *reversed(upper)])
        picture.blit(veil, (0, 0))
    middle = [plot.at(trial, values[2]) for trial, values in quantiles]
    pygame.draw.lines(picture, theme.ink, False, middle, 5)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two values that it lies between."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def _frame(
    picture: pygame.Surface, letters: Lettering, theme: Theme, plot: _Plot, title: str, scale: Sequence[float]
) -> None:
    """Title, scales and fine lines."""
    letters.draw(picture, title, Role.LINE, (plot.area.left, plot.area.top - 12), anchor="bottomleft", strong=True)
    for value in scale:
        place = plot.at(1, value)
        pygame.draw.line(picture, _mixed(theme.ink, 0.18), place, (plot.area.right, place[1]), 1)
        words = f"{value:.0f}".replace("-", "−")
        letters.draw(picture, words, Role.SMALL, (place[0] - 18, place[1]), anchor="midright", colour=theme.ink_soft)
    for trial in sorted({1, *range(10, plot.trials + 1, 10)}):
        x, _ = plot.at(trial, plot.low)
        letters.draw(picture, str(trial), Role.SMALL, (x, plot.area.bottom + 8), anchor="midtop", colour=theme.ink_soft)


def _span(values: Sequence[float]) -> tuple[float, float]:
    """From a little below the lowest to a little above the highest, and never without height."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    room = max(1.0, 0.05 * (high - low))
    return low - room, high + room


def ticks(low: float, high: float) -> Sequence[float]:
    """Whole numbers at a round distance, from one that is not above `low` to one that is not below `high`: at most
    eight."""
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if (high - low) / size <= 6)
    return [float(step * place) for place in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _mixed(colour: Colour, share: float) -> Colour:
    """So much of a colour on the paper."""
    red, green, blue = (round(paper + share * (ink - paper)) for ink, paper in zip(colour, _PAPER, strict=True))
    return red, green, blue
