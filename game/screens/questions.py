"""Questions: asked before and after play with a sensor, one at a time, one key each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.coaching.safeguards import SAFE_PLACE, SKIN_SORE
from game.round.commands import Command, Do
from game.scoring.functional import ARMS_USED
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import Go, Intent, Place, Say
from game.screens.stop import PAIN_MOST, pain_scale
from game.screens.wearer import draw_safe_place
from game.screens.widgets import Door, Paper, columns, rows, split_bottom, split_top

_TEXT_SHARE = 0.62
"""How much of the width is for words, where a picture stands beside them."""

BEFORE: tuple[str, ...] = ("pain_before", "anything_new", SKIN_SORE, "alone")
MORNING = "pain_morning"
"""Asked first where something was played on an earlier day."""
IMPLANTED = "implanted_electronics"
"""Asked too where electrodes are worn."""
AFTER: tuple[str, ...] = ("pain_after",)


class QuestionsScreen(Page):
    """Wants Say(ANSWER, value, question) for each question in turn, and with the last one Go(NEXT) too.

    `pain_before`, `pain_after`, `pain_morning`: 0–10. `anything_new`, `skin_sore`, `implanted_electronics`,
    `safe_place`, `arms_used`: 1 yes, 0 no. `alone`: 1 alone, 0 someone is here. What follows from an answer is not this
    screen's to know: whoever hears it may show something else at once.
    """

    def __init__(self, questions: Sequence[str] = BEFORE) -> None:
        super().__init__()
        self._questions = tuple(questions)
        self._place = 0

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
        }[asked]
        compose(paper, paper.page())

    def _pain(self, paper: Paper, area: pygame.Rect) -> None:
        head, area = split_top(area, paper.line_px(Role.CUE), paper.px(10))
        morning = self._questions[self._place] == MORNING
        asks = _("How much pain on the morning after?") if morning else _("How much pain is there now?")
        paper.words(asks, Role.CUE, head)
        how, area = split_top(area, paper.line_px(Role.LINE), paper.px(40))
        paper.words(_("Press 0 to 9, or X for 10."), Role.LINE, how)
        scale, _rest = split_top(area, round(area.height * 0.7))
        pain_scale(self, paper, scale, [self._answer(float(value)) for value in range(PAIN_MOST + 1)])

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
        self._two(paper, area, _("Is someone with you?"), _("Someone who could come to you if you call."), (yes, no))

    def _implanted(self, paper: Paper, area: pygame.Rect) -> None:
        means = _("A pacemaker, a defibrillator, a nerve stimulator, a pump, a hearing implant.")
        no = Door(_("No, there is none"), self._answer(0.0), key=pygame.K_n, key_words="N")
        yes = Door(_("Yes, there is one"), self._answer(1.0), key=pygame.K_y, key_words="Y")
        self._two(paper, area, _("Is there any electronics inside your body?"), means, (no, yes))

    def _safe_place(self, paper: Paper, area: pygame.Rect) -> None:
        means = _("A sturdy hold in reach, a chair behind you, a clear floor.")
        yes = Door(_("Yes, all three"), self._answer(1.0), key=pygame.K_y, key_words="Y")
        no = Door(_("No, not yet"), self._answer(0.0), key=pygame.K_n, key_words="N")
        text, picture = columns(area, 2, paper.px(36))
        text.width = round(area.width * _TEXT_SHARE)
        picture.width = area.width - text.width - paper.px(36)
        picture.right = area.right
        draw_safe_place(paper, picture)
        self._two(paper, text, _("Is the place safe to stand?"), means, (yes, no))

    def _arms_used(self, paper: Paper, area: pygame.Rect) -> None:
        means = _("Pushing off the chair or your legs, or holding on. The number counts only without.")
        no = Door(_("No, the legs alone"), self._answer(0.0), key=pygame.K_n, key_words="N")
        yes = Door(_("Yes, the arms helped"), self._answer(1.0), key=pygame.K_y, key_words="Y")
        self._two(paper, area, _("Did your arms help you up?"), means, (no, yes))

    def _two(self, paper: Paper, area: pygame.Rect, asks: str, means: str, doors: tuple[Door, Door]) -> None:
        head, area = split_top(area, paper.line_px(Role.CUE), paper.px(20))
        paper.words(asks, Role.CUE, head)
        text, low = split_bottom(area, 2 * paper.door_px() + paper.px(32), paper.px(24))
        paper.words(means, Role.CUE, text, strong=False)
        for door, rect in zip(doors, rows(low, 2, paper.px(32)), strict=True):
            self.put(door, rect)

    def _answer(self, value: float) -> tuple[Intent, ...]:
        say = Say(Command(Do.ANSWER, value, self._questions[self._place]))
        return (say, Go(Place.NEXT)) if self._place == len(self._questions) - 1 else (say,)

    def chosen(self, door: Door) -> Sequence[Intent]:
        """Answer, and ask the next."""
        wanted = super().chosen(door)
        if self._place < len(self._questions) - 1:
            self._ask(self._place + 1)
        return wanted

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
