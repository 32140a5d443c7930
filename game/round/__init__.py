"""Round: one level being played, tracker, exercise, score keeper and coach stepped together. Pure."""

from game.round.commands import Command, Do
from game.round.setup import Mode, RoundSetup, setup_from_row
from game.round.view import Phase, RoundView

__all__ = ["Command", "Do", "Mode", "Phase", "RoundSetup", "RoundView", "setup_from_row"]
