"""Flow: shows the screen of each step of the way, and plays its Rounds; it is handed the time and draws nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from game.app import settling
from game.app.openings import commanded
from game.app.options import Options as Options
from game.app.playing import Playing, refusals
from game.app.pointing import Pointing
from game.app.precheck import Precheck
from game.app.way import Did, Step, Way, after
from game.app.wishes import meant
from game.coaching.safety import DO_NOT_EXERCISE, SKIN_SORE
from game.round.commands import Command, Do
from game.screens.message import MessageScreen
from game.screens.screen import ChooseLevel, Go, Intent, PairAt, Person, Place, Quit, Say, Screen, Set
from game.screens.title import AboutScreen

if TYPE_CHECKING:
    from game.app.hosting import Hosting
    from game.app.pair_flow import PairFlow
    from game.app.request import PlayRequest
    from game.coaching.history import History
    from game.coaching.prescription import Prescription
    from game.coaching.today import Today
    from game.scoring.first_clean import FirstClean
    from game.screens.stage import Stage


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
        self.running = True
        self.summary: Mapping[str, Any] | None = None
        """Of the last session that was kept."""
        self.screen: Screen
        """What the stage shows."""
        self.way, self._stage, self._options = Way(), stage, options
        self._sitting = sitting or str(uuid.uuid4())
        self._person = play.person if play is not None else None
        self._playing = Playing(options.home, prescription, stage.held)
        self._request: PlayRequest | None = None
        self._known: History | None = None
        self._check, self._pointing = Precheck(options.home), Pointing(stage, options.home)
        self._after = ""
        """Where a page leads that is no step of the way, such as one of pairing."""
        self._pairing: PairFlow | None = None
        self._launched: FirstClean | None = None
        self._now_s = 0.0
        self._unread = ""
        """What is wrong with the person's prescription: then nothing is played with a sensor."""
        self._deaf = False
        """An answer has just forbidden play: what was wanted in the same moment is not heard."""
        if play is None:
            self._start()
        else:
            self.way, self._request = commanded(options.home, play, prescription, self._check)
        self._dress()
        self._show_step()

    @property
    def hosting(self) -> Hosting | None:
        """The Round that is being played."""
        return self._playing.hosting

    def _start(self) -> None:
        from game.app.openings import opening as found

        opening = found(self._options.home)
        self.way, self._person = opening.way, opening.person
        self._sitting = opening.sitting or self._sitting
        self._request = opening.request(self._options.home)

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
        elif isinstance(intent, Set):
            settling.changed(self._stage, self._options, self._person, intent)
        elif isinstance(intent, Go) and not self._playing.seats(intent.to):
            self._go(intent.to)

    def _go(self, to: Place) -> None:
        from game.app import pages

        step = self.way.step
        if found := settling.page(self._stage, self._options, self._person, (self._after, to), self.hosting):
            self._show(*found)
            return
        match self._after, to:
            case _, Place.SHOW if self.hosting is not None and self._request is not None:
                self._show(pages.shown(self._request, self._playing.prescription, playing=True), "step")
            case _, Place.PROGRESS:
                self._show(pages.progress(self._options.home, self._person), "step")
            case "unkept", Place.NEXT | Place.BACK:
                self._playing.say(Command(Do.RESUME))
                self._show_step()
            case ("step" | "settings" | "keys", _) | ("choose", Place.BACK | Place.NEXT):
                self._show_step()
            case "places" | "ready", Place.NEXT if self._pairing is not None:
                (self._pairing.places if self._after == "places" else self._pairing.ready)()
            case "first", Place.NEXT:
                self._happen(Did.WANTED_TRYOUT)
            case _, Place.ABOUT:
                self._show(AboutScreen(), "step")
            case _, Place.CHOOSE if step is Step.PLAN:
                home, seated = self._options.home, self._stage.settings.seated
                self._show(pages.something_else(home, self._playing.prescription, seated=seated), "choose")
            case _, Place.CHOOSE:
                self._want_play()
            case _, Place.NEXT if step is Step.CHECK:
                self._checked()
            case _:
                self._happen(meant(to, step))

    def _happen(self, did: Did) -> None:
        """On along the way, and show what is there."""
        from game.app import openings

        before, self.way = self.way, after(self._check.clear(self.way, self._person, self._playing.prescription), did)
        if self.way.read and not before.read:
            openings.mark_read(self._options.home)
        if self.way.step is not Step.PAIR:
            self._end_pairing()
        if self.way.step in (Step.START, Step.CLOSED):
            self._check.said = []
        if not self.way.only:
            playing = None if self._request is None else f"{self._request.level}:{self._request.side}"
            openings.keep(self._options.home, self.way, self._person, self._sitting, playing)
        self._show_step()

    def _show_step(self) -> None:
        """The screen of the step where the way is."""
        from game.app import pages, readiness

        home_dir, request = self._options.home, self._request
        match self.way.step:
            case Step.START:
                self._show(pages.title(home_dir, self._person))
            case Step.ABOUT:
                self._show(AboutScreen(first_run=True))
            case Step.GO_ON:
                self._show(pages.go_on(home_dir, self._person, self.way.goal, request))
            case Step.WHO:
                self._show(pages.who(home_dir))
            case Step.SAFETY | Step.CHECK | Step.PLAN if self._unread:
                self.way = after(self.way, Did.BACK)
                self._show(MessageScreen("Your prescription cannot be read.", self._unread), "step")
            case Step.SAFETY:
                self._show(readiness.page(self._plan()))
            case Step.CHECK:
                self._show(pages.check(self._history(), self._check.answered))
            case Step.REFUSED:
                self._show(pages.refused(self._check.why))
            case Step.PLAN:
                self._show(pages.path(self._plan(), self._playing.prescription, self.summary))
            case Step.CONFIRM if request is not None:
                self._check.beside = []
                self._show(pages.confirm(request, self._playing.prescription))
            case Step.SHOWN if request is not None:
                self._show(pages.shown(request, self._playing.prescription))
            case Step.PLAY:
                self._begin()
            case Step.PATH:
                path = self._playing.path()
                self._happen(Did.SEEN) if path is None else self._show(path)
            case Step.HOW if self.hosting is not None:
                self._show(pages.how(self.hosting))
            case Step.TOLD:
                self._tell()
            case Step.GREW:
                self._show(pages.grew(home_dir, self._person, self._sitting))
            case Step.SKIN:
                self._show(pages.skin(request, self.summary))
            case Step.AWAY:
                self._show(pages.away(self.summary, only=self.way.only))
            case Step.TRYOUT:
                self._show(pages.tryouts(seated=self._stage.settings.seated))
            case Step.PAIR:
                from game.app.pair_flow import PairFlow

                self._pairing = self._pairing or PairFlow(home_dir, self._show)
            case _:
                self.running = False

    def _show(self, screen: Screen, after_: str = "") -> None:
        self.screen, self._after = screen, after_
        self._stage.show(screen)

    def _dress(self) -> None:
        """Somebody is known: how they have set everything, and the prescription that is kept of them."""
        from game.app import pages

        settling.settle(self._stage, self._options, self._person)
        if self._person is not None and not self.way.only:
            known = pages.known_person(self._options.home, self._person, self._sitting)
            self._playing.prescription, self._unread, self._sitting = known

    def _history(self) -> History:
        from game.app.prescribed import known_of

        self._known = known_of(self._person, self._options.home, self._sitting)
        return self._known

    def _plan(self) -> Today:
        from game.app.todays import today_for

        wall, said = self._playing.prescription, self._check.said
        return today_for(self._options.home, wall, self._history(), self._person, said)

    def _end_pairing(self) -> None:
        if self._pairing is not None:
            self._pairing.close()
            self._pairing = None

    # Before play

    def _want_play(self) -> None:
        """Play, where there is a sensor to play with."""
        from game.app.offers import worn_input

        message = worn_input(self._options.home).message
        self._happen(Did.WANTED_PLAY) if message is None else self._show(message, "step")

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
            asks = asked_beside(self._request, self._playing.prescription)
            self._happen(Did.CHOSE_ASKED if asks else Did.CHOSE)

    def _say(self, command: Command) -> None:
        match self.way.step:
            case Step.SAFETY | Step.CHECK:
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
        """What has been answered forbids play: then the way says so, and hears nothing more at once."""
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
        self._pointing.let_go()
        request = self._request
        try:
            if self.way.live and not self.way.only:
                request = dosed(request, self._plan())
            said, trace = self._check.answers, self._stage.settings.trace
            screen = self._playing.begin(request, self._sitting, said, self._launched, trace)
        except refusals() as error:
            if self.way.only:
                raise
            self.way = after(self.way, Did.CANNOT)
            self._show(MessageScreen("This level cannot start now.", str(error)), "step")
            return
        if self.hosting is not None and self.hosting.broadcast is not None:
            self._stage.announce(words.broadcast(self.hosting.broadcast))
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
        pairing = self._pairing
        if self._pointing.tick(now_s, self.hosting, taken=pairing is not None and pairing.listens):
            self._playing.rest()
        if pairing is not None:
            pairing.tick(now_s)
        if getattr(self.screen, "over", False):  # it has been shown for as long as it is
            self._go(Place.NEXT)
        if (hosting := self.hosting) is None:
            if self._playing.idle():
                from game.app import openings

                openings.relight(self.screen, self._options.home, self._person)
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
        self._pointing.let_go()
        self._end_pairing()
        if self.way.step is Step.AWAY and not self.way.only:
            openings.keep(self._options.home, Way(), None, self._sitting, None)
        self.summary = self._playing.leave() or self.summary
