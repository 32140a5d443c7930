"""`moveagain programmes`: list, check and tell programmes, say what is due on a day, print the schema."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.coaching.programme import Due, DueDay, Programme


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `programmes` and its commands; `args.run(args)` gives the exit code."""
    parser = subparsers.add_parser("programmes", help="list, check and show programmes, and what is due")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="every programme that comes with the game")
    listing.add_argument("--json", action="store_true", help="as a JSON array")
    listing.set_defaults(run=run_list)
    check = commands.add_parser("check", help="say everything that is wrong with programme files")
    check.add_argument("paths", nargs="+", metavar="PATH", help="a programme's YAML file, or a folder of them")
    check.set_defaults(run=run_check)
    show = commands.add_parser("show", help="one programme in plain words")
    show.add_argument("programme", metavar="PROGRAMME", help="the id of a programme, or the path of a YAML file")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(run=run_show)
    plan = commands.add_parser("plan", help="what is due on a day")
    plan.add_argument("programme", metavar="PROGRAMME", help="the id of a programme, or the path of a YAML file")
    plan.add_argument("--from", dest="first_day", metavar="DAY", help="the day it began; today, when nothing is said")
    plan.add_argument("--on", metavar="DAY", help="the day that is asked about; today, when nothing is said")
    plan.add_argument("--side", choices=("left", "right"), default="right", help="the affected side")
    plan.add_argument("--json", action="store_true", help="as JSON")
    plan.set_defaults(run=run_plan)
    schema = commands.add_parser("schema", help="the JSON Schema of a programme file, for editors")
    schema.set_defaults(run=run_schema)


def run_list(args: argparse.Namespace) -> int:
    """Name every shipped programme."""
    import json

    from game.app.programmes import load_programme
    from game.content import shipped_programmes

    found = [load_programme(name) for name in shipped_programmes()]
    if args.json:
        print(json.dumps([_row(one) for one in found], indent=2, allow_nan=False))
        return 0
    width = max((len(one.id) for one in found), default=0)
    for one in found:
        print(f"{one.id:{width}}  {one.title} ({one.weeks} weeks, {', '.join(one.days)}, review {one.review})")
    return 0


def run_check(args: argparse.Namespace) -> int:
    """Print every problem of every file as `file:line:column: what`. Exit 0 when there is none, else 2."""
    from game.app.programmes import Library
    from game.cli.levels import yaml_files
    from game.coaching.programme_text import read_programme
    from game.content import ContentError, read_file
    from game.level import LevelProblems

    levels, fine, wrong = Library(), 0, 0
    for path in (file for named in args.paths for file in yaml_files(named)):
        try:
            read_programme(*read_file(path, "programme"), levels)
            fine += 1
        except LevelProblems as problems:
            print(problems)
            wrong += 1
        except ContentError as error:
            print(error, file=sys.stderr)
            wrong += 1
    print(f"{fine} {'programme is' if fine == 1 else 'programmes are'} fine{f', {wrong} not' * bool(wrong)}.")
    return 2 if wrong else 0


def run_show(args: argparse.Namespace) -> int:
    """Tell one programme: for whom, how much, and each week's levels."""
    import json

    from game.app.programmes import Library, load_programme

    found = load_programme(args.programme)
    print(json.dumps(_row(found), indent=2, allow_nan=False) if args.json else _told(found, Library()))
    return 0


def run_plan(args: argparse.Namespace) -> int:
    """Say what is due on a day. Raises RequestError for what is no day."""
    import json

    from game.app.programmes import Library, load_programme
    from game.coaching.programme import due_on

    found = load_programme(args.programme)
    first_day, day = _day("--from", args.first_day), _day("--on", args.on)
    due = due_on(found, Library(), day, first_day, args.side)
    if args.json:
        print(json.dumps({"programme": found.id, "day": day.isoformat(), **_due_row(due)}, indent=2, allow_nan=False))
    else:
        print(f"{found.title}, {due.weekday} {day.isoformat()}: {_said_due(found, due)}")
    return 0


def run_schema(args: argparse.Namespace) -> int:  # noqa: ARG001
    """Print the JSON Schema; `programmes/programme.schema.json` is this, kept in a file."""
    import json

    from game.coaching.programme_text import programme_schema

    print(json.dumps(programme_schema(), indent=2))
    return 0


def _day(option: str, text: str | None) -> Any:
    from datetime import date

    from game.app.clock import today
    from game.app.errors import RequestError

    if text is None:
        return today().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RequestError(f"{option} takes a day such as 2026-03-02, not “{text}”") from None


def _row(found: Programme) -> dict[str, Any]:
    return {**found.model_dump(mode="json"), "levels": list(found.level_ids())}


def _told(found: Programme, levels: Any) -> str:
    from game.coaching.programme import due_in

    lines = [
        f"{found.title} ({found.id})",
        found.about,
        "",
        found.approval,
        f"For: {found.suits}",
        f"Not for: {', '.join(found.excludes).replace('_', ' ') or 'nobody is excluded'}",
        f"{found.weeks} weeks; {', '.join(found.days)}; {_times(found.sessions_a_day)} a day"
        f"{f', {found.hours_apart:g} hours apart' * (found.sessions_a_day > 1)}",
        f"Dose: at most {found.dose.repetitions_a_day} repetitions and {found.dose.minutes_a_day:g} minutes of play a "
        f"day; {found.first_week_share:.0%} of it in the first week",
        f"Dose from: {found.dose.source}",
    ]
    for week in range(1, found.weeks + 1):
        fullest = max((due_in(found, levels, week, day) for day in found.days), key=lambda due: due.repetitions)
        lines += ["", f"Week {week}, its fullest day ({fullest.weekday}): {_said_due(found, fullest)}"]
    return "\n".join(lines)


def _times(count: int) -> str:
    return "once" if count == 1 else "twice"


def _said_due(found: Programme, due: DueDay) -> str:
    """What is due, several lines of text."""
    if due.week < 1:
        return "it has not begun."
    if due.week > found.weeks:
        return "it is over. Ask your therapist how to go on."
    if not due.dues:
        return "nothing is due; a day to rest."
    rests_min = found.rest_between_s * (len(due.dues) - 1) / 60.0
    minutes = sum(each.expected.minutes for each in due.dues) + rests_min
    times = "" if due.sessions == 1 else f", twice, {found.hours_apart:g} hours apart"
    said = f"week {due.week}, {due.repetitions} repetitions, {minutes:.0f} minutes with the rests{times}"
    return "\n".join([said, *(_said_one(each) for each in due.dues)])


def _said_one(due: Due) -> str:
    side = "" if due.side is None else f", {due.side}"
    told = f"{due.expected.repetitions} repetitions, about {due.expected.minutes:.1f} minutes"
    return f"  {due.part.replace('_', '-')}: {due.level.title} ({due.level.id}{side}), {told}"


def _due_row(due: DueDay) -> dict[str, Any]:
    return {
        "week": due.week,
        "weekday": due.weekday,
        "sessions": due.sessions,
        "repetitions": due.repetitions,
        "play_min": due.play_min,
        "due": [
            {
                "part": each.part,
                "level": each.level.id,
                "side": each.side,
                "repetitions": each.expected.repetitions,
                "play_min": each.expected.play_min,
                "minutes": each.expected.minutes,
            }
            for each in due.dues
        ],
    }
