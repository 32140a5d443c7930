"""Inputs with the outputs they must give, made independently of this code, checked against the packages they name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def cases(name: str) -> dict[str, Any]:
    """The cases of `<name>.json` by their own names."""
    return {case["name"]: case for case in json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["cases"]}
