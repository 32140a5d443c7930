"""EmgCalibrating: rest, then a few comfortable strong efforts, each judged; the calibration, or why there is none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from game.motion.emg_calibration import EmgCalibration, EmgReference, MuscleSetup, refuse_reference
from game.motion.motion import EmgFault, MuscleSignal
from game.motion.muscle import SETTLING, Muscle
from input_devices import EmgForm, Sample, in_words

EFFORT_S_MAX = 5.0
"""Longer than this no effort is asked for."""
MAXIMUM_REST_S = 60.0
"""Between maximal efforts."""


@dataclass(frozen=True, slots=True)
class CalibratingParams:
    """How long and how often. The times are choices inside the rule of five seconds with equal relaxation."""

    reference: EmgReference = "comfortable"
    maximum_allowed: bool = False
    """Said by a prescription."""
    clean_s: float = 1.0
    """A signal without a fault for so long is begun with."""
    ease_s: float = 1.0
    """Before rest is measured: time to let go."""
    rest_s: float = 5.0
    effort_s: float = 4.0
    relax_s: float = 4.0
    efforts: int = 3
    attempts: int = 6
    """No more efforts than this are asked for, nor rests than half of it."""
    silent_s: float = 0.75

    def __post_init__(self) -> None:
        refusal = refuse_reference(self.reference, maximum_allowed=self.maximum_allowed)
        if refusal is not None:
            raise ValueError(refusal)
        least_s = MAXIMUM_REST_S if self.reference == "maximum" else self.effort_s
        if not 0.5 < self.effort_s <= EFFORT_S_MAX or self.relax_s < least_s:
            raise ValueError("an effort lasts at most five seconds, and is followed by at least as long a relaxation")


class Step(StrEnum):
    """What is asked of the person now."""

    SIGNAL = "signal"
    """Nothing: the signal has to be clean first."""
    REST = "rest"
    EFFORT = "effort"
    RELAX = "relax"
    DONE = "done"
    REFUSED = "refused"


# What makes a good calibration. These are choices, after the usual demand of four times the noise for an onset.
_ABOVE_REST = 3.0
_ABOVE_SPREAD = 6.0
_SENSOR_ABOVE_REST = 0.2
"""A sensor's own envelope may sit on an offset, so that only its spread tells how quiet it was."""
_ALIKE = 2.5
_RESTLESS_NOISE, _RESTLESS_SHARE = 6.0, 0.7
"""How far the envelope may rise at rest, beside how far it falls, and beside itself."""
_PEAK_S = 0.5
"""An effort counts by its strongest half second, as in maximal efforts (mean of 500 ms)."""
_FLICKER_SHARE = 0.005
"""Of the converter's range: less is no movement of a muscle."""


