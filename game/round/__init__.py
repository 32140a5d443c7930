"""Round: one level being played, tracker, exercise, score keeper and coach stepped together. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.round.commands import Command, Do
from game.round.setup import Mode, RoundSetup, clearance, setup_from_row
from game.round.view import Phase, RoundView

if TYPE_CHECKING:
    from game.round.play import Round

__all__ = ["Command", "Do", "Mode", "Phase", "Round", "RoundSetup", "RoundView", "clearance", "setup_from_row"]


def __getattr__(name: str) -> object:
    """Round itself is loaded when it is wanted: the first screen needs its view, not its rules."""
    if name == "Round":
        from game.round.play import Round

        return Round
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
