"""A muscle's voltage as it comes, to its envelope: band, notch, moving RMS; the same however the samples are cut."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

from game.motion.emg_calibration import EmgCalibration
from game.motion.emg_filter import Section, Sections, band_hz, bandpass, notch
from game.motion.emg_quality import EmgQuality
from game.motion.motion import EmgFault
from input_devices import EmgForm, EmgKind

RMS_S = 0.150
"""Window of the moving RMS of a raw signal: within the usual 100–250 ms, at its quick end."""
MEAN_S = 0.100
"""Window of the moving mean over a sensor's own envelope."""
SETTLE_S = 0.5
"""The first samples are held until they have told their rate."""
RAW_HZ_MIN = 200.0
"""Below it the band of a raw signal is lost; what nobody said anything about is taken as raw from here."""
_SETTLE_SAMPLES = 8
_GAP_S = 0.05
_GAP_SAMPLES = 4.5
_GAP_UNKNOWN_S = 0.25
_MARK_S, _MARKS = 1.0, 9
"""The rate is followed: once a second it is measured over the last eight seconds …"""
_FOLLOWED_S_MIN = 2.0
_RATE_OFF = 0.003
"""… and the filter tuned to it where it is out by more than this. Where samples come in bursts the first half second is
easily 4 % out, and a notch is only 3 % wide."""
_FILTER_S = 0.1
"""What the filter needs to forget how it began."""


class EmgStream:
    """One muscle's voltage to its envelope, sample by sample. After a gap it begins anew."""

    def __init__(self, form: EmgForm, calibration: EmgCalibration | None = None) -> None:
        """The calibration, where there is one, only helps to judge faults."""
        self._form, self._calibration = form, calibration
        self._last_s = math.nan
        self._held: list[tuple[float, float]] = []
        self._run: _Run | None = None
        self.envelope_mv = math.nan
        """The latest; nan until the signal has settled."""

    @property
    def fault(self) -> EmgFault | None:
        """What is wrong with the signal, as far as it shows yet."""
        run = self._run
        return None if run is None else run.fault

    @property
    def kind(self) -> EmgKind | None:
        """What the signal is taken as; None until its rate is known."""
        return None if self._run is None else self._run.kind

    @property
    def rate_hz(self) -> float:
        """Samples a second by their own times; nan until it is known."""
        return math.nan if self._run is None else self._run.rate_hz

    @property
    def delay_s(self) -> float:
        """How far the envelope's power lags behind the muscle's, on average; nan until the rate is known."""
        return math.nan if self._run is None else self._run.delay_s

    def feed(self, t_s: float, voltage_mv: float) -> Sequence[tuple[float, float]]:
        """The next sample; what it completes, as times and envelopes (mV, nan while settling), oldest first."""
        if t_s <= self._last_s:
            return ()
        run = self._run
        if t_s - self._last_s > (_GAP_UNKNOWN_S if run is None else run.gap_s):
            self._held, self._run, run = [], None, None
            self.envelope_mv = math.nan
        self._last_s = t_s
        if run is not None:
            self.envelope_mv = run.step(t_s, voltage_mv)
            return ((t_s, self.envelope_mv),)
        held = self._held
        held.append((t_s, voltage_mv))
        span_s = t_s - held[0][0]
        if span_s < SETTLE_S or len(held) < _SETTLE_SAMPLES:
            return ()
        run = self._run = _Run(self._form, (len(held) - 1) / span_s, self._calibration)
        self._held = []
        done = [(then_s, run.step(then_s, then_mv)) for then_s, then_mv in held]
        self.envelope_mv = done[-1][1]
        return done


class _Run:
    """A stretch of samples at one rate."""

    def __init__(self, form: EmgForm, rate_hz: float, calibration: EmgCalibration | None) -> None:
        raw = form.kind == "raw" or (form.kind is None and rate_hz >= RAW_HZ_MIN)
        self.kind: EmgKind = "raw" if raw else "envelope"
        self.rate_hz = rate_hz
        self.gap_s = max(_GAP_S, _GAP_SAMPLES / rate_hz)
        self._slow = raw and rate_hz < RAW_HZ_MIN
        self._filter = _filter(form, rate_hz) if raw and not self._slow else None
        self._form = form
        self._marks: deque[tuple[int, float]] = deque(maxlen=_MARKS)
        self._mark_every = max(1, round(_MARK_S * rate_hz))
        band = band_hz(rate_hz)
        self._quality = EmgQuality(form, self.kind, rate_hz, band, calibration)
        self._ring = [0.0] * max(1, round((RMS_S if raw else MEAN_S) * rate_hz))
        self._count = 0
        self._sum = 0.0
        self._warm = len(self._ring) + (round(_FILTER_S * rate_hz) if raw else 0)
        self.delay_s = (len(self._ring) - 1) / 2.0 / rate_hz
        if self._filter is not None:
            self.delay_s += _lag_s(form, rate_hz)

    @property
    def fault(self) -> EmgFault | None:
        return EmgFault.SLOW if self._slow else self._quality.fault

    def step(self, t_s: float, voltage_mv: float) -> float:
        self._quality.step(voltage_mv)
        if self._slow:
            return math.nan
        if self._count % self._mark_every == 0:
            self._follow(t_s)
        heard = voltage_mv
        if self._filter is not None:
            heard = self._filter.step(voltage_mv)
            heard *= heard
        ring = self._ring
        at = self._count % len(ring)
        self._sum += heard - ring[at]
        ring[at] = heard
        self._count += 1
        if at == 0:
            self._sum = math.fsum(ring)  # so that rounding never adds up
        if self._count < self._warm:
            return math.nan
        mean = self._sum / len(ring)
        return math.sqrt(max(0.0, mean)) if self._filter is not None else mean

    def _follow(self, t_s: float) -> None:
        """Measure the rate anew, and tune to it where it was not known well enough."""
        self._marks.append((self._count, t_s))
        first, first_s = self._marks[0]
        if t_s - first_s < _FOLLOWED_S_MIN:
            return
        rate_hz = (self._count - first) / (t_s - first_s)
        if abs(rate_hz / self.rate_hz - 1.0) > _RATE_OFF:
            self.rate_hz = rate_hz
            self._quality.retune(rate_hz)
            if self._filter is not None:
                self._filter.retune(_sections(self._form, rate_hz))


def _filter(form: EmgForm, rate_hz: float) -> Sections:
    return Sections(_sections(form, rate_hz))


def _sections(form: EmgForm, rate_hz: float) -> tuple[Section, ...]:
    low_hz, high_hz = band_hz(rate_hz)
    sections = bandpass(rate_hz, low_hz, high_hz)
    return sections if form.notch_hz is None else (*sections, notch(rate_hz, form.notch_hz))


def _lag_s(form: EmgForm, rate_hz: float) -> float:
    """The centre of the energy of the filter's answer to a single sample."""
    filter_ = _filter(form, rate_hz)
    filter_.step(0.0)
    answer = [filter_.step(float(k == 0)) ** 2 for k in range(round(0.25 * rate_hz))]
    return sum(k * energy for k, energy in enumerate(answer)) / sum(answer) / rate_hz


def envelope(times_s: Sequence[float], voltages_mv: Sequence[float], form: EmgForm) -> list[tuple[float, float]]:
    """A whole recording's envelope as play would have it: times and mV, nan while settling; causal, late by the
    stream's `delay_s`."""
    stream = EmgStream(form)
    return [done for t_s, mv in zip(times_s, voltages_mv, strict=True) for done in stream.feed(t_s, mv)]
