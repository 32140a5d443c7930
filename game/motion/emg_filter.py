"""The band in which a muscle is heard: Butterworth sections designed and run sample by sample, without SciPy's wait."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from typing import TypeAlias

LOW_HZ, HIGH_HZ = 20.0, 450.0
"""The band for surface EMG at 1000 samples a second (SENIAM: 10–20 to about 500 Hz)."""
HIGH_SHARE = 0.45
"""A slower sensor is heard up to this share of its rate."""
ORDER = 4
"""Of either edge of the band; even."""
NOTCH_Q = 30.0

Section: TypeAlias = tuple[float, float, float, float, float]
"""One second-order section: b0, b1, b2, a1, a2, with a0 = 1."""


def band_hz(rate_hz: float) -> tuple[float, float]:
    """The band's edges for a raw signal of this rate, live and in scoring alike."""
    return LOW_HZ, min(HIGH_HZ, HIGH_SHARE * rate_hz)


def bandpass(rate_hz: float, low_hz: float, high_hz: float) -> tuple[Section, ...]:
    """The sections of a Butterworth band-pass, the same filter as SciPy's `butter(ORDER, …, "bandpass")`.

    The edges are at −3 dB, and 0 < low < high < rate / 2.
    """
    if not 0.0 < low_hz < high_hz < rate_hz / 2.0:
        raise ValueError(f"no band from {low_hz} to {high_hz} Hz at {rate_hz} samples a second")
    twice = 2.0 * rate_hz
    low, high = (twice * math.tan(math.pi * edge / rate_hz) for edge in (low_hz, high_hz))
    poles = []
    for k in range(ORDER):
        half = (high - low) / 2.0 * cmath.exp(1j * math.pi * (2 * k + 1 + ORDER) / (2 * ORDER))
        root = cmath.sqrt(half * half - low * high)
        poles += [(twice + pole) / (twice - pole) for pole in (half + root, half - root)]
    middle = cmath.exp(2j * math.atan(math.sqrt(low * high) / twice))
    # The order is even, so that every pole has its mirror image.
    return tuple(_of_unit_gain(-2.0 * pole.real, abs(pole) ** 2, middle) for pole in poles if pole.imag > 0.0)


def _of_unit_gain(a1: float, a2: float, middle: complex) -> Section:
    """The section with zeros at 0 Hz and at half the rate that neither raises nor lowers the band's middle."""
    back = 1.0 / middle
    gain = abs((1.0 + a1 * back + a2 * back * back) / (1.0 - back * back))
    return (gain, 0.0, -gain, a1, a2)


def notch(rate_hz: float, at_hz: float) -> Section:
    """A narrow gap at one frequency, the same as SciPy's `iirnotch` with Q 30."""
    angle = 2.0 * math.pi * at_hz / rate_hz
    gain = 1.0 / (1.0 + math.tan(angle / NOTCH_Q / 2.0))
    edge = -2.0 * math.cos(angle)
    return (gain, gain * edge, gain, gain * edge, 2.0 * gain - 1.0)


class Sections:
    """Sections one after the other, with their state; starts as if the first sample had been there for ever.

    Every section lets no steady voltage through but the notch, so a converter's offset costs no start-up.
    """

    __slots__ = ("_first", "_rows")

    def __init__(self, sections: Sequence[Section]) -> None:
        self._rows = [[*section, 0.0, 0.0] for section in sections]
        self._first: float | None = None

    def retune(self, sections: Sequence[Section]) -> None:
        """Go on with as many other sections that differ little, without beginning anew."""
        for row, section in zip(self._rows, sections, strict=True):
            row[:5] = section

    def step(self, sample: float) -> float:
        """The next sample out."""
        first = self._first
        if first is None:
            first = self._first = sample
        x = sample - first
        for row in self._rows:
            b0, b1, b2, a1, a2, s1, s2 = row
            y = b0 * x + s1
            row[5] = b1 * x - a1 * y + s2
            row[6] = b2 * x - a2 * y
            x = y
        return x
