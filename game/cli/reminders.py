"""`moveagain reminders`: a calendar file, or the desktop's own notification, on fixed weekdays."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.screens.language import LANGUAGES

if TYPE_CHECKING:
    from game.people.reminders import Reminders


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `reminders` and its three commands."""
    parser = subparsers.add_parser("reminders", help="be reminded on fixed weekdays, by a calendar or the desktop")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    calendar = commands.add_parser("calendar", help="write a file that any calendar takes")
    calendar.add_argument("file", metavar="FILE", type=Path, help="where to, such as moveagain.ics")
    calendar.set_defaults(run=run_calendar)
    install = commands.add_parser("install", help="let this desktop say it (Linux with systemd)")
    install.set_defaults(run=run_install)
    remove = commands.add_parser("remove", help="let the desktop say it no more")
    remove.set_defaults(run=run_remove)
    for command in (calendar, install, remove):
        command.add_argument("--person", metavar="NAME", help="whose reminders; their settings say when")
        command.add_argument(
            "--language",
            choices=tuple(LANGUAGES),
            help="the language of all words; else the person's, else the system's",
        )
    for command in (calendar, install):
        command.add_argument("--days", metavar="DAYS", help="weekdays such as monday,thursday")
        command.add_argument("--at", metavar="TIME", help="the hour, such as 10:00")
        command.add_argument("--title", metavar="WORDS", help="what stands there instead of “Time for Moveagain”")


def run_calendar(args: argparse.Namespace) -> int:
    """Write the file."""
    from game.app.reminding import write_calendar
    from game.screens.language import gettext as _

    reminders = _wanted(args)
    write_calendar(args.file, args.home, args.person, reminders)
    print(_("Reminders for {when} are in the file {file}.").format(when=_when(reminders), file=args.file))
    print(_("Open it with the calendar of your computer or telephone."))
    return 0


def run_install(args: argparse.Namespace) -> int:
    """Let systemd notify this user."""
    from game.app.reminding import install
    from game.screens.language import gettext as _

    reminders = _wanted(args)
    timer = install(args.home, args.person, reminders)
    print(_("This computer reminds you: {when}.").format(when=_when(reminders)), f"({timer})")
    return 0


def run_remove(args: argparse.Namespace) -> int:
    """Take that away again."""
    from game.app.reminding import remove
    from game.screens.language import gettext as _

    _speak(args)
    removed = remove(args.home, args.person)
    print(_("This computer will not remind you.") if removed else _("There was no reminder to remove."))
    return 0


def _speak(args: argparse.Namespace) -> None:
    """In the language that is asked for, else the person's, else the system's."""
    import os

    from game.app.progress import language_of
    from game.screens.language import speak, wanted

    speak(wanted(args.language or language_of(args.home, args.person or ""), os.environ))


def _wanted(args: argparse.Namespace) -> Reminders:
    from game.app.reminding import wanted

    _speak(args)
    return wanted(args.home, args.person, args.days, args.at, args.title)


def _when(reminders: Reminders) -> str:
    from game.screens.reminders import when

    return when(reminders.days, f"{reminders.at:%H:%M}")
