"""Play: a Round from the first sample to its end; the world it is played in, and one face for each other phase."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import pygame

from game.exercises.views import (
    InstrumentedView,
)
from game.round.commands import Command, Do
from game.round.guest import GuestView
from game.round.view import Phase, RoundView
from game.screens import words
from game.screens.asking import asks_stillness, said_of
from game.screens.face import STOP, Face, InputState
from game.screens.guest import SEAT, WAYS, GuestLight, guest_sign
from game.screens.keys import Key, meaning, typed
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.melting import Melt
from game.screens.palettes import theme_named
from game.screens.pause import DoubtFace, RestFace, SilentFace
from game.screens.paused import PausedFace
from game.screens.screen import Go, Intent, Look, Place, Say
from game.screens.set_path import PathFace, SetJournal, SetPath
from game.screens.spoken import NOTHING, Aloud
from game.screens.steadied import Steadied
from game.screens.still import BendFace, StillFace
from game.screens.stop import FallFace, OfferFace, PainFace, RestQuestionFace, StopFace
from game.screens.tracing import SHOWN_S, Marks, Trace, Wish
from game.screens.views import SAFE, VIEWS
from game.screens.wear import WearFace
from game.screens.widgets import Align, Paper, split_bottom, split_top

_FACES: dict[Phase, type[Face]] = {
    Phase.WAITING: WearFace,
    Phase.NEUTRAL: StillFace,
    Phase.BEND: BendFace,
    Phase.REST: RestFace,
    Phase.PAUSED: PausedFace,
    Phase.SILENT: SilentFace,
    Phase.DOUBTED: DoubtFace,
    Phase.STOP: StopFace,
    Phase.PAIN: PainFace,
    Phase.FALL: FallFace,
    Phase.OFFER: OfferFace,
}
_ASKED = (Phase.STOP, Phase.PAIN, Phase.FALL, Phase.OFFER)
"""Phases with a question, in which no other key means anything."""
_SAID_BY_KEY = {
    Key.PAUSE: Do.PAUSE,
    Key.REZERO: Do.REZERO,
    Key.EASIER: Do.EASIER,
    Key.HARDER: Do.HARDER,
    Key.MORE_FEEDBACK: Do.MORE_FEEDBACK,
}
_PAUSED_FOR: dict[Key | None, Place] = {Key.SHOW: Place.SHOW, Key.SETTINGS: Place.SETTINGS}
"""What is looked at while play waits, and then goes on from its pause."""
_SEEN_WORDS = {"left": (0.03, 0.04, 0.46, 0.15), "right": (0.51, 0.04, 0.46, 0.15)}
_SEEN_WORDS_IN_A_TEST = {"left": (0.03, 0.04, 0.6, 0.23), "right": (0.37, 0.04, 0.6, 0.23)}
_SEEN_COUNT = {"left": (0.51, 0.04, 0.20, 0.16), "right": (0.29, 0.04, 0.20, 0.16)}
_SEEN_TRACE = (0.75, 0.04, 0.23, 0.15)
"""Where words and count stand for somebody who sees one side: words on it, beginning at its edge, the count next to
them, at the middle."""
_CUE_SHARE = 0.62
"""How much of the room for words the cue may take; the instruction has the rest."""

_DOUBT_SHARE = 0.38
"""How far down a doubt may be written, of the whole height: above the person's head."""


