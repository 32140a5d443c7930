"""The folder of one person in the home."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path


def person_folder(home: Path, person: str) -> Path:
    """Where files of this person's own are kept. Any name is one; two names never share a folder, also where the file
    system takes small and capital letters for the same."""
    plain = re.sub(r"[^a-z0-9]+", "-", person.lower()).strip("-")[:40]
    mark = hashlib.sha256(person.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return home / "people" / (f"{plain}-{mark}" if plain else mark)
