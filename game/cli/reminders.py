"""`moveagain reminders`: a calendar file, or the desktop's own notification, on fixed weekdays."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

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
    for command in (calendar, install):
        command.add_argument("--days", metavar="DAYS", help="weekdays such as monday,thursday")
        command.add_argument("--at", metavar="TIME", help="the hour, such as 10:00")
        command.add_argument("--title", metavar="WORDS", help="what stands there instead of “Time for Moveagain”")


def run_calendar(args: argparse.Namespace) -> int:
    """Write the file."""
    from game.app.reminding import write_calendar

    reminders = _wanted(args)
    write_calendar(args.file, args.home, args.person, reminders)
    print(f"{args.file} says {_when(reminders)}: “{reminders.title}”. Open it with your calendar.")
    return 0


def run_install(args: argparse.Namespace) -> int:
    """Let systemd notify this user."""
    from game.app.reminding import install

    reminders = _wanted(args)
    timer = install(args.home, args.person, reminders)
    print(f"This desktop says {_when(reminders)}: “{reminders.title}”. A missed day says nothing. ({timer})")
    return 0


def run_remove(args: argparse.Namespace) -> int:
    """Take that away again."""
    from game.app.reminding import remove

    print("The reminder is removed." if remove(args.home, args.person) else "There was no reminder to remove.")
    return 0


def _wanted(args: argparse.Namespace) -> Reminders:
    from game.app.reminding import wanted

    return wanted(args.home, args.person, args.days, args.at, args.title)


def _when(reminders: Reminders) -> str:
    days = [day.title() for day in reminders.days]
    said = days[0] if len(days) == 1 else f"{', '.join(days[:-1])} and {days[-1]}"
    return f"every {said} at {reminders.at:%H:%M}"
