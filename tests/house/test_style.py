"""Style and types: ruff and mypy --strict find nothing."""

from __future__ import annotations

import sys

import pytest

from tests.house.tree import run


@pytest.mark.parametrize(
    "check",
    [
        pytest.param(["ruff", "check", "."], id="lint"),
        pytest.param(["ruff", "format", "--check", "."], id="format"),
        pytest.param(["mypy", "--strict"], id="types"),
    ],
)
def test_nothing_is_found(check: list[str]) -> None:
    said = run([sys.executable, "-m", *check])
    assert said.returncode == 0, said.stdout + said.stderr
