"""Page: a screen of words and doors before the valley, moved through by focus; the keyboard alone is enough."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.screens.backdrop import BACKDROP
from game.screens.keys import Key, meaning, typed
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.screen import FADE_S, Go, Intent, Look, Place
from game.screens.spoken import NOTHING, Aloud, of_page
from game.screens.widgets import Align, Before, Door, Paper, rounded

_FOCUS_GAP_PX, _FOCUS_EDGE_PX = 5, 7


class Page:
    """A screen that stands still but for its focus. Subclasses `compose` it and may move in `draw_moving`."""

    back: tuple[Intent, ...] = (Go(Place.BACK),)
    """What Escape asks for."""
    stop: tuple[Intent, ...] = ()
    """What Space asks for: only where something is going on that can be stopped. Space never chooses."""
    must_be_heard: bool = False
    """It is about stopping: what it says is said to its end."""
    aloud_most: int | None = None
    """Only so many of its texts are said aloud, where the others are for looking something up."""

    def __init__(self) -> None:
        self.doors: list[Door] = []
        self.focus = 0
        self.paper: Paper | None = None
        self.whole_backdrop = False
        """Whether the valley is there already, or only its sky."""
        self._melting: pygame.Surface | None = None
        self._melt_left_s = 0.0
        self._seen_once = False
        self._still = 0.0
        self._drawn: Paper | None = None
        self._changed = True
        self._aloud: tuple[Paper | None, int, Aloud] = (None, 0, NOTHING)

    @property
    def aloud(self) -> Aloud:
        """What it says aloud: all that is written on it; the same object while it is the same words."""
        paper, focus, _aloud = self._aloud
        if self.paper is not None and (paper is not self.paper or focus != self.focus):
            said = of_page(self.paper, self.doors, self.focus, self.aloud_most, stop=self.must_be_heard)
            self._aloud = (self.paper, self.focus, said)
        return self._aloud[2]

    def compose(self, paper: Paper) -> None:
        """Put everything on the paper, doors in reading order; called again whenever size, look or content change."""
        raise NotImplementedError

    def draw_moving(self, surface: pygame.Surface, dt_s: float) -> Sequence[pygame.Rect]:
        """Draw what moves over the still page; the rectangles it took."""
        del surface, dt_s
        return ()

    def ground(self, paper: Paper) -> None:
        """Paint what the page lies on: the valley."""
        paper.picture.blit(BACKDROP.at_once(paper.size, paper.look.colours), (0, 0))

    def lay_out(self, size: tuple[int, int], look: Look) -> None:
        """Find a place for everything at this size, px."""
        self.whole_backdrop = BACKDROP.ready(size, look.colours)
        paper = self._composed(Paper(size, look))
        if look.hands_free and not self._leads_back(self.doors, paper):
            paper = self._composed(Paper(size, look, foot=True))
            leads = _("Go on") if self.back == (Go(Place.NEXT),) else _("Back")
            paper.chip(_("Esc"), leads, means=Key.BACK, right=True)
        if look.seen_side != "both":
            paper.anchor()
        if look.hands_free:
            self.doors += self._foot_doors(self.doors, paper)
        self.focus = min(self.focus, max(0, len(self.doors) - 1))
        self._changed = True

    def _composed(self, paper: Paper) -> Paper:
        self.paper, self.doors = paper, []
        self.ground(paper)
        self.compose(paper)
        return paper

    def _leads_back(self, doors: Sequence[Door], paper: Paper) -> bool:
        """Whether something on the page leads to where Escape does, if that leads anywhere: nobody with one switch, or
        with the sensor alone, is to be kept on a page."""
        signs = [sign.means for sign in paper.signs]
        if not self.back or Key.BACK in signs or (Key.STOP in signs and self.back == self.stop):
            return True
        return any(door.wants == self.back or door.key_words == _("Esc") for door in doors)

    def _foot_doors(self, doors: Sequence[Door], paper: Paper) -> list[Door]:
        """The signs at the foot as doors, last in the round, where none does the same: whoever has one switch
        reaches them so."""
        asked = {Key.STOP: self.stop, Key.BACK: self.back}
        signs = [(sign, asked.get(sign.means, ())) for sign in paper.signs]
        return [
            Door(sign.words, wants, means=sign.means, rect=sign.rect, words_rect=sign.rect)
            for sign, wants in signs
            if wants and not any(door.wants == wants for door in doors)
        ]

    @property
    def page(self) -> Page:
        """What is moved through by focus."""
        return self

    def compose_again(self) -> None:
        """Lay out again at the same size, because what is shown has changed."""
        if self.paper is not None:
            self.lay_out(self.paper.size, self.paper.look)

    def put(
        self,
        door: Door,
        rect: pygame.Rect,
        *,
        centred: bool = False,
        role: Role = Role.CUE,
        words_in: pygame.Rect | None = None,
    ) -> None:
        """Put a door on the paper and into the order of focus; its words keep to `words_in`."""
        assert self.paper is not None
        align: Align = "centre" if centred else "left"
        sign: Before | None = None
        if self.paper.look.short_words:
            from game.screens.door_signs import put_sign  # here: the first screen waits for no pen

            sign = put_sign
        self.paper.door(door, rect, align=align, role=role, words_in=words_in, sign=sign)
        self.doors.append(door)

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """What the person wants by this key press or click."""
        if self.paper is not None and (sign := self.paper.sign_at(event)) is not None:
            event = typed(sign.means)
        struck = self._struck(event)
        if struck is not None:
            self._focus_on(self.doors.index(struck))
            return self._pressed(struck)
        match meaning(event):
            case Key.ACCEPT if self.doors:
                return self._pressed(self.doors[self.focus])
            case Key.NEXT:
                self._focus_on((self.focus + 1) % max(1, len(self.doors)))
            case Key.BEFORE:
                self._focus_on((self.focus - 1) % max(1, len(self.doors)))
            case (Key.UP | Key.DOWN | Key.LEFT | Key.RIGHT) as key:
                self._focus_on(_towards(self.doors, self.focus, key))
            case Key.STOP:
                return self.stop
            case Key.BACK:
                return self.back
        return ()

    def _pressed(self, door: Door) -> Sequence[Intent]:
        return self.chosen(door) if door.means is None else self.handle(typed(door.means))

    def chosen(self, door: Door) -> Sequence[Intent]:
        """What choosing this door asks for."""
        return () if door.shut else door.wants

    def draw_still(self, surface: pygame.Surface) -> None:
        """Draw what needs no sample: the whole page."""
        assert self.paper is not None
        backdrop = (self.paper.size, self.paper.look.colours)
        if not self.whole_backdrop and BACKDROP.ready(*backdrop):
            self._melting, self._melt_left_s = self.paper.picture, FADE_S
            self.compose_again()
        elif not self.whole_backdrop and self._seen_once:
            BACKDROP.begin(*backdrop)
        self._seen_once = True
        self._drawn = self.paper
        surface.blit(self.paper.picture, (0, 0))

    def draw_live(self, surface: pygame.Surface, dt_s: float) -> None:
        """Draw the focus and what moves; the bare sky melts away once the valley is there."""
        if self.paper is not self._drawn:  # a sample has changed the page since its still part was drawn
            self.draw_still(surface)
        if self._melting is not None:
            self._melt_left_s -= dt_s
            self._melting.set_alpha(max(0, round(255 * self._melt_left_s / FADE_S)))
            surface.blit(self._melting, (0, 0))
            self._changed = True
            if self._melt_left_s <= 0:
                self._melting = None
        self._moved = list(self.draw_moving(surface, dt_s))
        if self.doors:
            self._draw_focus(surface, self.doors[self.focus])

    def spoil(self) -> None:
        """A page is drawn whole every frame."""

    @property
    def dirty(self) -> Sequence[pygame.Rect] | None:
        """What changed in the last two draws; None means everything."""
        if self._changed:
            self._changed = False
            return None
        return self._moved

    _moved: Sequence[pygame.Rect] = ()

    def _draw_focus(self, surface: pygame.Surface, door: Door) -> None:
        """A thick edge that stands off the door, and a lamp at its left where there is room: shape, not colour only."""
        paper = self.paper
        assert paper is not None
        out = paper.px(_FOCUS_GAP_PX + _FOCUS_EDGE_PX)
        frame = door.rect.inflate(2 * out, 2 * out)
        ink = paper.theme.ink
        radius = paper.px(24) + out
        surface.blit(rounded(frame.size, radius, (*ink, 0), edge_px=paper.px(_FOCUS_EDGE_PX), edge=ink), frame)
        if self._still > 0.0:
            bar = pygame.Rect(frame.left, frame.bottom + paper.px(4), frame.width, paper.px(16))
            bar = paper.begun(bar, round(bar.width * self._still))
            surface.fill(paper.theme.keyline, bar.inflate(paper.px(6), paper.px(6)))
            surface.fill(paper.theme.progress, bar)
        if door.means is None and door.rect.width > paper.px(260):
            tint = paper.theme.on_warm if door.main else paper.theme.warm
            x, y, wide, ahead = door.rect.left + paper.px(30), door.words_rect.centery, paper.px(16), 1.2
            if paper.from_right:
                x, ahead = door.rect.right - paper.px(30), -1.2
            pygame.draw.polygon(surface, tint, ((x, y - wide), (x + wide * ahead, y), (x, y + wide)))

    def aimed(self, place: int | None, share: float) -> None:
        """Where the sensor points, and how much of holding still is done, 0–1."""
        self._changed = self._changed or share != self._still
        self._still = share
        if place is not None and place < len(self.doors):
            self._focus_on(place)

    def _focus_on(self, place: int) -> None:
        self._changed = self._changed or place != self.focus
        self.focus = place

    def _struck(self, event: pygame.event.Event) -> Door | None:
        """The door whose own key was pressed or that was clicked; the mouse also moves the focus."""
        if event.type == pygame.KEYDOWN:
            return next((door for door in self.doors if door.key is not None and door.key == event.key), None)
        if event.type not in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN):
            return None
        under = next((door for door in self.doors if door.rect.collidepoint(event.pos)), None)
        if under is not None and event.type == pygame.MOUSEMOTION:
            self._focus_on(self.doors.index(under))
        return under if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 else None


def _towards(doors: Sequence[Door], here: int, key: Key) -> int:
    """The nearest door in that direction; the same one where there is none."""
    if not doors:
        return here
    dx, dy = {Key.UP: (0, -1), Key.DOWN: (0, 1), Key.LEFT: (-1, 0), Key.RIGHT: (1, 0)}[key]
    origin = doors[here].rect.center

    def cost(place: int) -> float:
        x, y = (there - start for there, start in zip(doors[place].rect.center, origin, strict=True))
        along, aside = x * dx + y * dy, abs(x * dy) + abs(y * dx)
        return along + 2.0 * aside if along > 0 else float("inf")

    best = min(range(len(doors)), key=cost)
    return best if cost(best) < float("inf") else here
