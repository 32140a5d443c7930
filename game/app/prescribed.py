"""Prescribed: a prescription read from its file, and what has to be confirmed before somebody is on their feet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game.app.errors import RefusedError, RequestError
from game.app.hosting import Hosting
from game.coaching.prescription import Prescription
from game.coaching.prescription_text import read_prescription
from game.coaching.safeguards import unmet
from game.content import printable
from game.round import clearance

_READ_MAX = 1 << 20
"""Bytes: far more than any prescription."""


def prescription_of(path: Path | None) -> Prescription | None:
    """The prescription in a file; None without one. Raises RequestError, or LevelProblems for what is in it."""
    if path is None:
        return None
    name = printable(str(path))
    try:
        with path.open("rb") as file:
            raw = file.read(_READ_MAX)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RequestError(f"the prescription {name} cannot be read ({reason}); check its name") from error
    return read_prescription(raw, name)


def safe(hosting: Hosting, answers: Mapping[str, float]) -> None:
    """Before the first tick: where what keeps somebody on their feet safe is not confirmed, let go of everything and
    raise RefusedError. A try-out is free."""
    prepared = hosting.prepared
    standing = clearance(prepared.header.setup)
    why = None if standing is None else unmet(prepared.level, standing, answers)
    if why is not None:
        hosting.close()
        raise RefusedError(why)
