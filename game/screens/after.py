"""After: what you did and what grew, a look at the skin, and the sensor put away."""

from __future__ import annotations

import pygame

from game.coaching.sitting import Grown, SittingDone, Try
from game.round.commands import Command, Do
from game.screens import words
from game.screens.abreast import beside
from game.screens.backdrop import draw_lights
from game.screens.door_signs import SKIN_AFTER
from game.screens.language import gettext as _
from game.screens.language import ngettext
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.pen import Pen
from game.screens.plan import beside_hill
from game.screens.screen import Go, Place, Quit, Say
from game.screens.title import progress_door
from game.screens.wearer import draw_figure
from game.screens.widgets import Box, Door, Paper, columns, rows, split_bottom, split_top

_LIGHTS_MAX = 72
"""So many places for lights the hillside has; more burn than are drawn."""


def to_try(what: Try) -> str:
    """The one thing, as something to do and never as something that was wrong."""
    return {
        Try.REST_AND_TELL: _("Rest today, and tell your therapist how it was."),
        Try.GENTLER: _("Next time a little less far, and slowly. Tell your therapist about the pain."),
        Try.SIT_TALL: _("Sit tall, and let only the limb move."),
        Try.SLOWER: _("Move a little slower, on the way back too."),
        Try.LONGER: _("Stay a little longer at the light."),
        Try.HIGHER: _("Go up to the light, as far as it is comfortable."),
        Try.LESS_FAR: _("Stop at the light, and turn there."),
        Try.SOONER: _("Set out a little sooner."),
        Try.THE_SAME: _("The same again, on your next day."),
    }[what]


class GrewScreen(Page):
    """Wants Go(NEXT); Escape asks for Go(BACK), to the path."""

    def __init__(self, done: SittingDone, grown: Grown, try_: Try, *, worn: bool = True) -> None:
        """`worn`: a sensor is still on, and the skin comes next."""
        super().__init__()
        self._done, self._grown, self._try, self._worn = done, grown, try_, worn

    def ground(self, paper: Paper) -> None:
        """The valley with every light that burns in it."""
        super().ground(paper)
        if self.whole_backdrop:
            draw_lights(paper.picture, paper.look.theme, min(_LIGHTS_MAX, self._grown.lights_all))

    def compose(self, paper: Paper) -> None:
        """Three short answers, and the way on."""
        room = beside_hill(paper)
        room, foot = split_bottom(room, paper.door_px(), paper.px(24))
        parts = (
            (_("What you did"), self._did()),
            (_("What grew"), self._grew()),
            (_("One thing to try"), to_try(self._try)),
        )
        for (name, says), area in zip(parts, rows(room, len(parts), paper.px(18)), strict=True):
            head, area = split_top(area, paper.line_px(Role.SMALL), paper.px(2))
            paper.words(name, Role.SMALL, head, colour=paper.theme.warm, strong=True)
            paper.words(says, Role.CUE, area, strong=False)
        words_ = _("Take the sensor off") if self._worn else _("To the start")
        if paper.look.text_scale > 1.5:
            self.put(Door(words_, (Go(Place.NEXT),), main=True), foot)
            return
        wide, narrow = beside(paper, foot, 2 / 3, paper.px(32))
        self.put(Door(words_, (Go(Place.NEXT),), main=True), wide)
        self.put(progress_door(), narrow, role=Role.LINE)

    def _did(self) -> str:
        done = self._done
        if done.exercises == 0 or done.attempted == 0:
            return _("You were here today.")
        moved = ngettext("{n} movement", "{n} movements", done.attempted).format(n=done.attempted)
        long = words.minutes(done.active_min)
        return _("{moved} in about {long}, {clean} of them clean.").format(moved=moved, long=long, clean=done.clean)

    def _grew(self) -> str:
        grown = self._grown
        if grown.lights == 0:
            return _("All that was lit still burns.")
        new = ngettext("{n} more light burns", "{n} more lights burn", grown.lights).format(n=words.spelt(grown.lights))
        said = _("{new}, {all} in all.").format(new=new, all=grown.lights_all)
        if grown.days < 2:
            return said
        return _("{said} You practised on {days} of the last 7 days.").format(said=said, days=grown.days)


