"""The commands: one module a command; each imports what it needs when it runs."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence

WENT_WRONG, WRONG_CALL = 1, 2


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code. What the world does wrong becomes one sentence; an error of ours is left
    to `main`, which keeps its traceback in a log."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that cannot print ° or “ still gets the rest
            stream.reconfigure(errors="replace")
    args = _parser().parse_args(arguments)
    try:
        code: int = args.run(args)
    except KeyboardInterrupt:
        return WENT_WRONG
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stderr.close()
        return WENT_WRONG
    except _wrong_calls() as error:
        print(error, file=sys.stderr)
        return WRONG_CALL
    except _worlds() as error:
        print(error, file=sys.stderr)
        return WENT_WRONG
    return code


def _wrong_calls() -> tuple[type[Exception], ...]:
    """What is said of a wrong call, or of a file that it names; loaded only when something has gone wrong."""
    from game.app.errors import RequestError
    from game.content import ContentError
    from game.level import LevelProblems
    from game.population.profile import ProfileError
    from game.sessions.errors import NotASessionError
    from input_devices import AddressError, KitError, ProtocolError

    return (
        RequestError,
        ContentError,
        LevelProblems,
        ProfileError,
        NotASessionError,
        AddressError,
        ProtocolError,
        KitError,
    )


def _worlds() -> tuple[type[Exception], ...]:
    """What is said of the world."""
    from game.app.errors import RefusedError
    from game.people.errors import PeopleError
    from game.sessions.errors import SessionError
    from input_devices import InputError

    return (RefusedError, SessionError, InputError, PeopleError)


def _parser() -> argparse.ArgumentParser:
    from game import __version__
    from game.cli import doctor, inputs, levels, people, play, programmes, progress, reminders, sessions, simulate, tour

    parser = argparse.ArgumentParser(
        prog="moveagain",
        description="Games that retrain nerves and muscles to work together, played with a worn motion sensor. "
        "Without a command the game starts.",
    )
    parser.add_argument("--version", action="version", version=f"Moveagain {__version__}")
    parser.set_defaults(home=None)
    play.add_window_options(parser)
    parser.set_defaults(run=play.run_title)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in (play, people, inputs, levels, programmes, progress, sessions, simulate, tour, doctor, reminders):
        command.register(commands)
    _add_home(parser)
    return parser


def _add_home(parser: argparse.ArgumentParser) -> None:
    """Let `--home` stand anywhere in the line."""
    parser.add_argument(
        "--home",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="where your files live (else $MOVEAGAIN_HOME, else the system's place for them)",
    )
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _add_home(command)
