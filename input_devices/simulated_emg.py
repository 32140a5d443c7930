"""A simulated muscle: how hard it works in, the voltage that electrodes over it would give out; faults on demand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from input_devices.emg_form import EmgKind
from input_devices.sample import PLACES, Sample

EmgTrouble = Literal["mains", "off", "rail", "flat"]
"""What can be wrong: hum; an electrode that fell off; the converter at its end; nothing changes."""

_DRAWS = 1 << 14
_LOW_HZ, _HIGH_HZ = 60.0, 120.0
"""Where the spectrum of a muscle rises and falls (shape by Shwedyk et al. 1977)."""
_OFF_SIZE, _OFF_ENVELOPE = 4.0, 8.0
"""How much larger than a strong effort is what an open input picks up, and the envelope of it."""
_WANDER_HZ = (0.7, 1.9, 3.1)


@dataclass(frozen=True, slots=True)
class MuscleParams:
    """What a simulated muscle, its electrodes and their converter are like."""

    kind: EmgKind = "raw"
    rate_hz: float = 1000.0
    rest_mv: float = 0.006
    """RMS of a raw signal at rest; of an envelope its level."""
    strong_mv: float = 0.3
    """The same in a strong effort, activation 1."""
    hum_mv: float = 0.0
    """Amplitude of the mains that are always there."""
    mains_hz: float = 50.0
    range_mv: tuple[float, float] = (-5.0, 5.0)
    steps: int = 1 << 16
    """Of the converter over its range."""


class SimulatedMuscle:
    """One muscle. Its draws depend on the seed and its place only."""

    def __init__(self, place: str, params: MuscleParams, seed: int = 0) -> None:
        self.place, self.params = place, params
        self.activation = 0.0
        """How hard it works, 0–1."""
        self.trouble: EmgTrouble | None = None
        self.emitted = 0
        self._noise = _muscle_noise(params.rate_hz, np.random.default_rng((seed, PLACES.index(place))))
        self._last_mv = 0.0

    def sample(self) -> Sample:
        """The next reading."""
        self.emitted += 1
        t_s = self.emitted / self.params.rate_hz
        low, high = self.params.range_mv
        step_mv = (high - low) / self.params.steps
        counted = math.floor((self._voltage_mv(t_s) - low) / step_mv)
        self._last_mv = low + step_mv * min(self.params.steps - 1, max(0, counted))
        return Sample(self.place, t_s, None, None, None, self._last_mv)

    def _voltage_mv(self, t_s: float) -> float:
        params = self.params
        mains = math.sin(2.0 * math.pi * params.mains_hz * t_s) + 0.3 * math.sin(6.0 * math.pi * params.mains_hz * t_s)
        if self.trouble == "rail":
            return params.range_mv[1]
        if self.trouble == "flat":
            return self._last_mv
        if self.trouble == "off" and params.kind == "envelope":
            return _OFF_ENVELOPE * params.strong_mv * (1.0 + 0.1 * mains)
        if self.trouble == "off":
            wander = sum(math.sin(2.0 * math.pi * hz * t_s + k) for k, hz in enumerate(_WANDER_HZ))
            return _OFF_SIZE * params.strong_mv * (mains + wander)
        noise = self._noise[self.emitted % _DRAWS]
        hum_mv = params.strong_mv if self.trouble == "mains" else params.hum_mv
        if params.kind == "envelope":
            level_mv = params.rest_mv + self.activation * (params.strong_mv - params.rest_mv)
            return level_mv * (1.0 + 0.02 * noise) + abs(hum_mv * mains)
        strength_mv = math.hypot(params.rest_mv, self.activation * params.strong_mv)
        return strength_mv * noise + hum_mv * mains


def _muscle_noise(rate_hz: float, rng: np.random.Generator) -> list[float]:
    """Noise with the spectrum of a muscle, RMS 1, that goes round without a seam."""
    hz = np.fft.rfftfreq(_DRAWS, 1.0 / rate_hz)
    shape = _HIGH_HZ**2 * hz / (np.sqrt(hz**2 + _LOW_HZ**2) * (hz**2 + _HIGH_HZ**2))
    noise = np.fft.irfft(shape * np.fft.rfft(rng.standard_normal(_DRAWS)), _DRAWS)
    rows: list[float] = (noise / noise.std()).tolist()
    return rows
