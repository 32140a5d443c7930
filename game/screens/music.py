"""Music: a quiet bed of a few low notes that goes round without a seam, and has more layers the more light there is."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from game.screens.tones import MUSIC_PEAK, RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    import pygame
    from numpy.typing import NDArray

LOOP_S = 24
"""How long one round is: six slow breaths and a little; each layer comes back to where it began."""
LAYERS = 3
_GROWS_S = 6.0
"""How long a layer takes to come in or go."""
_SCALE_HZ = (130.8, 146.8, 164.8, 196.0, 220.0, 261.6, 293.7, 329.6, 392.0)
"""The pentatonic scale of the tones: whatever sounds together with whatever does not clash."""
_PEAKS = (0.5, 0.3, 0.2)
"""Each layer's share of MUSIC_PEAK."""


def layers(seed: int = 0) -> tuple[NDArray[np.int16], ...]:
    """The layers as samples, mono at RATE_HZ, all LOOP_S long: a deep drone that swells like breath; single soft notes
    that wander up and down the scale; and a higher pad. Their ends go over into their beginnings."""
    import numpy as np

    chance = np.random.default_rng(seed)
    round_ = np.zeros((LAYERS, LOOP_S * RATE_HZ))
    t_s = np.arange(LOOP_S * RATE_HZ) / RATE_HZ
    for pitch_hz, swells in ((_SCALE_HZ[0], 3), (_SCALE_HZ[3], 2)):
        whole_hz = round(pitch_hz * LOOP_S) / LOOP_S
        swell = 0.6 - 0.4 * np.cos(2 * np.pi * swells * t_s / LOOP_S)
        round_[0] += swell * (np.sin(2 * np.pi * whole_hz * t_s) + 0.25 * np.sin(4 * np.pi * whole_hz * t_s))
    place = 4
    for beat in range(0, LOOP_S, 2):
        place = int(np.clip(place + chance.choice((-2, -1, 1, 2)), 1, 6))
        at_s = beat + 0.5 * float(chance.random())
        _add(round_[1], _note(_SCALE_HZ[place], 6.0, attack_s=0.03), at_s)
    for beat in range(0, LOOP_S, 4):
        _add(round_[2], _note(_SCALE_HZ[int(chance.integers(5, 9))], 8.0, attack_s=2.0), float(beat))
    peaks = np.max(np.abs(round_), axis=1, keepdims=True)
    round_ *= MUSIC_PEAK * np.array(_PEAKS)[:, None] / peaks
    return tuple(np.asarray(layer * 32_767, dtype=np.int16) for layer in round_)


def _note(pitch_hz: float, length_s: float, *, attack_s: float) -> NDArray[np.float64]:
    import numpy as np

    t_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    turn = 2 * np.pi * pitch_hz * t_s
    shape = np.minimum(1.0, t_s / attack_s) * np.exp(-3.0 * t_s / length_s) * np.minimum(1.0, (length_s - t_s) / 0.5)
    return np.asarray(shape * (np.sin(turn) + 0.2 * np.sin(2 * turn)))


def _add(layer: NDArray[np.float64], note: NDArray[np.float64], at_s: float) -> None:
    """Put a note into the round; what would sound after its end sounds at its beginning."""
    import numpy as np

    places = (round(at_s * RATE_HZ) + np.arange(len(note))) % len(layer)
    layer[places] += note


class Music:
    """Lets the layers sound and brings them in and out; all begin together and stay together."""

    def __init__(self) -> None:
        self._sounds: tuple[pygame.mixer.Sound, ...] = ()
        self._going = False
        self._gains = [0.0] * LAYERS
        self._told = [0.0] * LAYERS
        """How loud the mixer was told that each is."""
        self.light = 0.0
        """How much of today's light there is, 0–1."""
        self.rests = False
        """It is silent where something must be heard, or measured, without it."""

    def make(self, round_: tuple[NDArray[np.int16], ...] | None = None) -> None:
        """Compute the layers, where they are not given; takes most of a second, on a worker."""
        import pygame

        made = round_ or layers()
        with suppress(pygame.error):  # the loudspeaker was given back meanwhile
            self._sounds = tuple(pygame.mixer.Sound(buffer=layer.tobytes()) for layer in made)

    def step(self, dt_s: float, volume: float, channels: tuple[pygame.mixer.Channel, ...]) -> None:
        """Go on towards what the light asks for, at `volume`, 0–1."""
        if not self._sounds or not channels or (not self._going and volume <= 0):
            return
        if not self._going:
            self._begin(channels)
        for place, channel in enumerate(channels):
            aim = 0.0 if self.rests else wanted(place, self.light)
            step = dt_s / _GROWS_S
            gain = self._gains[place]
            self._gains[place] = min(aim, gain + step) if aim > gain else max(aim, gain - step)
            if volume * self._gains[place] != self._told[place]:
                self._told[place] = volume * self._gains[place]
                channel.set_volume(self._told[place])

    def stop(self) -> None:
        """It has been cut off; it comes in again as softly as at first."""
        self._going, self._gains, self._told = False, [0.0] * LAYERS, [0.0] * LAYERS

    def _begin(self, channels: tuple[pygame.mixer.Channel, ...]) -> None:
        """A channel begins at its loudest: the sounds themselves are silent until it is not."""
        self._going = True
        for sound, channel in zip(self._sounds, channels, strict=True):
            sound.set_volume(0.0)
            channel.play(sound, loops=-1)
            channel.set_volume(0.0)
        for sound in self._sounds:
            sound.set_volume(1.0)


def wanted(layer: int, light: float) -> float:
    """How much of a layer there is with so much light: the deepest always, each other one after the one below it."""
    return min(1.0, max(0.0, light * (LAYERS - 1) - layer + 1)) if layer else 1.0
