"""Flow: which screen follows which, and the Round that is being played; it is handed the time and draws nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import randbelow
from threading import Thread
from typing import TYPE_CHECKING, Any

from game.app.meanwhile import recover_cut_short, warm
from game.coaching.safety import DO_NOT_EXERCISE
from game.round.commands import Command, Do
from game.round.view import Phase
from game.screens.face import InputState
from game.screens.message import MessageScreen, refusal
from game.screens.screen import ChooseLevel, Go, Intent, PairAt, Place, Quit, Say, Screen
from game.screens.title import AboutScreen, TitleScreen

if TYPE_CHECKING:
    from game.app.hosting import Hosting
    from game.app.pair_flow import PairFlow
    from game.app.request import PlayRequest
    from game.coaching.history import History
    from game.coaching.prescription import Prescription
    from game.motion.calibration import Calibration
    from game.screens.play import PlayScreen
    from game.screens.stage import Stage

_MEND_AFTER_TICKS = 60
_INPUTS_EVERY = 6
"""In play, how the sensors are doing is looked at so many ticks apart; a page about them is always told the latest."""
_SEEDS = 1 << 31
"""Each play draws another one: what comes by lot, such as a path, is not the same every day."""
_READ_MARK = "about-read"
"""An empty file in the home: the first run's words have been read."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the game is to look and where its files live; what a person can say in the call."""

    home: str | None = None
    fullscreen: bool = False
    theme: str = "dusk"
    text_scale: float = 1.0
    calm: bool = False
    mute: bool = False
    language: str | None = None
    """None: the one that the computer's person reads."""


