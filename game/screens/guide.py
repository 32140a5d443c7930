"""Guide: one tone without a seam whose pitch follows the body, for play with the eyes closed."""

from __future__ import annotations

import math
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple

from game.screens.tones import GUIDE_PEAK, RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    import pygame
    from numpy.typing import NDArray

BLOCK = 1024
"""Samples made at a time, 46 ms. One block sounds while the next waits: a change of the body begins to be heard after
46 to 93 ms and the device's own buffer of 23 ms, and has come through one block later. Shorter blocks would run dry
where the computer is busy."""
_OFF_FROM, _OFF_AGAIN = 0.5, 0.4
"""From where on a body that is guided by sound hears that it leaves the middle, and where it is back. Choices."""
_PARTIALS = ((1, 0.66), (2, 0.24), (3, 0.10))
"""Multiples of the pitch, and their shares: together never above 1."""
_WAKES_S = 0.01
_QUIET_BLOCKS = 20
"""After so many silent blocks nobody keeps it going until it is wanted again."""
_LEAST_HZ, _MOST_HZ = 98.0, 392.0
"""G2 to G4: below, a small loudspeaker carries nothing; above, it is no longer calm."""


class Want(NamedTuple):
    """What the tone is to become: how high, and how loud, 0–1 of GUIDE_PEAK."""

    pitch_hz: float
    level: float


QUIET = Want(196.0, 0.0)


def of_sway(far: float, *, sounding: bool) -> Want:
    """How far out a body is, 0 in the middle and 1 at the edge of its ring: quiet in the middle; from half way on a
    tone that grows and falls from A3, an octave lower twice as far out. Once it sounds it does so down to 0.4, so that
    it does not flutter. nan is quiet."""
    if not far > (_OFF_AGAIN if sounding else _OFF_FROM):
        return QUIET
    pitch_hz = 220.0 * 2 ** -min(1.3, max(0.0, far - _OFF_FROM))
    return Want(pitch_hz, min(1.0, 0.35 + 0.65 * max(0.0, far - _OFF_AGAIN) / (1 - _OFF_AGAIN)))


def of_angle(share: float) -> Want:
    """How much of the way to the target a limb has come: an octave from C3 at the start to C4 at the target, and on
    beyond it as fast. nan is quiet."""
    if not math.isfinite(share):
        return QUIET
    return Want(min(_MOST_HZ, max(_LEAST_HZ, 130.8 * 2**share)), 0.6)


class Glide:
    """The tone as samples, block by block; pitch and loudness glide within a block, and no block has an edge."""

    def __init__(self) -> None:
        self._turns = 0.0
        self._was = QUIET

    def block(self, want: Want) -> NDArray[np.int16]:
        """The next BLOCK samples, at whose end it is as wanted."""
        import numpy as np

        ramp = np.arange(1, BLOCK + 1) / BLOCK
        start_hz = want.pitch_hz if self._was.level == 0 else self._was.pitch_hz
        pitch_hz = start_hz * (want.pitch_hz / start_hz) ** ramp
        turns = self._turns + np.cumsum(pitch_hz) / RATE_HZ
        level = self._was.level + (want.level - self._was.level) * ramp
        sound = sum(share * np.sin(2 * np.pi * times * turns) for times, share in _PARTIALS)
        self._turns, self._was = float(turns[-1] % 1.0), want
        return np.asarray(GUIDE_PEAK * 32_767 * level * sound, dtype=np.int16)

    def from_nothing(self) -> None:
        """It has broken off: it grows from silence again."""
        self._was = QUIET


class Guide:
    """Keeps the tone going on its channel, beside the frames, for as long as it is wanted."""

    def __init__(self) -> None:
        self.want = QUIET
        self._worker: Thread | None = None
        self._end = Event()

    def follow(self, want: Want, channel: pygame.mixer.Channel | None) -> None:
        """Become this."""
        self.want = want
        if want.level > 0 and channel is not None and (self._worker is None or not self._worker.is_alive()):
            self._end.clear()
            self._worker = Thread(target=self._go_on, args=(channel,), name="guide", daemon=True)
            self._worker.start()

    def close(self) -> None:
        """Break off, and wait for it."""
        self.want = QUIET
        self._end.set()
        if self._worker is not None:
            self._worker.join()

    def _go_on(self, channel: pygame.mixer.Channel) -> None:
        import pygame

        glide, quiet = Glide(), 0
        try:
            while quiet < _QUIET_BLOCKS and not self._end.is_set():
                if not channel.get_busy():
                    glide.from_nothing()
                if channel.get_queue() is None:
                    quiet = 0 if self.want.level > 0 else quiet + 1
                    channel.queue(pygame.mixer.Sound(buffer=glide.block(self.want).tobytes()))
                else:
                    self._end.wait(_WAKES_S)
        except pygame.error:
            return  # the loudspeaker is gone
