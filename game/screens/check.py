"""Check: all that is asked before play on one page, for whoever knows the questions: one number, and three lines."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.coaching.safeguards import SKIN_SORE
from game.round.commands import Command, Do
from game.screens import words
from game.screens.beneath import head_px
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.scale import MOST, VERTICAL, beside_scale, draw_scale
from game.screens.screen import Go, Intent, Place, Say
from game.screens.widgets import Door, Paper, rows, split_bottom, split_top

ANEW = "anything_new"
_ROOMY = 1.4
_PAGES = 3
"""Pages at most: the first line, the two others, the number."""
_AS_USUAL_PX = 70
"""The question is written on a line no lower than this on the sheet: as large as in the usual text."""


class CheckScreen(Page):
    """Wants Say(ANSWER) for each question, then Go(NEXT); for a line that is not so, that answer alone.

    The number is always the person's own: nothing is filled in, and no key is pressed from habit. It answers for the
    three lines that stand above it too, and says so; each has a key of its own that says otherwise. What follows from
    an answer is not this screen's to know.
    """

    def __init__(self, *, morning: bool = False, name: str = "", shape: str = "") -> None:
        """`morning`: something was played on an earlier day and it is morning, so that the number is the morning's
        too. `shape` of the scale, where it is not the look's."""
        super().__init__()
        self._morning, self._name, self._shape = morning, name, shape
        self._alone = True
        self._leaf = 0

    def compose(self, paper: Paper) -> None:
        """The three lines with their keys, and the scale below or beside them; on as few pages as have room for it: in
        large text, in a draft, where all is said in English too, or in short sentences, which are many, on more."""
        leaves = next((count for count in range(1, _PAGES) if self._fit(paper, count)), _PAGES)
        self.doors = []
        self._leaf = min(self._leaf, leaves - 1)
        self._compose(paper, self._leaf, leaves)

    def _fit(self, paper: Paper, leaves: int) -> bool:
        """Whether all fits on so many pages: each is written once where nobody sees it."""
        shown, self.paper = self.paper, None
        for leaf in range(leaves):
            self.paper = paper.another()
            self._compose(self.paper, leaf, leaves)
            if not all(box.fits for box in self.paper.boxes):
                break
        else:
            leaf = leaves
        self.paper = shown
        return leaf == leaves

    def _compose(self, paper: Paper, leaf: int, leaves: int) -> None:
        shape = self._shape or paper.look.pain_scale
        upright, large = shape == VERTICAL, paper.look.text_scale > _ROOMY
        area = paper.page()
        if leaf < leaves - 1:
            area, foot = split_bottom(area, paper.door_px(), paper.px(16))
            self._lines(paper, area, leaf if leaves == _PAGES else None)
            self.put(Door(_("Go on"), main=True), foot)
            return
        if not large:  # it stands on the title too
            alarm = words.approved_not_an_alarm()
            area, foot = split_bottom(area, (1 + alarm.count("\n")) * paper.line_px(Role.SMALL), paper.px(10))
            paper.words(alarm, Role.SMALL, foot, colour=paper.theme.ink_soft)
        lines_px = 0 if leaves > 1 else round(area.height * (0.52 if large else 0.56))
        lines, scale = beside_scale(paper, area, shape, lines_px)
        if not large and leaves == 1:
            head, lines = split_top(lines, paper.line_px(Role.CUE), paper.px(14))
            paper.words(self._head(), Role.CUE, head)
        asks = _("How much pain this morning?") if self._morning else _("How much pain now?")
        stacked = upright or leaves > 1
        if upright:
            ask_px = head_px(paper, asks) + 2 * paper.line_px(Role.SMALL)
            if large:
                ask_px = self._least_px(paper, asks, lines.width)
            lines, ask = split_bottom(lines, ask_px, paper.px(20))
        elif stacked:
            ask, scale = split_top(scale, self._least_px(paper, asks, scale.width), paper.px(16))
        else:
            ask, scale = split_top(scale, head_px(paper, asks), paper.px(10))
        self._number(paper, ask, asks, stacked=stacked)
        first = len(self.doors)
        wants = [self._all(float(value)) for value in range(MOST + 1)]
        draw_scale(self, paper, scale, wants, None, shape)
        if leaves > 1:
            return
        scale_doors, self.doors = self.doors[first:], self.doors[:first]
        self.doors += scale_doors
        self._lines(paper, lines)

    def _head(self) -> str:
        return _("Hello, {name}. How is it today?").format(name=self._name) if self._name else _("How is it today?")

    def _number(self, paper: Paper, area: pygame.Rect, asks: str, *, stacked: bool) -> None:
        """The question, and what its answer says beside or below."""
        says = _("It says that these three lines are so.")
        if stacked:
            told = paper.least_height(says, area.width)
            head, low = split_top(area, min(head_px(paper, asks), area.height - told - paper.px(4)), paper.px(4))
            paper.words(asks, Role.CUE, head)
            paper.words(says, Role.SMALL, low)
            return
        wide = max(paper.letters.font(Role.CUE, True).size(line)[0] for line in asks.split("\n"))
        least = round(paper.px(300) * paper.look.text_scale)
        head = pygame.Rect(area.left, area.top, min(area.width - least, wide + paper.px(8)), area.height)
        written = paper.words(asks, Role.CUE, head, middle=True)
        beside = pygame.Rect(written.right + paper.px(30), area.top, 0, area.height)
        beside.width = area.right - beside.left
        paper.words(says, Role.SMALL, beside, middle=True)

    @staticmethod
    def _least_px(paper: Paper, asks: str, width: int) -> int:
        says = _("It says that these three lines are so.")
        asks_px = max(paper.least_height(asks, width, strong=True), paper.px(_AS_USUAL_PX))
        return asks_px + paper.least_height(says, width) + paper.px(4)

    def _lines(self, paper: Paper, area: pygame.Rect, part: int | None = None) -> None:
        """What is taken to be so, each with the key that says otherwise: all, or the first (0), or the others (1)."""
        gap, low = paper.px(16), paper.door_px(Role.LINE)
        new, two = split_bottom(area, low, gap)
        pair = [two.copy(), two.copy()]
        pair[0].width = pair[1].width = (two.width - gap) // 2
        pair[1].right = two.right
        if area.height > 3 * low + 2 * gap + 2 * paper.line_px(Role.LINE):
            new, rest = split_top(area, area.height - 2 * (low + gap), gap)
            pair = list(split_top(rest, low, gap))
            pair[1].height = low
        if part == 0:
            new = area
        elif part == 1:
            pair = rows(area, 2, gap)
        here = _("I am alone") if self._alone else _("Someone is here")
        role = Role.CUE if paper.look.text_scale <= _ROOMY else Role.LINE
        lines = (
            (Door(_("Nothing is new"), self._say(ANEW, 1.0), _means(), key=pygame.K_n, key_words="N"), new, role),
            (Door(_("The skin is fine"), self._say(SKIN_SORE, 1.0), key=pygame.K_s, key_words="S"), pair[0], Role.LINE),
            (Door(here, key=pygame.K_a, key_words="A"), pair[1], Role.LINE),
        )
        for door, place, how in lines if part is None else lines[:1] if part == 0 else lines[1:]:
            self.put(door, place, role=how)

    @staticmethod
    def _say(question: str, value: float) -> tuple[Intent, ...]:
        return (Say(Command(Do.ANSWER, value, question)),)

    def _all(self, pain: float) -> tuple[Intent, ...]:
        answers = {ANEW: 0.0, SKIN_SORE: 0.0, "alone": float(self._alone)}
        morning = {"pain_morning": pain} if self._morning else {}
        said = {**morning, "pain_before": pain, **answers}
        return (*(say for name, value in said.items() for say in self._say(name, value)), Go(Place.NEXT))

    def chosen(self, door: Door) -> Sequence[Intent]:
        """An answer; or that somebody is here, or not."""
        if not door.wants and door.key is None:
            return self.turn(self._leaf + 1)
        if not door.wants:
            self._alone = not self._alone
            self.compose_again()
            return ()
        return super().chosen(door)

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Escape goes back from the number to the lines, where they stand on pages of their own."""
        wanted = super().handle(event)
        return self.turn(self._leaf - 1) if wanted == self.back and self._leaf else wanted

    def turn(self, leaf: int) -> tuple[Intent, ...]:
        """Show another page, where one has no room for all: the lines on one or two, and the number on the last."""
        self._leaf, self.focus = leaf, 0
        self.compose_again()
        return ()


def _means() -> str:
    return _(
        "No fall, new weakness or numbness, bad headache, chest pain, breathless, dizzy, fever, swollen or red "
        "limb, opened wound."
    )
