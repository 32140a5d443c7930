"""The tables of game/README.md, made of the modules' own opening sentences; run with `-m`, it renews them."""

from __future__ import annotations

import ast
import configparser
import re
from collections.abc import Iterator

from tests.house.tree import ROOT, modules, texts

MAP = ROOT / "game" / "README.md"
TABLE = re.compile(r"^\| module \| .*?(?=\n\n)", re.MULTILINE | re.DOTALL)
"""The map has two such tables: the rooms of the game, and the input devices."""


def renewed() -> str:
    """The map's text with its tables as the tree is now."""
    fresh = iter((_table("game", _rooms()), _table("input_devices", [])))
    return TABLE.sub(lambda _: next(fresh), texts()["game/README.md"])


def _rooms() -> list[str]:
    """The rooms of the game from top to bottom, as the contract on layers names them."""
    contracts = configparser.ConfigParser()
    contracts.read_string(texts()[".importlinter"])
    return re.findall(r"\w+", contracts["importlinter:contract:layers"]["layers"])


def _table(package: str, rooms: list[str]) -> str:
    return "\n".join(["| module | is |", "| --- | --- |", *sorted(_rows(package), key=lambda row: _place(row, rooms))])


def _rows(package: str) -> Iterator[str]:
    for path, tree in modules(package).items():
        inside = path.removeprefix(f"{package}/")
        name = re.sub(r"__init__\.py$", "", inside)
        if name and tree.body:
            address = name if package == "game" else f"../{package}/{name}"
            opening = " ".join((ast.get_docstring(tree) or "").split("\n\n")[0].split())
            yield f"| [{name}]({address}) | {opening} |"


def _place(row: str, rooms: list[str]) -> tuple[int, str]:
    """Rooms in the order of the layers, a room before its modules."""
    name = row.split("]")[0].removeprefix("| [")
    room = re.split(r"[/.]", name)[0]
    return (rooms.index(room) if room in rooms else len(rooms), name)


if __name__ == "__main__":
    MAP.write_text(renewed(), encoding="utf-8")
