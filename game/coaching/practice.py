"""Practice: in which order places come, which side is asked for more often, and which trials have feedback."""

from __future__ import annotations

import numpy as np

from game.coaching.settings import CoachSettings, Order
from game.exercises.exercise import Asked, Side

_BLOCK_MAX = 10
"""Trials in a row at one place in blocked practice, at most: a choice."""


def order_of(session: int, settings: CoachSettings, asked: Asked) -> Order:
    """The order of a session, the first is 1. A level that asks for a drawn order, or lets the person choose, has that
    from the first session on."""
    if settings.order not in ("by_session", "person") or (settings.order == "person" and asked.choosable):
        return settings.order
    if asked.by_person:
        return "person"
    if asked.shuffled:
        return "random"
    if session <= settings.blocked_sessions:
        return "blocked"
    return "serial" if session <= settings.blocked_sessions + settings.serial_sessions else "random"


def feedback_share(session: int, settings: CoachSettings) -> float:
    """The share of trials with feedback in a session, the first is 1: it fades evenly."""
    faded = (session - 1) / max(1, settings.feedback_sessions - 1)
    return 1.0 - (1.0 - settings.feedback_last) * min(1.0, faded)


class Places:
    """Which place comes next. Every round of as many trials as there are places asks for each once, or, in blocked
    practice, for one of them several times in a row; a bias puts a place of its side in turn."""

    def __init__(
        self,
        count: int,
        order: Order,
        repetitions: int,
        seed: int,
        sides: tuple[Side | None, ...] = (),
        settings: CoachSettings | None = None,
    ) -> None:
        settings = settings or CoachSettings()
        self._order = order
        self._block = min(_BLOCK_MAX, max(1, repetitions // count)) if order == "blocked" else 1
        self._random = np.random.default_rng(seed)
        self._all = tuple(range(count))
        self._biased = tuple(place for place, side in enumerate(sides) if side == settings.side and side is not None)
        rest = tuple(place for place in self._all if place not in self._biased)
        self._rest = rest if self._biased and rest else ()
        self._share, self._owed = settings.bias_share, 0.5
        self._queues: dict[tuple[int, ...], list[int]] = {}

    def next(self) -> int:
        """The place of the next trial."""
        if not self._rest:
            return self._draw(self._all)
        self._owed += self._share
        if self._owed >= 1.0:
            self._owed -= 1.0
            return self._draw(self._biased)
        return self._draw(self._rest)

    @property
    def choices(self) -> tuple[int, ...]:
        """What is left of the round, where the person chooses; empty where they do not."""
        return tuple(self._round(self._all)) if self._order == "person" else ()

    def take(self, place: int) -> None:
        """The person has taken this one of the choices."""
        self._round(self._all).remove(place)

    def _draw(self, among: tuple[int, ...]) -> int:
        return self._round(among).pop(0)

    def _round(self, among: tuple[int, ...]) -> list[int]:
        """What is left of the round; where nothing is, the next one."""
        queue = self._queues.setdefault(among, [])
        if not queue:
            queue += [place for place in among for _ in range(self._block)]
            if self._order == "random":
                self._random.shuffle(queue)
        return queue


class Feedback:
    """Which trials have feedback: spread evenly, the first one has it."""

    def __init__(self, share: float) -> None:
        self._share, self._owed = share, 1.0 - share
        self._more = 0

    def more(self, trials: int) -> None:
        """The person asks for more: the next so many trials have it."""
        self._more = trials

    def next(self) -> bool:
        """Whether the next trial has feedback."""
        if self._more > 0:
            self._more -= 1
            return True
        self._owed += self._share
        if self._owed < 1.0 - 1e-9:
            return False
        self._owed -= 1.0
        return True
