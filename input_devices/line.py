"""Line: what a device's Readings come along, whatever carries them: a serial port, a network, a vendor's library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from input_devices.protocols.reading import Reading

UNREADABLE = (
    "sends something that cannot be read; "
    "choose its format with protocol=, or describe its lines in a file and name that with profile="
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a line has brought since it was last asked."""

    batches: Sequence[tuple[float, Sequence[Reading]]] = ()
    """Readings, oldest first, with the time at which their bytes arrived."""
    anything: bool = False
    """Something came at all, whether it could be read or not."""


@runtime_checkable
class Tuned(Protocol):
    """A line that goes at a certain speed."""

    @property
    def baud(self) -> int: ...


class Line(Protocol):
    """One connection, which may carry several sensors. It opens, loses and finds its device by itself.

    `hear` neither blocks nor raises for what the world does; what may block runs as an Errand. Where a vendor's
    library calls back from a thread of its own, the line collects, and `hear` takes what there is.
    """

    @property
    def name(self) -> str:
        """Which line this is, as a person would say it: ttyUSB0."""
        ...

    @property
    def protocol(self) -> str:
        """The name of the wire format, `unknown` until it is known."""
        ...

    @property
    def expected_hz(self) -> float:
        """How many samples a second are enough for smooth play; nan while the format is not known."""
        ...

    @property
    def trouble(self) -> str | None:
        """Why there is nothing to hear from, as the end of a sentence about the sensor; None while there is."""
        ...

    @property
    def complaint(self) -> str | None:
        """Why nothing useful comes although the line is open, as the end of a sentence about the sensor."""
        ...

    @property
    def remark(self) -> str | None:
        """What a person should know while all goes on, as a whole sentence: a second sender that is not listened to."""
        ...

    @property
    def ready_s(self) -> float:
        """When the line was last opened, or set to another speed; −inf before."""
        ...

    @property
    def boot_wait_s(self) -> float:
        """How long the device may be silent after that."""
        ...

    @property
    def searching(self) -> bool:
        """The format is still being listened for, for the first time."""
        ...

    @property
    def bad_frames(self) -> int: ...

    def hear(self, now_s: float) -> Heard | None:
        """What has come since the last call; None while there is nothing to hear from."""
        ...

    def close(self) -> None:
        """Let go of everything; may be called twice."""
        ...
