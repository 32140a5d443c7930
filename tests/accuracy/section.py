"""Section: a part of the page of accuracy: words and tables, as text that is read alike on a screen and in a page."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words and numbers; nan is shown as a dash."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def lines(self) -> list[str]:
        """The table in Markdown, its columns as wide as what stands in them."""
        texts = [self.columns, *(tuple(_text(cell) for cell in row) for row in self.rows)]
        widths = [max(len(row[at]) for row in texts) for at in range(len(self.columns))]
        marks = ["-" * width for width in widths]
        return [_line(row, widths) for row in (texts[0], marks, *texts[1:])]


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of recording: what was measured against what, the numbers, and how far they carry."""

    title: str
    measured: str
    """What was measured against what."""
    table: Table
    limits: tuple[str, ...]
    """What the numbers do not say, a sentence each."""

    def lines(self) -> list[str]:
        """The whole section in Markdown."""
        limits = [line for sentence in self.limits for line in wrapped(sentence, "- ")]
        head = [f"## {self.title}", "", *wrapped(self.measured), ""]
        return [*head, *self.table.lines(), "", "How far this carries:", "", *limits, ""]


def wrapped(text: str, mark: str = "") -> list[str]:
    """A paragraph, or with a mark an item of a list, in lines of a page."""
    return textwrap.wrap(text, 120, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False)


def mean(values: Sequence[float]) -> float:
    """The mean of those that are known; nan for none."""
    known = [value for value in values if not math.isnan(value)]
    return float(np.mean(known)) if known else math.nan


def worst(values: Sequence[float]) -> float:
    """The largest of those that are known; nan for none."""
    return max((value for value in values if not math.isnan(value)), default=math.nan)


def rms(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    """The root of the mean square of those that are known; nan for none."""
    known = values[np.isfinite(values)]
    return float(np.sqrt(np.mean(known**2))) if known.size else math.nan


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return "–" if math.isnan(cell) else f"{cell:.2f}"
    return str(cell)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
