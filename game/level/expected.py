"""What the schema expects at a place of a level, in words, and which key was probably meant instead of another."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, TypeAlias

from game.level.kinds import KINDS
from game.level.schema import json_schema
from game.level.tree import Path, Value

Node: TypeAlias = dict[str, Any]
"""A part of the JSON Schema, its references followed."""

_UNITS = (
    ("_deg_s_max", "degrees a second"),
    ("_deg_s", "degrees a second"),
    ("_deg_max", "degrees"),
    ("_deg", "degrees"),
    ("_s", "seconds"),
    ("_cm", "centimetres"),
    ("_kg", "kilograms"),
    ("_percent_max", "percent"),
    ("_percent", "percent"),
    ("minutes", "minutes"),
)


def stem_of(key: str) -> str:
    """The key without the unit it ends in."""
    return next((key[: -len(ending)] for ending, _ in _UNITS if key.endswith(ending) and key != ending), key)


def unit_of(key: str) -> str:
    """The unit that a key ends in, in words; empty for a key without one."""
    return next((unit for ending, unit in _UNITS if key.endswith(ending)), "")


def _followed(node: Node) -> Node:
    reference = str(node.get("$ref", "")).removeprefix("#/$defs/")
    return {**json_schema()["$defs"][reference], **node} if reference else node


def alternatives(node: Node) -> list[Node]:
    """The ways a value may be given, but for leaving it out."""
    ways: list[Node] = node.get("oneOf") or node.get("anyOf") or [node]
    found = [_followed(one) for one in ways]
    return [one for one in found if one.get("type") != "null"]


def section(path: Path, kind: str) -> dict[str, Node]:
    """The keys of the section at `path`, each with its part of the schema; none where there is no section."""
    node = json_schema()
    for name in path:
        node = _followed(node).get("items", {}) if isinstance(name, int) else section_of(node, kind).get(name, {})
    return section_of(node, kind)


def section_of(node: Node, kind: str) -> dict[str, Node]:
    for one in alternatives(_followed(node)):
        properties: dict[str, Node] = one.get("properties", {})
        if properties.get("kind", {}).get("const", kind) == kind and properties:
            return properties
    return {}


def node_at(path: Path, kind: str) -> Node:
    """The part of the schema for the value at `path`; for a list's item, that of its items."""
    if isinstance(path[-1], int):
        items: Node = node_at(path[:-1], kind).get("items", {})
        return items
    return _followed(section(path[:-1], kind).get(path[-1], {}))


def in_words(node: Node, unit: str = "") -> str:
    """What a value has to be: “a number of seconds from 0 to 30”."""
    if "discriminator" in node:
        return f"a section with kind ({one_of(list(KINDS))}) and its keys"
    if len(ways := alternatives(node)) > 1:
        return " or ".join(in_words(way, unit) for way in ways)
    (node,) = ways
    if "const" in node:
        return str(node["const"])
    if "enum" in node:
        return one_of(node["enum"])
    if node.get("type") in ("number", "integer"):
        whole = "a whole number" if node["type"] == "integer" else "a number"
        return f"{whole}{f' of {unit}' * bool(unit)}{_range(node)}"
    if node.get("type") == "array":
        return _list(node, unit)
    if node.get("type") == "object":
        keys: list[str] = node.get("required") or list(node["properties"])
        return f"a section with {', '.join(keys)}"
    if node.get("format") == "date":
        return "a day such as 2026-03-01"
    return f"one line of text, {node['maxLength']} characters at most"


def _range(node: Node) -> str:
    return f" from {node['minimum']} to {node['maximum']}" if "minimum" in node else ""


def one_of(words: list[str]) -> str:
    """The words with an or before the last."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def _list(node: Node, unit: str) -> str:
    each = _followed(node["items"])
    if "properties" in each:
        keys: list[str] = each.get("required") or list(each["properties"])
        return f"a list of up to {node['maxItems']} sections with {', '.join(keys)}"
    if "enum" in each:
        return f"a list of {one_of(each['enum'])}"
    return f"a list of {node.get('minItems', 0)} to {node['maxItems']} numbers of {unit}{_range(each)}"


def meant_value(value: Value, node: Node, unit: str) -> str:
    """What was probably meant by a value that is not as expected, as it would be typed; empty without a guess."""
    if not isinstance(value, str):
        return ""
    words = [str(word) for one in alternatives(node) for word in one.get("enum", [one.get("const", "")])]
    if close := get_close_matches(value.strip().lower(), [word for word in words if word], 1):
        return close[0]
    (way, *_) = alternatives(node)
    if way.get("type") == "string" and "enum" not in way and (line := " ".join(value.split())) != value:
        return line if len(line) <= way.get("maxLength", 0) else ""
    if way.get("type") not in ("number", "integer"):
        return ""
    number = _meant_number(value, unit)
    return number if number and way["minimum"] <= float(number) <= way["maximum"] else ""


def _meant_number(value: str, unit: str) -> str:
    if unit == "seconds" and (clock := re.fullmatch(r"([0-9]{1,3}):([0-5][0-9])", value)):
        return str(int(clock[1]) * 60 + int(clock[2]))
    number = re.fullmatch(r"\s*(-?)0*([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*([^\W\d]*|°|°/s|deg/s|%)\.?\s*", value)
    if not number or number[3] not in _SPELLINGS.get(unit, ("",)):
        return ""
    return number[1] + number[2].replace(",", ".")


_SPELLINGS = {
    "seconds": ("", "s", "sec", "secs", "second", "seconds"),
    "minutes": ("", "min", "mins", "minute", "minutes"),
    "degrees": ("", "°", "deg", "degs", "degree", "degrees"),
    "kilograms": ("", "kg", "kgs", "kilogram", "kilograms"),
    "centimetres": ("", "cm", "centimetre", "centimetres"),
    "percent": ("", "%", "percent"),
    "degrees a second": ("", "°/s", "deg/s"),
}
"""Units as people write them behind a number; another unit is not guessed at, since it would change the number."""


def meant_key(key: str, path: Path, kind: str) -> tuple[str, str]:
    """Why a key is unknown in the section at `path`, in words, and the one probably meant; both may be empty."""
    here = section(path, kind)
    for known in here:
        ending = next((ending for ending, _ in _UNITS if known.endswith(ending)), "")
        stem = known.removesuffix(ending)
        if not ending or not stem:
            continue
        if key.lower() == stem:
            return "it has no unit", known
        if key.lower().startswith(f"{stem}_"):
            return f"the unit here is {unit_of(known)}", known
    if close := get_close_matches(key.lower(), here, 1):
        return "", close[0]
    for place in ((), ("exercise",), ("dose",), ("guards",)):
        if key in section(place, kind):
            return "it stands elsewhere", ".".join((*place, key))
    for other, keys in KINDS.items():
        if path == ("exercise",) and key in keys.model_fields:
            return f"it is a key of {other}", ""
    return "", ""
