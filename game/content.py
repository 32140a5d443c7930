"""Where shipped levels, programmes and assets lie, in a wheel and in a checkout; how each is found by id or path."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

_PACKAGE = Path(__file__).parent
_READ_MAX = 1 << 20
"""Bytes read of a file that is called a level: far more than any level, far less than would fill the memory."""
_EXAMPLES = "example"
"""The folder of the annotated example: checked like every level, listed with none."""


class ContentError(Exception):
    """A level or a file of it cannot be had; the text says what happened and what to do."""


def levels_folder() -> Path:
    """The shipped levels: inside the installed package, or beside it in a checkout."""
    return _folder("levels")


def programmes_folder() -> Path:
    """The shipped programmes, found in the same way."""
    return _folder("programmes")


def assets_folder() -> Path:
    """The shipped art and sounds, found in the same way."""
    return _folder("assets")


def _folder(name: str) -> Path:
    installed = _PACKAGE / "shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def shipped_levels() -> dict[str, Path]:
    """Every shipped level's file by its id, sorted; the id is the file's stem."""
    files = (path for path in levels_folder().glob("*/*.yaml") if path.parent.name != _EXAMPLES)
    return {path.stem: path for path in sorted(files, key=lambda path: path.stem)}


def shipped_programmes() -> dict[str, Path]:
    """Every shipped programme's file by its id, sorted; the id is the file's stem."""
    return {path.stem: path for path in sorted(programmes_folder().glob("*.yaml"))}


def find_level(id_or_path: str) -> tuple[bytes, str]:
    """The bytes of a level's file, and the file's name as problems shall name it. Raises ContentError.

    What ends in .yaml or .yml or holds a slash is a path; anything else is the id of a shipped level.
    """
    return _find(id_or_path, "level", shipped_levels)


def find_programme(id_or_path: str) -> tuple[bytes, str]:
    """The same of a programme."""
    return _find(id_or_path, "programme", shipped_programmes)


def _find(id_or_path: str, what: str, shipped: Callable[[], dict[str, Path]]) -> tuple[bytes, str]:
    if id_or_path.endswith((".yaml", ".yml")) or "/" in id_or_path or "\\" in id_or_path:
        return read_file(id_or_path, what)
    there = shipped()
    if path := there.get(id_or_path):
        return read_file(path, what)
    meant = "".join(f" Did you mean “{near}”?" for near in get_close_matches(id_or_path, there, 1))
    raise ContentError(
        f"there is no {what} “{printable(id_or_path)}”.{meant} `moveagain {what}s list` names them; "
        "for a file of your own give its path"
    )


def read_file(path: Path | str, what: str = "level") -> tuple[bytes, str]:
    """The bytes of a level's or a programme's file, of one far too large only the beginning, and its name.

    Raises ContentError."""
    name = printable(str(path))
    try:
        if not Path(path).is_file():  # a device or a pipe could go on for ever
            wrong = "is not a file" if Path(path).exists() else "is not there"
            raise ContentError(f"{name} {wrong}; give the path of a {what}'s YAML file")
        with Path(path).open("rb") as file:
            return file.read(_READ_MAX), name
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte in it
        reason = getattr(error, "strerror", None) or str(error)
        raise ContentError(f"{name} cannot be read ({reason}); check that you may open it") from error


def printable(name: str) -> str:
    """A name that any terminal can print: that of a file may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")
