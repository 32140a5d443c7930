"""`moveagain doctor`: what is missing on this computer, in plain words, and how to mend it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from game.screens.language import ENGLISH, LANGUAGES

if TYPE_CHECKING:
    from game.app.doctor import Check, Seen

FORMAT = 1
_WIDTH = 80


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `doctor`."""
    parser = subparsers.add_parser("doctor", help="what is missing on this computer, and how to mend it")
    parser.add_argument("--language", choices=tuple(LANGUAGES), help="the language of all words; else the system's")
    parser.add_argument("--json", action="store_true", help="as one JSON object, and nothing else")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Look at everything and tell it. Exit 0 where somebody can play with the keyboard, else 1."""
    from game.app.doctor import can_play, judge
    from game.app.doctor.looking import look
    from game.screens.language import gettext as _
    from game.screens.language import speak, wanted

    code = ENGLISH
    with suppress(ImportError, AttributeError):  # what is missing may be what tells the language: then English
        code = wanted(args.language, os.environ)
    speak(code)
    if not args.json:
        hint = _("A few seconds: a window opens for a moment, and nothing is sounded.")
        print(hint, file=sys.stderr, flush=True)
    seen = look(args.home)
    speak(code)  # the window that was tried has a language of its own
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
    """Each check in the words of the language that is spoken, for a terminal of eighty columns."""
    from game.app.doctor import State, can_play
    from game.screens.language import gettext as _
    from game.screens.language import translated

    states = {state: translated(state.value) for state in State}
    long = max(map(len, states.values()))
    deep = " " * (long + 3)
    for check in checks:
        mark = "!" if check.needed and check.state is State.MISSING else " "
        head = f"{mark} {states[check.state]:<{long}} "
        said = f"{translated(check.name)}: {translated(check.found)}"
        yield from wrap(said, _WIDTH, initial_indent=head, subsequent_indent=deep)
        if check.mend:
            yield from wrap(f"→ {translated(check.mend)}", _WIDTH, initial_indent=deep, subsequent_indent=f"{deep}  ")
    yield ""
    if can_play(checks):
        yield _("Play with the keyboard is possible.")
    else:
        yield _("Nobody can play here yet: first mend what is missing and marked with !.")
