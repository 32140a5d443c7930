"""The page of movements is whole and current."""

from __future__ import annotations

from game.motion.movement import Formula
from game.motion.movements import MOVEMENTS
from tests.house.movements_page import FORMULAS, STATUS, page
from tests.house.tree import texts


def test_every_formula_and_status_is_explained() -> None:
    assert set(FORMULAS) == set(Formula)
    assert {row.norm.status for row in MOVEMENTS.values() if row.norm} <= set(STATUS)


def test_nothing_breaks_a_table() -> None:
    assert not any("|" in way.cannot_see for row in MOVEMENTS.values() for way in row.ways)


def test_the_page_is_current() -> None:
    """`python -m tests.house.movements_page` renews it."""
    assert texts()["docs/movements.md"] == page()
