"""Muscles: the samples of worn electrodes to signals of activity, each with the reason where it cannot be had."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from game.motion.emg_calibration import MuscleSetup
from game.motion.emg_stream import RAW_HZ_MIN, EmgStream
from game.motion.motion import EmgFault, MuscleSignal
from input_devices import MUSCLES, Sample, in_words

_SENTENCES = {
    EmgFault.FLAT: (
        "nothing changes in the signal of the {muscle}; press its electrodes on, and check that its cable is in and "
        "the sensor is on"
    ),
    EmgFault.RAIL: (
        "the signal of the {muscle} is at the end of its range; press the electrodes on, the one over bone too, "
        "or turn the sensor's gain down"
    ),
    EmgFault.OFF: (
        "an electrode on the {muscle} seems to be off; press all of them on, the one over bone too, or take fresh ones"
    ),
    EmgFault.MAINS: (
        "mains hum drowns the {muscle}; move away from chargers and power cables, and press the electrodes on, "
        "the one over bone too"
    ),
    EmgFault.LOOKS_LIKE_ENVELOPE: (
        "the signal of the {muscle} does not look raw, but like an envelope; write emg=envelope in its address"
    ),
    EmgFault.LOOKS_RAW: (
        "the signal of the {muscle} does not look like an envelope, but raw; write emg=raw in its address"
    ),
    EmgFault.SLOW: (
        "the {muscle} sends only {rate_hz:.0f} samples a second, and a raw signal needs {least_hz:.0f} or more; "
        "set its board to more, or write emg=envelope in its address if it is one"
    ),
}
SETTLING = "the signal is settling"
UNCALIBRATED = "not calibrated today; run `moveagain inputs emg`"
OTHER_FORM = "the signal comes in another form than when it was calibrated; run `moveagain inputs emg`"

QUIET = MuscleSignal(math.nan, math.nan, "nothing comes from its sensor")


class Muscle:
    """One muscle's samples to its signal."""

    def __init__(self, place: str, setup: MuscleSetup) -> None:
        self._stream = EmgStream(setup.form, setup.calibration)
        self._place, self._setup = place, setup

    @property
    def stream(self) -> EmgStream:
        """Its signal's rate, kind and delay."""
        return self._stream

    def feed(self, sample: Sample) -> None:
        """The next sample; one without a voltage is passed over."""
        if sample.emg_mv is not None:
            self._stream.feed(sample.t_s, sample.emg_mv)

    def signal(self) -> MuscleSignal:
        """How active it is by the latest sample."""
        stream, calibration = self._stream, self._setup.calibration
        envelope_mv, fault, kind = stream.envelope_mv, stream.fault, stream.kind
        if fault is not None:
            said = _SENTENCES[fault].format(muscle=in_words(self._place), rate_hz=stream.rate_hz, least_hz=RAW_HZ_MIN)
            return MuscleSignal(envelope_mv, math.nan, said, fault)
        if kind is None or math.isnan(envelope_mv):
            return MuscleSignal(math.nan, math.nan, SETTLING)
        if calibration is None:
            return MuscleSignal(envelope_mv, math.nan, UNCALIBRATED)
        if not calibration.fits(kind, self._setup.form.notch_hz):
            return MuscleSignal(envelope_mv, math.nan, OTHER_FORM)
        return MuscleSignal(envelope_mv, calibration.activity(envelope_mv))


class Muscles:
    """Every muscle over which electrodes are worn. Pure: the same samples at the same ticks give the same signals."""

    def __init__(self, worn: Iterable[str], setups: Mapping[str, MuscleSetup]) -> None:
        """`worn` may hold sites as well; only muscles are taken."""
        self._muscles = {place: Muscle(place, setups.get(place, MuscleSetup())) for place in worn if place in MUSCLES}
        self._heard_tick: dict[str, int] = {}

    @property
    def heard(self) -> bool:
        """Each has said by now how active it is, or what is wrong with its signal."""
        return all(muscle.signal().reason != SETTLING for muscle in self._muscles.values())

    def feed(self, tick: int, sample: Sample) -> bool:
        """Take a sample in; False where it is of no worn muscle."""
        muscle = self._muscles.get(sample.site)
        if muscle is None:
            return False
        self._heard_tick[sample.site] = tick
        muscle.feed(sample)
        return True

    def silent(self, tick: int, ticks_max: int) -> str | None:
        """A muscle that was heard and has now been silent for longer than so many ticks."""
        for place, at in self._heard_tick.items():
            if tick - at > ticks_max:
                return place
        return None

    def signals(self, tick: int, ticks_max: int) -> dict[str, MuscleSignal]:
        """How active each of them is; one that is silent for longer than so many ticks says nothing."""
        if not self._muscles:
            return {}
        return {
            place: muscle.signal() if tick - self._heard_tick.get(place, tick) <= ticks_max else QUIET
            for place, muscle in self._muscles.items()
        }
