"""`moveagain levels`: list, check, tell, preview and begin levels, say which comes next, print the schema."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from game.cli import levels_next, levels_preview, levels_template

if TYPE_CHECKING:
    from game.level import Level, Problem


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `levels` and its commands; `args.run(args)` gives the exit code."""
    parser = subparsers.add_parser("levels", help="list, check and show levels")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="every level that comes with the game")
    for key, what in (("region", "part of the body"), ("kind", "kind of play"), ("goal", "goal")):
        listing.add_argument(f"--{key}", metavar=key.upper(), help=f"only those of this {what}")
    listing.add_argument("--json", action="store_true", help="as a JSON array")
    listing.set_defaults(run=run_list)
    check = commands.add_parser("check", help="say everything that is wrong with level files")
    check.add_argument("paths", nargs="+", metavar="PATH", help="a level's YAML file, or a folder of them")
    check.set_defaults(run=run_check)
    show = commands.add_parser("show", help="one level in plain words")
    show.add_argument("level", metavar="LEVEL", help="the id of a level, or the path of a YAML file")
    show.set_defaults(run=run_show)
    levels_preview.register(commands)
    levels_template.register(commands)
    levels_next.register(commands)
    schema = commands.add_parser("schema", help="the JSON Schema of a level file, for editors")
    schema.set_defaults(run=run_schema)


def run_list(args: argparse.Namespace) -> int:
    """Name the shipped levels, ladder by ladder. Exit 2 when one of them is wrong: its problems go to the error
    output. Raises RequestError for a region, kind or goal that there is not."""
    import json

    from game.content import shipped_levels

    paths = [str(path) for path in shipped_levels().values()]
    levels = [_read(path) for path in paths]
    found = [_row(level, path) for level, path in zip(levels, paths, strict=True) if level]
    for key, wanted in _wanted(args).items():
        found = [row for row in found if row[key] == wanted]
    if args.json:
        print(json.dumps(found, indent=2, allow_nan=False))
    else:
        _print_rows(found)
    return 0 if all(levels) else 2


def _wanted(args: argparse.Namespace) -> dict[str, str]:
    """What is asked for of the rows, by key. Raises RequestError."""
    from typing import get_args

    from game.app.errors import unknown
    from game.level import KINDS
    from game.level.schema import Goal
    from game.motion.movement import REGIONS

    there: dict[str, tuple[str, ...]] = {"region": REGIONS, "kind": tuple(KINDS), "goal": get_args(Goal)}
    wanted = {key: getattr(args, key) for key in there if getattr(args, key) is not None}
    for key, word in wanted.items():
        if word not in there[key]:
            raise unknown(f"there is no {key} “{word}”", word, there[key], f"There are {', '.join(there[key])}.")
    return wanted


def _print_rows(rows: list[dict[str, Any]]) -> None:
    """One line a level: id, title, region, kind, step, posture and review."""
    for row in rows:
        about = f"{row['goal']}, {row['region'].replace('_', ' ')}, {row['kind']}, step {row['step']}, {row['posture']}"
        review = "review none" if row["review"] == "none" else "reviewed"
        print(f"{row['id']:{max(len(row['id']) for row in rows)}}  {row['title']} ({about}, {review})")


def _read(level: str) -> Level | None:
    """The level of that id or path; None when it cannot be had, which is then said on the error output."""
    from game.content import ContentError, find_level
    from game.level import LevelProblems, read_level

    try:
        return read_level(*find_level(level))
    except (ContentError, LevelProblems) as error:
        print(error, file=sys.stderr)
        return None


def _row(level: Level, path: str) -> dict[str, Any]:
    return {
        "id": level.id,
        "title": level.title,
        "goal": level.goal,
        "region": level.row.region,
        "movement": level.movement,
        "kind": level.kind,
        "step": level.step,
        "posture": level.posture,
        "presence": level.presence,
        "review": level.review if isinstance(level.review, str) else level.review.model_dump(),
        "path": path,
    }


def run_check(args: argparse.Namespace) -> int:
    """Print every problem of every file as `file:line:column: what`. Exit 0 when there is none, else 2."""
    from game.content import ContentError, read_file
    from game.level import LevelProblems, read_level

    fine: dict[str, Level] = {}
    wrong = 0
    for path in (file for named in args.paths for file in yaml_files(named)):
        try:
            fine[path] = read_level(*read_file(path))
        except LevelProblems as problems:
            print(problems)
            wrong += 1
        except ContentError as error:
            print(error, file=sys.stderr)
            wrong += 1
    for problem in _between_steps(fine):
        print(problem)
        if fine.pop(problem.file, None):
            wrong += 1
    return _say_how_many(len(fine), wrong)


def _between_steps(levels: dict[str, Level]) -> list[Problem]:
    """What is wrong between the steps of levels in one folder."""
    from pathlib import Path

    from game.level.ladder import ladder_problems

    folders: dict[Path, list[tuple[str, Level]]] = {}
    for file, level in levels.items():
        folders.setdefault(Path(file).parent, []).append((file, level))
    return [problem for beside in folders.values() for problem in ladder_problems(beside)]


def _say_how_many(fine: int, wrong: int) -> int:
    """The last line of a check, and its exit code."""
    print(f"{fine} {'level is' if fine == 1 else 'levels are'} fine{f', {wrong} not' * bool(wrong)}.")
    return 2 if wrong else 0


def yaml_files(named: str) -> Iterator[str]:
    """The path itself, or the YAML files in a folder; a folder without any is passed on, to be refused as no file."""
    from pathlib import Path

    try:
        files = [str(path) for path in sorted(Path(named).rglob("*")) if path.suffix in (".yaml", ".yml")]
    except (OSError, ValueError):
        files = []
    yield from files or [named]


def run_show(args: argparse.Namespace) -> int:
    """Tell one level in plain words. Exit 2 when there is no such level, or it has problems."""
    from game.level import tell

    level = _read(args.level)
    if level:
        print(tell(level))
    return 0 if level else 2


def run_schema(args: argparse.Namespace) -> int:  # noqa: ARG001
    """Print the JSON Schema; `levels/level.schema.json` is this, kept in a file."""
    import json

    from game.level import json_schema

    print(json.dumps(json_schema(), indent=2))
    return 0
