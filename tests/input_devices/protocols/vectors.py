"""Bytes of real devices with what they mean, as kept in tests/vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "vectors"


def vectors(name: str) -> dict[str, Any]:
    """One file of examples: `cases`, each with bytes or a line and what is expected."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found