class Flow:
    """Takes what the person wants and what the time brings, and says what the stage shows.

    `play` is asked for at once by a command; without it the title comes first.
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
        self._stage = stage
        self._options = options
        self._only = play
        self._prescription = prescription
        self._sitting = sitting or str(uuid.uuid4())
        self._joints: dict[str, Calibration] = {}
        self._request: PlayRequest | None = None
        self._known: History | None = None
        self._after: str = "title"
        self.hosting: Hosting | None = None
        """The Round that is being played."""
        self._play: PlayScreen | None = None
        self._pairing: PairFlow | None = None
        self._recorded: Iterator[Sequence[Command]] | None = None
        self._commands: list[Command] = []
        self._answers: list[Command] = []
        self._ended = False
        self._idle_ticks = 0
        self._inputs: Sequence[InputState] = ()
        if play is None:
            self._show(TitleScreen(), "title")
        else:
            self._ask_first(play)

    # What the person wants

    def take(self, intent: Intent) -> None:
        """One thing that the person wants."""
        if isinstance(intent, Quit):
            self._leave()
        elif isinstance(intent, Say):
            self._say(intent.command)
        elif isinstance(intent, ChooseLevel):
            self._choose(intent)
        elif isinstance(intent, PairAt) and self._pairing is not None:
            self._pairing.begin(intent)
        elif isinstance(intent, Go):
            self._go(intent.to)

    def _go(self, to: Place) -> None:
        if to is Place.NEXT:
            self._next()
            return
        self._end_pairing()
        if to is Place.PAIR:
            self._pair()
        elif to is Place.BACK and self.hosting is not None:
            self._finish()
        elif to in (Place.CHOOSE, Place.TRYOUT):
            self._offer(tryout=to is Place.TRYOUT)
        elif to is Place.ABOUT:
            self._show(AboutScreen(), "title")
        elif self._only is not None:
            self.running = False
        else:
            self._show(TitleScreen(), "title")

    def _next(self) -> None:
        """On from a page that has been read or answered."""
        match self._after:
            case "questions":
                self._ask_before()
            case "begin":
                self._begin()
            case "unkept":
                self._go_on_unkept()
            case "results":
                self._finish()
            case "places" if self._pairing is not None:
                self._pairing.places()
            case "ready" if self._pairing is not None:
                self._pairing.ready()
            case "choose":
                self._offer(tryout=self._request is not None and not self._request.live)
            case _:
                self._go(Place.BACK)

    def _show(self, screen: Screen, after: str) -> None:
        self.screen, self._after = screen, after
        self._stage.show(screen)

    def _offer(self, *, tryout: bool) -> None:
        from game.app.offers import offer

        if self._only is not None:
            self.running = False
            return
        self._show(*offer(self._options.home, self._prescription, tryout=tryout))

    def _pair(self) -> None:
        from game.app.pair_flow import PairFlow

        self._pairing = PairFlow(self._options.home, self._show)

    def _end_pairing(self) -> None:
        if self._pairing is not None:
            self._pairing.close()
            self._pairing = None

    def _choose(self, chosen: ChooseLevel) -> None:
        from game.app.offers import worn_for
        from game.app.request import PlayRequest

        wear = worn_for(chosen.level, chosen.side) if self._after == "sensor" else ()
        kit = self._after if self._after.startswith("kit:") else None
        fed, seed = kit or (None if wear else "keyboard"), randbelow(_SEEDS)
        self._ask_first(PlayRequest(chosen.level, fed, wear, chosen.side, seed=seed))

    # Before play

    def _ask_first(self, request: PlayRequest) -> None:
        """A worn sensor is asked about first; a try-out begins at once."""
        from game.app.worn import refuse_worn

        refuse_worn(request.wear, prescribed=self._prescription is not None and self._prescription.holds_electrodes)
        self._request = replace(request, silence_end_s=None)
        self._answers = []
        if not request.live:
            self._begin()
        elif not self._read_mark().exists():
            self._show(AboutScreen(first_run=True), "questions")
        else:
            self._ask_before()

    def _ask_before(self) -> None:
        from game.app.asking import asked_before
        from game.app.prescribed import known_of
        from game.screens.questions import QuestionsScreen

        assert self._request is not None
        self._known = known_of(self._request, self._options.home, self._sitting)
        questions = asked_before(self._request, self._prescription, self._known)
        mark = self._read_mark()
        try:
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
        except OSError:
            pass  # the words will be shown once more; nothing else is lost
        self._show(QuestionsScreen(questions), "begin")

    def _read_mark(self) -> Path:
        from game.sessions.home import home

        return home(self._options.home) / _READ_MARK

    def _begin(self) -> None:
        """Open the sources and show the Round."""
        from game.app.errors import RefusedError, RequestError
        from game.app.prescribed import has_implant, safe
        from game.app.wiring import host
        from game.content import ContentError
        from game.level import LevelProblems
        from game.people.errors import PeopleError
        from game.population.profile import ProfileError
        from game.screens import words
        from game.sessions.errors import SessionError
        from input_devices import InputError

        assert self._request is not None
        answers = {command.question: command.value for command in self._answers}
        wrong = (
            *(RefusedError, RequestError, ContentError, LevelProblems),
            *(PeopleError, ProfileError, SessionError, InputError),
        )
        try:
            implant = has_implant(answers, self._options.home, self._request.person)
            hosting = host(
                replace(self._request, implanted_electronics=implant),
                self._options.home,
                self._sitting,
                self._stage.held,
                prescription=self._prescription,
                joints=self._joints,
            )
            if hosting.prepared.recorded is None:
                safe(hosting, answers)
            self.hosting = hosting
        except wrong as error:
            if self._only is not None:
                raise
            self._show(MessageScreen("This level cannot start now.", str(error)), "choose")
            return
        recorded = self.hosting.prepared.recorded
        self._recorded = None if recorded is None else (tick.commands for tick in recorded.ticks())
        if self.hosting.broadcast is not None:
            self._stage.announce(words.broadcast(self.hosting.broadcast))
        self._commands, self._ended = list(self._answers), False
        Thread(target=warm, daemon=True).start()
        self._play = self._play_screen(self.hosting)
        self._show(self._play, "play")

    def _play_screen(self, hosting: Hosting) -> PlayScreen:
        from game.app.showing import inputs_of
        from game.screens.play import PlayScreen

        screen = PlayScreen()
        screen.see(hosting.round.view(), inputs_of(hosting))
        return screen

    # Play

    def _say(self, command: Command) -> None:
        if self.hosting is None:
            self._answers.append(command)
            self._may_start()
        else:
            self._commands.append(command)

    def _may_start(self) -> None:
        """What has been answered so far may forbid play."""
        from game.app.prescribed import flagging, forbids

        assert self._request is not None
        told = forbids({command.question: command.value for command in self._answers}, self._known)
        if told is not None:
            why, flag = told
            flagging(self._options.home, self._request.person)(flag)
            new = why == DO_NOT_EXERCISE
            self._show(refusal() if new else MessageScreen(why, "", any_key=False), "title")

    def listen(self, now_s: float) -> None:
        """Time is left before the next frame: hear what has come so far."""
        if self.hosting is not None and self._play is not None:
            self.hosting.listen(now_s)

    def tick(self, now_s: float) -> None:
        """One sixtieth of a second of the Round, where one is played."""
        hosting, play = self.hosting, self._play
        if self._pairing is not None:
            self._pairing.tick(now_s)
        if hosting is None or play is None:
            self._mend()
            return
        from game.app.showing import inputs_of, sound
        from game.sessions.errors import SessionError

        commands, self._commands = self._commands, []
        if self._recorded is not None:
            commands = [*next(self._recorded, ()), *commands]
        try:
            events = hosting.tick(now_s, commands)
        except SessionError as error:
            self._unkept(error)
            return
        view = hosting.round.view()
        if view.phase is not Phase.PLAY or view.tick % _INPUTS_EVERY == 0:
            self._inputs = inputs_of(hosting)
        play.see(view, self._inputs)
        sound(self._stage.sounds, view, events)
        if hosting.over and not self._ended:
            self._end(hosting)

    def _mend(self) -> None:
        """Once, when the first frames have been shown: sessions that were cut short get their score."""
        self._idle_ticks += 1
        if self._idle_ticks == _MEND_AFTER_TICKS:
            Thread(target=recover_cut_short, args=(self._options.home,), daemon=True).start()

    def _end(self, hosting: Hosting) -> None:
        """Play is over: what is said or asked before the results."""
        self._ended = True
        ended = hosting.round.outcome().ended
        if ended in ("stopped_unwell", "stopped_fall"):
            self._show(refusal(), "results")
        elif hosting.prepared.header.truth == "sensor" and hosting.heard:
            from game.app.asking import asked_after
            from game.screens.questions import QuestionsScreen

            self._show(QuestionsScreen(asked_after(hosting.prepared.level)), "results")
        else:
            self._finish()

    def _unkept(self, error: Exception) -> None:
        """The disk does not take it: play waits, the person is told, and may play on."""
        assert self.hosting is not None
        self.hosting.play_unkept()
        self._commands.append(Command(Do.PAUSE))
        self._show(MessageScreen("This session cannot be kept any more.", str(error)), "unkept")

    def _go_on_unkept(self) -> None:
        self._commands.append(Command(Do.RESUME))
        if self._play is not None:
            self._show(self._play, "play")

    # After play

    def _finish(self) -> None:
        """Keep the session and show what came of it."""
        from game.app.showing import told
        from game.sessions.errors import SessionError

        hosting, self.hosting, self._play = self.hosting, None, None
        self._stage.announce("")
        if hosting is None:
            self._go(Place.BACK)
            return
        if not hosting.heard:
            hosting.close()
            self._go(Place.BACK)
            return
        try:
            hosting.say(self._commands)
            self.summary = hosting.finish(None if hosting.round.over else "stopped_by_person")
        except SessionError as error:
            hosting.close()
            self._show(MessageScreen("This session could not be kept whole.", str(error)), "choose")
            return
        self._commands = []
        self._show(told(self.summary, hosting, alone=self._only is not None), "choose")

    def _leave(self) -> None:
        """The window closes; what was played is kept."""
        self.running = False
        self._end_pairing()
        hosting, self.hosting = self.hosting, None
        if hosting is None:
            return
        if not hosting.heard:
            hosting.close()
            return
        hosting.say([Command(Do.FINISH)])
        self.summary = hosting.finish()
