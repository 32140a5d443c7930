"""`moveagain sessions`: list the kept sessions, show one, prove one, and recover those that were cut short."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `sessions` and its four commands; `args.run(args)` gives the exit code and may raise SessionError."""
    parser = subparsers.add_parser("sessions", help="list, show, verify and recover sessions")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="every kept session, oldest first")
    listing.add_argument("--json", action="store_true", help="as a JSON array of summaries")
    listing.set_defaults(run=run_list)
    show = commands.add_parser("show", help="one session in plain words")
    show.set_defaults(run=run_show)
    verify = commands.add_parser("verify", help="prove that a session is as it was played; exit 1 when it is not")
    verify.add_argument(
        "--integrity", action="store_true", help="only that the file was not changed; nothing is played again"
    )
    verify.set_defaults(run=run_verify)
    for command in (show, verify):
        command.add_argument("file", metavar="FILE", help="a session file, or the beginning of a session's uuid")
    recover = commands.add_parser("recover", help="give sessions that were cut short their score")
    recover.set_defaults(run=run_recover)


def run_list(args: argparse.Namespace) -> int:
    """Name every kept session. What is wrong with a file goes to the error output; exit 0 all the same."""
    import json

    from game.sessions.index import read_index
    from game.sessions.telling import table

    index = read_index(_folder(args))
    if args.json:
        print(json.dumps(index.summaries, indent=2, allow_nan=False))
    else:
        print(table(index.summaries) if index.summaries else "No session is kept yet.")
    if index.cut_short:
        count = len(index.cut_short)
        words = "1 session was" if count == 1 else f"{count} sessions were"
        print(f"{words} cut short and not listed: run `moveagain sessions recover`.", file=sys.stderr)
    for sentence in index.unreadable:
        print(sentence, file=sys.stderr)
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Tell one session."""
    from game.level import LevelProblems, read_level
    from game.sessions.index import find_session
    from game.sessions.reader import read_session
    from game.sessions.telling import tell

    session = read_session(find_session(_folder(args), args.file))
    if session.summary is None:
        print(
            f"{session.header.level}, started {session.header.started_at:%Y-%m-%d %H:%M}, was cut short after "
            f"{session.duration_s:.0f} s and has no score yet: run `moveagain sessions recover`."
        )
        return 0
    setup, sem_deg, cannot_tell = session.header.setup, None, None
    try:
        level = read_level(setup.level, "")
        sem_deg, cannot_tell = level.sem_deg(session.summary), level.cannot_tell(setup.worn, setup.side)
    except LevelProblems:
        pass
    print(tell(session.summary, sem_deg, cannot_tell))
    return 0


def run_verify(args: argparse.Namespace) -> int:
    """Say whether the two proofs hold, and why; exit 1 when one does not."""
    from game.sessions.engine import engine
    from game.sessions.errors import DamagedError
    from game.sessions.index import find_session
    from game.sessions.reader import read_session
    from game.sessions.verify import integrity, reproduction

    path = find_session(_folder(args), args.file)
    try:
        session = read_session(path)
    except DamagedError as error:
        print(f"Integrity does not hold: {error}.")
        return 1
    proofs = {"Integrity": integrity(session.stored)}
    if not args.integrity:
        proofs["Reproduction"] = reproduction(session, engine())
    for name, proof in proofs.items():
        print(f"{name} {'holds' if proof.holds else 'does not hold'}: {'; '.join(proof.words)}.")
    return 0 if all(proof.holds for proof in proofs.values()) else 1


def run_recover(args: argparse.Namespace) -> int:
    """Recover what was cut short; exit 1 when a file had to be left as it is."""
    from game.sessions.engine import engine
    from game.sessions.recover import recover

    recoveries = recover(_folder(args), engine())
    for recovery in recoveries:
        print(f"{recovery.words}.", file=sys.stdout if recovery.kept else sys.stderr)
    if not recoveries:
        print("Nothing to recover: every session has its score.")
    return 0 if all(recovery.kept for recovery in recoveries) else 1


def _folder(args: argparse.Namespace) -> Path:
    from game.sessions.home import home, sessions_folder

    return sessions_folder(home(args.home))
