"""Which Lab Streaming Layer streams are sent in one network, and what can be worn of them, for a list of them."""

from __future__ import annotations

import math
from urllib.parse import quote

from input_devices.errors import UnavailableError
from input_devices.lsl_library import INSTALL, is_installed
from input_devices.lsl_line import LslLine, Wish
from input_devices.lsl_streams import Stream, StreamFinder
from input_devices.sender_survey import SenderFinding
from input_devices.tally import Tally, by_sensor

ENOUGH_S = 3.0
"""By then every stream has answered, and has been listened to for long enough to tell its rate."""
VAIN_S = 6.0
_STREAMS_MAX = 16


class _HeardStream:
    """One stream, listened to."""

    def __init__(self, interface: str, stream: Stream) -> None:
        self.stream = stream
        self.line = LslLine(StreamFinder(interface), Wish(stream.facts.name, stream.facts.source_id))
        self.sensors: dict[str, Tally] = {}

    def poll(self, now_s: float) -> None:
        heard = self.line.hear(now_s)
        for arrived_s, readings in heard.batches if heard is not None else ():
            for name, own in by_sensor(readings).items():
                self.sensors.setdefault(name or "", Tally()).take(own, arrived_s)

    @property
    def settled(self) -> bool:
        rated = bool(self.sensors) and all(sensor.clock.rate_hz > 0 for sensor in self.sensors.values())
        return rated or self.line.trouble is not None

    def findings(self, interface: str) -> list[SenderFinding]:
        facts = self.stream.facts
        address = f"lsl:{quote(facts.name)}?interface={interface}"
        if facts.source_id:
            address += f"&source={quote(facts.source_id)}"
        notice = self.line.trouble and f"the stream {facts.name} {self.line.trouble}"
        known = self.sensors or {"": Tally()}
        return [
            SenderFinding(
                f"{address}&sensor={quote(sensor)}" if sensor else address,
                f"{facts.name}, {sensor}" if sensor else facts.name,
                self.stream.host,
                facts.type,
                self.line.protocol,
                heard.clock.rate_hz,
                heard.samples,
                heard.clock.lost,
                self.line.bad_frames,
                notice=notice or (None if heard.samples else f"the stream {facts.name} sends nothing"),
            )
            for sensor, heard in sorted(known.items())
        ]


class StreamSurvey:
    """Listens to every stream of one network, `192.168.1.20`. `poll` never blocks.

    Raises UnavailableError where the library is not installed.
    """

    def __init__(self, interface: str) -> None:
        if not is_installed():
            raise UnavailableError(INSTALL)
        self._interface = interface
        self._finder = StreamFinder(interface)
        self._heard: dict[tuple[str, str], _HeardStream] = {}
        self._began_s = math.nan

    def poll(self, now_s: float) -> None:
        """Ask, and take what has come."""
        if math.isnan(self._began_s):
            self._began_s = now_s
        for stream in self._finder.look(now_s):
            if stream.key not in self._heard and len(self._heard) < _STREAMS_MAX:
                self._heard[stream.key] = _HeardStream(self._interface, stream)
        for heard in self._heard.values():
            heard.poll(now_s)

    def settled(self, now_s: float) -> bool:
        """Whether listening on would tell no more."""
        listened_s = now_s - self._began_s
        enough = listened_s >= ENOUGH_S and all(heard.settled for heard in self._heard.values())
        return enough or listened_s >= VAIN_S or self._finder.trouble is not None

    def findings(self) -> list[SenderFinding]:
        """What has been heard by now, each sensor by its name."""
        each = [finding for heard in self._heard.values() for finding in heard.findings(self._interface)]
        return sorted(each, key=lambda finding: (finding.name, finding.host))

    def close(self) -> None:
        """Let go of the network."""
        self._finder.close()
        for heard in self._heard.values():
            heard.line.close()
