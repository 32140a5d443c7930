"""A serial port as a Line: opened and found again by its Connection, understood by its Hearing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from input_devices.address import Address
from input_devices.connection import Connection
from input_devices.errors import AddressError, ProtocolError
from input_devices.hearing import Hearing
from input_devices.kit import UsbIdentity
from input_devices.line import UNREADABLE, Heard
from input_devices.protocols.profile_text import read_profile
from input_devices.protocols.reading import Decoder
from input_devices.protocols.table import PROTOCOLS, WireFormat, line_format
from input_devices.protocols.witmotion_setup import RATES_HZ, WitmotionSetup
from input_devices.serial_port import device_name
from input_devices.shipped_profiles import recognisable_formats, shipped_format
from input_devices.suggestion import did_you_mean
from input_devices.telling import BatteryQuestion, Handshake, SessionSetup, Telling

BAUD_RANGE = (300, 4_000_000)
OPTIONS = ("protocol", "baud", "profile", "name", "rate", "battery")


class SerialLine:
    """One serial port. An unknown board may act on whatever it is told: nothing is, but what `tellings` were given."""

    def __init__(
        self,
        device: str,
        formats: Sequence[WireFormat],
        bauds: Sequence[int],
        usb: UsbIdentity | None = None,
        *,
        anywhere: bool | None = None,
        tellings: Sequence[Telling] = (),
    ) -> None:
        """`usb` and `anywhere` as a Connection takes them."""
        self._tellings = tuple(tellings)
        self.name = device_name(device)
        self._connection = Connection(device, all(row.reset_on_open for row in formats), usb, anywhere=anywhere)
        self._hearing = Hearing(formats, bauds)
        self._ready_s = -math.inf
        self._understood = False

    @property
    def remark(self) -> str | None:
        why = next((telling.remark for telling in self._tellings if telling.remark is not None), None)
        return f"the sensor on {self.name} {why}" if why is not None else None

    @property
    def protocol(self) -> str:
        row = self._hearing.format
        return row.name if row is not None else "unknown"

    @property
    def baud(self) -> int:
        """The speed that is being listened at."""
        return self._hearing.baud

    @property
    def expected_hz(self) -> float:
        row = self._hearing.format
        return row.expected_hz if row is not None else math.nan

    @property
    def trouble(self) -> str | None:
        return self._connection.trouble

    @property
    def complaint(self) -> str | None:
        return self._hearing.trouble or (UNREADABLE if self._hearing.searched else None)

    @property
    def usb(self) -> UsbIdentity | None:
        """What the device on the port is known by; None until it has been open, and where nothing tells it."""
        return self._connection.usb

    @property
    def ready_s(self) -> float:
        return self._ready_s

    @property
    def boot_wait_s(self) -> float:
        row = self._hearing.format
        return row.boot_wait_s if row is not None else 0.0

    @property
    def searching(self) -> bool:
        return not self._understood and not self._hearing.searched and self._hearing.format is None

    @property
    def bad_frames(self) -> int:
        return self._hearing.bad_frames

    def hear(self, now_s: float) -> Heard | None:
        chunk = self._connection.read(now_s, self._hearing.baud)
        if chunk is None:
            return None
        if self._connection.ready_s != self._ready_s:
            self._ready_s = self._connection.ready_s
            self._hearing.begin(now_s)
            for telling in self._tellings:
                telling.begin(now_s)
        batches = self._hearing.feed(chunk, now_s) if chunk else []
        self._understood = self._understood or any(readings for _, readings in batches)
        baud = self._hearing.other_baud(now_s)
        if baud is not None:
            self._connection.retune(baud)
        for telling in self._tellings:
            said = telling.due(now_s, chunk, self._hearing.decoder, self._hearing.baud)
            if said is not None and self._connection.write(said):
                telling.said(now_s)
        return Heard(batches, anything=bool(chunk))

    @property
    def decoder(self) -> Decoder | None:
        """What reads the bytes, None while the format is being looked for."""
        return self._hearing.decoder

    def write(self, chunk: bytes) -> bool:
        """Send a command to a device that has been recognised; False while that cannot be done, to be tried again."""
        return self._connection.write(chunk)

    def close(self) -> None:
        self._connection.close()


def line_at(address: Address) -> SerialLine:
    """The line of a `serial:` address. Raises AddressError, and ProtocolError where its line profile is wrong."""
    address.allow(OPTIONS)
    formats = _formats(address)
    bauds = tuple(dict.fromkeys(baud for row in formats for baud in row.bauds))
    if "baud" in address.options:
        bauds = (_baud(address, address.options["baud"]),)
    told = _tellings(address, formats)
    return SerialLine(address.place, formats, bauds, address.usb, anywhere=address.anywhere, tellings=told)


def emg_range_mv(address: Address) -> tuple[float, float] | None:
    """The ends of the converter behind an address that names its one format; raises as `line_at` does."""
    formats = _formats(address)
    return formats[0].emg_range_mv if len(formats) == 1 else None


def _tellings(address: Address, formats: Sequence[WireFormat]) -> list[Telling]:
    """What the person who wrote the address asked to be told to the device."""
    options, text = address.options, address.text
    tellings: list[Telling] = []
    if "profile" in options and formats[0].start is not None:
        tellings.append(Handshake(formats[0].start, formats[0].boot_wait_s if formats[0].reset_on_open else 0.0))
    for name in ("rate", "battery"):
        if name in options and (options.get("protocol", "auto") not in ("auto", "witmotion") or "profile" in options):
            raise AddressError(f"the address {text!r} gives {name}, which only a WitMotion sensor can be told")
    if "rate" in options:
        rate_hz = next((rate for rate in RATES_HZ if f"{rate:g}" == options["rate"]), None)
        if rate_hz is None:
            there = ", ".join(f"{rate:g}" for rate in RATES_HZ)
            raise AddressError(f"the address {text!r}: there is no rate={options['rate']}; there are {there}")
        tellings.append(SessionSetup(WitmotionSetup(rate_hz)))
    if "battery" in options:
        if options["battery"] != "ask":
            raise AddressError(f"the address {text!r}: write battery=ask, or leave it out")
        tellings.append(BatteryQuestion())
    return tellings


def _formats(address: Address) -> tuple[WireFormat, ...]:
    options, text = address.options, address.text
    protocol = options.get("protocol", "auto")
    if "profile" in options:
        if protocol != "auto":
            raise AddressError(f"the address {text!r} gives both profile and protocol; leave protocol out")
        return (_profile(options["profile"], options.get("name")),)
    if "name" in options:
        raise AddressError(f"the address {text!r} gives name, which chooses in a file; add profile=FILE")
    if protocol == "auto":
        return listened_for()
    if protocol not in PROTOCOLS:
        known = ", ".join(("auto", *PROTOCOLS))
        hint = did_you_mean(protocol, ("auto", *PROTOCOLS))
        raise AddressError(f"the address {text!r} asks for an unknown protocol {protocol}; there are {known}{hint}")
    return (PROTOCOLS[protocol],)


def listened_for() -> tuple[WireFormat, ...]:
    """Every format that is found by listening."""
    return (*PROTOCOLS.values(), *recognisable_formats())


def _profile(path: str, name: str | None) -> WireFormat:
    """The wire format of the line profile in a file, or of one that is shipped; raises ProtocolError for what is wrong.

    A plain word is the name of a shipped profile; a file has a dot or a folder in its name.
    """
    if path.isidentifier():
        if name is not None:
            raise ProtocolError(f"the line profile {path} is shipped, and name= chooses in a file; leave name out")
        return shipped_format(path)
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise ProtocolError(f"the line profile {path} cannot be read: {error.strerror}; check its name") from error
    except UnicodeDecodeError as error:
        raise ProtocolError(f"the line profile {path} is not text; it must be YAML in UTF-8") from error
    return line_format(read_profile(text, path, name))


def _baud(address: Address, text: str) -> int:
    low, high = BAUD_RANGE
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise AddressError(f"the address {address.text!r}: baud={text} is no speed; write for example baud=115200")
    return int(text)
