"""SessionHeader: what stands at the head of a session file, known before the first tick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast

from game.round import RoundSetup, setup_from_row
from game.sessions.errors import NewerError
from input_devices import TRUTHS, Truth

FORMAT = 1
"""Of session files and of summaries."""
SUFFIX = ".moveagain"


class WornInput(NamedTuple):
    """One worn sensor as it was set up: where on the body, at which address, in which wire format; of electrodes what
    keeps the mains away, as the person said."""

    site: str
    address: str
    protocol: str
    isolation: str | None = None


@dataclass(frozen=True, slots=True)
class SessionHeader:
    """Who played what, when, with what; `setup` alone decides what the Round does."""

    session: str
    """The session's uuid."""
    sitting: str
    """The uuid that the sessions of one sitting share."""
    started: str
    """ISO 8601 with offset."""
    person: str | None
    truth: Truth
    level: str
    """The level's id; its text is in `setup`."""
    posture: str
    presence: str
    setup: RoundSetup
    inputs: tuple[WornInput, ...] = ()
    effort: str = "active"
    """active, assisted, passive or loaded."""
    load_kg: float | None = None
    broadcast: str | None = None
    """The network to which what was seen was sent while it was played."""
    format: int = FORMAT

    def as_row(self) -> dict[str, Any]:
        """Plain values for a file."""
        row: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        if self.broadcast is None:
            del row["broadcast"]
        return {**row, "setup": self.setup.as_row(), "inputs": [_told(worn) for worn in self.inputs]}

    @property
    def started_at(self) -> datetime:
        """When it started, with its offset."""
        return datetime.fromisoformat(self.started)

    @property
    def file_name(self) -> str:
        """The file's name: begins with the time, so that files sort by age; every file system takes it."""
        return f"{self.started_at:%Y%m%dT%H%M%S%z}-{self.session}{SUFFIX}"


def _told(worn: WornInput) -> list[str]:
    """Of a motion sensor as always, so that older readers and hashes know it."""
    three = [worn.site, worn.address, worn.protocol]
    return three if worn.isolation is None else [*three, worn.isolation]


def header_from_row(row: Mapping[str, Any]) -> SessionHeader:
    """The header that `as_row` wrote. Raises NewerError, or KeyError, TypeError or ValueError where it is none."""
    if row["format"] > FORMAT:
        raise NewerError(newer(row["format"]))
    if row["truth"] not in TRUTHS:
        raise ValueError(f"truth {row['truth']!r}")
    inputs = tuple(WornInput(*worn) for worn in row["inputs"])
    values = {**row, "setup": setup_from_row(row["setup"]), "inputs": inputs, "truth": cast("Truth", row["truth"])}
    header = SessionHeader(**values)
    _ = header.file_name
    return header


def newer(format_: int) -> str:
    """The sentence for a file of a newer format."""
    return (
        f"the session file is of format {format_} and this Moveagain reads up to format {FORMAT}; "
        "update Moveagain to open it"
    )
