"""A fall is asked about; vigorous play, shaking and dropped samples are not."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.motion.impact import FALLS_S, ImpactWatch
from input_devices import Sample, stored

G_M_S2 = 9.81
RATES_HZ = (20.0, 50.0, 100.0, 200.0)


def asked(
    strength_g: Callable[[float], float], seconds: float, rate_hz: float, missing: frozenset[int] = frozenset()
) -> int:
    """How often a sensor that feels that strength (g, at a time in s) would have the person asked."""
    watch, count = ImpactWatch(), 0
    for step in range(round(seconds * rate_hz)):
        t_s = step / rate_hz
        if step not in missing:
            felt = (0.0, G_M_S2 * strength_g(t_s), 0.0)
            count += watch.feel(stored(Sample("sternum", t_s, (0.0, 0.0, 0.0), felt)))
    return count


def fall(falls_s: float, blow_g: float, weight_g: float = 0.2) -> Callable[[float], float]:
    """Still, then falling from 2 s on for so long, then a blow of 80 ms that dies away, and still."""

    def strength_g(t_s: float) -> float:
        since_s = t_s - 2.0
        if 0.0 <= since_s < falls_s:
            return weight_g
        if 0.0 <= since_s - falls_s < 0.16:
            return 1.0 + (blow_g - 1.0) * math.cos(math.pi * (since_s - falls_s) / 0.32)
        return 1.0

    return strength_g


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@given(falls_s=st.floats(0.2, 0.6), blow_g=st.floats(2.6, 10.0), weight_g=st.floats(0.0, 0.5))
@settings(max_examples=25)
def test_a_fall_is_asked_about_once(rate_hz: float, falls_s: float, blow_g: float, weight_g: float) -> None:
    """From a chair or from one's feet, on any sensor that is fast enough to feel it."""
    assert asked(fall(falls_s, blow_g, weight_g), 6.0, rate_hz) == 1


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@given(frequency_hz=st.floats(0.2, 8.0), amplitude_m=st.floats(0.01, 0.4))
@settings(max_examples=40)
def test_shaking_and_swinging_are_not(rate_hz: float, frequency_hz: float, amplitude_m: float) -> None:
    """However hard: a movement there and back again and again, up and down."""
    omega = 2.0 * math.pi * min(frequency_hz, rate_hz / 8.0)  # of what is faster a sensor says anything at all

    def strength_g(t_s: float) -> float:
        grown = min(1.0, t_s)  # nobody moves at full strength at once
        return abs(1.0 + grown * amplitude_m * omega**2 * math.sin(omega * t_s) / G_M_S2)

    assert asked(strength_g, 12.0, rate_hz) == 0


@pytest.mark.parametrize("blow_g", [2.5, 6.0, 16.0])
def test_a_knock_is_not(blow_g: float) -> None:
    """A hand set down hard on the table falls no further than the table."""
    assert asked(fall(0.0, blow_g), 6.0, 100.0) == 0
    assert asked(fall(0.5 * FALLS_S, blow_g), 6.0, 100.0) == 0


def test_sinking_into_a_chair_is_not() -> None:
    """Light for a while, and then no blow."""
    assert asked(fall(0.4, 1.6, 0.55), 6.0, 100.0) == 0


def test_samples_that_are_missing_are_no_falling() -> None:
    """What was between two samples is not known."""
    assert asked(fall(0.0, 6.0), 6.0, 100.0, frozenset(range(170, 200))) == 0


def test_a_sensor_without_acceleration_tells_nothing() -> None:
    assert not any(ImpactWatch().feel(Sample("sternum", step / 50.0, (0.0, 0.0, 0.0), None)) for step in range(200))


def test_a_clock_that_goes_back_loses_no_fall() -> None:
    """Asked once too often is better than once too seldom."""
    watch, strength_g = ImpactWatch(), fall(0.4, 5.0)
    for step in range(300):
        watch.feel(Sample("sternum", step / 100.0, (0.0, 0.0, 0.0), (0.0, G_M_S2 * strength_g(step / 100.0), 0.0)))
    assert watch.feel(Sample("sternum", 0.0, (0.0, 0.0, 0.0), (0.0, G_M_S2, 0.0)))


@pytest.mark.recordings
def test_no_recording_of_real_movement_is_taken_for_a_fall(recordings: Path) -> None:
    """Shaken by hand at up to nine times gravity, up from a chair, and arms at exercise."""
    heard = 0
    for path in sorted(recordings.glob("*.npz")):
        found = np.load(path, allow_pickle=True)
        for name in found.files:
            felt = found[name]
            if felt.ndim != 2 or felt.shape[1] < 3 or not ("acc" in name or name.startswith("S1_")):
                continue
            felt = felt[:, :3] * (G_M_S2 if np.median(np.linalg.norm(felt[:, :3], axis=1)) < 3.0 else 1.0)
            told = re.search(r"(\d+)hz", path.name)
            rate_hz = float(told[1]) if told else 100.0
            watch, heard = ImpactWatch(), heard + 1
            asked_for = [
                watch.feel(Sample("sternum", step / rate_hz, None, tuple(one))) for step, one in enumerate(felt)
            ]
            assert not any(asked_for), (path.name, name)
    assert heard > 10
