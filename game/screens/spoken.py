"""Spoken: what of a screen is said aloud: only words that stand on it, so that nobody who hears nothing misses any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from game.screens.language import heard
from game.screens.widgets import Door, Paper

_NUMBER = re.compile(r"\d+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Aloud:
    """What a screen has to say, in reading order."""

    words: tuple[str, ...] = ()
    stop: bool = False
    """It is about stopping, or must have been heard: nothing may cut it short or take its place."""
    doors: tuple[str, ...] = ()
    """What can be chosen: said when it gets the focus, and when all is asked for again."""
    focus: int = 0


NOTHING = Aloud()


@runtime_checkable
class Speaks(Protocol):
    """A screen with something to say. The same object for as long as it is the same words."""

    @property
    def aloud(self) -> Aloud: ...


def of_page(paper: Paper, doors: Sequence[Door], focus: int, most: int | None = None, *, stop: bool = False) -> Aloud:
    """All that is written on a page, or its first `most` texts; but not its doors, nor the signs at its foot, which
    are there all along."""
    elsewhere = [*(door.rect for door in doors), *(sign.rect for sign in paper.signs)]
    words = tuple(
        heard(box.words)
        for box in paper.boxes
        if box.kind == "text" and box.words and not any(rect.contains(box.rect) for rect in elsewhere)
    )
    return Aloud(words[:most], stop, tuple(_door(door) for door in doors), focus)


def _door(door: Door) -> str:
    words, about = heard(door.words), heard(door.about)
    return f"{words}. {about}" if about else words


def sentences(words: Sequence[str]) -> tuple[str, ...]:
    """The words one sentence at a time: each is said, shown and kept on its own."""
    return tuple(part for each in words for part in _SENTENCE.split(each.strip()) if part)


def alike(words: str) -> str:
    """What two texts have in common that differ by a number only: a count that goes on is not said again."""
    return _NUMBER.sub("#", words)
