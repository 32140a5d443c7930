"""Where in the home the files of one person are."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

RECORD = "record.yaml"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


def person_folder(home: Path, person: str) -> Path:
    """Where files of this person's own are kept. Any name is one; two names never share a folder, also where the file
    system takes small and capital letters for the same."""
    plain = re.sub(r"[^a-z0-9]+", "-", person.lower()).strip("-")[:40]
    mark = hashlib.sha256(person.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return home / "people" / (f"{plain}-{mark}" if plain else mark)


def record_path(home: Path, person: str) -> Path:
    """Where the person's record is kept: under their own name where that is a plain word, so that people find it, else
    in the folder that is theirs."""
    if _PLAIN.fullmatch(person):
        return home / "people" / f"{person}.yaml"
    return person_folder(home, person) / RECORD
