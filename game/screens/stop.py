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
from game.screens.widgets import Door, Paper, columns, rows, split_bottom, split_top

PAIN_MOST = 10
_TILE_PX_MAX = 330


class StopFace(Face):
    """Wants Say(HURTS), Say(UNWELL), Say(RESUME) or Say(FINISH). Space, pressed twice, chooses nothing."""

    must_be_heard = True
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


def pain_scale(
    page: Page,
    paper: Paper,
    area: pygame.Rect,
    wants: Sequence[tuple[Intent, ...]],
    ends_words: tuple[str, str] | None = None,
) -> None:
    """Eleven doors, 0–10, each with its own key; ten is X. `wants` says what each asks for, `ends_words` what the two
    ends of the scale mean, where it is not pain."""
    area = split_top(area, min(area.height, paper.px(_TILE_PX_MAX) + paper.line_px(Role.LINE)))[0]
    tiles, ends = split_bottom(area, paper.line_px(Role.LINE), paper.px(14))
    left, right = columns(ends, 2, paper.px(20))
    least, most = ends_words or (_("0  no pain"), _("10  worst pain"))
    paper.words(least, Role.LINE, left)
    paper.words(most, Role.LINE, right, align="right")
    for value, rect in enumerate(columns(tiles, PAIN_MOST + 1, paper.px(20))):
        key = TEN if value == PAIN_MOST else pygame.K_0 + value
        page.put(Door(str(value), wants[value], key=key), rect, centred=True, role=Role.NUMBER)


class PainFace(Face):
    """Wants Say(PAIN, 0–10) or Say(SHARP); nothing leads past the question."""

    must_be_heard = True
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


class FallFace(Face):
    """Something felt like a fall: was it one? Wants Say(FELL) or Say(NOT_FELL); nothing leads past the question, and
    after a stop it is asked again."""

    must_be_heard = True

    def compose(self, paper: Paper) -> None:
        """The question and its two answers."""
        area = paper.above_stop(paper.page(), _("stop"))
        head, inside = split_top(area, paper.line_px(Role.CUE), paper.px(20))
        paper.words(_("That felt like a fall. Was it one?"), Role.CUE, head)
        text, low = split_bottom(inside, 2 * paper.door_px() + paper.px(32), paper.px(24))
        paper.words(_("Play waits. Take your time to answer."), Role.CUE, text, strong=False)
        doors = (
            Door(_("No, I did not fall"), (Say(Command(Do.NOT_FELL)),), key=pygame.K_n, key_words="N"),
            Door(_("Yes, I fell"), (Say(Command(Do.FELL)),), key=pygame.K_y, key_words="Y"),
        )
        for door, rect in zip(doors, rows(low, 2, paper.px(32)), strict=True):
            self.put(door, rect)


class OfferFace(Face):
    """The person is tired: the end is offered, and has the focus. Wants Say(FINISH) or Say(RESUME)."""

    def compose(self, paper: Paper) -> None:
        """Two doors, the end first."""
        area = paper.above_stop(paper.page(), _("stop"))
        head, inside = split_top(area, paper.line_px(Role.CUE), paper.px(20))
        paper.words(_("You have worked hard."), Role.CUE, head)
        text, low = split_bottom(inside, 2 * paper.door_px() + paper.px(32), paper.px(24))
        paper.words(_("This is a good moment to end for today."), Role.CUE, text, strong=False)
        doors = (
            Door(_("Finish for today"), (Say(Command(Do.FINISH)),), main=True),
            Door(_("Go on"), RESUME),
        )
        for door, rect in zip(doors, rows(low, 2, paper.px(32)), strict=True):
            self.put(door, rect)


class RestQuestionFace(Face):
    """Asked in a rest: how hard it was, or how much it hurts now. Wants Say(ANSWER effort, 0–10) or Say(PAIN, 0–10);
    play goes on by itself also where nobody answers."""

    def compose(self, paper: Paper) -> None:
        """The question and its scale."""
        pain = self.view.asks == "pain"
        head, inside = split_top(paper.page(), paper.line_px(Role.CUE), paper.px(10))
        paper.words(_("How much does it hurt now?") if pain else _("How hard was that?"), Role.CUE, head)
        how, inside = split_top(inside, paper.line_px(Role.LINE), paper.px(30))
        paper.words(_("Press 0 to 9, or X for 10."), Role.LINE, how)
        values = [float(value) for value in range(PAIN_MOST + 1)]
        said = [Command(Do.PAIN, value) if pain else Command(Do.ANSWER, value, "effort") for value in values]
        scale, _rest = split_top(inside, round(inside.height * 0.75))
        ends_words = None if pain else (_("0  no effort"), _("10  as hard as can be"))
        pain_scale(self, paper, scale, [(Say(command),) for command in said], ends_words)
        paper.chip(_("SPACE"), _("stop"))
