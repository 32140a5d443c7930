"""Seat: the second seat; a guest's two keys and their sensor, read once a tick. Nothing of it is kept or measured."""

from __future__ import annotations

from collections.abc import Callable, Collection
from threading import Lock, Thread
from typing import TYPE_CHECKING

from game.exercises.exercise import TICK_S
from game.motion.motion import NAN
from game.round.guest import Guest, GuestView, Trouble, private
from game.round.view import RoundView

if TYPE_CHECKING:
    from game.app.guest_sensor import GuestSensor
    from game.round.guest_range import SensorShare
    from input_devices import Source

_WAY_S = 1.2
"""How long a key that is held takes for the whole way (a choice)."""


class Seat:
    """Free until somebody takes it. `held` says which keys are held; `find` names the sensor that is left for a guest
    beside the addresses of those that play, and `open_` opens it. A guest without one plays by the keys."""

    def __init__(
        self,
        held: Callable[[], frozenset[str]],
        find: Callable[[Collection[str]], GuestSensor | None],
        open_: Callable[[GuestSensor], Source],
    ) -> None:
        self._held, self._find, self._open = held, find, open_
        self._guest: Guest | None = None
        self._by_keys = 0.0
        self._sensor: GuestSensor | None = None
        self._source: Source | None = None
        self._share: SensorShare | None = None
        self._lock = Lock()
        self._turn = 0
        """Which opening is waited for: a sensor that comes when its guest has left is closed at once."""

    @property
    def taken(self) -> bool:
        """Somebody sits here."""
        return self._guest is not None

    def take(self, addresses: Collection[str]) -> Thread:
        """Somebody sits down beside whoever plays with the sensors at these addresses."""
        self._guest, self._by_keys = Guest(), 0.0
        return self._seek(addresses)

    def leave(self) -> None:
        """They get up; nothing of them is left."""
        self.wait()
        self._guest = None

    def begin(self, addresses: Collection[str]) -> None:
        """Another Round begins, with the sensors at these addresses: who sits here plays with what they leave."""
        if self._guest is not None:
            self._guest.next_round()
            self._seek(addresses)

    def wait(self) -> None:
        """A Round is over: the guest's sensor is let go, so that it can be played with."""
        with self._lock:
            self._turn += 1
            source, self._source, self._sensor, self._share = self._source, None, None, None
        if source is not None:
            source.close()

    def tick(self, now_s: float, view: RoundView) -> GuestView | None:
        """One sixtieth of a second; what is seen of the guest, None while nobody sits here."""
        if self._guest is None:
            return None
        by_sensor, trouble = self._heard(now_s)
        share = self._moved(by_sensor, view)
        return self._guest.step(share, view)._replace(by_sensor=self._sensor is not None, trouble=trouble)

    def _moved(self, by_sensor: float, view: RoundView) -> float:
        """Where the guest is on their own way: the keys go before the sensor until they have come back."""
        held = self._held()
        rises = ("guest_up" in held) - ("guest_down" in held)
        self._by_keys = min(1.0, max(0.0, self._by_keys + rises * TICK_S / _WAY_S))
        if self._sensor is None or rises or self._by_keys > 0.0:
            return self._by_keys
        if self._sensor.lent and private(view):
            return 0.0  # whoever plays may wear it, and nothing may tell of their body now
        return by_sensor

    def _heard(self, now_s: float) -> tuple[float, Trouble | None]:
        """The share by the sensor, and what is the matter with it."""
        with self._lock:
            source, share = self._source, self._share
        if source is None or share is None:
            return NAN, None
        found = share.step(source.poll(now_s))
        if share.quiet:
            return found, Trouble.QUIET
        return found, None if share.begun else Trouble.HOLD_STILL

    def _seek(self, addresses: Collection[str]) -> Thread:
        """Find a sensor and open it, on a thread of its own: no frame waits for it."""
        seeking = Thread(target=self._found, args=(tuple(addresses), self._turn), daemon=True)
        seeking.start()
        return seeking

    def _found(self, addresses: Collection[str], turn: int) -> None:
        from game.round.guest_range import SensorShare
        from input_devices import InputError

        try:
            sensor = self._find(addresses)
            source = None if sensor is None else self._open(sensor)
        except InputError:
            return  # the keys are there
        with self._lock:
            if turn == self._turn:
                self._share, self._source, self._sensor = SensorShare(), source, sensor
                return
        if source is not None:
            source.close()
