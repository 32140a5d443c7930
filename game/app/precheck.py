"""Precheck: what was answered before play in this sitting, for how long it holds, and whether it forbids play."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.coaching.safety import DO_NOT_EXERCISE
from game.round.commands import Command, Do

if TYPE_CHECKING:
    from game.app.way import Way
    from game.coaching.history import History
    from game.coaching.prescription import Prescription

_HOLDS_S = 3600.0
"""After so long it is asked again: a choice, the gap that ends a sitting."""


class Precheck:
    """One sitting's. `why` is the sentence that is said where it forbids play."""

    def __init__(self, home_dir: str | None) -> None:
        self.why = DO_NOT_EXERCISE
        self.said: list[Command] = []
        self.beside: list[Command] = []
        """What one exercise asked beside it."""
        self._home = home_dir
        self._since_s = 0.0

    @property
    def answers(self) -> list[Command]:
        """All that was answered before this exercise."""
        return [*self.said, *self.beside]

    def answered(self, question: str) -> bool:
        """Whether this was answered."""
        return any(command.question == question for command in self.said)

    def clears(self, person: str | None, prescription: Prescription | None) -> bool:
        """Whether a sensor may be played with at all: a prescription stands, or the safety check was passed, now or
        before. What has just been passed is kept, and says what the pre-check would ask again."""
        from game.app import readiness
        from game.coaching.readiness import ANSWERS_TOO, SAFETY_CHECK, passed

        if readiness.prescribed(prescription):
            return True
        if passed({command.question: command.value for command in self.said}):
            readiness.keep(self._home, person)
            self.said = [Command(Do.ANSWER, value, question) for question, value in ANSWERS_TOO.items()]
        elif not self.answered(SAFETY_CHECK) and readiness.is_known(self._home, person):
            self.take(Command(Do.ANSWER, 0.0, SAFETY_CHECK))
        return self.answered(SAFETY_CHECK)

    def clear(self, way: Way, person: str | None, prescription: Prescription | None) -> Way:
        """The way, with whether a sensor may be played with by whoever is on it now."""
        return replace(way, cleared=self.clears(person, prescription))

    def take(self, command: Command) -> None:
        """One answer, in the place of an earlier one."""
        self.said = [said for said in self.said if said.question != command.question] + [command]

    def begin(self, now_s: float) -> None:
        """All of it is answered."""
        self._since_s = now_s

    def holds(self, now_s: float) -> bool:
        """Whether it need not be asked again; else it is forgotten."""
        if now_s - self._since_s <= _HOLDS_S:
            return True
        self.said = []
        return False

    def carry(self, command: Command) -> None:
        """The pain after one exercise is the pain before the next."""
        if command.question == "pain_after" and self.said:
            self.take(replace(command, question="pain_before"))

    def forbids(self, person: str | None, history: History | None) -> bool:
        """Whether what has been answered so far forbids play. Then the therapist reads of it, and it is forgotten."""
        from game.app.prescribed import flagging, forbids

        told = forbids({command.question: command.value for command in self.said}, history)
        if told is None:
            return False
        self.why, flag = told
        flagging(self._home, person)(flag)
        self.said = []
        return True

    def sore_after(self, person: str | None) -> None:
        """The skin is sore after play: the therapist reads of it."""
        from game.app.prescribed import flagging
        from game.coaching.safety import FLAG_SKIN

        flagging(self._home, person)(FLAG_SKIN)
