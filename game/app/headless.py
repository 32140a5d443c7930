"""A level played without a window: the same Round, stepped by the clock or as fast as it computes."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from game.app.answers import IN_PLAY, after, before, within
from game.app.clock import now_s, wait
from game.app.errors import RefusedError
from game.app.hosting import Hosting
from game.app.prescribed import safe
from game.loop import TICKS_A_SECOND, FixedStep
from game.round import Command, Do

SILENCE_END_S = 6.0
"""Without a window nobody can plug a sensor in again: after so long without a sample the session ends."""

_UNHEARD = "Nothing was heard from the sensor. Check that it is switched on, and its address."


class _Asked:
    """Whether somebody has asked the program to stop."""

    stopped = False


@contextmanager
def _stoppable() -> Iterator[_Asked]:
    """Ctrl-C and a polite kill end the session instead of the program, so that it is kept."""
    asked = _Asked()

    def stop(_signal: int, _frame: object) -> None:
        asked.stopped = True

    before_ = {sign: signal.signal(sign, stop) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for sign, handler in before_.items():
            signal.signal(sign, handler)


def run_headless(
    hosting: Hosting,
    answers: Mapping[str, float],
    *,
    as_fast_as_it_computes: bool,
    tell: Callable[[str], None] = lambda _: None,
) -> Mapping[str, Any]:
    """Play to the end and give the summary; the answers go in as commands. What a window would say of the sensors is
    told, once whenever it changes.

    Raises SessionError when the session cannot be kept, and RefusedError when the answers forbid play or no sensor
    ever answered.
    """
    if hosting.prepared.recorded is None:
        safe(hosting, answers)
    script = _script(hosting, answers)
    fixed = FixedStep(now_s())
    told: str | None = None
    with _stoppable() as asked:
        running = True
        while running:
            for _ in range(1 if as_fast_as_it_computes else fixed.due(now_s())):
                commands = next(script, None)
                if commands is None:
                    running = False
                    break
                stop = [Command(Do.FINISH)] if asked.stopped else []
                hosting.tick(_source_time_s(hosting), [*commands, *stop])
            wrong = _wrong(hosting) if running else told
            if wrong is not None and wrong != told:
                tell(wrong)
            told = wrong
            if running and not as_fast_as_it_computes:
                wait(fixed.next_s() - now_s())
    if not hosting.heard:
        refusals = hosting.round.outcome().context["notes"]
        sentence = refusals[-1] if refusals else hosting.notice or _UNHEARD
        hosting.close()
        raise RefusedError(sentence)
    return hosting.finish()


def _wrong(hosting: Hosting) -> str | None:
    """What is wrong with a sensor, or with how one is worn; None while all is well."""
    doubt = hosting.round.view().doubt
    return hosting.notice or (doubt.sentence if doubt is not None else None)


def _script(hosting: Hosting, answers: Mapping[str, float]) -> Iterator[Sequence[Command]]:
    """What is said at each tick, until there are no more ticks: as recorded, or the answers before and after play."""
    recorded = hosting.prepared.recorded
    if recorded is not None:
        for tick in recorded.ticks():
            yield tick.commands
        return
    yield before(answers)
    answered = any(question in answers for question in IN_PLAY)
    while not hosting.over:
        yield within(answers, hosting.round.view()) if answered else ()
    if hosting.heard:
        yield after(answers)


def _source_time_s(hosting: Hosting) -> float:
    """Stepped sources live on the Round's own time, live ones on the clock's."""
    stepped = all(source.stepped for source in hosting.sources)
    return hosting.round.ticks / TICKS_A_SECOND if stepped else now_s()
