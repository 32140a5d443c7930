"""Where a person's own files live: the home, and the sessions in it."""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "MOVEAGAIN_HOME"


def home(given: str | None = None) -> Path:
    """The home: what was given, else $MOVEAGAIN_HOME, else the system's place for user data."""
    chosen = given or os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_dir

    return Path(user_data_dir("moveagain", appauthor=False))


def sessions_folder(home_: Path) -> Path:
    """Where the session files are."""
    return home_ / "sessions"
