"""`moveagain people`: who plays here, each with a picture and settings of their own; and what is due for them today."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.coaching.planned import Planned
    from game.coaching.today import Today
    from game.people.roster import Person
    from game.people.settings import PersonSettings


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `people` and its commands; `args.run(args)` gives the exit code."""
    parser = subparsers.add_parser("people", help="who plays here, how they want the game, and what is due for them")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(name: str, run: Any, said: str, *, one: bool = True) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=said)
        if one:
            command.add_argument("person", metavar="NAME", help="the person's id, the one that sessions keep")
        command.add_argument("--json", action="store_true", help="as JSON")
        command.set_defaults(run=run)
        return command

    add("list", run_list, "everybody who plays here", one=False)
    adding = add("add", run_add, "add somebody", one=False)
    adding.add_argument("person", nargs="?", metavar="NAME", help="an id such as P01; else the next free one")
    adding.add_argument(
        "settings",
        nargs="*",
        metavar="KEY=VALUE",
        help="settings, such as picture=cat; theme=day is what is offered first at 60 and over or with low sight",
    )
    setting = add("set", run_set, "change how somebody wants the game")
    setting.add_argument("settings", nargs="+", metavar="KEY=VALUE", help="such as text_percent=150 or theme=day")
    add("show", run_show, "every setting of somebody, and what each takes")
    add("forget", run_forget, "take somebody off the list, with their settings; their sessions stay")
    prescribe = add("prescribe", run_prescribe, "keep a therapist's prescription for somebody")
    prescribe.add_argument("file", type=Path, metavar="FILE", help="the prescription (YAML)")
    add("today", run_today, "what is due for somebody today, and what is done of it")


def run_list(args: argparse.Namespace) -> int:
    """Name everybody, in the order in which they were added."""
    from game.people.errors import PeopleError
    from game.people.roster import people_in

    people, wrong = people_in(_home(args))
    if args.json:
        print(json.dumps([_person_row(one) for one in people], indent=2))
    elif not people and wrong is None:
        print("Nobody is added yet. Add somebody with: moveagain people add")
    else:
        width = max((len(one.id) for one in people), default=0)
        for one in people:
            print(f"{one.id:{width}}  {one.picture}{f', {one.name}' if one.name else ''}")
    if wrong is not None:
        raise PeopleError(wrong)
    return 0


def run_add(args: argparse.Namespace) -> int:
    """Add somebody with what is said of them."""
    from game.people.roster import add_person, people_in
    from game.people.settings_file import keep_settings, settings_in

    home, said = _home(args), list(args.settings)
    person = args.person
    if person is not None and "=" in person:  # no id was given, and this is a setting
        person, said = None, [args.person, *said]
    _changed_by(None, said)  # what is wrong is said before anybody is added
    added = add_person(home, person)
    if said:
        keep_settings(home, added.id, _changed_by(settings_in(home, added.id)[0], said))
        added = next(one for one in people_in(home)[0] if one.id == added.id)
    if args.json:
        print(json.dumps(_person_row(added)))
    else:
        print(f"Added {added.id} with the picture {added.picture}. Play with: moveagain play LEVEL --person {added.id}")
    return 0


def run_set(args: argparse.Namespace) -> int:
    """Change some settings; all of them or none."""
    from game.people.settings_file import keep_settings, settings_in

    home = _home(args)
    person = _known(args)
    settings = _changed_by(settings_in(home, person)[0], args.settings)
    path = keep_settings(home, person, settings)
    if args.json:
        _print_settings_json(person, settings)
    else:
        print(f"Kept in {path}")
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Tell every setting; what is wrong in the file is told on standard error."""
    import sys

    from game.people.settings import SETTINGS, all_of, words_for
    from game.people.settings_file import settings_in

    person = _known(args)
    settings, wrong = settings_in(_home(args), person)
    if args.json:
        _print_settings_json(person, settings)
    else:
        for key, value in all_of(settings).items():
            whose = "; the therapist's" if SETTINGS[key].therapist else ""
            print(f"{key}: {_told(value)}  ({SETTINGS[key].about}{whose}: {words_for(key)})")
    if wrong is not None:
        print(wrong, file=sys.stderr)
    return 0


def run_forget(args: argparse.Namespace) -> int:
    """Take somebody off the list, and say what is kept of them."""
    from game.people.roster import forget_person

    kept = forget_person(_home(args), args.person)
    if args.json:
        print(json.dumps({"person": args.person, "kept": list(kept)}))
    else:
        print(f"{args.person} is no longer asked for. Kept: {'; '.join(kept)}.")
    return 0


def run_prescribe(args: argparse.Namespace) -> int:
    """Keep a prescription, once nothing is wrong in it."""
    from game.app.prescribed import read_bytes
    from game.content import printable
    from game.people.prescriptions import keep_prescription, prescription_path

    person, name = _known(args), printable(str(args.file))
    found = keep_prescription(_home(args), person, read_bytes(args.file), name)
    if args.json:
        print(json.dumps({"person": person, "prescription": found.id, "version": found.version}))
    else:
        path = prescription_path(_home(args), person)
        print(f"Kept in {path}: {found.id}, version {found.version}, until {found.reviewed_by}.")
    return 0


def run_today(args: argparse.Namespace) -> int:
    """Tell the day's plan as it stands now, in the sitting that may be gone on with."""
    from dataclasses import replace

    from game.app.clock import today
    from game.app.todays import today_for
    from game.coaching.today import open_sitting
    from game.people.prescriptions import prescription_in
    from game.sessions.home import sessions_folder
    from game.sessions.index import history_of

    home = _home(args)
    history = history_of(sessions_folder(home), args.person, today())
    history = replace(history, sitting=open_sitting(history))
    found = today_for(str(home), prescription_in(home, args.person), history, args.person, ())
    print(json.dumps(_today_row(found), indent=2, allow_nan=False) if args.json else _said_today(found))
    return 0


