"""Meanwhile: what is done beside the screens, on a thread of its own, so that nobody waits for it."""

from __future__ import annotations


def warm() -> None:
    """Load what the results will be computed with, while the person still puts the sensor on."""
    import scipy.signal  # noqa: F401


def recover_cut_short(home_dir: str | None) -> None:
    """Sessions that were cut short get their score, and what everybody has lit is counted with them."""
    from game.sessions.engine import engine
    from game.sessions.home import home, sessions_folder
    from game.sessions.recover import recover

    recover(sessions_folder(home(home_dir)), engine())
    count_lights(home_dir)


def count_lights(home_dir: str | None) -> None:
    """What everybody's sessions have lit is added up anew, so that the first screen has it at once."""
    from game.people.lights import keep_light
    from game.sessions.home import home, sessions_folder
    from game.sessions.index import read_index
    from game.sessions.report import light_of_all, people_of

    index = read_index(sessions_folder(home(home_dir)))
    for person in people_of(index):
        keep_light(home(home_dir), person, light_of_all(index, person))
