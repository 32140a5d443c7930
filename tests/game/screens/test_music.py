"""The music: quiet, without a seam, softer than any word, and more of it the more light there is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.screens.music import LAYERS, LOOP_S, Music, layers, wanted
from game.screens.tones import MUSIC_PEAK, RATE_HZ
from game.screens.voice import samples
from tests.game.screens.test_voice import wav

ROUND = layers()


@pytest.mark.parametrize("place", range(LAYERS))
def test_a_layer_goes_round_without_a_seam(place: int) -> None:
    """From its end to its beginning it moves no faster than elsewhere."""
    layer = ROUND[place] / 32_767
    steps = np.abs(np.diff(layer))
    assert len(layer) == LOOP_S * RATE_HZ
    assert abs(layer[0] - layer[-1]) <= np.max(steps)
    assert np.max(steps) < 0.01, "a jump that fast is a click"


def test_it_is_low_and_small_enough_to_stand_beside_everything() -> None:
    """All layers at once stay below what music may be at most; its pitches below 400 Hz, nothing above 1 kHz."""
    together = np.sum([layer.astype(int) for layer in ROUND], axis=0) / 32_767
    assert 0.3 * MUSIC_PEAK < np.max(np.abs(together)) <= MUSIC_PEAK
    power = np.square(np.abs(np.fft.rfft(together)))
    pitches_hz = np.fft.rfftfreq(len(together), 1 / RATE_HZ)
    assert 100 < pitches_hz[np.argmax(power)] < 400
    assert power[pitches_hz < 1_000].sum() > 0.999 * power.sum()


def test_no_music_is_ever_as_loud_as_words() -> None:
    """At the same volume its loudest second lies 12 dB below speech before it has given way, 24 dB after."""
    together = np.sum([layer.astype(int) for layer in ROUND], axis=0) / 32_767
    loudest = math.sqrt(max(np.mean(np.square(part)) for part in np.split(together, LOOP_S)))
    speech = samples(wav(1.0)) / 32_767
    below_db = 20 * math.log10(math.sqrt(np.mean(np.square(speech))) / loudest)
    assert below_db > 12 and below_db + 20 * math.log10(4) > 24


def test_it_is_the_same_every_time_and_another_by_another_seed() -> None:
    """Nothing about it is drawn by lot that is not asked for."""
    assert all(map(np.array_equal, layers(), ROUND))
    assert not np.array_equal(layers(4)[1], ROUND[1])


@given(st.integers(0, LAYERS - 1), st.floats(0, 1), st.floats(0, 1))
def test_more_light_is_never_less_music(layer: int, one: float, other: float) -> None:
    """The deepest layer is always there, all are when all is lit."""
    dark, bright = sorted((one, other))
    assert 0 <= wanted(layer, dark) <= wanted(layer, bright) <= 1
    assert wanted(0, 0) == 1 and wanted(layer, 1) == 1 and (layer == 0 or wanted(layer, 0) == 0)


@dataclass
class Channel:
    """One that notes how loud it is."""

    loud: float = 1.0
    plays: int = 0

    def play(self, _sound: pygame.mixer.Sound, loops: int) -> None:
        assert loops == -1
        self.plays, self.loud = self.plays + 1, 1.0

    def set_volume(self, volume: float) -> None:
        self.loud = volume


@pytest.fixture
def music() -> Iterator[Music]:
    pygame.mixer.init(RATE_HZ, -16, 1, 512, allowedchanges=0)
    made = Music()
    made.make(ROUND)
    yield made
    pygame.mixer.quit()


def test_it_comes_and_goes_softly(music: Music) -> None:
    """No frame changes it by more than a hundredth; it is away where something must be heard without it."""
    channels = tuple(Channel() for _ in range(LAYERS))
    music.light = 1.0
    before = [0.0] * LAYERS
    for frame in range(1200):
        music.rests = frame > 700
        music.step(1 / 60, 0.5, channels)  # type: ignore[arg-type]
        now = [channel.loud for channel in channels]
        assert all(abs(one - other) < 0.01 for one, other in zip(now, before, strict=True))
        assert frame != 700 or now == [0.5] * LAYERS
        before = now
    assert before == [0.0] * LAYERS and all(channel.plays == 1 for channel in channels)


def test_at_volume_nothing_it_is_not_even_begun(music: Music) -> None:
    """A person who wants none costs nothing."""
    channels = tuple(Channel() for _ in range(LAYERS))
    music.step(1 / 60, 0.0, channels)  # type: ignore[arg-type]
    assert not any(channel.plays for channel in channels)
