"""The path of a set: for a moment after it, what the body did over what was asked, one cue, and what went well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.round.view import Phase, RoundView
from game.screens.cues import cue as in_words
from game.screens.face import Face
from game.screens.language import gettext as _
from game.screens.language import ngettext
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import Go, Intent, Place
from game.screens.tracing import EVERY_TICKS, TICK_S, Mark, Marks, draw_marks
from game.screens.widgets import Box, Paper, split_bottom, split_top

SHOWN_S = 3.0
"""It is shown for so long, at most."""
_PATH_S = 24.0
"""The end of the set that is drawn: more would be too fine to be seen from two metres (a choice)."""
_LEAST_MARKS = 20
_TO_CHANGE = frozenset(
    (
        *("higher", "longer", "slower", "sooner", "later", "less_far", "sit_tall", "lower", "wider", "smaller"),
        *("up_slower", "up_sooner", "down_slower", "down_sooner", "shorter", "all_the_way", "stay_on_it", "follow_it"),
        *("other_higher", "other_sooner", "other_later", "both", "back_inside", "more", "less", "only_one"),
        *("keep_still", "breathe_out", "from_the_ankles", "face_forward", "a_little_further", "stand_still"),
    )
)
"""Cues that say what to change; the others say what comes next."""


@dataclass(frozen=True, slots=True)
class SetPath:
    """What is told after a set, in plain values."""

    marks: tuple[Mark, ...]
    cue: str
    """What to change, in the words of the world; empty where nothing is."""
    well: str
    """One thing that went well."""


class SetJournal:
    """What was seen since the last set, for the path that is shown after this one."""

    def __init__(self) -> None:
        self._marks = Marks(_PATH_S)
        self._cues: Counter[str] = Counter()
        self._cue: str | None = None
        self._clean = 0
        self._last: RoundView | None = None

    def see(self, view: RoundView) -> None:
        """Take in the Round as it is now."""
        if view.phase is not Phase.PLAY:
            return
        self._marks.see(view)
        if view.cue != self._cue and view.cue in _TO_CHANGE:
            self._cues[view.cue] += 1
        self._cue, self._last = view.cue, view

    def close(self) -> SetPath | None:
        """The set is over: what is told of it, and the next begins. None where too little of it could be seen."""
        marks, last = tuple(self._marks.kept), self._last
        found = None
        if last is not None and sum(mark.own == mark.own for mark in marks) >= _LEAST_MARKS:
            often = self._cues.most_common(1)
            cue = in_words(often[0][0], last.kind) if often else ""
            found = SetPath(marks, cue, _well(last.clean - self._clean, marks))
        self._clean = last.clean if last is not None else self._clean
        self._marks.clear()
        self._cues.clear()
        self._cue = self._last = None
        return found


def _well(clean: int, marks: Sequence[Mark]) -> str:
    if clean > 0:
        return ngettext("{n} was just as asked", "{n} were just as asked", clean).format(n=clean)
    if any(mark.inside for mark in marks):
        return _("You were there")
    return _("You kept at it")


def lay_path(paper: Paper, path: SetPath, page: pygame.Rect) -> None:
    """What went well above, the picture in the middle, the cue below."""
    page, foot = split_bottom(page, paper.line_px(Role.CUE), paper.px(18))
    head, picture = split_top(page, paper.line_px(Role.CUE), paper.px(18))
    paper.words(path.well, Role.CUE, head, align="centre", colour=paper.theme.cool)
    paper.words(path.cue or _("Go on like this"), Role.CUE, foot, align="centre")
    named, picture = split_top(picture, paper.line_px(Role.SMALL), paper.px(8))
    paper.words(_("The band is what was asked, the line is you."), Role.SMALL, named, align="centre", strong=False)
    count = max(len(path.marks), round(6.0 / (EVERY_TICKS * TICK_S)))
    draw_marks(paper.picture, picture, path.marks, count, paper.theme, 1.6 * paper.unit)
    paper.boxes.append(Box("drawing", picture))


class PathFace(Face):
    """Shown at the beginning of a rest; it is `over` by itself, or by any key that does not stop."""

    def __init__(self, view: RoundView, path: SetPath) -> None:
        super().__init__(view)
        self._path = path
        self._left_s = SHOWN_S

    @property
    def over(self) -> bool:
        """It has been shown."""
        return self._left_s <= 0.0

    def compose(self, paper: Paper) -> None:
        """The path and its words, and the way to stop."""
        page = paper.page()
        sign = paper.chip(_("SPACE"), _("stop"))  # upon the page, not beneath it
        page.height = min(page.height, sign.top - paper.px(12) - page.top)
        lay_path(paper, self._path, page)

    def draw_moving(self, surface: pygame.Surface, dt_s: float) -> Sequence[pygame.Rect]:
        """Nothing moves; its time passes."""
        del surface
        self._left_s -= dt_s
        return ()

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Stop is stop; any other key goes on to the rest."""
        wanted = super().handle(event)
        if not wanted and event.type == pygame.KEYDOWN:
            self._left_s = 0.0
        return wanted


class SetPathScreen(Page):
    """The same as a page of its own, after the last set. Wants Go(NEXT) by any key; `over` by itself after SHOWN_S."""

    back = (Go(Place.NEXT),)

    def __init__(self, path: SetPath) -> None:
        super().__init__()
        self._path = path
        self._left_s = SHOWN_S

    @property
    def over(self) -> bool:
        """It has been shown."""
        return self._left_s <= 0.0

    def compose(self, paper: Paper) -> None:
        """The path and its words."""
        lay_path(paper, self._path, paper.page())

    def draw_moving(self, surface: pygame.Surface, dt_s: float) -> Sequence[pygame.Rect]:
        """Nothing moves; its time passes."""
        del surface
        self._left_s -= dt_s
        return ()

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """Any key goes on."""
        return (Go(Place.NEXT),) if event.type == pygame.KEYDOWN else super().handle(event)
