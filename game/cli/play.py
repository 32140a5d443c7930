"""`moveagain` and `moveagain play`: the game, from the title or one level now, in a window or without one."""

from __future__ import annotations

import argparse
import json
import math
import sys
import uuid
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.screens.language import LANGUAGES

if TYPE_CHECKING:
    from game.app.request import PlayRequest
    from game.coaching.prescription import Prescription

_NOBODY = (
    "without a window nobody presses keys: give --wear, or --input kit, simulated or replay:FILE; "
    "`moveagain inputs pair` sets a kit up"
)


SENT = "What the game sees is being sent to the network {network}. Everybody there can read it."
"""Said before it begins, beside the summary's own words; a window shows a banner."""


def add_window_options(parser: argparse.ArgumentParser) -> None:
    """Options of everything that opens a window, before or after the command's name."""
    quiet = argparse.SUPPRESS
    parser.add_argument("--fullscreen", action="store_true", default=quiet, help="use the whole screen")
    parser.add_argument("--theme", choices=("dusk", "day"), default=quiet, help="the valley at dusk, or by day")
    parser.add_argument("--text-scale", type=_scale, default=quiet, metavar="1-2", help="size of the text")
    parser.add_argument("--calm", action="store_true", default=quiet, help="reduced motion")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default=quiet, help="the language of all words")
    parser.add_argument("--mute", action="store_true", default=quiet, help="no sound")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `play`."""
    parser = subparsers.add_parser("play", help="play one level now")
    parser.add_argument("level", metavar="LEVEL", help="the id of a level, or the path of a YAML file")
    parser.add_argument("--input", metavar="INPUT", help="keyboard, simulated[:PROFILE], kit[:NAME] or replay:FILE")
    parser.add_argument(
        "--wear",
        action="append",
        default=[],
        metavar="SITE=ADDRESS",
        help="a sensor worn at a site, such as right_forearm=serial:/dev/ttyUSB0?protocol=auto; repeatable",
    )
    parser.add_argument("--side", choices=("left", "right"), default="right")
    parser.add_argument("--person", metavar="NAME", help="whose session it is; without it nobody's")
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="what is drawn by lot is drawn from it")
    parser.add_argument("--headless", action="store_true", help="no window, no sound")
    parser.add_argument("--speed", choices=("real", "max"), default="real", help="max: as fast as it computes")
    parser.add_argument("--repetitions", type=_positive, metavar="N", help="another dose than the level's")
    parser.add_argument("--minutes", type=_minutes, metavar="N", help="another time than the level's")
    parser.add_argument("--prescription", type=Path, metavar="FILE", help="what a therapist allows (YAML)")
    parser.add_argument("--sitting", type=_uuid, metavar="ID", help="the sitting that this goes on with")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="answers to what a window would ask (YAML)")
    parser.add_argument(
        "--broadcast", metavar="lsl:INTERFACE", help="send what the game sees to one network while this is played"
    )
    parser.add_argument("--json", action="store_true", help="print the summary as JSON and nothing else")
    add_window_options(parser)
    parser.set_defaults(run=run_play)


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise argparse.ArgumentTypeError("the id of a sitting, as a session's summary has it") from None


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise argparse.ArgumentTypeError("a whole number, 0 or more")
    return int(text)


def _positive(text: str) -> int:
    value = _number(text)
    if not 1 <= value <= 1000 or value != int(value):
        raise argparse.ArgumentTypeError("a whole number from 1 to 1000")
    return int(value)


def _scale(text: str) -> float:
    value = _number(text)
    if not 1.0 <= value <= 2.0:
        raise argparse.ArgumentTypeError("from 1 to 2")
    return value


def _minutes(text: str) -> float:
    value = _number(text)
    if not 0.0 < value <= 120.0:
        raise argparse.ArgumentTypeError("more than 0, at most 120")
    return value


def _number(text: str) -> float:
    """nan where it is none: it is in no range."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def run_title(args: argparse.Namespace) -> int:
    """The game, from the title screen."""
    from game.app.window import Options, run_game

    return run_game(_options(args, Options))


