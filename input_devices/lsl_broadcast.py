"""What is sent to one network as Lab Streaming Layer streams, while somebody has switched that on."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from input_devices.errand import Errand
from input_devices.errors import AddressError, UnavailableError
from input_devices.lsl_library import close_to_others, library, open_sockets
from input_devices.network import interface_of
from input_devices.protocols.lsl_channels import Channel

MAKER = "Moveagain"
_EXAMPLE = "lsl:192.168.1.20"
_CLOSE_WAIT_S = 2.0
_BUFFER_S = 10
_OPEN_TO_ALL = (
    "nothing is broadcast: Lab Streaming Layer opens its ports on every network, and this system cannot close them to "
    "all but the chosen one, as Linux can; play without --broadcast"
)


@dataclass(frozen=True, slots=True)
class SentStream:
    """One stream to be sent."""

    name: str
    type: str
    channels: Sequence[Channel]
    rate_hz: float = 0.0
    """0 where it keeps no pace."""
    is_text: bool = False


def broadcast_interface(text: str) -> str:
    """The network in `lsl:192.168.1.20`. Raises AddressError."""
    scheme, _, place = text.partition(":")
    if scheme != "lsl" or not place:
        raise AddressError(f"{text!r} says nothing that can be broadcast to; write for example {_EXAMPLE}")
    return interface_of(text, place, _EXAMPLE)


class Broadcast:
    """Streams sent to one network until they are closed. Whoever is in that network can read them."""

    def __init__(
        self, interface: str, source_id: str, streams: Sequence[SentStream], about: Mapping[str, str] | None = None
    ) -> None:
        """`about` stands in every stream's description. Raises UnavailableError, and nothing is sent then."""
        if sys.platform != "linux":
            raise UnavailableError(_OPEN_TO_ALL)
        self.interface = interface
        self._pylsl = library(interface)
        self._outlets: dict[str, Any] = {}
        before = open_sockets()
        try:
            for stream in streams:
                described = self._described(stream, f"{source_id}-{stream.name}", about or {})
                self._outlets[stream.name] = self._pylsl.StreamOutlet(described, 0, _BUFFER_S)
        except RuntimeError as error:
            self.close()
            raise UnavailableError(
                f"nothing can be broadcast to {interface}; check that it is switched on, and its firewall"
            ) from error
        if not close_to_others(before, interface):
            self.close()
            raise UnavailableError(_OPEN_TO_ALL)

    @property
    def clock_s(self) -> float:
        """Now, on the clock of the time stamps."""
        return float(self._pylsl.local_clock())

    def send(self, name: str, values: Sequence[float], time_s: float) -> None:
        """One sample of a stream, taken at that time of `clock_s`. Does not wait for anybody."""
        outlet = self._outlets.get(name)
        if outlet is not None:
            outlet.push_sample(values, time_s)

    def say(self, name: str, text: str, time_s: float) -> None:
        """One line of a stream of text."""
        outlet = self._outlets.get(name)
        if outlet is not None:
            outlet.push_sample([text], time_s)

    def close(self) -> None:
        """Send nothing more; may be called twice."""
        outlets, self._outlets = self._outlets, {}
        if outlets:
            # What is dropped here ends threads of the library's, which takes a moment.
            Errand(outlets.clear, lambda _: None).abandon(_CLOSE_WAIT_S)

    def _described(self, stream: SentStream, source_id: str, about: Mapping[str, str]) -> Any:
        form = "string" if stream.is_text else "float32"
        made = self._pylsl.StreamInfo(stream.name, stream.type, len(stream.channels), stream.rate_hz, form, source_id)
        made.desc().append_child_value("manufacturer", MAKER)
        for name, value in about.items():
            made.desc().append_child_value(name, value)
        channels = made.desc().append_child("channels")
        for channel in stream.channels:
            said = channels.append_child("channel")
            for name, value in (("label", channel.label), ("type", channel.type), ("unit", channel.unit)):
                said.append_child_value(name, value)
        return made
