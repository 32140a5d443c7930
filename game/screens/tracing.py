"""Tracing: what was asked for and what the body did, as marks on one scale; the last of them stand beside a world."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pygame

from game.exercises.views import (
    ActivateView,
    Ask,
    ExerciseView,
    Forge,
    MatchView,
    ReachView,
    SteadyView,
    TandemView,
    TaskView,
    TempoView,
    TraceView,
)
from game.round.view import Phase, RoundView
from game.screens.band import draw_band
from game.screens.pen import Point
from game.screens.theme import Theme, mix

TICK_S = 1.0 / 60.0
EVERY_TICKS = 6
"""A mark is kept so many ticks apart: ten a second."""
SHOWN_S = 8.0
"""The trace shows so much of the past (a choice)."""
_FADE_S = 0.4
_LEAST_MARKS = 5
"""Before there is half a second to be seen, nothing is shown."""
_TOP = 1.15
"""The top of a scale that has no degrees, in what is asked for."""
_NEAR = 0.1
Wish = Literal["level", "shown", "hidden"]
"""When the trace is seen: in trials with feedback, as the level says; in unaided ones too, then without the body; or
never. Where eyes are closed, or a place is looked for, there is none whatever is wished."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment as shares of the scale, 0 its foot and 1 its top; what is not known or not asked for is nan."""

    own: float
    low: float
    high: float

    @property
    def inside(self) -> bool:
        """The body is where it is asked to be."""
        return self.low <= self.own <= self.high


NOTHING = Mark(math.nan, math.nan, math.nan)
Line: TypeAlias = list[tuple[int, float]]


def unseen(view: RoundView) -> bool:
    """Nothing of a signal may stand there now, whoever wishes it: the eyes are closed, or a place is looked for."""
    shown = view.exercise
    if isinstance(shown, MatchView):
        return shown.ask not in (Ask.LEARN, Ask.FEEL)
    return isinstance(shown, SteadyView) and shown.blank


def mark_of(view: RoundView) -> Mark | None:
    """What is asked for now and where the body is; None where nothing is played, or the kind has no such scale."""
    if view.phase is not Phase.PLAY or view.exercise is None or unseen(view):
        return None
    found = _on_scale(view.exercise, view)
    if found is None:
        return None
    own, low, high = found
    return Mark(math.nan if view.exercise.blank else own, low, high)


def _on_scale(shown: ExerciseView, view: RoundView) -> tuple[float, float, float] | None:
    match shown:
        case ReachView() | TempoView():
            middle = shown.ghost_deg if isinstance(shown, TempoView) else shown.target_deg
            if isinstance(shown, ReachView) and shown.reached:
                middle = 0.0
            return _degrees(view.angle_deg, middle, shown.tolerance_deg, (0.0, shown.ceiling_deg))
        case TraceView():
            middle = shown.ahead_deg[0] if shown.ahead_deg else math.nan
            return _degrees(shown.own_deg, middle, shown.corridor_deg, shown.scale_deg)
        case MatchView():
            own_deg = shown.placed_deg if shown.set_by == "other_limb" else view.angle_deg
            return _degrees(own_deg, shown.target_deg, shown.window_deg, (0.0, shown.ceiling_deg))
        case TandemView() if shown.target_deg > 0.0:
            return tuple(each / _TOP for each in (shown.lead_deg / shown.target_deg, 1.0 - _NEAR, 1.0 + _NEAR))  # type: ignore[return-value]
        case ActivateView():
            quiet = shown.ask is Forge.LET_GO or math.isnan(shown.low)
            low, high = (0.0, shown.quiet) if quiet else (shown.low, shown.high)
            if shown.ask is Forge.WAIT:
                low = high = math.nan
            return shown.activity / _TOP, low / _TOP, high / _TOP
        case TaskView() if shown.asked:
            return shown.progress / _TOP, (1.0 - _NEAR) / _TOP, 1.0
        case SteadyView() if not shown.resting:
            return _leaning(shown, view)
    return None


def _degrees(own: float, middle: float, off: float, scale: tuple[float, float]) -> tuple[float, float, float] | None:
    low, high = scale
    if high <= low:
        return None
    own, foot, top = ((each - low) / (high - low) for each in (own, middle - off, middle + off))
    return own, foot, top


def _leaning(steady: SteadyView, view: RoundView) -> tuple[float, float, float]:
    """How far out the body is: of the ring, or of the way to the place where it is to lean."""
    if math.isfinite(steady.direction_deg):
        turn = math.radians(steady.direction_deg)
        towards_deg = view.lean_forward_deg * math.cos(turn) + view.lean_right_deg * math.sin(turn)
        whole_deg = _TOP * (steady.distance_deg + steady.near_deg)
        near, far = steady.distance_deg - steady.near_deg, steady.distance_deg + steady.near_deg
        return towards_deg / whole_deg, near / whole_deg, far / whole_deg
    if math.isnan(view.lean_forward_deg) or math.isnan(view.lean_right_deg):
        return math.nan, 0.0, 1.0 / 1.5
    return math.hypot(*steady.ring.shares(view.lean_forward_deg, view.lean_right_deg)) / 1.5, 0.0, 1.0 / 1.5


