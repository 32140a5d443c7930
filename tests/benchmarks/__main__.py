"""`python -m tests.benchmarks [NAME…]`: measure, print each figure with its limit; exit 1 when one is missed."""

from __future__ import annotations

import os
import sys
from importlib import import_module

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
NAMES = (
    *("starting", "sensing", "motion", "seventeen", "muscles", "decoding", "damage", "fuzz", "replug"),
    *(
        "frames",
        "worlds",
        "flashes",
        "hour",
        "latency",
        "sameness",
        "keeping",
        "kill",
        "coaching",
        "repetitions",
        "population",
        "library",
        "recordings",
        "practice",
        "verdicts",
        "hearing",
        "year",
    ),
)


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all."""
    unknown = set(names) - set(NAMES)
    if unknown:
        print(f"There are {', '.join(NAMES)}; not {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    missed = 0
    for name in names or NAMES:
        print(f"\n{name}")
        for figure in import_module(f"tests.benchmarks.{name}").figures():
            print(f"  {figure}", flush=True)
            missed += not figure.holds
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
