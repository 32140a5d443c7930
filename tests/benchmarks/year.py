"""How long a family waits for a year: two sessions a day, told in the terminal and written as a page."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.figure import Figure
from tests.game.sessions.household import year

RUNS = 5


def figures() -> Iterator[Figure]:
    """Each time a program of its own, as somebody calls it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sessions").mkdir()
        count = year(Path(folder) / "sessions")
        for name, words in (("in words", ()), ("as a page", ("--page", f"{folder}/page.html"))):
            took_s = []
            for _run in range(RUNS):
                start_s = time.perf_counter()
                command = [sys.executable, "-m", "game", "progress", "--home", folder, "--person", "P01", *words]
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                took_s.append(time.perf_counter() - start_s)
            yield Figure(f"moveagain progress {name}, {count} sessions, median", median(took_s), "s", 2.0)
