"""Course: the phases of a Round: what a person says, and how play is held, goes on and ends for it."""

from __future__ import annotations

from collections.abc import Sequence

from game.coaching.safety_table import Effect, Heard, State
from game.exercises.events import (
    Answered,
    Event,
    NeutralRefused,
    PainReported,
    Paused,
    Resumed,
    Rezeroed,
    RoundEnded,
    Tired,
)
from game.exercises.exercise import Answerable, Exercise, Withdrawing
from game.motion.tracker import BodyTracker
from game.round.commands import Command, Do
from game.round.cueing import Cueing
from game.round.dose import Dose
from game.round.doubting import Doubting
from game.round.guiding import Guiding
from game.round.posing import Posing
from game.round.ranging import Ranging
from game.round.safekeeping import EASIER_FOR, PHASES, Safekeeping
from game.round.silence import Silence
from game.round.view import HELD, WAITS, Phase
from game.scoring.keeper import ScoreKeeper

_SPOILT = {"signal": "the sensor was away", "doubt": "the sensor was in doubt"}


class Course:
    """What a Round is doing now. Only what the safety machine lets it does it do; a Round adds what is played."""

    ticks: int
    _tracker: BodyTracker
    _exercise: Exercise
    _keeper: ScoreKeeper
    _dose: Dose
    _silence: Silence
    _doubting: Doubting
    _posing: Posing
    _cueing: Cueing
    _ranging: Ranging
    _safe: Safekeeping
    _guiding: Guiding

    def __init__(self) -> None:
        self.ticks = 0
        self._phase = Phase.WAITING
        self._back_to = Phase.NEUTRAL
        self._ended: str | None = None

    @property
    def over(self) -> bool:
        """The Round has ended; only answers are still taken."""
        return self._ended is not None

    def _obey(self, command: Command) -> list[Event]:
        tick, do = self.ticks, command.do
        if do is Do.ANSWER:
            return self._answer(command)
        if self.over:
            return []
        match do:
            case Do.PAUSE:
                return self._hold(Phase.PAUSED, "person")
            case Do.RESUME if self._safe.state not in PHASES:
                return self._resume()
            case Do.EASIER:
                return self._guiding.ease(tick, "you asked for it")
            case Do.HARDER:
                return self._guiding.harden(tick, "you asked for it")
            case Do.MORE_FEEDBACK:
                self._guiding.more_feedback()
                return []
            case Do.HERE:
                if isinstance(self._exercise, Answerable):
                    self._exercise.answer()
                return []
            case Do.REZERO:
                return self._rezero()
            case Do.SKIP_WARM_UP:
                return self._skip_warm_up()
        if do in (Do.HURTS, Do.PAIN, Do.SHARP):
            self._ranging.clear()
        heard, told = self._safe.obey(tick, command)
        if heard in (Heard.PAIN_LITTLE, Heard.PAIN_MORE):
            pains = [each.pain for each in told if isinstance(each, PainReported)]
            told += self._guiding.hurt(tick, pains[-1], easier=heard is Heard.PAIN_MORE)
        return told if heard is None else [*told, *self._hear_of(heard)]

    def _hear_of(self, heard: Heard) -> list[Event]:
        """Let the safety machine hear it, and do what it asks for."""
        before = self._safe.state
        effects, state = self._safe.hear(heard), self._safe.state
        events: list[Event] = []
        if (Effect.EASIER in effects or Effect.LOWER in effects) and heard in EASIER_FOR:
            events += self._guiding.ease(self.ticks, EASIER_FOR[heard])
        if Effect.CUE in effects:
            events += self._cueing.say(self.ticks, "sit_tall")
        if Effect.REST in effects or Effect.REST_LONG in effects:
            self._dose.ask_rest(self._safe.tired_rest_s if Effect.REST_LONG in effects else 0.0)
        if state is before:
            return events
        if state is State.ENDED:
            return events + (self._end(self._safe.safety.ended) if self._ended is None else [])
        if state in PHASES:
            return events + self._hold(*PHASES[state])
        return events + (self._resume() if before in PHASES else [])

    def tire(self, signs: Sequence[str]) -> list[Event]:
        """Signs of fatigue, two at least, in words: a long rest, then easier, then the end is offered."""
        return [Tired(self.ticks, ", ".join(signs)), *self._hear_of(Heard.TIRED)]

    def _rezero(self) -> list[Event]:
        if self._silence.site is not None or not self._tracker.rezero():
            return [NeutralRefused(self.ticks, self._tracker.refused or "not every sensor is heard")]
        self._exercise.spoil("set to zero on the way")
        trusted = self._doubting.trust(self.ticks)
        return [Rezeroed(self.ticks), *trusted, *(self._resume() if self._phase is Phase.DOUBTED else [])]

    def _skip_warm_up(self) -> list[Event]:
        """On to the exercise itself, as soon as the limb is back."""
        if self._guiding.warm_up is not None:
            self._guiding.skip_warm_up()
            if isinstance(self._exercise, Withdrawing):
                self._exercise.withdraw()
        return []

    def _answer(self, command: Command) -> list[Event]:
        heard, said = self._safe.answer(self.ticks, command.question, float(command.value))
        self._keeper.add([said], ())
        if self.over:
            return [said]
        return [said, *(self._strive(said) if heard is None else self._hear_of(heard))]

    def _strive(self, said: Answered) -> list[Event]:
        """Effort may make it easier, and may be the second sign of fatigue."""
        eased, signs = self._guiding.answered(said), self._guiding.strained(said)
        return eased + (self.tire(signs) if signs else [])

    def _pose_again(self) -> list[Event]:
        """A sensor was handled: angles count from another neutral pose, and play goes on from there."""
        self._phase = self._posing.seek(self._back_to)
        return [Resumed(self.ticks)]

    def _hold(self, phase: Phase, cause: str) -> list[Event]:
        """Stop the play and remember where to go on; a stop comes before a pause, that before a silence, and a doubt
        comes last."""
        before = self._phase
        if phase in (Phase.SILENT, Phase.DOUBTED, Phase.PAUSED) and before in HELD:
            return []
        if phase is Phase.DOUBTED and before is Phase.SILENT:
            return []
        self._phase = phase
        if before in WAITS:
            return []
        self._back_to = before
        self._exercise.spoil(_SPOILT.get(cause, "paused on the way"))
        return [Paused(self.ticks, cause)]

    def _resume(self) -> list[Event]:
        if self._phase not in WAITS:
            return []
        if self._silence.site is not None:
            self._phase = Phase.SILENT
            return []
        if self._doubting.held is not None:
            if self._phase is Phase.DOUBTED:
                return [*self._doubting.trust(self.ticks), *self._pose_again()]
            self._phase = Phase.DOUBTED
            return []
        self._phase = self._back_to
        return [Resumed(self.ticks)]

    def _end(self, ended: str) -> list[Event]:
        self._phase, self._ended = Phase.ENDED, ended
        self._hear_of(Heard.DONE)
        self._keeper.finish(ended)
        return [RoundEnded(self.ticks, ended)]
