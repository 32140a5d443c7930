"""`moveagain progress`: what a person did and how it went, for them, their family or their therapist."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.screens.language import LANGUAGES

if TYPE_CHECKING:
    from game.coaching.report import ProgressReport


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `progress`; `args.run(args)` gives the exit code."""
    parser = subparsers.add_parser("progress", help="what was done and how it went, in words, numbers or a page")
    parser.add_argument("--person", metavar="NAME", help="whose, by id or name; not needed where only one plays here")
    parser.add_argument("--week", action="store_true", help="only today and this week")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--therapist", action="store_true", help="every series too, with its smallest real change")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write one HTML page to read and to print")
    parser.add_argument("--force", action="store_true", help="with --page: write over a file that is something else")
    parser.add_argument(
        "--language", choices=tuple(LANGUAGES), help="the language of all words; else the person's, else the system's"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell one person's progress from real sessions."""
    import json
    import os
    from textwrap import fill

    from game.app.progress import as_row, language_of, report_for
    from game.cli.progress_text import WIDTH, told
    from game.screens import progress_words as words
    from game.screens.language import speak, wanted

    report = report_for(args.home, args.person)
    speak(wanted(args.language or language_of(args.home, report.person), os.environ))
    if args.page is not None:
        return _write_page(args, report)
    if args.json:
        print(json.dumps(as_row(report, therapist=args.therapist), indent=2, allow_nan=False))
    elif report.days:
        print(told(report, week=args.week, therapist=args.therapist))
    else:
        print(fill(words.nothing_yet(report.shown) if report.person else words.nobody_yet(), WIDTH))
    return 0


def _write_page(args: argparse.Namespace, report: ProgressReport) -> int:
    from game.app.progress_page import write_page

    write_page(args.page, report, therapist=args.therapist, force=args.force)
    print(f"Written: {args.page}")
    return 0
