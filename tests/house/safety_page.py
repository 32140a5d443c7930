"""The part of docs/safety.md that the safety table itself writes: `python -m tests.house.safety_page` renews it."""

from __future__ import annotations

import re

from game.coaching.safety_table import TABLE, Row, State, diagram
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "safety.md"
_MARKED = re.compile(r"(<!-- the table -->\n).*(<!-- the end of the table -->\n)", re.DOTALL)


def told(row: Row) -> str:
    """One row of the table, as a row of the page's."""
    to = "the open question, else where play was" if not isinstance(row.next, State) else row.next.value
    also = ", ".join(effect.value for effect in row.effects) + (f"; `{row.ends}`" if row.ends else "")
    return f"| {row.state.value} | {row.heard.value} | {to} | {also.removeprefix('; ')} |"


def written() -> str:
    """The diagram and the whole table."""
    head = ["| in | when heard | goes to | and |", "| --- | --- | --- | --- |"]
    return f"```mermaid\n{diagram()}```\n\n" + "\n".join([*head, *map(told, TABLE)]) + "\n\n"


def renewed(page: str) -> str:
    """The page with its marked part as the table is now."""
    return _MARKED.sub(lambda found: f"{found[1]}\n{written()}{found[2]}", page)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
