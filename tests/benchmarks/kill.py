"""Kills a playing process at random moments and looks at what its session file still holds.

`python -m tests.benchmarks.kill [TIMES]` prints one line a kill; exit 1 when a file does not open or misses too much.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from game.round import Round
from game.sessions.engine import engine
from game.sessions.reader import read_session
from game.sessions.recover import recover
from game.sessions.verify import integrity, reproduction
from game.sessions.writer import TICKS_A_SECOND, SessionWriter
from tests.benchmarks.figure import Figure, quantile
from tests.game.sessions.played import header, the_summary, ticks

FAST_S, LIVE_S = 20.0, 5.0
"""How much would be played if nobody killed it; a kill may also hit the last moments, when the file is finished."""
TIMES = 50
AT_ONCE = 4
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Kill:
    """One killed process."""

    live: bool
    """Played in real time with the seconds committed behind it; otherwise as fast as it computes."""
    played_ticks: int
    """Ticks that the writer had taken when the kill came."""
    kept_ticks: int
    words: str
    """What `recover` said."""
    proved: bool
    """The recovered file holds both proofs."""

    @property
    def missing_s(self) -> float:
        """Play that is lost."""
        return (self.played_ticks - self.kept_ticks) / TICKS_A_SECOND


def run(times: int, seed: int = 1) -> list[Kill]:
    """Kill `times` processes, every other one in live play, each at a random tick."""
    draw = random.Random(seed)
    lives = [number % 2 == 1 for number in range(times)]
    moments = [draw.randint(1, round((LIVE_S if live else FAST_S) * TICKS_A_SECOND)) for live in lives]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        folders = [Path(folder) / str(number) for number in range(times)]
        return list(pool.map(_kill, folders, lives, moments))


def _kill(folder: Path, live: bool, moment: int) -> Kill:
    command = [sys.executable, "-m", "tests.benchmarks.kill", "--play", str(folder), *(["live"] if live else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        played = len(child.stdout.read(moment))
        child.kill()
        played += len(child.stdout.read())
    (path,) = folder.glob("*.moveagain")
    kept_ticks = sum(second.ticks for second in read_session(path).stored.seconds)
    words = "; ".join(recovery.words for recovery in recover(folder, engine()))
    session = read_session(path)
    proved = integrity(session.stored).holds and reproduction(session, engine()).holds
    return Kill(live, played, kept_ticks, words or "had ended by itself", proved)


def _play(folder: Path, live: bool) -> None:
    """Play until the end or the kill; a byte on standard output for each tick that the writer has taken."""
    head = header()
    round_ = Round(head.setup)
    writer = SessionWriter(folder, head, live=live)
    start_s = time.monotonic()
    for count, (samples, commands) in enumerate(ticks(LIVE_S if live else FAST_S), 1):
        writer.tick(samples, commands, round_.tick(samples, commands))
        os.write(1, b".")
        if live:
            time.sleep(max(0.0, start_s + count / TICKS_A_SECOND - time.monotonic()))
    writer.finish(the_summary(head, round_, writer.path))


def figures() -> Iterator[Figure]:
    """Fifty kills."""
    kills = run(TIMES)
    yield Figure(f"{TIMES} kills: files that opened and were recovered", sum(kill.proved for kill in kills), "")
    yield Figure("of them without both proofs", sum(not kill.proved for kill in kills), "", 0)
    yield Figure("play that was missing, median", quantile([kill.missing_s for kill in kills], 0.5), "s")
    yield Figure("play that was missing, at most", max(kill.missing_s for kill in kills), "s", 1.0)


def main(arguments: list[str]) -> int:
    """Kill and print, or be the one that is killed."""
    if arguments[:1] == ["--play"]:
        _play(Path(arguments[1]), arguments[2:] == ["live"])
        return 0
    kills = run(int(arguments[0]) if arguments else TIMES)
    for kill in kills:
        how = "live" if kill.live else "fast"
        print(f"{how}  played {kill.played_ticks:4}  missing {kill.missing_s:5.2f} s  {kill.proved}  {kill.words}")
    worst_s = max(kill.missing_s for kill in kills)
    print(f"{len(kills)} kills, every file opened, at most {worst_s:.2f} s missing")
    return 0 if worst_s <= 1.0 and all(kill.proved for kill in kills) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
