"""Flow: shows the screen of each step of the way, and plays its Rounds; it is handed the time and draws nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING, Any

from game.app.meanwhile import recover_cut_short
from game.app.options import Options as Options
from game.app.playing import Playing, refusals
from game.app.precheck import Precheck
from game.app.way import Did, Step, Way, after, gate
from game.app.wishes import meant
from game.coaching.safety import DO_NOT_EXERCISE, SKIN_SORE
from game.round.commands import Command, Do
from game.screens.message import MessageScreen, refusal
from game.screens.screen import ChooseLevel, Go, Intent, PairAt, Person, Place, Quit, Say, Screen
from game.screens.title import AboutScreen, TitleScreen

if TYPE_CHECKING:
    from game.app.hosting import Hosting
    from game.app.openings import Opening
    from game.app.pair_flow import PairFlow
    from game.app.request import PlayRequest
    from game.coaching.history import History
    from game.coaching.prescription import Prescription
    from game.coaching.today import Today
    from game.scoring.first_clean import FirstClean
    from game.screens.stage import Stage

_MEND_AFTER_TICKS = 60
_STOPPED_FOR = ("stopped_pain", "stopped_unwell", "stopped_fall", "stopped_fatigue")
"""After an exercise that ended so, the end comes first."""


class Flow:
    """Takes what the person wants and what the time brings, and says what the stage shows. Which step follows which is
    `way`'s to say.

    `play` is asked for at once by a command; without it the way begins at its start, or where it was cut short.
    """

    def __init__(
        self,
        stage: Stage,
        options: Options,
        play: PlayRequest | None = None,
        prescription: Prescription | None = None,
        sitting: str | None = None,
    ) -> None:
        """`prescription` is the one that is played; without it a worn sensor is played in gentle mode only."""
        from game.app import openings

        self.running = True
        self.summary: Mapping[str, Any] | None = None
        """Of the last session that was kept."""
        self.screen: Screen
        """What the stage shows."""
        self.way = Way()
        self._stage, self._options, self._prescription = stage, options, prescription
        self._sitting = sitting or str(uuid.uuid4())
        self._person = play.person if play is not None else None
        self._playing = Playing(options.home, prescription, stage.held)
        self._request: PlayRequest | None = None
        self._known: History | None = None
        self._check = Precheck(options.home)
        self._after = ""
        """Where a page leads that is no step of the way, such as one of pairing."""
        self._pairing: PairFlow | None = None
        self._launched: FirstClean | None = None
        self._now_s, self._idle_ticks = 0.0, 0
        self._deaf = False
        """An answer has just forbidden play: what was wanted in the same moment is not heard."""
        if play is not None:
            self._only(play)
            return
        self._start(openings.opening(options.home))

    @property
    def hosting(self) -> Hosting | None:
        """The Round that is being played."""
        return self._playing.hosting

    def _start(self, opening: Opening) -> None:
        from game.app.offers import request_of

        self.way, self._person = opening.way, opening.person
        self._sitting = opening.sitting or self._sitting
        if opening.level is not None:
            self._request = request_of(
                self._options.home, opening.level, opening.side, self._person, live=self.way.live
            )
        self._dress()
        self._show_step()

    def _only(self, play: PlayRequest) -> None:
        """One level now, by a command: a worn sensor is asked about first, and a try-out begins at once."""
        from game.app.asking import asked_beside
        from game.app.openings import read
        from game.app.worn import refuse_worn

        refuse_worn(play.wear, prescribed=self._prescription is not None and self._prescription.holds_electrodes)
        self._request = replace(play, silence_end_s=None)
        asks = play.live and asked_beside(self._request, self._prescription)
        goal = Step.CONFIRM if asks else Step.PLAY
        self.way = gate(Way(live=play.live, read=read(self._options.home), only=True, goal=goal))
        self._dress()
        self._show_step()

    # What the person wants

    def take(self, intent: Intent) -> None:
        """One thing that the person wants."""
        if self._deaf:
            return
        if isinstance(intent, Quit):
            self._leave()
        elif isinstance(intent, Say):
            self._say(intent.command)
        elif isinstance(intent, ChooseLevel):
            self._choose(intent)
        elif isinstance(intent, Person):
            self._person = intent.id
            self._dress()
            self._happen(Did.SAID_WHO)
        elif isinstance(intent, PairAt) and self._pairing is not None:
            self._pairing.begin(intent)
        elif isinstance(intent, Go):
            self._go(intent.to)

    def _go(self, to: Place) -> None:
        step = self.way.step
        match self._after, to:
            case "unkept", Place.NEXT | Place.BACK:
                self._playing.say(Command(Do.RESUME))
                self._show_step()
            case "step", _:
                self._show_step()
            case "places", Place.NEXT if self._pairing is not None:
                self._pairing.places()
            case "ready", Place.NEXT if self._pairing is not None:
                self._pairing.ready()
            case "choose", Place.BACK | Place.NEXT:
                self._show_step()
            case _, Place.ABOUT:
                self._show(AboutScreen(), "step")
            case _, Place.CHOOSE if step is Step.PLAN:
                self._something_else()
            case _, Place.CHOOSE:
                self._want_play()
            case _, Place.NEXT if step is Step.CHECK:
                self._checked()
            case _:
                self._happen(meant(to, step))

    def _happen(self, did: Did) -> None:
        """On along the way, and show what is there."""
        from game.app import openings

        before, self.way = self.way, after(self.way, did)
        if self.way.read and not before.read:
            openings.mark_read(self._options.home)
        if self.way.step is not Step.PAIR and self._pairing is not None:
            self._pairing.close()
            self._pairing = None
        if self.way.step in (Step.START, Step.CLOSED):
            self._check.said = []
        if not self.way.only:
            playing = None if self._request is None else f"{self._request.level}:{self._request.side}"
            openings.keep(self._options.home, self.way, self._person, self._sitting, playing)
        self._show_step()

    def _show_step(self) -> None:
        """The screen of the step where the way is."""
        from game.app import pages

        home_dir, request = self._options.home, self._request
        match self.way.step:
            case Step.START:
                self._show(TitleScreen())
            case Step.ABOUT:
                self._show(AboutScreen(first_run=True))
            case Step.GO_ON:
                self._show(pages.go_on(home_dir, self._person, self.way.goal, request))
            case Step.WHO:
                self._show(pages.who(home_dir))
            case Step.CHECK:
                self._show(pages.check(self._history(), answered_morning=self._check.answered("pain_morning")))
            case Step.REFUSED:
                why = self._check.why
                self._show(refusal() if why == DO_NOT_EXERCISE else MessageScreen(why, "", any_key=False))
            case Step.PLAN:
                stopped = self.summary is not None and self.summary["ended"] in _STOPPED_FOR
                self._show(pages.path(self._plan(), end_first=stopped))
            case Step.CONFIRM if request is not None:
                self._check.beside = []
                self._show(pages.confirm(request, self._prescription))
            case Step.PLAY:
                self._begin()
            case Step.HOW if self.hosting is not None:
                self._show(pages.how(self.hosting))
            case Step.TOLD:
                self._tell()
            case Step.GREW:
                self._show(pages.grew(home_dir, self._person, self._sitting))
            case Step.SKIN:
                self._show(pages.skin(request))
            case Step.AWAY:
                self._show(pages.away(only=self.way.only))
            case Step.TRYOUT:
                self._show(pages.tryouts())
            case Step.PAIR:
                self._pair()
            case _:
                self.running = False

    def _show(self, screen: Screen, after_: str = "") -> None:
        self.screen, self._after = screen, after_
        self._stage.show(screen)

    def _dress(self) -> None:
        from game.app import pages

        if self._person is not None:
            self._stage.dress(pages.look_of(self._stage.look, self._options.home, self._person, self._options.language))

    def _history(self) -> History:
        from game.app.clock import today
        from game.sessions.home import home, sessions_folder
        from game.sessions.index import history_of

        self._known = history_of(sessions_folder(home(self._options.home)), self._person, today(), self._sitting)
        return self._known

    def _plan(self) -> Today:
        from game.app.todays import today_for

        return today_for(self._options.home, self._prescription, self._history(), self._person, self._check.said)

    def _pair(self) -> None:
        from game.app.pair_flow import PairFlow

        if self._pairing is None:
            self._pairing = PairFlow(self._options.home, self._show)

    # Before play

    def _want_play(self) -> None:
        """Play, where there is a sensor to play with."""
        from game.app.offers import worn_input

        message = worn_input(self._options.home).message
        if message is not None:
            self._show(message, "step")
        else:
            self._happen(Did.WANTED_PLAY)

    def _something_else(self) -> None:
        from game.app import pages

        self._show(pages.something_else(self._options.home, self._prescription), "choose")

    def _choose(self, chosen: ChooseLevel) -> None:
        from game.app.asking import asked_beside
        from game.app.offers import request_of

        self._request = request_of(self._options.home, chosen.level, chosen.side, self._person, live=self.way.live)
        if not self.way.live:
            self._happen(Did.CHOSE)
            return
        if not self._check.holds(self._now_s):
            self.way = replace(self.way, checked=False)
        if not self._forbidden():
            asks = asked_beside(self._request, self._prescription)
            self._happen(Did.CHOSE_ASKED if asks else Did.CHOSE)

    def _say(self, command: Command) -> None:
        match self.way.step:
            case Step.CHECK:
                self._check.take(command)
                self._forbidden()
            case Step.CONFIRM:
                self._check.beside.append(command)
            case Step.SKIN if command.value:
                self._check.sore_after(self._person)
                self._deaf = True
                self._happen(Did.SEEN)
                self._show(MessageScreen(SKIN_SORE, "", any_key=False), "step")
            case _:
                self._check.carry(command)
                self._playing.say(command)

    def _checked(self) -> None:
        """A page of the pre-check is answered; the morning's is followed by the others."""
        if self._check.answered("pain_before"):
            self._check.begin(self._now_s)
            self._happen(Did.SAFE)
        else:
            self._show_step()

    def _forbidden(self) -> bool:
        """Whether what has been answered forbids play: then the way says so, and hears nothing more at once."""
        self._deaf = self._check.forbids(self._person, self._known)
        if self._deaf:
            self._happen(Did.UNSAFE)
        return self._deaf

    # Play

    def _begin(self) -> None:
        """Open the sources and show the Round; or go on showing it."""
        from game.app.todays import dosed
        from game.screens import words

        assert self._request is not None
        if self._playing.screen is not None:
            self._show(self._playing.screen)
            return
        try:
            request = self._request
            if self.way.live and not self.way.only:
                request = dosed(request, self._plan())
            screen = self._playing.begin(request, self._sitting, [*self._check.said, *self._check.beside])
        except refusals() as error:
            if self.way.only:
                raise
            self.way = after(self.way, Did.CANNOT)
            self._show(MessageScreen("This level cannot start now.", str(error)), "step")
            return
        hosting = self._playing.hosting
        assert hosting is not None
        hosting.first_clean = self._launched
        if hosting.broadcast is not None:
            self._stage.announce(words.broadcast(hosting.broadcast))
        self._show(screen)

    def listen(self, now_s: float) -> None:
        """Time is left before the next frame: hear what has come so far."""
        self._playing.listen(now_s)

    def tick(self, now_s: float) -> None:
        """One sixtieth of a second of the Round, where one is played."""
        self._now_s, self._deaf = now_s, False
        if self._launched is None:
            from game.scoring.first_clean import FirstClean

            self._launched = FirstClean(now_s)
        if self._pairing is not None:
            self._pairing.tick(now_s)
        hosting = self.hosting
        if hosting is None:
            self._mend()
            return
        from game.sessions.errors import SessionError

        try:
            ends = self._playing.tick(now_s, self._stage.sounds)
        except SessionError as error:
            self._playing.play_unkept()
            self._show(MessageScreen("This session cannot be kept any more.", str(error)), "unkept")
            return
        if ends and self.way.step is Step.PLAY:
            ended = hosting.round.outcome().ended
            if ended in ("stopped_unwell", "stopped_fall"):
                self._check.why = DO_NOT_EXERCISE
                self._happen(Did.ENDED_UNWELL)
            else:
                self._happen(Did.ENDED if hosting.heard else Did.ENDED_UNHEARD)

    def _mend(self) -> None:
        """Once, when the first frames have been shown: sessions that were cut short get their score."""
        self._idle_ticks += 1
        if self._idle_ticks == _MEND_AFTER_TICKS:
            Thread(target=recover_cut_short, args=(self._options.home,), daemon=True).start()

    # After play

    def _tell(self) -> None:
        """Keep the session and show what came of it."""
        from game.app.showing import told
        from game.sessions.errors import SessionError

        self._stage.announce("")
        try:
            done = self._playing.finish()
        except SessionError as error:
            self.way = after(self.way, Did.SEEN)
            self._show(MessageScreen("This session could not be kept whole.", str(error)), "step")
            return
        if done is None:
            self._happen(Did.SEEN)
            return
        hosting, self.summary = done
        self._show(told(self.summary, hosting, alone=self.way.only, worn=self.way.worn))

    def _leave(self) -> None:
        """The window closes; what was played is kept."""
        from game.app import openings

        self.running = False
        if self._pairing is not None:
            self._pairing.close()
            self._pairing = None
        if self.way.step is Step.AWAY and not self.way.only:
            openings.keep(self._options.home, Way(), None, self._sitting, None)
        kept = self._playing.leave()
        self.summary = kept or self.summary
