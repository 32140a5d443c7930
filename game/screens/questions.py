"""Questions: asked before and after play with a sensor, one at a time, one key each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pygame

from game.coaching.safeguards import SAFE_PLACE, SKIN_SORE
from game.round.commands import Command, Do
from game.scoring.functional import ARMS_USED
from game.screens.abreast import beside
from game.screens.beneath import doors_px, head_px
from game.screens.emblems import draw_sign
from game.screens.language import gettext as _
from game.screens.language import pgettext
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.pictured import draw_mark, put_pictured
from game.screens.scale import MOST, NUMBERS, VERTICAL, ask, asked_px, beside_scale, draw_scale, effort_ends, how_to
from game.screens.screen import Go, Intent, Place, Say
from game.screens.wearer import draw_safe_place
from game.screens.widgets import Door, Paper, columns, rows, split_bottom, split_top

_TEXT_SHARE = 0.62
"""How much of the width is for words, where a picture stands beside them."""

BEFORE: tuple[str, ...] = ("pain_before", "anything_new", SKIN_SORE, "alone")
MORNING = "pain_morning"
"""Asked first where something was played on an earlier day."""
IMPLANTED = "implanted_electronics"
"""Asked too where electrodes are worn."""
AFTER: tuple[str, ...] = ("pain_after", "effort")
FELT: tuple[str, ...] = ("tired", "slept_badly", "low", "helped")
"""What may be said beside how hard it was, by a picture each: 1 where it was so. Nobody has to."""


class Series(Page):
    """One question after the other, each on a page of its own."""

    _place = 0
    """Which of them is asked."""

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Escape goes back to the question before; from the first it leaves."""
        wanted = super().handle(event)
        if wanted == self.back and self._place > 0:
            self._ask(self._place - 1)
            return ()
        return wanted

    def _ask(self, place: int) -> None:
        self._place, self.focus = place, 0
        self.compose_again()


