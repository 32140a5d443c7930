"""The page of hazards is whole: every row has its cause, its control and a test that exists."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.tree import ROOT, texts

PAGE = "game/coaching/HAZARDS.md"
LEAST = 20


def rows() -> list[list[str]]:
    """The rows of the table, without its head."""
    lines = [line for line in texts()[PAGE].splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def named(cell: str) -> list[str]:
    """The tests that the last cell of a row names."""
    return re.findall(r"`(\S+?)`", cell)


def exists(name: str) -> bool:
    """Whether `file::test` is a test of that file."""
    file, _, test = name.partition("::")
    path = ROOT / file
    if not path.is_file() or not test.startswith("test_"):
        return False
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == test for node in tree.body)


def test_there_are_enough_and_no_two_are_the_same() -> None:
    hazards = [row[0] for row in rows()]
    assert len(hazards) >= LEAST and len(set(hazards)) == len(hazards)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0].replace(" ", "-"))
def test_every_hazard_has_a_cause_a_control_and_tests_that_exist(row: list[str]) -> None:
    assert len(row) == 4 and all(row)
    assert named(row[3]) and not [name for name in named(row[3]) if not exists(name)]


def test_a_test_that_is_missing_is_noticed() -> None:
    """And a file."""
    assert exists("tests/house/test_hazards.py::test_a_test_that_is_missing_is_noticed")
    assert not exists("tests/house/test_hazards.py::test_of_nothing")
    assert not exists("tests/house/test_nothing.py::test_of_nothing")
