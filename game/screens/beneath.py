"""Beneath: room for the English that stands beneath a draft, so that neither is written small for the other."""

from __future__ import annotations

from collections.abc import Sequence

from game.screens.lettering import Role
from game.screens.widgets import Door, Paper

_ROOMY = 1.5
"""In larger text both lines share the room of one: a page has no more."""


def head_px(paper: Paper, words: str) -> int:
    """How tall the question at the head of a page is, px."""
    lines = 1 + words.count("\n") if paper.look.text_scale <= _ROOMY else 1
    return lines * paper.line_px(Role.CUE)


def doors_px(paper: Paper, doors: Sequence[Door]) -> int:
    """How tall each of these doors is, px."""
    two = paper.look.text_scale <= _ROOMY and any("\n" in door.words for door in doors)
    return paper.door_px() + (paper.line_px(Role.LINE) if two else 0)
