"""What is wrong with a muscle's signal: an electrode off, its range's end, mains hum, no change, another form."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.motion.emg_calibration import EmgCalibration
from game.motion.motion import EmgFault
from input_devices import EmgForm, EmgKind

Window = NDArray[np.float64]


_WINDOW_S = {"raw": 1.0, "envelope": 1.5}
_EVERY_S = 0.25
_AGREE = 2
"""So many judgements in a row change what is said, but for what needs no second look."""
_AT_ONCE = (EmgFault.FLAT, EmgFault.RAIL)

# The numbers below are choices: wide of what recordings from skin show, and of what open electrodes give.
_RAIL_SHARE = 0.02
"""Of the samples, at a known end of the range; a comfortable effort stays clear of both."""
_RAIL_WITHIN = 0.005
"""So near, as a share of the range, is at its end."""
_TIED_SHARE = 0.08
"""Where the range is not known: of the samples, in a row at the highest or lowest value …"""
_TIED_STEPS = 64
"""… of a signal that spans so many of the converter's steps."""
_COARSE_STEPS = 4
"""A signal of so few steps is the converter's own flicker, at rest: nothing is read out of it."""
_MAINS_SHARE, _MAINS_STAYS = 0.5, 0.25
"""Of the power in the band: from here it is hum, and stays hum down to there."""
_MAINS_EFFORT_SHARE = 0.1
"""Hum below this share of the calibrated effort does no harm."""
_WANDER = 400.0
"""Power below the band, as a multiple of the power in it …"""
_WANDER_HUM = 0.5
"""… and as a multiple of it where that is hum: an open electrode picks up both."""
_HUGE_RANGE_SHARE = 0.5
_HUGE_EFFORTS = 4.0
"""No muscle is so many times as strong as in a comfortable strong effort."""
_FORM_STEPS = 32
_FORM_LEVELS = 16
"""Quarters of a second in which an envelope should have shown itself."""
_FORM_SLOW = 10.0
_FAST_HZ = 20.0
_FAST_SHARE = 0.7
_RIPPLE = 0.1
"""What is fast in an envelope stays below this share of how far it has risen."""
_LINES = 6
"""The strongest frequencies of a window, two lines of hum as wide as they are drawn …"""
_LINE_SHARE = 0.6
"""… hold so much of what is fast where it is hum, and a small part of it where it is a muscle."""
_ONE_SIDED = 4.0


