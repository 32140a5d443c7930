"""Filed: a small YAML file of keys read into values, or everything that is wrong in it, each with line and column."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError

from game.exercises.keys import Keys
from game.level import LevelProblems
from game.level.expected import in_words, one_of
from game.level.problem import shown
from game.level.tree import Path, Tree, decode, read_tree

K = TypeVar("K", bound=Keys)
_FEW = 12
"""More words than these are not told one by one."""
_UNITS = (
    ("_deg_s_max", "degrees a second"),
    ("_deg", "degrees"),
    ("_kg_max", "kilograms"),
    ("_every_s", "seconds"),
    ("rest_s", "seconds"),
)


def read_keys(model: type[K], raw: str | bytes, name: str, *, what: str, newest: int) -> tuple[K | None, Tree]:
    """The values in a file's text and where each stands; None where something is wrong, and then the tree's problems
    say what and its unread paths where. `what` is the file in words, such as “a prescription”; `newest` its newest
    format that is read.

    Raises LevelProblems where nothing of it can be read.
    """
    tree = read_tree(decode(raw, name), name)
    value = tree.value
    if not isinstance(value, dict):
        tree.add(tree.places[()].value, f"{what} is a section of keys such as “format: {newest}”, not {shown(value)}")
        raise LevelProblems(tree.problems)
    version = value.get("format")
    if isinstance(version, int) and not isinstance(version, bool) and version > newest:
        said = f"{what} of format {version} is for a newer Moveagain; this one reads format {newest}: update Moveagain"
        tree.add(tree.places[("format",)].value, said)
        raise LevelProblems(tree.problems)
    try:
        return model.model_validate(value), tree
    except ValidationError as error:
        for each in error.errors(include_url=False, include_context=False):
            _add(model, tree, each)
            tree.unread.add(tuple(part for part in each["loc"] if part != "[key]"))
    return None, tree


@cache
def schema_of(model: type[Keys]) -> dict[str, Any]:
    """The JSON Schema of a file, where the words of its problems come from."""
    return model.model_json_schema()


def _followed(model: type[Keys], node: dict[str, Any]) -> dict[str, Any]:
    """The node itself, behind its reference and without the way of leaving it out."""
    if "anyOf" in node:
        ways = [way for way in node["anyOf"] if way.get("type") != "null"]
        node = ways[0] if len(ways) == 1 else node
    reference = str(node.get("$ref", "")).removeprefix("#/$defs/")
    found: dict[str, Any] = schema_of(model)["$defs"][reference] if reference else node
    return found


def _node(model: type[Keys], path: Path) -> dict[str, Any]:
    """The part of the schema for the value at `path`; empty where there is none."""
    node = schema_of(model)
    for part in path:
        node = _followed(model, node)
        if isinstance(part, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(part) or node.get("additionalProperties") or {}
    return _followed(model, node)


def _add(model: type[Keys], tree: Tree, error: Any) -> None:
    """One of pydantic's errors in the file's words and place."""
    path = tuple(part for part in error["loc"] if part != "[key]")
    *above, key = path
    if error["type"] == "extra_forbidden":
        known = _node(model, tuple(above)).get("properties", {})
        near = get_close_matches(str(key), known, 1)
        tree.add(tree.places[path].key, f"unknown key {shown(key)}", near[0] if near else "")
    elif error["type"] == "missing":
        tree.add(tree.places[tuple(above)].value, f"{key} is missing: {words_of(model, path)}")
    elif "[key]" in error["loc"]:
        names = _node(model, tuple(above)).get("propertyNames", {}).get("enum", [])
        near = get_close_matches(str(key), names, 1)
        tree.add(tree.places[path].key, f"{shown(key)} is no row of the movement table", near[0] if near else "")
    else:
        named = next(part for part in reversed(path) if isinstance(part, str))
        near = get_close_matches(str(error["input"]), [str(word) for word in _node(model, path).get("enum", ())], 1)
        what = f"{named} takes {words_of(model, path)}, not {shown(error['input'])}"
        tree.add(tree.places[path].value, what, near[0] if near else "")


def words_of(model: type[Keys], path: Path) -> str:
    """What stands there, in words."""
    node, key = _node(model, path), str(path[-1])
    if len(node.get("enum", ())) > _FEW:
        return "a row of the movement table"
    if "enum" in node:
        return one_of([str(word) for word in node["enum"]])
    if node.get("type") == "array":
        each = _followed(model, node.get("items", {}))
        if len(each.get("enum", ())) > _FEW:
            return "a list of rows of the movement table"
        if "enum" in each:
            return f"a list of {in_words(each)}"
        return "a list of sections" if each.get("type") == "object" else "a list of the ids of levels"
    if node.get("type") == "boolean":
        return "true or false"
    if node.get("type") == "object":
        return "a section"
    return in_words(node, next((unit for ending, unit in _UNITS if key.endswith(ending)), ""))
