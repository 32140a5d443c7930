"""The tone that follows the body: as high as asked for, without a seam, and over when nobody is guided."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.screens.guide import BLOCK, QUIET, Glide, Want, of_angle, of_sway
from game.screens.tones import GUIDE_PEAK, RATE_HZ

PITCHES_HZ = st.floats(98, 392)
LEVELS = st.floats(0, 1)


def pitch_hz(sound: NDArray[np.float64]) -> float:
    """The loudest pitch, from the spectrum."""
    strength = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 18))
    return float(np.fft.rfftfreq(1 << 18, 1 / RATE_HZ)[np.argmax(strength)])


@settings(max_examples=30)
@given(PITCHES_HZ)
def test_it_is_as_high_as_asked_for(asked_hz: float) -> None:
    """Within half a hertz, whatever it was before, one block after it was asked for."""
    glide = Glide()
    glide.block(Want(200.0, 1.0))
    glide.block(Want(asked_hz, 1.0))
    sound = np.concatenate([glide.block(Want(asked_hz, 1.0)) for _ in range(16)]) / 32_767
    assert pitch_hz(sound) == pytest.approx(asked_hz, abs=0.5)


@given(st.lists(st.builds(Want, PITCHES_HZ, LEVELS), min_size=1, max_size=8))
def test_it_has_no_seam(wants: list[Want]) -> None:
    """Between blocks and within them it never moves faster than its own partials let it; it begins and ends at zero,
    and is never larger than it may be."""
    glide = Glide()
    sound = np.concatenate([glide.block(want) for want in (*wants, QUIET)]) / 32_767
    steepest = GUIDE_PEAK * (2 * math.pi * 392 / RATE_HZ * (0.66 + 2 * 0.24 + 3 * 0.10) + 1 / BLOCK) + 2 / 32_767
    assert np.max(np.abs(np.diff(sound, prepend=0.0, append=0.0))) <= steepest
    assert np.max(np.abs(sound)) <= GUIDE_PEAK
    assert abs(sound[0]) < 0.001 and abs(sound[-1]) < 0.001


def test_it_glides_and_does_not_step() -> None:
    """An octave up in one block: measured cycle by cycle, the pitch rises all the way and no two cycles differ by more
    than a whole tone."""
    glide = Glide()
    glide.block(Want(130.0, 1.0))
    sound = np.concatenate([glide.block(Want(pitch, 1.0)) for pitch in (130.0, 260.0, 260.0)]).astype(float)
    rising = np.flatnonzero((sound[:-1] < 0) & (sound[1:] >= 0))
    at = rising - sound[rising] / (sound[rising + 1] - sound[rising])
    cycles_hz = RATE_HZ / np.diff(at)
    assert np.all(np.diff(cycles_hz) > -1.0)
    assert np.max(cycles_hz[1:] / cycles_hz[:-1]) < 2 ** (2.5 / 12)
    assert cycles_hz[0] == pytest.approx(130, abs=1) and cycles_hz[-1] == pytest.approx(260, abs=1)


def test_one_that_broke_off_begins_from_silence() -> None:
    """Whatever it was before."""
    glide = Glide()
    glide.block(Want(200.0, 1.0))
    glide.from_nothing()
    assert abs(int(glide.block(Want(200.0, 1.0))[0])) < 10


@given(st.floats(0, 3), st.floats(0, 3), st.booleans())
def test_the_further_out_a_body_is_the_lower_and_louder_it_gets(one: float, other: float, sounding: bool) -> None:
    """Quiet in the middle; further out never higher and never softer; calm and audible throughout."""
    near, far = sorted((one, other))
    inner, outer = of_sway(near, sounding=sounding), of_sway(far, sounding=sounding)
    assert inner.level <= outer.level <= 1
    assert outer.level == 0 or inner.level == 0 or inner.pitch_hz >= outer.pitch_hz >= 80
    assert (inner.level == 0) == (near <= (0.4 if sounding else 0.5))


@given(st.floats(-1, 3), st.floats(-1, 3))
def test_the_nearer_a_limb_is_to_its_target_the_higher_it_gets(one: float, other: float) -> None:
    """An octave from the start to the target, on beyond it, and never out of what is calm."""
    low, high = sorted((one, other))
    assert 98 <= of_angle(low).pitch_hz <= of_angle(high).pitch_hz <= 392
    assert of_angle(1.0).pitch_hz == pytest.approx(2 * of_angle(0.0).pitch_hz)


def test_what_is_not_known_is_not_heard() -> None:
    """nan is quiet for both."""
    assert of_angle(math.nan) == QUIET == of_sway(math.nan, sounding=True)
