"""Calibration: rest is 0, the effort 1; what is not good enough is refused with a reason, and text keeps it all."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.motion.emg_calibrating import CalibratingParams, EmgCalibrating, Step
from game.motion.emg_calibration import (
    EmgCalibration,
    EmgReference,
    MuscleSetup,
    calibration_from_row,
    muscles_as_row,
    muscles_from_row,
    read_calibrations,
    refuse_reference,
    write_calibrations,
)
from game.motion.motion import EmgFault
from input_devices import MUSCLES, EmgForm, EmgKind
from input_devices.simulated_emg import SimulatedMuscle
from tests.game.motion.muscles import BICEPS, TICK_S, muscle

DAY = "2026-05-04"
levels = st.floats(1e-6, 1e5)


@st.composite
def calibrations(draw: st.DrawFn) -> EmgCalibration:
    rest_mv, above_mv = draw(levels), draw(st.floats(1e-3, 1e5))
    kind: EmgKind = draw(st.sampled_from(get_args(EmgKind)))
    notch_hz = draw(st.sampled_from((None, 50.0, 60.0)))
    reference: EmgReference = draw(st.sampled_from(get_args(EmgReference)))
    return EmgCalibration(rest_mv, draw(levels), rest_mv + above_mv, kind, notch_hz, DAY, reference)


@given(calibrations(), st.floats(0.0, 3.0))
def test_rest_is_zero_and_the_effort_one(calibration: EmgCalibration, share: float) -> None:
    """And in between it is straight."""
    envelope_mv = calibration.rest_mv + share * (calibration.effort_mv - calibration.rest_mv)
    assert calibration.activity(envelope_mv) == pytest.approx(share, abs=1e-3)


@given(st.dictionaries(st.sampled_from(MUSCLES), calibrations(), max_size=4))
def test_text_and_value(kept: dict[str, EmgCalibration]) -> None:
    assert read_calibrations(write_calibrations(kept)) == kept
    setups = {place: MuscleSetup(EmgForm("raw", 50.0, (-1.5, 1.5)), one) for place, one in kept.items()}
    assert muscles_from_row(muscles_as_row(setups)) == setups
    assert muscles_from_row(None) == {}


@given(st.text())
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        read_calibrations(text)
    except ValueError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "damaged"),
        ('{"format": 1}', "damaged"),
        ('{"format": 2, "muscles": {}}', "newer"),
        ('{"format": 1, "muscles": {"right_biceps": {"rest_mv": 1}}}', "damaged"),
        (write_calibrations({"left_nose": EmgCalibration(1.0, 0.1, 2.0, "raw", None, DAY)}), "no muscle left_nose"),
    ],
)
def test_what_cannot_be_read(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_calibrations(text)


def test_an_effort_below_rest_is_no_calibration() -> None:
    row = EmgCalibration(1.0, 0.1, 2.0, "raw", None, DAY).as_row()
    for wrong in ({"effort_mv": 1.0}, {"rest_spread_mv": -1.0}, {"kind": "cooked"}, {"reference": "world"}):
        with pytest.raises(ValueError, match=r".+"):
            calibration_from_row({**row, **wrong})


def test_a_maximum_needs_the_therapist() -> None:
    """Without a word from a prescription there is none; with it, a minute of rest lies between the efforts."""
    assert refuse_reference("comfortable", maximum_allowed=False) is None
    assert "therapist" in (refuse_reference("maximum", maximum_allowed=False) or "")
    with pytest.raises(ValueError, match="therapist"):
        CalibratingParams(reference="maximum", relax_s=60.0)
    with pytest.raises(ValueError, match="relaxation"):
        CalibratingParams(reference="maximum", maximum_allowed=True)
    assert CalibratingParams(reference="maximum", maximum_allowed=True, relax_s=60.0).reference == "maximum"


@pytest.mark.parametrize("wrong", [{"effort_s": 5.1, "relax_s": 6.0}, {"effort_s": 4.0, "relax_s": 3.9}])
def test_no_effort_is_longer_than_five_seconds_or_than_its_relaxation(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="five seconds"):
        CalibratingParams(**wrong)  # type: ignore[arg-type]


class Person:
    """Does what is asked for, as far as the test lets them."""

    def __init__(self, source: SimulatedMuscle, form: EmgForm | None = None) -> None:
        self.source = source
        self.asked = EmgCalibrating(BICEPS, form or EmgForm(source.params.kind), DAY)
        self.effort, self.at_rest = 1.0, 0.0
        self.reasons: list[str] = []
        self.steps: list[Step] = []
        self.seconds = 0.0

    def tick(self, *, silent: bool = False) -> None:
        """A sixtieth of a second."""
        step = self.asked.step
        self.source.activation = self.effort if step is Step.EFFORT else self.at_rest if step is Step.REST else 0.0
        self.seconds += TICK_S
        due = round(self.seconds * self.source.params.rate_hz) - self.source.emitted
        samples = [self.source.sample() for _ in range(due)]
        self.asked.tick([] if silent else samples, TICK_S)
        if not self.steps or self.steps[-1] is not self.asked.step:
            self.steps.append(self.asked.step)
        if self.asked.reason is not None and self.asked.reason not in self.reasons:
            self.reasons.append(self.asked.reason)

    def until(self, *steps: Step) -> None:
        """Go on until one of these is asked for."""
        while self.asked.step not in steps:
            assert self.seconds < 300.0, f"still {self.asked.step}: {self.reasons}"
            self.tick()

    def finish(self) -> EmgCalibration | None:
        """Go on until it has ended."""
        self.until(Step.DONE, Step.REFUSED)
        return self.asked.calibration


@pytest.mark.parametrize(
    ("kind", "rate_hz"), [("raw", 250.0), ("raw", 1000.0), ("envelope", 25.0), ("envelope", 250.0)]
)
def test_somebody_who_does_what_is_asked_is_calibrated(kind: str, rate_hz: float) -> None:
    """Rest, three efforts with a relaxation after each but the last; the levels are those of the muscle."""
    person = Person(muscle(kind, rate_hz))  # type: ignore[arg-type]
    calibration = person.finish()
    assert calibration is not None and person.reasons == []
    assert person.steps == [Step.SIGNAL, Step.REST, *[Step.EFFORT, Step.RELAX] * 2, Step.EFFORT, Step.DONE]
    band = 0.75 if rate_hz == 250.0 and kind == "raw" else 0.95  # a slower sensor hears less of the muscle's band
    assert calibration.rest_mv == pytest.approx(0.006, rel=0.3)
    assert band * 0.25 < calibration.effort_mv < 1.3 * 0.3
    assert (calibration.kind, calibration.notch_hz, calibration.reference) == (kind, None, "comfortable")
    assert (calibration.made, person.asked.efforts_done) == (DAY, 3)
    assert person.seconds < 40.0


def test_a_calibrated_muscle_is_at_one_in_its_effort() -> None:
    """The same person's rest and effort, streamed once more: near 0 and near 1."""
    source = muscle()
    calibration = Person(source).finish()
    assert calibration is not None
    from game.motion.muscle import Muscle

    again = Muscle(BICEPS, MuscleSetup(EmgForm("raw"), calibration))
    found: dict[float, list[float]] = {0.0: [], 1.0: [], 0.5: []}
    for k in range(9000):
        source.activation = (0.0, 1.0, 0.5)[k // 3000]
        again.feed(source.sample())
        if k % 3000 > 1000:
            found[source.activation].append(again.signal().activity)
    assert {at: sum(values) / len(values) for at, values in found.items()} == pytest.approx(
        {0.0: 0.0, 1.0: 1.0, 0.5: 0.5}, abs=0.12
    )


def test_rest_that_is_not_quiet_is_asked_for_again() -> None:
    """Tension in the middle of it: why is said, and three such rests are enough."""
    person = Person(muscle())
    while person.asked.step is not Step.REFUSED:
        person.at_rest = 0.5 if person.asked.left_s < 3.0 else 0.0
        person.tick()
    assert "not quiet" in (person.asked.reason or "")
    assert person.steps.count(Step.EFFORT) == 0 and person.seconds < 30.0
    mended = Person(muscle())
    mended.until(Step.REST)
    while mended.asked.reason is None:
        mended.at_rest = 0.5 if mended.asked.left_s < 3.0 else 0.0
        mended.tick()
    mended.at_rest = 0.0
    assert mended.finish() is not None


@pytest.mark.parametrize(("kind", "rate_hz"), [("raw", 1000.0), ("envelope", 50.0)])
def test_an_effort_that_is_hardly_more_than_rest_does_not_count(kind: str, rate_hz: float) -> None:
    """It is asked for again, and after six there is no calibration."""
    person = Person(muscle(kind, rate_hz))  # type: ignore[arg-type]
    person.effort = 0.0
    assert person.finish() is None
    assert "hardly more than rest" in (person.asked.reason or "")
    assert person.asked.efforts_done == 0


def test_efforts_that_are_very_different_give_no_calibration() -> None:
    person = Person(muscle())
    for effort in (0.2, 1.0, 1.0):
        person.effort = effort
        person.until(Step.EFFORT)
        person.until(Step.RELAX, Step.DONE, Step.REFUSED)
    assert person.asked.step is Step.REFUSED and "very different" in (person.asked.reason or "")


@pytest.mark.parametrize(
    ("trouble", "fault", "words"),
    [("mains", EmgFault.MAINS, "mains hum"), ("rail", EmgFault.RAIL, "end of its range"), ("off", EmgFault.OFF, "off")],
)
def test_trouble_interrupts_and_is_waited_out(trouble: str, fault: EmgFault, words: str) -> None:
    """In the middle of an effort the signal goes bad: it is named, waited for, and the effort made once more."""
    person = Person(muscle())
    person.until(Step.EFFORT)
    for _ in range(60):
        person.tick()
    person.source.trouble = trouble  # type: ignore[assignment]
    person.until(Step.SIGNAL)
    assert person.asked.signal.fault == fault and words in (person.asked.reason or "")
    for _ in range(300):
        person.tick()
    assert person.asked.step is Step.SIGNAL
    person.source.trouble = None
    calibration = person.finish()
    assert calibration is not None and calibration.effort_mv == pytest.approx(0.27, rel=0.3)


def test_an_effort_that_is_cut_off_is_no_effort() -> None:
    """The sensor's gain is too high for it: what to do is said."""
    person = Person(muscle(range_mv=(-0.2, 0.2)), EmgForm("raw", range_mv=(-0.2, 0.2)))  # type: ignore[arg-type]
    assert person.finish() is None
    assert "gain" in (person.asked.reason or "")


def test_an_unplugged_electrode_is_waited_for() -> None:
    person = Person(muscle())
    person.until(Step.REST)
    for _ in range(90):
        person.tick(silent=True)
    assert person.asked.step is Step.SIGNAL and "nothing comes" in (person.asked.reason or "")
    assert person.finish() is not None


def test_an_envelope_that_stands_still_at_rest_can_be_calibrated() -> None:
    """A coarse sensor's own envelope; where it never moves, it is said that nothing changes."""
    person = Person(muscle("envelope", 50.0, steps=256))
    calibration = person.finish()
    assert calibration is not None and calibration.rest_spread_mv == 0.0
    dead = Person(muscle("envelope", 50.0, steps=256))
    dead.effort = 0.0
    assert dead.finish() is None
    assert "nothing changes" in (dead.asked.reason or "")


def test_words_and_numbers_for_a_screen() -> None:
    """Each step asks for something of its own; efforts are made breathing out."""
    person, said = Person(muscle()), {}
    while person.asked.step is not Step.DONE:
        person.tick()
        said[person.asked.step] = person.asked.words
        assert 0.0 <= person.asked.left_s <= 6.0
        if person.asked.efforts_done and person.asked.step is Step.RELAX and person.asked.left_s < 2.0:
            assert abs(person.asked.share) < 0.2
    assert len(set(said.values())) == len(said) == 5
    assert "breathe out" in said[Step.EFFORT] and "comfortable" in said[Step.EFFORT]
    assert math.isnan(Person(muscle()).asked.share)


def test_another_form_than_was_calibrated_is_not_scaled() -> None:
    """The millivolts of a raw signal and of an envelope are not the same."""
    from game.motion.muscle import OTHER_FORM, UNCALIBRATED, Muscle

    own = EmgCalibration(0.006, 0.001, 0.3, "envelope", None, DAY)
    for calibration, reason in (
        (own, OTHER_FORM),
        (replace(own, kind="raw", notch_hz=50.0), OTHER_FORM),
        (replace(own, kind="raw"), None),
        (None, UNCALIBRATED),
    ):
        source, found = muscle(), Muscle(BICEPS, MuscleSetup(EmgForm("raw"), calibration))
        for _ in range(1500):
            found.feed(source.sample())
        signal = found.signal()
        assert (signal.reason, signal.valid, math.isnan(signal.activity)) == (
            reason,
            reason is None,
            reason is not None,
        )
        assert signal.fault is None and signal.envelope_mv > 0.0
