"""Wear: where the sensor goes, drawn and in words, and how each of the worn sensors is doing right now."""

from __future__ import annotations

import math
from collections.abc import Hashable

import pygame

from game.round.view import RoundView
from game.screens import words
from game.screens.face import Face, InputState
from game.screens.figure import Figure
from game.screens.language import gettext as _
from game.screens.language import ngettext
from game.screens.lettering import Role
from game.screens.widgets import Box, Paper, rounded, split_top

_TALL_CM = {"seated": 142.0, "standing": 188.0}
_WIDE_CM = 110.0
_HANGING_DEG = 6.0
"""The drawn arm hangs a little off the trunk, so that the sensor on it is seen."""


class WearFace(Face):
    """Shown until every worn sensor is heard; goes on by itself."""

    def says(self) -> Hashable:
        """The sensors as a person sees them; a rate is shown in whole numbers."""
        return tuple((each.site, words.input_state(each.state, each.rate_hz), each.notice) for each in self.inputs)

    def compose(self, paper: Paper) -> None:
        """Words and sensors on the left, the drawn figure on the right."""
        inside = paper.page()
        stop = paper.chip(_("SPACE"), _("stop"))
        inside.height = min(inside.bottom, stop.top - paper.px(12)) - inside.top
        text, picture = inside.copy(), inside.copy()
        text.width = round(inside.width * 0.64)
        picture.left, picture.width = text.right + paper.px(30), inside.right - text.right - paper.px(30)
        draw_wearer(paper, picture, self.view, self.view.sites)
        head, text = split_top(text, paper.line_px(Role.CUE), paper.px(24))
        paper.words(_("Put the sensor on"), Role.TITLE, head)
        states = [self._state(site) for site in self.view.sites]
        shown = self._fitting(paper, text, states)
        if len(shown) < len(states):
            text, foot = split_top(text, text.height - paper.line_px(Role.LINE))
            left = len(states) - len(shown)
            paper.words(ngettext("and {number} more", "and {number} more", left).format(number=left), Role.LINE, foot)
        shares = [2 if state.notice else 1 for state in shown]
        unit_px = text.height // max(2, sum(shares))
        for state, share in zip(shown, shares, strict=True):
            area, text = split_top(text, unit_px * share)
            self._sensor(paper, area.inflate(0, -paper.px(16)), state)

    @staticmethod
    def _fitting(paper: Paper, area: pygame.Rect, states: list[InputState]) -> list[InputState]:
        """All of them where there is room, in their order; else as many as there is room for, those not heard first."""
        most = max(2, (area.height - paper.line_px(Role.LINE)) // (3 * paper.line_px(Role.LINE)))
        if sum(2 if state.notice else 1 for state in states) <= most:
            return states
        fitting: list[InputState] = []
        for state in sorted(states, key=lambda state: state.state == "live"):
            most -= 2 if state.notice else 1
            if most < 0 and fitting:
                break
            fitting.append(state)
        return fitting

    def _state(self, site: str) -> InputState:
        found = next((each for each in self.inputs if each.site == site), None)
        return found or InputState(site, "opening", math.nan)

    def _sensor(self, paper: Paper, area: pygame.Rect, state: InputState) -> None:
        """One sensor: where it goes, how it is doing, and what to do where something is wrong."""
        where, area = split_top(area, round(area.height * (0.36 if state.notice else 0.62)))
        written = paper.words(words.wear(state.site), Role.CUE, where)
        area.top, area.height = written.bottom + paper.px(4), area.bottom - written.bottom - paper.px(4)
        share = 0.4 if state.notice else 1.0
        row, area = split_top(area, min(paper.line_px(Role.LINE), round(area.height * share)), paper.px(2))
        mark = pygame.Rect(0, 0, round(row.height * 0.66), round(row.height * 0.66))
        mark.midleft = (row.left + paper.px(4), row.centery)
        draw_state(paper, mark, state.state)
        row.left, row.width = mark.right + paper.px(18), row.right - mark.right - paper.px(18)
        paper.words(words.input_state(state.state, state.rate_hz), Role.LINE, row, middle=True)
        if state.notice:
            paper.words(state.notice, Role.LINE, area)


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


def draw_wearer(paper: Paper, area: pygame.Rect, view: RoundView, sites: tuple[str, ...]) -> None:
    """The figure in the neutral pose with its sensors on, as large as the area allows."""
    tall_cm = _TALL_CM.get(view.posture, _TALL_CM["seated"])
    cm_px = min(area.height / tall_cm, area.width / _WIDE_CM)
    figure = Figure(paper.theme, cm_px, view.movement, view.posture, mirror=view.side == "left")
    figure.wear(sites)
    figure.draw(paper.picture, (area.centerx, area.centery + tall_cm * cm_px * 0.47), _HANGING_DEG, 0.0, 0.0)
    paper.boxes.append(Box("drawing", area))