class PlayScreen:
    """Made once a Round, told what it is by `see` once a tick, at least once before it is shown.

        screen = PlayScreen(); screen.see(round.view(), inputs); stage.show(screen)

    Wants Say(STOP) by Space or Escape from every phase but the stop and pain faces themselves, Say(PAUSE), Say(REZERO),
    Say(EASIER), Say(HARDER) and Say(MORE_FEEDBACK) by P, Z, E, H and F, and whatever the faces ask. B shows or hides
    the trace of the signal, Enter skips the warm-up, F1 and F2 pause, and show how it is done or the settings; after a
    set its path is shown for a moment before the rest.
    """

    def __init__(self, trace: Wish = "level") -> None:
        """`trace`: when the trace of the signal is seen beside the world."""
        self.trace: Wish = trace
        self.kept_still = False
        """The next pause was asked for by keeping still."""
        self._marks = Marks(SHOWN_S)
        self._journal = SetJournal()
        self._view: RoundView | None = None
        self._inputs: Sequence[InputState] = ()
        self._guest: GuestView | None = None
        self._face: Face | None = None
        self._field: Field | None = None
        self._drawn: Face | Field | None = None
        self._size: tuple[int, int] = (0, 0)
        self._look = Look()
        self._changed = True
        self._melt = Melt()

    @property
    def page(self) -> Face | None:
        """What is moved through by focus; None while the body plays."""
        return self._face

    @property
    def paper(self) -> Paper:
        """What the words of this moment are laid out on."""
        shown = self._face or self._field
        assert shown is not None and shown.paper is not None, "seen and laid out before it is drawn"
        return shown.paper

    @property
    def aloud(self) -> Aloud:
        """What is said aloud: the cue and the instruction, or what another phase says."""
        shown = self._face or self._field
        return NOTHING if shown is None else shown.aloud

    def see(self, view: RoundView, inputs: Sequence[InputState] = ()) -> None:
        """Take in the Round as it is now."""
        before = self._view
        turned = before is None or (view.phase, view.asks) != (before.phase, before.asks)
        self._view, self._inputs = view, inputs
        self._marks.see(view)
        self._journal.see(view)
        if turned:
            self._turn(view)
        elif isinstance(self._face, PathFace) and self._face.over:
            self._put(RestFace(view))
        if self._face is not None:
            self._face.see(view, inputs)

    def see_guest(self, guest: GuestView | None) -> None:
        """Take in whoever plays along; None while nobody does."""
        self._guest = guest
        if isinstance(self._face, PausedFace):
            self._face.see_guest(here=guest is not None)

    def lay_out(self, size: tuple[int, int], look: Look) -> None:
        """Find a place for everything at this size, px."""
        self._size, self._look, self._changed = size, look, True
        assert self._view is not None, "a Round is seen before it is shown"
        self._field = Field(size, look, self._view, self.trace)
        if self._face is not None:
            self._face.lay_out(size, look)

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        """What the person wants by this key press or click."""
        if self._face is not None and (wanted := self._face.handle(event)):
            return wanted
        if self._face is None and self._field is not None and (sign := self._field.paper.sign_at(event)) is not None:
            event = typed(sign.means)
        key = meaning(event)
        if self._face is None and key in (Key.STOP, Key.BACK):
            return STOP
        if self._face is None and key is Key.ACCEPT and self._view is not None:
            if self._view.kind == "match":
                return (Say(Command(Do.HERE)),)
            # In the hands of one switch there is one thing to press for while the body plays.
            if self._look.hands_free:
                return STOP
            return () if self._view.warm_up is None else (Say(Command(Do.SKIP_WARM_UP)),)
        if key in _PAUSED_FOR and self._face is None:
            return (Say(Command(Do.PAUSE)), Go(_PAUSED_FOR[key]))
        if key is Key.TRACE and self._field is not None:
            self.trace = "shown" if self.trace == "hidden" else "hidden"
            self._field.trace.wish = self.trace
            return ()
        if key is Key.SEAT and self._view is not None and self._view.phase not in _ASKED:
            return SEAT
        if key in _SAID_BY_KEY and self._view is not None and self._view.phase not in _ASKED:
            return (Say(Command(_SAID_BY_KEY[key])),)
        return ()

    def draw_still(self, surface: pygame.Surface) -> None:
        """Draw what needs no sample."""
        shown = self._face or self._field
        if shown is not self._drawn and self._drawn is not None:
            self._melt.begin(surface, 0.0)  # another phase is there at once, unless phases turn fast
        self._drawn = shown
        if shown is not None:
            shown.draw_still(surface)

    def draw_live(self, surface: pygame.Surface, dt_s: float) -> None:
        """Draw what the body and the rules move."""
        assert self._view is not None
        if self._drawn is not (self._face or self._field):
            self.draw_still(surface)  # the phase has turned since
        if self._face is not None:
            self._face.draw_live(surface, dt_s)
        elif self._field is not None:
            self._field.draw_live(surface, self._view, dt_s, self._marks, self._guest)
        if self._melt.draw(surface, dt_s):
            self._changed = True
            self.spoil()

    @property
    def dirty(self) -> Sequence[pygame.Rect] | None:
        """What changed in the last two draws; None means everything."""
        shown = self._face or self._field
        if self._changed or shown is None:
            self._changed = False
            return None
        return shown.dirty

    def spoil(self) -> None:
        """Something was drawn over everything."""
        if self._field is not None:
            self._field.spoil()

    def _turn(self, view: RoundView) -> None:
        """Show another phase. A Round that has ended stays as it was until the app shows what came of it."""
        self._changed = True
        self.spoil()
        if view.phase is Phase.ENDED and self._face is not None:
            return
        face = RestQuestionFace if view.asks is not None else _FACES.get(view.phase)
        path = self._journal.close() if face is RestFace else None
        if path is not None:
            self._put(PathFace(view, path))
        elif face is PausedFace:
            self._put(PausedFace(view, still=self.kept_still))
            self.kept_still = False
        else:
            self._put(face(view) if face is not None else None)

    def _put(self, face: Face | None) -> None:
        self._changed = True
        self._face = face
        if face is not None and self._size != (0, 0):
            face.lay_out(self._size, self._look)

    def end_path(self) -> SetPath | None:
        """What is told of the last set once the Round is over; None where too little could be seen."""
        return self._journal.close()


