"""Pictures of progress on a page: minutes by weekday, a measure over time with its band, and pain; told by shape."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

import pygame

from game.coaching.followed import Followed
from game.coaching.report import Day
from game.screens import progress_words
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.widgets import Box, Paper, columns, rounded, split_bottom

_POINTS, _PAIN_DAYS = 24, 12
"""So many numbers are drawn at most, the newest; and so many days of pain, with three signs each. Choices."""
_PAIN_MOST = 10.0


def draw_week(paper: Paper, area: pygame.Rect, week: Sequence[Day]) -> None:
    """A bar a weekday with its minutes above it."""
    theme = paper.theme
    _ground(paper, area)
    inside = area.inflate(-paper.px(32), -paper.px(24))
    line_px = paper.line_px(Role.SMALL)
    most = max((day.minutes for day in week), default=0.0) or 1.0
    for day, column in zip(week, columns(inside, len(week), paper.px(10)), strict=True):
        plot, foot = split_bottom(column, line_px, paper.px(6))
        paper.words(progress_words.weekday_short(day.day), Role.SMALL, foot, align="centre")
        if not day.sessions:
            continue
        high = max(paper.px(8), round((plot.height - line_px - paper.px(6)) * day.minutes / most))
        bar = pygame.Rect(0, 0, min(plot.width, paper.px(110)), high)
        bar.midbottom = plot.midbottom
        paper.picture.blit(rounded(bar.size, min(paper.px(14), high // 2), (*theme.cool, 255)), bar)
        above = pygame.Rect(plot.left, bar.top - line_px - paper.px(4), plot.width, line_px)
        paper.words(str(max(1, round(day.minutes))), Role.SMALL, above, align="centre", strong=True)


def draw_series(paper: Paper, area: pygame.Rect, series: Followed) -> None:
    """Every number with its error, the band where one began, and the newest three together as a frame."""
    theme, shown, change = paper.theme, series.points[-_POINTS:], series.change
    _ground(paper, area)
    half = change.mdc / 2.0
    error = series.sem if math.isfinite(series.sem) else 0.0
    edges = [each for each in (*series.band, change.newest - half, change.newest + half) if math.isfinite(each)]
    ends = [*edges, *(point.value + sign * error for point in shown for sign in (-1, 1))]
    low, high = min(ends), max(ends)
    low, high = _round_ends(low, high)
    plot = _scale(paper, area, [progress_words.short(each, series.unit) for each in (high, low)])
    plot, foot = split_bottom(plot, paper.line_px(Role.SMALL), paper.px(6))
    first, last = shown[0].at, shown[-1].at
    span = (last - first) / timedelta(days=1) or 1.0
    pad = paper.px(40)

    def at(place: int) -> int:
        days = (shown[place].at - first) / timedelta(days=1)
        return plot.left + pad + round((plot.width - 2 * pad) * days / span)

    def up(value: float) -> int:
        return plot.top + round(plot.height * (high - value) / (high - low))

    if math.isfinite(half):
        top, bottom = up(series.band[1]), up(series.band[0])
        veil = pygame.Surface((plot.width, max(2, bottom - top)), pygame.SRCALPHA, 32)
        veil.fill((*theme.ink_soft, 60))
        paper.picture.blit(veil, (plot.left, top))
        for y in (top, bottom):
            pygame.draw.line(paper.picture, theme.ink_soft, (plot.left, y), (plot.right, y), max(2, paper.px(3)))
    for place, point in enumerate(shown):
        x, y = at(place), up(point.value)
        if error:
            ends_px = ((x, up(point.value + error)), (x, up(point.value - error)))
            pygame.draw.line(paper.picture, theme.ink, *ends_px, max(2, paper.px(3)))
        pygame.draw.circle(paper.picture, theme.cool, (x, y), paper.px(11))
        pygame.draw.circle(paper.picture, theme.ink, (x, y), paper.px(11), max(1, paper.px(2)))
    if math.isfinite(half):
        left, right = at(len(shown) - 3) - paper.px(20), at(len(shown) - 1) + paper.px(20)
        top, bottom = up(change.newest + half), up(change.newest - half)
        frame = pygame.Rect(left, top, right - left, bottom - top)
        pygame.draw.rect(paper.picture, theme.warm, frame, max(3, paper.px(6)), paper.px(10))
        y = up(change.newest)
        pygame.draw.line(paper.picture, theme.warm, (left, y), (right, y), max(3, paper.px(6)))
    _first_and_last(paper, foot, [first.date(), last.date()])


def draw_pain(paper: Paper, area: pygame.Rect, every: Sequence[Day]) -> None:
    """Before (disc), after (square) and on the next morning (triangle), from 0 to 10, with what each sign means."""
    days = every[-_PAIN_DAYS:]
    _ground(paper, area)
    area, keys = split_bottom(area, 2 * paper.line_px(Role.SMALL), paper.px(4))
    names = (_("Before play"), _("After play"), _("Next morning"))
    places = columns(keys.inflate(-paper.px(40), 0), len(names), paper.px(12))
    for kind, (name, place) in enumerate(zip(names, places, strict=True)):
        mark, said = place.copy(), place.copy()
        mark.width = paper.px(44)
        said.left, said.width = mark.right, place.width - mark.width
        _mark(paper, kind, mark.center, paper.px(13))
        paper.words(name, Role.SMALL, said, middle=True)
    plot = _scale(paper, area, ["10", "0"])
    plot, foot = split_bottom(plot, paper.line_px(Role.SMALL), paper.px(6))
    step = plot.width / len(days)
    apart = min(paper.px(26), step / 4.0)
    for each, day in enumerate(days):
        for kind, value in enumerate((day.pain_before, day.pain_after, day.pain_morning)):
            if not math.isnan(value):
                across = plot.left + step * (each + 0.5) + (kind - 1) * apart
                down = plot.top + plot.height * (_PAIN_MOST - value) / _PAIN_MOST
                _mark(paper, kind, (round(across), round(down)), paper.px(11))
    _first_and_last(paper, foot, [days[0].day, days[-1].day])


def _round_ends(low: float, high: float) -> tuple[float, float]:
    """Round numbers a little outside both."""
    step = 10.0 ** math.floor(math.log10(max(high - low, 1e-6))) / 2.0
    return math.floor(low / step - 0.1) * step, math.ceil(high / step + 0.1) * step


def _mark(paper: Paper, kind: int, place: tuple[int, int], radius: int) -> None:
    """One of three signs: a full disc, an open square, an open triangle."""
    ink, thick, (x, y) = paper.theme.ink, max(2, paper.px(4)), place
    if kind == 0:
        pygame.draw.circle(paper.picture, ink, place, radius)
    elif kind == 1:
        pygame.draw.rect(paper.picture, ink, pygame.Rect(x - radius, y - radius, 2 * radius, 2 * radius), thick)
    else:
        corners = ((x, y - radius), (x + radius, y + radius), (x - radius, y + radius))
        pygame.draw.polygon(paper.picture, ink, corners, thick)


def _ground(paper: Paper, area: pygame.Rect) -> None:
    paper.picture.blit(rounded(area.size, paper.px(20), (*paper.theme.ink, 18)), area)
    paper.boxes.append(Box("drawing", area))


def _scale(paper: Paper, area: pygame.Rect, ends: Sequence[str]) -> pygame.Rect:
    """Both ends of the scale, written at the left, and a line; where the numbers lie."""
    inside = area.inflate(-paper.px(36), -paper.px(24))
    line_px = paper.line_px(Role.SMALL)
    wide = max(paper.letters.font(Role.SMALL).size(each)[0] for each in ends) + paper.px(6)
    plot = pygame.Rect(inside.left + wide + paper.px(14), inside.top, inside.width - wide - paper.px(14), inside.height)
    upper = pygame.Rect(inside.left, inside.top, wide, line_px)
    floor = plot.bottom - line_px - paper.px(6)
    lower = pygame.Rect(inside.left, floor - line_px, wide, line_px)
    for said, place in zip(ends, (upper, lower), strict=True):
        paper.words(said, Role.SMALL, place, align="right")
    ink, thick = paper.theme.ink_soft, max(2, paper.px(3))
    pygame.draw.line(paper.picture, ink, (plot.left, plot.top), (plot.left, floor), thick)
    return plot


def _first_and_last(paper: Paper, foot: pygame.Rect, days: Sequence[date]) -> None:
    """The first day at the left and the last at the right."""
    for day, place, align in zip(days, columns(foot, 2, paper.px(8)), ("left", "right"), strict=True):
        if align == "left" or days[0] != days[1]:
            paper.words(progress_words.day_short(day), Role.SMALL, place, align="left" if align == "left" else "right")
