"""Demonstrating: what of a level its drawn demonstration shows: how far, at which tempo, and with which limbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.screens.rigs import rig_for
from game.screens.shown import Demonstration, Together

if TYPE_CHECKING:
    from game.exercises.exercise import Wall
    from game.level import Level

_SPEED_DEG_S = 35.0
"""So fast a movement is shown where a level says no tempo: slowly (a choice)."""
_WAY_S = (1.2, 3.0)
"""One way takes no less and no more there."""


def demonstration_of(level: Level, side: str, sites: tuple[str, ...], wall: Wall) -> Demonstration:
    """What is shown before this level is played on this side; never further than the wall."""
    keys = level.exercise
    peak_deg = max(wall.floor_deg, min(_peak_deg(level), wall.ceiling_deg))
    way_s = min(_WAY_S[1], max(_WAY_S[0], abs(peak_deg) / _SPEED_DEG_S))
    together: Together = "one"
    if level.kind == "tandem":
        together = "in_turn" if getattr(keys, "pattern", "") == "opposed" else "both"
    return Demonstration(
        movement=level.movement,
        side=side,
        posture=level.posture,
        peak_deg=peak_deg,
        up_s=float(getattr(keys, "up_s", way_s)),
        hold_s=float(getattr(keys, "hold_s", 0.0)),
        down_s=float(getattr(keys, "down_s", way_s)),
        together=together,
        sites=sites,
    )


def _peak_deg(level: Level) -> float:
    """The furthest that the level asks for; how far the movement is shown where it asks for no degrees; 0 where the
    body is to keep still."""
    keys = level.exercise
    if level.kind == "activate":
        return 0.0
    if level.kind == "steady":
        return float(getattr(keys, "forward_deg", 0.0)) if getattr(keys, "aim", "") == "lean" else 0.0
    for key in ("targets_deg", "to_deg", "amplitude_deg"):
        asked = getattr(keys, key, None)
        if asked:
            return float(max(asked, key=abs) if isinstance(asked, tuple) else asked)
    return rig_for(level.movement).shown_deg