def _home(args: argparse.Namespace) -> Path:
    from game.sessions.home import home

    return home(getattr(args, "home", None))


def _known(args: argparse.Namespace) -> str:
    """The person that was named. Raises RequestError where nobody has that id."""
    from game.app.errors import unknown
    from game.people.roster import people_in

    ids = [one.id for one in people_in(_home(args))[0]]
    if args.person in ids:
        return str(args.person)
    there = f"There is {', '.join(ids)}." if ids else "Nobody is added yet."
    raise unknown(
        f"there is nobody called {args.person}; add them with `moveagain people add {args.person}`",
        args.person,
        ids,
        there,
    )


def _changed_by(settings: PersonSettings | None, said: list[str]) -> PersonSettings:
    """The settings with what was said. Raises RequestError with everything that is wrong in it."""
    from dataclasses import replace

    from game.app.errors import RequestError
    from game.people.settings import SETTINGS, PersonSettings, settings_of

    row = {}
    for pair in said:
        key, equals, value = pair.partition("=")
        if not equals:
            raise RequestError(f"a setting is KEY=VALUE, such as theme=day, not “{pair}”")
        row[key.strip()] = value
    found, wrong = settings_of(row)
    if wrong or "format" in row:
        raise RequestError("; ".join(wrong or ("format is the file's own and is not set",)))
    return replace(settings or PersonSettings(), **{key: getattr(found, key) for key in row if key in SETTINGS})


def _print_settings_json(person: str, settings: PersonSettings) -> None:
    from game.people.settings import all_of

    print(json.dumps({"person": person, **all_of(settings)}, indent=2, ensure_ascii=False))


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{meaning}={key}" for meaning, key in value.items()) or "as usual"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return ("yes" if value else "no") if isinstance(value, bool) else f"{value}" if value != "" else "none"


def _person_row(person: Person) -> dict[str, str]:
    return {"person": person.id, "name": person.name, "picture": person.picture}


def _today_row(found: Today) -> dict[str, Any]:
    return {
        "day": found.day.isoformat(),
        "session": found.session,
        "sessions": found.sessions,
        "free": found.free,
        "next_from": None if found.next_from is None else found.next_from.isoformat(timespec="minutes"),
        "why": found.why,
        "minutes_left": found.minutes_left,
        "items": [_item_row(item) for item in found.items],
        "offers": [[item.key for item in offer.order] for offer in found.offers],
    }


def _item_row(item: Planned) -> dict[str, Any]:
    return {
        "key": item.key,
        "part": item.part,
        "level": item.level.id,
        "side": item.side,
        "repetitions": item.repetitions,
        "minutes": item.minutes,
        "done": item.done,
        "why": item.why,
        "why_not": item.why_not,
    }


def _said_today(found: Today) -> str:
    of_two = f", session {found.session} of {found.sessions}" if found.sessions > 1 and found.items else ""
    if not found.left:
        return "\n".join([f"{found.day.isoformat()}{of_two}: {found.why}", *map(_said_item, found.items)])
    many = f"{len(found.left)} exercise{'s' * (len(found.left) > 1)} left, {_about(found.minutes_left)}"
    return "\n".join([f"{found.day.isoformat()}{of_two}: {many}.", *map(_said_item, found.items)])


def _said_item(item: Planned) -> str:
    side = "" if item.side is None else f", {item.side}"
    how = "done" if item.done else item.why_not or f"{item.repetitions} repetitions, {_about(item.minutes)}"
    why = f" ({item.why})" if item.why else ""
    return f"  {item.part.replace('_', '-')}: {item.level.title} ({item.level.id}{side}){why}: {how}"


def _about(minutes: float) -> str:
    whole = max(1, round(minutes))
    return f"about {whole} minute{'s' * (whole > 1)}"
