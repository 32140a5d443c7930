"""`moveagain levels template`: a new level to edit, complete and sound as it is printed."""

from __future__ import annotations

import argparse


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `template`."""
    parser = commands.add_parser("template", help="a complete new level, to be edited")
    parser.add_argument("kind", metavar="KIND", help="the kind of play, such as reach")
    parser.add_argument("movement", metavar="MOVEMENT", help="a row of the movement table, such as shoulder_flexion")
    parser.set_defaults(run=run_template)


def run_template(args: argparse.Namespace) -> int:
    """Print it. Raises RequestError where there is no such kind or movement, or they do not fit each other."""
    from game.app.errors import RequestError, unknown
    from game.app.request import load_level
    from game.content import shipped_levels
    from game.level import LevelProblems, read_level
    from game.level.kinds import KINDS, can_play
    from game.level.template import template
    from game.motion.movements import MOVEMENTS

    for what, word, there in (("kind", args.kind, list(KINDS)), ("movement", args.movement, list(MOVEMENTS))):
        if word not in there:
            raise unknown(f"there is no {what} “{word}”", word, there, f"There are {', '.join(there)}.")
    row = MOVEMENTS[args.movement]
    if not can_play(args.kind, row):
        fitting = [kind for kind in KINDS if can_play(kind, row)]
        raise RequestError(f"{args.kind} cannot be played with {row.name}, which is for {', '.join(fitting)}")
    levels = [load_level(name) for name in shipped_levels() if f"_{args.kind}_" in name]
    levels = sorted(levels, key=lambda level: (level.movement != row.name, level.step, level.id))
    text = template(args.kind, row, levels[0])
    try:
        read_level(text, "")
    except LevelProblems as problems:
        what = problems.problems[0].what
        raise RequestError(f"{row.name} leaves too little room for {args.kind}: {what}") from None
    print(text, end="")
    return 0
