"""Paused: the person's own pause; whatever has a key in play is a door here, for whoever presses no keys."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import pygame

from game.level.kinds import TESTS
from game.round.commands import Command, Do
from game.round.view import RoundView
from game.screens import choices, words
from game.screens.face import RESUME, STOP, Face
from game.screens.guest import seat_door
from game.screens.keys import Key, meaning
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.screen import Go, Intent, Place, Press, Say
from game.screens.title import settings_door
from game.screens.widgets import Door, Paper, parts, rows, split_top

_SHARES = (0.42, 0.3, 0.28)
"""How much of its width each door of the last row has: the first has most to say."""
_ROOMY = 1.3
"""Up to this size of text a door has room for large words."""
_ASKS: dict[Key | None, Do] = {
    Key.EASIER: Do.EASIER,
    Key.HARDER: Do.HARDER,
    Key.MORE_FEEDBACK: Do.MORE_FEEDBACK,
    Key.REZERO: Do.REZERO,
}

_LOOKED_AT: dict[Key | None, Place] = {Key.SHOW: Place.SHOW, Key.SETTINGS: Place.SETTINGS}


class PausedFace(Face):
    """Wants Say(RESUME), Say(FINISH), Go(SETTINGS), Press(…), or EASIER, HARDER, MORE_FEEDBACK, REZERO and SKIP_WARM_UP
    with RESUME. `still`: opened by keeping still; then it begins with the few doors that are pointed at most easily."""

    aloud_most = 1
    guest = False
    """Somebody plays along."""

    def __init__(self, view: RoundView, *, still: bool = False) -> None:
        super().__init__(view)
        self.leaf = 0 if still else 1
        """Which doors are shown: the few, the usual, or the others."""

    def says(self) -> Hashable:
        """Whether there is a warm-up to be skipped."""
        return self.view.warm_up is None

    def see_guest(self, *, here: bool) -> None:
        """Somebody has joined in, or has left."""
        if here is not self.guest:
            self.guest = here
            self.compose_again()

    def compose(self, paper: Paper) -> None:
        """One of its leaves: few doors, what is asked for most, or what else there is."""
        area = paper.above_stop(paper.page(), _("it hurts / stop"))
        head, inside = split_top(area, paper.line_px(Role.CUE), paper.px(20))
        paper.words(_("Paused. Take your time."), Role.CUE, head)
        if self.leaf == 0:
            told, inside = split_top(inside, paper.line_px(Role.LINE), paper.px(24))
            paper.words(_("Play waits for you."), Role.LINE, told, strong=False)
        leaves = (self._few, self._usual, self._others)
        lines = leaves[self.leaf]()
        gap = paper.px(32)
        roomy = paper.look.text_scale <= _ROOMY
        for doors, row in zip(lines, rows(inside, len(lines), gap), strict=True):
            last = self.leaf == 1 and doors is lines[-1]
            shares = _SHARES[: len(doors)] if last else (1.0,) * len(doors)
            for door, rect in zip(doors, parts(row, shares, gap), strict=True):
                self.put(door, rect, role=Role.CUE if roomy else Role.LINE)

    def _few(self) -> tuple[tuple[Door, ...], ...]:
        stop = Door(words.begun(_("it hurts / stop")), STOP, main=True)
        return (Door(_("Go on"), RESUME, main=True),), (stop,), (Door(_("More")),)

    def _usual(self) -> tuple[tuple[Door, ...], ...]:
        ways = (
            Door(_("Go on"), RESUME, key_words="P", main=True),
            Door(_("Finish for today"), (Say(Command(Do.FINISH)),)),
            Door(_("Show me how"), (Go(Place.SHOW),), key=pygame.K_F1, key_words="F1"),
        )
        asks = (
            Door(_("Easier"), _and_on(Do.EASIER), key_words="E"),
            Door(_("Harder"), _and_on(Do.HARDER), key_words="H"),
            Door(_("Show me more"), _and_on(Do.MORE_FEEDBACK), key_words="F"),
        )
        zero = Door(words.begun(words.rezero(due=self.view.rezero_due)), _and_on(Do.REZERO), key_words="Z")
        joined = () if self.view.kind in TESTS else (seat_door(taken=self.guest),)
        return ways, asks, (zero, *joined, Door(_("More")))

    def _others(self) -> tuple[tuple[Door, ...], ...]:
        skip = Door(words.begun(_("skip the warm-up")), _and_on(Do.SKIP_WARM_UP))
        again = Door(_("Say it again"), (Press(Key.AGAIN), *RESUME), key_words="R")
        trace = Door(choices.named("trace"), (Press(Key.TRACE), *RESUME), key_words="B")
        sound = Door(choices.named("sound"), (Press(Key.MUTE),), key_words="M")
        voice = Door(choices.named("voice"), (Press(Key.VOICE),), key_words="V")
        light = Door(words.begun(_("day or dusk")), (Press(Key.THEME),), key_words="T")
        whole = Door(_("Whole screen"), (Press(Key.FULLSCREEN),), key_words="F11")
        warming = () if self.view.warm_up is None else (skip,)
        return (again, trace, *warming), (sound, voice, light), (whole, settings_door(), Door(_("Back")))

    def chosen(self, door: Door) -> Sequence[Intent]:
        """What it asks for; or another leaf."""
        if door.wants:
            return super().chosen(door)
        self.leaf = 1 if self.leaf in (0, 2) else 2
        self.focus = 0
        self.compose_again()
        return ()

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """P goes on as it paused, and every key does what its door does, whichever leaf that is on."""
        key = meaning(event)
        if key in _ASKS:
            return _and_on(_ASKS[key])
        if key in _LOOKED_AT:
            return (Go(_LOOKED_AT[key]),)
        return RESUME if key is Key.PAUSE else super().handle(event)


def _and_on(do: Do) -> tuple[Intent, ...]:
    """Asked for, and on with play, where it is seen."""
    return (Say(Command(do)), *RESUME)
