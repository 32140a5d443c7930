"""Who: who is playing, by picture and name, and whether to go on where it was cut short; nothing is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.screens.emblems import called, draw_emblem
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import Go, Intent, Person, Place
from game.screens.widgets import Door, Paper, columns, rows, split_bottom, split_top

_A_ROW, _A_PAGE = 3, 6


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as they are shown."""

    id: str
    name: str
    """Empty: they are called what the picture is called."""
    picture: str


class WhoScreen(Page):
    """Wants Person(id), or Go(BACK). More than six are a page further on."""

    def __init__(self, people: Sequence[PersonCard]) -> None:
        super().__init__()
        self._people = tuple(people)
        self._first = 0

    def compose(self, paper: Paper) -> None:
        """A door for each person: their picture, and their name under it."""
        area = paper.page()
        head, area = split_top(area, paper.line_px(Role.CUE), paper.px(20))
        paper.words(_("Who is playing?"), Role.CUE, head)
        area, foot = split_bottom(area, paper.door_px(Role.LINE), paper.px(28))
        large = paper.look.text_scale > 1.5
        a_page = _A_ROW if large else _A_PAGE
        shown = self._people[self._first : self._first + a_page]
        self._shown = len(shown)
        for person, rect in zip(shown, _places(area, len(shown), paper.px(32)), strict=True):
            self._person(paper, person, rect)
        low = columns(foot, 2, paper.px(40))
        if len(self._people) > len(shown):
            self.put(Door(_("More people")), low[0], role=Role.LINE)
        self.put(Door(_("To the start"), self.back, key_words=_("Esc")), low[1], role=Role.LINE)

    def _person(self, paper: Paper, person: PersonCard, rect: pygame.Rect) -> None:
        picture, name = split_bottom(rect, round(paper.line_px(Role.CUE) * 1.15) + paper.px(20))
        self.put(Door(person.name or called(person.picture), (Person(person.id),)), rect, centred=True, words_in=name)
        draw_emblem(paper, picture.inflate(0, -paper.px(24)).move(0, paper.px(8)), person.picture)

    def chosen(self, door: Door) -> Sequence[Intent]:
        """A person, or the next page of them."""
        if door.wants:
            return super().chosen(door)
        further = self._first + self._shown
        self._first, self.focus = 0 if further >= len(self._people) else further, 0
        self.compose_again()
        return ()


class GoOnScreen(Page):
    """Wants Go(NEXT) to go on where it was cut short, or Go(ANEW). Escape leaves."""

    def __init__(self, was: str, picture: str = "", name: str = "") -> None:
        """`was` says in words where it was."""
        super().__init__()
        self._was, self._picture, self._name = was, picture, name

    def compose(self, paper: Paper) -> None:
        """What was going on, and the two ways from here."""
        area = paper.page()
        head, area = split_top(area, paper.line_px(Role.TITLE), paper.px(16))
        paper.words(_("Go on where you were?"), Role.TITLE, head)
        text, foot = split_bottom(area, 2 * paper.door_px() + paper.px(28), paper.px(24))
        if self._picture:
            side = min(text.height, paper.px(320))
            picture = pygame.Rect(text.right - side, text.top, side, side)
            text.width -= side + paper.px(36)
            draw_emblem(paper, picture, self._picture)
        if self._name:
            name, text = split_top(text, paper.line_px(Role.CUE), paper.px(6))
            paper.words(self._name, Role.CUE, name)
        paper.words(self._was, Role.CUE, text, strong=False)
        doors = (
            Door(_("Go on"), (Go(Place.NEXT),), main=True),
            Door(_("Begin anew"), (Go(Place.ANEW),)),
        )
        for door, rect in zip(doors, rows(foot, 2, paper.px(28)), strict=True):
            self.put(door, rect)


def _places(area: pygame.Rect, count: int, gap: int) -> list[pygame.Rect]:
    """One row for up to three, two rows for more."""
    if count <= _A_ROW:
        return columns(area, max(count, 2), gap)[:count]
    return [place for row in rows(area, 2, gap) for place in columns(row, _A_ROW, gap)][:count]
