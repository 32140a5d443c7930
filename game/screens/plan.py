"""Plan: today as a path through the valley: lit where something is done; two offers for what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.screens import words
from game.screens.abreast import foot_of
from game.screens.choose import draw_world
from game.screens.language import gettext as _
from game.screens.language import ngettext
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import ChooseLevel, Go, Place
from game.screens.title import progress_door
from game.screens.widgets import Box, Door, Paper, rows, split_top

HILL_SHARE = 0.33
"""How much of the sheet's width the hillside keeps, with the path on it."""
_STATION_PX, _STATION_LEAST_PX = 120.0, 56.0
_PICTURE_PX = 330
_ROOMY = 1.3
"""Up to this size of text there is room for pictures and for what stands beside the words."""


@dataclass(frozen=True, slots=True)
class Station:
    """One exercise of today's plan, as it stands on the path."""

    title: str
    done: bool
    minutes: float


@dataclass(frozen=True, slots=True)
class Offered:
    """One exercise that is offered now; plain values, in words already."""

    level: str
    side: str
    title: str
    about: str
    kind: str
    minutes: float
    sided: bool = True
    """Whether the body has two of it, so that the side is said."""


class PlanScreen(Page):
    """Wants ChooseLevel(level, side) for an offer, Go(CHOOSE) for the other exercises, Go(PROGRESS), or Go(ENOUGH)."""

    back = (Go(Place.ENOUGH),)

    def __init__(
        self,
        stations: Sequence[Station],
        offered: Sequence[Offered],
        *,
        minutes_left: float | None = None,
        why: str = "",
        end_first: bool = False,
        elsewhere: bool = True,
    ) -> None:
        """`minutes_left` where it is not those of the stations, `why` says why nothing is offered; `end_first`: the
        focus is on the end, as after pain; `elsewhere`: something beside the offers may be played."""
        super().__init__()
        self._minutes_left, self._why = minutes_left, why
        self._stations, self._offered = tuple(stations), tuple(offered)[:2]
        self._end_first, self._elsewhere = end_first or not self._offered, elsewhere
        self._placed = False

    def ground(self, paper: Paper) -> None:
        """The valley, with the stations of today along its path."""
        super().ground(paper)
        draw_stations(paper, [station.done for station in self._stations])

    def compose(self, paper: Paper) -> None:
        """What is left, the two offers, and the ways from here."""
        room = beside_hill(paper)
        head, area = split_top(room, paper.line_px(Role.CUE), paper.px(2))
        paper.words(self._head(), Role.CUE, head)
        left, area = split_top(area, paper.line_px(Role.LINE), paper.px(24))
        paper.words(self._left(), Role.LINE, left, colour=paper.theme.ink_soft)
        cap = _("Esc") if paper.look.text_scale <= _ROOMY else ""
        doors = [Door(_("Enough for today"), self.back, main=self._end_first, key_words=cap), progress_door()]
        if self._elsewhere:
            doors.insert(1, Door(_("Something else"), (Go(Place.CHOOSE),)))
        area, places = foot_of(paper, area, doors, paper.px(24), paper.px(32))
        if self._offered:
            for place, (offer, rect) in enumerate(zip(self._offered, rows(area, 2, paper.px(28)), strict=False)):
                self._offer(paper, offer, rect, main=place == 0 and not self._end_first)
        else:
            says = self._why or _("You may stop here, or play something you like.")
            paper.words(says, Role.CUE, area, strong=False)
        for door, rect in zip(doors, places, strict=True):
            self.put(door, rect, role=Role.LINE)
        if self._end_first and not self._placed:
            self.focus, self._placed = len(self._offered), True

    def _offer(self, paper: Paper, offer: Offered, rect: pygame.Rect, *, main: bool) -> None:
        """One offer: what it is, on which side, for how long, and its place in the valley."""
        written = rect
        if paper.look.text_scale <= _ROOMY:
            written = rect.copy()
            picture = pygame.Rect(0, 0, paper.px(_PICTURE_PX), rect.height - paper.px(24))
            picture.midright = (rect.right - paper.px(12), rect.centery)
            written.width = picture.left - rect.left
        long = words.minutes(offer.minutes)
        side = {"left": _("Left side"), "right": _("Right side")}[offer.side] if offer.sided else ""
        how = _("{side}, about {long}.").format(side=side, long=long) if side else _("About {long}.").format(long=long)
        roomy = paper.look.text_scale <= _ROOMY and offer.about and not paper.look.short_words
        about = f"{how} {offer.about}" if roomy else how
        door = Door(offer.title, (ChooseLevel(offer.level, offer.side),), about, main=main)
        self.put(door, rect, words_in=written)
        if written is not rect:
            draw_world(paper, offer.kind, picture)

    def _head(self) -> str:
        done = sum(station.done for station in self._stations)
        if not self._stations:
            return _("Today's path")
        if done == len(self._stations):
            return _("Today's path is lit")
        return _("Today's path: {done} of {all} lit").format(done=done, all=len(self._stations))

    def _left(self) -> str:
        left = [station for station in self._stations if not station.done]
        if not left:
            return _("All that was planned for today is done.") if self._stations else ""
        told = self._minutes_left
        minutes = words.minutes(sum(station.minutes for station in left) if told is None else told)
        return ngettext("{n} place is left, about {long}", "{n} places are left, about {long}", len(left)).format(
            n=len(left), long=minutes
        )


def beside_hill(paper: Paper) -> pygame.Rect:
    """A panel over all but the hillside; the room on it, px of the window."""
    panel = paper.sheet.inflate(-paper.px(72), -paper.px(72))
    share = HILL_SHARE if paper.look.text_scale <= _ROOMY else 0.27
    left = paper.at(share, 0.0)[0]
    panel = pygame.Rect(left, panel.top, panel.right - left, panel.height)
    paper.panel(panel, alpha=222)
    return paper.above_foot(panel.inflate(-2 * paper.px(44), -2 * paper.px(40)))


def draw_stations(paper: Paper, done: Sequence[bool]) -> None:
    """A lantern on the path for each; lit where it is done, and a ring about the first that is not."""
    if not done:
        return
    from game.screens.lantern import ON_STAKE, Lantern
    from game.screens.pen import Ring
    from game.screens.scenery import light_places

    theme, (_wide, tall) = paper.theme, paper.size
    next_ = next((place for place, lit in enumerate(done) if not lit), None)
    places = light_places(paper.size, len(done) + 1)[: len(done)]
    for place, ((x, foot, large), lit) in reversed(list(enumerate(zip(places, done, strict=True)))):
        high = max(_STATION_LEAST_PX, _STATION_PX * large) * tall / 1080.0
        y = foot - ON_STAKE * high
        Lantern(theme, high, foot=ON_STAKE).draw(paper.picture, x, y, 1.0 if lit else 0.0)
        around = pygame.Rect(round(x - high / 2), round(y - high / 2), round(high), round(high))
        paper.boxes.append(Box("drawing", around))
        if place == next_:
            ring = Ring(round(high * 0.95), max(3, round(high * 0.1)), theme.hold)
            ring.at(1.0).draw(paper.picture, round(x), round(y))