class Marks:
    """The last marks of a Round's play, a few a second, in the order of time."""

    def __init__(self, long_s: float) -> None:
        self.kept: deque[Mark] = deque(maxlen=max(2, round(long_s / (EVERY_TICKS * TICK_S))))
        self._tick = -EVERY_TICKS
        self.count = 0
        """How many there have been."""

    def see(self, view: RoundView) -> None:
        """Keep what is seen now, if it is time for the next mark; only play counts."""
        if view.phase is Phase.PLAY and view.tick - self._tick >= EVERY_TICKS:
            self._tick = view.tick
            self.count += 1
            self.kept.append(mark_of(view) or NOTHING)

    def clear(self) -> None:
        """Begin anew."""
        self.kept.clear()


class Trace:
    """A small panel with the band that is asked for and the signal of the last seconds over it; now is at the right."""

    def __init__(
        self, theme: Theme, place: pygame.Rect, unit: float, wish: Wish = "level", *, calm: bool = False
    ) -> None:
        self.wish: Wish = wish
        self._theme, self._unit, self._calm = theme, unit, calm
        self.place = place
        self._seen = 0.0
        self._drawn = -1
        self._picture = pygame.Surface(place.size, pygame.SRCALPHA, 32)

    def draw(self, surface: pygame.Surface, view: RoundView, marks: Marks, dt_s: float) -> pygame.Rect | None:
        """Draw it, if there is anything of it to be seen; the place touched. It comes and goes softly."""
        goal = 1.0 if len(marks.kept) >= _LEAST_MARKS and self._wanted(view) else 0.0
        step = 1.0 if self._calm else dt_s / _FADE_S
        self._seen += max(-step, min(step, goal - self._seen))
        if self._seen <= 0.0 or unseen(view):
            return None
        draw_marks(
            self._picture, self._picture.get_rect(), list(marks.kept), marks.kept.maxlen or 2, self._theme, self._unit
        )
        self._picture.set_alpha(round(255 * self._seen))
        return surface.blit(self._picture, self.place)

    def _wanted(self, view: RoundView) -> bool:
        if self.wish == "hidden" or unseen(view) or mark_of(view) is None:
            return False
        return self.wish == "shown" or not (view.exercise is not None and view.exercise.blank)


def draw_marks(
    surface: pygame.Surface, area: pygame.Rect, marks: Sequence[Mark], count: int, theme: Theme, unit: float
) -> None:
    """A panel with what was asked for as a band and what the body did as a line over it; `count` marks fill it."""
    pygame.draw.rect(surface, theme.panel, area, border_radius=round(18 * unit))
    inside = area.inflate(-round(24 * unit), -round(24 * unit))

    def at(place: int, share: float) -> Point:
        across = (place + count - len(marks)) / max(1, count - 1)
        return inside.left + across * inside.width, inside.bottom - min(1.08, max(-0.04, share)) * inside.height

    edge = mix(theme.panel, theme.cool, 0.75)
    for run in _runs([(place, mark.low, mark.high) for place, mark in enumerate(marks)]):
        low = [at(place, foot) for place, foot, _top in run]
        high = [at(place, top) for place, _foot, top in run]
        if len(run) > 1:
            pygame.draw.polygon(surface, mix(theme.panel, theme.cool, 0.34), [*high, *reversed(low)])
            for line in (low, high):
                draw_band(surface, line, (3 * unit, 3 * unit), edge)
    for own in _runs([(place, mark.own, mark.own) for place, mark in enumerate(marks)]):
        line = [at(place, share) for place, share, _same in own]
        if len(line) > 1:
            draw_band(surface, line, (10 * unit, 10 * unit), theme.keyline)
            draw_band(surface, line, (6 * unit, 6 * unit), theme.ink)
        if own[-1][0] == len(marks) - 1:
            pygame.draw.circle(surface, theme.keyline, line[-1], 11 * unit)
            pygame.draw.circle(surface, theme.progress, line[-1], 8.5 * unit)


def _runs(points: Sequence[tuple[int, float, float]]) -> Iterator[list[tuple[int, float, float]]]:
    """The stretches in which something is known."""
    run: list[tuple[int, float, float]] = []
    for each in points:
        if math.isnan(each[1]) or math.isnan(each[2]):
            if run:
                yield run
            run = []
        else:
            run.append(each)
    if run:
        yield run
