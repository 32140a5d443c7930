"""WitMotion's Bluetooth Low Energy sensors as a Line, and a list of those nearby."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from input_devices.address import Address
from input_devices.errors import AddressError, UnavailableError
from input_devices.library_line import AbsentError, LibraryLine, need
from input_devices.protocols.reading import Reading
from input_devices.protocols.witmotion import WitmotionDecoder
from input_devices.protocols.witmotion_setup import ASK_BATTERY, PAUSE_S, RATES_HZ, WitmotionSetup, commands

if TYPE_CHECKING:
    from bleak import BleakClient
    from bleak.backends.device import BLEDevice

NOTIFY = "0000ffe4-0000-1000-8000-00805f9a34fb"
WRITE = "0000ffe9-0000-1000-8000-00805f9a34fb"
"""Characteristics of WitMotion's service ffe5; not of Bluetooth's own numbers, which end in 805f9b34fb."""
FIND_S = 10.0
"""How long to look for a sensor that is to be near; it says its name once in a second or two."""
CONNECT_S = 15.0
DISCONNECT_S = 3.0
BATTERY_EVERY_S = 30.0
NAMED = "WT"
"""In the name of each of these sensors."""
OPTIONS = ("rate",)
_SPEAKS_AFTER, _LISTEN_S = 4, 0.05
"""An answer is understood once the samples are: the first question waits for so many."""
_CHUNKS_MAX = 4096
_GONE = "is gone; switch it on, bring it near, and play goes on by itself"
_NO_BLUETOOTH = "this computer has no Bluetooth, or it is off or not allowed; switch it on in the system's settings"
_ADAPTER = threading.Lock()
"""Most adapters look for, or connect to, one sensor at a time."""


class BleSession:
    """One sensor, on an event loop and a thread of its own. Raises AbsentError or UnavailableError.

    What is written to it: once in a while a question for its battery, and where the address asks for a rate, that
    rate, which it forgets when it is switched off.
    """

    def __init__(self, place: str, rate_hz: float | None, unwanted: threading.Event) -> None:
        self._place, self._rate_hz = place, rate_hz
        self._decoder = WitmotionDecoder()
        self._chunks: deque[bytes] = deque(maxlen=_CHUNKS_MAX)
        self._packets = 0
        self._opened: Future[None] = Future()
        self._over, self._closed = threading.Event(), threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name="Bluetooth sensor", daemon=True)
        self._thread.start()
        while not self._opened.done():
            if unwanted.wait(0.02):
                self.close()
        try:
            self._opened.result()
        except UnavailableError:
            self._thread.join()
            raise

    @property
    def bad_frames(self) -> int:
        return self._decoder.bad_frames

    @property
    def complaint(self) -> str | None:
        return self._decoder.trouble

    def take(self) -> Sequence[Reading]:
        over = self._over.is_set()
        parts = []
        while self._chunks:
            parts.append(self._chunks.popleft())
        if over and not parts:
            raise UnavailableError("is gone")
        return self._decoder.feed(b"".join(parts))

    def close(self) -> None:
        """End it. A cancellation is lost where what is waited for is done in the same moment (`asyncio.wait_for` before
        Python 3.12), so that it is said beside, and said again once there was time to let the sensor go."""
        self._closed.set()
        self._started.wait()
        loop, task = self._loop, self._task
        while self._thread.is_alive():
            if loop is not None and task is not None:
                with suppress(RuntimeError):  # the loop has ended by itself meanwhile
                    loop.call_soon_threadsafe(task.cancel)
            self._thread.join(DISCONNECT_S + 1.0)

    def _run(self) -> None:
        try:
            with suppress(asyncio.CancelledError):
                asyncio.run(self._serve())
        finally:
            self._started.set()
            self._over.set()
            if not self._opened.done():
                self._opened.set_exception(UnavailableError("nobody waits for it any more"))

    async def _serve(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        self._started.set()
        from bleak.exc import BleakError

        try:
            client, gone = await self._connect()
        except (BleakError, OSError, EOFError, TimeoutError) as error:
            self._opened.set_exception(_refusal(error, self._place))
            return
        except UnavailableError as error:
            self._opened.set_exception(error)
            return
        try:
            if self._closed.is_set():
                return
            await client.start_notify(NOTIFY, lambda _, packet: self._notified(bytes(packet)))
            await self._set_rate(client)
            self._opened.set_result(None)
            while not gone.is_set() and not self._closed.is_set():
                wait_s = _LISTEN_S
                if self._packets >= _SPEAKS_AFTER:
                    wait_s = BATTERY_EVERY_S
                    with suppress(BleakError):
                        await client.write_gatt_char(WRITE, ASK_BATTERY)
                with suppress(TimeoutError):
                    await asyncio.wait_for(gone.wait(), wait_s)
        except (BleakError, OSError, EOFError, TimeoutError) as error:
            if not self._opened.done():
                self._opened.set_exception(_refusal(error, self._place))
        finally:
            with suppress(BleakError, OSError, EOFError, TimeoutError):
                await asyncio.wait_for(client.disconnect(), DISCONNECT_S)

    def _notified(self, packet: bytes) -> None:
        self._chunks.append(packet)
        self._packets += 1

    async def _connect(self) -> tuple[BleakClient, asyncio.Event]:
        """The sensor, connected, and an event that is set when it goes away."""
        from bleak import BleakClient

        gone = asyncio.Event()
        while not _ADAPTER.acquire(blocking=False):
            await asyncio.sleep(0.02)
        try:
            device = await _find(self._place)
            client = BleakClient(device, lambda _: gone.set(), timeout=CONNECT_S)
            await asyncio.wait_for(client.connect(), CONNECT_S)
        finally:
            _ADAPTER.release()
        return client, gone

    async def _set_rate(self, client: BleakClient) -> None:
        for command in commands(WitmotionSetup(rate_hz=self._rate_hz)):
            await client.write_gatt_char(WRITE, command)
            await asyncio.sleep(PAUSE_S)


async def _find(place: str) -> BLEDevice:
    """The sensor of that address or name; looked for, since most systems connect only to what they have just seen."""
    from bleak import BleakScanner

    wanted = place.casefold()
    device = await BleakScanner.find_device_by_filter(
        lambda seen, said: wanted in (seen.address.casefold(), (said.local_name or seen.name or "").casefold()),
        timeout=FIND_S,
    )
    if device is None:
        raise AbsentError(f"no Bluetooth sensor {place} is near; switch it on, charge it, and bring it near")
    return device


def _refusal(error: Exception, place: str) -> UnavailableError:
    """Why a sensor cannot be used, and what to do."""
    from bleak.exc import BleakBluetoothNotAvailableError, BleakCharacteristicNotFoundError, BleakDeviceNotFoundError

    if isinstance(error, BleakCharacteristicNotFoundError):
        return UnavailableError(f"{place} is no WitMotion sensor of the kind that sends over Bluetooth; choose another")
    if isinstance(error, BleakDeviceNotFoundError):
        return AbsentError(f"no Bluetooth sensor {place} is near; switch it on, charge it, and bring it near")
    if isinstance(error, BleakBluetoothNotAvailableError | FileNotFoundError | ConnectionError):
        return UnavailableError(_NO_BLUETOOTH)
    if isinstance(error, TimeoutError):
        return UnavailableError("it does not answer; switch it off and on, and close other programs that use it")
    said = str(error).rstrip(".") or type(error).__name__
    return UnavailableError(f"the system says: {said}; switch the sensor, or this computer's Bluetooth, off and on")


@dataclass(frozen=True, slots=True)
class SensorNearby:
    """A sensor that says its name nearby."""

    address: str
    """What to write to wear it."""
    name: str
    signal_dbm: int
    """How strongly it is received: −40 beside the computer, −90 at the end of its reach."""


def sensors_nearby(seconds: float) -> list[SensorNearby]:
    """Listen for so long who says WitMotion's name, the nearest first. Blocks; connects to nobody.

    Raises UnavailableError where this computer's Bluetooth cannot be used.
    """
    need("bleak", "bluetooth", "a Bluetooth sensor")
    from bleak import BleakScanner
    from bleak.exc import BleakError

    async def listen() -> list[SensorNearby]:
        seen = await BleakScanner.discover(timeout=seconds, return_adv=True)
        found = [
            SensorNearby(f"ble:{device.address}", said.local_name or device.name or "", said.rssi)
            for device, said in seen.values()
        ]
        return sorted((one for one in found if NAMED in one.name), key=lambda one: -one.signal_dbm)

    try:
        return asyncio.run(listen())
    except (BleakError, OSError, EOFError, TimeoutError) as error:
        raise _refusal(error, "") from error


def line_at(address: Address) -> LibraryLine:
    """The line of `ble:ADDRESS` or `ble:NAME`. Raises AddressError, and UnavailableError where bleak is missing."""
    address.allow(OPTIONS)
    if address.sensor is not None:
        raise AddressError(f"the address {address.text!r}: a Bluetooth sensor is alone on its line; leave sensor= out")
    rate_hz = _rate_hz(address)
    need("bleak", "bluetooth", "a Bluetooth sensor")
    return LibraryLine(address.place, "witmotion", lambda unwanted: BleSession(address.place, rate_hz, unwanted), _GONE)


def _rate_hz(address: Address) -> float | None:
    text = address.options.get("rate")
    if text is None:
        return None
    known = {f"{rate_hz:g}": rate_hz for rate_hz in RATES_HZ}
    if text not in known:
        there = ", ".join(known)
        raise AddressError(f"the address {address.text!r}: rate={text} is none of its rates; there are {there}")
    return known[text]
