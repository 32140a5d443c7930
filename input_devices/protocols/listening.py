"""Which wire format is being spoken: every candidate decodes what is heard until one has read enough good frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from input_devices.protocols.reading import Decoder, Reading
from input_devices.protocols.table import PROTOCOLS, WireFormat


@dataclass(slots=True)
class Candidate:
    """One format on trial, with what it has understood so far."""

    format: WireFormat
    decoder: Decoder
    heard: list[tuple[float, list[Reading]]]
    """Readings and when their bytes arrived, so that nothing is lost once the format is known."""


class Listener:
    """Listens without a word: an unknown board may act on whatever is written to it."""

    def __init__(self, formats: Sequence[WireFormat]) -> None:
        self._candidates = [Candidate(row, row.decoder(), []) for row in formats]

    def feed(self, chunk: bytes, arrived_s: float) -> Candidate | None:
        """The format that is spoken with all it has said, or None as long as that is open."""
        for candidate in self._candidates:
            readings = candidate.decoder.feed(chunk)
            if readings:
                candidate.heard.append((arrived_s, readings))
            if candidate.decoder.good_frames >= candidate.format.enough_frames:
                return candidate
        return None

    @property
    def promising(self) -> bool:
        """Whether something has been understood, so that it is worth listening on at this speed."""
        return any(candidate.decoder.good_frames for candidate in self._candidates)


def identify(heard: bytes) -> str | None:
    """The name of the format that these bytes are in, None where they are too few or in none."""
    found = Listener(tuple(PROTOCOLS.values())).feed(heard, 0.0)
    return found.format.name if found is not None else None
