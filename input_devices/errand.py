"""One piece of work that may block, on a thread of its own, looked after by polling."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from input_devices.errors import InputError

T = TypeVar("T")


class Errand(Generic[T]):
    """Runs `work` once; `on_done` gets the result, or the InputError, when it is asked for after the end.

    `unwanted` gets a result that nobody asks for any more, on the errand's own thread or the caller's.
    """

    def __init__(
        self,
        work: Callable[[], T],
        on_done: Callable[[T | InputError], None],
        unwanted: Callable[[T], None] | None = None,
    ) -> None:
        self._work = work
        self._on_done = on_done
        self._unwanted = unwanted
        self._lock = threading.Lock()
        self._abandoned = False
        self._outcomes: list[T | InputError] = []
        self._thread = threading.Thread(target=self._run, name="input device errand", daemon=True)
        self._thread.start()

    def finish(self) -> bool:
        """Whether the work is over; hands its outcome over the first time it is."""
        if self._thread.is_alive():
            return False
        while self._outcomes:
            self._on_done(self._outcomes.pop())
        return True

    def abandon(self, wait_s: float) -> None:
        """Want the outcome no more, and wait a little for the work to end."""
        with self._lock:
            self._abandoned = True
        self._thread.join(wait_s)
        while self._outcomes:
            self._drop(self._outcomes.pop())

    def _run(self) -> None:
        outcome: T | InputError
        try:
            outcome = self._work()
        except InputError as error:
            outcome = error
        with self._lock:
            if not self._abandoned:
                self._outcomes.append(outcome)
                return
        self._drop(outcome)

    def _drop(self, outcome: T | InputError) -> None:
        if self._unwanted is not None and not isinstance(outcome, InputError):
            self._unwanted(outcome)
