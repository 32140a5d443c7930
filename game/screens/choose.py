"""Choose: two offers large, the others a page further on, and then, where it matters, the side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.screens import words
from game.screens.abreast import foot_of
from game.screens.backdrop import BACKDROP, draw_lights
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import ChooseLevel, Go, Intent, Place
from game.screens.title import pair_door
from game.screens.widgets import Box, Door, Paper, columns, rounded, rows, split_bottom, split_top

OFFERS = 2
_MANY = 4
_WORDS_PX, _PICTURE_PX = 250, 130
"""How much of a card its words take, and the least height that a picture under them is worth."""
_CARD_LIGHTS = 14
_WORLD_AT = {
    "reach": (0.16, 0.52),
    "steady": (0.80, 0.60),
    "match": (0.62, 0.58),
    "trace": (0.62, 0.36),
    "tandem": (0.74, 0.70),
}
"""Where in the valley each kind is played, as shares of the sheet."""


@dataclass(frozen=True, slots=True)
class LevelCard:
    """A level as it is offered; plain values, in words already."""

    id: str
    title: str
    about: str
    kind: str
    sides: tuple[str, ...]
    """The sides it may be played on, the usual one first; a single one is not asked for."""
    minutes: float
    playable: bool = True
    why_not: str = ""


class ChooseScreen(Page):
    """Wants ChooseLevel(id, side), Go(PAIR) or Go(BACK). The first two cards are the offers."""

    def __init__(self, cards: Sequence[LevelCard], *, tryout: bool = False) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self._tryout = tryout
        self._first = 0
        self._chosen: LevelCard | None = None
        self._shown = OFFERS
        self._card_of: dict[int, LevelCard] = {}

    def compose(self, paper: Paper) -> None:
        """The cards of this page, or the two sides."""
        self._card_of = {}
        area = paper.page()
        head, area = split_top(area, paper.line_px(Role.CUE), paper.px(24))
        if self._chosen is not None:
            paper.words(_("Which side?"), Role.CUE, head)
            self._sides(paper, area, self._chosen)
            return
        asks = _("What would you like to try?") if self._tryout else _("What would you like to play?")
        paper.words(asks, Role.CUE, head)
        shown = self._cards[self._first : self._first + self._per_page(paper)]
        more = [Door(_("More games"))] if len(self._cards) > len(shown) else []
        doors = [*more, *([] if self._tryout else [pair_door()]), Door(_("Back"), key_words=_("Esc"))]
        area, places = foot_of(paper, area, doors, paper.px(40), paper.px(36))
        self._shown = len(shown)
        for card, rect in zip(shown, _places(area, max(len(shown), OFFERS), paper.px(40)), strict=False):
            self._card(paper, card, rect)
        for door, rect in zip(doors, places, strict=True):
            self.put(door, rect, role=Role.LINE)

    def _per_page(self, paper: Paper) -> int:
        """Two offers first; after them four a page where the words are small enough for four."""
        return OFFERS if self._first == 0 or paper.look.text_scale > 1.3 else _MANY

    def _card(self, paper: Paper, card: LevelCard, rect: pygame.Rect) -> None:
        long = words.minutes(card.minutes)
        about = _("{about} About {long}.").format(about=card.about, long=long) if card.playable else card.why_not
        door = Door(card.title, (), about, main=False, shut=not card.playable)
        self._card_of[len(self.doors)] = card
        roomy = paper.px(_WORDS_PX) * paper.look.text_scale + paper.px(_PICTURE_PX) < rect.height
        written, picture = split_top(rect, paper.px(_WORDS_PX)) if roomy else (rect, None)
        self.put(door, rect, words_in=written)
        if picture is not None:
            draw_world(paper, card.kind, picture.inflate(-paper.px(12), -paper.px(12)))

    def _sides(self, paper: Paper, area: pygame.Rect, card: LevelCard) -> None:
        area, foot = split_bottom(area, paper.door_px(Role.LINE), paper.px(36))
        left_first = sorted(card.sides)
        for side, rect in zip(left_first, columns(area, len(left_first), paper.px(48)), strict=True):
            door = Door(words.begun(words.side(side)), (ChooseLevel(card.id, side),))
            self.put(door, rect, centred=True, role=Role.NUMBER)
        self.put(Door(_("Back"), key_words=_("Esc")), columns(foot, 2, paper.px(40))[1], role=Role.LINE)

    def chosen(self, door: Door) -> Sequence[Intent]:
        """A card asks for its side or is played; the others turn pages."""
        if door.wants or door.shut:
            return super().chosen(door)
        card = self._card_of.get(self.doors.index(door))
        if card is not None and len(card.sides) > 1:
            self.ask_side(card)
            return ()
        if card is not None:
            return (ChooseLevel(card.id, card.sides[0]),)
        if door is self.doors[-1]:
            return self._leave()
        self.turn()
        return ()

    def turn(self) -> None:
        """Show the next cards; after the last the first again."""
        further = self._first + self._shown
        self._first, self.focus = 0 if further >= len(self._cards) else further, 0
        self.compose_again()

    def ask_side(self, card: LevelCard) -> None:
        """Ask which side this card is to be played on; the usual one has the focus."""
        self._chosen, self.focus = card, sorted(card.sides).index(card.sides[0])
        self.compose_again()

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Escape goes one step back."""
        wanted = super().handle(event)
        return self._leave() if wanted == self.back else wanted

    def _leave(self) -> Sequence[Intent]:
        if self._chosen is None and self._first == 0:
            return (Go(Place.BACK),)
        if self._chosen is None:
            self._first = 0
        self._chosen, self.focus = None, 0
        self.compose_again()
        return ()


def draw_world(paper: Paper, kind: str, area: pygame.Rect) -> None:
    """A piece of the valley: the part of it where that kind is played."""
    across, down = _WORLD_AT.get(kind, _WORLD_AT["reach"])
    piece = pygame.Rect(0, 0, *area.size)
    piece.center = paper.at(across, down)
    piece = piece.clamp(pygame.Rect(0, 0, *paper.size))
    valley = BACKDROP.at_once(paper.size, paper.look.colours).copy()
    if kind == "reach":
        draw_lights(valley, paper.look.colours, _CARD_LIGHTS)
    picture = valley.subsurface(piece).convert_alpha()
    picture.blit(rounded(area.size, paper.px(18), (255, 255, 255, 255)), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    paper.picture.blit(picture, area)
    paper.boxes.append(Box("drawing", area))


def _places(area: pygame.Rect, count: int, gap: int) -> list[pygame.Rect]:
    """Side by side for two, two by two for more."""
    if count <= OFFERS:
        return columns(area, count, gap)
    return [place for row in rows(area, 2, gap) for place in columns(row, 2, gap)]
