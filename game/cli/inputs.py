"""`moveagain inputs`: which sensors are there, found by listening; nothing is ever written to a port."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib import import_module
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.app.inputs import Found
    from input_devices import PortFacts

_BELOW: tuple[str, ...] = ("inputs_network", "inputs_pair", "inputs_kit", "inputs_setup", "inputs_emg")
"""Modules of this room whose `register(commands)` adds a command below `moveagain inputs`, in the order of the help."""
_EVERY_S = 0.25
_NO_PORT = "There is no serial port. Plug a sensor in, or pair it in your computer's Bluetooth settings."
_NO_SENSOR_NEAR = "No WitMotion sensor says its name nearby. Switch it on, charge it, and bring it near."
_BLOCKS = "▁▂▃▄▅▆▇█"
_COLUMNS = 18
_WIDTH = 80
_RATE_FULL, _ACCELERATION_FULL = 6.0, 15.0
"""What fills a trace, rad/s and m/s²."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `inputs`, which can be called by itself, and the commands below it."""
    parser = subparsers.add_parser("inputs", help="which sensors are there, found by listening")
    parser.add_argument("--json", action="store_true", help="print an array, one object a sensor, and nothing else")
    parser.add_argument("--watch", action="store_true", help="a live table until Ctrl-C")
    parser.add_argument(
        "--port", action="append", default=[], metavar="PORT", help="only this port, such as /dev/ttyUSB0; repeatable"
    )
    parser.add_argument("--bluetooth", action="store_true", help="only WitMotion's Bluetooth sensors nearby, by name")
    parser.set_defaults(run=run)
    commands = parser.add_subparsers(title="commands", metavar="[COMMAND]")
    for name in _BELOW:
        import_module(f"game.cli.{name}").register(commands)


def run(args: argparse.Namespace) -> int:
    """List what speaks on the ports, once or live."""
    from game.app.errors import RequestError
    from game.app.inputs import chosen_ports, listen

    if args.json and args.watch:
        raise RequestError("--watch is a live table for people; leave out --json, or --watch")
    if args.bluetooth:
        return _bluetooth(args)
    ports = chosen_ports(args.port)
    home = getattr(args, "home", None)
    if not ports:
        print("[]" if args.json else _NO_PORT)
    elif args.watch:
        _watch(ports, home)
    elif args.json:
        print(json.dumps([as_row(found) for found in listen(ports, home)], allow_nan=False))
    else:
        print("\n\n".join("\n".join(tell(found)) for found in listen(ports, home)))
    return 0


def _bluetooth(args: argparse.Namespace) -> int:
    """List who says a WitMotion sensor's name nearby; nobody is connected to."""
    from game.app.errors import RequestError
    from game.app.inputs import bluetooth_sensors

    if args.watch or args.port:
        raise RequestError("--bluetooth lists once what says its name nearby; leave out --watch and --port")
    found = bluetooth_sensors()
    if args.json:
        print(json.dumps([asdict(sensor) for sensor in found]))
    elif not found:
        print(_NO_SENSOR_NEAR)
    else:
        print("\n".join(f"{sensor.name}, {sensor.signal_dbm} dBm: wear it as {sensor.address}" for sensor in found))
    return 0


def _watch(ports: Sequence[PortFacts], home: str | None) -> None:
    """Redrawn in place in a terminal; elsewhere plain lines once a second."""
    from game.app.inputs import watch

    live = sys.stdout.isatty()
    drawn = 0
    try:
        for all_found in watch(ports, home, _EVERY_S if live else 1.0):
            lines = [line for found in all_found for line in (*tell(found), *traces(found), "")]
            if live:
                back = f"\x1b[{drawn}F\x1b[J" if drawn else ""
                print(back + "\n".join(lines), flush=True)
                drawn = len(lines)
            else:
                print("\n".join(lines), flush=True)
    except KeyboardInterrupt:
        return


def as_row(found: Found) -> dict[str, Any]:
    """One sensor, or one port without any, as plain values; what is not known is None."""
    finding = found.finding
    return {
        "port": finding.port.device,
        "description": _description(finding.port),
        "serial_number": finding.port.serial_number,
        "protocol": finding.protocol,
        "baud": finding.baud,
        "sensor": finding.sensor,
        "measures": finding.measures,
        "rate_hz": _number(finding.rate_hz),
        "samples": finding.samples,
        "lost": finding.lost,
        "bad_frames": finding.bad_frames,
        "battery": _number(finding.battery),
        "drift_ppm": _number(finding.drift_ppm),
        "jitter_ms": _number(finding.jitter_ms),
        "last_worn": found.last_worn,
        "notice": finding.notice,
    }


def tell(found: Found) -> list[str]:
    """One sensor in words, for a terminal of eighty columns."""
    from input_devices import in_words

    finding = found.finding
    head = finding.port.device + (f", sensor {finding.sensor}" if finding.sensor else "")
    lines = [f"{head}: {_description(finding.port)}"]
    if finding.samples:
        rate = "rate not known yet" if math.isnan(finding.rate_hz) else f"{finding.rate_hz:.0f} a second"
        lines.append(f"  sends {finding.measures} as {finding.protocol} at {finding.baud} baud, {rate}")
        battery = "not told" if math.isnan(finding.battery) else f"{100 * finding.battery:.0f} %"
        lines.append(f"  lost {finding.lost}, damaged {finding.bad_frames}, battery {battery}")
    elif finding.protocol != "unknown":
        lines.append(f"  speaks {finding.protocol} at {finding.baud} baud, but sends no samples")
    if found.last_worn is not None:
        lines.append(f"  last worn on the {in_words(found.last_worn)}")
    if finding.notice is not None:
        lines.append(f"  {finding.notice}")
    return [part for line in lines for part in wrap(line, _WIDTH, subsequent_indent="  ", drop_whitespace=True)]


def traces(found: Found) -> list[str]:
    """A small trace an axis. Muscle activity is not drawn here: electrodes are only used with a kit that says how the
    person is kept apart from the mains."""
    finding = found.finding
    if finding.measures == "muscle activity":
        return ["  muscle activity is not shown here"]
    rows = []
    for name, values, full in (
        ("turning", finding.rates_rad_s, _RATE_FULL),
        ("acceleration", finding.accelerations_m_s2, _ACCELERATION_FULL),
    ):
        if values:
            axes = "  ".join(f"{axis} {spark((v[k] for v in values), full)}" for k, axis in enumerate("xyz"))
            rows.append(f"  {name:<12} {axes}")
    return rows


def spark(values: Iterable[float], full: float) -> str:
    """The latest values as blocks, from −full (lowest) to +full (highest)."""
    kept = list(values)[-_COLUMNS * 4 :: 4] if full else []
    top = len(_BLOCKS) - 1
    steps = (min(top, max(0, round((value / full + 1.0) / 2.0 * top))) for value in kept)
    return "".join(_BLOCKS[step] for step in steps).ljust(_COLUMNS)


def _description(port: PortFacts) -> str:
    from input_devices import describe

    return describe(port).partition(": ")[2]


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
