"""`moveagain tour DIR`: every screen as a picture, without a window."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.screens.language import LANGUAGES


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `tour`; `args.run(args)` gives the exit code."""
    parser = subparsers.add_parser("tour", help="draw every screen as a picture, without a window")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go; made if it is not there")
    parser.add_argument(
        "--language",
        choices=tuple(LANGUAGES),
        help="only this language; without it English whole, others with large text",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Draw the pictures and say how many. Exit 1 where they cannot be written."""
    import sys

    from game.screens.tour import tour

    try:
        taken = tour(args.folder, language=args.language)
    except OSError as problem:
        print(
            f"The pictures cannot be written to {args.folder}: {problem.strerror}. Name another folder.",
            file=sys.stderr,
        )
        return 1
    print(f"{len(taken)} pictures in {args.folder}")
    return 0
