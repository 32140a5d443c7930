"""read_level: a file's text to a Level, or every problem of it at once."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from game.level.expected import in_words, meant_key, meant_value, node_at, one_of, section, unit_of
from game.level.kinds import KINDS
from game.level.lints import LINTS
from game.level.lints_of_balance import LINTS_OF_BALANCE
from game.level.lints_of_coordination import COORDINATION_LINTS
from game.level.lints_of_dose import DOSE_LINTS
from game.level.lints_of_tempo import TEMPO_LINTS
from game.level.lints_of_worlds import WORLD_LINTS
from game.level.problem import LevelProblems, shown
from game.level.schema import FORMAT, Level, LevelKeys
from game.level.sound import Sound
from game.level.tree import Path, Tree, Value, decode, read_tree

_TAGGED = ("exercise", "review")
"""Keys whose value is of several kinds: pydantic puts the kind into its paths, where the file has no such key."""


def read_level(raw: str | bytes, name: str) -> Level:
    """The level in a file's text.

    `name` is the file as it shall be named in problems; when it ends in .yaml, the id has to be its stem.
    Raises LevelProblems with everything that is wrong, each with line and column.
    """
    text = decode(raw, name)
    tree = read_tree(text, name)
    broken = set(tree.unread)
    if not isinstance(tree.value, dict):
        tree.add(tree.places[()].value, f"a level is a section of keys such as “format: 1”, not {shown(tree.value)}")
        raise LevelProblems(tree.problems)
    _refuse_newer(tree, tree.value)
    values = _with_settled_kind(tree, tree.value, broken)
    keys: LevelKeys | None = None
    try:
        keys = LevelKeys.model_validate(values)
    except ValidationError as error:
        _add_all(tree, error.errors(include_url=False, include_context=False), _kind(values), broken)
    _lint(tree, values, broken, name)
    if tree.problems or keys is None:
        raise LevelProblems(tree.problems)
    return Level.model_construct(text=text, **dict(keys))


def _refuse_newer(tree: Tree, values: dict[str, Value]) -> None:
    """Nothing can be said of a file whose keys are not known yet, but that it is newer."""
    version = values.get("format")
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        what = f"this level is written for a newer Moveagain (format {version}); this one reads format {FORMAT}"
        tree.add(tree.places[("format",)].value, f"{what}: update Moveagain")
        raise LevelProblems(tree.problems)


def _kind(values: dict[str, Value]) -> str:
    exercise = values.get("exercise")
    kind = exercise.get("kind") if isinstance(exercise, dict) else None
    return kind if isinstance(kind, str) and kind in KINDS else ""


def _with_settled_kind(tree: Tree, values: dict[str, Value], broken: set[Path]) -> dict[str, Value]:
    """The values with the kind that was probably meant, so that one wrong letter hides no other problem."""
    exercise = values.get("exercise")
    if not isinstance(exercise, dict) or _kind(values):
        return values
    written = exercise.get("kind")
    meant = next(iter(get_close_matches(str(written).lower(), KINDS, 1)), "")
    path: Path = ("exercise", "kind")
    broken.add(path)
    if "kind" in exercise:
        what = f"kind takes {one_of(list(KINDS))}, not {shown(written)}"
        tree.add(tree.places[path].value, what, meant)
    else:
        tree.add(_where_missing(tree, path, ""), f"kind is missing: {one_of(list(KINDS))}")
    return {**values, "exercise": {**exercise, "kind": meant} if meant else exercise}


def _add_all(tree: Tree, errors: list[Any], kind: str, broken: set[Path]) -> None:
    """Say each mistake once: not again as a missing key, and not of the section around it."""
    broken.update(_path(error) for error in errors)
    said = tree.unread | {path[:depth] for path in broken for depth in range(len(path))}
    for error in errors:
        if error["type"] == "extra_forbidden":
            said.add(_add_unknown(tree, _path(error), kind))
    for error in errors:
        if error["type"] != "extra_forbidden" and _path(error) not in said:
            _add(tree, error, kind)


def _path(error: Any) -> Path:
    """Where in the file pydantic's error is."""
    path: Path = error["loc"]
    return (path[0], *path[2:]) if path[0] in _TAGGED else path


def _add_unknown(tree: Tree, path: Path, kind: str) -> Path:
    """Say that a key is unknown; the path of the one probably meant, which is then not missed as well."""
    *above, key = path
    why, meant = meant_key(str(key), tuple(above), kind)
    tree.add(tree.places[path].key, f"unknown key {shown(key)}{f': {why}' * bool(why)}", meant)
    return *above, meant


def _add(tree: Tree, error: Any, kind: str) -> None:
    """Say one of pydantic's errors in the file's words and place."""
    path = _path(error)
    key = next(part for part in reversed(path) if isinstance(part, str))
    node, unit = node_at(path, kind), unit_of(key)
    if error["type"] == "missing":
        tree.add(_where_missing(tree, path, kind), f"{key} is missing: {in_words(node, unit)}")
        return
    named = f"{key}, item {path[-1] + 1}," if isinstance(path[-1], int) else key
    value = error["input"]
    meant = meant_value(value, node, unit)
    quoted = " in quotes" if meant and meant == value else ""
    tree.add(tree.places[path].value, f"{named} takes {in_words(node, unit)}, not {shown(value)}{quoted}", meant)


def _where_missing(tree: Tree, path: Path, kind: str) -> tuple[int, int]:
    """Where a missing key would stand: in the line after the one that comes before it in the schema."""
    *above, key = path
    line, column = tree.places[tuple(above)].value
    for known in section(tuple(above), kind):
        if known == key:
            break
        if before := tree.places.get((*above, known)):
            line, column = before.last_line + 1, before.key[1]
    return line, column


def _lint(tree: Tree, values: dict[str, Value], broken: set[Path], name: str) -> None:
    file = name.replace("\\", "/").rpartition("/")[2]
    stem = file.rpartition(".")[0] if file.endswith((".yaml", ".yml")) else ""
    sound = Sound(values, frozenset(broken), stem)
    for lint in (*LINTS, *LINTS_OF_BALANCE, *COORDINATION_LINTS, *DOSE_LINTS, *TEMPO_LINTS, *WORLD_LINTS):
        for finding in lint(sound):
            tree.add(tree.places[finding.path].value, finding.what, finding.suggestion)
