"""Wear: where the sensor goes, drawn and in words, and how each of the worn sensors is doing right now."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import replace

import pygame

from game.screens import words
from game.screens.face import Face, InputState
from game.screens.language import gettext as _
from game.screens.language import ngettext, translated
from game.screens.lettering import Role
from game.screens.muscle_gauge import MuscleGauge
from game.screens.theme import Colour
from game.screens.wearer import draw_arrows, draw_wearer
from game.screens.widgets import Box, Paper, rounded, split_bottom, split_top

_ROOMY = 1.5
"""Up to this size of text there is room for more than has to be said."""
_ARROWS_MAX = 3
"""With more sensors than these there is no room for an arrow beside each."""


class WearFace(Face):
    """Shown until every worn sensor is heard; goes on by itself."""

    def says(self) -> Hashable:
        """The sensors as a person sees them; a rate is shown in whole numbers."""
        states = [self._state(site) for site in self.view.sites]
        return tuple(
            (each.site, words.input_state(each.state, each.rate_hz), each.notice, self._has_gauge(each))
            for each in states
        )

    def compose(self, paper: Paper) -> None:
        """Words and sensors on the left, the drawn figure on the right."""
        self._gauges: dict[str, MuscleGauge] = {}
        inside = paper.above_stop(paper.page(), _("stop"))
        text, picture = inside.copy(), inside.copy()
        text.width = round(inside.width * (0.64 if paper.look.text_scale <= _ROOMY else 0.71))
        picture.left, picture.width = text.right + paper.px(30), inside.right - text.right - paper.px(30)
        wearer = draw_wearer(paper, picture, self.view, self.view.sites)
        head, text = split_top(text, paper.line_px(Role.CUE), paper.px(24))
        count = len(self.view.sites)
        paper.words(ngettext("Put the sensor on", "Put the sensors on", count), Role.TITLE, head)
        states = [self._state(site) for site in self.view.sites]
        if count <= _ARROWS_MAX:
            draw_arrows(paper, wearer)
            if not any(state.notice for state in states):
                text = self._also(paper, text)
        shown = self._fitting(paper, text, states)
        if len(shown) < len(states):
            text, foot = split_top(text, text.height - paper.line_px(Role.LINE))
            left = len(states) - len(shown)
            paper.words(ngettext("and {number} more", "and {number} more", left).format(number=left), Role.LINE, foot)
        shares = [self._share(state) for state in shown]
        unit_px = text.height // max(2 if paper.look.text_scale <= _ROOMY else 1, sum(shares))
        for state, share in zip(shown, shares, strict=True):
            area, text = split_top(text, unit_px * share)
            self._sensor(paper, area.inflate(0, -paper.px(16)), state)

    def _also(self, paper: Paper, area: pygame.Rect) -> pygame.Rect:
        """At the foot, what these sensors cannot tell, and which way their arrows point; the room that is left."""
        view, line_px = self.view, paper.line_px(Role.LINE)
        unsure = words.cannot_tell(view.movement, view.sites, view.side)
        if not unsure or paper.look.text_scale <= _ROOMY:
            area, foot = split_bottom(area, line_px, paper.px(10))
            paper.words(words.arrows(len(view.sites)), Role.LINE, foot, colour=paper.theme.ink_soft)
        if unsure:
            role = Role.LINE if paper.look.text_scale <= _ROOMY else Role.SMALL
            lines = len(paper.letters.wrap(unsure, role, area.width))
            area, foot = split_bottom(area, min(lines * paper.line_px(role), round(area.height * 0.42)), paper.px(10))
            paper.words(unsure, role, foot)
        return area

    def _fitting(self, paper: Paper, area: pygame.Rect, states: list[InputState]) -> list[InputState]:
        """All of them where there is room, in their order; else as many as there is room for: those that need something
        done first, then those that are not heard yet."""
        most = max(2, (area.height - paper.line_px(Role.LINE)) // (3 * paper.line_px(Role.LINE)))
        if sum(self._share(state) for state in states) <= most:
            return states
        fitting: list[InputState] = []
        for state in sorted(states, key=lambda state: (state.notice is None, state.state == "live")):
            most -= self._share(state)
            if most < 0 and fitting:
                break
            fitting.append(state)
        return fitting

    def _state(self, site: str) -> InputState:
        found = next((each for each in self.inputs if each.site == site), InputState(site, "opening", math.nan))
        muscle = self.view.muscles.get(site)
        if found.notice is not None or muscle is None or muscle.fault is None:
            return found
        return replace(found, notice=words.muscle_fault(muscle.reason or ""))

    def _share(self, state: InputState) -> int:
        """How much of the room one sensor takes: a sentence and a gauge want more than a name."""
        return 2 if state.notice or self._has_gauge(state) else 1

    def _has_gauge(self, state: InputState) -> bool:
        muscle = self.view.muscles.get(state.site)
        return muscle is not None and muscle.valid and state.notice is None

    def draw_moving(self, surface: pygame.Surface, dt_s: float) -> Sequence[pygame.Rect]:
        """How active each muscle is."""
        return [
            gauge.draw(surface, self.view.muscles[site].activity, dt_s)
            for site, gauge in self._gauges.items()
            if site in self.view.muscles
        ]

    def _sensor(self, paper: Paper, area: pygame.Rect, state: InputState) -> None:
        """One sensor: where it goes, how it is doing, and what to do where something is wrong."""
        gauge = self._has_gauge(state)
        where, area = split_top(area, round(area.height * (0.36 if state.notice or gauge else 0.62)))
        side = state.site.partition("_")[0]
        if side in ("left", "right"):
            where = draw_side(paper, where, side)
        tint = side_colour(paper, side)
        written = paper.words(words.wear(state.site), Role.CUE, where, colour=tint)
        area.top, area.height = written.bottom + paper.px(4), area.bottom - written.bottom - paper.px(4)
        share = 0.4 if state.notice or gauge else 1.0
        row, area = split_top(area, min(paper.line_px(Role.LINE), round(area.height * share)), paper.px(2))
        mark = pygame.Rect(0, 0, round(row.height * 0.66), round(row.height * 0.66))
        mark.midleft = (row.left + paper.px(4), row.centery)
        draw_state(paper, mark, state.state)
        row.left, row.width = mark.right + paper.px(18), row.right - mark.right - paper.px(18)
        paper.words(words.input_state(state.state, state.rate_hz), Role.LINE, row, middle=True)
        if state.notice:
            paper.words(translated(state.notice), Role.LINE, area)
        elif gauge:
            _, area = split_top(area, paper.px(14))
            area.width = min(area.width, paper.px(620))
            self._gauges[state.site] = MuscleGauge(paper, area)


def side_colour(paper: Paper, side: str) -> Colour:
    """The colour of a side of the body, always with its arrow; what has no side has the colour of all words."""
    soft = paper.theme.soft if paper.theme.additive else paper.theme.soft_edge  # before light ground, the dark one
    return {"left": soft, "right": paper.theme.warm}.get(side, paper.theme.ink)


def draw_side(paper: Paper, area: pygame.Rect, side: str) -> pygame.Rect:
    """An arrow to that side at the beginning of a line; the room beside it."""
    tall = round(paper.line_px(Role.CUE) * 0.52)
    mark = pygame.Rect(area.left, area.top + round(paper.line_px(Role.CUE) * 0.24), tall, tall)
    tip, back = (mark.right, mark.left) if side == "right" else (mark.left, mark.right)
    middle, half = mark.centery, tall // 5
    neck = (tip + back) // 2
    arrow = ((tip, middle), (neck, mark.top), (neck, middle - half), (back, middle - half), (back, middle + half),
             (neck, middle + half), (neck, mark.bottom))  # fmt: skip
    pygame.draw.polygon(paper.picture, side_colour(paper, side), arrow)
    paper.boxes.append(Box("drawing", mark))
    gone = tall + paper.px(16)
    return pygame.Rect(area.left + gone, area.top, area.width - gone, area.height)


def draw_state(paper: Paper, rect: pygame.Rect, state: str) -> None:
    """A sign of its own shape for each state: ring, full disc with a tick, bar, cross."""
    theme, surface = paper.theme, paper.picture
    thick = max(2, rect.width // 7)
    if state == "live":
        surface.blit(rounded(rect.size, rect.width // 2, (*theme.cool, 255)), rect)
        tick = ((0.24, 0.52), (0.43, 0.72), (0.77, 0.32))
        points = [(rect.left + x * rect.width, rect.top + y * rect.height) for x, y in tick]
        pygame.draw.lines(surface, theme.panel, False, points, thick)
    elif state == "opening":
        surface.blit(rounded(rect.size, rect.width // 2, (*theme.ink, 0), edge_px=thick, edge=theme.ink), rect)
    elif state == "lost":
        pygame.draw.line(surface, theme.ink, rect.topleft, rect.bottomright, thick * 2)
        pygame.draw.line(surface, theme.ink, rect.topright, rect.bottomleft, thick * 2)
    else:
        bar = rect.inflate(0, -rect.height * 2 // 3)
        surface.blit(rounded(bar.size, bar.height // 2, (*theme.ink, 255)), bar)
