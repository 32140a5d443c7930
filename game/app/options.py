"""Options: how the game is to look and where its files live; what a person can say in the call."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How the game is to look and where its files live; what a person can say in the call."""

    home: str | None = None
    fullscreen: bool = False
    theme: str = "dusk"
    text_scale: float = 1.0
    calm: bool = False
    mute: bool = False
    language: str | None = None
    """None: the one that the person's settings say, or the computer's."""
