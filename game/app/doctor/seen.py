"""Seen: what was found on a computer, as plain values that are judged elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

System = Literal["linux", "windows", "macos"]


@dataclass(frozen=True, slots=True)
class Screen:
    """Whether a window could be opened, and by which road."""

    opened: bool
    driver: str = ""
    """As SDL calls it: x11, wayland, windows, cocoa; dummy and offscreen draw into nowhere."""
    size: tuple[int, int] = (0, 0)
    """The whole desktop, px."""
    trouble: str = ""
    """Why it could not be opened, in the words of whoever refused."""
    libraries: bool = True
    """Whether the system's libraries are here that a window is opened by."""


@dataclass(frozen=True, slots=True)
class Loudspeaker:
    """Whether the audio device could be opened."""

    opened: bool
    driver: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Frames:
    """How long frames of one world took on this computer, drawn by its processor into memory."""

    median_ms: float
    late_ms: float
    """The 99th percentile."""
    count: int
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Port:
    """One serial port that is there now."""

    words: str
    barred: str | None
    """Why this user may not open it and what to do; None where nothing speaks against it."""


@dataclass(frozen=True, slots=True)
class Bluetooth:
    """What there is of Bluetooth."""

    adapters: tuple[str, ...] | None
    """None where the system tells nobody without being asked for a permission."""
    switched_off: bool
    library: bool
    """Whether the package is there that speaks to it."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of the person's own files."""

    folder: str
    trouble: str | None
    """Why it cannot be written; None where a file was written and taken away again."""
    free_mb: float


@dataclass(frozen=True, slots=True)
class Kept:
    """What the home holds."""

    cut_short: int = 0
    unreadable: int = 0
    newest: datetime | None = None
    """When the latest session began."""
    kits: tuple[str, ...] = ()
    unplugged: tuple[str, ...] = ()
    """Where the sensors of these kits are worn, in words, whose cable is in no port now."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that a checkup looks at."""

    system: System
    python: tuple[int, int, int]
    bundled: bool
    """Whether this is the app that brings its own Python."""
    packages: Mapping[str, str | None]
    """Each needed distribution's version; None where it is not there."""
    pygame_is_ce: bool | None
    """None where there is no pygame at all."""
    fusion: str | None
    """The filter that a sensor would get, with its version."""
    fonts: str | None
    """Why words cannot be set; None where they can."""
    screen: Screen
    frames: Frames | None
    loudspeaker: Loudspeaker
    voice: str | None
    """What would speak."""
    ports: tuple[Port, ...]
    lacks_group: str | None
    """The group that may open serial ports here and that this user is not in; Linux alone has such a group."""
    bluetooth: Bluetooth
    home: Home
    kept: Kept
    now: datetime