def run_play(args: argparse.Namespace) -> int:
    """One level now."""
    from game.app.errors import RequestError

    if args.headless:
        found = _play_headless(args)
    elif args.speed == "max":
        raise RequestError("--speed max is for --headless: a window is played in real time")
    else:
        from game.app.kitted import with_input
        from game.app.prescribed import prescription_of
        from game.app.window import Options, run_level

        request = with_input(_request(args), args.home)
        prescription = prescription_of(args.prescription)
        tell_unknown(prescription)
        kept = run_level(_options(args, Options), request, prescription, args.sitting)
        if kept is None:
            return 0
        found = kept
    if args.json:
        print(json.dumps(found, allow_nan=False))
    else:
        from game.app.request import load_level
        from game.sessions.telling import tell

        level, worn = load_level(args.level), [each["site"] for each in found["inputs"]]
        print(tell(found, level.sem_deg(found), level.cannot_tell(worn, found["side"])))
    return 0


def _play_headless(args: argparse.Namespace) -> Mapping[str, Any]:
    """Sensors are opened first: what they send while the rest is still being loaded is not lost."""
    from game.app.errors import RequestError
    from game.app.prescribed import prescription_of
    from game.app.worn import open_worn, wears_electrodes

    prescription = prescription_of(args.prescription)
    electrodes = prescription is not None and prescription.holds_electrodes
    worn = open_worn(args.wear, _implanted(args) if wears_electrodes(args.wear) else None, prescribed=electrodes)
    try:
        from game.app.answers import read_answers
        from game.app.headless import SILENCE_END_S, run_headless
        from game.app.kitted import open_request, with_input
        from game.app.readiness import is_known
        from game.app.wiring import host
        from game.coaching.readiness import SAFETY_CHECK

        request = with_input(_request(args, SILENCE_END_S), args.home)
        if request.input == "keyboard":
            raise RequestError(_NOBODY)
        if args.speed == "max" and request.live:
            raise RequestError("--speed max is for simulated and replayed input: a worn sensor has its own time")
        answers = read_answers(args.answers)
        if request.live and is_known(args.home, args.person):
            answers.setdefault(SAFETY_CHECK, 0.0)
        if args.speed == "max" and request.broadcast is not None:
            raise RequestError("--speed max plays faster than anybody can listen: leave it out, or --broadcast")
        if not args.wear:
            worn = open_request(request, args.home, prescribed=electrodes)
        hosting = host(request, args.home, args.sitting, worn=worn, prescription=prescription)
        if hosting.broadcast is not None:
            print(SENT.format(network=hosting.broadcast), file=sys.stderr, flush=True)
        setup, level = hosting.prepared.header.setup, hosting.prepared.level
        tell_unknown(prescription, (level.id,))
        if request.live and (cannot_tell := level.cannot_tell(setup.worn, setup.side)):
            _tell(cannot_tell)
        return run_headless(hosting, answers, as_fast_as_it_computes=args.speed == "max", tell=_tell)
    finally:
        worn.close()


def tell_unknown(prescription: Prescription | None, of_own_files: Collection[str] = ()) -> None:
    """Say which levels a prescription names that nobody knows; standard output is the answer's."""
    from game.app.programmes import unknown_levels

    for sentence in unknown_levels(prescription, of_own_files):
        print(sentence, file=sys.stderr, flush=True)


def _tell(sentence: str) -> None:
    """To whoever looks on; standard output is the summary's."""
    print(f"{sentence[:1].upper()}{sentence[1:]}.", file=sys.stderr, flush=True)


def _implanted(args: argparse.Namespace) -> bool | None:
    """Whether the person has implanted electronics, as the answers say: electrodes wait for that."""
    from game.app.answers import read_answers
    from game.app.prescribed import has_implant

    return has_implant(read_answers(args.answers), args.home, args.person)


def _request(args: argparse.Namespace, silence_end_s: float | None = None) -> PlayRequest:
    from game.app.request import PlayRequest

    return PlayRequest(
        level=args.level,
        input=args.input,
        wear=tuple(args.wear),
        side=args.side,
        person=args.person,
        seed=args.seed,
        repetitions=args.repetitions,
        minutes=args.minutes,
        silence_end_s=silence_end_s,
        broadcast=args.broadcast,
    )


def _options(args: argparse.Namespace, options: Any) -> Any:
    names = ("home", "fullscreen", "theme", "text_scale", "calm", "mute", "language")
    return options(**{name: getattr(args, name) for name in names if hasattr(args, name)})
