"""Round: one level being played, tracker, exercise, score keeper and coach stepped together. Pure."""

from game.round.commands import Command, Do
from game.round.view import Phase, RoundView

__all__ = ["Command", "Do", "Phase", "RoundView"]
