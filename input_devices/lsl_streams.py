"""The Lab Streaming Layer's streams in one network: which there are, asked again and again; and one of them, open.

They are asked for on a socket of our own, which is bound to the chosen network, because liblsl does not tell where a
stream's answer came from. What it opens is the stream at the very host that answered us there.
"""

from __future__ import annotations

import ctypes
import random
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from input_devices.errors import UnavailableError
from input_devices.lsl_library import library
from input_devices.network import is_own, leads_to
from input_devices.protocols.lsl_channels import Channel
from input_devices.protocols.lsl_discovery import (
    GROUPS,
    OWN_PORTS,
    PORT,
    StreamFacts,
    document,
    question,
    read_answer,
)

ASK_S = 0.5
CALM_ASK_S = 1.5
"""While the stream that was looked for is heard: only another one of its name is of interest then."""
FORGET_S = 4.0
"""A stream that has not answered for so long is there no more."""
CHANNELS_MAX = 512
_STREAMS_MAX = 64
_LONGEST_BYTES = 65536
_AT_ONCE = 256
_OPEN_S = 3.0
_BUFFER_S = 5
_SAMPLES_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream, and the number in the network of the host that it is sent from."""

    facts: StreamFacts
    host: str

    @property
    def key(self) -> tuple[str, str]:
        """The same for one start of one sender; whoever repeats what another has said of itself is not that one."""
        return (self.facts.uid, self.host)

    @property
    def who(self) -> str:
        """How it is told from others of its name, for a person."""
        source_id = self.facts.source_id
        return f"source={source_id} at {self.host}" if source_id else f"one without a source at {self.host}"


class StreamFinder:
    """Asks, on one network, which streams there are. Nothing here blocks."""

    def __init__(self, interface: str) -> None:
        self.interface = interface
        self.trouble: str | None = None
        """Why nothing can be found, as the end of a sentence; None while all is well."""
        self._mark = random.getrandbits(62)
        self._socket: socket.socket | None = None
        self._heard: dict[tuple[str, str], tuple[Stream, float]] = {}
        self._asked_s = float("-inf")
        self._closed = False

    def look(self, now_s: float, *, calm: bool = False) -> Sequence[Stream]:
        """Every stream that has answered lately, the one that was there first first. `calm` asks less often."""
        if self._closed:
            return ()
        if now_s - self._asked_s >= (CALM_ASK_S if calm else ASK_S):
            self._ask(now_s)
        for stream in self._answers():
            known = stream.key in self._heard
            if known or (len(self._heard) < _STREAMS_MAX and leads_to(self.interface, stream.host)):
                self._heard[stream.key] = (stream, now_s)
        self._heard = {key: each for key, each in self._heard.items() if now_s - each[1] <= FORGET_S}
        return [stream for stream, _ in self._heard.values()]

    def forget(self, stream: Stream) -> None:
        """It is gone; if it is not, it will answer again."""
        self._heard.pop(stream.key, None)

    def close(self) -> None:
        self._closed = True
        self._let_go()

    def _ask(self, now_s: float) -> None:
        self._asked_s = now_s
        if not is_own(self.interface):
            self.trouble = (
                f"cannot be heard: this computer is not in the network as {self.interface} now; "
                "switch it on, and play goes on by itself"
            )
            self._let_go()
            return
        try:
            if self._socket is None:
                self._socket = _bound(self.interface)
        except OSError as error:
            self.trouble = f"cannot be heard: the network says: {error.strerror}; check the network of this computer"
            return
        self.trouble = None
        asked = question(self._mark, self._socket.getsockname()[1])
        own = ((self.interface, port) for port in (PORT, *OWN_PORTS))
        for to in (*own, *(() if self.interface.startswith("127.") else ((group, PORT) for group in GROUPS))):
            with suppress(OSError):
                self._socket.sendto(asked, to)

    def _answers(self) -> Iterator[Stream]:
        for _ in range(_AT_ONCE if self._socket is not None else 0):
            assert self._socket is not None
            try:
                datagram, (host, _port) = self._socket.recvfrom(_LONGEST_BYTES)
            except ConnectionError:
                continue  # nobody listens at one of the ports that were asked
            except OSError:
                return
            facts = read_answer(datagram, self._mark)
            if facts is not None:
                yield Stream(facts, str(host))

    def _let_go(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _bound(interface: str) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        made.setblocking(False)
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(interface))
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)  # no router passes a question on
        made.bind((interface, 0))
    except OSError:
        made.close()
        raise
    return made


class Inlet:
    """One stream, open. Opening and closing may block; `pull` does not."""

    def __init__(self, interface: str, stream: Stream) -> None:
        """Raises UnavailableError, with the end of a sentence about the sensor."""
        pylsl = library(interface)
        self._inlet: Any = None
        facts = stream.facts
        try:
            # Without the library's own recovery: it would take up with any sender of the same source, on any network.
            self._inlet = pylsl.StreamInlet(_as_found(pylsl, stream), max_buflen=_BUFFER_S, recover=False)
            described = self._inlet.info(_OPEN_S)
            self._inlet.open_stream(_OPEN_S)
        except RuntimeError as error:
            self.close()
            raise UnavailableError(
                f"cannot be heard: the stream {facts.name}, {stream.who}, does not answer; check that it still runs, "
                "and that no firewall keeps it away"
            ) from error
        self.channels: Sequence[Channel] = _channels(described, facts.channels)

    def pull(self) -> Sequence[tuple[Sequence[float], float]]:
        """The samples that have come, each with its time on the sender's clock. Raises UnavailableError where the
        sender is gone."""
        try:
            values, times_s = self._inlet.pull_chunk(0.0, _SAMPLES_AT_ONCE)
        except RuntimeError as error:
            raise UnavailableError("is gone; start it again, and play goes on by itself") from error
        return list(zip(values, map(float, times_s), strict=True))

    def close(self) -> None:
        """Let go of it, which ends threads of the library's."""
        self._inlet = None


def _as_found(pylsl: Any, stream: Stream) -> Any:
    """The stream as the library knows one that it has found by itself."""
    read = pylsl.lib.lib.lsl_streaminfo_from_xml
    read.restype = ctypes.c_void_p
    return pylsl.StreamInfo(handle=read(document(stream.facts, stream.host).encode()))


def _channels(described: Any, count: int) -> Sequence[Channel]:
    """What the stream says of its channels (XDF, meta-data of streams); as many as there are, empty where it says
    nothing."""
    found: list[Channel] = []
    each = described.desc().child("channels").child("channel")
    while len(found) < count and not each.empty():
        label, kind, unit = (str(each.child_value(name)) for name in ("label", "type", "unit"))
        found.append(Channel(label, kind, unit))
        each = each.next_sibling("channel")
    return [*found, *(Channel("") for _ in range(count - len(found)))]
