"""Reading: what a screen holds as a tree of roles, names and focus, for whoever has it read to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pygame

if TYPE_CHECKING:
    from game.screens.page import Page
    from game.screens.widgets import Paper

ROOT = 1
_FIRST_TEXT, _FIRST_DOOR = 1000, 2000
Role = Literal["text", "button"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is read out; `name` holds all its words, with the key that chooses it at once."""

    id: int
    role: Role
    name: str
    left: int
    top: int
    right: int
    bottom: int
    shut: bool = False
    """Can be read but not chosen."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A screen, in reading order: what is written, then what can be chosen. `focus` is the id of an item, or ROOT."""

    items: tuple[Item, ...]
    focus: int


def tree_of(paper: Paper, page: Page | None, announced: str = "") -> Tree:
    """The tree of what is laid out; a world in play has no page, and is read by its words. What is announced below it
    comes last of the texts."""
    doors = [] if page is None else page.doors
    inside = [box.words for box in paper.boxes if any(door.rect.contains(box.rect) for door in doors)]
    written = [box for box in paper.boxes if box.kind == "text" and box.words not in inside]
    items = [_item(_FIRST_TEXT + place, "text", box.words, box.rect) for place, box in enumerate(written)]
    if announced:
        wide, tall = paper.size
        items.append(_item(_FIRST_TEXT + len(written), "text", announced, pygame.Rect(0, tall, wide, 0)))
    for place, door in enumerate(doors):
        name = ". ".join(said for said in (door.words, door.about, door.key_words) if said)
        items.append(_item(_FIRST_DOOR + place, "button", name, door.rect, shut=door.shut))
    focus = ROOT if page is None or not doors else _FIRST_DOOR + page.focus
    return Tree(tuple(items), focus)


def door_of(item_id: int) -> int | None:
    """Which door an item is; None where it is none."""
    return item_id - _FIRST_DOOR if item_id >= _FIRST_DOOR else None


def _item(item_id: int, role: Role, name: str, rect: pygame.Rect, *, shut: bool = False) -> Item:
    return Item(item_id, role, name, rect.left, rect.top, rect.right, rect.bottom, shut)
