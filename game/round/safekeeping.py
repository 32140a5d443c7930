"""Safekeeping: the safety state machine of one Round, and everything that a Round tells it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from game.coaching.allowed import Allowed
from game.coaching.safety_table import Effect, Heard, Safety, State, step
from game.exercises.events import Answered, Event, FallAnswered, ImpactFelt, RepCompleted, TrialEnded, UnwellReported
from game.exercises.exercise import TICK_S
from game.level import Level
from game.level.kinds import TESTS
from game.motion.impact import ImpactWatch
from game.round.commands import Command, Do
from game.round.setup import RoundSetup
from game.round.view import Phase
from game.round.wellbeing import Wellbeing
from input_devices import Sample

PHASES: dict[State, tuple[Phase, str]] = {
    State.STOP: (Phase.STOP, "stop"),
    State.HURTS: (Phase.PAIN, "stop"),
    State.FALL: (Phase.FALL, "fall"),
    State.OFFER: (Phase.OFFER, "tired"),
}
"""How a Round shows the states in which play waits for a person, and why it then says it waits."""
_ANSWER_S_MAX = 60.0
"""Nobody answers for so long whether they fell, or want to end: play ends. A choice."""
_ANSWERED = (State.FALL, State.OFFER)
"""What is asked in these waits for an answer only so long."""
_HELPED_OF = 5
"""Of so many of the last movements it is counted how many were compensated: a choice."""
_EFFORT_EVERY = 2
"""Effort is asked at every second rest."""
EASIER_FOR = {
    Heard.GO_ON: "you stopped",
    Heard.STILL_TIRED: "you are tired",
    Heard.STILL_HELPED: "the trunk helps",
    Heard.MORNING: "it hurt on the morning after",
}


class Safekeeping:
    """Sorts what is said and felt for the table, and keeps what it makes of it."""

    def __init__(self, level: Level, setup: RoundSetup, allowed: Allowed) -> None:
        self.wellbeing = Wellbeing(level, setup, allowed)
        self.safety = Safety()
        self._tryout = setup.mode == "tryout"
        helps = (allowed.compensation or level.guards.compensation) == "allow"
        self._allows_help = helps or level.kind in TESTS  # a test measures, and says nothing of how it goes
        self._helped = allowed.helped
        self.tired_rest_s = allowed.tired_rest_s
        """The rest of somebody who is tired."""
        self._watches: dict[str, ImpactWatch] = {}
        self._last: deque[bool] = deque(maxlen=_HELPED_OF)
        self._waited_s = 0.0
        self._pain_owed = False
        self.asks: str | None = None
        """The question of this rest, `pain` or `effort`; None where none is asked, or it was answered."""

    @property
    def state(self) -> State:
        """Where the machine is."""
        return self.safety.state

    def hear(self, heard: Heard) -> tuple[Effect, ...]:
        """Step the machine; what else is to be done."""
        before = self.safety.state
        self.safety, effects = step(self.safety, heard)
        if self.safety.state is not before:
            self._waited_s = 0.0
        self._pain_owed = self._pain_owed or Effect.ASK_PAIN in effects
        if Effect.FLAG in effects and (words := _FLAGGED.get(heard)) is not None:
            self.wellbeing.flags.append(words)
        return effects

    def obey(self, tick: int, command: Command) -> tuple[Heard | None, list[Event]]:
        """What a person's word means for the machine, None for a word that is none of its own; and what to tell."""
        do = command.do
        if do in (Do.PAIN, Do.SHARP):
            self.asks, self._pain_owed = None if self.asks == "pain" else self.asks, False
            return self.wellbeing.hurt(tick, command.value, do is Do.SHARP)
        if do is Do.UNWELL:
            self.wellbeing.notes.append("felt unwell")
            return Heard.UNWELL, [UnwellReported(tick)]
        if do in (Do.FELL, Do.NOT_FELL):
            if do is Do.NOT_FELL and self.state is not State.FALL:
                return None, []
            return _HEARD[do], [FallAnswered(tick, do is Do.FELL)]
        return _HEARD.get(do), []

    def answer(self, tick: int, question: str, value: float) -> tuple[Heard | None, Answered]:
        """An answer to a question; what follows from it, where play has not ended."""
        said = self.wellbeing.answer(tick, question, value)
        if question == self.asks:
            self.asks = None
        if self.state is State.ENDED:
            return None, said
        return self.wellbeing.follows(question), said

    def feel(self, tick: int, samples: Sequence[Sample]) -> ImpactFelt | None:
        """A fall-like moment in what a worn sensor says."""
        felt, watches = None, self._watches
        for sample in samples:
            site = sample.site
            watch = watches.get(site)
            if watch is None:
                watch = watches[site] = ImpactWatch()
            if watch.feel(sample):
                felt = ImpactFelt(tick, site)
        return felt

    def watch(self, events: Sequence[Event]) -> bool:
        """Movements that ended a trial: whether the trunk helps with most of them."""
        ended = any(isinstance(event, TrialEnded) and not event.spoilt for event in events)
        verdicts = [event.verdict for event in events if isinstance(event, RepCompleted)]
        if not ended or not verdicts or self._allows_help:
            return False
        self._last.append(verdicts[-1] == "compensated")
        if sum(self._last) < self._helped:
            return False
        self._last.clear()
        return True

    def wait(self) -> Heard | None:
        """One tick in which an answer is waited for; what it means that there is none."""
        state = self.safety.state
        if state not in _ANSWERED:
            return None
        self._waited_s += TICK_S
        if self._waited_s < _ANSWER_S_MAX:
            return None
        # A try-out has nobody who could be hurt by going on.
        return Heard.GO_ON if self._tryout and state is State.OFFER else Heard.NO_ANSWER

    def rests(self, number: int) -> None:
        """The rest of that number begins: what is asked in it."""
        if self._tryout:
            return
        self.asks = "pain" if self._pain_owed else "effort" if number % _EFFORT_EVERY == 0 else None


_HEARD = {
    Do.STOP: Heard.STOP,
    Do.HURTS: Heard.HURTS,
    Do.RESUME: Heard.GO_ON,
    Do.FINISH: Heard.FINISH,
    Do.FELL: Heard.FELL,
    Do.NOT_FELL: Heard.NOT_FELL,
}
_FLAGGED = {
    Heard.UNWELL: "felt unwell",
    Heard.FELL: "a fall during play",
    Heard.NO_ANSWER: "a fall-like impact, and no answer",
}
"""What no answer or pain has flagged already, in its words."""
