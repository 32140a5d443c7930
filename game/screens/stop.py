"""Stop: two doors, *it hurts* and *I feel unwell*, a way on and a way out; and the question how much it hurts."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.round.commands import Command, Do
from game.screens.face import RESUME, Face
from game.screens.keys import TEN
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import Intent, Say
from game.screens.widgets import Door, Paper, columns, split_bottom, split_top

PAIN_MOST = 10
_TILE_PX_MAX = 330


class StopFace(Face):
    """Wants Say(HURTS), Say(UNWELL), Say(RESUME) or Say(FINISH). Space, pressed twice, chooses nothing."""

    stop = ()
    back = RESUME

    def compose(self, paper: Paper) -> None:
        """The two doors large, the two others below."""
        head, inside = split_top(paper.page(), paper.line_px(Role.CUE), paper.px(30))
        paper.words(_("You stopped. What is it?"), Role.CUE, head)
        large, small = split_bottom(inside, paper.door_px(Role.LINE), paper.px(44))
        doors = (
            Door(_("It hurts"), (Say(Command(Do.HURTS)),), main=True),
            Door(_("I feel unwell"), (Say(Command(Do.UNWELL)),), main=True),
        )
        for door, rect in zip(doors, columns(large, 2, paper.px(48)), strict=True):
            self.put(door, rect, centred=True, role=Role.NUMBER)
        others = (
            Door(_("Go on"), RESUME, key_words=_("Esc")),
            Door(_("Finish for today"), (Say(Command(Do.FINISH)),)),
        )
        for door, rect in zip(others, columns(small, 2, paper.px(48)), strict=True):
            self.put(door, rect, role=Role.LINE)


def pain_scale(page: Page, paper: Paper, area: pygame.Rect, wants: Sequence[tuple[Intent, ...]]) -> None:
    """Eleven doors, 0–10, each with its own key; ten is X. `wants` says what each asks for."""
    area = split_top(area, min(area.height, paper.px(_TILE_PX_MAX) + paper.line_px(Role.LINE)))[0]
    tiles, ends = split_bottom(area, paper.line_px(Role.LINE), paper.px(14))
    left, right = columns(ends, 2, paper.px(20))
    paper.words(_("0  no pain"), Role.LINE, left)
    paper.words(_("10  worst pain"), Role.LINE, right, align="right")
    for value, rect in enumerate(columns(tiles, PAIN_MOST + 1, paper.px(20))):
        key = TEN if value == PAIN_MOST else pygame.K_0 + value
        page.put(Door(str(value), wants[value], key=key), rect, centred=True, role=Role.NUMBER)


class PainFace(Face):
    """Wants Say(PAIN, 0–10) or Say(SHARP); nothing leads past the question."""

    stop = ()
    back = ()

    def compose(self, paper: Paper) -> None:
        """The scale, and the door for pain that is sharp or new."""
        head, inside = split_top(paper.page(), paper.line_px(Role.CUE), paper.px(10))
        paper.words(_("How much does it hurt?"), Role.CUE, head)
        how, inside = split_top(inside, paper.line_px(Role.LINE), paper.px(30))
        paper.words(_("Press 0 to 9, or X for 10."), Role.LINE, how)
        scale, sharp = split_bottom(inside, paper.door_px(), paper.px(50))
        pain_scale(self, paper, scale, [(Say(Command(Do.PAIN, float(value))),) for value in range(PAIN_MOST + 1)])
        sharp.width = min(sharp.width, round(paper.px(800) * paper.look.text_scale))
        self.put(Door(_("It is sharp or new"), (Say(Command(Do.SHARP)),), key=pygame.K_s, key_words="S"), sharp)
