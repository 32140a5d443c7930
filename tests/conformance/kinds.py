"""The table of everything that is a source, with what stands at its far end: a new kind of source is one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from input_devices.protocols.reading import Reading
from input_devices.protocols.table import PROTOCOLS
from tests.conformance.far_end import (
    MUSCLE,
    SITE,
    Air,
    Cable,
    FarEnd,
    Hardware,
    Nobody,
    Stream,
    keyboard,
    replay,
    simulated,
)
from tests.input_devices.library_far_ends import ble, cyton, shimmer3, ximu3


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of source. `far_end` brings what stands at its far end; it may put files into the folder."""

    name: str
    far_end: Callable[[Path], FarEnd]
    scheme: str | None = None
    """The kind of address that opens it, None where no address does."""


def spoken(protocol: str) -> Callable[[int], bytes]:
    """What a sensor that speaks it sends as its k-th sample."""
    encode = PROTOCOLS[protocol].encode
    assert encode is not None, f"{protocol} has no way to be written by tests"

    def sample(k: int) -> bytes:
        return encode(Reading((0.1, 0.0, 0.0), (0.0, 0.1, 9.81), (1.0, 0.0, 0.0, 0.0), device_s=k / 100))

    return sample


def _protocol(name: str) -> Kind:
    def far_end(folder: Path) -> FarEnd:
        return Cable(folder, spoken(name), f"protocol={name}&baud=115200")

    return Kind(name, far_end, "serial")


PRINTED: Mapping[str, Callable[[int], bytes]] = {
    "dmp6": lambda k: b"quat\t0.71\t0.%02d\t0.00\t0.71\r\n" % (k % 9),
    "dmp6_euler": lambda k: b"euler\t%d.10\t-3.20\t81.07\r\n" % (k % 9),
    "adafruit": lambda k: b"Orientation: %d.10 -3.20 81.07\r\n" % (k % 9),
    "razor": lambda k: b"#YPR=%d.10,-1.24,97.31\r\n" % (k % 9),
    "razor_sensors": lambda k: b"#A-C=1.0%d,-2.00,250.11\r\n#M-C=1.00,2.00,3.00\r\n#G-C=0.01,0.02,-0.01\r\n" % (k % 9),
    "plotter": lambda k: b"ax:0.0%d,ay:-0.98,az:9.70,gx:0.01,gy:0.00,gz:-0.02\r\n" % (k % 9),
    "openlog": lambda k: (
        b"%d.10,-20.50,1001.95,0.50,-0.25,0.10,100.00,\r\n" % (k % 9)
        if k % 100
        else b"aX,aY,aZ,gX,gY,gZ,output_Hz,\r\n"
    ),
    "plain_csv": lambda k: b"0.0%d,-0.98,9.70,0.01,0.00,-0.02,20.1,3.2,-41.0\r\n" % (k % 9),
    "myoware": lambda k: b"%d\r\n" % (500 + k % 9),
    "myoware_esp32": lambda k: b"%d\r\n" % (2000 + k % 9),
    "load_cells": lambda k: b"10.0%d,11.20,9.80,10.40\r\n" % (k % 9),
}
"""What a board prints as its k-th sample, by the name of the shipped profile that reads it."""
_ELECTRODES = ("myoware", "myoware_esp32")
_STOOD_ON = ("load_cells",)
"""Boards that nobody wears: they have Readings, but no Samples."""


def _profile(name: str) -> Kind:
    site = MUSCLE if name in _ELECTRODES else SITE

    def far_end(folder: Path) -> FarEnd:
        return Cable(folder, PRINTED[name], f"profile={name}", site=site)

    return Kind(f"profile {name}", far_end, "serial")


def _listening(folder: Path) -> FarEnd:
    return Cable(folder, spoken("witmotion"), "protocol=auto")


KINDS: tuple[Kind, ...] = (
    *(_protocol(name) for name in PROTOCOLS),
    *(_profile(name) for name in PRINTED if name not in _STOOD_ON),
    Kind("found by listening", _listening, "serial"),
    Kind("slimevr", lambda _: Air(), "slimevr"),
    Kind("lsl", lambda _: Stream(), "lsl"),
    Kind("ble", lambda _: ble(), "ble"),
    Kind("ximu3 over Wi-Fi", lambda _: ximu3(), "ximu3"),
    Kind("cyton", cyton, "brainflow"),
    Kind("shimmer3", shimmer3, "brainflow"),
    Kind("simulated", lambda _: Nobody(simulated)),
    Kind("keyboard", lambda _: Nobody(keyboard)),
    Kind("replay", lambda _: Nobody(replay)),
)


def hardware(named: str) -> Kind:
    """The device that somebody named with --device."""
    return Kind(named, lambda _: Hardware(named))
