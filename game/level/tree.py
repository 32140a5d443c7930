"""Text → a tree of plain values, each with its place: the part of YAML that a level needs and nothing that surprises.

Only `true` and `false` are booleans; `off`, `1:30`, `010` and dates stay words. Aliases, tags, merge keys and second
documents are problems. All that can be said about a file is said at once; only broken YAML ends the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from game.level.problem import LevelProblems, Problem, shown

Value: TypeAlias = bool | int | float | str | tuple["Value", ...] | dict[str, "Value"] | None
Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a level: `("exercise", "targets_deg", 0)`."""

SIZE_MAX = 64 * 1024
"""Bytes. A level is a page of about 1 kB; beyond this it is another kind of file, or made to keep us busy."""
DEPTH_MAX = 6
"""Sections inside sections. A level needs three; the limit keeps a hostile file from exhausting the stack."""

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})?(\.[0-9]{1,18})?([eE][-+]?[0-9]{1,3})?")
_CONSTANTS: dict[str, Value] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NOT_TEXT = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_WORDS = (
    ("'\\t'", "a tab cannot stand here: YAML is indented with spaces"),
    ("mapping values are not allowed", "a second colon in one line: put the text in quotes, or start a new line"),
    ("could not find expected ':'", "a key without its colon"),
    ("expected <block end>", "the indentation does not fit the lines above"),
    ("expected '<document start>'", "the indentation does not fit the lines above"),
    ("expected ',' or", "a list or section in brackets lacks a comma or its end"),
    ("found unexpected end of stream", "a quote is opened and never closed"),
    ("found undefined tag handle", "a tag (!) has no meaning here"),
)
"""PyYAML's words for what goes wrong most, said plainly."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands; every line and column counted from 1."""

    key: tuple[int, int]
    value: tuple[int, int]
    last_line: int


@dataclass(slots=True)
class Tree:
    """A file as plain values, the place of each, and what was wrong on the way."""

    file: str
    value: Value = None
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[Path] = field(default_factory=set)
    """Values that could not be had, and of which that has been said."""

    def add(self, mark: tuple[int, int], what: str, suggestion: str = "") -> None:
        self.problems.append(Problem(self.file, *mark, what, suggestion))

    def aside(self) -> Tree:
        """Where to read what has no place in the tree; what is wrong with it is told all the same."""
        return Tree(self.file, problems=self.problems)


def decode(raw: str | bytes, file: str) -> str:
    """The text of a level file, without the byte-order mark some editors write. Raises LevelProblems."""

    def refused(before: str | bytes, what: str) -> LevelProblems:
        text = before.decode("utf-8", "replace") if isinstance(before, bytes) else before
        return LevelProblems([Problem(file, text.count("\n") + 1, len(text.rpartition("\n")[2]) + 1, what)])

    if len(raw) > SIZE_MAX:
        raise refused("", f"the file is larger than {SIZE_MAX // 1024} kB; it should be a page of text")
    if isinstance(raw, bytes):
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise refused("", "the file is saved as UTF-16; save it as UTF-8")
        if b"\0" in raw:
            raise refused(raw[: raw.index(b"\0")], "this is a binary file (it holds a zero byte), not text")
        try:
            raw = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise refused(raw[: error.start], "a byte that is not UTF-8; save the file as UTF-8") from None
    text = raw.removeprefix("\ufeff")
    if strange := _NOT_TEXT.search(text):
        what = f"the character U+{ord(strange.group()):04X} cannot stand in this file"
        raise refused(text[: strange.start()], what)
    return text


def read_tree(text: str, file: str) -> Tree:
    """The tree of a file's one document. Raises LevelProblems when the text is no YAML, is empty, or lies too deep."""
    tree = Tree(file)
    events = _events(text, tree)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            _read_document(events, tree, _mark(event))
    if not tree.places:
        tree.add((1, 1), "the file is empty; it starts with a line such as “format: 1”")
        raise LevelProblems(tree.problems)
    return tree


def _read_document(events: Iterator[Any], tree: Tree, start: tuple[int, int]) -> None:
    if not tree.places:
        event = next(events)
        tree.value = _value(event, events, (), _mark(event), tree)
        return
    tree.add(start, "a second document begins here; a file holds one level")
    _value(next(events), events, (), start, tree.aside())


