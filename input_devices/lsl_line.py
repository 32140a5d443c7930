"""A Lab Streaming Layer stream as a Line: one sender on one chosen network, kept; others of its name are only named."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from input_devices.address import Address
from input_devices.errand import Errand
from input_devices.errors import AddressError, InputError, UnavailableError
from input_devices.line import Heard
from input_devices.lsl_library import INSTALL, is_installed
from input_devices.lsl_streams import CHANNELS_MAX, FORGET_S, Inlet, Stream, StreamFinder
from input_devices.network import interface_of
from input_devices.protocols.lsl_channels import UNITS, Channel, ChannelMap, ChannelsError
from input_devices.protocols.lsl_discovery import FORMATS
from input_devices.protocols.reading import Reading

OPTIONS = ("interface", "source", "channels", *UNITS)
CLOSE_WAIT_S = 2.0
RETRY_S = 2.0
SEARCH_S = 2.0
"""A stream that is there has answered by then."""
_EXAMPLE = "lsl:NAME?interface=192.168.1.20"
_NAMED_MAX = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """Which stream is meant, and how it is to be read where it does not say so itself."""

    name: str
    source_id: str | None = None
    """None takes the first stream of that name."""
    units: Mapping[str, str] | None = None
    """Of `acc`, `gyro` and `emg`."""
    labels: Sequence[str] = ()
    """Instead of those that the stream gives its channels."""


class LslLine:
    """One stream. The first one that fits is kept for as long as the line is open: after it has gone, only the same
    source at the same host is taken for it. Looking, opening and closing are Errands."""

    protocol = "lsl"
    expected_hz = 50.0
    boot_wait_s = 0.0
    searching = False
    complaint: str | None = None

    def __init__(self, finder: StreamFinder, wish: Wish) -> None:
        self.name = f"the stream {wish.name}"
        self.trouble: str | None = None
        self.remark: str | None = None
        self.ready_s = -math.inf
        self._finder = finder
        self._wish = wish
        self._kept: Stream | None = None
        self._open: tuple[Inlet, ChannelMap] | None = None
        self._errand: Errand[tuple[Inlet, ChannelMap]] | None = None
        self._now_s = self._began_s = self._heard_s = self._try_s = -math.inf
        self._unreadable = 0
        self._closed = False

    @property
    def bad_frames(self) -> int:
        return self._unreadable + (self._open[1].unreadable if self._open is not None else 0)

    @property
    def stream(self) -> Stream | None:
        """The one that is listened to."""
        return self._kept

    def hear(self, now_s: float) -> Heard | None:
        if self._closed:
            return None
        self._now_s = now_s
        if self._began_s == -math.inf:
            self._began_s = now_s
        streams = self._finder.look(now_s, calm=self._open is not None)
        if self._finder.trouble is not None:
            self.trouble = self._finder.trouble
            self._let_go(0.0)
            return None
        if self._errand is not None and self._errand.finish():
            self._errand = None
        self._judge(streams)
        return self._pull() if self._open is not None else None

    def close(self) -> None:
        self._closed = True
        if self._errand is not None:
            self._errand.abandon(CLOSE_WAIT_S)
        self._let_go(CLOSE_WAIT_S)
        self._finder.close()

    def _judge(self, streams: Sequence[Stream]) -> None:
        """Open what fits where nothing is open; name what is not listened to."""
        named = [each for each in streams if each.facts.name == self._wish.name]
        kept = self._kept
        if self._open is not None and kept is not None:
            there = any(each.key == kept.key for each in named)
            if not there and self._now_s - self._heard_s > FORGET_S:
                self._lose("is gone; start it again, and play goes on by itself")
        elif self._errand is None and self._now_s >= self._try_s:
            kept = self._choose(named)
            if kept is not None:
                self._begin(kept)
            elif self._now_s - self._began_s >= SEARCH_S:
                self.trouble = self._why_not(streams, named)
        strangers = [each for each in named if kept is None or each.key != kept.key]
        self.remark = None if kept is None or not strangers else _named(strangers[0])

    def _choose(self, named: Sequence[Stream]) -> Stream | None:
        kept, source_id = self._kept, self._wish.source_id
        if kept is None:
            return next((each for each in named if source_id in (None, each.facts.source_id)), None)
        same = (kept.facts.source_id, kept.host)
        return next((each for each in named if (each.facts.source_id, each.host) == same), None)

    def _begin(self, stream: Stream) -> None:
        self._try_s = self._now_s + RETRY_S
        interface, wish, facts = self._finder.interface, self._wish, stream.facts

        def work() -> tuple[Inlet, ChannelMap]:
            if not FORMATS[facts.format] or facts.channels > CHANNELS_MAX:
                what = f"{facts.channels} channels" if FORMATS[facts.format] else "text"
                raise UnavailableError(
                    f"cannot be heard: it sends {what}; choose a stream of motion or muscle activity"
                )
            inlet = Inlet(interface, stream)
            try:
                return inlet, _map(inlet.channels, wish, facts.type)
            except ChannelsError as error:
                inlet.close()
                raise UnavailableError(str(error)) from error

        def done(outcome: tuple[Inlet, ChannelMap] | InputError) -> None:
            if isinstance(outcome, InputError):
                self.trouble = str(outcome)
                self._finder.forget(stream)
                return
            self._open, self._kept = outcome, stream
            self.trouble, self.ready_s, self._heard_s = None, self._now_s, self._now_s

        self._errand = Errand(work, done, lambda opened: opened[0].close())

    def _pull(self) -> Heard | None:
        assert self._open is not None
        inlet, channels = self._open
        try:
            pulled = inlet.pull()
        except InputError as error:
            self._lose(str(error))
            return None
        readings: list[Reading] = []
        for values, device_s in pulled:
            readings += channels.readings(values, device_s)
        if pulled:
            self._heard_s = self._now_s
        return Heard(((self._now_s, readings),) if readings else (), anything=bool(pulled))

    def _lose(self, why: str) -> None:
        self.trouble = why
        self._try_s = self._now_s
        if self._kept is not None:
            self._finder.forget(self._kept)
        self._let_go(0.0)

    def _let_go(self, wait_s: float) -> None:
        if self._open is not None:
            self._unreadable += self._open[1].unreadable
            Errand(self._open[0].close, lambda _: None).abandon(wait_s)
            self._open = None

    def _why_not(self, streams: Sequence[Stream], named: Sequence[Stream]) -> str:
        """Why no stream is taken, as the end of a sentence about the sensor."""
        if named and self._kept is not None:
            return (
                f"is gone; another one, {named[0].who}, has the same name and is not listened to. Start the first one "
                "again, or the game if the other one is yours"
            )
        if named:
            return f"is not heard; there is {named[0].who} instead. To wear it, write its source in the address"
        if self._kept is not None:
            return "is gone; start it again, and play goes on by itself"
        others = sorted({each.facts.name for each in streams})[:_NAMED_MAX]
        there = f"there is {' and '.join(others)}" if others else "there is none"
        return (
            f"is not in the network {self._finder.interface}: {there}; start it there, or correct its name, and check "
            "that no firewall keeps it away"
        )


def _map(channels: Sequence[Channel], wish: Wish, stream_type: str) -> ChannelMap:
    if wish.labels and len(wish.labels) != len(channels):
        raise ChannelsError(f"has {len(channels)} channels, and channels= in its address names {len(wish.labels)}")
    labels = wish.labels or [channel.label for channel in channels]
    own = [
        Channel(label, "" if wish.labels else channel.type, channel.unit)
        for label, channel in zip(labels, channels, strict=True)
    ]
    return ChannelMap(own, wish.units or {}, "" if wish.labels else stream_type)


def _named(stranger: Stream) -> str:
    return (
        f"a second stream called {stranger.facts.name} is in the network, {stranger.who}; it is not listened to. "
        "Switch it off if it is yours, or write source= in the address"
    )


def line_at(address: Address) -> LslLine:
    """The line of `lsl:NAME?interface=…`. Raises AddressError, and UnavailableError where the library is not
    installed."""
    address.allow(OPTIONS)
    options = address.options
    if "interface" not in options:
        raise AddressError(
            f"the address {address.text!r} does not say on which network; add this computer's own number in it, as in "
            f"{_EXAMPLE}"
        )
    interface = interface_of(address.text, options["interface"], _EXAMPLE)
    units = {kind: options[kind] for kind in UNITS if kind in options}
    for kind, unit in units.items():
        if unit not in UNITS[kind]:
            raise AddressError(
                f"the address {address.text!r}: {kind}={unit} is no unit; there are {', '.join(UNITS[kind])}"
            )
    if not is_installed():
        raise UnavailableError(INSTALL)
    labels = options["channels"].split(",") if "channels" in options else ()
    return LslLine(StreamFinder(interface), Wish(unquote(address.place), options.get("source"), units, labels))
