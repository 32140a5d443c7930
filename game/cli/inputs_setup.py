"""`moveagain inputs setup PORT`: tell a WitMotion sensor how often to send, and what."""

from __future__ import annotations

import argparse


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `setup`."""
    parser = subparsers.add_parser("setup", help="tell a WitMotion sensor how often to send, and what")
    parser.add_argument("port", metavar="PORT", help="a port such as /dev/ttyUSB0, or an address")
    parser.add_argument("--rate", type=float, metavar="HZ", help="samples a second: 10, 20, 50, 100 or 200")
    parser.add_argument("--content", metavar="LIST", help="of time,acc,gyro,angle,mag,quat; else as it is")
    axes = parser.add_mutually_exclusive_group()
    axes.add_argument("--six-axis", action="store_true", help="without the magnetometer, which iron leads astray")
    axes.add_argument("--nine-axis", action="store_true", help="with the magnetometer")
    parser.add_argument("--baud", type=int, metavar="N", help="another speed of the line, such as 115200")
    parser.add_argument("--save", action="store_true", help="keep it when the sensor is switched off")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Listen, tell, listen again; say what came of it."""
    from game.app.errors import RefusedError, RequestError
    from game.app.inputs import set_up
    from input_devices import RefusedSetupError, WitmotionSetup

    if args.rate is None and args.content is None and args.baud is None and not (args.six_axis or args.nine_axis):
        raise RequestError("say what is to change: --rate 100, --content, --six-axis or --baud")
    wish = WitmotionSetup(
        args.rate,
        None if args.content is None else tuple(args.content.split(",")),
        args.six_axis if args.six_axis or args.nine_axis else None,
        args.baud,
        args.save,
    )
    try:
        outcome = set_up(args.port, wish)
    except RefusedSetupError as refusal:
        raise RequestError(f"{refusal}.") from refusal
    if outcome.refused is not None:
        raise RefusedError(f"{args.port}: {outcome.refused}.")
    print(f"{args.port} sends {outcome.after_hz:.0f} samples a second now, at {outcome.baud} baud.")
    if outcome.battery is not None:
        print(f"Its battery is {100 * outcome.battery:.0f} % full.")
    print("It keeps this." if args.save else "It forgets this when it is switched off; --save lets it keep it.")
    return 0
