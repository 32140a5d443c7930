"""`moveagain simulate LEVEL`: a population of simulated wearers plays a level in a few sessions; how the last went."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

_SHARES = (10, 25, 50, 75, 90)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `simulate`."""
    parser = subparsers.add_parser("simulate", help="let simulated wearers play a level, and see how it fits them")
    parser.add_argument("level", metavar="LEVEL", help="the id of a level, or the path of a YAML file")
    parser.add_argument("--wearers", type=_count, metavar="N", help="so many people drawn by lot (20)")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="what is drawn by lot is drawn from it")
    parser.add_argument("--profiles", type=Path, metavar="FILE", help="the people of a file (a JSON list) instead")
    parser.add_argument("--side", choices=("left", "right"), default="right")
    parser.add_argument("--prescription", type=Path, metavar="FILE", help="what a therapist allows (YAML)")
    parser.add_argument("--processes", type=_count, metavar="N", help="on so many cores (all that there are)")
    parser.add_argument("--sessions", type=_sessions, metavar="N", help="so many sessions each, a day between two (3)")
    parser.add_argument(
        "--minutes",
        type=_minutes,
        metavar="N",
        help="every session lasts so long; else as long as dose and trials take",
    )
    parser.add_argument("--picture", type=Path, metavar="FILE.png", help="draw how difficulty and success went")
    parser.add_argument("--json", action="store_true", help="print what came of it as JSON and nothing else")
    parser.set_defaults(run=run)


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError("a whole number from 0 to 999999999")
    return int(text)


def _count(text: str) -> int:
    from game.population.profile import PEOPLE_MAX

    if not text.isascii() or not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= PEOPLE_MAX:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to {PEOPLE_MAX}")
    return int(text)


def _sessions(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= len(text) <= 2 or not int(text):
        raise argparse.ArgumentTypeError("a whole number from 1 to 99")
    return int(text)


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = math.nan
    if not 0.1 <= minutes <= 90.0:
        raise argparse.ArgumentTypeError("minutes from 0.1 to 90")
    return minutes


def run(args: argparse.Namespace) -> int:
    """Play, and print. Exit 2 for a wrong call or file, 1 where the picture cannot be kept or Ctrl-C ended it."""
    from game.app.errors import RequestError
    from game.app.simulating import people_of, sitting_of
    from game.population.crowd import simulate

    if args.picture is not None and args.picture.suffix.lower() != ".png":
        raise RequestError("the picture is a PNG: give --picture a name that ends in .png")
    level, sitting = sitting_of(args.level, args.side, args.prescription)
    sitting = replace(sitting, sessions=args.sessions or sitting.sessions, minutes=args.minutes)
    people = people_of(args.wearers, args.seed, args.profiles)
    try:
        with _progress(len(people)) as tell:
            rows = simulate(sitting, people, args.seed, args.processes, tell)
    except KeyboardInterrupt:
        print("Stopped: nothing came of it. Give fewer --wearers to be done sooner.", file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps({"wearers": rows}, allow_nan=False))
    else:
        print("\n".join(_table(level.id, sitting.sessions, rows)))
    if args.picture is None:
        return 0
    from game.screens.crowd import draw_crowd

    try:
        draw_crowd(args.picture, level.title, level.id, rows)
    except OSError as problem:
        why = problem.strerror or str(problem)
        print(f"The picture cannot be written to {args.picture}: {why}. Name another file.", file=sys.stderr)
        return 1
    if not args.json:
        print(f"How difficulty and success went: {args.picture}")
    return 0


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on the error output where that is a terminal; else nothing."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("simulated wearers", total=total)
        yield lambda done: bar.update(task, completed=done)


def _table(level: str, sessions: int, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What came of it, in words and percentiles of the wearers."""
    from game.population.settling import BAND, LAST

    people = f"{len(rows)} simulated wearer{'s' * (len(rows) != 1)}"
    yield f"{level}: {people}, session {sessions} of {sessions}"
    yield ""
    yield f"{'percentile of the wearers':34}" + "".join(f"{share:>8}" for share in _SHARES)
    for words, key, scale in (
        (f"success of the last {LAST} trials, %", "success_last_30", 100.0),
        ("settled after trials", "settled_after", 1.0),
        ("trials that counted", "trials", 1.0),
        ("trials that were spoilt", "spoilt", 1.0),
    ):
        known = sorted(scale * row[key] for row in rows if row[key] is not None)
        yield f"{words:34}" + "".join(f"{_at(known, share / 100.0)}" for share in _SHARES)
    low, high = BAND
    groups = [("all of them", rows)]
    yield ""
    if any(row["inside_wall"] is not None for row in rows):
        able = [row for row in rows if row["inside_wall"]]
        yield f"Up to the easiest of it and not to the hardest: {len(able)} of {len(rows)}."
        groups.append(("these", able))
    for who, these in groups:
        told = [row["success_last_30"] for row in these if row["success_last_30"] is not None]
        fits = sum(low <= success <= high for success in told)
        yield f"Between {100 * low:.0f} and {100 * high:.0f} % success, of {who}: {fits} of {len(these)}."
        never = sum(row["settled_after"] is None for row in these)
        yield f"Never settled, of {who}: {never} of {len(these)}."
    yield f"Targets beyond the wall: {sum(row['targets_beyond_wall'] for row in rows)}."


def _at(ordered: Sequence[float], share: float) -> str:
    """The value that so many do not exceed; a dash where there is none."""
    if not ordered:
        return f"{'–':>8}"
    return f"{ordered[min(len(ordered) - 1, math.floor(share * len(ordered)))]:8.0f}"