class EmgQuality:
    """Judges one muscle's voltage sample by sample: the same samples give the same judgement, however they come."""

    def __init__(
        self,
        form: EmgForm,
        kind: EmgKind,
        rate_hz: float,
        band_hz: tuple[float, float],
        calibration: EmgCalibration | None,
    ) -> None:
        self.fault: EmgFault | None = None
        self._form, self._raw = form, kind == "raw"
        self._rate_hz, self._band_hz = rate_hz, band_hz
        self._calibration = calibration
        self._effort_mv = math.nan if calibration is None else calibration.effort_mv
        self._window = [0.0] * max(4, round(_WINDOW_S[kind] * rate_hz))
        self._every = max(1, round(_EVERY_S * rate_hz))
        self._count = 0
        self._least = self._most = math.nan
        self._levels: list[float] = []
        self._bands: list[float] = []
        self._slow = False
        self._doubts: list[EmgFault | None] = []

    def retune(self, rate_hz: float) -> None:
        """The rate has become known better."""
        self._rate_hz = rate_hz

    def step(self, voltage_mv: float) -> None:
        """The next sample, as it came."""
        window = self._window
        window[self._count % len(window)] = voltage_mv
        self._count += 1
        if self._count % self._every == 0:
            self._judge()

    def _judge(self) -> None:
        at = self._count % len(self._window)
        ordered = np.array(self._window[at:] + self._window[:at])
        self._levels = [*self._levels, float(ordered[-self._every :].mean())][-_FORM_LEVELS:]
        if self._count < len(self._window):
            return
        found = self._found(ordered)
        if found not in (None, EmgFault.LOOKS_LIKE_ENVELOPE):
            self._levels, self._bands = [], []  # they say nothing of the muscle
        self._least = float(np.fmin(self._least, ordered.min()))
        self._most = float(np.fmax(self._most, ordered.max()))
        self._doubts = [*self._doubts, found][-_AGREE:]
        sure = len(self._doubts) == _AGREE and len({doubt is None for doubt in self._doubts}) == 1
        if sure or found in _AT_ONCE:
            self.fault = found

    def _found(self, window: Window) -> EmgFault | None:
        span = float(np.ptp(window))
        if span == 0.0:
            return self._flat_fault(float(window[0]))
        power = _power(window)
        hz = np.arange(len(power)) * self._rate_hz / len(window)
        if self._raw and self._rises_slowly(power, hz):
            return EmgFault.LOOKS_LIKE_ENVELOPE
        steps_spanned = span / float(np.diff(np.unique(window)).min())
        if self._clipped(window, steps_spanned, fast=self._is_fast(power, hz)):
            return EmgFault.RAIL
        if steps_spanned <= _COARSE_STEPS:
            return None
        return self._raw_fault(power, hz) if self._raw else self._envelope_fault(window, power, hz, steps_spanned)

    def _flat_fault(self, voltage_mv: float) -> EmgFault | None:
        calibration = self._calibration
        if calibration is not None and calibration.rest_spread_mv == 0.0 and calibration.activity(voltage_mv) < 0.1:
            return None  # this sensor's own envelope stood still when the muscle was known to rest
        return EmgFault.RAIL if self._at_an_end(voltage_mv) else EmgFault.FLAT

    def _at_an_end(self, voltage_mv: float) -> bool:
        """Whether a voltage that does not change is the end of the range: as known, or as the signal has shown it."""
        if self._form.range_mv is not None:
            low, high = self._form.range_mv
            from_end_mv = min(voltage_mv - low, high - voltage_mv) if self._raw else high - voltage_mv
            return from_end_mv <= _RAIL_WITHIN * (high - low)
        return self._raw and self._most > self._least and (voltage_mv >= self._most or voltage_mv <= self._least)

    def _clipped(self, window: Window, steps_spanned: float, *, fast: bool) -> bool:
        range_mv = self._form.range_mv
        if range_mv is not None:
            near = _RAIL_WITHIN * (range_mv[1] - range_mv[0])
            top = float(np.mean(window >= range_mv[1] - near))
            # An envelope at rest may well be at the bottom.
            bottom = float(np.mean(window <= range_mv[0] + near)) if self._raw else 0.0
            return max(top, bottom) > _RAIL_SHARE
        if steps_spanned < _TIED_STEPS or (self._raw and not fast):
            return False  # a slow signal stays at one step for long
        tied = [(window[1:] == end) & (window[:-1] == end) for end in (window.max(), window.min())]
        return float(np.mean(tied[0])) > _TIED_SHARE or (self._raw and float(np.mean(tied[1])) > _TIED_SHARE)

    def _raw_fault(self, power: Window, hz: Window) -> EmgFault | None:
        in_band = self._in_band(hz)
        band = float(power[in_band].sum())
        wander = self._wander(power, hz)
        if wander > _WANDER * band:
            return EmgFault.OFF
        if math.sqrt(band) > _HUGE_EFFORTS * self._effort_mv:
            return EmgFault.OFF
        hum = max(float(power[in_band & _near_multiples(hz, mains_hz)].sum()) for mains_hz in (50.0, 60.0))
        share = _MAINS_STAYS if self.fault in (EmgFault.MAINS, EmgFault.OFF) else _MAINS_SHARE
        if hum <= share * band or math.sqrt(hum) < _MAINS_EFFORT_SHARE * self._effort_mv:
            return None
        if wander > _WANDER_HUM * band:
            return EmgFault.OFF
        range_mv, swing_mv = self._form.range_mv, 2.0 * math.sqrt(2.0 * hum)
        huge = range_mv is not None and swing_mv > _HUGE_RANGE_SHARE * (range_mv[1] - range_mv[0])
        return EmgFault.OFF if huge else EmgFault.MAINS

    def _wander(self, power: Window, hz: Window) -> float:
        """Power of what is too slow for a muscle and too fast for skin that settles."""
        return float(power[(hz >= 1.0) & (hz < self._band_hz[0] / 2.0)].sum())

    def _is_fast(self, power: Window, hz: Window) -> bool:
        return float(power[self._in_band(hz)].sum()) > self._wander(power, hz)

    def _in_band(self, hz: Window) -> NDArray[np.bool_]:
        low, high = self._band_hz
        inside: NDArray[np.bool_] = (hz >= low) & (hz <= high)
        if self._form.notch_hz is not None:
            inside &= np.abs(hz - self._form.notch_hz) > 2.0
        return inside

    def _envelope_fault(self, window: Window, power: Window, hz: Window, steps_spanned: float) -> EmgFault | None:
        calibration = self._calibration
        if calibration is not None and calibration.activity(float(np.median(window))) > _HUGE_EFFORTS:
            return EmgFault.OFF
        swing = float(np.ptp(window))
        if steps_spanned < _FORM_STEPS or swing < 0.3 * self._effort_mv:
            return None
        fast = power[hz >= _FAST_HZ]
        shown = float(power[hz >= 0.5].sum())
        lines = float(np.sort(fast)[-_LINES:].sum())
        if lines > _LINE_SHARE * float(fast.sum()):
            hum = lines > (_MAINS_STAYS if self.fault is EmgFault.MAINS else _MAINS_SHARE) * shown
            return EmgFault.MAINS if hum else None
        below = window.min() < -0.2 * np.abs(window).max()
        level = float(np.median(window)) - float(np.fmin(self._least, window.min()))
        swings = float(fast.sum()) > max(_FAST_SHARE * shown, (_RIPPLE * level) ** 2)
        return EmgFault.LOOKS_RAW if below or swings else None

    def _rises_slowly(self, power: Window, hz: Window) -> bool:
        """Whether the changes of the last seconds are slow and rise from one floor, as an envelope's do; once seen, it
        is so until a muscle is heard in the band."""
        levels = self._levels
        band = float(power[self._in_band(hz)].sum())
        self._bands = [*self._bands, band][-_FORM_LEVELS:]
        slow = float(np.var(levels))
        if len(levels) == _FORM_LEVELS and slow > _FORM_SLOW * sum(self._bands) / len(self._bands):
            middle = float(np.median(levels))
            up = [level > middle + 0.25 * (max(levels) - middle) for level in levels]
            comes_back = any(a and not b for a, b in pairwise(up))
            one_sided = max(levels) - middle > _ONE_SIDED * (middle - min(levels))
            self._slow = self._slow or (one_sided and comes_back)
        elif band > slow:
            self._slow = False
        return self._slow


def _power(window: Window) -> Window:
    """Mean-square of the window at each frequency (one-sided, Hann, straight drift taken out), mV²."""
    count = len(window)
    x = np.arange(count) - (count - 1) / 2.0
    flat = window - window.mean()
    flat = flat - x * (float(x @ flat) / float(x @ x))
    hann = np.hanning(count)
    power: Window = 2.0 * np.abs(np.fft.rfft(flat * hann)) ** 2 / (count * float(hann @ hann))
    return power


def _near_multiples(hz: Window, mains_hz: float) -> NDArray[np.bool_]:
    """Where a window's lines of the mains' frequency and its multiples lie, with a clock that is 1 % out."""
    order = np.maximum(1.0, np.round(hz / mains_hz))
    near: NDArray[np.bool_] = np.abs(hz - order * mains_hz) <= 1.5 + 0.01 * hz
    return near
