"""Stop: two doors, *it hurts* and *I feel unwell*, a way on and a way out; and the question how much it hurts."""

from __future__ import annotations

import pygame

from game.round.commands import Command, Do
from game.screens.abreast import foot_of
from game.screens.beneath import doors_px, head_px
from game.screens.emblems import draw_face, draw_sign
from game.screens.face import RESUME, Face
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.pictured import put_pictured
from game.screens.scale import MOST, VERTICAL, ask, asked_px, beside_scale, draw_scale, effort_ends
from game.screens.screen import Say
from game.screens.widgets import Door, Paper, columns, rows, split_bottom, split_top


class StopFace(Face):
    """Wants Say(HURTS), Say(UNWELL), Say(RESUME), with Say(PAUSE) or without, or Say(FINISH). Space, pressed twice,
    chooses nothing. The pause is here for whoever has no key for it: from it everything else is reached."""

    must_be_heard = True
    stop = ()
    back = RESUME

    def compose(self, paper: Paper) -> None:
        """The two doors large, the two others below."""
        asks = _("You stopped. What is it?")
        head, inside = split_top(paper.page(), head_px(paper, asks), paper.px(30))
        paper.words(asks, Role.CUE, head)
        others = (
            Door(_("Go on"), RESUME, key_words=_("Esc")),
            Door(_("Finish for today"), (Say(Command(Do.FINISH)),)),
            Door(_("Pause"), (*RESUME, Say(Command(Do.PAUSE)))),
        )
        large, small = foot_of(paper, inside, others, paper.px(32), paper.px(44))
        doors = (
            Door(_("It hurts"), (Say(Command(Do.HURTS)),), main=True),
            Door(_("I feel unwell"), (Say(Command(Do.UNWELL)),), main=True),
        )
        # Where one side is not seen, one above the other: each begins on the side that is.
        one_side = paper.look.seen_side != "both"
        places = rows(large, 2, paper.px(36)) if one_side else columns(large, 2, paper.px(48))
        pictures = (lambda area: draw_face(paper, area, MOST), lambda area: draw_sign(paper, area, "low"))
        for door, rect, draw in zip(doors, places, pictures, strict=True):
            if paper.look.short_words:
                put_pictured(self, paper, door, rect, draw, Role.NUMBER)
            else:
                self.put(door, rect, centred=not one_side, role=Role.NUMBER)
        for door, rect in zip(others, small, strict=True):
            self.put(door, rect, role=Role.LINE)


class PainFace(Face):
    """Wants Say(PAIN, 0–10) or Say(SHARP); nothing leads past the question."""

    must_be_heard = True
    stop = ()
    back = ()

    def compose(self, paper: Paper) -> None:
        """The scale, and the door for pain that is sharp or new."""
        shape = paper.look.pain_scale
        inside, sharp = paper.page(), pygame.Rect(0, 0, 0, 0)
        if shape != VERTICAL:
            inside, sharp = split_bottom(inside, paper.door_px(), paper.px(50))
        text, scale = beside_scale(paper, inside, shape, asked_px(paper))
        if shape == VERTICAL:
            text, sharp = split_bottom(text, paper.door_px(), paper.px(50))
        ask(paper, text, _("How much does it hurt?"), shape)
        wants = [(Say(Command(Do.PAIN, float(value))),) for value in range(MOST + 1)]
        draw_scale(self, paper, scale, wants, None, shape)
        sharp = paper.begun(sharp, round(paper.px(800) * paper.look.text_scale))
        self.put(Door(_("It is sharp or new"), (Say(Command(Do.SHARP)),), key=pygame.K_s, key_words="S"), sharp)


class FallFace(Face):
    """Something felt like a fall: was it one? Wants Say(FELL) or Say(NOT_FELL); nothing leads past the question, and
    after a stop it is asked again."""

    must_be_heard = True

    def compose(self, paper: Paper) -> None:
        """The question and its two answers."""
        area = paper.above_stop(paper.page(), _("stop"))
        asks = _("That felt like a fall. Was it one?")
        head, inside = split_top(area, head_px(paper, asks), paper.px(20))
        paper.words(asks, Role.CUE, head)
        doors = (
            Door(_("No, I did not fall"), (Say(Command(Do.NOT_FELL)),), key=pygame.K_n, key_words="N"),
            Door(_("Yes, I fell"), (Say(Command(Do.FELL)),), key=pygame.K_y, key_words="Y"),
        )
        text, low = split_bottom(inside, 2 * doors_px(paper, doors) + paper.px(32), paper.px(24))
        paper.words(_("Play waits. Take your time to answer."), Role.CUE, text, strong=False)
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
        shape = paper.look.pain_scale
        text, scale = beside_scale(paper, paper.page(), shape, asked_px(paper))
        ask(paper, text, _("How much does it hurt now?") if pain else _("How hard was that?"), shape if pain else "")
        values = [float(value) for value in range(MOST + 1)]
        said = [Command(Do.PAIN, value) if pain else Command(Do.ANSWER, value, "effort") for value in values]
        stop = paper.chip(_("SPACE"), _("stop"))
        scale.height = min(scale.height, stop.top - paper.px(16) - scale.top)
        draw_scale(self, paper, scale, [(Say(command),) for command in said], None if pain else effort_ends(), shape)
