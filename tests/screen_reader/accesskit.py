"""A screen reader's end for tests: in the place of AccessKit it writes every tree that it is told as a line of JSON.

Put before the other packages by PYTHONPATH; the file is named by SCREEN_READER_LINES. The program notices nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace


class Role:
    WINDOW, BUTTON, LABEL = "window", "button", "label"


class Action:
    FOCUS, CLICK = "focus", "click"


class Rect:
    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self.sides = (left, top, right, bottom)


class Node:
    def __init__(self, role: str) -> None:
        self.role = role
        self.says = ""

    def set_label(self, words: str) -> None:
        self.says = words

    def set_value(self, words: str) -> None:
        self.says = words

    def set_bounds(self, rect: Rect) -> None:
        self.bounds = rect

    def set_children(self, children: list[int]) -> None:
        self.children = children

    def add_action(self, action: str) -> None:
        self.action = action

    def set_disabled(self) -> None:
        self.disabled = True


class Tree:
    def __init__(self, root: int) -> None:
        self.root = root


class TreeUpdate:
    def __init__(self, focus: int) -> None:
        self.focus = focus
        self.nodes: list[tuple[int, Node]] = []
        self.tree: Tree | None = None

    def line(self) -> str:
        """Texts, doors, and which door has the focus."""
        doors = [(number, node.says) for number, node in self.nodes if node.role == Role.BUTTON]
        focus = next((at for at, (number, _says) in enumerate(doors) if number == self.focus), None)
        texts = [node.says for _number, node in self.nodes if node.role == Role.LABEL]
        return json.dumps({"texts": texts, "doors": [says for _number, says in doors], "focus": focus})


class Adapter:
    def __init__(self, update: Callable[[], TreeUpdate], _do: object, _gone: object) -> None:
        self._lines = Path(os.environ["SCREEN_READER_LINES"]).open("a", encoding="utf-8")  # noqa: SIM115
        self.update_if_active(update)

    def update_if_active(self, update: Callable[[], TreeUpdate]) -> None:
        """A reader that always listens."""
        self._lines.write(f"{update().line()}\n")
        self._lines.flush()

    def update_window_focus_state(self, at: bool) -> None:
        """Whether the window is looked at."""


unix = SimpleNamespace(Adapter=Adapter)
