"""Every shipped level in full, on both sides, by somebody who can: finished, its dose done, kept, and proved."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from game.content import shipped_levels
from game.level import read_level
from game.level.kinds import TESTS
from tests.benchmarks.figure import Figure
from tests.game.population.library import play_ably

_PROCESSES = 2


def figures() -> Iterator[Figure]:
    """How many levels there are, and which of them do not do what they should."""
    names = sorted(shipped_levels())
    played = [(name, side) for name in names for side in ("left", "right")]
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
        wrong = [found for found in pool.map(_wrong, played) if found]
    for found in wrong:
        print(f"  {found}", flush=True)
    yield Figure("levels played in full, on each side", float(len(names)), "")
    yield Figure("of these not finished, not done or not proved", float(len(wrong)), "", limit=0.0)


def _wrong(played: tuple[str, str]) -> str | None:
    """What is wrong with one level on one side; None where nothing is."""
    name, side = played
    path = shipped_levels()[name]
    level = read_level(path.read_bytes(), str(path))
    with TemporaryDirectory() as home:
        found = play_ably(level, side, Path(home), None)
    done = level.kind in TESTS or found.done >= found.asked
    if found.summary["ended"] == "finished" and done and not found.proofs:
        return None
    return f"{name} {side}: {found.summary['ended']}, {found.done} of {found.asked}; {' '.join(found.proofs)}"