class SkinScreen(Page):
    """Wants Say(ANSWER skin_after, 1 sore or 0 fine) and Go(NEXT). Escape goes one step back."""

    def __init__(self, movement: str, posture: str, side: str, sites: tuple[str, ...]) -> None:
        """Where the straps were: the figure shows it."""
        super().__init__()
        self._shown = (movement, posture, side, sites)

    def compose(self, paper: Paper) -> None:
        """What to look at, the figure, and two answers."""
        area = paper.page()
        text, picture = beside(paper, area, 0.64 if paper.look.text_scale <= 1.5 else 0.74, paper.px(30))
        movement, posture, side, sites = self._shown
        draw_figure(paper, picture.inflate(-paper.px(60), 0), movement, posture, side, sites)
        head, text = split_top(text, paper.line_px(Role.TITLE), paper.px(16))
        paper.words(ngettext("Take the sensor off", "Take the sensors off", len(sites)), Role.TITLE, head)
        text, low = split_bottom(text, 2 * paper.door_px() + paper.px(26), paper.px(20))
        paper.words(_("Look at the skin where the strap was. How is it?"), Role.CUE, text, strong=False)
        doors = (
            Door(_("The skin is fine"), self._say(0.0), key=pygame.K_n, main=True),
            Door(_("Red, sore or open"), self._say(1.0), key=pygame.K_y, key_words="Y"),
        )
        for door, rect in zip(doors, rows(low, 2, paper.px(26)), strict=True):
            self.put(door, rect)

    @staticmethod
    def _say(value: float) -> tuple[Say | Go, ...]:
        return (Say(Command(Do.ANSWER, value, SKIN_AFTER)), Go(Place.NEXT))


class AwayScreen(Page):
    """The sensor is put away. Wants Quit, or Go(NEXT) to the start."""

    back = (Go(Place.NEXT),)

    def __init__(self, sensors: int = 1, *, only: bool = False) -> None:
        """`only`: nothing but one level was asked for, so that there is no start to go to."""
        super().__init__()
        self._sensors, self._only = sensors, only

    def compose(self, paper: Paper) -> None:
        """What is done with the sensor, and the two ways from here."""
        area = paper.page()
        text, foot = split_bottom(area, paper.door_px(), paper.px(24))
        text, picture = beside(paper, text, 0.64, paper.px(30))
        _draw_box(paper, picture)
        head, text = split_top(text, paper.line_px(Role.TITLE), paper.px(16))
        count = self._sensors
        paper.words(ngettext("Put the sensor away", "Put the sensors away", count), Role.TITLE, head)
        says = _("Switch it off, and put it where you find it again. If it has a battery, plug it in.")
        written = paper.words(says, Role.CUE, text, strong=False)
        text.top, text.height = written.bottom + paper.px(24), text.bottom - written.bottom - paper.px(24)
        if text.height >= paper.line_px(Role.LINE):
            paper.words(_("Until next time."), Role.LINE, text, colour=paper.theme.ink_soft)
        doors = [Door(_("Close the game"), (Quit(),), main=True)]
        if not self._only:
            doors.append(Door(_("To the start"), self.back, key_words=_("Esc")))
        for door, rect in zip(doors, columns(foot, 2, paper.px(40)), strict=False):
            self.put(door, rect)


def _draw_box(paper: Paper, area: pygame.Rect) -> None:
    """A small sensor with its strap, above an open box."""
    side = min(area.width, area.height)
    if side < paper.px(40):  # the words, in a language that needs many, have taken its place
        return
    pen = Pen((side, side), side / 100.0, (side / 2, side / 2), up=True)
    theme = paper.theme
    pen.shape(((-36, -38), (36, -38), (40, -8), (-40, -8)), theme.wood[0])
    pen.shape(((-40, -8), (40, -8), (34, -2), (-34, -2)), theme.wood[2])
    pen.shape(((-40, -8), (-34, -2), (-40, 6), (-46, -2)), theme.wood[1])
    pen.shape(((40, -8), (34, -2), (40, 6), (46, -2)), theme.wood[1])
    pen.stroke(((-34, 22), (-16, 30), (0, 27), (16, 24), (34, 31)), (8, 8, 8), theme.limb)
    pen.soft(((-12, 36), (12, 36), (13, 20), (-13, 20)), theme.sensor)
    pen.disc((6, 30), 2.2, theme.panel)
    pen.stroke(((0, 14), (0, 8), (0, 4)), (3.4, 3.4), theme.ink)
    pen.shape(((-6, 5), (6, 5), (0, -1)), theme.ink)
    pen.sprite().draw(paper.picture, *area.center)
    paper.boxes.append(Box("drawing", area))
