"""ReplaySource: a session's Samples once more, tick by tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan

from input_devices.sample import Sample, Truth
from input_devices.source import InputReport, SourceState


@dataclass(slots=True)
class _Heard:
    """What has come from one worn sensor so far."""

    address: str
    protocol: str
    samples: int = 0
    first_s: float = nan
    last_s: float = nan

    def hear(self, t_s: float) -> None:
        self.first_s = t_s if not self.samples else self.first_s
        self.last_s = t_s
        self.samples += 1

    @property
    def rate_hz(self) -> float:
        span_s = self.last_s - self.first_s
        return (self.samples - 1) / span_s if span_s > 0.0 else nan


class ReplaySource:
    """A stepped source that yields what was recorded, one tick a poll; it has ended with the last tick.

    `worn` says site, address and protocol of each sensor that was recorded, for the reports.
    """

    truth: Truth = "replay"
    stepped = True
    notice: str | None = None

    def __init__(self, ticks: Iterable[Sequence[Sample]], worn: Iterable[tuple[str, str, str]]) -> None:
        self._heard = {site: _Heard(address, protocol) for site, address, protocol in worn}
        self._ticks = iter(ticks)
        self._next = next(self._ticks, None)

    @property
    def sites(self) -> tuple[str, ...]:
        """Where the recorded sensors were worn."""
        return tuple(self._heard)

    @property
    def state(self) -> SourceState:
        """Live until the last recorded tick has been given."""
        return SourceState.ENDED if self._next is None else SourceState.LIVE

    def poll(self, now_s: float) -> Sequence[Sample]:  # noqa: ARG002  (a recording has its own times)
        """The samples of the next recorded tick, with the times they were recorded with."""
        samples = self._next
        if samples is None:
            return ()
        self._next = next(self._ticks, None)
        for sample in samples:
            if sample.site in self._heard:
                self._heard[sample.site].hear(sample.t_s)
        return samples

    def reports(self) -> Sequence[InputReport]:
        """What has been given so far; what was lost when it was recorded is not known here."""
        return [
            InputReport(site, heard.address, heard.protocol, heard.rate_hz, heard.samples)
            for site, heard in self._heard.items()
        ]

    def close(self) -> None:
        """Nothing more will come."""
        self._next = None
