"""Playing: the Round that is played in the window, from its sources to what is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Thread
from typing import TYPE_CHECKING, Any

from game.app.meanwhile import recover_cut_short, warm
from game.round.commands import Command, Do
from game.round.view import Phase
from game.screens.face import InputState
from game.screens.screen import Place

if TYPE_CHECKING:
    from game.app.hosting import Hosting
    from game.app.request import PlayRequest
    from game.app.seat import Seat
    from game.coaching.prescription import Prescription
    from game.motion.calibration import Calibration
    from game.people.settings import Trace
    from game.scoring.first_clean import FirstClean
    from game.screens.play import PlayScreen
    from game.screens.screen import Screen
    from game.screens.sound import Sounds

_MEND_AFTER_TICKS = 60
_TOLD_PATH = ("finished", "stopped_dose", "stopped_by_person", "stopped_fatigue")
"""After pain nothing of how it went is looked at first."""
_INPUTS_EVERY = 6
"""In play, how the sensors are doing is looked at so many ticks apart; a page about them is always told the latest."""


class Playing:
    """One sitting's Rounds, one after another. `held` says which keys are held."""

    def __init__(
        self,
        home_dir: str | None,
        prescription: Prescription | None,
        held: Callable[[], frozenset[str]],
    ) -> None:
        self.hosting: Hosting | None = None
        self.screen: PlayScreen | None = None
        self.prescription = prescription
        self._home, self._held = home_dir, held
        self._joints: dict[str, Calibration] = {}
        self._recorded: Iterator[Sequence[Command]] | None = None
        self._commands: list[Command] = []
        self._ended = False
        self._idle_ticks = 0
        self._mending: Thread | None = None
        self._inputs: Sequence[InputState] = ()
        self._seat: Seat | None = None
        """The second one; None until somebody wanted it."""

    def begin(
        self,
        request: PlayRequest,
        sitting: str,
        answers: Sequence[Command],
        launched: FirstClean | None,
        trace: Trace = "level",
    ) -> PlayScreen:
        """Open the sources; the screen that shows the Round, with the trace of the signal as the person has it.
        `launched` waits for the first clean repetition. Raises what `refusals` names."""
        from dataclasses import replace

        from game.app.prescribed import has_implant, safe
        from game.app.showing import inputs_of
        from game.app.wiring import host
        from game.screens.play import PlayScreen

        said = {command.question: command.value for command in answers}
        implant = has_implant(said, self._home, request.person)
        if self._seat is not None:
            self._seat.wait()
        hosting = host(
            replace(request, implanted_electronics=implant, warms_up=True),
            self._home,
            sitting,
            self._held,
            prescription=self.prescription,
            joints=self._joints,
        )
        recorded = hosting.prepared.recorded
        if recorded is None:
            safe(hosting, said)
        hosting.first_clean = launched
        self.hosting = hosting
        self._recorded = None if recorded is None else (tick.commands for tick in recorded.ticks())
        self._commands, self._ended = list(answers), False
        Thread(target=warm, daemon=True).start()
        self.screen = PlayScreen(trace)
        self.screen.see(hosting.round.view(), inputs_of(hosting))
        if self._seat is not None:
            self._seat.begin(_addresses(hosting))
        return self.screen

    def seats(self, to: Place) -> bool:
        """Somebody wants the second seat, or to leave it; False where that is not what was wanted."""
        if to is not Place.SEAT or self.hosting is None:
            return to is Place.SEAT
        if self._seat is None:
            self._seat = _seat(self._home, self._held)
        if self._seat.taken:
            self._seat.leave()
        else:
            self._seat.take(_addresses(self.hosting))
        return True

    def say(self, command: Command) -> None:
        """For the next tick."""
        self._commands.append(command)

    def rest(self) -> None:
        """Whoever plays asks for a pause by keeping still."""
        if self.screen is not None:
            self.screen.kept_still = True
            self.say(Command(Do.PAUSE))

    def listen(self, now_s: float) -> None:
        """Time is left before the next frame: hear what has come so far."""
        if self.hosting is not None:
            self.hosting.listen(now_s)

    def tick(self, now_s: float, sounds: Sounds) -> bool:
        """One sixtieth of a second of the Round; True at the tick at which it ends. Raises SessionError."""
        from game.app.showing import inputs_of, sound

        hosting, screen = self.hosting, self.screen
        assert hosting is not None and screen is not None
        commands, self._commands = self._commands, []
        if self._recorded is not None:
            commands = [*next(self._recorded, ()), *commands]
        events = hosting.tick(now_s, commands)
        view = hosting.round.view()
        if view.phase is not Phase.PLAY or view.tick % _INPUTS_EVERY == 0:
            self._inputs = inputs_of(hosting)
        screen.see(view, self._inputs)
        if self._seat is not None:
            screen.see_guest(self._seat.tick(now_s, view))
        sound(sounds, view, events)
        ends = hosting.over and not self._ended
        self._ended = self._ended or ends
        return ends

    def path(self) -> Screen | None:
        """The path of the last set; None where there is none, too little of it was seen, or it hurt."""
        assert self.screen is not None and self.hosting is not None
        path = self.screen.end_path()
        if path is None or self.hosting.round.outcome().ended not in _TOLD_PATH:
            return None
        from game.screens.set_path import SetPathScreen

        return SetPathScreen(path)

    def idle(self) -> bool:
        """A tick in which nothing is played: once, when the first frames have been shown, sessions that were cut short
        get their score, and what everybody has lit is counted. Whether that is done now: True once."""
        self._idle_ticks += 1
        if self._idle_ticks == _MEND_AFTER_TICKS:
            self._mending = Thread(target=recover_cut_short, args=(self._home,), daemon=True)
            self._mending.start()
        elif self._mending is not None and not self._mending.is_alive():
            self._mending = None
            return True
        return False

    def play_unkept(self) -> None:
        """The disk does not take it: play waits, and may go on unkept."""
        if self.hosting is not None:
            self.hosting.play_unkept()
        self.say(Command(Do.PAUSE))

    def finish(self) -> tuple[Hosting, Mapping[str, Any]] | None:
        """The Round is over: keep it, and give what it came to; None where nothing was ever heard. Raises
        SessionError; nothing stays open then."""
        hosting, self.hosting, self.screen = self.hosting, None, None
        if self._seat is not None:
            self._seat.wait()
        if hosting is None or not hosting.heard:
            if hosting is not None:
                hosting.close()
            return None
        commands, self._commands = self._commands, []
        try:
            hosting.say(commands)
            return hosting, hosting.finish(None if hosting.round.over else "stopped_by_person")
        except BaseException:
            hosting.close()
            raise

    def leave(self) -> Mapping[str, Any] | None:
        """The window closes; what was played is kept, and given."""
        self._commands.append(Command(Do.FINISH))
        found = self.finish()
        return None if found is None else found[1]


def _addresses(hosting: Hosting) -> tuple[str, ...]:
    """Of every sensor that plays."""
    return tuple(report.address for source in hosting.sources for report in source.reports())


def _seat(home_dir: str | None, held: Callable[[], frozenset[str]]) -> Seat:
    from game.app.guest_sensor import guest_sensor, open_guest
    from game.app.kitted import usual_kit
    from game.app.seat import Seat
    from game.sessions.home import home

    return Seat(held, lambda used: guest_sensor(home(home_dir), usual_kit(home_dir), used), open_guest)


def refusals() -> tuple[type[Exception], ...]:
    """Why a level may not start, each with a sentence."""
    from game.app.errors import RefusedError, RequestError
    from game.content import ContentError
    from game.level import LevelProblems
    from game.people.errors import PeopleError
    from game.population.profile import ProfileError
    from game.sessions.errors import SessionError
    from input_devices import InputError

    return (
        *(RefusedError, RequestError, ContentError, LevelProblems),
        *(PeopleError, ProfileError, SessionError, InputError),
    )
