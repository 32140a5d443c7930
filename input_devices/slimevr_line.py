"""SlimeVR trackers, and phones with the owoTrack app, as a Line: datagrams on one chosen network interface.

Datagrams carry no proof of who sent them. So nothing listens unless an address names the interface, each tracker is
known by its hardware address and the sender it first came from, and a second sender under the same name is ignored.
"""

from __future__ import annotations

import ipaddress
import math
import socket
from dataclasses import dataclass

from input_devices.address import Address
from input_devices.errors import AddressError
from input_devices.line import Heard
from input_devices.protocols.reading import Reading
from input_devices.protocols.slimevr import HANDSHAKE_ANSWER, HEARTBEAT, Charged, Datagram, Greeted, decode

PORT = 6969
HEARTBEAT_S = 1.0
FORGOTTEN_S = 10.0
"""A tracker that has been silent for so long may come back from another place in the network."""
_SENDERS_MAX = 32
_DATAGRAMS_MAX = 512
_RETRY_S = 0.5
_RESTART = 1000
"""A number that falls back by more is a tracker that has started anew, not a late datagram."""

_Sender = tuple[str, int]


@dataclass(slots=True)
class _Tracker:
    """One sender of datagrams."""

    name: str
    number: int = -1
    heard_s: float = -math.inf
    battery: float | None = None


class SlimeLine:
    """Every tracker that sends to one interface of this computer. A UDP socket neither opens slowly nor blocks."""

    protocol = "slimevr"
    expected_hz = 50.0
    boot_wait_s = 3.0
    """A tracker looks for somebody to send to once a second or so."""
    searching = False
    complaint: str | None = None

    def __init__(self, interface: str, port: int) -> None:
        self.name = f"{interface}, port {port}"
        self.bad_frames = 0
        self.trouble: str | None = None
        self.remark: str | None = None
        self.ready_s = -math.inf
        self._interface, self._port = interface, port
        self._socket: socket.socket | None = None
        self._try_at_s = -math.inf
        self._beat_s = -math.inf
        self._trackers: dict[_Sender, _Tracker] = {}
        self._closed = False

    def hear(self, now_s: float) -> Heard | None:
        if self._socket is None and not self._open(now_s):
            return None
        assert self._socket is not None
        readings: list[Reading] = []
        anything = False
        try:
            for _ in range(_DATAGRAMS_MAX):
                try:
                    datagram, sender = self._socket.recvfrom(2048)
                except (BlockingIOError, ConnectionError):
                    break
                anything = True
                self._take(datagram, sender, now_s, readings)
            self._beat(now_s)
        except OSError as error:
            self._lose(error, now_s)
            return None
        return Heard(((now_s, readings),) if readings else (), anything)

    def close(self) -> None:
        self._closed = True
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _open(self, now_s: float) -> bool:
        if self._closed or now_s < self._try_at_s:
            return False
        self._try_at_s = now_s + _RETRY_S
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            made.setblocking(False)
            made.bind((self._interface, self._port))
        except OSError as error:
            made.close()
            self.trouble = (
                f"cannot be heard: {error.strerror}; check that this computer is in the network as "
                f"{self._interface}, and that no SlimeVR server runs on it"
            )
            return False
        self._socket, self.trouble, self.ready_s = made, None, now_s
        return True

    def _lose(self, error: OSError, now_s: float) -> None:
        self.trouble = f"cannot be heard any more: {error.strerror}; check the network, and play goes on by itself"
        self._try_at_s = now_s + _RETRY_S
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _take(self, datagram: bytes, sender: _Sender, now_s: float, readings: list[Reading]) -> None:
        found = decode(datagram)
        if found is None:
            self.bad_frames += 1
            return
        greeting = next((said for said in found.says if isinstance(said, Greeted)), None)
        tracker = self._greet(greeting, sender, now_s) if greeting is not None else self._known(sender, now_s)
        if tracker is None or (greeting is None and self._is_late(tracker, found)):
            return
        tracker.number, tracker.heard_s = found.number, now_s
        for said in found.says:
            if isinstance(said, Charged):
                tracker.battery = said.level
            elif not isinstance(said, Greeted):
                name = f"{tracker.name}/{said.sensor}"
                readings.append(Reading(orientation=said.orientation, sensor=name, battery=tracker.battery))
                tracker.battery = None

    def _is_late(self, tracker: _Tracker, found: Datagram) -> bool:
        """A datagram that was sent twice, or overtaken by a later one."""
        late = tracker.number - _RESTART < found.number <= tracker.number
        self.bad_frames += late
        return late

    def _greet(self, greeting: Greeted, sender: _Sender, now_s: float) -> _Tracker | None:
        """Answer who asks to be heard, unless another sender goes by the same name."""
        name = greeting.mac or sender[0]
        before = next(((at, one) for at, one in self._trackers.items() if one.name == name and at != sender), None)
        if before is not None:
            at, one = before
            if at[0] != sender[0] and now_s - one.heard_s < FORGOTTEN_S:
                self.remark = (
                    f"a second sender, {sender[0]}, says that it is the tracker {name} at {at[0]}; "
                    "it is not listened to. Switch it off if it is yours"
                )
                return None
            del self._trackers[at]
        tracker = self._trackers.get(sender)
        if tracker is None or tracker.name != name:
            if len(self._trackers) >= _SENDERS_MAX:
                return None
            tracker = self._trackers[sender] = _Tracker(name)
        assert self._socket is not None
        self._socket.sendto(HANDSHAKE_ANSWER, sender)
        return tracker

    def _known(self, sender: _Sender, now_s: float) -> _Tracker | None:
        """Who sends; one that has greeted somebody else before this program began is known by where it sends from."""
        tracker = self._trackers.get(sender)
        if tracker is None and len(self._trackers) < _SENDERS_MAX:
            if any(one.name == sender[0] and now_s - one.heard_s < FORGOTTEN_S for one in self._trackers.values()):
                return None
            tracker = self._trackers[sender] = _Tracker(sender[0])
        return tracker

    def _beat(self, now_s: float) -> None:
        """Sending a datagram does not block: what the network cannot take at once is dropped."""
        if now_s - self._beat_s < HEARTBEAT_S or self._socket is None:
            return
        self._beat_s = now_s
        for sender, tracker in list(self._trackers.items()):
            if now_s - tracker.heard_s > FORGOTTEN_S:
                del self._trackers[sender]
                continue
            try:
                self._socket.sendto(HEARTBEAT, sender)
            except (BlockingIOError, ConnectionError):
                continue


def line_at(address: Address) -> SlimeLine:
    """The line of `slimevr:INTERFACE` or `slimevr:INTERFACE:PORT`. Raises AddressError."""
    address.allow(())
    host, _, port = address.place.partition(":")
    try:
        interface = ipaddress.IPv4Address(host)
    except ValueError:
        raise AddressError(
            f"the address {address.text!r} names no network interface; write this computer's own number in the "
            "network, for example slimevr:192.168.1.20"
        ) from None
    if interface.is_unspecified:
        raise AddressError(
            f"the address {address.text!r} would listen to every network; write this computer's own number in the one "
            "that the tracker is in, for example slimevr:192.168.1.20"
        )
    if port and not (port.isascii() and port.isdecimal() and 1 <= int(port) <= 65535):
        raise AddressError(f"the address {address.text!r}: {port} is no port; write a number from 1 to 65535")
    return SlimeLine(str(interface), int(port) if port else PORT)
