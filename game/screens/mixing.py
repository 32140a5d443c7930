"""Mixing: how loud each of the four things that can be heard is, and how they give way to the voice."""

from __future__ import annotations

from dataclasses import dataclass

VOICE, GUIDE = 0, 1
"""The mixer's channels: of the voice, and of the tone that follows the body,…"""
MUSIC = (2, 3, 4)
"""…of the layers of the music,…"""
TONES = (5, 6, 7, 8)
"""…and of tones, as many as may sound at once."""
CHANNELS = 9

_DOWN_S, _UP_S = 0.15, 0.8
"""How fast everything gives way to the voice, and how slowly it comes back. Choices: heard as making room, not as a
jump."""
_TONES_UNDER, _MUSIC_UNDER = 0.5, 0.25
"""What is left of them under the voice."""


@dataclass(frozen=True, slots=True)
class Volumes:
    """How loud a person wants each, 0–1 of what it may be at most."""

    music: float = 0.3
    effects: float = 0.8
    voice: float = 0.9


class Duck:
    """Everything else gives way while the voice speaks, and comes back after it."""

    def __init__(self) -> None:
        self.depth = 0.0
        """0 not at all, 1 as far as it goes."""

    def step(self, dt_s: float, *, speaking: bool) -> None:
        """Go on towards where it should be."""
        if speaking:
            self.depth = min(1.0, self.depth + dt_s / _DOWN_S)
        else:
            self.depth = max(0.0, self.depth - dt_s / _UP_S)

    @property
    def down(self) -> bool:
        """Whether there is all the room that there will be."""
        return self.depth >= 1.0

    @property
    def tones(self) -> float:
        """How much of tones and of the guiding tone is left."""
        return 1 - (1 - _TONES_UNDER) * self.depth

    @property
    def music(self) -> float:
        """How much of the music is left."""
        return 1 - (1 - _MUSIC_UNDER) * self.depth
