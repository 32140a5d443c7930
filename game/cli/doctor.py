"""`moveagain doctor`: what is missing on this computer, in plain words, and how to mend it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.app.doctor import Check, Seen

FORMAT = 1
_WIDTH = 80
_CAN = "Play with the keyboard is possible."
_CANNOT = "Nobody can play here yet: first mend what is missing and marked with !."


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `doctor`."""
    parser = subparsers.add_parser("doctor", help="what is missing on this computer, and how to mend it")
    parser.add_argument("--json", action="store_true", help="as one JSON object, and nothing else")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Look at everything and tell it. Exit 0 where somebody can play with the keyboard, else 1."""
    from game.app.doctor import can_play, judge
    from game.app.doctor.looking import look

    if not args.json:
        print("A few seconds: a window opens for a moment, and nothing is sounded.", file=sys.stderr, flush=True)
    seen = look(args.home)
    checks = judge(seen)
    if args.json:
        print(json.dumps(as_object(seen, checks), allow_nan=False))
    else:
        print("\n".join(tell(checks)))
    return 0 if can_play(checks) else 1


def as_object(seen: Seen, checks: Sequence[Check]) -> dict[str, Any]:
    """The same for programs."""
    from game.app.doctor import can_play

    return {
        "format": FORMAT,
        "can_play": can_play(checks),
        "system": seen.system,
        "checks": [asdict(check) for check in checks],
        "frames": None if seen.frames is None else asdict(seen.frames),
    }


def tell(checks: Sequence[Check]) -> Iterator[str]:
    """Each check in words, for a terminal of eighty columns."""
    from game.app.doctor import State, can_play

    deep = " " * (len(State.BETTER) + 3)
    for check in checks:
        mark = "!" if check.needed and check.state is State.MISSING else " "
        head = f"{mark} {check.state:<{len(State.BETTER)}} "
        yield from wrap(f"{check.name}: {check.found}", _WIDTH, initial_indent=head, subsequent_indent=deep)
        if check.mend:
            yield from wrap(f"→ {check.mend}", _WIDTH, initial_indent=deep, subsequent_indent=f"{deep}  ")
    yield ""
    yield _CAN if can_play(checks) else _CANNOT
