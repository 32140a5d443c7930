"""What is wrong with a muscle's signal is named within two seconds, and nothing is where all is well."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from game.motion.emg_calibration import EmgCalibration
from game.motion.emg_stream import EmgStream
from game.motion.motion import EmgFault
from input_devices import EmgForm
from input_devices.emg_form import EmgKind
from input_devices.simulated_emg import EmgTrouble
from tests.game.motion.muscles import bursts, muscle, worked

FROM_S, TO_S, NAMED_S = 4.0, 8.0, 2.0
RANGE_MV = (-5.0, 5.0)
RECORDED_HZ = 1000.0
RAW = EmgCalibration(0.006, 0.002, 0.3, "raw", None, "2026-05-04")
OWN = EmgCalibration(0.006, 0.001, 0.3, "envelope", None, "2026-05-04")

Faults = list[tuple[float, EmgFault | None]]


def judged(stream: EmgStream, voltages_mv: NDArray[np.float64], rate_hz: float) -> Faults:
    """What was said, and from when."""
    said: Faults = [(0.0, None)]
    for k, voltage_mv in enumerate(voltages_mv.tolist()):
        stream.feed(k / rate_hz, voltage_mv)
        if stream.fault != said[-1][1]:
            said.append((k / rate_hz, stream.fault))
    return said


def troubled(
    trouble: EmgTrouble | None,
    kind: EmgKind,
    rate_hz: float,
    form: EmgForm,
    calibration: EmgCalibration | None,
    mains_hz: float,
) -> Faults:
    """A muscle that works and rests, with trouble for four seconds."""
    source = muscle(kind, rate_hz, mains_hz=mains_hz)
    samples = worked(source, 12.0, bursts, lambda t_s: trouble if FROM_S <= t_s < TO_S else None)
    return judged(EmgStream(form, calibration), np.array([sample.emg_mv for sample in samples]), rate_hz)


@pytest.mark.parametrize("calibration", [None, RAW], ids=["uncalibrated", "calibrated"])
@pytest.mark.parametrize("range_mv", [None, RANGE_MV], ids=["range unknown", "range known"])
@pytest.mark.parametrize("rate_hz", [250.0, 500.0, 1000.0])
@pytest.mark.parametrize(
    ("trouble", "mains_hz", "fault"),
    [
        ("mains", 50.0, EmgFault.MAINS),
        ("mains", 60.0, EmgFault.MAINS),
        ("off", 50.0, EmgFault.OFF),
        ("off", 60.0, EmgFault.OFF),
        ("rail", 50.0, EmgFault.RAIL),
        ("flat", 50.0, EmgFault.FLAT),
    ],
)
def test_trouble_with_a_raw_signal(
    trouble: EmgTrouble,
    mains_hz: float,
    fault: EmgFault,
    rate_hz: float,
    range_mv: tuple[float, float] | None,
    calibration: EmgCalibration | None,
) -> None:
    """Named for what it is within two seconds, until it is over and no longer than two seconds after."""
    said = troubled(trouble, "raw", rate_hz, EmgForm("raw", range_mv=range_mv), calibration, mains_hz)
    assert said[0] == (0.0, None) and said[1][1] == fault
    assert FROM_S < said[1][0] <= FROM_S + NAMED_S
    assert said[-1][1] is None and TO_S < said[-1][0] <= TO_S + NAMED_S
    between = [what for at_s, what in said[1:-1] if at_s < TO_S]
    assert between == [fault]


@pytest.mark.parametrize("rate_hz", [25.0, 50.0, 100.0, 250.0])
@pytest.mark.parametrize(
    ("trouble", "faults"),
    [
        ("rail", {EmgFault.RAIL}),
        ("flat", {EmgFault.FLAT}),
        ("off", {EmgFault.OFF, EmgFault.RAIL, EmgFault.FLAT}),
    ],
)
def test_trouble_with_a_sensors_own_envelope(trouble: EmgTrouble, faults: set[EmgFault], rate_hz: float) -> None:
    """Once calibrated, an electrode that is off shows as well: by its size, or as the constant that the sensor makes
    of it."""
    said = troubled(trouble, "envelope", rate_hz, EmgForm("envelope", range_mv=RANGE_MV), OWN, 50.0)
    assert said[1][1] in faults and FROM_S < said[1][0] <= FROM_S + NAMED_S
    assert said[-1][1] is None and TO_S < said[-1][0] <= TO_S + NAMED_S


@pytest.mark.parametrize(
    ("kind", "rate_hz"), [("raw", 250.0), ("raw", 1000.0), ("envelope", 25.0), ("envelope", 250.0)]
)
@pytest.mark.parametrize("steps", [4096, 1 << 16])
def test_no_false_alarm(kind: EmgKind, rate_hz: float, steps: int) -> None:
    """Rest and bursts for half a minute, finely and coarsely converted, with the little hum that every skin has."""
    source = muscle(kind, rate_hz, steps=steps, hum_mv=0.002 if kind == "raw" else 0.0, rest_mv=0.03)
    voltages = np.array([sample.emg_mv for sample in worked(source, 30.0, bursts)])
    assert judged(EmgStream(EmgForm(kind)), voltages, rate_hz) == [(0.0, None)]


def test_a_sensors_envelope_that_stood_still_at_rest_may_do_so_again() -> None:
    """A coarse converter gives one and the same number at rest; where calibration has seen that, it is no fault, and
    away from rest it still is."""
    stood = EmgCalibration(0.006, 0.0, 0.3, "envelope", None, "2026-05-04")
    for calibration, level_mv, fault in ((stood, 0.01, None), (stood, 0.2, EmgFault.FLAT), (OWN, 0.01, EmgFault.FLAT)):
        said = judged(EmgStream(EmgForm("envelope"), calibration), np.full(200, level_mv), 50.0)
        assert said[-1][1] == fault


def test_hum_that_does_no_harm_is_let_be() -> None:
    """Twenty times weaker than the calibrated effort, it matters to nobody; uncalibrated it cannot be known."""
    voltages = np.array([sample.emg_mv for sample in worked(muscle(hum_mv=0.015), 6.0)])
    assert judged(EmgStream(EmgForm("raw"), RAW), voltages, 1000.0) == [(0.0, None)]
    assert judged(EmgStream(EmgForm("raw")), voltages, 1000.0)[-1][1] == EmgFault.MAINS


def test_a_notch_takes_out_what_was_asked_for() -> None:
    """With it a pure 50 Hz hum is neither heard nor complained of; a steady 60 Hz hum still is."""
    t_s = np.arange(6000) / 1000.0
    clean = np.array([sample.emg_mv for sample in worked(muscle(), 6.0)])
    stream = EmgStream(EmgForm("raw", 50.0))
    assert judged(stream, clean + 0.3 * np.sin(2 * np.pi * 50.0 * t_s), 1000.0) == [(0.0, None)]
    assert stream.envelope_mv == pytest.approx(0.006, rel=0.25)
    hummed = clean + 0.3 * np.sin(2 * np.pi * 60.0 * t_s)
    assert judged(EmgStream(EmgForm("raw", 50.0)), hummed, 1000.0)[-1][1] == EmgFault.MAINS


def recorded_mv(recordings: Path) -> NDArray[np.float64]:
    """The biceps of the recording, at the skin: 16 bits of 3 V, amplified a thousand times."""
    counts: NDArray[np.float64] = np.load(recordings / "emg_bursts_1khz_raw.npz")["channel_3"].astype(np.float64)
    return (counts / 65536.0 - 0.5) * 3.0


@pytest.mark.recordings
@pytest.mark.parametrize("kind", [None, "raw"])
@pytest.mark.parametrize("every", [1, 2, 4])
def test_a_real_biceps_raises_no_alarm(recordings: Path, kind: EmgKind | None, every: int) -> None:
    """At 1000, 500 and 250 samples a second (biosignalsnotebooks, PLUX; MIT)."""
    voltages = recorded_mv(recordings)[::every]
    assert judged(EmgStream(EmgForm(kind)), voltages, RECORDED_HZ / every) == [(0.0, None)]
    assert judged(EmgStream(EmgForm(kind, range_mv=(-1.5, 1.5)), RAW), voltages, RECORDED_HZ / every) == [(0.0, None)]


@pytest.mark.recordings
@pytest.mark.parametrize(("bits", "full_mv", "gain"), [(10, 5000.0, 1000.0), (12, 3300.0, 200.0), (10, 5000.0, 200.0)])
def test_nor_does_it_through_a_coarse_converter(recordings: Path, bits: int, full_mv: float, gain: float) -> None:
    """Through the amplifier and the ten or twelve bits of a common board, about the middle of its range."""
    step_mv = full_mv / 2**bits
    counts = np.clip(np.round((recorded_mv(recordings) * gain + full_mv / 2) / step_mv), 0, 2**bits - 1)
    form = EmgForm("raw", range_mv=(0.0, full_mv - step_mv))
    assert judged(EmgStream(form), counts * step_mv, RECORDED_HZ) == [(0.0, None)]


@pytest.mark.recordings
def test_a_signal_in_another_form_than_was_said_is_noticed(recordings: Path) -> None:
    """The raw recording called an envelope, and its envelope called raw; each is right in its own form."""
    raw = recorded_mv(recordings)
    stream, smooth = EmgStream(EmgForm("raw")), []
    for k, voltage_mv in enumerate(raw.tolist()):
        stream.feed(k / RECORDED_HZ, voltage_mv)
        smooth.append(stream.envelope_mv)
    own = np.nan_to_num(np.array(smooth), nan=0.006)
    assert judged(EmgStream(EmgForm("envelope")), raw, RECORDED_HZ)[1:] == [(1.749, EmgFault.LOOKS_RAW)]
    for every in (4, 1):
        said = judged(EmgStream(EmgForm("raw")), own[::every], RECORDED_HZ / every)
        assert [what for _, what in said] == [None, EmgFault.LOOKS_LIKE_ENVELOPE] and said[1][0] < 7.0
    for every in (40, 20, 10, 4, 1):
        assert judged(EmgStream(EmgForm("envelope")), own[::every], RECORDED_HZ / every) == [(0.0, None)]


def test_a_signal_cut_off_at_both_ends_is_at_the_rail() -> None:
    """A gain that is too high: every strong half-wave is flat at the top."""
    source = muscle(range_mv=(-0.25, 0.25))  # type: ignore[arg-type]
    voltages = np.array([sample.emg_mv for sample in worked(source, 6.0, lambda t_s: float(t_s > 2.0))])
    said = judged(EmgStream(EmgForm("raw", range_mv=(-0.25, 0.25))), voltages, 1000.0)
    assert [what for _, what in said] == [None, EmgFault.RAIL] and said[1][0] < 4.0
