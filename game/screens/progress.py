"""Progress: what was practised and how it went: in words first, then a leaf for each picture, turned by a door."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.coaching.followed import Followed
from game.coaching.report import ProgressReport
from game.scoring.light import LANTERNS_MAX, lanterns
from game.screens import progress_words
from game.screens.backdrop import draw_lights
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.progress_picture import draw_pain, draw_series, draw_week
from game.screens.screen import Go, Intent, Place
from game.screens.widgets import Door, Paper, columns, rows, split_bottom, split_top

_LARGE = 1.5
"""Above this size of text a picture gives room to its words."""
_GOALS_IN_WORDS = 3


class ProgressScreen(Page):
    """Wants Go(BACK); its own leaves it turns itself."""

    def __init__(self, report: ProgressReport) -> None:
        super().__init__()
        self._report = report
        self.leaf = 0
        self.leaves: list[Callable[[Paper, pygame.Rect], None]] = [self._words]
        if report.days:
            self.leaves += [self._week, self._valley]
            self.leaves += [self._goal(goal) for goal in report.goals]
        if report.pain_days:
            self.leaves.append(self._pain)

    def turn(self, leaf: int) -> None:
        """Show that leaf; after the last comes the first."""
        self.leaf, self.focus = leaf % len(self.leaves), 0
        self.compose_again()

    def chosen(self, door: Door) -> Sequence[Intent]:
        """The door without a wish turns the leaf."""
        if not door.wants:
            self.turn(self.leaf + 1)
            return ()
        return super().chosen(door)

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Escape leads from a picture back to the words, and from there out."""
        wanted = super().handle(event)
        if wanted == self.back and self.leaf and event.type == pygame.KEYDOWN:
            self.turn(0)
            return ()
        return wanted

    def ground(self, paper: Paper) -> None:
        """The valley, with every lantern that burns in it."""
        super().ground(paper)
        if self.whole_backdrop:
            draw_lights(paper.picture, paper.look.theme, lanterns(self._report.light), LANTERNS_MAX)

    def compose(self, paper: Paper) -> None:
        """The leaf that is turned to, and the doors."""
        valley = self.leaves[self.leaf] == self._valley
        room = paper.inside if valley else paper.page()
        door_px = paper.door_px(Role.LINE)
        area, foot = split_bottom(room, 2 * door_px + paper.px(24) if valley else door_px, paper.px(24))
        if valley:  # the path with its lanterns begins at the lower left
            wide = round(foot.width * 0.46)
            foot.left, foot.width = foot.right - wide, wide
        self.leaves[self.leaf](paper, area)
        doors = [Door(_("Back"), (Go(Place.BACK),), key_words=_("Esc"))]
        if len(self.leaves) > 1:
            place = _("{n} of {all}").format(n=self.leaf + 1, all=len(self.leaves))
            doors.insert(0, Door(_("Next picture ({place})").format(place=place)))
        doors[0].main = True
        places = rows(foot, 2, paper.px(24)) if valley else columns(foot, 2, paper.px(40))
        for door, rect in zip(doors, places, strict=False):
            self.put(door, rect, role=Role.LINE)

    def _words(self, paper: Paper, area: pygame.Rect) -> None:
        report = self._report
        if not report.days:
            self._head(paper, area, _("Your practice"))
            paper.words(_nothing(report), Role.CUE, split_top(area, paper.line_px(Role.TITLE))[1], strong=False)
            return
        area = self._head(paper, area, _("Your practice"))
        # In large text each goal's finding stands on its own leaf, where it comes first as well.
        goals = report.goals[: 0 if paper.look.text_scale > _LARGE else _GOALS_IN_WORDS]
        said = [
            (_("Today"), progress_words.day_done(report.today)),
            (_("This week"), progress_words.week_done(report.week)),
            (_("The valley"), progress_words.valley(report)),
            *((progress_words.name(goal), _stop(goal)) for goal in goals),
        ]
        for (heading, sentence), row in zip(said, rows(area, len(said), paper.px(6)), strict=True):
            self._line(paper, row, heading, sentence)

    @staticmethod
    def _line(paper: Paper, row: pygame.Rect, heading: str, sentence: str) -> None:
        """What is told on the left, and how it is on the right."""
        left, right = row.copy(), row.copy()
        left.width = round(row.width * 0.36)
        right.left, right.width = left.right + paper.px(28), row.right - left.right - paper.px(28)
        role = Role.SMALL if paper.look.text_scale > _LARGE else Role.LINE
        paper.words(heading, role, left, strong=True, middle=True)
        paper.words(sentence, role, right, middle=True)

    def _week(self, paper: Paper, area: pygame.Rect) -> None:
        area = self._head(paper, area, _("This week"), progress_words.week_done(self._report.week))
        draw_week(paper, area, self._report.week)

    def _valley(self, paper: Paper, area: pygame.Rect) -> None:
        """The valley itself is the picture; its words lie on a panel of their own."""
        said = progress_words.valley(self._report)
        role = Role.LINE if paper.look.text_scale > _LARGE else Role.CUE
        wide = round(area.width * 0.72)
        tall = len(paper.letters.wrap(said, role, wide, True)) * paper.line_px(role)
        place = pygame.Rect(area.left, area.top, wide, tall)
        paper.panel(place.inflate(paper.px(56), paper.px(36)).move(paper.px(28), paper.px(18)))
        paper.words(said, role, place.move(paper.px(28), paper.px(18)), strong=True)

    def _goal(self, goal: Followed) -> Callable[[Paper, pygame.Rect], None]:
        def leaf(paper: Paper, area: pygame.Rect) -> None:
            why = progress_words.why_early(goal)
            said = f"{_stop(goal)} {why}." if why else _stop(goal)
            area = self._head(paper, area, progress_words.name(goal), said)
            how = progress_words.band_words(goal.change) or progress_words.sentence(progress_words.counted(goal))
            lines = min(3, len(paper.letters.wrap(how, Role.SMALL, area.width)))
            area, low = split_bottom(area, lines * paper.line_px(Role.SMALL), paper.px(10))
            draw_series(paper, area, goal)
            paper.words(how, Role.SMALL, low)

        return leaf

    def _pain(self, paper: Paper, area: pygame.Rect) -> None:
        found = _("Before play: {found}.").format(found=progress_words.pain(self._report.pain))
        area = self._head(paper, area, _("Pain, from 0 to 10"), found)
        draw_pain(paper, area, self._report.pain_days)

    @staticmethod
    def _head(paper: Paper, area: pygame.Rect, heading: str, said: str = "") -> pygame.Rect:
        """A heading and one sentence; the room that is left."""
        large = paper.look.text_scale > _LARGE
        role = Role.LINE if large else Role.CUE
        head, area = split_top(area, paper.line_px(role), paper.px(4))
        paper.words(heading, role, head, strong=True)
        if not said:
            return area
        below = Role.SMALL if large else Role.LINE
        lines = min(2, len(paper.letters.wrap(said, below, area.width)))
        place, area = split_top(area, lines * paper.line_px(below), paper.px(16))
        paper.words(said, below, place)
        return area


def _stop(goal: Followed) -> str:
    return f"{progress_words.finding(goal.change.finding)}."


def _nothing(report: ProgressReport) -> str:
    return progress_words.nothing_yet(report.shown) if report.person else _("Nothing yet.")
