"""Message: one sentence of what happened and one of what to do."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.screens import words
from game.screens.keys import Key, meaning
from game.screens.language import gettext as _
from game.screens.language import safety, translated
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import Go, Intent, Place
from game.screens.widgets import Door, Paper, split_bottom, split_top


class MessageScreen(Page):
    """Wants Go(NEXT): by any key, or, where the words must have been read, by its one door only."""

    back = (Go(Place.NEXT),)

    def __init__(self, happened: str, to_do: str, *, any_key: bool = True) -> None:
        super().__init__()
        self._happened, self._to_do, self._any_key = happened, to_do, any_key
        self.must_be_heard = not any_key

    def compose(self, paper: Paper) -> None:
        """What happened, what to do, and the door; what the rules say is said in the person's language."""
        said = translated if self._any_key else safety
        happened_words, to_do_words = said(self._happened), said(self._to_do)
        text, foot = split_bottom(paper.page(), paper.door_px(), paper.px(24))
        if happened_words:
            happened, _rest = split_top(text, text.height // 2)
            written = paper.words(happened_words, Role.CUE, happened)
            text = split_top(text, written.height, paper.px(30))[1]
        paper.words(to_do_words, Role.CUE if happened_words else Role.TITLE, text, strong=False)
        foot = paper.begun(foot, round(paper.px(720) * paper.look.text_scale))
        words_on_door = _("Any key: go on") if self._any_key else _("I understand")
        self.put(Door(words_on_door, (Go(Place.NEXT),), main=True), foot)

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Any key goes on, except where the sentence must have been read; Tab only moves the focus, as a scan does."""
        if self._any_key and event.type == pygame.KEYDOWN and meaning(event) not in (Key.NEXT, Key.BEFORE):
            return (Go(Place.NEXT),)
        return super().handle(event)


def refusal() -> MessageScreen:
    """Do not exercise now: shown whenever something new or feeling unwell forbids play."""
    return MessageScreen("", words.approved_do_not_exercise(), any_key=False)
