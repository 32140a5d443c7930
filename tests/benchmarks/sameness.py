"""Same seed, same digest: two runs as fast as they compute, and one in real time."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tests.benchmarks.figure import Figure

LEVEL = "shoulder_abduction_reach_1"


def _digest(*options: str) -> str:
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "game", "--home", home, "play", LEVEL, "--headless", "--json"]
        command += ["--input", "simulated:shaky", "--seed", "7", *options]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    digest: str = json.loads(printed)["digest"]
    return digest


def figures() -> Iterator[Figure]:
    """How many of the three runs differ from the first."""
    first = _digest("--speed", "max")
    others = (_digest("--speed", "max"), _digest())
    yield Figure("runs of one seed with another digest", sum(digest != first for digest in others), "runs", 0)
