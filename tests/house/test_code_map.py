"""The code map is whole and true."""

from __future__ import annotations

from tests.house.code_map import TABLE, renewed
from tests.house.tree import modules, texts


def rows(text: str) -> set[str]:
    return {row for table in TABLE.findall(text) for row in table.splitlines()[2:]}


def test_the_code_map_names_every_module_by_its_opening_sentence_and_no_other() -> None:
    """`python -m tests.house.code_map` renews it."""
    said, true = rows(texts()["game/README.md"]), rows(renewed())
    assert not true - said, "\n".join(["the map does not name:", *sorted(true - said)])
    assert not said - true, "\n".join(["the map names what is not there:", *sorted(said - true)])
    assert texts()["game/README.md"] == renewed(), "the rooms of the map are not in their order"


def test_every_module_has_a_row() -> None:
    fronts = {"game/__init__.py", "input_devices/__init__.py"}
    there = [path for path, tree in modules().items() if tree.body and path not in fronts]
    assert len(rows(renewed())) == len(there)
