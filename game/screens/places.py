"""Places: where sensors will be worn, chosen before they are paired; and what is asked only where a muscle is."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.screens import words
from game.screens.beneath import head_px
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import Go, Intent, PairAt, Place
from game.screens.wear import draw_state
from game.screens.widgets import Door, Paper, columns, rows, split_bottom, split_top
from input_devices import ISOLATIONS, MUSCLES, Isolation

_PAGES: tuple[tuple[str, ...], ...] = (
    ("left_upper_arm", "right_upper_arm", "left_forearm", "right_forearm", "sternum", "pelvis"),
    ("left_thigh", "right_thigh", "left_shank", "right_shank", "left_foot", "right_foot"),
    ("left_hand", "right_hand", "head"),
    *(
        tuple(side + muscle.removeprefix("left_") for muscle in MUSCLES[at : at + 3] for side in ("left_", "right_"))
        for at in range(0, len(MUSCLES) // 2, 3)
    ),
)
"""What is offered together: left on the left. Muscles come last, because they need electrodes."""
_ROWS = 3


class PlacesScreen(Page):
    """Wants PairAt(sites…), or Go(BACK). Where a muscle is among them, two questions come first."""

    def __init__(self, chosen: Sequence[str] = ()) -> None:
        """`chosen` are the places that the kit has already."""
        super().__init__()
        self._chosen = list(chosen)
        self._page = 0
        self._asks: str | None = None
        """Which question is asked: implants or isolation."""
        self._place_of: dict[int, str] = {}

    def compose(self, paper: Paper) -> None:
        """The places of this page, or a question."""
        self._place_of = {}
        area = paper.page()
        if self._asks is not None:
            self._question(paper, area, self._asks)
            return
        head, area = split_top(area, paper.line_px(Role.CUE), paper.px(20))
        paper.words(_("Where will you wear a sensor?"), Role.CUE, head)
        area, foot = split_bottom(area, paper.door_px(Role.LINE), paper.px(30))
        places = [cell for row in rows(area, _ROWS, paper.px(22)) for cell in columns(row, 2, paper.px(36))]
        for site, rect in zip(_PAGES[self._page], places, strict=False):
            self._place(paper, site, rect)
        low = columns(foot, 3, paper.px(36))
        self.put(Door(_("Go on"), main=bool(self._chosen), shut=not self._chosen), low[0], role=Role.LINE)
        self.put(Door(_("More places")), low[1], role=Role.LINE)
        self.put(Door(_("Back"), key_words=_("Esc")), low[2], role=Role.LINE)

    def _place(self, paper: Paper, site: str, rect: pygame.Rect) -> None:
        taken = site in self._chosen
        self._place_of[len(self.doors)] = site
        mark = pygame.Rect(0, 0, paper.px(44), paper.px(44))
        mark.midright = (rect.right - paper.px(28), rect.centery)
        inside = pygame.Rect(rect.left, rect.top, mark.left - rect.left, rect.height)
        self.put(Door(words.begun(words.site(site))), rect, role=Role.CUE, words_in=inside)
        draw_state(paper, mark, "live" if taken else "opening")

    def _question(self, paper: Paper, area: pygame.Rect, asked: str) -> None:
        if asked == "implants":
            asks, means = _("Do you have electronics inside your body?"), _("A pacemaker, a pump, a stimulator.")
            doors: tuple[Door, ...] = (
                Door(_("No, nothing of the kind"), key=pygame.K_n, key_words="N"),
                Door(_("Yes, I have"), key=pygame.K_y, key_words="Y"),
            )
        else:
            asks = _("What keeps mains voltage away from you?")
            means = _("Electrodes touch the skin: nothing that is plugged into a wall may lead to them.")
            doors = tuple(
                Door(said, key=pygame.K_1 + place, key_words=str(place + 1))
                for place, said in enumerate(
                    (_("Everything runs on battery, this computer too"), _("A wireless sensor"), _("An isolator"))
                )
            )
        head, area = split_top(area, head_px(paper, asks), paper.px(14))
        paper.words(asks, Role.CUE, head)
        text, low = split_bottom(area, len(doors) * paper.door_px() + (len(doors) - 1) * paper.px(24), paper.px(16))
        paper.words(means, Role.CUE, text, strong=False)
        for door, rect in zip(doors, rows(low, len(doors), paper.px(24)), strict=True):
            self.put(door, rect)

    def chosen(self, door: Door) -> Sequence[Intent]:
        """Choose a place or let it go, turn the page, answer, or go on."""
        number = self.doors.index(door)
        if self._asks is not None:
            return self._answer(number)
        if number in self._place_of:
            self._toggle(self._place_of[number])
            return ()
        if door is self.doors[-1]:
            return self.back
        if door is self.doors[-2]:
            self._page, self.focus = (self._page + 1) % len(_PAGES), 0
            self.compose_again()
            return ()
        return self._go_on()

    def _toggle(self, site: str) -> None:
        if site in self._chosen:
            self._chosen.remove(site)
        else:
            self._chosen.append(site)
        self.compose_again()

    def _go_on(self) -> Sequence[Intent]:
        if not self._chosen:
            return ()
        if set(self._chosen) & set(MUSCLES):
            self.ask("implants")
            return ()
        return (PairAt(tuple(self._chosen)),)

    def _answer(self, number: int) -> Sequence[Intent]:
        if self._asks == "implants" and number == 0:
            self.ask("isolation")
            return ()
        implanted = self._asks == "implants"
        isolation: Isolation | None = None if implanted else ISOLATIONS[number]
        return (PairAt(tuple(self._chosen), isolation, implanted),)

    def ask(self, question: str | None) -> None:
        """Ask `implants` or `isolation`, or show the places again."""
        self._asks, self.focus = question, 0
        self.compose_again()

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Escape leaves a question for the places."""
        wanted = super().handle(event)
        if self._asks is not None and list(wanted) == [Go(Place.BACK)]:
            self.ask(None)
            return ()
        return wanted
