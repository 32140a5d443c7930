"""Problem: one thing wrong with a level file, where it stands and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong, at a line and column of a file, both counted from 1."""

    file: str
    line: int
    column: int
    what: str
    suggestion: str = ""
    """What was probably meant, as it would be typed; empty where nothing is near enough to guess."""

    def __str__(self) -> str:
        meant = f" Did you mean “{self.suggestion}”?" if self.suggestion else ""
        return f"{self.file}:{self.line}:{self.column}: {self.what}.{meant}"


class LevelProblems(Exception):  # noqa: N818  (the word a reader of the message meets)
    """Everything that is wrong with one level file, in the order of its lines; `str()` is one line a problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def shown(value: object) -> str:
    """A value of a file in one short printable line, as a reader of the file would recognise it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"“{str(value).lower()}”"
    if isinstance(value, dict):
        return "a section"
    if isinstance(value, tuple):
        return "a list"
    text = "".join(letter if letter.isprintable() else "·" for letter in str(value)[:41])
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