class EmgCalibrating:
    """Leads through one muscle's calibration. Pure: fed by ticks, the same samples give the same calibration."""

    def __init__(self, muscle: str, form: EmgForm, made: str, params: CalibratingParams | None = None) -> None:
        """`made` is the date that the calibration will bear."""
        self.step = Step.SIGNAL
        self.efforts_done = 0
        self.reason: str | None = None
        """Why the last attempt did not count, or what is wrong with the signal."""
        self.calibration: EmgCalibration | None = None
        """There when it is done."""
        self.signal = MuscleSignal(math.nan, math.nan, SETTLING)
        self._muscle = Muscle(muscle, MuscleSetup(form))
        self._place, self._form, self._made = muscle, form, made
        self._params = params or CalibratingParams()
        self._next = Step.REST
        self._elapsed_s = self._silent_s = 0.0
        self._rests = self._attempts = 0
        self._seen: list[tuple[float, float]] = []
        self._rest = _Rest(math.nan, math.nan)
        self._peaks_mv: list[float] = []

    @property
    def left_s(self) -> float:
        """How long the step still lasts."""
        return max(0.0, self._lasts_s() - self._elapsed_s)

    @property
    def efforts(self) -> int:
        """How many efforts are asked for."""
        return self._params.efforts

    @property
    def share(self) -> float:
        """How strong the muscle is beside the efforts so far, 0–1 and more; nan before the first."""
        if not self._peaks_mv:
            return math.nan
        return (self.signal.envelope_mv - self._rest.level_mv) / (max(self._peaks_mv) - self._rest.level_mv)

    @property
    def words(self) -> str:
        """What the person is asked for."""
        muscle = in_words(self._place)
        strongly = "as strongly as you can" if self._params.reference == "maximum" else "as strongly as is comfortable"
        return {
            Step.SIGNAL: "Wait a moment: the signal has to be clean first.",
            Step.REST: f"Let your {muscle} rest. Lie or lean it on something, and breathe quietly.",
            Step.EFFORT: f"Tense your {muscle} {strongly}, and breathe out.",
            Step.RELAX: "Let go, and breathe.",
            Step.DONE: "Done.",
            Step.REFUSED: "This did not give a calibration.",
        }[self.step]

    def tick(self, samples: Sequence[Sample], dt_s: float) -> None:
        """Time passes; samples of other places are passed over."""
        mine = [sample for sample in samples if sample.site == self._place]
        for sample in mine:
            self._muscle.feed(sample)
        self.signal = self._muscle.signal()
        self._silent_s = 0.0 if mine else self._silent_s + dt_s
        if self.step in (Step.DONE, Step.REFUSED):
            return
        self._elapsed_s += dt_s
        trouble = self._trouble()
        if trouble is not None:
            self._interrupt(trouble)
            return
        self._seen.append((self._elapsed_s, self.signal.envelope_mv))
        if self._elapsed_s >= self._lasts_s():
            self._end_step()

    def _lasts_s(self) -> float:
        params = self._params
        return {
            Step.SIGNAL: params.clean_s,
            Step.REST: params.ease_s + params.rest_s,
            Step.EFFORT: params.effort_s,
            Step.RELAX: params.relax_s,
        }.get(self.step, 0.0)

    def _trouble(self) -> str | None:
        if self._silent_s > self._params.silent_s:
            return f"nothing comes from the {in_words(self._place)}; check its cable, and that the sensor is on"
        # A sensor's own envelope may well stand still; whether it moves at all, the efforts show.
        still = self.signal.fault is EmgFault.FLAT and self._muscle.stream.kind == "envelope"
        if self.signal.fault is not None and not still:
            return self.signal.reason
        return SETTLING if math.isnan(self.signal.envelope_mv) else None

    def _interrupt(self, trouble: str) -> None:
        """The signal is not clean: wait until it is, and then ask for the same once more."""
        if self.step is Step.REST:
            self._next, self._rests = Step.REST, self._rests + 1
        elif self.step in (Step.EFFORT, Step.RELAX):
            self._next, self._attempts = Step.RELAX, self._attempts + (self.step is Step.EFFORT)
        self.reason = trouble if trouble != SETTLING else self.reason
        self._go(Step.REFUSED if self._given_up() else Step.SIGNAL)

    def _go(self, step: Step) -> None:
        self.step, self._elapsed_s, self._seen = step, 0.0, []

    def _given_up(self) -> bool:
        return self._attempts >= self._params.attempts or 2 * self._rests >= self._params.attempts

    def _end_step(self) -> None:
        match self.step:
            case Step.SIGNAL:
                self.reason = None
                self._go(self._next)
            case Step.REST:
                self._end_rest()
            case Step.EFFORT:
                self._end_effort()
            case _:
                self._go(Step.EFFORT)

    def _end_rest(self) -> None:
        levels = sorted(mv for at_s, mv in self._seen if at_s > self._params.ease_s)
        least, low, usual, high = (levels[round(share * (len(levels) - 1))] for share in (0.05, 0.2, 0.5, 0.95))
        self._rests += 1
        if high - low > max(_RESTLESS_NOISE * (low - least), _RESTLESS_SHARE * low, self._flicker_mv()):
            self.reason = "that was not quiet all the time; let it rest on something, and breathe quietly"
            self._go(Step.REFUSED if self._given_up() else Step.REST)
            return
        self.reason = None
        self._rest = _Rest(usual, high - least)
        self._go(Step.EFFORT)

    def _flicker_mv(self) -> float:
        ends = self._form.range_mv
        return 0.0 if ends is None else _FLICKER_SHARE * (ends[1] - ends[0])

    def _end_effort(self) -> None:
        peak_mv = _strongest(self._seen)
        self._attempts += 1
        if peak_mv <= self._least_effort_mv():
            self.reason = (
                self.signal.reason
                if self.signal.fault is not None
                else (
                    f"that was hardly more than rest; tense your {in_words(self._place)} more firmly, "
                    "and check that the electrodes are on that muscle"
                )
            )
            self._go(Step.REFUSED if self._given_up() else Step.RELAX)
            return
        self.reason = None
        self._peaks_mv.append(peak_mv)
        self.efforts_done += 1
        if self.efforts_done < self._params.efforts:
            self._go(Step.REFUSED if self._given_up() else Step.RELAX)
            return
        self._finish()

    def _least_effort_mv(self) -> float:
        rest = self._rest
        if self._muscle.stream.kind == "raw":
            return _ABOVE_REST * rest.level_mv
        share_mv = _SENSOR_ABOVE_REST * abs(rest.level_mv)
        return rest.level_mv + max(_ABOVE_SPREAD * rest.spread_mv, share_mv, self._flicker_mv())

    def _finish(self) -> None:
        peaks, kind = sorted(self._peaks_mv), self._muscle.stream.kind
        assert kind is not None
        rest_mv = self._rest.level_mv
        if peaks[-1] - rest_mv > _ALIKE * (peaks[0] - rest_mv):
            self.reason = "the efforts were very different from each other; make them all alike, each comfortable"
            self._go(Step.REFUSED)
            return
        effort_mv = peaks[-1] if self._params.reference == "maximum" else peaks[len(peaks) // 2]
        self.calibration = EmgCalibration(
            rest_mv, self._rest.spread_mv, effort_mv, kind, self._form.notch_hz, self._made, self._params.reference
        )
        self._go(Step.DONE)


@dataclass(frozen=True, slots=True)
class _Rest:
    """How quiet it was, mV."""

    level_mv: float
    spread_mv: float


def _strongest(seen: Sequence[tuple[float, float]]) -> float:
    """The highest mean over half a second."""
    best, first, sum_mv = 0.0, 0, 0.0
    for last, (at_s, mv) in enumerate(seen):
        sum_mv += mv
        while at_s - seen[first][0] > _PEAK_S:
            sum_mv -= seen[first][1]
            first += 1
        if at_s >= _PEAK_S:
            best = max(best, sum_mv / (last - first + 1))
    return best
