"""x-IMU3 sensors over Wi-Fi as Lines, opened and read by the manufacturer's own library.

On a cable or a Bluetooth port they are serial sensors like any other, found by listening. Over UDP the library would
listen in every network of this computer and take what anybody sends, so only connections that it makes are used.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from input_devices.address import Address
from input_devices.errors import AddressError, UnavailableError
from input_devices.library_line import AbsentError, LibraryLine, need
from input_devices.protocols.reading import Reading
from input_devices.protocols.ximu3 import Ximu3Decoder, can_be

PORT = 7000
"""What the sensor listens on as it leaves the factory."""
_Message = tuple[str, int, Sequence[float]]
_MESSAGES_MAX = 20_000
_GONE = "is gone; switch it on, see that it is in the same network, and play goes on by itself"
_AXES = ("x", "y", "z")
_SENT: dict[str, tuple[str, tuple[str, ...]]] = {
    "inertial": ("I", tuple(f"{sense}_{axis}" for sense in ("gyroscope", "accelerometer") for axis in _AXES)),
    "quaternion": ("Q", ("w", "x", "y", "z")),
    "rotation_matrix": ("R", tuple(f"{row}{column}" for row in _AXES for column in _AXES)),
    "euler_angles": ("A", ("roll", "pitch", "yaw")),
    "battery": ("B", ("percentage", "voltage", "charging_status")),
}
"""The library's name of a message → its letter on the wire, and its numbers in their order there."""


class Ximu3Session:
    """One sensor, connected. Raises AbsentError or UnavailableError.

    The library calls back from a thread of its own, which only keeps what it is given. It does not tell that a sensor
    is gone. Nothing is written to the sensor.
    """

    def __init__(self, host: str, port: int, unwanted: threading.Event) -> None:
        import ximu3

        self._decoder = Ximu3Decoder()
        self._error: str | None = None
        self._messages: deque[_Message | str] = deque(maxlen=_MESSAGES_MAX)
        """What came, in its order; what the sensor says is wrong with itself is a str."""
        self._connection = ximu3.Connection(ximu3.TcpConnectionConfig(host, port))
        # What is called back knows the queue alone: what knew the session, and by it the connection, would keep
        # the library's threads for ever, since Python does not see who holds whom in there.
        for name, (letter, numbers) in _SENT.items():
            getattr(self._connection, f"add_{name}_callback")(_keeper(self._messages, letter, numbers))
        self._connection.add_error_callback(_blamer(self._messages))
        try:
            self._connection.open()
        except RuntimeError as error:  # what the library raises for whatever the network does
            raise AbsentError(
                f"no x-IMU3 answers at {host}, port {port}; switch it on, and see that it is in the same network"
            ) from error
        if unwanted.is_set():
            self._connection.close()
            raise UnavailableError("nobody waits for it any more")

    @property
    def bad_frames(self) -> int:
        return self._connection.get_statistics().error_total

    @property
    def complaint(self) -> str | None:
        return f"says: {self._error}" if self._error is not None else None

    def take(self) -> Sequence[Reading]:
        readings: list[Reading] = []
        for _ in range(len(self._messages)):
            message = self._messages.popleft()
            if isinstance(message, str):
                self._error = message
                continue
            letter, time_us, numbers = message
            before = len(readings)
            if can_be(letter, numbers):
                self._decoder.take(letter, time_us, numbers, readings)
            if len(readings) > before:
                self._error = None
        return readings

    def close(self) -> None:
        self._connection.close()


def _keeper(messages: deque[_Message | str], letter: str, numbers: Sequence[str]) -> Callable[[Any], None]:
    def keep(message: Any) -> None:
        messages.append((letter, message.timestamp, [getattr(message, name) for name in numbers]))

    return keep


def _blamer(messages: deque[_Message | str]) -> Callable[[Any], None]:
    def blame(message: Any) -> None:
        messages.append(message.string)

    return blame


def line_at(address: Address) -> LibraryLine:
    """The line of `ximu3:NUMBER` or `ximu3:NUMBER:PORT`. Raises AddressError, and UnavailableError without ximu3."""
    address.allow(())
    text, (host, colon, port) = address.text, address.place.partition(":")
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        raise AddressError(
            f"the address {text!r} names no sensor in the network; write its number there, for example "
            "ximu3:192.168.1.30, or serial:PORT for one on a cable or a Bluetooth port"
        ) from None
    if colon and not (port.isascii() and port.isdecimal() and 1 <= int(port) <= 65535):
        raise AddressError(f"the address {text!r}: {port!r} is no port; write a number from 1 to 65535")
    if address.sensor is not None:
        raise AddressError(f"the address {text!r}: an x-IMU3 is alone on its line; leave sensor= out")
    need("ximu3", "ximu3", "an x-IMU3 over Wi-Fi")
    number = int(port) if colon else PORT
    return LibraryLine(address.place, "ximu3", lambda unwanted: Ximu3Session(host, number, unwanted), _GONE)
