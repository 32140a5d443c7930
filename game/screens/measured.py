"""Measured: what came of an instrumented test: one number and how exact it is; and, behind a door, all of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from game.screens import measuring_words
from game.screens.abreast import beside, foot_of
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.measured_picture import draw_leans, draw_scale
from game.screens.measured_values import Measure, Measured
from game.screens.page import Page
from game.screens.screen import Go, Intent, Place
from game.screens.widgets import Door, Paper, columns, split_bottom, split_top

_LEFT_SHARE = 0.52
_ROOMY = 1.5
"""Above this size of text a title is written as a cue is."""
_ROW_GAP_PX = 6
_FEW = 10
"""Up to so many measures are written large."""
_LEAN = "limits_of_stability_lean_"


class MeasuredScreen(Page):
    """Wants Go(NEXT) where something comes next, or Go(TITLE); its own pages for the therapist it turns itself."""

    back = (Go(Place.TITLE),)

    def __init__(self, measured: Measured) -> None:
        super().__init__()
        self._measured = measured
        self._first: int | None = None
        """The first measure on the therapist's page that is shown; None on the person's own."""
        self._turns: dict[int, int | None] = {}
        """Doors by their place that turn to another page, and what stands first there."""

    def turn(self, first: int | None) -> None:
        """Show the person's own page (None), or the therapist's from that measure on."""
        self._first, self.focus = first, 0
        self.compose_again()

    def chosen(self, door: Door) -> Sequence[Intent]:
        """Doors between the pages lead nowhere else."""
        place = self.doors.index(door)
        if place in self._turns:
            self.turn(self._turns[place])
            return ()
        return super().chosen(door)

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Escape leaves the therapist's pages for the person's own."""
        wanted = super().handle(event)
        if wanted == self.back and self._first is not None:
            self.turn(None)
            return ()
        return wanted

    def compose(self, paper: Paper) -> None:
        """The page that is turned to."""
        self._turns = {}
        if self._first is None:
            self._own(paper, paper.page())
        else:
            self._for_therapist(paper, paper.page(), self._first)

    # -- the person's own page -----------------------------------------------------------------------------------------

    def _own(self, paper: Paper, area: pygame.Rect) -> None:
        done = self._measured
        doors = [Door(done.leave_words or _("To the start"), (Go(Place.TITLE),), key_words=_("Esc"))]
        if done.next_words:  # after pain the end comes first, and has the focus
            doors.insert(len(doors) if done.ended == "stopped_pain" else 0, Door(done.next_words, (Go(Place.NEXT),)))
        doors[0].main = True
        if done.measures:
            self._turns[len(doors)] = 0
            doors.append(Door(_("For your therapist")))
        area, places = foot_of(paper, area, doors, paper.px(28), paper.px(24))
        head, area = split_top(area, paper.line_px(Role.CUE if paper.look.text_scale > _ROOMY else Role.TITLE))
        paper.words(done.title, Role.TITLE, head)
        note = measuring_words.note(done.ended, done.truth)
        lines = min(2, len(paper.letters.wrap(note, Role.SMALL, area.width)))
        below, area = split_top(area, lines * paper.line_px(Role.SMALL), paper.px(10))
        paper.words(note, Role.SMALL, below, colour=paper.theme.ink_soft)
        pain = measuring_words.pain(done.pain_before, done.pain_after)
        if not math.isfinite(done.headline.number):
            area, low = split_bottom(area, paper.line_px(Role.LINE), paper.px(14))
            self._no_number(paper, area)
        elif not self._has_picture() or not self._number_fits(paper, self._beside(paper, area)[0]):
            area, low = split_bottom(area, paper.line_px(Role.LINE), paper.px(14))
            self._number(paper, area)
        else:
            left, right = self._beside(paper, area)
            right, low = split_bottom(right, paper.line_px(Role.LINE), paper.px(14))
            self._number(paper, left)
            self._picture(paper, right)
        paper.words(pain, Role.LINE, low)
        for door, rect in zip(doors, places, strict=True):
            self.put(door, rect, role=Role.LINE)

    @staticmethod
    def _beside(paper: Paper, area: pygame.Rect) -> tuple[pygame.Rect, pygame.Rect]:
        return beside(paper, area, _LEFT_SHARE, paper.px(40))

    def _number_fits(self, paper: Paper, area: pygame.Rect) -> bool:
        """Whether the number and its words fit there; words come first, and may take the picture's place."""
        what, exact = self._said_of_number()
        told_px = paper.least_height(what, area.width, strong=True) + paper.least_height(exact, area.width)
        number_px = paper.line_px(Role.NUMBER if paper.look.text_scale > _ROOMY else Role.GREAT)
        return number_px + told_px + paper.px(18) <= area.height

    def _number(self, paper: Paper, area: pygame.Rect) -> None:
        """The number, what it is and how exact it is."""
        first = self._measured.headline
        large = paper.look.text_scale > _ROOMY
        role, gap = Role.NUMBER if large else Role.GREAT, paper.px(8 if large else 24)
        what, exact = self._said_of_number()
        exact_px = paper.least_height(exact, area.width)
        what_px = paper.least_height(what, area.width, strong=True)
        number_px = max(paper.line_px(Role.SMALL), area.height - what_px - exact_px - gap - paper.px(10))
        upper, area = split_top(area, min(paper.line_px(role), number_px), paper.px(10))
        paper.words(measuring_words.amount(first.number, first.unit, first.error), role, upper)
        above = split_top(area, max(min(round(area.height * 0.44), area.height - exact_px - gap), what_px))[0]
        said = paper.words(what, Role.LINE if large else Role.CUE, above, strong=True)
        area.height, area.top = area.bottom - said.bottom - gap, said.bottom + gap
        paper.words(exact, Role.SMALL if large else Role.LINE, area)

    def _said_of_number(self) -> tuple[str, str]:
        """What the number is, and how exact."""
        first = self._measured.headline
        return measuring_words.what(self._measured.kind), measuring_words.how_exact(first.error, first.unit)

    def _no_number(self, paper: Paper, area: pygame.Rect) -> None:
        """Why there is none."""
        head, area = split_top(area, 2 * paper.line_px(Role.CUE), paper.px(14))
        said = paper.words(_("No number this time"), Role.CUE, head)
        area.height, area.top = area.bottom - said.bottom - paper.px(20), said.bottom + paper.px(20)
        why = self._measured.headline.reason or _("nothing was measured")
        paper.words(measuring_words.invalid(why), Role.CUE, area, strong=False)

    def _has_picture(self) -> bool:
        """One number without error or another beside it is no picture."""
        done = self._measured
        leans = any(each.name.startswith(_LEAN) for each in done.measures)
        return leans or done.other is not None or math.isfinite(done.headline.error)

    def _picture(self, paper: Paper, area: pygame.Rect) -> None:
        """The leans in their directions, or the number on a scale with its error and the other side."""
        done, first = self._measured, self._measured.headline
        leans = [each.number for each in done.measures if each.name.startswith(_LEAN)]
        if leans:
            draw_leans(paper, area, leans)
            return
        shown = [(done.here_words, done.here or first)]
        if done.other is not None and math.isfinite(done.other.number):
            shown.append((done.other_words, done.other))
        amounts = [measuring_words.amount(each.number, each.unit) for _said, each in shown]
        marks = [(said, amount, each.number, each.error) for (said, each), amount in zip(shown, amounts, strict=True)]
        draw_scale(paper, area, marks)

    # -- the therapist's pages -----------------------------------------------------------------------------------------

    def _for_therapist(self, paper: Paper, area: pygame.Rect, first: int) -> None:
        done = self._measured
        area, foot = split_bottom(area, paper.door_px(Role.LINE), paper.px(24))
        head, area = split_top(area, paper.line_px(Role.CUE), paper.px(4))
        paper.words(_("For your therapist"), Role.CUE, head)
        about = measuring_words.context(done.title, done.side if done.sided else "", done.usual, done.usual_reason)
        lines = len(paper.letters.wrap(about, Role.SMALL, area.width))
        above, area = split_top(area, min(lines * paper.line_px(Role.SMALL), area.height // 2), paper.px(14))
        paper.words(about, Role.SMALL, above, colour=paper.theme.ink_soft)
        roomy = paper.look.text_scale <= _ROOMY and len(done.measures) <= _FEW
        role = Role.LINE if roomy else Role.SMALL
        line_px, left = paper.line_px(role), area
        place = first
        while place < len(done.measures):
            measure = done.measures[place]
            name, value = measure.words, self._value(measure)
            row = columns(left, 2, paper.px(28))
            tall = max(
                len(paper.letters.wrap(said, role, part.width)) for said, part in zip((name, value), row, strict=True)
            )
            if tall * line_px > left.height and place > first:
                break
            row_area, left = split_top(left, tall * line_px, paper.px(_ROW_GAP_PX))
            for said, part in zip((name, value), columns(row_area, 2, paper.px(28)), strict=True):
                paper.words(said, role, part, strong=part.left > row_area.left and not measure.reason)
            place += 1
        doors = [Door(_("Back"), key_words=_("Esc"), main=True)]
        self._turns[0] = None
        if first > 0 or place < len(done.measures):
            self._turns[1] = place if place < len(done.measures) else 0
            doors.append(Door(_("More measures")))
        for door, rect in zip(doors, columns(foot, 2, paper.px(40)), strict=False):
            self.put(door, rect, role=Role.LINE)

    @staticmethod
    def _value(measure: Measure) -> str:
        if isinstance(measure.value, str):
            return measure.value
        if not math.isfinite(measure.value):
            return measuring_words.missing(measure.reason)
        return measuring_words.amount(measure.value, measure.unit, measure.error, fine=True)
