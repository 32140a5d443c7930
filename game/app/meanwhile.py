"""Meanwhile: what is done beside the screens, on a thread of its own, so that nobody waits for it."""

from __future__ import annotations


def warm() -> None:
    """Load what the results will be computed with, while the person still puts the sensor on."""
    import scipy.signal  # noqa: F401


def recover_cut_short(home_dir: str | None) -> None:
    """Sessions that were cut short get their score."""
    from game.sessions.engine import engine
    from game.sessions.home import home, sessions_folder
    from game.sessions.recover import recover

    recover(sessions_folder(home(home_dir)), engine())
