"""Reader: hands what a screen holds to the system's screen reader, where there is one, and takes what it asks for."""

from __future__ import annotations

import sys
from collections import deque
from typing import TYPE_CHECKING, Any

from game.screens.reading import ROOT, Tree, door_of, tree_of

if TYPE_CHECKING:
    from game.screens.page import Page
    from game.screens.widgets import Paper

FOCUS, PRESS = "focus", "press"


class Reader:
    """Speaks through AccessKit to AT-SPI on Linux. Without the package, or elsewhere, it is silent.

    AccessKit calls back from threads of its own: they are only ever handed a tree that is complete, and leave what they
    were asked in a queue that the window's loop empties.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._tree = Tree((), ROOT)
        self._asked: deque[tuple[str, int]] = deque(maxlen=32)
        self._said: object = None
        self._kit: Any = None
        self._adapter: Any = None
        self._begun = False

    def open(self) -> None:
        """Once, after the first frame: no screen waits for it."""
        if self._begun:
            return
        self._begun = True
        if sys.platform != "linux":
            return
        try:
            import accesskit  # type: ignore[import-untyped]
        except ImportError:
            return
        self._kit = accesskit
        self._adapter = accesskit.unix.Adapter(self._update, self._do, lambda: None)
        self.look(at=True)

    def show(self, paper: Paper | None, page: Page | None, announced: str = "") -> None:
        """What there is to read now, and what is announced beside it; told only where it has changed."""
        if self._adapter is None or paper is None:
            return
        first = paper.boxes[0].words if paper.boxes else ""
        said = (id(paper), len(paper.boxes), first, -1 if page is None else page.focus, announced)
        if said == self._said:
            return
        self._said, self._tree = said, tree_of(paper, page, announced)
        self._adapter.update_if_active(self._update)

    def look(self, *, at: bool) -> None:
        """The window is looked at, or left."""
        if self._adapter is not None:
            self._adapter.update_window_focus_state(at)

    def asked(self) -> list[tuple[str, int]]:
        """What the reader's person has asked for since the last call: FOCUS or PRESS, and which door."""
        found = []
        while self._asked:
            found.append(self._asked.popleft())
        return found

    def close(self) -> None:
        """Nothing is read any more."""
        self._adapter = None

    def _update(self) -> Any:
        kit, tree = self._kit, self._tree
        root = kit.Node(kit.Role.WINDOW)
        root.set_label(self._title)
        root.set_children([item.id for item in tree.items])
        update = kit.TreeUpdate(tree.focus)
        update.tree = kit.Tree(ROOT)
        update.nodes.append((ROOT, root))
        for item in tree.items:
            node = kit.Node(kit.Role.BUTTON if item.role == "button" else kit.Role.LABEL)
            node.set_bounds(kit.Rect(item.left, item.top, item.right, item.bottom))
            if item.role == "button":
                node.set_label(item.name)
                node.add_action(kit.Action.FOCUS)
                node.add_action(kit.Action.CLICK)
                if item.shut:
                    node.set_disabled()
            else:
                node.set_value(item.name)
            update.nodes.append((item.id, node))
        return update

    def _do(self, request: Any) -> None:
        door = door_of(request.target)
        if door is not None:
            self._asked.append((PRESS if request.action == self._kit.Action.CLICK else FOCUS, door))
