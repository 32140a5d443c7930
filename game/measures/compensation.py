"""Compensation: how long and how far the trunk, or another part, helped a movement that it should not help."""

from __future__ import annotations

import math
from collections.abc import Mapping

from numpy.typing import ArrayLike

from game.measures.soundness import signal, unknown, unsound
from game.measures.value import Value

MOMENT_S = 0.25
"""A shorter lean is not counted."""
K_SD = 3.0
FLOOR_DEG = 5.0
"""No limit is set lower than this for a trunk; for a hike of the shoulder it is a tenth of the arm's elevation."""
WITHOUT_BASELINE_DEG = 10.0
"""The limit where no approved repetitions are known: a choice, not evidence."""
UNITS = {
    "over_fraction": "",
    "threshold_deg": "deg",
    "peak_excess_deg": "deg",
    "event": "",
    "events": "",
    "events_per_repetition": "",
}


class CompensationStream:
    """Counts, from one piece after another, how long a lean is beyond a limit; the same numbers as `compensation`.

    A lean that is not known (nan) is not beyond it, and breaks off what was in progress.
    """

    __slots__ = (
        "_enough",
        "_in_a_row",
        "_usual_deg",
        "events",
        "over",
        "peak_deg",
        "samples",
        "threshold_deg",
        "unknown",
    )

    def __init__(
        self, threshold_deg: float, rate_hz: float, *, usual_deg: float = 0.0, duration_s_min: float = MOMENT_S
    ) -> None:
        self.threshold_deg = threshold_deg
        self._usual_deg = usual_deg
        # A hair less than a whole sample, because 0.25 s times a rate is not always the whole number that it should be.
        self._enough = max(1, math.ceil(duration_s_min * rate_hz - 1e-6))
        self._in_a_row = 0
        self.samples = self.unknown = self.over = self.events = 0
        self.peak_deg = -math.inf

    @property
    def lasting(self) -> bool:
        """Beyond the limit at this sample, for longer than a moment."""
        return self._in_a_row >= self._enough

    def feed(self, lean_deg: ArrayLike) -> bool:
        """The next sample, or the next few; True when at one of them a lean has lasted for longer than a moment."""
        before = self.events
        for sample_deg in signal(lean_deg).tolist():
            self.take(sample_deg)
        return self.events > before

    def take(self, lean_deg: float) -> bool:
        """The next sample; `lasting` at it."""
        self.samples += 1
        self.unknown += not math.isfinite(lean_deg)
        if lean_deg > self.peak_deg:
            self.peak_deg = lean_deg
        if not lean_deg > self.threshold_deg:
            self._in_a_row = 0
            return False
        self.over += 1
        self._in_a_row += 1
        self.events += self._in_a_row == self._enough
        return self._in_a_row >= self._enough

    def measures(self, repetitions: int | None = None) -> Mapping[str, Value]:
        """What was counted so far, as `compensation` gives it."""
        if not self.samples:
            return _missing("no samples")
        if self.unknown:
            return _missing("the signal is not known throughout")
        per_repetition = Value.missing("", "no repetitions to share the events among")
        if repetitions:
            per_repetition = Value(self.events / repetitions, "")
        return {
            "over_fraction": Value(self.over / self.samples, ""),
            "threshold_deg": Value(self.threshold_deg, "deg"),
            "peak_excess_deg": Value(self.peak_deg - self._usual_deg, "deg"),
            "event": Value(float(self.events > 0), ""),
            "events": Value(float(self.events), ""),
            "events_per_repetition": per_repetition,
        }


def compensation(
    trunk_lean_deg: ArrayLike,
    rate_hz: float,
    *,
    baseline_samples: int = 0,
    baseline_deg: ArrayLike = (),
    threshold_deg: float | None = None,
    k_sd: float = K_SD,
    floor_deg: float = FLOOR_DEG,
    duration_s_min: float = MOMENT_S,
    repetitions: int | None = None,
) -> Mapping[str, Value]:
    """`over_fraction`, the share of samples beyond the limit; the limit `threshold_deg`; `peak_excess_deg`, the most
    lean above the usual one; whether it lasted for a moment (`event`, 1 or 0), and how often (`events`).

    The limit is `threshold_deg` where given, else mean + 3 SD of approved repetitions and `floor_deg` at least. These
    are `baseline_deg`, 10–20 s at any rate, or the first `baseline_samples` of the signal, which are then not judged.
    Without either the limit is 10 deg, and the usual lean that of the neutral pose, 0. No degree of lean is accepted
    by all as too much: the rule is this project's own. Only what leans in the positive direction is judged.
    """
    lean, usual = signal(trunk_lean_deg), signal(baseline_deg)
    if baseline_samples:
        usual, lean = lean[:baseline_samples], lean[baseline_samples:]
    if reason := unsound(lean, rate_hz=rate_hz) or unknown(usual):
        return _missing(reason)
    mean_deg = float(usual.mean()) if usual.size else 0.0
    if threshold_deg is None:
        threshold_deg = max(mean_deg + k_sd * float(usual.std()), floor_deg) if usual.size else WITHOUT_BASELINE_DEG
    if not math.isfinite(threshold_deg):
        return _missing("the limit is not known")
    stream = CompensationStream(threshold_deg, rate_hz, usual_deg=mean_deg, duration_s_min=duration_s_min)
    stream.feed(lean)
    return stream.measures(repetitions)


def _missing(reason: str) -> Mapping[str, Value]:
    return {name: Value.missing(unit, reason) for name, unit in UNITS.items()}
