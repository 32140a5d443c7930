"""Pause: the ways in which play waits by itself: a rest, a sensor that is quiet, one that is in doubt."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import pygame

from game.motion.doubt import Fault
from game.round.view import RoundView
from game.screens import words
from game.screens.face import RESUME, Face
from game.screens.figure import Figure
from game.screens.keys import Key, meaning
from game.screens.language import gettext as _
from game.screens.lantern import ON_STAKE, Lantern
from game.screens.lettering import Role
from game.screens.pen import Pen
from game.screens.screen import Intent
from game.screens.wearer import draw_wearer
from game.screens.widgets import Door, Paper, rounded, split_bottom, split_top

BREATH_S = 10.0
"""One slow breath: six a minute, half of it out."""
_TEXT_SHARE = 0.62
"""How much of the width is for words, where the figure stands beside them."""
_SEAT, _LAMP = (0.53, 0.85), (0.40, 0.725)
"""Where the chair and the lantern stand, as shares of the sheet."""


class SilentFace(Face):
    """A sensor has gone quiet: which one, and what to do; goes on by itself."""

    def says(self) -> Hashable:
        """Which sensor, and what its source says of it."""
        return self.view.silent_site, self.view.doubt, self._notice()

    def _notice(self) -> str | None:
        return next((each.notice for each in self.inputs if each.site == self.view.silent_site), None)

    def compose(self, paper: Paper) -> None:
        """What happened and what to do on the left, the figure with the sensor on the right."""
        inside = paper.above_stop(paper.page(), _("stop"))
        site, doubt, notice = self.view.silent_site or self.view.sites[0], self.view.doubt, self._notice()
        happened, to_do = words.silent(site)
        if doubt is not None and doubt.fault is Fault.FROZEN and doubt.site == site:
            happened, to_do = words.doubt(doubt)
        elif notice is not None:
            told = "goes on by itself" in notice
            to_do = notice if told else _("{notice} Play goes on by itself.").format(notice=notice)
        tell_of_sensors(paper, inside, self.view, (happened, to_do), (site,))


class DoubtFace(Face):
    """A sensor seems to be worn otherwise than was said: which one, and what to do. Wants Say(RESUME)."""

    def says(self) -> Hashable:
        """What is in doubt."""
        return self.view.doubt

    def compose(self, paper: Paper) -> None:
        """What happened and what to do on the left with the door below, the figure with the sensors on the right."""
        doubt = self.view.doubt
        if doubt is None:
            return
        inside = paper.above_stop(paper.page(), _("stop"))
        inside, low = split_bottom(inside, paper.door_px(), paper.px(24))
        low.width = round(low.width * _TEXT_SHARE)
        self.put(Door(_("Go on"), RESUME, main=True), low)
        sites = (doubt.site,) if doubt.other is None else (doubt.site, doubt.other)
        tell_of_sensors(paper, inside, self.view, words.doubt(doubt), sites)

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """P goes on, as it does from a pause."""
        return RESUME if meaning(event) is Key.PAUSE else super().handle(event)


def tell_of_sensors(
    paper: Paper, inside: pygame.Rect, view: RoundView, said: tuple[str, str], sites: tuple[str, ...]
) -> None:
    """What happened and what to do on the left, the figure with the sensors it is about on the right."""
    happened, to_do = said
    text, picture = inside.copy(), inside.copy()
    text.width = round(inside.width * _TEXT_SHARE)
    picture.left, picture.width = text.right + paper.px(30), inside.right - text.right - paper.px(30)
    head, text = split_top(text, round(text.height * 0.4), paper.px(24))
    written = paper.words(happened, Role.CUE, head)
    text.height, text.top = text.bottom - written.bottom - paper.px(24), written.bottom + paper.px(24)
    paper.words(to_do, Role.CUE, text, strong=False)
    draw_wearer(paper, picture, view, sites)


class RestFace(Face):
    """A rest is a place: a chair by the water, tea, a slow breath; a bar shows how long, and its end is said."""

    def __init__(self, view: RoundView) -> None:
        super().__init__(view)
        self._breath_s = 0.0
        self._asked_s = max(1.0, view.rest_left_s)

    def says(self) -> Hashable:
        """The seconds that are left."""
        return math.ceil(self.view.rest_left_s)

    def compose(self, paper: Paper) -> None:
        """The place, few words, a bar, and the way to stop."""
        draw_place(paper)
        wide = round(paper.px(760) * (0.4 + 0.6 * paper.look.text_scale))
        head = pygame.Rect(0, paper.sheet.top + paper.px(44), wide, 0)
        head.height = paper.line_px(Role.CUE) + paper.line_px(Role.LINE) + paper.px(36)
        head.centerx = paper.sheet.centerx
        paper.panel(head)
        line, below = split_top(head.inflate(-paper.px(40), -paper.px(24)), paper.line_px(Role.CUE))
        paper.words(_("Rest. Breathe slowly."), Role.CUE, line, align="centre")
        paper.words(_("Play goes on by itself."), Role.LINE, below, align="centre")
        stop = paper.chip(_("SPACE"), _("stop"))
        foot = pygame.Rect(stop.right + paper.px(40), stop.top, 0, stop.height)
        foot.width = paper.sheet.right - paper.px(44) - foot.left
        if paper.from_right:
            foot.left = paper.sheet.left + paper.px(44)
            foot.width = stop.left - paper.px(40) - foot.left
        paper.panel(foot)
        bar = foot.inflate(-paper.px(56), -paper.px(16))
        written = paper.words(words.seconds(self.view.rest_left_s), Role.SMALL, bar, middle=True)
        start = max(round(paper.px(270) * paper.look.text_scale), written.width + paper.px(20))
        bar.width, bar.height = bar.width - start, paper.px(28)
        if not paper.from_right:
            bar.left += start
        bar.centery = foot.centery
        share = min(1.0, max(0.0, 1 - self.view.rest_left_s / self._asked_s))
        theme, radius = paper.theme, bar.height // 2
        paper.picture.blit(rounded(bar.size, radius, (*theme.ring, 110)), bar)
        full = (max(bar.height, round(bar.width * share)), bar.height)
        paper.picture.blit(rounded(full, radius, (*theme.progress, 255)), paper.begun(bar, full[0]))
        self._lamp = Lantern(theme, paper.px(110), foot=ON_STAKE)

    def draw_moving(self, surface: pygame.Surface, dt_s: float) -> Sequence[pygame.Rect]:
        """The breath: a lantern that grows brighter while you breathe in, and softer while you breathe out."""
        assert self.paper is not None
        self._breath_s = (self._breath_s + dt_s) % BREATH_S
        depth = 0.5 - 0.5 * math.cos(2 * math.pi * self._breath_s / BREATH_S)
        return (self._lamp.draw(surface, *self.paper.at(*_LAMP), 1.0, 0.25 + 0.75 * depth),)


def draw_place(paper: Paper) -> None:
    """A chair by the water, and tea that steams."""
    ground = paper.at(*_SEAT)
    figure = Figure(paper.theme, paper.px(2.9), "trunk_sway", "seated")
    figure.draw(paper.picture, ground, math.nan, 0.0, 0.0)
    theme, cm = paper.theme, paper.px(29) / 10
    pen = Pen((paper.px(300), paper.px(300)), cm, (paper.px(150), paper.px(280)), up=True)
    pen.limb((-15, 0), (-12, 40), 2.6, 2.6, theme.chair_shade)
    pen.limb((15, 0), (12, 40), 2.6, 2.6, theme.chair_shade)
    pen.limb((-20, 41), (20, 41), 4.2, 4.2, theme.chair)
    pen.stroke(((7, 46), (12.5, 48), (11, 53), (6.5, 53)), (1.6, 1.6), theme.limb)
    pen.soft(((-6, 54), (6, 54), (6.6, 50), (4, 43.6), (-4, 43.6), (-6.6, 50)), theme.limb)
    pen.oval((0, 54), 6, 1.2, theme.limb_light)
    for x in (-2.4, 2.2):
        pen.stroke(((x, 58), (x + 2.2, 64), (x - 1.4, 70), (x + 1.4, 77)), (0.6, 1.5, 0.3), theme.ink, 90)
    pen.sprite().draw(paper.picture, ground[0] + paper.px(210), ground[1] + paper.px(8))
