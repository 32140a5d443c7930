"""Source: anything that yields Samples when polled."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from input_devices.sample import Sample, Truth


class SourceState(StrEnum):
    """How a source is doing, as a person would ask it."""

    OPENING = "opening"
    """The port is being opened, or the format is being listened for."""
    LIVE = "live"
    QUIET = "quiet"
    """Open, but nothing has come for longer than the silence watchdog allows."""
    LOST = "lost"
    """Unplugged, refused or in use; it is being looked for and comes back by itself."""
    ENDED = "ended"
    """Nothing will ever come again: a recording that is over, or a source that was closed."""


@dataclass(frozen=True, slots=True)
class InputReport:
    """What is known of one worn sensor; one row of a summary's `inputs`."""

    site: str
    address: str
    protocol: str
    rate_hz: float
    """Measured, nan until it is known."""
    samples: int = 0
    lost: int = 0
    """Samples that the device counted and we never got; where it does not count, those missing from the steady rate."""
    bad_frames: int = 0
    drift_ppm: float = math.nan
    """How much faster the device's clock runs than this computer's, parts in a million; nan where it sends no time."""
    jitter_ms: float = math.nan
    """How far arrivals scatter about the fitted times, standard deviation; nan until it is known."""
    resets: int = 0
    """How often the device's clock started anew or stepped back."""
    battery: float = math.nan
    """How full its battery is, 0–1; nan where the sensor does not say."""
    isolation: str | None = None
    """What keeps the mains away from the person, as they say; only for electrodes."""
    state: SourceState = SourceState.LIVE
    notice: str | None = None
    """One sentence while something is wrong with this sensor."""


class Source(Protocol):
    """Anything that yields Samples when polled: a serial port, the keyboard's body, a recording.

    `poll` never blocks and never raises for what the world does: a device that goes away is a state, not an
    exception. A *stepped* source yields exactly one tick's samples a call and is polled once a tick, so that a run does
    not depend on the speed of the machine; the others yield whatever has come since the last call.
    """

    @property
    def truth(self) -> Truth: ...
    @property
    def stepped(self) -> bool: ...
    @property
    def sites(self) -> tuple[str, ...]: ...
    @property
    def state(self) -> SourceState:
        """Of the sensor that is worst off, where several share the source."""
        ...

    @property
    def notice(self) -> str | None:
        """One sentence for the person while something is wrong: what happened and what to do. The first where
        several sensors share the source; each has its own in `reports`."""
        ...

    def poll(self, now_s: float) -> Sequence[Sample]: ...
    def reports(self) -> Sequence[InputReport]: ...
    def close(self) -> None:
        """Let go of everything; may be called twice."""
        ...