def _events(text: str, tree: Tree) -> Iterator[Any]:
    """PyYAML's events; what it cannot parse is the last problem. Raises LevelProblems."""
    last = (1, 1)
    try:
        for event in _quickly(text) or yaml.parse(text, Loader=yaml.SafeLoader):
            last = _mark(event)
            yield event
        return
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        last = (at.line + 1, at.column + 1) if at else last
        said = str(error.problem or error.context)
        what = next((words for sign, words in _IN_WORDS if sign in said), f"this is not YAML: {said}")
    except (ValueError, OverflowError):  # PyYAML lets Python's own errors through, such as for "\UFFFFFFFF"
        what = "an escape or a number here cannot be read"
    tree.add(last, what)
    raise LevelProblems(tree.problems)


def _quickly(text: str) -> list[Any]:
    """The same events from libyaml, where PyYAML has it, in a twentieth of the time; none for a text with a mistake in
    it, whose words are PyYAML's own."""
    loader = getattr(yaml, "CSafeLoader", None)
    if loader is None:
        return []
    try:
        return list(yaml.parse(text, Loader=loader))
    except (yaml.YAMLError, ValueError, OverflowError):
        return []


def _mark(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _last_line(event: Any) -> int:
    """The last line of a scalar; that of a block of text ends where the next line begins."""
    return int(event.end_mark.line + (event.end_mark.column > 0))


def _value(event: Any, events: Iterator[Any], path: Path, key: tuple[int, int], tree: Tree) -> Value:
    """The value that begins with `event`; its place, and every value's inside it, goes into the tree."""
    mark = _mark(event)
    if isinstance(event, yaml.AliasEvent):
        tree.add(mark, f"an alias (*{event.anchor}); none is needed, write the value out")
        tree.unread.add(path)
    elif event.anchor:
        tree.add(mark, f"an anchor (&{event.anchor}); none is needed")
    if getattr(event, "tag", None) and event.tag != "!":
        tree.add(mark, "a tag (!) has no meaning here")
    if len(path) > DEPTH_MAX:
        tree.add(mark, f"more than {DEPTH_MAX} sections inside each other")
        raise LevelProblems(tree.problems)
    value: Value = None
    last_line = mark[0]
    if isinstance(event, yaml.ScalarEvent):
        value = event.value if event.style else _plain(event.value)
        if _NOT_TEXT.search(event.value):
            tree.add(mark, "an escape here stands for a character that is no text")
            tree.unread.add(path)
        last_line = max(last_line, _last_line(event))
    elif isinstance(event, yaml.SequenceStartEvent):
        value, last_line = _sequence(events, path, tree, last_line)
    elif isinstance(event, yaml.MappingStartEvent):
        value, last_line = _mapping(events, path, tree, last_line)
    tree.places[path] = Place(key, mark, last_line)
    return value


def _sequence(events: Iterator[Any], path: Path, tree: Tree, last_line: int) -> tuple[Value, int]:
    items: list[Value] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        inside = (*path, len(items))
        items.append(_value(event, events, inside, _mark(event), tree))
        last_line = tree.places[inside].last_line
    return tuple(items), last_line


def _mapping(events: Iterator[Any], path: Path, tree: Tree, last_line: int) -> tuple[Value, int]:
    section: dict[str, Value] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        mark = _mark(event)
        into, key = tree, ""
        if not isinstance(event, yaml.ScalarEvent) or _NOT_TEXT.search(event.value):
            tree.add(mark, "a key is one plain word")
            _value(event, events, (*path, ""), mark, into := tree.aside())
        else:
            key = event.value
            if first := tree.places.get((*path, key)):
                tree.add(mark, f"the key {shown(key)} is given twice; the first is in line {first.key[0]}")
                into = tree.aside()
            elif key == "<<":
                tree.add(mark, "merge keys (<<) are not read; write the keys out")
                into = tree.aside()
        value = _value(next(events), events, (*path, key), mark, into)
        last_line = into.places[(*path, key)].last_line
        if into is tree:
            section[key] = value
    return section, last_line


def _plain(text: str) -> Value:
    """What an unquoted word means: JSON's constants and numbers, else the word itself."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text) and any(letter.isdigit() for letter in text.lower().partition("e")[0]):
        return float(text)
    return text
