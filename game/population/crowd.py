"""Crowd: many simulated wearers, shared out over the cores of this computer; what comes of it is the seed's alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from game.population.profile import Profile
from game.population.wearer import Sitting, play_sessions

_ALONE_MAX = 2
"""So few are played here: another process takes about as long to begin."""


def simulate(
    sitting: Sitting,
    profiles: Sequence[Profile],
    seed: int,
    processes: int | None = None,
    tell: Callable[[int], None] = lambda _: None,
) -> list[dict[str, Any]]:
    """What each of them came to, in the order of the profiles; `tell` hears how many are done, whenever one is.

    `processes`: None takes as many as there are cores that may be used.
    """
    workers = min(len(profiles), cores() if processes is None else processes)
    if workers < 2 or len(profiles) <= _ALONE_MAX:
        rows = []
        for place, profile in enumerate(profiles):
            rows.append(play_sessions(sitting, profile, wearer_seed(seed, place)))
            tell(len(rows))
        return rows
    found: dict[int, dict[str, Any]] = {}
    with _pool(workers) as pool:
        places: dict[Future[dict[str, Any]], int] = {
            pool.submit(play_sessions, sitting, profile, wearer_seed(seed, place)): place
            for place, profile in enumerate(profiles)
        }
        for done in as_completed(places):
            found[places[done]] = done.result()
            tell(len(found))
    return [found[place] for place in range(len(profiles))]


def wearer_seed(seed: int, place: int) -> int:
    """Another one for every wearer; and the same for one of them, however many there are."""
    return seed * 100_003 + place


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes of our own, begun afresh, which leave Ctrl-C to us: what has not begun is dropped then, and what is
    being played is ended."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_deaf)
    try:
        yield pool
    except BaseException:
        running = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in running:
            process.terminate()
        raise
    pool.shutdown()


def _deaf() -> None:
    """Ctrl-C reaches every process of the terminal; only the first one acts on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
