"""The room's own page has one row for each measure, and none for what does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import game.measures as measures

PAGE = (Path(measures.__file__).parent / "README.md").read_text("utf-8")
MEASURES, TOOLS = PAGE.split("## What measures are made with")
ROW = re.compile(r"^\| `(\w+)` \|(.+)\|$", re.MULTILINE)


def test_every_function_has_a_row_and_every_row_a_function() -> None:
    offered = sorted(name for name in measures.__all__ if name.islower())
    assert sorted(name for name, _ in ROW.findall(PAGE)) == offered


def test_rows_are_whole_and_in_order() -> None:
    """Name, what it says, definition and source, unit, what it needs, when it is nan; a tool has what it does."""
    for part, columns in ((MEASURES, 5), (TOOLS, 1)):
        rows = ROW.findall(part)
        assert [name for name, _ in rows] == sorted(name for name, _ in rows)
        for name, cells in rows:
            assert len(cells.split("|")) == columns, name
            assert all(cell.strip() for cell in cells.split("|")), name


def test_every_stream_is_named() -> None:
    assert all(f"`{name}`" in PAGE for name in measures.__all__ if name.endswith("Stream"))
