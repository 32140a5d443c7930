"""What computes here: the versions on which the last digits of an angle depend."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import game

_FUSIONS = ("vqf", "imufusion")
"""Distributions that fuse, the one that is used where both are installed first."""


def engine() -> dict[str, str]:
    """Version of Moveagain, fusion, numpy, and the platform; equal engines compute equal digits."""
    return {
        "moveagain": game.__version__,
        "fusion": _fusion(),
        "numpy": version("numpy"),
        "platform": f"{platform.system()} {platform.machine()} Python {platform.python_version()}",
    }


def _fusion() -> str:
    for name in _FUSIONS:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
    return "none"
