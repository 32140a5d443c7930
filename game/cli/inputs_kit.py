"""`moveagain inputs kit`: which kits are set up and which sensor is worn where, or everything that is wrong in one."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from input_devices import Kit


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `inputs kit`."""
    parser = commands.add_parser("kit", help="which sensor of a kit is worn where, and what is wrong in its file")
    parser.add_argument("--json", action="store_true", help="print an array, one object a kit, and nothing else")
    parser.add_argument("name", nargs="?", metavar="NAME", help="only this kit")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell one kit, or every one. What is wrong in their files is told together, at the end."""
    from game.people.kits import kit_names, kit_path, read_kit
    from game.sessions.home import home
    from input_devices import KitError, in_words

    folder = home(getattr(args, "home", None))
    names = [args.name] if args.name is not None else kit_names(folder)
    if not names and not args.json:
        print("No kit is set up yet. Set one up with: moveagain inputs pair right_forearm sternum")
    wrong, rows = [], []
    for name in names:
        try:
            kit = read_kit(folder, name)
        except KitError as error:
            wrong.append(str(error))
            continue
        path = kit_path(folder, name)
        rows.append(_row(kit, path))
        if args.json:
            continue
        print(f"{name} ({path})")
        for sensor in kit.sensors:
            print(f"  {in_words(sensor.site)}: {sensor.address}")
    if args.json:
        print(json.dumps(rows, allow_nan=False))
    if wrong:
        raise KitError("\n".join(wrong))
    return 0


def _row(kit: Kit, path: Path) -> dict[str, object]:
    """One kit as JSON."""
    return {
        "kit": kit.name,
        "file": str(path),
        "implanted_electronics": kit.implanted_electronics,
        "sensors": [
            {"site": sensor.site, "address": sensor.address, "isolation": sensor.isolation} for sensor in kit.sensors
        ],
    }
