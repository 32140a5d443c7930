"""A small file of a person's: written whole or not at all, and read with a sentence for what can go wrong."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from game.people.errors import PeopleError

_BYTES_MAX = 256 * 1024


def write_whole(path: Path, text: str) -> None:
    """Put a new file in the place of the old one in one step: a crash leaves the one or the other, never half.

    Raises PeopleError.
    """
    unborn = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}-", delete=False
        ) as file:
            unborn = Path(file.name)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unborn.replace(path)
    except OSError as error:
        if unborn is not None:
            with suppress(OSError):
                unborn.unlink(missing_ok=True)
        raise PeopleError(
            f"{path} cannot be written: {error.strerror}; make room, or choose another home with --home"
        ) from error


def read_text(path: Path) -> str | None:
    """What stands in the file; None where there is none. Raises PeopleError."""
    try:
        if path.stat().st_size > _BYTES_MAX:
            raise PeopleError(f"{path} is too large to be what it should be; move it away")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PeopleError(f"{path} cannot be read: {error.strerror}; check who may read it") from error
    except UnicodeDecodeError as error:
        raise PeopleError(f"{path} is not text in UTF-8; move it away, or save it anew") from error
