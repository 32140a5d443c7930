"""`moveagain levels next`: which level of a ladder comes next for one person, and who decides that."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.coaching.next_step import NextStep


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `next`."""
    parser = commands.add_parser("next", help="which level of its ladder comes next for one person, and why")
    parser.add_argument("level", metavar="LEVEL", help="the id of the level that was played")
    parser.add_argument("--person", metavar="NAME", required=True, help="whose sessions with a sensor are looked at")
    parser.add_argument("--side", choices=("left", "right"), default="right", help="the side that was played")
    parser.add_argument("--prescription", metavar="FILE", help="what a therapist allows, and who decides")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run_next)


def run_next(args: argparse.Namespace) -> int:
    """Say what comes next. It changes nothing: the level that is played is the one that somebody asks for."""
    import json
    from dataclasses import asdict
    from pathlib import Path

    from game.app.clock import today
    from game.app.errors import RefusedError
    from game.app.prescribed import prescription_of
    from game.app.programmes import levels_prescribed
    from game.app.request import load_level
    from game.cli.play import tell_unknown
    from game.coaching.next_step import StepRules, next_step, rules_of
    from game.content import shipped_levels
    from game.sessions.home import home, sessions_folder
    from game.sessions.index import history_of

    level, now = load_level(args.level), today()
    prescription, day = prescription_of(None if args.prescription is None else Path(args.prescription)), now.date()
    tell_unknown(prescription, (level.id,))
    levels = set(shipped_levels())
    if prescription is not None:
        if (why := prescription.does_not_hold(day)) is not None:
            raise RefusedError(why)
        levels = prescription.allowed_levels(day, levels_prescribed(prescription, day))
    said = None if prescription is None else prescription.said("mode", level.movement, day)
    history = history_of(sessions_folder(home(args.home)), args.person, now)
    rules = StepRules() if prescription is None else rules_of(prescription, level.movement, day)
    found = next_step(level.id, args.side, history, levels, said or "automatic", rules)
    print(json.dumps(asdict(found), indent=2) if args.json else told(found))
    return 0


_DECIDES = {
    "ask_therapist": "Ask the therapist before it is played.",
    "ask_person": "Ask the person whether they want it.",
}


def told(found: NextStep) -> str:
    """What comes next, in a line or two."""
    way = {1: "one step harder", 0: "the same level", -1: "one step easier"}[found.change]
    asks = "" if found.settled else _DECIDES.get(found.decides, "")
    return "\n".join(line for line in (f"{found.level}: {way}, because {found.why}.", asks) if line)