class QuestionsScreen(Series):
    """Wants Say(ANSWER, value, question) for each question in turn, and with the last one Go(NEXT) too.

    `pain_before`, `pain_after`, `pain_morning`: 0–10. `anything_new`, `skin_sore`, `implanted_electronics`,
    `safe_place`, `arms_used`: 1 yes, 0 no. `alone`: 1 alone, 0 someone is here. What follows from an answer is not this
    screen's to know: whoever hears it may show something else at once.
    """

    def __init__(self, questions: Sequence[str] = BEFORE, *, shape: str = "") -> None:
        """`shape` of the scales, where it is not the look's."""
        super().__init__()
        self._shape = shape
        self._questions = tuple(questions)
        self._felt: set[str] = set()

    def compose(self, paper: Paper) -> None:
        """The question, what it means, and its answers."""
        asked = self._questions[self._place]
        compose: Callable[[Paper, pygame.Rect], None] = {
            "pain_before": self._pain,
            "pain_after": self._pain,
            MORNING: self._pain,
            SKIN_SORE: self._skin_sore,
            "anything_new": self._anything_new,
            "alone": self._alone,
            IMPLANTED: self._implanted,
            SAFE_PLACE: self._safe_place,
            ARMS_USED: self._arms_used,
            "effort": self._effort,
        }[asked]
        compose(paper, paper.page())

    def _pain(self, paper: Paper, area: pygame.Rect) -> None:
        morning = self._questions[self._place] == MORNING
        asks = _("How much pain on the morning after?") if morning else _("How much pain is there now?")
        self._scale(paper, area, asks, None)

    def _effort(self, paper: Paper, area: pygame.Rect) -> None:
        shape = VERTICAL if (self._shape or paper.look.pain_scale) == VERTICAL else NUMBERS
        upright = shape == VERTICAL
        signs_px = min(round(area.height * (0.66 if upright else 0.4)), paper.px(720 if upright else 370))
        if upright:
            text, scale = beside_scale(paper, area, shape, 0)
            asked = paper.least_height(_("How hard was that?"), text.width, strong=True)
            asked += paper.least_height(how_to(shape), text.width)
            text, low = split_bottom(text, min(signs_px, text.height - asked - paper.px(30)), paper.px(20))
        else:
            text, low = split_bottom(area, signs_px, paper.px(28))
            text, scale = beside_scale(paper, text, shape, asked_px(paper))
        ask(paper, text, _("How hard was that?"), shape)
        draw_scale(self, paper, scale, [self._hard(float(value)) for value in range(MOST + 1)], effort_ends(), shape)
        self._pictures(paper, low, 2 if upright else len(FELT))

    def _pictures(self, paper: Paper, area: pygame.Rect, across: int) -> None:
        """What else there is to say of the day: pictures that are chosen, or let be."""
        asks = _("Was there anything else? You need not say.")
        head_px = max(paper.line_px(Role.LINE), paper.least_height(asks, area.width))
        head, area = split_top(area, head_px, paper.px(10))
        paper.words(asks, Role.LINE, head)
        said = (_("Tired"), _("Slept badly"), _("Feeling low"), _("Something helped"))
        gap = paper.px(24)
        cells = [cell for row in rows(area, len(FELT) // across, gap) for cell in columns(row, across, gap)]
        for name, words_, rect in zip(FELT, said, cells, strict=True):
            picture, low = split_bottom(rect, round(rect.height * (0.42 if paper.look.text_scale <= 1.5 else 0.66)), 0)
            self.put(Door(words_, main=name in self._felt), rect, centred=True, role=Role.LINE, words_in=low)
            draw_sign(paper, picture.inflate(0, -paper.px(12)).move(0, paper.px(6)), name)

    def _hard(self, value: float) -> tuple[Intent, ...]:
        felt = tuple(Say(Command(Do.ANSWER, 1.0, name)) for name in FELT if name in self._felt)
        return (*felt, *self._answer(value))

    def _scale(self, paper: Paper, area: pygame.Rect, asks: str, ends: tuple[str, str] | None) -> None:
        shape = self._shape or paper.look.pain_scale
        text, scale = beside_scale(paper, area, shape, asked_px(paper) + paper.px(40))
        ask(paper, text, asks, shape if ends is None else "")
        if shape != VERTICAL:
            scale = split_top(scale, round(scale.height * 0.75))[0]
        draw_scale(self, paper, scale, [self._answer(float(value)) for value in range(MOST + 1)], ends, shape)

    def _anything_new(self, paper: Paper, area: pygame.Rect) -> None:
        new = _(
            "A fall, new weakness or numbness, bad headache, chest pain, breathless, dizzy, fever, a swollen or red "
            "limb, an opened wound."
        )
        no = Door(_("No, nothing new"), self._answer(0.0), key=pygame.K_n, key_words="N")
        yes = Door(_("Yes, something is new"), self._answer(1.0), key=pygame.K_y, key_words="Y")
        self._two(paper, area, _("Is anything new?"), new, (no, yes))

    def _skin_sore(self, paper: Paper, area: pygame.Rect) -> None:
        means = _("Red, sore, blistered or open where a strap or an electrode sits.")
        no = Door(_("No, the skin is fine"), self._answer(0.0), key=pygame.K_n, key_words="N")
        yes = Door(_("Yes, it is sore"), self._answer(1.0), key=pygame.K_y, key_words="Y")
        self._two(paper, area, _("Is the skin under the straps sore?"), means, (no, yes))

    def _alone(self, paper: Paper, area: pygame.Rect) -> None:
        yes = Door(_("Yes, someone is here"), self._answer(0.0), key=pygame.K_y, key_words="Y")
        no = Door(_("No, I am alone"), self._answer(1.0), key=pygame.K_n, key_words="N")
        if SAFE_PLACE in self._questions:
            who = _("Someone who stands beside you and can hold you.")
            self._two(paper, area, _("Is someone within reach?"), who, (yes, no))
            return
        self._two(paper, area, _("Could someone come if you call?"), "", (yes, no))

    def _implanted(self, paper: Paper, area: pygame.Rect) -> None:
        means = _("A pacemaker, a defibrillator, a nerve stimulator, a pump, a hearing implant.")
        no = Door(_("No, there is none"), self._answer(0.0), key=pygame.K_n, key_words="N")
        yes = Door(_("Yes, there is one"), self._answer(1.0), key=pygame.K_y, key_words="Y")
        self._two(paper, area, _("Is there any electronics inside your body?"), means, (no, yes))

    def _safe_place(self, paper: Paper, area: pygame.Rect) -> None:
        means = _("A sturdy hold in reach, a chair behind you, a clear floor.")
        yes = Door(_("Yes, all three"), self._answer(1.0), key=pygame.K_y, key_words="Y")
        no = Door(_("No, not yet"), self._answer(0.0), key=pygame.K_n, key_words="N")
        text, picture = beside(paper, area, _TEXT_SHARE, paper.px(36))
        draw_safe_place(paper, picture)
        self._two(paper, text, _("Is the place safe to stand?"), means, (yes, no))

    def _arms_used(self, paper: Paper, area: pygame.Rect) -> None:
        means = _("Pushing off the chair or your legs, or holding on. The number counts only without.")
        no = Door(_("No, the legs alone"), self._answer(0.0), key=pygame.K_n, key_words="N")
        yes = Door(_("Yes, the arms helped"), self._answer(1.0), key=pygame.K_y, key_words="Y")
        self._two(paper, area, _("Did your arms help you up?"), means, (no, yes))

    def _two(self, paper: Paper, area: pygame.Rect, asks: str, means: str, doors: tuple[Door, Door]) -> None:
        head, area = split_top(area, head_px(paper, asks), paper.px(20))
        paper.words(asks, Role.CUE, head)
        if paper.look.short_words:
            self._two_pictures(paper, area, means, doors)
            return
        text, low = split_bottom(area, 2 * doors_px(paper, doors) + paper.px(32), paper.px(24))
        paper.words(means, Role.CUE, text, strong=False)
        for door, rect in zip(doors, rows(low, 2, paper.px(32)), strict=True):
            self.put(door, rect)

    def _two_pictures(self, paper: Paper, area: pygame.Rect, means: str, doors: tuple[Door, Door]) -> None:
        """Yes and no as pictures; what is asked about stays whole: no safety question says less."""
        low_px = round(area.height * (0.62 if paper.look.text_scale <= 1.5 else 0.4))
        text, low = split_bottom(area, low_px, paper.px(20))
        paper.words(means, Role.LINE, text)
        one_side = paper.look.seen_side != "both"
        cells = rows(low, 2, paper.px(24)) if one_side else columns(low, 2, paper.px(48))
        for door, rect in zip(doors, cells, strict=True):
            yes = door.key == pygame.K_y
            short = replace(door, words=pgettext("an answer", "Yes") if yes else pgettext("an answer", "No"))
            put_pictured(self, paper, short, rect, partial(draw_mark, paper, yes=yes))

    def _answer(self, value: float) -> tuple[Intent, ...]:
        say = Say(Command(Do.ANSWER, value, self._questions[self._place]))
        return (say, Go(Place.NEXT)) if self._place == len(self._questions) - 1 else (say,)

    def chosen(self, door: Door) -> Sequence[Intent]:
        """Answer, and ask the next; a picture is chosen, or let be again."""
        if not door.wants and self._questions[self._place] == "effort":
            self._felt ^= {FELT[self.doors.index(door) - (MOST + 1)]}
            self.compose_again()
            return ()
        wanted = super().chosen(door)
        if self._place < len(self._questions) - 1:
            self._ask(self._place + 1)
        return wanted
