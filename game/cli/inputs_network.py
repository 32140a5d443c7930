"""`moveagain inputs network INTERFACE`: which trackers, phones and streams send to one network of this computer."""

from __future__ import annotations

import argparse
import json
import math
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.app.network_inputs import FoundSender

_WIDTH = 80


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `network`."""
    parser = subparsers.add_parser("network", help="which trackers, phones and streams send to one network")
    parser.add_argument(
        "interface", metavar="INTERFACE", help="this computer's own number in that network, such as 192.168.1.20"
    )
    parser.add_argument("--json", action="store_true", help="print an array, one object a sensor, and nothing else")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Listen for a few seconds, answer whoever calls, and list them."""
    import sys

    from game.app.network_inputs import listen
    from input_devices import UNPROVEN

    heard = listen(args.interface, getattr(args, "home", None))
    if args.json:
        print(json.dumps([as_row(found) for found in heard.senders], allow_nan=False))
        for notice in heard.notices:
            print(notice, file=sys.stderr)
        return 0
    for found in heard.senders:
        print("\n".join(tell(found)), end="\n\n")
    if not heard.senders:
        print(f"Nobody sends to the network {args.interface}. Switch the sensor on, and type this number into its app.")
    for notice in (*heard.notices, f"{UNPROVEN[0].upper()}{UNPROVEN[1:]}."):
        print("\n".join(wrap(notice, _WIDTH)))
    return 0


def as_row(found: FoundSender) -> dict[str, Any]:
    """One sensor as plain values; what is not known is None."""
    finding = found.finding
    return {
        "address": finding.address,
        "name": finding.name,
        "host": finding.host,
        "about": finding.about,
        "protocol": finding.protocol,
        "rate_hz": _number(finding.rate_hz),
        "samples": finding.samples,
        "lost": finding.lost,
        "bad_frames": finding.bad_frames,
        "battery": _number(finding.battery),
        "last_worn": found.last_worn,
        "notice": finding.notice,
    }


def tell(found: FoundSender) -> list[str]:
    """One sensor in words, for a terminal of eighty columns; its address stands whole on a line, to be copied."""
    from input_devices import in_words

    finding = found.finding
    about = f", {finding.about}" if finding.about else ""
    lines = [f"{finding.name}: {finding.protocol} from {finding.host}{about}"]
    if finding.samples:
        rate = "rate not known yet" if math.isnan(finding.rate_hz) else f"{finding.rate_hz:.0f} a second"
        battery = "" if math.isnan(finding.battery) else f", battery {100 * finding.battery:.0f} %"
        lines.append(f"  {rate}, lost {finding.lost}, damaged {finding.bad_frames}{battery}")
    if found.last_worn is not None:
        lines.append(f"  last worn on the {in_words(found.last_worn)}")
    if finding.notice is not None:
        lines.append(f"  {finding.notice}")
    wrapped = [part for line in lines for part in wrap(line, _WIDTH, subsequent_indent="  ")]
    return [*wrapped, f"  to wear it: {finding.address}"]


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
