"""Hosting: one Round with its sources and its file, stepped by whoever has the clock: a window or a bare run."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from game.app.request import Prepared
from game.exercises.events import Event
from game.motion.calibration import Calibration
from game.round import Command, Do, Round, RoundView
from game.scoring.first_clean import FirstClean
from game.sessions.summary import summary
from game.sessions.writer import SessionWriter
from input_devices import Sample, Source, SourceState, stored

if TYPE_CHECKING:
    from game.app.broadcasting import Broadcasting

Mover = Callable[[RoundView], Sequence[Command]]
"""Moves a simulated body by what may be seen of the Round, and gives what is said meanwhile: a simulated player, or the
keys that are held."""
_FROM_REST = (Do.RESUME, Do.REZERO)
"""What begins from a limb at rest."""
_LIFTED_TICKS_MAX = 600
"""A limb that never comes to rest is waited for no longer: ten seconds (a choice)."""


class Hosting:
    """Steps a Round: what the sources say goes in, rounded to what the file keeps; what happened is kept.

    Raises SessionError from `tick` and `finish` when the session cannot be kept; the Round is not harmed by it.
    """

    def __init__(
        self,
        prepared: Prepared,
        writer: SessionWriter | None,
        mover: Mover | None = None,
        broadcasting: Broadcasting | None = None,
        keep: Callable[[Calibration], None] | None = None,
        flag: Callable[[str], None] | None = None,
    ) -> None:
        """`keep` is told at the end what was learned of a joint, `flag` what a therapist should know although no
        session is kept."""
        self.prepared = prepared
        self.first_clean: FirstClean | None = None
        """Sees when the first clean repetition since launch comes; None where nobody waits for it."""
        self.round = Round(prepared.header.setup)
        self.heard = False
        """A sample has come: there is something to keep."""
        self.samples: Sequence[Sample] = ()
        """What came at the last tick; heard on when the Round is over."""
        self.held_back = False
        """What comes is kept from the Round, as if nothing had come yet: the limb is still where it chose the Round."""
        self.lifted = False
        """The limb is up where it chose: what begins from rest waits until it is back."""
        self._later: list[Command] = []
        self._later_ticks = 0
        self._writer = writer
        self._mover = mover
        self._broadcasting = broadcasting
        self._keep, self._flag = keep, flag
        self._early: list[Sample] = []
        """Heard since the last tick, for the next one."""

    @property
    def broadcast(self) -> str | None:
        """The network to which what is seen is being sent; None while nothing is."""
        return None if self._broadcasting is None else self._broadcasting.interface

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the samples come from."""
        return self.prepared.sources

    @property
    def over(self) -> bool:
        """The Round has ended, or there is nothing more to play again."""
        return self.round.over or all(source.state is SourceState.ENDED for source in self.sources)

    @property
    def notice(self) -> str | None:
        """What is wrong with a source, in one sentence; None while all is well."""
        return next((source.notice for source in self.sources if source.notice is not None), None)

    @property
    def waits(self) -> bool:
        """Something that was said waits until the limb is back."""
        return bool(self._later)

    def listen(self, now_s: float) -> None:
        """Hear what has come so far, for the next tick: whoever has time before that has less to do in it."""
        live = (source for source in self.sources if not source.stepped)
        self._early += [stored(sample) for source in live for sample in source.poll(now_s)]

    def tick(self, now_s: float, commands: Sequence[Command]) -> tuple[Event, ...]:
        """One sixtieth of a second; `now_s` is the clock that live sources are polled with."""
        if self._mover is not None:
            commands = [*commands, *self._mover(self.round.view())]
        commands = self._from_rest(commands)
        samples, self._early = self._early, []
        samples += [stored(sample) for source in self.sources for sample in source.poll(now_s)]
        self.samples = samples
        samples = [] if self.held_back else samples
        self.heard = self.heard or bool(samples)
        events = self.round.tick(samples, commands)
        if self.first_clean is not None:
            self.first_clean.see(now_s, events)
        if self._broadcasting is not None:
            self._broadcasting.tell(samples, self.round.view(), events, now_s)
        if self._writer is not None:
            self._writer.tick(samples, commands, events)
        return events

    def _from_rest(self, commands: Sequence[Command]) -> Sequence[Command]:
        """What is to be done now. While the limb is lifted, going on and setting zero wait for it, unless something
        else is said after them; but not for ever."""
        if not self._later and not self.lifted:
            return commands
        said = [*self._later, *commands]
        first = next((at for at, each in enumerate(said) if each.do in _FROM_REST), len(said))
        self._later_ticks = self._later_ticks + 1 if self._later else 0
        waits = self.lifted and self._later_ticks < _LIFTED_TICKS_MAX
        if not waits or any(each.do not in _FROM_REST for each in said[first:]):
            first = len(said)
        self._later = said[first:]
        return said[:first]

    def say(self, commands: Sequence[Command]) -> None:
        """Commands of the last moment, taken without waiting for another sample."""
        if commands:
            events = self.round.tick((), commands)
            if self._writer is not None:
                self._writer.tick((), commands, events)

    def play_unkept(self) -> None:
        """The disk does not take it and the person was told: play goes on without being kept."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def finish(self, ended: str | None = None) -> Mapping[str, Any]:
        """Let go of the sources, keep the summary, and give it. The file ends as one plain file."""
        reports = [report for source in self.sources for report in source.reports()]
        self._let_go()
        learned = self.round.tracker.calibration
        if self._keep is not None and learned is not None:
            self._keep(learned)
        found = summary(
            self.prepared.header,
            self.round.outcome(ended),
            reports,
            self._writer.path if self._writer else None,
            self.round.digest(ended),
            math.nan if self.first_clean is None else self.first_clean.after_s,
        )
        if self._writer is not None:
            self._writer.finish(found)
        return found

    def close(self) -> None:
        """Let go of everything without a summary; what was committed can be recovered. Where no sample ever came,
        nothing was measured and no file is left."""
        self._let_go()
        if self._writer is not None:
            self._writer.close()
            if not self.heard:
                self._writer.path.unlink(missing_ok=True)
        if not self.heard and self._flag is not None:
            for words in self.round.outcome().context["flags"]:
                self._flag(words)

    def _let_go(self) -> None:
        """Of the sources; and nothing more is sent to anybody."""
        for source in self.sources:
            source.close()
        if self._broadcasting is not None:
            self._broadcasting.close()
            self._broadcasting = None
