"""Prescription: what a therapist allows a person to play with a sensor, for how long, and how on their feet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from game.coaching.gentle import ELECTRODES_REFUSED
from game.coaching.safeguards import NOT_CLEARED, Standing
from game.exercises.keys import Keys
from game.level import Level, LevelProblems
from game.level.expected import in_words
from game.level.problem import shown
from game.level.schema import Day
from game.level.tree import decode, read_tree

FORMAT = 1
"""The version of the prescription format that this program reads."""
_NAME = r"^[A-Za-z0-9_.-]+$"


class Prescription(Keys):
    """The outer wall of what is played with a sensor. A level that it does not name does not start."""

    format: Literal[1]
    id: Annotated[str, Field(min_length=1, max_length=80, pattern=_NAME)]
    version: Annotated[int, Field(ge=1, le=9999)]
    signed_by: Annotated[str, Field(min_length=1, max_length=120)] | None = None
    """The key of who signed it; None where nobody has."""
    levels: Annotated[
        tuple[Annotated[str, Field(max_length=80, pattern=_NAME)], ...], Field(min_length=1, max_length=200)
    ]
    """The ids of the levels that it allows."""
    standing: Standing = "no"
    valid_from: Day
    valid_until: Day
    """The last day on which it holds."""
    electrodes: bool = False
    """Whether electrodes may be worn in play."""

    def refuses(self, level: Level, day: date, *, electrodes: bool) -> str | None:
        """Why this level does not start on that day, in one sentence or two; None where it may."""
        if level.id not in self.levels:
            return f"Your prescription does not hold {level.id}. Choose a level that it names, or ask your therapist."
        if day < date.fromisoformat(self.valid_from):
            return f"Your prescription begins on {self.valid_from}. Wait until then, or ask your therapist."
        if day > date.fromisoformat(self.valid_until):
            return f"Your prescription ended on {self.valid_until}. Ask your therapist for a new one."
        if level.stands and self.standing == "no":
            return NOT_CLEARED
        return ELECTRODES_REFUSED if electrodes and not self.electrodes else None

    def as_row(self) -> dict[str, Any]:
        """Plain values for a session's header."""
        return {**self.model_dump(), "levels": list(self.levels)}


def read_prescription(raw: str | bytes, name: str) -> Prescription:
    """The prescription in a file's text; `name` is the file as problems name it.

    Raises LevelProblems with everything that is wrong, each with line and column.
    """
    tree = read_tree(decode(raw, name), name)
    value = tree.value
    if not isinstance(value, dict):
        tree.add(tree.places[()].value, f"a prescription is a section of keys such as “format: 1”, not {shown(value)}")
        raise LevelProblems(tree.problems)
    found: Prescription | None = None
    try:
        found = Prescription.model_validate(value)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_context=False):
            _add(tree, value, each)
    if found is not None and found.valid_until < found.valid_from:
        tree.add(tree.places[("valid_until",)].value, "valid_until lies before valid_from")
    if tree.problems or found is None:
        raise LevelProblems(tree.problems)
    return found


def _add(tree: Any, value: Mapping[str, Any], error: Any) -> None:
    """One of pydantic's errors in the file's words and place."""
    key, *place = error["loc"]
    nodes: dict[str, Any] = Prescription.model_json_schema()["properties"]
    if error["type"] == "extra_forbidden":
        near = get_close_matches(str(key), [name for name in nodes if name not in value], 1)
        tree.add(tree.places[(key,)].key, f"unknown key {shown(key)}", near[0] if near else "")
    elif error["type"] == "missing":
        tree.add(tree.places[()].value, f"{key} is missing: {_words(nodes[key])}")
    else:
        path = (key, *(part for part in place if isinstance(part, int)))
        tree.add(tree.places[path].value, f"{key} takes {_words(nodes[key])}, not {shown(error['input'])}")


def _words(node: Mapping[str, Any]) -> str:
    if node.get("type") == "array":
        return "a list of the ids of levels"
    if node.get("type") == "boolean":
        return "true or false"
    return in_words(dict(node))
