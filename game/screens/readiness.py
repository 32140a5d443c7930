"""Readiness: the safety check before the first session with a sensor, a picture and two doors for each question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pygame

from game.coaching.readiness import ASKED
from game.round.commands import Command, Do
from game.screens.language import gettext as _
from game.screens.language import pgettext, safety
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.pictured import draw_mark, put_pictured
from game.screens.questions import Series
from game.screens.screen import Go, Intent, Place, Say
from game.screens.warnings import draw_warning
from game.screens.widgets import Box, Door, Paper, columns, rows, split_bottom, split_top

_LARGE = 1.4
"""From here on the words need the room of the larger part of the page."""


class SafetyScreen(Series):
    """Wants Say(ANSWER, 1 or 0, question) for each, and with the last No Go(NEXT) too. What follows from a Yes is not
    this screen's to know: whoever hears it may show something else at once. Escape goes back by one question."""

    def __init__(self, place: int = 0) -> None:
        super().__init__()
        self._place = place

    def compose(self, paper: Paper) -> None:
        """How far it is, the picture beside the question, and the two answers."""
        asked = ASKED[self._place]
        area = paper.page()
        head, area = split_top(area, paper.px(36), paper.px(20))
        self._how_far(paper, head)
        large = paper.look.text_scale > _LARGE
        upper, low = split_bottom(area, round(area.height * (0.34 if large else 0.38)), paper.px(28))
        wide = min(upper.height, round(upper.width * (0.3 if large else 0.42)))
        picture, words = upper.copy(), upper.copy()
        picture.width, words.width = wide, upper.width - wide - paper.px(48)
        words.right = upper.right
        picture, words = paper.turned(picture), paper.turned(words)
        draw_warning(paper, picture, asked.name)
        paper.words(safety(asked.words), Role.TITLE, words, middle=True)
        one_side = paper.look.seen_side != "both"
        cells = rows(low, 2, paper.px(24)) if one_side else columns(low, 2, paper.px(48))
        answers = (
            (pgettext("an answer", "No"), 0.0, pygame.K_n, "N"),
            (pgettext("an answer", "Yes"), 1.0, pygame.K_y, "Y"),
        )
        for (said, value, key, on_key), rect in zip(answers, cells, strict=True):
            door = Door(said, self._answer(value), key=key, key_words=on_key)
            put_pictured(self, paper, door, rect, partial(draw_mark, paper, yes=bool(value)))

    def _how_far(self, paper: Paper, area: pygame.Rect) -> None:
        """A lamp for each question: those that are answered are filled, the one that is asked is the largest."""
        theme = paper.theme
        apart = paper.px(64)
        for place in range(len(ASKED)):
            x = area.left + paper.px(24) + place * apart
            x = area.left + area.right - x if paper.from_right else x
            radius = paper.px(16 if place == self._place else 10)
            pygame.draw.circle(paper.picture, theme.ink, (x, area.centery), radius)
            if place > self._place:
                pygame.draw.circle(paper.picture, theme.panel, (x, area.centery), radius - paper.px(3))
        paper.boxes.append(Box("drawing", area))

    def _answer(self, value: float) -> tuple[Intent, ...]:
        say = Say(Command(Do.ANSWER, value, ASKED[self._place].name))
        last = self._place == len(ASKED) - 1 and value == 0.0
        return (say, Go(Place.NEXT)) if last else (say,)

    def chosen(self, door: Door) -> Sequence[Intent]:
        """Answer; after a No comes the next question."""
        wanted = super().chosen(door)
        if len(wanted) == 1 and door is self.doors[0]:
            self._ask(self._place + 1)
        return wanted


class NothingScreen(Page):
    """Nothing could be played with a sensor: why, and what can be done. Wants Go(TRYOUT) or Go(BACK)."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self._why = why

    def compose(self, paper: Paper) -> None:
        """The sentence, and the two ways from here."""
        one_side = paper.look.seen_side != "both"
        low_px = paper.door_px() * (2 if one_side else 1) + (paper.px(24) if one_side else 0)
        text, foot = split_bottom(paper.page(), low_px, paper.px(28))
        paper.words(safety(self._why), Role.TITLE, text, strong=False)
        tryout, back = rows(foot, 2, paper.px(24)) if one_side else columns(foot, 2, paper.px(48))
        self.put(Door(_("Try without a sensor"), (Go(Place.TRYOUT),), main=True), tryout)
        self.put(Door(_("To the start"), self.back, key_words=_("Esc")), back)