class Field:
    """The world of a kind of exercise with the words over it: a cue, an instruction, a count, the way to stop."""

    def __init__(self, size: tuple[int, int], look: Look, view: RoundView, trace: Wish = "level") -> None:
        self.paper = Paper(size, look, clear=True)
        theme = theme_named(look.colours)
        place = self.paper.share(*(_SEEN_TRACE if look.seen_side == "left" else SAFE["trace"]))
        self.trace = Trace(theme, place, self.paper.unit, trace, calm=look.calm)
        self._view = VIEWS[view.kind](size, theme, view.side, view.movement, view.posture, look.calm)
        self._view.speed = look.world_speed
        self._steadied = Steadied()
        self._said: Hashable = None
        self._signs: list[pygame.Rect] = []
        self._guest: GuestLight | None = None
        self._kind, self._mirror = view.kind, view.side == "left"
        self.dirty: Sequence[pygame.Rect] = ()
        self.aloud = NOTHING
        # The world is painted now, while the screen melts in; at its first frame play would stumble.
        self.draw_still(pygame.Surface(size))
        self.spoil()

    def draw_still(self, surface: pygame.Surface) -> None:
        """The world that stands still."""
        self._view.draw_still(surface)

    def draw_live(
        self, surface: pygame.Surface, view: RoundView, dt_s: float, marks: Marks, guest: GuestView | None = None
    ) -> None:
        """The world that answers, the guest and the trace beside it, and the words over it."""
        self._view.company = 0.0 if guest is None else guest.together
        self._view.draw_live(surface, self._steadied.see(view, dt_s), dt_s)
        beside = self._draw_guest(surface, guest, dt_s)
        traced = self.trace.draw(surface, view, marks, dt_s)
        if traced is not None:
            self._view.spoil(traced)
        cue, instruction = said_of(view)
        said = (
            cue,
            instruction,
            view.repetitions_done,
            view.repetitions_asked,
            view.warm_up,
            view.rest_soon,
            view.phase,
            view.rezero_due,
            self.paper.look.by_sensor and asks_stillness(view),
            None if guest is None else (guest.trouble, guest.by_sensor),
        )
        if said != self._said:
            self._said = said
            self._write(cue, instruction, view, guest)
            if self.aloud.words != (spoken := tuple(filter(None, (cue, instruction)))):
                self.aloud = Aloud(spoken)
        for sign in self._signs:
            surface.blit(self.paper.picture, sign, sign)
            self._view.spoil(sign)
        self.dirty = [*self._view.dirty, *beside, *self._signs, *([] if traced is None else [traced])]

    def spoil(self) -> None:
        """Something was drawn over everything."""
        self._view.spoil(self.paper.picture.get_rect())

    def _draw_guest(self, surface: pygame.Surface, guest: GuestView | None, dt_s: float) -> list[pygame.Rect]:
        """Whoever plays along; nobody does in a test."""
        if guest is None or self._kind not in WAYS:
            return []
        if self._guest is None:
            paper = self.paper
            calm = paper.look.calm
            self._guest = GuestLight(paper.size, paper.theme, self._kind, mirror=self._mirror, calm=calm)
        touched = self._guest.draw(surface, guest, dt_s)
        for place in touched:
            self._view.spoil(place)
        return touched

    def _write(self, cue: str, instruction: str, view: RoundView, guest: GuestView | None) -> None:
        paper = self.paper
        paper.picture.fill((0, 0, 0, 0))
        paper.boxes.clear()
        paper.signs.clear()
        measures = isinstance(view.exercise, InstrumentedView)
        align: Align = "centre"
        area = paper.share(*SAFE["words in a test" if measures else "words"])
        if paper.look.seen_side != "both":
            shares = _SEEN_WORDS_IN_A_TEST if measures else _SEEN_WORDS
            area, align = paper.share(*shares[paper.look.seen_side]), "left"
        signs = []
        if view.doubt is not None:  # it has more to say, for a moment
            area.height = round(_DOUBT_SHARE * paper.sheet.height)
        # Other languages need more lines than English: the words then reach a little lower, and the cue is smaller.
        told = paper.least_height(instruction, area.width)
        area.height = max(area.height, paper.least_height(cue, area.width, strong=True) + told)
        if cue:
            upper = split_top(area, min(round(area.height * _CUE_SHARE), area.height - told))[0]
            signs.append(paper.words(cue, Role.CUE, upper, align=align, shadow=True))
            area = split_top(area, signs[0].height)[1]
        if instruction:
            signs.append(paper.words(instruction, Role.LINE, area, align=align, shadow=True))
        self._signs = [sign.inflate(paper.px(40), paper.px(20)) for sign in signs]
        if view.phase is Phase.PLAY and view.repetitions_asked and not measures:
            self._signs.append(self._count(view))
        self._signs.append(paper.chip(_("SPACE"), _("it hurts / stop")))
        if paper.look.seen_side != "both":
            self._signs.append(paper.anchor())
        if view.rezero_due:
            self._signs.append(paper.chip("Z", _("starting pose: zero again"), means=Key.REZERO, right=True))
        elif view.warm_up is not None and not paper.look.hands_free:
            self._signs.append(paper.chip(_("Enter"), _("skip the warm-up"), means=Key.ACCEPT, right=True))
        elif guest is not None and self._kind in WAYS:
            self._signs.append(guest_sign(paper, guest))
        elif paper.look.by_sensor:
            how = _("Lean away") if asks_stillness(view) else _("Keep still")
            self._signs.append(paper.chip(how, _("pause"), means=Key.PAUSE, right=True))

    def _count(self, view: RoundView) -> pygame.Rect:
        paper = self.paper
        panel = paper.share(*(SAFE["count"] if paper.look.seen_side == "both" else _SEEN_COUNT[paper.look.seen_side]))
        beneath = _("warm-up") if view.warm_up is not None else _("rest soon") if view.rest_soon else ""
        number_px, soon_px = paper.line_px(Role.CUE), paper.line_px(Role.SMALL) if beneath else 0
        panel.height = min(panel.height, number_px + soon_px + paper.px(20))
        paper.panel(panel)
        inside = panel.inflate(-paper.px(28), -paper.px(16))
        upper, lower = split_bottom(inside, min(soon_px, inside.height // 2))
        done = words.count(*(view.warm_up or (view.repetitions_done, view.repetitions_asked)))
        paper.words(done, Role.CUE, upper, align="centre", middle=True)
        if beneath:
            paper.words(beneath, Role.SMALL, lower, align="centre", middle=True)
        return panel
