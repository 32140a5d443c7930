"""A Bluetooth adapter that is not there: a backend of bleak's own kind, with sensors in its air; for tests only.

Everything above bleak's boundary to the operating system is bleak itself.
"""

# ruff: noqa: ARG002  the arguments are those of bleak's own backends

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bleak.args import SizedBuffer
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason, BleakDeviceNotFoundError

from input_devices.ble_line import NOTIFY, WRITE

SERVICE = "0000ffe5-0000-1000-8000-00805f9a34fb"


class FakeBleSensor:
    """One sensor in the air: it can be off, be connected to, notify, and answer what it is asked."""

    def __init__(self, address: str, name: str, signal_dbm: int = -50, *, characteristics: bool = True) -> None:
        self.address, self.name, self.signal_dbm = address, name, signal_dbm
        self.characteristics = characteristics
        self.on = True
        self.answers: dict[bytes, bytes] = {}
        """What is written to it → what it notifies then."""
        self.written: list[bytes] = []
        self.client: FakeBleClient | None = None

    def send(self, packet: bytes) -> None:
        """Notify whoever has connected; called from any thread."""
        client = self.client
        if client is not None and client.notify is not None:
            client.loop.call_soon_threadsafe(client.notify, bytearray(packet))

    def vanish(self) -> None:
        """Switched off, or carried away."""
        self.on = False
        client, self.client = self.client, None
        if client is not None:
            client.loop.call_soon_threadsafe(client.lose)


class FakeAir:
    """What is in reach of the adapter."""

    def __init__(self, *sensors: FakeBleSensor) -> None:
        self.sensors = {sensor.address: sensor for sensor in sensors}
        self.switched_on = True

    def check(self) -> None:
        if not self.switched_on:
            raise BleakBluetoothNotAvailableError("off", BleakBluetoothNotAvailableReason.POWERED_OFF)

    def install(self, patch: Callable[[str, Any], None]) -> FakeAir:
        """Put in the place of the operating system's backend by `monkeypatch.setattr`."""
        air = self

        class Client(FakeBleClient):
            _air = air

        class Scanner(FakeBleScanner):
            _air = air

        patch("bleak.get_platform_client_backend_type", lambda: (Client, "a fake"))
        patch("bleak.get_platform_scanner_backend_type", lambda: (Scanner, "a fake"))
        return self


class FakeBleScanner(BaseBleakScanner):
    """Sees every sensor that is switched on, again and again."""

    _air: FakeAir

    def __init__(self, detection_callback: Any, service_uuids: Any, scanning_mode: str, **_: Any) -> None:
        super().__init__(detection_callback, service_uuids)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._air.check()
        self.seen_devices = {}
        self._task = asyncio.create_task(self._advertise())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _advertise(self) -> None:
        while True:
            for sensor in self._air.sensors.values():
                if sensor.on:
                    said = AdvertisementData(sensor.name, {}, {}, [], None, sensor.signal_dbm, ())
                    device = self.create_or_update_device(sensor.address, sensor.address, sensor.name, None, said)
                    self.call_detection_callbacks(device, said)
            await asyncio.sleep(0.002)


class FakeBleClient(BaseBleakClient):
    """A connection to a sensor in the air."""

    _air: FakeAir

    def __init__(self, address_or_ble_device: BLEDevice | str, **kwargs: Any) -> None:
        super().__init__(
            address_or_ble_device,
            disconnected_callback=kwargs["disconnected_callback"],
            timeout=kwargs["timeout"],
        )
        self.notify: NotifyCallback | None = None
        self._connected = False
        self.loop = asyncio.get_running_loop()

    @property
    def mtu_size(self) -> int:
        return 23

    @property
    def is_connected(self) -> bool:
        return self._connected

    async def connect(self, pair: bool, **kwargs: Any) -> None:
        self._air.check()
        sensor = self._air.sensors.get(self.address)
        if sensor is None or not sensor.on or sensor.client is not None:
            raise BleakDeviceNotFoundError(self.address, "it is not there")
        service = BleakGATTService(None, 1, SERVICE)
        self.services = BleakGATTServiceCollection()
        self.services.add_service(service)
        if sensor.characteristics:
            for handle, uuid, does in ((2, NOTIFY, "notify"), (5, WRITE, "write")):
                found = BleakGATTCharacteristic(None, handle, uuid, [does], lambda: 20, service)  # type: ignore[list-item]
                self.services.add_characteristic(found)
        self._connected = True
        sensor.client = self

    async def disconnect(self) -> None:
        self._connected = False
        sensor = self._air.sensors[self.address]
        if sensor.client is self:
            sensor.client = None

    def lose(self) -> None:
        """The sensor went away by itself."""
        self._connected = False
        if self._disconnected_callback is not None:
            self._disconnected_callback()

    async def write_gatt_char(self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool) -> None:
        sensor = self._air.sensors[self.address]
        sensor.written.append(bytes(data))
        answer = sensor.answers.get(bytes(data))
        if answer is not None and self.notify is not None:
            self.notify(bytearray(answer))

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: NotifyCallback, **kwargs: Any
    ) -> None:
        self.notify = callback

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        self.notify = None

    async def pair(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError

    async def unpair(self) -> None:
        raise NotImplementedError

    async def read_gatt_char(
        self, characteristic: BleakGATTCharacteristic, *, use_cached: bool = False, **kwargs: Any
    ) -> bytearray:
        raise NotImplementedError

    async def read_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, *, use_cached: bool = False, **kwargs: Any
    ) -> bytearray:
        raise NotImplementedError

    async def write_gatt_descriptor(self, descriptor: BleakGATTDescriptor, data: SizedBuffer) -> None:
        raise NotImplementedError
