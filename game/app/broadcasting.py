"""Broadcasting: what the game sees, sent to one network while it is played: samples, motion and what happened."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from game.exercises.events import (
    Answered,
    DifficultyChanged,
    Event,
    PainReported,
    RoundEnded,
    UnwellReported,
    as_row,
)
from game.loop import TICKS_A_SECOND
from game.round import RoundView
from game.sessions.header import SessionHeader
from input_devices import MUSCLES, Broadcast, Channel, Sample, SentStream

MOTION, EVENTS = "moveagain motion", "moveagain events"
_SAMPLE = (
    *(Channel(f"acc_{axis}", f"Acceleration{axis.upper()}", "m/s2") for axis in "xyz"),
    *(Channel(f"gyro_{axis}", f"AngularVelocity{axis.upper()}", "rad/s") for axis in "xyz"),
    *(Channel(f"quat_{axis}", f"Orientation{axis.upper()}", "quaternion") for axis in "wxyz"),
)
_EMG = (Channel("emg", "EMG", "mV"),)
_MOTION = (
    Channel("angle", "Angle", "deg"),
    Channel("angle_speed", "AngularVelocity", "deg/s"),
    Channel("lean_forward", "Angle", "deg"),
    Channel("lean_right", "Angle", "deg"),
)
_UNKNOWN_3, _UNKNOWN_4 = (math.nan,) * 3, (math.nan,) * 4


_PRIVATE = (Answered, PainReported, UnwellReported)


def stream_of(site: str) -> str:
    """What the stream of one worn sensor is called."""
    return f"moveagain {site}"


class Broadcasting:
    """Sends what a Round is played with. Neither who plays nor how they feel is sent."""

    def __init__(self, interface: str, header: SessionHeader, *, stepped: bool) -> None:
        """`stepped`: samples carry the Round's own time. Raises UnavailableError, and nothing is sent then."""
        setup = header.setup
        streams = [
            SentStream(stream_of(site), "EMG" if site in MUSCLES else "MoCap", _EMG if site in MUSCLES else _SAMPLE)
            for site in setup.worn
        ]
        streams.append(SentStream(MOTION, "MoCap", _MOTION, TICKS_A_SECOND))
        streams.append(SentStream(EVENTS, "Markers", (Channel("event", "Marker"),), is_text=True))
        about = {"level": header.level, "side": setup.side, "truth": header.truth}
        self._broadcast = Broadcast(interface, f"moveagain-{header.session}", streams, about)
        self._stepped = stepped
        self._ahead_s = math.nan

    @property
    def interface(self) -> str:
        """The network that it goes to."""
        return self._broadcast.interface

    def tell(self, samples: Sequence[Sample], view: RoundView, events: Sequence[Event], now_s: float) -> None:
        """What came in at this tick, and what came of it. `now_s` is the time of the clock that samples carry."""
        clock_s = self._broadcast.clock_s
        if math.isnan(self._ahead_s) and (samples or not self._stepped):
            self._ahead_s = clock_s - (samples[-1].t_s if self._stepped else now_s)
        for sample in samples:
            self._broadcast.send(stream_of(sample.site), _values(sample), sample.t_s + self._ahead_s)
        motion = (view.angle_deg, view.speed_deg_s, view.lean_forward_deg, view.lean_right_deg)
        self._broadcast.send(MOTION, motion, clock_s)
        for event in events:
            if not isinstance(event, _PRIVATE):
                self._broadcast.say(EVENTS, json.dumps(_public(event), allow_nan=False), clock_s)

    def close(self) -> None:
        """Send nothing more."""
        self._broadcast.close()


def _public(event: Event) -> dict[str, Any]:
    """An event without what tells how the person feels: why it became easier, or why play was stopped."""
    row = as_row(event)
    if isinstance(event, DifficultyChanged):
        del row["reason"]
    elif isinstance(event, RoundEnded) and event.ended.startswith("stopped"):
        row["ended"] = "stopped"
    return row


def _values(sample: Sample) -> Sequence[float]:
    """As its stream's channels stand; what was not measured is nan."""
    if sample.site in MUSCLES:
        return (math.nan if sample.emg_mv is None else sample.emg_mv,)
    return (
        *(sample.acceleration_m_s2 or _UNKNOWN_3),
        *(sample.rate_rad_s or _UNKNOWN_3),
        *(sample.orientation or _UNKNOWN_4),
    )
