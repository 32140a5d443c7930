"""SlimeVR trackers, and phones with the owoTrack app, as a Line: datagrams on one chosen network of this computer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from input_devices.address import Address
from input_devices.errors import AddressError, UnavailableError
from input_devices.line import Heard
from input_devices.network import interface_of, is_own, leads_to
from input_devices.protocols.reading import Reading
from input_devices.protocols.slimevr import HEARTBEAT, Datagram, Greeted, answer, decode
from input_devices.protocols.slimevr_tracker import Tracker
from input_devices.sender_pairing import Paired, Pairing
from input_devices.udp_socket import Sender, UdpSocket

PORT = 6969
HEARTBEAT_S = 1.0
_RETRY_S = 0.5
_LIVE_S = 2.0
_EXAMPLE = "slimevr:192.168.1.20"


class SlimeLine:
    """Every tracker that is worn and sends to one network of this computer.

    `wanted` are sensors as an address names them: `DE:AD:BE:EF:00:01`, `192.168.1.33/1`. With none the first tracker
    that sends is kept; with `everyone` all are heard. Opening a UDP socket, reading what waits there and sending a
    datagram never block, so nothing here is an Errand.
    """

    protocol = "slimevr"
    expected_hz = 50.0
    boot_wait_s = 5.0
    """A tracker that still sends to a program before this one notices after 3 s, and then looks around each second."""
    searching = False

    def __init__(self, interface: str, port: int, wanted: Sequence[str] = (), *, everyone: bool = False) -> None:
        self.name = f"{interface}, port {port}"
        self.bad_frames = 0
        self.trouble: str | None = None
        self.remark: str | None = None
        self.complaint: str | None = None
        self.ready_s = -math.inf
        self.interface, self.port = interface, port
        self._wanted = {_split(sensor): sensor for sensor in wanted}
        self._pairing = Pairing([name for name, _ in self._wanted], everyone=everyone)
        self._trackers: dict[str, Tracker] = {}
        self._firmware: dict[str, str] = {}
        self._socket: UdpSocket | None = None
        self._try_at_s = self._beat_s = -math.inf
        self._closed = False

    @property
    def late(self) -> int:
        """Datagrams that came twice, or after a later one; among `bad_frames`."""
        return sum(tracker.late for tracker in self._trackers.values())

    @property
    def senders(self) -> Sequence[tuple[Paired, str]]:
        """Everybody who is listened to, with the firmware that they say they have."""
        return [(one, self._firmware.get(one.name, "")) for one in self._pairing.paired]

    def hear(self, now_s: float) -> Heard | None:
        if self._closed or (self._socket is None and not self._open(now_s)):
            return None
        assert self._socket is not None
        readings: list[Reading] = []
        for datagram, sender, to_all in self._socket.receive():
            self._take(datagram, sender, to_all, now_s, readings)
        if now_s - self._beat_s >= HEARTBEAT_S and not self._beat(now_s):
            return None
        self.remark = self._pairing.remark(now_s)
        self.complaint = self._pairing.instead(now_s, _LIVE_S)
        # What comes from a tracker that is worn elsewhere says nothing about one that is silent.
        return Heard(((now_s, readings),) if readings else (), anything=self.complaint is not None)

    def close(self) -> None:
        self._closed = True
        self._let_go()

    def _open(self, now_s: float) -> bool:
        if now_s < self._try_at_s:
            return False
        self._try_at_s = now_s + _RETRY_S
        try:
            self._socket = UdpSocket(self.interface, self.port)
        except UnavailableError as error:
            self.trouble = f"cannot be heard: {error}"
            return False
        self.trouble, self.ready_s = None, now_s
        return True

    def _let_go(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _take(self, datagram: bytes, sender: Sender, to_all: bool, now_s: float, readings: list[Reading]) -> None:
        found = decode(datagram)
        if found is None:
            self.bad_frames += 1
            return
        greeting = next((said for said in found.says if isinstance(said, Greeted)), None)
        if to_all and (greeting is None or not leads_to(self.interface, sender[0])):
            return  # it was sent in another network, or by somebody who has been answered already
        if greeting is None:
            one = self._pairing.known(sender, now_s)
        else:
            one = self._pairing.greet(greeting.mac, sender, now_s)
        if one is not None:
            self._obey(one, found, greeting, readings)

    def _obey(self, one: Paired, found: Datagram, greeting: Greeted | None, readings: list[Reading]) -> None:
        """Take what somebody says who is listened to, and answer it."""
        assert self._socket is not None
        tracker = self._trackers.get(one.name)
        if tracker is None:
            tracker = self._trackers[one.name] = Tracker(lambda sensor: self._sensor(one.name, sensor))
        if greeting is not None:
            tracker.begin()
            self._firmware[one.name] = greeting.firmware
        late = tracker.late
        readings += tracker.take(found)
        self.bad_frames += found.unreadable + tracker.late - late
        for said in found.says:
            waited_for = answer(said)
            if waited_for is not None:
                self._socket.send(waited_for, one.at)

    def _sensor(self, name: str, sensor: int) -> str:
        """As an address names it, so that whoever wears it knows it again."""
        return self._wanted.get((name, sensor), f"{name}/{sensor}")

    def _beat(self, now_s: float) -> bool:
        """Keep every tracker sending, and see whether the network is still there."""
        self._beat_s = now_s
        assert self._socket is not None
        if not is_own(self.interface):
            self.trouble = (
                f"cannot be heard: this computer is not in the network as {self.interface} any more; "
                "switch it on again, and play goes on by itself"
            )
            self._try_at_s = now_s + _RETRY_S
            self._let_go()
            return False
        for one in self._pairing.paired:
            self._socket.send(HEARTBEAT, one.at)
        return True


def _split(sensor: str) -> tuple[str, int]:
    """Who sends, and which of its sensors: the first where nothing is said."""
    name, _, which = sensor.partition("/")
    return (name.upper(), int(which or "0"))


def line_at(address: Address) -> SlimeLine:
    """The line of `slimevr:INTERFACE` or `slimevr:INTERFACE:PORT`. Raises AddressError."""
    address.allow(())
    host, colon, port = address.place.partition(":")
    interface = interface_of(address.text, host, _EXAMPLE)
    if colon and not (port.isascii() and port.isdecimal() and 1 <= int(port) <= 65535):
        raise AddressError(f"the address {address.text!r}: {port!r} is no port; write a number from 1 to 65535")
    wanted = address.sensors or ((address.sensor,) if address.sensor is not None else ())
    for sensor in wanted:
        _check(address.text, sensor)
    return SlimeLine(interface, int(port) if colon else PORT, wanted, everyone=address.everyone)


def _check(text: str, sensor: str) -> None:
    """Raises AddressError for a sensor that no sender could be."""
    name, slash, which = sensor.partition("/")
    parts = name.split(":")
    is_mac = len(parts) == 6 and all(len(part) == 2 and set(part.upper()) <= _HEX for part in parts)
    numbers = name.split(".")
    is_number = len(numbers) == 4 and all(part.isascii() and part.isdecimal() and int(part) < 256 for part in numbers)
    if not (is_mac or is_number) or (slash and not (which.isascii() and which.isdecimal() and int(which) < 256)):
        raise AddressError(
            f"the address {text!r}: {sensor!r} names no tracker; write its hardware address or its number in the "
            "network, and which of its sensors, for example sensor=DE:AD:BE:EF:00:01/0"
        )


_HEX = set("0123456789ABCDEF")
