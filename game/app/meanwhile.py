"""Meanwhile: what is done beside the screens, on a thread of its own, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Beside(Generic[T]):
    """Runs `work` once, on a thread of its own; what nobody wants any more once it is there goes to `unwanted`."""

    def __init__(self, work: Callable[[], T], unwanted: Callable[[T], None]) -> None:
        self._unwanted = unwanted
        self._lock = Lock()
        self._abandoned = False
        self._found: list[T] = []
        self._thread = Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether the work is over; also where it failed."""
        return not self._thread.is_alive()

    def take(self) -> T | None:
        """What came of it, once; None before the end, and where it failed."""
        with self._lock:
            return self._found.pop() if self._found else None

    def abandon(self) -> None:
        """It is not wanted any more, whenever it comes."""
        with self._lock:
            self._abandoned = True
            found, self._found = self._found, []
        for each in found:
            self._unwanted(each)

    def _run(self, work: Callable[[], T]) -> None:
        found = work()
        with self._lock:
            if not self._abandoned:
                self._found.append(found)
                return
        self._unwanted(found)


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
