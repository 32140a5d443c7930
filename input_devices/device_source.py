"""DeviceSource: every real sensor as a Source: one line, and the sensors on it that are worn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from input_devices.line import Line
from input_devices.sample import Sample, Truth
from input_devices.source import InputReport, SourceState
from input_devices.worn_sensor import Wearing, WornSensor

if TYPE_CHECKING:
    from input_devices.electrodes import PowerWatch

_WORST_FIRST = (
    SourceState.ENDED,
    SourceState.LOST,
    SourceState.QUIET,
    SourceState.OPENING,
    SourceState.LIVE,
)


class DeviceSource:
    """The worn sensors of one line. Samples are pulled by `poll`; the line opens, is lost and comes back by itself."""

    truth: Truth = "sensor"
    stepped = False

    def __init__(self, line: Line, wearings: Sequence[Wearing], watch: PowerWatch | None = None) -> None:
        """`watch` where electrodes are among them that only the computer's battery keeps apart from the mains."""
        if not wearings:
            raise ValueError("a source needs at least one worn sensor")
        self.sites: tuple[str, ...] = tuple(wearing.site for wearing in wearings)
        self._line = line
        self._worn = [WornSensor(wearing, line) for wearing in wearings]
        self._watch = watch
        self._closed = False

    @property
    def state(self) -> SourceState:
        return min((worn.state for worn in self._worn), key=_WORST_FIRST.index)

    @property
    def notice(self) -> str | None:
        return next((worn.notice for worn in self._worn if worn.notice is not None), None)

    def poll(self, now_s: float) -> Sequence[Sample]:
        if self._closed:
            return ()
        if self._watch is not None:
            refusal = self._watch.refusal(now_s)
            for worn in self._worn:
                worn.refused = refusal if worn.isolation == "battery" else None
        heard = self._line.hear(now_s)
        batches = heard.batches if heard is not None and heard.batches else ((now_s, ()),)
        samples: list[Sample] = []
        for arrived_s, readings in batches:
            for worn in self._worn:
                samples += worn.take(readings, arrived_s)
        for worn in self._worn:
            worn.say(now_s, heard=heard is not None, anything=heard is not None and heard.anything)
        return samples

    def reports(self) -> Sequence[InputReport]:
        return [worn.report() for worn in self._worn]

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            for worn in self._worn:
                worn.end()
            if self._watch is not None:
                self._watch.close()
            self._line.close()
