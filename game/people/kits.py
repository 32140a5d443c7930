"""Kits in the home: one file each in the folder `kits`, the default one called `kit`."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from game.people.errors import PeopleError
from game.people.file import read_text, write_whole
from input_devices import Kit, KitError, check_kit_name, read_kit_text, write_kit_text

DEFAULT_KIT = "kit"
GUEST_KIT = "guest"
"""A kit of this name is that of whoever plays along, and is never played with by itself."""
_SUFFIX = ".yaml"


def kit_path(home: Path, name: str) -> Path:
    """Where the kit of that name is kept. Raises KitError for what cannot be a name."""
    return home / "kits" / f"{check_kit_name(name)}{_SUFFIX}"


def kit_names(home: Path) -> list[str]:
    """The kits that are set up, the default one first."""
    try:
        names = [path.stem for path in (home / "kits").iterdir() if path.suffix == _SUFFIX and path.name[0] != "."]
    except OSError:
        return []
    return sorted(names, key=lambda name: (name != DEFAULT_KIT, name))


def find_kit(home: Path, name: str = DEFAULT_KIT) -> Kit | None:
    """The kit of that name, None where there is none. Raises KitError with all that is wrong in its file."""
    path = kit_path(home, name)
    try:
        text = read_text(path)
    except PeopleError as error:
        raise KitError(str(error)) from error
    return None if text is None else read_kit_text(text, str(path), name)


def read_kit(home: Path, name: str = DEFAULT_KIT) -> Kit:
    """The kit of that name. Raises KitError, also where there is none."""
    kit = find_kit(home, name)
    if kit is not None:
        return kit
    names = kit_names(home)
    near = get_close_matches(name, names, 1)
    there = f"Did you mean {near[0]}?" if near else f"There is {', '.join(names)}." if names else "None is set up yet."
    chosen = "" if name == DEFAULT_KIT else f" --kit {name}"
    raise KitError(f"there is no kit called {name}. {there} Set one up with `moveagain inputs pair{chosen}`")


def keep_kit(home: Path, kit: Kit) -> Path:
    """Write a kit, in the place of the one that had its name; where it is now. Raises KitError or PeopleError."""
    path = kit_path(home, kit.name)
    write_whole(path, write_kit_text(kit))
    return path
