"""One UDP port on one network of this computer, open; neither reading from it nor sending blocks."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress

from input_devices.errors import UnavailableError
from input_devices.network import own_numbers

Sender = tuple[str, int]
"""Whose datagram it is: number in the network and port."""
_TO_ALL = "255.255.255.255"
_LONGEST_BYTES = 2048
_AT_ONCE = 512
"""So many datagrams are taken at one time; the rest waits for the next."""
_IN_USE = (errno.EADDRINUSE, errno.EACCES)


class UdpSocket:
    """Raises UnavailableError, with the end of a sentence, where the port cannot be opened.

    Windows hands over what is sent to everybody in a network; elsewhere a socket that is bound to its own number never
    sees that, so there a second one listens to it. Nothing is ever sent to everybody.
    """

    def __init__(self, interface: str, port: int) -> None:
        self._own = _bound(interface, port)
        self._to_all: socket.socket | None = None
        if sys.platform != "win32":
            with suppress(OSError):  # then only trackers that were told this computer's number find it
                self._to_all = _bound_to_all(port)

    def receive(self) -> Iterator[tuple[bytes, Sender, bool]]:
        """What is waiting: a datagram, its sender, and whether it was sent to everybody in any of the networks."""
        for ear in (self._own, self._to_all):
            for _ in range(_AT_ONCE if ear is not None else 0):
                assert ear is not None
                try:
                    datagram, sender = ear.recvfrom(_LONGEST_BYTES)
                except ConnectionError:
                    continue  # somebody whom we answered is not there any more
                except OSError:
                    break
                yield datagram, (str(sender[0]), int(sender[1])), ear is self._to_all

    def send(self, datagram: bytes, to: Sender) -> None:
        """Does not block: what the network does not take at once is dropped, as it may be on the way."""
        with suppress(OSError):
            self._own.sendto(datagram, to)

    def close(self) -> None:
        for ear in (self._own, self._to_all):
            if ear is not None:
                ear.close()


def _bound(interface: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        made.setblocking(False)
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        made.bind((interface, port))
    except OSError as error:
        made.close()
        raise UnavailableError(_why(error, interface, port)) from error
    return made


def _bound_to_all(port: int) -> socket.socket:
    """Shared with whoever else listens: each gets what is sent to everybody."""
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        made.setblocking(False)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((_TO_ALL, port))
    except OSError:
        made.close()
        raise
    return made


def _why(error: OSError, interface: str, port: int) -> str:
    if error.errno in _IN_USE:
        return (
            f"port {port} of {interface} is in use by another program; close the SlimeVR server, "
            "or whatever else listens there"
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return (
            f"this computer is not in a network as {interface} now; it is there as {' and '.join(own_numbers())}. "
            "Switch the network on, or choose another in the address"
        )
    return f"the network says: {error.strerror}; check the network of this computer"
