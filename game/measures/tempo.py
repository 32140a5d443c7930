"""Tempo of one repetition: how long up, held and down, how far from what was asked, and how the speed was spread."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import Signal, signal, unsound
from game.measures.value import Value

SHARE = 0.05
"""A phase lasts while the speed is above this share of the repetition's peak. It shortens phases by 12–16 %, which a
comparison with a prescription must allow for (±25 %)."""
PHASES = ("concentric_s", "hold_s", "eccentric_s")
UNITS = {
    **dict.fromkeys(PHASES, "s"),
    "time_to_peak_percent": "%",
    "peak_speed_deg_s": "deg/s",
    "mean_speed_deg_s": "deg/s",
}
Asked = tuple[float, float, float]
"""How long up, held and down, s."""


def tempo(
    angle_deg: ArrayLike, rate_hz: float, threshold_deg_s: float | None = None, *, asked_s: Asked | None = None
) -> Mapping[str, Value]:
    """The phases of one repetition that goes up and comes back, from the angle's own rate (filter it first).

    Concentric is up, eccentric is down, hold the gap between. Slow rehabilitation tempo is better cut at an absolute
    `threshold_deg_s` (2 deg/s) than at the share of the peak. `time_to_peak_percent` says when within the way up the
    speed was highest; `mean_speed_deg_s` is that of the way up. Where a tempo was asked for, `concentric_error_s` and
    so on say by how much each phase was longer.
    """
    angle = signal(angle_deg)
    reason = unsound(angle, least=3, rate_hz=rate_hz)
    found = _missing(reason) if reason else _measured(angle, rate_hz, threshold_deg_s)
    return found if asked_s is None else {**found, **_errors(found, asked_s)}


def _measured(angle: Signal, rate_hz: float, threshold_deg_s: float | None) -> dict[str, Value]:
    speed = np.gradient(angle) * rate_hz
    threshold = SHARE * float(np.abs(speed).max()) if threshold_deg_s is None else threshold_deg_s
    rising = np.flatnonzero(speed > threshold)
    if rising.size < 2:
        return _missing("no movement upward")
    first, last = int(rising[0]), int(rising[-1])
    fastest = int(np.argmax(speed))
    up_s = (last - first) / rate_hz
    falling = np.flatnonzero(speed < -threshold)
    falling = falling[falling > last]
    down = falling.size >= 2
    no_way_back = "no movement back after the way up"
    return {
        "concentric_s": Value(up_s, "s"),
        "hold_s": Value((int(falling[0]) - last) / rate_hz, "s") if down else Value.missing("s", no_way_back),
        "eccentric_s": Value(int(falling[-1] - falling[0]) / rate_hz, "s") if down else Value.missing("s", no_way_back),
        "time_to_peak_percent": Value(100.0 * (fastest - first) / (last - first), "%"),
        "peak_speed_deg_s": Value(float(speed[fastest]), "deg/s"),
        "mean_speed_deg_s": Value(float(angle[last] - angle[first]) / up_s, "deg/s"),
    }


def _errors(found: Mapping[str, Value], asked_s: Asked) -> dict[str, Value]:
    errors = {}
    for name, asked in zip(PHASES, asked_s, strict=True):
        phase = found[name]
        errors[name.replace("_s", "_error_s")] = Value(phase.value - asked, "s") if phase.valid else phase
    return errors


def _missing(reason: str) -> dict[str, Value]:
    return {name: Value.missing(unit, reason) for name, unit in UNITS.items()}


class TempoStream:
    """Tempo of a repetition that is still going on, from one piece after another; the same numbers as `tempo` of all of
    them at once.

    The threshold is a share of the highest speed, which may be still to come, so that the angles are kept.
    """

    __slots__ = ("_angles", "_asked_s", "_rate_hz", "_threshold_deg_s")

    def __init__(self, rate_hz: float, threshold_deg_s: float | None = None, *, asked_s: Asked | None = None) -> None:
        self._rate_hz, self._threshold_deg_s, self._asked_s = rate_hz, threshold_deg_s, asked_s
        self._angles: list[float] = []

    def feed(self, angle_deg: ArrayLike) -> None:
        """The next sample, or the next few."""
        self._angles.extend(signal(angle_deg).tolist())

    def measures(self) -> Mapping[str, Value]:
        """Of the repetition so far."""
        return tempo(self._angles, self._rate_hz, self._threshold_deg_s, asked_s=self._asked_s)

    def begin(self) -> None:
        """The next repetition starts here."""
        self._angles.clear()
